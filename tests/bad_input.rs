//! Bad input: every message says what is wrong, where, and what would be right; nothing is left half done.

use std::path::Path;

use tempfile::tempdir;

use crate::common::{duel, files, run, said};

/// Runs lines in an empty folder; what they say goes into one snapshot. None may leave a file.
fn snapshot(name: &str, lines: &[&str]) {
    let folder = tempdir().unwrap();
    let text = lines
        .iter()
        .map(|line| format!("$ ec4x {line}\n{}\n", said(&run(folder.path(), line))));
    insta::assert_snapshot!(name, text.collect::<String>());
    assert!(
        files(folder.path()).is_empty(),
        "something was left: {:?}",
        files(folder.path()).keys()
    );
}

#[test]
fn numbers_out_of_range() {
    snapshot(
        "numbers",
        &[
            "simulate --games=0",
            "simulate --games=many",
            "simulate --games=1000001",
            "simulate --jobs=0",
            "simulate --turns=1",
            "simulate --seed=-1",
            "analyze balance --margin=0",
        ],
    );
}

#[test]
fn names_that_do_not_exist() {
    snapshot(
        "names",
        &[
            "simulate --scenario=standard-4-plaier",
            "simulate --personas=Agressive,Turtle,Balanced,Economic",
            "simulate --personas=Aggressive,Turtle",
            "analyze ballance",
            "schema combat_event",
            "scenarios show duel",
            "replay Turtle",
            "simulat",
        ],
    );
}

#[test]
fn flags_that_do_not_fit() {
    snapshot(
        "flags",
        &[
            "simulate --resume=run --games=5",
            "simulate --force",
            "simulate --set buildCost",
            "simulate --games=3 --report",
            "simulate --format=csv",
            "rules diff standard standard --format=parquet",
        ],
    );
}

#[test]
fn settings_are_checked_like_files() {
    snapshot(
        "settings",
        &[
            "simulate --set ships.capitals.battlship.buildCost=400 --set ships.capitals.cruiser.buildCost=cheap",
            "simulate --set startingResources.tresury=1000",
            "simulate --set victoryConditions.turnLimit=0",
            "simulate --set gameParameters.playerCount=12 --set mapGeneration.numRings=2 \
         --personas=Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle,Turtle",
        ],
    );
}

#[test]
fn folders_and_files_that_are_not_there() {
    snapshot(
        "missing",
        &[
            "simulate --rules=nowhere",
            "simulate --scenario=nowhere.kdl",
            "simulate --resume=nowhere",
            "analyze balance",
            "analyze balance --games=nowhere",
            "rules check nowhere",
            "rules diff standard nowhere",
            "replay 3",
            "orders check nowhere.kdl",
            "orders fmt .",
        ],
    );
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn rules_files_with_mistakes_are_reported_all_at_once() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    assert!(run(at, "rules export mine").status.success());
    let edit = |file: &str, old: &str, new: &str| {
        let path = at.join("mine").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has no {old:?}");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    };
    edit("ships.kdl", "buildCost", "biuldCost");
    edit("economy.kdl", "naturalGrowthRate 0.3", "naturalGrowthRate -3");
    edit("construction.kdl", "#true", "\"yes\"");
    edit("gameplay.kdl", "{", "{{");
    std::fs::remove_file(at.join("mine/tech.kdl")).unwrap();
    let checked = run(at, "rules check mine");
    insta::assert_snapshot!("rules", said(&checked));
    let played = run(at, "simulate --rules=mine --out=run");
    assert_eq!(said(&played), said(&checked));
    assert!(!at.join("run").exists());
}

#[test]
fn folders_that_are_no_rules() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("empty")).unwrap();
    write(at, "typo/shps.kdl", "ships {}\n");
    write(at, "file", "ships {}\n");
    std::fs::create_dir(at.join("bytes")).unwrap();
    std::fs::write(at.join("bytes/ships.kdl"), b"\xff\xfe").unwrap();
    let lines = [
        "rules check empty",
        "rules check typo",
        "rules check file",
        "rules check bytes",
        "rules export typo",
    ];
    let text = lines.map(|line| format!("$ ec4x {line}\n{}\n", said(&run(at, line))));
    insta::assert_snapshot!("no_rules", text.concat());
}

#[test]
fn a_scenario_with_mistakes() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    let text = run(at, "scenarios show standard-2-player").stdout;
    let text = String::from_utf8(text).unwrap();
    write(
        at,
        "mine.kdl",
        &text
            .replace("turnLimit 35", "turnLimit \"long\"")
            .replace("treasury 1000", "tresury 1000"),
    );
    insta::assert_snapshot!("scenario", said(&run(at, "simulate --scenario=mine.kdl")));
    assert!(!at.join("simulations").exists());
}

#[test]
fn order_files_with_mistakes() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    write(at, "good.kdl", "orders house=1 turn=9 { tax 55; }\n");
    write(
        at,
        "typos.kdl",
        "orders house=1 trun=9 {\n    tax 300\n    fleet 5 { patroll to=15; }\n    build 2 { ship \"cruser\"; }\n}\n",
    );
    write(at, "half.kdl", "orders house=1 turn=9 {\n    tax 55\n");
    write(at, "empty.kdl", "");
    let lines = [
        "orders check good.kdl typos.kdl half.kdl empty.kdl",
        "orders fmt typos.kdl",
        "orders fmt empty.kdl --check",
        "orders check",
    ];
    let text = lines.map(|line| format!("$ ec4x {line}\n{}\n", said(&run(at, line))));
    insta::assert_snapshot!("orders", text.concat());
}

#[test]
fn a_folder_that_holds_something_is_not_touched() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=2 --out=run");
    write(at, "thesis/chapter.txt", "ten years of work");
    let before = files(at);
    let lines = [
        "simulate --games=2 --out=run",
        "simulate --out=thesis",
        "simulate --out=thesis --force",
        "replay 0 --run=run --out=run",
    ];
    let text = lines.map(|line| format!("$ ec4x {line}\n{}\n", said(&run(at, line))));
    insta::assert_snapshot!("occupied", text.concat());
    assert_eq!(files(at), before);
    duel(at, "--games=4 --out=run --force");
    assert_eq!(crate::common::journal(&at.join("run")).len(), 4);
}

#[test]
fn a_run_that_was_damaged() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=2 --out=run");
    let path = at.join("run/run.json");
    let good = std::fs::read_to_string(&path).unwrap();
    let mut text = String::new();
    for (what, bad) in [
        ("half of run.json", &good[..good.len() / 2]),
        (
            "another version",
            &good.replace(
                &format!("\"engine\": \"{}\"", env!("CARGO_PKG_VERSION")),
                "\"engine\": \"0.0.1\"",
            ),
        ),
        ("other rules", &good.replacen("buildCost ", "buildCost 1", 1)),
    ] {
        std::fs::write(&path, bad).unwrap();
        for line in ["simulate --resume=run", "replay 1 --run=run"] {
            text += &format!("{what}\n$ ec4x {line}\n{}\n", said(&run(at, line)));
        }
    }
    std::fs::write(&path, &good).unwrap();
    text += &said(&run(at, "replay 2 --run=run"));
    insta::with_settings!({ filters => vec![(r"[0-9a-f]{16}", "<digest>"), (r"line \d+ column \d+", "line <n> column <n>")] }, {
        insta::assert_snapshot!("damaged", text);
    });
}
