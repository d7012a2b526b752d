//! Detaching, transferring, merging, reactivating.

use super::*;

fn detach(state: &State, source: FleetId, members: &[usize]) -> ZeroTurn {
    let ships = members.iter().map(|&index| state.fleets[source].ships[index]).collect();
    ZeroTurn::DetachShips {
        source: FleetRef::Id(source),
        ships,
        temporary: 1,
    }
}

fn transfer(state: &State, source: FleetId, target: FleetId, members: &[usize]) -> ZeroTurn {
    let ships = members.iter().map(|&index| state.fleets[source].ships[index]).collect();
    ZeroTurn::TransferShips {
        source: FleetRef::Id(source),
        target: FleetRef::Id(target),
        ships,
    }
}

fn merge(source: FleetId, target: FleetId) -> ZeroTurn {
    ZeroTurn::MergeFleets {
        source: FleetRef::Id(source),
        target: FleetRef::Id(target),
    }
}

fn newest(state: &State) -> FleetId {
    state.fleets.iter().last().expect("there is a fleet").id
}

/// So many combat fleets of one destroyer each.
fn crowd(state: &mut State, fleets: usize) {
    for _ in 0..fleets {
        fleet(state, A, sys(2), &[Destroyer]);
    }
}

#[test]
fn r04_8_r04_9_detached_ships_keep_status_and_rules_of_engagement() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, TroopTransport]);
    (state.fleets[source].status, state.fleets[source].roe) = (FleetStatus::Reserve, 2);
    rest(&mut state, source);
    let order = detach(&state, source, &[1]);
    once(&mut state, order).expect("bare transports may leave");
    let new = &state.fleets[newest(&state)];
    assert_eq!((new.system, new.status, new.roe), (HOME, FleetStatus::Reserve, 2));
    assert_eq!((new.command, new.ships.len()), (CommandKind::GuardColony, 1));
    assert_eq!(state.fleets[source].ships.len(), 1);
}

#[test]
fn r04_7_all_ships_may_be_detached() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    let order = detach(&state, source, &[0, 1]);
    once(&mut state, order).expect("allowed");
    assert!(!state.fleets.contains(source));
    let new = &state.fleets[newest(&state)];
    assert_eq!((new.ships.len(), new.command), (2, CommandKind::Hold));
}

#[test]
fn lists_of_ships_must_be_members_and_different() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    let other = fleet(&mut state, A, HOME, &[Destroyer]);
    let foreign = state.fleets[other].ships[0];
    let of = |ships| ZeroTurn::DetachShips {
        source: FleetRef::Id(source),
        ships,
        temporary: 1,
    };
    let first = state.fleets[source].ships[0];
    assert_eq!(once(&mut state, of(vec![])), Err(Reason::OutOfRange));
    assert_eq!(once(&mut state, of(vec![first, first])), Err(Reason::OutOfRange));
    assert_eq!(once(&mut state, of(vec![first, foreign])), Err(Reason::NotOwned));
}

#[test]
fn later_orders_name_a_new_fleet_by_its_number() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Destroyer, Destroyer]);
    let ships = state.fleets[source].ships.clone();
    let new = FleetRef::Temporary(7);
    let packet = Orders {
        zero_turn: vec![
            ZeroTurn::DetachShips {
                source: FleetRef::Id(source),
                ships: vec![ships[2]],
                temporary: 7,
            },
            ZeroTurn::TransferShips {
                source: FleetRef::Id(source),
                target: new,
                ships: vec![ships[1]],
            },
        ],
        fleets: vec![FleetOrder {
            fleet: new,
            ..FleetOrder::new(source, CommandKind::Move, Some(sys(3)))
        }],
        ..Orders::default()
    };
    let ((), log) = play(&mut state, |turn| {
        let packets = [Some(packet), None];
        cmd5_orders(turn, &packets);
        cmd6a_fleet_commands(turn, &packets);
    });
    assert!(log.orders.reason.is_empty());
    let new = &state.fleets[newest(&state)];
    assert_eq!(
        (new.ships.clone(), new.command, new.target),
        (vec![ships[1], ships[2]], CommandKind::Move, sys(3))
    );
    assert_eq!(state.fleets[source].command, CommandKind::Hold);
}

#[test]
fn a_number_that_nothing_got_names_no_fleet() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    let unknown = FleetRef::Temporary(1);
    assert_eq!(
        once(
            &mut state,
            ZeroTurn::MergeFleets {
                source: unknown,
                target: FleetRef::Id(id)
            }
        ),
        Err(Reason::NotOwned)
    );
    let order = FleetOrder {
        fleet: unknown,
        ..FleetOrder::new(id, CommandKind::Move, Some(sys(2)))
    };
    let log = cmd6a(&mut state, &[order]);
    assert_eq!(
        (log.orders.reason, log.orders.fleet_id),
        (vec![Reason::NotOwned], vec![None])
    );
}

#[test]
fn transfers_keep_the_targets_command_and_dissolve_an_empty_source() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    let target = fleet(&mut state, A, HOME, &[Cruiser]);
    command(&mut state, FleetOrder::new(target, CommandKind::Patrol, Some(HOME))).expect("allowed");
    let order = transfer(&state, source, target, &[0]);
    once(&mut state, order).expect("allowed");
    assert_eq!(
        (state.fleets[source].ships.len(), state.fleets[target].ships.len()),
        (1, 2)
    );
    let order = transfer(&state, source, target, &[0]);
    once(&mut state, order).expect("allowed");
    assert!(!state.fleets.contains(source));
    assert_eq!(state.fleets[target].command, CommandKind::Patrol);
}

#[test]
fn scouts_keep_to_themselves() {
    let (mut state, _) = position();
    let scouts = fleet(&mut state, A, HOME, &[Scout, Scout]);
    let more = fleet(&mut state, A, HOME, &[Scout]);
    let ships = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    let order = transfer(&state, scouts, ships, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::Composition));
    assert_eq!(once(&mut state, merge(ships, scouts)), Err(Reason::Composition));
    once(&mut state, merge(more, scouts)).expect("scouts with scouts");
    assert_eq!(state.fleets[scouts].ships.len(), 3);
}

#[test]
fn fleets_grow_up_to_the_fc_limit() {
    let (mut state, _) = position();
    let large = fleet(&mut state, A, HOME, &[Destroyer; 8]);
    let small = fleet(&mut state, A, HOME, &[Destroyer; 3]);
    assert_eq!(once(&mut state, merge(small, large)), Err(Reason::FleetSize));
    let order = transfer(&state, small, large, &[0, 1, 2]);
    assert_eq!(once(&mut state, order), Err(Reason::FleetSize));
    let order = transfer(&state, small, large, &[0, 1]);
    once(&mut state, order).expect("ten ships are allowed");
    assert_eq!(once(&mut state, merge(large, large)), Err(Reason::BadTarget));
}

#[test]
fn r04_25_a_split_may_not_make_one_combat_fleet_too_many() {
    let (mut state, _) = position();
    let limit = crate::limits::max_combat_fleets(&state, A);
    let source = fleet(&mut state, A, HOME, &[Destroyer, Destroyer, TroopTransport]);
    let transports = fleet(&mut state, A, HOME, &[TroopTransport]);
    crowd(&mut state, limit - 1);
    let order = detach(&state, source, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::FleetCount));
    let order = transfer(&state, source, transports, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::FleetCount));
    // The number stays the same if no combat ship leaves, or none stays behind.
    let order = detach(&state, source, &[2]);
    once(&mut state, order).expect("a transport is no combat fleet");
    let order = transfer(&state, source, transports, &[0, 1]);
    once(&mut state, order).expect("the combat fleet only changes its number");
    assert_eq!(crate::limits::combat_fleets(&state, A), limit);
}

#[test]
fn r04_6_fleets_are_reorganised_at_own_colonies_only() {
    let (mut state, _) = position();
    let away = fleet(&mut state, A, sys(2), &[Destroyer, Frigate]);
    let order = detach(&state, away, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::WrongPlace));
    let home = fleet(&mut state, A, HOME, &[Destroyer]);
    assert_eq!(once(&mut state, merge(away, home)), Err(Reason::WrongPlace));
    state.new_colony(A, sys(2), 100, 50, 0);
    assert_eq!(
        once(&mut state, merge(away, home)),
        Err(Reason::WrongPlace),
        "they are not together"
    );
    state.new_colony(B, sys(3), 100, 50, 0);
    let abroad = fleet(&mut state, A, sys(3), &[Destroyer, Frigate]);
    let order = detach(&state, abroad, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::WrongPlace));
    let theirs = fleet(&mut state, B, HOME, &[Destroyer]);
    assert_eq!(once(&mut state, merge(theirs, home)), Err(Reason::NotOwned));
}

#[test]
fn r04_6_neither_under_blockade_nor_under_siege() {
    let (mut state, colony) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    state.colonies[colony].blockaded = true;
    let order = detach(&state, source, &[0]);
    assert_eq!(once(&mut state, order.clone()), Err(Reason::Besieged));
    state.colonies[colony].blockaded = false;
    let foe = fleet(&mut state, B, HOME, &[Destroyer]);
    (state.fleets[foe].command, state.fleets[foe].mission) = (CommandKind::Bombard, MissionState::Traveling);
    once(&mut state, order).expect("an attack that has not begun is no siege");
    state.fleets[foe].mission = MissionState::Executing;
    let new = newest(&state);
    assert_eq!(once(&mut state, merge(new, source)), Err(Reason::Besieged));
    state.fleets[foe].command = CommandKind::Patrol;
    once(&mut state, merge(new, source)).expect("a patrol is no siege");
}

#[test]
fn fleets_of_different_status_do_not_mix() {
    let (mut state, _) = position();
    let [one, two] = [(); 2].map(|()| fleet(&mut state, A, HOME, &[Destroyer]));
    state.fleets[one].status = FleetStatus::Mothballed;
    assert_eq!(once(&mut state, merge(one, two)), Err(Reason::NotAvailable));
    state.fleets[two].status = FleetStatus::Mothballed;
    once(&mut state, merge(one, two)).expect("equal again");
}

#[test]
fn r04_4_reactivation_takes_the_turns_of_the_rules() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer, Frigate]);
    let wake = ZeroTurn::Reactivate {
        fleet: FleetRef::Id(id),
    };
    assert_eq!(once(&mut state, wake.clone()), Err(Reason::Nothing));
    state.fleets[id].status = FleetStatus::Reserve;
    rest(&mut state, id);
    let go = FleetOrder::new(id, CommandKind::Move, Some(sys(2)));
    assert_eq!(command(&mut state, go), Err(Reason::NotAvailable));
    once(&mut state, wake.clone()).expect("allowed");
    assert_eq!(state.fleets[id].status, FleetStatus::Reserve, "until the next CMD1");
    assert_eq!(once(&mut state, wake.clone()), Err(Reason::NotAvailable));
    let order = detach(&state, id, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::NotAvailable));
    assert_eq!(command(&mut state, go), Err(Reason::NotAvailable));
    play(&mut state, cmd1_cleanup);
    let row = &state.fleets[id];
    assert_eq!(
        (row.status, row.command, row.reactivation),
        (FleetStatus::Active, CommandKind::Hold, None)
    );
    command(&mut state, go).expect("it is free again");
}

#[test]
fn r04_4_other_reactivation_times() {
    let (mut state, _) = position();
    let mut rules = (*state.rules).clone();
    rules.ships.ship_status.mothballed.reactivation_turns = 0;
    rules.ships.ship_status.reserve.reactivation_turns = 2;
    state.rules = std::sync::Arc::new(rules);
    let [quick, slow] = [(); 2].map(|()| fleet(&mut state, A, HOME, &[Destroyer]));
    state.fleets[quick].status = FleetStatus::Mothballed;
    state.fleets[slow].status = FleetStatus::Reserve;
    for id in [quick, slow] {
        once(
            &mut state,
            ZeroTurn::Reactivate {
                fleet: FleetRef::Id(id),
            },
        )
        .expect("allowed");
    }
    assert_eq!(state.fleets[quick].status, FleetStatus::Active);
    let statuses = [(); 2].map(|()| {
        play(&mut state, cmd1_cleanup);
        state.fleets[slow].status
    });
    assert_eq!(statuses, [FleetStatus::Reserve, FleetStatus::Active]);
}

#[test]
fn r04_6_w120_what_bars_each_zero_turn_command() {
    // A fleet of everything at home, and a second one like it; the first is loaded with what can be unloaded.
    let position = || {
        let (mut state, colony) = position();
        let [one, two] = [(); 2].map(|()| fleet(&mut state, A, HOME, &[Carrier, TroopTransport, Destroyer]));
        let carriers = [one, two].map(|id| state.fleets[id].ships[0]);
        let fighters = [ShipPlace::Carrier(carriers[0]), ShipPlace::Colony(colony)]
            .map(|place| vec![ship(&mut state, A, Fighter, place)]);
        let transport = state.fleets[one].ships[1];
        embark(&mut state, transport, 1);
        state.new_ground(A, GroundKind::Marine, colony, 0);
        (state, colony, [one, two], carriers, fighters)
    };
    let (start, colony, [one, two], carriers, [aboard, ashore]) = position();
    let [first, second] = [one, two].map(FleetRef::Id);
    let orders = [
        detach(&start, one, &[2]),
        transfer(&start, one, two, &[2]),
        merge(one, two),
        ZeroTurn::LoadMarines {
            fleet: second,
            quantity: 0,
        },
        ZeroTurn::UnloadMarines { fleet: first },
        ZeroTurn::LoadFighters {
            carrier: carriers[1],
            fighters: ashore,
        },
        ZeroTurn::UnloadFighters {
            carrier: carriers[0],
            fighters: aboard.clone(),
        },
        ZeroTurn::TransferFighters {
            source: carriers[0],
            target: carriers[1],
            fighters: aboard,
        },
    ];
    let answers = |change: &dyn Fn(&mut State)| {
        let answer = |order: &ZeroTurn| {
            let mut state = start.clone();
            change(&mut state);
            once(&mut state, order.clone()).err()
        };
        orders.iter().map(answer).collect::<Vec<_>>()
    };
    let all_but_the_exchange = |reason: Reason| {
        let mut expected = vec![Some(reason); 8];
        expected[7] = None;
        expected
    };
    assert_eq!(answers(&|_| ()), [None; 8]);
    let blockade = |state: &mut State| state.colonies[colony].blockaded = true;
    assert_eq!(answers(&blockade), all_but_the_exchange(Reason::Besieged));
    for command in [
        CommandKind::Blockade,
        CommandKind::Bombard,
        CommandKind::Invade,
        CommandKind::Blitz,
    ] {
        let siege = |state: &mut State| {
            let foe = fleet(state, B, HOME, &[Destroyer]);
            (state.fleets[foe].command, state.fleets[foe].mission) = (command, MissionState::Executing);
        };
        assert_eq!(answers(&siege), all_but_the_exchange(Reason::Besieged), "{command}");
    }
    // Laid up, both fleets may be reorganised, but nothing goes aboard or ashore.
    let laid_up = |state: &mut State| {
        for id in [one, two] {
            state.fleets[id].status = FleetStatus::Reserve;
        }
    };
    let mut expected = [Some(Reason::NotAvailable); 8];
    expected[..3].fill(None);
    assert_eq!(answers(&laid_up), expected);
    let waking = |state: &mut State| {
        laid_up(state);
        for id in [one, two] {
            state.fleets[id].reactivation = Some(1);
        }
    };
    assert_eq!(answers(&waking), [Some(Reason::NotAvailable); 8]);
}

#[test]
fn r04_4_a_fleet_under_siege_is_not_reactivated() {
    let (mut state, colony) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer]);
    state.fleets[id].status = FleetStatus::Mothballed;
    state.colonies[colony].blockaded = true;
    let wake = ZeroTurn::Reactivate {
        fleet: FleetRef::Id(id),
    };
    assert_eq!(once(&mut state, wake), Err(Reason::Besieged));
}

#[test]
fn scouts_on_a_mission_are_neither_split_nor_merged() {
    let (mut state, _) = position();
    let [locked, free] = [(); 2].map(|()| fleet(&mut state, A, HOME, &[Scout, Scout]));
    state.fleets[locked].mission = MissionState::ScoutLocked;
    let order = detach(&state, locked, &[0]);
    assert_eq!(once(&mut state, order), Err(Reason::NotAvailable));
    for (source, target) in [(locked, free), (free, locked)] {
        assert_eq!(once(&mut state, merge(source, target)), Err(Reason::NotAvailable));
        let order = transfer(&state, source, target, &[0]);
        assert_eq!(once(&mut state, order), Err(Reason::NotAvailable));
    }
    let join = FleetOrder {
        target_fleet: Some(locked),
        ..FleetOrder::new(free, CommandKind::JoinFleet, None)
    };
    assert_eq!(command(&mut state, join), Err(Reason::NotAvailable));
}

#[test]
fn r04_4_a_fleet_that_wakes_at_once_takes_orders_in_the_same_packet() {
    let (mut state, _) = position();
    std::sync::Arc::make_mut(&mut state.rules)
        .ships
        .ship_status
        .reserve
        .reactivation_turns = 0;
    let [id, other] = [(); 2].map(|()| fleet(&mut state, A, HOME, &[Destroyer]));
    state.fleets[id].status = FleetStatus::Reserve;
    rest(&mut state, id);
    let packet = Orders {
        zero_turn: vec![
            ZeroTurn::Reactivate {
                fleet: FleetRef::Id(id),
            },
            merge(other, id),
        ],
        fleets: vec![FleetOrder::new(id, CommandKind::Move, Some(sys(2)))],
        ..Orders::default()
    };
    let ((), log) = play(&mut state, |turn| {
        let packets = [Some(packet), None];
        cmd5_orders(turn, &packets);
        cmd6a_fleet_commands(turn, &packets);
    });
    assert!(log.orders.reason.is_empty());
    let row = &state.fleets[id];
    assert_eq!(
        (row.status, row.command, row.ships.len()),
        (FleetStatus::Active, CommandKind::Move, 2)
    );
}

#[test]
fn temporary_numbers_are_those_of_the_own_packet() {
    let (mut state, _) = position();
    state.new_colony(B, sys(6), 100, 50, 0);
    let fleets = [(A, HOME), (B, sys(6))].map(|(house, at)| fleet(&mut state, house, at, &[Destroyer, Frigate]));
    let packets = fleets.map(|id| {
        Some(Orders {
            zero_turn: vec![detach(&state, id, &[1])],
            fleets: vec![FleetOrder {
                fleet: FleetRef::Temporary(1),
                ..FleetOrder::new(id, CommandKind::Move, Some(sys(3)))
            }],
            ..Orders::default()
        })
    });
    let ((), log) = play(&mut state, |turn| {
        cmd5_orders(turn, &packets);
        cmd6a_fleet_commands(turn, &packets);
    });
    assert!(log.orders.reason.is_empty());
    let sent = state.fleets.iter().filter(|fleet| fleet.command == CommandKind::Move);
    assert_eq!(sent.map(|fleet| fleet.owner).collect::<Vec<_>>(), [A, B]);
}
