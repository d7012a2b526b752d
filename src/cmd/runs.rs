//! Finding runs, and what reports want to know about them.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::farm::{self, Manifest, journal};
use crate::lake::{self, LakeError};
use crate::report::Facts;

/// The folder of the run that is meant: it, or any path in it; none means the last run in `simulations/`.
///
/// # Errors
/// [`Error::Usage`] if there is no run.
pub fn find(meant: Option<&Path>) -> Result<PathBuf> {
    let Some(path) = meant else {
        return farm::latest(Path::new(farm::DEFAULT)).ok_or_else(|| {
            Error::Usage(format!(
                "there is no run in {}/; `ec4x simulate` makes one",
                farm::DEFAULT
            ))
        });
    };
    let found = path
        .ancestors()
        .filter(|folder| !folder.as_os_str().is_empty())
        .find(|folder| farm::holds_run(folder));
    if let Some(run) = found.map(Path::to_path_buf).or_else(|| farm::latest(path)) {
        return Ok(run);
    }
    let why = if path.exists() {
        "is not the folder of a run: it has no run.json"
    } else {
        "does not exist"
    };
    Err(Error::Usage(format!(
        "{} {why}; name the folder that `ec4x simulate` made with --out",
        path.display()
    )))
}

/// What a report is about.
///
/// # Errors
/// [`Error::Data`] if the run is of another version; [`Error::Io`] if its files cannot be read.
pub fn facts(run: &Path) -> Result<Facts> {
    let manifest = Manifest::read(run)?;
    manifest.check_tables(run, "read")?;
    let entries = journal::read(run)?;
    // Of a run that goes on, or that cannot be settled because nobody may write there, a report uses what is there.
    match lake::settle(run, manifest.games, manifest.games_per_file) {
        Ok(()) | Err(LakeError::Write { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let readable = lake::games(run)?;
    let games = |finished| {
        entries
            .values()
            .filter(move |entry| entry.finished() == finished)
            .map(|entry| entry.game)
    };
    let mut personas: Vec<String> = Vec::new();
    for persona in &manifest.design.personas {
        if !personas.contains(persona) {
            personas.push(persona.clone());
        }
    }
    Ok(Facts {
        run: run.to_path_buf(),
        scenario: manifest.scenario.name,
        rules_digest: manifest.rules.digest,
        engine_version: manifest.engine,
        seed: manifest.seed,
        personas,
        seatings: manifest.design.block_size,
        planned: manifest.games,
        finished: games(true).filter(|game| readable.contains(game)).collect(),
        failed: games(false).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_from_anything_in_it() {
        let root = tempfile::tempdir().unwrap();
        let run = root.path().join("base");
        std::fs::create_dir_all(run.join("battles")).unwrap();
        std::fs::write(run.join("run.json"), "{}").unwrap();
        assert_eq!(find(Some(&run)).unwrap(), run);
        assert_eq!(find(Some(&run.join("battles/*.parquet"))).unwrap(), run);
        for (path, says) in [
            ("", "is not the folder of a run"),
            ("nowhere", "nowhere does not exist; name the folder"),
        ] {
            let error = find(Some(&root.path().join(path))).unwrap_err();
            assert_eq!(error.exit_code(), 2);
            assert!(error.to_string().contains(says), "{error}");
        }
    }
}
