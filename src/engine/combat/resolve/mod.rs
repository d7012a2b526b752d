//! The resolver: plain units in, their fates out (rulebook 11).
//!
//! Nothing here knows the state of a game. Units are small values in lists by hit order; a battle is two sides with
//! dice of its own; an engagement runs linked battles in lock-step. All strengths, hits and ratios are integers:
//! effectiveness counts in quarters, shares in percent. The layers above build the lists and write the fates back;
//! the same code can run battles that belong to no game.

pub mod battle;
pub mod bombard;
pub mod detection;
pub mod drm;
pub mod engagement;
pub mod ground;
pub mod hits;
mod retreat;
mod salvo;
pub mod side;
pub mod unit;
pub mod volley;

#[cfg(test)]
mod tests;

use crate::rules::Rules;
pub use battle::{Battle, Ending, Report};
pub use bombard::{Bombardment, Shield};
pub use drm::Modifiers;
pub use engagement::Engagement;
pub use side::{Departure, Group, Side, Stand};
pub use unit::{Condition, Unit};
pub use volley::{Unseen, Volley, Weighing, Witness};

/// The rules of combat with what the resolver derives from them once.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Hits above this percentage of the targets' defence overkill (rulebook 11 §8).
    pub overkill_percent: i64,
    /// Effectiveness of a pursuit volley in percent (rulebook 11 §10.4).
    pub pursuit_percent: i64,
    /// The best effectiveness in space and orbit, in quarters: what a stalemate is measured by (rulebook 11 §12,
    /// 00 W48).
    pub peak_quarters: i64,
}

impl<'a> Law<'a> {
    /// The law of a set of rules.
    pub fn new(rules: &'a Rules) -> Self {
        let tiers = rules.combat.cer.space_combat_table.tier.iter();
        Self {
            rules,
            overkill_percent: rules.combat.combat.overkill_percent(),
            pursuit_percent: rules.combat.combat.pursuit_percent(),
            peak_quarters: tiers.map(|tier| (tier.multiplier * 4.0) as i64).max().unwrap_or(0),
        }
    }

    /// Whether a natural roll is a critical hit, whatever is added to it (rulebook 11 §7).
    pub fn is_critical(&self, roll: u32) -> bool {
        i64::from(roll) == i64::from(self.rules.combat.combat.critical_hit_roll)
    }
}

/// `ceil(numerator / denominator)` for a numerator that is not negative.
pub(crate) fn ceil_div(numerator: i64, denominator: i64) -> i64 {
    (numerator + denominator - 1) / denominator
}
