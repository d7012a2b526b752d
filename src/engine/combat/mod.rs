//! Combat (rulebook 11): CON1a to CON1d.9, and CON2a–e.
//!
//! [`resolve`] fights with plain units and knows no game. Around it, `muster` builds its lists from the state,
//! `allocation` and `theatre` arrange the battles of several houses, `space`, `orbital`, `blockade` and `planetary` are
//! the steps of the Conflict Phase, `bombardment`, `assault` and `conquest` the operations at a colony; `aftermath`
//! writes the fates back to the state; `record`, `features`,
//! `departures` and `recorder` tell the event tables.

mod aftermath;
pub mod allocation;
pub mod assault;
mod blockade;
pub mod bombardment;
mod conquest;
mod departures;
mod features;
pub mod muster;
mod orbital;
mod planetary;
mod record;
mod recorder;
pub mod refuge;
mod removal;
pub mod resolve;
mod space;
mod supremacy;
mod theatre;

#[cfg(test)]
mod tests;

pub use blockade::con1c_blockade;
pub use orbital::con1b_orbital;
pub use planetary::{Operation, con1d_planetary};
pub use record::Scene;
pub use recorder::Recorder;
pub use refuge::con1d9_refuge;
pub use removal::con2_removal;
pub use space::con1a_space;
