//! `ec4x schema`: the tables of a run and their columns.

use ec4x_engine::events::column::Kind;
use ec4x_engine::rules::diagnostic::nearest;

use super::output;
use crate::cli::Schema;
use crate::error::{Error, Result};
use crate::lake::{self, Column, Table, Type};

/// Lists the tables, or documents one.
///
/// # Errors
/// If there is no such table, or the output cannot be written.
pub fn run(args: &Schema) -> Result<()> {
    let Some(name) = &args.table else {
        let row = |table: &Table| vec![table.name.to_string(), table.columns.len().to_string()];
        return output::print_table(&["table", "columns"], lake::tables().iter().map(row).collect());
    };
    let table = lake::table(name).ok_or_else(|| unknown(name))?;
    output::print_table(
        &["column", "type", "null", "meaning"],
        table.columns.iter().map(row).collect(),
    )
}

fn row(column: &Column) -> Vec<String> {
    let null = if column.nullable { "yes" } else { "" };
    let mut meaning = column.doc.to_string();
    if let Type::Event(Kind::Name(names)) = column.kind {
        meaning = format!("{meaning} One of: {}.", names.join(", "));
    }
    vec![
        column.name.clone(),
        column.kind.name().to_string(),
        null.to_string(),
        meaning,
    ]
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = lake::tables().iter().map(|table| table.name).collect();
    let meant = nearest(name, names.iter().copied()).map_or(String::new(), |meant| format!("; did you mean {meant}?"));
    Error::Usage(format!(
        "there is no table {name:?}{meant}\nthe tables are: {}",
        names.join(", ")
    ))
}
