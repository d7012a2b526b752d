//! Die-roll modifiers by their sources (rulebook 11 §6).

use crate::rules::combat::FighterSuperiority;

/// The modifiers of one roll. They add up without a cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Ambush or surprise.
    pub first_strike: i32,
    /// Starbase sensors.
    pub starbase: i32,
    /// The higher ELI level.
    pub eli: i32,
    /// Defence of the homeworld.
    pub homeworld: i32,
    /// Morale.
    pub morale: i32,
    /// Fighter superiority.
    pub fighters: i32,
    /// Planet-Breakers, prepared defences, landing under fire.
    pub theatre: i32,
    /// Desperation.
    pub desperation: i32,
}

impl Modifiers {
    /// Their sum.
    pub fn total(&self) -> i32 {
        self.first_strike
            + self.starbase
            + self.eli
            + self.homeworld
            + self.morale
            + self.fighters
            + self.theatre
            + self.desperation
    }

    /// The same without morale, which counts in the first round only (rulebook 11 K13).
    pub fn after_first_round(self) -> Self {
        Self { morale: 0, ..self }
    }
}

/// Fighter superiority of a side with `own` fighter strength over `enemy`; the inferior side has no malus
/// (rulebook 11 K15).
pub fn fighter_superiority(own: i64, enemy: i64, rules: &FighterSuperiority) -> i32 {
    if own == 0 {
        0
    } else if own >= 3 * enemy {
        rules.ratio3
    } else if own >= 2 * enemy {
        rules.ratio2
    } else {
        0
    }
}
