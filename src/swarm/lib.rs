//! Random games in search of mistakes: random maps, starts and rules, played by the personas and by players that order
//! anything.
//!
//! A [`Case`] is all that makes such a game, as a scenario file with a seed: a case that fails is a file that
//! anybody can play again ([`play`]). Nothing here looks at balance; the only question is whether the engine keeps its
//! promises: no panic, no broken invariant, books that balance, views that show nothing hidden, a saved game that
//! goes on as the live one.

mod case;
mod play;

pub use case::Case;
pub use play::{Failure, Played, play};

#[cfg(test)]
mod tests;
