//! Packets and tax in CMD5.

use super::*;

#[test]
fn w29_the_tax_rate_is_a_percentage_and_the_one_in_force_no_event() {
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
    assert!(tax(50).economy.amount.is_empty(), "so it stands from the start");
    assert_eq!(tax(100).economy.amount, [100]);
    assert_eq!(tax(0).economy.amount, [0]);
    assert!(tax(0).economy.amount.is_empty(), "the same rate again is no event");
    assert_eq!(tax(101).orders.reason, [Reason::OutOfRange]);
    assert_eq!((state.houses[A].tax, state.houses[B].tax), (0, 50));
}

#[test]
fn fleets_come_before_colonies_and_both_in_the_order_of_the_packet() {
    let (mut state, colony) = position();
    let id = fleet(&mut state, A, HOME, &[TroopTransport]);
    let transport = state.fleets[id].ships[0];
    embark(&mut state, transport, 1);
    let marine = state.ships[transport].marines()[0];
    let flags = |auto_repair| crate::orders::ColonyOrder::Flags {
        colony,
        auto_repair,
        auto_load_marines: true,
        auto_load_fighters: true,
    };
    // The marine is scrapped ashore, where the zero-turn command of the same packet has put it.
    let packet = Orders {
        colonies: vec![
            crate::orders::ColonyOrder::ScrapGround { unit: marine },
            crate::orders::ColonyOrder::ScrapGround { unit: marine },
            flags(false),
            flags(true),
        ],
        zero_turn: vec![ZeroTurn::UnloadMarines {
            fleet: FleetRef::Id(id),
        }],
        ..Orders::default()
    };
    let log = cmd5(&mut state, packet);
    assert_eq!(log.orders.reason, [Reason::NotOwned], "only once");
    assert!(!state.ground.contains(marine) && state.colonies[colony].auto_repair);
}
