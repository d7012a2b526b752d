//! Games that fail: rows with a way to repeat them, not crashed runs.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ec4x::farm::{self, Design, Folder, Request, Setup, journal};
use ec4x_ai::PersonaKind;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::{Scenario, builtin};
use ec4x_engine::vocab::Vocab;
use tempfile::tempdir;

use crate::common::{duel, run, said};

/// Twelve houses on a map that has no room for them.
fn crowd() -> Request {
    let mut rules = Rules::standard();
    let mut scenario = Scenario::load("crowd", builtin("standard-4-player").unwrap(), &mut rules).unwrap();
    scenario.set("gameParameters.playerCount", "12").unwrap();
    scenario.set("mapGeneration.numRings", "2").unwrap();
    let personas = [PersonaKind::ALL; 3].concat();
    Request {
        games: 3,
        setup: Setup::new(rules, scenario, None, false),
        design: Design::new(9, personas, 12).unwrap(),
        scenario_name: "crowd".to_string(),
        set: Vec::new(),
        keep_db: false,
        games_per_file: ec4x::lake::UNIT,
    }
}

#[test]
fn every_game_may_fail_and_the_run_is_complete() {
    let root = tempdir().unwrap();
    let path = root.path().join("crowd");
    let request = crowd();
    let folder = Folder::create(Some(&path), false, &request.manifest()).unwrap();
    let summary = farm::run(&folder, &request, 2, true, &AtomicBool::new(false)).unwrap();
    drop(folder);
    assert_eq!((summary.finished, summary.failed), (0, 3));
    let entries = journal::read(&path).unwrap();
    assert_eq!(entries.keys().copied().collect::<Vec<_>>(), [0, 1, 2]);
    assert!(entries.values().all(|entry| !entry.finished()));
    let about = std::fs::read_to_string(path.join("failures/000001/message.txt")).unwrap();
    assert!(
        about.contains("setup: the map is too small: 12 homeworlds found no room on 2 rings"),
        "{about}"
    );
    // The command in the folder of the failure, in that folder.
    let repeat = std::fs::read_to_string(path.join("failures/000001/repeat.txt")).unwrap();
    let line = repeat.lines().last().unwrap().strip_prefix("ec4x ").unwrap();
    let output = run(&path.join("failures/000001"), line);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(
        said(&output).contains("error: game 1 failed: setup: the map is too small"),
        "{}",
        said(&output)
    );
    report_says_why(root.path());
}

fn report_says_why(at: &Path) {
    let output = run(at, "analyze balance --games=crowd");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains("0 of 3 games finished, 3 failed"),
        "{}",
        said(&output)
    );
}

#[test]
fn some_failed_games_are_exit_code_four_and_set_aside_with_their_block() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=6 --out=run");
    let path = at.join("run/journal.jsonl");
    let lines: Vec<String> = std::fs::read_to_string(&path)
        .unwrap()
        .lines()
        .map(fail_game_three)
        .collect();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    let output = run(at, "simulate --resume=run --report --format=json");
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(
        said(&output).contains("1 of 6 games failed; each has its message"),
        "{}",
        said(&output)
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["head"]["failed"], "1");
    assert_eq!(report["head"]["games used"], "4 in 2 complete blocks");
}

fn fail_game_three(line: &str) -> String {
    let mut entry: serde_json::Value = serde_json::from_str(line).unwrap();
    if entry["game"] == 3 {
        entry["status"] = "failed".into();
        entry["message"] = "panic: a ship was lost".into();
    }
    entry.to_string()
}
