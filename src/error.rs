//! What can go wrong outside of a game, with the exit code of each.

use std::path::{Path, PathBuf};

use ec4x_engine::rules::Diagnostic;

use crate::lake::LakeError;
use crate::report::ReportError;
use crate::store::StoreError;

/// Result of everything that touches files or users.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. Every message says what, where, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that does not exist or does not fit together.
    #[error("{0}")]
    Usage(String),
    /// Rules, settings or a scenario are wrong: all mistakes at once.
    #[error("{}", listed(.0))]
    Diagnostics(Vec<Diagnostic>),
    /// Data that was read is not what it should be.
    #[error("{0}")]
    Data(String),
    /// The system refused to read or write.
    #[error("cannot {doing} {}: {source}{}", path.display(), way_out(source))]
    Io {
        /// What was tried: a verb.
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A question was answered with no.
    #[error("{0}")]
    No(String),
    /// Event files.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// A game's database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A run could not go on, but what was played so far is safe.
    #[error(
        "{cause}\n{finished} of {games} games are in {folder}; go on with `ec4x simulate --resume={folder}`",
        folder = .folder.display()
    )]
    Broken {
        /// Why.
        cause: Box<Error>,
        /// Finished games.
        finished: u32,
        /// Games asked for.
        games: u32,
        /// The run.
        folder: PathBuf,
    },
    /// The run is complete, but some of its games failed.
    #[error(
        "{failed} of {games} games failed; each has its message and the command that repeats it in {}",
        folder.display()
    )]
    GamesFailed {
        /// How many.
        failed: u32,
        /// Of how many.
        games: u32,
        /// Where to look.
        folder: PathBuf,
    },
    /// A game that was played again failed again.
    #[error("game {game} failed: {message}")]
    GameFailed {
        /// Its number.
        game: u32,
        /// Why, with the backtrace if there is one.
        message: String,
    },
    /// The user stopped the run.
    #[error(
        "stopped: {finished} of {games} games are in {folder}; go on with `ec4x simulate --resume={folder}`",
        folder = .folder.display()
    )]
    Interrupted {
        /// Finished games.
        finished: u32,
        /// Games asked for.
        games: u32,
        /// The run.
        folder: PathBuf,
    },
    /// Nobody reads the output any more, as in `ec4x … | head`: not a fault.
    #[error("the output was closed")]
    OutputClosed,
}

impl Error {
    /// Makes an [`Error::Io`] out of what the system said.
    pub fn io(doing: &'static str, path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io {
            doing,
            path: path.as_ref().to_path_buf(),
            source,
        }
    }

    /// The exit code of the program; documented in `ec4x --help`.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::OutputClosed => 0,
            Self::No(_) => 1,
            Self::Usage(_) => 2,
            Self::Diagnostics(_)
            | Self::Data(_)
            | Self::Io { .. }
            | Self::Lake(_)
            | Self::Store(_)
            | Self::Report(_)
            | Self::Broken { .. } => 3,
            Self::GamesFailed { .. } | Self::GameFailed { .. } => 4,
            Self::Interrupted { .. } => 130,
        }
    }

    /// The text for the user.
    pub fn for_user(&self) -> String {
        match self {
            // Diagnostics begin with the word by themselves, once each.
            Self::Diagnostics(_) => self.to_string(),
            Self::Interrupted { .. } | Self::No(_) => self.to_string(),
            _ => format!("error: {self}"),
        }
    }
}

fn listed(diagnostics: &[Diagnostic]) -> String {
    let mut text: String = diagnostics
        .iter()
        .map(|diagnostic| format!("{diagnostic}\n\n"))
        .collect();
    match diagnostics.len() {
        1 => text.push_str("1 mistake; nothing was done"),
        n => text.push_str(&format!("{n} mistakes; nothing was done")),
    }
    text
}

/// Advice for what the system says often.
fn way_out(source: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::*;
    match source.kind() {
        StorageFull | QuotaExceeded => "; make room on the disk, or choose another folder",
        FileTooLarge => "; raise the limit on the size of files (`ulimit -f`), or choose another disk",
        PermissionDenied => "; look at its permissions",
        ReadOnlyFilesystem => "; choose a folder that can be written",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_has_a_way_out() {
        let full = Error::io("write", "runs/a/run.json")(std::io::ErrorKind::StorageFull.into());
        assert_eq!(full.exit_code(), 3);
        let text = full.for_user();
        assert!(text.starts_with("error: cannot write runs/a/run.json: "), "{text}");
        assert!(
            text.ends_with("make room on the disk, or choose another folder"),
            "{text}"
        );
    }

    #[test]
    fn mistakes_are_counted() {
        let mistake = || Diagnostic::nowhere("a.b", "too large".to_string());
        assert!(
            Error::Diagnostics(vec![mistake()])
                .for_user()
                .ends_with("1 mistake; nothing was done")
        );
        assert!(
            Error::Diagnostics(vec![mistake(), mistake()])
                .for_user()
                .ends_with("2 mistakes; nothing was done")
        );
    }
}
