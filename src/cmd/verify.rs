//! `ec4x verify`: games played in every way that must not matter.

use std::collections::BTreeMap;

use indicatif::{ProgressBar, ProgressStyle};

use super::{interrupt, output, runs, sources};
use crate::cli::Verify;
use crate::error::{Error, Result};
use crate::farm::verify::{Check, Options, Verified, verify};
use crate::farm::{Manifest, Request, journal};

/// Verifies games and prints what was looked at and what is wrong.
///
/// # Errors
/// [`Error::No`] if something is wrong, or a planted fault was not found.
pub fn run(args: &Verify) -> Result<()> {
    let (request, games, entries) = sample(args)?;
    let options = Options {
        games,
        jobs: args.jobs.iter().map(|&jobs| jobs as usize).collect(),
        restores: args.restores as usize,
        fault: args.inject,
    };
    let stop = interrupt::flag()?;
    let progress = bar(args, options.games.len() as u64);
    let journal = |game: u32| entries.get(&game).cloned();
    let verified = verify(&request, &options, &journal, stop, &|| progress.inc(1));
    progress.finish_and_clear();
    let verified = verified.map_err(|_| Error::No("stopped".to_string()))?;
    show(&verified)?;
    judge(args, &verified)
}

type Entries = BTreeMap<u32, journal::Entry>;

/// What is to be verified, and what a journal says of it.
fn sample(args: &Verify) -> Result<(Request, Vec<u32>, Entries)> {
    let Some(run) = &args.run else {
        let request = sources::request(&args.choice, false)?;
        return Ok((request, (0..args.games).collect(), Entries::new()));
    };
    let run = runs::find(Some(run))?;
    let manifest = Manifest::read(&run)?;
    manifest.check_version(&run, "verify games of")?;
    let entries = journal::read(&run)?;
    let played: Vec<u32> = entries.keys().copied().collect();
    let wanted = (args.games as usize).min(played.len());
    let games = (0..wanted).map(|index| played[index * played.len() / wanted]).collect();
    Ok((manifest.request(&run)?, games, entries))
}

fn bar(args: &Verify, games: u64) -> ProgressBar {
    if args.quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} games verified");
    ProgressBar::new(games).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn show(verified: &Verified) -> Result<()> {
    let row = |check: Check| {
        let made = verified.made(check);
        let findings = verified
            .findings
            .iter()
            .filter(|finding| finding.check == check)
            .count();
        (made > 0).then(|| {
            let made = format!("{made} {}", check.unit());
            vec![check.name().to_string(), made, findings.to_string()]
        })
    };
    let rows = Check::ALL.into_iter().filter_map(row).collect();
    output::print_table(&["check", "looked at", "findings"], rows)?;
    for finding in &verified.findings {
        output::print(&format!("{finding}\n"))?;
    }
    Ok(())
}

fn judge(args: &Verify, verified: &Verified) -> Result<()> {
    let found = verified.findings.len();
    let Some(fault) = args.inject else {
        return match found {
            0 => Ok(()),
            1 => Err(Error::No("1 finding".to_string())),
            _ => Err(Error::No(format!("{found} findings"))),
        };
    };
    let mut games: Vec<u32> = verified.findings.iter().map(|finding| finding.game).collect();
    games.dedup();
    if verified.planted == 0 {
        return Err(Error::No(
            "no game had an occasion for the fault; ask for more --games".to_string(),
        ));
    }
    if games.len() < verified.planted {
        let (planted, found) = (verified.planted, games.len());
        return Err(Error::No(format!(
            "planted in {planted} games, found in {found} of them"
        )));
    }
    eprintln!(
        "planted in {} games, found in all; the check for it: {}",
        verified.planted,
        fault.check().name()
    );
    Ok(())
}
