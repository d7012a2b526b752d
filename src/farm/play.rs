//! One game: a pure function of rules, scenario, personas and key, with a database beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use ec4x_ai::Persona;
use ec4x_engine::dice::{Stream, Streams};
use ec4x_engine::events::EventLog;
use ec4x_engine::game::{Game, Outcome};
use ec4x_engine::ids::HouseId;
use ec4x_engine::orders::Orders;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::Scenario;
use ec4x_engine::setup::SetupError;
use ec4x_engine::state::{State, check};
use ec4x_engine::vocab::{VictoryKind, Vocab};

use super::manifest::{Request, hex};
use super::panics::{self, Panic};
use super::plan::GamePlan;
use super::times::{Part, Times};
use crate::store::{Store, StoreError};

/// What all games of a run have in common.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The rules, scenario overrides and settings applied.
    pub rules: Arc<Rules>,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The turn at which a game is stopped if it has not ended.
    pub last_turn: Option<u32>,
    /// Look for broken invariants and accounts that do not balance every turn.
    pub check: bool,
    /// Digests of rules and scenario, for the databases.
    digests: [String; 2],
}

impl Setup {
    /// Brings them together.
    pub fn new(rules: Rules, scenario: Scenario, last_turn: Option<u32>, check: bool) -> Self {
        let digests = [hex(rules.digest()), hex(scenario.digest())];
        Self {
            rules: Arc::new(rules),
            scenario: Arc::new(scenario),
            last_turn,
            check,
            digests,
        }
    }
}

/// What a game is watched by.
pub struct Watch<'a> {
    /// Where the time goes.
    pub times: &'a Times,
    /// When set, the game is abandoned at the end of the turn.
    pub stop: &'a AtomicBool,
    /// Is told every turn and the hash of the state in its CMD5 or at the end.
    pub turn: &'a mut dyn FnMut(u32, u64),
}

/// A finished game.
#[derive(Clone, Debug)]
pub struct Played {
    /// How it ended.
    pub outcome: Outcome,
    /// The state at the end.
    pub state: State,
    /// Its hash.
    pub hash: u64,
    /// Everything that happened.
    pub log: EventLog,
}

/// Why a game has no result.
#[derive(Debug, thiserror::Error)]
pub enum Unfinished {
    /// The run was stopped.
    #[error("abandoned")]
    Abandoned,
    /// The scenario could not be set up with this key.
    #[error("setup: {0}")]
    Setup(#[from] SetupError),
    /// A check found broken invariants.
    #[error("broken invariants in turn {turn}: {}", broken.join("; "))]
    Invariants {
        /// The turn.
        turn: u32,
        /// What is broken.
        broken: Vec<String>,
    },
    /// The engine or a player panicked.
    #[error("panic: {}", .0.message)]
    Panic(Panic),
    /// Its database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Plays a game to its end. The store then holds its last turn; after a failure, its last good one.
///
/// # Errors
/// [`Unfinished`], without a panic.
pub fn play(setup: &Setup, plan: &GamePlan, store: &mut Store, watch: &mut Watch<'_>) -> Result<Played, Unfinished> {
    panics::catch(|| play_turns(setup, plan, store, watch)).unwrap_or_else(|panic| Err(Unfinished::Panic(panic)))
}

/// Sets the first game of a run up, so that a scenario which cannot be played is refused before there is a run.
///
/// # Errors
/// [`SetupError`] if it cannot. A panic is none here: it makes failed games, which say more about it.
pub fn can_be_set_up(request: &Request) -> Result<(), SetupError> {
    let (setup, key) = (&request.setup, request.design.game(0).key);
    panics::catch(|| Game::new(Arc::clone(&setup.rules), Arc::clone(&setup.scenario), key).map(|_| ()))
        .unwrap_or(Ok(()))
}

fn play_turns(setup: &Setup, plan: &GamePlan, store: &mut Store, watch: &mut Watch<'_>) -> Result<Played, Unfinished> {
    let times = watch.times;
    let new = || Game::new(Arc::clone(&setup.rules), Arc::clone(&setup.scenario), plan.key);
    let mut game = times.measure(Part::Engine, new)?;
    let mut hash = times.measure(Part::Sqlite, || begin(setup, plan, store, &mut game))?;
    let streams = Streams::new(plan.player_key);
    let personas: Vec<Persona> = plan.personas.iter().map(|&kind| Persona::of(kind)).collect();
    loop {
        (watch.turn)(game.turn(), hash);
        if setup.check {
            check_invariants(&mut game, hash)?;
        }
        if let Some(outcome) = ending(&game, setup.last_turn) {
            let broken = times.measure(Part::Sqlite, || store.foreign_key_errors())?;
            if !broken.is_empty() {
                return Err(Unfinished::Invariants {
                    turn: game.turn(),
                    broken,
                });
            }
            let log = game.take_log();
            return Ok(Played {
                outcome,
                state: game.into_state(),
                hash,
                log,
            });
        }
        if watch.stop.load(Relaxed) {
            return Err(Unfinished::Abandoned);
        }
        let packets = times.measure(Part::Players, || decide(&game, &personas, &streams));
        times.measure(Part::Engine, || game.resolve(&packets));
        hash = times.measure(Part::Sqlite, || store.save_turn(&mut game, &packets))?;
    }
}

/// Saves the first turn, with what the game is.
pub(super) fn begin(setup: &Setup, plan: &GamePlan, store: &mut Store, game: &mut Game) -> Result<u64, StoreError> {
    let [rules, scenario] = &setup.digests;
    let personas: Vec<&str> = plan.personas.iter().map(|kind| kind.name()).collect();
    let (number, key, personas) = (plan.game.to_string(), hex(plan.key.0), personas.join(", "));
    let meta = [
        ("game", &number),
        ("key", &key),
        ("personas", &personas),
        ("rules", rules),
        ("scenario", scenario),
    ];
    store.begin(game, &meta.map(|(name, value)| (name, value.as_str())))
}

/// The packets of all houses in play, by house id − 1.
pub(super) fn decide(game: &Game, personas: &[Persona], streams: &Streams) -> Vec<Option<Orders>> {
    let state = game.state();
    let decide = |house: HouseId| {
        let mut dice = streams.open(game.turn(), Stream::Player(house));
        ec4x_ai::plan(&game.view(house), &personas[house.0 as usize - 1], &mut dice)
    };
    state
        .house_ids()
        .map(|house| state.in_play(house).then(|| decide(house)))
        .collect()
}

/// How the game ended, or that the run stops it here.
pub(super) fn ending(game: &Game, last_turn: Option<u32>) -> Option<Outcome> {
    let stopped = || Outcome {
        kind: VictoryKind::Stopped,
        winner: None,
        turn: game.turn(),
    };
    game.outcome()
        .or_else(|| last_turn.is_some_and(|last| game.turn() >= last).then(stopped))
}

fn check_invariants(game: &mut Game, hash: u64) -> Result<(), Unfinished> {
    let mut broken = check::broken_invariants(game.state());
    // That the state's hash is the one of its rows is an invariant already.
    if game.hash() != hash {
        broken.push("the hash that was saved is not the hash of the state".to_string());
    }
    broken.extend(game.imbalances().iter().map(ToString::to_string));
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Unfinished::Invariants {
            turn: game.turn(),
            broken,
        })
    }
}

#[cfg(test)]
mod tests {
    use ec4x_ai::PersonaKind;
    use ec4x_engine::scenario::builtin;

    use super::*;
    use crate::farm::failures;
    use crate::farm::plan::Design;

    fn setup() -> Setup {
        let mut rules = Rules::standard();
        let scenario = Scenario::load("duel", builtin("standard-2-player").unwrap(), &mut rules).unwrap();
        Setup::new(rules, scenario, Some(6), true)
    }

    fn plan() -> GamePlan {
        Design::new(3, PersonaKind::ALL[..2].to_vec(), 2).unwrap().game(5)
    }

    fn play_with(store: &mut Store, turn: &mut dyn FnMut(u32, u64)) -> Result<Played, Unfinished> {
        let (times, stop) = (Times::default(), AtomicBool::new(false));
        play(
            &setup(),
            &plan(),
            store,
            &mut Watch {
                times: &times,
                stop: &stop,
                turn,
            },
        )
    }

    #[test]
    fn a_game_is_stopped_at_the_turn_asked_for() {
        let mut store = Store::in_memory().unwrap();
        let mut turns = Vec::new();
        let played = play_with(&mut store, &mut |turn, hash| turns.push((turn, hash))).unwrap();
        assert_eq!(
            played.outcome,
            Outcome {
                kind: VictoryKind::Stopped,
                winner: None,
                turn: 6
            }
        );
        assert_eq!(
            turns.iter().map(|(turn, _)| *turn).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6]
        );
        assert_eq!(turns[5].1, played.hash);
        assert_eq!(store.last_turn().unwrap(), (6, played.hash));
        assert!(store.foreign_key_errors().unwrap().is_empty());
    }

    #[test]
    fn a_panic_leaves_the_last_good_turn_and_all_that_is_known() {
        let run = tempfile::tempdir().unwrap();
        let mut store = Store::in_memory().unwrap();
        let good = play_with(&mut store, &mut |_, _| {}).unwrap();
        let mut hash_of_four = 0;
        let failure = play_with(&mut store, &mut |turn, hash| {
            assert!(turn < 4, "a ship was lost");
            hash_of_four = hash;
        })
        .unwrap_err();
        assert!(failure.to_string().starts_with("panic: a ship was lost ("), "{failure}");
        assert_eq!(failures::last_turn(&plan(), &store), 4);

        failures::write(run.path(), &plan(), &failure, &store).unwrap();
        failures::write(run.path(), &plan(), &failure, &store).unwrap();
        let folder = run.path().join("failures/000005");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(read("message.txt").starts_with("game 5 (block 2, seating 1), key "));
        assert!(read("message.txt").contains("panic: a ship was lost"));
        assert!(read("backtrace.txt").contains("play_turns"));
        assert!(read("repeat.txt").contains("ec4x replay game-5 --run="));

        // The saved game goes on from its last good turn as if nothing had been.
        let saved = Store::from_image(&std::fs::read(folder.join("game.sqlite")).unwrap()).unwrap();
        assert_eq!(saved.last_turn().unwrap().0, 4);
        let setup = setup();
        let mut game = Game::restore(setup.rules, setup.scenario, saved.rows().unwrap()).unwrap();
        let personas: Vec<Persona> = plan().personas.iter().map(|&kind| Persona::of(kind)).collect();
        let streams = Streams::new(plan().player_key);
        while game.turn() < 6 {
            let packets = decide(&game, &personas, &streams);
            game.resolve(&packets);
        }
        assert_eq!(game.hash(), good.hash);
    }

    #[test]
    fn a_game_may_be_abandoned() {
        let (times, stop) = (Times::default(), AtomicBool::new(false));
        let mut turns = 0;
        let mut turn = |_, _| {
            turns += 1;
            stop.store(turns == 3, Relaxed);
        };
        let mut watch = Watch {
            times: &times,
            stop: &stop,
            turn: &mut turn,
        };
        let result = play(&setup(), &plan(), &mut Store::in_memory().unwrap(), &mut watch);
        assert!(matches!(result, Err(Unfinished::Abandoned)), "{result:?}");
        assert_eq!(turns, 3);
    }
}
