//! Writing: orders, rows and hashes into the tables, inside a transaction of the caller.

use ec4x_engine::orders::Orders;
use ec4x_engine::state::State;
use ec4x_engine::state::row::Cell;
use rusqlite::{CachedStatement, Connection};

use super::schema::{INSERT_ORDER, SCHEMA};

/// Carries the first error out of callbacks that cannot return one; after it nothing more is attempted.
#[derive(Debug, Default)]
struct Attempts(Option<rusqlite::Error>);

impl Attempts {
    fn attempt(&mut self, action: impl FnOnce() -> rusqlite::Result<()>) {
        if self.0.is_none() {
            self.0 = action().err();
        }
    }

    fn result(self) -> rusqlite::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Saves the packets of a turn: which houses submitted one, and their orders as rows.
pub fn orders(connection: &Connection, turn: u32, packets: &[Option<Orders>]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(INSERT_ORDER)?;
    let mut submitted = 0i64;
    let mut attempts = Attempts::default();
    for (house, packet) in (1u32..).zip(packets) {
        let Some(packet) = packet else { continue };
        submitted |= 1 << (house - 1);
        let mut seq = 0u32;
        packet.for_each_row(&mut |order| {
            attempts.attempt(|| {
                insert.raw_bind_parameter(1, turn)?;
                insert.raw_bind_parameter(2, house)?;
                insert.raw_bind_parameter(3, seq)?;
                insert.raw_bind_parameter(4, order.kind)?;
                bind(&mut insert, 5, &order.args)?;
                insert.raw_execute().map(drop)
            });
            seq += 1;
        });
    }
    attempts.result()?;
    connection
        .prepare_cached("UPDATE turns SET packets = ?2 WHERE turn = ?1")?
        .execute((turn, submitted))
        .map(drop)
}

/// Saves every row of a state into empty tables.
pub fn all_rows(connection: &Connection, state: &State) -> rusqlite::Result<()> {
    let mut tables = SCHEMA.tables.iter();
    let mut attempts = Attempts::default();
    state.for_each_table(&mut |rows| {
        let Some(table) = tables.next() else { return };
        attempts.attempt(|| {
            let mut insert = connection.prepare_cached(&table.replace)?;
            let mut attempts = Attempts::default();
            rows.for_each_row(&mut |id, cells| attempts.attempt(|| replace(&mut insert, id, cells)));
            attempts.result()
        });
    });
    attempts.result()
}

/// Saves the rows that differ from what was saved before, and removes those that are gone.
pub fn changed_rows(connection: &Connection, state: &State) -> rusqlite::Result<()> {
    let mut tables = SCHEMA.tables.iter();
    let mut attempts = Attempts::default();
    state.for_each_table(&mut |rows| {
        let Some(table) = tables.next() else { return };
        attempts.attempt(|| {
            let mut insert = connection.prepare_cached(&table.replace)?;
            let mut delete = connection.prepare_cached(&table.delete)?;
            let mut attempts = Attempts::default();
            rows.for_each_change(&mut |id, cells| {
                attempts.attempt(|| match cells {
                    Some(cells) => replace(&mut insert, id, cells),
                    None => delete
                        .raw_bind_parameter(1, id)
                        .and_then(|()| delete.raw_execute())
                        .map(drop),
                });
            });
            attempts.result()
        });
    });
    attempts.result()
}

/// Saves the hash of the state at a turn; fails if that turn is saved already.
pub fn hash(connection: &Connection, turn: u32, hash: u64) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO turns (turn, hash) VALUES (?1, ?2)")?;
    insert.execute((turn, format!("{hash:016x}"))).map(drop)
}

fn replace(statement: &mut CachedStatement<'_>, id: u32, cells: &[Cell]) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, id)?;
    bind(statement, 2, cells)?;
    statement.raw_execute().map(drop)
}

fn bind(statement: &mut CachedStatement<'_>, first: usize, cells: &[Cell]) -> rusqlite::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        statement.raw_bind_parameter(first + index, *cell)?;
    }
    Ok(())
}
