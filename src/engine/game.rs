//! A game: the public verbs of the engine.
//!
//! A game rests at the opening of CMD5, where players decide after this turn's Conflict and Income (rulebook 03 R1).
//! [`Game::resolve`] takes their packets, plays the rest of the turn and the next one up to its CMD5, or to its end
//! at INC10b.

use std::sync::Arc;

use crate::dice::Key;
use crate::events::EventLog;
use crate::ids::HouseId;
use crate::metrics::{self, Imbalance};
use crate::orders::Orders;
use crate::rules::Rules;
use crate::scenario::Scenario;
use crate::setup::{self, SetupError};
use crate::state::row::{BadCell, Cell};
use crate::state::starmap::StarMap;
use crate::state::{State, check};
use crate::turn::Turn;
use crate::view::View;
use crate::vocab::VictoryKind;

/// One game.
#[derive(Clone, Debug)]
pub struct Game {
    state: State,
    log: EventLog,
}

/// How a game ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The kind of ending.
    pub kind: VictoryKind,
    /// The winner; none in a draw.
    pub winner: Option<HouseId>,
    /// The turn in which it ended.
    pub turn: u32,
}

/// A saved row: its table, its id, its cells.
pub type SavedRow = (String, u32, Vec<Cell>);

/// Why a game could not be restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// A cell is not a value of its column.
    #[error(transparent)]
    Cell(#[from] BadCell),
    /// The rows do not make a game.
    #[error("the saved game is damaged: {0}")]
    Damaged(String),
}

impl Game {
    /// Sets a game up and plays turn 1 up to its CMD5 (rulebook 01 §3). Scenario overrides are applied to the rules.
    ///
    /// # Errors
    /// [`SetupError`] if the scenario cannot be set up: a map too small, too few names.
    pub fn new(rules: Arc<Rules>, scenario: Arc<Scenario>, key: Key) -> Result<Self, SetupError> {
        let state = setup::create(rules, scenario, key)?;
        let mut game = Self {
            state,
            log: EventLog::default(),
        };
        let mut turn = Turn::new(&mut game.state, &mut game.log);
        metrics::open_accounts(&mut turn);
        turn.conflict();
        if !turn.income() {
            turn.command_opening();
        }
        game.state.store_counters();
        Ok(game)
    }

    /// A game from the rows that were saved of it.
    ///
    /// # Errors
    /// [`RestoreError`] if the rows do not make a game.
    pub fn restore(
        rules: Arc<Rules>,
        scenario: Arc<Scenario>,
        rows: impl IntoIterator<Item = SavedRow>,
    ) -> Result<Self, RestoreError> {
        let mut state = State::empty(rules, scenario, Key(0));
        for (table, id, cells) in rows {
            state.insert_cells(&table, id, &cells)?;
        }
        let damaged = |broken: Vec<String>| {
            broken
                .into_iter()
                .next()
                .map_or(Ok(()), |first| Err(RestoreError::Damaged(first)))
        };
        damaged(check::broken_rows(&state))?;
        let game = state.game();
        let key = u64::from(game.key_low) | u64::from(game.key_high) << 32;
        state.streams = crate::dice::Streams::new(Key(key));
        state.starmap = Arc::new(StarMap::build(&state));
        state.relink();
        state.load_counters();
        damaged(check::broken_invariants(&state))?;
        state.commit();
        Ok(Self {
            state,
            log: EventLog::default(),
        })
    }

    /// The current turn.
    pub fn turn(&self) -> u32 {
        self.state.turn()
    }

    /// How the game ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        let game = self.state.game();
        game.victory.map(|kind| Outcome {
            kind,
            winner: game.winner,
            turn: game.turn,
        })
    }

    /// What a house may know (rulebook 24 §6).
    pub fn view(&self, house: HouseId) -> View<'_> {
        View::new(&self.state, house)
    }

    /// Plays CMD5 of this turn to CMD5 of the next, or to the end. Packets by house id − 1; none = no packet.
    ///
    /// # Panics
    /// If an invariant breaks, or the game is over.
    pub fn resolve(&mut self, packets: &[Option<Orders>]) {
        assert!(self.outcome().is_none(), "the game is over");
        let mut turn = Turn::new(&mut self.state, &mut self.log);
        turn.command_orders(packets);
        turn.production();
        turn.conflict();
        if !turn.income() {
            turn.command_opening();
        }
        self.state.store_counters();
    }

    /// The state, to be read: for saving, for reports, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The state of a game that is over.
    pub fn into_state(self) -> State {
        self.state
    }

    /// The state, to be changed: for tests and tools that set positions up.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// What happened since the log was cleared last.
    pub fn log(&self) -> &EventLog {
        &self.log
    }

    /// What does not add up in the books of the turn that was closed last (rulebook 31 §7.1.6).
    pub fn imbalances(&self) -> Vec<Imbalance> {
        let closed = self.log.house_turns.stocks.turn.last();
        closed.map_or_else(Vec::new, |&turn| metrics::audit(&self.log, turn))
    }

    /// Takes the log away, leaving an empty one.
    pub fn take_log(&mut self) -> EventLog {
        std::mem::take(&mut self.log)
    }

    /// All rows, for [`Game::restore`].
    pub fn rows(&self) -> Vec<SavedRow> {
        let mut rows = Vec::new();
        self.state.for_each_table(&mut |table| {
            table.for_each_row(&mut |id, cells| rows.push((table.name().to_string(), id, cells.to_vec())));
        });
        rows
    }

    /// The hash of the state.
    pub fn hash(&mut self) -> u64 {
        self.state.hash()
    }

    /// Forgets which rows were touched: the caller has saved them.
    pub fn commit(&mut self) {
        self.state.commit();
    }
}
