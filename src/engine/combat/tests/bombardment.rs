//! Bombardments in the state.

use super::*;
use crate::events::{EconomyKind, OrderFate, Reason};
use crate::state::rows::Project;

#[test]
fn example_09_bombardment_in_the_state() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 180, 100, 3);
    field.garrison(colony, GroundKind::GroundBattery, 3);
    field.garrison(colony, GroundKind::Army, 2);
    field.garrison(colony, GroundKind::Marine, 1);
    let ships = field.fleet(H1, HERE, "BB BB BB BB", CommandKind::Bombard);
    field.morale[1] = 1;
    field.script(Stream::Bombard(colony, H1), &[2, 7, 6, 1]);
    field.fight();
    let row = &field.state.colonies[colony];
    assert_eq!((row.iu, row.iu_damaged, row.pu), (91, 9, 171));
    let line = format!("IU lost {} ≤ 50 % of 100 → colony queues survive", row.iu_damaged);
    testing::book::says(testing::book::example(9), &[line]);
    // The shield, two armies, a marine division.
    assert_eq!(
        (field.garrison_hulls(colony), field.hulls(ships)),
        ("NCCC".into(), "CNNN".into())
    );
    assert_eq!(
        (field.flows(H1).bombard_rounds, field.flows(H1).ground_units_killed),
        (2, 3)
    );
    let owner = field.flows(H2);
    assert_eq!(
        (owner.hits_shielded, owner.iu_lost_bombard, owner.pu_killed),
        (38, 9, 9)
    );
    let damage = field
        .log
        .economy
        .iter()
        .find(|event| event.kind == EconomyKind::Damage)
        .expect("damage");
    assert_eq!((damage.house, damage.pu, damage.iu), (H2, -9, -9));
    let on = |class: UnitClass| {
        let rows = field.log.combat.iter().filter(|row| row.defender_ship_class == class);
        rows.map(|row| f64::from(row.damage_dealt)).sum::<f64>()
    };
    assert_eq!(
        [UnitClass::Industry, UnitClass::Population, UnitClass::Army].map(on),
        [9.0, 9.0, 10.0]
    );
    // It goes on next turn.
    assert!(!field.row(ships).terminal);
    let rows: Vec<_> = field.log.battles.iter().collect();
    assert_eq!(
        (rows[0].phase, rows[0].drawn, rows[0].drm_morale, rows[1].units_lost),
        (Theatre::Bombardment, true, 1, 3)
    );
}

#[test]
fn k21_bombarders_break_off_after_the_operation_if_the_batteries_are_too_strong() {
    let mut field = Field::new(2, 3);
    field.colony(H1, SystemId(3), 10, 10);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 4);
    let weak = field.fleet(H1, HERE, "BB", CommandKind::Bombard);
    let bold = field.fleet(H1, HERE, "BB", CommandKind::Bombard);
    field.roe(bold, 10);
    // Each round cripples one battery; the answers of 10, 9 and 8 hits do nothing. 20 against the 25 that are left is too
    // little for ROE 6.
    field.script(Stream::Bombard(colony, H1), &[0, 0, 0, 0, 0, 0]);
    field.fight();
    assert_eq!((field.flows(H1).bombard_rounds, field.flows(H1).retreats), (3, 1));
    assert_eq!((field.row(weak).system, field.row(bold).system), (SystemId(3), HERE));
    assert_eq!(fates(&field), [(Some(weak), OrderFate::Aborted, Reason::Retreated)]);
    assert!(!field.row(bold).terminal);
    let left = field.log.retreats.row(0);
    assert_eq!(
        (left.fleet_id, left.reason, left.fate),
        (weak, RetreatReason::BrokeOff, RetreatFate::Refuge)
    );
    assert_eq!(
        (left.attack_strength, left.enemy_strength, left.round_number),
        (20, 25, 3)
    );
    assert_eq!(left.refuge, Some(SystemId(3)));
}

#[test]
fn k39_r03_19_stronger_operations_go_first_and_ties_are_shuffled() {
    let position = |strong: &str| {
        let mut field = Field::new(3, 2);
        let colony = world(&mut field, 500, 1000, 0);
        field.fleet(H1, HERE, "BB", CommandKind::Bombard);
        field.fleet(H3, HERE, strong, CommandKind::Bombard);
        field.script(Stream::Bombard(colony, H1), &[8]);
        field.script(Stream::Bombard(colony, H3), &[8]);
        (field, colony)
    };
    let order = |field: &Field| -> Vec<HouseId> {
        field
            .log
            .battles
            .iter()
            .filter(|row| !row.owns_colony)
            .map(|row| row.house)
            .collect()
    };
    let (mut field, _) = position("DN");
    field.fight();
    assert_eq!(order(&field), [H3, H1]);
    for (face, expected) in [(0, [H3, H1]), (1, [H1, H3])] {
        let (mut field, colony) = position("BB");
        field.script(Stream::AssaultOrder(colony), &[face]);
        field.fight();
        assert_eq!(order(&field), expected);
    }
}

#[test]
fn k49_auxiliaries_are_lost_with_the_last_warship_that_bombards() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 4);
    let fleet = field.fleet(H1, HERE, "CT TT TT", CommandKind::Bombard);
    field.load(fleet, 1);
    field.script(Stream::Bombard(colony, H1), &[0, 0]);
    field.fight();
    assert!(!field.state.fleets.contains(fleet));
    let flows = field.flows(H1);
    assert_eq!(
        (
            flows.lost[ShipClass::Corvette],
            flows.lost[ShipClass::TroopTransport],
            flows.marines_lost
        ),
        (1, 2, 2)
    );
    assert_eq!(field.log.battles.row(0).auxiliaries_lost, 2);
    // Shot down by batteries, the corvette is credited to the owner of the colony.
    assert_eq!(field.ledger[2], field.award(1.0));
}

#[test]
fn c26_heavy_bombardment_clears_the_queues_of_the_colony_but_not_of_its_docks() {
    let project = |colony, facility, ground: Option<GroundKind>, ship| {
        move |id| Project {
            id,
            colony,
            facility,
            ship,
            ground,
            facility_kind: None,
            paid: 1,
            build_cost: 1,
            remaining: 1,
        }
    };
    // Each house's 40 hits leave the spaceport alone and ruin 20 IU: more than half of 39, not of 40, and together more
    // than half of what 79 were before the first came, not of 80.
    for (iu, houses, left) in [
        (39, &[H1][..], 1),
        (40, &[H1], 2),
        (79, &[H1, H3], 1),
        (80, &[H1, H3], 2),
    ] {
        let mut field = Field::new(3, 2);
        let colony = world(&mut field, 500, iu, 0);
        let port = field.state.colonies[colony].facilities[0];
        field
            .state
            .new_project(project(colony, None, Some(GroundKind::Army), None));
        field
            .state
            .new_project(project(colony, Some(port), None, Some(ShipClass::Corvette)));
        for &house in houses {
            field.fleet(house, HERE, "BB BB", CommandKind::Bombard);
            field.script(Stream::Bombard(colony, house), &[8]);
        }
        field.fight();
        assert_eq!(field.state.colonies[colony].projects.len(), left, "{iu} IU");
    }
}

#[test]
fn a_crippled_spaceport_loses_its_queue() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 500, 500, 0);
    let port = field.state.colonies[colony].facilities[0];
    field.state.new_project(|id| Project {
        id,
        colony,
        facility: Some(port),
        ship: Some(ShipClass::Corvette),
        ground: None,
        facility_kind: None,
        paid: 100,
        build_cost: 50,
        remaining: 1,
    });
    field.fleet(H1, HERE, "BB BB BB", CommandKind::Bombard);
    field.script(Stream::Bombard(colony, H1), &[8]);
    field.fight();
    assert_eq!(field.state.facilities[port].hull, Hull::Crippled);
    assert!(field.state.colonies[colony].projects.is_empty());
}

#[test]
fn an_attacker_without_a_sound_warship_fails_when_it_should_act() {
    let mut field = Field::new(2, 2);
    let colony = world(&mut field, 50, 90, 0);
    field.pool(colony, 1);
    let fleet = field.fleet(H1, HERE, "CT", CommandKind::Bombard);
    // The fighter cripples the corvette and dies with the answer; a crippled one cannot bombard.
    field.script(Stream::OrbitalBattle(HERE, H1, H2), &[6, 3]);
    field.fight();
    assert_eq!(field.hulls(fleet), "C");
    assert_eq!(fates(&field), [(Some(fleet), OrderFate::Failed, Reason::Composition)]);
}

#[test]
fn w46_a_fleet_that_breaks_off_loses_auxiliaries_like_one_that_retreats() {
    let mut field = Field::new(2, 3);
    field.colony(H1, SystemId(3), 10, 10);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 2);
    let fleet = field.fleet(H1, HERE, "CA CA TT TT", CommandKind::Bombard);
    // Two answers of 20 hits cripple both cruisers and kill one; 6 against 20 is too little for ROE 6.
    field.script(Stream::Bombard(colony, H1), &[0, 6, 0, 6, 0, 0]);
    field.fight();
    assert_eq!(
        (field.hulls(fleet), field.row(fleet).system),
        ("CN".into(), SystemId(3))
    );
    let left = field.log.retreats.row(0);
    assert_eq!(
        (left.ships, left.ships_left, left.auxiliaries, left.auxiliaries_left),
        (2, 1, 2, 1)
    );
}

#[test]
fn k21_a_fleet_exactly_at_its_threshold_goes_on() {
    let mut field = Field::new(2, 3);
    field.colony(H1, SystemId(3), 10, 10);
    let colony = world(&mut field, 50, 90, 0);
    field.garrison(colony, GroundKind::GroundBattery, 2);
    let fleet = field.fleet(H1, HERE, "BB", CommandKind::Bombard);
    // Five hits and five in answer do nothing for three rounds: 20 against 20, and ROE 6 wants 1.
    field.script(Stream::Bombard(colony, H1), &[0; 6]);
    field.fight();
    assert_eq!((field.row(fleet).system, field.row(fleet).terminal), (HERE, false));
    assert!(fates(&field).is_empty() && field.log.retreats.iter().next().is_none());
}
