//! Many games at once.
//!
//! Workers take games in the order of their numbers. Each has a database of its own and does all that belongs to a
//! game: play it, put its events in place, journal it, and make the shards of a unit that it completed. So the
//! only things that workers share are the next number, the journal and the list of units. What a run writes depends
//! neither on their number nor on who is faster. The thread that started the run only shows progress.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use super::folder::{Folder, write_atomically};
use super::journal::{Fate, Journal};
use super::manifest::Request;
use super::plan::GamePlan;
use super::play::{Played, Unfinished, Watch, play};
use super::progress::Progress;
use super::times::{Part, Times};
use super::{failures, record};
use crate::error::{Error, Result};
use crate::lake::{Lake, Written};
use crate::store::Store;

/// What came out of a run.
#[derive(Debug)]
pub struct Summary {
    /// Games asked for.
    pub games: u32,
    /// Games played by this process, failed ones included.
    pub played: u32,
    /// Games that finished, in all.
    pub finished: u32,
    /// Games that failed, in all.
    pub failed: u32,
    /// Rows of all tables.
    pub rows: u64,
    /// Time since the start of this process's part.
    pub time: Duration,
    /// Where the processor time went.
    pub times: Times,
}

/// Plays all games of a run that are not done. `stop` ends it early, in good order.
///
/// # Errors
/// [`Error::Interrupted`] if `stop` was set; [`Error::Broken`] if files could not be written. Games that fail are no
/// error, they are counted.
pub fn run(folder: &Folder, request: &Request, jobs: usize, quiet: bool, stop: &AtomicBool) -> Result<Summary> {
    let path = folder.path();
    let farm = Farm::open(path, request, stop)?;
    let todo = farm.todo()?;
    let start = Instant::now();
    let progress = Progress::new(request.games, request.games - todo.len() as u32, quiet);
    for damage in farm.lake.damaged() {
        progress.say(&format!("warning: {damage}; its games are played again"));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .thread_name(|index| format!("game {index}"))
        .build()
        .map_err(|error| Error::Data(format!("cannot start {jobs} threads: {error}; choose fewer --jobs")))?;
    let cause = farm.play_all(&pool, &todo, progress);
    let summary = farm.close(&pool, cause)?;
    Ok(Summary {
        played: todo.len() as u32,
        time: start.elapsed(),
        ..summary
    })
}

/// What all workers share.
struct Farm<'a> {
    run: &'a Path,
    request: &'a Request,
    lake: Lake,
    journal: Mutex<Journal>,
    times: Times,
    stop: &'a AtomicBool,
}

/// The end of one game, for the progress.
struct Done {
    failed: bool,
}

impl<'a> Farm<'a> {
    fn open(run: &'a Path, request: &'a Request, stop: &'a AtomicBool) -> Result<Self> {
        let lake = Lake::open(run, request.games, request.games_per_file)?;
        let journal = Journal::open(run)?;
        Ok(Self {
            run,
            request,
            lake,
            journal: Mutex::new(journal),
            times: Times::default(),
            stop,
        })
    }

    /// The games to be played: a game is done if it is in the journal and, unless it failed, its events are in place.
    fn todo(&self) -> Result<Vec<u32>> {
        let stored = self.lake.stored();
        let mut done = BTreeSet::new();
        for entry in self.lock_journal().entries().values() {
            if !entry.finished() {
                self.compact(self.lake.skip(entry.game)?)?;
                done.insert(entry.game);
            } else if stored.contains(&entry.game) {
                done.insert(entry.game);
            }
        }
        Ok((0..self.request.games).filter(|game| !done.contains(game)).collect())
    }

    /// Plays games until there are no more, `stop` is set, or a worker hits an error, which is returned.
    fn play_all(&self, pool: &rayon::ThreadPool, todo: &[u32], mut progress: Progress) -> Option<Error> {
        let next = AtomicUsize::new(0);
        let (sender, done) = mpsc::channel();
        let mut first = None;
        pool.in_place_scope(|scope| {
            for _ in 0..pool.current_num_threads() {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move |_| {
                    if let Err(error) = self.work(todo, next, &sender) {
                        self.stop.store(true, SeqCst);
                        let _ = sender.send(Err(error));
                    }
                });
            }
            drop(sender);
            for game in done {
                match game {
                    Ok(Done { failed }) => progress.game(failed),
                    Err(error) => first = first.take().or(Some(error)),
                }
            }
        });
        progress.finish();
        first
    }

    /// A worker: one game after the other.
    fn work(&self, todo: &[u32], next: &AtomicUsize, sender: &Sender<Result<Done>>) -> Result<()> {
        let mut store = Store::in_memory()?;
        while !self.stop.load(SeqCst) {
            let Some(&game) = todo.get(next.fetch_add(1, SeqCst)) else {
                break;
            };
            let plan = self.request.design.game(game);
            let mut watch = Watch {
                times: &self.times,
                stop: self.stop,
                turn: &mut |_, _| {},
            };
            let failed = match play(&self.request.setup, &plan, &mut store, &mut watch) {
                Ok(played) => self.finish(&plan, &played, &store).map(|()| false)?,
                Err(Unfinished::Abandoned) => break,
                Err(failure) => {
                    self.fail(&plan, &failure, &store)?;
                    // Whatever the panic left in it, it does not meet the next game.
                    store = Store::in_memory()?;
                    true
                }
            };
            // Nobody listens only if the program is about to end.
            let _ = sender.send(Ok(Done { failed }));
        }
        Ok(())
    }

    /// Puts everything of a finished game in place; the journal comes last.
    fn finish(&self, plan: &GamePlan, played: &Played, store: &Store) -> Result<()> {
        if self.request.keep_db {
            let folder = self.run.join("db");
            std::fs::create_dir_all(&folder).map_err(Error::io("make folder", &folder))?;
            let image = self.times.measure(Part::Sqlite, || store.image())?;
            write_atomically(&folder.join(format!("game_{:06}.sqlite", plan.game)), &image)?;
        }
        let complete = self.times.measure(Part::Parquet, || {
            self.lake.add(&record::record(plan, played), &played.log)
        })?;
        self.lock_journal()
            .append(record::entry(plan, record::finished(played)))?;
        self.compact(complete)
    }

    /// Puts everything that is known of a failed game in place; the journal comes last.
    fn fail(&self, plan: &GamePlan, failure: &Unfinished, store: &Store) -> Result<()> {
        failures::write(self.run, plan, failure, store)?;
        let fate = Fate::Failed {
            turns: failures::last_turn(plan, store),
            message: failure.to_string(),
        };
        let complete = self.lake.skip(plan.game)?;
        self.lock_journal().append(record::entry(plan, fate))?;
        self.compact(complete)
    }

    fn compact(&self, complete: Option<crate::lake::Unit>) -> Result<()> {
        let Some(unit) = complete else { return Ok(()) };
        self.times
            .measure(Part::Parquet, || self.lake.compact(unit))
            .map(|_: Written| ())?;
        Ok(())
    }

    fn lock_journal(&self) -> std::sync::MutexGuard<'_, Journal> {
        // A journal whose writer panicked has whole lines only: appending undoes halves.
        self.journal.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Makes the last shards and puts the journal in order.
    fn close(self, pool: &rayon::ThreadPool, cause: Option<Error>) -> Result<Summary> {
        let Self {
            run,
            request,
            lake,
            journal,
            times,
            ..
        } = self;
        let mut journal = journal.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let entries = journal.entries();
        let finished = entries.values().filter(|entry| entry.finished()).count() as u32;
        let failed = entries.len() as u32 - finished;
        let (games, folder) = (request.games, run.to_path_buf());
        let broken = |cause| {
            let folder = run.to_path_buf();
            Error::Broken {
                cause: Box::new(cause),
                finished,
                games,
                folder,
            }
        };
        if let Some(cause) = cause {
            return Err(broken(cause));
        }
        let complete = finished + failed == games;
        times
            .measure(Part::Parquet, || pool.install(|| lake.finish()))
            .map_err(|error| broken(error.into()))?;
        if !complete {
            return Err(Error::Interrupted {
                finished,
                games,
                folder,
            });
        }
        let rows = entries.values().map(rows).sum();
        journal.sort().map_err(broken)?;
        Ok(Summary {
            games,
            played: 0,
            finished,
            failed,
            rows,
            time: Duration::ZERO,
            times,
        })
    }
}

/// Rows of a game in all tables.
fn rows(entry: &super::journal::Entry) -> u64 {
    match &entry.fate {
        Fate::Finished { rows, .. } => rows.values().sum(),
        Fate::Failed { .. } => 0,
    }
}
