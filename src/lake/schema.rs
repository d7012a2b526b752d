//! The tables of a run: their columns, types and documentation, derived from the engine's event tables.

use std::sync::{Arc, LazyLock};

use ec4x_engine::events::EventLog;
use ec4x_engine::events::column::{EventTable, Kind};
use polars::prelude::{DataType, Field, FrozenCategories, Schema};

use super::record;

/// The type of a stored column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type of the engine's events.
    Event(Kind),
    /// A text, stored with a dictionary.
    Text,
}

impl Type {
    /// The type in polars.
    pub fn dtype(self) -> DataType {
        match self {
            Self::Text => DataType::String,
            Self::Event(kind) => match kind {
                Kind::Bool => DataType::Boolean,
                Kind::U8 => DataType::UInt8,
                Kind::U16 => DataType::UInt16,
                Kind::U32 => DataType::UInt32,
                Kind::I32 => DataType::Int32,
                Kind::I64 => DataType::Int64,
                Kind::F32 => DataType::Float32,
                Kind::Name(names) => {
                    let categories = FrozenCategories::new(names.iter().copied());
                    DataType::from_frozen_categories(categories.expect("names of a vocabulary are distinct"))
                }
            },
        }
    }

    /// Bytes of one value in memory.
    pub fn width(self) -> usize {
        match self {
            Self::Event(Kind::Bool | Kind::U8 | Kind::Name(_)) => 1,
            Self::Event(Kind::U16) => 2,
            Self::Event(Kind::U32 | Kind::I32 | Kind::F32) => 4,
            Self::Event(Kind::I64) => 8,
            Self::Text => 16,
        }
    }

    /// The type in words, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Event(kind) => match kind {
                Kind::Bool => "bool",
                Kind::U8 => "u8",
                Kind::U16 => "u16",
                Kind::U32 => "u32",
                Kind::I32 => "i32",
                Kind::I64 => "i64",
                Kind::F32 => "f32",
                Kind::Name(_) => "name",
            },
        }
    }
}

/// A stored column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Type,
    /// Whether null is a value.
    pub nullable: bool,
    /// Meaning and unit.
    pub doc: &'static str,
}

/// A table of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name: the folder in the run.
    pub name: &'static str,
    /// Its columns; `game_id` comes first in all tables.
    pub columns: Vec<Column>,
}

impl Table {
    /// The schema in polars.
    pub fn schema(&self) -> Arc<Schema> {
        let field = |column: &Column| Field::new(column.name.as_str().into(), column.kind.dtype());
        Arc::new(self.columns.iter().map(field).collect())
    }

    /// A number that changes when a column is added, removed, renamed or retyped, or a vocabulary changes.
    pub fn version(&self) -> u64 {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for column in &self.columns {
            hash.update(format!("{} {:?} {}\n", column.name, column.kind, column.nullable).as_bytes());
        }
        hash.digest()
    }

    /// Bytes of one row in memory.
    pub(super) fn row_width(&self) -> usize {
        self.columns
            .iter()
            .map(|column| column.kind.width() + usize::from(column.nullable))
            .sum()
    }
}

/// All tables. `games` is the last one: it is written when all others are in place.
pub fn tables() -> &'static [Table] {
    static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
        let mut tables: Vec<Table> = EventLog::default().tables().map(event_table).into();
        tables.push(Table {
            name: "games",
            columns: record::columns(),
        });
        tables
    });
    &TABLES
}

/// A table by its name.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().iter().find(|table| table.name == name)
}

/// The columns that [`record::GameRecord`] adds to `house_turns`, and the column after which they stand.
pub(super) const PLAYER_TABLE: &str = "house_turns";
/// See [`PLAYER_TABLE`].
pub(super) const PLAYER_AFTER: &str = "house";

fn event_table(table: &dyn EventTable) -> Table {
    let mut columns = vec![Column {
        name: "game_id".to_string(),
        kind: Type::Event(Kind::U32),
        nullable: false,
        doc: "Game: its number in the plan of the run.",
    }];
    for spec in table.specs() {
        let after = table.name() == PLAYER_TABLE && spec.name == PLAYER_AFTER;
        columns.push(Column {
            name: spec.name,
            kind: Type::Event(spec.kind),
            nullable: spec.nullable,
            doc: spec.doc,
        });
        if after {
            columns.extend(
                record::columns()
                    .into_iter()
                    .filter(|column| ["seat", "persona"].contains(&&*column.name)),
            );
        }
    }
    Table {
        name: table.name(),
        columns,
    }
}
