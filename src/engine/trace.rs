//! A trace of a game: what was drawn from which stream of dice, and what the state was after every step.
//!
//! Two plays of one game that come apart do so somewhere: the first entry in which their traces differ says in which
//! turn and step, and at which dice.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::dice::Stream;

/// What one opened stream of dice gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The turn it was opened in.
    pub turn: u32,
    /// Its name.
    pub stream: Stream,
    /// How many words of 32 bits were drawn.
    pub words: u32,
    /// A digest over them.
    pub digest: u64,
}

impl Drawn {
    /// Nothing drawn yet.
    pub fn none(turn: u32, stream: Stream) -> Self {
        let (words, digest) = (0, 0);
        Self {
            turn,
            stream,
            words,
            digest,
        }
    }

    /// One more word.
    pub fn add(&mut self, word: u32) {
        self.words += 1;
        // FNV-1a over words: order counts, and that is all that is asked of it.
        self.digest = (self.digest ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

/// An entry of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A stream was used.
    Drawn(Drawn),
    /// A step ended.
    Step {
        /// The turn.
        turn: u32,
        /// Its code (rulebook 03).
        step: &'static str,
        /// The hash of the state after it.
        hash: u64,
    },
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Drawn(drawn) => write!(
                f,
                "turn {}, dice {}: {} words, digest {:016x}",
                drawn.turn, drawn.stream, drawn.words, drawn.digest
            ),
            Entry::Step { turn, step, hash } => write!(f, "turn {turn}, step {step}: state {hash:016x}"),
        }
    }
}

/// Where a game writes its trace. Clones write to the same place.
#[derive(Clone, Debug, Default)]
pub struct Trace(Arc<Mutex<Vec<Entry>>>);

impl Trace {
    /// Notes that a stream was put down.
    pub fn drawn(&self, drawn: Drawn) {
        self.push(Entry::Drawn(drawn));
    }

    /// Notes that a step ended.
    pub fn step(&self, turn: u32, step: &'static str, hash: u64) {
        self.push(Entry::Step { turn, step, hash });
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the entries away.
    pub fn take(&self) -> Vec<Entry> {
        std::mem::take(&mut self.entries())
    }

    fn push(&self, entry: Entry) {
        self.entries().push(entry);
    }

    /// Entries are whole even if somebody panicked in the middle of a game.
    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The first place in which two traces differ: the entries of each there, none where one has ended.
pub fn first_difference(left: &[Entry], right: &[Entry]) -> Option<[Option<Entry>; 2]> {
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let at = [left.get(same).copied(), right.get(same).copied()];
    (at != [None, None]).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{game, random_packets};

    fn traced(disturbed: Option<u32>) -> (Vec<Entry>, u64) {
        let mut game = game("standard-4-player", 7);
        let trace = Trace::default();
        game.state_mut().streams.record(trace.clone());
        if let Some(turn) = disturbed {
            game.state_mut().streams.disturb(turn);
        }
        for _ in 0..12 {
            game.resolve(&random_packets(&game, 3));
        }
        (trace.take(), game.hash())
    }

    #[test]
    fn a_game_leaves_the_same_trace_and_the_same_state_every_time() {
        let (entries, hash) = traced(None);
        assert_eq!(first_difference(&entries, &traced(None).0), None);
        let steps = entries
            .iter()
            .filter(|entry| matches!(entry, Entry::Step { .. }))
            .count();
        let drawn = entries.len() - steps;
        assert!(steps > 12 * 20 && drawn > 0, "{steps} steps, {drawn} streams");

        let mut plain = game("standard-4-player", 7);
        for _ in 0..12 {
            plain.resolve(&random_packets(&plain, 3));
        }
        assert_eq!(hash, plain.hash(), "being watched changes nothing");
    }

    #[test]
    fn the_first_difference_is_the_first_stream_that_was_disturbed() {
        let (plain, _) = traced(None);
        let used = plain.iter().filter_map(|entry| match entry {
            Entry::Drawn(drawn) if drawn.words > 0 => Some(drawn.turn),
            _ => None,
        });
        let turn = used.min().expect("dice are used");
        let [Some(Entry::Drawn(left)), Some(Entry::Drawn(right))] =
            first_difference(&plain, &traced(Some(turn)).0).expect("it was disturbed")
        else {
            panic!("dice differ before states do");
        };
        assert_eq!((left.turn, left.stream), (turn, right.stream));
        assert_ne!(left.digest, right.digest);
        let text = Entry::Drawn(left).to_string();
        assert!(text.starts_with(&format!("turn {turn}, dice ")), "{text}");
    }
}
