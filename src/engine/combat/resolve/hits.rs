//! The application of hits: cripple first, critical hits, overkill (rulebook 11 §8). Figures of older texts that contradict
//! this are nobody's rule (rulebook 11 K8, 13 X1).

use super::Law;
use super::unit::{CLASSES, Condition, Unit};
use crate::vocab::*;

/// Hits that reach a list of targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blow {
    /// How many.
    pub hits: i64,
    /// A critical hit is among them.
    pub critical: bool,
    /// They may lift the protection of cripples.
    pub may_overkill: bool,
}

/// What hits did, by class of the targets.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// The classes that were touched, as bits by code.
    touched: u32,
    /// Hits spent on each class.
    pub spent: [i64; CLASSES],
    /// Units crippled, by class.
    pub crippled: [i64; CLASSES],
    /// Units destroyed, by class.
    pub destroyed: [i64; CLASSES],
    /// Price of the units destroyed, by class.
    pub cost: [i64; CLASSES],
    /// The hits overkilled.
    pub overkill: bool,
}

impl Effect {
    /// Forgets everything.
    pub fn clear(&mut self) {
        for class in self.touched() {
            let code = usize::from(class.code());
            (
                self.spent[code],
                self.crippled[code],
                self.destroyed[code],
                self.cost[code],
            ) = (0, 0, 0, 0);
        }
        (self.touched, self.overkill) = (0, false);
    }

    /// The classes on which something was spent or that lost something, ascending.
    pub fn touched(&self) -> impl Iterator<Item = UnitClass> + use<> {
        let bits = self.touched;
        UnitClass::ALL
            .iter()
            .copied()
            .filter(move |class| bits & (1 << class.code()) != 0)
    }

    /// All hits spent.
    pub fn total_spent(&self) -> i64 {
        self.spent.iter().sum()
    }

    /// Notes hits spent on a class, and how many of it they destroyed.
    pub(super) fn note(&mut self, class: UnitClass, spent: i64, destroyed: i64) {
        let code = usize::from(class.code());
        self.touched |= 1 << class.code();
        self.spent[code] += spent;
        self.destroyed[code] += destroyed;
    }

    fn note_step(&mut self, unit: &Unit, spent: i64) {
        let destroyed = unit.condition == Condition::Destroyed;
        self.note(unit.class, spent, i64::from(destroyed));
        let code = usize::from(unit.class.code());
        if destroyed {
            self.cost[code] += unit.cost;
        } else {
            self.crippled[code] += 1;
        }
    }
}

/// Applies hits to the units named by `targets`, which live and are in hit order (rulebook 11 K7); returns the hits left
/// over. Overkill begins strictly above its factor (K5). A volley that cripples the last sound unit may kill those that
/// were crippled before (K4).
pub fn apply(units: &mut [Unit], targets: &[u16], blow: Blow, law: &Law<'_>, effect: &mut Effect) -> i64 {
    if targets.is_empty() {
        return blow.hits;
    }
    let mut defense = 0;
    for &target in targets {
        let unit = &mut units[usize::from(target)];
        unit.fresh = false;
        defense += unit.current_defense();
    }
    let overkill = blow.may_overkill && 100 * blow.hits > law.overkill_percent * defense;
    effect.overkill |= overkill;
    let mut left = blow.hits;
    if blow.critical && left > 0 {
        left = critical_hit(units, targets, left, effect);
    }
    let mut nominal_left = false;
    for &target in targets {
        let unit = &units[usize::from(target)];
        if unit.condition == Condition::Nominal {
            if left >= unit.price() {
                left = pay(units, target, left, effect);
            } else {
                nominal_left = true;
            }
        }
    }
    if overkill || !nominal_left {
        for &target in targets {
            let unit = &units[usize::from(target)];
            if unit.condition == Condition::Crippled && (overkill || !unit.fresh) && left >= unit.price() {
                left = pay(units, target, left, effect);
            }
        }
    }
    left
}

/// A critical hit moves the most valuable target one state whatever that costs, and kills it if the hits suffice
/// (rulebook 11 K6).
fn critical_hit(units: &mut [Unit], targets: &[u16], hits: i64, effect: &mut Effect) -> i64 {
    let value = |&&target: &&u16| {
        let unit = &units[usize::from(target)];
        (unit.critical_rank(), std::cmp::Reverse(unit.current_attack()))
    };
    // `min_by_key` keeps the first of equals, which is the one first in hit order.
    let Some(&target) = targets.iter().min_by_key(value) else {
        return hits;
    };
    let left = pay(units, target, hits, effect);
    let unit = &units[usize::from(target)];
    if unit.condition == Condition::Crippled && left >= unit.price() {
        return pay(units, target, left, effect);
    }
    left
}

/// Moves a unit one state down and takes its price, or what there is of it, from the hits.
fn pay(units: &mut [Unit], target: u16, hits: i64, effect: &mut Effect) -> i64 {
    let unit = &mut units[usize::from(target)];
    let paid = unit.price().min(hits);
    let dies = unit.condition == Condition::Crippled || unit.class == UnitClass::Fighter;
    unit.condition = if dies {
        Condition::Destroyed
    } else {
        Condition::Crippled
    };
    unit.fresh = !dies;
    effect.note_step(unit, paid);
    // Most units that die are fighters, and nothing is aboard a fighter.
    if dies && unit.class != UnitClass::Fighter {
        lose_cargo(units, target, effect);
    }
    hits - paid
}

/// What is aboard a destroyed unit dies with it, at no cost in hits (rulebook 11 §8.5, §18.2, K37,
/// rulebook 10 U16).
fn lose_cargo(units: &mut [Unit], carrier: u16, effect: &mut Effect) {
    for unit in units
        .iter_mut()
        .filter(|unit| unit.carrier == Some(carrier) && unit.is_alive())
    {
        unit.condition = Condition::Destroyed;
        effect.note_step(unit, 0);
    }
}
