//! What is seen, how it is kept, and what no record and no view tells (rulebook 24).

use super::*;
use crate::combat::{con1a_space, con1b_orbital, con1c_blockade, con1d_planetary};
use crate::intel::records;
use crate::testing::game;
use crate::turn::conflict::Conflict;
use crate::view::{View, Visibility, audit};

/// The Conflict Phase up to CON1d.
fn fights(state: &mut State) {
    play(state, |turn| {
        turn.conflict = Conflict::new(turn.state);
        con0_judge(turn);
        con1a_space(turn);
        con1b_orbital(turn);
        con1c_blockade(turn);
        con1d_planetary(turn);
    });
    assert_sound(state);
}

#[test]
fn i3_starbases_watch_their_own_system_only() {
    let mut state = neighbours();
    let colony = state.houses[H1].colonies[0];
    state.new_facility(colony, FacilityKind::Starbase, 1);
    let next_door = fleet(&mut state, H3, SystemId(3), &[Destroyer]);
    let here = fleet(&mut state, H3, HOME, &[Destroyer]);
    sweep(&mut state);
    play(&mut state, prd6_sweep);
    assert!(record(&state, H1, here).is_some());
    assert_eq!(record(&state, H1, next_door), None);
}

#[test]
fn i4_to_see_one_fleet_is_not_to_see_all() {
    let mut state = neighbours();
    let [plain, cloaked, scouts] =
        [&[Destroyer][..], &[Raider], &[Scout]].map(|classes| fleet(&mut state, H2, HOME, classes));
    state.streams.script(1, Stream::Sweep(H1, cloaked), &[0, 9]);
    state.streams.script(1, Stream::Sweep(H1, scouts), &[1]);
    sweep(&mut state);
    let seen = [plain, cloaked, scouts].map(|id| record(&state, H1, id).is_some());
    assert_eq!(seen, [true, false, false]);
}

#[test]
fn i7_fleets_seen_once_stay_listed_where_they_were() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    sweep(&mut state);
    let is_current = |state: &State| {
        let view = View::new(state, H1);
        let records: Vec<_> = view.fleet_records().collect();
        let [record] = records[..] else { panic!("{records:?}") };
        assert_eq!((record.fleet, record.system, record.turn), (id, HOME, 1));
        view.is_current(record)
    };
    assert!(is_current(&state));
    state.move_fleet(id, SystemId(4));
    state.game_mut().turn = 9;
    sweep(&mut state);
    assert!(!is_current(&state), "last known, eight turns ago");
}

#[test]
fn stolen_sightings_are_never_current() {
    let mut state = neighbours();
    let id = fleet(&mut state, H3, ABROAD, &[Destroyer]);
    sweep(&mut state);
    assert!(record(&state, H1, id).is_none());
    steal_records(&mut state, H1, H2);
    let view = View::new(&state, H1);
    let stolen: Vec<_> = view.fleet_records().collect();
    assert_eq!(
        stolen
            .iter()
            .map(|seen| (seen.fleet, seen.turn, seen.source))
            .collect::<Vec<_>>(),
        [(id, 1, Source::Stolen)]
    );
    assert!(!view.is_current(stolen[0]));
}

#[test]
fn i8_sight_tells_the_kind_of_command_and_not_its_target() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    let row = &mut state.fleets[id];
    (row.command, row.target, row.mission) = (CommandKind::Bombard, SystemId(4), MissionState::Traveling);
    sweep(&mut state);
    let seen = record(&state, H1, id).expect("it is in plain sight");
    assert_eq!(seen.command, CommandKind::Bombard);
    assert_eq!(
        (seen.target, seen.target_fleet, seen.roe, seen.details.len()),
        (None, None, None, 0)
    );
    assert_eq!(seen.quality(), Quality::Visual);
}

#[test]
fn i15_no_record_decays_or_is_deleted() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    let colony = state.houses[H2].colonies[0];
    play(&mut state, |turn| learn_colony(turn, H1, colony));
    records::know_fleet(&mut state, H1, id, Source::Scout);
    let before = (
        record(&state, H1, id).cloned(),
        colony_record(&state, H1, ABROAD).cloned(),
    );
    state.move_fleet(id, SystemId(4));
    for _ in 0..100 {
        state.game_mut().turn += 1;
        sweep(&mut state);
        play(&mut state, prd6_sweep);
    }
    assert_eq!(
        (
            record(&state, H1, id).cloned(),
            colony_record(&state, H1, ABROAD).cloned()
        ),
        before
    );
    assert_eq!(before.0.map(|seen| seen.quality()), Some(Quality::Perfect));
}

#[test]
fn i18_no_record_and_no_event_says_how_important_it_is() {
    let told = |table: &str| table.ends_with("_records") || ["feed", "notices"].contains(&table);
    let records = State::schema().into_iter().filter(|(table, _)| told(table));
    let columns: Vec<String> = records
        .flat_map(|(_, columns)| columns)
        .map(|column| column.name)
        .collect();
    assert!(columns.len() > 100, "{}", columns.len());
    let ratings = ["significance", "importance", "rating", "confidence"];
    assert!(
        columns
            .iter()
            .all(|name| ratings.iter().all(|word| !name.contains(word)))
    );
}

#[test]
fn i19_no_view_speaks_of_acts() {
    // Nothing of the course of the game is shown that the rules do not name (rulebook 24 §6.2).
    let game = game("standard-4-player", 2);
    let mut late = game.clone();
    late.state_mut().game_mut().leader_changes += 3;
    for me in game.state().house_ids() {
        let text = audit::everything(&game.view(me));
        assert_eq!(text, audit::everything(&late.view(me)));
        assert!(!text.contains("act:") && !text.contains("leader"), "{me}");
    }
}

#[test]
fn i20_who_was_there_once_learns_nothing_of_what_happens_now() {
    let mut state = neighbours();
    let place = SystemId(3);
    state.raise_relation(H1, H2, Stance::Enemy);
    for (house, class) in [(H1, Battleship), (H2, Corvette)] {
        let id = fleet(&mut state, house, place, &[class]);
        arrived(&mut state, id, CommandKind::Patrol);
    }
    play(&mut state, |turn| view_system(turn, H3, place));
    let mut watched = state.clone();
    let witness = fleet(&mut watched, H3, place, &[Etac]);
    arrived(&mut watched, witness, CommandKind::Move);
    for (state, knows) in [(&mut state, false), (&mut watched, true)] {
        fights(state);
        let told = |house| {
            state
                .combat_records
                .iter()
                .filter(|record| record.house == house)
                .count()
        };
        assert_eq!((told(H1), told(H3)), (1, usize::from(knows)));
        assert_eq!(View::new(state, H3).visibility(place) == Visibility::Scouted, !knows);
    }
}

#[test]
fn i21_fleets_are_sighted_after_movement_and_after_combat() {
    let mut state = neighbours();
    let id = fleet(&mut state, H3, HOME, &[Destroyer]);
    play(&mut state, prd6_sweep);
    assert_eq!(
        record(&state, H1, id).map(|seen| seen.turn),
        Some(1),
        "on the positions after movement"
    );
    state.game_mut().turn = 2;
    let gone = state.fleets[id].ships[0];
    let late = fleet(&mut state, H3, HOME, &[Frigate]);
    state.remove_ship(gone);
    state.dissolve_if_empty(id);
    sweep(&mut state);
    assert_eq!(
        record(&state, H1, late).map(|seen| seen.turn),
        Some(2),
        "on those after combat"
    );
    assert_eq!(record(&state, H1, id).map(|seen| seen.turn), Some(1));
}

#[test]
fn i24_o10_records_name_things_by_the_ids_of_the_engine() {
    let mut state = neighbours();
    for _ in 0..5 {
        fleet(&mut state, H2, ABROAD, &[Destroyer]);
    }
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    sweep(&mut state);
    let view = View::new(&state, H1);
    assert_eq!(view.fleet_records().map(|seen| seen.fleet).collect::<Vec<_>>(), [id]);
    assert_eq!(id, FleetId(6), "the gap tells of five more fleets, and is no secret");
}

/// House 1 blockades the undefended orbit of house 2, where a fleet is in mothballs; house 3 looks on, and house 1's
/// attack may have no guns.
fn orbit_lost(attackers: &[ShipClass], command: CommandKind) -> (State, FleetId) {
    let mut state = neighbours();
    let mothballed = fleet(&mut state, H2, ABROAD, &[Frigate]);
    state.fleets[mothballed].status = FleetStatus::Mothballed;
    for house in [H1, H3] {
        let id = fleet(&mut state, house, ABROAD, if house == H1 { attackers } else { &[Etac] });
        arrived(&mut state, id, if house == H1 { command } else { CommandKind::Move });
        if house == H1 {
            let colony = state.houses[H2].colonies[0];
            for ship in state.fleets[id].ships.clone() {
                if state.ships[ship].class == TroopTransport {
                    let marine = state.new_ground(H1, GroundKind::Marine, colony, 0);
                    state.embark(marine, ship);
                }
            }
        }
    }
    sweep(&mut state);
    play(&mut state, prd6_sweep);
    for house in [H1, H3] {
        assert!(record(&state, house, mothballed).is_some());
    }
    fights(&mut state);
    (state, mothballed)
}

#[test]
fn w38_third_parties_strike_off_what_dies_with_an_undefended_orbit() {
    for (attackers, command) in [
        (&[Cruiser][..], CommandKind::Blockade),
        (&[Cruiser], CommandKind::Bombard),
        (&[TroopTransport, TroopTransport], CommandKind::Blitz),
    ] {
        let (state, mothballed) = orbit_lost(attackers, command);
        assert!(!state.fleets.contains(mothballed), "{command}");
        for house in [H1, H3] {
            assert_eq!(record(&state, house, mothballed), None, "{command}: house {house}");
        }
    }
}

#[test]
fn battles_are_recorded_with_both_sides_losses_and_outcome() {
    let mut state = neighbours();
    state.raise_relation(H1, H2, Stance::Enemy);
    let place = SystemId(3);
    let ours = fleet(&mut state, H1, place, &[Battleship, Battleship, TroopTransport]);
    let theirs = fleet(&mut state, H2, place, &[Corvette; 3]);
    for id in [ours, theirs] {
        arrived(&mut state, id, CommandKind::Patrol);
    }
    let cripple = state.fleets[theirs].ships[2];
    state.ships[cripple].hull = Hull::Crippled;
    fights(&mut state);
    let view = View::new(&state, H1);
    let records: Vec<_> = view.battles().collect();
    let [seen] = records[..] else { panic!("{records:?}") };
    assert_eq!((seen.system, seen.turn, seen.theatre), (place, 1, Theatre::Space));
    assert_eq!((seen.low, seen.high, seen.source), (H1, H2, Source::Combat));
    let units: Vec<_> = view
        .fought(seen)
        .map(|part| (part.owner, part.fleet, part.class, part.hull, part.count))
        .collect();
    let (battleship, transport, corvette) = (Battleship.unit(), TroopTransport.unit(), Corvette.unit());
    assert_eq!(
        units,
        [
            (H1, Some(ours), battleship, Hull::Nominal, 2),
            (H1, Some(ours), transport, Hull::Nominal, 1),
            (H2, Some(theirs), corvette, Hull::Nominal, 2),
            (H2, Some(theirs), corvette, Hull::Crippled, 1),
        ]
    );
    let lost: u16 = view
        .fought(seen)
        .filter(|part| part.owner == H2)
        .map(|part| part.lost)
        .sum();
    let left = view.fought(seen).any(|part| part.left);
    let survivors = state.fleets.get(theirs).map_or(0, |fleet| fleet.ships.len() as u16);
    assert!(lost + survivors == 3 && (lost > 0 || left));
    assert_eq!(seen.winner, Some(H1));
    if survivors == 0 {
        assert_eq!(View::new(&state, H2).battles().count(), 0, "nobody came home");
    }
}

#[test]
fn a_bombardment_is_recorded_for_the_owner_even_if_nobody_answers() {
    let mut state = neighbours();
    let attack = fleet(&mut state, H1, ABROAD, &[Cruiser]);
    arrived(&mut state, attack, CommandKind::Bombard);
    fights(&mut state);
    for house in [H1, H2] {
        let view = View::new(&state, house);
        assert_eq!(
            view.battles().map(|seen| seen.theatre).collect::<Vec<_>>(),
            [Theatre::Bombardment]
        );
    }
    assert_eq!(View::new(&state, H3).battles().count(), 0);
}

/// House 2 loses its only ship over a colony of its own that has this besides; says whether it knows of the battle.
fn knows_of_its_defeat(besides: impl FnOnce(&mut State, ColonyId)) -> bool {
    let mut state = neighbours();
    state.raise_relation(H1, H2, Stance::Enemy);
    let colony = state.houses[H2].colonies[0];
    besides(&mut state, colony);
    let attack = fleet(&mut state, H1, ABROAD, &[SuperDreadnought; 4]);
    let guard = fleet(&mut state, H2, ABROAD, &[Corvette]);
    for id in [attack, guard] {
        arrived(&mut state, id, CommandKind::Patrol);
        state.fleets[id].roe = 10;
    }
    fights(&mut state);
    assert!(!state.fleets.contains(guard) || state.fleets[guard].ships.is_empty());
    assert!(record(&state, H2, attack).is_some(), "known before the first round");
    assert_eq!(View::new(&state, H1).battles().count(), 1);
    View::new(&state, H2).battles().count() == 1
}

#[test]
fn i16_i23_a_defeated_owner_knows_of_the_battle_by_units_or_a_working_starbase() {
    assert!(!knows_of_its_defeat(|_, _| {}), "a bare colony does not tell");
    assert!(knows_of_its_defeat(|state, colony| {
        state.new_ground(H2, GroundKind::Army, colony, 0);
    }));
    assert!(knows_of_its_defeat(|state, colony| {
        state.new_facility(colony, FacilityKind::Starbase, 1);
    }));
    assert!(!knows_of_its_defeat(|state, colony| {
        let base = state.new_facility(colony, FacilityKind::Starbase, 1);
        state.facilities[base].hull = Hull::Crippled;
        state.new_facility(colony, FacilityKind::Spaceport, 0);
    }));
    assert!(knows_of_its_defeat(|state, _| {
        fleet(state, H2, ABROAD, &[Scout]);
    }));
}

#[test]
fn who_is_there_sees_that_a_colony_has_died_out_since_the_sweep() {
    let mut state = neighbours();
    fleet(&mut state, H1, ABROAD, &[Destroyer]);
    sweep(&mut state);
    let view = View::new(&state, H1);
    assert!(view.colony_record(ABROAD).is_some() && view.visibility(ABROAD) == Visibility::Occupied);
    let colony = state.houses[H2].colonies[0];
    state.remove_colony(colony);
    assert_eq!(
        View::new(&state, H1).colony_record(ABROAD),
        None,
        "CON2f comes after the sweep"
    );
}
