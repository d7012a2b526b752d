//! What battles and assaults reveal (rulebook 24 §5 "Battles", §6.4, §6.5).

use super::records;
use crate::combat::muster::{Entity, Muster};
use crate::combat::resolve::{Condition, Stand, Unit};
use crate::diplomacy::{self, Role};
use crate::economy;
use crate::feed;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Ship;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// A battle, bombardment or landing of this Conflict Phase, until it is known who may know of it.
#[derive(Clone, Debug)]
pub struct Fight {
    /// Its number.
    pub battle: BattleId,
    /// Where.
    pub system: SystemId,
    /// When.
    pub turn: u32,
    /// What it was.
    pub theatre: Theatre,
    /// Side 0 is the lower house, or the attacker of a colony.
    pub houses: [HouseId; 2],
    /// Who won, if anybody did.
    pub winner: Option<HouseId>,
    /// Rounds fought.
    pub rounds: u16,
    /// Who fought; equal units together, ascending by side and fleet.
    pub parties: Vec<Party>,
}

impl Fight {
    /// Whether a house had anything in it.
    fn engaged(&self, house: HouseId) -> bool {
        self.parties.iter().any(|party| self.houses[party.side] == house)
    }
}

/// Equal units of one side of a fight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// Which side.
    pub side: usize,
    /// The fleet; none for what stands at a colony.
    pub fleet: Option<FleetId>,
    /// Class.
    pub class: UnitClass,
    /// WEP level stamped on them; 0 for what has none.
    pub wep: u8,
    /// State of the hull before the fight.
    pub hull: Hull,
    /// Marines and colonists aboard all of them together.
    pub cargo: u16,
    /// How many there were.
    pub count: u16,
    /// How many were lost.
    pub lost: u16,
    /// Their fleet retreated.
    pub left: bool,
}

impl Party {
    /// One ship.
    fn ship(side: usize, ship: &Ship, hull: Hull, lost: bool) -> Self {
        Self {
            class: ship.class.unit(),
            wep: ship.wep,
            cargo: ship.marines().len() as u16 + u16::from(ship.colonists),
            ..Self::one(side, ship.class.unit(), hull, lost)
        }
    }

    /// One unit that carries nothing.
    fn one(side: usize, class: UnitClass, hull: Hull, lost: bool) -> Self {
        Self {
            side,
            fleet: None,
            class,
            wep: 0,
            hull,
            cargo: 0,
            count: 1,
            lost: u16::from(lost),
            left: false,
        }
    }

    /// What makes units equal.
    fn kind(&self) -> (usize, Option<FleetId>, UnitClass, u8, Hull) {
        (self.side, self.fleet, self.class, self.wep, self.hull)
    }
}

/// Notes a fight when it is over and the state does not know of its losses yet; `fight` has no parties yet.
pub fn note_fight(turn: &mut Turn, fight: Fight, sides: [&Muster; 2]) {
    let mut singles = Vec::new();
    for (side, muster) in sides.into_iter().enumerate() {
        singles.extend(singles_of(turn.state, side, muster));
    }
    singles.sort_by_key(Party::kind);
    let mut parties: Vec<Party> = Vec::new();
    for single in singles {
        match parties.last_mut().filter(|party| party.kind() == single.kind()) {
            Some(party) => {
                party.cargo += single.cargo;
                party.count += single.count;
                party.lost += single.lost;
            }
            None => parties.push(single),
        }
    }
    feed::tell_fight(turn, &fight);
    turn.conflict.fights.push(Fight { parties, ..fight });
}

/// Every unit and screened ship of a side.
fn singles_of(state: &State, side: usize, muster: &Muster) -> Vec<Party> {
    let in_fleet = |party: Party, group: Option<u16>| {
        let group = group.map(usize::from);
        Party {
            fleet: group.map(|group| muster.rosters[group].fleet),
            left: group.is_some_and(|group| muster.groups[group].stand == Stand::Left),
            ..party
        }
    };
    let unit = |(unit, &entity): (&Unit, &Entity)| {
        let hull = match unit.entered {
            Condition::Crippled => Hull::Crippled,
            Condition::Nominal | Condition::Destroyed => Hull::Nominal,
        };
        let lost = !unit.is_alive();
        let party = match entity {
            Entity::Ship(ship) => Party::ship(side, &state.ships[ship], hull, lost),
            Entity::Facility(id) if unit.class == UnitClass::Starbase => Party {
                wep: state.facilities[id].wep,
                ..Party::one(side, unit.class, hull, lost)
            },
            Entity::Facility(_) | Entity::Ground(_) => Party::one(side, unit.class, hull, lost),
        };
        in_fleet(party, unit.group)
    };
    let mut singles: Vec<Party> = muster.units.iter().zip(&muster.entities).map(unit).collect();
    for (index, (roster, group)) in muster.rosters.iter().zip(&muster.groups).enumerate() {
        for (place, &ship) in roster.auxiliaries.iter().enumerate() {
            let row = &state.ships[ship];
            let lost = place < usize::from(group.auxiliaries_lost);
            singles.push(in_fleet(Party::ship(side, row, row.hull, lost), Some(index as u16)));
        }
    }
    singles
}

/// The opponents of a system's fights learn each other's fleets completely, before the first round (rulebook 24 §5).
///
/// To be called in each theatre for every system in which fights are about to begin. The first call for a system with
/// scheduled space battles is about those; any other is about the attackers of the colony and its orbit.
pub fn before_battle(turn: &mut Turn, system: SystemId) {
    let in_space =
        !turn.conflict.met.contains_key(&system) && turn.conflict.battles.iter().any(|battle| battle.system == system);
    let sides = if in_space {
        sides_in_space(turn.state, &turn.conflict, system)
    } else {
        sides_in_orbit(turn.state, &turn.conflict, system)
    };
    let met = turn.conflict.met.entry(system).or_default();
    met.extend(sides.iter().flat_map(|(_, fleets)| fleets));
    for (viewer, fleets) in sides {
        for fleet in fleets {
            records::know_fleet(turn.state, viewer, fleet, Source::Combat);
        }
    }
}

/// Per house of a scheduled space battle: the fleets opposed to it.
fn sides_in_space(state: &State, conflict: &Conflict, system: SystemId) -> Vec<(HouseId, Vec<FleetId>)> {
    let battles = conflict.battles.iter().filter(|battle| battle.system == system);
    let pairs = battles.flat_map(|battle| [(battle, battle.low, battle.high), (battle, battle.high, battle.low)]);
    pairs
        .map(|(battle, viewer, other)| (viewer, diplomacy::battle_side(state, conflict, battle, other).collect()))
        .collect()
}

/// For the owner of the colony: the fleets that attack it; for each attacker: the fleets in the owner's orbit.
fn sides_in_orbit(state: &State, conflict: &Conflict, system: SystemId) -> Vec<(HouseId, Vec<FleetId>)> {
    let Some(owner) = state.controller(system) else {
        return Vec::new();
    };
    let mut attackers = Vec::new();
    let mut orbit = Vec::new();
    for &fleet in &state.systems[system].fleets {
        let row = &state.fleets[fleet];
        if row.ships.is_empty() {
            continue;
        }
        if row.owner == owner && diplomacy::role(state, conflict, fleet) == Role::Orbital {
            orbit.push(fleet);
        }
        if row.owner != owner && attacks(conflict, fleet) {
            attackers.push(fleet);
        }
    }
    let mut houses: Vec<HouseId> = attackers.iter().map(|&fleet| state.fleets[fleet].owner).collect();
    houses.sort_unstable();
    houses.dedup();
    let mut sides: Vec<_> = houses.into_iter().map(|house| (house, orbit.clone())).collect();
    sides.push((owner, attackers));
    sides
}

/// Whether a fleet is on an attack and still in the fight.
fn attacks(conflict: &Conflict, fleet: FleetId) -> bool {
    conflict.tiers.get(&fleet) == Some(&Tier::Attack)
        && !conflict.out_of_play.contains(&fleet)
        && !conflict.retreating.contains(&fleet)
}

/// After the fights of a system, at the end of CON1d: whoever has something left there, fighters and bystanders alike,
/// learns the fleets that fought as they are now and how the fights went, and strikes off what was destroyed, also
/// what was lost with the orbit (W38). Who was annihilated keeps what he knew before, even if a bare colony is left to
/// him (rulebook 24 §5, §6.5, I16, I23).
pub fn after_battle(turn: &mut Turn, system: SystemId) {
    let (here, elsewhere) = std::mem::take(&mut turn.conflict.fights)
        .into_iter()
        .partition::<Vec<Fight>, _>(|fight| fight.system == system);
    turn.conflict.fights = elsewhere;
    let scene = turn.conflict.scenes.get(&system).cloned().unwrap_or_default();
    let met = turn.conflict.met.get(&system).cloned().unwrap_or_default();
    for house in witnesses(turn.state, &turn.conflict, system) {
        if here.iter().any(|fight| fight.engaged(house)) && !has_units(turn.state, house, system) {
            continue;
        }
        for &fleet in &scene {
            let alive = turn.state.fleets.get(fleet).filter(|row| !row.ships.is_empty());
            match alive.map(|row| row.owner) {
                None => records::forget_fleet(turn.state, house, fleet),
                Some(owner) if owner != house && met.contains(&fleet) => {
                    records::know_fleet(turn.state, house, fleet, Source::Combat);
                }
                Some(_) => {}
            }
        }
        for fight in &here {
            records::know_battle(turn.state, house, fight);
        }
    }
}

/// Houses in play with a colony or a living fleet in a system, scouts on missions included; to have been there once is
/// not enough (rulebook 24 I20).
pub fn witnesses(state: &State, conflict: &Conflict, system: SystemId) -> Vec<HouseId> {
    let present = |house: HouseId| {
        state.controller(system) == Some(house)
            || state.systems[system].fleets.iter().any(|fleet| {
                let row = &state.fleets[*fleet];
                row.owner == house && !row.ships.is_empty() && !conflict.absent.contains(fleet)
            })
    };
    state
        .house_ids()
        .filter(|&house| state.in_play(house) && present(house))
        .collect()
}

/// Whether a house has units in a system, of any kind and in any role; of facilities only a working starbase counts.
fn has_units(state: &State, house: HouseId, system: SystemId) -> bool {
    let mut fleets = state.systems[system].fleets.iter().map(|&fleet| &state.fleets[fleet]);
    let own = state.colony_at(system).filter(|colony| colony.owner == house);
    fleets.any(|fleet| fleet.owner == house && !fleet.ships.is_empty())
        || own.is_some_and(|colony| {
            let units = colony.garrison.len() + colony.pool.len() + colony.unassigned.len();
            units > 0 || economy::working_starbases(state, colony) > 0
        })
}

/// A house learns garrison, population, industry and facilities of a foreign colony as they stand: one that it bombards
/// or assaults (W20), and one that it has just lost to another house (rulebook 24 §6.4, I25).
pub fn learn_colony(turn: &mut Turn, house: HouseId, colony: ColonyId) {
    records::know_colony(turn.state, house, colony, Source::Combat);
}
