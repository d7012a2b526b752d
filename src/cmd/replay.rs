//! `ec4x replay`: one game of a run again, turn by turn, compared with the journal.

use std::path::Path;

use super::{output, runs};
use crate::cli::Replay;
use crate::error::{Error, Result};
use crate::farm::{self, Manifest, Played, Request, Unfinished, hex, journal, write_atomically};
use crate::lake::Lake;
use crate::store::Store;

/// Plays the game and says whether it came out the same.
///
/// # Errors
/// If there is no such game, it fails, it came out otherwise, or files cannot be written.
pub fn run(args: &Replay) -> Result<()> {
    let run = runs::find(args.run.as_deref())?;
    let manifest = Manifest::read(&run)?;
    manifest.check_version(&run, "replay a game of")?;
    if args.game >= manifest.games {
        let last = manifest.games - 1;
        return Err(Error::Usage(format!(
            "{} has no game {}; it has games 0 to {last}",
            run.display(),
            args.game
        )));
    }
    if let Some(folder) = args.out.as_deref().filter(|folder| farm::holds_run(folder)) {
        let folder = folder.display();
        return Err(Error::Usage(format!(
            "{folder} holds a run; choose another folder for the events of one game"
        )));
    }
    let request = manifest.request(&run)?;
    let mut store = Store::in_memory()?;
    let mut turns = Vec::new();
    let result = farm::replay(&request, args.game, &mut store, &mut |turn, hash| {
        turns.push((turn, hash))
    });
    output::print_table(
        &["turn", "hash"],
        turns
            .iter()
            .map(|(turn, hash)| vec![turn.to_string(), hex(*hash)])
            .collect(),
    )?;
    if let Some(file) = args.db.as_deref().filter(|_| !turns.is_empty()) {
        write_atomically(file, &store.image()?)?;
    }
    if let (Some(folder), Ok(played)) = (&args.out, &result) {
        write_events(folder, &request, args.game, played)?;
    }
    match journal::read(&run)?.get(&args.game) {
        Some(entry) => {
            farm::same(&run, entry, &result)?;
            eprintln!("game {}: as the journal of {} says", args.game, run.display());
        }
        None => eprintln!("game {} is not in the journal of {} yet", args.game, run.display()),
    }
    result.map(|_| ()).map_err(|failure| failed(args.game, &failure))
}

fn failed(game: u32, failure: &Unfinished) -> Error {
    let backtrace = match failure {
        Unfinished::Panic(panic) => format!("\n{}", panic.backtrace.trim_end()),
        _ => String::new(),
    };
    Error::GameFailed {
        game,
        message: format!("{failure}{backtrace}"),
    }
}

/// The events of the game alone, in folders by table as in a run.
fn write_events(folder: &Path, request: &Request, game: u32, played: &Played) -> Result<()> {
    let lake = Lake::open(folder, request.games, 1)?;
    lake.add(&farm::record(&request.design.game(game), played), &played.log)?;
    lake.finish()?;
    Ok(())
}
