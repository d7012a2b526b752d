//! `ec4x analyze`: reports from a run.

use super::{output, runs};
use crate::cli::{Analyze, Question};
use crate::error::Result;
use crate::report::{balance, espionage};

/// Makes a report.
///
/// # Errors
/// If there is no such run, it cannot be read, or the output cannot be written.
pub fn run(args: &Analyze) -> Result<()> {
    if args.out.is_none() {
        output::check_format(args.format)?;
    }
    let facts = runs::facts(&runs::find(args.games.as_deref())?)?;
    let report = match args.report {
        Question::Balance => balance::balance(
            &facts,
            balance::Options {
                margin: args.margin / 100.0,
            },
        )?,
        Question::EspionageSuccess => espionage::espionage_success(&facts)?,
    };
    output::report(&report, args.format, args.out.as_deref())
}
