//! Battles that are linked by common houses, in lock-step (rulebook 11 §3.1, §3.4, K26).

use super::Law;
use super::battle::{Battle, Scratch, Stage};
use super::retreat::{self, Census};
use super::volley::Witness;
use crate::vocab::UnitClass;

/// All linked battles of one theatre in one system, ascending by pair.
#[derive(Debug)]
pub struct Engagement<'a> {
    /// The battles.
    pub battles: Vec<Battle>,
    /// The colony's owner has a sound starbase that lends its sensors without fighting (space).
    pub remote_sensors: bool,
    /// The rules.
    pub law: Law<'a>,
}

impl Engagement<'_> {
    /// Fights all battles to their ends. Afterwards each has an [`ending`](Battle::ending).
    pub fn resolve(&mut self, witness: &mut dyn Witness) {
        let sensors = self.sensors();
        let law = self.law;
        for battle in &mut self.battles {
            battle.begin(sensors, &law);
        }
        let course = &law.rules.combat.combat;
        let mut stage = Stage {
            law: &law,
            round: 0,
            battle: 0,
            scratch: Scratch::default(),
            witness,
        };
        let mut census = Census::default();
        while !self.is_over() && stage.round < course.max_combat_rounds {
            stage.round += 1;
            let sensors = self.sensors();
            for (index, battle) in self
                .battles
                .iter_mut()
                .enumerate()
                .filter(|(_, battle)| battle.ending.is_none())
            {
                stage.battle = index;
                battle.round(sensors, &mut stage);
            }
            if stage.round >= course.retreat_after_round && !self.is_over() {
                retreat::step(&mut self.battles, &mut census, &mut stage);
            }
        }
        for battle in self.battles.iter_mut().filter(|battle| battle.ending.is_none()) {
            battle.cap();
        }
    }

    fn is_over(&self) -> bool {
        self.battles.iter().all(|battle| battle.ending.is_some())
    }

    /// Whether the colony's owner has a sound starbase: one that lends sensors, or one that fights in any of the
    /// battles. A crippled one sees nothing (rulebook 11 K11).
    fn sensors(&self) -> bool {
        let mut sides = self.battles.iter().flat_map(|battle| &battle.sides);
        self.remote_sensors || sides.any(|side| side.owner && side.has_sound(UnitClass::Starbase))
    }
}
