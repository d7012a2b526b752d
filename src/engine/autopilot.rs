//! The engine plays for absent players and for collapsed houses (rulebook 01 §7, §8).

use std::borrow::Cow;

use crate::construction;
use crate::economy;
use crate::events::EconomyKind;
use crate::ids::*;
use crate::orders::*;
use crate::state::State;
use crate::state::rows::{Colony, Fleet};
use crate::strength;
use crate::turn::Turn;
use crate::victory::collapse;
use crate::vocab::*;

/// INC0: a house that has missed too many order windows in a row is played by the engine (rulebook 01 §8).
pub fn inc0_autopilot(turn: &mut Turn) {
    let threshold = turn.state.rules.gameplay.autopilot.mia_turns_threshold;
    for house in turn.state.house_ids() {
        let row = &turn.state.houses[house];
        if row.status == HouseStatus::Active && row.missed >= threshold {
            let missed = i64::from(row.missed);
            turn.state.houses[house].status = HouseStatus::Autopilot;
            turn.economy(Step::Inc0, house, EconomyKind::Autopilot, |event| event.amount = missed);
        }
    }
}

/// CMD5: the packets that count (index = house id − 1). Any packet, even an empty one, is a submission and ends an
/// autopilot (rulebook 01 R17); for an absent player on autopilot, and for a house that has collapsed, the engine makes
/// one; a house that is out has none.
pub fn cmd5_packets<'p>(turn: &mut Turn, packets: &'p [Option<Orders>]) -> Cow<'p, [Option<Orders>]> {
    let mut counted = Cow::Borrowed(packets);
    for house in turn.state.house_ids() {
        let index = house.index() - 1;
        let sent = packets.get(index).and_then(Option::as_ref);
        let replaced = match (turn.state.houses[house].status, sent) {
            (HouseStatus::Active | HouseStatus::Autopilot, Some(packet)) => {
                note_submission(turn.state, house, packet);
                continue;
            }
            (HouseStatus::Active, None) => {
                turn.state.houses[house].missed += 1;
                continue;
            }
            (HouseStatus::Autopilot, None) => {
                turn.state.houses[house].missed += 1;
                Some(packet(turn.state, house))
            }
            (HouseStatus::Collapsed, sent) => Some(collapse::cmd5_packet(turn.state, house, sent)),
            (HouseStatus::Eliminated, None) => continue,
            (HouseStatus::Eliminated, Some(_)) => None,
        };
        let counted = counted.to_mut();
        if counted.len() <= index {
            counted.resize(index + 1, None);
        }
        counted[index] = replaced;
    }
    counted
}

/// A packet has come: its player is there, and its deposits are what an autopilot would go on with.
fn note_submission(state: &mut State, house: HouseId, packet: &Orders) {
    let row = &state.houses[house];
    let deposits = Pool::ALL
        .iter()
        .map(|&pool| (pool, packet.research.deposit[usize::from(pool.code())].max(0)));
    let same = deposits.clone().all(|(pool, pp)| row.deposits[pool] == pp);
    if same && row.missed == 0 && row.status == HouseStatus::Active {
        return;
    }
    let row = &mut state.houses[house];
    (row.missed, row.status) = (0, HouseStatus::Active);
    for (pool, pp) in deposits {
        row.deposits[pool] = pp;
    }
}

/// What the engine orders for an absent player (rulebook 01 R16). It never attacks, colonises, spies or negotiates,
/// whatever `noOffensiveOps` and `maintainDiplomacy` say, and leaves the tax rate alone (W111).
fn packet(state: &State, house: HouseId) -> Orders {
    let rules = &state.rules.gameplay.autopilot_behavior;
    let mut orders = Orders::default();
    if rules.patrol_home_systems {
        let fleets = state.houses[house].fleets.iter().map(|&id| &state.fleets[id]);
        orders.fleets = fleets.filter_map(|fleet| patrol(state, fleet)).collect();
    }
    if rules.maintain_economy {
        for &pool in Pool::ALL {
            orders.research.deposit[usize::from(pool.code())] = state.houses[house].deposits[pool];
        }
    }
    if rules.defensive_construction {
        orders.builds = defences(state, house);
    }
    orders
}

/// Idle fleets abroad go home; those at an own colony that can fight patrol it. Other commands run to completion.
fn patrol(state: &State, fleet: &Fleet) -> Option<FleetOrder> {
    if fleet.status != FleetStatus::Active || fleet.command != CommandKind::Hold {
        return None;
    }
    let homeless = state.houses[fleet.owner].colonies.is_empty();
    match state.controller(fleet.system) == Some(fleet.owner) {
        true if strength::has_combat_ship(state, fleet.id) => {
            let here = Some(fleet.system);
            Some(FleetOrder::new(fleet.id, CommandKind::Patrol, here))
        }
        false if !homeless => Some(FleetOrder::new(fleet.id, CommandKind::SeekHome, None)),
        _ => None,
    }
}

/// One project a colony at most, ascending, while what is left pays the upkeep.
fn defences(state: &State, house: HouseId) -> Vec<Build> {
    let mut spare = state.houses[house].treasury - economy::upkeep_due(state, house);
    let mut builds = Vec::new();
    for &colony in &state.houses[house].colonies {
        let Some((product, price)) = next_defence(state, &state.colonies[colony]) else {
            continue;
        };
        if price <= spare {
            spare -= price;
            builds.push(Build {
                colony,
                product,
                quantity: 1,
            });
        }
    }
    builds
}

/// The first thing that a colony lacks and that can be ordered there, with its price; what is being built already is
/// not lacking (W112).
fn next_defence(state: &State, colony: &Colony) -> Option<(Product, i64)> {
    let minimum = &state.rules.gameplay.autopilot;
    let wanted = [
        (Product::Facility(FacilityKind::Spaceport), 1),
        (Product::Ground(GroundKind::GroundBattery), minimum.min_batteries),
        (Product::Ground(GroundKind::Army), minimum.min_armies),
        (Product::Facility(FacilityKind::Shipyard), 1),
        (Product::Facility(FacilityKind::Starbase), 1),
    ];
    let lacking = wanted
        .into_iter()
        .filter(|&(product, minimum)| have(state, colony, product) < minimum as usize);
    lacking
        .filter_map(|(product, _)| Some((product, construction::quote(state, colony.id, product).ok()?)))
        .next()
}

/// How many of a product a colony has or is building.
fn have(state: &State, colony: &Colony, product: Product) -> usize {
    let projects = colony.projects.iter().map(|&id| &state.projects[id]);
    match product {
        Product::Facility(kind) => {
            let standing = colony
                .facilities
                .iter()
                .filter(|&&id| state.facilities[id].kind == kind);
            standing.count() + projects.filter(|project| project.facility_kind == Some(kind)).count()
        }
        Product::Ground(kind) => {
            let standing = colony.garrison.iter().filter(|&&id| state.ground[id].kind == kind);
            standing.count() + projects.filter(|project| project.ground == Some(kind)).count()
        }
        Product::Ship(_) | Product::Industry | Product::IndustryBudget => 0,
    }
}

#[cfg(test)]
mod tests;
