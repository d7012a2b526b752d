//! What can go wrong with the files of a run: every message names the file and the way out.

use std::io;
use std::path::{Path, PathBuf};

/// Why the events of a run could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// A file or folder could not be written.
    #[error(
        "{path}: cannot be written: {source}; nothing that is in place is lost: make room or give access, then go on \
         with `ec4x simulate --resume`"
    )]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder could not be read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A spool's frame does not hold what its table needs.
    #[error(
        "{path}: its games were written by another version of ec4x; finish the run with that one, or remove the file \
         and play its games again with `ec4x simulate --resume`"
    )]
    Spool {
        /// The spool.
        path: PathBuf,
    },
    /// A game came after its unit was complete without it.
    #[error("{run}: game {game} had failed, and the shard that would hold it is complete; play the run anew")]
    Closed {
        /// The run.
        run: PathBuf,
        /// The game.
        game: u32,
    },
    /// Another process writes the run.
    #[error("{path} is locked: another ec4x is writing this run; wait for it or stop it")]
    Locked {
        /// The lock.
        path: PathBuf,
    },
    /// The run has no file of a table.
    #[error(
        "{folder}: no Parquet file; either this is not a run of ec4x, or none of its games has finished (go on with \
         `ec4x simulate --resume`)"
    )]
    NoTable {
        /// The folder of the table.
        folder: PathBuf,
    },
    /// A file is not Parquet, or not all of it is there.
    #[error(
        "{path}: not a whole Parquet file: {reason}; `ec4x simulate --resume` plays the games again that should be in it"
    )]
    NotParquet {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file has other columns than this version's tables.
    #[error(
        "{path}: column {column} of table {table}: {reason}; the run was made by another version of ec4x: use that one, \
         or play the run again"
    )]
    Column {
        /// The file.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// There is no such table.
    #[error("there is no table {name}; the tables are {known}")]
    UnknownTable {
        /// The name asked for.
        name: String,
        /// All names.
        known: String,
    },
}

/// Result of this module.
pub type Result<T> = std::result::Result<T, LakeError>;

impl LakeError {
    /// Makes an error of a failed write.
    pub(super) fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Write {
            path: path.clone(),
            source,
        }
    }

    /// Makes an error of a failed read.
    pub(super) fn read(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Read {
            path: path.clone(),
            source,
        }
    }
}
