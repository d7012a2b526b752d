//! Volleys, and who wants to see them.

use super::drm::Modifiers;
use super::hits::Effect;
use super::unit::{CLASSES, Unit};
use crate::vocab::*;

/// What a side shoots with.
#[derive(Clone, Debug)]
pub struct Guns {
    /// Attack strength by class.
    pub by_class: [i64; CLASSES],
    /// All attack strength.
    pub total: i64,
}

impl Guns {
    /// The guns of some units.
    pub fn of<'a>(units: impl Iterator<Item = &'a Unit>) -> Self {
        let mut guns = Self {
            by_class: [0; CLASSES],
            total: 0,
        };
        for unit in units {
            guns.add(unit);
        }
        guns
    }

    pub(super) fn add(&mut self, unit: &Unit) {
        let attack = unit.current_attack();
        self.by_class[usize::from(unit.class.code())] += attack;
        self.total += attack;
    }

    /// Attack strength of a class.
    pub fn class(&self, class: UnitClass) -> i64 {
        self.by_class[usize::from(class.code())]
    }
}

/// One volley and its effect.
#[derive(Clone, Copy, Debug)]
pub struct Volley<'a> {
    /// The round, from 1; for a pursuit the round that it followed.
    pub round: u32,
    /// At fleets that leave.
    pub pursuit: bool,
    /// The side that shot: 0 or 1. In planetary operations 0 is the attacker.
    pub shooter: usize,
    /// What it shot with.
    pub guns: &'a Guns,
    /// The natural roll; none in pursuit.
    pub roll: Option<u32>,
    /// The modifiers of the roll by their sources; none in pursuit.
    pub modifiers: Modifiers,
    /// It was a critical hit.
    pub critical: bool,
    /// Hits dealt.
    pub hits: i64,
    /// What they did.
    pub effect: &'a Effect,
    /// The side that was struck, as the volley left it; the planet with all that is on it in planetary operations.
    pub struck: &'a [Unit],
}

impl Volley<'_> {
    /// Sum of the modifiers.
    pub fn drm(&self) -> i32 {
        self.modifiers.total()
    }

    /// Hits that found nothing to do and are gone (rulebook 11 §8.2).
    pub fn expired(&self) -> i64 {
        self.hits - self.effect.total_spent()
    }
}

/// A fleet asks itself whether to leave (rulebook 11 §10.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// The round after whose hits it does.
    pub round: u32,
    /// Its side: 0 or 1.
    pub side: usize,
    /// The fleet, an index into the groups of its side.
    pub group: usize,
    /// Its own attack strength.
    pub attack: i64,
    /// That of all enemies of its house in the engagement.
    pub enemy: i64,
    /// Its orders, its status or its homeworld forbid it to leave.
    pub bound: bool,
    /// It leaves.
    pub leaves: bool,
}

/// Sees every volley as it has landed.
pub trait Witness {
    /// A volley of a battle, by its index in the engagement.
    fn volley(&mut self, battle: usize, volley: &Volley<'_>);

    /// A fleet weighs itself against its enemies; most do not care.
    fn weighing(&mut self, _battle: usize, _weighing: &Weighing) {}
}

/// Nobody looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Witness for Unseen {
    fn volley(&mut self, _battle: usize, _volley: &Volley<'_>) {}
}
