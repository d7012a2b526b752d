//! Scratch of the Conflict Phase: what CON0 decided and what combat has to remember until CON2.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::*;
use crate::intel::Fight;
use crate::state::State;
use crate::vocab::*;

/// A space battle scheduled by CON0 (rulebook 05 §6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduledBattle {
    /// Where.
    pub system: SystemId,
    /// The lower house.
    pub low: HouseId,
    /// The higher house.
    pub high: HouseId,
    /// At Hostile: the house that intrudes and brings only its Contest fleets. None: all mobile fleets of both.
    pub contest_intruder: Option<HouseId>,
}

/// What happened so far in this Conflict Phase.
#[derive(Clone, Debug, Default)]
pub struct Conflict {
    /// Per house (index = id): its morale modifier in this whole phase (rulebook 12 §6).
    pub morale: Vec<i32>,
    /// Space battles, ascending by system and pair.
    pub battles: Vec<ScheduledBattle>,
    /// Fleets whose Execute test failed in CON0: they count as Benign (04 §4 note 6).
    pub failed: BTreeSet<FleetId>,
    /// View fleets at the edge of their systems: neither seen nor fought in this phase (05 §6.1).
    pub absent: BTreeSet<FleetId>,
    /// Threat tier of each fleet at its place, as judged in CON0; Benign fleets are not listed.
    pub tiers: BTreeMap<FleetId, Tier>,
    /// Fleets that left a battle, or stay behind out of play: they take no further part in this phase.
    pub out_of_play: BTreeSet<FleetId>,
    /// Fleets to be placed in a refuge in CON1d.9.
    pub retreating: BTreeSet<FleetId>,
    /// Their rows in the event table `retreats`, in which the refuge is still open.
    pub retreats: BTreeMap<FleetId, usize>,
    /// Fleets on an attack that went on to the orbit of their target (11 §13).
    pub advanced: BTreeSet<FleetId>,
    /// Houses that hold orbital supremacy, per colony (11 §14.2).
    pub supremacy: BTreeMap<ColonyId, Vec<HouseId>>,
    /// Houses that blockade a colony since this CON1c (04 §10).
    pub blockaders: BTreeMap<ColonyId, Vec<HouseId>>,
    /// Facilities crippled in this phase, for CON2c.
    pub crippled: BTreeSet<FacilityId>,
    /// Per colony: industrial units at the start of CON1d and those lost to bombardment since (11 §16.4).
    pub bombarded: BTreeMap<ColonyId, (i64, i64)>,
    /// Colonies without a living army, marine or battery at the start of CON1d (12 §4).
    pub undefended: BTreeSet<ColonyId>,
    /// Per system with scheduled battles or attacks: the fleets that were there in CON0.
    pub scenes: BTreeMap<SystemId, Vec<FleetId>>,
    /// Per system with fights: the fleets that fought, and so became known to whoever was there (24 §5).
    pub met: BTreeMap<SystemId, BTreeSet<FleetId>>,
    /// Fights that houses will know of at the end of CON1d (24 §5).
    pub fights: Vec<Fight>,
    /// Colonies captured in this phase.
    pub captured: BTreeSet<ColonyId>,
}

impl Conflict {
    /// The scratch at the start of a Conflict Phase: morale is fixed here.
    pub fn new(state: &State) -> Self {
        let morale = std::iter::once(0)
            .chain(state.house_ids().map(|house| crate::prestige::morale_drm(state, house)))
            .collect();
        Self {
            morale,
            ..Self::default()
        }
    }

    /// Whether a fleet left its battle, or stays behind out of play.
    pub fn is_beaten(&self, fleet: FleetId) -> bool {
        self.out_of_play.contains(&fleet) || self.retreating.contains(&fleet)
    }
}
