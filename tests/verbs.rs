//! The verbs when all is well: what they print, and where.

use tempfile::tempdir;

use crate::common::{DUEL, duel, ec4x, files, run, said};

#[test]
fn help_teaches() {
    let folder = tempdir().unwrap();
    let lines = [
        "--help",
        "simulate --help",
        "analyze --help",
        "arena --help",
        "rules --help",
        "rules diff --help",
        "orders --help",
        "orders check --help",
        "orders fmt --help",
        "replay --help",
        "verify --help",
    ];
    let text = lines.map(|line| {
        let output = run(folder.path(), line);
        assert!(output.status.success());
        format!("$ ec4x {line}\n{}\n", String::from_utf8(output.stdout).unwrap())
    });
    insta::assert_snapshot!("help", text.concat());
}

#[test]
fn one_command_plays_and_reports() {
    let folder = tempdir().unwrap();
    let output = ec4x(folder.path())
        .args(["simulate", "--games=4", "--report"])
        .args(DUEL)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let report = String::from_utf8(output.stdout).unwrap();
    for word in ["Balance", "Aggressive", "Balanced", "win share", "cruiser"] {
        assert!(report.contains(word), "no {word} in {report}");
    }
    let summary = String::from_utf8(output.stderr).unwrap();
    assert!(summary.contains("4 games played in "), "{summary}");
    assert!(
        summary.contains("next: ec4x analyze balance --games=simulations/run-0001"),
        "{summary}"
    );
    assert!(!(report + &summary).contains('\x1b'), "colour off a terminal");
    let again = run(folder.path(), "analyze balance");
    assert!(again.status.success(), "{}", said(&again));
}

#[test]
fn results_go_to_stdout_and_the_rest_to_stderr() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    for (line, run) in [
        ("--games=2 --quiet", "simulations/run-0001"),
        ("--games=2 --quiet --out=a/b", "a/b"),
    ] {
        let output = ec4x(at)
            .arg("simulate")
            .args(DUEL)
            .args(line.split(' '))
            .output()
            .unwrap();
        assert_eq!(said(&output), format!("exit code 0\n---- stdout\n{run}\n"));
    }
    let output = ec4x(at)
        .args(["simulate", "--games=3", "--format=json"])
        .args(DUEL)
        .output()
        .unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["finished"], 3);
    assert_eq!(summary["run"], "simulations/run-0002");
    let notes = String::from_utf8(output.stderr).unwrap();
    assert!(notes.starts_with("note: the last block has 1 of 2 games"), "{notes}");
}

#[test]
fn a_report_has_every_format() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --out=run");
    let report = |line: &str| run(at, &format!("analyze balance --games=run {line}"));
    let json: serde_json::Value = serde_json::from_slice(&report("--format=json").stdout).unwrap();
    assert_eq!(json["head"]["seed"], "1");
    let estimates = json["estimates"].as_array().unwrap();
    let endings = estimates
        .iter()
        .filter(|e| e["section"] == "endings" && e["metric"] == "share");
    let games: f64 = endings.map(|e| e["numerator"].as_f64().unwrap()).sum();
    assert_eq!(games, 4.0, "every game ends in one way");
    let csv = String::from_utf8(report("--format=csv").stdout).unwrap();
    assert!(csv.starts_with("section,subject,metric,"), "{csv}");
    assert!(
        String::from_utf8(report("--format=markdown").stdout)
            .unwrap()
            .contains("|---")
    );
    assert!(report("--format=parquet").stdout.starts_with(b"PAR1"));
    assert!(report("--format=parquet --out=balance.parquet").status.success());
    assert_eq!(
        std::fs::read(at.join("balance.parquet")).unwrap(),
        report("--format=parquet").stdout
    );
    // A glob of the run's files means the run.
    assert_eq!(
        run(at, "analyze balance --games=run/games/*.parquet --format=csv").stdout,
        csv.into_bytes()
    );
}

#[test]
fn spies_have_a_report() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --out=run");
    let report = |line: &str| run(at, &format!("analyze espionage-success --games=run {line}"));
    let text = String::from_utf8(report("").stdout).unwrap();
    for word in ["Actions", "assassination", "Wilson", "Balanced", "Rolls of detection"] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    let json: serde_json::Value = serde_json::from_slice(&report("--format=json").stdout).unwrap();
    let estimates = json["estimates"].as_array().unwrap();
    let sum = |section: &str, metric: &str, part: &str| -> f64 {
        let of = |e: &&serde_json::Value| e["section"] == section && e["metric"] == metric;
        let chosen = estimates.iter().filter(of);
        chosen.map(|e| e[part].as_f64().unwrap()).sum()
    };
    let tried = sum("actions", "success", "denominator");
    assert!(tried > 100.0, "{tried} actions tried");
    assert_eq!(tried, sum("persona_actions", "success", "denominator"));
    assert_eq!(
        tried,
        sum("actions", "success", "numerator") + sum("actions", "detected", "numerator")
    );
}

#[test]
fn rules_go_out_and_come_back() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    let exported = run(at, "rules export mine --set ships.capitals.battleship.buildCost=400");
    assert_eq!(said(&exported), "exit code 0\n---- stdout\nmine\n");
    assert_eq!(files(&at.join("mine")).len(), 16);
    let diff = run(at, "rules diff standard mine");
    insta::assert_snapshot!("diff", said(&diff));
    assert!(said(&run(at, "rules check mine")).contains("mine: "));
    assert_eq!(
        said(&run(at, "rules diff mine mine")),
        "exit code 0\n---- stderr\nno key differs\n"
    );
    duel(at, "--games=2 --rules=mine --out=a");
    duel(at, "--games=2 --set ships.capitals.battleship.buildCost=400 --out=b");
    let hashes = |run| crate::common::journal(&at.join(run));
    assert_eq!(hashes("a"), hashes("b"));
}

#[test]
fn differences_of_rules_have_every_format_of_lists() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    // A number, a word with all that formats must escape, a key that is new.
    let settings = [
        "ships.capitals.battleship.buildCost=400",
        "combat.moraleChecks.low.appliesTo=a,\"b|c",
        "combat.moraleChecks.veryLow.cerPenalty=1",
    ];
    let settings = settings.map(|setting| format!(" --set {setting}")).concat();
    let exported = run(at, &format!("rules export mine{settings}"));
    assert!(exported.status.success(), "{}", said(&exported));
    let lines = ["csv", "markdown", "json"].map(|format| format!("rules diff standard mine --format={format}"));
    let text = lines
        .iter()
        .map(|line| format!("$ ec4x {line}\n{}\n", said(&run(at, line))));
    insta::assert_snapshot!("diff_formats", text.collect::<String>());
    // Without a difference, a program still gets something to read.
    for (format, empty) in [
        ("table", ""),
        ("markdown", ""),
        ("csv", "key,left,right\n"),
        ("json", "[]\n"),
    ] {
        let output = run(at, &format!("rules diff mine mine --format={format}"));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), empty, "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "no key differs\n");
        assert_eq!(output.status.code(), Some(0));
    }
}

/// Orders in a form that is none of the canonical ones.
const ORDERS: &str = r#"// Comments are free.
orders turn=9 house=2 {
    fleet 5 { move to=15; }
    tax 55
    build 2 { ship "LightCruiser" quantity=2; industry quantity=10 }
}
"#;

#[test]
fn order_files_are_checked_and_formatted() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("mine.kdl"), ORDERS).unwrap();
    std::fs::write(at.join("none.kdl"), "orders house=1 turn=9 {}\n").unwrap();
    let mut text = String::new();
    for line in [
        "orders check mine.kdl none.kdl",
        "orders fmt mine.kdl",
        "orders fmt mine.kdl --check",
        "orders fmt none.kdl --check",
    ] {
        text += &format!("$ ec4x {line}\n{}\n", said(&run(at, line)));
    }
    insta::assert_snapshot!("orders", text);
    let canonical = run(at, "orders fmt mine.kdl").stdout;
    let piped = |line: &str| {
        ec4x(at)
            .args(line.split(' '))
            .write_stdin(canonical.clone())
            .output()
            .unwrap()
    };
    assert_eq!(piped("orders fmt -").stdout, canonical);
    assert_eq!(said(&piped("orders fmt - --check")), "exit code 0\n");
    assert_eq!(
        said(&piped("orders check -")),
        "exit code 0\n---- stdout\n<stdin>: house 2, turn 9, 4 orders\n"
    );
    let form = String::from_utf8(run(at, "orders form").stdout).unwrap();
    assert_eq!(form, include_str!("../scenarios/orders.md"));
}

#[test]
fn tables_and_scenarios_are_documented() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    insta::assert_snapshot!("scenarios", said(&run(at, "scenarios list")));
    let tables = said(&run(at, "schema"));
    for table in [
        "combat_events",
        "volleys",
        "battles",
        "ship_outcomes",
        "retreats",
        "conquests",
        "economy_events",
        "espionage_events",
        "scout_events",
        "diplomacy_events",
        "order_events",
        "house_turns",
        "games",
    ] {
        assert!(tables.contains(table), "{tables}");
        let columns = said(&run(at, &format!("schema {table}")));
        assert!(columns.contains("game_id"), "{columns}");
    }
    insta::assert_snapshot!("schema", said(&run(at, "schema combat_events")));
}

#[test]
fn many_personas_take_turns() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    let output = run(
        at,
        "simulate --scenario=standard-2-player --games=12 --turns=3 --out=run --quiet",
    );
    assert!(output.status.success(), "{}", said(&output));
    let journal = crate::common::journal(&at.join("run"));
    let pairs: std::collections::BTreeSet<String> = journal.iter().map(|line| line["personas"].to_string()).collect();
    assert_eq!(pairs.len(), 12);
    assert!(
        journal
            .iter()
            .all(|line| line["victory"] == "stopped" && line["turns"] == 3)
    );
}

#[test]
fn shells_and_manuals_are_served() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    for shell in ["bash", "zsh", "fish"] {
        let output = run(at, &format!("completions {shell}"));
        assert!(
            String::from_utf8(output.stdout).unwrap().contains("simulate"),
            "{shell}"
        );
    }
    assert!(run(at, "man pages").status.success());
    assert!(at.join("pages/ec4x-simulate.1").exists());
}

#[test]
fn a_closed_output_is_no_fault() {
    let folder = tempdir().unwrap();
    let program = assert_cmd::cargo::cargo_bin("ec4x");
    let script = format!(
        "{{ {} scenarios show standard-4-player; echo $? >&2; }} | true",
        program.display()
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap().trim(), "0");
}
