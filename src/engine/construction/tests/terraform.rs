//! Terraforming (22 §8; 25 X21).

use super::*;
use crate::construction::{cmd5_colony_order, prd5_terraforming};
use crate::economy::{gross_output, inc3_income};
use crate::events::{EconomyKind, OrderSort};
use crate::orders::ColonyOrder;

/// The position of X21: Hostile, Poor, 180 PU, 40 IU.
fn position(ter: u8, treasury: i64) -> (State, ColonyId) {
    let (mut state, colony) = crate::testing::colony(PlanetClass::Hostile, Raw::Poor, 180, 40);
    state.houses[HOUSE].tech[TechField::Ter] = ter;
    state.houses[HOUSE].treasury = treasury;
    (state, colony)
}

/// CMD5 with some orders to terraform a colony, then PRD5.
fn terraform(state: &mut State, colony: ColonyId, orders: usize) -> EventLog {
    let (_, log) = play(state, |turn| {
        for _ in 0..orders {
            cmd5_colony_order(turn, HOUSE, &ColonyOrder::Terraform { colony });
        }
        prd5_terraforming(turn);
    });
    assert_sound(state);
    log
}

#[test]
fn c17_example_x21_a_step_is_paid_and_done_in_one_turn() {
    let (mut state, colony) = position(3, 250);
    play(&mut state, inc3_income);
    assert_eq!(
        (state.houses[HOUSE].gho, state.colonies[colony].pu),
        (155, 180),
        "at the ceiling"
    );
    state.colonies[colony].iu = 40;
    state.houses[HOUSE].treasury = 250;
    let log = terraform(&mut state, colony, 1);
    assert_eq!(
        (state.systems[HOME].class, state.systems[HOME].raw),
        (PlanetClass::Harsh, Raw::Poor)
    );
    let house = &state.houses[HOUSE];
    assert_eq!(
        (house.treasury, house.prestige, state.flows[HOUSE].pp_terraform),
        (50, 100, 200)
    );
    let rows: Vec<_> = log.economy.iter().map(|e| (e.kind, e.amount, e.pp)).collect();
    assert_eq!(
        rows,
        [(EconomyKind::Terraforming, 4, -200), (EconomyKind::Terraformed, 4, 0)]
    );
    assert_eq!(gross_output(&state, &state.colonies[colony]), 157);
    play(&mut state, inc3_income);
    assert_eq!((state.houses[HOUSE].gho, state.colonies[colony].pu), (157, 234));
}

#[test]
fn example_x21_refusals() {
    let (mut state, colony) = position(2, 1000);
    let log = terraform(&mut state, colony, 1);
    assert_eq!(
        (refusals(&log), log.orders.row(0).sort),
        (vec![Reason::Tech], OrderSort::Terraform)
    );
    let (mut state, colony) = position(6, 1000);
    let log = terraform(&mut state, colony, 2);
    assert_eq!(refusals(&log), [Reason::Limit], "the second one of the turn");
    assert_eq!(
        (state.systems[HOME].class, state.houses[HOUSE].treasury),
        (PlanetClass::Harsh, 800)
    );
    let (mut state, colony) = position(6, 199);
    assert_eq!(refusals(&terraform(&mut state, colony, 1)), [Reason::Treasury]);
    let (mut state, colony) = position(6, 1000);
    state.systems[HOME].class = PlanetClass::Eden;
    assert_eq!(
        refusals(&terraform(&mut state, colony, 1)),
        [Reason::Limit],
        "there is no better class"
    );
    let log = terraform(&mut state, ColonyId(9), 1);
    assert_eq!(refusals(&log), [Reason::NotOwned]);
}

#[test]
fn c16_prices_and_levels_of_all_steps() {
    let (mut state, colony) = position(6, 1350);
    state.systems[HOME].class = PlanetClass::Extreme;
    let steps = [(1, 100), (2, 150), (3, 200), (4, 250), (5, 300), (6, 350)];
    for (level, price) in steps {
        state.houses[HOUSE].tech[TechField::Ter] = level - 1;
        assert_eq!(refusals(&terraform(&mut state, colony, 1)), [Reason::Tech]);
        state.houses[HOUSE].tech[TechField::Ter] = level;
        let before = state.houses[HOUSE].treasury;
        terraform(&mut state, colony, 1);
        assert_eq!(state.houses[HOUSE].treasury, before - price, "TER {level}");
    }
    assert_eq!(
        (state.systems[HOME].class, state.houses[HOUSE].treasury),
        (PlanetClass::Eden, 0)
    );
    assert_eq!(state.flows[HOUSE].terraformed, 6);
}

#[test]
fn a_better_class_changes_the_price_of_the_guild_and_the_room() {
    let (mut state, colony) = position(3, 200);
    let price = |state: &State| state.rules.guild.transfer_cost(state.systems[HOME].class);
    assert_eq!(price(&state), 10);
    terraform(&mut state, colony, 1);
    assert_eq!(
        (price(&state), state.rules.limits.pu_max(state.systems[HOME].class)),
        (8, 500)
    );
}
