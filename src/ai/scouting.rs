//! Scouts on missions (rulebook 30 §9.1, §9.2): permanent stations at colonies that matter, until they are noticed.
//!
//! A mission cannot be called back, but scouts are cheap and cost no upkeep. Noticed ones make a neutral hostile, so
//! that whoever wants no quarrel sends so many that it hardly happens.

use ec4x_engine::ids::*;
use ec4x_engine::intel::detection::{self, Sensors};
use ec4x_engine::orders::FleetRef;
use ec4x_engine::vocab::*;

use crate::campaign::Campaign;
use crate::draft::Draft;
use crate::situation::Situation;

/// Jumps beyond which no station is wanted (§9.2).
const RANGE: u32 = 8;
/// Turns after which what is known of a colony is stale: of the one that fleets gather for, of targets, of others (§9.1).
const COLONY_STALE: [u32; 3] = [3, 5, 10];
/// Turns after which what is known of fleets at a place is stale.
const FLEETS_STALE: u32 = 5;
/// Turns after which what was read in a starbase is stale.
const STARBASE_STALE: u32 = 15;
/// Worth of a mission by what it looks at (§9.2).
const COLONY: f64 = 90.0;
/// See [`COLONY`].
const STARBASE: f64 = 85.0;
/// See [`COLONY`].
const FLEETS: f64 = 75.0;
/// What the colony that fleets gather for is worth more.
const PRIME: f64 = 40.0;
/// What a jump costs.
const JUMP: f64 = 6.0;
/// Chance to be noticed in a turn that a mission may have which must not make an enemy.
const DISCREET: f64 = 0.1;
/// Scouts of a mission, at least.
const LEAST: usize = 2;
/// What a starbase is worth more whose owner's books nobody has seen.
const UNREAD: f64 = 30.0;
/// Turns without which a station does not pay.
const LEAST_TURNS: u32 = 4;

/// A mission that would be worth while.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wish {
    /// What to do.
    pub command: CommandKind,
    /// Where.
    pub system: SystemId,
    /// How many scouts it takes.
    pub scouts: usize,
    worth: f64,
}

/// Whether a command is a mission of scouts.
pub(crate) fn is_mission(command: CommandKind) -> bool {
    matches!(
        command,
        CommandKind::ScoutColony | CommandKind::ScoutSystem | CommandKind::HackStarbase
    )
}

/// Notes the missions that a house wants besides those that it has, the best first; no more than its persona keeps up.
pub(crate) fn wish(s: &Situation<'_>, campaign: &mut Campaign) {
    let stations = s.forces.iter().filter(|force| is_mission(force.row.command)).count();
    let room = s.persona.stations[s.act].saturating_sub(stations);
    if room == 0 || s.left < LEAST_TURNS {
        return;
    }
    let mut wishes: Vec<Wish> = Vec::new();
    for target in &campaign.targets {
        let near = s.places[target.system.index()].own;
        if near > RANGE || s.rival(target.owner).is_none() {
            continue;
        }
        let prime = campaign.prime.is_some_and(|prime| prime.system == target.system);
        let bonus = if prime { PRIME } else { 0.0 } - JUMP * f64::from(near);
        let is_read = s.view.starbase_records().any(|record| record.owner == target.owner);
        let unread = if is_read { 0.0 } else { UNREAD };
        let sort = [prime, target.allowed, true].iter().position(|&is| is).unwrap_or(2);
        for (command, worth, stale) in [
            (
                CommandKind::ScoutColony,
                COLONY,
                colony_is_stale(s, target.system, COLONY_STALE[sort]),
            ),
            (
                CommandKind::HackStarbase,
                STARBASE + unread,
                starbase_is_stale(s, target.owner, target.system),
            ),
            (
                CommandKind::ScoutSystem,
                FLEETS,
                prime && fleets_are_stale(s, target.system),
            ),
        ] {
            if stale && !is_covered(s, command, target.system) {
                wishes.push(Wish {
                    command,
                    system: target.system,
                    scouts: scouts_for(s, target.owner, target.system),
                    worth: worth + bonus,
                });
            }
        }
    }
    wishes.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.system.cmp(&b.system)));
    wishes.truncate(room);
    campaign.stations = wishes;
}

/// An own mission of the kind is there or on its way.
fn is_covered(s: &Situation<'_>, command: CommandKind, system: SystemId) -> bool {
    let mut forces = s.forces.iter();
    forces.any(|force| force.row.command == command && force.row.target == system)
}

fn colony_is_stale(s: &Situation<'_>, system: SystemId, limit: u32) -> bool {
    let seen = s.view.colony_record(system).and_then(|record| record.detail_turn);
    seen.is_none_or(|turn| s.turn - turn > limit)
}

/// A colony is known to have a starbase, and nothing was read lately in any of its owner's.
fn starbase_is_stale(s: &Situation<'_>, owner: HouseId, system: SystemId) -> bool {
    if s.view.colony_record(system).and_then(|record| record.starbases) <= Some(0) {
        return false;
    }
    let read = s.view.starbase_records().filter(|record| record.owner == owner);
    let last = read.map(|record| record.turn).max();
    let under_way = s.forces.iter().any(|force| {
        let there = || s.view.colony_record(force.row.target);
        force.row.command == CommandKind::HackStarbase && there().is_some_and(|record| record.owner == owner)
    });
    !under_way && last.is_none_or(|turn| s.turn - turn > STARBASE_STALE)
}

fn fleets_are_stale(s: &Situation<'_>, system: SystemId) -> bool {
    let seen = s.view.fleet_records().filter(|record| record.system == system);
    let last = seen.filter_map(|record| record.detail_turn).max();
    last.is_none_or(|turn| s.turn - turn > FLEETS_STALE)
}

/// How many scouts a mission takes: as many as keep the chance to be noticed below what the persona bears, and against
/// neutrals, if it wants no quarrel, what it takes to stay unnoticed.
fn scouts_for(s: &Situation<'_>, owner: HouseId, system: SystemId) -> usize {
    let careful = s.view.relation(owner) == Stance::Neutral && s.persona.aggression < 0.5;
    let bearable = if careful { DISCREET } else { s.persona.noticed };
    let starbases = s.view.colony_record(system).and_then(|record| record.starbases);
    let sensors = Sensors {
        eli: s.level_of(owner, TechField::Eli),
        starbase: starbases.unwrap_or(0) > 0,
    };
    let chance = |&scouts: &usize| detection::chance(detection::scout_threshold(s.rules, scouts, sensors));
    let most = s.view.max_ships_per_fleet();
    (LEAST..=most).find(|scouts| chance(scouts) <= bearable).unwrap_or(most)
}

/// Sends scouts to the stations that are wanted. Those that stand at an own colony wait there for others, if a station
/// takes more of them.
pub(crate) fn send(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    let mut left: Vec<usize> = s.forces.iter().map(|force| force.scouts).collect();
    for wish in &campaign.stations {
        let able = |&index: &usize| is_ready(s, draft, index) && left[index] >= wish.scouts;
        let nearest = (0..s.forces.len())
            .filter(able)
            .min_by_key(|&index| (s.jumps(s.forces[index].row.system, wish.system), index));
        let Some(index) = nearest.filter(|&index| s.jumps(s.forces[index].row.system, wish.system) <= 2 * RANGE) else {
            wait_for_more(s, draft, &left);
            continue;
        };
        let mut fleet = FleetRef::Id(s.forces[index].row.id);
        if left[index] > wish.scouts {
            let ships = s.view.ships(s.forces[index].row).map(|ship| ship.id);
            let taken = s.forces[index].scouts - left[index];
            fleet = draft.detach(fleet, ships.skip(taken).take(wish.scouts).collect());
        } else {
            draft.keep(index);
        }
        left[index] -= wish.scouts;
        draft.command_fleet(fleet, wish.command, wish.system, 0);
    }
}

/// A fleet of scouts at an own colony that takes orders and has none.
fn is_ready(s: &Situation<'_>, draft: &Draft, index: usize) -> bool {
    let force = &s.forces[index];
    force.is_scout()
        && force.free()
        && force.idle()
        && !draft.is_busy(index)
        && s.holding_at(force.row.system).is_some_and(|holding| !holding.besieged)
}

/// The scouts of the largest fleet that stands ready wait for those that are being built; the others go on tour.
fn wait_for_more(s: &Situation<'_>, draft: &mut Draft, left: &[usize]) {
    let ready = (0..s.forces.len()).filter(|&index| is_ready(s, draft, index) && left[index] > 0);
    if let Some(index) = ready.max_by_key(|&index| (left[index], std::cmp::Reverse(index))) {
        draft.keep(index);
    }
}
