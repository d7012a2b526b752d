//! Packets and tax in CMD5.

use super::*;

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
