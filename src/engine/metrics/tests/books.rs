//! The books: balance equations of rows, and the accounts that the account book leads from row to row.

use super::*;

/// Every account of every house in every closed row.
fn assert_balanced(game: &Game) {
    let log = game.log();
    let last = log.house_turns.stocks.turn.last().copied().unwrap_or(0);
    for turn in 1..=last {
        assert_eq!(audit(log, turn), [], "turn {turn}");
    }
}

#[test]
fn the_balance_equations_find_what_does_not_add_up() {
    let mut state = bare(2, 4);
    let before = stock(&state, H1);
    let mut flows = fresh_flows(&state.houses[H1]);
    assert_eq!(flow_errors(Some(&before), &stock(&state, H1), &flows), []);
    state.houses[H1].treasury = 10;
    state.houses[H1].prestige = 99;
    state.new_colony(H1, HOME, 3, 0, 1);
    fleet(&mut state, H1, HOME, &[ShipClass::Destroyer, ShipClass::Etac]);
    let after = stock(&state, H1);
    let errors = flow_errors(Some(&before), &after, &flows);
    assert_eq!(errors.len(), 4, "{errors:?}");
    let words = "turn 1, house 1, treasury by its flows: 0 before and entries of +0 make 0, but there is 10";
    assert_eq!(errors[0].to_string(), words);
    (flows.nhv, flows.pp_ships) = (40, 30);
    flows.prestige_blockade = -1;
    (flows.colonies_founded, flows.etacs_used) = (1, 1);
    flows.built[ShipClass::Destroyer] = 1;
    flows.built[ShipClass::Etac] = 2;
    assert_eq!(flow_errors(Some(&before), &after, &flows), []);
}

#[test]
fn the_books_balance_in_a_game_without_orders() {
    let mut game = testing::game("standard-4-player", 5);
    while game.outcome().is_none() {
        game.resolve(&vec![Some(Orders::default()); 4]);
    }
    assert_balanced(&game);
    let rows = &game.log().house_turns;
    assert_eq!(rows.rows(), 4 * 35);
    assert_eq!(rows.stocks.turn.last(), Some(&35));
}

/// Games in which random players play to the end; the books are checked at each close.
pub fn random_games(mut look: impl FnMut(&Game)) {
    let games = [
        ("standard-4-player", 1),
        ("standard-4-player", 2),
        ("standard-2-player", 3),
        ("standard-2-player", 4),
    ];
    for (name, key) in games {
        let mut game = testing::game(name, key);
        while game.outcome().is_none() {
            let packets = testing::random_packets(&game, key);
            game.resolve(&packets);
            testing::assert_sound(game.state());
        }
        look(&game);
    }
}

#[test]
fn the_books_balance_and_the_state_stays_sound_whatever_players_order() {
    random_games(|game| {
        assert_balanced(game);
        let rows = &game.log().house_turns;
        assert_eq!(rows.rows(), game.state().houses.len() * game.turn() as usize);
        assert!(game.log().battles.rows() > 0, "nothing to balance without a war");
    });
}

/// A game of two turns after somebody meddled in its second.
fn meddled(meddle: impl Fn(&mut State)) -> Vec<String> {
    let mut game = testing::game("standard-2-player", 8);
    let idle = vec![Some(Orders::default()); 2];
    game.resolve(&idle);
    meddle(game.state_mut());
    // Debug builds look at the flows in the close itself; a planted fault is to be found by the book.
    for house in game.state().house_ids() {
        let (treasury, prestige) = (game.state().houses[house].treasury, game.state().houses[house].prestige);
        let flows = &mut game.state_mut().flows[house];
        let known = flows.treasury_prev + flows.nhv - flows.upkeep_paid;
        flows.pp_scrap += treasury - known;
        flows.prestige_prev = prestige;
    }
    game.resolve(&idle);
    audit(game.log(), 2).iter().map(ToString::to_string).collect()
}

#[test]
fn a_planted_fault_is_found_in_its_account() {
    assert_eq!(meddled(|_| {}), Vec::<String>::new());
    let colony = ColonyId(2);
    assert_eq!(
        meddled(|state| state.houses[H1].treasury += 1),
        ["turn 2, house 1, treasury: 1557 before and entries of +688 make 2245, but there is 2246"]
    );
    assert_eq!(
        meddled(|state| state.houses[H2].prestige -= 1),
        ["turn 2, house 2, prestige: 100 before and entries of +0 make 100, but there is 99"]
    );
    assert_eq!(
        meddled(|state| state.colonies[colony].pu += 1),
        ["turn 2, house 2, population: 1092 before and entries of +327 make 1419, but there is 1420"]
    );
    assert_eq!(
        meddled(|state| state.colonies[colony].iu -= 1),
        ["turn 2, house 2, industry: 430 before and entries of +14 make 444, but there is 443"]
    );
    assert_eq!(
        meddled(|state| state.houses[H1].rp[Pool::Srp] += 7),
        ["turn 2, house 1, SRP: 0 before and entries of +0 make 0, but there is 7"]
    );
}

#[test]
fn a_log_that_does_not_reach_back_accuses_nobody() {
    let mut game = testing::game("standard-2-player", 8);
    game.take_log();
    game.resolve(&vec![Some(Orders::default()); 2]);
    assert_eq!(audit(game.log(), 1), [], "the book was opened before");
    game.resolve(&vec![Some(Orders::default()); 2]);
    assert_eq!(audit(game.log(), 2), []);
}
