//! Buying and repairing industry, repairing infrastructure (20 §7; 25 X9).

use super::HOUSE;
use crate::construction::{cmd5_colony_order, cmd6b_builds};
use crate::economy::industry_price;
use crate::events::{EconomyKind, EventLog, OrderSort, Reason};
use crate::ids::ColonyId;
use crate::orders::{Build, ColonyOrder, Orders, Product};
use crate::state::State;
use crate::testing::{colony, play};
use crate::vocab::*;

fn buy(state: &mut State, colony: ColonyId, quantity: u32) -> EventLog {
    order_units(state, colony, Product::Industry, quantity)
}

fn order_units(state: &mut State, colony: ColonyId, product: Product, quantity: u32) -> EventLog {
    let orders = Orders {
        builds: vec![Build {
            colony,
            product,
            quantity,
        }],
        ..Orders::default()
    };
    play(state, |turn| cmd6b_builds(turn, &[Some(orders)])).1
}

#[test]
fn e11_example_x9_buying_across_tiers() {
    for (pu, iu, units, spent) in [
        (200, 95, 28, 966),
        (100, 48, 11, 378),
        (40, 18, 30, 1320),
        (840, 420, 12, 378),
        (3, 0, 8, 426),
    ] {
        let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, pu, iu);
        state.houses[HOUSE].treasury = 5000;
        let log = buy(&mut state, id, units);
        assert_eq!(state.colonies[id].iu, iu + i64::from(units));
        assert_eq!(state.houses[HOUSE].treasury, 5000 - spent, "{pu}/{iu}");
        assert_eq!(
            (state.flows[HOUSE].pp_iu, state.flows[HOUSE].iu_bought),
            (spent, i64::from(units))
        );
        let row = log.economy.row(0);
        assert_eq!(
            (row.kind, row.iu, row.pp),
            (EconomyKind::IndustryBought, i64::from(units), -spent)
        );
    }
}

#[test]
fn example_x9_a_budget_ends_where_the_next_unit_is_too_dear() {
    for (pu, iu, budget, units, left) in [(200, 95, 1000, 28, 34), (100, 48, 400, 11, 22)] {
        for (product, quantity, treasury) in [
            (Product::Industry, 1000, budget),
            (Product::IndustryBudget, budget as u32, budget + 500),
        ] {
            let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, pu, iu);
            state.houses[HOUSE].treasury = treasury;
            order_units(&mut state, id, product, quantity);
            assert_eq!(
                (state.colonies[id].iu - iu, state.houses[HOUSE].treasury),
                (units, left + treasury - budget)
            );
        }
    }
}

#[test]
fn e11_many_units_cost_what_they_cost_one_at_a_time() {
    for pu in [0, 1, 3, 7, 100, 333, 1010] {
        for treasury in [0, 29, 1000, 5017] {
            let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, pu, pu / 2);
            state.houses[HOUSE].treasury = treasury;
            let mut single = state.clone();
            buy(&mut state, id, 100);
            for _ in 0..100 {
                buy(&mut single, id, 1);
            }
            let left = |state: &State| (state.colonies[id].iu, state.houses[HOUSE].treasury);
            assert_eq!(left(&state), left(&single), "{pu} PU, {treasury} PP");
        }
    }
}

#[test]
fn example_x9_prices_by_saturation() {
    for (iu, price) in [
        (50, 30),
        (51, 36),
        (75, 36),
        (76, 45),
        (100, 45),
        (101, 60),
        (150, 60),
        (151, 75),
        (2000, 75),
    ] {
        let (state, id) = colony(PlanetClass::Eden, Raw::Abundant, 100, iu);
        assert_eq!(industry_price(&state, &state.colonies[id]), price, "{iu} IU");
    }
    let (state, id) = colony(PlanetClass::Eden, Raw::Abundant, 0, 7);
    assert_eq!(industry_price(&state, &state.colonies[id]), 30);
}

#[test]
fn industry_without_money_is_refused() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    state.houses[HOUSE].treasury = 29;
    let log = buy(&mut state, id, 3);
    let row = log.orders.row(0);
    assert_eq!((row.sort, row.reason), (OrderSort::Industry, Reason::Treasury));
    assert_eq!((state.colonies[id].iu, state.houses[HOUSE].treasury), (420, 29));
}

fn order(state: &mut State, order: ColonyOrder) -> Option<Reason> {
    let (_, log) = play(state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    log.orders.iter().next().map(|row| row.reason)
}

#[test]
fn e24_example_x9_repairing_industry() {
    for (units, cost) in [(1, 8), (2, 15), (3, 23), (10, 75), (37, 278)] {
        let (mut state, colony) = colony(PlanetClass::Eden, Raw::Abundant, 840, 400);
        state.colonies[colony].iu_damaged = 37;
        state.houses[HOUSE].treasury = 300;
        assert_eq!(order(&mut state, ColonyOrder::RepairIndustry { colony, units }), None);
        assert_eq!(state.houses[HOUSE].treasury, 300 - cost);
        assert_eq!(
            (state.colonies[colony].iu, state.colonies[colony].iu_damaged),
            (400 + units, 37 - units)
        );
        assert_eq!(state.flows[HOUSE].pp_repair, cost);
    }
}

#[test]
fn example_x9_repairing_infrastructure() {
    for (permille, cost) in [(86, 9), (500, 50), (1000, 100)] {
        let (mut state, colony) = colony(PlanetClass::Eden, Raw::Abundant, 840, 400);
        state.colonies[colony].infra_damage = 1000;
        state.houses[HOUSE].treasury = 100;
        assert_eq!(
            order(&mut state, ColonyOrder::RepairInfrastructure { colony, permille }),
            None
        );
        assert_eq!(
            (state.houses[HOUSE].treasury, state.colonies[colony].infra_damage),
            (100 - cost, 1000 - permille)
        );
    }
}

#[test]
fn w7_repairs_of_more_than_is_broken_or_affordable_are_refused() {
    let (mut state, colony) = colony(PlanetClass::Eden, Raw::Abundant, 840, 400);
    state.colonies[colony].iu_damaged = 5;
    state.houses[HOUSE].treasury = 37;
    for units in [0, -1, 6] {
        assert_eq!(
            order(&mut state, ColonyOrder::RepairIndustry { colony, units }),
            Some(Reason::OutOfRange)
        );
    }
    assert_eq!(
        order(&mut state, ColonyOrder::RepairIndustry { colony, units: 5 }),
        Some(Reason::Treasury)
    );
    let permille = 1;
    assert_eq!(
        order(&mut state, ColonyOrder::RepairInfrastructure { colony, permille }),
        Some(Reason::OutOfRange)
    );
    let colony = ColonyId(9);
    assert_eq!(
        order(&mut state, ColonyOrder::RepairIndustry { colony, units: 1 }),
        Some(Reason::NotOwned)
    );
    assert_eq!(state.houses[HOUSE].treasury, 37);
}

#[test]
fn the_last_unit_may_cost_all_that_is_left() {
    for (product, quantity, treasury, units) in [
        (Product::Industry, 9, 66, 2),
        (Product::Industry, 9, 65, 1),
        (Product::IndustryBudget, 66, 500, 2),
        (Product::IndustryBudget, 65, 500, 1),
    ] {
        // At 50 of 100 the next unit costs 30, the one after it 36.
        let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 100, 50);
        state.houses[HOUSE].treasury = treasury;
        order_units(&mut state, id, product, quantity);
        assert_eq!(
            state.colonies[id].iu - 50,
            units,
            "{product:?}: {quantity}, {treasury} PP"
        );
    }
}
