//! The tables of a game in SQL, derived from the engine's own declaration of its rows.

use std::fmt::Write;
use std::sync::LazyLock;

use ec4x_engine::state::State;
use ec4x_engine::state::row::Column;
use rusqlite::Connection;

use super::{APPLICATION, Result, StoreError, VERSION};

/// Saves one packet.
pub const INSERT_PACKET: &str = "INSERT INTO packets (turn, house, orders) VALUES (?1, ?2, ?3)";

/// What is not a row of the state. `turns.hash` is the hash of the state at CMD5 of the turn. `packets.turn` is the
/// turn in which the packet was given, its `orders` a list in JSON: each order a list of its kind and its arguments.
/// The view `orders` shows them one by one: as rows of their own they would be a fifth of all that is written.
const FIXED: &str = "
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE turns (turn INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;
    CREATE TABLE packets (
        turn INTEGER NOT NULL REFERENCES turns (turn),
        house INTEGER NOT NULL REFERENCES houses (id),
        orders TEXT NOT NULL
    ) STRICT;
    CREATE VIEW orders AS
        SELECT turn, house, key AS seq, value ->> 0 AS kind, value ->> 1 AS a, value ->> 2 AS b, value ->> 3 AS c,
            value ->> 4 AS d, value ->> 5 AS e, value ->> 6 AS f
        FROM packets, json_each(packets.orders);
";

/// Names of the tables in [`FIXED`].
const FIXED_TABLES: [&str; 3] = ["meta", "turns", "packets"];

/// Rows that are written by one statement where there are so many: a fifth cheaper than one by one, more gains little.
pub const BATCH: usize = 16;

/// Tables that are kept in pages: what houses remember of battles and of fleets. They are written many rows at a time
/// and hardly changed; nothing refers to them.
pub const PAGED: [&str; 2] = ["ship_records", "combat_unit_records"];

/// Ids of a page: page *p* holds the rows with ids from `PAGE * p`.
pub const PAGE: u32 = 16;

/// A table of the state.
#[derive(Debug)]
pub struct Table {
    /// Its name; a table that is kept in pages is a view of this name.
    pub name: &'static str,
    /// How many columns it has after `id`.
    pub columns: usize,
    /// Writes a row or page, whether it exists or not.
    pub replace: String,
    /// Writes [`BATCH`] rows; none if the table is kept in pages.
    pub replace_batch: Option<String>,
    /// Removes the rows or pages of a range of ids.
    pub delete: String,
    /// Reads all rows, ascending by id.
    pub select: String,
    /// Reads what `replace` writes, ascending by id.
    pub copy: String,
    clear: String,
    create: String,
}

/// All tables.
#[derive(Debug)]
pub struct Schema {
    /// Those of the state, in the order of [`State::for_each_table`].
    pub tables: Vec<Table>,
    /// Statements that empty all tables.
    pub clear: Vec<String>,
    /// Statements that create the indexes: one for each column that refers to another table, since those are the
    /// columns by which players ask ("my fleets", "ships of this fleet"), and one to find packets.
    indexes: Vec<String>,
}

/// All tables of this version.
pub static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let declared = State::schema();
    let table = |&(name, ref columns): &(&'static str, Vec<Column>)| match PAGED.contains(&name) {
        true => paged(name, columns),
        false => table(name, columns),
    };
    let tables: Vec<Table> = declared.iter().map(table).collect();
    let clear = tables.iter().map(|table| table.clear.clone());
    let clear = clear
        .chain(FIXED_TABLES.map(|name| format!("DELETE FROM {name}")))
        .collect();
    let mut indexes = vec!["CREATE UNIQUE INDEX packets_by_turn ON packets (turn, house)".to_string()];
    for (name, columns) in declared.iter().filter(|(name, _)| !PAGED.contains(name)) {
        for column in columns.iter().filter(|column| column.references.is_some()) {
            let column = &column.name;
            indexes.push(format!(
                "CREATE INDEX \"{name}_by_{column}\" ON \"{name}\" (\"{column}\")"
            ));
        }
    }
    Schema { tables, clear, indexes }
});

fn table(name: &'static str, columns: &[Column]) -> Table {
    let mut create = format!("CREATE TABLE \"{name}\" (\n    id INTEGER PRIMARY KEY");
    let (mut list, mut marks) = ("id".to_string(), "(?".to_string());
    for column in columns {
        let null = if column.nullable { "" } else { " NOT NULL" };
        let refers = column
            .references
            .map_or(String::new(), |parent| format!(" REFERENCES \"{parent}\" (id)"));
        let column = &column.name;
        // Writing to a string cannot fail.
        let _ = write!(create, ",\n    \"{column}\" INTEGER{null}{refers}");
        let _ = write!(list, ", \"{column}\"");
        marks.push_str(",?");
    }
    marks.push(')');
    create.push_str("\n) STRICT;\n");
    let replace = format!("INSERT OR REPLACE INTO \"{name}\" ({list}) VALUES");
    let select = format!("SELECT {list} FROM \"{name}\" ORDER BY id");
    Table {
        name,
        columns: columns.len(),
        replace: format!("{replace} {marks}"),
        replace_batch: Some(format!("{replace} {}", [marks.as_str(); BATCH].join(","))),
        delete: format!("DELETE FROM \"{name}\" WHERE id BETWEEN ?1 AND ?2"),
        copy: select.clone(),
        select,
        clear: format!("DELETE FROM \"{name}\""),
        create,
    }
}

/// A table that is kept in pages: each a list in JSON of rows, which are lists of their id and their cells.
fn paged(name: &'static str, columns: &[Column]) -> Table {
    let pages = format!("{name}_pages");
    let columns: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let names = std::iter::once("id").chain(columns.iter().copied());
    let cells: Vec<String> = names
        .enumerate()
        .map(|(place, name)| format!("value ->> {place} AS \"{name}\""))
        .collect();
    let create = format!(
        "CREATE TABLE \"{pages}\" (id INTEGER PRIMARY KEY, list TEXT NOT NULL) STRICT;
        CREATE VIEW \"{name}\" AS SELECT {} FROM \"{pages}\", json_each(list);
",
        cells.join(", ")
    );
    Table {
        name,
        columns: columns.len(),
        replace: format!("INSERT OR REPLACE INTO \"{pages}\" (id, list) VALUES (?1, ?2)"),
        replace_batch: None,
        delete: format!("DELETE FROM \"{pages}\" WHERE id BETWEEN ?1 AND ?2"),
        select: format!("SELECT * FROM \"{name}\" ORDER BY id"),
        copy: format!("SELECT id, list FROM \"{pages}\" ORDER BY id"),
        clear: format!("DELETE FROM \"{pages}\""),
        create,
    }
}

/// Creates all tables.
pub fn create_tables(connection: &Connection) -> Result<()> {
    let mut sql = format!("BEGIN;\nPRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {VERSION};\n{FIXED}");
    for table in &SCHEMA.tables {
        sql.push_str(&table.create);
    }
    sql.push_str("COMMIT");
    Ok(connection.execute_batch(&sql)?)
}

/// Creates all indexes.
pub fn create_indexes(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(&format!("BEGIN;\n{};\nCOMMIT", SCHEMA.indexes.join(";\n")))?)
}

/// The definitions of all tables and views that a database has, sorted by name.
fn definitions(connection: &Connection) -> Result<Vec<(String, String)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Refuses a database that does not have exactly the tables of this version.
///
/// # Errors
/// [`StoreError::Foreign`] with the first difference.
pub fn check(connection: &Connection) -> Result<()> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id")? != APPLICATION {
        return Err(StoreError::Foreign("it is a database of another program".to_string()));
    }
    let version = pragma("user_version")?;
    if version != VERSION {
        return Err(StoreError::Foreign(format!(
            "its layout is version {version}, not {VERSION}"
        )));
    }
    let fresh = super::memory()?;
    create_tables(&fresh)?;
    let (is, should) = (definitions(connection)?, definitions(&fresh)?);
    for wanted in &should {
        match is.iter().find(|(name, _)| *name == wanted.0) {
            None => return Err(StoreError::Foreign(format!("it has no table {}", wanted.0))),
            Some(found) if found != wanted => {
                return Err(StoreError::Foreign(format!("its table {} has other columns", wanted.0)));
            }
            Some(_) => {}
        }
    }
    Ok(())
}
