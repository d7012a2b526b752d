//! PU, PTU, LOSS and GAIN (rulebook 20 §2).
//!
//! PU is what a colony stores; heads (PTU) follow from it and are counted only when people die or move (E12).

use crate::num;
use crate::rules::Rules;

/// `k·p` above which e^(k·p) leaves no room for single heads (20 §2.2).
pub const CROWDED: f64 = 36.0;

fn conversion(rules: &Rules) -> f64 {
    rules.economy.population.pu_to_ptu_conversion
}

fn heads(k: f64, pu: f64) -> f64 {
    pu - 1.0 + libm::exp(k * pu)
}

/// PTU(p): heads of a population (20 §2.1). Saturates where single heads can no longer be told apart.
pub fn ptu(rules: &Rules, pu: i64) -> f64 {
    let k = conversion(rules);
    heads(k, (pu as f64).min(libm::floor(CROWDED / k)))
}

/// PU(t): the population that has `t` heads, the exact inverse of [`ptu`] (20 §2.1). `t` must be positive.
fn pu_of_heads(rules: &Rules, t: f64) -> f64 {
    let k = conversion(rules);
    let mut pu = t.min(libm::log(t + 1.0) / k);
    // Newton on a convex function, started on its steep side: a handful of steps.
    for _ in 0..64 {
        let step = (heads(k, pu) - t) / (1.0 + k * libm::exp(k * pu));
        pu -= step;
        if step.abs() < 1e-12 * pu.max(1.0) {
            break;
        }
    }
    pu
}

/// LOSS(p, n): PU lost when `n` heads of a population of `pu` die or leave; nothing if nobody does (20 §2.2,
/// E27).
pub fn loss(rules: &Rules, pu: i64, n: i64) -> i64 {
    if pu <= 0 || n <= 0 {
        return 0;
    }
    let k = conversion(rules);
    if k * pu as f64 > CROWDED {
        return 1;
    }
    let left = heads(k, pu as f64) - n as f64;
    if left <= 0.0 {
        return pu;
    }
    num::round(pu as f64 - pu_of_heads(rules, left)).max(1).min(pu)
}

/// GAIN(p, n): PU gained when `n` heads join a population of `pu` (20 §2.2, E27).
pub fn gain(rules: &Rules, pu: i64, n: i64) -> i64 {
    let k = conversion(rules);
    if k * pu as f64 > CROWDED || n <= 0 {
        return 0;
    }
    num::round(pu_of_heads(rules, heads(k, pu as f64) + n as f64) - pu as f64)
}

#[cfg(test)]
mod tests;
