//! `swarm`: plays random games until told to stop; a failure becomes a file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use clap::Parser;
use ec4x_swarm::{Case, Failure, play};

/// Plays random games in search of mistakes.
///
/// Each game has a random map, start and rules, and is played by the personas and by players that order anything. A game
/// that panics, breaks an invariant, shows a house what it cannot know or is not restored as it was, becomes a file
/// that plays it again. The exit code is 1 if there was one.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// Stop after so many games
    #[arg(long, value_name = "N", default_value_t = u64::MAX, hide_default_value = true)]
    games: u64,
    /// Stop after so many seconds
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Number of the first game
    #[arg(long, value_name = "N", default_value_t = 1)]
    first: u64,
    /// Games at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Folder for the files of games that fail
    #[arg(long, value_name = "DIR", default_value = "tests/regressions")]
    out: PathBuf,
    /// Play this file instead
    #[arg(long, value_name = "FILE")]
    case: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match &args.case {
        Some(file) => one(file),
        None => many(&args),
    }
}

fn one(file: &Path) -> ExitCode {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("error: cannot read {}: {error}", file.display());
            return ExitCode::from(3);
        }
    };
    match play(&Case { text }) {
        Ok(played) => {
            println!("{} house-turns, hash {:016x}", played.house_turns, played.hash);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{failure}");
            ExitCode::from(1)
        }
    }
}

/// What came of all games so far.
#[derive(Debug, Default)]
struct Tally {
    games: AtomicU64,
    house_turns: AtomicU64,
    failed: Mutex<Vec<u64>>,
}

fn many(args: &Args) -> ExitCode {
    let (start, next, tally) = (Instant::now(), AtomicU64::new(0), Tally::default());
    let limit = Duration::from_secs(args.seconds);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..args.jobs.unwrap_or(cores) {
            scope.spawn(|| {
                while start.elapsed() < limit {
                    let index = next.fetch_add(1, Relaxed);
                    if index >= args.games {
                        break;
                    }
                    try_one(args, args.first.wrapping_add(index), &tally);
                }
            });
        }
    });
    let failed = tally
        .failed
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    println!(
        "{} games, {} house-turns in {:.0} s, {} failed",
        tally.games.into_inner(),
        tally.house_turns.into_inner(),
        start.elapsed().as_secs_f64(),
        failed.len()
    );
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

fn try_one(args: &Args, number: u64, tally: &Tally) {
    let case = Case::random(number);
    let result = play(&case);
    tally.games.fetch_add(1, Relaxed);
    match result {
        Ok(played) => {
            tally.house_turns.fetch_add(played.house_turns, Relaxed);
        }
        Err(failure) => {
            let mut failed = tally.failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            failed.push(number);
            eprintln!("game {number}: {failure}");
            if let Err(error) = keep(&args.out, number, &case, &failure) {
                eprintln!("error: cannot write its file to {}: {error}", args.out.display());
            }
        }
    }
}

/// Writes the case to a file, what went wrong ahead of it.
fn keep(folder: &Path, number: u64, case: &Case, failure: &Failure) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let why: String = failure.to_string().lines().map(|line| format!("// {line}\n")).collect();
    std::fs::write(
        folder.join(format!("swarm-{number}.kdl")),
        format!("{why}\n{}", case.text),
    )
}
