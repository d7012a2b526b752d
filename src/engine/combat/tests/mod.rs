//! Tests of combat in the state: worked examples, rulings, and books that must balance.

mod battles;
mod bombardment;
mod books;
mod landings;
mod orbit;

use crate::combat;
use crate::dice::Stream;
use crate::diplomacy;
use crate::events::{EventLog, OrderFate, Reason};
use crate::ids::*;
use crate::state::flows::Flows;
use crate::state::rows::Fleet;
use crate::state::{ShipPlace, State};
use crate::testing;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

pub const H1: HouseId = HouseId(1);
pub const H2: HouseId = HouseId(2);
pub const H3: HouseId = HouseId(3);
/// The place of most battles.
pub const HERE: SystemId = SystemId(1);

/// A position, and what one Conflict Phase makes of it.
pub struct Field {
    pub state: State,
    pub log: EventLog,
    /// Morale per house (index = id); nobody's counts unless a test says so.
    pub morale: Vec<i32>,
    /// Prestige booked, per house.
    pub ledger: Vec<i64>,
    pub conflict: Conflict,
}

pub fn class(code: &str) -> ShipClass {
    match code {
        "CT" => ShipClass::Corvette,
        "DD" => ShipClass::Destroyer,
        "CL" => ShipClass::LightCruiser,
        "CA" => ShipClass::Cruiser,
        "BC" => ShipClass::Battlecruiser,
        "BB" => ShipClass::Battleship,
        "DN" => ShipClass::Dreadnought,
        "RR" => ShipClass::Raider,
        "CV" => ShipClass::Carrier,
        "PB" => ShipClass::PlanetBreaker,
        "TT" => ShipClass::TroopTransport,
        "ET" => ShipClass::Etac,
        "SC" => ShipClass::Scout,
        other => panic!("no class {other}"),
    }
}

impl Field {
    /// Houses, and systems in a row.
    pub fn new(houses: u32, systems: u32) -> Self {
        Self {
            state: testing::bare(houses, systems),
            log: EventLog::default(),
            morale: vec![0; houses as usize + 1],
            ledger: Vec::new(),
            conflict: Conflict::default(),
        }
    }

    pub fn colony(&mut self, owner: HouseId, system: SystemId, pu: i64, iu: i64) -> ColonyId {
        self.state.new_colony(owner, system, pu, iu, 0)
    }

    /// A fleet that carries out a command where it stands; ROE 6.
    pub fn fleet(&mut self, owner: HouseId, system: SystemId, codes: &str, command: CommandKind) -> FleetId {
        let classes: Vec<ShipClass> = codes.split_whitespace().map(class).collect();
        let fleet = testing::fleet(&mut self.state, owner, system, &classes);
        let row = &mut self.state.fleets[fleet];
        (row.command, row.target, row.mission) = (command, system, MissionState::Executing);
        fleet
    }

    pub fn roe(&mut self, fleet: FleetId, roe: u8) {
        self.state.fleets[fleet].roe = roe;
    }

    /// Fighters of a colony's pool.
    pub fn pool(&mut self, colony: ColonyId, count: usize) {
        let owner = self.state.colonies[colony].owner;
        for _ in 0..count {
            testing::ship(&mut self.state, owner, ShipClass::Fighter, ShipPlace::Colony(colony));
        }
    }

    /// Ground units of a garrison.
    pub fn garrison(&mut self, colony: ColonyId, kind: GroundKind, count: usize) -> Vec<GroundId> {
        let owner = self.state.colonies[colony].owner;
        (0..count)
            .map(|_| self.state.new_ground(owner, kind, colony, 0))
            .collect()
    }

    /// Puts marines, `each` a transport, aboard a fleet.
    pub fn load(&mut self, fleet: FleetId, each: usize) {
        let (owner, ships) = (self.state.fleets[fleet].owner, self.state.fleets[fleet].ships.clone());
        // Marines are born in a garrison; any colony does.
        let colony = self.state.colonies.ids()[0];
        for ship in ships {
            if self.state.ships[ship].class == ShipClass::TroopTransport {
                for _ in 0..each {
                    let marine = self.state.new_ground(owner, GroundKind::Marine, colony, 0);
                    self.state.embark(marine, ship);
                }
            }
        }
    }

    pub fn war(&mut self, a: HouseId, b: HouseId) {
        self.state.raise_relation(a, b, Stance::Enemy);
    }

    pub fn script(&mut self, stream: Stream, faces: &[u32]) {
        self.state.streams.script(1, stream, faces);
    }

    /// CON0 to CON2, combat only; then the state must be sound.
    pub fn fight(&mut self) {
        let mut turn = Turn::new(&mut self.state, &mut self.log);
        turn.conflict = Conflict::new(turn.state);
        turn.conflict.morale.clone_from(&self.morale);
        diplomacy::con0_judge(&mut turn);
        combat::con1a_space(&mut turn);
        combat::con1b_orbital(&mut turn);
        combat::con1c_blockade(&mut turn);
        combat::con1d_planetary(&mut turn);
        combat::con1d9_refuge(&mut turn);
        combat::con2_removal(&mut turn);
        self.ledger = std::mem::take(&mut turn.ledger);
        self.conflict = std::mem::take(&mut turn.conflict);
        testing::assert_sound(&self.state);
    }

    pub fn flows(&self, house: HouseId) -> &Flows {
        &self.state.flows[house]
    }

    pub fn row(&self, fleet: FleetId) -> &Fleet {
        &self.state.fleets[fleet]
    }

    /// The ships of a fleet: N, C each; empty if the fleet is gone.
    pub fn hulls(&self, fleet: FleetId) -> String {
        let ships = self
            .state
            .fleets
            .get(fleet)
            .map(|row| row.ships.clone())
            .unwrap_or_default();
        ships.iter().map(|&ship| letter(self.state.ships[ship].hull)).collect()
    }

    /// The garrison of a colony: N, C each.
    pub fn garrison_hulls(&self, colony: ColonyId) -> String {
        self.state.colonies[colony]
            .garrison
            .iter()
            .map(|&unit| letter(self.state.ground[unit].hull))
            .collect()
    }

    /// A scaled award.
    pub fn award(&self, base: f64) -> i64 {
        crate::num::trunc(base * crate::prestige::multiplier(&self.state))
    }
}

/// A colony of H2 with a shield of some level, 0 for none, and a spaceport.
pub fn world(field: &mut Field, pu: i64, iu: i64, shield: u8) -> ColonyId {
    let colony = field.colony(H2, HERE, pu, iu);
    field.state.new_facility(colony, FacilityKind::Spaceport, 0);
    if shield > 0 {
        field.state.new_ground(H2, GroundKind::PlanetaryShield, colony, shield);
    }
    colony
}

/// What became of orders that came to nothing.
pub fn fates(field: &Field) -> Vec<(Option<FleetId>, OrderFate, Reason)> {
    field
        .log
        .orders
        .iter()
        .map(|order| (order.fleet_id, order.fate, order.reason))
        .collect()
}

fn letter(hull: Hull) -> char {
    match hull {
        Hull::Nominal => 'N',
        Hull::Crippled => 'C',
    }
}
