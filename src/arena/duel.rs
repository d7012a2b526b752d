//! One repetition of a duel.

use ec4x_engine::combat::resolve::unit::CLASSES;
use ec4x_engine::combat::resolve::{Battle, Condition, Ending, Engagement, Group, Law, Side, Unit, Unseen};
use ec4x_engine::dice::{Key, Stream, Streams};
use ec4x_engine::ids::{HouseId, SystemId};
use ec4x_engine::rules::Rules;
use ec4x_engine::vocab::{Detection, UnitClass, Vocab};

use super::force::Request;
use super::muster::{Force, muster};
use super::{House, Terms, Theatre};

/// How a duel ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Nothing of the loser is left.
    Annihilation,
    /// The loser's fleet left.
    Retreat,
    /// The rounds ran out.
    Cap,
    /// Neither could hurt the other.
    Stalemate,
    /// Both left in the same round.
    Departure,
    /// Nothing of either is left.
    MutualAnnihilation,
    /// The marines hold the colony.
    Captured,
    /// The landing was thrown back.
    Repelled,
    /// No transport came down.
    ShotDown,
    /// Batteries lived, so nobody could land.
    Batteries,
    /// The bombarding fleet broke off.
    DrivenOff,
    /// Bombardment left nobody to conquer.
    Depopulated,
}

impl End {
    /// All of them, in order.
    pub const ALL: [Self; 12] = [
        Self::Annihilation,
        Self::Retreat,
        Self::Cap,
        Self::Stalemate,
        Self::Departure,
        Self::MutualAnnihilation,
        Self::Captured,
        Self::Repelled,
        Self::ShotDown,
        Self::Batteries,
        Self::DrivenOff,
        Self::Depopulated,
    ];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annihilation => "annihilation",
            Self::Retreat => "retreat",
            Self::Cap => "round cap",
            Self::Stalemate => "stalemate",
            Self::Departure => "both left",
            Self::MutualAnnihilation => "mutual annihilation",
            Self::Captured => "captured",
            Self::Repelled => "landing repelled",
            Self::ShotDown => "landing shot down",
            Self::Batteries => "batteries held",
            Self::DrivenOff => "driven off",
            Self::Depopulated => "depopulated",
        }
    }
}

/// What became of the units of a side.
#[derive(Clone, Copy, Debug)]
pub struct Losses {
    /// Units destroyed.
    pub units: i64,
    /// Their price.
    pub pp: i64,
    /// Destroyed, by class.
    pub destroyed: [i64; CLASSES],
    /// Crippled and alive, by class.
    pub crippled: [i64; CLASSES],
}

impl Losses {
    /// Nothing happened.
    pub const NONE: Self = Self {
        units: 0,
        pp: 0,
        destroyed: [0; CLASSES],
        crippled: [0; CLASSES],
    };

    /// Counts the fate of a unit.
    pub fn note(&mut self, unit: &Unit) {
        let code = usize::from(unit.class.code());
        match unit.condition {
            Condition::Nominal => {}
            Condition::Crippled => self.crippled[code] += 1,
            Condition::Destroyed => {
                self.destroyed[code] += 1;
                self.units += 1;
                self.pp += unit.cost;
            }
        }
    }
}

/// The result of one repetition; side 0 is A.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Who won.
    pub winner: Option<usize>,
    /// How it ended.
    pub end: End,
    /// Rounds fought, bombardment included.
    pub rounds: u32,
    /// What each side lost.
    pub losses: [Losses; 2],
    /// Industrial and population units that B's colony lost.
    pub ruined: [i64; 2],
    /// Who struck first, if anybody did, and whether it was an ambush.
    pub first_strike: Option<(usize, bool)>,
}

/// A side that cannot fight there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("--{}: {fault}", ["a", "b"][*.side])]
pub struct Misfit {
    /// The side: 0 is A.
    pub side: usize,
    /// Why, in one line.
    pub fault: String,
}

/// A duel that can be fought any number of times.
#[derive(Debug)]
pub struct Duel<'a> {
    pub(super) law: Law<'a>,
    /// The forces.
    pub forces: [Force; 2],
    pub(super) houses: [House; 2],
    pub(super) terms: Terms,
    key: Key,
    /// The side with the lower house id in repetitions with an even number.
    first: usize,
}

impl<'a> Duel<'a> {
    /// Prepares a duel under some rules.
    ///
    /// # Errors
    /// What is wrong with a side; nothing else can go wrong.
    pub fn new(
        rules: &'a Rules,
        requests: [&Request; 2],
        houses: [House; 2],
        terms: Terms,
        key: Key,
    ) -> Result<Self, Misfit> {
        let force = |side: usize| {
            let force = muster(requests[side], &houses[side], side, terms.theatre, rules);
            force.map_err(|fault| Misfit { side, fault })
        };
        // The lesser request begins with the lower id, so that A against B and B against A are the same battles.
        let first = usize::from((requests[1], &houses[1]) < (requests[0], &houses[0]));
        Ok(Self {
            law: Law::new(rules),
            forces: [force(0)?, force(1)?],
            houses,
            terms,
            key,
            first,
        })
    }

    /// The dice of a repetition: they follow from the seed and its number alone.
    pub(super) fn streams(&self, repetition: u64) -> Streams {
        Streams::new(self.key.derive_indexed("arena", repetition))
    }

    /// Which side has the lower house id in a repetition, and which the higher one.
    fn seats(&self, repetition: u64) -> [usize; 2] {
        let low = (repetition % 2) as usize ^ self.first;
        [low, 1 - low]
    }

    /// Fights one repetition.
    pub fn fight(&self, repetition: u64) -> Outcome {
        match self.terms.theatre {
            Theatre::Space | Theatre::Orbital => self.battle(repetition),
            Theatre::Invasion => self.invade(repetition),
            Theatre::Blitz => self.blitz(repetition),
        }
    }

    /// A battle of fleets (rulebook 11 §5).
    fn battle(&self, repetition: u64) -> Outcome {
        let seats = self.seats(repetition);
        let stream = match self.terms.theatre {
            Theatre::Orbital => Stream::OrbitalBattle,
            _ => Stream::SpaceBattle,
        };
        let [low, high] = [HouseId(1), HouseId(2)];
        let dice = self.streams(repetition).open(1, stream(SystemId(1), low, high));
        let sides = [self.side(seats[0], low), self.side(seats[1], high)];
        let mut engagement = Engagement {
            battles: vec![Battle::new(sides, dice)],
            remote_sensors: false,
            law: self.law,
        };
        engagement.resolve(&mut Unseen);
        self.judge(&engagement.battles[0], seats)
    }

    fn side(&self, side: usize, id: HouseId) -> Side {
        let (force, house) = (&self.forces[side], &self.houses[side]);
        let owner = side == 1 && self.terms.theatre == Theatre::Orbital;
        let homeworld = side == 1 && self.terms.homeworld;
        let group = Group {
            roe_percent: self.law.rules.combat.roe_percent(house.roe),
            may_retreat: !homeworld,
            may_withdraw: !homeworld,
            refuge: [true; 2],
            escorts: force.units.iter().filter(|unit| unit.is_escort()).count() as u16,
            auxiliaries: force.screened.len() as u16,
            ..Group::default()
        };
        Side {
            eli: house.eli,
            clk: house.clk,
            morale: house.morale,
            owner,
            homeworld,
            ..Side::new(id, force.units.clone(), vec![group])
        }
    }

    /// Reads a battle that is over. `seats` says which side has which place in it.
    fn judge(&self, battle: &Battle, seats: [usize; 2]) -> Outcome {
        let report = &battle.report;
        let winner = battle.winner();
        let left = |place: usize| battle.sides[place].units.iter().any(Unit::is_alive);
        let end = match battle.ending {
            Some(Ending::Capped(_)) => End::Cap,
            Some(Ending::Won(place)) if left(1 - place) => End::Retreat,
            Some(Ending::Won(_)) => End::Annihilation,
            Some(Ending::Annihilated) => End::MutualAnnihilation,
            _ if report.is_stalemate() => End::Stalemate,
            _ if report.rounds == self.law.rules.combat.combat.max_combat_rounds => End::Cap,
            _ => End::Departure,
        };
        let mut losses = [Losses::NONE; 2];
        for (place, &side) in seats.iter().enumerate() {
            let lost = battle.sides[place]
                .groups
                .iter()
                .map(|group| group.auxiliaries_lost)
                .sum();
            self.count(side, &battle.sides[place].units, lost, &mut losses[side]);
        }
        let first_strike = match report.detection {
            Detection::Intercept => None,
            Detection::SurpriseLow => Some((seats[0], false)),
            Detection::SurpriseHigh => Some((seats[1], false)),
            Detection::AmbushLow => Some((seats[0], true)),
            Detection::AmbushHigh => Some((seats[1], true)),
        };
        Outcome {
            winner: winner.map(|place| seats[place]),
            end,
            rounds: report.rounds,
            losses,
            ruined: [0; 2],
            first_strike,
        }
    }

    /// Counts what a side lost: of its units, and of its screened ships the first `lost` with the marines aboard.
    fn count(&self, side: usize, units: &[Unit], lost: u16, losses: &mut Losses) {
        units.iter().for_each(|unit| losses.note(unit));
        if lost == 0 {
            return;
        }
        let force = &self.forces[side];
        let marines = force
            .marines
            .iter()
            .filter(|marine| marine.carrier.is_some_and(|ship| ship < lost));
        for unit in force.screened.iter().take(usize::from(lost)).chain(marines) {
            losses.note(&unit.entering(Condition::Destroyed));
        }
    }
}

/// Whether a unit is a living battery.
pub(super) fn is_battery(unit: &Unit) -> bool {
    unit.class == UnitClass::GroundBattery && unit.is_alive()
}
