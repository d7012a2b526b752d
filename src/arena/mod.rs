//! The arena: duels of two forces that belong to no game.
//!
//! The battles are fought by the engine's own resolver (rulebook 11), with units fresh from the yard. A duel is fought
//! many times. Repetition n has dice of its own that follow from the seed and n alone, so two variants of the rules,
//! or of the forces, meet the same dice. In every second repetition the sides change their house ids, so that no rule
//! that prefers the lower id favours one of them. Sums are integers, so nothing depends on the number of threads.
//!
//! `force` reads what a side asks for, `muster` makes units of it, `duel` and `landing` fight once, `run` many times
//! into a `tally`; `summary`, `paired` and `matrix` tell it.

mod duel;
mod force;
mod landing;
mod matrix;
mod muster;
mod names;
mod paired;
mod run;
mod summary;
mod tally;
#[cfg(test)]
mod tests;

use ec4x_engine::rules::Rules;
use ec4x_engine::vocab::TechField;

pub use duel::{Duel, End, Misfit, Outcome};
pub use force::Request;
pub use matrix::{Matrix, matrix};
pub use paired::paired;
pub use run::{Pair, fight, fight_pairs};
pub use summary::summary;
pub use tally::Tally;

/// Most repetitions.
pub const MOST_REPS: u32 = 10_000_000;

/// Where a duel is fought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Theatre {
    /// Two fleets meet (rulebook 11 §5)
    #[default]
    Space,
    /// A fleet attacks what B has in the orbit of its colony: ships, starbases, colony fighters (§14)
    Orbital,
    /// A bombards B's colony if need be, then lands marines (§16, §17)
    Invasion,
    /// A lands marines under fire (§18)
    Blitz,
}

impl Theatre {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Orbital => "orbital",
            Self::Invasion => "invasion",
            Self::Blitz => "blitz",
        }
    }

    /// Whether the fight is for the ground.
    pub fn is_planetary(self) -> bool {
        matches!(self, Self::Invasion | Self::Blitz)
    }
}

/// The circumstances of a duel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Where.
    pub theatre: Theatre,
    /// B defends its original homeworld.
    pub homeworld: bool,
    /// Industrial units of B's colony.
    pub iu: i64,
    /// Population units of B's colony.
    pub pu: i64,
    /// Turns of bombardment before an invasion; by itself one if B has batteries and A has guns.
    pub bombard: Option<u32>,
}

/// What the house of a side knows and orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct House {
    /// Weapons level at which everything was built.
    pub wep: u8,
    /// Electronic intelligence level.
    pub eli: u8,
    /// Cloaking level.
    pub clk: u8,
    /// Carrier level: places in hangars.
    pub aco: u8,
    /// Lift level: marines in a transport.
    pub stl: u8,
    /// Level of its shield.
    pub sld: u8,
    /// Die-roll modifier of morale in the first round.
    pub morale: i32,
    /// Rules of engagement.
    pub roe: u8,
}

impl Default for House {
    /// The levels that a house starts with, and the order to fight to the end.
    fn default() -> Self {
        Self {
            wep: 1,
            eli: 1,
            clk: 1,
            aco: 1,
            stl: 1,
            sld: 1,
            morale: 0,
            roe: 10,
        }
    }
}

impl House {
    /// Whether rules know all levels of this house; ELI and CLK may also be 0.
    ///
    /// # Errors
    /// The first level that they do not know.
    pub fn check(&self, rules: &Rules) -> Result<(), String> {
        let fields = [
            (TechField::Wep, self.wep, 1),
            (TechField::Eli, self.eli, 0),
            (TechField::Clk, self.clk, 0),
            (TechField::Aco, self.aco, 1),
            (TechField::Stl, self.stl, 1),
            (TechField::Sld, self.sld, 1),
        ];
        for (field, level, lowest) in fields {
            let highest = rules.tech.max_level(field);
            if !(lowest..=highest).contains(&level) {
                return Err(format!(
                    "{field} {level} does not exist: it goes from {lowest} to {highest}"
                ));
            }
        }
        Ok(())
    }
}
