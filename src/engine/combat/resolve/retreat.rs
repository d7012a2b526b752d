//! The common retreat step of an engagement, and pursuit (rulebook 11 §10).

use super::battle::{Battle, Ending, Stage};
use super::ceil_div;
use super::drm::Modifiers;
use super::salvo::Salvo;
use super::side::{Departure, Group, Stand};
use super::unit::Unit;
use super::volley::{Guns, Weighing};
use crate::ids::HouseId;
use crate::vocab::RetreatReason;

/// What a house has in the whole engagement at one moment.
#[derive(Clone, Copy, Debug)]
struct Strength {
    house: HouseId,
    attack: i64,
    present: bool,
}

/// Lists of the retreat step that are used again and again.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// Which battles were unfinished when the step began.
    open: Vec<bool>,
    houses: Vec<Strength>,
    order: Vec<Strength>,
    by_group: Vec<i64>,
}

impl Census {
    /// Counts anew what each house has present, ascending by house.
    fn count(&mut self, battles: &[Battle]) {
        self.houses.clear();
        for side in battles.iter().flat_map(|battle| &battle.sides) {
            let attack = side.attack();
            let present = side.present().next().is_some();
            match self.houses.iter_mut().find(|row| row.house == side.house) {
                Some(row) => {
                    row.attack += attack;
                    row.present |= present;
                }
                None => self.houses.push(Strength {
                    house: side.house,
                    attack,
                    present,
                }),
            }
        }
        self.houses.sort_unstable_by_key(|row| row.house);
    }

    /// Attack strength of all houses that have a battle with a house, and whether any combatant of them is left
    /// (rulebook 11 K27, 00 O7).
    fn against(&self, house: HouseId, battles: &[Battle]) -> (i64, bool) {
        let mut total = (0, false);
        for battle in battles {
            let Some(own) = battle.sides.iter().position(|side| side.house == house) else {
                continue;
            };
            let enemy = battle.sides[1 - own].house;
            if let Some(row) = self.houses.iter().find(|row| row.house == enemy) {
                total = (total.0 + row.attack, total.1 || row.present);
            }
        }
        total
    }

    /// Marks the fleets of a house that leave (§10.2): each weighs itself alone against all enemies (K19), unless its
    /// battle was over before (K45).
    fn mark(&mut self, house: HouseId, battles: &mut [Battle], stage: &mut Stage<'_>) {
        let (enemy, anybody) = self.against(house, battles);
        let round = stage.round;
        let battles = battles.iter_mut().enumerate().zip(&self.open);
        for ((index, battle), _) in battles.filter(|(_, open)| **open) {
            let sides = battle.sides.iter_mut().enumerate();
            for (place, side) in sides.filter(|(_, side)| side.house == house) {
                self.by_group.clear();
                self.by_group.resize(side.groups.len(), 0);
                for unit in side.present() {
                    if let Some(group) = unit.group {
                        self.by_group[usize::from(group)] += unit.current_attack();
                    }
                }
                for (group, &attack) in self.by_group.iter().enumerate() {
                    let row = &side.groups[group];
                    if row.stand != Stand::Present || attack == 0 {
                        continue;
                    }
                    let bound = !row.may_retreat;
                    let wants = match row.roe_percent {
                        None => anybody,
                        Some(percent) => enemy > 0 && 100 * attack < percent * enemy,
                    };
                    let leaves = wants && !bound && side.has_refuge(group);
                    if leaves {
                        side.groups[group].leaving = true;
                        side.groups[group].departure = Some(Departure {
                            reason: RetreatReason::Roe,
                            round,
                            attack,
                            enemy,
                        });
                    }
                    let weighing = Weighing {
                        round,
                        side: place,
                        group,
                        attack,
                        enemy,
                        bound,
                        leaves,
                    };
                    stage.witness.weighing(index, &weighing);
                }
            }
        }
    }
}

/// One retreat step: up to two houses decide on one snapshot; of three or more the weakest first, each on what the
/// ones before it left behind (§10.3).
pub(super) fn step(battles: &mut [Battle], census: &mut Census, stage: &mut Stage<'_>) {
    census.open.clear();
    census.open.extend(battles.iter().map(|battle| battle.ending.is_none()));
    census.count(battles);
    census.order.clear();
    census.order.extend(census.houses.iter().filter(|row| row.present));
    if census.order.len() <= 2 {
        for index in 0..census.order.len() {
            census.mark(census.order[index].house, battles, stage);
        }
        depart(battles, stage);
    } else {
        census.order.sort_unstable_by_key(|row| (row.attack, row.house));
        for index in 0..census.order.len() {
            census.count(battles);
            census.mark(census.order[index].house, battles, stage);
            depart(battles, stage);
        }
    }
}

/// The marked fleets take the pursuit volleys and are gone; battles that lose a side end (§10.4–§10.6).
fn depart(battles: &mut [Battle], stage: &mut Stage<'_>) {
    for (index, battle) in battles.iter_mut().enumerate() {
        let leavers = [0, 1].map(|side: usize| battle.sides[side].groups.iter().any(|group| group.leaving));
        if leavers == [false, false] {
            continue;
        }
        let pursuers = [0, 1].map(|side: usize| {
            let side = &battle.sides[side];
            let leaving = |group: u16| side.groups[usize::from(group)].leaving;
            Guns::of(side.present().filter(|unit| !unit.group.is_some_and(leaving)))
        });
        for side in (0..2).filter(|&side| leavers[side]) {
            stage.battle = index;
            pursue(battle, 1 - side, pursuers[1 - side].clone(), stage);
            for group in 0..battle.sides[side].groups.len() {
                if battle.sides[side].groups[group].leaving {
                    battle.sides[side].leave(group);
                }
            }
        }
        if battle.ending.is_none() {
            match [0, 1].map(|side: usize| battle.sides[side].present().next().is_some()) {
                [true, true] => {}
                [true, false] => battle.finish(Ending::Won(0)),
                [false, true] => battle.finish(Ending::Won(1)),
                [false, false] => battle.finish(Ending::Withdrawal),
            }
        }
    }
}

/// One volley at all fleets that leave a side in this step, without a roll (§10.4, K22). Who was crippled in the round
/// before is no longer protected (K23).
fn pursue(battle: &mut Battle, shooter: usize, guns: Guns, stage: &mut Stage<'_>) {
    let hits = ceil_div(guns.total * stage.law.pursuit_percent, 100);
    if hits == 0 {
        return;
    }
    let salvo = Salvo {
        guns,
        roll: None,
        modifiers: Modifiers::default(),
        hits,
        critical: false,
    };
    let leaves = |unit: &Unit, groups: &[Group]| unit.group.is_some_and(|group| groups[usize::from(group)].leaving);
    battle.strike(
        shooter,
        &salvo,
        |unit, groups| unit.is_present() && leaves(unit, groups),
        stage,
    );
}
