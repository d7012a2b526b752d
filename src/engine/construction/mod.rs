//! Construction, commissioning, assignment to fleets, repair (rulebook 22).
//!
//! A project is paid when it is ordered (CMD6b), ages in PRD2, stands through one Conflict Phase, and enters service in
//! CMD2. A repair goes the same way but is paid at its end. Docks are never stored: whatever names a facility occupies
//! one of its docks.

mod assign;
mod commission;
mod load;
mod orders;
mod queue;
mod quote;
mod repair;
mod terraform;

#[cfg(test)]
mod tests;

pub use assign::{assign_ship, is_stationary};
pub use commission::cmd2_commission;
pub use load::cmd4_auto_load;
pub use orders::{cmd5_colony_order, cmd6b_builds};
pub use queue::{demolish, facility_crippled, is_busy, lose_queues, prd2_queues, write_off_projects};
pub use quote::{quote, ship_build_cost};
pub use repair::{cmd3_auto_repair, cmd6c_repairs, repair_cost};

pub use terraform::{prd5_terraforming, terraforming_cost};

use crate::state::State;
use crate::state::rows::Colony;
use crate::vocab::{FacilityKind, Hull};

/// Whether a colony has a facility of a kind in working order.
fn has_working(state: &State, colony: &Colony, kind: FacilityKind) -> bool {
    colony
        .facilities
        .iter()
        .map(|&id| &state.facilities[id])
        .any(|f| f.kind == kind && f.hull == Hull::Nominal)
}
