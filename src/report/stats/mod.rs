//! The statistics of the reports (`src/report/METHODS.md`).
//!
//! The block is the only independent unit: everything here takes one number, or one pair of numbers, per block.

mod bootstrap;
mod verdict;
mod wilson;

pub use bootstrap::{Interval, Ratio, ratio};
pub use verdict::{Verdict, verdict};
pub use wilson::{design_effect, wilson};
