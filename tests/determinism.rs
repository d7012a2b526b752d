//! Same request, same bytes: whatever the number of threads, and however often.

use tempfile::tempdir;

use crate::common::{assert_same_files, duel, files, journal, run, said};

#[test]
fn the_number_of_threads_leaves_no_trace() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    for (name, jobs) in [("one", 1), ("two", 2), ("again", 2), ("five", 5)] {
        duel(at, &format!("--games=11 --keep-db --check --out={name} --jobs={jobs}"));
    }
    for other in ["two", "again", "five"] {
        assert_same_files(&at.join("one"), &at.join(other));
    }
    let files = files(&at.join("one"));
    let names: Vec<String> = files.keys().map(|name| name.display().to_string()).collect();
    assert!(names.contains(&"db/game_000010.sqlite".to_string()), "{names:?}");
    assert!(names.iter().any(|name| name.starts_with("combat_events/")), "{names:?}");
    assert!(
        names
            .iter()
            .all(|name| !name.contains("spool") && !name.ends_with(".tmp")),
        "{names:?}"
    );
}

#[test]
fn the_journal_of_a_complete_run_is_in_order() {
    let folder = tempdir().unwrap();
    duel(folder.path(), "--games=9 --out=run --jobs=4");
    let games: Vec<u64> = journal(&folder.path().join("run"))
        .iter()
        .map(|line| line["game"].as_u64().unwrap())
        .collect();
    assert_eq!(games, (0..9).collect::<Vec<_>>());
}

#[test]
fn another_seed_gives_other_games_and_a_block_shares_its_key() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --out=a --seed=1");
    duel(at, "--games=4 --out=b --seed=2");
    let (a, b) = (journal(&at.join("a")), journal(&at.join("b")));
    assert_eq!(a[0]["key"], a[1]["key"]);
    assert_ne!(a[1]["key"], a[2]["key"]);
    assert_eq!(a[0]["personas"][0], a[1]["personas"][1]);
    assert_eq!(a[0]["personas"][1], a[1]["personas"][0]);
    for (a, b) in a.iter().zip(&b) {
        assert_ne!(a["hash"], b["hash"]);
        assert_ne!(a["key"], b["key"]);
    }
}

#[test]
fn rules_change_the_game_but_not_the_maps() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --out=base");
    duel(
        at,
        "--games=4 --out=cheap --set ships.capitals.cruiser.buildCost=10 --set startingResources.treasury=5000",
    );
    let (base, cheap) = (journal(&at.join("base")), journal(&at.join("cheap")));
    for (base, cheap) in base.iter().zip(&cheap) {
        assert_eq!(base["key"], cheap["key"]);
        assert_ne!(base["hash"], cheap["hash"]);
    }
}

#[test]
fn a_game_is_replayed_from_its_run() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(
        at,
        "--games=6 --out=run --keep-db --set ships.capitals.cruiser.buildCost=30",
    );
    let output = run(at, "replay game-4 --run=run --db=game.sqlite --out=events");
    assert!(output.status.success(), "{}", said(&output));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let last = stdout.lines().last().unwrap().split_whitespace().last().unwrap();
    assert_eq!(journal(&at.join("run"))[4]["hash"], last);
    let stored = std::fs::read(at.join("run/db/game_000004.sqlite")).unwrap();
    assert!(
        stored == std::fs::read(at.join("game.sqlite")).unwrap(),
        "the database is another"
    );
    let events = files(&at.join("events"));
    assert!(
        events.keys().any(|name| name.starts_with("games")),
        "{:?}",
        events.keys()
    );
}

#[test]
fn a_run_of_another_program_is_found_out() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=2 --out=run");
    let path = at.join("run/journal.jsonl");
    let hash = journal(&at.join("run"))[0]["hash"].as_str().unwrap().to_string();
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace(&hash, "0123456789abcdef");
    std::fs::write(&path, text).unwrap();
    for line in ["replay 0 --run=run", "simulate --resume=run"] {
        let output = run(at, line);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(
            said(&output).contains("came out otherwise than it did in the run"),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn a_file_for_every_game_holds_the_same_rows() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=5 --out=shards");
    duel(at, "--games=5 --out=single --games-per-file=1");
    assert_eq!(journal(&at.join("shards")), journal(&at.join("single")));
    let names: Vec<String> = files(&at.join("single"))
        .keys()
        .map(|name| name.display().to_string())
        .collect();
    for table in ec4x::lake::tables() {
        for game in 0..5 {
            let name = format!("{}/game_{game:06}.parquet", table.name);
            assert!(names.contains(&name), "{name} is not among {names:?}");
        }
        let read = |run: &str| ec4x::lake::scan(&at.join(run), table.name).unwrap().collect().unwrap();
        assert!(read("shards").equals_missing(&read("single")), "{} differs", table.name);
    }
}
