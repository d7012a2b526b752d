//! Packets and tax in CMD5.

use super::*;

#[test]
fn missed_packets_are_counted_and_any_packet_ends_the_count() {
    let (mut state, _) = position();
    for _ in 0..2 {
        play(&mut state, |turn| cmd5_orders(turn, &[None, Some(Orders::default())]));
    }
    assert_eq!((state.houses[A].missed, state.houses[B].missed), (2, 0));
    cmd5(&mut state, Orders::default());
    assert_eq!(state.houses[A].missed, 0, "an empty packet is a packet");
    play(&mut state, |turn| cmd5_orders(turn, &[]));
    assert_eq!((state.houses[A].missed, state.houses[B].missed), (1, 1));
}

#[test]
fn houses_out_of_play_order_nothing() {
    let (mut state, _) = position();
    let id = fleet(&mut state, A, HOME, &[Destroyer, Destroyer]);
    state.houses[A].status = HouseStatus::Eliminated;
    let ships = vec![state.fleets[id].ships[0]];
    let packet = Orders {
        tax: Some(10),
        zero_turn: vec![ZeroTurn::DetachShips {
            source: FleetRef::Id(id),
            ships,
            temporary: 1,
        }],
        fleets: vec![FleetOrder::new(id, CommandKind::Move, Some(sys(2)))],
        ..Orders::default()
    };
    let before = state.hash();
    play(&mut state, |turn| {
        let packets = [Some(packet), None];
        cmd5_orders(turn, &packets);
        cmd6a_fleet_commands(turn, &packets);
    });
    state.houses[B].missed = 0;
    assert_eq!(state.hash(), before);
}

#[test]
fn w29_the_tax_rate_is_a_percentage() {
    let (mut state, _) = position();
    let mut tax = |percent| {
        cmd5(
            &mut state,
            Orders {
                tax: Some(percent),
                ..Orders::default()
            },
        )
    };
    assert_eq!(tax(100).economy.amount, [100]);
    assert_eq!(tax(0).economy.amount, [0]);
    assert!(tax(0).economy.amount.is_empty(), "the same rate again is no event");
    assert_eq!(tax(101).orders.reason, [Reason::OutOfRange]);
    assert_eq!((state.houses[A].tax, state.houses[B].tax), (0, 50));
}
