//! `ec4x verify`: sound games pass, planted faults and foreign results are found.

use tempfile::tempdir;

use crate::common::{DUEL, duel, ec4x, run, said};

#[test]
fn sound_games_pass_and_say_what_was_looked_at() {
    let folder = tempdir().unwrap();
    let output = ec4x(folder.path())
        .args(["verify", "--games=2", "--turns=10"])
        .args(DUEL)
        .output()
        .unwrap();
    insta::assert_snapshot!("sound", said(&output));
}

#[test]
fn every_fault_is_found_and_none_is_an_answer_with_no() {
    let folder = tempdir().unwrap();
    for fault in [
        "lost-ship",
        "broken-ledger",
        "stale-hash",
        "leaky-view",
        "reordered-dice",
        "stale-save",
    ] {
        let output = ec4x(folder.path())
            .args([
                "verify",
                "--games=2",
                "--turns=16",
                "--quiet",
                "--jobs=2",
                "--inject",
                fault,
            ])
            .args(DUEL)
            .output()
            .unwrap();
        assert!(output.status.success(), "{fault}: {}", said(&output));
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains("found in all"), "{fault}: {text}");
    }
}

#[test]
fn a_run_is_compared_with_its_journal() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --turns=6 --quiet --out=run");
    let line = "verify --run=run --games=2 --jobs=1 --restores=0 --quiet";
    let output = run(at, line);
    assert!(output.status.success(), "{}", said(&output));

    // The digits of a hash are changed: somebody else's result.
    let journal = at.join("run/journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    let hash = text
        .split("\"hash\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let other: String = hash.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect();
    std::fs::write(&journal, text.replacen(hash, &other, 1)).unwrap();
    let output = run(at, line);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("the journal says hash"), "{}", said(&output));
}
