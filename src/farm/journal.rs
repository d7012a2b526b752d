//! The journal of a run: which games are done, and how they ended.
//!
//! A line of JSON per game, appended in one write **after** the game's files are in place: a game without a line does
//! not count, whatever files it left. While a run goes on, lines stand in the order of completion; at its end the file
//! is put in the order of games, so that complete runs are equal byte by byte. A line that a crash cut off has no end
//! of line and is dropped.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::write_atomically;
use crate::error::{Error, Result};

/// The file's name in a run.
pub const NAME: &str = "journal.jsonl";

/// One game that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the game in the run.
    pub game: u32,
    /// Its block.
    pub block: u32,
    /// Its seating.
    pub seating: u32,
    /// Its key, in hexadecimal.
    pub key: String,
    /// Personas by seat.
    pub personas: Vec<String>,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// What became of a game.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub enum Fate {
    /// It came to an end.
    Finished {
        /// The turn of the end.
        turns: u32,
        /// The kind of ending.
        victory: String,
        /// The seat that won alone.
        winner: Option<u32>,
        /// Hash of the last state, in hexadecimal.
        hash: String,
        /// Rows by table.
        rows: BTreeMap<String, u64>,
    },
    /// It has no result.
    Failed {
        /// The last turn that was saved; 0 if there is none.
        turns: u32,
        /// Why, in one line.
        message: String,
    },
}

impl Entry {
    /// Whether the game has a result.
    pub fn finished(&self) -> bool {
        matches!(self.fate, Fate::Finished { .. })
    }

    /// The line without its end.
    fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|error| unreachable!("an entry is always JSON: {error}"))
    }
}

/// The journal, open for appending.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    entries: BTreeMap<u32, Entry>,
}

impl Journal {
    /// Opens the journal of a run, or begins it. A line that was cut off is removed.
    ///
    /// # Errors
    /// If it cannot be read or written, or holds something else.
    pub fn open(run: &Path) -> Result<Self> {
        let path = run.join(NAME);
        let (entries, length) = if path.exists() {
            read_file(&path)?
        } else {
            (BTreeMap::new(), 0)
        };
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(Error::io("open", &path))?;
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map_err(Error::io("write", &path))?;
        Ok(Self { path, file, entries })
    }

    /// The games that are done.
    pub fn entries(&self) -> &BTreeMap<u32, Entry> {
        &self.entries
    }

    /// Adds a game whose files are in place.
    ///
    /// # Errors
    /// If it cannot be written; the file is then as it was.
    pub fn append(&mut self, entry: Entry) -> Result<()> {
        let line = entry.line() + "\n";
        let before = self.file.stream_position().map_err(Error::io("write", &self.path))?;
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // A full disk may have taken half a line. If it cannot be removed here, the next reader drops it.
            let _ = self
                .file
                .set_len(before)
                .and_then(|()| self.file.seek(SeekFrom::Start(before)));
            return Err(Error::io("write", &self.path)(error));
        }
        self.entries.insert(entry.game, entry);
        Ok(())
    }

    /// Puts the lines in the order of games.
    ///
    /// # Errors
    /// If it cannot be written; the file is then as it was.
    pub fn sort(&mut self) -> Result<()> {
        let text: String = self.entries.values().map(|entry| entry.line() + "\n").collect();
        write_atomically(&self.path, text.as_bytes())?;
        self.file = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .map_err(Error::io("open", &self.path))?;
        Ok(())
    }
}

/// The games of a run that are done; a line that was cut off does not count.
///
/// # Errors
/// If there is no journal, it cannot be read, or holds something else.
pub fn read(run: &Path) -> Result<BTreeMap<u32, Entry>> {
    read_file(&run.join(NAME)).map(|(entries, _)| entries)
}

/// The entries, and how many bytes they take.
fn read_file(path: &Path) -> Result<(BTreeMap<u32, Entry>, u64)> {
    let text = std::fs::read(path).map_err(Error::io("read", path))?;
    let whole = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let mut entries = BTreeMap::new();
    for (at, line) in text[..whole]
        .split(|&byte| byte == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let entry: Entry = serde_json::from_slice(line).map_err(|error| {
            Error::Data(format!(
                "{}:{}: this line is not about a game ({error}); remove it, and the game will be played again",
                path.display(),
                at + 1
            ))
        })?;
        entries.insert(entry.game, entry);
    }
    Ok((entries, whole as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(game: u32) -> Entry {
        let fate = if game == 3 {
            Fate::Failed {
                turns: 7,
                message: "panic: \"lost\"\nsecond line".to_string(),
            }
        } else {
            Fate::Finished {
                turns: 35,
                victory: "turn_limit".to_string(),
                winner: Some(2),
                hash: "00ff".to_string(),
                rows: BTreeMap::from([("battles".to_string(), 4)]),
            }
        };
        let personas = vec!["Turtle".to_string(), "Economic".to_string()];
        Entry {
            game,
            block: game / 2,
            seating: game % 2,
            key: "0a".to_string(),
            personas,
            fate,
        }
    }

    #[test]
    fn lines_come_back() {
        let run = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(run.path()).unwrap();
        for game in [2, 0, 3, 1] {
            journal.append(entry(game)).unwrap();
        }
        assert_eq!(
            read(run.path()).unwrap().into_values().collect::<Vec<_>>(),
            [0, 1, 2, 3].map(entry)
        );
        journal.sort().unwrap();
        journal.append(entry(4)).unwrap();
        let text = std::fs::read_to_string(run.path().join(NAME)).unwrap();
        assert_eq!(text, [0, 1, 2, 3, 4].map(|game| entry(game).line() + "\n").concat());
    }

    #[test]
    fn a_line_that_was_cut_off_is_dropped() {
        let run = tempfile::tempdir().unwrap();
        let path = run.path().join(NAME);
        let mut journal = Journal::open(run.path()).unwrap();
        journal.append(entry(0)).unwrap();
        journal.append(entry(1)).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for cut in 1..=entry(1).line().len() {
            std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
            let mut journal = Journal::open(run.path()).unwrap();
            assert_eq!(journal.entries().keys().copied().collect::<Vec<_>>(), [0], "{cut}");
            journal.append(entry(1)).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), whole);
        }
    }

    #[test]
    fn a_foreign_line_is_an_error_with_its_place() {
        let run = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(run.path()).unwrap();
        journal.append(entry(0)).unwrap();
        let mut file = OpenOptions::new().append(true).open(run.path().join(NAME)).unwrap();
        file.write_all(b"hello\n").unwrap();
        let error = read(run.path()).unwrap_err();
        assert_eq!(error.exit_code(), 3);
        assert!(
            error
                .to_string()
                .contains("journal.jsonl:2: this line is not about a game"),
            "{error}"
        );
    }
}
