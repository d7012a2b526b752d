//! What many repetitions add up to. All sums are integers, so their order does not matter.

use ec4x_engine::combat::resolve::unit::CLASSES;
use ec4x_engine::vocab::{UnitClass, Vocab};

use super::duel::{End, Outcome};
use crate::report::stats::{Moments, Ratio, wilson};

/// The numbers of a repetition whose moments are kept: units and PP lost by A and B, rounds, IU and PU lost.
const NUMBERS: usize = 7;

/// A number of a repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Units that a side lost.
    Units(usize),
    /// PP that a side lost.
    Pp(usize),
    /// Rounds fought.
    Rounds,
    /// Industrial units that the colony lost.
    Iu,
    /// Population units that the colony lost.
    Pu,
}

impl Number {
    fn index(self) -> usize {
        match self {
            Self::Units(side) => side,
            Self::Pp(side) => 2 + side,
            Self::Rounds => 4,
            Self::Iu => 5,
            Self::Pu => 6,
        }
    }
}

/// What a class of a side suffered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Suffered {
    destroyed: Moments<1>,
    crippled: Moments<1>,
}

/// The sum of many repetitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    numbers: Moments<NUMBERS>,
    /// Repetitions by winner (A, B, nobody) and end.
    ends: [[u64; End::ALL.len()]; 3],
    /// Repetitions by rounds.
    rounds: Vec<u64>,
    /// Repetitions in which a side had surprise, and an ambush.
    strikes: [[u64; 2]; 2],
    /// By side and place in the list of its classes.
    suffered: [Vec<Suffered>; 2],
}

/// The classes of both sides, ascending: only those are counted.
pub(super) type Classes = [Vec<UnitClass>; 2];

impl Tally {
    /// Adds a repetition.
    pub(super) fn add(&mut self, outcome: &Outcome, classes: &Classes) {
        let [a, b] = &outcome.losses;
        let [iu, pu] = outcome.ruined;
        let rounds = i64::from(outcome.rounds);
        self.numbers.add([a.units, b.units, a.pp, b.pp, rounds, iu, pu]);
        self.ends[outcome.winner.unwrap_or(2)][outcome.end as usize] += 1;
        let rounds = outcome.rounds as usize;
        if self.rounds.len() <= rounds {
            self.rounds.resize(rounds + 1, 0);
        }
        self.rounds[rounds] += 1;
        if let Some((side, ambush)) = outcome.first_strike {
            self.strikes[side][usize::from(ambush)] += 1;
        }
        for ((side, classes), losses) in self.suffered.iter_mut().zip(classes).zip(&outcome.losses) {
            side.resize(classes.len(), Suffered::default());
            for (suffered, class) in side.iter_mut().zip(classes) {
                let code = usize::from(class.code());
                suffered.destroyed.add([losses.destroyed[code]]);
                suffered.crippled.add([losses.crippled[code]]);
            }
        }
    }

    /// Adds the repetitions of another tally of the same duel.
    pub(super) fn merge(mut self, other: Self) -> Self {
        self.numbers.merge(&other.numbers);
        let flat = self.ends.iter_mut().zip(other.ends);
        flat.for_each(|(own, other)| own.iter_mut().zip(other).for_each(|(own, other)| *own += other));
        let flat = self.strikes.iter_mut().zip(other.strikes);
        flat.for_each(|(own, other)| own.iter_mut().zip(other).for_each(|(own, other)| *own += other));
        self.rounds.resize(self.rounds.len().max(other.rounds.len()), 0);
        self.rounds
            .iter_mut()
            .zip(other.rounds)
            .for_each(|(own, other)| *own += other);
        for (own, other) in self.suffered.iter_mut().zip(other.suffered) {
            own.resize(own.len().max(other.len()), Suffered::default());
            for (own, other) in own.iter_mut().zip(other) {
                own.destroyed.merge(&other.destroyed);
                own.crippled.merge(&other.crippled);
            }
        }
        self
    }

    /// Repetitions.
    pub fn reps(&self) -> u64 {
        self.numbers.count()
    }

    /// Repetitions won by A, by B, by nobody.
    pub fn results(&self) -> [u64; 3] {
        self.ends.map(|ends| ends.iter().sum())
    }

    /// How many repetitions of all, as a share with its Wilson interval.
    pub fn share(&self, count: u64) -> Ratio {
        let (count, all) = (count as f64, self.reps() as f64);
        Ratio {
            numerator: count,
            denominator: all,
            blocks: self.reps() as usize,
            value: (all > 0.0).then(|| count / all),
            interval: wilson(count, all, 1.0),
        }
    }

    /// Repetitions by winner (0 is A, 1 is B, 2 is nobody) and end, those that occurred.
    pub fn ends(&self) -> impl Iterator<Item = (usize, End, u64)> {
        let all = (0..3).flat_map(|winner| End::ALL.map(|end| (winner, end, self.ends[winner][end as usize])));
        all.filter(|(.., count)| *count > 0)
    }

    /// The mean of a number.
    pub fn mean(&self, number: Number) -> Ratio {
        self.numbers.mean(number.index())
    }

    /// PP that a side destroyed for each PP that it lost.
    pub fn exchange(&self, side: usize) -> Ratio {
        self.numbers
            .ratio(Number::Pp(1 - side).index(), Number::Pp(side).index())
    }

    /// Destroyed, and crippled but alive, of a class by its place in the list: means.
    pub fn suffered(&self, side: usize, place: usize) -> [Ratio; 2] {
        let suffered = self.suffered[side].get(place).copied().unwrap_or_default();
        [suffered.destroyed.mean(0), suffered.crippled.mean(0)]
    }

    /// Repetitions in which a side had surprise, and an ambush.
    pub fn strikes(&self, side: usize) -> [u64; 2] {
        self.strikes[side]
    }

    /// The least number of rounds that so many percent of the repetitions did not exceed.
    pub fn rounds_quantile(&self, percent: u64) -> usize {
        let mut seen = 0;
        let reached = self.rounds.iter().position(|count| {
            seen += count;
            100 * seen >= percent * self.reps()
        });
        reached.unwrap_or(0)
    }
}

/// The classes of some units, ascending.
pub(super) fn classes<'a>(units: impl Iterator<Item = &'a ec4x_engine::combat::resolve::Unit>) -> Vec<UnitClass> {
    let mut present = [false; CLASSES];
    units.for_each(|unit| present[usize::from(unit.class.code())] = true);
    let class = UnitClass::ALL.iter().zip(present);
    class.filter(|(_, present)| *present).map(|(class, _)| *class).collect()
}
