//! The project has no gaps, and gaps are found.

use std::fs;

use super::*;

fn project() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_ruling_has_code_and_a_test() {
    let coverage = Coverage::read(&project()).expect("the project");
    assert!(coverage.rulings.len() > 350, "only {} rulings", coverage.rulings.len());
    let gaps = coverage.gaps();
    assert!(gaps.is_empty(), "{} gaps:\n{}", gaps.len(), gaps.join("\n"));
}

const BOOK: &str = "\
# 11 — Combat
| K9 | not a ruling | |
## Rulings
| # | Question | Ruling |
|---|---|---|
| K1 | What is rolled | d10 |
| K2 | Who starts | nobody |
| K3 | And then | `x` |
";

const CODE: &str = "\
/// Rolls (rulebook 11 §1, K1–K3).
pub fn roll() {}

#[cfg(test)]
mod tests {
    #[test]
    fn k1_k2_dice_are_rolled() {}
}
";

/// A project of one rule file and one source file.
fn small(code: &str) -> Coverage {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("scenarios/rulebook");
    let source = folder.path().join("src/combat");
    for folder in [&book, &source] {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(book.join("11-combat.md"), BOOK).expect("the book");
    fs::write(source.join("dice.rs"), code).expect("the code");
    Coverage::read(folder.path()).expect("a project")
}

#[test]
fn a_ruling_without_a_test_is_found() {
    assert_eq!(small(CODE).gaps(), ["11 K3 has no test: And then"]);
    let code = CODE.replace("k1_k2_dice", "k1_k2_k3_dice");
    assert_eq!(small(&code).gaps(), Vec::<String>::new());
}

#[test]
fn a_ruling_without_code_is_found() {
    let code = CODE.replace("K1–K3", "K1, K3").replace("k1_k2", "k1_k2_k3");
    assert_eq!(small(&code).gaps(), ["11 K2 is cited nowhere in the code: Who starts"]);
}

#[test]
fn a_test_that_is_ignored_is_none() {
    let code = CODE
        .replace("k1_k2_dice", "k1_k2_k3_dice")
        .replace("#[test]", "#[test]\n    #[ignore = \"slow\"]");
    let gaps = small(&code).gaps();
    assert_eq!(gaps.len(), 3, "{gaps:?}");
    assert!(gaps.iter().all(|gap| gap.contains("has no test")), "{gaps:?}");
}

#[test]
fn a_ruling_without_its_file_is_found() {
    let test = "#[test]\n    fn r12_joins_travel() {}\n\n    #[test]";
    let code = CODE
        .replace("k1_k2_dice", "k1_k2_k3_dice")
        .replace("#[test]", test)
        .replace("K1–K3)", "K1–K3, R7)");
    let ending = "does not say the file of the ruling: r04_12_…, rulebook 04 R12";
    let places = ["R7 in combat/dice::roll", "combat/dice::r12_joins_travel"];
    assert_eq!(small(&code).gaps(), places.map(|place| format!("{place} {ending}")));
}

#[test]
fn what_the_book_does_not_have_is_found() {
    let code = CODE.replace("k1_k2_dice", "k1_k2_k3_k7_dice");
    let gaps = small(&code).gaps();
    assert_eq!(
        gaps,
        ["tests of 11 K7, which the rule book does not have: combat/dice::k1_k2_k3_k7_dice_are_rolled"]
    );
}

#[test]
fn the_table_says_where_things_are() {
    let table = small(CODE).table();
    assert!(table.contains("| K1 | What is rolled | `combat/dice::roll` | `combat/dice::k1_k2_dice_are_rolled` |"));
    assert!(table.contains("| K3 | And then | `combat/dice::roll` |  |"));
}

#[test]
fn names_of_tests_are_read() {
    let ids = |name: &str| tests_of::ids(name).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ids("r04_12_r05_3_k7_all_three"), ["04 R12", "05 R3", "11 K7"]);
    assert_eq!(ids("example_05_retreat"), ["13 example 5"]);
    assert_eq!(ids("example_x10_heads"), ["25 example 10"]);
    assert_eq!(ids("k17_example_05_retreat"), ["11 K17", "13 example 5"]);
    assert_eq!(ids("r12_without_its_file"), Vec::<String>::new());
    assert_eq!(ids("a_test_of_something"), Vec::<String>::new());
}

#[test]
fn comments_are_read() {
    let code = "\
//! The module (rulebook 21 R3).

fn first() {
    let c2 = 1; // The pool C2, not a ruling; but (04 §7, R9) is.
}

/// Documented: rulebook 01 §6
/// and R4; E5–E7.
#[must_use]
pub const FIGURE: u32 = 1;
";
    let file = source::File::new("src/a/b.rs", code);
    let found: Vec<String> = citations::find(&file)
        .iter()
        .map(|(id, place)| format!("{id} {place}"))
        .collect();
    assert_eq!(
        found,
        [
            "21 R3 a/b",
            "04 R9 a/b::first",
            "01 R4 a/b::FIGURE",
            "20 E5 a/b::FIGURE",
            "20 E6 a/b::FIGURE",
            "20 E7 a/b::FIGURE"
        ]
    );
}
