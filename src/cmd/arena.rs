//! `ec4x arena`: duels that belong to no game.

use std::str::FromStr;

use ec4x_engine::dice::Key;
use ec4x_engine::rules::Rules;

use super::{output, sources};
use crate::arena::{self, Duel, Matrix, Request, Terms, Theatre};
use crate::cli::Arena;
use crate::error::{Error, Result};
use crate::report::Report;

/// Repetitions if none are named: of a duel, and of each pair of a matrix.
const REPS: [u32; 2] = [10_000, 1_000];

/// Industry and population of a colony of which nothing is said.
const COLONY: u32 = 100;

/// Fights, and reports.
///
/// # Errors
/// If the forces are nonsense or do not fit the theatre, rules are wrong, or the output cannot be written.
pub fn run(args: &Arena) -> Result<()> {
    output::check_format(args.format)?;
    let mut rules = sources::rules(&args.rules.rules)?;
    rules.apply(&args.rules.set).map_err(Error::Diagnostics)?;
    for warning in rules.warnings() {
        eprintln!("warning: {warning}");
    }
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or_else(cores, |jobs| jobs as usize);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| Error::Data(format!("cannot start {jobs} threads: {error}; choose fewer --jobs")))?;
    let report = pool.install(|| match args.matrix {
        true => matrix(args, &rules),
        false => duel(args, &rules),
    })?;
    output::report(&report, args.format, None)
}

fn terms(args: &Arena) -> Result<Terms> {
    if args.bombard.is_some() && args.theatre != Theatre::Invasion {
        let text = "--bombard is for --theatre=invasion; a blitz has its one round of bombardment by rule";
        return Err(Error::Usage(text.to_string()));
    }
    if (args.iu.is_some() || args.pu.is_some()) && !args.theatre.is_planetary() {
        let text = "--iu and --pu are of a colony that is landed on: use --theatre=invasion or blitz";
        return Err(Error::Usage(text.to_string()));
    }
    Ok(Terms {
        theatre: args.theatre,
        homeworld: args.homeworld,
        iu: i64::from(args.iu.unwrap_or(COLONY)),
        pu: i64::from(args.pu.unwrap_or(COLONY)),
        bombard: args.bombard,
    })
}

fn request(name: &str, text: Option<&String>) -> Result<Request> {
    let text = text.map_or("", String::as_str);
    Request::from_str(text).map_err(|fault| Error::Usage(format!("{name}: {fault}")))
}

fn duel(args: &Arena, rules: &Rules) -> Result<Report> {
    let (a, b) = (request("--a", args.a.as_ref())?, request("--b", args.b.as_ref())?);
    let (houses, terms) = (args.levels.houses(), terms(args)?);
    let prepare = |rules| {
        Duel::new(rules, [&a, &b], houses, terms, Key(args.seed)).map_err(|misfit| Error::Usage(misfit.to_string()))
    };
    let reps = args.reps.unwrap_or(REPS[0]);
    let base = prepare(rules)?;
    if args.variant.is_empty() {
        return Ok(arena::summary(&base, &arena::fight(&base, reps), args.seed));
    }
    let mut changed = rules.clone();
    changed.apply(&args.variant).map_err(Error::Diagnostics)?;
    let variant = Duel::new(&changed, [&a, &b], houses, terms, Key(args.seed))
        .map_err(|misfit| Error::Usage(format!("in the variant: {misfit}")))?;
    let duels = [&base, &variant];
    Ok(arena::paired(
        duels,
        &arena::fight_pairs(duels, reps),
        args.seed,
        &args.variant,
    ))
}

fn matrix(args: &Arena, rules: &Rules) -> Result<Report> {
    if args.theatre.is_planetary() {
        return Err(Error::Usage(
            "a matrix is of fleets: use --theatre=space or orbital".to_string(),
        ));
    }
    let matrix = Matrix {
        rules,
        houses: args.levels.houses(),
        terms: terms(args)?,
        pp: i64::from(args.pp),
        reps: args.reps.unwrap_or(REPS[1]),
        seed: args.seed,
    };
    arena::matrix(&matrix).map_err(Error::Usage)
}
