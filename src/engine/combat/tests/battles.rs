//! Space battles in the state.

use super::*;
use crate::events::{OrderFate, Reason};
use crate::state::starmap::StarMap;

#[test]
fn example_05_retreat_pursuit_auxiliaries_and_refuge() {
    let mut field = Field::new(2, 4);
    let home = SystemId(3);
    field.colony(H2, home, 100, 100);
    let f1 = field.fleet(H1, HERE, "BB BB", CommandKind::Patrol);
    let f2 = field.fleet(H2, HERE, "BC BC BC TT TT TT", CommandKind::Move);
    field.load(f2, 1);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[5, 4, 6, 5]);
    field.fight();
    assert_eq!((field.hulls(f1), field.hulls(f2)), ("NN".into(), "CN".into()));
    assert_eq!((field.row(f1).system, field.row(f2).system), (HERE, home));
    assert!(field.row(f2).terminal && !field.row(f1).terminal);
    let (battlecruisers, victory) = (2 * field.award(1.0), field.award(3.0));
    assert_eq!(field.ledger[1..], [battlecruisers + victory, -battlecruisers - victory]);
    let (won, lost) = (field.flows(H1), field.flows(H2));
    assert_eq!((won.space_won, lost.space_lost, lost.retreats), (1, 1, 1));
    assert_eq!(
        (
            lost.lost[ShipClass::Battlecruiser],
            lost.lost[ShipClass::TroopTransport]
        ),
        (2, 2)
    );
    assert_eq!((lost.marines_lost, lost.pp_lost_combat), (2, 2 * 320 + 2 * 90));
    let order = field.log.orders.row(0);
    assert_eq!(
        (order.fate, order.reason, order.fleet_id),
        (OrderFate::Aborted, Reason::Retreated, Some(f2))
    );
    assert_eq!((order.step, order.system_id), (Step::Con1a, Some(HERE)));
    assert_eq!(field.state.game().first_battle, Some(1));
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!(
        (rows[0].house, rows[0].won, rows[0].hits, rows[0].units_lost),
        (H1, true, 80, 0)
    );
    assert_eq!(
        (rows[1].units_lost, rows[1].auxiliaries_lost, rows[1].retreats),
        (2, 2, 1)
    );
    assert_eq!(
        (rows[1].units, rows[1].attack_strength, rows[1].defense_strength),
        (3, 48, 54)
    );
    assert_eq!(
        (rows[1].pp_engaged, rows[1].pp_lost, rows[1].units_crippled),
        (960, 820, 1)
    );
}

#[test]
fn example_13_three_houses_with_allocation() {
    let mut field = Field::new(3, 4);
    field.colony(H1, SystemId(2), 10, 10);
    let refuge = SystemId(4);
    field.colony(H3, refuge, 10, 10);
    let f11 = field.fleet(H1, HERE, "BB BB", CommandKind::Patrol);
    let f12 = field.fleet(H1, HERE, "DN", CommandKind::Patrol);
    let f13 = field.fleet(H1, HERE, "CA CA", CommandKind::Patrol);
    let f21 = field.fleet(H2, HERE, "BB BB BB BB", CommandKind::Patrol);
    let f31 = field.fleet(H3, HERE, "BC BC CL", CommandKind::Patrol);
    for (fleet, roe) in [(f11, 10), (f12, 10), (f13, 8), (f21, 8), (f31, 7)] {
        field.roe(fleet, roe);
    }
    field.war(H1, H2);
    field.war(H1, H3);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[6, 4, 7, 6]);
    field.script(Stream::SpaceBattle(HERE, H1, H3), &[7, 3]);
    field.fight();
    assert!(!field.state.fleets.contains(f11) && !field.state.fleets.contains(f13));
    assert_eq!(
        (field.hulls(f12), field.hulls(f21), field.hulls(f31)),
        ("N".into(), "CCCN".into(), "CNC".into())
    );
    assert_eq!((field.row(f12).system, field.row(f31).system), (HERE, refuge));
    let (victory, ship) = (field.award(3.0), field.award(1.0));
    assert_eq!(field.ledger[1..], [-4 * ship, victory + 4 * ship, -victory]);
    let pairs: Vec<_> = field
        .log
        .battles
        .iter()
        .map(|row| (row.house, row.enemy, row.won, row.rounds))
        .collect();
    assert_eq!(
        pairs,
        [
            (H1, H2, false, 2),
            (H2, H1, true, 2),
            (H1, H3, true, 1),
            (H3, H1, false, 1)
        ]
    );
    assert_eq!((field.flows(H1).retreats, field.flows(H3).retreats), (1, 1));
}

#[test]
fn k12_a_raider_does_not_avoid_battle() {
    let mut field = Field::new(2, 2);
    field.fleet(H1, HERE, "RR", CommandKind::Move);
    field.fleet(H2, HERE, "CT", CommandKind::Patrol);
    field.war(H1, H2);
    // 9 + CLK 1 against 0 + ELI 1: ambush; the corvette is destroyed before it can answer.
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[9, 0, 8]);
    field.fight();
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!(
        (rows[0].detection, rows[0].drm_first_strike, rows[0].rounds),
        (Detection::AmbushLow, 4, 1)
    );
    assert_eq!(
        (rows[0].first_strike, rows[1].first_strike, rows[0].raiders),
        (true, false, 1)
    );
    let looks = [0, 1].map(|side: usize| (rows[side].detection_roll, rows[side].detection_score));
    assert_eq!(looks, [(Some(9), Some(10)), (Some(0), Some(1))]);
    let volley = field.log.volleys.row(0);
    assert_eq!(
        (volley.roll, volley.drm, volley.drm_first_strike, volley.hits),
        (Some(8), 4, 4, 20)
    );
    assert_eq!(
        (field.flows(H1).raider_rolls, field.flows(H1).raider_first_strikes),
        (1, 1)
    );
    assert_eq!(
        (field.flows(H2).raider_rolls, field.flows(H2).raider_first_strikes),
        (0, 0)
    );
}

#[test]
fn k16_colony_fighters_and_guards_stay_out_of_space_battles() {
    let mut field = Field::new(2, 2);
    let colony = field.colony(H2, HERE, 100, 1000);
    field.pool(colony, 5);
    field.fleet(H2, HERE, "DN DN DN", CommandKind::Hold);
    field.fleet(H2, HERE, "CT", CommandKind::Patrol);
    let intruder = field.fleet(H1, HERE, "BB", CommandKind::Patrol);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[8, 0]);
    field.fight();
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!((rows.len(), rows[1].units, rows[1].fighters), (2, 1, 0));
    // A Patrol is no attack: the orbit is left in peace.
    assert_eq!(field.hulls(intruder), "N");
    assert!(field.conflict.supremacy.is_empty());
}

#[test]
fn k20_fleets_on_bombard_invade_and_blitz_do_not_retreat_and_blockaders_do() {
    for (command, leaves) in [(CommandKind::Bombard, false), (CommandKind::Blockade, true)] {
        let mut field = Field::new(2, 3);
        field.colony(H1, SystemId(2), 10, 10);
        field.colony(H2, HERE, 100, 100);
        let attacker = field.fleet(H1, HERE, "BB", command);
        let owner = field.fleet(H2, HERE, "BB BB BB", CommandKind::Patrol);
        field.roe(owner, 10);
        field.war(H1, H2);
        // If it stays, the next volley kills it.
        let faces: &[u32] = if leaves { &[0, 0] } else { &[0, 0, 0, 8] };
        field.script(Stream::SpaceBattle(HERE, H1, H2), faces);
        field.fight();
        assert_eq!(field.state.fleets.contains(attacker), leaves, "{command}");
        assert_eq!(field.flows(H1).retreats, i64::from(leaves));
    }
}

#[test]
fn k20_an_attack_that_failed_in_con0_exempts_from_nothing() {
    // Without marines there is no invasion, and its fleet obeys its rules of engagement like any other.
    for (marines, leaves) in [(1, false), (0, true)] {
        let mut field = Field::new(2, 3);
        field.colony(H1, SystemId(2), 10, 10);
        field.colony(H2, HERE, 100, 100);
        let attacker = field.fleet(H1, HERE, "BB TT", CommandKind::Invade);
        field.load(attacker, marines);
        let owner = field.fleet(H2, HERE, "BB BB BB", CommandKind::Patrol);
        field.roe(owner, 10);
        field.war(H1, H2);
        let faces: &[u32] = if leaves { &[0, 0] } else { &[0, 0, 0, 8] };
        field.script(Stream::SpaceBattle(HERE, H1, H2), faces);
        field.fight();
        assert_eq!(field.conflict.failed.contains(&attacker), leaves);
        assert_eq!(field.state.fleets.contains(attacker), leaves, "{marines} divisions");
        assert_eq!(field.flows(H1).retreats, i64::from(leaves));
    }
}

#[test]
fn k20_an_attacker_on_its_way_obeys_its_roe() {
    let mut field = Field::new(2, 3);
    field.colony(H1, SystemId(2), 10, 10);
    field.colony(H2, SystemId(3), 100, 100);
    let attacker = field.fleet(H1, HERE, "BB", CommandKind::Bombard);
    let row = &mut field.state.fleets[attacker];
    (row.mission, row.target) = (MissionState::Traveling, SystemId(3));
    let other = field.fleet(H2, HERE, "BB BB BB", CommandKind::Patrol);
    field.roe(other, 10);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    assert_eq!((field.row(attacker).system, field.flows(H1).retreats), (SystemId(2), 1));
}

#[test]
fn homeworld_defenders_do_not_retreat_while_they_own_the_colony() {
    let mut field = Field::new(2, 3);
    field.state.systems[HERE].homeworld_of = Some(H2);
    field.colony(H2, HERE, 100, 100);
    field.colony(H2, SystemId(3), 10, 10);
    field.fleet(H1, HERE, "BB BB BB", CommandKind::Patrol);
    let defender = field.fleet(H2, HERE, "BB", CommandKind::Patrol);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0, 8, 0]);
    field.fight();
    assert!(!field.state.fleets.contains(defender));
    let owner = field.log.battles.row(1);
    assert_eq!((owner.drm_homeworld, owner.owns_colony, owner.retreats), (1, true, 0));
}

#[test]
fn nobody_defends_a_homeworld_that_is_not_his_any_more() {
    let mut field = Field::new(2, 3);
    field.state.systems[HERE].homeworld_of = Some(H2);
    field.colony(H1, HERE, 100, 100);
    field.colony(H2, SystemId(3), 10, 10);
    field.fleet(H1, HERE, "BB BB BB", CommandKind::Patrol);
    let exile = field.fleet(H2, HERE, "BB", CommandKind::Patrol);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    let rows = [0, 1].map(|row: usize| field.log.battles.row(row));
    assert_eq!(rows.each_ref().map(|row| row.drm_homeworld), [0, 0]);
    assert_eq!((field.row(exile).system, rows[1].retreats), (SystemId(3), 1));
}

#[test]
fn w45_a_fleet_without_refuge_is_stranded_by_a_mutual_withdrawal() {
    let mut field = Field::new(2, 2);
    let one = field.fleet(H1, HERE, "DD", CommandKind::Patrol);
    let two = field.fleet(H2, HERE, "DD", CommandKind::Hold);
    field.war(H1, H2);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    for fleet in [one, two] {
        assert_eq!((field.row(fleet).system, field.row(fleet).terminal), (HERE, true));
        assert!(field.conflict.out_of_play.contains(&fleet));
    }
    let told: Vec<_> = field
        .log
        .retreats
        .iter()
        .map(|row| (row.fleet_id, row.reason, row.fate, row.refuge))
        .collect();
    let stranded = |fleet| (fleet, RetreatReason::Stalemate, RetreatFate::Stranded, None);
    assert_eq!(told, [stranded(one), stranded(two)]);
    // A fleet on Hold has no command that could be aborted.
    assert_eq!(
        field.log.orders.iter().map(|order| order.fleet_id).collect::<Vec<_>>(),
        [Some(one)]
    );
    assert_eq!((field.flows(H1).space_drawn, field.flows(H1).retreats), (1, 0));
    assert_eq!(field.ledger[1..], [0, 0]);
}

#[test]
fn a_crippled_ship_closes_the_way_over_restricted_lanes() {
    for (face, place) in [(0, SystemId(2)), (8, HERE)] {
        let mut field = Field::new(2, 2);
        field.state.lanes[LaneId(1)].class = LaneClass::Restricted;
        field.state.starmap = StarMap::build(&field.state).into();
        field.colony(H1, SystemId(2), 10, 10);
        let fleet = field.fleet(H1, HERE, "BB", CommandKind::Patrol);
        field.fleet(H2, HERE, "DN", CommandKind::Patrol);
        field.war(H1, H2);
        // 7 hits do nothing, 28 cripple the battleship, which stays to be destroyed.
        let faces: &[u32] = if face == 0 { &[0, 0] } else { &[0, 8, 0, 8] };
        field.script(Stream::SpaceBattle(HERE, H1, H2), faces);
        field.fight();
        let system = field.state.fleets.get(fleet).map_or(HERE, |row| row.system);
        assert_eq!((system, field.flows(H1).retreats), (place, i64::from(face == 0)));
        assert_eq!(field.conflict.is_beaten(fleet), face == 0);
    }
}

#[test]
fn w54_a_fleet_crippled_in_pursuit_behind_restricted_lanes_stays_and_so_do_all_where_nobody_relocates() {
    for relocates in [true, false] {
        let mut field = Field::new(2, 2);
        let mut rules = (*field.state.rules).clone();
        rules.combat.retreat.retreat_to_nearest_friendly = relocates;
        field.state.rules = rules.into();
        let class = if relocates {
            LaneClass::Restricted
        } else {
            LaneClass::Major
        };
        field.state.lanes[LaneId(1)].class = class;
        field.state.starmap = StarMap::build(&field.state).into();
        field.colony(H1, SystemId(2), 10, 10);
        let fleet = field.fleet(H1, HERE, "BC", CommandKind::Patrol);
        field.fleet(H2, HERE, "DN BB", CommandKind::Patrol);
        field.war(H1, H2);
        // 12 hits do nothing; the 24 of the pursuit cripple.
        field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
        field.fight();
        assert_eq!((field.hulls(fleet), field.row(fleet).system), ("C".into(), HERE));
        assert!(field.conflict.out_of_play.contains(&fleet) && field.row(fleet).terminal);
        let told = field.log.retreats.row(0);
        assert_eq!((told.fate, told.refuge), (RetreatFate::Stranded, None));
    }
}

#[test]
fn w44_an_unescorted_etac_drawn_into_a_battle_is_destroyed_without_a_round() {
    let mut field = Field::new(2, 2);
    let etac = field.fleet(H1, HERE, "ET", CommandKind::Move);
    field.fleet(H2, HERE, "CT", CommandKind::Patrol);
    field.war(H1, H2);
    field.fight();
    assert!(!field.state.fleets.contains(etac));
    assert_eq!(field.flows(H1).lost[ShipClass::Etac], 1);
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!((rows[0].rounds, rows[0].auxiliaries_lost, rows[1].won), (0, 1, true));
    // No round, no victory (rulebook 12 §3.6).
    assert_eq!((field.flows(H2).space_won, field.ledger[2]), (0, 0));
}

#[test]
fn at_hostile_only_contest_fleets_of_the_intruder_fight() {
    let mut field = Field::new(2, 2);
    field.colony(H2, HERE, 10, 10);
    field.state.raise_relation(H1, H2, Stance::Hostile);
    let lingering = field.fleet(H1, HERE, "BB", CommandKind::Patrol);
    let passing = field.fleet(H1, HERE, "CT", CommandKind::Move);
    field.state.fleets[passing].moved = true;
    field.fleet(H2, HERE, "CT", CommandKind::Patrol);
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[8, 0]);
    field.fight();
    assert_eq!(field.log.battles.row(0).units, 1);
    assert_eq!((field.hulls(lingering), field.hulls(passing)), ("N".into(), "N".into()));
    assert_eq!(field.state.relation(H1, H2), Stance::Hostile);
}

#[test]
fn transports_alone_shelter_in_the_battle_with_the_strongest_enemy() {
    let mut field = Field::new(3, 2);
    let mut rules = (*field.state.rules).clone();
    rules.combat.combat.max_combat_rounds = 1;
    field.state.rules = rules.into();
    field.fleet(H1, HERE, "BB", CommandKind::Patrol);
    field.fleet(H1, HERE, "TT", CommandKind::Move);
    field.fleet(H2, HERE, "DD", CommandKind::Patrol);
    field.fleet(H3, HERE, "CA", CommandKind::Patrol);
    field.war(H1, H2);
    field.war(H1, H3);
    field.script(Stream::SpaceBattle(HERE, H1, H3), &[0, 0]);
    field.fight();
    // The battleship meets the cruiser; its share against H3 is then used up, and transports have none to fill.
    let rows: Vec<_> = field
        .log
        .battles
        .iter()
        .map(|row| (row.house, row.enemy, row.units, row.auxiliaries))
        .collect();
    assert_eq!(rows, [(H1, H3, 1, 1), (H3, H1, 1, 0)]);
}

#[test]
fn scouts_and_mothballed_ships_are_out_of_space_battles() {
    let mut field = Field::new(2, 2);
    field.colony(H2, HERE, 10, 10);
    let scouts = field.fleet(H1, HERE, "SC SC", CommandKind::Patrol);
    let asleep = field.fleet(H2, HERE, "DN", CommandKind::Hold);
    field.state.fleets[asleep].status = FleetStatus::Mothballed;
    field.fleet(H2, HERE, "CT", CommandKind::Patrol);
    field.war(H1, H2);
    field.fight();
    assert_eq!((field.hulls(scouts), field.hulls(asleep)), ("NN".into(), "N".into()));
    assert_eq!(field.log.battles.iter().count(), 0);
}

#[test]
fn k40_hold_at_home_guards_the_orbit_hold_abroad_fights_and_a_view_stands_aside() {
    let mut field = Field::new(2, 2);
    field.colony(H2, HERE, 10, 10);
    let guard = field.fleet(H2, HERE, "CT", CommandKind::Hold);
    let viewer = field.fleet(H2, HERE, "CT", CommandKind::View);
    field.state.fleets[viewer].moved = true;
    let patrol = field.fleet(H2, HERE, "CL", CommandKind::Patrol);
    let abroad = field.fleet(H1, HERE, "CL", CommandKind::Hold);
    field.war(H1, H2);
    // Two light cruisers alone: a stalemate.
    field.script(Stream::SpaceBattle(HERE, H1, H2), &[0, 0]);
    field.fight();
    let units: Vec<u16> = field.log.battles.iter().map(|row| row.units).collect();
    assert_eq!(units, [1, 1]);
    let aside = [guard, viewer].map(|fleet| field.conflict.out_of_play.contains(&fleet));
    let fought = [patrol, abroad].map(|fleet| field.conflict.out_of_play.contains(&fleet));
    assert_eq!((aside, fought), ([false; 2], [true; 2]));
}
