//! What the table of fleet commands says of a command (rulebook 04 §4).

use super::needs::{Case, Need, demand};
use crate::combat::Operation;
use crate::events::Reason;
use crate::ids::FleetId;
use crate::state::flows::Flows;
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
    /// Any system without an own colony (W21).
    NotOwn,
    /// A known foreign colony (24 §6.4).
    Known,
    /// An own colony.
    Own,
    /// An own colony; if none is named, the nearest at which the command can be carried out (W25).
    OwnOrNearest,
}

impl Target {
    /// What it is, in words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Here => "where it is",
            Self::Home => "home",
            Self::Fleet => "an own fleet",
            Self::Any => "any system",
            Self::NotOwn => "any system but an own colony's",
            Self::Known => "a known foreign colony",
            Self::Own => "an own colony",
            Self::OwnOrNearest => "an own colony, or the nearest that will do",
        }
    }
}

/// The group of operations at a colony in which a command acts (rulebook 03 §7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assault {
    /// First.
    Bombardment,
    /// Then.
    Landing,
}

/// When a command acts (rulebook 03 §1), and what it does if that is not the business of all fleets there together.
#[derive(Clone, Copy, Debug)]
pub enum Acts {
    /// By being there in CON; its conditions are tested in CON0.
    Presence,
    /// In CON1c; its conditions are tested in CON0 and there.
    Blockade,
    /// In CON1d; its conditions are tested in CON0 and there. Its fleets never leave a fight in space or orbit by
    /// their rules of engagement (rulebook 04 R19).
    Assault {
        /// When in CON1d.
        group: Assault,
        /// What must be true besides when it acts, and is not looked at in CON0.
        besides: &'static [Need],
        /// What the fleets of a house do there.
        act: fn(&mut Turn, Operation),
    },
    /// In CON1e, where its conditions are tested.
    Colonisation,
    /// In CON1f.i, where its conditions are tested; then in CON1f.ii of every later turn.
    Scouting,
    /// In INC5, where its conditions are tested.
    Salvage,
    /// In PRD1c, where its conditions are tested.
    Production {
        /// Commands act by group, then by the fleets' priority, then by fleet.
        group: u8,
        /// It also acts, or notices that it cannot, while the fleet is on its way.
        en_route: bool,
        /// What it does.
        act: fn(&mut Turn, FleetId),
    },
}

impl Acts {
    /// Whether it acts in the fights of CON, so that its conditions are tested in CON0 (04 §4 note 6).
    pub fn in_combat(self) -> bool {
        matches!(self, Self::Presence | Self::Blockade | Self::Assault { .. })
    }

    /// What must be true besides when it acts.
    pub fn besides(self) -> &'static [Need] {
        match self {
            Self::Assault { besides, .. } => besides,
            _ => &[],
        }
    }

    /// The step in which it acts (03 §1).
    pub fn step(self) -> &'static str {
        match self {
            Self::Presence => "CON",
            Self::Blockade => "CON1c",
            Self::Assault { .. } => "CON1d",
            Self::Colonisation => "CON1e",
            Self::Scouting => "CON1f",
            Self::Salvage => "INC5",
            Self::Production { .. } => "PRD1c",
        }
    }
}

/// How long a command lasts (rulebook 03 §6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Until it is replaced or aborted.
    Standing,
    /// With one attempt, be it successful or not; kept from acting, it tries again.
    Attempt,
    /// When it is done.
    Done,
    /// With its mission; until then the fleet is locked.
    Mission,
}

impl Ends {
    /// When that is, in words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Standing => "when replaced",
            Self::Attempt => "with the attempt",
            Self::Done => "when done",
            Self::Mission => "with the mission",
        }
    }
}

/// Where in a system a fleet stands that carries out a command (rulebook 05 §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// In open space.
    Space,
    /// In the orbit of an own colony; elsewhere in open space (rulebook 04 R13).
    Orbit,
    /// At the edge of the system, out of everybody's reach, in the CON after a real arrival.
    Edge,
}

/// A fleet command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its kind, and so its number and name.
    pub kind: CommandKind,
    /// What it does, in words.
    pub effect: &'static str,
    /// Its threat tier (rulebook 05 §3); it goes by the name of the command, not by its number (rulebook 05 R18).
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
    /// How long it lasts.
    pub ends: Ends,
    /// Where the fleet stands.
    pub post: Post,
    /// The flow that counts accepted orders of its kind, besides the sum of all.
    pub counter: Option<fn(&mut Flows) -> &mut i64>,
}

impl Command {
    /// A command with nothing to test, which ends when it is done.
    pub(super) const fn new(kind: CommandKind, tier: Tier, target: Target, acts: Acts, effect: &'static str) -> Self {
        Self {
            kind,
            effect,
            tier,
            target,
            submit: &[],
            arrive: &[],
            execute: &[],
            acts,
            ends: Ends::Done,
            post: Post::Space,
            counter: None,
        }
    }

    pub(super) const fn submit(self, submit: &'static [Need]) -> Self {
        Self { submit, ..self }
    }

    pub(super) const fn arrive(self, arrive: &'static [Need]) -> Self {
        Self { arrive, ..self }
    }

    pub(super) const fn execute(self, execute: &'static [Need]) -> Self {
        Self { execute, ..self }
    }

    pub(super) const fn ends(self, ends: Ends) -> Self {
        Self { ends, ..self }
    }

    pub(super) const fn post(self, post: Post) -> Self {
        Self { post, ..self }
    }

    pub(super) const fn counted(self, counter: fn(&mut Flows) -> &mut i64) -> Self {
        Self {
            counter: Some(counter),
            ..self
        }
    }

    /// Whether the command can be carried out in a case.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn can_execute(&self, case: Case) -> Result<(), Reason> {
        demand(self.execute, case)
    }

    /// Whether it is what a fleet does that has nothing to do: to stay where it is.
    pub fn is_idle(&self) -> bool {
        self.target == Target::Here
    }
}
