//! Detection of raiders: ambush and surprise (rulebook 11 §4). A cloak gives an advantage in battle and avoids none (K12).

use super::Law;
use crate::dice::Dice;
use crate::vocab::Detection;

/// What a side brings into detection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sensing {
    /// It has a living raider in the battle.
    pub raiders: bool,
    /// CLK level of the house.
    pub clk: u8,
    /// ELI level of the house.
    pub eli: u8,
    /// It owns the colony and has a sound starbase there.
    pub starbase: bool,
}

/// What a side rolled in detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The natural die.
    pub roll: i32,
    /// The die with the levels that count.
    pub score: i32,
}

/// How a battle begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The outcome.
    pub detection: Detection,
    /// The side that strikes first in round 1.
    pub first: Option<usize>,
    /// Its modifier in round 1.
    pub bonus: i32,
    /// What the sides rolled, if anybody had raiders.
    pub looks: Option<[Look; 2]>,
}

impl Sighting {
    /// Nobody is surprised.
    pub const INTERCEPT: Self = Self {
        detection: Detection::Intercept,
        first: None,
        bonus: 0,
        looks: None,
    };
}

/// Rolls detection; the lower house (side 0) draws first. Nobody rolls if nobody has raiders.
pub fn detect(sides: [Sensing; 2], dice: &mut Dice, law: &Law<'_>) -> Sighting {
    if !sides[0].raiders && !sides[1].raiders {
        return Sighting::INTERCEPT;
    }
    let rolls = [dice.d10(), dice.d10()].map(|roll| roll as i32);
    judge(sides, rolls, law)
}

/// The outcome of two natural rolls: the cloak of raiders against the eyes of the other side (rulebook 11 K9); the bonus
/// goes by the margin (K10).
pub fn judge(sides: [Sensing; 2], rolls: [i32; 2], law: &Law<'_>) -> Sighting {
    let score = |side: usize| {
        let (own, other) = (sides[side], sides[1 - side]);
        let cloak = if own.raiders { i32::from(own.clk) } else { 0 };
        // A side looks out only for raiders of the other.
        let starbase = if own.starbase {
            law.rules.combat.starbase.detection_bonus
        } else {
            0
        };
        let sight = if other.raiders {
            i32::from(own.eli) + starbase
        } else {
            0
        };
        rolls[side] + cloak + sight
    };
    let looks = [0, 1].map(|side: usize| Look {
        roll: rolls[side],
        score: score(side),
    });
    let margin = looks[0].score - looks[1].score;
    let (first, lead) = if margin > 0 { (0, margin) } else { (1, -margin) };
    if lead == 0 || !sides[first].raiders {
        return Sighting {
            looks: Some(looks),
            ..Sighting::INTERCEPT
        };
    }
    let modifiers = &law.rules.combat.cer.modifiers;
    let (detection, bonus) = match (lead >= law.rules.combat.detection.ambush_margin, first) {
        (true, 0) => (Detection::AmbushLow, modifiers.ambush_bonus),
        (true, _) => (Detection::AmbushHigh, modifiers.ambush_bonus),
        (false, 0) => (Detection::SurpriseLow, modifiers.surprise_bonus),
        (false, _) => (Detection::SurpriseHigh, modifiers.surprise_bonus),
    };
    Sighting {
        detection,
        first: Some(first),
        bonus,
        looks: Some(looks),
    }
}
