//! GCO, revenue, growth (20 §3–§6; 25 X1–X8).

use std::sync::Arc;

use super::{HOME, HOUSE};
use crate::economy::output::tax_share;
use crate::economy::{gross_output, inc3_income, inc6_upkeep, output_lost_to_blockade, upkeep_due};
use crate::events::{EconomyKind, EventLog};
use crate::ids::{ColonyId, SystemId};
use crate::orders::Product;
use crate::prestige::inc9_ledger;
use crate::state::State;
use crate::testing::{bare, colony, homeworld, play, standard_fleets};
use crate::vocab::*;

fn income(state: &mut State) -> EventLog {
    play(state, inc3_income).1
}

fn starbases(state: &mut State, colony: ColonyId, count: usize) {
    for _ in 0..count {
        state.new_facility(colony, FacilityKind::Starbase, 1);
    }
}

#[test]
fn example_x1_first_income() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    standard_fleets(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 1000;
    assert_eq!(gross_output(&state, &state.colonies[home]), 1260);
    assert_eq!(upkeep_due(&state, HOUSE), 73);
    let (_, log) = play(&mut state, |turn| {
        inc3_income(turn);
        inc6_upkeep(turn);
        inc9_ledger(turn);
    });
    let house = &state.houses[HOUSE];
    assert_eq!(
        (house.gho, house.nhv, house.treasury, house.prestige),
        (1260, 630, 1557, 100)
    );
    assert_eq!((state.colonies[home].pu, state.colonies[home].iu), (1092, 430));
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (flows.nhv, flows.upkeep_due, flows.upkeep_paid, flows.shortfall_pp),
        (630, 73, 73, 0)
    );
    assert_eq!((flows.pu_grown, flows.iu_grown), (252, 10));
    let rows: Vec<_> = log
        .economy
        .iter()
        .map(|e| (e.kind, e.amount, e.pp, e.pu, e.iu))
        .collect();
    assert_eq!(
        rows,
        [
            (EconomyKind::Income, 1260, 630, 0, 0),
            (EconomyKind::Revenue, 0, 630, 0, 0),
            (EconomyKind::Growth, 0, 0, 252, 0),
            (EconomyKind::IndustryGrowth, 0, 0, 0, 10),
            (EconomyKind::Upkeep, 73, -73, 0, 0),
        ]
    );
}

#[test]
fn example_x2_eight_incomes() {
    let (mut state, home) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    for (gho, nhv, pu, iu) in [
        (1260, 630, 1092, 430),
        (1522, 761, 1419, 444),
        (1863, 932, 1844, 462),
        (2306, 1153, 2397, 485),
        (2882, 1441, 3116, 516),
        (3632, 1816, 4050, 556),
        (4606, 2303, 5000, 606),
        (5606, 2803, 5000, 656),
    ] {
        income(&mut state);
        let (house, home) = (&state.houses[HOUSE], &state.colonies[home]);
        assert_eq!((house.gho, house.nhv, home.pu, home.iu), (gho, nhv, pu, iu));
    }
}

#[test]
fn e6_the_ceiling_of_a_class_is_the_key() {
    let (mut state, home) = colony(PlanetClass::Eden, Raw::Abundant, 4050, 556);
    let rules = Arc::make_mut(&mut state.rules);
    rules
        .set("limits.capacities.planetClass.Eden.puMax", "999999")
        .expect("the key exists");
    for (gho, nhv, pu, iu) in [(4606, 2303, 5265, 608), (5873, 2937, 6844, 676)] {
        income(&mut state);
        let (house, home) = (&state.houses[HOUSE], &state.colonies[home]);
        assert_eq!((house.gho, house.nhv, home.pu, home.iu), (gho, nhv, pu, iu));
    }
}

#[test]
fn e3_example_x3_tax_steps() {
    for (tax, gco, nhv, prestige, pu, iu) in [
        (0, 1302, 0, 3, 302, 22),
        (10, 1293, 130, 3, 302, 19),
        (11, 1292, 143, 2, 289, 19),
        (20, 1285, 257, 2, 289, 17),
        (30, 1276, 383, 1, 277, 15),
        (40, 1268, 508, 0, 264, 13),
        (50, 1260, 630, 0, 252, 10),
        (55, 1255, 691, 0, 252, 9),
        (60, 1251, 751, -1, 252, 8),
        (75, 1239, 930, -6, 252, 5),
        (90, 1226, 1104, -16, 252, 2),
        (100, 1218, 1218, -25, 252, 0),
    ] {
        let (mut state, home) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
        state.houses[HOUSE].tax = tax;
        play(&mut state, |turn| {
            inc3_income(turn);
            inc9_ledger(turn);
        });
        let (house, home) = (&state.houses[HOUSE], &state.colonies[home]);
        assert_eq!(
            (house.gho, house.nhv, home.pu - 840, home.iu - 420),
            (gco, nhv, pu, iu),
            "{tax} %"
        );
        assert_eq!(house.prestige, 100 + prestige, "{tax} %");
    }
}

/// Harsh, Rich, PU 300, IU 180, EL 3, CST 2, tax 30.
fn frontier(starbase_count: usize) -> (State, ColonyId) {
    let (mut state, colony) = colony(PlanetClass::Harsh, Raw::Rich, 300, 180);
    let house = &mut state.houses[HOUSE];
    (house.tech[TechField::El], house.tech[TechField::Cst], house.tax) = (3, 2, 30);
    starbases(&mut state, colony, starbase_count);
    (state, colony)
}

#[test]
fn e2_example_x4_frontier_colony() {
    let (mut state, id) = frontier(2);
    assert_eq!(gross_output(&state, &state.colonies[id]), 676);
    state.colonies[id].blockaded = true;
    assert_eq!(gross_output(&state, &state.colonies[id]), 270);
    assert_eq!(output_lost_to_blockade(&state, &state.colonies[id]), 406);
    state.colonies[id].infra_damage = 48;
    assert_eq!(gross_output(&state, &state.colonies[id]), 257);
    state.houses[HOUSE].tax = 50;
    play(&mut state, inc9_ledger);
    assert_eq!(state.houses[HOUSE].prestige, 98);

    let (mut state, id) = frontier(2);
    let starbase = state.colonies[id].facilities[0];
    state.facilities[starbase].hull = Hull::Crippled;
    assert_eq!(gross_output(&state, &state.colonies[id]), 656);

    let (state, id) = frontier(4);
    assert_eq!(gross_output(&state, &state.colonies[id]), 696);
}

#[test]
fn example_x4_maxed_world() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::VeryRich, 5000, 3000);
    let house = &mut state.houses[HOUSE];
    (house.tech[TechField::El], house.tech[TechField::Cst], house.tax) = (10, 10, 0);
    starbases(&mut state, id, 3);
    assert_eq!(gross_output(&state, &state.colonies[id]), 46_187);
}

#[test]
fn example_x5_rounding_traps() {
    // RAW is 0.69 for Rich on a Desolate planet, 0.70 for Abundant on a Harsh one.
    let traps = [
        (PlanetClass::Desolate, Raw::Rich, 300, 207),
        (PlanetClass::Harsh, Raw::Abundant, 330, 231),
    ];
    for (class, raw, pu, gco) in traps {
        let (state, id) = colony(class, raw, pu, 0);
        assert_eq!(gross_output(&state, &state.colonies[id]), gco);
    }
    for (gho, tax, nhv) in [(25, 28, 7), (50, 14, 7), (1688, 37, 625), (1, 1, 1)] {
        assert_eq!(tax_share(gho, tax), nhv, "{gho} at {tax} %");
    }
}

#[test]
fn e4_example_x6_revenue_is_rounded_once_for_the_house() {
    // Without industry, whose output would depend on the tax.
    let mut state = bare(1, 3);
    for (system, pu) in [(1, 1260), (2, 417), (3, 11)] {
        state.new_colony(HOUSE, SystemId(system), pu, 0, 0);
    }
    state.houses[HOUSE].tax = 37;
    let log = income(&mut state);
    assert_eq!((state.houses[HOUSE].gho, state.houses[HOUSE].nhv), (1688, 625));
    let shares: Vec<i64> = log
        .economy
        .iter()
        .filter(|e| e.kind == EconomyKind::Income)
        .map(|e| e.pp)
        .collect();
    assert_eq!(
        shares,
        [467, 155, 5],
        "the shares of the colonies are rounded up for reports"
    );
}

#[test]
fn example_x7_population_growth() {
    for (pu, class, tax, starbase_count, after) in [
        (1000, PlanetClass::Lush, 5, 3, 1414),
        (170, PlanetClass::Hostile, 45, 0, 180),
        (180, PlanetClass::Hostile, 45, 0, 180),
        (3, PlanetClass::Harsh, 50, 0, 5),
        (7, PlanetClass::Harsh, 50, 0, 9),
        (14, PlanetClass::Harsh, 50, 0, 18),
        (19, PlanetClass::Extreme, 50, 0, 20),
    ] {
        let (mut state, id) = colony(class, Raw::Abundant, pu, 0);
        state.houses[HOUSE].tax = tax;
        starbases(&mut state, id, starbase_count);
        income(&mut state);
        assert_eq!(state.colonies[id].pu, after, "{pu} PU on a {class} planet at {tax} %");
    }
}

#[test]
fn a_colony_above_its_ceiling_stays_as_it_is() {
    let (mut state, id) = colony(PlanetClass::Extreme, Raw::Poor, 30, 0);
    income(&mut state);
    assert_eq!(state.colonies[id].pu, 30);
    assert_eq!(crate::economy::settle(&mut state, id, 5), 0);
    assert_eq!(state.colonies[id].pu, 30, "nor do colonists change it");
}

#[test]
fn example_x7_foundation_colony() {
    let (mut state, id) = colony(PlanetClass::Harsh, Raw::Abundant, 3, 0);
    for (pu, iu, gco) in [
        (3, 0, 2),
        (5, 1, 4),
        (7, 2, 6),
        (9, 3, 9),
        (11, 4, 11),
        (14, 5, 14),
        (18, 6, 18),
        (23, 7, 23),
        (29, 8, 28),
        (37, 9, 34),
        (48, 10, 43),
        (62, 11, 54),
    ] {
        assert_eq!((state.colonies[id].pu, state.colonies[id].iu), (pu, iu));
        income(&mut state);
        assert_eq!(state.houses[HOUSE].gho, gco);
    }
}

#[test]
fn e8_e9_example_x8_industry_growth() {
    // Populations above their ceiling do not grow, so that industry grows from the figure given.
    for (pu, tax, starbase_count, grown) in [
        (1092, 50, 0, 10),
        (1000, 5, 3, 21),
        (2000, 20, 1, 33),
        (149, 51, 0, 0),
        (150, 51, 0, 1),
        (30, 60, 0, 0),
        (1000, 100, 3, 0),
    ] {
        let (mut state, id) = colony(PlanetClass::Extreme, Raw::Abundant, pu, 0);
        state.houses[HOUSE].tax = tax;
        starbases(&mut state, id, starbase_count);
        income(&mut state);
        assert_eq!(state.colonies[id].iu, grown, "{pu} PU at {tax} %");
    }
}

#[test]
fn e10_industry_grows_from_the_new_population() {
    // 149 PU grow to 202: that gives 4 IU, the old figure would give 2.
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 149, 0);
    state.houses[HOUSE].tax = 0;
    income(&mut state);
    assert_eq!((state.colonies[id].pu, state.colonies[id].iu), (202, 4));
}

#[test]
fn e14_blockade_leaves_industry_and_growth_alone() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    state.colonies[id].blockaded = true;
    let log = income(&mut state);
    let row = log.economy.row(0);
    assert_eq!((row.kind, row.amount, row.prestige), (EconomyKind::Blockade, 756, -2));
    assert_eq!((state.colonies[id].pu, state.colonies[id].iu), (1092, 430));
    assert_eq!((state.houses[HOUSE].gho, state.houses[HOUSE].nhv), (504, 252));
    assert_eq!(state.flows[HOUSE].pp_lost_blockade, 756);
    let spaceport = Product::Facility(FacilityKind::Spaceport);
    let port = state.new_facility(id, FacilityKind::Shipyard, 0);
    let figures = |state: &State| {
        let colony = &state.colonies[id];
        (
            crate::limits::fighter_capacity(state, colony),
            crate::limits::c2_pool(state, HOUSE),
            crate::limits::free_docks(state, &state.facilities[port]),
            upkeep_due(state, HOUSE),
            crate::construction::quote(state, id, spaceport),
        )
    };
    let under_blockade = figures(&state);
    state.colonies[id].blockaded = false;
    assert_eq!(under_blockade, figures(&state));
    assert_eq!(under_blockade, (4, 129, 10, 7, Ok(100)));
}

#[test]
fn a_collapsed_house_neither_earns_nor_grows_nor_pays() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    state.new_facility(id, FacilityKind::Spaceport, 0);
    state.houses[HOUSE].status = HouseStatus::Collapsed;
    play(&mut state, |turn| {
        inc3_income(turn);
        inc6_upkeep(turn);
    });
    assert_eq!((state.houses[HOUSE].treasury, state.colonies[id].pu), (0, 840));
    assert_eq!(state.houses[HOUSE].shortfall_streak, 0);
}
