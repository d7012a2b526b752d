//! Reports: one file a question, the statistics in `stats`, the output in `render`.
//!
//! A report is a list of sections for people and a list of [`Estimate`]s for machines, made from the same numbers.
//! What a number may claim is in `METHODS.md` beside this file.

pub mod balance;
mod blocks;
pub mod espionage;
pub mod render;
pub mod stats;

use stats::Ratio;

/// What a report is about: read from the run's `run.json` and journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The run's folder.
    pub run: std::path::PathBuf,
    /// Scenario.
    pub scenario: String,
    /// Digest of the rules.
    pub rules_digest: String,
    /// Version of the program that played.
    pub engine_version: String,
    /// Seed of the run.
    pub seed: u64,
    /// Names of the personas, in the order of the line-up.
    pub personas: Vec<String>,
    /// Games per block: one for each seating.
    pub seatings: u32,
    /// Games asked for.
    pub planned: u32,
    /// Games that finished, ascending.
    pub finished: Vec<u32>,
    /// Games that failed, ascending.
    pub failed: Vec<u32>,
}

impl Facts {
    /// Blocks of which every game finished, ascending: the only ones that a report uses.
    pub fn complete_blocks(&self) -> Vec<u32> {
        let mut counts = std::collections::BTreeMap::<u32, u32>::new();
        for game in &self.finished {
            *counts.entry(game / self.seatings).or_default() += 1;
        }
        counts
            .into_iter()
            .filter(|&(_, games)| games == self.seatings)
            .map(|(block, _)| block)
            .collect()
    }
}

/// One number with all that is needed to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Section of the report.
    pub section: &'static str,
    /// What it is about: a persona, a seat, a ship class.
    pub subject: String,
    /// What was measured.
    pub metric: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// The ratio with its interval.
    pub ratio: Ratio,
    /// A verdict or remark; empty if there is none.
    pub remark: String,
}

/// A table for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Column heads; the first column is text, the others are numbers.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Remarks below the table.
    pub notes: Vec<String>,
}

/// A whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Title.
    pub title: String,
    /// Facts about the run, as (name, value).
    pub head: Vec<(String, String)>,
    /// Tables.
    pub sections: Vec<Section>,
    /// The numbers.
    pub estimates: Vec<Estimate>,
}

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The run's files could not be read.
    #[error(transparent)]
    Lake(#[from] crate::lake::LakeError),
    /// polars refused a query.
    #[error("the query over {table} failed: {source}")]
    Query {
        /// The table.
        table: &'static str,
        /// What polars said.
        source: polars::error::PolarsError,
    },
    /// No block is complete.
    #[error(
        "{run}: no block of {seatings} games is complete ({finished} of {planned} games finished, {failed} failed); \
         play on with `ec4x simulate --resume {run}`, or ask for at least {seatings} games"
    )]
    NoBlocks {
        /// The run's folder.
        run: std::path::PathBuf,
        /// Games per block.
        seatings: u32,
        /// Finished games.
        finished: usize,
        /// Failed games.
        failed: usize,
        /// Games asked for.
        planned: u32,
    },
}
