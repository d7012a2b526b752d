//! The spool of a unit: the finished games of a run that are not in a shard yet.
//!
//! A spool is a file of frames, one a game, appended as games finish: a head with the game's number, the lengths of
//! its sections (one a table) and a checksum, then the sections. Whoever opens a spool reads all of it and cuts off
//! what is not a whole frame: a frame is there or it is not.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use ec4x_engine::events::EventLog;
use xxhash_rust::xxh3::xxh3_64;

use super::cells::Sink;
use super::record::GameRecord;
use super::schema::{PLAYER_AFTER, PLAYER_TABLE, tables};
use super::{LakeError, Result};

/// Where the sections of a game are.
#[derive(Clone, Debug)]
struct Frame {
    game: u32,
    /// Offsets of the sections in the file, and the end of the last one.
    bounds: Vec<u64>,
}

/// A spool that is open for appending.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    file: File,
    frames: Vec<Frame>,
    length: u64,
}

impl Spool {
    /// Opens or creates a spool, cutting off a frame that was not written to its end.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let (mut frames, mut length) = (Vec::new(), 0);
        let size = file.metadata()?.len();
        while let Some(frame) = read_frame(&mut file, length, size)? {
            length = frame.bounds[tables().len()];
            frames.push(frame);
        }
        file.set_len(length)?;
        frames.sort_by_key(|frame: &Frame| frame.game);
        Ok(Self {
            path: path.to_path_buf(),
            file,
            frames,
            length,
        })
    }

    /// Removes the file.
    pub fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(LakeError::write(&self.path))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The games in it, ascending.
    pub fn games(&self) -> impl Iterator<Item = u32> + '_ {
        self.frames.iter().map(|frame| frame.game)
    }

    /// Whether a game is in it.
    pub fn contains(&self, game: u32) -> bool {
        self.frames.binary_search_by_key(&game, |frame| frame.game).is_ok()
    }

    /// Appends a game. If that fails, the spool is as it was.
    pub fn append(&mut self, game: u32, sections: &Sections) -> io::Result<()> {
        let bytes = frame(game, sections);
        if let Err(error) = self.file.write_all(&bytes) {
            // Part of a frame may be in the file; a later frame must not follow it.
            self.file.set_len(self.length)?;
            return Err(error);
        }
        let mut bounds = vec![self.length + head_length()];
        for section in &sections.0 {
            bounds.push(bounds[bounds.len() - 1] + section.len() as u64);
        }
        self.length += bytes.len() as u64;
        let at = self.frames.partition_point(|frame| frame.game < game);
        self.frames.insert(at, Frame { game, bounds });
        Ok(())
    }

    /// Calls `visit` with one section of every game, ascending by game.
    ///
    /// # Errors
    /// Whatever `visit` returns, or that the file cannot be read.
    pub fn for_each_section(&self, table: usize, mut visit: impl FnMut(u32, &[u8]) -> Result<()>) -> Result<()> {
        // A handle of its own: tables may be read side by side.
        let mut file = File::open(&self.path).map_err(LakeError::read(&self.path))?;
        let mut bytes = Vec::new();
        for frame in &self.frames {
            let (start, end) = (frame.bounds[table], frame.bounds[table + 1]);
            bytes.resize((end - start) as usize, 0);
            let read = file
                .seek(SeekFrom::Start(start))
                .and_then(|_| file.read_exact(&mut bytes));
            read.map_err(LakeError::read(&self.path))?;
            visit(frame.game, &bytes)?;
        }
        Ok(())
    }
}

/// What a game puts into each table, in the order of [`tables`].
#[derive(Debug)]
pub struct Sections(Vec<Vec<u8>>);

impl Sections {
    /// The sections of a finished game.
    pub fn new(record: &GameRecord, log: &EventLog) -> Self {
        let mut sections = Vec::new();
        for table in log.tables() {
            let mut sink = Sink::default();
            sink.rows(table.rows());
            for (spec, data) in table.specs().iter().zip(table.data()) {
                sink.data(&data);
                if table.name() == PLAYER_TABLE && spec.name == PLAYER_AFTER {
                    players(record, log, &mut sink);
                }
            }
            sections.push(sink.bytes);
        }
        let mut sink = Sink::default();
        sink.rows(record.houses.len());
        record.write(&mut sink);
        sections.push(sink.bytes);
        Self(sections)
    }

    /// How many bytes they have.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }
}

/// The columns `seat` and `persona` of `house_turns`.
fn players(record: &GameRecord, log: &EventLog, sink: &mut Sink) {
    let house = |id: &ec4x_engine::ids::HouseId| record.house(id.0 as u8).expect("a record has all houses of its game");
    let houses: Vec<_> = log.house_turns.stocks.house.iter().map(house).collect();
    let seats: Vec<i64> = houses.iter().map(|house| i64::from(house.seat)).collect();
    sink.numbers(&seats, None);
    sink.text(houses.iter().map(|house| house.persona.as_str()));
}

const MAGIC: &[u8; 8] = b"EC4Xgame";

/// Magic, game, lengths of the sections, checksum of all that and of the sections.
fn head_length() -> u64 {
    (MAGIC.len() + 4 + 8 * tables().len() + 8) as u64
}

fn frame(game: u32, sections: &Sections) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(sections.len() + head_length() as usize);
    bytes.extend(MAGIC);
    bytes.extend(game.to_le_bytes());
    for section in &sections.0 {
        bytes.extend((section.len() as u64).to_le_bytes());
    }
    let checksum_at = bytes.len();
    bytes.extend([0; 8]);
    for section in &sections.0 {
        bytes.extend(section);
    }
    let checksum = xxh3_64(&bytes);
    bytes[checksum_at..checksum_at + 8].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Reads the frame at an offset; none if there is no whole one.
fn read_frame(file: &mut File, offset: u64, size: u64) -> io::Result<Option<Frame>> {
    let length = head_length();
    if size - offset < length {
        return Ok(None);
    }
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut bytes)?;
    let number =
        |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap_or_else(|_| unreachable!("8 bytes")));
    let game = number(8) as u32;
    let mut bounds = vec![offset + length];
    for table in 0..tables().len() {
        let Some(end) = bounds[table]
            .checked_add(number(12 + 8 * table))
            .filter(|&end| end <= size)
        else {
            return Ok(None);
        };
        bounds.push(end);
    }
    let checksum_at = length as usize - 8;
    let checksum = number(checksum_at);
    if bytes[..8] != *MAGIC {
        return Ok(None);
    }
    bytes[checksum_at..].fill(0);
    bytes.resize((bounds[tables().len()] - offset) as usize, 0);
    file.read_exact(&mut bytes[length as usize..])?;
    Ok((xxh3_64(&bytes) == checksum).then_some(Frame { game, bounds }))
}
