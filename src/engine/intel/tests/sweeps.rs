//! Sweeps and meetings of scouts (rulebook 24 §4.9, §5).

use super::*;

#[test]
fn a_sighting_shows_classes_status_and_command_and_nothing_else() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Cruiser, Destroyer, Destroyer]);
    arrived(&mut state, id, CommandKind::Patrol);
    sweep(&mut state);
    let seen = record(&state, H1, id).expect("it is in plain sight");
    assert_eq!((seen.owner, seen.system, seen.turn), (H2, HOME, 1));
    assert_eq!((seen.status, seen.command), (FleetStatus::Active, CommandKind::Patrol));
    let classes: Vec<_> = seen.ships.iter().filter(|(_, count)| *count > 0).collect();
    assert_eq!(classes, [(Destroyer, 2), (Cruiser, 1)]);
    assert_eq!(
        (seen.attack, seen.defense, seen.crippled, seen.detail_turn),
        (None, None, None, None)
    );
    assert_eq!(record(&state, H3, id), None, "who is not there sees nothing");
}

#[test]
fn i5_scouts_and_cloaked_fleets_evade() {
    let mut state = neighbours();
    let scouts = fleet(&mut state, H2, HOME, &[Scout, Scout, Scout]);
    let raiders = fleet(&mut state, H2, HOME, &[Raider, Destroyer]);
    let mut look = |roll: u32, opposed: [u32; 2]| {
        state.streams.script(state.turn(), Stream::Sweep(H1, scouts), &[roll]);
        state.streams.script(state.turn(), Stream::Sweep(H1, raiders), &opposed);
        sweep(&mut state);
        let seen = [scouts, raiders].map(|id| record(&state, H1, id).is_some_and(|seen| seen.turn == state.turn()));
        state.game_mut().turn += 1;
        seen
    };
    assert_eq!(
        look(16, [4, 5]),
        [false, false],
        "15 + 3 scouts − ELI 1 = 17; 4 + 1 < 5 + 1"
    );
    assert_eq!(look(17, [5, 5]), [true, true]);
}

#[test]
fn i2_one_operational_starbase_adds_two_once() {
    let mut state = neighbours();
    let scouts = fleet(&mut state, H2, HOME, &[Scout]);
    let raiders = fleet(&mut state, H2, HOME, &[Raider]);
    let colony = state.houses[H1].colonies[0];
    let bases = [1, 2].map(|_| state.new_facility(colony, FacilityKind::Starbase, 1));
    let mut look = |roll: u32, opposed: [u32; 2], hull: Hull| {
        for base in bases {
            state.facilities[base].hull = hull;
        }
        state.streams.script(state.turn(), Stream::Sweep(H1, scouts), &[roll]);
        state.streams.script(state.turn(), Stream::Sweep(H1, raiders), &opposed);
        sweep(&mut state);
        let seen = [scouts, raiders].map(|id| record(&state, H1, id).is_some_and(|seen| seen.turn == state.turn()));
        state.game_mut().turn += 1;
        seen
    };
    assert_eq!(look(13, [3, 5], Hull::Nominal), [true, true]);
    assert_eq!(look(12, [2, 5], Hull::Nominal), [false, false]);
    assert_eq!(look(13, [3, 5], Hull::Crippled), [false, false]);
    assert_eq!(look(15, [5, 5], Hull::Crippled), [true, true]);
}

#[test]
fn i22_a_view_fleet_at_the_edge_neither_sees_nor_is_seen() {
    let mut state = neighbours();
    let guard = fleet(&mut state, H2, ABROAD, &[Destroyer]);
    let viewer = fleet(&mut state, H1, ABROAD, &[LightCruiser]);
    arrived(&mut state, viewer, CommandKind::View);
    play(&mut state, prd6_sweep);
    assert_eq!((record(&state, H1, guard), record(&state, H2, viewer)), (None, None));
    play(&mut state, |turn| {
        con0_judge(turn);
        con1f_sweep(turn);
    });
    assert_eq!((record(&state, H1, guard), record(&state, H2, viewer)), (None, None));
    play(&mut state, prd6_sweep);
    assert!(record(&state, H1, guard).is_some() && record(&state, H2, viewer).is_some());
}

#[test]
fn i14_scouts_meet_scouts_in_both_directions() {
    let mut state = neighbours();
    let place = SystemId(4);
    let a = fleet(&mut state, H1, place, &[Scout, Scout]);
    let b = fleet(&mut state, H3, place, &[Scout]);
    state.streams.script(1, Stream::ScoutMeeting(a, b), &[14]);
    state.streams.script(1, Stream::ScoutMeeting(b, a), &[14]);
    play(&mut state, |turn| {
        prd1d_scout_meetings(turn);
        prd6_sweep(turn);
    });
    assert!(record(&state, H1, b).is_some(), "15 − 2 scouts + ELI 1 = 14");
    assert!(record(&state, H3, a).is_none(), "15 − 1 scout + ELI 1 = 15");
}

#[test]
fn w35_scouts_alone_judge_scouts_by_the_rule_of_meetings_in_con1f() {
    let mut state = neighbours();
    let place = SystemId(4);
    for classes in [&[Scout][..], &[Scout, Scout, Scout]] {
        fleet(&mut state, H1, place, classes);
    }
    let target = fleet(&mut state, H3, place, &[Scout]);
    state.streams.script(1, Stream::Sweep(H1, target), &[13]);
    state.streams.script(1, Stream::Sweep(H3, FleetId(1)), &[1]);
    state.streams.script(1, Stream::Sweep(H3, FleetId(2)), &[1]);
    sweep(&mut state);
    assert!(
        record(&state, H1, target).is_some(),
        "the larger fleet looks: 15 − 3 + 1 = 13"
    );
    state.game_mut().turn = 2;
    state.streams.script(2, Stream::Sweep(H1, target), &[12]);
    sweep(&mut state);
    let seen = record(&state, H1, target).map(|seen| seen.turn);
    assert_eq!(seen, Some(1), "and it alone: all four would see with a 12");
}

#[test]
fn w35_scouts_alone_do_not_look_for_scouts_in_prd6() {
    let mut state = neighbours();
    let place = SystemId(4);
    fleet(&mut state, H1, place, &[Scout]);
    let target = fleet(&mut state, H3, place, &[Scout]);
    // A roll would show the target.
    state.streams.script(1, Stream::SecondSweep(H1, target), &[20]);
    play(&mut state, prd6_sweep);
    assert_eq!(record(&state, H1, target), None);
}

#[test]
fn w39_houses_that_are_out_do_not_sweep() {
    for out in [false, true] {
        let mut state = neighbours();
        let target = fleet(&mut state, H2, HOME, &[Destroyer]);
        fleet(&mut state, H1, HOME, &[Destroyer]);
        if out {
            let colony = state.houses[H1].colonies[0];
            state.remove_colony(colony);
            let house = &mut state.houses[H1];
            (house.status, house.eliminated_turn) = (HouseStatus::Eliminated, Some(1));
        }
        sweep(&mut state);
        play(&mut state, prd6_sweep);
        assert_eq!(record(&state, H1, target).is_none(), out);
    }
}

#[test]
fn example_x25_pairs_of_rolls_that_see_a_cloaked_fleet() {
    for (clk, eli, starbase, pairs) in [
        (1, 1, false, 55),
        (3, 1, false, 36),
        (3, 1, true, 55),
        (5, 1, false, 21),
        (5, 5, true, 72),
    ] {
        let mut state = neighbours();
        let raiders = fleet(&mut state, H2, HOME, &[Raider]);
        state.houses[H2].tech[TechField::Clk] = clk;
        state.houses[H1].tech[TechField::Eli] = eli;
        if starbase {
            let colony = state.houses[H1].colonies[0];
            state.new_facility(colony, FacilityKind::Starbase, 1);
        }
        let rolls = (0..10).flat_map(|observer| (0..10).map(move |cloak| [observer, cloak]));
        let seen = rolls.filter(|rolls| {
            state.streams.script(state.turn(), Stream::Sweep(H1, raiders), rolls);
            sweep(&mut state);
            let seen = record(&state, H1, raiders).is_some_and(|seen| seen.turn == state.turn());
            state.game_mut().turn += 1;
            seen
        });
        assert_eq!(seen.count(), pairs, "CLK {clk} against ELI {eli}, starbase {starbase}");
    }
}

#[test]
fn a_fleet_on_the_spot_sees_what_a_sweep_hides_from_the_colony_even_if_it_is_scouts() {
    let mut state = neighbours();
    let id = fleet(&mut state, H2, HOME, &[Destroyer]);
    state.effects.insert(Effect {
        id: EffectId::of(H2, EffectKind::IntelBlocked),
        house: H2,
        kind: EffectKind::IntelBlocked,
        last_turn: 9,
    });
    fleet(&mut state, H1, HOME, &[Scout]);
    sweep(&mut state);
    assert!(record(&state, H1, id).is_some());
}

#[test]
fn r03_20_scouts_on_missions_and_at_the_edge_meet_nobody() {
    let place = SystemId(4);
    for apart in [false, true] {
        let mut state = neighbours();
        let ours = fleet(&mut state, H1, place, &[Scout]);
        let theirs = fleet(&mut state, H3, place, &[Scout]);
        match apart {
            true => arrived(&mut state, theirs, CommandKind::View),
            false => {
                let row = &mut state.fleets[theirs];
                (row.mission, row.mission_start) = (MissionState::ScoutLocked, Some(1));
            }
        }
        for pair in [(ours, theirs), (theirs, ours)] {
            state.streams.script(1, Stream::ScoutMeeting(pair.0, pair.1), &[20]);
        }
        play(&mut state, prd1d_scout_meetings);
        assert!(state.fleet_records.is_empty(), "at the edge: {apart}");
    }
}
