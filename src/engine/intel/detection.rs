//! Who notices whom: the odds of scouts and cloaks (rulebook 24 §4.3, §4.9, §5).
//!
//! One formula everywhere: more scouts are harder to find, better sensors find more (rulebook 24 I1, 04 R11).

use crate::ids::*;
use crate::rules::Rules;
use crate::state::State;
use crate::vocab::*;

/// Faces of the die.
const FACES: i32 = 20;

/// What the sensors of a house are worth in a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensors {
    /// Its ELI level.
    pub eli: u8,
    /// It has a starbase in working order there.
    pub starbase: bool,
}

impl Sensors {
    /// Those of a house in a system. Starbases do not see beyond their own system (rulebook 24 I3, rulebook 03 R21), and
    /// crippled ones see nothing.
    pub fn of(state: &State, house: HouseId, system: SystemId) -> Self {
        let own = state.colony_at(system).filter(|colony| colony.owner == house);
        Self {
            eli: state.tech(house, TechField::Eli),
            starbase: own.is_some_and(|colony| crate::economy::working_starbases(state, colony) > 0),
        }
    }

    /// ELI level and the bonus of a starbase; several starbases add nothing (rulebook 24 I2).
    pub fn worth(self, rules: &Rules) -> i32 {
        let bonus = match self.starbase {
            true => rules.economy.starbase_bonuses.eli_bonus_per_starbase,
            false => 0,
        };
        i32::from(self.eli) + bonus
    }
}

/// The d20 from which on so many scouts of a fleet are noticed; above 20 they never are, so that seven scouts are safe
/// from the first sensors (rulebook 24 I17).
pub fn scout_threshold(rules: &Rules, scouts: usize, sensors: Sensors) -> i32 {
    rules.espionage.scout_detection_base + scouts as i32 - sensors.worth(rules)
}

/// The d20 from which on so many scouts see a scout fleet of a house with this ELI level.
pub fn meeting_threshold(rules: &Rules, observers: usize, eli: u8) -> i32 {
    rules.espionage.scout_detection_base - observers as i32 + i32::from(eli)
}

/// The chance that a d20 reaches a threshold; there is no automatic result on 1 or 20.
pub fn chance(threshold: i32) -> f64 {
    f64::from(FACES + 1 - threshold.clamp(1, FACES + 1)) / f64::from(FACES)
}
