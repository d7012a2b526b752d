//! Writing: packets, rows and hashes into the tables, inside a transaction of the caller.

use ec4x_engine::orders::Orders;
use ec4x_engine::state::row::Cell;
use ec4x_engine::state::{AnyTable, State};
use rusqlite::{Connection, Result, Statement, ToSql};

use super::schema::{BATCH, INSERT_PACKET, PAGE, SCHEMA, Table};

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
            write_cell(*arg, text);
        }
        text.push(']');
    });
    text.push(']');
}

fn write_cell(cell: Cell, text: &mut String) {
    match cell {
        Some(number) => write_number(number, text),
        None => text.push_str("null"),
    }
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
    /// Ids of rows to be removed, or of a table in pages of all that changed.
    ids: Vec<u32>,
    /// A page.
    text: String,
}

/// Saves every row of a state into empty tables.
pub fn all_rows(connection: &Connection, state: &State, scratch: &mut Scratch) -> Result<()> {
    each_table(state, |table, rows| {
        scratch.rows.clear();
        rows.all(&mut scratch.rows);
        if let Some(batch) = &table.replace_batch {
            return replace(connection, table, batch, &scratch.rows);
        }
        let ids = scratch.rows.chunks_exact(table.columns + 1);
        scratch.ids.clear();
        scratch
            .ids
            .extend(ids.filter_map(|row| row[0].and_then(|id| u32::try_from(id).ok())));
        replace_pages(connection, table, rows, scratch)
    })
}

/// Saves the rows that differ from what was saved before, and removes those that are gone.
pub fn changed_rows(connection: &Connection, state: &State, scratch: &mut Scratch) -> Result<()> {
    each_table(state, |table, rows| {
        scratch.rows.clear();
        scratch.ids.clear();
        let Some(batch) = &table.replace_batch else {
            rows.changed_ids(&mut scratch.ids);
            return replace_pages(connection, table, rows, scratch);
        };
        rows.changes(&mut scratch.rows, &mut scratch.ids);
        replace(connection, table, batch, &scratch.rows)?;
        remove(connection, table, &scratch.ids)
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
fn replace(connection: &Connection, table: &Table, batch: &str, cells: &[Cell]) -> Result<()> {
    let width = table.columns + 1;
    let batched = cells.len() / (width * BATCH) * (width * BATCH);
    for (sql, cells, length) in [
        (batch, &cells[..batched], width * BATCH),
        (table.replace.as_str(), &cells[batched..], width),
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

/// Writes the pages of the rows with the ids in `scratch`, ascending; pages that are left without rows are removed.
fn replace_pages(connection: &Connection, table: &Table, rows: &dyn AnyTable, scratch: &mut Scratch) -> Result<()> {
    let Scratch { rows: cells, ids, text } = scratch;
    if ids.is_empty() {
        return Ok(());
    }
    let mut replace = connection.prepare_cached(&table.replace)?;
    for changed in ids.chunk_by(|a, b| a / PAGE == b / PAGE) {
        let page = changed[0] / PAGE;
        cells.clear();
        rows.within(page * PAGE..(page + 1) * PAGE, cells);
        if cells.is_empty() {
            remove(connection, table, &[page])?;
            continue;
        }
        text.clear();
        write_page(cells, table.columns + 1, text);
        bind(&mut replace, 1, [page])?;
        bind(&mut replace, 2, [&*text])?;
        replace.raw_execute()?;
    }
    Ok(())
}

/// Writes rows as JSON: `[[17,4,null],[18,4,2]]`.
fn write_page(cells: &[Cell], width: usize, text: &mut String) {
    for (index, cell) in cells.iter().enumerate() {
        text.push_str(match (index, index % width) {
            (0, _) => "[[",
            (_, 0) => "],[",
            _ => ",",
        });
        write_cell(*cell, text);
    }
    text.push_str("]]");
}

/// Removes rows or pages by their ids, each run of consecutive ones with one statement.
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
    fn pages_are_lists_of_rows() {
        let mut text = String::new();
        write_page(&[Some(17), Some(4), None, Some(18), Some(-4), Some(2)], 3, &mut text);
        assert_eq!(text, "[[17,4,null],[18,-4,2]]");
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
