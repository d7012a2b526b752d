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
use crate::fleets::Group;
use crate::odds::{self, Strength};
use crate::situation::Situation;
use crate::taskforce::{Arm, Pool};

/// Rules of engagement of a strike on its way (rulebook 30 §12.5); at the target the orders themselves hold it.
const STRIKE_ROE: u8 = 8;
/// Jumps that transports go without an escort.
const CONVOY: u32 = 4;
/// A group with less than this part of the strongest group's AS does not strike with its marines: it brings them there.
const CONVOY_ESCORT: f64 = 0.05;
/// Odds wanted against the fleets and fortresses of a homeworld, the help that may come included.
const HOMEWORLD_ODDS: f64 = 0.6;
/// Worth of a colony that is destroyed, as a part of that of one that is taken.
const RAZED: f64 = 0.2;
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
    let units: Vec<Arm> = present.iter().map(|&index| arm_of(s, index)).collect();
    let marines: usize = units.iter().map(|arm| arm.marines).sum();
    let more_coming = strike.marines > marines;
    if marines == 0 && !more_coming && !target.raze && !can_harm(s, target) {
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

/// A fleet as it stands.
fn arm_of(s: &Situation<'_>, index: usize) -> Arm {
    let force = &s.forces[index];
    let sound = force.warships - force.crippled.min(force.warships.saturating_sub(1));
    Arm {
        fleet: FleetRef::Id(force.row.id),
        marines: force.marines,
        warships: sound,
        attack: force.strength.attack,
    }
}

/// Orders fleets against a colony (30 §12.4).
fn assault(s: &Situation<'_>, draft: &mut Draft, target: &Target, arms: &[Arm]) {
    let marines: usize = arms.iter().map(|arm| arm.marines).sum();
    let plan = Plan {
        enough: marines > 0 && marines as f64 >= 0.8 * target.marines as f64,
        ample: marines as f64 >= 1.25 * target.marines as f64,
        some: marines > 0,
        batteries: target.has_batteries(),
        bombers: arms.iter().any(|arm| arm.marines == 0 && arm.warships > 0),
        gunner: gunner(target, arms),
    };
    for arm in arms {
        let command = match target.fragile {
            true => plan.against_few(target, arm),
            false => plan.against_many(arm),
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

/// What the fleets of a strike can do together.
struct Plan {
    /// There are marines.
    some: bool,
    /// There are enough of them to land.
    enough: bool,
    /// There are enough of them to land under the fire of batteries.
    ample: bool,
    /// The colony has batteries.
    batteries: bool,
    /// There are fleets that need not land.
    bombers: bool,
    /// The one that may shoot at few people.
    gunner: Option<FleetRef>,
}

impl Plan {
    /// A colony that bombardment would kill (W58): one fleet silences its batteries for the landing, or a blitz fires one
    /// round at them and at nothing else; who cannot land and wants it destroyed bombards with all.
    fn against_few(&self, target: &Target, arm: &Arm) -> CommandKind {
        match self.gunner.filter(|_| self.enough) {
            Some(_) if arm.marines > 0 => CommandKind::Invade,
            Some(gunner) if gunner == arm.fleet => CommandKind::Bombard,
            Some(_) => CommandKind::Blockade,
            None if target.raze && !self.enough => CommandKind::Bombard,
            None if self.enough && arm.marines > 0 => CommandKind::Blitz,
            None => CommandKind::Blockade,
        }
    }

    /// A colony that outlives a bombardment: batteries first, then the landing, both in one turn if there are fleets for
    /// both.
    fn against_many(&self, arm: &Arm) -> CommandKind {
        if arm.marines > 0 && self.enough {
            match (self.batteries, self.bombers) {
                (true, true) => CommandKind::Invade,
                (true, false) => CommandKind::Bombard,
                (false, _) if self.ample => CommandKind::Blitz,
                (false, _) => CommandKind::Invade,
            }
        } else if self.batteries || (self.some && !self.enough) {
            CommandKind::Bombard
        } else {
            CommandKind::Blockade
        }
    }
}

/// The fleet that can silence the batteries of a small colony without killing its people: the weakest that is strong
/// enough, if it is not much stronger than that (W58).
fn gunner(target: &Target, arms: &[Arm]) -> Option<FleetRef> {
    if !target.has_batteries() {
        return None;
    }
    let fit =
        |arm: &&Arm| arm.marines == 0 && arm.attack >= 1.4 * target.batteries && arm.attack <= 6.0 * target.batteries;
    let best = arms.iter().filter(fit).min_by(|a, b| a.attack.total_cmp(&b.attack));
    best.map(|arm| arm.fleet)
}

/// Sends groups out against what they can take, to several places at once if they are strong enough; what is left
/// gathers at the front.
pub(crate) fn launch(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, groups: &[Group]) {
    let capital = s.capital().map(|holding| holding.system());
    let mut order: Vec<&Group> = groups
        .iter()
        .filter(|group| !group.engaged && group.warships() > 0)
        .collect();
    let convoys = lone_transports(s, campaign, draft, groups);
    order.retain(|group| !convoys.contains(&group.system));
    order.sort_by_key(|group| std::cmp::Reverse(((group.strength.attack * 8.0) as i64, group.system)));
    let mut aims: Vec<Aim<'_>> = campaign
        .targets
        .iter()
        .filter(|target| target.allowed)
        .map(Aim::at)
        .collect();
    for aim in &mut aims {
        aim.strike = strike_on(s, draft, aim.target.system);
    }
    for group in order {
        let share = if Some(group.system) == capital {
            1.0 - s.persona.guard
        } else {
            1.0
        };
        let mut limit = group.strength.attack * share;
        let mut pool = Pool::of(s, group);
        while let Some(at) = best_target(s, &aims, group.system, &pool, limit) {
            let (target, helping) = (aims[at].target, aims[at].strike.strength);
            if campaign.rush && !target.homeworld && !target.last {
                break;
            }
            let before = pool.strength(s).attack;
            let arms = pool.raise(s, draft, target, helping, limit);
            if arms.is_empty() {
                break;
            }
            assault(s, draft, target, &arms);
            aims[at].taken = true;
            limit -= before - pool.strength(s).attack;
        }
        if let Some(front) = campaign.front.filter(|&front| front != group.system) {
            gather_at(s, campaign, draft, &mut pool, limit, group.system, front);
        }
    }
}

/// Transports that wait with marines where hardly any warships are go where the fleet gathers, or to the fleet if that
/// is elsewhere; says whence they went.
fn lone_transports(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, groups: &[Group]) -> Vec<SystemId> {
    let free = || groups.iter().filter(|group| !group.engaged);
    let army = free().max_by(|a, b| a.strength.attack.total_cmp(&b.strength.attack));
    let (Some(front), Some(army)) = (campaign.front, army) else {
        return Vec::new();
    };
    let mut gone = Vec::new();
    for group in free().filter(|group| group.strength.attack < CONVOY_ESCORT * army.strength.attack) {
        let goal = if group.system == front { army.system } else { front };
        if s.jumps(group.system, goal) > CONVOY {
            continue;
        }
        for unit in group.units.iter().filter(|unit| unit.marines > 0) {
            draft.command_fleet(FleetRef::Id(unit.fleet), CommandKind::Move, goal, 3);
            gone.push(group.system);
        }
    }
    gone
}

/// A target with what is under way to it.
struct Aim<'a> {
    target: &'a Target,
    strike: Strike,
    /// A task force of this packet goes there.
    taken: bool,
}

impl<'a> Aim<'a> {
    fn at(target: &'a Target) -> Self {
        Self {
            target,
            strike: Strike::default(),
            taken: false,
        }
    }
}

/// The best target that a group can take by itself, or together with the strike that is under way there.
fn best_target(s: &Situation<'_>, aims: &[Aim<'_>], here: SystemId, pool: &Pool<'_>, limit: f64) -> Option<usize> {
    let reach = 4 + (s.persona.risk * 5.0) as u32;
    let (strength, marines) = (pool.strength(s), pool.marines());
    if strength.attack <= 0.0 {
        return None;
    }
    let strength = strength.times((limit / strength.attack).clamp(0.0, 1.0));
    let mut best: Option<(f64, usize)> = None;
    for (at, Aim { target, strike, taken }) in aims.iter().enumerate() {
        let jumps = s.jumps(here, target.system);
        if jumps > reach || jumps + 1 > s.left || *taken {
            continue;
        }
        let sure = odds::win(strike.strength, target.orbit) > 0.9 && strike.marines as i64 >= target.marines;
        let total = strength + strike.strength;
        let (odds, wanted) = match target.homeworld {
            true => (
                odds::win(total, target.defence()),
                s.persona.attack_odds.max(HOMEWORLD_ODDS),
            ),
            false => (odds::win(total, target.orbit.times(1.1)), s.persona.attack_odds),
        };
        let landing = (marines + strike.marines) as f64;
        let lands = landing >= 0.9 * target.marines as f64 && landing > 0.0;
        if sure || odds < wanted || !(lands || target.raze) || !odds::can_bombard(total.attack, target.batteries) {
            continue;
        }
        let spoils = if lands { 1.0 } else { RAZED };
        let score = spoils * target.value * odds / f64::from(2 + jumps);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Moves what is left of a group to the front once it is worth moving.
fn gather_at(
    s: &Situation<'_>,
    campaign: &Campaign,
    draft: &mut Draft,
    pool: &mut Pool<'_>,
    limit: f64,
    here: SystemId,
    front: SystemId,
) {
    let Some(target) = &campaign.prime else { return };
    let needed = target.orbit.attack.max(40.0) * odds::ratio_for(s.persona.attack_odds);
    let attack = pool.strength(s).attack.min(limit);
    let unsafe_here = s.holding_at(here).is_some_and(|holding| holding.threat > 0.5 * attack);
    if attack < 0.3 * needed.min(s.fleet.attack) || unsafe_here || s.jumps(here, front) + 2 > s.left {
        return;
    }
    for arm in pool.rest(s, draft, limit) {
        draft.command_fleet(arm.fleet, CommandKind::Move, front, 5);
    }
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
            assault(s, draft, target, &[arm_of(s, index)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persona::{Persona, PersonaKind};
    use crate::situation::tests::game;

    #[test]
    fn w58_small_colonies_are_shot_at_with_measure() {
        let game = game();
        let persona = Persona::of(PersonaKind::Aggressive);
        let s = Situation::read(game.view(HouseId(1)), &persona);
        let commands = |fragile, raze, marines, guns| {
            let target = Target {
                system: SystemId(2),
                owner: HouseId(2),
                homeworld: false,
                orbit: Strength::default(),
                relief: 0.0,
                batteries: 20.0,
                marines: 4,
                fragile,
                raze,
                last: false,
                value: 1.0,
                allowed: true,
                distance: 1,
            };
            let arm = |id, marines, attack| Arm {
                fleet: FleetRef::Id(FleetId(id)),
                marines,
                warships: 3,
                attack,
            };
            let mut draft = Draft::new(&s);
            assault(&s, &mut draft, &target, &[arm(91, marines, 500.0), arm(92, 0, guns)]);
            let orders = &draft.orders.fleets;
            orders.iter().map(|order| order.command).collect::<Vec<_>>()
        };
        use CommandKind::*;
        let (all, few) = (500.0, 40.0);
        assert_eq!(
            commands(true, false, 5, all),
            [Blitz, Blockade],
            "a salvo of all would kill it"
        );
        assert_eq!(
            commands(true, false, 5, few),
            [Invade, Bombard],
            "one that silences the batteries"
        );
        assert_eq!(commands(true, false, 0, few), [Blockade, Blockade], "nobody to land");
        assert_eq!(commands(true, true, 0, few), [Bombard, Bombard], "total war");
        assert_eq!(
            commands(false, false, 5, all),
            [Invade, Bombard],
            "many people outlive it"
        );
    }
}
