//! `ec4x simulate`: plays a run.

use std::path::Path;

use serde_json::json;

use super::{interrupt, output, runs, sources};
use crate::cli::{Export, Simulate};
use crate::error::{Error, Result};
use crate::farm::{self, Folder, Part, Request, Summary, for_people};
use crate::report::balance;
use crate::report::render::{Format, grouped};

/// Plays a run, new or to be continued.
///
/// # Errors
/// If what is asked for does not exist or fit together, files cannot be written, games failed, or Ctrl-C was pressed.
pub fn run(args: &Simulate) -> Result<()> {
    let Export::Parquet = args.export;
    check_format(args)?;
    let (folder, request) = match &args.resume {
        Some(run) => resume(run)?,
        None => begin(args)?,
    };
    let stop = interrupt::flag()?;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or_else(cores, |jobs| jobs as usize);
    let summary = farm::run(&folder, &request, jobs, args.quiet, stop)?;
    if !args.quiet {
        explain(folder.path(), &request, &summary);
    }
    let result = if args.report {
        report(folder.path(), args.format)
    } else {
        brief(folder.path(), args.format, &request, &summary)
    };
    if summary.failed == 0 {
        return result;
    }
    if let Err(error) = result {
        eprintln!("{}", error.for_user());
    }
    let folder = folder.path().join("failures");
    Err(Error::GamesFailed {
        failed: summary.failed,
        games: summary.games,
        folder,
    })
}

fn check_format(args: &Simulate) -> Result<()> {
    if args.report {
        output::check_format(args.format)
    } else if matches!(args.format, Format::Table | Format::Json) {
        Ok(())
    } else {
        Err(Error::Usage(
            "this --format is one of reports: add --report, or use `ec4x analyze` afterwards".to_string(),
        ))
    }
}

/// What the user asks for, in a new folder.
fn begin(args: &Simulate) -> Result<(Folder, Request)> {
    let request = request(args)?;
    let size = request.design.block_size();
    let rest = request.games % size;
    if args.report && request.games < size {
        return Err(Error::Usage(format!(
            "a report needs complete blocks of {size} games, one for each seating; ask for at least --games={size}"
        )));
    }
    let folder = Folder::create(args.out.as_deref(), args.force, &request.manifest())?;
    if rest != 0 && !args.quiet {
        eprintln!(
            "note: the last block has {rest} of {size} games, which reports leave out; --games={} would complete it",
            request.games - rest + size
        );
    }
    Ok((folder, request))
}

fn request(args: &Simulate) -> Result<Request> {
    Ok(Request {
        games: args.games,
        keep_db: args.keep_db,
        games_per_file: args.games_per_file,
        ..sources::request(&args.choice, args.check)?
    })
}

/// A run that was begun earlier.
fn resume(run: &Path) -> Result<(Folder, Request)> {
    let (folder, manifest) = Folder::open(run)?;
    manifest.check_version(run, "go on with")?;
    let request = manifest.request(run)?;
    farm::same_program(run, &request)?;
    Ok((folder, request))
}

/// The summary for people.
fn explain(run: &Path, request: &Request, summary: &Summary) {
    let seconds = summary.time.as_secs_f64();
    let rate = f64::from(summary.played) / seconds.max(1e-3);
    let failed = if summary.failed == 0 {
        String::new()
    } else {
        format!(", {} of them failed", summary.failed)
    };
    let (played, time) = (summary.played, for_people(seconds));
    eprintln!(
        "{played} games played in {time} ({rate:.1} games/s){failed}; {} rows of events",
        grouped(summary.rows as f64)
    );
    if let Some(shares) = summary.times.shares() {
        let shares: Vec<String> = shares
            .iter()
            .map(|(part, share)| format!("{} {share:.0} %", part.name()))
            .collect();
        eprintln!("time: {}", shares.join(", "));
    }
    eprintln!(
        "run:  {} ({}, seed {})",
        run.display(),
        request.scenario_name,
        request.design.seed
    );
    eprintln!("next: ec4x analyze balance --games={}", run.display());
}

fn report(run: &Path, format: Format) -> Result<()> {
    let report = balance::balance(&runs::facts(run)?, balance::Options::default())?;
    output::report(&report, format, None)
}

/// The result without a report: the folder, or a summary as JSON.
fn brief(run: &Path, format: Format, request: &Request, summary: &Summary) -> Result<()> {
    if format != Format::Json {
        return output::print(&format!("{}\n", run.display()));
    }
    let parts = Part::ALL.map(|part| (part.name().to_lowercase(), json!(summary.times.of(part).as_secs_f64())));
    let value = json!({
        "run": run.display().to_string(),
        "scenario": request.scenario_name,
        "seed": request.design.seed,
        "games": summary.games,
        "finished": summary.finished,
        "failed": summary.failed,
        "played_now": summary.played,
        "rows": summary.rows,
        "seconds": summary.time.as_secs_f64(),
        "thread_seconds": parts.into_iter().collect::<serde_json::Map<_, _>>(),
    });
    output::print(&format!("{value:#}\n"))
}
