//! CMD6a: what is accepted, what is refused and why.

use super::*;

fn order(fleet: FleetId, kind: CommandKind, to: Option<u32>) -> FleetOrder {
    FleetOrder::new(fleet, kind, to.map(sys))
}

fn join(fleet: FleetId, target: FleetId) -> FleetOrder {
    FleetOrder {
        target_fleet: Some(target),
        ..order(fleet, CommandKind::JoinFleet, None)
    }
}

#[test]
fn an_accepted_command_replaces_the_old_one_and_travels() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let given = FleetOrder {
        roe: Some(9),
        priority: -3,
        ..order(id, CommandKind::Patrol, Some(3))
    };
    command(&mut state, given).expect("allowed");
    let row = &state.fleets[id];
    assert_eq!(
        (row.command, row.target, row.mission),
        (CommandKind::Patrol, sys(3), MissionState::Traveling)
    );
    assert_eq!((row.roe, row.priority), (9, -3));
    command(&mut state, order(id, CommandKind::Hold, None)).expect("allowed");
    let row = &state.fleets[id];
    assert_eq!(
        (row.command, row.target, row.mission),
        (CommandKind::Hold, HOME, MissionState::Executing)
    );
    assert_eq!((row.roe, state.flows[A].orders), (9, 2), "the rules of engagement stay");
}

#[test]
fn a_refused_command_leaves_the_old_one() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    command(&mut state, order(id, CommandKind::Patrol, Some(3))).expect("allowed");
    let log = cmd6a(&mut state, &[order(id, CommandKind::Colonize, Some(4)).with_roe(0)]);
    assert_eq!(
        (log.orders.command, log.orders.fleet_id),
        (vec![Some(CommandKind::Colonize)], vec![Some(id)])
    );
    assert_eq!(
        (log.orders.system_id, log.orders.reason),
        (vec![Some(sys(4))], vec![Reason::Composition])
    );
    let row = &state.fleets[id];
    assert_eq!((row.command, row.roe), (CommandKind::Patrol, 6));
    assert_eq!((state.flows[A].orders, state.flows[A].orders_rejected), (1, 1));
}

#[test]
fn of_two_commands_for_a_fleet_the_last_counts() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let log = cmd6a(
        &mut state,
        &[
            order(id, CommandKind::Colonize, None),
            order(id, CommandKind::Move, Some(2)),
        ],
    );
    assert!(log.orders.reason.is_empty());
    assert_eq!(state.fleets[id].command, CommandKind::Move);
    let log = cmd6a(
        &mut state,
        &[
            order(id, CommandKind::Move, Some(3)),
            order(id, CommandKind::Move, None),
        ],
    );
    assert_eq!(log.orders.reason, [Reason::BadTarget]);
    assert_eq!((state.fleets[id].target, state.flows[A].orders), (sys(2), 1));
}

#[test]
fn fields_must_be_in_range_and_targets_exist() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let mut give = |order| command(&mut state, order);
    assert_eq!(
        give(order(id, CommandKind::Move, Some(2)).with_roe(11)),
        Err(Reason::OutOfRange)
    );
    assert_eq!(give(order(id, CommandKind::Move, Some(2)).with_roe(10)), Ok(()));
    assert_eq!(give(order(id, CommandKind::Move, None)), Err(Reason::BadTarget));
    assert_eq!(give(order(id, CommandKind::Move, Some(7))), Err(Reason::BadTarget));
    assert_eq!(
        give(order(FleetId(99), CommandKind::Move, Some(2))),
        Err(Reason::NotOwned)
    );
}

#[test]
fn fleets_of_others_and_those_that_are_not_free_take_no_orders() {
    let (mut state, _) = position();
    let theirs = fleet(&mut state, B, HOME, &[Destroyer]);
    assert_eq!(
        command(&mut state, order(theirs, CommandKind::Move, Some(2))),
        Err(Reason::NotOwned)
    );
    let id = fleet(&mut state, A, HOME, &[Scout]);
    for status in [FleetStatus::Reserve, FleetStatus::Mothballed] {
        state.fleets[id].status = status;
        assert_eq!(
            command(&mut state, order(id, CommandKind::Move, Some(2))),
            Err(Reason::NotAvailable)
        );
    }
    state.fleets[id].status = FleetStatus::Active;
    state.fleets[id].mission = MissionState::ScoutLocked;
    assert_eq!(
        command(&mut state, order(id, CommandKind::Move, Some(2))),
        Err(Reason::NotAvailable)
    );
}

#[test]
fn scout_missions_need_scouts_and_two_of_them_a_known_colony() {
    let (mut state, _) = position();
    state.new_colony(B, sys(2), 100, 50, 0);
    let scouts = fleet(&mut state, A, HOME, &[Scout, Scout]);
    let ships = fleet(&mut state, A, HOME, &[Destroyer]);
    let to_colonies = [CommandKind::ScoutColony, CommandKind::HackStarbase];
    for kind in to_colonies {
        assert_eq!(
            command(&mut state, order(scouts, kind, Some(2))),
            Err(Reason::UnknownTarget)
        );
    }
    command(&mut state, order(scouts, CommandKind::ScoutSystem, Some(2))).expect("any system");
    reveal(&mut state, sys(2));
    for kind in to_colonies {
        command(&mut state, order(scouts, kind, Some(2))).expect("it is known now");
        assert_eq!(
            command(&mut state, order(ships, kind, Some(2))),
            Err(Reason::Composition)
        );
    }
}

#[test]
fn r04_38_attacks_name_known_colonies_only() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer, TroopTransport]);
    let transport = state.fleets[id].ships[1];
    embark(&mut state, transport, 1);
    state.new_colony(B, sys(3), 100, 50, 0);
    let attacks = [CommandKind::Bombard, CommandKind::Invade, CommandKind::Blitz];
    for kind in attacks {
        assert_eq!(
            command(&mut state, order(id, kind, Some(3))),
            Err(Reason::UnknownTarget)
        );
        assert_eq!(
            command(&mut state, order(id, kind, Some(1))),
            Err(Reason::BadTarget),
            "an own colony"
        );
    }
    command(&mut state, order(id, CommandKind::Blockade, Some(3))).expect("a blockade may name any system");
    reveal(&mut state, sys(3));
    for kind in attacks {
        command(&mut state, order(id, kind, Some(3))).expect("it is known now");
    }
    let flows = &state.flows[A];
    let counts = [
        flows.orders_bombard,
        flows.orders_invade,
        flows.orders_blitz,
        flows.orders_blockade,
    ];
    assert_eq!((counts, flows.orders, flows.orders_rejected), ([1; 4], 4, 6));
}

#[test]
fn r04_28_what_the_house_cannot_know_is_not_tested() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let colony = state.new_colony(B, sys(3), 100, 50, 0);
    reveal(&mut state, sys(3));
    state.remove_colony(colony);
    command(&mut state, order(id, CommandKind::Bombard, Some(3))).expect("the record stands, whatever has happened");
}

#[test]
fn commands_need_their_ships() {
    let (mut state, _) = position();
    state.new_colony(B, sys(2), 100, 50, 0);
    reveal(&mut state, sys(2));
    let fleets = [
        fleet(&mut state, A, HOME, &[Destroyer]),
        fleet(&mut state, A, HOME, &[TroopTransport]),
        fleet(&mut state, A, HOME, &[TroopTransport]),
        fleet(&mut state, A, HOME, &[Destroyer, TroopTransport]),
        fleet(&mut state, A, HOME, &[Etac]),
        fleet(&mut state, A, HOME, &[Etac]),
    ];
    let [warship, empty, loaded, invaders, settlers, emptied] = fleets;
    for id in [loaded, invaders] {
        let transport = *state.fleets[id].ships.last().expect("a transport");
        embark(&mut state, transport, 1);
    }
    let etac = state.fleets[emptied].ships[0];
    state.ships[etac].colonists = 0;
    let mut fits = |kind, target: u32| {
        let fits = |id: &FleetId| match command(&mut state, order(*id, kind, Some(target))) {
            Ok(()) => true,
            Err(reason) => {
                assert_eq!(reason, Reason::Composition);
                false
            }
        };
        fleets.iter().copied().filter(fits).collect::<Vec<_>>()
    };
    assert_eq!(fits(CommandKind::GuardStarbase, 1), [warship, invaders]);
    assert_eq!(fits(CommandKind::GuardColony, 1), [warship, invaders]);
    assert_eq!(fits(CommandKind::Blockade, 2), [warship, invaders]);
    assert_eq!(fits(CommandKind::Bombard, 2), [warship, invaders]);
    assert_eq!(fits(CommandKind::Invade, 2), [invaders]);
    assert_eq!(
        fits(CommandKind::Blitz, 2),
        [loaded, invaders],
        "r16: a blitz needs no warship"
    );
    assert_eq!(fits(CommandKind::Colonize, 3), [settlers]);
    assert_eq!(fits(CommandKind::View, 3), fleets);
    assert_eq!(emptied, fleets[5]);
    assert_eq!(empty, fleets[1]);
}

#[test]
fn w21_own_colonies_are_guarded_and_not_blockaded() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    assert_eq!(
        command(&mut state, order(id, CommandKind::GuardColony, Some(2))),
        Err(Reason::BadTarget)
    );
    assert_eq!(
        command(&mut state, order(id, CommandKind::Blockade, Some(1))),
        Err(Reason::BadTarget)
    );
    command(&mut state, order(id, CommandKind::Blockade, Some(2))).expect("r15: an empty system may be blockaded");
    command(&mut state, order(id, CommandKind::Patrol, Some(1))).expect("any system");
}

#[test]
fn a_target_without_a_passable_path_is_refused() {
    let (mut state, _) = position();
    let lane = state.lanes.iter().find(|lane| lane.a == sys(2)).expect("lane 2-3").id;
    state.lanes[lane].class = LaneClass::Restricted;
    state.starmap = std::sync::Arc::new(crate::state::starmap::StarMap::build(&state));
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    command(&mut state, order(id, CommandKind::Move, Some(4))).expect("sound ships pass");
    let ship = state.fleets[id].ships[0];
    state.ships[ship].hull = Hull::Crippled;
    assert_eq!(
        command(&mut state, order(id, CommandKind::Move, Some(4))),
        Err(Reason::NoPath)
    );
    command(&mut state, order(id, CommandKind::Move, Some(2))).expect("on this side of the lane");
}

#[test]
fn w25_omitted_targets_are_the_nearest_that_qualify_and_are_kept() {
    let (mut state, _) = position();
    let yard = state.new_colony(A, sys(4), 100, 50, 0);
    state.new_facility(yard, FacilityKind::Shipyard, 0);
    let port = state.new_colony(A, sys(5), 100, 50, 0);
    state.new_facility(port, FacilityKind::Spaceport, 0);
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    for (kind, target) in [
        (CommandKind::Salvage, 4),
        (CommandKind::Reserve, 4),
        (CommandKind::Mothball, 5),
    ] {
        command(&mut state, order(id, kind, None)).expect("there is one");
        assert_eq!(state.fleets[id].target, sys(target), "{kind}");
        command(&mut state, order(id, kind, Some(1))).expect("what is there is tested when the fleet arrives");
        assert_eq!(command(&mut state, order(id, kind, Some(2))), Err(Reason::BadTarget));
    }
    state.remove_colony(port);
    assert_eq!(
        command(&mut state, order(id, CommandKind::Mothball, None)),
        Err(Reason::Prerequisite)
    );
}

#[test]
fn a_house_without_colonies_still_commands_fleets() {
    let (mut state, colony) = position();
    state.remove_colony(colony);
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    command(&mut state, order(id, CommandKind::Move, Some(2))).expect("a last stand");
    command(&mut state, order(id, CommandKind::SeekHome, None)).expect("it fails when it should act");
    assert_eq!(
        command(&mut state, order(id, CommandKind::Salvage, None)),
        Err(Reason::LastStand)
    );
}

#[test]
fn joining_needs_another_own_active_fleet_of_the_same_sort() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let host = fleet(&mut state, A, sys(3), &[Cruiser]);
    let scouts = fleet(&mut state, A, sys(3), &[Scout]);
    let theirs = fleet(&mut state, B, sys(3), &[Cruiser]);
    assert_eq!(
        command(&mut state, order(id, CommandKind::JoinFleet, Some(3))),
        Err(Reason::BadTarget)
    );
    assert_eq!(command(&mut state, join(id, id)), Err(Reason::BadTarget));
    assert_eq!(command(&mut state, join(id, theirs)), Err(Reason::BadTarget));
    assert_eq!(command(&mut state, join(id, FleetId(77))), Err(Reason::BadTarget));
    assert_eq!(command(&mut state, join(id, scouts)), Err(Reason::Composition));
    command(&mut state, join(id, host)).expect("allowed");
    assert_eq!(
        (state.fleets[id].target, state.fleets[id].target_fleet),
        (sys(3), Some(host))
    );
    state.fleets[host].status = FleetStatus::Reserve;
    assert_eq!(command(&mut state, join(id, host)), Err(Reason::NotAvailable));
    command(&mut state, order(id, CommandKind::Move, Some(2))).expect("allowed");
    assert_eq!(state.fleets[id].target_fleet, None);
}

#[test]
fn r04_34_joins_in_a_circle_are_refused() {
    let (mut state, _) = position();
    let [a, b, c] = [(); 3].map(|()| fleet(&mut state, A, HOME, &[Destroyer]));
    let log = cmd6a(&mut state, &[join(a, b), join(b, a)]);
    assert_eq!(
        (log.orders.fleet_id, log.orders.reason),
        (vec![Some(b)], vec![Reason::BadTarget])
    );
    let log = cmd6a(&mut state, &[join(b, c), join(c, a)]);
    assert_eq!(
        (log.orders.fleet_id, log.orders.reason),
        (vec![Some(c)], vec![Reason::BadTarget])
    );
    command(&mut state, order(a, CommandKind::Hold, None)).expect("allowed");
    command(&mut state, join(c, a)).expect("the circle is open now");
}
