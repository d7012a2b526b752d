//! Runs that end before their time, and go on.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::tempdir;

use crate::common::{DUEL, assert_same_files, duel, files, journal, run, said};

const GAMES: usize = 40;

/// Starts a run and waits until some games are done.
fn start(folder: &Path, done: usize) -> Child {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("ec4x"))
        .current_dir(folder)
        .args(["simulate", "--out=run", "--jobs=2", "--keep-db"])
        .arg(format!("--games={GAMES}"))
        .args(DUEL)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    while journal(&folder.join("run")).len() < done {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended before it could be stopped"
        );
        assert!(Instant::now() < deadline, "no game was played");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

fn whole(folder: &Path) {
    duel(folder, &format!("--games={GAMES} --keep-db --out=whole"));
}

#[test]
fn kill_nine_loses_only_games_in_flight() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    whole(at);
    let mut child = start(at, 5);
    child.kill().unwrap();
    child.wait().unwrap();
    let before = journal(&at.join("run")).len();
    assert!((5..GAMES).contains(&before), "{before} games were done");
    let output = run(at, "simulate --resume=run --jobs=1 --format=json");
    assert!(output.status.success(), "{}", said(&output));
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["played_now"], GAMES - before);
    assert_eq!(summary["finished"], GAMES);
    assert_same_files(&at.join("whole"), &at.join("run"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_in_good_order() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    whole(at);
    let child = start(at, 3);
    assert!(
        Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    let text = String::from_utf8_lossy(&output.stderr);
    let done = journal(&at.join("run")).len();
    assert!(
        text.contains(&format!("stopped: {done} of {GAMES} games are in run")),
        "{text}"
    );
    assert!(text.contains("go on with `ec4x simulate --resume=run`"), "{text}");
    // What is there can be analysed at once: all its blocks but the last are whole.
    let report = run(at, "analyze balance --games=run --format=json");
    assert!(report.status.success(), "{}", said(&report));
    let output = run(at, "simulate --resume=run --jobs=3 --quiet");
    assert!(output.status.success(), "{}", said(&output));
    assert_same_files(&at.join("whole"), &at.join("run"));
}

#[test]
fn a_cut_journal_is_mended() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=7 --out=whole");
    duel(at, "--games=7 --out=run");
    let path = at.join("run/journal.jsonl");
    let text = std::fs::read(&path).unwrap();
    for cut in [1, 40, text.len() / 2, text.len()] {
        std::fs::write(&path, &text[..text.len() - cut]).unwrap();
        let output = run(at, "simulate --resume=run");
        assert!(output.status.success(), "{}", said(&output));
        assert_same_files(&at.join("whole"), &at.join("run"));
    }
    let output = run(at, "simulate --resume=run --format=json");
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["played_now"], 0, "there was nothing left to play");
}

#[test]
fn a_truncated_table_is_named_and_mended() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=4 --out=whole");
    duel(at, "--games=4 --out=run");
    let shard = files(&at.join("run"))
        .into_keys()
        .find(|name| name.starts_with("games"))
        .unwrap();
    let path = at.join("run").join(&shard);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let output = run(at, "analyze balance --games=run");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains(&shard.display().to_string()),
        "{}",
        said(&output)
    );
    let output = run(at, "simulate --resume=run");
    assert!(output.status.success(), "{}", said(&output));
    assert_same_files(&at.join("whole"), &at.join("run"));
}

/// A limit on the size of files stands in for a full disk: the system refuses in the middle of a write.
#[cfg(unix)]
#[test]
fn a_full_disk_stops_the_run_and_loses_nothing() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    duel(at, "--games=40 --out=whole");
    let spool = files(&at.join("whole")).values().map(Vec::len).max().unwrap();
    let output = limited(at, spool / 512 + 1, "run");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let text = said(&output);
    let done = journal(&at.join("run")).len();
    assert!(done > 0, "{text}");
    assert!(
        text.contains(&format!(
            "{done} of 40 games are in run; go on with `ec4x simulate --resume=run`"
        )),
        "{text}"
    );
    assert!(
        files(&at.join("run"))
            .keys()
            .all(|name| !name.to_string_lossy().ends_with(".tmp"))
    );
    let output = run(at, "simulate --resume=run");
    assert!(output.status.success(), "{}", said(&output));
    assert_same_files(&at.join("whole"), &at.join("run"));
}

#[cfg(unix)]
#[test]
fn a_full_disk_at_the_start_leaves_nothing() {
    let folder = tempdir().unwrap();
    let output = limited(folder.path(), 2, "run");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains("error: cannot write run/run.json: "),
        "{}",
        said(&output)
    );
    assert!(!folder.path().join("run").exists());
}

/// Plays a run of 40 games with a limit on the size of files, in blocks of 512 bytes.
#[cfg(unix)]
fn limited(folder: &Path, blocks: usize, out: &str) -> Output {
    let program = assert_cmd::cargo::cargo_bin("ec4x");
    let line = format!("simulate --games=40 --out={out} {}", DUEL.join(" "));
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {} {line}", program.display());
    Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn two_processes_do_not_share_a_run() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    let mut child = start(at, 1);
    let output = run(at, "simulate --resume=run");
    let forced = run(at, "simulate --out=run --force --games=1");
    child.kill().unwrap();
    child.wait().unwrap();
    for output in [output, forced] {
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(
            said(&output).contains("another ec4x is playing the run in run"),
            "{}",
            said(&output)
        );
    }
}
