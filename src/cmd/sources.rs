//! Rules, scenarios, settings and personas, from what the user named.

use std::collections::BTreeMap;
use std::path::Path;

use ec4x_ai::PersonaKind;
use ec4x_engine::rules::diagnostic::nearest;
use ec4x_engine::rules::{Diagnostic, Rules, STANDARD};
use ec4x_engine::scenario::{self, BUILTIN, Scenario};
use ec4x_engine::vocab::Vocab;

use crate::cli::GameChoice;
use crate::error::{Error, Result};
use crate::farm::{self, Design, Request, Setup};

/// The seed of games that name none, so that they are comparable without a thought.
const DEFAULT_SEED: u64 = 1;

/// The name of the rules that are built in.
const STANDARD_NAME: &str = "standard";

/// A scenario with the name it goes by in reports.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name of a built-in one, or the file's.
    pub name: String,
    /// The scenario.
    pub scenario: Scenario,
}

/// Rules by name or folder.
///
/// # Errors
/// [`Error::Data`] if there is no such folder or it has no rules; [`Error::Diagnostics`] if they are wrong.
pub fn rules(from: &str) -> Result<Rules> {
    if from == STANDARD_NAME {
        return Ok(Rules::standard());
    }
    let folder = Path::new(from);
    let files = read_folder(folder)?;
    Rules::load(&|name| files.get(name).cloned()).map_err(|faults| Error::Diagnostics(placed(folder, faults)))
}

/// A scenario by name or file; its changes are made to the rules.
///
/// # Errors
/// [`Error::Usage`] or [`Error::Io`] if there is none; [`Error::Diagnostics`] if it is wrong.
pub fn scenario(from: &str, rules: &mut Rules) -> Result<Named> {
    let (name, text) = if let Some(text) = scenario::builtin(from) {
        (from.to_string(), text.to_string())
    } else {
        let path = Path::new(from);
        let is_path = path.components().count() > 1 || path.extension().is_some() || path.exists();
        if !is_path {
            builtin_scenario(from)?;
        }
        let text = std::fs::read_to_string(path).map_err(Error::io("read scenario", path))?;
        (
            path.file_stem()
                .map_or(from.into(), |stem| stem.to_string_lossy())
                .into_owned(),
            text,
        )
    };
    let scenario = Scenario::load(from, &text, rules).map_err(Error::Diagnostics)?;
    Ok(Named { name, scenario })
}

/// The text of a scenario that is built in.
///
/// # Errors
/// [`Error::Usage`] with those that are, if this is none.
pub fn builtin_scenario(name: &str) -> Result<&'static str> {
    scenario::builtin(name).ok_or_else(|| {
        let names = BUILTIN.map(|(name, _)| name);
        Error::Usage(format!(
            "there is no scenario {name:?}{}\nthe scenarios are: {}; or name a file",
            meant(name, &names),
            names.join(", ")
        ))
    })
}

/// Makes settings: keys of the scenario go there, all others to the rules.
///
/// # Errors
/// [`Error::Diagnostics`] with all mistakes; nothing is changed then.
pub fn apply(settings: &[(String, String)], rules: &mut Rules, scenario: &mut Scenario) -> Result<()> {
    let sections = scenario.entries();
    let head = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_string();
    let is_scenario = |path: &str| sections.iter().any(|(known, _)| head(known) == head(path));
    let (of_scenario, of_rules): (Vec<_>, Vec<_>) = settings.iter().cloned().partition(|(path, _)| is_scenario(path));
    let mut faults = rules.apply(&of_rules).err().unwrap_or_default();
    let mut changed = scenario.clone();
    faults.extend(
        of_scenario
            .iter()
            .filter_map(|(path, value)| changed.set(path, value).err()),
    );
    if faults.is_empty() {
        faults = changed.check(rules);
    }
    if !faults.is_empty() {
        return Err(Error::Diagnostics(faults));
    }
    *scenario = changed;
    Ok(())
}

/// Personas by their names; all of them if none is named.
///
/// # Errors
/// [`Error::Usage`] with those that exist, if one does not.
pub fn personas(names: &[String]) -> Result<Vec<PersonaKind>> {
    if names.is_empty() {
        return Ok(PersonaKind::ALL.to_vec());
    }
    let persona = |name: &String| {
        PersonaKind::from_name(name).ok_or_else(|| {
            let known = PersonaKind::NAMES;
            Error::Usage(format!(
                "there is no persona {name:?}{}\nthe personas are: {}",
                meant(name, known),
                known.join(", ")
            ))
        })
    };
    names.iter().map(persona).collect()
}

/// What games are to be played: as many as one likes, with the options of a run at their defaults.
///
/// # Errors
/// If what is asked for does not exist or fit together.
pub fn request(choice: &GameChoice, check: bool) -> Result<Request> {
    let mut rules = rules(&choice.rules.rules)?;
    let Named { name, mut scenario } = scenario(&choice.scenario, &mut rules)?;
    apply(&choice.rules.set, &mut rules, &mut scenario)?;
    for warning in rules.warnings() {
        eprintln!("warning: {warning}");
    }
    let seats = scenario.game_parameters.player_count as usize;
    let personas = personas(&choice.personas)?;
    let seed = choice
        .seed
        .or(scenario.game_parameters.game_seed)
        .unwrap_or(DEFAULT_SEED);
    let named = personas.len();
    let design = Design::new(seed, personas, seats).map_err(|_| {
        Error::Usage(format!(
            "{name} has {seats} houses and needs as many personas, not {named}: name {seats} with --personas=A,B,…; \
             one may be named several times"
        ))
    })?;
    if scenario.victory_conditions.turn_limit == 0 && choice.turns.is_none() {
        return Err(Error::Usage(format!(
            "{name} has no turn limit: a game may never end; give one with --turns=N"
        )));
    }
    let setup = Setup::new(rules, scenario, choice.turns, check);
    let set = choice
        .rules
        .set
        .iter()
        .map(|(path, value)| format!("{path}={value}"))
        .collect();
    let request = Request {
        games: 1,
        setup,
        design,
        scenario_name: name,
        set,
        keep_db: false,
        games_per_file: crate::lake::UNIT,
    };
    farm::can_be_set_up(&request)
        .map_err(|error| Error::Data(format!("{} cannot be set up: {error}", request.scenario_name)))?;
    Ok(request)
}

fn meant(name: &str, known: &[&str]) -> String {
    nearest(name, known.iter().copied()).map_or(String::new(), |meant| format!("; did you mean {meant}?"))
}

/// The rules files of a folder by name.
fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>> {
    let shown = folder.display();
    let names = STANDARD.map(|(name, _)| name);
    if !folder.exists() {
        return Err(Error::Data(format!(
            "there is no folder {shown}; `ec4x rules export {shown}` makes one with the standard rules"
        )));
    }
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io("read rules from", folder))? {
        let path = entry.map_err(Error::io("read rules from", folder))?.path();
        if !path.is_file() || path.extension().is_none_or(|extension| extension != "kdl") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !names.contains(&name.as_str()) {
            return Err(Error::Data(format!(
                "{} is not one of the rules files{}\nthey are: {}",
                path.display(),
                meant(&name, &names),
                names.join(", ")
            )));
        }
        files.insert(name, std::fs::read_to_string(&path).map_err(Error::io("read", &path))?);
    }
    if files.is_empty() {
        return Err(Error::Data(format!(
            "{shown} holds none of the rules files; they are: {}",
            names.join(", ")
        )));
    }
    Ok(files)
}

/// Names the files by their paths.
fn placed(folder: &Path, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |mut fault: Diagnostic| {
        if !fault.file.is_empty() {
            fault.file = folder.join(&*fault.file).display().to_string().into();
        }
        fault
    };
    faults.into_iter().map(place).collect()
}
