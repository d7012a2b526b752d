//! A side of a battle and its fleets (rulebook 11 §2.2, §10, §11, §12).

use super::detection::Sensing;
use super::unit::Unit;
use super::volley::Guns;
use super::{Condition, ceil_div};
use crate::ids::HouseId;
use crate::vocab::{RetreatReason, UnitClass};

/// Where a fleet stands when a battle is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stand {
    /// In play.
    #[default]
    Present,
    /// It left, to be placed in a refuge.
    Left,
    /// It would have left but has no refuge: out of play where it is.
    Stranded,
    /// It stays by rule although its side lost: out of play where it is.
    Held,
}

/// When and why a fleet's part in a battle ended before the battle took its last ship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Why.
    pub reason: RetreatReason,
    /// The last round it fought.
    pub round: u32,
    /// Its attack strength when it decided, before any pursuit.
    pub attack: i64,
    /// Attack strength of its enemies then.
    pub enemy: i64,
}

/// A fleet within a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Ratio of own to enemy strength below which it leaves, in percent; none: it always leaves.
    pub roe_percent: Option<i64>,
    /// It may retreat by its rules of engagement (rulebook 11 §10.1).
    pub may_retreat: bool,
    /// It goes when its side withdraws (rulebook 11 §12).
    pub may_withdraw: bool,
    /// It has a refuge while all its ships are sound, and with a crippled one.
    pub refuge: [bool; 2],
    /// Combat ships at the start.
    pub escorts: u16,
    /// ETACs and transports.
    pub auxiliaries: u16,
    /// One of them is crippled.
    pub crippled_auxiliary: bool,
    /// ETACs and transports lost, the first ones by id.
    pub auxiliaries_lost: u16,
    /// Where it stands.
    pub stand: Stand,
    /// How it came to stand anywhere but in play.
    pub departure: Option<Departure>,
    /// It leaves in the retreat step under way.
    pub leaving: bool,
}

impl Group {
    /// Auxiliaries lost by a fleet that goes with this many of its escorts: the same share as of the escorts, rounded up;
    /// a fleet of auxiliaries only loses none (rulebook 11 §11.1, rulebook 04 R21). Crippled escorts count as alive (K24).
    pub fn share_of_losses(&self, escorts_left: u16) -> u16 {
        let (all, lost) = (i64::from(self.auxiliaries), i64::from(self.escorts - escorts_left));
        if self.escorts == 0 {
            0
        } else {
            ceil_div(all * lost, i64::from(self.escorts)) as u16
        }
    }
}

/// All combatants of one house in one battle.
#[derive(Clone, Debug)]
pub struct Side {
    /// The house.
    pub house: HouseId,
    /// Its combatants in hit order.
    pub units: Vec<Unit>,
    /// Its fleets.
    pub groups: Vec<Group>,
    /// ELI level of the house.
    pub eli: u8,
    /// CLK level of the house.
    pub clk: u8,
    /// Morale modifier of the house.
    pub morale: i32,
    /// It owns the colony of the system.
    pub owner: bool,
    /// It defends its original homeworld.
    pub homeworld: bool,
}

/// What a side has at one moment.
pub(super) struct Survey {
    pub guns: Guns,
    /// The lowest price of a step; very high if nothing is there.
    pub cheapest: i64,
}

impl Side {
    /// A side without anything special about it.
    pub fn new(house: HouseId, units: Vec<Unit>, groups: Vec<Group>) -> Self {
        Self {
            house,
            units,
            groups,
            eli: 0,
            clk: 0,
            morale: 0,
            owner: false,
            homeworld: false,
        }
    }

    /// Units that live and are in the battle.
    pub fn present(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.is_present())
    }

    /// Attack strength of what is present.
    pub fn attack(&self) -> i64 {
        self.present().map(Unit::current_attack).sum()
    }

    /// Whether a sound unit of a class is present.
    pub fn has_sound(&self, class: UnitClass) -> bool {
        self.present()
            .any(|unit| unit.class == class && unit.condition == Condition::Nominal)
    }

    pub(super) fn survey(&self) -> Survey {
        let mut survey = Survey {
            guns: Guns::of(std::iter::empty()),
            cheapest: i64::MAX,
        };
        for unit in self.present() {
            survey.guns.add(unit);
            survey.cheapest = survey.cheapest.min(unit.price());
        }
        survey
    }

    pub(super) fn sensing(&self, sensors: bool) -> Sensing {
        let raiders = self.present().any(|unit| unit.class == UnitClass::Raider);
        Sensing {
            raiders,
            clk: self.clk,
            eli: self.eli,
            starbase: self.owner && sensors,
        }
    }

    /// Attack strength of a fleet.
    fn group_attack(&self, group: usize) -> i64 {
        let own = self.present().filter(|unit| unit.group == Some(group as u16));
        own.map(Unit::current_attack).sum()
    }

    /// Living combat ships of a fleet.
    fn escorts_left(&self, group: usize) -> u16 {
        let own = self.units.iter().filter(|unit| unit.group == Some(group as u16));
        own.filter(|unit| unit.is_alive() && unit.is_escort()).count() as u16
    }

    /// Whether anything of a fleet is left.
    fn is_afloat(&self, group: usize) -> bool {
        let row = &self.groups[group];
        row.auxiliaries > row.auxiliaries_lost
            || self
                .units
                .iter()
                .any(|unit| unit.group == Some(group as u16) && unit.is_alive())
    }

    /// Whether a fleet could go somewhere as it is now.
    pub(super) fn has_refuge(&self, group: usize) -> bool {
        let row = &self.groups[group];
        let own = self.units.iter().filter(|unit| unit.group == Some(group as u16));
        let crippled = row.crippled_auxiliary || own.into_iter().any(Unit::is_crippled);
        row.refuge[usize::from(crippled)]
    }

    fn set_gone(&mut self, group: usize) {
        for unit in self.units.iter_mut().filter(|unit| unit.group == Some(group as u16)) {
            unit.gone = true;
        }
    }

    /// A fleet is out of the battle, with a share of its auxiliaries as large as that of the escorts it lost (§11.1).
    pub(super) fn leave(&mut self, group: usize) {
        let left = self.escorts_left(group);
        let row = &mut self.groups[group];
        row.stand = Stand::Left;
        row.leaving = false;
        row.auxiliaries_lost = row.share_of_losses(left);
        self.set_gone(group);
    }

    /// Fleets whose last combat ship is dead lose their auxiliaries (§11.2).
    pub(super) fn lose_unescorted(&mut self) {
        for group in 0..self.groups.len() {
            let row = &self.groups[group];
            let guarded = row.escorts > 0 && row.stand == Stand::Present && row.auxiliaries > row.auxiliaries_lost;
            if guarded && self.escorts_left(group) == 0 {
                self.groups[group].auxiliaries_lost = self.groups[group].auxiliaries;
            }
        }
    }

    /// Fleets of auxiliaries only, which sheltered behind combatants that are no more, are lost (§11.3); with a mutual
    /// withdrawal they leave (rulebook 00 W47).
    pub(super) fn lose_sheltered(&mut self) {
        for row in self
            .groups
            .iter_mut()
            .filter(|row| row.escorts == 0 && row.stand == Stand::Present)
        {
            row.auxiliaries_lost = row.auxiliaries;
        }
    }

    /// All fleets able to move leave without pursuit; if the side lost, what stays by rule is out of play (§12, §13).
    /// `parting` tells why, with the round and the attack strength of the other side.
    pub(super) fn withdraw(&mut self, lost: bool, parting: Departure) {
        for group in 0..self.groups.len() {
            if self.groups[group].stand != Stand::Present || !self.is_afloat(group) {
                continue;
            }
            let attack = self.group_attack(group);
            let moves = self.groups[group].may_withdraw;
            self.groups[group].departure = (moves || lost).then_some(Departure { attack, ..parting });
            if !self.groups[group].may_withdraw {
                if lost {
                    self.groups[group].stand = Stand::Held;
                    self.set_gone(group);
                }
            } else if self.has_refuge(group) {
                self.leave(group);
            } else {
                self.groups[group].stand = Stand::Stranded;
                self.set_gone(group);
            }
        }
        if lost {
            for unit in self.units.iter_mut().filter(|unit| unit.group.is_none()) {
                unit.gone = true;
            }
        }
    }
}
