//! SQLite: the state of one game (rows in, one transaction a turn, rows out).
//!
//! Every game that is played is backed by a database of its own in memory. After each turn one transaction holds the
//! orders that came in, the rows that really changed and the hash of the state: all of it, or nothing. A game
//! restored from the rows goes on exactly as the one that wrote them.
//!
//! What keeps it cheap: it should cost less than a quarter of a game, and a game changes 300 rows a turn, or 800 when
//! it is long.
//!
//! * **A worker keeps its connection.** Opening a database, declaring its tables and preparing its statements takes
//!   about 700 µs; [`Store::begin`] empties the tables of the previous game in less than 100 µs.
//! * **Rows whose hash is unchanged are not written**; the tables of the engine know which ones those are.
//! * **`INSERT OR REPLACE` without indexes** overwrites a row in place, in about 400 ns. `ON CONFLICT DO UPDATE`
//!   takes 15 % more, indexes on the columns that players ask by double it. So a store in memory has none; they are
//!   created in an [image](Store::image), where somebody may ask.
//! * **Rows go in ascending order and in batches** of one statement, which saves a fifth.
//! * **A packet is one row**, its orders a list in JSON that the view `orders` shows one by one: as rows of their own
//!   they were a fifth of all rows.
//! * **Records of battles and fleets are pages**: lists in JSON of rows with consecutive ids, which views show one by one.
//!   They are a fifth of all rows that change, come many at a time and hardly change later.
//! * **Foreign keys are declared but not enforced while playing**; [`Store::foreign_key_errors`] checks them all.
//!   Whatever rows in pages refer to is looked at when a game is restored, as all else is.
//! * The bundled SQLite is built with `SQLITE_DEFAULT_MEMSTATUS=0` (see `.cargo/config.toml`), or every allocation of
//!   every thread would take one global lock.
//!
//! The rollback journal stays on, in memory: that a transaction can be undone costs 5 %.

mod copy;
mod save;
mod schema;
#[cfg(test)]
mod tests;

use ec4x_engine::game::{Game, SavedRow};
use ec4x_engine::orders::Orders;
use rusqlite::{Connection, OpenFlags};

use schema::SCHEMA;

/// The version of the layout that is not derived from the engine's rows; stored as `user_version`.
const VERSION: i32 = 2;

/// Marks a database as one of ours (`application_id`): "EC4X".
const APPLICATION: i32 = 0x4543_3458;

/// Why a game could not be saved or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The database is not a game of this version.
    #[error("this is not a game that this version can play: {0}")]
    Foreign(String),
}

/// Result of this module.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The database of one game.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    scratch: save::Scratch,
}

impl Store {
    fn of(connection: Connection) -> Self {
        Self {
            connection,
            scratch: save::Scratch::default(),
        }
    }

    /// An empty database in memory, to be used for one game after the other.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if there is no memory.
    pub fn in_memory() -> Result<Self> {
        let connection = memory()?;
        schema::create_tables(&connection)?;
        Ok(Self::of(connection))
    }

    /// Empties the database and saves a game as it stands, with texts about where it comes from (the digest of its
    /// rules, its scenario, its key). Returns the hash of the state.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`]; the database is then as it was.
    pub fn begin(&mut self, game: &mut Game, meta: &[(&str, &str)]) -> Result<u64> {
        let hash = game.hash();
        let transaction = self.connection.transaction()?;
        for clear in &SCHEMA.clear {
            transaction.prepare_cached(clear)?.raw_execute()?;
        }
        let mut statement = transaction.prepare_cached("INSERT INTO meta (name, value) VALUES (?1, ?2)")?;
        for pair in meta {
            statement.execute(*pair)?;
        }
        drop(statement);
        save::all_rows(&transaction, game.state(), &mut self.scratch)?;
        save::hash(&transaction, game.turn(), hash)?;
        transaction.commit()?;
        game.commit();
        Ok(hash)
    }

    /// Saves what [`Game::resolve`] did with these packets, in one transaction. Returns the hash of the state.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`]; the database then still holds the last good turn. So it does if the turn was saved
    /// already.
    pub fn save_turn(&mut self, game: &mut Game, packets: &[Option<Orders>]) -> Result<u64> {
        let hash = game.hash();
        let transaction = self.connection.transaction()?;
        save::packets(&transaction, game.turn() - 1, packets)?;
        save::changed_rows(&transaction, game.state(), &mut self.scratch)?;
        save::hash(&transaction, game.turn(), hash)?;
        transaction.commit()?;
        game.commit();
        Ok(hash)
    }

    /// All rows of the state, for [`Game::restore`].
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if they cannot be read.
    pub fn rows(&self) -> Result<Vec<SavedRow>> {
        let mut saved = Vec::new();
        for table in &SCHEMA.tables {
            let mut statement = self.connection.prepare_cached(&table.select)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                let cells = (1..=table.columns)
                    .map(|column| row.get(column))
                    .collect::<rusqlite::Result<_>>()?;
                saved.push((table.name.to_string(), row.get(0)?, cells));
            }
        }
        Ok(saved)
    }

    /// The last turn that was saved, with the hash of the state at its CMD5 (or at the end of the game).
    ///
    /// # Errors
    /// [`StoreError::Foreign`] if no turn was saved.
    pub fn last_turn(&self) -> Result<(u32, u64)> {
        let sql = "SELECT turn, hash FROM turns ORDER BY turn DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.raw_query();
        let Some(row) = rows.next()? else {
            return Err(StoreError::Foreign("no turn is saved in it".to_string()));
        };
        let hash: String = row.get(1)?;
        let hash = u64::from_str_radix(&hash, 16).map_err(|_| StoreError::Foreign(format!("hash {hash:?}")))?;
        Ok((row.get(0)?, hash))
    }

    /// A text given to [`Store::begin`].
    ///
    /// # Errors
    /// [`StoreError::Foreign`] if it was not given.
    pub fn meta(&self, name: &str) -> Result<String> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        let mut rows = statement.query([name])?;
        match rows.next()? {
            Some(row) => Ok(row.get(0)?),
            None => Err(StoreError::Foreign(format!("it does not say its {name:?}"))),
        }
    }

    /// Rows that refer to rows which do not exist, in words; empty if all is well.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if the check cannot be made.
    pub fn foreign_key_errors(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("PRAGMA foreign_key_check")?;
        let mut rows = statement.raw_query();
        let mut errors = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            errors.push(format!(
                "row {} of {table} refers to a row of {parent} that does not exist",
                id.unwrap_or(0)
            ));
        }
        Ok(errors)
    }

    /// The connection, to ask anything else.
    #[cfg(test)]
    fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// A connection to a new database in memory, for one thread at a time.
fn memory() -> Result<Connection> {
    let connection = Connection::open_in_memory_with_flags(
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")?;
    // Room for all statements of all tables; the default of 16 would prepare most of them anew every turn.
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}
