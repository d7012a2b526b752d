//! Ground combat of an invasion or a blitz (rulebook 11 §17.3, §18.4).

use super::Law;
use super::battle::{Report, Scratch, list};
use super::drm::Modifiers;
use super::salvo::Salvo;
use super::unit::{Condition, Unit};
use super::volley::{Guns, Witness};
use crate::dice::Dice;
use crate::vocab::UnitClass;

/// Whether a unit fights on the ground: armies and marines (rulebook 10 §3.3).
pub fn fights_on_ground(unit: &Unit) -> bool {
    matches!(unit.class, UnitClass::Army | UnitClass::Marine) && unit.is_alive()
}

/// Modifiers of the first round on the ground: landing under fire in a blitz, else against prepared defences
/// (rulebook 11 §6, §17.3, §18.4).
pub fn modifiers(blitz: bool, homeworld: bool, morale: [i32; 2], law: &Law<'_>) -> [Modifiers; 2] {
    let bonus = &law.rules.combat.cer.modifiers;
    let defender = Modifiers {
        theatre: if blitz {
            bonus.landing_under_fire
        } else {
            bonus.prepared_defenses
        },
        homeworld: if homeworld { bonus.homeworld_defense } else { 0 },
        morale: morale[1],
        ..Modifiers::default()
    };
    let attacker = Modifiers {
        morale: morale[0],
        ..Modifiers::default()
    };
    [attacker, defender]
}

/// The marines aboard a transport that was crippled on the way down are crippled with it (rulebook 11 §18.2, K37).
pub fn shake_marines(ships: &mut [Unit]) {
    for index in 0..ships.len() {
        let unit = ships[index];
        let carrier = unit.carrier.map(|carrier| ships[usize::from(carrier)]);
        let hit = carrier.is_some_and(|carrier| carrier.is_crippled() && !carrier.entered_crippled());
        if unit.class == UnitClass::Marine && unit.condition == Condition::Nominal && hit {
            ships[index].condition = Condition::Crippled;
        }
    }
}

/// Fights to the end, or until the rounds run out, when the garrison holds (rulebook 11 K38): landed marines against the
/// garrison, batteries aside (K36); criticals and overkill count (K32). `report` goes on from the
/// rounds it has, and `modifiers` are those of the first round of this combat.
pub fn fight(
    sides: [&mut [Unit]; 2],
    modifiers: [Modifiers; 2],
    report: &mut Report,
    dice: &mut Dice,
    law: &Law<'_>,
    witness: &mut dyn Witness,
) {
    let mut scratch = Scratch::default();
    let [attackers, defenders] = sides;
    let sides = [attackers, defenders];
    for round in 1..=law.rules.combat.combat.max_ground_rounds {
        if !sides.iter().all(|side| side.iter().any(fights_on_ground)) {
            return;
        }
        let guns = [0, 1].map(|side: usize| Guns::of(sides[side].iter().filter(|unit| fights_on_ground(unit))));
        report.rounds += 1;
        let modifiers = if round == 1 {
            modifiers
        } else {
            modifiers.map(Modifiers::after_first_round)
        };
        let ([low, high], [first, second]) = (guns, modifiers);
        let table = &law.rules.combat.cer.ground_combat_table;
        // A side without attack strength, which the standard rules do not know, rolls nothing.
        let salvos = [(low, first), (high, second)]
            .map(|(guns, drm)| (guns.total > 0).then(|| Salvo::roll(guns, drm, table, dice, law)));
        for (shooter, salvo) in salvos.iter().enumerate() {
            let Some(salvo) = salvo else { continue };
            let struck = &mut *sides[1 - shooter];
            list(&mut scratch.targets, struck, fights_on_ground);
            let left = salvo.land(struck, &mut scratch, law);
            report.note(shooter, salvo, left);
            witness.volley(0, &salvo.told(report.rounds, shooter, &scratch.effect, struck));
        }
    }
}
