//! The verbs of the command line, one file each.

mod analyze;
mod arena;
mod interrupt;
mod orders;
mod output;
mod replay;
mod rules;
mod runs;
mod scenarios;
mod schema;
mod shell;
mod simulate;
mod sources;
mod verify;

use crate::cli::{Cli, Verb};
use crate::error::Result;

/// Does what the command line asks for.
///
/// # Errors
/// [`Error`](crate::error::Error), whose exit code is that of the program.
pub fn run(cli: Cli) -> Result<()> {
    match cli.verb {
        Verb::Simulate(args) => simulate::run(&args),
        Verb::Analyze(args) => analyze::run(&args),
        Verb::Arena(args) => arena::run(&args),
        Verb::Rules(args) => rules::run(&args),
        Verb::Scenarios(args) => scenarios::run(&args),
        Verb::Orders(args) => orders::run(&args),
        Verb::Schema(args) => schema::run(&args),
        Verb::Replay(args) => replay::run(&args),
        Verb::Verify(args) => verify::run(&args),
        Verb::Completions { shell } => shell::completions(shell),
        Verb::Man { folder } => shell::man(&folder),
    }
}
