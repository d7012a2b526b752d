//! One battle of two sides, in space or in orbit (rulebook 11 §5, §11, §12, §13).

use super::detection::{self, Look, Sighting};
use super::drm::{Modifiers, fighter_superiority};
use super::hits::Effect;
use super::salvo::Salvo;
use super::side::{Departure, Group, Side, Survey};
use super::unit::Unit;
use super::volley::{Guns, Witness};
use super::{Law, ceil_div};
use crate::dice::Dice;
use crate::vocab::{Detection, RetreatReason, UnitClass};

/// How a battle ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// This side is the last one present, or owns the colony when both were annihilated.
    Won(usize),
    /// This side was the stronger one when the rounds ran out.
    Capped(usize),
    /// Both sides were annihilated.
    Annihilated,
    /// Both sides left: a stalemate, a simultaneous departure, or no winner when the rounds ran out.
    Withdrawal,
}

/// What is told about a battle besides the fates of its units.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// Rounds fought.
    pub rounds: u32,
    /// Desperation rounds among them.
    pub desperation_rounds: u32,
    /// Why fleets left that did not choose to; or would have, had the battle ended so.
    pub parting: RetreatReason,
    /// How it began.
    pub detection: Detection,
    /// What the sides rolled in detection, if anybody had raiders.
    pub looks: Option<[Look; 2]>,
    /// Which sides had raiders for whom detection was rolled.
    pub raiders: [bool; 2],
    /// Modifiers of the first round.
    pub modifiers: [Modifiers; 2],
    /// Attack strengths at the start.
    pub attack: [i64; 2],
    /// Hits dealt by each side.
    pub hits: [i64; 2],
    /// Hits among them that found nothing to do.
    pub expired: [i64; 2],
    /// Critical hits of each side.
    pub criticals: [u32; 2],
}

impl Report {
    /// Whether it was broken off because neither side could hurt the other even in desperation (§12).
    pub fn is_stalemate(&self) -> bool {
        self.parting == RetreatReason::Stalemate
    }

    /// Counts a volley that has landed.
    pub(super) fn note(&mut self, shooter: usize, salvo: &Salvo, expired: i64) {
        self.hits[shooter] += salvo.hits;
        self.expired[shooter] += expired;
        self.criticals[shooter] += u32::from(salvo.critical);
    }
}

impl Default for Report {
    fn default() -> Self {
        Self {
            rounds: 0,
            desperation_rounds: 0,
            parting: RetreatReason::Roe,
            detection: Detection::Intercept,
            looks: None,
            raiders: [false; 2],
            modifiers: [Modifiers::default(); 2],
            attack: [0; 2],
            hits: [0; 2],
            expired: [0; 2],
            criticals: [0; 2],
        }
    }
}

/// A battle of two sides, the lower house first.
#[derive(Debug)]
pub struct Battle {
    /// The sides.
    pub sides: [Side; 2],
    /// What is told about it.
    pub report: Report,
    /// How it ended.
    pub ending: Option<Ending>,
    dice: Dice,
    sighting: Sighting,
    /// The round before was a desperation round.
    desperate: bool,
}

/// Lists that are used again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub effect: Effect,
    pub targets: Vec<u16>,
}

/// What the steps of a battle work with: the law, the place in time, and who looks.
pub(super) struct Stage<'s> {
    pub law: &'s Law<'s>,
    /// The round under way.
    pub round: u32,
    /// The battle under way, an index into its engagement.
    pub battle: usize,
    pub scratch: Scratch,
    pub witness: &'s mut dyn Witness,
}

impl Battle {
    /// A battle that is about to begin. The lower house comes first; `dice` is the stream of this battle, or a script that
    /// the battle must use up exactly (rulebook 13 X4).
    pub fn new(sides: [Side; 2], dice: Dice) -> Self {
        Self {
            sides,
            report: Report::default(),
            ending: None,
            dice,
            sighting: Sighting::INTERCEPT,
            desperate: false,
        }
    }

    /// The side that won, if one did (§13).
    pub fn winner(&self) -> Option<usize> {
        match self.ending? {
            Ending::Won(side) | Ending::Capped(side) => Some(side),
            Ending::Annihilated | Ending::Withdrawal => None,
        }
    }

    /// Detection; or the end at once if a side has nobody to fight (§3.3, §4).
    pub(super) fn begin(&mut self, sensors: bool, law: &Law<'_>) {
        self.report.attack = [self.sides[0].attack(), self.sides[1].attack()];
        let empty = [0, 1].map(|side: usize| self.sides[side].present().next().is_none());
        match empty {
            [true, true] => self.ending = Some(Ending::Annihilated),
            [false, false] => {
                let sensing = [self.sides[0].sensing(sensors), self.sides[1].sensing(sensors)];
                self.sighting = detection::detect(sensing, &mut self.dice, law);
                self.report.raiders = sensing.map(|side| side.raiders);
                self.report.detection = self.sighting.detection;
                self.report.looks = self.sighting.looks;
            }
            [low, _] => {
                let winner = usize::from(low);
                self.ending = Some(Ending::Won(winner));
                if self.report.attack[winner] > 0 {
                    self.sides[1 - winner].lose_sheltered();
                }
            }
        }
    }

    /// One round (§5), without its retreat step. `sensors`: the colony's owner has a sound starbase. A stalemate ends the
    /// battle only if it still is one after a round in desperation (rulebook 11 K25); the last one present wins (K28).
    pub(super) fn round(&mut self, sensors: bool, stage: &mut Stage<'_>) {
        let (law, round) = (stage.law, stage.round);
        let surveys = [self.sides[0].survey(), self.sides[1].survey()];
        let helpless = |side: usize| {
            let most = ceil_div(surveys[side].guns.total * law.peak_quarters, 4);
            most < surveys[1 - side].cheapest
        };
        let stale = helpless(0) && helpless(1);
        if stale && self.desperate {
            self.report.parting = RetreatReason::Stalemate;
            return self.finish(Ending::Withdrawal);
        }
        self.desperate = stale;
        self.report.rounds = round;
        self.report.desperation_rounds += u32::from(stale);
        let modifiers = [0, 1].map(|side| self.modifiers(side, round, sensors, &surveys, law));
        if round == 1 {
            self.report.modifiers = modifiers;
        }
        let [low, high] = surveys.map(|survey| survey.guns);
        match self.sighting.first.filter(|_| round == 1) {
            Some(first) => {
                let guns = if first == 0 { low } else { high };
                let shot = self.shoot(guns, modifiers[first], law);
                self.land(first, shot, stage);
                // The struck side answers with what is left of it, on the modifiers of the start of the round.
                let answer = self.sides[1 - first].survey().guns;
                let shot = self.shoot(answer, modifiers[1 - first], law);
                self.land(1 - first, shot, stage);
            }
            None => {
                let shots = [self.shoot(low, modifiers[0], law), self.shoot(high, modifiers[1], law)];
                for (side, shot) in shots.into_iter().enumerate() {
                    self.land(side, shot, stage);
                }
            }
        }
        match [0, 1].map(|side: usize| self.sides[side].present().next().is_some()) {
            [true, true] => {}
            [true, false] => self.finish(Ending::Won(0)),
            [false, true] => self.finish(Ending::Won(1)),
            [false, false] => self.finish(match self.owner() {
                Some(owner) => Ending::Won(owner),
                None => Ending::Annihilated,
            }),
        }
    }

    /// The side that owns the colony.
    fn owner(&self) -> Option<usize> {
        (0..2).find(|&side| self.sides[side].owner)
    }

    /// The modifiers of a side from the state at the start of a round (§6).
    fn modifiers(&self, side: usize, round: u32, sensors: bool, surveys: &[Survey; 2], law: &Law<'_>) -> Modifiers {
        let (own, other) = (&self.sides[side], &self.sides[1 - side]);
        let rules = &law.rules.combat;
        let bonus = &rules.cer.modifiers;
        let when = |condition: bool, value: i32| if condition { value } else { 0 };
        let fighters = [side, 1 - side].map(|side| surveys[side].guns.class(UnitClass::Fighter));
        Modifiers {
            first_strike: when(round == 1 && self.sighting.first == Some(side), self.sighting.bonus),
            starbase: when(own.owner && sensors, rules.starbase.die_modifier),
            eli: when(own.eli > other.eli, bonus.eli_advantage),
            homeworld: when(own.homeworld, bonus.homeworld_defense),
            morale: when(round == 1, own.morale),
            fighters: fighter_superiority(fighters[0], fighters[1], &bonus.fighter_superiority),
            theatre: 0,
            desperation: when(self.desperate, rules.combat.desperation_drm),
        }
    }

    /// Rolls a volley; a side without attack strength rolls nothing.
    fn shoot(&mut self, guns: Guns, modifiers: Modifiers, law: &Law<'_>) -> Option<Salvo> {
        let table = &law.rules.combat.cer.space_combat_table;
        (guns.total > 0).then(|| Salvo::roll(guns, modifiers, table, &mut self.dice, law))
    }

    /// Applies a volley of `shooter` to all that the other side has here.
    fn land(&mut self, shooter: usize, shot: Option<Salvo>, stage: &mut Stage<'_>) {
        if let Some(salvo) = shot {
            self.strike(shooter, &salvo, |unit, _| unit.is_present(), stage);
            self.sides[1 - shooter].lose_unescorted();
        }
    }

    /// Applies a volley of `shooter` to those of the other side that it may hit.
    pub(super) fn strike(
        &mut self,
        shooter: usize,
        salvo: &Salvo,
        may_hit: impl Fn(&Unit, &[Group]) -> bool,
        stage: &mut Stage<'_>,
    ) {
        let Side { units, groups, .. } = &mut self.sides[1 - shooter];
        list(&mut stage.scratch.targets, units, |unit| may_hit(unit, groups));
        let left = salvo.land(units, &mut stage.scratch, stage.law);
        self.report.note(shooter, salvo, left);
        let told = salvo.told(stage.round, shooter, &stage.scratch.effect, units);
        stage.witness.volley(stage.battle, &told);
    }

    /// The rounds ran out: the stronger side wins, at a tie the owner of the colony (§13, K28); without a winner both
    /// withdraw (K46).
    pub(super) fn cap(&mut self) {
        self.report.parting = RetreatReason::RoundCap;
        let [low, high] = [self.sides[0].attack(), self.sides[1].attack()];
        let winner = match low.cmp(&high) {
            std::cmp::Ordering::Greater => Some(0),
            std::cmp::Ordering::Less => Some(1),
            std::cmp::Ordering::Equal => self.owner(),
        };
        self.finish(winner.map_or(Ending::Withdrawal, Ending::Capped));
    }

    /// Ends the battle, with what that means for those who are left.
    pub(super) fn finish(&mut self, ending: Ending) {
        self.ending = Some(ending);
        match ending {
            Ending::Won(side) => self.sides[1 - side].lose_sheltered(),
            Ending::Capped(side) => {
                let parting = self.parting(1 - side);
                self.sides[1 - side].withdraw(true, parting);
            }
            Ending::Annihilated => self.sides.iter_mut().for_each(Side::lose_sheltered),
            Ending::Withdrawal => {
                let partings = [self.parting(0), self.parting(1)];
                for (side, parting) in self.sides.iter_mut().zip(partings) {
                    side.withdraw(false, parting);
                }
            }
        }
    }

    /// How the fleets of a side leave if the battle ends now without their annihilation.
    fn parting(&self, side: usize) -> Departure {
        Departure {
            reason: self.report.parting,
            round: self.report.rounds,
            attack: 0,
            enemy: self.sides[1 - side].attack(),
        }
    }
}

/// Lists the indices of the units that satisfy a condition, in hit order.
pub(super) fn list(targets: &mut Vec<u16>, units: &[Unit], wanted: impl Fn(&Unit) -> bool) {
    targets.clear();
    targets.extend(
        units
            .iter()
            .enumerate()
            .filter(|(_, unit)| wanted(unit))
            .map(|(index, _)| index as u16),
    );
}
