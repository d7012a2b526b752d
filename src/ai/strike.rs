//! Attacks on foreign colonies: when to set out, what to order at the target, when to break off (rulebook 30 §12).
//!
//! A strike is one or more fleets with orders against the same colony. Fleets without marines bombard or blockade,
//! those with marines land; in one Conflict Phase all bombardment precedes all landings (11 §20), so batteries that
//! were built in the meantime do not stop an invasion.

use ec4x_engine::ids::*;
use ec4x_engine::orders::FleetRef;
use ec4x_engine::vocab::*;

use crate::campaign::{Campaign, Target, is_attack};
use crate::draft::Draft;
use crate::fleets::{Group, Unit};
use crate::odds::{self, Strength};
use crate::situation::Situation;

/// Rules of engagement of a strike on its way (rulebook 30 §12.5); at the target the orders themselves hold it.
const STRIKE_ROE: u8 = 8;
/// A strike under way is broken off when its odds fall below this share of the odds it wanted.
const BREAK_OFF: f64 = 0.5;

/// Own fleets with orders against one colony.
#[derive(Clone, Debug, Default)]
struct Strike {
    members: Vec<usize>,
    strength: Strength,
    marines: usize,
}

impl Strike {
    fn add(&mut self, s: &Situation<'_>, index: usize) {
        self.members.push(index);
        self.strength += s.forces[index].strength;
        self.marines += s.forces[index].marines;
    }
}

/// The fleets under orders against a colony: those there and those on their way.
fn strike_on(s: &Situation<'_>, draft: &Draft, target: SystemId) -> Strike {
    let mut strike = Strike::default();
    for (index, force) in s.forces.iter().enumerate() {
        if is_attack(force.row.command) && force.row.target == target && force.free() && !draft.is_withdrawn(index) {
            strike.add(s, index);
        }
    }
    strike
}

/// Goes on with the strikes under way, or breaks them off.
pub(crate) fn pursue(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    let attacks = |index: &usize| is_attack(s.forces[*index].row.command) && !draft.is_busy(*index);
    let mut targets: Vec<SystemId> = (0..s.forces.len())
        .filter(attacks)
        .map(|index| s.forces[index].row.target)
        .collect();
    targets.sort_unstable();
    targets.dedup();
    for system in targets {
        let strike = strike_on(s, draft, system);
        match campaign.target(system) {
            Some(target) => pursue_one(s, draft, target, &strike),
            None => call_back(s, draft, &strike),
        }
    }
}

fn pursue_one(s: &Situation<'_>, draft: &mut Draft, target: &Target, strike: &Strike) {
    let (present, marching): (Vec<usize>, Vec<usize>) = strike
        .members
        .iter()
        .partition(|&&index| s.forces[index].row.system == target.system);
    let odds = odds::win(strike.strength, target.orbit);
    if odds < s.persona.attack_odds * BREAK_OFF {
        call_back(s, draft, strike);
        return;
    }
    for index in marching {
        draft.keep(index);
    }
    if present.is_empty() {
        return;
    }
    let units: Vec<Arm> = present.iter().map(|&index| Arm::of(s, index)).collect();
    let marines: usize = units.iter().map(|arm| arm.marines).sum();
    let more_coming = strike.marines > marines;
    if marines == 0 && !more_coming && !can_harm(s, target) {
        call_back(s, draft, strike);
        return;
    }
    assault(s, draft, target, &units);
}

/// Staying without marines makes sense for those who would rather deny a colony than leave it.
fn can_harm(s: &Situation<'_>, target: &Target) -> bool {
    s.persona.aggression > 0.35
        && target.batteries <= 0.0
        && s.view.relation(target.owner) == Stance::Enemy
        && s.left > 1
}

/// Fleets of a strike turn back: to the nearest own colony, or to a halt if they stand at one.
fn call_back(s: &Situation<'_>, draft: &mut Draft, strike: &Strike) {
    for &index in &strike.members {
        let here = s.forces[index].row.system;
        if let Some(home) = s.nearest(here, |holding| !holding.besieged).or_else(|| s.capital()) {
            if s.forces[index].crippled > 0 && !s.can_reach(&s.forces[index], home.system()) {
                draft.keep(index);
                continue;
            }
            let command = if here == home.system() {
                CommandKind::Hold
            } else {
                CommandKind::Move
            };
            draft.command(s, index, command, home.system(), 5);
        }
    }
}

/// A fleet that can be ordered against a colony.
#[derive(Clone, Copy, Debug)]
struct Arm {
    fleet: FleetRef,
    marines: usize,
    warships: usize,
}

impl Arm {
    fn of(s: &Situation<'_>, index: usize) -> Self {
        let force = &s.forces[index];
        Self {
            fleet: FleetRef::Id(force.row.id),
            marines: force.marines,
            warships: force.warships - force.crippled.min(force.warships.saturating_sub(1)),
        }
    }

    fn of_unit(unit: &Unit) -> Self {
        Self {
            fleet: FleetRef::Id(unit.fleet),
            marines: unit.marines,
            warships: unit.warships,
        }
    }
}

/// Orders fleets against a colony (30 §12.4).
fn assault(s: &Situation<'_>, draft: &mut Draft, target: &Target, arms: &[Arm]) {
    let marines: usize = arms.iter().map(|arm| arm.marines).sum();
    let enough = marines > 0 && marines as f64 >= 0.8 * target.marines as f64;
    let ample = marines as f64 >= 1.25 * target.marines as f64;
    let batteries = target.batteries > 5.0;
    let bombers = arms.iter().any(|arm| arm.marines == 0 && arm.warships > 0);
    for arm in arms {
        let command = if target.fragile {
            // Bombardment would kill the colony: a blitz fires one round at the batteries and at nothing else.
            if arm.marines > 0 && enough {
                CommandKind::Blitz
            } else {
                CommandKind::Blockade
            }
        } else if arm.marines > 0 && enough {
            match (batteries, bombers) {
                (true, true) => CommandKind::Invade,
                (true, false) => CommandKind::Bombard,
                (false, _) if ample => CommandKind::Blitz,
                (false, _) => CommandKind::Invade,
            }
        } else if batteries || (marines > 0 && !enough) {
            CommandKind::Bombard
        } else {
            CommandKind::Blockade
        };
        // Transports without warships can only land.
        let command = match command {
            CommandKind::Bombard | CommandKind::Blockade | CommandKind::Invade if arm.warships == 0 => {
                CommandKind::Blitz
            }
            command => command,
        };
        draft.command_fleet(arm.fleet, command, target.system, STRIKE_ROE);
        if let FleetRef::Id(id) = arm.fleet
            && let Some(index) = s.forces.iter().position(|force| force.row.id == id)
        {
            draft.keep(index);
        }
    }
}

/// Sends groups out against what they can take; the others gather at the front.
pub(crate) fn launch(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, groups: &mut [Group]) {
    let capital = s.capital().map(|holding| holding.system());
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(((groups[i].strength.attack * 8.0) as i64, groups[i].system)));
    for index in order {
        let group = &groups[index];
        if group.engaged || group.warships() == 0 {
            continue;
        }
        let share = if Some(group.system) == capital {
            1.0 - s.persona.guard
        } else {
            1.0
        };
        if let Some(target) = best_target(s, campaign, draft, group, share) {
            let arms = set_out(s, draft, group, share, target.batteries > 5.0 && !target.fragile);
            assault(s, draft, &target, &arms);
            groups[index].engaged = true;
        } else if let Some(front) = campaign.front.filter(|&front| front != group.system) {
            gather_at(s, campaign, draft, &mut groups[index], share, front);
        }
    }
}

/// The best target that a group can take by itself, or together with the strike that is under way there.
fn best_target(s: &Situation<'_>, campaign: &Campaign, draft: &Draft, group: &Group, share: f64) -> Option<Target> {
    let reach = 4 + (s.persona.risk * 5.0) as u32;
    let mut best: Option<(f64, Target)> = None;
    for target in campaign.targets.iter().filter(|target| target.allowed) {
        let jumps = s.jumps(group.system, target.system);
        if jumps > reach || jumps + 1 > s.left {
            continue;
        }
        let under_way = strike_on(s, draft, target.system);
        let sure = odds::win(under_way.strength, target.orbit) > 0.9 && under_way.marines as i64 >= target.marines;
        let total = group.strength.times(share) + under_way.strength;
        let odds = odds::win(total, target.orbit.times(1.1));
        let marines = (group.marines + under_way.marines) as f64;
        let lands = marines >= 0.9 * target.marines as f64 && marines > 0.0;
        if sure || odds < s.persona.attack_odds || !lands || !odds::can_bombard(total.attack, target.batteries) {
            continue;
        }
        let score = target.value * odds / f64::from(2 + jumps);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, *target));
        }
    }
    best.map(|(_, target)| target)
}

/// Chooses the fleets of a group that go; a single one leaves a guard behind and is split into bombers and landers if
/// that is wanted.
fn set_out(s: &Situation<'_>, draft: &mut Draft, group: &Group, share: f64, split: bool) -> Vec<Arm> {
    let mut units: Vec<&Unit> = group
        .units
        .iter()
        .filter(|unit| unit.warships + unit.marines > 0)
        .collect();
    // Those with marines go first, then the strongest.
    units.sort_by_key(|unit| std::cmp::Reverse((unit.marines, (unit.strength.attack * 8.0) as i64)));
    let wanted = group.strength.attack * share;
    let mut attack = 0.0;
    units.retain(|unit| {
        let goes = attack == 0.0 || attack + unit.strength.attack <= wanted * 1.05;
        attack += if goes { unit.strength.attack } else { 0.0 };
        goes
    });
    for part in units.iter().flat_map(|unit| &unit.parts) {
        draft.keep(*part);
    }
    match units[..] {
        [unit] => divide(s, draft, unit, attack - wanted, split && unit.marines > 0),
        _ => units.into_iter().map(Arm::of_unit).collect(),
    }
}

/// Takes ships out of a fleet that sets out alone: about `guard` AS stay behind, cripples and small ships first; two
/// thirds of the others go as bombers, so that the transports can land in the same turn.
fn divide(s: &Situation<'_>, draft: &mut Draft, unit: &Unit, guard: f64, split: bool) -> Vec<Arm> {
    let mut lander = Arm::of_unit(unit);
    let system = s.forces[unit.parts[0]].row.system;
    if s.holding_at(system).is_none_or(|holding| holding.besieged) {
        return vec![lander];
    }
    let forces = unit.parts.iter().map(|&part| s.forces[part].row);
    let mut ships: Vec<_> = forces
        .flat_map(|fleet| s.view.ships(fleet))
        .filter(|ship| ship.class.is_combat())
        .collect();
    ships.sort_by_key(|ship| {
        (
            ship.hull == Hull::Nominal,
            ship.class.is_carrier(),
            ship.attack,
            ship.id,
        )
    });
    let mut sum = 0.0;
    let fits = |ship: &&&ec4x_engine::state::rows::Ship| {
        sum += f64::from(ship.attack);
        sum <= guard
    };
    let stay = ships.iter().take_while(fits).count().min(ships.len().saturating_sub(1));
    if stay > 0 && draft.fleet_room > 0 {
        let stay: Vec<ShipId> = ships.drain(..stay).map(|ship| ship.id).collect();
        lander.warships -= stay.len();
        draft.fleet_room -= 1;
        draft.detach(FleetRef::Id(unit.fleet), stay);
    }
    let sound: Vec<ShipId> = ships
        .iter()
        .filter(|ship| ship.hull == Hull::Nominal)
        .map(|ship| ship.id)
        .collect();
    let bombers = sound.len() * 2 / 3;
    if !split || bombers < 2 || draft.fleet_room == 0 {
        return vec![lander];
    }
    draft.fleet_room -= 1;
    lander.warships -= bombers;
    let chosen = sound[sound.len() - bombers..].to_vec();
    let fleet = draft.detach(FleetRef::Id(unit.fleet), chosen);
    vec![
        lander,
        Arm {
            fleet,
            marines: 0,
            warships: bombers,
        },
    ]
}

/// Moves a group to the front once it is worth moving.
fn gather_at(
    s: &Situation<'_>,
    campaign: &Campaign,
    draft: &mut Draft,
    group: &mut Group,
    share: f64,
    front: SystemId,
) {
    let Some(target) = &campaign.prime else { return };
    let needed = target.orbit.attack.max(40.0) * odds::ratio_for(s.persona.attack_odds);
    let ready = group.strength.attack * share >= 0.3 * needed.min(s.fleet.attack);
    let unsafe_here = s
        .holding_at(group.system)
        .is_some_and(|holding| holding.threat > 0.5 * group.strength.attack);
    if !ready || unsafe_here || s.jumps(group.system, front) + 2 > s.left {
        return;
    }
    let arms = set_out(s, draft, group, share, false);
    for arm in arms {
        draft.command_fleet(arm.fleet, CommandKind::Move, front, 5);
    }
    group.engaged = true;
}

/// Without a colony, fleets with marines go for the nearest colony of anybody (01 §6.3).
pub(crate) fn last_stand(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        if !force.free() || force.is_scout() {
            continue;
        }
        if force.etacs > 0 {
            continue;
        }
        let nearest = campaign
            .targets
            .iter()
            .min_by_key(|target| (s.jumps(force.row.system, target.system), target.marines));
        if let Some(target) = nearest.filter(|_| force.marines > 0) {
            assault(s, draft, target, &[Arm::of(s, index)]);
        }
    }
}
