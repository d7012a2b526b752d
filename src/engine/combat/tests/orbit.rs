//! The orbital theatre, supremacy, blockade.

use super::*;
use crate::combat::muster::{Entity, Muster};
use crate::events::{EconomyKind, EventLog};
use crate::prestige;
use crate::testing::book;

/// The colony of example 8: a starbase, two cruisers in Reserve, four fighters.
fn fortress(field: &mut Field) -> (ColonyId, FleetId) {
    let colony = field.colony(H2, HERE, 100, 400);
    let reserve = field.fleet(H2, HERE, "CA CA", CommandKind::GuardColony);
    field.state.fleets[reserve].status = FleetStatus::Reserve;
    field.pool(colony, 4);
    field.state.new_facility(colony, FacilityKind::Starbase, 1);
    (colony, reserve)
}

fn kinds(field: &Field, colony: ColonyId) -> Vec<FacilityKind> {
    let facilities = &field.state.colonies[colony].facilities;
    facilities
        .iter()
        .map(|&facility| field.state.facilities[facility].kind)
        .collect()
}

#[test]
fn example_08_orbital_battle_and_what_the_loser_had_screened() {
    let mut field = Field::new(2, 4);
    let (colony, reserve) = fortress(&mut field);
    let spaceport = field.state.new_facility(colony, FacilityKind::Spaceport, 0);
    field.state.new_facility(colony, FacilityKind::Shipyard, 0);
    field.state.new_facility(colony, FacilityKind::Drydock, 0);
    let asleep = field.fleet(H2, HERE, "DD DD", CommandKind::Hold);
    field.state.fleets[asleep].status = FleetStatus::Mothballed;
    let f1 = field.fleet(H1, HERE, "BB BB BB BC BC", CommandKind::Bombard);
    field.war(H1, H2);
    field.script(Stream::OrbitalBattle(HERE, H1, H2), &[4, 2, 9, 6, 0, 3]);
    field.script(Stream::Bombard(colony, H1), &[0]);
    field.fight();
    assert_eq!(field.hulls(f1), "CCCNN");
    assert!(!field.state.fleets.contains(reserve) && !field.state.fleets.contains(asleep));
    assert!(field.state.colonies[colony].pool.is_empty());
    assert_eq!(field.conflict.supremacy[&colony], [H1]);
    assert_eq!(
        (kinds(&field, colony), field.state.facilities[spaceport].hull),
        (vec![FacilityKind::Spaceport], Hull::Nominal)
    );
    let events = &field.state.rules.prestige.prestige_events;
    let line = format!(
        "fleetVictory {} + starbaseDestroyed {} + shipDestroyed 2×{} (fighters",
        events.fleet_victory.value, events.starbase_destroyed.value, events.ship_destroyed.value
    );
    book::says(book::example(8), &[line]);
    // fleetVictory 3, starbaseDestroyed 5, two cruisers, and the two destroyers that lay mothballed.
    let gain = field.award(3.0) + field.award(5.0) + 4 * field.award(1.0);
    assert_eq!(field.ledger[1..], [gain, -gain]);
    let flows = field.flows(H2);
    assert_eq!(
        (
            flows.orbital_lost,
            flows.lost[ShipClass::Fighter],
            flows.lost[ShipClass::Destroyer]
        ),
        (1, 4, 2)
    );
    assert_eq!(field.flows(H1).orbital_won, 1);
}

/// H1 beats the fortress of example 8 with a blockading fleet and takes the colony with bare transports. H2 has six
/// more colonies, one of them under blockade.
fn campaign(armies: usize) -> Field {
    let mut field = Field::new(4, 61);
    let (colony, _) = fortress(&mut field);
    for system in 10..16 {
        field.colony(H2, SystemId(system), 10, 10);
    }
    field.fleet(H1, SystemId(10), "CT", CommandKind::Blockade);
    field.garrison(colony, GroundKind::Army, armies);
    field.fleet(H1, HERE, "BB BB BB BC BC", CommandKind::Blockade);
    let transports = field.fleet(H1, HERE, "TT TT", CommandKind::Blitz);
    field.load(transports, 1);
    field.war(H1, H2);
    field.script(Stream::OrbitalBattle(HERE, H1, H2), &[4, 2, 9, 6, 0, 3]);
    field.script(Stream::Assault(colony, H1), if armies > 0 { &[6, 0] } else { &[] });
    field.fight();
    assert_eq!(field.state.colonies[colony].owner, H1);
    field
}

/// INC9 after a campaign: H1 taxes 70 %, H2 20 %. The prestige gained by each.
fn inc9(field: &mut Field) -> [i64; 2] {
    let before = [H1, H2].map(|house| field.state.houses[house].prestige);
    (field.state.houses[H1].tax, field.state.houses[H2].tax) = (70, 20);
    let ledger = field.ledger.clone();
    let mut turn = Turn::new(&mut field.state, &mut field.log);
    turn.ledger = ledger;
    prestige::inc9_ledger(&mut turn);
    let after = [H1, H2].map(|house| field.state.houses[house].prestige);
    [after[0] - before[0], after[1] - before[1]]
}

#[test]
fn example_17_prestige_ledger_of_one_turn() {
    let text = book::example(17);
    let mut field = campaign(1);
    let sums = inc9(&mut field);
    let factor = prestige::multiplier(&field.state);
    let (victor, loser) = (field.flows(H1), field.flows(H2));
    let scaled = |name: &str, base: f64, count: i64, [gain, loss]: [i64; 2]| {
        let (exact, award) = (base * factor, field.award(base));
        format!("| {name} | {exact:.4} | {award} | {count} | {gain:+} | {loss:+} |")
    };
    let starbases = [victor.prestige_starbase, loser.prestige_starbase];
    let conquest = [victor.prestige_conquest, loser.prestige_conquest_lost];
    let rows = [
        format!("61 systems, 4 players: M = 5.0×30/44.5 = {factor:.6}."),
        scaled(
            "fleetVictory",
            3.0,
            1,
            [victor.prestige_victory, loser.prestige_victory],
        ),
        scaled("starbaseDestroyed", 5.0, 1, starbases),
        scaled("shipDestroyed", 1.0, 2, [victor.prestige_kills, loser.prestige_kills]),
        scaled("planetConquered / planetLost", 10.0, 1, conquest),
        format!(
            "| high tax 70 % | floor(0.01×20²) | – | 1 | {:+} | {} |",
            victor.prestige_tax_high, loser.prestige_tax_high
        ),
        format!(
            "| low tax 20 % | 2 per colony | – | 6 | {} | {:+} |",
            victor.prestige_tax_low, loser.prestige_tax_low
        ),
        format!(
            "| blockade | −2 per colony | – | 1 | {} | {:+} |",
            victor.prestige_blockade, loser.prestige_blockade
        ),
        format!("| **sum at INC9** | | | | **{:+}** | **{:+}** |", sums[0], sums[1]),
    ];
    book::says(text, &rows);
    let mut undefended = campaign(0);
    let (gain, loss) = (
        undefended.flows(H1).prestige_conquest,
        undefended.flows(H2).prestige_conquest_lost,
    );
    let exact = 10.0 * 1.5 * factor;
    let line = format!(
        "H2 loses trunc(10×1.5×M) = trunc({exact:.4}) = {} instead of {}; H1 still gains {gain}.",
        -loss, -conquest[1]
    );
    book::says(text, &[line]);
    assert_eq!(inc9(&mut undefended), [sums[0], sums[1] - 17]);
}

#[test]
fn r01_6_r01_8_p4_p7_p9_a_campaign_pays_for_kills_victory_and_planet_and_for_nothing_else() {
    let mut field = campaign(1);
    let (victor, loser) = (field.flows(H1), field.flows(H2));
    // Two cruisers and a starbase died, and with them four fighters, for whom nobody gets anything.
    let won = [
        victor.prestige_kills,
        victor.prestige_starbase,
        victor.prestige_victory,
        victor.prestige_conquest,
    ];
    assert_eq!(won, [6, 16, 10, 33]);
    let lost = [
        loser.prestige_kills,
        loser.prestige_starbase,
        loser.prestige_victory,
        loser.prestige_conquest_lost,
    ];
    assert_eq!(lost, [-6, -16, -10, -33]);
    assert_eq!(field.ledger[1..3], [65, -65], "the capture of the system adds nothing");
    assert!(field.flows(H2).lost[ShipClass::Fighter] > 0);
    inc9(&mut field);
}

#[test]
fn k11_a_starbase_crippled_in_orbit_sees_nothing_from_the_next_round_on() {
    let mut field = Field::new(2, 2);
    let mut rules = (*field.state.rules).clone();
    rules.combat.combat.max_combat_rounds = 2;
    field.state.rules = rules.into();
    let (colony, _) = fortress(&mut field);
    field.fleet(H1, HERE, "BB BB BB", CommandKind::Bombard);
    field.war(H1, H2);
    // A critical of 60 hits: 50 cripple the starbase, and 8 of the rest are the four fighters.
    field.script(Stream::OrbitalBattle(HERE, H1, H2), &[9, 0, 0, 0]);
    field.fight();
    let starbase = field.state.colonies[colony].facilities[0];
    assert_eq!(field.state.facilities[starbase].hull, Hull::Crippled);
    let volleys = field.log.volleys.iter().filter(|volley| volley.attacker_house == H2);
    let told: Vec<_> = volleys
        .map(|volley| (volley.drm_starbase, volley.drm, volley.hits))
        .collect();
    // 77 at 0.5, and then 12 of the cruisers and 22 of the starbase at 0.25.
    assert_eq!(told, [(1, 3, 39), (0, 0, 9)]);
}

#[test]
fn k7_units_are_hit_in_the_order_of_fleets_singles_fighters_starbases() {
    let mut field = Field::new(1, 1);
    let colony = field.colony(H1, HERE, 10, 1000);
    let starbase = field.state.new_facility(colony, FacilityKind::Starbase, 1);
    field.pool(colony, 1);
    let single = testing::ship(&mut field.state, H1, ShipClass::Carrier, ShipPlace::Colony(colony));
    let own = testing::ship(&mut field.state, H1, ShipClass::Fighter, ShipPlace::Carrier(single));
    let fleet = field.fleet(H1, HERE, "CV TT CA", CommandKind::Hold);
    let [carrier, transport, cruiser] = field.row(fleet).ships[..] else {
        panic!("three ships")
    };
    let embarked = testing::ship(&mut field.state, H1, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let pool = field.state.colonies[colony].pool[0];
    let mut muster = Muster::default();
    muster.add_fleet(&field.state, &Conflict::default(), fleet);
    muster.add_single(&field.state, single);
    muster.add_single(&field.state, pool);
    muster.add_facility(&field.state, starbase);
    let ships = [carrier, cruiser, embarked, single, own, pool].map(Entity::Ship);
    assert_eq!(muster.entities[..6], ships);
    assert_eq!(muster.entities[6], Entity::Facility(starbase));
    assert_eq!(muster.rosters[0].auxiliaries, [transport]);
    assert_eq!((muster.units[2].carrier, muster.groups[0].escorts), (Some(0), 2));
    assert_eq!((muster.units[4].carrier, muster.units[4].group), (Some(3), None));
}

#[test]
fn reserve_ships_have_half_their_attack_and_all_their_defence() {
    let mut field = Field::new(1, 1);
    field.colony(H1, HERE, 10, 10);
    let fleet = field.fleet(H1, HERE, "BB CV", CommandKind::GuardColony);
    field.state.fleets[fleet].status = FleetStatus::Reserve;
    let carrier = field.row(fleet).ships[1];
    testing::ship(&mut field.state, H1, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let mut muster = Muster::default();
    muster.add_fleet(&field.state, &Conflict::default(), fleet);
    // One rounding over both factors: a crippled Reserve battleship has floor(20 × 0.25).
    assert_eq!((muster.units[0].attack, muster.units[0].defense), ([10, 5], [25, 12]));
    // The fighters aboard are in the fleet.
    assert_eq!((muster.units[2].attack[0], muster.units[2].defense[0]), (2, 2));
    assert!(!muster.groups[0].may_retreat && !muster.groups[0].may_withdraw);
}

#[test]
fn k28_w50_a_win_at_the_cap_gives_no_supremacy_while_the_orbit_is_not_empty() {
    let mut field = Field::new(2, 2);
    let mut rules = (*field.state.rules).clone();
    rules.combat.combat.max_combat_rounds = 1;
    field.state.rules = rules.into();
    let (colony, reserve) = fortress(&mut field);
    let attacker = field.fleet(H1, HERE, "DN DN DN DN DN", CommandKind::Bombard);
    field.war(H1, H2);
    field.script(Stream::OrbitalBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    assert!(field.log.battles.row(0).won);
    assert!(field.conflict.supremacy.is_empty());
    // What stays by rule is out of play, and the attack goes on next turn.
    assert!(field.conflict.out_of_play.contains(&reserve));
    assert!(!field.row(attacker).terminal);
    assert_eq!(field.state.colonies[colony].facilities.len(), 1);
}

/// A position in which one round of a battle is the last.
fn brief(houses: u32) -> (Field, ColonyId) {
    let mut field = Field::new(houses, 2);
    let mut rules = (*field.state.rules).clone();
    rules.combat.combat.max_combat_rounds = 1;
    field.state.rules = rules.into();
    let colony = field.colony(H2, HERE, 100, 1000);
    (field, colony)
}

#[test]
fn k28_each_kind_of_defender_that_is_left_denies_the_orbit() {
    type Guard = fn(&mut Field, ColonyId);
    let guards: [Guard; 5] = [
        |field, colony| field.pool(colony, 9),
        |field, colony| {
            testing::ship(&mut field.state, H2, ShipClass::Battleship, ShipPlace::Colony(colony));
        },
        |field, colony| {
            field.state.new_facility(colony, FacilityKind::Starbase, 1);
        },
        |field, colony| {
            let starbase = field.state.new_facility(colony, FacilityKind::Starbase, 1);
            field.state.facilities[starbase].hull = Hull::Crippled;
        },
        |field, _| {
            let fleet = field.fleet(H2, HERE, "BB", CommandKind::Hold);
            field.roe(fleet, 10);
        },
    ];
    for (index, guard) in guards.iter().enumerate() {
        let (mut field, colony) = brief(2);
        guard(&mut field, colony);
        field.fleet(H1, HERE, "BB BB BB", CommandKind::Bombard);
        field.war(H1, H2);
        // 15 hits kill seven fighters of nine, and hurt nothing else.
        field.script(Stream::OrbitalBattle(HERE, H1, H2), &[0, 0]);
        field.fight();
        assert!(field.log.battles.row(0).won, "{index}");
        assert!(field.conflict.supremacy.is_empty(), "{index}");
    }
}

#[test]
fn k11_k17_the_owners_sound_starbase_lends_its_sensors_to_space_and_a_crippled_one_does_not() {
    for (hull, score, drm) in [(Hull::Nominal, 4, 1), (Hull::Crippled, 2, 0)] {
        let (mut field, colony) = brief(2);
        let starbase = field.state.new_facility(colony, FacilityKind::Starbase, 1);
        field.state.facilities[starbase].hull = hull;
        field.fleet(H2, HERE, "RR", CommandKind::Patrol);
        field.fleet(H1, HERE, "RR", CommandKind::Patrol);
        field.war(H1, H2);
        field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0, 0, 0]);
        field.fight();
        // CLK 1 and ELI 1 on both sides, and 2 for the owner of the starbase.
        let rows = [0, 1].map(|row: usize| field.log.battles.row(row));
        assert_eq!(
            rows.each_ref().map(|row| row.detection_score),
            [Some(2), Some(score)],
            "{hull}"
        );
        assert_eq!(rows.each_ref().map(|row| row.drm_starbase), [0, drm], "{hull}");
        assert_eq!((rows[1].units, rows[1].starbases), (1, 0), "it does not fight there");
    }
}

#[test]
fn crippled_starbases_and_reserve_fleets_count_with_half_their_strength_in_orbit() {
    // Of 28 + 22 the shares are 27.8 and 22.2: the dreadnought meets H1, the starbase H3. In Reserve it has 14 and is
    // the weaker one: of 22 + 14 the shares are 20 and 16.
    for (status, told) in [
        (FleetStatus::Active, [(H1, 28, 30), (H3, 22, 25)]),
        (FleetStatus::Reserve, [(H1, 22, 25), (H3, 14, 30)]),
    ] {
        let (mut field, colony) = brief(3);
        let starbase = field.state.new_facility(colony, FacilityKind::Starbase, 1);
        field.state.facilities[starbase].hull = Hull::Crippled;
        let guard = field.fleet(H2, HERE, "DN", CommandKind::GuardColony);
        field.roe(guard, 10);
        field.state.fleets[guard].status = status;
        for (house, ships) in [(H1, "BB BB"), (H3, "BC BC")] {
            field.fleet(house, HERE, ships, CommandKind::Bombard);
            field.war(house, H2);
        }
        field.script(Stream::OrbitalBattle(HERE, H1, H2), &[0, 0]);
        field.script(Stream::OrbitalBattle(HERE, H2, H3), &[0, 0]);
        field.fight();
        let owner = || field.log.battles.iter().filter(|row| row.house == H2);
        let strengths = owner().map(|row| (row.enemy, row.attack_strength, row.defense_strength));
        assert_eq!(strengths.collect::<Vec<_>>(), told, "{status}");
        assert!(owner().all(|row| row.drm_starbase == 0));
    }
}

#[test]
fn k29_k30_an_undefended_orbit_costs_what_is_screened_there_but_not_the_spaceport() {
    let mut field = Field::new(2, 2);
    let colony = field.colony(H2, HERE, 10, 10);
    field.state.new_facility(colony, FacilityKind::Spaceport, 0);
    let yard = field.state.new_facility(colony, FacilityKind::Shipyard, 0);
    field.state.new_project(|id| crate::state::rows::Project {
        id,
        colony,
        facility: Some(yard),
        ship: Some(ShipClass::Corvette),
        ground: None,
        facility_kind: None,
        paid: 50,
        build_cost: 50,
        remaining: 1,
    });
    let scouts = field.fleet(H2, HERE, "SC", CommandKind::Hold);
    let auxiliaries = field.fleet(H2, HERE, "ET TT", CommandKind::Hold);
    field.fleet(H1, HERE, "CT", CommandKind::Blockade);
    field.fight();
    assert_eq!(field.conflict.supremacy[&colony], [H1]);
    assert_eq!(kinds(&field, colony), [FacilityKind::Spaceport]);
    assert!(field.state.fleets.contains(scouts) && !field.state.fleets.contains(auxiliaries));
    let lost = field
        .log
        .economy
        .iter()
        .find(|event| event.kind == EconomyKind::ProjectLost);
    assert_eq!(lost.map(|event| (event.house, event.step)), Some((H2, Step::Con1b)));
}

#[test]
fn k47_of_enemies_over_an_empty_orbit_the_stronger_holds_it() {
    let mut field = Field::new(3, 2);
    let colony = field.colony(H3, HERE, 10, 10);
    field.fleet(H1, HERE, "CA", CommandKind::Blockade);
    field.fleet(H2, HERE, "BB", CommandKind::Blockade);
    field.fight();
    assert_eq!(field.conflict.supremacy[&colony], [H1, H2]);
    assert_eq!(field.conflict.blockaders[&colony], [H1, H2]);
    // As Enemies they have fought in space before; here the peace between them ends only after CON1a.
    let mut field = Field::new(3, 2);
    let colony = field.colony(H3, HERE, 10, 10);
    field.fleet(H1, HERE, "CA", CommandKind::Blockade);
    field.fleet(H2, HERE, "BB", CommandKind::Blockade);
    let mut turn = Turn::new(&mut field.state, &mut field.log);
    turn.conflict = Conflict::new(turn.state);
    diplomacy::con0_judge(&mut turn);
    turn.state.raise_relation(H1, H2, Stance::Enemy);
    combat::con1b_orbital(&mut turn);
    assert_eq!(turn.conflict.supremacy[&colony], [H2]);
    // At a tie the lower house.
    let mut field = Field::new(3, 2);
    let colony = field.colony(H3, HERE, 10, 10);
    for house in [H2, H1] {
        field.fleet(house, HERE, "BB", CommandKind::Blockade);
    }
    let mut turn = Turn::new(&mut field.state, &mut field.log);
    turn.conflict = Conflict::new(turn.state);
    diplomacy::con0_judge(&mut turn);
    turn.state.raise_relation(H1, H2, Stance::Enemy);
    combat::con1b_orbital(&mut turn);
    assert_eq!(turn.conflict.supremacy[&colony], [H1]);
}

#[test]
fn k28_a_guard_without_guns_does_not_dispute_the_orbit() {
    let mut field = Field::new(2, 2);
    let colony = field.colony(H2, HERE, 10, 10);
    let guard = field.fleet(H2, HERE, "ET", CommandKind::Hold);
    let transports = field.fleet(H1, HERE, "TT", CommandKind::Blitz);
    field.load(transports, 1);
    field.fight();
    assert_eq!(field.state.colonies[colony].owner, H1);
    assert_eq!(field.hulls(guard), "", "it falls with the colony");
}

#[test]
fn an_attacker_beaten_by_a_third_house_does_not_reach_the_orbit() {
    let mut field = Field::new(3, 2);
    field.colony(H1, SystemId(2), 10, 10);
    let colony = field.colony(H2, HERE, 10, 10);
    let guard = field.fleet(H2, HERE, "CT", CommandKind::Hold);
    field.fleet(H1, HERE, "BB", CommandKind::Blockade);
    field.fleet(H3, HERE, "BB BB", CommandKind::Patrol);
    field.war(H1, H3);
    field.script(Stream::SpaceBattle(HERE, H1, H3), &[0, 0]);
    field.fight();
    let phases: Vec<Theatre> = field.log.battles.iter().map(|row| row.phase).collect();
    assert_eq!(phases, [Theatre::Space; 2]);
    assert_eq!(field.hulls(guard), "N");
    assert!(field.conflict.supremacy.is_empty() && !field.state.colonies[colony].blockaded);
}

#[test]
fn w49_a_mobile_fleet_that_left_its_battle_bars_the_way_no_more() {
    let mut field = Field::new(2, 3);
    let colony = field.colony(H2, HERE, 10, 10);
    field.colony(H2, SystemId(2), 10, 10);
    let patrol = field.fleet(H2, HERE, "CA CA", CommandKind::Patrol);
    field.fleet(H1, HERE, "BB BB", CommandKind::Blockade);
    // 24 against 40: it leaves after the first round, and is still there when the orbit is judged.
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    assert_eq!(
        (field.hulls(patrol), field.row(patrol).system),
        ("CN".into(), SystemId(2))
    );
    assert_eq!(field.conflict.supremacy[&colony], [H1]);
    assert!(field.state.colonies[colony].blockaded);
}

#[test]
fn k48_w55_bare_transports_destroy_nothing_in_orbit_before_the_capture() {
    let position = |armies| {
        let mut field = Field::new(2, 2);
        let colony = field.colony(H2, HERE, 10, 10);
        field.state.new_facility(colony, FacilityKind::Spaceport, 0);
        field.state.new_facility(colony, FacilityKind::Shipyard, 0);
        let asleep = field.fleet(H2, HERE, "DD", CommandKind::Hold);
        field.state.fleets[asleep].status = FleetStatus::Mothballed;
        field.garrison(colony, GroundKind::Army, armies);
        let transports = field.fleet(H1, HERE, "TT", CommandKind::Blitz);
        field.load(transports, 1);
        (field, colony, asleep)
    };
    let (mut repelled, colony, asleep) = position(8);
    repelled.script(Stream::Assault(colony, H1), &[0, 8]);
    repelled.fight();
    assert_eq!(
        kinds(&repelled, colony),
        [FacilityKind::Spaceport, FacilityKind::Shipyard]
    );
    assert_eq!(repelled.hulls(asleep), "N");
    let (mut taken, colony, asleep) = position(0);
    taken.fight();
    assert_eq!(taken.state.colonies[colony].owner, H1);
    assert_eq!(kinds(&taken, colony), [FacilityKind::Spaceport]);
    assert!(!taken.state.fleets.contains(asleep));
    assert_eq!(taken.flows(H1).prestige_kills, taken.award(1.0));
}

#[test]
fn w49_a_mobile_fleet_of_the_owner_bars_the_way_to_the_orbit() {
    // H2's only fleet meets the stronger of two attackers, H1, and beats it; H3 met nobody in space, but finds the
    // system guarded. A fleet without a warship guards nothing.
    for (owner, command, barred) in [
        ("DN DN DN", CommandKind::Patrol, true),
        ("DN DN DN", CommandKind::Move, true),
        ("DN DN DN", CommandKind::GuardColony, false),
        ("TT", CommandKind::Patrol, false),
        ("", CommandKind::Patrol, false),
    ] {
        let mut field = Field::new(3, 3);
        let colony = field.colony(H2, HERE, 10, 10);
        field.fleet(H1, HERE, "DD DD", CommandKind::Blockade);
        let third = field.fleet(H3, HERE, "CT", CommandKind::Blockade);
        if !owner.is_empty() {
            field.fleet(H2, HERE, owner, command);
        }
        field.fight();
        if command != CommandKind::GuardColony {
            assert!(!field.conflict.is_beaten(third), "{owner} {command}: it met nobody");
        }
        assert_eq!(!field.conflict.advanced.contains(&third), barred, "{owner} {command}");
        let holds = field
            .conflict
            .supremacy
            .get(&colony)
            .is_some_and(|houses| houses.contains(&H3));
        assert_eq!(
            holds,
            !barred && command != CommandKind::GuardColony,
            "{owner} {command}"
        );
    }
}

#[test]
fn r01_5_two_blockaders_cost_a_colony_no_more_than_one() {
    for others in [0, 1, 2] {
        let mut field = Field::new(4, 2);
        let colony = field.colony(H2, HERE, 10, 10);
        field.fleet(H1, HERE, "CA", CommandKind::Blockade);
        for house in [H3, HouseId(4)].into_iter().take(others) {
            field.fleet(house, HERE, "CA", CommandKind::Blockade);
        }
        field.fight();
        assert_eq!(field.conflict.blockaders[&colony].len(), 1 + others);
        inc9(&mut field);
        assert_eq!(field.flows(H2).prestige_blockade, -2);
    }
}

#[test]
fn who_holds_the_orbit_blockades_only_by_order() {
    for (command, blockaded) in [
        (CommandKind::Bombard, false),
        (CommandKind::Invade, false),
        (CommandKind::Blockade, true),
    ] {
        let mut field = Field::new(2, 2);
        let colony = field.colony(H2, HERE, 10, 10);
        field.garrison(colony, GroundKind::Army, 5);
        let fleet = field.fleet(H1, HERE, "CT TT", command);
        field.load(fleet, 1);
        field.fight();
        assert!(field.conflict.supremacy.contains_key(&colony));
        assert_eq!(field.state.colonies[colony].blockaded, blockaded, "{command}");
    }
}

#[test]
fn a_blockade_counts_its_turns_and_ends_with_the_fleet() {
    let mut field = Field::new(2, 2);
    let colony = field.colony(H2, HERE, 10, 10);
    let blockader = field.fleet(H1, HERE, "DD", CommandKind::Blockade);
    field.fight();
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.blockaded, row.blockade_turns), (true, 2));
    assert!(!field.row(blockader).terminal);
    field.state.move_fleet(blockader, SystemId(2));
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.blockaded, row.blockade_turns), (false, 0));
}

#[test]
fn r03_11_capture_lifts_the_captors_blockade_but_not_that_of_others() {
    for (allies, blockaded) in [(false, false), (true, true)] {
        let mut field = Field::new(3, 2);
        let colony = field.colony(H2, HERE, 10, 10);
        field.fleet(H1, HERE, "BB", CommandKind::Blockade);
        let landing = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
        field.load(landing, 1);
        if allies {
            field.fleet(H3, HERE, "CA", CommandKind::Blockade);
        }
        field.fight();
        let row = &field.state.colonies[colony];
        assert_eq!((row.owner, row.blockaded), (H1, blockaded));
    }
}

#[test]
fn p3_a_captor_pays_for_no_blockade_that_was_anothers_when_it_was_found() {
    let mut field = Field::new(3, 2);
    let colony = field.colony(H2, HERE, 100, 0);
    field.fleet(H3, HERE, "CA", CommandKind::Blockade);
    let landing = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    field.load(landing, 1);
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.owner, row.blockaded), (H1, true));
    // It grows from one income to the next.
    for (captured, output, prestige) in [(true, 60, 0), (false, 79, -2)] {
        let mut log = EventLog::default();
        let mut turn = Turn::new(&mut field.state, &mut log);
        if captured {
            turn.conflict = field.conflict.clone();
        }
        crate::economy::inc3_income(&mut turn);
        prestige::inc9_ledger(&mut turn);
        let row = log.economy.row(0);
        assert_eq!(
            (row.kind, row.house, row.amount, row.prestige),
            (EconomyKind::Blockade, H1, output, prestige),
            "it costs output at once, prestige from the next turn on"
        );
        assert_eq!(field.flows(H1).prestige_blockade, prestige);
    }
}

#[test]
fn each_of_several_kills_is_truncated_by_itself() {
    let mut field = Field::new(4, 61);
    let mut turn = Turn::new(&mut field.state, &mut field.log);
    crate::combat::aftermath::book_ship_kills(&mut turn, H1, H2, 3);
    assert_eq!(
        turn.ledger[1..3],
        [9, -9],
        "three times 3 of 3.37, not 10 (rulebook 12 §3.7)"
    );
}
