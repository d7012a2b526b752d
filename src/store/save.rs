//! Writing: packets, rows and hashes into the tables, inside a transaction of the caller.

use ec4x_engine::orders::Orders;
use ec4x_engine::state::row::Cell;
use ec4x_engine::state::{AnyTable, State};
use rusqlite::{Connection, Result, Statement, ToSql};

use super::schema::{BATCH, INSERT_PACKET, SCHEMA, Table};

/// Saves the packets of a turn.
pub fn packets(connection: &Connection, turn: u32, packets: &[Option<Orders>]) -> Result<()> {
    let mut insert = connection.prepare_cached(INSERT_PACKET)?;
    let mut text = String::new();
    for (house, packet) in (1u32..).zip(packets) {
        let Some(packet) = packet else { continue };
        text.clear();
        write_orders(packet, &mut text);
        bind(&mut insert, 1, [turn, house])?;
        bind(&mut insert, 3, [&text])?;
        insert.raw_execute()?;
    }
    Ok(())
}

/// Writes the orders of a packet as JSON: `[["tax",40],["fleet",3,1,17,null,6,0]]`, nulls at the end left out.
fn write_orders(packet: &Orders, text: &mut String) {
    text.push('[');
    packet.for_each_row(&mut |order| {
        text.push_str(if text.len() == 1 { "[\"" } else { ",[\"" });
        text.push_str(order.kind);
        text.push('"');
        let given = order.args.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        for arg in &order.args[..given] {
            text.push(',');
            match arg {
                Some(number) => write_number(*number, text),
                None => text.push_str("null"),
            }
        }
        text.push(']');
    });
    text.push(']');
}

/// Writes a number in decimal. The formatter of the standard library takes several times as long.
fn write_number(number: i64, text: &mut String) {
    if number < 0 {
        text.push('-');
    }
    let mut rest = number.unsigned_abs();
    let (mut digits, mut first) = ([b'0'; 20], 20);
    while rest > 0 || first == 20 {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    text.extend(digits[first..].iter().map(|&digit| char::from(digit)));
}

/// Memory that is used again for every table and turn.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Rows to be written, each its id and its cells.
    rows: Vec<Cell>,
    /// Ids of rows to be removed.
    gone: Vec<u32>,
}

/// Saves every row of a state into empty tables.
pub fn all_rows(connection: &Connection, state: &State, scratch: &mut Scratch) -> Result<()> {
    each_table(state, |table, rows| {
        scratch.rows.clear();
        rows.all(&mut scratch.rows);
        replace(connection, table, &scratch.rows)
    })
}

/// Saves the rows that differ from what was saved before, and removes those that are gone.
pub fn changed_rows(connection: &Connection, state: &State, scratch: &mut Scratch) -> Result<()> {
    each_table(state, |table, rows| {
        scratch.rows.clear();
        scratch.gone.clear();
        rows.changes(&mut scratch.rows, &mut scratch.gone);
        replace(connection, table, &scratch.rows)?;
        remove(connection, table, &scratch.gone)
    })
}

/// Saves the hash of the state at a turn; fails if that turn is saved already.
pub fn hash(connection: &Connection, turn: u32, hash: u64) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO turns (turn, hash) VALUES (?1, ?2)")?;
    insert.execute((turn, format!("{hash:016x}"))).map(drop)
}

/// Calls `save` with every table of SQL and its rows, until it fails.
fn each_table(state: &State, mut save: impl FnMut(&Table, &dyn AnyTable) -> Result<()>) -> Result<()> {
    let mut tables = SCHEMA.tables.iter();
    let mut result = Ok(());
    state.for_each_table(&mut |rows| {
        if let (Some(table), Ok(())) = (tables.next(), &result) {
            result = save(table, rows);
        }
    });
    result
}

/// Writes rows, each an id and the cells after it: in batches as far as they go, the rest one by one.
fn replace(connection: &Connection, table: &Table, cells: &[Cell]) -> Result<()> {
    let width = table.columns + 1;
    let batched = cells.len() / (width * BATCH) * (width * BATCH);
    for (sql, cells, length) in [
        (&table.replace_batch, &cells[..batched], width * BATCH),
        (&table.replace, &cells[batched..], width),
    ] {
        if !cells.is_empty() {
            let mut statement = connection.prepare_cached(sql)?;
            let mut bound = &[] as &[Cell];
            for rows in cells.chunks_exact(length) {
                rebind(&mut statement, bound, rows)?;
                statement.raw_execute()?;
                bound = rows;
            }
        }
    }
    Ok(())
}

/// Binds what differs from what is bound already; at first everything is bound to null. Most cells of a row are those
/// of the row before.
fn rebind(statement: &mut Statement<'_>, bound: &[Cell], cells: &[Cell]) -> Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        if bound.get(index).unwrap_or(&None) != cell {
            statement.raw_bind_parameter(index + 1, cell)?;
        }
    }
    Ok(())
}

/// Removes rows by their ids, each run of consecutive ones with one statement.
fn remove(connection: &Connection, table: &Table, gone: &[u32]) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut delete = connection.prepare_cached(&table.delete)?;
    for run in gone.chunk_by(|&a, &b| a + 1 == b) {
        bind(&mut delete, 1, [run[0], run[run.len() - 1]])?;
        delete.raw_execute()?;
    }
    Ok(())
}

fn bind<T: ToSql>(statement: &mut Statement<'_>, first: usize, values: impl IntoIterator<Item = T>) -> Result<()> {
    for (index, value) in values.into_iter().enumerate() {
        statement.raw_bind_parameter(first + index, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ec4x_engine::ids::{FleetId, SystemId};
    use ec4x_engine::orders::FleetOrder;
    use ec4x_engine::vocab::CommandKind;

    use super::*;

    #[test]
    fn orders_are_lists_of_kind_and_arguments() {
        let fleets = vec![FleetOrder::new(FleetId(17), CommandKind::Move, Some(SystemId(3))).with_roe(0)];
        let mut text = String::new();
        write_orders(
            &Orders {
                tax: Some(40),
                fleets,
                ..Orders::default()
            },
            &mut text,
        );
        assert_eq!(text, r#"[["tax",40],["fleet",17,1,3,null,0,0]]"#);
        text.clear();
        write_orders(&Orders::default(), &mut text);
        assert_eq!(text, "[]");
    }

    #[test]
    fn numbers_are_written_as_everywhere() {
        for number in [0, 1, -1, 9, 10, 1234567890, -907, i64::MAX, i64::MIN] {
            let mut text = String::new();
            write_number(number, &mut text);
            assert_eq!(text, number.to_string());
        }
    }
}
