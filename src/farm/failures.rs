//! Games that failed: everything that is needed to find out why.
//!
//! `failures/000042/` holds `message.txt`, `backtrace.txt`, `game.sqlite` (the last good turn) and `repeat.txt` with the
//! command that plays the game again. The folder appears as a whole or not at all.

use std::path::Path;

use super::manifest::hex;
use super::plan::GamePlan;
use super::play::Unfinished;
use crate::error::{Error, Result};
use crate::store::Store;

/// The folder's name in a run.
pub const NAME: &str = "failures";

/// Writes the folder of a game that failed; what was there of an earlier attempt is replaced.
///
/// # Errors
/// [`Error::Io`] if it cannot be written; nothing of it is left then.
pub fn write(run: &Path, plan: &GamePlan, failure: &Unfinished, store: &Store) -> Result<()> {
    let parent = run.join(NAME);
    let folder = parent.join(format!("{:06}", plan.game));
    let temporary = parent.join(format!("{:06}.tmp", plan.game));
    let _ = std::fs::remove_dir_all(&temporary);
    std::fs::create_dir_all(&temporary).map_err(Error::io("make folder", &temporary))?;
    let result = fill(&temporary, plan, failure, store).and_then(|()| {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(Error::io("replace", &folder))?;
        }
        std::fs::rename(&temporary, &folder).map_err(Error::io("write", &folder))
    });
    if result.is_err() {
        let _ = std::fs::remove_dir_all(&temporary);
    }
    result
}

fn fill(into: &Path, plan: &GamePlan, failure: &Unfinished, store: &Store) -> Result<()> {
    let write = |name: &str, bytes: &[u8]| {
        let path = into.join(name);
        std::fs::write(&path, bytes).map_err(Error::io("write", &path))
    };
    let personas: Vec<String> = plan.personas.iter().map(ToString::to_string).collect();
    let about = format!(
        "game {} (block {}, seating {}), key {}, personas by seat: {}\n\n{failure}\n",
        plan.game,
        plan.block,
        plan.seating,
        hex(plan.key.0),
        personas.join(", ")
    );
    write("message.txt", about.as_bytes())?;
    if let Unfinished::Panic(panic) = failure {
        write("backtrace.txt", panic.backtrace.as_bytes())?;
    }
    // Without a saved turn (the setup failed) the store still holds the worker's previous game.
    if last_turn(plan, store) > 0 {
        write("game.sqlite", &store.image()?)?;
    }
    // Relative, so that the run may be moved.
    let repeat = format!("# in this folder\nec4x replay game-{} --run=../..\n", plan.game);
    write("repeat.txt", repeat.as_bytes())
}

/// The last turn of a game that is saved; 0 if there is none.
pub fn last_turn(plan: &GamePlan, store: &Store) -> u32 {
    let saved = store.meta("game").is_ok_and(|game| game == plan.game.to_string());
    if saved {
        store.last_turn().map_or(0, |(turn, _)| turn)
    } else {
        0
    }
}
