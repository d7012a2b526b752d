//! What the tests share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// The smallest game: two houses.
pub const DUEL: &[&str] = &["--scenario=standard-2-player", "--personas=Aggressive,Balanced"];

/// The program, to be run in a folder.
pub fn ec4x(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("ec4x").expect("the program is built with the tests");
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("RUST_BACKTRACE");
    command
}

/// Runs the program with words separated by blanks.
pub fn run(folder: &Path, line: &str) -> Output {
    ec4x(folder)
        .args(line.split_whitespace())
        .output()
        .expect("the program starts")
}

/// Runs `simulate` for a duel with these words, and wants it to succeed.
pub fn duel(folder: &Path, line: &str) {
    let output = ec4x(folder)
        .arg("simulate")
        .args(DUEL)
        .args(line.split_whitespace())
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}: {}", said(&output));
}

/// Everything that was said, with the exit code, as a snapshot shows it.
pub fn said(output: &Output) -> String {
    let part = |name: &str, bytes: &[u8]| match String::from_utf8_lossy(bytes).trim_end() {
        "" => String::new(),
        text => format!("---- {name}\n{text}\n"),
    };
    let code = output.status.code().map_or("none".to_string(), |code| code.to_string());
    format!(
        "exit code {code}\n{}{}",
        part("stdout", &output.stdout),
        part("stderr", &output.stderr)
    )
}

/// All files below a folder, by their paths in it.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(
                    path.strip_prefix(folder).unwrap().to_path_buf(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    all
}

/// Whether two folders hold the same files with the same bytes.
pub fn assert_same_files(left: &Path, right: &Path) {
    let (left, right) = (files(left), files(right));
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&left), names(&right));
    for (name, bytes) in &left {
        assert!(*bytes == right[name], "{} differs", name.display());
    }
}

/// Lines of a run's journal.
pub fn journal(run: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(run.join("journal.jsonl")).unwrap_or_default();
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}
