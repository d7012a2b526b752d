//! Tests of the resolver: worked examples, rulings, properties, odds.

mod battles;
mod chronicle;
mod detection;
mod endings;
mod hits;
mod odds;
mod oracle;
mod planets;
mod properties;
mod record;
mod rulings;

use std::sync::LazyLock;

use super::volley::{Volley, Witness};
use super::*;
use crate::dice::Dice;
use crate::ids::HouseId;
use crate::testing::book;
use crate::vocab::*;

pub static RULES: LazyLock<Rules> = LazyLock::new(Rules::standard);

pub fn law() -> Law<'static> {
    Law::new(&RULES)
}

/// Classes by the codes of rulebook 13.
const CODES: [(&str, UnitClass); 18] = [
    ("CT", UnitClass::Corvette),
    ("DD", UnitClass::Destroyer),
    ("CL", UnitClass::LightCruiser),
    ("CA", UnitClass::Cruiser),
    ("BC", UnitClass::Battlecruiser),
    ("BB", UnitClass::Battleship),
    ("DN", UnitClass::Dreadnought),
    ("RR", UnitClass::Raider),
    ("CV", UnitClass::Carrier),
    ("CX", UnitClass::SuperCarrier),
    ("FT", UnitClass::Fighter),
    ("PB", UnitClass::PlanetBreaker),
    ("TT", UnitClass::TroopTransport),
    ("SB", UnitClass::Starbase),
    ("SP", UnitClass::Spaceport),
    ("GB", UnitClass::GroundBattery),
    ("AA", UnitClass::Army),
    ("MD", UnitClass::Marine),
];

/// The code of a class.
pub fn code(class: UnitClass) -> &'static str {
    let row = CODES.iter().find(|(_, other)| *other == class);
    row.map_or_else(|| panic!("{class} has no code"), |(code, _)| code)
}

/// A unit of WEP I by the code of its class.
pub fn unit(code: &str) -> Unit {
    let row = CODES.iter().find(|(other, _)| *other == code);
    let (_, class) = row.unwrap_or_else(|| panic!("no class {code}"));
    Unit::stock(&RULES, *class, 1)
}

/// Units by the codes of their classes.
pub fn units(codes: &str) -> Vec<Unit> {
    codes.split_whitespace().map(unit).collect()
}

/// A fleet of some units with rules of engagement that may retreat and has a refuge.
pub fn fleet(side: &mut Side, codes: &str, roe: u8) {
    let group = side.groups.len() as u16;
    let fleet = units(codes);
    side.groups.push(Group {
        roe_percent: RULES.combat.roe_percent(roe),
        may_retreat: true,
        may_withdraw: true,
        refuge: [true; 2],
        escorts: fleet.iter().filter(|unit| unit.is_escort()).count() as u16,
        ..Group::default()
    });
    // Fighters belong to the first carrier of their fleet.
    let first = side.units.len();
    let carrier = fleet
        .iter()
        .position(|unit| unit.critical_rank() == 2)
        .map(|index| (first + index) as u16);
    side.units.extend(fleet.into_iter().map(|unit| {
        let carrier = carrier.filter(|_| unit.class == UnitClass::Fighter);
        Unit {
            carrier,
            ..unit.in_group(group)
        }
    }));
}

/// A side with some fleets.
pub fn side(house: u32, fleets: &[(&str, u8)]) -> Side {
    let mut side = Side::new(HouseId(house), Vec::new(), Vec::new());
    for &(codes, roe) in fleets {
        fleet(&mut side, codes, roe);
    }
    side
}

/// A volley as it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub battle: usize,
    pub round: u32,
    pub pursuit: bool,
    pub shooter: usize,
    pub guns: i64,
    pub drm: i32,
    pub roll: Option<u32>,
    pub critical: bool,
    pub overkill: bool,
    pub hits: i64,
    pub lost: i64,
}

/// Keeps all volleys.
#[derive(Debug, Default)]
pub struct Diary(pub Vec<Seen>);

impl Witness for Diary {
    fn volley(&mut self, battle: usize, volley: &Volley<'_>) {
        self.0.push(Seen {
            battle,
            round: volley.round,
            pursuit: volley.pursuit,
            shooter: volley.shooter,
            guns: volley.guns.total,
            drm: volley.drm(),
            roll: volley.roll,
            critical: volley.critical,
            overkill: volley.effect.overkill,
            hits: volley.hits,
            lost: volley.expired(),
        });
    }
}

impl Diary {
    /// Volleys as (guns, drm, hits, lost).
    pub fn short(&self) -> Vec<(i64, i32, i64, i64)> {
        self.0
            .iter()
            .map(|seen| (seen.guns, seen.drm, seen.hits, seen.lost))
            .collect()
    }
}

/// Fights one battle to its end.
pub fn duel(sides: [Side; 2], faces: &[u32]) -> (Battle, Diary) {
    battle_at(sides, false, RULES.combat.combat.max_combat_rounds, faces)
}

/// Fights one battle for a number of rounds only.
pub fn duel_for(rounds: u32, sides: [Side; 2], faces: &[u32]) -> (Battle, Diary) {
    battle_at(sides, false, rounds, faces)
}

/// Fights one battle of so many rounds, with or without a starbase that lends its sensors.
pub fn battle_at(sides: [Side; 2], remote_sensors: bool, rounds: u32, faces: &[u32]) -> (Battle, Diary) {
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = rounds;
    let mut diary = Diary::default();
    let battles = vec![Battle::new(sides, Dice::scripted(faces))];
    let mut engagement = Engagement {
        battles,
        remote_sensors,
        law: Law::new(&rules),
    };
    engagement.resolve(&mut diary);
    (engagement.battles.remove(0), diary)
}

/// The states of some units: N, C or D each.
pub fn states(units: &[Unit]) -> String {
    let letter = |unit: &Unit| match unit.condition {
        Condition::Nominal => 'N',
        Condition::Crippled => 'C',
        Condition::Destroyed => 'D',
    };
    units.iter().map(letter).collect()
}
