//! Results, on standard output or in a file.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use comfy_table::{Table, presets};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::farm::write_atomically;
use crate::report::Report;
use crate::report::render::{self, Format, ListFormat};

/// Prints a result.
///
/// # Errors
/// [`Error::OutputClosed`] if nobody reads any more; [`Error::Io`] if it cannot be written.
pub fn print(text: &str) -> Result<()> {
    write_bytes(text.as_bytes())
}

/// Prints a table for people.
///
/// # Errors
/// As for [`print`].
pub fn print_table(head: &[&str], rows: Vec<Vec<String>>) -> Result<()> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(head).add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_string() + "\n").collect();
    print(&lines.concat())
}

/// Prints a list, of which some cells may be empty. For people a list without rows is no table.
///
/// # Errors
/// As for [`print`].
pub fn print_list<const N: usize>(head: [&str; N], rows: &[[Option<String>; N]], format: ListFormat) -> Result<()> {
    if rows.is_empty() && !format.is_data() {
        return Ok(());
    }
    let cells = |empty: &str, form: fn(&str) -> String| -> Vec<Vec<String>> {
        let cell = |cell: &Option<String>| cell.as_deref().map_or(empty.to_string(), form);
        rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    };
    match format {
        ListFormat::Table => print_table(&head, cells("–", str::to_string)),
        ListFormat::Markdown => {
            let mut table = Table::new();
            let rows = cells("–", |text| text.replace('|', "\\|"));
            table
                .load_preset(presets::ASCII_MARKDOWN)
                .set_header(head)
                .add_rows(rows);
            print(&format!("{table}\n"))
        }
        ListFormat::Csv => {
            let rows = cells("", render::quoted);
            let lines = rows.iter().map(|row| row.join(",") + "\n");
            print(&(head.join(",") + "\n" + &lines.collect::<String>()))
        }
        ListFormat::Json => {
            let object = |row: &[Option<String>; N]| -> Map<String, Value> {
                let pairs = head.iter().zip(row);
                pairs.map(|(name, cell)| (name.to_string(), json!(cell))).collect()
            };
            let objects: Vec<_> = rows.iter().map(object).collect();
            print(&format!("{:#}\n", json!(objects)))
        }
    }
}

/// Prints a report, or writes it to a file.
///
/// # Errors
/// [`Error::Usage`] if it is not for terminals; else as for [`print`].
pub fn report(report: &Report, format: Format, file: Option<&Path>) -> Result<()> {
    let mut bytes = Vec::new();
    render::write(report, format, &mut bytes).map_err(Error::io("make", "the report"))?;
    match file {
        Some(path) => write_atomically(path, &bytes),
        None => write_bytes(&bytes),
    }
}

/// Whether a format can go to where standard output goes; asked before the work is done.
///
/// # Errors
/// [`Error::Usage`] if not.
pub fn check_format(format: Format) -> Result<()> {
    if format.is_binary() && std::io::stdout().is_terminal() {
        return Err(Error::Usage(
            "a Parquet file is nothing for a terminal: send it to a file with `>`, or choose another --format"
                .to_string(),
        ));
    }
    Ok(())
}

fn write_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Error::OutputClosed,
            _ => Error::io("write to", "standard output")(error),
        })
}
