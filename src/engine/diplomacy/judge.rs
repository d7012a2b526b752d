//! The judgement of CON0: escalation and the list of space battles (rulebook 05 §5.1, §6.2, §6.5).

use std::collections::{BTreeMap, BTreeSet};

use super::threat::colonizes;
use super::{Role, role};
use crate::ids::*;
use crate::state::State;
use crate::turn::conflict::{Conflict, ScheduledBattle};
use crate::vocab::*;

/// What CON0 decides, on the relations at the start of CON.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// Space battles, ascending by system and pair.
    pub battles: Vec<ScheduledBattle>,
    /// Per pair (lower house first) the highest level that a mission demands.
    pub raises: BTreeMap<(HouseId, HouseId), Raise>,
}

/// A relation that rises: it counts for every house whose mission demanded it, for both if both did (W33).
#[derive(Debug)]
pub(super) struct Raise {
    /// To what.
    pub level: Stance,
    /// The houses whose missions did it, each with the first system where.
    pub causes: BTreeMap<HouseId, SystemId>,
}

impl Verdict {
    /// Notes a raise; of several for one pair the highest counts.
    fn raise(&mut self, pair: (HouseId, HouseId), level: Stance, cause: HouseId, system: SystemId) {
        let demand = |level| Raise {
            level,
            causes: BTreeMap::new(),
        };
        let raise = self.raises.entry(pair).or_insert_with(|| demand(level));
        if level > raise.level {
            *raise = demand(level);
        }
        if level == raise.level {
            raise.causes.entry(cause).or_insert(system);
        }
    }
}

/// Judges all systems with fleets, ascending.
pub(super) fn judge(state: &State, conflict: &Conflict) -> Verdict {
    let mut verdict = Verdict::default();
    for system in state.systems.iter().filter(|system| !system.fleets.is_empty()) {
        let owners = system.fleets.iter().map(|&fleet| state.fleets[fleet].owner);
        let houses: BTreeSet<HouseId> = owners.chain(state.controller(system.id)).collect();
        for &low in &houses {
            for &high in houses.range((std::ops::Bound::Excluded(low), std::ops::Bound::Unbounded)) {
                judge_pair(state, conflict, system.id, (low, high), &mut verdict);
            }
        }
    }
    verdict
}

/// The matrix of rulebook 05 §5.1 for one pair in one system, judged on the relation before this CON: what happens
/// elsewhere starts no battle here (rulebook 05 R9).
fn judge_pair(state: &State, conflict: &Conflict, system: SystemId, pair: (HouseId, HouseId), verdict: &mut Verdict) {
    let (low, high) = pair;
    let threats = [
        (low, threat_to(state, conflict, system, low, high)),
        (high, threat_to(state, conflict, system, high, low)),
    ];
    let worst = threats.map(|(_, tier)| tier).into_iter().max().unwrap_or(Tier::Benign);
    let before = state.relation(low, high);
    let demanded = match worst {
        Tier::Attack => Stance::Enemy,
        Tier::Contest => Stance::Hostile,
        Tier::Benign => Stance::Neutral,
    };
    if demanded > before {
        for (house, _) in threats.into_iter().filter(|&(_, tier)| tier == worst) {
            verdict.raise(pair, demanded, house, system);
        }
    }
    let contest_intruder = match (worst, before) {
        (Tier::Attack, _) | (_, Stance::Enemy) => None,
        (Tier::Contest, Stance::Hostile) => Some(if threats[0].1 == Tier::Contest { low } else { high }),
        // Between neutrals a Contest mission gives warning; nothing else brings a fight (rulebook 05 §5.2).
        _ => return,
    };
    let battle = ScheduledBattle {
        system,
        low,
        high,
        contest_intruder,
    };
    if battle_side(state, conflict, &battle, low).next().is_some()
        && battle_side(state, conflict, &battle, high).next().is_some()
    {
        verdict.battles.push(battle);
    }
}

/// The highest tier of the fleets of `intruder` against `other` in a system: against its controller, who needs no
/// fleet there (rulebook 05 R6), and in neutral space against a house that is about to colonise.
fn threat_to(state: &State, conflict: &Conflict, system: SystemId, intruder: HouseId, other: HouseId) -> Tier {
    let concerned = match state.controller(system) {
        Some(owner) => owner == other,
        None => state.systems[system].fleets.iter().any(|&fleet| {
            let fleet = &state.fleets[fleet];
            fleet.owner == other && colonizes(fleet)
        }),
    };
    if !concerned {
        return Tier::Benign;
    }
    let fleets = state.systems[system]
        .fleets
        .iter()
        .filter(|&&fleet| state.fleets[fleet].owner == intruder);
    fleets
        .filter_map(|fleet| conflict.tiers.get(fleet).copied())
        .max()
        .unwrap_or(Tier::Benign)
}

/// The fleets that a house brings into a scheduled space battle, ascending: all its mobile ones, or only its Contest
/// fleets if it is the intruder at Hostile (rulebook 05 §6.2, rulebook 05 R10).
pub fn battle_side<'a>(
    state: &'a State,
    conflict: &'a Conflict,
    battle: &ScheduledBattle,
    house: HouseId,
) -> impl Iterator<Item = FleetId> + use<'a> {
    let contest_only = battle.contest_intruder == Some(house);
    state.systems[battle.system]
        .fleets
        .iter()
        .copied()
        .filter(move |&fleet| {
            let row = &state.fleets[fleet];
            row.owner == house
                && !row.ships.is_empty()
                && role(state, conflict, fleet) == Role::Mobile
                && (!contest_only || conflict.tiers.get(&fleet) == Some(&Tier::Contest))
        })
}
