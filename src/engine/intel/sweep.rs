//! Sensor sweeps and meetings of scouts (rulebook 24 §4.9, §5).

use std::collections::BTreeSet;

use super::detection::{self, Sensors};
use super::records;
use crate::dice::Stream;
use crate::diplomacy;
use crate::espionage;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// The two sweeps of a turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sweep {
    /// CON1f.iv, after all combat.
    Conflict,
    /// PRD6, on the positions after movement.
    Production,
}

/// By what a house is present in a system.
#[derive(Clone, Copy, Default)]
struct Presence {
    /// An own colony.
    colony: bool,
    /// A fleet that is not only scouts.
    fleet: bool,
    /// Scouts in the largest unlocked scout fleet: it makes the one roll (W35).
    scouts: usize,
}

impl Presence {
    fn is_present(self) -> bool {
        self.colony || self.fleet || self.scouts > 0
    }

    fn scouts_only(self) -> bool {
        !self.colony && !self.fleet
    }
}

/// CON1f.iv: every house looks around where it is present, and notes planet and owner there (rulebook 24 §5, §6.3).
pub fn con1f_sweep(turn: &mut Turn) {
    sweep(turn, Sweep::Conflict);
}

/// PRD6: the second sweep, on the positions after movement (rulebook 24 §5).
pub fn prd6_sweep(turn: &mut Turn) {
    sweep(turn, Sweep::Production);
}

/// PRD1d: scout fleets of different houses in one system try to see each other, each direction separately
/// (rulebook 24 §4.9, I14, rulebook 03 R20).
pub fn prd1d_scout_meetings(turn: &mut Turn) {
    let state = &turn.state;
    let roams = |fleet: &&Fleet| is_roaming_scout(state, fleet) && !diplomacy::stands_outside(fleet);
    let mut scouts: Vec<(SystemId, FleetId, HouseId)> = state
        .fleets
        .iter()
        .filter(roams)
        .map(|fleet| (fleet.system, fleet.id, fleet.owner))
        .collect();
    scouts.sort_unstable();
    for here in scouts.chunk_by(|a, b| a.0 == b.0) {
        for &(_, observer, house) in here {
            for &(_, target, other) in here.iter().filter(|&&(.., owner)| owner != house) {
                if meets(turn.state, observer, target, other) {
                    records::sight_fleet(turn.state, house, target, Source::Encounter);
                }
            }
        }
    }
}

/// Whether a scout fleet sees one of another house.
fn meets(state: &State, observer: FleetId, target: FleetId, other: HouseId) -> bool {
    let scouts = state.fleets[observer].ships.len();
    let threshold = detection::meeting_threshold(&state.rules, scouts, state.tech(other, TechField::Eli));
    let stream = Stream::ScoutMeeting(observer, target);
    state.streams.open(state.turn(), stream).d20() as i32 >= threshold
}

fn is_roaming_scout(state: &State, fleet: &Fleet) -> bool {
    fleet.mission != MissionState::ScoutLocked && !fleet.ships.is_empty() && strength::is_scout_only(state, fleet.id)
}

/// Looks around in every system where a house is present: of what is there only what is seen is written down, and of
/// houses only what was seen of them (rulebook 24 I4, I5, I21). Houses that are out look no more (W39).
fn sweep(turn: &mut Turn, sweep: Sweep) {
    let houses = turn.state.house_ids().filter(|&house| turn.state.in_play(house));
    for house in houses.collect::<Vec<_>>() {
        for system in places(turn.state, house) {
            // Scouts on missions and View fleets at the edge see the planet as well, and whose it is (W95).
            if sweep == Sweep::Conflict {
                records::note_system(turn.state, house, system, Source::Sweep);
            }
            let presence = presence(turn, sweep, house, system);
            if !presence.is_present() {
                continue;
            }
            for fleet in turn.state.systems[system].fleets.clone() {
                let foreign = turn.state.fleets[fleet].owner != house;
                if foreign && sees(turn, sweep, house, presence, fleet) {
                    records::sight_fleet(turn.state, house, fleet, Source::Sweep);
                }
            }
        }
    }
}

/// The systems with a colony or fleet of a house, ascending.
fn places(state: &State, house: HouseId) -> BTreeSet<SystemId> {
    let row = &state.houses[house];
    let colonies = row.colonies.iter().map(|&colony| state.colonies[colony].system);
    colonies
        .chain(row.fleets.iter().map(|&fleet| state.fleets[fleet].system))
        .collect()
}

/// Whether a fleet is out of everybody's sight: scouts on a mission, View fleets at the edge of the system (I22).
fn is_hidden(turn: &Turn, sweep: Sweep, fleet: &Fleet) -> bool {
    fleet.mission == MissionState::ScoutLocked
        || match sweep {
            Sweep::Conflict => turn.conflict.absent.contains(&fleet.id),
            Sweep::Production => diplomacy::stands_outside(fleet),
        }
}

fn presence(turn: &Turn, sweep: Sweep, house: HouseId, system: SystemId) -> Presence {
    let state = &turn.state;
    let mut presence = Presence {
        colony: state.controller(system) == Some(house),
        ..Presence::default()
    };
    for &id in &state.systems[system].fleets {
        let fleet = &state.fleets[id];
        if fleet.owner != house || fleet.ships.is_empty() || is_hidden(turn, sweep, fleet) {
            continue;
        }
        if strength::is_scout_only(state, id) {
            presence.scouts = presence.scouts.max(fleet.ships.len());
        } else {
            presence.fleet = true;
        }
    }
    presence
}

/// The table of rulebook 24 §5: the first row that applies decides.
fn sees(turn: &Turn, sweep: Sweep, house: HouseId, presence: Presence, target: FleetId) -> bool {
    let state = &turn.state;
    let fleet = &state.fleets[target];
    if fleet.ships.is_empty() || is_hidden(turn, sweep, fleet) {
        return false;
    }
    let by_colony_only = presence.colony && !presence.fleet && presence.scouts == 0;
    if by_colony_only && espionage::in_force(state, fleet.owner, EffectKind::IntelBlocked) {
        return false;
    }
    let open = || {
        let stream = match sweep {
            Sweep::Conflict => Stream::Sweep(house, target),
            Sweep::Production => Stream::SecondSweep(house, target),
        };
        state.streams.open(state.turn(), stream)
    };
    let sensors = Sensors::of(state, house, fleet.system);
    if strength::is_scout_only(state, target) {
        let threshold = match sweep {
            // PRD1d has judged these pairs.
            Sweep::Production if presence.scouts_only() => return false,
            Sweep::Conflict if presence.scouts_only() => {
                let eli = state.tech(fleet.owner, TechField::Eli);
                detection::meeting_threshold(&state.rules, presence.scouts, eli)
            }
            _ => detection::scout_threshold(&state.rules, fleet.ships.len(), sensors),
        };
        return open().d20() as i32 >= threshold;
    }
    if fleet
        .ships
        .iter()
        .any(|&ship| state.ships[ship].class == ShipClass::Raider)
    {
        let mut dice = open();
        let observer = dice.d10() as i32 + sensors.worth(&state.rules);
        return observer >= dice.d10() as i32 + i32::from(state.tech(fleet.owner, TechField::Clk));
    }
    true
}
