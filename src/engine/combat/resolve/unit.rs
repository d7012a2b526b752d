//! Units as the resolver sees them.

use crate::num;
use crate::rules::Rules;
use crate::strength;
use crate::vocab::*;

/// How many classes of units there are.
pub const CLASSES: usize = UnitClass::COUNT;

/// The state of a unit within a battle (rulebook 10 §1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Undamaged.
    Nominal,
    /// Half strength.
    Crippled,
    /// Dead; the list keeps its place.
    Destroyed,
}

impl From<Hull> for Condition {
    fn from(hull: Hull) -> Self {
        match hull {
            Hull::Nominal => Condition::Nominal,
            Hull::Crippled => Condition::Crippled,
        }
    }
}

/// A ship, fighter, starbase, spaceport or ground unit. A list of units is in hit order (rulebook 11 §2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its class.
    pub class: UnitClass,
    /// Its state.
    pub condition: Condition,
    /// Its state when the battle or operation began.
    pub entered: Condition,
    /// Attack strength while Nominal and while Crippled.
    pub attack: [i32; 2],
    /// Defence strength while Nominal and while Crippled.
    pub defense: [i32; 2],
    /// Price, for the account of losses only.
    pub cost: i64,
    /// The fleet it belongs to, an index into the groups of its side; none for what is no fleet's.
    pub group: Option<u16>,
    /// The unit of the same list with which it dies: the carrier of a fighter, the transport of a marine division.
    pub carrier: Option<u16>,
    /// It left the battle, or stays behind out of play.
    pub gone: bool,
    /// It was crippled by the hits that are being applied (rulebook 11 §8).
    pub fresh: bool,
}

/// Strength left after some factors, rounded once, down, for each unit (rulebook 10 §7, 13 X3).
fn reduced(value: i32, factor: f64) -> i32 {
    if factor == 1.0 {
        value
    } else {
        num::floor(f64::from(value) * factor) as i32
    }
}

impl Unit {
    /// A sound unit with the strengths stamped on it; `share` is the share of its attack strength that the status of
    /// its fleet leaves (rulebook 11 §2.1).
    pub fn stamped(rules: &Rules, class: UnitClass, attack: i32, defense: i32, share: f64) -> Self {
        let damage = &rules.combat.damage;
        Self {
            class,
            condition: Condition::Nominal,
            entered: Condition::Nominal,
            attack: [
                reduced(attack, share),
                reduced(attack, damage.crippled_as_multiplier * share),
            ],
            defense: [defense, reduced(defense, damage.crippled_ds_multiplier)],
            cost: 0,
            group: None,
            carrier: None,
            gone: false,
            fresh: false,
        }
    }

    /// A sound unit fresh from the yard at a WEP level, with the figures and the price of the rules; classes that are
    /// no units have none.
    pub fn stock(rules: &Rules, class: UnitClass, wep: u8) -> Self {
        let facility = FacilityKind::ALL.iter().find(|kind| kind.unit() == class);
        let ground = GroundKind::ALL.iter().find(|kind| kind.unit() == class);
        let ((attack, defense), cost) = if let Some(ship) = class.ship() {
            (
                strength::stamped_ship(rules, ship, wep),
                rules.ships.class(ship).build_cost,
            )
        } else if let Some(&kind) = facility {
            (
                strength::stamped_facility(rules, kind, wep),
                rules.facilities.kind(kind).build_cost,
            )
        } else if let Some(&kind) = ground {
            let stats = rules.ground_units.kind(kind);
            ((stats.attack_strength, stats.defense_strength), stats.build_cost)
        } else {
            ((0, 0), 0)
        };
        Self {
            cost,
            ..Self::stamped(rules, class, attack, defense, 1.0)
        }
    }

    /// The same unit in another state at the start.
    pub fn entering(mut self, condition: Condition) -> Self {
        (self.condition, self.entered) = (condition, condition);
        self
    }

    /// The same unit in a fleet.
    pub fn in_group(mut self, group: u16) -> Self {
        self.group = Some(group);
        self
    }

    /// The same unit aboard another one of the list.
    pub fn aboard(mut self, carrier: u16) -> Self {
        self.carrier = Some(carrier);
        self
    }

    /// Attack strength now.
    pub fn current_attack(&self) -> i64 {
        self.attack
            .get(self.condition as usize)
            .map_or(0, |&value| i64::from(value))
    }

    /// Defence strength now.
    pub fn current_defense(&self) -> i64 {
        self.defense
            .get(self.condition as usize)
            .map_or(0, |&value| i64::from(value))
    }

    /// Hits that its next step costs (rulebook 10 §1.4.3): 1 without any DS (U10).
    pub fn price(&self) -> i64 {
        self.current_defense().max(1)
    }

    /// Whether it lives.
    pub fn is_alive(&self) -> bool {
        self.condition != Condition::Destroyed
    }

    /// Whether it is crippled.
    pub fn is_crippled(&self) -> bool {
        self.condition == Condition::Crippled
    }

    /// Whether it was crippled before.
    pub fn entered_crippled(&self) -> bool {
        self.entered == Condition::Crippled
    }

    /// Whether it lives and is still in the battle.
    pub fn is_present(&self) -> bool {
        self.is_alive() && !self.gone
    }

    /// Whether it counts as an escort of the auxiliaries in its fleet: every combat ship does (rulebook 10 §1.2).
    pub fn is_escort(&self) -> bool {
        self.class.ship().is_some_and(ShipClass::is_combat)
    }

    /// Whether a critical hit prefers it: lower first (rulebook 11 §8.3). Ground units share one rank.
    pub fn critical_rank(&self) -> u8 {
        let Some(ship) = self.class.ship() else {
            return if self.class == UnitClass::Starbase { 3 } else { 8 };
        };
        match ship.group() {
            ShipGroup::Special => 1,
            ShipGroup::Capital if ship.is_carrier() => 2,
            ShipGroup::Capital => 4,
            ShipGroup::Escort => 5,
            ShipGroup::Fighter => 6,
            ShipGroup::Auxiliary => 7,
        }
    }
}
