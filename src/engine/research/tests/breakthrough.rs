//! Breakthroughs (21 §7).

use super::*;
use crate::dice::Stream;

/// A house in turn 5 whose deposits were credited with some points, and PRD7a with some dice.
fn prd7a(credit: [i64; 3], faces: &[u32], prepare: impl FnOnce(&mut State)) -> (State, EventLog) {
    let mut state = house(1260, 0);
    for (&pool, points) in Pool::ALL.iter().zip(credit) {
        state.houses[HOUSE].rp_credit[pool] = points;
    }
    state.game_mut().turn = 5;
    prepare(&mut state);
    let turn = state.turn();
    state.streams.script(turn, Stream::Breakthrough(HOUSE), faces);
    let (_, log) = play(&mut state, prd7a_breakthroughs);
    (state, log)
}

/// What was found, about what.
fn found(log: &EventLog) -> Vec<(i64, Option<Item>)> {
    let rows = log.economy.iter().filter(|row| row.kind == EconomyKind::Breakthrough);
    rows.map(|row| (row.amount, row.item)).collect()
}

#[test]
fn r21_10_chances_by_points_credited() {
    for (points, chance) in [(0, 5), (99, 5), (100, 6), (999, 14), (1000, 15), (5000, 15)] {
        let (_, log) = prd7a([points, 0, 0], &[chance + 1], |_| {});
        assert_eq!(found(&log), [], "{points} points, one too high");
        let (_, log) = prd7a([points, 0, 0], &[chance, 1], |_| {});
        assert_eq!(found(&log), [(1, Some(Item::Erp))], "{points} points");
    }
    let (_, log) = prd7a([40, 40, 40], &[6, 1], |_| {});
    assert_eq!(found(&log).len(), 1, "the pools count together");
}

#[test]
fn r21_10_minor_finds_go_to_the_favoured_pool() {
    for (credit, pool, rp) in [
        ([0, 0, 0], Item::Erp, [10, 0, 0]),
        ([5, 9, 9], Item::Srp, [0, 10, 0]),
        ([5, 6, 9], Item::Mrp, [0, 0, 10]),
    ] {
        let (state, log) = prd7a(credit, &[1, 10], |_| {});
        assert_eq!((found(&log), stored(&state)), (vec![(1, Some(pool))], rp));
    }
}

#[test]
fn r21_4_a_find_beyond_the_capacity_is_lost() {
    let (state, log) = prd7a([1, 0, 0], &[1, 1], |state| state.houses[HOUSE].rp[Pool::Erp] = 265);
    assert_eq!(stored(&state)[0], 271);
    let rows: Vec<_> = log.economy.iter().map(|row| (row.kind, row.rp)).collect();
    assert_eq!(
        rows,
        [(EconomyKind::Breakthrough, 10), (EconomyKind::ResearchDiscarded, -4)]
    );
}

#[test]
fn r21_10_a_moderate_find_makes_one_level_cheaper() {
    let (mut state, log) = prd7a([0, 0, 0], &[1, 11], |state| state.houses[HOUSE].discount = true);
    assert_eq!(found(&log), [(2, None)]);
    assert!(state.houses[HOUSE].discount, "two do not add up");
    state.houses[HOUSE].rp[Pool::Mrp] = 8 + 9;
    let mut wanted = Research::default();
    wanted.want(TechField::Ml);
    wanted.want(TechField::Wep);
    research(&mut state, wanted);
    assert_eq!(
        (state.tech(HOUSE, TechField::Ml), state.tech(HOUSE, TechField::Wep)),
        (2, 1),
        "8 instead of 10 for the first, 10 for the second"
    );
    assert!(!state.houses[HOUSE].discount);
    assert_eq!(stored(&state)[2], 9);
}

#[test]
fn r21_4_a_discounted_level_leaves_no_surplus() {
    let mut state = house(1260, 0);
    state.houses[HOUSE].discount = true;
    state.houses[HOUSE].rp[Pool::Erp] = 271;
    let mut wanted = Research::default();
    wanted.want(TechField::El);
    let log = research(&mut state, wanted);
    assert_eq!(stored(&state)[0], 261, "263 are left, 261 can still be used");
    let rows: Vec<_> = log.economy.iter().map(|row| (row.kind, row.rp)).collect();
    assert_eq!(rows, [(EconomyKind::Level, -8), (EconomyKind::ResearchDiscarded, -2)]);
}

#[test]
fn r21_10_a_major_find_is_a_level_of_el_or_sl() {
    for (credit, field, item) in [
        ([7, 7, 50], TechField::El, Item::El),
        ([6, 7, 0], TechField::Sl, Item::Sl),
    ] {
        let (state, log) = prd7a(credit, &[1, 16], |_| {});
        assert_eq!((found(&log), state.tech(HOUSE, field)), (vec![(3, Some(item))], 2));
        let award = num::trunc(2.0 * crate::prestige::multiplier(&state));
        assert_eq!(
            (state.houses[HOUSE].prestige, state.flows[HOUSE].prestige_tech),
            (100 + award, award)
        );
        assert_eq!(state.flows[HOUSE].levels_bought, 0, "it was not bought");
    }
    let (state, log) = prd7a([9, 7, 50], &[1, 20], |state| levels(state, &[(TechField::El, 10)]));
    assert_eq!(
        (found(&log), stored(&state)),
        (vec![(1, Some(Item::Mrp))], [0, 0, 10]),
        "at the last level"
    );
}

#[test]
fn r21_10_rolls_come_every_five_turns_and_count_five() {
    let mut state = house(1260, 100_000);
    let deposit = Research {
        deposit: [10, 0, 0],
        ..Research::default()
    };
    for turn in 1..=10 {
        state.game_mut().turn = turn;
        research(&mut state, deposit);
        let credit = state.houses[HOUSE].rp_credit[Pool::Erp];
        assert_eq!(
            credit,
            22 * (i64::from(turn) - if turn > 5 { 5 } else { 0 }),
            "turn {turn}"
        );
        if turn % 5 == 0 {
            state.streams.script(turn, Stream::Breakthrough(HOUSE), &[100]);
        } else {
            state.streams.script(turn, Stream::Breakthrough(HOUSE), &[]);
        }
        play(&mut state, prd7a_breakthroughs);
    }
    assert_eq!(state.houses[HOUSE].rp_credit[Pool::Erp], 0);
}

#[test]
fn r21_10_houses_out_of_play_and_rules_without_breakthroughs_roll_nothing() {
    let silent = |prepare: &dyn Fn(&mut State)| {
        let (state, log) = prd7a([50, 0, 0], &[], prepare);
        assert!(log.economy.iter().next().is_none());
        state
    };
    silent(&|state| state.houses[HOUSE].status = HouseStatus::Eliminated);
    silent(&|state| state.game_mut().turn = 6);
    silent(&|state| std::sync::Arc::make_mut(&mut state.rules).tech.breakthroughs.enabled = false);
    let (_, log) = prd7a([0; 3], &[1, 1], |state| {
        state.houses[HOUSE].status = HouseStatus::Autopilot
    });
    assert_eq!(found(&log).len(), 1, "an absent player's house finds something too");
}

#[test]
fn r21_10_points_credited_before_a_collapse_do_not_count_after_it() {
    let (mut state, _) = prd7a([900, 0, 0], &[], |state| {
        state.houses[HOUSE].status = HouseStatus::Collapsed
    });
    state.houses[HOUSE].status = HouseStatus::Active;
    state.game_mut().turn = 10;
    state.streams.script(10, Stream::Breakthrough(HOUSE), &[6]);
    let (_, log) = play(&mut state, prd7a_breakthroughs);
    assert_eq!(found(&log), [], "5 percent, not 14");
}
