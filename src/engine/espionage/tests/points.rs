//! Points (rulebook 23 §2).

use super::*;
use crate::orders::Orders;
use crate::testing;

/// Buys points in one turn; returns what was booked.
fn buy(budget: i64, treasury: i64, ebp: i64, cip: i64) -> (State, EventLog) {
    let mut state = rivals();
    state.houses[H1].ebp = 0;
    state.houses[H1].treasury = budget;
    let orders = Espionage {
        buy_ebp: ebp,
        buy_cip: cip,
        ..Espionage::default()
    };
    let (_, log) = play(&mut state, |turn| {
        cmd5_store(turn, H1, &orders);
        turn.state.houses[H1].treasury = treasury;
        inc2_points(turn);
    });
    (state, log)
}

#[test]
fn s8_example_x23_over_investment() {
    for (budget, ebp, cip, pp, prestige) in [
        (1557, 3, 0, 120, -2),
        (1557, 1, 1, 80, 0),
        (1557, 6, 2, 320, -10),
        (1000, 1, 0, 40, 0),
        (4000, 5, 5, 400, 0),
        (4000, 6, 0, 240, -1),
    ] {
        let (state, log) = buy(budget, budget, ebp, cip);
        let (house, flows) = (&state.houses[H1], &state.flows[H1]);
        assert_eq!((house.ebp, house.cip), (ebp, cip), "{budget}");
        assert_eq!((house.treasury, flows.pp_espionage), (budget - pp, pp), "{budget}");
        assert_eq!((flows.ebp_bought, flows.cip_bought), (ebp, cip));
        assert_eq!(flows.prestige_over_investment, prestige, "{budget}: {ebp} and {cip}");
        assert_eq!(log.economy.prestige.iter().sum::<i64>(), prestige);
        assert!(log.economy.kind.iter().all(|&kind| kind == EconomyKind::PointsBought));
    }
}

#[test]
fn example_x23_a_purchase_that_cannot_be_paid_is_refused_whole() {
    let (state, log) = buy(1557, 60, 1, 1);
    let house = &state.houses[H1];
    assert_eq!((house.ebp, house.cip, house.treasury), (0, 0, 60));
    assert_eq!(state.flows[H1].prestige_over_investment, 0);
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::Treasury)]);
    assert_eq!(log.orders.step, [Step::Inc2]);
}

#[test]
fn s23_the_percentage_ends_at_100() {
    for budget in [0, -500, 1] {
        let (state, _) = buy(budget, 1000, 2, 0);
        assert_eq!(state.flows[H1].prestige_over_investment, -95, "budget {budget}");
    }
    let rules = crate::rules::Rules::standard();
    assert_eq!(over_investment(&rules, 100, i64::MAX), -95);
    assert_eq!(over_investment(&rules, 1000, 59), 0, "5.9 % is free");
    assert_eq!(over_investment(&rules, 1000, 77), -2);
}

#[test]
fn w83_negative_and_absurd_amounts_are_refused_when_they_are_ordered() {
    for (ebp, cip) in [
        (-1, 1),
        (1, -1),
        (1_000_000_001, 0),
        (1, 1_000_000_001),
        (i64::MAX, i64::MAX),
        (i64::MIN, 0),
    ] {
        let (state, log) = buy(1000, 1000, ebp, cip);
        assert_eq!(refusals(&log), [(H1, OrderFate::Rejected, Reason::OutOfRange)]);
        assert_eq!(log.orders.step, [Step::Cmd5]);
        let house = &state.houses[H1];
        assert_eq!((house.ebp, house.cip, house.treasury), (0, 0, 1000), "{ebp} and {cip}");
    }
    // The most that can be ordered is a matter of money.
    let (_, log) = buy(1000, 1000, 1_000_000_000, 1_000_000_000);
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::Treasury)]);
}

#[test]
fn all_the_money_of_the_treasury_may_be_spent() {
    let (state, log) = buy(10_000, 80, 1, 1);
    assert_eq!((state.houses[H1].treasury, log.orders.rows()), (0, 0));
    let (state, _) = buy(10_000, 79, 1, 1);
    assert_eq!((state.houses[H1].treasury, state.houses[H1].ebp), (79, 0));
}

#[test]
fn s7_points_are_bought_once_in_inc2_and_serve_from_the_next_turn_on() {
    let mut game = testing::game("standard-2-player", 7);
    let mut packets = vec![Some(Orders::default()); 2];
    let first = SpyOrder {
        action: EspionageAction::Psyops,
        target: Some(H2),
        system: None,
    };
    packets[0] = Some(Orders {
        espionage: Espionage {
            buy_ebp: 3,
            buy_cip: 1,
            actions: vec![first],
        },
        ..Orders::default()
    });
    game.resolve(&packets);
    let log = game.log();
    assert_eq!(log.espionage.rows(), 0, "CON1f comes before INC2");
    assert_eq!(refusals(log), [(H1, OrderFate::Failed, Reason::Points)]);
    let bought = log.economy.iter().filter(|row| row.kind == EconomyKind::PointsBought);
    let bought: Vec<_> = bought
        .map(|row| (row.turn, row.step, row.item, row.amount, row.pp))
        .collect();
    let row = |item, amount, pp| (2, Step::Inc2, Some(item), amount, pp);
    assert_eq!(bought, [row(Item::Ebp, 3, -120), row(Item::Cip, 1, -40)]);
    let house = &game.state().houses[H1];
    assert_eq!((house.ebp, house.cip), (3, 1));
    packets[0] = Some(Orders {
        espionage: Espionage {
            actions: vec![first],
            ..Espionage::default()
        },
        ..Orders::default()
    });
    game.resolve(&packets);
    assert_eq!(game.log().espionage.turn, [3]);
    assert_eq!(game.state().houses[H1].ebp, 0);
    packets[0] = Some(Orders::default());
    game.resolve(&packets);
    assert_eq!(
        game.state().houses[H1].cip,
        1,
        "nothing is bought twice, and points do not decay"
    );
}
