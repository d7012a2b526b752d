//! Mistakes that are planted on purpose: each must be found by the check that is there for it.

use clap::ValueEnum;
use ec4x_engine::dice::Dice;
use ec4x_engine::game::Game;
use ec4x_engine::trace::Entry;

use super::Check;
use super::course::Course;

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Fault {
    /// A ship is gone, and nothing says why
    LostShip,
    /// A PP comes from nowhere
    BrokenLedger,
    /// A row changes behind the back of the state hash
    StaleHash,
    /// A view shows what its house cannot know
    LeakyView,
    /// In plays that are compared, dice of one turn come in another order
    ReorderedDice,
    /// A saved game misses the last change of a row
    StaleSave,
}

impl Fault {
    /// The check that is there for it.
    pub fn check(self) -> Check {
        match self {
            Self::LostShip | Self::BrokenLedger => Check::Ledger,
            Self::StaleHash => Check::Invariants,
            Self::LeakyView => Check::View,
            Self::ReorderedDice => Check::Threads,
            Self::StaleSave => Check::Restore,
        }
    }
}

/// A fault with the turn that it is planted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Which.
    pub fault: Fault,
    /// When.
    pub turn: u32,
}

impl Planted {
    /// A fault whose turn can be drawn before the game is known.
    pub fn before(fault: Fault, dice: &mut Dice) -> Option<Self> {
        let turn = 2 + dice.below(4);
        (fault != Fault::ReorderedDice).then_some(Self { fault, turn })
    }

    /// A fault that needs a turn in which dice were rolled: the first one.
    pub fn after(fault: Fault, course: &Course) -> Option<Self> {
        let mut drawn = course.trace.iter().filter_map(|entry| match entry {
            Entry::Drawn(drawn) if drawn.turn > 1 && drawn.words > 0 => Some(drawn.turn),
            _ => None,
        });
        let turn = drawn.next().filter(|_| fault == Fault::ReorderedDice)?;
        Some(Self { fault, turn })
    }

    /// Plants what belongs into the dice.
    pub fn in_streams(self, game: &mut Game) {
        if self.fault == Fault::ReorderedDice {
            game.state_mut().streams.disturb(self.turn);
        }
    }

    /// Plants what belongs into the state, in its turn; says whether it did, or will at its place.
    pub fn in_state(self, game: &mut Game) -> bool {
        if game.turn() != self.turn {
            return false;
        }
        let state = game.state_mut();
        match self.fault {
            Fault::LostShip => {
                // Not the last one of its fleet: an empty fleet would be found by another check.
                let fleet = state.fleets.iter().find(|fleet| fleet.ships.len() > 1);
                let ship = fleet.and_then(|fleet| fleet.ships.first().copied());
                ship.and_then(|ship| state.remove_ship(ship)).is_some()
            }
            Fault::BrokenLedger => match state.house_ids().next() {
                Some(house) => {
                    state.houses[house].treasury += 1;
                    true
                }
                None => false,
            },
            Fault::StaleHash => {
                let fleet = state.fleets.iter().next().map(|fleet| fleet.id);
                let row = fleet.and_then(|fleet| state.fleets.derived_mut(fleet));
                row.map(|row| row.roe ^= 1).is_some()
            }
            Fault::LeakyView | Fault::StaleSave => true,
            Fault::ReorderedDice => false,
        }
    }

    /// Plants what belongs into a game that was restored.
    pub fn in_restored(self, game: &mut Game) {
        let state = game.state_mut();
        if let (Fault::StaleSave, Some(house)) = (self.fault, state.house_ids().next()) {
            state.houses[house].treasury -= 1;
        }
    }
}
