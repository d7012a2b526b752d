//! Parquet: the events of many games (write, compact, scan).
//!
//! # What is where
//!
//! Games are grouped into units of [`UNIT`] by their number, or of as many as the run asks for; with units of 1 there is
//! one file for every game, `<run>/<table>/game_000042.parquet`. The events of a unit end up in one Parquet file for each
//! table, `<run>/<table>/shard_000000-000249.parquet`, sorted by game. Until then they are in the spool of the unit,
//! `<run>/.spool/000000-000249`, to which every finished game is appended as one frame ([`spool`]). Parquet costs a
//! lot for each file and column, and `house_turns` alone has two hundred columns: one file a game would cost several
//! times what encoding a unit at once does, and every game would be encoded twice.
//!
//! # Why no game is ever lost, or counted twice
//!
//! | Step | Killed before it is done | On the next [`Lake::open`] |
//! |---|---|---|
//! | 1. append the game's frame to the spool | half a frame at the end | it is cut off; the game is played again |
//! | 2. the caller journals the game | the frame is there, the journal does not know | [`Lake::add`] of a game that is there does nothing |
//! | 3. write a shard beside the spool | a draft | it is overwritten; the spool still has everything |
//! | 4. move it to its place | some tables have the shard, `games` has not | they are replaced by the same bytes |
//! | 5. delete the spool | spool and shards | the spool counts; the shards are replaced by the same bytes |
//!
//! Readers look at `<table>/*.parquet` only. A shard is complete when it gets its name, and what replaces it has the
//! same name, so a reader finds a game once or not at all. `games` comes last: a game that it lists is in all tables.
//! An interrupted run has shards with the games so far, and keeps their spools to go on from; for one that was killed,
//! [`settle`] makes them.
//!
//! A shard's bytes follow from its games: they do not depend on the order in which games finished, on threads, or on
//! interruptions.
//!
//! Nothing is synced to the disk file by file: what was written survives the end of the process, and that is what is
//! promised. A power cut may leave damage; frames have checksums, and a unit with an unreadable shard counts as not
//! stored, so that its games are played again.
//!
//! One process at a time writes a run: `.spool/lock` is locked as long as a [`Lake`] lives.

mod cells;
mod error;
mod record;
mod scan;
mod schema;
mod shard;
mod spool;
#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use ec4x_engine::events::EventLog;
use rayon::prelude::*;

pub use error::{LakeError, Result};
pub use record::{GameRecord, HouseRecord};
pub use scan::{games, scan};
pub use schema::{Column, Table, Type, table, tables};
pub use shard::Written;
use spool::{Sections, Spool};

/// Games of a unit, unless a run asks for another number.
pub const UNIT: u32 = 250;

/// The folder of spools and lock in a run.
const FOLDER: &str = ".spool";

/// The games that share a shard: `size` games in a row, the first of them a multiple of `size`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    first: u32,
    size: u32,
}

impl Unit {
    /// The unit of a game among units of `size` games.
    pub fn of(game: u32, size: u32) -> Self {
        Self {
            first: game / size * size,
            size,
        }
    }

    /// Its games in a run of `planned` games.
    pub fn games(self, planned: u32) -> std::ops::Range<u32> {
        self.first..planned.min(self.first + self.size)
    }

    fn name(self) -> String {
        format!("{:06}-{:06}", self.first, self.first + self.size - 1)
    }

    fn shard_name(self) -> String {
        if self.size == 1 {
            format!("game_{:06}.parquet", self.first)
        } else {
            format!("shard_{}.parquet", self.name())
        }
    }

    /// The unit of `size` games whose spool has this name.
    fn from_name(name: &str, size: u32) -> Option<Self> {
        let unit = Self::of(name.get(..6)?.parse().ok()?, size);
        (unit.name() == name).then_some(unit)
    }
}

/// The events of a run, open for writing. It is shared by all threads that play.
#[derive(Debug)]
pub struct Lake {
    run: PathBuf,
    planned: u32,
    size: u32,
    units: Mutex<BTreeMap<Unit, State>>,
    damaged: Vec<LakeError>,
    /// Held to keep other processes out.
    _lock: File,
}

/// Makes shards of what a run that was killed had finished, for a reader that comes before the run goes on. Does
/// nothing while the run is being written, or if there is nothing to do.
///
/// # Errors
/// [`LakeError::Write`] if the folder cannot be written.
pub fn settle(run: &Path, planned: u32, size: u32) -> Result<()> {
    if !run.join(FOLDER).exists() {
        return Ok(());
    }
    match Lake::open(run, planned, size) {
        Ok(lake) => lake.finish().map(drop),
        Err(LakeError::Locked { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Where a unit stands.
#[derive(Debug)]
enum State {
    /// Its finished games are in the spool; `skipped` ones have no events.
    Open { spool: Spool, skipped: BTreeSet<u32> },
    /// These games are in its shards, and nothing more will come.
    Closed { games: BTreeSet<u32> },
}

impl Lake {
    /// Opens the folder of a run of `planned` games, new or interrupted, with `size` games a file: 1 makes one file for
    /// every game and table.
    ///
    /// # Errors
    /// [`LakeError::Locked`] if another process writes this run; [`LakeError::Write`] or [`LakeError::Read`] if the
    /// folder cannot be used.
    pub fn open(run: &Path, planned: u32, size: u32) -> Result<Self> {
        let folder = run.join(FOLDER);
        fs::create_dir_all(&folder).map_err(LakeError::write(&folder))?;
        let lock = lock(&folder.join("lock"))?;
        let (mut units, mut damaged) = (BTreeMap::new(), Vec::new());
        for entry in fs::read_dir(&folder).map_err(LakeError::read(&folder))? {
            let path = entry.map_err(LakeError::read(&folder))?.path();
            if let Some(unit) = path
                .file_name()
                .and_then(|name| name.to_str())
                .and_then(|name| Unit::from_name(name, size))
            {
                let spool = Spool::open(&path).map_err(LakeError::read(&path))?;
                units.insert(
                    unit,
                    State::Open {
                        spool,
                        skipped: BTreeSet::new(),
                    },
                );
            }
        }
        for unit in (0..planned.div_ceil(size))
            .map(|index| Unit::of(index * size, size))
            .filter(|unit| !units.contains_key(unit))
            .collect::<Vec<_>>()
        {
            match scan::games_of_unit(run, unit) {
                Ok(Some(games)) => drop(units.insert(unit, State::Closed { games })),
                Ok(None) => {}
                Err(error) => damaged.push(error),
            }
        }
        Ok(Self {
            run: run.to_path_buf(),
            planned,
            size,
            units: Mutex::new(units),
            damaged,
            _lock: lock,
        })
    }

    /// The games whose events are in place, ascending.
    pub fn stored(&self) -> BTreeSet<u32> {
        let games = |state: &State| match state {
            State::Open { spool, .. } => spool.games().collect::<Vec<_>>(),
            State::Closed { games } => games.iter().copied().collect(),
        };
        self.units().values().flat_map(games).collect()
    }

    /// Shards that could not be read when the run was opened. Their games are not [`Lake::stored`]; when they have
    /// been played again, the shards are replaced.
    pub fn damaged(&self) -> &[LakeError] {
        &self.damaged
    }

    /// Puts the events of a finished game in place. When this returns, the end of the process cannot lose them. A
    /// game that is in place already is left as it is.
    ///
    /// Returns the game's unit if it is now complete: it should be [compacted](Lake::compact), after the game was
    /// journaled.
    ///
    /// # Errors
    /// [`LakeError::Write`] if the disk is full or the folder gone; what is in place stays. [`LakeError::Closed`] if
    /// the game was skipped before and its unit is complete without it.
    pub fn add(&self, record: &GameRecord, log: &EventLog) -> Result<Option<Unit>> {
        let sections = Sections::new(record, log);
        let game = record.game_id;
        self.with_unit(game, |state| match state {
            State::Open { spool, .. } if spool.contains(game) => Ok(()),
            State::Open { spool, .. } => spool.append(game, &sections).map_err(LakeError::write(spool.path())),
            State::Closed { games } if games.contains(&game) => Ok(()),
            State::Closed { .. } => Err(LakeError::Closed {
                run: self.run.clone(),
                game,
            }),
        })
    }

    /// Says that no events will come of a game, because it failed. Returns its unit if it is now complete.
    ///
    /// # Errors
    /// [`LakeError::Write`] if the folder cannot be used.
    pub fn skip(&self, game: u32) -> Result<Option<Unit>> {
        self.with_unit(game, |state| {
            if let State::Open { skipped, .. } = state {
                skipped.insert(game);
            }
            Ok(())
        })
    }

    /// Makes the shards of a complete unit and removes its spool. It runs on the calling thread alone.
    ///
    /// # Errors
    /// [`LakeError::Write`] if the disk is full; the spool stays, and [`Lake::finish`] will try again.
    pub fn compact(&self, unit: Unit) -> Result<Written> {
        let Some((spool, skipped)) = self.close(unit) else {
            return Ok(Written::default());
        };
        let mut written = Written::default();
        for table in 0..tables().len() {
            match shard::write(&self.run, unit, table, &spool) {
                Ok(one) => written += one,
                Err(error) => {
                    self.units().insert(unit, State::Open { spool, skipped });
                    return Err(error);
                }
            }
        }
        spool.remove()?;
        Ok(written)
    }

    /// Makes the shards of everything that is not in one yet: at the end of a run, or when it is interrupted. Spools
    /// of units that are not complete stay, for a run that goes on later. Threads of the current rayon pool help.
    ///
    /// # Errors
    /// [`LakeError::Write`] if the disk is full; spools stay.
    pub fn finish(self) -> Result<Written> {
        let units = self
            .units
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let open: Vec<_> = units
            .into_iter()
            .filter_map(|(unit, state)| match state {
                State::Open { spool, skipped } => Some((unit, spool, skipped)),
                State::Closed { .. } => None,
            })
            .collect();
        let write = |(unit, table): (usize, usize)| shard::write(&self.run, open[unit].0, table, &open[unit].1);
        let jobs = |tables: std::ops::Range<usize>| -> Vec<(usize, usize)> {
            tables
                .flat_map(|table| (0..open.len()).map(move |unit| (unit, table)))
                .collect()
        };
        let games = tables().len() - 1;
        let mut written = Written::default();
        for jobs in [jobs(0..games), jobs(games..games + 1)] {
            for result in jobs.into_par_iter().map(write).collect::<Vec<_>>() {
                written += result?;
            }
        }
        for (unit, spool, skipped) in open {
            if is_complete(unit, self.planned, &spool, &skipped) {
                spool.remove()?;
            }
        }
        drop(self._lock);
        remove_if_done(&self.run.join(FOLDER));
        Ok(written)
    }

    /// Marks a unit as closed; returns what was open.
    fn close(&self, unit: Unit) -> Option<(Spool, BTreeSet<u32>)> {
        let mut units = self.units();
        match units.remove(&unit)? {
            State::Open { spool, skipped } => {
                units.insert(
                    unit,
                    State::Closed {
                        games: spool.games().collect(),
                    },
                );
                Some((spool, skipped))
            }
            closed @ State::Closed { .. } => {
                units.insert(unit, closed);
                None
            }
        }
    }

    fn units(&self) -> MutexGuard<'_, BTreeMap<Unit, State>> {
        // A thread that panicked while it held the lock left whole frames: `Spool::append` undoes half ones.
        self.units.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Does something with the unit of a game; returns the unit if it is open and complete then.
    fn with_unit(&self, game: u32, act: impl FnOnce(&mut State) -> Result<()>) -> Result<Option<Unit>> {
        let unit = Unit::of(game, self.size);
        let mut units = self.units();
        let state = match units.entry(unit) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let path = self.run.join(FOLDER).join(unit.name());
                let spool = Spool::open(&path).map_err(LakeError::write(&path))?;
                entry.insert(State::Open {
                    spool,
                    skipped: BTreeSet::new(),
                })
            }
        };
        act(state)?;
        Ok(match state {
            State::Open { spool, skipped } => is_complete(unit, self.planned, spool, skipped).then_some(unit),
            State::Closed { .. } => None,
        })
    }
}

fn is_complete(unit: Unit, planned: u32, spool: &Spool, skipped: &BTreeSet<u32>) -> bool {
    unit.games(planned)
        .all(|game| spool.contains(game) || skipped.contains(&game))
}

fn lock(path: &Path) -> Result<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(LakeError::write(path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LakeError::Locked {
            path: path.to_path_buf(),
        }),
        Err(TryLockError::Error(error)) => Err(LakeError::write(path)(error)),
    }
}

/// Removes the folder of the spools if nothing but the lock is left in it.
fn remove_if_done(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    if entries.flatten().all(|entry| entry.file_name() == "lock") {
        // Whoever fails to remove it leaves an empty folder, which harms nobody.
        let _ = fs::remove_file(folder.join("lock"));
        let _ = fs::remove_dir(folder);
    }
}
