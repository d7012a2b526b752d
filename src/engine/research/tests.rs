//! Tables of rulebook 21 and worked examples 25 X13–X15, X26.

mod breakthrough;
mod rulings;

use proptest::prelude::*;

use super::*;
use crate::events::{EventLog, Item};
use crate::ids::SystemId;
use crate::testing::{bare, colony, play};

const HOUSE: HouseId = HouseId(1);

/// A house with a colony, a stored gross output, and a treasury.
fn house(gho: i64, treasury: i64) -> State {
    let (mut state, _) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    (state.houses[HOUSE].gho, state.houses[HOUSE].treasury) = (gho, treasury);
    state
}

fn levels(state: &mut State, levels: &[(TechField, u8)]) {
    for &(field, level) in levels {
        state.houses[HOUSE].tech[field] = level;
    }
}

fn research(state: &mut State, research: Research) -> EventLog {
    let orders = Orders {
        research,
        ..Orders::default()
    };
    play(state, |turn| cmd6d_research(turn, &[Some(orders)])).1
}

fn each_pool(of: impl Fn(Pool) -> i64) -> [i64; 3] {
    [Pool::Erp, Pool::Srp, Pool::Mrp].map(of)
}

fn stored(state: &State) -> [i64; 3] {
    each_pool(|pool| state.houses[HOUSE].rp[pool])
}

#[test]
fn example_x13_points_per_100_pp() {
    for (gho, level, expected) in [
        (1, 1, [110, 120, 105]),
        (100, 1, [183, 180, 165]),
        (100, 5, [250, 300, 196]),
        (1000, 1, [220, 210, 195]),
        (1000, 10, [400, 525, 278]),
        (1260, 1, [223, 213, 198]),
        (1260, 3, [264, 284, 216]),
        (1260, 5, [305, 355, 235]),
        (1260, 10, [406, 532, 282]),
        (10_000, 10, [466, 600, 321]),
    ] {
        let mut state = house(gho, 0);
        levels(&mut state, &[(TechField::Sl, level), (TechField::Ml, level)]);
        assert_eq!(
            each_pool(|pool| points(&state, HOUSE, pool, 100)),
            expected,
            "GHO {gho}, level {level}"
        );
    }
    assert_eq!(
        points(&house(0, 0), HOUSE, Pool::Srp, 100),
        120,
        "GHO counts as at least 1"
    );
}

#[test]
fn example_x13_conversion() {
    let mut state = house(1000, 0);
    levels(&mut state, &[(TechField::Sl, 3), (TechField::Ml, 3)]);
    assert_eq!(each_pool(|pool| points(&state, HOUSE, pool, 100)), [260, 280, 213]);
    let state = house(1260, 0);
    assert_eq!(each_pool(|pool| smallest_deposit(&state, HOUSE, pool, 10)), [5, 5, 6]);
    assert_eq!(points(&state, HOUSE, Pool::Erp, 5), 11);
    assert_eq!(points(&state, HOUSE, Pool::Srp, 5), 10);
    assert_eq!(points(&state, HOUSE, Pool::Mrp, 6), 11);
}

#[test]
fn r21_1_military_points_grow_with_ml() {
    let mut state = house(1, 0);
    levels(&mut state, &[(TechField::Sl, 10)]);
    assert_eq!(points(&state, HOUSE, Pool::Mrp, 100), 105);
}

#[test]
fn capacities_at_the_start() {
    let state = house(1260, 0);
    assert_eq!(each_pool(|pool| capacity(&state, HOUSE, pool)), [271, 898, 1145]);
}

#[test]
fn r21_4_example_x15_capacity_counts_ml() {
    use TechField::*;
    let mut state = house(1260, 0);
    levels(
        &mut state,
        &[(Ml, 4), (Wep, 4), (Cst, 4), (Fc, 3), (Sc, 3), (Fd, 2), (Aco, 2)],
    );
    assert_eq!(capacity(&state, HOUSE, Pool::Mrp), 937);
}

#[test]
fn r21_6_caps_are_the_last_levels_of_the_tables() {
    let state = house(1, 0);
    let caps: Vec<u8> = TechField::ALL
        .iter()
        .map(|&field| state.rules.tech.max_level(field))
        .collect();
    // SL, ML, EL, CST, WEP; TER, ELI, CLK, SLD, CIC; STL, FC, SC, FD, ACO
    assert_eq!(caps, [10, 10, 10, 10, 10, 6, 5, 5, 6, 5, 5, 6, 6, 3, 3]);
}

#[test]
fn example_x14_first_research_turn() {
    use TechField::*;
    let mut state = house(1260, 1000);
    let log = research(
        &mut state,
        Research {
            deposit: [100; 3],
            buy: u16::MAX,
            ..Research::default()
        },
    );
    assert_eq!(stored(&state), [213, 193, 126]);
    assert_eq!(state.houses[HOUSE].treasury, 700);
    for &field in TechField::ALL {
        let bought = [Sl, Ml, El, Cst, Wep, Stl, Fc, Sc, Fd].contains(&field);
        assert_eq!(state.tech(HOUSE, field), if bought { 2 } else { 1 }, "{field}");
    }
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (flows.levels_bought, flows.rp_erp, flows.rp_srp, flows.rp_mrp),
        (9, 223, 213, 198)
    );
    let award = num::trunc(2.0 * crate::prestige::multiplier(&state));
    assert_eq!(state.houses[HOUSE].prestige, 100 + 9 * award);
    let bought = log.economy.iter().filter(|row| row.kind == EconomyKind::Level);
    assert_eq!(bought.map(|row| row.prestige).sum::<i64>(), flows.prestige_tech);
    assert!(
        log.orders.iter().next().is_none(),
        "purchases that fail are dropped in silence"
    );
}

#[test]
fn r21_8_roots_come_first_and_open_their_fields_at_once() {
    use TechField::*;
    let mut state = house(1260, 0);
    levels(&mut state, &[(Sl, 2), (Ml, 3)]);
    state.houses[HOUSE].rp[Pool::Srp] = 26;
    state.houses[HOUSE].rp[Pool::Mrp] = 36;
    let mut wanted = Research::default();
    for field in [Sl, Ml, Eli, Aco] {
        wanted.want(field);
    }
    research(&mut state, wanted);
    assert_eq!(
        (state.tech(HOUSE, Sl), state.tech(HOUSE, Eli)),
        (3, 2),
        "ELI 2 needs SL 3"
    );
    assert_eq!(
        (state.tech(HOUSE, Ml), state.tech(HOUSE, Aco)),
        (4, 2),
        "ACO 2 needs ML 4"
    );
    assert_eq!(stored(&state), [0, 0, 0]);
}

#[test]
fn one_level_a_field_and_turn() {
    let mut state = house(1260, 0);
    state.houses[HOUSE].rp[Pool::Erp] = 271;
    let mut wanted = Research::default();
    wanted.want(TechField::El);
    for level in 2..=10 {
        research(&mut state, wanted);
        assert_eq!(state.tech(HOUSE, TechField::El), level);
    }
    research(&mut state, wanted);
    assert_eq!((state.tech(HOUSE, TechField::El), stored(&state)[0]), (10, 0));
}

#[test]
fn r21_5_example_x15_the_smallest_deposit_fills_a_pool() {
    let mut state = house(1260, 100);
    state.houses[HOUSE].rp[Pool::Erp] = 250;
    research(
        &mut state,
        Research {
            deposit: [50, 0, 0],
            ..Research::default()
        },
    );
    assert_eq!((stored(&state)[0], state.houses[HOUSE].treasury), (271, 90));
    assert_eq!((state.flows[HOUSE].pp_erp, state.flows[HOUSE].rp_erp), (10, 21));
    research(
        &mut state,
        Research {
            deposit: [50, 0, 0],
            ..Research::default()
        },
    );
    assert_eq!(state.houses[HOUSE].treasury, 90, "a full pool takes nothing");
}

#[test]
fn r21_7_example_x15_deposits_are_scaled_to_the_treasury() {
    assert_eq!(affordable([100, 60, 40], 150), [75, 45, 30]);
    assert_eq!(affordable([50, 50, 50], 100), [33, 33, 33]);
    assert_eq!(affordable([50, 50, 50], 0), [0, 0, 0]);
    assert_eq!(affordable([50, 50, 50], -20), [0, 0, 0]);
    assert_eq!(affordable([100, 350, 400], 811), [95, 333, 381]);
    assert_eq!(affordable([i64::MAX; 3], 300), [100, 100, 100]);
}

#[test]
fn r21_9_example_x15_liquidation() {
    let mut state = house(1260, 0);
    state.houses[HOUSE].rp[Pool::Erp] = 7;
    state.houses[HOUSE].rp[Pool::Srp] = 21;
    let log = research(
        &mut state,
        Research {
            liquidate: [7, 21, 5],
            ..Research::default()
        },
    );
    assert_eq!((state.houses[HOUSE].treasury, state.houses[HOUSE].prestige), (13, 95));
    assert_eq!(stored(&state), [1, 1, 0]);
    assert_eq!(
        (
            state.flows[HOUSE].pp_liquidation,
            state.flows[HOUSE].prestige_liquidation
        ),
        (13, -5)
    );
    assert_eq!(log.economy.iter().map(|row| row.prestige).sum::<i64>(), -5);

    let log = research(
        &mut state,
        Research {
            liquidate: [1, 1, 1],
            ..Research::default()
        },
    );
    assert_eq!((state.houses[HOUSE].treasury, state.houses[HOUSE].prestige), (13, 95));
    assert!(log.economy.iter().next().is_none());
}

#[test]
fn example_x26_liquidation_funds_deposits() {
    let mut state = house(2310, 801);
    state.houses[HOUSE].rp[Pool::Mrp] = 20;
    let orders = Research {
        liquidate: [0, 0, 20],
        deposit: [100, 350, 400],
        buy: 0,
    };
    research(&mut state, orders);
    assert_eq!(state.houses[HOUSE].treasury, 2);
    assert_eq!(stored(&state), [221, 735, 784]);
}

#[test]
fn r01_24_without_a_colony_research_is_refused() {
    let mut state = bare(1, 1);
    state.houses[HOUSE].treasury = 100;
    let log = research(
        &mut state,
        Research {
            deposit: [10; 3],
            ..Research::default()
        },
    );
    assert_eq!(log.orders.row(0).reason, Reason::LastStand);
    assert_eq!(state.houses[HOUSE].treasury, 100);
}

#[test]
fn w13_negative_amounts_are_refused() {
    let mut state = house(1260, 100);
    state.houses[HOUSE].rp[Pool::Erp] = 10;
    let orders = Research {
        deposit: [-50, 10, 0],
        liquidate: [-6, 0, 0],
        buy: 0,
    };
    let log = research(&mut state, orders);
    assert_eq!(log.orders.row(0).reason, Reason::OutOfRange);
    assert_eq!((state.houses[HOUSE].treasury, stored(&state)[0]), (90, 10));
}

proptest! {
    #[test]
    fn smallest_deposit_is_smallest(gho in 0i64..100_000, sl in 1u8..=10, wanted in 1i64..2000) {
        let mut state = house(gho, 0);
        levels(&mut state, &[(TechField::Sl, sl)]);
        for pool in [Pool::Erp, Pool::Srp, Pool::Mrp] {
            let pp = smallest_deposit(&state, HOUSE, pool, wanted);
            prop_assert!(points(&state, HOUSE, pool, pp) >= wanted);
            prop_assert!(points(&state, HOUSE, pool, pp - 1) < wanted);
        }
    }

    #[test]
    fn no_research_turn_makes_debt_or_overfills_a_pool(
        treasury in -50i64..3000,
        deposit in prop::array::uniform3(0i64..2000),
        liquidate in prop::array::uniform3(0i64..300),
        before in prop::array::uniform3(0i64..271),
        buy: u16,
    ) {
        let mut state = house(1260, treasury);
        for (&pool, before) in Pool::ALL.iter().zip(before) {
            state.houses[HOUSE].rp[pool] = before;
        }
        research(&mut state, Research { deposit, liquidate, buy });
        let (house, flows) = (&state.houses[HOUSE], &state.flows[HOUSE]);
        prop_assert!(house.treasury >= treasury.min(0));
        let spent = flows.pp_erp + flows.pp_srp + flows.pp_mrp;
        prop_assert_eq!(house.treasury, treasury + flows.pp_liquidation - spent);
        for &pool in Pool::ALL {
            prop_assert!((0..=capacity(&state, HOUSE, pool)).contains(&house.rp[pool]));
        }
    }
}
