//! Typed identifiers: integers issued 1, 2, 3 … in creation order and never reused (rulebook 01).
//!
//! "Ascending" in the rules always means by these numbers.

use crate::vocab::{EffectKind, Vocab};

/// An identifier: a number under a name of its own.
pub trait Id: Copy + From<u32> + Into<u32> {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position of this id's slot in a table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Id for $name {}

        impl From<u32> for $name {
            fn from(raw: u32) -> Self {
                Self(raw)
            }
        }

        impl From<$name> for u32 {
            fn from(id: $name) -> u32 {
                id.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )+};
}

ids! {
    /// A house, 1..=12; also its seat: house *i* starts at the *i*-th homeworld (rulebook 01 §1.4).
    HouseId,
    /// A system of the map; 1 is the hub (rulebook 02 §2).
    SystemId,
    /// A lane of the map, numbered in the order of generation (rulebook 02 §6).
    LaneId,
    /// A colony. A system that is colonised again after a collapse gets a new colony id.
    ColonyId,
    /// A fleet.
    FleetId,
    /// A ship or fighter.
    ShipId,
    /// A spaceport, shipyard, drydock or starbase.
    FacilityId,
    /// A ground unit: army, marine division, ground battery or planetary shield.
    GroundId,
    /// A construction project.
    ProjectId,
    /// A repair project.
    RepairId,
    /// A transfer of colonists by the Space Guild.
    TransferId,
    /// The stance of one house towards another; see [`StanceId::of`].
    StanceId,
    /// A proposal of de-escalation.
    ProposalId,
    /// What one house knows about one system; see [`RecordId::of`].
    RecordId,
    /// What one house knows about one foreign fleet.
    FleetRecordId,
    /// Ships of one kind in a [`FleetRecordId`].
    ShipRecordId,
    /// A part of the queues in a colony's [`RecordId`].
    QueueRecordId,
    /// What one house has read in one foreign starbase.
    StarbaseRecordId,
    /// A fleet in a [`StarbaseRecordId`].
    PlanRecordId,
    /// What one house knows about one battle.
    CombatRecordId,
    /// Units of one kind in a [`CombatRecordId`].
    CombatUnitRecordId,
    /// A figure that a deceived house was given false in the turn under way.
    FabricationId,
    /// A lasting effect of espionage on a house; see [`EffectId::of`].
    EffectId,
    /// What a house was told about an action of espionage in the last Conflict Phase.
    NoticeId,
    /// Something that houses were told of the last resolution.
    FeedId,
    /// A battle, planetary operations included, numbered within a game.
    BattleId,
}

impl StanceId {
    /// The id of the stance of `house` towards `other`.
    pub fn of(house: HouseId, other: HouseId) -> Self {
        Self(house.0 * 16 + other.0)
    }
}

impl EffectId {
    /// The id of an effect of a kind on a house: there is at most one (rulebook 23 §6.5).
    pub fn of(house: HouseId, kind: EffectKind) -> Self {
        Self(house.0 * 8 + u32::from(kind.code()))
    }
}

impl RecordId {
    /// The id of what `house` knows about `system` (at most 469 systems, rulebook 02 §1.5).
    pub fn of(house: HouseId, system: SystemId) -> Self {
        Self(house.0 * 512 + system.0)
    }
}
