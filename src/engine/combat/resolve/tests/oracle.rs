//! The pseudo-code of rulebook 11 §8 and §16.3, letter by letter and slowly: what the resolver is measured against. It
//! also tells its steps in the words of rulebook 13.

use std::collections::BTreeSet;

use super::*;

/// Units with the names that rulebook 13 gives them: class code and number.
pub type Names = Vec<String>;

/// `applyHits`: the hits left, whether they overkilled, and the steps in words.
pub fn apply_hits(
    units: &mut [Unit],
    targets: &[usize],
    names: &[String],
    mut hits: i64,
    critical: bool,
    allow_overkill: bool,
) -> (i64, bool, Vec<String>) {
    let mut steps = Vec::new();
    if targets.is_empty() {
        return (hits, false, steps);
    }
    let defense: i64 = targets.iter().map(|&target| units[target].current_defense()).sum();
    let overkill = allow_overkill && 2 * hits > 3 * defense;
    let mut fresh = BTreeSet::new();
    if critical && hits > 0 {
        let mut first = targets[0];
        for &target in targets {
            let value = |index: usize| (units[index].critical_rank(), -units[index].current_attack());
            if value(target) < value(first) {
                first = target;
            }
        }
        let price = price(&units[first]);
        let was_nominal = units[first].condition == Condition::Nominal;
        let text = if hits >= price {
            hits -= price;
            format!("CRIT {} pays {price}", names[first])
        } else {
            hits = 0;
            format!("CRIT {} (cost {price}, forced)", names[first])
        };
        step(units, first, text, hits, names, &mut steps);
        if units[first].condition == Condition::Crippled && was_nominal {
            fresh.insert(first);
            let price = self::price(&units[first]);
            if hits >= price {
                hits -= price;
                let text = format!("CRIT {} pays {price}", names[first]);
                step(units, first, text, hits, names, &mut steps);
            }
        }
    }
    for &target in targets {
        if units[target].condition == Condition::Nominal && hits >= price(&units[target]) {
            hits = pay(units, target, hits, names, &mut steps);
            if units[target].condition == Condition::Crippled {
                fresh.insert(target);
            }
        }
    }
    let sound = targets
        .iter()
        .any(|&target| units[target].condition == Condition::Nominal);
    if overkill || !sound {
        for &target in targets {
            let open = overkill || !fresh.contains(&target);
            if units[target].condition == Condition::Crippled && open && hits >= price(&units[target]) {
                hits = pay(units, target, hits, names, &mut steps);
            }
        }
    }
    (hits, overkill, steps)
}

fn price(unit: &Unit) -> i64 {
    unit.current_defense().max(1)
}

fn pay(units: &mut [Unit], target: usize, hits: i64, names: &[String], steps: &mut Vec<String>) -> i64 {
    let price = price(&units[target]);
    let text = format!("{} pays {price}", names[target]);
    step(units, target, text, hits - price, names, steps);
    hits - price
}

fn step(units: &mut [Unit], target: usize, text: String, left: i64, names: &[String], steps: &mut Vec<String>) {
    let dies = units[target].class == UnitClass::Fighter || units[target].condition == Condition::Crippled;
    units[target].condition = if dies {
        Condition::Destroyed
    } else {
        Condition::Crippled
    };
    let state = if dies { "Destroyed" } else { "Crippled" };
    steps.push(format!("{text} → {state} ({left} left)"));
    for index in 0..units.len() {
        if dies && units[index].carrier == Some(target as u16) && units[index].is_alive() {
            units[index].condition = Condition::Destroyed;
            steps.push(format!("{} lost with {}", names[index], names[target]));
        }
    }
}

/// What a cascade tells.
#[derive(Debug, Default, PartialEq)]
pub struct Cascade {
    pub lines: Vec<String>,
    /// Hits that reach industry and people.
    pub last: i64,
}

/// Phases 1 and 2 of §16.3, and the hits that are left for phase 3.
pub fn cascade(planet: &mut [Unit], names: &[String], mut hits: i64) -> Cascade {
    let mut told = Cascade::default();
    let port = (0..planet.len()).find(|&index| planet[index].class == UnitClass::Spaceport && planet[index].is_alive());
    if let Some(port) = port {
        let price = price(&planet[port]);
        if hits >= price {
            let mut steps = Vec::new();
            hits = pay(planet, port, hits, names, &mut steps);
            let paid = steps[0].strip_prefix(&names[port]).unwrap_or(&steps[0]);
            told.lines.push(format!("Phase 1: spaceport{paid}."));
        } else {
            let text = format!("Phase 1: spaceport needs {price} > {hits}: untouched, no hits consumed.");
            told.lines.push(text);
        }
    }
    let garrison: Vec<usize> = (0..planet.len())
        .filter(|&index| matches!(planet[index].class, UnitClass::Army | UnitClass::Marine) && planet[index].is_alive())
        .collect();
    let (left, _, steps) = apply_hits(planet, &garrison, names, hits, false, false);
    if !steps.is_empty() {
        let steps = steps.join("; ");
        told.lines
            .push(format!("Phase 2 (no overkill, no critical): {steps}. {left} left."));
    }
    told.last = left;
    told
}
