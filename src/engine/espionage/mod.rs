//! Espionage and counter-intelligence (rulebook 23): points, the ten actions, detection, lasting effects.
//!
//! What an action is — its price, what it is aimed at, what it does, what it is worth — stands in one table ([`table`]);
//! orders, execution and players read it. Orders of a CMD5 wait in [`Assignments`] for the Conflict and Income Phase of
//! the next turn; between two CMD5 nothing of them is left.

mod actions;
pub mod detection;
mod effects;
mod orders;
mod points;
mod report;
pub mod table;

#[cfg(test)]
mod tests;

pub use actions::{con1f0_sweeps, con1f3_actions};
pub use effects::{in_force, prd7_effects_end, revenue_kept, science_kept};
pub use orders::{Assignments, cmd5_store};
pub use points::{inc2_points, over_investment};
