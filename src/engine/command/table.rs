//! The fleet commands, a row each (rulebook 04 §4, 05 §3).

use super::needs::*;
use crate::events::Reason;
use crate::ids::FleetId;
use crate::movement;
use crate::state::State;
use crate::state::flows::Flows;
use crate::state::rows::Fleet;
use crate::turn::Turn;
use crate::vocab::{CommandKind, Tier};

/// What a command aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The place where the fleet stands.
    Here,
    /// The nearest own colony, chosen anew in every PRD1a.
    Home,
    /// An own fleet, wherever it goes.
    Fleet,
    /// Any system.
    Any,
    /// Any system without an own colony.
    NotOwn,
    /// A known foreign colony (24 §6.4).
    Known,
    /// An own colony.
    Own,
    /// An own colony; if none is named, the nearest at which the command can be carried out.
    OwnOrNearest,
}

/// When a command acts (rulebook 03 §1).
#[derive(Clone, Copy, Debug)]
pub enum Acts {
    /// In the combat steps of CON; its conditions are tested in CON0.
    Combat,
    /// In CON1e, where its conditions are tested.
    Colonisation,
    /// In INC5, where its conditions are tested.
    Salvage,
    /// In PRD1c.
    Production {
        /// Commands act by group, then by the fleets' priority, then by fleet.
        group: u8,
        /// It also acts, or notices that it cannot, while the fleet is on its way.
        en_route: bool,
        /// What it does.
        act: fn(&mut Turn, FleetId),
    },
}

/// A fleet command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its kind, and so its number.
    pub kind: CommandKind,
    /// The threat it is at its target in foreign space (05 §3).
    pub tier: Tier,
    /// What it aims at.
    pub target: Target,
    /// What must be true when it is submitted, besides a target and a path to it.
    pub submit: &'static [Need],
    /// What must be true when the fleet arrives.
    pub arrive: &'static [Need],
    /// What must be true when it acts.
    pub execute: &'static [Need],
    /// When it acts.
    pub acts: Acts,
    /// It stays until it is replaced or aborted; the others end with what they do.
    pub standing: bool,
    /// The flow that counts accepted orders of its kind, besides the sum of all.
    pub counter: Option<fn(&mut Flows) -> &mut i64>,
}

impl Command {
    const fn new(kind: CommandKind, tier: Tier, target: Target, acts: Acts) -> Self {
        Self {
            kind,
            tier,
            target,
            submit: &[],
            arrive: &[],
            execute: &[],
            acts,
            standing: false,
            counter: None,
        }
    }

    const fn submit(self, submit: &'static [Need]) -> Self {
        Self { submit, ..self }
    }

    const fn arrive(self, arrive: &'static [Need]) -> Self {
        Self { arrive, ..self }
    }

    const fn execute(self, execute: &'static [Need]) -> Self {
        Self { execute, ..self }
    }

    const fn standing(self) -> Self {
        Self { standing: true, ..self }
    }

    const fn counted(self, counter: fn(&mut Flows) -> &mut i64) -> Self {
        Self {
            counter: Some(counter),
            ..self
        }
    }

    /// Whether the command of a fleet can be carried out where the fleet is.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn can_execute(&self, state: &State, fleet: &Fleet) -> Result<(), Reason> {
        demand(self.execute, state, fleet, fleet.system)
    }
}

const fn production(group: u8, act: fn(&mut Turn, FleetId)) -> Acts {
    Acts::Production {
        group,
        en_route: false,
        act,
    }
}

/// The row of a command. The scout missions have none: they cannot be ordered.
pub fn of(kind: CommandKind) -> Option<&'static Command> {
    TABLE[kind.number() as usize].as_ref()
}

/// All commands by number.
static TABLE: [Option<Command>; CommandKind::COUNT] = {
    use Acts::{Colonisation, Combat, Salvage as Breaking};
    use CommandKind::*;
    use Target::*;
    use Tier::{Attack, Benign, Contest};
    let joining = Acts::Production {
        group: 3,
        en_route: true,
        act: movement::join_fleet,
    };
    [
        Some(Command::new(Hold, Contest, Here, Combat).standing()),
        Some(Command::new(Move, Benign, Any, production(1, movement::arrived))),
        Some(Command::new(SeekHome, Benign, Home, production(1, movement::arrived))),
        Some(Command::new(Patrol, Contest, Any, Combat).standing()),
        Some(
            Command::new(GuardStarbase, Benign, Own, Combat)
                .submit(&[COMBAT_SHIP])
                .execute(&[OWN_COLONY, STARBASE, COMBAT_SHIP])
                .standing(),
        ),
        Some(
            Command::new(GuardColony, Benign, Own, Combat)
                .submit(&[COMBAT_SHIP])
                .execute(&[OWN_COLONY, COMBAT_SHIP])
                .standing(),
        ),
        Some(
            Command::new(Blockade, Attack, NotOwn, Combat)
                .submit(&[COMBAT_SHIP])
                .execute(&[NOT_OWN, SOUND_COMBAT_SHIP])
                .standing()
                .counted(|flows| &mut flows.orders_blockade),
        ),
        Some(
            Command::new(Bombard, Attack, Known, Combat)
                .submit(&[COMBAT_SHIP])
                .execute(&[FOREIGN_COLONY, SOUND_COMBAT_SHIP])
                .standing()
                .counted(|flows| &mut flows.orders_bombard),
        ),
        Some(
            Command::new(Invade, Attack, Known, Combat)
                .submit(&[COMBAT_SHIP, MARINES])
                .execute(&[FOREIGN_COLONY, SOUND_COMBAT_SHIP, MARINES])
                .counted(|flows| &mut flows.orders_invade),
        ),
        Some(
            Command::new(Blitz, Attack, Known, Combat)
                .submit(&[MARINES])
                .execute(&[FOREIGN_COLONY, MARINES])
                .counted(|flows| &mut flows.orders_blitz),
        ),
        Some(
            Command::new(Colonize, Benign, Any, Colonisation)
                .submit(&[COLONISTS])
                .execute(&[UNCOLONISED, SOUND_COLONISTS])
                .counted(|flows| &mut flows.orders_colonize),
        ),
        None,
        None,
        None,
        Some(Command::new(JoinFleet, Benign, Fleet, joining)),
        Some(
            Command::new(Rendezvous, Contest, Any, production(4, movement::rendezvous))
                .arrive(&[NO_ENEMY])
                .standing(),
        ),
        Some(Command::new(Salvage, Benign, OwnOrNearest, Breaking).execute(&[OWN_COLONY, YARD])),
        Some(
            Command::new(Reserve, Benign, OwnOrNearest, production(2, movement::lay_up))
                .execute(&[OWN_COLONY, SOUND_BASE]),
        ),
        Some(
            Command::new(Mothball, Benign, OwnOrNearest, production(2, movement::lay_up))
                .execute(&[OWN_COLONY, SOUND_SPACEPORT]),
        ),
        Some(Command::new(View, Benign, Any, production(1, movement::view))),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Vocab;

    #[test]
    fn rows_stand_at_their_numbers() {
        for &kind in CommandKind::ALL {
            match of(kind) {
                Some(row) => assert_eq!(row.kind, kind),
                None => assert!((11..=13).contains(&kind.number()), "{kind} has no row"),
            }
        }
    }

    #[test]
    fn r1_numbers_are_those_of_the_table() {
        let numbers = [
            CommandKind::Hold,
            CommandKind::Invade,
            CommandKind::Mothball,
            CommandKind::View,
        ];
        assert_eq!(numbers.map(CommandKind::number), [0, 8, 18, 19]);
    }

    #[test]
    fn r13_r14_r15_tiers_are_those_of_05_3() {
        let of_tier = |tier| -> Vec<u8> {
            let rows = CommandKind::ALL.iter().filter_map(|&kind| of(kind));
            rows.filter(|row| row.tier == tier)
                .map(|row| row.kind.number())
                .collect()
        };
        assert_eq!(of_tier(Tier::Attack), [6, 7, 8, 9]);
        assert_eq!(of_tier(Tier::Contest), [0, 3, 15]);
        assert_eq!(of_tier(Tier::Benign), [1, 2, 4, 5, 10, 14, 16, 17, 18, 19]);
    }
}
