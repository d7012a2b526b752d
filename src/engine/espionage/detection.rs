//! Whether the target notices an action (rulebook 23 §4).

use super::actions::Hand;
use super::effects::in_force;
use super::table::Row;
use crate::ids::HouseId;
use crate::rules::espionage::Detection;
use crate::turn::Turn;
use crate::vocab::{EffectKind, TechField};

/// Faces of the die of detection.
pub const FACES: u32 = 20;

/// What became of the attempt to detect an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// The target's CIC level.
    pub cic: u8,
    /// Its CIP before the roll.
    pub cip: i64,
    /// The roll, if there was one.
    pub roll: Option<Roll>,
    /// The target noticed.
    pub detected: bool,
}

/// A roll of detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roll {
    /// Natural face.
    pub face: u32,
    /// Added to it.
    pub modifier: i32,
    /// What the sum must exceed.
    pub threshold: i32,
}

/// The modifier and the threshold with so much counter-intelligence; none if there is no roll.
fn figures(rules: &Detection, cic: u8, cip: i64) -> Option<(i32, i32)> {
    let threshold = rules.thresholds.at(cic)?;
    (cip > 0).then(|| (rules.modifiers.at(cip), threshold))
}

/// A natural 1 never detects; otherwise the sum must be strictly greater (23 S1, S2).
pub fn detects(face: u32, modifier: i32, threshold: i32) -> bool {
    face != 1 && face as i32 + modifier > threshold
}

/// How many of the twenty faces detect an action against a house of this CIC level that holds so many points.
pub fn detecting_faces(rules: &Detection, cic: u8, cip: i64) -> u32 {
    figures(rules, cic, cip).map_or(0, |(modifier, threshold)| {
        (1..=FACES).filter(|&face| detects(face, modifier, threshold)).count() as u32
    })
}

/// Tests whether the target notices. The points held before the roll count, and some of them are used up by it, whatever
/// it shows, all of them if there are fewer (W85); without a level or without points nothing is noticed (23 S3, S4).
pub(super) fn check(turn: &mut Turn, row: &Row, target: HouseId, hand: &mut Hand) -> Check {
    let house = &turn.state.houses[target];
    let (cic, cip) = (house.tech[TechField::Cic], house.cip);
    let mut check = Check {
        cic,
        cip,
        ..Check::default()
    };
    if row.intelligence && in_force(turn.state, target, EffectKind::IntelBlocked) {
        check.detected = true;
        return check;
    }
    let rules = &turn.state.rules.espionage.detection;
    if let Some((modifier, threshold)) = figures(rules, cic, cip) {
        let used = rules.cip_consumed_per_roll.min(cip);
        let face = hand.dice(turn.state).d20();
        turn.state.houses[target].cip -= used;
        turn.flows(target).cip_spent += used;
        check.detected = detects(face, modifier, threshold);
        check.roll = Some(Roll {
            face,
            modifier,
            threshold,
        });
    }
    check
}
