//! Invasions, blitzes and conquests in the state.

use super::*;
use crate::events::{EconomyKind, Item, OrderFate, Reason};
use crate::state::rows::Repair;
use crate::testing::army_project;

#[test]
fn example_11_standard_invasion_in_the_state() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 101, 2);
    field.garrison(colony, GroundKind::Army, 4);
    field.garrison(colony, GroundKind::Marine, 1);
    let fleet = field.fleet(H1, HERE, "CT TT TT TT TT TT", CommandKind::Invade);
    field.load(fleet, 1);
    field.morale[1] = 2;
    field.script(Stream::Assault(colony, H1), &[4, 5, 3, 1]);
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.owner, row.iu, row.iu_damaged, row.pu), (H1, 51, 50, 50));
    let line = format!("IU loss floor(101 × 0.5) = {} → {} IU remain", row.iu_damaged, row.iu);
    testing::book::says(testing::book::example(11), &[line]);
    assert!(row.facilities.is_empty());
    assert_eq!(field.garrison_hulls(colony), "CCCCC");
    assert!(row.garrison.iter().all(|&unit| field.state.ground[unit].owner == H1));
    let fleet = field.row(fleet);
    assert!(fleet.terminal && fleet.system == HERE);
    assert!(
        fleet
            .ships
            .iter()
            .all(|&ship| field.state.ships[ship].marines().is_empty())
    );
    let (captor, former) = (field.flows(H1), field.flows(H2));
    assert_eq!(
        (captor.invasions, captor.invasions_won, captor.colonies_conquered),
        (1, 1, 1)
    );
    // Five defenders and the shield.
    assert_eq!(
        (captor.ground_units_killed, captor.orders_completed, captor.marines_lost),
        (6, 1, 0)
    );
    assert_eq!(
        (
            former.colonies_lost_conquest,
            former.marines_lost,
            former.iu_lost_bombard
        ),
        (1, 1, 50)
    );
    assert_eq!(
        (field.state.houses[H2].last_captor, field.state.game().first_conquest),
        (Some(H1), Some(1))
    );
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!(
        (rows[0].phase, rows[0].won, rows[0].units, rows[0].drm_morale),
        (Theatre::Invasion, true, 5, 2)
    );
    assert_eq!((rows[1].drm_theatre, rows[1].owns_colony, rows[1].rounds), (2, true, 2));
    assert_eq!((rows[1].shield_level, rows[1].ground_forces), (2, 5));
    assert!(rows.iter().all(|row| row.ending == BattleEnding::Captured));
    // Shield and spaceport fell to the landing; nothing but people, industry and an empty planet is left.
    let taken = field.log.conquests.row(0);
    assert_eq!(
        (taken.house, taken.former_owner, taken.phase),
        (H1, H2, Theatre::Invasion)
    );
    assert_eq!((taken.pu, taken.iu, taken.iu_ruined, taken.marines), (50, 51, 50, 5));
    assert_eq!((taken.batteries, taken.shield_level, taken.spaceport), (0, 0, false));
    assert!(!taken.undefended && taken.homeworld_of.is_none());
    let kinds: Vec<_> = field
        .log
        .economy
        .iter()
        .map(|event| (event.kind, event.house))
        .collect();
    assert!(kinds.contains(&(EconomyKind::ColonyConquered, H1)) && kinds.contains(&(EconomyKind::ColonyLost, H2)));
}

/// The blitz of example 12, with so many armies.
fn blitz(armies: usize, faces: &[u32]) -> (Field, ColonyId, FleetId) {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 1);
    field.garrison(colony, GroundKind::GroundBattery, 2);
    field.garrison(colony, GroundKind::Army, armies);
    let fleet = field.fleet(H1, HERE, "BB BB TT TT TT", CommandKind::Blitz);
    field.load(fleet, 2);
    (field.morale[1], field.morale[2]) = (1, 1);
    field.script(Stream::Assault(colony, H1), faces);
    field.fight();
    (field, colony, fleet)
}

#[test]
fn example_12_blitz_in_the_state() {
    let (field, colony, fleet) = blitz(2, &[3, 6, 5, 2]);
    let row = &field.state.colonies[colony];
    assert_eq!((row.owner, row.iu, row.iu_damaged), (H1, 90, 0));
    // Shield, two batteries of which the first is crippled, and four crippled marine divisions.
    assert_eq!(field.garrison_hulls(colony), "NCNCCCC");
    assert!(row.garrison.iter().all(|&unit| field.state.ground[unit].owner == H1));
    assert_eq!((row.facilities.len(), field.hulls(fleet)), (1, "NNCCC".into()));
    let captor = field.flows(H1);
    assert_eq!(
        (
            captor.blitzes,
            captor.blitzes_won,
            captor.marines_lost,
            captor.bombard_rounds
        ),
        (1, 1, 2, 1)
    );
    let rounds: std::collections::BTreeSet<u8> = field.log.combat.iter().map(|row| row.round_number).collect();
    assert_eq!(
        (rounds.into_iter().collect::<Vec<_>>(), field.log.battles.row(0).rounds),
        (vec![1, 2], 2)
    );
    // Captured intact: the shield of SLD I, both batteries, the spaceport, all 90 IU.
    let taken = field.log.conquests.row(0);
    assert_eq!(
        (taken.phase, taken.iu, taken.iu_ruined, taken.marines),
        (Theatre::Blitz, 90, 0, 4)
    );
    assert_eq!((taken.batteries, taken.shield_level, taken.spaceport), (2, 1, true));
    let line = format!(
        "shield (still SLD I), GB1 Crippled, GB2 Nominal, spaceport, all {} IU.",
        taken.iu
    );
    testing::book::says(testing::book::example(12), &[line]);
    let first = field.log.battles.row(0);
    assert_eq!(
        (first.auxiliaries, first.fleets, first.capitals, first.as_ground),
        (3, 1, 2, 36)
    );
}

#[test]
fn example_12_variant_repelled_in_the_state() {
    let (field, colony, fleet) = blitz(4, &[3, 6, 5, 2, 8, 0]);
    assert_eq!(field.state.colonies[colony].owner, H2);
    // Shield, batteries, and two crippled armies.
    assert_eq!(
        (field.garrison_hulls(colony), field.hulls(fleet)),
        ("NCNCC".into(), "NNCCC".into())
    );
    assert!(
        field
            .row(fleet)
            .ships
            .iter()
            .all(|&ship| field.state.ships[ship].marines().is_empty())
    );
    assert_eq!(fates(&field), [(Some(fleet), OrderFate::Failed, Reason::Repelled)]);
    assert_eq!((field.flows(H1).marines_lost, field.flows(H1).blitzes_won), (6, 0));
    let owner = field.log.battles.row(1);
    assert!(owner.won && owner.ending == BattleEnding::Repelled);
    assert!(field.log.conquests.house.is_empty());
}

#[test]
fn k39_fleets_of_one_house_assault_together() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::Army, 1);
    let one = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    let two = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    field.load(one, 1);
    field.load(two, 1);
    field.script(Stream::Assault(colony, H1), &[4, 0]);
    field.fight();
    assert_eq!((field.log.battles.row(0).units, field.flows(H1).invasions), (2, 1));
    assert!(field.row(one).terminal && field.row(two).terminal);
}

#[test]
fn k41_a_conquered_colony_changes_hands_with_its_queues_cleared() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 1);
    field.state.colonies[colony].auto_repair = true;
    army_project(&mut field.state, colony, 25, 1);
    let battery = field.garrison(colony, GroundKind::GroundBattery, 1)[0];
    field.state.new_repair(|id| Repair {
        id,
        colony,
        drydock: None,
        ship: None,
        facility: None,
        ground: Some(battery),
        priority: 2,
        remaining: 1,
        stalled: false,
    });
    let fleet = field.fleet(H1, HERE, "TT TT", CommandKind::Blitz);
    field.load(fleet, 1);
    // Three hits of the battery destroy one transport and cripple the other with its marines, who meet nobody.
    field.script(Stream::Assault(colony, H1), &[0]);
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!(
        (row.owner, row.projects.len(), row.repairs.len(), row.auto_repair),
        (H1, 0, 0, false)
    );
    let lost = field
        .log
        .economy
        .iter()
        .find(|event| event.kind == EconomyKind::ProjectLost)
        .expect("a project");
    assert_eq!((lost.house, lost.item), (H2, Some(Item::Army)));
    let taken = field.log.conquests.row(0);
    assert_eq!((taken.projects_lost, taken.pp_projects_lost), (1, 25));
    // The shield, the battery and the marines are the captor's.
    assert_eq!(field.garrison_hulls(colony), "NNC");
    assert!(row.garrison.iter().all(|&unit| field.state.ground[unit].owner == H1));
    // A battery is a defence, so the loss does not count one and a half times.
    assert_eq!(field.ledger[2], -field.award(10.0));
}

#[test]
fn an_invasion_against_living_batteries_fails_and_nothing_lands() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 1);
    field.garrison(colony, GroundKind::GroundBattery, 1);
    let fleet = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    field.load(fleet, 1);
    field.fight();
    assert_eq!(fates(&field), [(Some(fleet), OrderFate::Failed, Reason::BatteriesLeft)]);
    assert_eq!(
        (field.flows(H1).invasions, field.state.colonies[colony].facilities.len()),
        (0, 1)
    );
    assert_eq!(field.garrison_hulls(colony), "NN");
}

#[test]
fn w53_w56_rounds_of_a_blitz_count_through_and_its_ground_combat_has_a_first_round_of_its_own() {
    let (field, ..) = blitz(2, &[3, 6, 5, 2]);
    let told = field.log.volleys.iter();
    let told: Vec<_> = told
        .map(|row| (row.round_number, row.attacker_house, row.drm_morale))
        .collect();
    assert_eq!(told, [(1, H1, 1), (1, H2, 1), (2, H1, 1), (2, H2, 1)]);
    // The round of the ships is one of bombardment; marines killed on the way or on the ground count for the owner.
    assert_eq!(
        (field.flows(H1).bombard_rounds, field.flows(H2).ground_units_killed),
        (1, 2)
    );
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 1);
    let fleet = field.fleet(H1, HERE, "TT TT", CommandKind::Blitz);
    field.load(fleet, 1);
    // Without guns it is no bombardment; three hits sink one transport with its marines.
    field.script(Stream::Assault(colony, H1), &[0]);
    field.fight();
    assert_eq!(
        (field.flows(H1).bombard_rounds, field.flows(H2).ground_units_killed),
        (0, 1)
    );
}

#[test]
fn w52_a_repelled_invasion_still_costs_shield_and_spaceport() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 1);
    field.garrison(colony, GroundKind::Army, 9);
    let fleet = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    field.load(fleet, 1);
    field.script(Stream::Assault(colony, H1), &[0, 5]);
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.owner, row.facilities.len(), row.iu), (H2, 0, 90));
    assert_eq!(field.garrison_hulls(colony), "NNNNNNNNN");
    assert_eq!(fates(&field), [(Some(fleet), OrderFate::Failed, Reason::Repelled)]);
}

#[test]
fn w52_after_a_capture_others_fail_and_the_captors_own_landings_are_done() {
    let mut field = Field::new(3, 2);
    let colony = world(&mut field, 50, 90, 0);
    let first = field.fleet(H1, HERE, "DN TT", CommandKind::Invade);
    let second = field.fleet(H1, HERE, "CT TT", CommandKind::Blitz);
    let other = field.fleet(H3, HERE, "CA TT", CommandKind::Invade);
    for fleet in [first, second, other] {
        field.load(fleet, 1);
    }
    field.fight();
    assert_eq!(field.state.colonies[colony].owner, H1);
    assert_eq!(fates(&field), [(Some(other), OrderFate::Failed, Reason::Taken)]);
    let aboard = |fleet: FleetId| {
        let ships = &field.row(fleet).ships;
        ships
            .iter()
            .map(|&ship| field.state.ships[ship].marines().len())
            .sum::<usize>()
    };
    assert_eq!([first, second, other].map(aboard), [0, 1, 1]);
    assert_eq!(
        (field.flows(H1).orders_completed, field.flows(H3).orders_failed),
        (2, 1)
    );
}

#[test]
fn p8_a_bombardment_before_the_landing_clears_the_way_in_the_same_turn() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 1);
    field.fleet(H1, HERE, "DN", CommandKind::Bombard);
    let landing = field.fleet(H1, HERE, "CT TT", CommandKind::Invade);
    field.load(landing, 1);
    field.script(Stream::Bombard(colony, H1), &[8, 0]);
    field.fight();
    assert_eq!(field.state.colonies[colony].owner, H1);
    // The battery lived when CON1d began, so the colony was not undefended (rulebook 12 P8).
    assert_eq!(field.flows(H2).prestige_conquest_lost, -field.award(10.0));
}

#[test]
fn k37_marines_share_the_fate_of_their_transports() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    let battery = field.garrison(colony, GroundKind::GroundBattery, 1)[0];
    field.state.ground[battery].hull = Hull::Crippled;
    let fleet = field.fleet(H1, HERE, "BB TT TT TT", CommandKind::Blitz);
    field.load(fleet, 1);
    // The crippled battery has 2 hits for the transports, and dies of the battleship's 5.
    field.script(Stream::Assault(colony, H1), &[0, 0]);
    field.fight();
    assert_eq!(
        (field.hulls(fleet), field.garrison_hulls(colony)),
        ("NCCN".into(), "CCN".into())
    );
}

#[test]
fn c31_ships_in_a_drydock_are_lost_with_it_at_a_conquest() {
    let mut field = Field::new(2, 2);
    let colony = field.colony(H2, HERE, 50, 0);
    let drydock = field.state.new_facility(colony, FacilityKind::Drydock, 0);
    let docked = testing::docked(&mut field.state, drydock, ShipClass::Battleship);
    field.state.ships[docked].hull = Hull::Crippled;
    let fleet = field.fleet(H1, HERE, "CT TT", CommandKind::Blitz);
    field.load(fleet, 1);
    field.fight();
    assert_eq!(field.state.colonies[colony].owner, H1);
    assert!(!field.state.ships.contains(docked) && !field.state.facilities.contains(drydock));
    assert!(field.state.repairs.is_empty());
    testing::assert_sound(&field.state);
}
