//! The command line, declarations only. What a verb does is in `cmd`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::farm::verify::Fault;
use crate::report::render::{Format, ListFormat};

mod arena;
pub use arena::{Arena, Levels};

/// Most games of a run: their numbers have six digits.
const MOST_GAMES: u32 = 1_000_000;

/// The last turn that the event tables can count to, rounded.
const LAST_TURN: u32 = 60_000;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    a question was answered with no, by `ec4x verify` or `ec4x orders fmt --check`
  2    the command line is wrong
  3    rules, scenario or data are wrong, or a file could not be read or written
  4    some games failed; the rest is good
  101  a mistake in ec4x itself
  130  stopped by Ctrl-C; `ec4x simulate --resume` goes on

Results go to standard output, progress and messages to standard error.";

const EXAMPLES: &str = "\
Examples:
  ec4x simulate --games=1000 --report               play, then judge the balance
  ec4x simulate --games=400 --set ships.capitals.battleship.buildCost=400 --out=runs/cheap
  ec4x analyze balance --games=runs/cheap           judge a run that was played before
  ec4x rules export my-rules                        rules as files, for --rules=my-rules";

/// Plays thousands of games of EC4X and reports what the rules do to its balance.
#[derive(Debug, Parser)]
#[command(name = "ec4x", version, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"), max_term_width = 120)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Play many games into a folder of events
    ///
    /// Games come in blocks: one map with one line-up of personas, played once in each of a balanced set of seatings (4
    /// for 4 houses, 2 for 2). Reports use complete blocks only, so ask for a multiple.
    Simulate(Box<Simulate>),
    /// Make a report from a run
    Analyze(Analyze),
    /// Fight duels that belong to no game: win shares, losses, rounds
    Arena(Box<Arena>),
    /// Check, export or compare rules
    #[command(subcommand)]
    Rules(Rules),
    /// List or show the scenarios that are built in
    #[command(subcommand)]
    Scenarios(Scenarios),
    /// Check or format order files, or say what they may hold
    #[command(subcommand)]
    Orders(Orders),
    /// Document the tables of events and their columns
    Schema(Schema),
    /// Play one game of a run again and compare it with the journal
    Replay(Replay),
    /// Play games in every way that must not matter, and look at everything
    ///
    /// Each game is played with all checks on (invariants, ledgers, views), again at each number of threads, and from
    /// its database at turns that are drawn. Where two plays come apart, the first difference is named: turn, step, and
    /// stream of dice.
    Verify(Verify),
    /// Print the completions for a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    #[command(hide = true)]
    Man {
        /// Into this folder
        folder: PathBuf,
    },
}

const SIMULATE_EXAMPLES: &str = "\
Examples:
  ec4x simulate --games=1000                        the standard game of four houses
  ec4x simulate --games=400 --scenario=standard-2-player --personas=Aggressive,Turtle
  ec4x simulate --games=400 --set combat.cer.modifiers.ambushBonus=3 --out=runs/ambush
  ec4x simulate --resume=runs/ambush                go on with a run that was stopped

Runs with the same seed play on the same maps with the same dice, whatever the rules: that is what
makes two runs comparable. What a run writes does not depend on --jobs.";

/// What to play, and where to.
#[derive(Debug, Args)]
#[command(after_help = SIMULATE_EXAMPLES)]
pub struct Simulate {
    /// Games to play
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = whole(1, MOST_GAMES))]
    pub games: u32,
    /// Which games
    #[command(flatten)]
    pub choice: GameChoice,
    /// Folder of the run [default: the next free one in simulations/]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Delete the run that is in --out
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Go on with the run in this folder; all that makes a run is read from there
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = [
            "games", "scenario", "rules", "set", "personas", "seed", "turns", "out", "force", "check", "keep_db",
            "games_per_file",
        ]
    )]
    pub resume: Option<PathBuf>,
    /// Games played at once [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = whole(1, 1024))]
    pub jobs: Option<u32>,
    /// Look for broken invariants and accounts that do not balance, every turn (slow)
    #[arg(long, visible_alias = "verify")]
    pub check: bool,
    /// Keep the SQLite database of every game, in db/
    #[arg(long)]
    pub keep_db: bool,
    /// Format of the events
    #[arg(long, value_name = "FORMAT", default_value = "parquet")]
    pub export: Export,
    /// Games whose events share a file; 1 makes a file for every game and table
    #[arg(long, value_name = "N", default_value_t = crate::lake::UNIT, value_parser = whole(1, 100_000))]
    pub games_per_file: u32,
    /// Print the balance report at the end
    #[arg(long)]
    pub report: bool,
    /// Format of the report; without --report, `json` prints a summary
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// No progress and no summary
    #[arg(long, short)]
    pub quiet: bool,
}

/// Which games are played.
#[derive(Debug, Args)]
pub struct GameChoice {
    /// A scenario by name (see `ec4x scenarios list`), or a file
    #[arg(long, value_name = "NAME|FILE", default_value = "standard-4-player")]
    pub scenario: String,
    /// The rules that the run goes by
    #[command(flatten)]
    pub rules: RulesChoice,
    /// Who plays, as many as there are houses; of more, blocks take all line-ups in turn [default: all personas]
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub personas: Vec<String>,
    /// Seed of maps and dice [default: the scenario's, or 1]
    #[arg(long, value_name = "N", value_parser = seed)]
    pub seed: Option<u64>,
    /// Stop games at this turn, if the scenario does not end them before
    #[arg(long, value_name = "N", value_parser = whole(2, LAST_TURN))]
    pub turns: Option<u32>,
}

/// The rules a run goes by.
#[derive(Debug, Args)]
pub struct RulesChoice {
    /// A folder of rules files, or `standard`
    #[arg(long, value_name = "DIR", default_value = "standard")]
    pub rules: String,
    /// Change a key of the rules or the scenario; may be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
}

/// Formats of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// Parquet files.
    Parquet,
}

const ANALYZE_EXAMPLES: &str = "\
Examples:
  ec4x analyze balance                              the last run in simulations/
  ec4x analyze balance --games=runs/base --format=markdown
  ec4x analyze balance --games=runs/base --format=parquet --out=balance.parquet
  ec4x analyze espionage-success                    what spies try and achieve";

/// Make a report from a run.
#[derive(Debug, Args)]
#[command(after_help = ANALYZE_EXAMPLES)]
pub struct Analyze {
    /// The question
    #[arg(value_name = "REPORT")]
    pub report: Question,
    /// The folder of the run, or files in it [default: the last run in simulations/]
    #[arg(long, value_name = "DIR")]
    pub games: Option<PathBuf>,
    /// A share is balanced if its interval lies within this many points of the fair share
    #[arg(long, value_name = "POINTS", default_value_t = 5.0, value_parser = margin)]
    pub margin: f64,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// Write to this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Question {
    /// Is any persona, seat or ship class too strong?
    Balance,
    /// Which actions of espionage are tried, detected and successful, at what price?
    EspionageSuccess,
}

/// Check, export or compare rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Say what is wrong with rules, all mistakes at once
    Check(Checked),
    /// Write rules as files
    Export(Exported),
    /// Show the keys in which rules differ
    Diff(Compared),
}

/// Rules to be checked.
#[derive(Debug, Args)]
pub struct Checked {
    /// A folder of rules files, or `standard`
    #[arg(value_name = "DIR")]
    pub rules: String,
    /// Change a key first; may be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
}

/// Rules to be written.
#[derive(Debug, Args)]
pub struct Exported {
    /// Folder to write to; it must be new or empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The rules to write
    #[command(flatten)]
    pub rules: RulesChoice,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  ec4x rules diff standard my-rules
  ec4x rules diff old-rules new-rules --format=markdown > changes.md

Values are KDL text, as the rules files have them; a key that one side lacks has none there. The exit code is 0 whether \
keys differ or not, and 3 if either side cannot be read.";

/// Rules to be compared.
#[derive(Debug, Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub struct Compared {
    /// A folder of rules files, or `standard`
    pub left: String,
    /// The same
    pub right: String,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

/// List or show scenarios.
#[derive(Debug, Subcommand)]
pub enum Scenarios {
    /// Names, houses, maps and turn limits
    List,
    /// Print the file of a scenario
    Show {
        /// Its name
        name: String,
    },
}

const ORDERS_EXAMPLES: &str = "\
Examples:
  ec4x orders check turn-9/*.kdl                    every mistake of every file
  ec4x orders fmt house-1.kdl > canonical.kdl
  ec4x orders fmt house-1.kdl --check               exit code 1 if it is in another form
  ec4x orders form                                  all orders there are

An order file holds the orders of one house for one turn. A file is checked by itself: whether an order can be carried out \
depends on the game, and one that cannot is no mistake of the file.";

/// Check, format or explain order files.
#[derive(Debug, Subcommand)]
#[command(after_help = ORDERS_EXAMPLES)]
pub enum Orders {
    /// Say what is wrong with order files, all mistakes at once
    ///
    /// Each mistake is told with its line and column; the exit code is 3 if there is any. Of a good file house, turn and
    /// number of orders are printed.
    Check {
        /// The files; `-` is standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Print an order file in its canonical form
    ///
    /// Sections come in the order of the turn, every order on a line of its own. Nothing that counts is lost; comments are
    /// not kept. The exit code is 3 if the file has mistakes.
    Fmt {
        /// The file; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Print nothing; the exit code is 0 if the file is in its canonical form and 1 if not
        #[arg(long)]
        check: bool,
    },
    /// Print what an order file may hold, as Markdown
    Form,
}

/// Document tables.
#[derive(Debug, Args)]
pub struct Schema {
    /// A table; without one, all are listed
    pub table: Option<String>,
}

const REPLAY_EXAMPLES: &str = "\
Examples:
  ec4x replay game-42                               of the last run in simulations/
  ec4x replay game-42 --run=runs/base --db=game.sqlite --out=game-42";

/// Play one game of a run again and compare it with the journal.
#[derive(Debug, Args)]
#[command(after_help = REPLAY_EXAMPLES)]
pub struct Replay {
    /// The game: its number, or game-NUMBER
    #[arg(value_name = "GAME", value_parser = game_number)]
    pub game: u32,
    /// The folder of the run [default: the last run in simulations/]
    #[arg(long, value_name = "DIR")]
    pub run: Option<PathBuf>,
    /// Write the events of the game into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write the database of the game to this file
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
}

const VERIFY_EXAMPLES: &str = "\
Examples:
  ec4x verify                                       eight games of the standard scenario
  ec4x verify --games=100 --scenario=long-war-4-player --jobs=1,2,7
  ec4x verify --run=runs/base --games=20            games of a run, compared with its journal
  ec4x verify --inject=lost-ship                    plant a mistake: is it found?

Exit code 0 if all is well, 1 if something is wrong. With --inject it is 0 if the fault was found wherever it was \
planted, and 1 if it was not.";

/// Play games in every way that must not matter.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_EXAMPLES)]
pub struct Verify {
    /// Games to look at; of a run, they are spread over it
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = whole(1, MOST_GAMES))]
    pub games: u32,
    /// Which games
    #[command(flatten)]
    pub choice: GameChoice,
    /// Games of the run in this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["scenario", "rules", "set", "personas", "seed", "turns"])]
    pub run: Option<PathBuf>,
    /// Numbers of threads to play at
    #[arg(long, value_name = "N,N,…", value_delimiter = ',', default_value = "1,2,3", value_parser = whole(1, 1024))]
    pub jobs: Vec<u32>,
    /// Turns at which each game is restored from its database
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = whole(0, 1000))]
    pub restores: u32,
    /// Plant a fault in every game
    #[arg(long, value_name = "FAULT")]
    pub inject: Option<Fault>,
    /// No progress
    #[arg(long, short)]
    pub quiet: bool,
}

/// Reads a whole number within limits.
fn whole(low: u32, high: u32) -> impl Fn(&str) -> Result<u32, String> + Clone + Send + Sync + 'static {
    move |text| match text.parse() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err(format!("write a whole number from {low} to {high}")),
    }
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() => Ok((path.trim().to_string(), value.trim().to_string())),
        _ => Err("write PATH=VALUE, as in ships.capitals.battleship.buildCost=400".to_string()),
    }
}

fn margin(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(points) if points > 0.0 && points <= 50.0 => Ok(points),
        _ => Err("write a number of points above 0 and up to 50".to_string()),
    }
}

fn game_number(text: &str) -> Result<u32, String> {
    let digits = text
        .strip_prefix("game-")
        .or_else(|| text.strip_prefix("game_"))
        .unwrap_or(text);
    digits
        .parse()
        .map_err(|_| "write the number of a game, as in 42 or game-42".to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn games_have_several_names() {
        assert_eq!(game_number("42"), Ok(42));
        assert_eq!(game_number("game-42"), Ok(42));
        assert_eq!(game_number("game_000042"), Ok(42));
        assert!(game_number("Aggressive").is_err());
    }

    #[test]
    fn settings_are_split_at_the_first_sign() {
        assert_eq!(setting("a.b = 3"), Ok(("a.b".to_string(), "3".to_string())));
        assert!(setting("a.b").is_err());
        assert!(setting("=3").is_err());
    }
}
