//! One play of a game, with its trace and whatever was found on the way.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ec4x_ai::Persona;
use ec4x_engine::dice::{Dice, Streams};
use ec4x_engine::game::Game;
use ec4x_engine::trace::{Entry, Trace};

use super::fault::Planted;
use super::{Check, Finding, checks, stopped};
use crate::farm::panics;
use crate::farm::plan::GamePlan;
use crate::farm::play::{Setup, Unfinished, begin, decide, ending};
use crate::store::{Store, StoreError};

/// A moment in which the game rests.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// The turn.
    pub turn: u32,
    /// The hash of the state.
    pub hash: u64,
    /// How many entries the trace has by then.
    pub traced: usize,
}

/// How a game went.
#[derive(Debug, Default)]
pub struct Course {
    /// Its moments of rest, in order.
    pub rests: Vec<Rest>,
    /// Its trace.
    pub trace: Vec<Entry>,
    /// House-turns that were looked at.
    pub house_turns: u64,
    /// Databases that were kept, by turn.
    pub images: Vec<(u32, Vec<u8>)>,
    /// The fault was planted.
    pub planted: bool,
    /// What was found; the play ends there.
    pub finding: Option<Finding>,
}

/// How a game is to be played.
pub struct Way<'a> {
    /// Look at everything every turn.
    pub checks: bool,
    /// A fault.
    pub planted: Option<Planted>,
    /// Databases to keep.
    pub keep: Option<Keep>,
    /// The database to start from; a new game if none.
    pub from: Option<&'a [u8]>,
}

/// Keeps the databases of some turns, each turn of a game as likely as any other, however long it gets.
pub struct Keep {
    most: usize,
    seen: u32,
    dice: Dice,
}

impl Keep {
    /// Keeps at most so many.
    pub fn new(most: usize, dice: Dice) -> Self {
        let seen = 0;
        Self { most, seen, dice }
    }

    /// The place for one more database, or none (reservoir sampling).
    fn place(&mut self) -> Option<usize> {
        self.seen += 1;
        if self.seen as usize <= self.most {
            return Some(self.seen as usize - 1);
        }
        let place = self.dice.below(self.seen) as usize;
        (place < self.most).then_some(place)
    }
}

/// Plays a game; what goes wrong is in the course.
///
/// # Errors
/// [`Unfinished::Abandoned`] if it was stopped.
pub fn play(setup: &Setup, plan: &GamePlan, way: Way<'_>, stop: &AtomicBool) -> Result<Course, Unfinished> {
    let mut course = Course::default();
    let trace = Trace::default();
    let result = panics::catch(|| turns(setup, plan, way, &trace, &mut course, stop))
        .unwrap_or_else(|panic| Err(Unfinished::Panic(panic)));
    course.trace = trace.take();
    if let Err(unfinished) = result {
        if matches!(unfinished, Unfinished::Abandoned) {
            return Err(unfinished);
        }
        let step = course
            .trace
            .iter()
            .rev()
            .find(|entry| matches!(entry, Entry::Step { .. }));
        let after = step.map_or(String::new(), |step| format!(" (after {step})"));
        course.finding = Some(Finding {
            game: plan.game,
            turn: course.rests.last().map_or(0, |rest| rest.turn),
            check: Check::Ends,
            message: format!("{unfinished}{after}"),
        });
    }
    Ok(course)
}

fn turns(
    setup: &Setup,
    plan: &GamePlan,
    mut way: Way<'_>,
    trace: &Trace,
    course: &mut Course,
    stop: &AtomicBool,
) -> Result<(), Unfinished> {
    let mut store = Store::in_memory()?;
    let mut game = start(setup, plan, &way, &mut store)?;
    game.state_mut().streams.record(trace.clone());
    if let Some(planted) = way.planted {
        planted.in_streams(&mut game);
    }
    let streams = Streams::new(plan.player_key);
    let personas: Vec<Persona> = plan.personas.iter().map(|&kind| Persona::of(kind)).collect();
    loop {
        let (turn, hash) = (game.turn(), game.hash());
        course.rests.push(Rest {
            turn,
            hash,
            traced: trace.len(),
        });
        if way.checks {
            course.house_turns += game.state().house_ids().count() as u64;
            if let Some((check, message)) = checks::look(&game, plan, way.planted) {
                let game = plan.game;
                course.finding = Some(Finding {
                    game,
                    turn,
                    check,
                    message,
                });
                break;
            }
        }
        if ending(&game, setup.last_turn).is_some() {
            break;
        }
        stopped(stop)?;
        if let Some(place) = way.keep.as_mut().and_then(Keep::place) {
            let image = (turn, store.image()?);
            match course.images.get_mut(place) {
                Some(old) => *old = image,
                None => course.images.push(image),
            }
        }
        let packets = decide(&game, &personas, &streams);
        game.resolve(&packets);
        if let Some(planted) = way.planted {
            course.planted |= planted.in_state(&mut game);
        }
        if way.keep.is_some() {
            store.save_turn(&mut game, &packets)?;
        }
    }
    Ok(())
}

/// The game at its first moment of rest.
fn start(setup: &Setup, plan: &GamePlan, way: &Way<'_>, store: &mut Store) -> Result<Game, Unfinished> {
    let (rules, scenario) = (Arc::clone(&setup.rules), Arc::clone(&setup.scenario));
    let Some(image) = way.from else {
        let mut game = Game::new(rules, scenario, plan.key)?;
        begin(setup, plan, store, &mut game)?;
        return Ok(game);
    };
    let rows = Store::from_image(image)?.rows()?;
    let mut game = Game::restore(rules, scenario, rows).map_err(|error| StoreError::Foreign(error.to_string()))?;
    if let Some(planted) = way.planted {
        planted.in_restored(&mut game);
    }
    Ok(game)
}
