//! `run.json`: what a run was asked for, complete enough to play any of its games again.

use std::collections::BTreeMap;
use std::path::Path;

use ec4x_ai::PersonaKind;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::Scenario;
use ec4x_engine::vocab::Vocab;
use serde::{Deserialize, Serialize};

use super::folder::write_atomically;
use super::plan::Design;
use super::play::Setup;
use crate::error::{Error, Result};
use crate::lake;

/// The file's name in a run.
pub const NAME: &str = "run.json";

/// The version of the program, which is that of its engine.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What a run was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the program.
    pub engine: String,
    /// Games asked for.
    pub games: u32,
    /// Seed of the run.
    pub seed: u64,
    /// Turn at which games are stopped, if not by the scenario alone.
    pub last_turn: Option<u32>,
    /// Broken invariants are looked for every turn.
    pub check: bool,
    /// Databases of all games are kept.
    pub keep_db: bool,
    /// Games whose events share a file.
    pub games_per_file: u32,
    /// The scenario.
    pub scenario: ScenarioRecord,
    /// Who plays where.
    pub design: DesignRecord,
    /// Version of each event table's columns, in hexadecimal.
    pub tables: BTreeMap<String, String>,
    /// The rules.
    pub rules: RulesRecord,
}

/// The scenario of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioRecord {
    /// Its name or that of its file.
    pub name: String,
    /// Digest over all keys, in hexadecimal.
    pub digest: String,
    /// The whole file.
    pub text: String,
}

/// The rules of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesRecord {
    /// Digest over all keys, in hexadecimal.
    pub digest: String,
    /// What was set on the command line, as `path=value`.
    pub set: Vec<String>,
    /// All files, settings applied.
    pub files: BTreeMap<String, String>,
}

/// Who plays where. Line-ups and seatings follow from the rest; they are there for readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignRecord {
    /// The personas asked for.
    pub personas: Vec<String>,
    /// Houses of a game.
    pub seats: usize,
    /// Games of a block.
    pub block_size: u32,
    /// Line-ups as indices into `personas`; block b plays line-up b mod their number.
    pub lineups: Vec<Vec<usize>>,
    /// Seatings as indices into a line-up, by seat; game i plays seating i mod their number.
    pub seatings: Vec<Vec<usize>>,
}

/// What the user asked for, read and checked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Games.
    pub games: u32,
    /// Rules, scenario and what all games have in common.
    pub setup: Setup,
    /// Who plays where.
    pub design: Design,
    /// The scenario's name.
    pub scenario_name: String,
    /// Settings as `path=value`.
    pub set: Vec<String>,
    /// Keep the databases of all games.
    pub keep_db: bool,
    /// Games whose events share a file.
    pub games_per_file: u32,
}

impl Request {
    /// The `run.json` of this.
    pub fn manifest(&self) -> Manifest {
        let (rules, scenario) = (&self.setup.rules, &self.setup.scenario);
        let design = &self.design;
        let table = |table: &lake::Table| (table.name.to_string(), hex(table.version()));
        Manifest {
            engine: ENGINE.to_string(),
            games: self.games,
            seed: design.seed,
            last_turn: self.setup.last_turn,
            check: self.setup.check,
            keep_db: self.keep_db,
            games_per_file: self.games_per_file,
            scenario: ScenarioRecord {
                name: self.scenario_name.clone(),
                digest: hex(scenario.digest()),
                text: scenario.export(),
            },
            design: DesignRecord {
                personas: design.personas.iter().map(ToString::to_string).collect(),
                seats: design.seatings[0].len(),
                block_size: design.block_size(),
                lineups: design.lineups.clone(),
                seatings: design.seatings.clone(),
            },
            tables: lake::tables().iter().map(table).collect(),
            rules: RulesRecord {
                digest: hex(rules.digest()),
                set: self.set.clone(),
                files: rules.export().into_iter().collect(),
            },
        }
    }
}

impl Manifest {
    /// Writes it into the folder of its run.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be written; nothing is left then.
    pub fn write(&self, run: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).unwrap_or_else(|error| unreachable!("always JSON: {error}"));
        write_atomically(&run.join(NAME), (text + "\n").as_bytes())
    }

    /// Reads that of a run.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, [`Error::Data`] if it is something else.
    pub fn read(run: &Path) -> Result<Self> {
        let path = run.join(NAME);
        let text = std::fs::read_to_string(&path).map_err(Error::io("read", &path))?;
        serde_json::from_str(&text).map_err(|error| {
            Error::Data(format!(
                "{} does not describe a run: {error}; restore the file, or play a new run",
                path.display()
            ))
        })
    }

    /// Whether this program plays what was played in the run; `doing` says what for, as in "go on with".
    ///
    /// # Errors
    /// [`Error::Data`] if the run is of another version.
    pub fn check_version(&self, run: &Path, doing: &str) -> Result<()> {
        let mut differences = self.other_tables();
        if self.engine != ENGINE {
            differences.insert(0, format!("it was made by ec4x {}, this is {ENGINE}", self.engine));
        }
        refuse(run, doing, &differences)
    }

    /// Whether this program can read the tables of the run.
    ///
    /// # Errors
    /// [`Error::Data`] if the run has others.
    pub fn check_tables(&self, run: &Path, doing: &str) -> Result<()> {
        refuse(run, doing, &self.other_tables())
    }

    fn other_tables(&self) -> Vec<String> {
        let difference = |table: &lake::Table| match self.tables.get(table.name) {
            Some(version) if *version == hex(table.version()) => None,
            Some(_) => Some(format!("the columns of {} are others", table.name)),
            None => Some(format!("it has no table {}", table.name)),
        };
        lake::tables().iter().filter_map(difference).collect()
    }

    /// What was asked for, to be played again.
    ///
    /// # Errors
    /// [`Error::Data`] if the file was changed by hand so that it does not fit together.
    pub fn request(&self, run: &Path) -> Result<Request> {
        let damaged = |what: String| {
            Error::Data(format!(
                "{}: {what}; restore the file, or play a new run",
                run.join(NAME).display()
            ))
        };
        let rules = Rules::load(&|name| self.rules.files.get(name).cloned()).map_err(Error::Diagnostics)?;
        // The scenario's own changes are part of the stored rules; settings may have changed them again since.
        let mut scratch = rules.clone();
        let scenario =
            Scenario::load(&self.scenario.name, &self.scenario.text, &mut scratch).map_err(Error::Diagnostics)?;
        for (what, stored, is) in [
            ("rules", &self.rules.digest, rules.digest()),
            ("scenario", &self.scenario.digest, scenario.digest()),
        ] {
            if *stored != hex(is) {
                return Err(damaged(format!(
                    "the {what} were changed: their digest is {}, not {stored}",
                    hex(is)
                )));
            }
        }
        let persona = |name: &String| {
            PersonaKind::from_name(name).ok_or_else(|| damaged(format!("there is no persona {name:?}")))
        };
        let personas = self.design.personas.iter().map(persona).collect::<Result<Vec<_>>>()?;
        let seats = scenario.game_parameters.player_count as usize;
        let design = Design::new(self.seed, personas, seats)
            .map_err(|_| damaged(format!("{seats} seats need as many personas")))?;
        Ok(Request {
            games: self.games,
            setup: Setup::new(rules, scenario, self.last_turn, self.check),
            design,
            scenario_name: self.scenario.name.clone(),
            set: self.rules.set.clone(),
            keep_db: self.keep_db,
            games_per_file: self.games_per_file,
        })
    }
}

fn refuse(run: &Path, doing: &str, differences: &[String]) -> Result<()> {
    if differences.is_empty() {
        return Ok(());
    }
    Err(Error::Data(format!(
        "cannot {doing} {}: {}; take the ec4x that made it, or play a new run",
        run.display(),
        differences.join(", ")
    )))
}

/// A hash or key as it is written everywhere.
pub fn hex(value: u64) -> String {
    format!("{value:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        let mut rules = Rules::standard();
        let text = ec4x_engine::scenario::builtin("standard-2-player").unwrap();
        let scenario = Scenario::load("standard-2-player", text, &mut rules).unwrap();
        rules.apply(&[("ships.capitals.battleship.buildCost", "400")]).unwrap();
        Request {
            games: 12,
            setup: Setup::new(rules, scenario, Some(20), true),
            design: Design::new(u64::MAX, PersonaKind::ALL[..3].to_vec(), 2).unwrap(),
            scenario_name: "standard-2-player".to_string(),
            set: vec!["ships.capitals.battleship.buildCost=400".to_string()],
            keep_db: false,
            games_per_file: lake::UNIT,
        }
    }

    #[test]
    fn a_request_comes_back_from_its_file() {
        let run = tempfile::tempdir().unwrap();
        let asked = request();
        asked.manifest().write(run.path()).unwrap();
        let read = Manifest::read(run.path()).unwrap();
        read.check_version(run.path(), "go on with").unwrap();
        let back = read.request(run.path()).unwrap();
        assert_eq!(back.design, asked.design);
        assert_eq!(back.setup.rules, asked.setup.rules);
        assert_eq!(back.setup.scenario, asked.setup.scenario);
        assert_eq!(back.manifest(), asked.manifest());
    }

    #[test]
    fn another_version_is_refused_with_what_differs() {
        let run = Path::new("runs/old");
        let mut manifest = request().manifest();
        manifest.engine = "0.0.9".to_string();
        manifest.tables.insert("battles".to_string(), "0".to_string());
        manifest.tables.remove("games");
        let error = manifest.check_version(run, "go on with").unwrap_err();
        assert_eq!(error.exit_code(), 3);
        let text = error.to_string();
        assert!(
            text.starts_with("cannot go on with runs/old: it was made by ec4x 0.0.9, this is "),
            "{text}"
        );
        assert!(
            text.contains("the columns of battles are others, it has no table games"),
            "{text}"
        );
    }

    #[test]
    fn rules_changed_by_hand_are_noticed() {
        let run = Path::new("runs/base");
        let mut manifest = request().manifest();
        let ships = manifest.rules.files.get_mut("ships.kdl").unwrap();
        *ships = ships.replacen("buildCost 400", "buildCost 401", 1);
        let error = manifest.request(run).unwrap_err().to_string();
        assert!(
            error.starts_with("runs/base/run.json: the rules were changed"),
            "{error}"
        );
    }
}
