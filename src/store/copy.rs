//! A game's database as bytes, and back.

use rusqlite::{Connection, MAIN_DB};

use super::schema::{self, INSERT_PACKET, SCHEMA};
use super::{Result, Store, memory};

impl Store {
    /// The database as the bytes of an SQLite file, with indexes.
    ///
    /// The bytes depend on what is saved and on nothing else: they are made from a fresh database into which
    /// everything is copied in order, so that the history of this one (earlier games of the worker, rows that came
    /// and went) leaves no trace.
    ///
    /// # Errors
    /// [`super::StoreError::Sqlite`] if there is no memory.
    pub fn image(&self) -> Result<Vec<u8>> {
        let mut fresh = memory()?;
        schema::create_tables(&fresh)?;
        copy(&self.connection, &fresh)?;
        schema::create_indexes(&fresh)?;
        Ok(fresh.serialize(MAIN_DB)?.to_vec())
    }

    /// A store in memory with what an image holds.
    ///
    /// # Errors
    /// [`super::StoreError::Foreign`] if it is not the image of a game of this version.
    pub fn from_image(image: &[u8]) -> Result<Self> {
        let mut source = memory()?;
        source.deserialize_read_exact(MAIN_DB, image, image.len(), true)?;
        schema::check(&source)?;
        let store = Self::in_memory()?;
        copy(&source, &store.connection)?;
        Ok(store)
    }
}

/// Copies all rows of all tables into an empty database.
fn copy(from: &Connection, to: &Connection) -> Result<()> {
    let transaction = to.unchecked_transaction()?;
    for table in &SCHEMA.tables {
        copy_rows(from, &table.copy, to, &table.replace)?;
    }
    let turns = "SELECT turn, hash FROM turns ORDER BY turn";
    copy_rows(from, turns, to, "INSERT INTO turns (turn, hash) VALUES (?1, ?2)")?;
    let meta = "SELECT name, value FROM meta ORDER BY name";
    copy_rows(from, meta, to, "INSERT INTO meta (name, value) VALUES (?1, ?2)")?;
    let packets = "SELECT turn, house, orders FROM packets ORDER BY turn, house";
    copy_rows(from, packets, to, INSERT_PACKET)?;
    Ok(transaction.commit()?)
}

fn copy_rows(from: &Connection, select: &str, to: &Connection, insert: &str) -> Result<()> {
    let mut select = from.prepare(select)?;
    let mut insert = to.prepare(insert)?;
    let columns = select.column_count();
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            insert.raw_bind_parameter(column + 1, row.get::<_, rusqlite::types::Value>(column)?)?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}
