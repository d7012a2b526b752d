//! Intelligence Theft (rulebook 23 §6.4, 24 §8).

use super::*;
use crate::intel::records;

/// House 2 knows a fleet of house 3; house 1 steals.
fn spied() -> (State, FleetId) {
    let mut state = bare(3, 3);
    let target = fleet(&mut state, H3, SystemId(3), &[Cruiser]);
    records::sight_fleet(&mut state, H2, target, Source::Sweep);
    (state, target)
}

fn of(state: &State, house: HouseId, fleet: FleetId) -> Option<&FleetRecord> {
    let at = records::find(state, house, fleet).ok()?;
    Some(&state.fleet_records[state.fleet_records_of[house.index()][at].1])
}

#[test]
fn fleets_are_copied_with_their_dates() {
    let (mut state, target) = spied();
    state.game_mut().turn = 5;
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let stolen = of(&state, H1, target).expect("stolen");
    assert_eq!((stolen.house, stolen.owner, stolen.turn), (H1, H3, 1));
    assert_eq!(stolen.ships[Cruiser], 1);
    assert_eq!(steal_records(&mut state, H1, H2), 0, "nothing new");
    assert_sound(&state);
}

#[test]
fn a_house_learns_nothing_about_itself() {
    let (mut state, target) = spied();
    assert_eq!(steal_records(&mut state, H3, H2), 0);
    assert_eq!(of(&state, H3, target), None);
}

#[test]
fn w84_sightings_and_details_count_each_for_itself() {
    let (mut state, target) = spied();
    // House 1 fought it in turn 2, house 2 saw it again in turn 4.
    state.game_mut().turn = 2;
    records::know_fleet(&mut state, H1, target, Source::Scout);
    state.game_mut().turn = 4;
    state.move_fleet(target, SystemId(1));
    records::sight_fleet(&mut state, H2, target, Source::Sweep);
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let stolen = of(&state, H1, target).expect("stolen").clone();
    assert_eq!((stolen.turn, stolen.system), (4, SystemId(1)));
    assert_eq!((stolen.detail_turn, stolen.crippled), (Some(2), Some(0)));
    // The other way round, the details are what is new.
    assert_eq!(steal_records(&mut state, H2, H1), 1);
    let stolen = of(&state, H2, target).expect("stolen");
    assert_eq!((stolen.turn, stolen.detail_turn), (4, Some(2)));
    assert_sound(&state);
}

#[test]
fn colonies_are_copied_with_owner_and_details_of_their_dates() {
    let mut state = bare(3, 3);
    let colony = state.new_colony(H3, SystemId(3), 80, 40, 0);
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.game_mut().turn = 3;
    records::note_system(&mut state, H1, SystemId(3), Source::Sweep);
    assert_eq!(steal_records(&mut state, H1, H2), 1);
    let record = &state.colony_records[RecordId::of(H1, SystemId(3))];
    assert_eq!((record.turn, record.detail_turn, record.pu), (3, Some(1), Some(80)));
    // A colony taken since is nobody's secret to its owner.
    state.change_owner(colony, H1);
    state.game_mut().turn = 4;
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.colony_records.remove(RecordId::of(H1, SystemId(3)));
    assert_eq!(steal_records(&mut state, H1, H2), 0);
}

#[test]
fn w84_what_is_stolen_is_not_falsified_again_for_a_thief_that_is_deceived() {
    let mut state = bare(3, 3);
    let colony = state.new_colony(H3, SystemId(3), 80, 40, 0);
    records::know_colony(&mut state, H2, colony, Source::Scout);
    state.effects.insert(Effect {
        id: EffectId::of(H1, EffectKind::IntelCorrupted),
        house: H1,
        kind: EffectKind::IntelCorrupted,
        last_turn: 9,
    });
    assert!(steal_records(&mut state, H1, H2) > 0);
    let figures = |house| {
        let record = &state.colony_records[RecordId::of(house, SystemId(3))];
        (record.pu, record.iu, record.armies)
    };
    assert_eq!(figures(H1), figures(H2));
}
