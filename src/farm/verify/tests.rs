//! Nothing is wrong with the game; and each fault is found.

use ec4x_ai::PersonaKind;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::{Scenario, builtin};
use ec4x_engine::vocab::Vocab;

use super::*;
use crate::farm::{Design, Setup};

fn verified(games: u32, fault: Option<Fault>) -> Verified {
    let mut rules = Rules::standard();
    let name = "standard-2-player";
    let scenario = Scenario::load(name, builtin(name).unwrap(), &mut rules).unwrap();
    let request = Request {
        games,
        setup: Setup::new(rules, scenario, Some(16), false),
        design: Design::new(5, PersonaKind::ALL[..2].to_vec(), 2).unwrap(),
        scenario_name: name.to_string(),
        set: Vec::new(),
        keep_db: false,
        games_per_file: 1,
    };
    let options = Options {
        games: (0..games).collect(),
        jobs: vec![1, 2],
        restores: 2,
        fault,
    };
    verify(&request, &options, &|_| None, &AtomicBool::new(false), &|| {}).unwrap()
}

#[test]
fn a_sound_game_has_no_findings() {
    let verified = verified(3, None);
    assert_eq!(verified.findings, []);
    assert_eq!(verified.made(Check::Ends), 3);
    assert_eq!(verified.made(Check::Invariants), 3 * 16 * 2);
    assert_eq!(verified.made(Check::Threads), 3 * 2);
    assert_eq!(verified.made(Check::Restore), 3 * 2);
    assert_eq!(verified.made(Check::Journal), 0);
}

/// Every game in which a fault was planted has a finding of the check that is there for it.
fn found(fault: Fault, checks: &[Check], words: &str) {
    let verified = verified(2, Some(fault));
    assert!(verified.planted > 0, "{fault:?} had no occasion");
    let mut games: Vec<u32> = verified.findings.iter().map(|finding| finding.game).collect();
    games.dedup();
    assert_eq!(games.len(), verified.planted, "{:?}", verified.findings);
    for finding in &verified.findings {
        assert!(checks.contains(&finding.check), "{fault:?}: {finding}");
        assert!(finding.message.contains(words), "{fault:?}: {finding}");
    }
}

#[test]
fn a_lost_ship_is_found() {
    found(Fault::LostShip, &[Check::Ledger, Check::Ends], "ships: ");
}

#[test]
fn money_from_nowhere_is_found() {
    found(
        Fault::BrokenLedger,
        &[Check::Ledger, Check::Ends],
        "treasury by its flows: ",
    );
}

#[test]
fn a_change_behind_the_hash_is_found() {
    found(Fault::StaleHash, &[Check::Invariants], "hash");
}

#[test]
fn reordered_dice_are_found_by_turn_and_stream() {
    found(Fault::ReorderedDice, &[Check::Threads], "it first differs at: turn ");
}

#[test]
fn a_save_that_misses_a_change_is_found() {
    found(Fault::StaleSave, &[Check::Restore], "restored at turn ");
}

#[test]
fn a_view_that_leaks_is_found() {
    found(
        Fault::LeakyView,
        &[Check::View],
        "the view of house 1 depends on what it cannot know",
    );
}
