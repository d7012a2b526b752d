//! Plays a case, with everything looked at.

use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Once};

use ec4x_ai::{Persona, PersonaKind};
use ec4x_engine::dice::{Dice, Key, Stream, Streams};
use ec4x_engine::game::Game;
use ec4x_engine::ids::HouseId;
use ec4x_engine::orders::Orders;
use ec4x_engine::random_player;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::Scenario;
use ec4x_engine::state::check;
use ec4x_engine::view::audit;
use ec4x_engine::vocab::Vocab;

use crate::Case;

/// A case that was played to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// Turns of all houses.
    pub house_turns: u64,
    /// The hash of the last state.
    pub hash: u64,
}

/// What went wrong with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// In which turn; 0 if there was none yet.
    pub turn: u32,
    /// What.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "turn {}: {}", self.turn, self.message)
    }
}

/// Plays a case to its end.
///
/// # Errors
/// [`Failure`] if the engine breaks a promise. A map without room for its houses is none.
pub fn play(case: &Case) -> Result<Played, Failure> {
    let mut turn = 0;
    quiet_panics();
    panic::catch_unwind(AssertUnwindSafe(|| turns(case, &mut turn))).unwrap_or_else(|_| {
        let message = LAST_PANIC.with(|last| last.borrow_mut().take()).unwrap_or_default();
        Err(Failure { turn, message })
    })
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Panics are kept for the failure instead of being printed.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            LAST_PANIC.with(|last| *last.borrow_mut() = Some(info.to_string()));
        }));
    });
}

/// Who plays a house.
#[derive(Clone, Copy, Debug)]
enum Player {
    /// A persona.
    Persona(PersonaKind),
    /// Somebody who orders anything.
    Random,
    /// The same, but is not always there.
    Absent,
}

struct Table {
    players: Vec<Player>,
    streams: Streams,
    /// What is looked at when.
    dice: Dice,
}

impl Table {
    fn new(seed: u64, houses: u32) -> Self {
        let mut dice = Dice::for_purpose(Key(seed), "swarm players");
        let mut player = || match dice.below(7) {
            0 | 1 => Player::Random,
            2 => Player::Absent,
            _ => Player::Persona(PersonaKind::ALL[dice.below(PersonaKind::ALL.len() as u32) as usize]),
        };
        Self {
            players: (0..houses).map(|_| player()).collect(),
            streams: Streams::new(Key(seed).derive("swarm orders")),
            dice,
        }
    }

    fn packets(&self, game: &Game) -> Vec<Option<Orders>> {
        let packet = |house: HouseId| {
            let mut dice = self.streams.open(game.turn(), Stream::Player(house));
            let view = game.view(house);
            match self.players[house.0 as usize - 1] {
                _ if !game.state().in_play(house) => None,
                Player::Persona(kind) => Some(ec4x_ai::plan(&view, &Persona::of(kind), &mut dice)),
                Player::Random => Some(random_player::orders(&view, &mut dice)),
                Player::Absent => (dice.below(3) == 0).then(|| random_player::orders(&view, &mut dice)),
            }
        };
        game.state().house_ids().map(packet).collect()
    }
}

fn turns(case: &Case, turn: &mut u32) -> Result<Played, Failure> {
    let failure = |turn: u32, message: String| Err(Failure { turn, message });
    let mut rules = Rules::standard();
    let scenario = match Scenario::load("case", &case.text, &mut rules) {
        Ok(scenario) => scenario,
        Err(faults) => return failure(0, format!("the case does not load: {}", faults[0])),
    };
    let seed = scenario.game_parameters.game_seed.unwrap_or_default();
    let mut table = Table::new(seed, scenario.game_parameters.player_count);
    let limit = scenario.victory_conditions.turn_limit;
    // A map that is too small for its houses is refused, as it should be.
    let Ok(mut game) = Game::new(Arc::new(rules), Arc::new(scenario), Key(seed)) else {
        return Ok(Played {
            house_turns: 0,
            hash: 0,
        });
    };
    let mut house_turns = 0;
    loop {
        *turn = game.turn();
        house_turns += u64::from(game.state().game().houses);
        if let Some(message) = wrong(&game, &mut table.dice) {
            return failure(*turn, message);
        }
        game.commit();
        if game.outcome().is_some() {
            let hash = game.hash();
            return Ok(Played { house_turns, hash });
        }
        if *turn > limit {
            return failure(*turn, format!("the game goes on after its last turn, {limit}"));
        }
        let packets = table.packets(&game);
        // Now and then the game is also played on from what was saved of it.
        let restored = (table.dice.below(8) == 0).then(|| restored(&game));
        game.resolve(&packets);
        if let Some(restored) = restored {
            match restored {
                Err(message) => return failure(*turn, message),
                Ok(mut other) => {
                    other.resolve(&packets);
                    if other.hash() != game.hash() {
                        return failure(*turn, "the game that was restored went another way".to_string());
                    }
                }
            }
        }
    }
}

fn restored(game: &Game) -> Result<Game, String> {
    let (rules, scenario) = (Arc::clone(&game.state().rules), Arc::clone(&game.state().scenario));
    let other = Game::restore(rules, scenario, game.rows()).map_err(|error| format!("not restored: {error}"))?;
    let differs = |&me: &HouseId| audit::everything(&game.view(me)) != audit::everything(&other.view(me));
    match game.state().house_ids().find(differs) {
        Some(me) => Err(format!("house {me} sees something else in the game that was restored")),
        None => Ok(other),
    }
}

/// The first thing that is wrong with a game at rest. What is dear to look at is looked at now and then.
fn wrong(game: &Game, dice: &mut Dice) -> Option<String> {
    if let Some(broken) = check::broken_invariants(game.state()).into_iter().next() {
        return Some(broken);
    }
    if let Some(imbalance) = game.imbalances().first() {
        return Some(imbalance.to_string());
    }
    if dice.below(4) > 0 {
        return None;
    }
    let me = HouseId(1 + dice.below(game.state().game().houses));
    let in_play = game.state().in_play(me);
    let observe = |game: &Game, me: HouseId| audit::everything(&game.view(me));
    in_play.then(|| audit::leak(game, me, dice, &observe)).flatten()
}
