//! Own colonies as a decision sees them: output, yards, garrisons, what is ordered, who threatens them.

use ec4x_engine::ids::*;
use ec4x_engine::state::rows::*;
use ec4x_engine::vocab::*;

use crate::situation::{Situation, THREAT_TURNS, relation_weight};

/// Jumps within which a foreign fleet threatens a colony.
const THREAT_JUMPS: u32 = 2;

/// An own colony.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holding<'a> {
    /// Its place in the list of own colonies.
    pub index: usize,
    /// Its row.
    pub row: &'a Colony,
    /// Output before tax (20 §3), without damage and blockade.
    pub population_output: f64,
    /// Share of the output that is produced (blockade, infrastructure).
    pub working: f64,
    /// Docks free in shipyards.
    pub docks: i64,
    /// It has an operational spaceport.
    pub spaceport: bool,
    /// Facilities by kind, those ordered included.
    pub facilities: [u32; FacilityKind::COUNT],
    /// Starbases in working order.
    pub starbases: u32,
    /// Ground units in garrison by kind, those ordered included.
    pub ground: [i64; GroundKind::COUNT],
    /// Marines in garrison now.
    pub marines: i64,
    /// Fighters in the pool and ordered.
    pub fighters: i64,
    /// ETACs ordered.
    pub etacs: i64,
    /// Transports ordered.
    pub transports: i64,
    /// Scouts ordered.
    pub scouts: i64,
    /// AS of foreign fleets that may attack it soon, weighed by relation.
    pub threat: f64,
    /// An Enemy or attacking fleet is in the system, or it is blockaded: no zero-turn orders there.
    pub besieged: bool,
    /// Jumps to the nearest known foreign colony.
    pub frontier: u32,
}

impl Holding<'_> {
    /// Where.
    pub fn system(&self) -> SystemId {
        self.row.system
    }

    /// Facilities of a kind, those ordered included.
    pub fn count(&self, kind: FacilityKind) -> u32 {
        self.facilities[usize::from(kind.code())]
    }
}

impl<'a> Situation<'a> {
    /// Reads own colonies.
    pub fn read_holdings(&mut self) {
        for row in self.view.colonies() {
            let holding = self.holding(row);
            self.holdings.push(holding);
        }
        let homeworld = self.view.house().homeworld;
        let best = |(_, a): &(usize, &Holding<'_>), (_, b): &(usize, &Holding<'_>)| {
            let rank = |h: &Holding<'_>| {
                (
                    h.system() == homeworld,
                    h.docks + i64::from(h.spaceport),
                    h.row.pu + h.row.iu,
                )
            };
            rank(a).cmp(&rank(b))
        };
        self.capital = self.holdings.iter().enumerate().max_by(best).map(|(index, _)| index);
    }

    fn holding(&self, row: &'a Colony) -> Holding<'a> {
        let (class, raw) = self
            .view
            .planet(row.system)
            .unwrap_or((PlanetClass::Extreme, Raw::VeryPoor));
        let blockade = self.rules.economy.production_modifiers.blockade_penalty;
        let mut holding = Holding {
            index: self.holdings.len(),
            row,
            population_output: row.pu as f64 * self.rules.economy.raw_index(raw, class),
            working: (1.0 - row.infra_damage as f64 / 1000.0) * if row.blockaded { blockade } else { 1.0 },
            docks: 0,
            spaceport: false,
            facilities: [0; FacilityKind::COUNT],
            starbases: 0,
            ground: [0; GroundKind::COUNT],
            marines: 0,
            fighters: row.pool.len() as i64,
            etacs: 0,
            transports: 0,
            scouts: 0,
            threat: 0.0,
            besieged: row.blockaded,
            frontier: self.places[row.system.index()].foreign,
        };
        for facility in self.view.facilities(row) {
            holding.facilities[usize::from(facility.kind.code())] += 1;
            let sound = facility.hull == Hull::Nominal;
            match facility.kind {
                FacilityKind::Shipyard => holding.docks += self.view.free_docks(facility),
                FacilityKind::Spaceport => holding.spaceport |= sound,
                FacilityKind::Starbase => holding.starbases += u32::from(sound),
                FacilityKind::Drydock => {}
            }
        }
        for unit in self.view.garrison(row) {
            holding.ground[usize::from(unit.kind.code())] += 1;
            holding.marines += i64::from(unit.kind == GroundKind::Marine);
        }
        for project in self.view.projects(row) {
            if let Some(kind) = project.facility_kind {
                holding.facilities[usize::from(kind.code())] += 1;
            }
            if let Some(kind) = project.ground {
                holding.ground[usize::from(kind.code())] += 1;
            }
            match project.ship {
                Some(ShipClass::Fighter) => holding.fighters += 1,
                Some(ShipClass::Etac) => holding.etacs += 1,
                Some(ShipClass::TroopTransport) => holding.transports += 1,
                Some(ShipClass::Scout) => holding.scouts += 1,
                _ => {}
            }
        }
        for sighting in self.sightings.iter().filter(|sighting| sighting.age <= THREAT_TURNS) {
            let jumps = self.jumps(sighting.system, row.system);
            if jumps > THREAT_JUMPS {
                continue;
            }
            let relation = self.view.relation(sighting.owner);
            let (weight, near) = (relation_weight(relation), [1.0, 0.8, 0.5][jumps as usize]);
            holding.threat += sighting.strength.attack * weight * near;
            holding.besieged |= jumps == 0 && sighting.age == 0 && relation == Stance::Enemy;
        }
        holding
    }
}
