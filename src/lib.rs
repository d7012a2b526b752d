//! The farm around the engine: everything that knows files, threads, databases, clocks and users.
//!
//! `src/README.md` is the map. Arrows: `cmd → report → lake → engine`, `cmd → arena → {report, engine}` and
//! `cmd → farm → {ai, store, lake} → engine`.

pub mod arena;
pub mod cli;
pub mod cmd;
pub mod error;
pub mod farm;
pub mod lake;
pub mod report;
pub mod store;
