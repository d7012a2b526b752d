//! A game of a run, played again: the test that a program still plays what it played.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::journal::{self, Entry, Fate};
use super::manifest::{Request, hex};
use super::play::{Played, Unfinished, Watch, play};
use super::times::Times;
use crate::error::{Error, Result};
use crate::store::Store;

/// Plays a game again; `turn` is told every turn and its hash.
///
/// # Errors
/// [`Unfinished`] if it fails.
pub fn replay(
    request: &Request,
    game: u32,
    store: &mut Store,
    turn: &mut dyn FnMut(u32, u64),
) -> Result<Played, Unfinished> {
    let (times, stop) = (Times::default(), AtomicBool::new(false));
    let mut watch = Watch {
        times: &times,
        stop: &stop,
        turn,
    };
    play(&request.setup, &request.design.game(game), store, &mut watch)
}

/// Whether a game came out as the journal says.
///
/// # Errors
/// [`Error::Data`] with both results if not.
pub fn same(run: &Path, entry: &Entry, result: &Result<Played, Unfinished>) -> Result<()> {
    let journal = match &entry.fate {
        Fate::Finished { turns, hash, .. } => format!("hash {hash} in turn {turns}"),
        Fate::Failed { message, .. } => message.clone(),
    };
    let now = match result {
        Ok(played) => format!("hash {} in turn {}", hex(played.hash), played.outcome.turn),
        Err(failure) => failure.to_string(),
    };
    if journal == now {
        return Ok(());
    }
    Err(Error::Data(format!(
        "game {} of {} came out otherwise than it did in the run: {now}; the journal says: {journal}\n\
         another ec4x made this run: take that one, or play a new run",
        entry.game,
        run.display()
    )))
}

/// Plays the first finished game of a run again, so that a run is never continued by a program that plays otherwise.
///
/// # Errors
/// [`Error::Data`] if it comes out otherwise.
pub fn same_program(run: &Path, request: &Request) -> Result<()> {
    let entries = journal::read(run)?;
    let Some(entry) = entries.values().find(|entry| entry.finished()) else {
        return Ok(());
    };
    let result = replay(request, entry.game, &mut Store::in_memory()?, &mut |_, _| {});
    same(run, entry, &result)
}
