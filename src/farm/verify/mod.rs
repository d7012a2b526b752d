//! Verification: games played again in every way that must not matter, with everything looked at.
//!
//! Every game of the sample is played once with all checks on, again at each number of threads, and from its database
//! at some turns that are drawn. The plays leave traces: what every stream of dice gave and what the state was after every
//! step. Where two of them come apart, the first difference says in which turn and step, and at which dice.
//!
//! A check that never fails proves nothing. [`Fault`] plants a mistake on purpose, so that everybody can see
//! which check finds it.

mod checks;
mod course;
mod fault;

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use ec4x_engine::dice::{Dice, Key};
use ec4x_engine::trace::{Entry, first_difference};
use rayon::prelude::*;

use super::journal::{Entry as Journalled, Fate};
use super::manifest::hex;
use super::plan::GamePlan;
use super::{Request, Unfinished};
use course::{Course, Keep, Way};
pub use fault::Fault;
use fault::Planted;

/// What a game can be found wanting in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// A game ends without a panic, and is played at all.
    Ends,
    /// Invariants of the rows, lists and hashes.
    Invariants,
    /// Stocks and flows of every house and turn add up.
    Ledger,
    /// Views show what the rules allow and nothing else.
    View,
    /// The same game at another number of threads.
    Threads,
    /// The same game from its database.
    Restore,
    /// The game of a run, as its journal has it.
    Journal,
}

impl Check {
    /// All checks.
    pub const ALL: [Self; 7] = [
        Self::Ends,
        Self::Invariants,
        Self::Ledger,
        Self::View,
        Self::Threads,
        Self::Restore,
        Self::Journal,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ends => "played to the end",
            Self::Invariants => "invariants",
            Self::Ledger => "ledgers",
            Self::View => "views",
            Self::Threads => "threads",
            Self::Restore => "restores",
            Self::Journal => "journal",
        }
    }

    /// What one instance of it looks at.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Ends => "games",
            Self::Invariants | Self::Ledger | Self::View => "house-turns",
            Self::Threads | Self::Restore | Self::Journal => "plays",
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The game.
    pub game: u32,
    /// The turn in which it shows.
    pub turn: u32,
    /// The check that found it.
    pub check: Check,
    /// What was found.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            game,
            turn,
            check,
            message,
        } = self;
        write!(f, "game {game}, turn {turn}, {}: {message}", check.name())
    }
}

/// What is to be verified, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The games.
    pub games: Vec<u32>,
    /// Numbers of threads to play them at.
    pub jobs: Vec<usize>,
    /// How often each game is restored.
    pub restores: usize,
    /// A fault to be planted in every game.
    pub fault: Option<Fault>,
}

/// What was done, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Games of the sample.
    pub games: usize,
    /// House-turns that were looked at.
    pub house_turns: u64,
    /// Plays in which the game was compared with its first one, by the check that did.
    pub compared: [u64; Check::ALL.len()],
    /// Games in which the fault that was asked for had an occasion.
    pub planted: usize,
    /// What is wrong, by game.
    pub findings: Vec<Finding>,
}

impl Verified {
    /// How often a check was made: house-turns for those that look at every one, plays for those that compare.
    pub fn made(&self, check: Check) -> u64 {
        match check {
            Check::Ends => self.games as u64,
            Check::Invariants | Check::Ledger | Check::View => self.house_turns,
            Check::Threads | Check::Restore | Check::Journal => self.compared[check as usize],
        }
    }
}

/// Verifies games. `journal` gives the entry of a game, if they are those of a run; `done` is told after each game.
///
/// # Errors
/// [`Unfinished::Abandoned`] if `stop` was set.
pub fn verify(
    request: &Request,
    options: &Options,
    journal: &(dyn Fn(u32) -> Option<Journalled> + Sync),
    stop: &AtomicBool,
    done: &(dyn Fn() + Sync),
) -> Result<Verified, Unfinished> {
    let most = options.jobs.iter().copied().max().unwrap_or(1);
    let mut all = Verified::default();
    // Traces are long: few games at a time, but enough for all threads.
    for games in options.games.chunks(4 * most) {
        all.add(verify_some(request, options, games, journal, stop)?);
        games.iter().for_each(|_| done());
    }
    all.findings.sort_by_key(|finding| (finding.game, finding.turn));
    Ok(all)
}

/// A game's first play, and what it is compared with.
struct Reference {
    plan: GamePlan,
    planted: Option<Planted>,
    course: Course,
}

fn verify_some(
    request: &Request,
    options: &Options,
    games: &[u32],
    journal: &(dyn Fn(u32) -> Option<Journalled> + Sync),
    stop: &AtomicBool,
) -> Result<Verified, Unfinished> {
    let mut verified = Verified {
        games: games.len(),
        ..Verified::default()
    };
    let first = on_threads(options.jobs[0], games, |&game| first_play(request, options, game, stop));
    let references: Vec<Reference> = first.into_iter().collect::<Result<_, _>>()?;
    for reference in &references {
        let Reference { plan, planted, course } = reference;
        verified.house_turns += course.house_turns;
        verified.planted += usize::from(planted.is_some());
        verified.findings.extend(course.finding.clone());
        if let Some(entry) = journal(plan.game) {
            verified.compared[Check::Journal as usize] += 1;
            verified.findings.extend(journalled(&entry, course));
        }
    }
    let sound: Vec<&Reference> = references
        .iter()
        .filter(|reference| reference.course.finding.is_none())
        .collect();
    for &jobs in &options.jobs {
        let findings = on_threads(jobs, &sound, |reference| reference.again(request, jobs, stop));
        verified.compared[Check::Threads as usize] += findings.len() as u64;
        for finding in findings {
            verified.findings.extend(finding?);
        }
    }
    let images: Vec<(&Reference, u32, &[u8])> = sound
        .iter()
        .flat_map(|&reference| {
            let images = reference.course.images.iter();
            images.map(move |(turn, image)| (reference, *turn, image.as_slice()))
        })
        .collect();
    let most = options.jobs.iter().copied().max().unwrap_or(1);
    let findings = on_threads(most, &images, |&(reference, turn, image)| {
        reference.restored(request, turn, image, stop)
    });
    verified.compared[Check::Restore as usize] += findings.len() as u64;
    for finding in findings {
        verified.findings.extend(finding?);
    }
    Ok(verified)
}

impl Verified {
    fn add(&mut self, more: Self) {
        self.games += more.games;
        self.house_turns += more.house_turns;
        self.planted += more.planted;
        self.findings.extend(more.findings);
        for (sum, count) in self.compared.iter_mut().zip(more.compared) {
            *sum += count;
        }
    }
}

fn first_play(request: &Request, options: &Options, game: u32, stop: &AtomicBool) -> Result<Reference, Unfinished> {
    let plan = request.design.game(game);
    let mut dice = Dice::for_purpose(Key(plan.player_key.0), "verification");
    // Dice are only disturbed in plays that are compared; the first one tells when there are any.
    let early = options.fault.and_then(|fault| Planted::before(fault, &mut dice));
    let way = Way {
        checks: true,
        planted: early,
        keep: Some(Keep::new(options.restores, dice)),
        from: None,
    };
    let course = course::play(&request.setup, &plan, way, stop)?;
    let planted = match options.fault {
        None => None,
        Some(fault) => early
            .filter(|_| course.planted)
            .or_else(|| Planted::after(fault, &course)),
    };
    Ok(Reference { plan, planted, course })
}

impl Reference {
    /// The game again, beside others on some threads.
    fn again(&self, request: &Request, jobs: usize, stop: &AtomicBool) -> Result<Option<Finding>, Unfinished> {
        let way = Way {
            checks: false,
            planted: self.planted.filter(|planted| planted.fault == Fault::ReorderedDice),
            keep: None,
            from: None,
        };
        let course = course::play(&request.setup, &self.plan, way, stop)?;
        Ok(self.compare(&course, Check::Threads, &format!("played again on {jobs} threads")))
    }

    /// The game from the database that it had at some turn.
    fn restored(
        &self,
        request: &Request,
        turn: u32,
        image: &[u8],
        stop: &AtomicBool,
    ) -> Result<Option<Finding>, Unfinished> {
        let way = Way {
            checks: false,
            planted: self.planted.filter(|planted| planted.fault == Fault::StaleSave),
            keep: None,
            from: Some(image),
        };
        let course = course::play(&request.setup, &self.plan, way, stop)?;
        Ok(self.compare(&course, Check::Restore, &format!("restored at turn {turn}")))
    }

    /// The first place where another play of the game comes apart from the first one.
    fn compare(&self, other: &Course, check: Check, how: &str) -> Option<Finding> {
        let found = |turn, message| {
            let game = self.plan.game;
            Some(Finding {
                game,
                turn,
                check,
                message,
            })
        };
        if let Some(finding) = &other.finding {
            return found(finding.turn, format!("{how}: {}", finding.message));
        }
        let from = other.rests.first()?;
        let start = self.course.rests.iter().find(|rest| rest.turn == from.turn)?;
        if start.hash != from.hash {
            return found(
                from.turn,
                format!(
                    "{how}, it has state {} in CMD5, not {}",
                    hex(from.hash),
                    hex(start.hash)
                ),
            );
        }
        let [left, right] = first_difference(&self.course.trace[start.traced..], &other.trace[from.traced..])?;
        let turn = [left, right].iter().flatten().map(turn_of).min().unwrap_or_default();
        let words = |entry: Option<Entry>| entry.map_or("the end".to_string(), |entry| entry.to_string());
        found(
            turn,
            format!("{how}, it first differs at: {}; it was: {}", words(right), words(left)),
        )
    }
}

fn turn_of(entry: &Entry) -> u32 {
    match entry {
        Entry::Drawn(drawn) => drawn.turn,
        Entry::Step { turn, .. } => *turn,
    }
}

/// Whether the first play is what the journal says of the game.
fn journalled(entry: &Journalled, course: &Course) -> Option<Finding> {
    let last = course.rests.last()?;
    let message = match &entry.fate {
        Fate::Finished { turns, hash, .. } if (*turns, hash.as_str()) == (last.turn, hex(last.hash).as_str()) => {
            return None;
        }
        Fate::Finished { turns, hash, .. } => format!(
            "the journal says hash {hash} in turn {turns}, it has {} in turn {}",
            hex(last.hash),
            last.turn
        ),
        Fate::Failed { .. } if course.finding.is_some() => return None,
        Fate::Failed { message, .. } => format!("the journal says that it failed ({message}); it does not"),
    };
    Some(Finding {
        game: entry.game,
        turn: last.turn,
        check: Check::Journal,
        message,
    })
}

/// Does something with each item on so many threads; results in the order of the items.
fn on_threads<T: Sync, R: Send>(jobs: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    match pool {
        Ok(pool) => pool.install(|| items.par_iter().map(&work).collect()),
        // No threads to be had: the caller's will do, one game after the other.
        Err(_) => items.iter().map(work).collect(),
    }
}

/// Whether a game should be given up.
fn stopped(stop: &AtomicBool) -> Result<(), Unfinished> {
    if stop.load(Relaxed) {
        Err(Unfinished::Abandoned)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
