//! A volley from the roll to its landing: the same in battles, bombardments and on the ground.

use super::battle::Scratch;
use super::drm::Modifiers;
use super::hits::{self, Blow, Effect};
use super::unit::Unit;
use super::volley::{Guns, Volley};
use super::{Law, ceil_div};
use crate::dice::Dice;
use crate::rules::combat::CerTable;

/// A volley that was shot and has not landed yet.
pub(super) struct Salvo {
    pub guns: Guns,
    /// The natural roll; none in pursuit.
    pub roll: Option<u32>,
    pub modifiers: Modifiers,
    pub hits: i64,
    pub critical: bool,
}

impl Salvo {
    /// Rolls for the hits of some guns. The die shows 0–9 (rulebook 11 K1, 13 X2), the table has three tiers unless the
    /// rules print others (K2, K43), and hits are rounded up (K3).
    pub fn roll(guns: Guns, modifiers: Modifiers, table: &CerTable, dice: &mut Dice, law: &Law<'_>) -> Self {
        let roll = dice.d10();
        let quarters = table.quarters(roll as i32 + modifiers.total());
        Self {
            hits: ceil_div(guns.total * i64::from(quarters), 4),
            guns,
            roll: Some(roll),
            modifiers,
            critical: law.is_critical(roll),
        }
    }

    /// Lands on the units that are listed as targets; returns the hits left over.
    pub fn land(&self, units: &mut [Unit], scratch: &mut Scratch, law: &Law<'_>) -> i64 {
        let Scratch { effect, targets } = scratch;
        effect.clear();
        let blow = Blow {
            hits: self.hits,
            critical: self.critical,
            may_overkill: true,
        };
        hits::apply(units, targets, blow, law, effect)
    }

    /// What is told of it when it has landed.
    pub fn told<'a>(&'a self, round: u32, shooter: usize, effect: &'a Effect, struck: &'a [Unit]) -> Volley<'a> {
        Volley {
            round,
            pursuit: self.roll.is_none(),
            shooter,
            guns: &self.guns,
            roll: self.roll,
            modifiers: self.modifiers,
            critical: self.critical,
            hits: self.hits,
            effect,
            struck,
        }
    }
}
