//! Reading the events of a run.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use polars::prelude::*;

use super::schema::{Table, table, tables};
use super::{LakeError, Result, Unit, shard};

/// A table of a run.
///
/// # Errors
/// [`LakeError::UnknownTable`]; [`LakeError::NoTable`] if the run has none of its files; [`LakeError::NotParquet`] for a
/// file that is truncated or something else, [`LakeError::Column`] for one with other columns, [`LakeError::Read`] for
/// one that cannot be opened.
pub fn scan(run: &Path, name: &str) -> Result<LazyFrame> {
    let table = known(name)?;
    let files = files(run, name)?;
    if files.is_empty() {
        return Err(LakeError::NoTable { folder: run.join(name) });
    }
    scan_files(&files, table)
}

/// The Parquet files of a table, sorted; none if there is no such folder.
fn files(run: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let folder = run.join(name);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(LakeError::read(&folder)(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(LakeError::read(&folder))?.path();
        if path.extension().is_some_and(|extension| extension == "parquet") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A table in these files. Every file is looked at first, so that what is wrong with one is said with its name.
fn scan_files(files: &[PathBuf], table: &'static Table) -> Result<LazyFrame> {
    let schema = table.schema();
    for file in files {
        check(file, table, &schema)?;
    }
    let paths = files
        .iter()
        .map(|file| PlRefPath::try_from_path(file))
        .collect::<PolarsResult<_>>();
    let options = ScanArgsParquet {
        schema: Some(schema),
        glob: false,
        ..Default::default()
    };
    paths
        .and_then(|paths| LazyFrame::scan_parquet_files(paths, options))
        .map_err(|error| LakeError::NotParquet {
            path: files.first().cloned().unwrap_or_default(),
            reason: error.to_string(),
        })
}

fn known(name: &str) -> Result<&'static Table> {
    table(name).ok_or_else(|| LakeError::UnknownTable {
        name: name.to_string(),
        known: tables().iter().map(|table| table.name).collect::<Vec<_>>().join(", "),
    })
}

/// Refuses a file whose columns are not those of a table.
fn check(path: &Path, table: &'static Table, schema: &Schema) -> Result<()> {
    let found = open(path)?.1;
    let column = |column: &str, reason: String| {
        Err(LakeError::Column {
            path: path.to_path_buf(),
            table: table.name,
            column: column.to_string(),
            reason,
        })
    };
    for (name, dtype) in schema.iter() {
        match found.get(name) {
            None => return column(name, "it is missing".to_string()),
            Some(other) if other != dtype => {
                let enums = matches!((other, dtype), (DataType::Enum(..), DataType::Enum(..)));
                let reason = if enums {
                    "it has other names".to_string()
                } else {
                    format!("it is {other}, not {dtype}")
                };
                return column(name, reason);
            }
            Some(_) => {}
        }
    }
    match found.iter_names().find(|name| !schema.contains(name)) {
        Some(name) => column(name, "it is not known".to_string()),
        None => Ok(()),
    }
}

/// A file with its schema.
fn open(path: &Path) -> Result<(ParquetReader<File>, Schema)> {
    let file = File::open(path).map_err(LakeError::read(path))?;
    let mut reader = ParquetReader::new(file);
    let arrow = reader.schema().map_err(|error| not_parquet(path, &error))?;
    let schema = Schema::from_arrow_schema(&arrow);
    Ok((reader, schema))
}

fn not_parquet(path: &Path, error: &PolarsError) -> LakeError {
    LakeError::NotParquet {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}

/// The games that readers find, ascending: a game that `games` lists is in all tables. While a run goes on, or after
/// it was killed, they are fewer than the journal says.
///
/// # Errors
/// [`LakeError::NotParquet`] or [`LakeError::Read`] for a file of `games` that cannot be read.
pub fn games(run: &Path) -> Result<BTreeSet<u32>> {
    let mut games = BTreeSet::new();
    for path in files(run, "games")? {
        games.extend(games_in(&path)?);
    }
    Ok(games)
}

fn games_in(path: &Path) -> Result<BTreeSet<u32>> {
    let reader = open(path)?.0.with_columns(Some(vec!["game_id".to_string()]));
    let ids = reader
        .finish()
        .and_then(|frame| frame.column("game_id")?.u32().map(|ids| ids.iter().flatten().collect()));
    ids.map_err(|error| not_parquet(path, &error))
}

/// The games in the shards of a unit; none if it has no shards. All tables must be readable.
pub(super) fn games_of_unit(run: &Path, unit: Unit) -> Result<Option<BTreeSet<u32>>> {
    let path = shard::path(run, "games", unit);
    if !path.exists() {
        return Ok(None);
    }
    for table in tables() {
        check(&shard::path(run, table.name, unit), table, &table.schema())?;
    }
    games_in(&path).map(Some)
}
