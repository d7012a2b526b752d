//! An arena: plays games between personas and keeps what the tests ask about.

use std::sync::Arc;

use ec4x_ai::{Persona, PersonaKind, plan};
use ec4x_engine::dice::{Key, Stream, Streams};
use ec4x_engine::events::{DiplomacyKind, EconomyKind, EventLog, OrderFate};
use ec4x_engine::game::{Game, Outcome};
use ec4x_engine::metrics;
use ec4x_engine::orders::{Build, Orders, Product};
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::{self, Scenario};
use ec4x_engine::vocab::*;

/// Rules and scenario of a series of games.
#[derive(Clone)]
pub struct Arena {
    rules: Arc<Rules>,
    scenario: Arc<Scenario>,
}

/// What one seat did in one game.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// Who played it.
    pub kind: Option<PersonaKind>,
    /// Prestige at the end.
    pub prestige: i64,
    /// Colonies at the end.
    pub colonies: usize,
    /// Out of play at the end.
    pub out: bool,
    /// Out by Defensive Collapse.
    pub collapsed: bool,
    /// Acts of diplomacy, by code of [`DiplomacyKind`].
    pub diplomacy: [u64; DiplomacyKind::COUNT],
    /// Sum of the tax rates over the turns.
    pub tax: u64,
    /// Turns in play.
    pub turns: u64,
    /// Turns with a treasury above two incomes.
    pub idle: u64,
    /// Longest row of such turns.
    pub idle_row: u64,
    /// Orders given, each listed thing one.
    pub orders: u64,
    /// Orders refused.
    pub rejected: u64,
    /// Colonies taken from others.
    pub conquests: u64,
    /// Colonies founded.
    pub founded: u64,
    /// Other houses that it was at war with at the end.
    pub wars: usize,
    /// PP spent on ships, ground units, facilities, industry.
    pub spent: [i64; 4],
    /// Actions of espionage by kind: tried, and not detected.
    pub spies: [[u64; 2]; EspionageAction::COUNT],
    /// Actions of others that were not detected.
    pub suffered: u64,
    /// PP spent on points for espionage.
    pub points: i64,
    /// Prestige by own and foreign espionage, over-investment included.
    pub intrigue: [i64; 2],
    /// Missions of scouts begun: at colonies, in systems, in starbases; turns with a report; scouts lost.
    pub missions: [u64; 3],
    /// See `missions`.
    pub reports: u64,
    /// See `missions`.
    pub scouts_lost: u64,
    /// Fleets that stood in foreign or empty space without an order for four turns or more.
    pub stuck: u64,
    /// Levels of technology bought, by field.
    pub levels: [u64; TechField::COUNT],
    /// Transfers of colonists sent.
    pub transfers: u64,
    /// Planets raised by a class.
    pub terraformed: u64,
    /// Ships, facilities, units, industry repaired.
    pub repairs: u64,
    idle_now: u64,
}

/// One game.
#[derive(Clone, Debug)]
pub struct Match {
    /// How it ended.
    pub outcome: Outcome,
    /// Its seats, house 1 first.
    pub seats: Vec<Seat>,
    /// Ship classes that were engaged in battles, by code.
    pub fought: [bool; ShipClass::COUNT],
    /// Ship classes that somebody owned, by code.
    pub built: [bool; ShipClass::COUNT],
    /// Whether a starbase was engaged in a battle.
    pub starbases_fought: bool,
    /// Orders refused: sort, command or item, reason, how often.
    pub refusals: Vec<(String, u64)>,
}

impl Match {
    /// Colonies that changed hands.
    pub fn conquests(&self) -> u64 {
        self.seats.iter().map(|seat| seat.conquests).sum()
    }
}

impl Arena {
    /// A scenario that the engine brings along.
    pub fn builtin(name: &str) -> Self {
        let mut rules = Rules::standard();
        let text = scenario::builtin(name).expect("the scenario exists");
        let scenario = Scenario::load(name, text, &mut rules).expect("the scenario is sound");
        Self {
            rules: Arc::new(rules),
            scenario: Arc::new(scenario),
        }
    }

    /// The same scenario for more houses on a larger map.
    pub fn crowded(mut self, houses: u32, rings: u32) -> Self {
        let scenario = Arc::make_mut(&mut self.scenario);
        scenario.game_parameters.player_count = houses;
        scenario.map_generation.num_rings = rings;
        self
    }

    /// A new game.
    pub fn game(&self, key: Key) -> Game {
        Game::new(self.rules.clone(), self.scenario.clone(), key).expect("the game can be set up")
    }

    /// Plays a game between these personas, house 1 first.
    pub fn play(&self, key: Key, personas: &[Persona]) -> Match {
        let mut game = self.game(key);
        let mut log = Observer::new(personas);
        while game.outcome().is_none() {
            log.before(&game);
            let packets = packets(&game, key, personas);
            log.orders(&packets);
            game.resolve(&packets);
            log.after(&game);
        }
        log.finish(game)
    }
}

/// What all houses in play order in this turn.
pub fn packets(game: &Game, key: Key, personas: &[Persona]) -> Vec<Option<Orders>> {
    let dice = Streams::new(key.derive("players"));
    game.state()
        .house_ids()
        .zip(personas)
        .map(|(house, persona)| {
            let in_play = matches!(
                game.state().houses[house].status,
                HouseStatus::Active | HouseStatus::Autopilot
            );
            let mut dice = dice.open(game.turn(), Stream::Player(house));
            in_play.then(|| plan(&game.view(house), persona, &mut dice))
        })
        .collect()
}

/// The four personas, turned by `shift` seats.
pub fn rotation(shift: usize) -> [Persona; 4] {
    std::array::from_fn(|seat| Persona::of(PersonaKind::ALL[(seat + shift) % 4]))
}

struct Observer {
    seats: Vec<Seat>,
    fought: [bool; ShipClass::COUNT],
    built: [bool; ShipClass::COUNT],
    starbases_fought: bool,
    refusals: std::collections::BTreeMap<String, u64>,
    idle_fleets: std::collections::BTreeMap<u32, (u32, u32)>,
}

impl Observer {
    fn new(personas: &[Persona]) -> Self {
        let seat = |persona: &Persona| Seat {
            kind: Some(persona.kind),
            ..Seat::default()
        };
        let seats = personas.iter().map(seat).collect();
        Self {
            seats,
            fought: [false; ShipClass::COUNT],
            built: [false; ShipClass::COUNT],
            starbases_fought: false,
            refusals: std::collections::BTreeMap::new(),
            idle_fleets: std::collections::BTreeMap::new(),
        }
    }

    fn before(&mut self, game: &Game) {
        let state = game.state();
        for ship in state.ships.iter() {
            self.built[usize::from(ship.class.code())] = true;
        }
        for house in state.houses.iter().filter(|house| state.in_play(house.id)) {
            let seat = &mut self.seats[house.id.index() - 1];
            seat.turns += 1;
            seat.tax += u64::from(house.tax);
        }
    }

    fn orders(&mut self, packets: &[Option<Orders>]) {
        for (seat, orders) in self.seats.iter_mut().zip(packets) {
            let Some(orders) = orders else { continue };
            let units = |build: &Build| {
                if matches!(build.product, Product::Industry | Product::IndustryBudget) {
                    1
                } else {
                    u64::from(build.quantity)
                }
            };
            let builds: u64 = orders.builds.iter().map(units).sum();
            seat.orders += orders.fleets.len() as u64 + orders.zero_turn.len() as u64 + orders.colonies.len() as u64;
            seat.orders += orders.espionage.actions.len() as u64;
            seat.orders += builds + orders.repairs.len() as u64 + u64::from(orders.tax.is_some());
        }
    }

    fn after(&mut self, game: &Game) {
        let state = game.state();
        for house in state.houses.iter().filter(|house| state.in_play(house.id)) {
            let seat = &mut self.seats[house.id.index() - 1];
            if house.treasury > 3 * house.nhv.max(100) && state.turn() > 3 {
                seat.idle += 1;
                seat.idle_now += 1;
                seat.idle_row = seat.idle_row.max(seat.idle_now);
            } else {
                seat.idle_now = 0;
            }
        }
        for fleet in state.fleets.iter() {
            let home = state.controller(fleet.system) == Some(fleet.owner);
            let scout = fleet
                .ships
                .iter()
                .all(|&ship| state.ships[ship].class == ShipClass::Scout);
            let lost = fleet.command == CommandKind::Hold && !home && !scout && state.in_play(fleet.owner);
            let (place, turns) = self.idle_fleets.entry(fleet.id.0).or_default();
            *turns = if lost && *place == fleet.system.0 {
                *turns + 1
            } else {
                0
            };
            *place = fleet.system.0;
            if *turns == 3 {
                self.seats[fleet.owner.index() - 1].stuck += 1;
            }
        }
    }

    fn read_log(&mut self, log: &EventLog) {
        let economy = &log.economy;
        for row in 0..economy.turn.len() {
            let seat = &mut self.seats[economy.house[row].index() - 1];
            match economy.kind[row] {
                EconomyKind::ColonyConquered => seat.conquests += 1,
                EconomyKind::ColonyFounded => seat.founded += 1,
                EconomyKind::TransferSent => seat.transfers += 1,
                EconomyKind::Terraformed => seat.terraformed += 1,
                EconomyKind::Repair | EconomyKind::IndustryRepaired => seat.repairs += 1,
                EconomyKind::Level => {
                    let field = TechField::ALL
                        .iter()
                        .position(|&field| economy.item[row] == Some(field.into()));
                    seat.levels[field.expect("a level is of a field")] += 1;
                }
                EconomyKind::Purchase => {
                    let code = economy.item[row].map_or(u8::MAX, |item| item.code());
                    let slot = match code {
                        0..=16 => 0,
                        17..=20 => 2,
                        _ => 1,
                    };
                    seat.spent[slot] += economy.pp[row].abs();
                }
                EconomyKind::PointsBought => {
                    seat.points += economy.pp[row].abs();
                    seat.intrigue[0] += economy.prestige[row];
                }
                EconomyKind::IndustryBought => seat.spent[3] += economy.pp[row].abs(),
                _ => {}
            }
        }
        for event in log.scouts.iter() {
            let seat = &mut self.seats[event.house.index() - 1];
            let kinds = [
                CommandKind::ScoutColony,
                CommandKind::ScoutSystem,
                CommandKind::HackStarbase,
            ];
            let kind = kinds.iter().position(|&kind| kind == event.mission);
            seat.missions[kind.expect("a mission is of a kind")] += u64::from(event.started);
            seat.reports += u64::from(event.reported);
            seat.scouts_lost += u64::from(event.detected) * u64::from(event.scouts);
        }
        for event in log.diplomacy.iter() {
            self.seats[event.house.index() - 1].diplomacy[usize::from(event.kind.code())] += 1;
        }
        for event in log.espionage.iter() {
            let seat = &mut self.seats[event.attacker.index() - 1];
            let [tried, succeeded] = &mut seat.spies[usize::from(event.action.code())];
            *tried += 1;
            *succeeded += u64::from(event.success);
            seat.intrigue[0] += i64::from(event.prestige_attacker);
            if let Some(target) = event.target {
                let seat = &mut self.seats[target.index() - 1];
                seat.suffered += u64::from(event.success);
                seat.intrigue[1] += i64::from(event.prestige_target);
            }
        }
        for &class in &log.outcomes.ship_class {
            self.starbases_fought |= class == UnitClass::Starbase;
            if let Some(class) = class.ship() {
                self.fought[usize::from(class.code())] = true;
            }
        }
        let orders = &log.orders;
        for row in 0..orders.turn.len() {
            let what = orders.command[row].map_or(orders.sort[row].name(), |command| command.name());
            let text = format!("{} {what}: {}", orders.fate[row].name(), orders.reason[row].name());
            *self.refusals.entry(text).or_default() += 1;
            if orders.fate[row] == OrderFate::Rejected {
                self.seats[orders.house[row].index() - 1].rejected += 1;
            }
        }
    }

    /// The books of every house and turn must balance; then the log is read.
    fn finish(mut self, game: Game) -> Match {
        for turn in 1..=game.turn() {
            assert_eq!(metrics::audit(game.log(), turn), []);
        }
        self.read_log(game.log());
        let state = game.state();
        for house in state.houses.iter() {
            let seat = &mut self.seats[house.id.index() - 1];
            seat.prestige = house.prestige;
            seat.colonies = house.colonies.len();
            seat.out = !state.in_play(house.id);
            seat.collapsed = house.status == HouseStatus::Collapsed;
            let others = state.house_ids().filter(|&other| other != house.id);
            seat.wars = others
                .filter(|&other| state.relation(house.id, other) == Stance::Enemy)
                .count();
        }
        Match {
            outcome: game.outcome().expect("the game is over"),
            seats: self.seats,
            fought: self.fought,
            built: self.built,
            starbases_fought: self.starbases_fought,
            refusals: self.refusals.into_iter().collect(),
        }
    }
}
