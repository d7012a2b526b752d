//! What a decision starts from: places, own colonies and fleets, foreign fleets and colonies, and the calendar.
//!
//! Computed once per decision. Own things come exact from the view, foreign ones as the records have them, made older
//! and larger by the rules of thumb of rulebook 30 §9.3.

use ec4x_engine::construction;
use ec4x_engine::ids::*;
use ec4x_engine::rules::Rules;
use ec4x_engine::state::row::PerVocab;
use ec4x_engine::state::starmap::StarMap;
use ec4x_engine::strength;
use ec4x_engine::view::{PublicHouse, View, Visibility};
use ec4x_engine::vocab::*;

use crate::forces::{Force, Sighting};
use crate::holdings::Holding;
use crate::odds::Strength;
use crate::persona::Persona;

/// A sighting counts as a threat to colonies while it is at most this old.
pub(crate) const THREAT_TURNS: u32 = 2;
/// "No colony anywhere" as a number of jumps.
pub(crate) const FAR: u32 = 999;

/// A figure per ship class.
pub(crate) type PerClass<T> = PerVocab<ShipClass, T, { ShipClass::COUNT }>;

/// What is known about a system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The owner of the colony there, as far as known.
    pub owner: Option<HouseId>,
    /// The planet is known.
    pub known: bool,
    /// Jumps to the nearest own colony.
    pub own: u32,
    /// Jumps to the nearest known foreign colony.
    pub foreign: u32,
    /// AS of Enemy fleets seen there lately.
    pub danger: f64,
}

/// What a decision starts from.
#[derive(Clone, Debug)]
pub(crate) struct Situation<'a> {
    /// The house's view.
    pub view: View<'a>,
    /// The rules.
    pub rules: &'a Rules,
    /// The lane graph.
    pub map: &'a StarMap,
    /// The persona.
    pub persona: &'a Persona,
    /// The turn.
    pub turn: u32,
    /// Command windows after this one; a rolling horizon without a turn limit.
    pub left: u32,
    /// Part of the game that is over, 0…1.
    pub progress: f64,
    /// Act, 0…3 (rulebook 30 §3.1).
    pub act: usize,
    /// The seat of the house: its homeworld, or the best colony that it has left.
    pub capital: Option<usize>,
    /// Per system (index = id).
    pub places: Vec<Place>,
    /// Own colonies, ascending.
    pub holdings: Vec<Holding<'a>>,
    /// Own fleets, ascending.
    pub forces: Vec<Force<'a>>,
    /// Foreign fleets seen lately.
    pub sightings: Vec<Sighting>,
    /// AS of the strongest rival's fleets, as far as they were seen.
    pub strongest_rival: f64,
    /// Ships that the fleets could still take: combat fleets by ships per fleet, less a reserve.
    pub slots: i64,
    /// The other houses in play.
    pub rivals: Vec<PublicHouse>,
    /// Prices of ships at shipyards.
    pub prices: PerClass<i64>,
    /// AS and DS of ships commissioned now.
    pub stats: PerClass<Strength>,
    /// Upkeep due for everything owned now.
    pub upkeep: i64,
    /// Strength of all own warships.
    pub fleet: Strength,
    /// Own ships in fleets, and fighters in hangars, by class.
    pub hulls: PerClass<i64>,
}

impl<'a> Situation<'a> {
    /// Reads the view.
    pub fn read(view: View<'a>, persona: &'a Persona) -> Self {
        let rules = view.rules();
        let turn = view.turn();
        let limit = view.scenario().victory_conditions.turn_limit;
        let wep = view.tech(TechField::Wep);
        let mut prices = PerClass::default();
        let mut stats = PerClass::default();
        for &class in ShipClass::ALL {
            prices[class] = construction::ship_build_cost(rules, class, wep);
            let (attack, defense) = strength::stamped_ship(rules, class, wep);
            stats[class] = Strength {
                attack: f64::from(attack),
                defense: f64::from(defense),
            };
        }
        let me = view.me();
        let in_play = |h: &PublicHouse| matches!(h.status, HouseStatus::Active | HouseStatus::Autopilot);
        let mut situation = Self {
            view,
            rules,
            map: view.starmap(),
            persona,
            turn,
            left: if limit > 0 { limit.saturating_sub(turn) } else { 30 },
            progress: if limit > 0 {
                f64::from(turn) / f64::from(limit)
            } else {
                (f64::from(turn) / 60.0).min(0.8)
            },
            act: 0,
            capital: None,
            places: Vec::new(),
            holdings: Vec::with_capacity(32),
            forces: Vec::with_capacity(32),
            sightings: Vec::new(),
            strongest_rival: 0.0,
            slots: 0,
            rivals: view.houses().filter(|h| h.id != me && in_play(h)).collect(),
            prices,
            stats,
            upkeep: view.upkeep(),
            fleet: Strength::default(),
            hulls: PerClass::default(),
        };
        situation.act = situation.act_now(limit);
        situation.read_forces();
        situation.read_sightings();
        situation.read_places();
        situation.read_holdings();
        situation
    }

    /// The act: the calendar's, brought forward when the land is taken, at war, and in long games (rulebook 30 §3.1).
    fn act_now(&self, limit: u32) -> usize {
        let colonies: usize = self.view.houses().map(|house| house.colonies).sum();
        let taken = 10 * colonies >= 9 * self.map.systems();
        let tension = usize::from(taken || self.enemies() > 0);
        let war = if self.turn >= 22 { 2 } else { 0 };
        act(self.turn, limit).max(tension).max(war)
    }

    fn read_places(&mut self) {
        let size = self.map.systems();
        let nothing = Place {
            owner: None,
            known: false,
            own: FAR,
            foreign: FAR,
            danger: 0.0,
        };
        self.places = vec![nothing; size + 1];
        let (mut own, mut foreign) = (Vec::with_capacity(size), Vec::with_capacity(size));
        for id in (1..=size as u32).map(SystemId) {
            let visibility = self.view.visibility(id);
            let place = &mut self.places[id.index()];
            place.known = visibility >= Visibility::Scouted;
            if visibility == Visibility::Owned {
                place.owner = Some(self.view.me());
                own.push(id);
            } else if let Some(record) = self.view.colony_record(id) {
                place.owner = Some(record.owner);
                foreign.push(id);
            }
        }
        for sighting in &self.sightings {
            if sighting.age <= THREAT_TURNS && self.view.relation(sighting.owner) == Stance::Enemy {
                self.places[sighting.system.index()].danger += sighting.strength.attack;
            }
        }
        for (id, jumps) in spread(&self.map.neighbours, own).into_iter().enumerate() {
            self.places[id].own = jumps;
        }
        for (id, jumps) in spread(&self.map.neighbours, foreign).into_iter().enumerate() {
            self.places[id].foreign = jumps;
        }
    }

    /// The capital.
    pub fn capital(&self) -> Option<&Holding<'a>> {
        self.capital.map(|index| &self.holdings[index])
    }

    /// Jumps on the cheapest path of a sound fleet.
    pub fn jumps(&self, from: SystemId, to: SystemId) -> u32 {
        self.map.jumps(from, to, false).unwrap_or(FAR)
    }

    /// Whether a fleet can get to a system: cripples may not use Restricted lanes.
    pub fn can_reach(&self, force: &Force<'_>, to: SystemId) -> bool {
        force.row.system == to || self.map.jumps(force.row.system, to, force.crippled > 0).is_some()
    }

    /// The own colony in a system.
    pub fn holding_at(&self, system: SystemId) -> Option<&Holding<'a>> {
        self.holdings.iter().find(|holding| holding.system() == system)
    }

    /// The own colony nearest to a system that passes a test.
    pub fn nearest(&self, to: SystemId, test: impl Fn(&Holding<'a>) -> bool) -> Option<&Holding<'a>> {
        let candidates = self.holdings.iter().filter(|holding| test(holding));
        candidates.min_by_key(|holding| self.jumps(holding.system(), to))
    }

    /// Whether technology allows a class.
    pub fn can_build(&self, class: ShipClass) -> bool {
        self.rules.ships.class(class).min_cst <= self.view.tech(TechField::Cst)
    }

    /// Whether the final conflict binds the house to another: there is nothing to be said (rulebook 01 §9).
    pub fn is_locked(&self, rival: HouseId) -> bool {
        self.view.stance(self.view.me(), rival).locked
    }

    /// Another house in play.
    pub fn rival(&self, house: HouseId) -> Option<&PublicHouse> {
        self.rivals.iter().find(|rival| rival.id == house)
    }

    /// AS of the fleets of a house that were seen lately.
    pub fn seen_attack(&self, house: HouseId) -> f64 {
        let seen = self.sightings.iter().filter(|sighting| sighting.owner == house);
        seen.map(|sighting| sighting.strength.attack).sum()
    }

    /// Houses in play with which there is war.
    pub fn enemies(&self) -> usize {
        self.rivals
            .iter()
            .filter(|rival| self.view.relation(rival.id) == Stance::Enemy)
            .count()
    }

    /// AS of the fleets of a house that nobody knows anything about.
    pub fn usual_strength(&self) -> f64 {
        1.5 * f64::from(self.turn.min(60) * self.turn.min(60))
    }

    /// How far the house has the strength it wants: 0 = at most half of it, 1 = all of it. Wanted is a persona's multiple
    /// of the strongest rival that was seen.
    pub fn security(&self) -> f64 {
        let guess = self.usual_strength();
        let fighters: f64 = self.holdings.iter().map(|holding| holding.fighters as f64).sum();
        let starbase = f64::from(self.rules.facilities.kind(FacilityKind::Starbase).attack_strength);
        let bases: f64 = self
            .holdings
            .iter()
            .map(|holding| f64::from(holding.starbases) * starbase)
            .sum();
        let fortress = fighters * self.stats[ShipClass::Fighter].attack + bases;
        let own = self.fleet.attack + 0.5 * fortress;
        2.0 * own / (self.persona.strength * self.strongest_rival.max(guess)) - 1.0
    }

    /// The level of a rival in a field: what was read in one of its starbases, or the own, since all study the same fields.
    pub fn level_of(&self, house: HouseId, field: TechField) -> u8 {
        let read = self.view.starbase_records().filter(|record| record.owner == house);
        let last = read.max_by_key(|record| record.turn);
        last.map_or(self.view.tech(field), |record| record.tech[field].max(1))
    }

    /// Output of an industrial unit before tax, at the base rate of productivity (20 §3).
    pub fn industry_output(&self) -> f64 {
        let tech = &self.rules.tech;
        tech.el_multiplier(self.view.tech(TechField::El)) * tech.cst_factor(self.view.tech(TechField::Cst))
    }
}

/// How much of a fleet's AS counts as a threat, by relation (rulebook 30 §10).
pub(crate) fn relation_weight(relation: Stance) -> f64 {
    match relation {
        Stance::Enemy => 1.0,
        Stance::Hostile => 0.7,
        Stance::Neutral => 0.3,
    }
}

/// The act of a turn: boundaries at 7/30, 15/30 and 25/30 of the game (rulebook 30 §3.1).
fn act(turn: u32, limit: u32) -> usize {
    let length = if limit > 0 { limit } else { 30 };
    [7, 15, 25].iter().filter(|&&bound| turn * 30 > bound * length).count()
}

/// Jumps from the nearest of some systems to all (index = system id), over any lanes.
fn spread(lanes: &[Vec<(SystemId, LaneClass)>], sources: Vec<SystemId>) -> Vec<u32> {
    let mut jumps = vec![FAR; lanes.len()];
    for source in &sources {
        jumps[source.index()] = 0;
    }
    let mut queue = sources;
    let mut next = 0;
    while next < queue.len() {
        let here = queue[next];
        next += 1;
        for &(to, _) in &lanes[here.index()] {
            if jumps[to.index()] == FAR {
                jumps[to.index()] = jumps[here.index()] + 1;
                queue.push(to);
            }
        }
    }
    jumps
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ec4x_engine::dice::Key;
    use ec4x_engine::game::Game;
    use ec4x_engine::scenario::{self, Scenario};

    /// A new game, at its first order window.
    pub(crate) fn game() -> Game {
        let mut rules = Rules::standard();
        let text = scenario::builtin("standard-4-player").expect("the scenario is built in");
        let scenario = Scenario::load("standard-4-player", text, &mut rules).expect("it loads");
        Game::new(rules.into(), scenario.into(), Key(1)).expect("the map has room")
    }

    #[test]
    fn acts_scale_with_the_limit() {
        // 35 turns: 8, 17, 29; 100 turns: 23, 50, 83 (rulebook 30 §3.1).
        for (limit, ends) in [(35, [8, 17, 29]), (100, [23, 50, 83]), (0, [7, 15, 25])] {
            for (index, &end) in ends.iter().enumerate() {
                assert_eq!(
                    (act(end, limit), act(end + 1, limit)),
                    (index, index + 1),
                    "limit {limit}"
                );
            }
        }
    }

    #[test]
    fn spread_counts_jumps() {
        let mut lanes = vec![Vec::new(); 5];
        for (a, b) in [(1, 2), (2, 3)] {
            lanes[a].push((SystemId(b as u32), LaneClass::Major));
            lanes[b].push((SystemId(a as u32), LaneClass::Restricted));
        }
        assert_eq!(spread(&lanes, vec![SystemId(1)])[1..], [0, 1, 2, FAR]);
    }
}
