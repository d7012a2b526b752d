//! Bombardment of a planet, and the bombardment round of a blitz (rulebook 11 §16, §18.2).

use super::battle::{Report, Scratch, list};
use super::drm::Modifiers;
use super::hits::{self, Blow, Effect};
use super::salvo::Salvo;
use super::unit::Unit;
use super::volley::{Guns, Witness};
use super::{Condition, Law, ceil_div};
use crate::dice::Dice;
use crate::population;
use crate::vocab::{ShipClass, UnitClass};

/// A planetary shield, as far as bombardment is concerned: it is no target and never wears down (rulebook 11 K31).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shield {
    /// Blocked share of ordinary hits, in 1/10000.
    pub blocked: i64,
}

impl Shield {
    /// Nothing is blocked.
    pub const NONE: Self = Self { blocked: 0 };
    const WHOLE: i64 = 10_000;

    /// A shield that blocks a share of the hits.
    pub fn blocking(share: f64) -> Self {
        Self {
            blocked: libm::round(share * Self::WHOLE as f64) as i64,
        }
    }
}

/// A bombardment under way.
#[derive(Debug)]
pub struct Bombardment<'a> {
    /// The ships that bombard, in hit order; those that carry no guns are targets only.
    pub ships: &'a mut [Unit],
    /// Batteries, spaceport, armies and marines of the colony.
    pub planet: &'a mut [Unit],
    /// The shield.
    pub shield: Shield,
    /// Industrial units in working order.
    pub iu: i64,
    /// Population units.
    pub pu: i64,
    /// Morale of the attacker and of the colony's owner, for the first round.
    pub morale: [i32; 2],
    /// What is told about the operation.
    pub report: Report,
    /// Hits that the shield blocked.
    pub shielded: i64,
}

fn is_battery(unit: &Unit) -> bool {
    unit.class == UnitClass::GroundBattery && unit.is_alive()
}

/// A crippled Planet-Breaker is a ship like others (rulebook 10 U20).
fn is_sound_breaker(unit: &Unit) -> bool {
    unit.class == UnitClass::PlanetBreaker && unit.condition == Condition::Nominal
}

impl Bombardment<'_> {
    /// CON1d, order 07: rounds until the batteries are silent and the rest has cascaded, until no ship lives, or until
    /// the rounds run out (§16.2); without batteries there is one round (K35). Nobody leaves in between (K21).
    pub fn run(&mut self, dice: &mut Dice, law: &Law<'_>, witness: &mut dyn Witness) {
        for _ in 0..law.rules.combat.bombardment.max_rounds {
            self.round(true, dice, law, witness);
            if !self.planet.iter().any(is_battery) || !self.ships.iter().any(|ship| ship.is_alive() && is_warship(ship))
            {
                return;
            }
        }
    }

    /// One round: the attacker draws, then the batteries; both fire from the state at its start. With `cascades`, hits
    /// that no battery takes any more go on to the colony; else they are lost, as in a blitz.
    pub fn round(&mut self, cascades: bool, dice: &mut Dice, law: &Law<'_>, witness: &mut dyn Witness) {
        self.report.rounds += 1;
        let modifiers = [0, 1].map(|side| self.modifiers(side, law));
        if self.report.rounds == 1 {
            self.report.modifiers = modifiers;
        }
        let attack = self.attack_salvo(modifiers[0], dice, law);
        let answer = self.battery_salvo(modifiers[1], dice, law);
        let mut scratch = Scratch::default();
        if let Some(salvo) = attack {
            list(&mut scratch.targets, self.planet, is_battery);
            let left = salvo.land(self.planet, &mut scratch, law);
            if cascades && !self.planet.iter().any(is_battery) {
                self.cascade(left, law, &mut scratch);
            }
            self.tell(0, &salvo, &scratch.effect, witness);
        }
        if let Some(salvo) = answer {
            list(&mut scratch.targets, self.ships, |unit| {
                unit.is_alive() && unit.class != UnitClass::Marine
            });
            salvo.land(self.ships, &mut scratch, law);
            self.tell(1, &salvo, &scratch.effect, witness);
        }
    }

    /// Planet-Breakers and morale are all that counts here (§16.2).
    fn modifiers(&self, side: usize, law: &Law<'_>) -> Modifiers {
        let breaker = side == 0 && self.ships.iter().any(is_sound_breaker);
        Modifiers {
            theatre: if breaker {
                law.rules.combat.cer.modifiers.planet_breaker
            } else {
                0
            },
            morale: if self.report.rounds == 1 { self.morale[side] } else { 0 },
            ..Modifiers::default()
        }
    }

    /// The ships' hits: those of sound Planet-Breakers pass the shield (K31); each kind is rounded once.
    fn attack_salvo(&mut self, modifiers: Modifiers, dice: &mut Dice, law: &Law<'_>) -> Option<Salvo> {
        let guns = Guns::of(
            self.ships
                .iter()
                .filter(|ship| ship.is_alive() && ship.class != UnitClass::Marine),
        );
        if guns.total == 0 {
            return None;
        }
        let roll = dice.d10();
        let table = &law.rules.combat.cer.bombardment_table;
        let quarters = i64::from(table.quarters(roll as i32 + modifiers.total()));
        let breakers: i64 = self
            .ships
            .iter()
            .filter(|ship| is_sound_breaker(ship))
            .map(Unit::current_attack)
            .sum();
        let regular = (guns.total - breakers) * quarters;
        let passed = ceil_div(regular * (Shield::WHOLE - self.shield.blocked), 4 * Shield::WHOLE);
        self.shielded += ceil_div(regular, 4) - passed;
        let hits = ceil_div(breakers * quarters, 4) + passed;
        Some(Salvo {
            guns,
            roll: Some(roll),
            modifiers,
            hits,
            critical: law.is_critical(roll),
        })
    }

    fn battery_salvo(&mut self, modifiers: Modifiers, dice: &mut Dice, law: &Law<'_>) -> Option<Salvo> {
        let guns = Guns::of(self.planet.iter().filter(|unit| is_battery(unit)));
        let table = &law.rules.combat.cer.bombardment_table;
        (guns.total > 0).then(|| Salvo::roll(guns, modifiers, table, dice, law))
    }

    /// Where hits go when no battery is left: spaceport, garrison, then industry and population (§16.3). Criticals and
    /// overkill, which count against batteries and ships, have no place here (K32).
    fn cascade(&mut self, hits: i64, law: &Law<'_>, scratch: &mut Scratch) {
        let Scratch { effect, targets } = scratch;
        let plain = |hits: i64| Blow {
            hits,
            critical: false,
            may_overkill: false,
        };
        // Phase 1: at most one step, paid in full; hits that cannot pay it flow on (K33).
        let mut left = hits;
        if let Some(port) = self
            .planet
            .iter()
            .position(|unit| unit.class == UnitClass::Spaceport && unit.is_alive())
        {
            let price = self.planet[port].price();
            if left >= price {
                hits::apply(self.planet, &[port as u16], plain(price), law, effect);
                left -= price;
            }
        }
        // Phase 2.
        list(targets, self.planet, super::ground::fights_on_ground);
        left = hits::apply(self.planet, targets, plain(left), law, effect);
        // Phase 3: industrial units and people (K34); hits on people count as spent to the last (rulebook 00 W51).
        let rules = &law.rules.combat.bombardment;
        let (on_industry, on_people) = (left / 2, left - left / 2);
        let ruined = (on_industry * rules.iu_per_hit).min(self.iu);
        if ruined > 0 {
            effect.note(UnitClass::Industry, ceil_div(ruined, rules.iu_per_hit), ruined);
            self.iu -= ruined;
        }
        let killed = population::loss(law.rules, self.pu, on_people * rules.ptu_per_hit);
        if killed > 0 {
            effect.note(UnitClass::Population, on_people, killed);
            self.pu -= killed;
        }
    }

    fn tell(&mut self, shooter: usize, salvo: &Salvo, effect: &Effect, witness: &mut dyn Witness) {
        self.report.note(shooter, salvo, salvo.hits - effect.total_spent());
        let struck = if shooter == 0 { &self.planet } else { &self.ships };
        witness.volley(0, &salvo.told(self.report.rounds, shooter, effect, struck));
    }
}

/// Whether a ship bombards: combat ships and fighters do.
fn is_warship(unit: &Unit) -> bool {
    unit.class
        .ship()
        .is_some_and(|class| class.is_combat() || class == ShipClass::Fighter)
}
