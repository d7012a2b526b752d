//! Rulings of rulebook 20 that no worked example shows.

use std::sync::Arc;

use super::{HOME, HOUSE};
use crate::construction::{cmd5_colony_order, prd5_terraforming};
use crate::economy::{con2f_collapse, gross_output, inc3_income, inc6_upkeep, inc7_capacity, ship_upkeep};
use crate::events::EconomyKind;
use crate::ids::SystemId;
use crate::orders::ColonyOrder;
use crate::prestige::inc9_ledger;
use crate::rules::Rules;
use crate::state::ShipPlace;
use crate::testing::{bare, colony, homeworld, play, ship, standard_fleets};
use crate::vocab::*;

#[test]
fn e1_economic_levels_multiply_industry_by_the_table() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 0, 100);
    for (level, output) in (1..=10).zip([100, 150, 200, 250, 300, 350, 400, 450, 500, 550]) {
        state.houses[HOUSE].tech[TechField::El] = level;
        assert_eq!(gross_output(&state, &state.colonies[id]), output, "EL {level}");
    }
}

#[test]
fn e5_upkeep_is_paid_from_the_income_of_the_turn() {
    let mut state = bare(1, 1);
    homeworld(&mut state, HOUSE, HOME);
    standard_fleets(&mut state, HOUSE, HOME);
    play(&mut state, |turn| {
        inc3_income(turn);
        inc6_upkeep(turn);
    });
    assert_eq!(
        (state.houses[HOUSE].treasury, state.houses[HOUSE].shortfall_streak),
        (630 - 73, 0)
    );
}

#[test]
fn r01_22_e7_the_size_of_the_map_does_not_change_growth() {
    let grown = |systems| {
        let mut state = bare(2, systems);
        let id = state.new_colony(HOUSE, HOME, 840, 0, 0);
        play(&mut state, inc3_income);
        state.colonies[id].pu
    };
    assert_eq!([4, 14, 200].map(grown), [1092; 3]);
}

#[test]
fn e17_unpaid_upkeep_wears_the_infrastructure_down_and_output_with_it() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 1000, 0);
    for _ in 0..10 {
        state.new_facility(id, FacilityKind::Starbase, 1);
    }
    state.houses[HOUSE].treasury = 400;
    play(&mut state, inc6_upkeep);
    assert_eq!(state.colonies[id].infra_damage, 100, "500 were due");
    assert_eq!(gross_output(&state, &state.colonies[id]), 900);
    state.houses[HOUSE].treasury = 10;
    let repair = ColonyOrder::RepairInfrastructure {
        colony: id,
        permille: 100,
    };
    play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &repair));
    assert_eq!(
        (state.houses[HOUSE].treasury, gross_output(&state, &state.colonies[id])),
        (0, 1000)
    );
}

#[test]
fn e23_one_rate_holds_for_all_colonies() {
    let mut state = bare(1, 2);
    state.new_colony(HOUSE, HOME, 1000, 0, 0);
    state.new_colony(HOUSE, SystemId(2), 500, 0, 0);
    state.houses[HOUSE].tax = 30;
    let (_, log) = play(&mut state, inc3_income);
    let incomes = log.economy.iter().filter(|row| row.kind == EconomyKind::Income);
    let shares: Vec<_> = incomes.map(|row| (row.amount, row.pp)).collect();
    assert_eq!(shares, [(1000, 300), (500, 150)]);
}

#[test]
fn e25_keys_without_use_are_read_and_reported_when_changed() {
    let keys = [
        "economy.population.ptuGrowthRate",
        "economy.population.ptuToSouls",
        "guild.aiStrategy.minTreasuryForTransfer",
    ];
    for key in keys {
        let mut rules = Rules::standard();
        rules.set(key, "1").expect("it is a key");
        let warnings = rules.warnings();
        assert!(
            warnings
                .iter()
                .any(|text| text.starts_with(key) && text.contains("has no effect")),
            "{key}: {warnings:?}"
        );
        let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
        state.rules = Arc::new(rules);
        play(&mut state, inc3_income);
        assert_eq!((state.houses[HOUSE].nhv, state.colonies[id].pu), (630, 1092), "{key}");
    }
}

#[test]
fn e26_the_level_of_a_planet_is_its_class() {
    let (mut state, colony) = colony(PlanetClass::Extreme, Raw::Rich, 10, 0);
    state.houses[HOUSE].tech[TechField::Ter] = 6;
    state.houses[HOUSE].treasury = 2000;
    let mut levels = Vec::new();
    for _ in 0..6 {
        let (_, log) = play(&mut state, |turn| {
            cmd5_colony_order(turn, HOUSE, &ColonyOrder::Terraform { colony });
            prd5_terraforming(turn);
        });
        let rows = log.economy.iter().filter(|row| row.kind == EconomyKind::Terraformed);
        levels.extend(rows.map(|row| row.amount));
    }
    assert_eq!(levels, [2, 3, 4, 5, 6, 7], "Extreme is level I, Eden level VII");
}

#[test]
fn w8_a_blockade_is_booked_with_its_output_and_paid_in_inc9() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 1000, 0);
    state.colonies[id].blockaded = true;
    let (_, log) = play(&mut state, inc3_income);
    let rows = log.economy.iter().filter(|row| row.kind == EconomyKind::Blockade);
    let rows: Vec<_> = rows.map(|row| (row.step, row.amount, row.prestige)).collect();
    assert_eq!(rows, [(Step::Inc3, 600, -2)]);
    assert_eq!(state.houses[HOUSE].prestige, 100);
    play(&mut state, inc9_ledger);
    assert_eq!(state.houses[HOUSE].prestige, 98);
}

#[test]
fn w9_a_colony_of_a_house_that_is_out_dies_like_any_other() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 0, 9);
    let waiting = ship(&mut state, HOUSE, ShipClass::Cruiser, ShipPlace::Colony(id));
    (state.houses[HOUSE].status, state.houses[HOUSE].eliminated_turn) = (HouseStatus::Collapsed, Some(1));
    let (_, log) = play(&mut state, con2f_collapse);
    assert!(state.colonies.is_empty() && !state.ships.contains(waiting));
    assert_eq!(
        (log.economy.row(0).kind, log.economy.row(0).iu),
        (EconomyKind::ColonyCollapsed, -9)
    );
}

#[test]
fn w10_the_factor_of_crippled_ships_replaces_that_of_active_fleets() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 10, 0);
    let cruiser = ship(&mut state, HOUSE, ShipClass::Cruiser, ShipPlace::Colony(id));
    Arc::make_mut(&mut state.rules)
        .ships
        .ship_status
        .active
        .maintenance_multiplier = 3.0;
    assert_eq!(
        ship_upkeep(&state.rules, &state.ships[cruiser], FleetStatus::Active),
        36
    );
    state.ships[cruiser].hull = Hull::Crippled;
    assert_eq!(ship_upkeep(&state.rules, &state.ships[cruiser], FleetStatus::Active), 6);
}

#[test]
fn w19_without_grace_fighters_go_at_the_next_check() {
    let (mut state, id) = colony(PlanetClass::Eden, Raw::Abundant, 10, 100);
    let limits = &mut Arc::make_mut(&mut state.rules).limits;
    limits.fighter_capacity.violation_grace_period_turns = 0;
    for _ in 0..3 {
        ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(id));
    }
    let left = [(); 2].map(|()| {
        play(&mut state, inc7_capacity);
        state.colonies[id].pool.len()
    });
    assert_eq!(left, [3, 1]);
}
