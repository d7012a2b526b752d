//! Join Fleet and Rendezvous.

use super::*;

fn join(state: &mut State, source: FleetId, target: FleetId) {
    let order = FleetOrder {
        target_fleet: Some(target),
        ..FleetOrder::new(source, CommandKind::JoinFleet, None)
    };
    submit(state, &[order]);
}

#[test]
fn r04_12_a_joining_fleet_travels_to_its_target_and_merges() {
    let mut state = bare(2, 3);
    let host = fleet(&mut state, A, sys(3), &[Destroyer]);
    let guest = fleet(&mut state, A, sys(1), &[Cruiser, Frigate]);
    send(&mut state, host, CommandKind::Patrol, 3);
    join(&mut state, guest, host);
    produce(&mut state);
    assert_eq!(place(&state, guest), 2);
    produce(&mut state);
    assert!(!state.fleets.contains(guest));
    assert_eq!(state.fleets[host].ships.len(), 3);
    assert_eq!(
        state.fleets[host].command,
        CommandKind::Patrol,
        "the target keeps its command"
    );
    assert_eq!(state.flows[A].orders_completed, 1);
}

#[test]
fn a_joining_fleet_follows_where_its_target_was() {
    let mut state = bare(2, 4);
    let host = fleet(&mut state, A, sys(2), &[Destroyer]);
    let guest = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, host, CommandKind::Move, 4);
    join(&mut state, guest, host);
    produce(&mut state);
    assert_eq!(
        (place(&state, host), place(&state, guest)),
        (3, 2),
        "aimed at the place before the move"
    );
    assert_eq!(state.fleets[guest].mission, MissionState::Traveling);
    produce(&mut state);
    produce(&mut state);
    assert!(!state.fleets.contains(guest), "it catches up where the target stops");
}

#[test]
fn a_host_that_comes_to_meet_is_joined_at_once() {
    let mut state = bare(2, 3);
    let host = fleet(&mut state, A, sys(3), &[Destroyer]);
    let guest = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, host, CommandKind::Move, 2);
    join(&mut state, guest, host);
    produce(&mut state);
    // The guest aimed at system 3 and passed system 2, where the host arrived in the same turn.
    assert!(!state.fleets.contains(guest));
    assert_eq!(place(&state, host), 2);
}

#[test]
fn joining_fails_if_the_target_is_gone_or_laid_up_even_on_the_way() {
    let mut state = bare(2, 5);
    let host = fleet(&mut state, A, sys(5), &[Destroyer]);
    let guest = fleet(&mut state, A, sys(1), &[Destroyer]);
    join(&mut state, guest, host);
    let ship = state.fleets[host].ships[0];
    state.remove_ship(ship);
    state.dissolve_if_empty(host);
    assert_eq!(produce(&mut state).orders.reason, [Reason::BadTarget]);
    assert_eq!((place(&state, guest), state.fleets[guest].terminal), (1, true));

    let host = fleet(&mut state, A, sys(5), &[Destroyer]);
    clean_up(&mut state);
    join(&mut state, guest, host);
    state.fleets[host].status = FleetStatus::Reserve;
    assert_eq!(produce(&mut state).orders.reason, [Reason::NotAvailable]);
    clean_up(&mut state);
    let row = &state.fleets[guest];
    assert_eq!((row.command, row.target_fleet), (CommandKind::Hold, None));
}

#[test]
fn w22_joining_without_a_way_is_accepted_and_fails_in_production() {
    let mut state = bare(2, 3);
    with_lanes(&mut state, &[(1, 2, Major), (2, 3, Restricted)]);
    let host = fleet(&mut state, A, sys(3), &[Destroyer]);
    let guest = fleet(&mut state, A, sys(1), &[Destroyer]);
    cripple(&mut state, guest);
    join(&mut state, guest, host);
    assert_eq!(produce(&mut state).orders.reason, [Reason::NoPath]);
    assert_eq!((place(&state, guest), state.fleets[guest].terminal), (1, true));
}

#[test]
fn joining_fails_if_the_fleet_would_be_too_large() {
    let mut state = bare(2, 1);
    let host = fleet(&mut state, A, sys(1), &[Destroyer; 9]);
    let guest = fleet(&mut state, A, sys(1), &[Destroyer; 2]);
    join(&mut state, guest, host);
    assert_eq!(produce(&mut state).orders.reason, [Reason::FleetSize]);
    assert_eq!(
        (state.fleets[host].ships.len(), state.fleets[guest].ships.len()),
        (9, 2)
    );
}

#[test]
fn priority_decides_who_joins_while_there_is_room() {
    let mut state = bare(2, 1);
    let host = fleet(&mut state, A, sys(1), &[Destroyer; 8]);
    let [first, second] = [(); 2].map(|()| fleet(&mut state, A, sys(1), &[Destroyer; 2]));
    let order = |fleet, priority| FleetOrder {
        target_fleet: Some(host),
        priority,
        ..FleetOrder::new(fleet, CommandKind::JoinFleet, None)
    };
    submit(&mut state, &[order(first, 5), order(second, -1)]);
    produce(&mut state);
    assert!(state.fleets.contains(first) && !state.fleets.contains(second));
}

#[test]
fn rendezvous_merges_into_the_lowest_id_while_there_is_room() {
    let mut state = bare(2, 3);
    let fleets = [3, 6, 4, 1].map(|ships| fleet(&mut state, A, sys(1), &vec![Destroyer; ships]));
    for id in fleets {
        send(&mut state, id, CommandKind::Rendezvous, 2);
    }
    produce(&mut state);
    // 3 + 6 = 9; 4 more do not fit into 10, the single one does.
    let sizes = fleets.map(|id| state.fleets.get(id).map(|fleet| fleet.ships.len()));
    assert_eq!(sizes, [Some(10), None, Some(4), None]);
    assert_eq!(state.flows[A].orders_completed, 4, "all that met are done");
    clean_up(&mut state);
    assert_eq!(state.fleets[fleets[2]].command, CommandKind::Hold);
}

#[test]
fn a_lone_fleet_waits_and_late_ones_do_not_find_those_that_are_done() {
    let mut state = bare(2, 3);
    let early = fleet(&mut state, A, sys(2), &[Destroyer]);
    send(&mut state, early, CommandKind::Rendezvous, 2);
    for _ in 0..3 {
        produce(&mut state);
        clean_up(&mut state);
    }
    assert_eq!(state.fleets[early].command, CommandKind::Rendezvous);
    let second = fleet(&mut state, A, sys(1), &[Destroyer]);
    let late = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, second, CommandKind::Rendezvous, 2);
    produce(&mut state);
    assert!(!state.fleets.contains(second));
    clean_up(&mut state);
    send(&mut state, late, CommandKind::Rendezvous, 2);
    produce(&mut state);
    assert!(state.fleets.contains(late) && !state.fleets[late].terminal);
}

#[test]
fn w23_scouts_meet_scouts_only() {
    let mut state = bare(2, 1);
    let scouts = [(); 2].map(|()| fleet(&mut state, A, sys(1), &[Scout]));
    let ships = fleet(&mut state, A, sys(1), &[Destroyer]);
    for id in scouts.into_iter().chain([ships]) {
        send(&mut state, id, CommandKind::Rendezvous, 1);
    }
    produce(&mut state);
    assert_eq!(state.fleets[scouts[0]].ships.len(), 2);
    assert!(!state.fleets.contains(scouts[1]));
    assert!(!state.fleets[ships].terminal, "it waits for others of its sort");
}

#[test]
fn w23_rendezvous_aborts_on_arrival_where_an_enemy_is_and_only_then() {
    let mut state = bare(2, 3);
    let id = fleet(&mut state, A, sys(1), &[Destroyer]);
    fleet(&mut state, B, sys(2), &[Destroyer]);
    send(&mut state, id, CommandKind::Rendezvous, 2);
    produce(&mut state);
    assert!(!state.fleets[id].terminal, "a neutral fleet does not disturb");
    state.raise_relation(A, B, Stance::Enemy);
    produce(&mut state);
    assert!(!state.fleets[id].terminal, "it is waiting already");

    let other = fleet(&mut state, A, sys(1), &[Destroyer]);
    send(&mut state, other, CommandKind::Rendezvous, 2);
    let log = produce(&mut state);
    assert_eq!(
        (log.orders.fate, log.orders.reason),
        (vec![OrderFate::Aborted], vec![Reason::EnemyPresent])
    );
    assert!(state.fleets[other].terminal && state.fleets.contains(id));

    state.new_colony(B, sys(3), 100, 50, 0);
    let third = fleet(&mut state, A, sys(3), &[Destroyer]);
    send(&mut state, third, CommandKind::Rendezvous, 3);
    assert_eq!(
        produce(&mut state).orders.reason,
        [Reason::EnemyPresent],
        "an Enemy's colony counts too"
    );
}

#[test]
fn prd1c_lays_fleets_up_before_it_joins_and_joins_before_it_meets() {
    let mut state = bare(2, 2);
    let colony = settle(&mut state, [1])[0];
    state.new_facility(colony, FacilityKind::Shipyard, 0);
    // The guest has the lower number and the better priority, but what it wants to join is in Reserve by then.
    let [guest, host] = [(); 2].map(|()| fleet(&mut state, A, sys(1), &[Destroyer]));
    send(&mut state, host, CommandKind::Reserve, 1);
    let order = FleetOrder {
        target_fleet: Some(host),
        priority: -9,
        ..FleetOrder::new(guest, CommandKind::JoinFleet, None)
    };
    submit(&mut state, &[order]);
    assert_eq!(produce(&mut state).orders.reason, [Reason::NotAvailable]);
    // What is joined takes its guest along into the meeting.
    let [first, second, third] = [1, 2, 3].map(|ships| fleet(&mut state, A, sys(2), &vec![Frigate; ships]));
    for id in [first, second] {
        send(&mut state, id, CommandKind::Rendezvous, 2);
    }
    join(&mut state, third, second);
    assert!(produce(&mut state).orders.reason.is_empty());
    assert_eq!(state.fleets[first].ships.len(), 6);
    assert!(!state.fleets.contains(second) && !state.fleets.contains(third));
}

#[test]
fn of_equal_priorities_the_lower_fleet_acts_first() {
    let mut state = bare(2, 1);
    let host = fleet(&mut state, A, sys(1), &[Destroyer; 8]);
    let [first, second] = [(); 2].map(|()| fleet(&mut state, A, sys(1), &[Destroyer; 2]));
    for id in [second, first] {
        join(&mut state, id, host);
    }
    produce(&mut state);
    assert!(!state.fleets.contains(first) && state.fleets.contains(second));
}

#[test]
fn a_new_fleet_bears_the_lowest_label_that_is_free() {
    let mut state = bare(2, 1);
    let ours = [(); 3].map(|()| fleet(&mut state, A, sys(1), &[Destroyer]));
    let theirs = fleet(&mut state, B, sys(1), &[Destroyer]);
    let label = |state: &State, id: FleetId| crate::state::label::text(state.fleets[id].label);
    assert_eq!(ours.map(|id| label(&state, id)), ["A1", "A2", "A3"]);
    assert_eq!(label(&state, theirs), "A1", "each house has its own");
    join(&mut state, ours[1], ours[0]);
    produce(&mut state);
    let next = [(); 2].map(|()| fleet(&mut state, A, sys(1), &[Destroyer]));
    assert_eq!(next.map(|id| label(&state, id)), ["A2", "A4"]);
}

#[test]
fn what_is_joined_is_tested_again_when_the_two_meet() {
    let meet = |change: &dyn Fn(&mut State, FleetId)| {
        let mut state = bare(2, 2);
        let host = fleet(&mut state, A, sys(2), &[Scout]);
        let guest = fleet(&mut state, A, sys(1), &[Scout]);
        (state.fleets[host].roe, state.fleets[guest].roe) = (9, 2);
        join(&mut state, guest, host);
        change(&mut state, host);
        let log = produce(&mut state);
        (log.orders.reason, state.fleets.contains(guest), state.fleets[host].roe)
    };
    assert_eq!(
        meet(&|_, _| ()),
        (vec![], false, 9),
        "the host keeps its rules of engagement"
    );
    let locked = |state: &mut State, host| state.fleets[host].mission = MissionState::ScoutLocked;
    assert_eq!(meet(&locked).0, [Reason::NotAvailable]);
    let changed = |state: &mut State, host| {
        let ship = state.fleets[host].ships[0];
        state.ships[ship].class = Destroyer;
    };
    assert_eq!(meet(&changed).0, [Reason::Composition]);
}
