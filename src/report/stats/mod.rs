//! The statistics of the reports (`src/report/METHODS.md`).
//!
//! The block is the only independent unit of games: everything for them takes one number, or one pair of numbers, per
//! block. Repetitions of a duel are independent each, and many: `moments` is for those.

mod bootstrap;
mod moments;
mod verdict;
mod wilson;

pub use bootstrap::{Interval, Ratio, ratio};
pub use moments::{Moments, paired_difference};
pub use verdict::{Verdict, verdict};
pub use wilson::{design_effect, wilson};
