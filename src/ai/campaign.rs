//! Whom to attack and where: foreign colonies as targets, and the front at which fleets gather (rulebook 30 §12).

use ec4x_engine::ids::*;
use ec4x_engine::state::rows::ColonyRecord;
use ec4x_engine::view::PublicHouse;
use ec4x_engine::vocab::*;

use crate::odds::{self, Strength};
use crate::scouting::Wish;
use crate::situation::{FAR, Situation};

/// Jumps beyond which no attack is planned (rulebook 30 §12.2).
const REACH: u32 = 8;
/// Share of a house's fleets that comes to help a colony of it.
const HELP: f64 = 0.3;
/// Aggression from which a persona destroys what it cannot take.
const TOTAL_WAR: f64 = 0.7;
/// Part of the game in which such a persona saves its strength for the homeworld of a neighbour.
const EARLY: f64 = 0.58;
/// Odds of the whole fleet at which it begins to save.
const PROMISING: f64 = 0.6;
/// A house with fewer colonies than this is hunted down even then.
const LAST_COLONIES: usize = 6;
/// AS of the fleet per marine that is wanted at least.
const FLEET_PER_MARINE: f64 = 15.0;
/// PU below which a colony does not outlive a bombardment by a large fleet.
const FRAGILE: f64 = 600.0;

/// A foreign colony as a target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// Where.
    pub system: SystemId,
    /// Whose, as far as known.
    pub owner: HouseId,
    /// It looks like a homeworld.
    pub homeworld: bool,
    /// What will fight in space and in orbit.
    pub orbit: Strength,
    /// AS of its owner's fleets that may come to its help.
    pub relief: f64,
    /// AS of the ground batteries.
    pub batteries: f64,
    /// Marines to be landed.
    pub marines: i64,
    /// So few people live there that a bombardment would leave nothing to take.
    pub fragile: bool,
    /// Its people are bombarded to death where they cannot be conquered: total war.
    pub raze: bool,
    /// Its owner is all but finished.
    pub last: bool,
    /// Its worth in points of prestige.
    pub value: f64,
    /// The persona may attack it: there is war, or there may be.
    pub allowed: bool,
    /// Jumps from the nearest own colony.
    pub distance: u32,
}

impl Target {
    /// Batteries that matter: an estimate of less than one may be none.
    pub fn has_batteries(&self) -> bool {
        self.batteries > 5.0
    }

    /// What will fight for it: what is there, and the help that may come.
    pub fn defence(&self) -> Strength {
        let help = HELP * self.relief;
        self.orbit
            + Strength {
                attack: help,
                defense: help * 1.1,
            }
    }
}

/// The state of offensive planning.
#[derive(Clone, Debug)]
pub(crate) struct Campaign {
    /// All known foreign colonies, ascending by system.
    pub targets: Vec<Target>,
    /// The one that fleets gather for.
    pub prime: Option<Target>,
    /// The own colony at which they gather.
    pub front: Option<SystemId>,
    /// It is a homeworld for which the house saves its strength.
    pub rush: bool,
    /// Missions of scouts that are wanted, the best first; see [`scouting::wish`](crate::scouting::wish).
    pub stations: Vec<Wish>,
}

impl Campaign {
    /// Looks at all known foreign colonies.
    pub fn choose(s: &Situation<'_>) -> Self {
        let guess = Guess::of(s);
        let targets: Vec<Target> = s
            .view
            .colony_records()
            .filter_map(|record| target(s, &guess, record))
            .collect();
        let mut campaign = Self {
            targets,
            prime: None,
            front: None,
            rush: false,
            stations: Vec::new(),
        };
        campaign.find_prime(s);
        campaign
    }

    /// Leaves the colonies of some houses alone.
    pub fn spare(&mut self, s: &Situation<'_>, houses: &[HouseId]) {
        for target in self.targets.iter_mut().filter(|target| houses.contains(&target.owner)) {
            target.allowed = false;
        }
        if self.prime.is_some_and(|target| houses.contains(&target.owner)) {
            self.find_prime(s);
        }
    }

    /// The target that is wanted most, and where to gather for it.
    fn find_prime(&mut self, s: &Situation<'_>) {
        let mut best: Option<(f64, Target)> = None;
        let allowed = self.targets.iter().filter(|target| target.allowed);
        for target in allowed.filter(|target| target.distance <= REACH) {
            let score = priority(s, target);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, *target));
            }
        }
        self.prime = best.map(|(_, target)| target);
        self.front = self
            .prime
            .and_then(|target| s.nearest(target.system, |h| !h.besieged))
            .map(|holding| holding.system());
        let promising = |target: &Target| target.homeworld && odds::win(s.fleet, target.defence()) > PROMISING;
        self.rush =
            s.persona.aggression > TOTAL_WAR && s.progress < EARLY && self.prime.as_ref().is_some_and(promising);
    }

    /// Marines worth having: for as many of the nearest targets as the fleet could strike at within a few turns, and no
    /// fewer than go with a fleet of its size.
    pub fn marines(&self, s: &Situation<'_>) -> i64 {
        if self.prime.is_none() {
            return 0;
        }
        let allowed = self
            .targets
            .iter()
            .filter(|target| target.allowed && target.distance <= 5);
        let mut wanted: Vec<(u32, i64, f64)> = allowed
            .map(|target| (target.distance, target.marines, target.orbit.attack))
            .collect();
        wanted.sort_unstable_by_key(|&(distance, marines, _)| (distance, marines));
        let mut strength = s.fleet.attack;
        let load = s.view.transport_capacity().max(1) as i64;
        let mut sum = 0;
        for (_, marines, orbit) in wanted {
            if orbit > strength {
                continue;
            }
            strength -= (orbit * 0.7).max(40.0);
            sum += (marines + load - 1) / load * load;
        }
        sum.max((s.fleet.attack / FLEET_PER_MARINE) as i64)
    }

    /// The target in a system.
    pub fn target(&self, system: SystemId) -> Option<&Target> {
        self.targets.iter().find(|target| target.system == system)
    }
}

/// How much a target is wanted: worth by odds of the whole fleet, less the farther it is; those already under attack
/// stay ahead.
fn priority(s: &Situation<'_>, target: &Target) -> f64 {
    let odds = odds::win(s.fleet, target.orbit.times(1.1)).max(0.05);
    let under_way = s
        .forces
        .iter()
        .any(|force| is_attack(force.row.command) && force.row.target == target.system);
    let loyalty = if under_way { 1.3 } else { 1.0 };
    let effort = 1.0 + target.marines as f64 / 30.0 + target.orbit.attack / s.fleet.attack.max(30.0);
    target.value * odds * loyalty / effort / (2.0 + f64::from(target.distance))
}

/// Blockade, Bombard, Invade or Blitz.
pub(crate) fn is_attack(command: CommandKind) -> bool {
    matches!(
        command,
        CommandKind::Blockade | CommandKind::Bombard | CommandKind::Invade | CommandKind::Blitz
    )
}

/// What is assumed where nothing was seen.
struct Guess {
    starbase: Strength,
    fighter: Strength,
    battery: f64,
    army: f64,
    marine: f64,
    /// PU of an own colony that is not the capital, on average.
    people: f64,
    /// Armies and batteries at an own colony that is not the capital, on average: others live in the same world.
    garrison: [f64; 2],
    leader: i64,
    may_open: bool,
}

impl Guess {
    fn of(s: &Situation<'_>) -> Self {
        let factor = s.rules.tech.wep_factor(s.view.tech(TechField::Wep));
        let starbase = s.rules.facilities.kind(FacilityKind::Starbase);
        let attack = |kind| f64::from(s.rules.ground_units.kind(kind).attack_strength);
        let [people, armies, batteries] = usual_colony(s);
        Self {
            starbase: Strength {
                attack: f64::from(starbase.attack_strength) * factor,
                defense: f64::from(starbase.defense_strength) * factor,
            },
            fighter: s.stats[ShipClass::Fighter],
            battery: attack(GroundKind::GroundBattery),
            army: attack(GroundKind::Army),
            marine: attack(GroundKind::Marine),
            people,
            garrison: [armies, batteries],
            leader: s.rivals.iter().map(|rival| rival.prestige).max().unwrap_or(0),
            may_open: s.enemies() < s.persona.wars[s.act],
        }
    }
}

/// PU, armies and batteries of the own colonies but the capital, on average.
fn usual_colony(s: &Situation<'_>) -> [f64; 3] {
    let mut sums = [0; 3];
    for (_, holding) in s
        .holdings
        .iter()
        .enumerate()
        .filter(|&(index, _)| s.capital != Some(index))
    {
        let units = |kind: GroundKind| holding.ground[usize::from(kind.code())];
        let figures = [
            holding.row.pu,
            units(GroundKind::Army),
            units(GroundKind::GroundBattery),
        ];
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum += figure;
        }
    }
    let count = s.holdings.len() - usize::from(s.capital.is_some());
    sums.map(|sum: i64| sum as f64 / count.max(1) as f64)
}

fn target(s: &Situation<'_>, guess: &Guess, record: &ColonyRecord) -> Option<Target> {
    let rival = s.rival(record.owner);
    let homeworld = looks_like_homeworld(s, record.system);
    let turn = f64::from(s.turn);
    let known = |seen: Option<u16>, assumed: f64, growth: f64| match (seen, record.detail_turn) {
        (Some(seen), Some(when)) => f64::from(seen) + f64::from(s.turn - when) * growth,
        _ => assumed,
    };
    let [usual_armies, usual_batteries] = guess.garrison;
    let grown = |home: f64, home_rate: f64, usual: f64| {
        if homeworld {
            home + turn * home_rate
        } else {
            usual.max(1.0)
        }
    };
    let armies = known(record.armies, grown(10.0, 0.1, usual_armies), 0.15);
    let marines = known(record.marines, if homeworld { 5.0 } else { 0.5 }, 0.05);
    let batteries = known(record.batteries, grown(5.0, 0.15, usual_batteries), 0.15);
    let starbases = known(
        record.starbases,
        if homeworld {
            ((turn - 8.0) / 12.0).clamp(0.0, 2.0)
        } else {
            (turn / 40.0).min(1.0)
        },
        0.03,
    );
    let fighters = known(record.fighters, if homeworld { 4.0 + turn * 0.5 } else { 0.0 }, 0.2);
    let orbit =
        guess.starbase.times(starbases) + guess.fighter.times(fighters) + fleets_near(s, record.owner, record.system);
    let garrison = armies * guess.army + marines * guess.marine;
    let relation = s.view.relation(record.owner);
    let fragile = !homeworld && record.pu.map_or(guess.people, |pu| pu as f64) < s.fleet.attack.min(FRAGILE);
    let marines = odds::marines_needed(garrison, guess.marine, s.persona.marine_margin(), homeworld);
    Some(Target {
        system: record.system,
        owner: record.owner,
        homeworld,
        orbit,
        relief: relief(s, record.owner),
        batteries: batteries * guess.battery,
        // Batteries cripple the transports of a blitz, and with them half of the marines' strength.
        marines: if fragile && batteries > 0.5 {
            marines * 3 / 2
        } else {
            marines
        },
        fragile,
        raze: fragile && relation == Stance::Enemy && razes(s),
        last: rival.is_some_and(|rival| rival.colonies < LAST_COLONIES),
        value: value(s, guess, record, rival, homeworld),
        allowed: relation == Stance::Enemy || guess.may_open || rival.is_none(),
        distance: s.places[record.system.index()].own,
    })
}

/// Whether a persona fights so that it destroys what it cannot take.
fn razes(s: &Situation<'_>) -> bool {
    s.act > 0 && s.persona.aggression > TOTAL_WAR
}

/// Fleets of a house that will be met at one of its colonies: those seen there or next door, the older the sighting
/// the less; somewhere near every colony something unseen.
fn fleets_near(s: &Situation<'_>, owner: HouseId, system: SystemId) -> Strength {
    let mut sum = Strength::default();
    for sighting in s.sightings.iter().filter(|sighting| sighting.owner == owner) {
        let weight = match s.jumps(sighting.system, system) {
            0 => 1.0,
            1 => 0.7,
            2 => 0.35,
            _ => continue,
        };
        sum += sighting.strength.times(weight * (1.0 - 0.1 * f64::from(sighting.age)));
    }
    sum
}

/// AS of a house's fleets as far as it may turn up where one of its colonies is attacked: what was seen lately, at
/// least a share of what houses have by now.
fn relief(s: &Situation<'_>, owner: HouseId) -> f64 {
    s.seen_attack(owner).max(0.5 * s.usual_strength())
}

/// A conquest pays the captor and costs the owner; a colony also earns for the rest of the game (12 §4, 20 §4.4).
fn value(s: &Situation<'_>, guess: &Guess, record: &ColonyRecord, owner: Option<&PublicHouse>, homeworld: bool) -> f64 {
    let conquest = s.rules.prestige.prestige_events.planet_conquered.value as f64 * 3.3;
    let own = s.view.house().prestige;
    // Points taken from a rival who is ahead of us count as much as points of our own.
    let denied = match owner.map(|owner| owner.prestige) {
        Some(prestige) if prestige >= own || prestige == guess.leader => 1.0,
        Some(_) => 0.4,
        None => 0.0,
    };
    let left = f64::from(s.left.min(30));
    let people = record.pu.map_or(if homeworld { 3000.0 } else { 40.0 }, |pu| pu as f64);
    let industry = record.iu.map_or(0.0, |iu| iu as f64) * s.industry_output();
    let income = (people + industry) * 0.3 * left / 60.0;
    let lost = if s.view.house().homeworld == record.system {
        60.0
    } else {
        0.0
    };
    let last = 1.0 + end_near(owner);
    last * (conquest * (1.0 + denied)) + 1.5 * left + income.min(400.0) + lost
}

/// How near a house is to its end, 0…2: the last colonies are worth more than the first.
fn end_near(owner: Option<&PublicHouse>) -> f64 {
    let colonies = owner.map_or(0, |owner| owner.colonies);
    2.0 * (1.0 - colonies as f64 / 9.0).max(0.0)
}

/// Homeworlds are not marked in the records: they are the systems with the guaranteed number of lanes, all of the
/// guaranteed class, whose planet is what the scenario gives every house (02 §6).
fn looks_like_homeworld(s: &Situation<'_>, system: SystemId) -> bool {
    let lanes = &s.map.neighbours[system.index()];
    let rules = &s.rules.starmap.homeworld;
    let scenario = &s.view.scenario().homeworld;
    lanes.len() == rules.guaranteed_lane_count as usize
        && lanes.iter().all(|&(_, class)| class == rules.guaranteed_lane_type)
        && s.view.planet(system) == Some((scenario.planet_class, scenario.raw_quality))
        && s.places[system.index()].own != FAR
}
