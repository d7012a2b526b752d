//! What a volley was and did, and the properties that every one must have. Each check says what is wrong with a record;
//! `properties` shows that it finds what is planted.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A volley with the struck side before and after it.
#[derive(Clone, Debug)]
pub struct Record {
    pub battle: usize,
    pub round: u32,
    pub pursuit: bool,
    pub shooter: usize,
    pub before: Vec<Unit>,
    pub after: Vec<Unit>,
    /// Units it may hit, by index.
    pub targets: Vec<usize>,
    /// Attack strength that shot.
    pub attack: i64,
    pub roll: Option<u32>,
    pub hits: i64,
    /// Hits that did something, as the resolver tells them.
    pub spent: i64,
    pub critical: bool,
    pub overkill: bool,
}

/// Keeps the records of an engagement.
pub struct Scribe {
    sides: Vec<[Vec<Unit>; 2]>,
    leaving: BTreeSet<(usize, usize, usize)>,
    pub records: Vec<Record>,
}

impl Scribe {
    /// Before its first volley.
    pub fn new(battles: &[Battle]) -> Self {
        let units = |battle: &Battle| [0, 1].map(|side: usize| battle.sides[side].units.clone());
        Self {
            sides: battles.iter().map(units).collect(),
            leaving: BTreeSet::new(),
            records: Vec::new(),
        }
    }
}

impl Witness for Scribe {
    fn volley(&mut self, battle: usize, volley: &Volley<'_>) {
        let side = 1 - volley.shooter;
        let before = std::mem::replace(&mut self.sides[battle][side], volley.struck.to_vec());
        let leaves = |unit: &Unit| {
            let group = unit.group.map(usize::from);
            group.is_some_and(|group| self.leaving.contains(&(battle, side, group)))
        };
        let may = |unit: &Unit| unit.is_alive() && (!volley.pursuit || leaves(unit));
        let targets = (0..before.len())
            .filter(|&index| may(&before[index]) && !volley.struck[index].gone)
            .collect();
        self.records.push(Record {
            battle,
            round: volley.round,
            pursuit: volley.pursuit,
            shooter: volley.shooter,
            before,
            after: volley.struck.to_vec(),
            targets,
            attack: volley.guns.total,
            roll: volley.roll,
            hits: volley.hits,
            spent: volley.effect.total_spent(),
            critical: volley.critical,
            overkill: volley.effect.overkill,
        });
        self.leaving
            .retain(|&(other, place, _)| !volley.pursuit || (other, place) != (battle, side));
    }

    fn weighing(&mut self, battle: usize, weighing: &Weighing) {
        if weighing.leaves {
            self.leaving.insert((battle, weighing.side, weighing.group));
        }
    }
}

/// What a check finds.
pub type Verdict = Result<(), String>;

fn demand(holds: bool, what: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(what()) }
}

impl Record {
    fn price(unit: &Unit, condition: Condition) -> i64 {
        Unit { condition, ..*unit }.current_defense().max(1)
    }

    /// It went down with a carrier that this volley destroyed, unpaid.
    fn sank_along(&self, index: usize) -> bool {
        let carrier = self.before[index].carrier.map(usize::from);
        carrier.is_some_and(|carrier| self.before[carrier].is_alive() && !self.after[carrier].is_alive())
    }

    /// What the steps of a unit cost.
    fn paid_for(&self, index: usize) -> i64 {
        let (before, after) = (&self.before[index], &self.after[index]);
        match (before.condition, after.condition) {
            (Condition::Nominal, Condition::Crippled) => Self::price(before, Condition::Nominal),
            (Condition::Nominal, Condition::Destroyed) if before.class == UnitClass::Fighter => {
                Self::price(before, Condition::Nominal)
            }
            (Condition::Nominal, Condition::Destroyed) => {
                Self::price(before, Condition::Nominal) + Self::price(before, Condition::Crippled)
            }
            (Condition::Crippled, Condition::Destroyed) => Self::price(before, Condition::Crippled),
            _ => 0,
        }
    }

    /// The target of a critical hit.
    fn prize(&self) -> Option<usize> {
        let value = |&index: &usize| {
            let unit = &self.before[index];
            (unit.critical_rank(), -unit.current_attack(), index)
        };
        self.targets
            .iter()
            .copied()
            .min_by_key(value)
            .filter(|_| self.critical && self.hits > 0)
    }

    /// Hits rolled are hits paid for steps and hits gone; only a critical forces a step that is not paid in full.
    pub fn hits_are_conserved(&self) -> Verdict {
        demand((0..=self.hits).contains(&self.spent), || {
            format!("{} of {} hits spent", self.spent, self.hits)
        })?;
        // A fighter that sank with its carrier may have been shot before or not: both sums are possible.
        let (mut least, mut most) = (0, 0);
        for index in 0..self.before.len() {
            let paid = self.paid_for(index);
            most += paid;
            least += if self.sank_along(index) { 0 } else { paid };
        }
        let forced = self.prize().map_or(0, |prize| {
            Self::price(&self.before[prize], self.before[prize].condition)
        });
        let low = if forced > self.hits { 0 } else { least };
        demand((low..=most).contains(&self.spent), || {
            format!("{} hits spent on steps worth {low} to {most}", self.spent)
        })
    }

    /// Nothing is destroyed while a sound target survives, and what this volley cripples does not die in it; overkill and
    /// the one target of a critical are excepted.
    pub fn cripples_come_first(&self) -> Verdict {
        if self.overkill {
            return Ok(());
        }
        let sound = self
            .targets
            .iter()
            .any(|&index| self.after[index].condition == Condition::Nominal);
        for index in 0..self.before.len() {
            let (before, after) = (&self.before[index], &self.after[index]);
            let died = before.is_alive() && !after.is_alive();
            if !died || before.class == UnitClass::Fighter || Some(index) == self.prize() {
                continue;
            }
            demand(before.is_crippled(), || format!("unit {index} went from sound to dead"))?;
            demand(!sound, || format!("unit {index} died while a sound one survived"))?;
        }
        Ok(())
    }

    /// A critical moves its target whatever that costs.
    pub fn criticals_strike(&self) -> Verdict {
        match self.prize() {
            Some(prize) => demand(self.after[prize].condition > self.before[prize].condition, || {
                format!("a critical left unit {prize} alone")
            }),
            None => Ok(()),
        }
    }

    /// Nothing gets better, and only targets and what is aboard of them get worse.
    pub fn only_targets_suffer(&self) -> Verdict {
        for index in 0..self.before.len() {
            let (before, after) = (self.before[index].condition, self.after[index].condition);
            demand(after >= before, || format!("unit {index} healed"))?;
            let hit = after == before || self.targets.contains(&index) || self.sank_along(index);
            demand(hit, || format!("unit {index} was no target"))?;
        }
        Ok(())
    }

    /// Overkill is hits strictly above one and a half times the defence of all targets.
    pub fn overkill_is_strict(&self) -> Verdict {
        let defense: i64 = self
            .targets
            .iter()
            .map(|&index| self.before[index].current_defense())
            .sum();
        let due = !self.targets.is_empty() && 2 * self.hits > 3 * defense;
        demand(self.overkill == due, || {
            format!("overkill {} at {} hits on {defense}", self.overkill, self.hits)
        })
    }

    /// All of these.
    pub fn check(&self) -> Verdict {
        self.hits_are_conserved()?;
        self.cripples_come_first()?;
        self.criticals_strike()?;
        self.only_targets_suffer()?;
        self.overkill_is_strict()
    }
}

/// No side fires twice in a round, or twice at those who leave in one step; and nobody shoots after his battle was over.
pub fn nobody_fires_twice(records: &[Record]) -> Verdict {
    let mut seen = BTreeSet::new();
    for record in records {
        let key = (record.battle, record.round, record.pursuit, record.shooter);
        demand(seen.insert(key), || format!("twice: {key:?}"))?;
    }
    Ok(())
}

/// The attack strength of a side never rises within a battle.
pub fn strength_never_rises(records: &[Record]) -> Verdict {
    let mut last: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for record in records.iter().filter(|record| !record.pursuit) {
        let before = last.insert((record.battle, record.shooter), record.attack);
        demand(before.is_none_or(|before| record.attack <= before), || {
            format!(
                "battle {} round {}: strength rose to {}",
                record.battle, record.round, record.attack
            )
        })?;
    }
    Ok(())
}

/// Rounds count up one by one and end within the cap.
pub fn rounds_end(records: &[Record], cap: u32) -> Verdict {
    let mut last: BTreeMap<usize, u32> = BTreeMap::new();
    for record in records {
        let before = last.insert(record.battle, record.round).unwrap_or(0);
        demand(
            record.round >= before && record.round <= before + 1 && record.round <= cap,
            || {
                format!(
                    "battle {}: round {} after {before}, cap {cap}",
                    record.battle, record.round
                )
            },
        )?;
    }
    Ok(())
}
