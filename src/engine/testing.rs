//! Positions for tests.

pub mod binomial;
pub mod book;

use std::sync::Arc;

use crate::dice::{Key, Stream, Streams};
use crate::events::EventLog;
use crate::game::Game;
use crate::ids::*;
use crate::metrics;
use crate::orders::Orders;
use crate::random_player;
use crate::rules::Rules;
use crate::scenario::{self, Scenario};
use crate::setup;
use crate::state::row::Row;
use crate::state::rows::*;
use crate::state::starmap::StarMap;
use crate::state::{GAME, ShipPlace, State, check};
use crate::turn::Turn;
use crate::vocab::*;

/// A scenario that the program brings along, with the standard rules as it changes them.
pub fn load(name: &str) -> (Arc<Rules>, Arc<Scenario>) {
    let mut rules = Rules::standard();
    let text = scenario::builtin(name).unwrap_or_else(|| panic!("no scenario {name}"));
    let scenario = Scenario::load(name, text, &mut rules).unwrap_or_else(|faults| panic!("{faults:?}"));
    (Arc::new(rules), Arc::new(scenario))
}

/// A state of turn 1 with nothing but houses and systems: all technology at 1, tax at 50 %, treasuries empty, everybody
/// Neutral. The systems stand in a row, each joined to the next by a Major lane; all are Eden, Abundant.
pub fn bare(houses: u32, systems: u32) -> State {
    let (rules, scenario) = load("standard-4-player");
    let mut state = State::empty(rules, scenario, Key(1));
    state
        .game
        .insert(Row::take(GAME, &vec![Some(0); GameRow::columns().len()]).expect("zeros fit"));
    let game = state.game_mut();
    (game.turn, game.houses, game.next_battle) = (1, houses, 1);
    (game.victory, game.winner, game.leader) = (None, None, None);
    (game.first_battle, game.first_conquest) = (None, None);
    for id in (1..=systems).map(SystemId) {
        let row = System {
            id,
            q: id.0 as i32 - 1,
            r: 0,
            class: PlanetClass::Eden,
            raw: Raw::Abundant,
            homeworld_of: None,
            colony: None,
            fleets: Vec::new(),
        };
        state.systems.insert(row);
    }
    for id in (1..systems).map(LaneId) {
        let (a, b) = (SystemId(id.0), SystemId(id.0 + 1));
        state.lanes.insert(Lane {
            id,
            a,
            b,
            class: LaneClass::Major,
        });
    }
    state.starmap = Arc::new(StarMap::build(&state));
    state.fleet_records_of = vec![Vec::new(); houses as usize + 1];
    for id in (1..=houses).map(HouseId) {
        state.houses.insert(house(id, SystemId(id.0.min(systems))));
        state.flows.insert(metrics::fresh_flows(&state.houses[id]));
        for other in (1..=houses).map(HouseId).filter(|&other| other != id) {
            let stance = StanceRow {
                id: StanceId::of(id, other),
                house: id,
                other,
                stance: Stance::Neutral,
                changed: 0,
                cause: StanceCause::Start,
                locked: false,
            };
            state.stances.insert(stance);
        }
    }
    state
}

fn house(id: HouseId, homeworld: SystemId) -> House {
    House {
        tax: 50,
        prestige: 100,
        tech: TechLevels::all(1),
        ..setup::poor_house(id, homeworld, id.0 as u8)
    }
}

/// A state with one house and one colony of it, without anything else, in system 1.
pub fn colony(class: PlanetClass, raw: Raw, pu: i64, iu: i64) -> (State, ColonyId) {
    let mut state = bare(1, 1);
    (state.systems[SystemId(1)].class, state.systems[SystemId(1)].raw) = (class, raw);
    let colony = state.new_colony(HouseId(1), SystemId(1), pu, iu, 0);
    (state, colony)
}

/// The standard homeworld of a house in a system: population, industry, facilities and garrison, no fleets.
pub fn homeworld(state: &mut State, house: HouseId, system: SystemId) -> ColonyId {
    let colony = state.new_colony(house, system, 840, 420, 0);
    state.systems[system].homeworld_of = Some(house);
    for kind in [FacilityKind::Spaceport, FacilityKind::Shipyard, FacilityKind::Drydock] {
        state.new_facility(colony, kind, 0);
    }
    for (kind, count) in [
        (GroundKind::Army, 10),
        (GroundKind::Marine, 5),
        (GroundKind::GroundBattery, 5),
    ] {
        for _ in 0..count {
            state.new_ground(house, kind, colony, 0);
        }
    }
    colony
}

/// The four fleets of the standard start.
pub fn standard_fleets(state: &mut State, house: HouseId, system: SystemId) {
    for classes in [&[ShipClass::Etac, ShipClass::LightCruiser][..], &[ShipClass::Destroyer]] {
        fleet(state, house, system, classes);
        fleet(state, house, system, classes);
    }
}

/// A fleet of some classes of ships, Active, on Hold, with the house's WEP level; ETACs are full.
pub fn fleet(state: &mut State, owner: HouseId, system: SystemId, classes: &[ShipClass]) -> FleetId {
    let fleet = state.new_fleet(owner, system);
    for &class in classes {
        ship(state, owner, class, ShipPlace::Fleet(fleet));
    }
    fleet
}

/// A ship of the house's WEP level and its price; an ETAC is full.
pub fn ship(state: &mut State, owner: HouseId, class: ShipClass, place: ShipPlace) -> ShipId {
    let wep = state.tech(owner, TechField::Wep);
    let cost = crate::construction::ship_build_cost(&state.rules, class, wep);
    let ship = state.new_ship(owner, class, wep, cost, place);
    if class == ShipClass::Etac {
        state.ships[ship].colonists = state.rules.ships.class(class).carry_limit as u8;
    }
    ship
}

/// An army that is being raised at a colony, paid with its price.
pub fn army_project(state: &mut State, colony: ColonyId, price: i64, remaining: u8) -> ProjectId {
    state.new_project(|id| Project {
        id,
        colony,
        facility: None,
        ship: None,
        ground: Some(GroundKind::Army),
        facility_kind: None,
        paid: price,
        build_cost: price,
        remaining,
    })
}

/// A ship of a class in a drydock, with its repair.
pub fn docked(state: &mut State, drydock: FacilityId, class: ShipClass) -> ShipId {
    let colony = state.facilities[drydock].colony;
    let ship = ship(state, state.colonies[colony].owner, class, ShipPlace::Drydock(drydock));
    state.new_repair(|id| Repair {
        id,
        colony,
        drydock: Some(drydock),
        ship: Some(ship),
        facility: None,
        ground: None,
        priority: 1,
        remaining: 1,
        stalled: false,
    });
    ship
}

/// Runs steps of a turn on a state; returns what they return and what they wrote down.
pub fn play<R>(state: &mut State, act: impl FnOnce(&mut Turn) -> R) -> (R, EventLog) {
    let mut log = EventLog::default();
    let result = act(&mut Turn::new(state, &mut log));
    (result, log)
}

impl State {
    /// Raises both stances of a pair to at least `level`.
    pub fn raise_relation(&mut self, a: HouseId, b: HouseId, level: Stance) {
        self.raise_stances(a, b, level, StanceCause::Mission);
    }
}

/// Fails if the state breaks an invariant.
pub fn assert_sound(state: &State) {
    let broken = check::broken_invariants(state);
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The state of a new game of a scenario that the program brings along, before the first Conflict Phase.
pub fn start(name: &str, key: u64) -> State {
    let (rules, scenario) = load(name);
    crate::setup::create(rules, scenario, Key(key)).unwrap_or_else(|error| panic!("{error}"))
}

/// A new game of a scenario that the program brings along, at its first order window.
pub fn game(name: &str, key: u64) -> Game {
    let (rules, scenario) = load(name);
    Game::new(rules, scenario, Key(key)).unwrap_or_else(|error| panic!("{error}"))
}

/// Gives a fleet a command that acts where the fleet is. It came there in the last PRD1a.
pub fn arrived(state: &mut State, fleet: FleetId, command: CommandKind) {
    let row = &mut state.fleets[fleet];
    (row.command, row.target, row.mission) = (command, row.system, MissionState::Executing);
    (row.moved, row.terminal) = (true, false);
}

/// Starts new rows of flows: what a test has changed by hand since the last close is no business of the books.
pub fn balance_books(state: &mut State) {
    for house in state.house_ids() {
        state.flows[house] = metrics::fresh_flows(&state.houses[house]);
    }
}

/// Packets of random players for all houses, drawn from a key of their own.
pub fn random_packets(game: &Game, key: u64) -> Vec<Option<Orders>> {
    let streams = Streams::new(Key(key).derive("random players"));
    let houses = game.state().house_ids();
    houses
        .map(|house| {
            let mut dice = streams.open(game.turn(), Stream::Player(house));
            Some(random_player::orders(&game.view(house), &mut dice))
        })
        .collect()
}
