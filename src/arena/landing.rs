//! One repetition of an invasion or a blitz (rulebook 11 §16 to §19).

use ec4x_engine::combat::resolve::{Bombardment, Condition, Report, Shield, Unit, Unseen, ground};
use ec4x_engine::dice::{Dice, Stream, Streams};
use ec4x_engine::ids::{ColonyId, HouseId};
use ec4x_engine::num;
use ec4x_engine::vocab::UnitClass;

use super::duel::{Duel, End, Losses, Outcome, is_battery};

const HERE: ColonyId = ColonyId(1);
const ATTACKER: HouseId = HouseId(1);

/// What is left of both sides while the operation goes on.
struct Siege {
    ships: Vec<Unit>,
    marines: Vec<Unit>,
    planet: Vec<Unit>,
    shield: Option<Unit>,
    iu: i64,
    pu: i64,
    rounds: u32,
}

impl Duel<'_> {
    fn siege(&self) -> Siege {
        let [attacker, colony] = &self.forces;
        // On the ground nobody is aboard anything.
        let ashore = |marine: &Unit| Unit {
            carrier: None,
            ..*marine
        };
        Siege {
            ships: attacker.units.clone(),
            marines: attacker.marines.iter().map(ashore).collect(),
            planet: colony.planet.clone(),
            shield: colony.shield,
            iu: self.terms.iu,
            pu: self.terms.pu,
            rounds: 0,
        }
    }

    fn morale(&self) -> [i32; 2] {
        [self.houses[0].morale, self.houses[1].morale]
    }

    /// The warships bombard for some turns; in the last of them the transports, a fleet of their own, land.
    pub(super) fn invade(&self, repetition: u64) -> Outcome {
        let streams = self.streams(repetition);
        let mut siege = self.siege();
        let needed = siege.planet.iter().any(is_battery) && self.forces[0].attack() > 0;
        let turns = self.terms.bombard.unwrap_or(u32::from(needed));
        for turn in 1..=turns {
            if let Some(end) = self.bombard(&mut siege, &streams, turn, turn == turns) {
                return self.settle(&siege, end, Report::default());
            }
        }
        if siege.planet.iter().any(is_battery) {
            return self.settle(&siege, End::Batteries, Report::default());
        }
        // The landing destroys shield and spaceport at once, whatever comes of it (§17.2).
        let port = |unit: &&mut Unit| unit.class == UnitClass::Spaceport;
        for unit in siege.planet.iter_mut().filter(port).chain(&mut siege.shield) {
            unit.condition = Condition::Destroyed;
        }
        let mut marines = std::mem::take(&mut siege.marines);
        let dice = streams.open(turns.max(1), Stream::Assault(HERE, ATTACKER));
        let (end, report) = self.land(&mut marines, &mut siege, dice, Report::default());
        siege.marines = marines;
        self.settle(&siege, end, report)
    }

    /// One turn of bombardment (§16), if there are guns left; says whether that ends everything.
    fn bombard(&self, siege: &mut Siege, streams: &Streams, turn: u32, last: bool) -> Option<End> {
        if siege.ships.iter().all(|ship| ship.current_attack() == 0) {
            return None;
        }
        let mut dice = streams.open(turn, Stream::Bombard(HERE, ATTACKER));
        let mut bombardment = self.bombardment(siege);
        bombardment.run(&mut dice, &self.law, &mut Unseen);
        let (report, iu, pu) = (bombardment.report, bombardment.iu, bombardment.pu);
        (siege.iu, siege.pu) = (iu, pu);
        siege.rounds += report.rounds;
        if last {
            return None;
        }
        let guns: i64 = siege
            .planet
            .iter()
            .filter(|unit| is_battery(unit))
            .map(Unit::current_attack)
            .sum();
        let attack: i64 = siege.ships.iter().map(Unit::current_attack).sum();
        let roe = self.law.rules.combat.roe_percent(self.houses[0].roe);
        if guns > 0 && roe.is_none_or(|percent| 100 * attack < percent * guns) {
            return Some(End::DrivenOff);
        }
        (self.terms.pu > 0 && siege.pu == 0).then_some(End::Depopulated)
    }

    fn bombardment<'s>(&self, siege: &'s mut Siege) -> Bombardment<'s> {
        let blocked = self.law.rules.tech.hits_blocked(self.houses[1].sld);
        Bombardment {
            ships: &mut siege.ships,
            planet: &mut siege.planet,
            shield: siege.shield.map_or(Shield::NONE, |_| Shield::blocking(blocked)),
            iu: siege.iu,
            pu: siege.pu,
            morale: self.morale(),
            report: Report::default(),
            shielded: 0,
        }
    }

    /// A round of bombardment under fire, then whoever still can lands (§18).
    pub(super) fn blitz(&self, repetition: u64) -> Outcome {
        let mut dice = self.streams(repetition).open(1, Stream::Assault(HERE, ATTACKER));
        let mut siege = self.siege();
        let mut bombardment = self.bombardment(&mut siege);
        bombardment.round(false, &mut dice, &self.law, &mut Unseen);
        let report = bombardment.report;
        ground::shake_marines(&mut siege.ships);
        let mut ships = std::mem::take(&mut siege.ships);
        let (end, report) = self.land(&mut ships, &mut siege, dice, report);
        siege.ships = ships;
        self.settle(&siege, end, report)
    }

    /// Ground combat and its outcome: marines that do not take the colony are lost (§17.3, §17.4).
    fn land(&self, landed: &mut [Unit], siege: &mut Siege, mut dice: Dice, mut report: Report) -> (End, Report) {
        let stands = |units: &[Unit]| units.iter().any(ground::fights_on_ground);
        let blitz = self.terms.theatre == super::Theatre::Blitz;
        if !stands(landed) {
            return (End::ShotDown, report);
        }
        let modifiers = ground::modifiers(blitz, self.terms.homeworld, self.morale(), &self.law);
        let sides = [&mut *landed, &mut siege.planet[..]];
        ground::fight(sides, modifiers, &mut report, &mut dice, &self.law, &mut Unseen);
        if stands(landed) && !stands(&siege.planet) {
            let rules = &self.law.rules.combat.invasion;
            let loss = if blitz {
                rules.iu_loss_on_blitz
            } else {
                rules.iu_loss_on_conquest
            };
            siege.iu -= num::floor(siege.iu as f64 * loss);
            return (End::Captured, report);
        }
        for unit in landed.iter_mut().filter(|unit| unit.class == UnitClass::Marine) {
            unit.condition = Condition::Destroyed;
        }
        (End::Repelled, report)
    }

    fn settle(&self, siege: &Siege, end: End, report: Report) -> Outcome {
        let mut losses = [Losses::NONE; 2];
        siege
            .ships
            .iter()
            .chain(&siege.marines)
            .for_each(|unit| losses[0].note(unit));
        siege
            .planet
            .iter()
            .chain(&siege.shield)
            .for_each(|unit| losses[1].note(unit));
        Outcome {
            winner: match end {
                End::Captured => Some(0),
                End::Depopulated => None,
                _ => Some(1),
            },
            end,
            rounds: siege.rounds + report.rounds,
            losses,
            ruined: [self.terms.iu - siege.iu, self.terms.pu - siege.pu],
            first_strike: None,
        }
    }
}
