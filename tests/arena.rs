//! `ec4x arena`: what it prints, and what it refuses.

use tempfile::tempdir;

use crate::common::{ec4x, said};

/// Runs `arena` with these words, one of which may hold blanks.
fn arena(words: &[&str]) -> std::process::Output {
    let folder = tempdir().unwrap();
    ec4x(folder.path()).arg("arena").args(words).output().unwrap()
}

fn printed(words: &[&str]) -> String {
    let output = arena(words);
    assert!(output.status.success(), "{words:?}: {}", said(&output));
    assert!(output.stderr.is_empty(), "{words:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

const DUEL: [&str; 5] = ["--a", "4x cruiser, raider", "--b", "pp:1500 destroyer", "--reps=1000"];

#[test]
fn a_duel_is_reported() {
    let with = |more: &[&str]| printed(&[&DUEL[..], more].concat());
    insta::assert_snapshot!("arena_space", with(&["--clk-a=3", "--eli-b=2", "--roe-b=6"]));
    insta::assert_snapshot!("arena_csv", with(&["--format=csv"]));
    assert!(with(&["--format=markdown"]).contains("|---"));
    let json: serde_json::Value = serde_json::from_str(&with(&["--format=json"])).unwrap();
    assert_eq!(json["head"]["repetitions"], "1000");
    assert!(json["estimates"][0]["high"].as_f64() > json["estimates"][0]["low"].as_f64());
}

#[test]
fn every_theatre_is_reported() {
    let fleet = "2x carrier, 5x battlecruiser, 6x transport";
    let orbit = "2x starbase, 3x cruiser, 6x fighter";
    let ground = "5x army, 2x marine, 3x battery, shield, spaceport";
    let lines = [
        vec!["--b", orbit, "--theatre=orbital", "--homeworld", "--wep-a=2"],
        vec!["--b", ground, "--theatre=invasion", "--iu=300", "--sld-b=3"],
        vec!["--b", ground, "--theatre=blitz", "--stl-a=3", "--morale-a=-1"],
    ];
    let text = lines.map(|line| printed(&[&["--reps=500", "--a", fleet], &line[..]].concat()));
    insta::assert_snapshot!("arena_theatres", text.join("\n"));
}

#[test]
fn two_variants_are_compared_pair_by_pair() {
    let with = |key: &str| printed(&[&DUEL[..], &["--variant", key]].concat());
    insta::assert_snapshot!("arena_variant", with("ships.escorts.destroyer.buildCost=100"));
    // A key that means nothing in a duel changes nothing, pair by pair.
    let same = with("ships.capitals.battleship.buildCost=400");
    assert!(same.contains("PP lost, A") && same.contains("0.0 [0.0, 0.0]"), "{same}");
}

#[test]
fn keys_that_mean_nothing_here_change_nothing() {
    let set = ["--set", "ships.capitals.battleship.buildCost=400"];
    assert_eq!(printed(&DUEL), printed(&[&DUEL[..], &set].concat()));
    let set = ["--set", "ships.escorts.destroyer.attackStrength=6"];
    assert_ne!(printed(&DUEL), printed(&[&DUEL[..], &set].concat()));
}

#[test]
fn the_output_does_not_depend_on_the_threads() {
    let matrix = ["--matrix", "--reps=30", "--pp=3000", "--format=csv"];
    let variant = ["--variant", "combat.combat.criticalHitRoll=8"];
    for line in [&DUEL[..], &matrix, &[&DUEL[..], &variant].concat()] {
        let jobs = |jobs| printed(&[line, &[jobs]].concat());
        assert_eq!(jobs("--jobs=1"), jobs("--jobs=3"), "{line:?}");
    }
}

#[test]
fn a_matrix_has_every_class() {
    insta::assert_snapshot!("arena_matrix", printed(&["--matrix", "--reps=50", "--pp=3000"]));
    insta::assert_snapshot!(
        "arena_matrix_orbital",
        printed(&["--matrix", "--reps=20", "--pp=1400", "--theatre=orbital"])
    );
    let csv = printed(&["--matrix", "--reps=50", "--pp=3000", "--format=csv"]);
    let of = |pair: &str| {
        csv.lines()
            .find(|line| line.starts_with(&format!("matrix,{pair},win share")))
            .unwrap()
    };
    let wins = |pair: &str| of(pair).split(',').nth(4).unwrap().to_string();
    let draws = csv
        .lines()
        .find(|line| line.starts_with("matrix,cruiser against destroyer,draw share"))
        .unwrap();
    let draws: f64 = draws.split(',').nth(4).unwrap().parse().unwrap();
    let [there, back] = ["cruiser against destroyer", "destroyer against cruiser"].map(wins);
    assert_eq!(
        there.parse::<f64>().unwrap() + back.parse::<f64>().unwrap() + draws,
        50.0
    );
}

#[test]
fn nonsense_gets_one_clear_line() {
    let lines: &[&[&str]] = &[
        &["--a", "4x crusier", "--b", "destroyer"],
        &["--a", "zeppelin", "--b", "destroyer"],
        &["--a", "0x cruiser", "--b", "destroyer"],
        &["--a", "-3x cruiser", "--b", "destroyer"],
        &["--a", "2.5x cruiser", "--b", "destroyer"],
        &["--a", "1000000x cruiser", "--b", "destroyer"],
        &["--a", "700x cruiser, 700x corvette", "--b", "destroyer"],
        &["--a", "400x carrier", "--b", "destroyer"],
        &["--a", "cruiser", "--b", "pp:-5 destroyer"],
        &["--a", "cruiser", "--b", "pp:lots destroyer"],
        &["--a", "cruiser", "--b", "pp:100 destroyer"],
        &["--a", "cruiser", "--b", "pp:9000000 destroyer"],
        &["--a", "", "--b", "destroyer"],
        &["--a", "4x", "--b", "destroyer"],
        &["--a", "cruiser,, raider", "--b", "destroyer"],
        &["--a", "empty cruiser", "--b", "destroyer"],
        &["--a", "cruiser", "--b", "starbase"],
        &["--a", "starbase", "--b", "cruiser", "--theatre=orbital"],
        &["--a", "scout", "--b", "cruiser"],
        &["--a", "6x fighter", "--b", "cruiser"],
        &["--a", "cruiser, 3x marine", "--b", "cruiser"],
        &["--a", "3x etac", "--b", "cruiser"],
        &["--a", "cruiser", "--b", "5x army"],
        &["--a", "cruiser", "--b", "5x army", "--theatre=invasion"],
        &["--a", "cruiser, empty transport", "--b", "5x army", "--theatre=blitz"],
        &["--a", "transport", "--b", "cruiser", "--theatre=invasion"],
        &["--a", "transport", "--b", "2x shield", "--theatre=invasion"],
        &["--a", "cruiser", "--b", "cruiser", "--wep-a=11"],
        &["--a", "cruiser", "--b", "cruiser", "--clk-b=6"],
        &["--a", "cruiser", "--b", "cruiser", "--bombard=2"],
        &["--a", "cruiser", "--b", "cruiser", "--iu=200"],
        &["--matrix", "--theatre=invasion"],
        &["--matrix", "--pp=40"],
        &["--matrix", "--pp=60000"],
    ];
    let mut text = String::new();
    for line in lines {
        let output = arena(line);
        let words: Vec<String> = line.iter().map(|word| format!("{word:?}")).collect();
        text += &format!("$ ec4x arena {}\n{}\n", words.join(" "), said(&output));
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{text}");
    }
    insta::assert_snapshot!("arena_nonsense", text);
}

#[test]
fn flags_out_of_range_are_refused() {
    let sides = ["--a", "cruiser", "--b", "cruiser"];
    let flags = [
        "--reps=0",
        "--reps=10000001",
        "--reps=-1",
        "--reps=many",
        "--jobs=0",
        "--seed=-1",
        "--roe-a=11",
        "--wep-a=x",
        "--morale-b=21",
        "--theatre=sea",
        "--pp=100",
        "--matrix",
        "--iu=-1",
    ];
    let mut text = String::new();
    for flag in flags {
        let output = arena(&[&sides[..], &[flag]].concat());
        assert_eq!(output.status.code(), Some(2), "{flag}");
        text += &format!("$ ec4x arena … {flag}\n{}\n", said(&output));
    }
    text += &format!("$ ec4x arena\n{}\n", said(&arena(&[])));
    insta::assert_snapshot!("arena_flags", text);
    // Keys that do not exist are mistakes in the rules, as everywhere.
    let output = arena(&[&sides[..], &["--set", "ships.capitals.cruser.buildCost=4"]].concat());
    assert_eq!(output.status.code(), Some(3));
    let output = arena(&[&sides[..], &["--variant", "ships.capitals.cruser.buildCost=4"]].concat());
    assert_eq!(output.status.code(), Some(3));
}
