//! Tests of the reader on the standard files and on small texts.

mod diagnostics;
mod editing;
mod figures;
mod fuzz;
mod rulings;
mod units;

use super::*;

/// The trees of the standard files, parsed once for all tests.
static TREES: LazyLock<Vec<Result<Node, Vec<Diagnostic>>>> = LazyLock::new(|| {
    let files = STANDARD.iter().enumerate();
    files
        .map(|(index, (name, text))| parse::parse(index, name, text))
        .collect()
});

/// The standard rules with some files replaced.
fn load_with(files: &[(&str, &str)]) -> Result<Rules, Vec<Diagnostic>> {
    let files = STANDARD
        .iter()
        .zip(TREES.iter())
        .enumerate()
        .map(|(index, ((name, text), tree))| {
            let own = files.iter().find(|(file, _)| file == name).map(|(_, text)| *text);
            let tree = own.map_or_else(|| tree.clone(), |text| parse::parse(index, name, text));
            (
                Source {
                    name: (*name).to_owned(),
                    text: own.unwrap_or(text).to_owned(),
                },
                tree,
            )
        });
    Rules::assemble(files.collect())
}

/// A standard file with a piece of text replaced.
fn patched(file: &str, from: &str, to: &str) -> String {
    let (_, text) = STANDARD
        .iter()
        .find(|(name, _)| *name == file)
        .expect("a standard file");
    assert!(text.contains(from), "{file} holds no {from:?}");
    text.replacen(from, to, 1)
}

/// The mistakes found after replacing a piece of a standard file.
fn faults_after(file: &str, from: &str, to: &str) -> Vec<Diagnostic> {
    load_with(&[(file, &patched(file, from, to))])
        .err()
        .unwrap_or_else(|| panic!("{to:?} was accepted"))
}

/// The only mistake found after replacing a piece of a standard file.
fn fault_after(file: &str, from: &str, to: &str) -> Diagnostic {
    let mut faults = faults_after(file, from, to);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}
