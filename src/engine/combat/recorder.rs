//! What is told about volleys: the rows of `volleys` and `combat_events`.

use std::cmp::Reverse;

use super::record::{Scene, narrow};
use super::resolve::unit::CLASSES;
use super::resolve::{Volley, Witness};
use crate::events::{CombatEvent, CombatEvents, EventLog, VolleyEvent, Volleys};
use crate::vocab::*;

/// Shares of hits, of units crippled and of units destroyed are told in this many parts. Finer parts would cost more
/// bytes on disk than their digits are worth.
const PARTS: [i64; 3] = [8, 16, 32];

/// Writes the volleys of an engagement; battles without a scene are not told about.
#[derive(Debug)]
pub struct Recorder<'a> {
    /// Where to: classes against classes.
    pub combat: &'a mut CombatEvents,
    /// Where to: whole volleys.
    pub volleys: &'a mut Volleys,
    /// The battles, by their index in the engagement.
    pub scenes: &'a [Option<Scene>],
}

impl<'a> Recorder<'a> {
    /// Writes to the log of a game.
    pub fn new(log: &'a mut EventLog, scenes: &'a [Option<Scene>]) -> Self {
        Self {
            combat: &mut log.combat,
            volleys: &mut log.volleys,
            scenes,
        }
    }
}

/// The row of a volley.
fn volley_row(scene: &Scene, volley: &Volley<'_>) -> VolleyEvent {
    let modifiers = &volley.modifiers;
    VolleyEvent {
        turn: scene.turn,
        battle_id: scene.id,
        system_id: scene.system,
        phase: scene.theatre,
        round_number: narrow(volley.round),
        pursuit: volley.pursuit,
        attacker_house: scene.houses[volley.shooter],
        defender_house: scene.houses[1 - volley.shooter],
        attacker_as: volley.guns.total as i32,
        roll: volley.roll.map(|roll| roll as u8),
        drm: modifiers.total(),
        drm_first_strike: modifiers.first_strike,
        drm_fighters: modifiers.fighters,
        drm_starbase: modifiers.starbase,
        drm_morale: modifiers.morale,
        drm_eli: modifiers.eli,
        drm_homeworld: modifiers.homeworld,
        drm_theatre: modifiers.theatre,
        drm_desperation: modifiers.desperation,
        hits: volley.hits as i32,
        hits_expired: volley.expired() as i32,
        critical: volley.critical,
        overkill: volley.effect.overkill,
    }
}

/// The classes that shot, with their attack strengths.
struct Shooters {
    classes: [UnitClass; CLASSES],
    attack: [i64; CLASSES],
    count: usize,
    total: i64,
}

impl Shooters {
    fn of(volley: &Volley<'_>) -> Self {
        let total = volley.guns.total;
        let mut shooters = Self {
            classes: [UnitClass::Corvette; CLASSES],
            attack: [0; CLASSES],
            count: 0,
            total,
        };
        for &class in UnitClass::ALL.iter().filter(|&&class| volley.guns.class(class) > 0) {
            shooters.classes[shooters.count] = class;
            shooters.attack[shooters.count] = volley.guns.class(class);
            shooters.count += 1;
        }
        shooters
    }

    /// Splits an amount in proportion to attack strength by largest remainder, of equal ones the lower class first: the
    /// parts add up to the amount exactly.
    fn split(&self, amount: i64) -> [i64; CLASSES] {
        let mut parts = [0; CLASSES];
        if amount == 0 || self.total == 0 {
            return parts;
        }
        let mut remainders = [0; CLASSES];
        let mut left = amount;
        for index in 0..self.count {
            let product = amount * self.attack[index];
            (parts[index], remainders[index]) = (product / self.total, product % self.total);
            left -= parts[index];
        }
        for _ in 0..left {
            let Some(largest) = (0..self.count).max_by_key(|&index| (remainders[index], Reverse(index))) else {
                break;
            };
            parts[largest] += 1;
            remainders[largest] = -1;
        }
        parts
    }
}

impl Witness for Recorder<'_> {
    fn volley(&mut self, battle: usize, volley: &Volley<'_>) {
        let Some(scene) = self.scenes[battle] else { return };
        self.volleys.push(volley_row(&scene, volley));
        let (shooter, target) = (volley.shooter, 1 - volley.shooter);
        let effect = volley.effect;
        let shooters = Shooters::of(volley);
        for defender in effect.touched() {
            let code = usize::from(defender.code());
            let hits = shooters.split(PARTS[0] * effect.spent[code]);
            let crippled = shooters.split(PARTS[1] * effect.crippled[code]);
            let destroyed = shooters.split(PARTS[2] * effect.destroyed[code]);
            let cost = shooters.split(effect.cost[code]);
            for index in 0..shooters.count {
                if (hits[index], crippled[index], destroyed[index], cost[index]) == (0, 0, 0, 0) {
                    continue;
                }
                self.combat.push(CombatEvent {
                    turn: scene.turn,
                    battle_id: scene.id,
                    system_id: scene.system,
                    phase: scene.theatre,
                    round_number: narrow(volley.round),
                    pursuit: volley.pursuit,
                    attacker_house: scene.houses[shooter],
                    attacker_ship_class: shooters.classes[index],
                    defender_house: scene.houses[target],
                    defender_ship_class: defender,
                    damage_dealt: hits[index] as f32 / PARTS[0] as f32,
                    ship_crippled: crippled[index] as f32 / PARTS[1] as f32,
                    ship_destroyed: destroyed[index] as f32 / PARTS[2] as f32,
                    pp_destroyed: cost[index] as i32,
                    attacker_as: shooters.attack[index] as i32,
                    roll: volley.roll.map(|roll| roll as u8),
                    drm: volley.drm(),
                    critical: volley.critical,
                    overkill: effect.overkill,
                    attacker_wep: scene.wep[shooter],
                    defender_wep: scene.wep[target],
                    terrain_type: scene.terrain,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shooters(attack: &[i64]) -> Shooters {
        let mut all = [0; CLASSES];
        all[..attack.len()].copy_from_slice(attack);
        let total = attack.iter().sum();
        Shooters {
            classes: [UnitClass::Corvette; CLASSES],
            attack: all,
            count: attack.len(),
            total,
        }
    }

    #[test]
    fn equal_remainders_go_to_the_lower_class() {
        assert_eq!(shooters(&[1, 1, 1]).split(1024)[..3], [342, 341, 341]);
        assert_eq!(shooters(&[40, 24]).split(3)[..2], [2, 1]);
    }

    proptest! {
        #[test]
        fn parts_add_up(amount in 0i64..5_000_000, attack in prop::collection::vec(1i64..5000, 1..CLASSES)) {
            let shooters = shooters(&attack);
            let parts = shooters.split(amount);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            for (part, attack) in parts.iter().zip(attack) {
                let (exact, told) = (amount * attack, part * shooters.total);
                prop_assert!((told - exact).abs() < shooters.total, "{} of {} for {}", part, amount, attack);
            }
        }
    }
}
