//! What all reports over blocks share: which blocks count, the head, the tables with their blocks.

use polars::prelude::*;

use super::{Facts, ReportError};
use crate::lake;

/// The blocks that a report uses: those of which every game finished, ascending.
///
/// # Errors
/// [`ReportError::NoBlocks`] if there is none.
pub fn complete(facts: &Facts) -> Result<Vec<u32>, ReportError> {
    let blocks = facts.complete_blocks();
    if blocks.is_empty() {
        return Err(ReportError::NoBlocks {
            run: facts.run.clone(),
            seatings: facts.seatings,
            finished: facts.finished.len(),
            failed: facts.failed.len(),
            planned: facts.planned,
        });
    }
    Ok(blocks)
}

/// What a report that runs over blocks says of its run.
pub fn head(facts: &Facts, blocks: &[u32]) -> Vec<(String, String)> {
    let used = blocks.len() as u32 * facts.seatings;
    let left_out = facts.finished.len() as u32 - used;
    let row = |name: &str, value: String| (name.to_string(), value);
    vec![
        row("run", facts.run.display().to_string()),
        row("scenario", facts.scenario.clone()),
        row("rules", facts.rules_digest.clone()),
        row("engine", facts.engine_version.clone()),
        row("seed", facts.seed.to_string()),
        row("line-up", facts.personas.join(", ")),
        row(
            "design",
            format!("{} seatings a block (row-complete Latin square)", facts.seatings),
        ),
        row("games used", format!("{used} in {} complete blocks", blocks.len())),
        row("failed", facts.failed.len().to_string()),
        row("left out", format!("{left_out} finished games of incomplete blocks")),
        row("intervals", "95 %, bootstrap over blocks (BCa, 2000 draws)".to_string()),
    ]
}

/// Runs a query.
///
/// # Errors
/// [`ReportError::Query`] if polars refuses it.
pub fn collect(table: &'static str, frame: LazyFrame) -> Result<DataFrame, ReportError> {
    frame.collect().map_err(|source| ReportError::Query { table, source })
}

/// A table of the run with a `block` column.
///
/// # Errors
/// [`ReportError`] if the table cannot be read.
pub fn with_blocks(facts: &Facts, table: &'static str) -> Result<LazyFrame, ReportError> {
    let block = (col("game_id") / lit(facts.seatings)).cast(DataType::UInt32);
    Ok(lake::scan(&facts.run, table)?.with_column(block.alias("block")))
}
