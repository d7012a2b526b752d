//! What a house may know (rulebook 24 §6).
//!
//! A [`View`] borrows the truth and hands out only what the rules allow; its fields are private, so that a player's
//! code cannot look behind it. Own things come exact, foreign ones as the house's records have them. Ids are those of
//! the engine, gaps and all (O10, rulebook 24 I24). How far the
//! game has come by the reckoning of some players' acts is nobody's business (I19).

pub mod audit;
mod feed;

use crate::ids::*;
use crate::intel;
use crate::limits;
use crate::rules::Rules;
use crate::scenario::Scenario;
use crate::state::State;
use crate::state::rows::*;
use crate::state::starmap::StarMap;
use crate::strength;
use crate::vocab::*;
pub use feed::{Bookings, Event};

/// The world as one house sees it at CMD5.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    state: &'a State,
    me: HouseId,
}

/// Visibility of a system (rulebook 24 §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Topology only.
    Adjacent,
    /// A record exists.
    Scouted,
    /// An own fleet is there.
    Occupied,
    /// An own colony is there.
    Owned,
}

/// What everybody knows about a house (rulebook 24 §6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicHouse {
    /// Which.
    pub id: HouseId,
    /// Prestige.
    pub prestige: i64,
    /// Number of colonies.
    pub colonies: usize,
    /// Standing. Whether another house is played by the engine nobody knows: it counts as Active.
    pub status: HouseStatus,
}

impl<'a> View<'a> {
    pub(crate) fn new(state: &'a State, me: HouseId) -> Self {
        Self { state, me }
    }

    /// The house that looks.
    pub fn me(&self) -> HouseId {
        self.me
    }

    /// The current turn.
    pub fn turn(&self) -> u32 {
        self.state.turn()
    }

    /// The rules; everybody knows them.
    pub fn rules(&self) -> &'a Rules {
        &self.state.rules
    }

    /// The scenario; everybody knows it.
    pub fn scenario(&self) -> &'a Scenario {
        &self.state.scenario
    }

    /// The lane graph; everybody knows it.
    pub fn starmap(&self) -> &'a StarMap {
        &self.state.starmap
    }

    /// The own house's row: treasury, tax, tech, pools, last GHO and NHV.
    pub fn house(&self) -> &'a House {
        &self.state.houses[self.me]
    }

    /// The own level in a field.
    pub fn tech(&self, field: TechField) -> u8 {
        self.house().tech[field]
    }

    /// What everybody knows about all houses, ascending.
    pub fn houses(&self) -> impl Iterator<Item = PublicHouse> + use<'a> {
        self.state.houses.iter().map(|house| PublicHouse {
            id: house.id,
            prestige: house.prestige,
            colonies: house.colonies.len(),
            status: match house.status {
                HouseStatus::Autopilot => HouseStatus::Active,
                known => known,
            },
        })
    }

    /// The name of a house, which everybody knows.
    pub fn name(&self, house: HouseId) -> &'a str {
        self.rules().dynatoi.house_names()[usize::from(self.state.houses[house].name)]
    }

    /// The name of a system, which everybody knows and nothing depends on (rulebook 02 §2, §9).
    pub fn system_name(&self, system: SystemId) -> String {
        self.rules().planets.name_of(system)
    }

    /// The relation with another house.
    pub fn relation(&self, other: HouseId) -> Stance {
        self.state.relation(self.me, other)
    }

    /// The stance of a house towards another, with its last change and why: all of it is public.
    ///
    /// # Panics
    /// If the two are one, or one does not exist.
    pub fn stance(&self, house: HouseId, other: HouseId) -> &'a StanceRow {
        &self.state.stances[StanceId::of(house, other)]
    }

    /// The stances of all houses towards all others, each with its last change and why: all of it is public (rulebook 05
    /// §7, 24 §6.2).
    pub fn stances(&self) -> impl Iterator<Item = &'a StanceRow> + use<'a> {
        self.state.stances.iter()
    }

    /// Proposals that the house sent or received, ascending, with what became of them (rulebook 05 §8).
    pub fn proposals(&self) -> impl Iterator<Item = &'a Proposal> + use<'a> {
        let me = self.me;
        let own = move |proposal: &&Proposal| proposal.proposer == me || proposal.target == me;
        self.state.proposals.iter().filter(own)
    }

    /// Own colonies, ascending.
    pub fn colonies(&self) -> impl Iterator<Item = &'a Colony> + use<'a> {
        let state = self.state;
        state.houses[self.me]
            .colonies
            .iter()
            .map(move |&id| &state.colonies[id])
    }

    /// An own colony.
    pub fn colony(&self, id: ColonyId) -> Option<&'a Colony> {
        self.state.colonies.get(id).filter(|colony| colony.owner == self.me)
    }

    /// The own colony in a system.
    pub fn own_colony_at(&self, system: SystemId) -> Option<&'a Colony> {
        self.state.systems.get(system)?.colony.and_then(|id| self.colony(id))
    }

    /// Facilities of an own colony, ascending.
    pub fn facilities(&self, colony: &Colony) -> impl Iterator<Item = &'a Facility> + use<'a> {
        let state = self.state;
        self.colony_lists(colony)
            .into_iter()
            .flat_map(|colony| &colony.facilities)
            .map(move |&id| &state.facilities[id])
    }

    /// Ground units in garrison at an own colony, ascending.
    pub fn garrison(&self, colony: &Colony) -> impl Iterator<Item = &'a Ground> + use<'a> {
        let state = self.state;
        self.colony_lists(colony)
            .into_iter()
            .flat_map(|colony| &colony.garrison)
            .map(move |&id| &state.ground[id])
    }

    /// Fighters in the pool and ships without a fleet at an own colony.
    pub fn colony_ships(&self, colony: &Colony) -> impl Iterator<Item = &'a Ship> + use<'a> {
        let state = self.state;
        let colony = self.colony_lists(colony);
        colony
            .into_iter()
            .flat_map(|c| c.pool.iter().chain(&c.unassigned))
            .map(move |&id| &state.ships[id])
    }

    /// Projects under way at an own colony, ascending.
    pub fn projects(&self, colony: &Colony) -> impl Iterator<Item = &'a Project> + use<'a> {
        let state = self.state;
        self.colony_lists(colony)
            .into_iter()
            .flat_map(|colony| &colony.projects)
            .map(move |&id| &state.projects[id])
    }

    /// Repairs under way at an own colony, ascending.
    pub fn repairs(&self, colony: &Colony) -> impl Iterator<Item = &'a Repair> + use<'a> {
        let state = self.state;
        self.colony_lists(colony)
            .into_iter()
            .flat_map(|colony| &colony.repairs)
            .map(move |&id| &state.repairs[id])
    }

    fn colony_lists(&self, colony: &Colony) -> Option<&'a Colony> {
        self.colony(colony.id)
    }

    /// Own colonists under way, ascending.
    pub fn transfers(&self) -> impl Iterator<Item = &'a Transfer> + use<'a> {
        let state = self.state;
        state.houses[self.me]
            .transfers
            .iter()
            .map(move |&id| &state.transfers[id])
    }

    /// Own fleets, ascending.
    pub fn fleets(&self) -> impl Iterator<Item = &'a Fleet> + use<'a> {
        let state = self.state;
        state.houses[self.me].fleets.iter().map(move |&id| &state.fleets[id])
    }

    /// An own fleet.
    pub fn fleet(&self, id: FleetId) -> Option<&'a Fleet> {
        self.state.fleets.get(id).filter(|fleet| fleet.owner == self.me)
    }

    /// Ships of an own fleet, ascending.
    pub fn ships(&self, fleet: &Fleet) -> impl Iterator<Item = &'a Ship> + use<'a> {
        let state = self.state;
        self.fleet(fleet.id)
            .into_iter()
            .flat_map(|fleet| &fleet.ships)
            .map(move |&id| &state.ships[id])
    }

    /// An own ship or fighter.
    pub fn ship(&self, id: ShipId) -> Option<&'a Ship> {
        self.state.ships.get(id).filter(|ship| ship.owner == self.me)
    }

    /// AS and DS of an own fleet, hangars included.
    pub fn strength(&self, fleet: &Fleet) -> (i32, i32) {
        match self.fleet(fleet.id) {
            Some(fleet) => (
                strength::fleet_attack(self.state, fleet),
                strength::fleet_defense(self.state, fleet),
            ),
            None => (0, 0),
        }
    }

    /// Visibility of a system.
    pub fn visibility(&self, system: SystemId) -> Visibility {
        if self.own_colony_at(system).is_some() {
            Visibility::Owned
        } else if self.state.systems[system]
            .fleets
            .iter()
            .any(|&fleet| self.state.fleets[fleet].owner == self.me)
        {
            Visibility::Occupied
        } else if self.state.system_records.contains(RecordId::of(self.me, system)) {
            Visibility::Scouted
        } else {
            Visibility::Adjacent
        }
    }

    /// Planet class and raw rating of a system, if they are known.
    pub fn planet(&self, system: SystemId) -> Option<(PlanetClass, Raw)> {
        if self.own_colony_at(system).is_some() {
            let system = &self.state.systems[system];
            return Some((system.class, system.raw));
        }
        self.state
            .system_records
            .get(RecordId::of(self.me, system))
            .map(|record| (record.class, record.raw))
    }

    /// The turn in which the own records of a system were written last; none if nothing is known of it. While the house
    /// has a colony there the date is of no interest.
    pub fn last_seen(&self, system: SystemId) -> Option<u32> {
        let record = self.state.system_records.get(RecordId::of(self.me, system));
        record.map(|record| record.turn)
    }

    /// What is known about a foreign colony in a system (24 §6.4): that of the record, even if reality has moved on. Own
    /// colonies have no record.
    pub fn colony_record(&self, system: SystemId) -> Option<&'a ColonyRecord> {
        intel::known_colony(self.state, self.me, system)
    }

    /// All known foreign colonies, ascending by system.
    pub fn colony_records(&self) -> impl Iterator<Item = &'a ColonyRecord> + use<'a> {
        let view = *self;
        (1..=self.state.starmap.systems() as u32).filter_map(move |system| view.colony_record(SystemId(system)))
    }

    /// What was being built and repaired at a foreign colony when it was last seen completely.
    pub fn queue(&self, record: &ColonyRecord) -> impl Iterator<Item = &'a QueueRecord> + use<'a> {
        let state = self.state;
        let record = state
            .colony_records
            .get(record.id)
            .filter(|record| record.house == self.me);
        let parts = record.into_iter().flat_map(|record| &record.queue);
        parts.map(move |&part| &state.queue_records[part])
    }

    /// All known foreign fleets with where they were last seen, ascending by fleet (24 §6.5, I7). See
    /// [`View::is_current`].
    pub fn fleet_records(&self) -> impl Iterator<Item = &'a FleetRecord> + use<'a> {
        let state = self.state;
        state.fleet_records_of[self.me.index()]
            .iter()
            .map(move |&(_, record)| &state.fleet_records[record])
    }

    /// Whether a fleet was seen by the house itself in this turn's Conflict Phase; if not it is where the record says no
    /// longer for certain (24 §6.5). What was stolen is never current (24 §8).
    pub fn is_current(&self, record: &FleetRecord) -> bool {
        record.turn == self.turn() && record.source != Source::Stolen
    }

    /// The ships of a foreign fleet when it was last seen completely; fighters in hangars are among them.
    pub fn known_ships(&self, record: &FleetRecord) -> impl Iterator<Item = &'a ShipRecord> + use<'a> {
        let state = self.state;
        let record = state
            .fleet_records
            .get(record.id)
            .filter(|record| record.house == self.me);
        let parts = record.into_iter().flat_map(|record| &record.details);
        parts.map(move |&part| &state.ship_records[part])
    }

    /// What was read in foreign starbases, ascending.
    pub fn starbase_records(&self) -> impl Iterator<Item = &'a StarbaseRecord> + use<'a> {
        let me = self.me;
        self.state
            .starbase_records
            .iter()
            .filter(move |record| record.house == me)
    }

    /// What was read there of the owner's fleets.
    pub fn plans(&self, record: &StarbaseRecord) -> impl Iterator<Item = &'a PlanRecord> + use<'a> {
        let state = self.state;
        let record = state
            .starbase_records
            .get(record.id)
            .filter(|record| record.house == self.me);
        let parts = record.into_iter().flat_map(|record| &record.plans);
        parts.map(move |&part| &state.plan_records[part])
    }

    /// What is known of battles, the newest first.
    pub fn battles(&self) -> impl Iterator<Item = &'a CombatRecord> + use<'a> {
        let me = self.me;
        let records = self.state.combat_records.iter().rev();
        records.filter(move |record| record.house == me)
    }

    /// Who fought in a battle.
    pub fn fought(&self, record: &CombatRecord) -> impl Iterator<Item = &'a CombatUnitRecord> + use<'a> {
        let state = self.state;
        let record = state
            .combat_records
            .get(record.id)
            .filter(|record| record.house == self.me);
        let parts = record.into_iter().flat_map(|record| &record.units);
        parts.map(move |&part| &state.combat_unit_records[part])
    }

    /// Effects of espionage on the own house, as far as it can feel them: falsified intelligence it does not (23 §6.7).
    pub fn effects(&self) -> impl Iterator<Item = &'a Effect> + use<'a> {
        let (effects, me) = (&self.state.effects, self.me);
        let own = EffectKind::ALL.iter().map(move |&kind| EffectId::of(me, kind));
        own.filter_map(|id| effects.get(id))
            .filter(|effect| effect.kind != EffectKind::IntelCorrupted)
    }

    /// What the house was told about espionage in the last Conflict Phase (23 §7); it hears of nothing in which it has no
    /// part. [`View::events`] has it too.
    pub fn notices(&self) -> impl Iterator<Item = &'a Notice> + use<'a> {
        let me = self.me;
        self.state.notices.iter().filter(move |notice| notice.house == me)
    }

    /// How many actions of espionage the house has run against another, and how many of them were detected (W86).
    pub fn dossier(&self, other: HouseId) -> (u32, u32) {
        let dossier = self.state.dossiers.get(StanceId::of(self.me, other));
        dossier.map_or((0, 0), |dossier| (dossier.tried, dossier.caught))
    }

    /// Docks of an own facility that are free now.
    pub fn free_docks(&self, facility: &Facility) -> i64 {
        match self.colony(facility.colony) {
            Some(_) => limits::free_docks(self.state, facility),
            None => 0,
        }
    }

    /// Fighters an own colony may hold (22 §9.1).
    pub fn fighter_capacity(&self, colony: &Colony) -> i64 {
        self.colony(colony.id)
            .map_or(0, |colony| limits::fighter_capacity(self.state, colony))
    }

    /// Command points in use and in the pool (10 §5).
    pub fn command_points(&self) -> (i64, i64) {
        (
            limits::c2_used(self.state, self.me),
            limits::c2_pool(self.state, self.me),
        )
    }

    /// Combat fleets and the most allowed (10 §6).
    pub fn combat_fleets(&self) -> (usize, usize) {
        (
            limits::combat_fleets(self.state, self.me),
            limits::max_combat_fleets(self.state, self.me),
        )
    }

    /// Most ships a fleet may hold.
    pub fn max_ships_per_fleet(&self) -> usize {
        limits::max_ships_per_fleet(self.state, self.me)
    }

    /// Marine divisions a transport carries.
    pub fn transport_capacity(&self) -> usize {
        limits::transport_capacity(self.state, self.me)
    }

    /// Room left in a pool of research points (21 §4).
    pub fn pool_room(&self, pool: Pool) -> i64 {
        crate::research::capacity(self.state, self.me, pool) - self.house().rp[pool]
    }

    /// Research points that a deposit of `pp` gives now (21 §2).
    pub fn research_points(&self, pool: Pool, pp: i64) -> i64 {
        crate::research::points(self.state, self.me, pool, pp)
    }

    /// Research points that the next level of a field costs now (21 §5, §7); 0 at the last level.
    pub fn next_level_cost(&self, field: TechField) -> i64 {
        crate::research::next_cost(self.state, self.me, field)
    }

    /// What raising the planet of an own colony by a class costs now; none if it cannot be ordered (22 §8).
    pub fn terraforming_cost(&self, colony: &Colony) -> Option<i64> {
        self.colony(colony.id)?;
        crate::construction::terraforming_cost(self.state, colony.id).ok()
    }

    /// Upkeep due for everything owned now (20 §9.1).
    pub fn upkeep(&self) -> i64 {
        crate::economy::upkeep_due(self.state, self.me)
    }

    /// Price of a product at an own colony now, and the facility that would build it; none if it cannot be ordered.
    pub fn quote(&self, colony: &Colony, product: crate::orders::Product) -> Option<i64> {
        self.colony(colony.id)?;
        crate::construction::quote(self.state, colony.id, product).ok()
    }

    /// The cheapest path of an own fleet to a system: the systems after its own, ending with the target; none if there
    /// is no passable one (04 §3).
    pub fn path(&self, fleet: &Fleet, target: SystemId) -> Option<Vec<SystemId>> {
        let fleet = self.fleet(fleet.id)?;
        let crippled = self.ships(fleet).any(|ship| ship.hull == Hull::Crippled);
        crate::map::path::cheapest(self.state, fleet.system, target, crippled)
    }

    /// Turns that an own fleet needs to a system, as its damage and the house's colonies are now; none if there is no way
    /// (04 §3.6).
    pub fn travel_turns(&self, fleet: &Fleet, target: SystemId) -> Option<u32> {
        crate::movement::course::travel_turns(self.state, self.fleet(fleet.id)?, target)
    }

    /// The two characters by which people call an own fleet; none beyond the last (04 §1).
    pub fn label(&self, fleet: &Fleet) -> String {
        crate::state::label::text(fleet.label)
    }

    /// Jumps from `from` to all systems along the cheapest paths (index = system id).
    pub fn distances(&self, from: SystemId) -> Vec<u32> {
        crate::map::path::jumps_from(self.state, from)
    }
}

#[cfg(test)]
mod tests;
