//! `ec4x`: the command line.

use std::process::ExitCode;

use clap::Parser;
use ec4x::cli::Cli;
use ec4x::cmd;
use ec4x::error::Error;

fn main() -> ExitCode {
    match cmd::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::OutputClosed) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.for_user());
            ExitCode::from(error.exit_code())
        }
    }
}
