//! Rulings of rulebook 04 that the orders of a packet, one by one, leave untouched.

use super::*;
use crate::combat::con1d9_refuge;
use crate::dice::Stream;
use crate::strength;
use crate::testing::arrived;

/// Two houses at war; house A has colonies in systems 1 and 6, its fleet and one of house B meet in system 3.
fn meeting(ours: &[ShipClass], command: CommandKind, roe: u8, theirs: &[ShipClass]) -> (State, [FleetId; 2]) {
    let (mut state, _) = position();
    state.new_colony(A, sys(6), 100, 50, 0);
    state.new_colony(B, sys(3), 100, 50, 0);
    let one = fleet(&mut state, A, sys(3), ours);
    arrived(&mut state, one, command);
    let two = fleet(&mut state, B, sys(3), theirs);
    arrived(&mut state, two, CommandKind::Patrol);
    (state.fleets[one].roe, state.fleets[two].roe) = (roe, 10);
    state.raise_relation(A, B, Stance::Enemy);
    (state, [one, two])
}

#[test]
fn r04_5_u23_reserve_halves_the_attack_and_keeps_the_defence() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Battleship]);
    let ship = &state.ships[state.fleets[id].ships[0]];
    let [attack, defense] = [strength::ship_attack, strength::ship_defense].map(|of| of(&state.rules, ship));
    state.fleets[id].status = FleetStatus::Reserve;
    assert_eq!(strength::fleet_attack(&state, &state.fleets[id]), attack / 2);
    assert_eq!(strength::fleet_defense(&state, &state.fleets[id]), defense);
}

#[test]
fn r04_10_colonists_neither_board_nor_leave_by_command() {
    let (mut state, colony) = position();
    let id = fleet(&mut state, A, HOME, &[Etac]);
    let etac = state.fleets[id].ships[0];
    let fleet = FleetRef::Id(id);
    assert_eq!(
        once(&mut state, ZeroTurn::UnloadMarines { fleet }),
        Err(Reason::Nothing)
    );
    state.ships[etac].colonists = 0;
    state.new_ground(A, GroundKind::Marine, colony, 0);
    let load = ZeroTurn::LoadMarines { fleet, quantity: 0 };
    assert_eq!(once(&mut state, load), Err(Reason::Composition));
}

#[test]
fn r04_16_transports_blitz_without_a_warship() {
    let (mut state, _) = position();
    state.new_colony(B, sys(3), 1, 0, 0);
    reveal(&mut state, sys(3));
    let id = fleet(&mut state, A, sys(3), &[TroopTransport]);
    let transport = state.fleets[id].ships[0];
    embark(&mut state, transport, 1);
    command(&mut state, FleetOrder::new(id, CommandKind::Invade, Some(sys(3)))).expect_err("an invasion needs one");
    command(&mut state, FleetOrder::new(id, CommandKind::Blitz, Some(sys(3)))).expect("a blitz does not");
    arrived(&mut state, id, CommandKind::Blitz);
    play(&mut state, |turn| turn.conflict());
    assert_eq!(state.controller(sys(3)), Some(A), "nobody was there to stop it");
}

#[test]
fn r04_18_roe_0_never_stays_and_roe_10_never_leaves() {
    // Whoever shuns every fight leaves the weaker as well.
    let (mut state, [one, _]) = meeting(&[Dreadnought; 7], CommandKind::Patrol, 0, &[SuperDreadnought; 5]);
    state.streams.script(1, Stream::SpaceBattle(sys(3), A, B), &[0, 0]);
    play(&mut state, |turn| turn.conflict());
    assert_eq!(state.flows[A].retreats, 1);
    assert_ne!(state.fleets[one].system, sys(3));
    let (mut state, _) = meeting(&[Corvette; 3], CommandKind::Patrol, 10, &[SuperDreadnought; 5]);
    play(&mut state, |turn| turn.conflict());
    assert_eq!((state.flows[A].retreats, state.flows[A].space_lost), (0, 1));
}

#[test]
fn r04_19_attacks_are_pressed_home_and_a_blockade_is_not() {
    for (command, leaves) in [
        (CommandKind::Bombard, 0),
        (CommandKind::Invade, 0),
        (CommandKind::Blitz, 0),
        (CommandKind::Blockade, 1),
        (CommandKind::Patrol, 1),
    ] {
        let ours = [Dreadnought, Dreadnought, Dreadnought, TroopTransport];
        let (mut state, [one, _]) = meeting(&ours, command, 0, &[Dreadnought; 3]);
        let transport = state.fleets[one].ships[3];
        embark(&mut state, transport, 1);
        play(&mut state, |turn| turn.conflict());
        assert_eq!(state.flows[A].retreats, leaves, "{command}");
    }
}

#[test]
fn r04_20_a_retreat_leads_to_the_nearest_own_colony_at_once() {
    let (mut state, [one, _]) = meeting(&[Dreadnought; 3], CommandKind::Patrol, 0, &[Dreadnought; 3]);
    state.streams.script(1, Stream::SpaceBattle(sys(3), A, B), &[0, 0]);
    play(&mut state, |turn| turn.conflict());
    let row = &state.fleets[one];
    assert_eq!(
        (row.system, row.terminal),
        (HOME, true),
        "two jumps away, the other is three"
    );
}

#[test]
fn r04_20_the_refuge_is_another_system_than_that_of_the_battle() {
    // House A's own colony in system 3 is attacked; its patrol leaves for system 1, which is nearer than 6.
    let position = |refuge: bool| {
        let (mut state, home) = position();
        state.new_colony(A, sys(3), 100, 50, 0);
        if !refuge {
            state.remove_colony(home);
        }
        let one = fleet(&mut state, A, sys(3), &[Dreadnought; 3]);
        arrived(&mut state, one, CommandKind::Patrol);
        let two = fleet(&mut state, B, sys(3), &[Dreadnought; 3]);
        arrived(&mut state, two, CommandKind::Patrol);
        (state.fleets[one].roe, state.fleets[two].roe) = (0, 10);
        state.raise_relation(A, B, Stance::Enemy);
        play(&mut state, |turn| turn.conflict());
        (state.flows[A].retreats, state.fleets.get(one).map(|fleet| fleet.system))
    };
    assert_eq!(position(true), (1, Some(HOME)));
    let (retreats, place) = position(false);
    assert_eq!((retreats, place.unwrap_or(sys(3))), (0, sys(3)), "it has nowhere to go");
}

#[test]
fn r04_35_the_refuge_is_chosen_among_the_colonies_that_are_left() {
    let (mut state, home) = position();
    let far = state.new_colony(A, sys(6), 100, 50, 0);
    let id = fleet(&mut state, A, sys(3), &[Destroyer]);
    let refuge = |taken: &[ColonyId]| {
        let mut state = state.clone();
        for &colony in taken {
            state.change_owner(colony, B);
        }
        play(&mut state, |turn| {
            turn.conflict.retreating.insert(id);
            con1d9_refuge(turn);
        });
        state.fleets[id].system
    };
    assert_eq!([refuge(&[]), refuge(&[home]), refuge(&[home, far])], [1, 6, 3].map(sys));
}

#[test]
fn r04_23_the_infrastructure_of_new_colonies_changes_nothing() {
    let founded = |level: i64| {
        let (mut state, _) = position();
        let rules = std::sync::Arc::make_mut(&mut state.rules);
        rules.economy.colonization.starting_infrastructure_level = level;
        let id = fleet(&mut state, A, sys(4), &[Etac]);
        arrived(&mut state, id, CommandKind::Colonize);
        play(&mut state, |turn| {
            turn.conflict();
            turn.income();
        });
        assert_eq!(state.controller(sys(4)), Some(A));
        state.hash()
    };
    assert_eq!(founded(0), founded(5));
}

#[test]
fn r04_26_r04_27_new_ships_join_stationary_fleets_or_wait() {
    let (mut state, colony) = position();
    let limit = crate::limits::max_combat_fleets(&state, A);
    let hosts: Vec<FleetId> = (0..limit).map(|_| fleet(&mut state, A, HOME, &[Destroyer])).collect();
    for &host in &hosts {
        command(&mut state, FleetOrder::new(host, CommandKind::Move, Some(sys(3)))).expect("allowed");
    }
    let new = ship(&mut state, A, Cruiser, ShipPlace::Colony(colony));
    play(&mut state, crate::construction::cmd2_commission);
    assert_eq!(state.ships[new].place, ShipPlace::Colony(colony), "all are under way");
    command(&mut state, FleetOrder::new(hosts[2], CommandKind::Patrol, Some(HOME))).expect("allowed");
    play(&mut state, crate::construction::cmd2_commission);
    assert_eq!(state.ships[new].place, ShipPlace::Fleet(hosts[2]));
}

#[test]
fn w6_ships_of_a_fleet_stand_in_the_order_of_their_ids() {
    let (mut state, _) = position();
    let one = fleet(&mut state, A, HOME, &[Destroyer, Cruiser]);
    let two = fleet(&mut state, A, HOME, &[Frigate]);
    let first = state.fleets[one].ships[0];
    let merge = ZeroTurn::TransferShips {
        source: FleetRef::Id(one),
        target: FleetRef::Id(two),
        ships: vec![first],
    };
    let last = state.fleets[two].ships[0];
    once(&mut state, merge).expect("allowed");
    assert_eq!(state.fleets[two].ships, [first, last]);
}

#[test]
fn w27_a_temporary_number_used_twice_means_the_later_fleet() {
    let (mut state, _) = position();
    let source = fleet(&mut state, A, HOME, &[Destroyer, Cruiser, Frigate]);
    let ships = state.fleets[source].ships.clone();
    let detach = |ship| ZeroTurn::DetachShips {
        source: FleetRef::Id(source),
        ships: vec![ship],
        temporary: 1,
    };
    let back = ZeroTurn::MergeFleets {
        source: FleetRef::Temporary(1),
        target: FleetRef::Id(source),
    };
    assert!(at_once(&mut state, &[detach(ships[0]), detach(ships[1]), back]).is_empty());
    assert_eq!(state.fleets[source].ships, ships[1..], "the second came back");
}
