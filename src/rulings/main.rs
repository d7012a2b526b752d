//! `rulings`: writes the table of coverage, or checks that it is up to date.

use std::path::Path;
use std::process::ExitCode;

use ec4x_rulings::Coverage;

const TABLE: &str = "scenarios/rulebook/COVERAGE.md";

fn main() -> ExitCode {
    let check = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => {
            eprintln!("usage: rulings [--check]\nwrites {TABLE} below the current folder; with --check it only looks");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}; run this in the folder of the project");
            ExitCode::from(3)
        }
    }
}

fn run(check: bool) -> std::io::Result<ExitCode> {
    let coverage = Coverage::read(Path::new("."))?;
    let gaps = coverage.gaps();
    for gap in &gaps {
        eprintln!("{gap}");
    }
    eprintln!("{} rulings and examples, {} gaps", coverage.rulings.len(), gaps.len());
    let table = coverage.table();
    if !check {
        std::fs::write(TABLE, table)?;
    } else if std::fs::read_to_string(TABLE)? != table {
        eprintln!("{TABLE} is out of date: run scripts/coverage");
        return Ok(ExitCode::from(1));
    }
    Ok(if gaps.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
