//! Intelligence: what each house has seen, and when (rulebook 24).
//!
//! A house learns by sweeps of the systems where it is present ([`sweep`]), by battles ([`battle`]) and by View
//! ([`record_system`]). What it learned is rows; nobody's records change by what others do unseen.

mod battle;
mod records;
mod sweep;
mod theft;

#[cfg(test)]
mod tests;

pub use battle::{after_battle, before_battle, learn_colony};
pub use sweep::{con1f_sweep, prd1d_scout_meetings, prd6_sweep};
pub use theft::steal_records;

use crate::ids::*;
use crate::turn::Turn;

/// What a house learns by looking at a system: planet class, raw rating, and who owns a colony there (Scan, rulebook
/// 24 §4.8, §6.3).
pub fn record_system(turn: &mut Turn, house: HouseId, system: SystemId) {
    records::note_system(turn.state, house, system);
}
