//! Reports as text for people and as data for machines.

use std::io::Write;

use comfy_table::{CellAlignment, Table, presets};
use polars::prelude::*;
use serde_json::{Value, json};

use super::{Estimate, Report};

/// Output formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Tables for a terminal.
    #[default]
    Table,
    /// One JSON object: head and estimates.
    Json,
    /// One row per estimate.
    Csv,
    /// Markdown tables.
    Markdown,
    /// One row per estimate, as a Parquet file.
    Parquet,
}

impl Format {
    /// Whether the output is not text.
    pub fn is_binary(self) -> bool {
        self == Format::Parquet
    }
}

/// Formats of lists that are no reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// A table for a terminal.
    #[default]
    Table,
    /// One JSON array with an object for each row.
    Json,
    /// A head and the rows.
    Csv,
    /// A Markdown table.
    Markdown,
}

impl ListFormat {
    /// Whether it is read by programs.
    pub fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Csv)
    }
}

/// Writes a report.
///
/// # Errors
/// Whatever `out` refuses; polars' own complaints come as [`std::io::Error`] too.
pub fn write(report: &Report, format: Format, out: &mut dyn Write) -> std::io::Result<()> {
    match format {
        Format::Table => text(report, out, presets::UTF8_BORDERS_ONLY, "", "  "),
        Format::Markdown => text(report, out, presets::ASCII_MARKDOWN, "## ", "- "),
        Format::Json => writeln!(out, "{:#}", json(report)),
        Format::Csv => {
            let mut frame = frame(&report.estimates).map_err(std::io::Error::other)?;
            csv(&mut frame, out)
        }
        Format::Parquet => {
            let mut frame = frame(&report.estimates).map_err(std::io::Error::other)?;
            let mut bytes = Vec::new();
            ParquetWriter::new(&mut bytes)
                .set_parallel(false)
                .finish(&mut frame)
                .map_err(std::io::Error::other)?;
            out.write_all(&bytes)
        }
    }
}

fn text(report: &Report, out: &mut dyn Write, preset: &str, heading: &str, bullet: &str) -> std::io::Result<()> {
    writeln!(out, "{}{}\n", heading.replacen("##", "#", 1), report.title)?;
    let width = report.head.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in &report.head {
        writeln!(out, "{bullet}{name:width$}  {value}")?;
    }
    for section in &report.sections {
        writeln!(out, "\n{heading}{}\n", section.title)?;
        let mut table = Table::new();
        table
            .load_preset(preset)
            .set_header(&section.head)
            .add_rows(&section.rows);
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        writeln!(out, "{table}")?;
        if !section.notes.is_empty() {
            writeln!(out)?;
        }
        for note in &section.notes {
            writeln!(out, "{bullet}{note}")?;
        }
    }
    Ok(())
}

fn json(report: &Report) -> Value {
    let head: serde_json::Map<String, Value> = report
        .head
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.clone())))
        .collect();
    let estimates: Vec<Value> = report.estimates.iter().map(estimate_json).collect();
    json!({ "report": report.title, "head": head, "estimates": estimates })
}

fn estimate_json(estimate: &Estimate) -> Value {
    let ratio = &estimate.ratio;
    json!({
        "section": estimate.section,
        "subject": estimate.subject,
        "metric": estimate.metric,
        "unit": estimate.unit,
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "blocks": ratio.blocks,
        "value": ratio.value,
        "low": ratio.interval.map(|i| i.low),
        "high": ratio.interval.map(|i| i.high),
        "remark": estimate.remark,
    })
}

/// The estimates as a data frame, one row each.
fn frame(estimates: &[Estimate]) -> PolarsResult<DataFrame> {
    let text = |get: &dyn Fn(&Estimate) -> String| estimates.iter().map(get).collect::<Vec<_>>();
    let number = |get: &dyn Fn(&Estimate) -> Option<f64>| estimates.iter().map(get).collect::<Vec<_>>();
    DataFrame::new_infer_height(vec![
        Column::new("section".into(), text(&|e| e.section.to_string())),
        Column::new("subject".into(), text(&|e| e.subject.clone())),
        Column::new("metric".into(), text(&|e| e.metric.to_string())),
        Column::new("unit".into(), text(&|e| e.unit.to_string())),
        Column::new("numerator".into(), number(&|e| Some(e.ratio.numerator))),
        Column::new("denominator".into(), number(&|e| Some(e.ratio.denominator))),
        Column::new(
            "blocks".into(),
            estimates.iter().map(|e| e.ratio.blocks as u32).collect::<Vec<_>>(),
        ),
        Column::new("value".into(), number(&|e| e.ratio.value)),
        Column::new("low".into(), number(&|e| e.ratio.interval.map(|i| i.low))),
        Column::new("high".into(), number(&|e| e.ratio.interval.map(|i| i.high))),
        Column::new("remark".into(), text(&|e| e.remark.clone())),
    ])
}

/// CSV by RFC 4180. polars' own writer would bring its CSV reader into the build.
fn csv(frame: &mut DataFrame, out: &mut dyn Write) -> std::io::Result<()> {
    let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
    writeln!(out, "{}", names.join(","))?;
    for row in 0..frame.height() {
        let mut cells = Vec::new();
        for column in frame.columns() {
            cells.push(match column.get(row).map_err(std::io::Error::other)? {
                AnyValue::Null => String::new(),
                AnyValue::String(text) => quoted(text),
                other => other.to_string(),
            });
        }
        writeln!(out, "{}", cells.join(","))?;
    }
    Ok(())
}

/// A cell of CSV.
pub fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}

/// A number with its interval, for a table: `12.3 [11.0, 13.9]`.
pub fn with_interval(ratio: &super::stats::Ratio, scale: f64, digits: usize) -> String {
    let Some(value) = ratio.value else {
        return "–".to_string();
    };
    match ratio.interval {
        Some(i) => format!(
            "{:.digits$} [{:.digits$}, {:.digits$}]",
            value * scale,
            i.low * scale,
            i.high * scale
        ),
        None => format!("{:.digits$}", value * scale),
    }
}

/// A count with thin groups of three digits: `1 234 567`.
pub fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |rest| ("-", rest));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(0.0), "0");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1_234_567.0), "-1 234 567");
    }

    #[test]
    fn csv_cells_are_quoted_when_they_must() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
