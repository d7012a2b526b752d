//! PRD1a and PRD1b; Move, Seek Home, View, Reserve, Mothball.

use super::*;

#[test]
fn a_fleet_makes_one_jump_a_turn() {
    let mut state = bare(2, 4);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Move, 4);
    let places: Vec<u32> = (0..3)
        .map(|_| {
            produce(&mut state);
            place(&state, id)
        })
        .collect();
    assert_eq!(places, [2, 3, 4]);
    assert_eq!(state.flows[A].fleets_moved, 3);
}

#[test]
fn two_jumps_over_major_lanes_in_own_space() {
    let mut state = bare(2, 4);
    settle(&mut state, 1..=4);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Move, 4);
    produce(&mut state);
    assert_eq!(place(&state, id), 3);
    assert_eq!(state.flows[A].fleets_moved, 1, "one fleet moved, however far");
    produce(&mut state);
    assert_eq!(place(&state, id), 4);
}

#[test]
fn the_estimate_of_a_journey_is_what_it_takes() {
    for own in [vec![], vec![1, 2, 3, 4, 5], vec![3, 4, 5]] {
        let mut state = bare(2, 5);
        settle(&mut state, own.clone());
        let id = fleet(&mut state, A, sys(1), &[Destroyer]);
        let estimate = course::travel_turns(&state, &state.fleets[id], sys(5)).expect("there is a way");
        send(&mut state, id, CommandKind::Move, 5);
        let mut turns = 0;
        while place(&state, id) != 5 {
            produce(&mut state);
            turns += 1;
        }
        assert_eq!(estimate, turns, "colonies in {own:?}");
        assert_eq!(course::travel_turns(&state, &state.fleets[id], sys(5)), Some(0));
    }
    let mut state = bare(2, 3);
    with_lanes(&mut state, &[(1, 2, Restricted), (2, 3, Major)]);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    cripple(&mut state, id);
    assert_eq!(course::travel_turns(&state, &state.fleets[id], sys(3)), None);
}

#[test]
fn r04_17_every_system_of_the_path_must_be_own() {
    for gap in 1..=4 {
        let mut state = bare(2, 4);
        settle(&mut state, (1..=4).filter(|&system| system != gap));
        let id = fleet(&mut state, A, sys(1), &[Destroyer]);
        send(&mut state, id, CommandKind::Move, 4);
        produce(&mut state);
        assert_eq!(place(&state, id), 2, "no colony in {gap}");
    }
    let mut state = bare(2, 3);
    settle(&mut state, 1..=2);
    state.new_colony(B, sys(3), 100, 50, 0);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Move, 3);
    produce(&mut state);
    assert_eq!(place(&state, id), 2, "the colony of another house is no own space");
}

#[test]
fn only_the_first_two_lanes_must_be_major() {
    for (classes, stop) in [
        ([Major, Major, Minor], 3),
        ([Major, Minor, Major], 2),
        ([Minor, Major, Major], 2),
    ] {
        let mut state = bare(2, 4);
        let [a, b, c] = classes;
        with_lanes(&mut state, &[(1, 2, a), (2, 3, b), (3, 4, c)]);
        settle(&mut state, 1..=4);
        let id = fleet(&mut state, A, sys(1), &[Destroyer]);
        send(&mut state, id, CommandKind::Move, 4);
        produce(&mut state);
        assert_eq!(place(&state, id), stop, "{classes:?}");
    }
}

#[test]
fn fleets_that_exchange_places_do_not_meet() {
    let mut state = bare(2, 2);
    let one = fleet(&mut state, A, sys(1), &[Destroyer]);
    let two = fleet(&mut state, A, sys(2), &[Destroyer]);
    submit(
        &mut state,
        &[
            FleetOrder::new(one, CommandKind::Move, Some(sys(2))),
            FleetOrder::new(two, CommandKind::Move, Some(sys(1))),
        ],
    );
    produce(&mut state);
    assert_eq!((place(&state, one), place(&state, two)), (2, 1));
}

#[test]
fn r02_3_restricted_lanes_are_closed_to_crippled_ships_only() {
    let mut state = bare(2, 3);
    with_lanes(&mut state, &[(1, 2, Restricted), (2, 3, Major)]);
    let sound = fleet(&mut state, A, sys(1), &[Etac, TroopTransport]);
    let hurt = fleet(&mut state, A, sys(1), &[Destroyer, Destroyer]);
    for id in [sound, hurt] {
        send(&mut state, id, CommandKind::Move, 3);
    }
    cripple(&mut state, hurt);
    produce(&mut state);
    assert_eq!((place(&state, sound), place(&state, hurt)), (2, 1));
    assert_eq!(
        state.fleets[hurt].command,
        CommandKind::Move,
        "it keeps its command and tries again"
    );
    let ship = state.fleets[hurt].ships[0];
    state.ships[ship].hull = Hull::Nominal;
    produce(&mut state);
    assert_eq!(place(&state, hurt), 2);
}

#[test]
fn the_move_flag_tells_of_the_last_movement_only() {
    let mut state = bare(2, 3);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Patrol, 2);
    produce(&mut state);
    assert!(state.fleets[id].moved);
    produce(&mut state);
    assert!(!state.fleets[id].moved);
}

#[test]
fn r03_17_a_finished_move_keeps_its_kind_until_the_next_cmd1() {
    let mut state = bare(2, 2);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    submit(
        &mut state,
        &[FleetOrder::new(id, CommandKind::Move, Some(sys(2))).with_roe(3)],
    );
    produce(&mut state);
    let row = &state.fleets[id];
    assert_eq!(
        (row.command, row.mission, row.terminal),
        (CommandKind::Move, MissionState::Executing, true)
    );
    assert_eq!(state.flows[A].orders_completed, 1);
    clean_up(&mut state);
    let row = &state.fleets[id];
    assert_eq!(
        (row.command, row.target, row.terminal, row.roe),
        (CommandKind::Hold, sys(2), false, 3)
    );
}

#[test]
fn standing_commands_stay() {
    let mut state = bare(2, 2);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Patrol, 2);
    for _ in 0..3 {
        produce(&mut state);
        clean_up(&mut state);
    }
    let row = &state.fleets[id];
    assert_eq!(
        (row.command, row.mission),
        (CommandKind::Patrol, MissionState::Executing)
    );
}

#[test]
fn a_target_at_hand_counts_as_reached_in_the_same_turn() {
    let mut state = bare(2, 2);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Move, 1);
    produce(&mut state);
    assert!(state.fleets[id].terminal && !state.fleets[id].moved);
}

#[test]
fn r04_22_seek_home_prefers_a_drydock_in_order() {
    let mut state = bare(2, 5);
    let colonies = settle(&mut state, [1, 5]);
    let dock = state.new_facility(colonies[1], FacilityKind::Drydock, 0);
    let id = fleet(&mut state, A, sys(2), &[Destroyer]);
    let order = FleetOrder::new(id, CommandKind::SeekHome, None);
    submit(&mut state, &[order]);
    assert_eq!(state.fleets[id].target, sys(5));
    produce(&mut state);
    assert_eq!(place(&state, id), 3);
    state.facilities[dock].hull = Hull::Crippled;
    produce(&mut state);
    assert_eq!(
        (place(&state, id), state.fleets[id].target),
        (2, sys(1)),
        "it is chosen anew each turn"
    );
    produce(&mut state);
    assert!(state.fleets[id].terminal);
}

#[test]
fn seek_home_is_done_at_once_at_home() {
    let mut state = bare(2, 2);
    settle(&mut state, [1]);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    submit(&mut state, &[FleetOrder::new(id, CommandKind::SeekHome, None)]);
    produce(&mut state);
    assert!(state.fleets[id].terminal);
    assert_eq!(state.flows[A].orders_completed, 1);
}

#[test]
fn w24_seek_home_fails_without_any_colony_and_waits_without_a_path() {
    let mut state = bare(2, 3);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    submit(&mut state, &[FleetOrder::new(id, CommandKind::SeekHome, None)]);
    let log = produce(&mut state);
    assert_eq!(log.orders.reason, [Reason::LastStand]);
    assert!(state.fleets[id].terminal);

    let mut state = bare(2, 3);
    with_lanes(&mut state, &[(1, 2, Restricted), (2, 3, Major)]);
    settle(&mut state, [3]);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    submit(&mut state, &[FleetOrder::new(id, CommandKind::SeekHome, None)]);
    cripple(&mut state, id);
    let log = produce(&mut state);
    assert!(log.orders.reason.is_empty());
    assert_eq!(
        (place(&state, id), state.fleets[id].mission),
        (1, MissionState::Traveling)
    );
}

#[test]
fn view_reports_planet_and_owner() {
    let mut state = bare(2, 3);
    state.systems[sys(2)].class = PlanetClass::Harsh;
    let colony = state.new_colony(B, sys(2), 100, 50, 0);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::View, 2);
    produce(&mut state);
    let record = RecordId::of(A, sys(2));
    assert_eq!(state.system_records[record].class, PlanetClass::Harsh);
    let seen = &state.colony_records[record];
    assert_eq!((seen.colony, seen.owner, seen.pu), (colony, B, None));
    let row = &state.fleets[id];
    assert!(
        row.terminal && row.moved && diplomacy::stands_outside(row),
        "it stays at the edge of the system"
    );
}

#[test]
fn r04_2_r04_3_w26_reserve_needs_a_sound_shipyard_or_starbase_and_guards() {
    let mut state = bare(2, 3);
    let colony = settle(&mut state, [2])[0];
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    let yard = state.new_facility(colony, FacilityKind::Shipyard, 0);
    send(&mut state, id, CommandKind::Reserve, 2);
    state.facilities[yard].hull = Hull::Crippled;
    assert_eq!(produce(&mut state).orders.reason, [Reason::Prerequisite]);
    assert_eq!(state.fleets[id].status, FleetStatus::Active);
    clean_up(&mut state);

    state.facilities[yard].hull = Hull::Nominal;
    submit(&mut state, &[FleetOrder::new(id, CommandKind::Reserve, None)]);
    produce(&mut state);
    let row = &state.fleets[id];
    assert_eq!((row.status, row.command), (FleetStatus::Reserve, CommandKind::Reserve));
    clean_up(&mut state);
    let row = &state.fleets[id];
    assert_eq!(
        (row.status, row.command, row.target),
        (FleetStatus::Reserve, CommandKind::GuardColony, sys(2))
    );
}

#[test]
fn r04_3_mothballs_need_a_sound_spaceport() {
    let mut state = bare(2, 3);
    let colonies = settle(&mut state, [2, 3]);
    state.new_facility(colonies[0], FacilityKind::Shipyard, 0);
    let port = state.new_facility(colonies[1], FacilityKind::Spaceport, 0);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    submit(&mut state, &[FleetOrder::new(id, CommandKind::Mothball, None)]);
    assert_eq!(
        state.fleets[id].target,
        sys(3),
        "the nearest qualifying colony, not the nearest"
    );
    produce(&mut state);
    produce(&mut state);
    let row = &state.fleets[id];
    assert_eq!((row.status, row.system), (FleetStatus::Mothballed, sys(3)));
    clean_up(&mut state);
    assert_eq!(state.fleets[id].command, CommandKind::Hold);

    let other = fleet(&mut state, A, sys(3), &[Destroyer]);
    send(&mut state, other, CommandKind::Mothball, 3);
    state.facilities[port].hull = Hull::Crippled;
    assert_eq!(produce(&mut state).orders.reason, [Reason::Prerequisite]);
}

#[test]
fn fleets_in_reserve_and_mothballs_do_not_move() {
    let mut state = bare(2, 2);
    settle(&mut state, [1]);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, id, CommandKind::Move, 2);
    state.fleets[id].status = FleetStatus::Mothballed;
    produce(&mut state);
    assert_eq!((place(&state, id), state.fleets[id].terminal), (1, false));
}

#[test]
fn r04_36_a_reserve_fleet_without_its_colony_is_active() {
    let mut state = bare(2, 2);
    let colony = settle(&mut state, [1])[0];
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    state.fleets[id].status = FleetStatus::Reserve;
    command::rest(&mut state, id);
    clean_up(&mut state);
    assert_eq!(state.fleets[id].status, FleetStatus::Reserve);
    state.change_owner(colony, B);
    clean_up(&mut state);
    let row = &state.fleets[id];
    assert_eq!((row.status, row.command), (FleetStatus::Active, CommandKind::Hold));
}

#[test]
fn w28_con1g_ends_attempts_that_became_impossible_and_no_others() {
    let mut state = bare(2, 2);
    let colony = state.new_colony(B, sys(1), 100, 50, 0);
    let orders = [
        CommandKind::Invade,
        CommandKind::Blitz,
        CommandKind::Bombard,
        CommandKind::Colonize,
    ];
    let fleets = orders.map(|kind| {
        let id = fleet(&mut state, A, sys(1), &[Destroyer, TroopTransport, Etac]);
        let transport = state.fleets[id].ships[1];
        let marine = state.new_ground(A, GroundKind::Marine, colony, 0);
        state.embark(marine, transport);
        state.fleets[id].command = kind;
        id
    });
    let terminal = |state: &State| fleets.map(|id| state.fleets[id].terminal);
    play(&mut state, con1g_terminal);
    // The colonists find the system taken; the others were only kept from landing and try again.
    assert_eq!(terminal(&state), [false, false, false, true]);
    cripple(&mut state, fleets[0]);
    cripple(&mut state, fleets[2]);
    let transport = state.fleets[fleets[1]].ships[1];
    state.remove_ship(transport);
    let ((), log) = play(&mut state, con1g_terminal);
    assert_eq!(terminal(&state), [true, true, false, true]);
    assert_eq!(log.orders.reason, [Reason::Composition; 2]);
}

#[test]
fn prd6_drops_fleets_without_ships() {
    let mut state = bare(2, 1);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    let other = fleet(&mut state, A, sys(1), &[Destroyer]);
    let ship = state.fleets[id].ships[0];
    state.remove_ship(ship);
    play(&mut state, prd6_empty_fleets);
    assert!(!state.fleets.contains(id) && state.fleets.contains(other));
    assert_sound(&state);
}

#[test]
fn the_nearest_colony_is_that_of_fewest_jumps_then_of_least_cost_then_of_lowest_id() {
    let mut state = bare(2, 6);
    // From 1: to 2 one jump for 3, to 3 and 4 one jump for 2, to 6 two jumps for 2.
    with_lanes(
        &mut state,
        &[
            (1, 2, Restricted),
            (1, 3, Minor),
            (1, 4, Minor),
            (1, 5, Major),
            (5, 6, Major),
        ],
    );
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    let nearest = |among: &[u32]| {
        let among = among.iter().map(|&system| sys(system));
        course::nearest(&state, &state.fleets[id], among).map(|system| system.0)
    };
    assert_eq!(nearest(&[6, 2]), Some(2), "jumps before cost");
    assert_eq!(nearest(&[2, 4]), Some(4), "cost before id");
    assert_eq!(nearest(&[4, 3]), Some(3));
    assert_eq!(nearest(&[3, 1]), Some(1), "where it is");
}

#[test]
fn r04_3_what_serves_fleets_in_reserve_and_in_mothballs() {
    for (command, facility, will_do) in [
        (CommandKind::Reserve, FacilityKind::Spaceport, false),
        (CommandKind::Reserve, FacilityKind::Drydock, false),
        (CommandKind::Reserve, FacilityKind::Shipyard, true),
        (CommandKind::Reserve, FacilityKind::Starbase, true),
        (CommandKind::Mothball, FacilityKind::Spaceport, true),
        (CommandKind::Mothball, FacilityKind::Shipyard, false),
        (CommandKind::Mothball, FacilityKind::Starbase, false),
    ] {
        let mut state = bare(2, 1);
        let colony = settle(&mut state, [1])[0];
        let built = state.new_facility(colony, facility, 0);
        let id = fleet(&mut state, A, sys(1), &[Destroyer]);
        for (hull, able) in [(Hull::Crippled, false), (Hull::Nominal, will_do)] {
            state.facilities[built].hull = hull;
            send(&mut state, id, command, 1);
            let refused = produce(&mut state).orders.reason;
            assert_eq!(refused.is_empty(), able, "{command} {facility} {hull:?}");
            clean_up(&mut state);
        }
    }
}
