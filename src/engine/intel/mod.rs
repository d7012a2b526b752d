//! Intelligence: what each house has seen, and when (rulebook 24).
//!
//! A house learns by sweeps of the systems where it is present ([`sweep`]), by battles ([`battle`]), by scouts on
//! missions ([`missions`]), by View ([`view_system`]) and by theft ([`theft`]). What it learned is rows ([`records`]);
//! nobody's records change by what others do unseen (rulebook 24 I6). Whom the enemy deceives is told false figures
//! ([`noise`]).

mod battle;
pub mod detection;
mod missions;
mod noise;
mod records;
mod sweep;
mod theft;

#[cfg(test)]
mod tests;

pub use battle::{Fight, after_battle, before_battle, learn_colony, note_fight, witnesses};
pub use missions::{con1f1_new_missions, con1f2_running_missions};
pub use noise::prd7_forget_fabrications;
pub use sweep::{con1f_sweep, prd1d_scout_meetings, prd6_sweep};
pub use theft::steal_records;

use crate::espionage;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::{ColonyRecord, FleetRecord};
use crate::turn::Turn;
use crate::vocab::*;

/// View: planet class and raw rating of a system, also of one without a colony, and who owns a colony there (Scan,
/// rulebook 24 §4.8, I9). Of the colony of a house that sweeps for spies it tells nothing (rulebook 23 §6.6).
pub fn view_system(turn: &mut Turn, house: HouseId, system: SystemId) {
    let state = &mut *turn.state;
    let shielded = |owner| espionage::in_force(state, owner, EffectKind::IntelBlocked);
    match state.controller(system) {
        Some(owner) if owner != house && shielded(owner) => {
            records::note_planet(state, house, system, Source::View);
        }
        _ => records::note_system(state, house, system, Source::View),
    }
}

/// The foreign colony that a house knows in a system: one that it has a record of (rulebook 24 §6.4). While it is there
/// itself it sees if the colony is gone (§6.3).
pub fn known_colony(state: &State, house: HouseId, system: SystemId) -> Option<&ColonyRecord> {
    let record = state.colony_records.get(RecordId::of(house, system))?;
    let here = &state.systems[system];
    let is_there = here.fleets.iter().any(|&fleet| state.fleets[fleet].owner == house);
    let gone = is_there && here.colony != Some(record.colony);
    let own = record.owner == house || state.controller(system) == Some(house);
    (!gone && !own).then_some(record)
}

/// What is told of a record comes from its fields: nothing marks those that are false (rulebook 24 §1).
impl ColonyRecord {
    /// The quality of the record.
    pub fn quality(&self) -> Quality {
        match self.detail_turn {
            Some(_) => Quality::Perfect,
            None => Quality::Scan,
        }
    }
}

impl FleetRecord {
    /// The quality of the record.
    pub fn quality(&self) -> Quality {
        match self.detail_turn {
            Some(_) => Quality::Perfect,
            None => Quality::Visual,
        }
    }
}
