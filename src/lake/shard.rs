//! Shards: the Parquet files of a unit, made from its spool.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use polars::polars_utils::compression::ZstdLevel;
use polars::prelude::*;

use super::cells::{Cells, Damaged, Source};
use super::schema::{Table, tables};
use super::spool::Spool;
use super::{LakeError, Result, Unit};

/// A row group is closed after the game with which its values reach this many bytes in memory. It bounds what a
/// worker needs for writing; at this size the heads of row groups are below a hundredth of a file.
const ROW_GROUP_BYTES: usize = 16 << 20;

/// Level of zstd, measured on the events of sixty long games: level 1 makes rows of combat 4 % and of the economy 5 %
/// larger and writes them in five sixths of the time; level 9 makes them 4 % and 6 % smaller in twice the time.
const ZSTD_LEVEL: i32 = 3;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: u64,
    /// Rows.
    pub rows: u64,
    /// Bytes on disk.
    pub bytes: u64,
}

impl std::ops::AddAssign for Written {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.rows += other.rows;
        self.bytes += other.bytes;
    }
}

/// The path of a shard.
pub fn path(run: &Path, table: &str, unit: Unit) -> PathBuf {
    run.join(table).join(unit.shard_name())
}

/// Writes one table of a spool as a shard: beside the spool first, then moved to its place.
pub fn write(run: &Path, unit: Unit, index: usize, spool: &Spool) -> Result<Written> {
    let table = &tables()[index];
    let target = path(run, table.name, unit);
    let draft = spool.path().with_extension(format!("{}.draft", table.name));
    let written = write_draft(&draft, table, index, spool)?;
    let folder = run.join(table.name);
    fs::create_dir_all(&folder).map_err(LakeError::write(&folder))?;
    fs::rename(&draft, &target).map_err(LakeError::write(&target))?;
    Ok(written)
}

fn write_draft(draft: &Path, table: &Table, index: usize, spool: &Spool) -> Result<Written> {
    let failed = LakeError::write(draft);
    let file = File::create(draft).map_err(&failed)?;
    let refused = |error: PolarsError| failed(io::Error::other(error));
    // Columns are encoded one after the other on this thread: a worker that waited for polars' own threads would
    // start another game in the middle of this one.
    let mut writer = ParquetWriter::new(BufWriter::new(file))
        .with_compression(ParquetCompression::Zstd(Some(
            ZstdLevel::try_new(ZSTD_LEVEL).map_err(&refused)?,
        )))
        .set_parallel(false)
        .batched(&table.schema())
        .map_err(&refused)?;
    let mut group = Group::new(table);
    let mut rows = 0;
    spool.for_each_section(index, |game, bytes| {
        let read = group.read(game, bytes);
        rows += read.map_err(|Damaged| LakeError::Spool {
            path: spool.path().to_path_buf(),
        })? as u64;
        if group.bytes() >= ROW_GROUP_BYTES {
            writer.write_batch(&group.take().map_err(&refused)?).map_err(&refused)?;
        }
        Ok(())
    })?;
    if group.rows > 0 {
        writer.write_batch(&group.take().map_err(&refused)?).map_err(&refused)?;
    }
    let bytes = writer.finish().map_err(&refused)?;
    Ok(Written { files: 1, rows, bytes })
}

/// The rows of the row group under way.
struct Group<'a> {
    table: &'a Table,
    cells: Vec<Cells>,
    rows: usize,
}

impl<'a> Group<'a> {
    fn new(table: &'a Table) -> Self {
        Self {
            table,
            cells: table.columns.iter().map(Cells::new).collect(),
            rows: 0,
        }
    }

    fn bytes(&self) -> usize {
        self.rows * self.table.row_width()
    }

    /// Appends the section of a game; says how many rows it had.
    fn read(&mut self, game: u32, section: &[u8]) -> std::result::Result<usize, Damaged> {
        let mut source = Source::new(section);
        let rows = source.rows()?;
        for (index, cells) in self.cells.iter_mut().enumerate() {
            match index {
                0 => cells.extend(&vec![i64::from(game); rows]),
                _ => cells.read(&mut source, rows)?,
            }
        }
        self.rows += rows;
        source.is_at_end().then_some(rows).ok_or(Damaged)
    }

    fn take(&mut self) -> PolarsResult<DataFrame> {
        let columns = self
            .cells
            .iter_mut()
            .zip(&self.table.columns)
            .map(|(cells, column)| cells.take(column));
        let rows = std::mem::take(&mut self.rows);
        DataFrame::new(rows, columns.collect::<PolarsResult<_>>()?)
    }
}
