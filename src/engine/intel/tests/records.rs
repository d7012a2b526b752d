//! Records of systems and colonies (rulebook 24 §2, §6.3).

use super::*;

#[test]
fn presence_writes_planet_and_owner_in_con1f_only() {
    let mut state = neighbours();
    fleet(&mut state, H1, ABROAD, &[Destroyer]);
    play(&mut state, prd6_sweep);
    assert_eq!(colony_record(&state, H1, ABROAD), None);
    sweep(&mut state);
    let seen = colony_record(&state, H1, ABROAD).expect("it stands there");
    assert_eq!((seen.owner, seen.turn, seen.detail_turn, seen.pu), (H2, 1, None, None));
    let planet = &state.system_records[RecordId::of(H1, ABROAD)];
    assert_eq!(
        (planet.class, planet.raw, planet.turn),
        (PlanetClass::Eden, Raw::Abundant, 1)
    );
    assert_eq!(colony_record(&state, H2, ABROAD), None, "own colonies have no record");
}

#[test]
fn w90_the_fleets_sighted_in_a_system_are_the_records_of_its_place_and_date() {
    let mut state = neighbours();
    fleet(&mut state, H1, ABROAD, &[Destroyer]);
    let [stays, leaves] = [[Cruiser], [Frigate]].map(|classes| fleet(&mut state, H2, ABROAD, &classes));
    let sighted = |state: &State| {
        let date = state.system_records[RecordId::of(H1, ABROAD)].turn;
        let here = |record: &&FleetRecord| (record.house, record.system, record.turn) == (H1, ABROAD, date);
        let records = state.fleet_records.iter().filter(here);
        records.map(|record| record.fleet).collect::<Vec<_>>()
    };
    sweep(&mut state);
    assert_eq!(sighted(&state), [stays, leaves]);
    state.game_mut().turn += 1;
    state.move_fleet(leaves, SystemId(3));
    sweep(&mut state);
    assert_eq!(sighted(&state), [stays]);
}

#[test]
fn i9_view_tells_owner_class_and_raw_also_of_uncolonised_worlds() {
    let mut state = neighbours();
    play(&mut state, |turn| {
        view_system(turn, H1, ABROAD);
        view_system(turn, H1, SystemId(3));
    });
    assert_eq!(colony_record(&state, H1, ABROAD).map(|record| record.owner), Some(H2));
    assert_eq!(colony_record(&state, H1, SystemId(3)), None);
    assert!(state.system_records.contains(RecordId::of(H1, SystemId(3))));
    assert!(state.fleet_records.is_empty());
}

#[test]
fn i6_a_record_stays_as_it_was_gathered_until_somebody_looks_again() {
    let mut state = neighbours();
    play(&mut state, |turn| view_system(turn, H1, ABROAD));
    let colony = state.houses[H2].colonies[0];
    state.change_owner(colony, H3);
    state.game_mut().turn = 5;
    sweep(&mut state);
    let seen = colony_record(&state, H1, ABROAD).map(|record| (record.owner, record.turn));
    assert_eq!(seen, Some((H2, 1)));
    play(&mut state, |turn| view_system(turn, H1, ABROAD));
    let seen = colony_record(&state, H1, ABROAD).map(|record| (record.owner, record.turn));
    assert_eq!(seen, Some((H3, 5)));
}

#[test]
fn a_lesser_sight_never_erases_details() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    play(&mut state, |turn| learn_colony(turn, H1, colony));
    state.game_mut().turn = 4;
    state.colonies[colony].pu = 99;
    play(&mut state, |turn| view_system(turn, H1, ABROAD));
    let seen = colony_record(&state, H1, ABROAD).expect("it is known");
    assert_eq!((seen.turn, seen.detail_turn, seen.pu), (4, Some(1), Some(40)));
}

#[test]
fn a_sighting_leaves_the_details_of_a_fleet_with_their_own_date() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Cruiser, Cruiser]);
    (state.fleets[id].roe, state.fleets[id].target) = (3, ABROAD);
    crate::intel::records::know_fleet(&mut state, H1, id, Source::Combat);
    state.game_mut().turn = 6;
    let gone = state.fleets[id].ships[0];
    state.remove_ship(gone);
    (state.fleets[id].roe, state.fleets[id].target) = (9, HOME);
    sweep(&mut state);
    let seen = record(&state, H1, id).expect("it is in plain sight");
    assert_eq!((seen.turn, seen.source, seen.ships[Cruiser]), (6, Source::Sweep, 1));
    assert_eq!((seen.detail_turn, seen.quality()), (Some(1), Quality::Perfect));
    assert_eq!(
        (seen.attack, seen.defense, seen.crippled),
        (Some(24), Some(26), Some(0))
    );
    assert_eq!((seen.roe, seen.target, seen.details.len()), (Some(3), Some(ABROAD), 1));
}

#[test]
fn a_new_colony_in_the_same_place_is_another_colony() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    play(&mut state, |turn| learn_colony(turn, H1, colony));
    state.remove_colony(colony);
    state.new_colony(H3, ABROAD, 3, 0, 2);
    play(&mut state, |turn| view_system(turn, H1, ABROAD));
    let seen = colony_record(&state, H1, ABROAD).expect("it is known");
    assert_eq!((seen.owner, seen.detail_turn, seen.pu), (H3, None, None));
}

#[test]
fn w37_who_sees_that_a_colony_is_gone_knows_of_none() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    play(&mut state, |turn| learn_colony(turn, H1, colony));
    state.remove_colony(colony);
    sweep(&mut state);
    assert!(
        colony_record(&state, H1, ABROAD).is_some(),
        "nobody of house 1 was there to see it"
    );
    fleet(&mut state, H1, ABROAD, &[Destroyer]);
    sweep(&mut state);
    assert_eq!(colony_record(&state, H1, ABROAD), None);
}

#[test]
fn w36_rows_change_only_when_something_in_them_changes() {
    let mut state = neighbours();
    fleet(&mut state, H2, HOME, &[Destroyer]);
    fleet(&mut state, H1, SystemId(3), &[Destroyer]);
    sweep(&mut state);
    state.commit();
    sweep(&mut state);
    play(&mut state, prd6_sweep);
    state.hash();
    let changed = (
        state.system_records.changed().count(),
        state.colony_records.changed().count(),
    );
    assert_eq!((changed, state.fleet_records.changed().count()), ((0, 0), 0));
    state.game_mut().turn += 1;
    sweep(&mut state);
    state.hash();
    let planets: Vec<_> = state.system_records.changed().collect();
    let fleets_abroad = [RecordId::of(H1, SystemId(3)), RecordId::of(H2, HOME)];
    assert_eq!(planets, fleets_abroad, "what is owned needs no date");
}
