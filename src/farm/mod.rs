//! The farm: the plan of a run, playing one game, running many, the journal, failures.

mod failures;
mod folder;
pub mod journal;
mod manifest;
mod panics;
mod plan;
mod play;
mod progress;
mod record;
mod replay;
mod run;
mod times;
pub mod verify;

pub use folder::{DEFAULT, Folder, holds_run, latest, write_atomically};
pub use manifest::{Manifest, Request, hex};
pub use plan::{Design, GamePlan, TooFew};
pub use play::{Played, Setup, Unfinished, Watch, can_be_set_up, play};
pub use progress::for_people;
pub use record::record;
pub use replay::{replay, same, same_program};
pub use run::{Summary, run};
pub use times::{Part, Times};
