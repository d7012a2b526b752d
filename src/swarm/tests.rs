//! Cases are what their numbers say, and what failed once does not fail again.

use super::*;

#[test]
fn a_number_is_a_case_and_a_case_is_a_game() {
    for number in 1..=6 {
        let case = Case::random(number);
        assert_eq!(case.text, Case::random(number).text);
        let played = play(&case).unwrap_or_else(|failure| panic!("game {number}, {failure}"));
        assert_eq!(Ok(played), play(&case), "the same every time");
    }
}

#[test]
fn changed_rules_leave_room_for_the_fleets_of_the_start() {
    // Of these a changed FC level made fleets too large.
    for number in [107_043, 110_339] {
        let result = play(&Case::random(number));
        assert!(result.is_ok(), "{number}: {result:?}");
    }
}

#[test]
fn what_failed_once_does_not_fail_again() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/regressions");
    let files = std::fs::read_dir(folder).expect("the folder of regressions");
    let mut cases = 0;
    for file in files.map(|entry| entry.expect("an entry of it").path()) {
        if file.extension().is_some_and(|extension| extension == "kdl") {
            let text = std::fs::read_to_string(&file).expect("a case");
            let result = play(&Case { text });
            assert!(result.is_ok(), "{}: {result:?}", file.display());
            cases += 1;
        }
    }
    assert!(cases > 0, "no regression is kept in {folder}");
}

#[test]
fn a_case_that_cannot_be_loaded_is_a_failure() {
    let failure = play(&Case {
        text: "gameParameters {}".to_string(),
    })
    .expect_err("it lacks everything");
    assert!(failure.message.starts_with("the case does not load: "), "{failure}");
}
