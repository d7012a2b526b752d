//! Tests of rulebook 12 §1, §5, §6.

use super::*;
use crate::ids::SystemId;
use crate::orders::Orders;
use crate::state::rows::PerPool;
use crate::testing::{arrived, bare, fleet, play};
use crate::vocab::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);

#[test]
fn p13_multiplier_has_the_check_values_of_01_5_1() {
    for (houses, systems, expected) in [
        (2, 37, 2.9412),
        (4, 61, 3.3708),
        (12, 127, 4.2654),
        (4, 19, 6.3830),
        (2, 469, 1.5),
    ] {
        let found = multiplier(&bare(houses, systems));
        assert!(
            (found - expected).abs() < 5e-5,
            "{houses} houses, {systems} systems: {found}"
        );
    }
}

#[test]
fn r01_7_p5_awards_are_those_of_the_table_of_12_1() {
    let table = [
        (19, 4, [12, 31, 63, -95, 6, 31, 19]),
        (61, 8, [10, 25, 51, -76, 5, 25, 15]),
        (37, 4, [9, 23, 46, -69, 4, 23, 13]),
        (61, 6, [8, 21, 43, -65, 4, 21, 13]),
        (61, 4, [6, 16, 33, -50, 3, 16, 10]),
        (91, 4, [5, 12, 25, -37, 2, 12, 7]),
        (61, 2, [4, 10, 20, -30, 2, 10, 6]),
        (127, 4, [3, 9, 19, -29, 1, 9, 5]),
        (169, 4, [3, 7, 15, -22, 1, 7, 4]),
        (469, 4, [3, 7, 15, -22, 1, 7, 4]),
    ];
    for (systems, houses, awards) in table {
        let mut state = bare(houses, systems);
        let (found, _) = play(&mut state, |turn| {
            [2.0, 5.0, 10.0, -10.0 * 1.5, 1.0, 5.0, 3.0].map(|base| turn.scaled(base))
        });
        assert_eq!(found, awards, "{systems} systems, {houses} houses");
    }
}

#[test]
fn switched_off_scaling_leaves_the_base_multiplier() {
    let mut state = bare(2, 37);
    std::sync::Arc::make_mut(&mut state.rules)
        .prestige
        .dynamic_scaling
        .enabled = false;
    assert_eq!(multiplier(&state), 5.0);
}

#[test]
fn morale_follows_the_tiers_of_12_6() {
    let mut state = bare(2, 1);
    state.houses[H1].prestige = 1000;
    for (own, drm) in [
        (-5, -2),
        (100, -2),
        (101, -1),
        (250, -1),
        (251, -1),
        (400, -1),
        (401, 0),
        (600, 0),
        (601, 1),
        (800, 1),
        (801, 2),
        (950, 2),
        (951, 2),
        (1000, 2),
    ] {
        state.houses[H2].prestige = own;
        assert_eq!(morale_drm(&state, H2), drm, "{own}");
    }
}

#[test]
fn p16_the_leader_keeps_heart_below_zero_and_all_others_are_in_crisis() {
    let mut state = bare(3, 1);
    for (house, prestige) in [(H1, -10), (H2, -40), (H3, 500)] {
        state.houses[house].prestige = prestige;
    }
    state.houses[H3].status = HouseStatus::Eliminated;
    assert_eq!((morale_drm(&state, H1), morale_drm(&state, H2)), (2, -2));
}

#[test]
fn p12_high_taxes_cost_what_exact_decimals_say() {
    for (tax, loss) in [
        (50, 0),
        (51, 0),
        (59, 0),
        (60, -1),
        (70, -4),
        (80, -9),
        (90, -16),
        (100, -25),
    ] {
        let mut state = bare(2, 2);
        state.houses[H1].tax = tax;
        play(&mut state, inc9_ledger);
        assert_eq!(state.houses[H1].prestige, 100 + loss, "{tax} %");
        assert_eq!(state.flows[H1].prestige_tax_high, loss);
    }
}

#[test]
fn low_taxes_please_every_colony() {
    for (tax, each) in [(0, 3), (10, 3), (11, 2), (20, 2), (21, 1), (30, 1), (31, 0), (50, 0)] {
        let mut state = bare(2, 3);
        for system in 1..=3 {
            state.new_colony(H1, SystemId(system), 10, 0, 0);
        }
        state.houses[H1].tax = tax;
        play(&mut state, inc9_ledger);
        assert_eq!(state.flows[H1].prestige_tax_low, 3 * each, "{tax} %");
    }
}

#[test]
fn r01_5_p3_e13_a_blockaded_colony_costs_two_once() {
    let mut state = bare(2, 3);
    for (system, blockaded) in [(1, true), (2, true), (3, false)] {
        let colony = state.new_colony(H1, SystemId(system), 10, 0, 0);
        state.colonies[colony].blockaded = blockaded;
    }
    play(&mut state, inc9_ledger);
    assert_eq!(state.houses[H1].prestige, 96);
    assert_eq!(state.flows[H1].prestige_blockade, -4);
}

#[test]
fn p17_o6_the_ledger_is_applied_in_one_sum_at_inc9() {
    let mut state = bare(2, 2);
    let (_, log) = play(&mut state, |turn| {
        turn.book(H1, PrestigeSource::Kills, 9);
        turn.book(H2, PrestigeSource::Kills, -9);
        turn.book(H1, PrestigeSource::Shortfall, -5);
        assert_eq!(turn.state.houses[H1].prestige, 100);
        inc9_ledger(turn);
    });
    assert_eq!((state.houses[H1].prestige, state.houses[H2].prestige), (104, 91));
    let rows: Vec<_> = log
        .economy
        .iter()
        .map(|row| (row.house, row.kind.name(), row.prestige))
        .collect();
    assert_eq!(rows, [(H1, "prestige", 4), (H2, "prestige", -9)]);
}

#[test]
fn w34_the_lead_changes_hands_when_another_house_leads_alone() {
    let mut state = bare(3, 1);
    let mut round = |prestige: [i64; 3]| {
        for (house, prestige) in [H1, H2, H3].into_iter().zip(prestige) {
            state.houses[house].prestige = prestige;
        }
        play(&mut state, inc9_ledger);
        (state.game().leader, state.game().leader_changes)
    };
    assert_eq!(round([100, 100, 100]), (None, 0));
    assert_eq!(round([110, 100, 100]), (Some(H1), 0));
    assert_eq!(round([110, 110, 100]), (Some(H1), 0));
    assert_eq!(round([110, 100, 100]), (Some(H1), 0));
    assert_eq!(round([110, 120, 100]), (Some(H2), 1));
    assert_eq!(round([130, 120, 100]), (Some(H1), 2));
}

/// Four houses on 61 systems: M is 3.37.
fn standard() -> crate::state::State {
    let mut state = bare(4, 61);
    for system in 1..=2 {
        state.new_colony(H1, SystemId(system), 10, 0, 0);
    }
    state
}

#[test]
fn r01_3_p1_what_recurs_is_not_scaled() {
    let mut state = standard();
    state.houses[H1].tax = 100;
    let colony = state.houses[H1].colonies[0];
    state.colonies[colony].blockaded = true;
    state.houses[H2].tax = 0;
    state.new_colony(H2, SystemId(9), 10, 0, 0);
    play(&mut state, inc9_ledger);
    let flows = [H1, H2].map(|house| &state.flows[house]);
    assert_eq!((flows[0].prestige_tax_high, flows[0].prestige_blockade), (-25, -2));
    assert_eq!(flows[1].prestige_tax_low, 3);
}

#[test]
fn p6_p14_no_other_source_has_a_key() {
    let rules = crate::rules::Rules::standard();
    let keys: Vec<String> = rules.entries().into_iter().map(|(key, _)| key).collect();
    let prestige: Vec<&String> = keys
        .iter()
        .filter(|key| key.starts_with("prestige.prestigeEvents."))
        .collect();
    assert!(prestige.len() > 20);
    for word in [
        "taskForce",
        "retreat",
        "milestone",
        "scout",
        "pactViolation",
        "casualt",
        "alliance",
        "diplom",
    ] {
        let found: Vec<_> = prestige
            .iter()
            .filter(|key| key.to_lowercase().contains(&word.to_lowercase()))
            .collect();
        assert_eq!(found, Vec::<&&String>::new(), "{word}");
    }
}

#[test]
fn p10_p11_colonies_and_levels_are_scaled() {
    let mut state = standard();
    let etac = fleet(&mut state, H1, SystemId(5), &[ShipClass::Etac]);
    arrived(&mut state, etac, CommandKind::Colonize);
    play(&mut state, |turn| {
        turn.conflict = crate::turn::conflict::Conflict::new(turn.state);
        crate::colonization::con1e_colonize(turn);
    });
    assert_eq!(state.flows[H1].prestige_colony, 16);
    state.houses[H1].rp = PerPool::all(500);
    let mut orders = Orders::default();
    orders.research.want(TechField::El);
    play(&mut state, |turn| {
        crate::research::cmd6d_research(turn, &[Some(orders), None, None, None])
    });
    assert_eq!(state.flows[H1].prestige_tech, 6);
}
