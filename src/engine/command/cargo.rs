//! CMD5: marines and fighters go aboard and ashore (rulebook 04 §7.2); colonists do not (rulebook 04 R10).

use super::resolve;
use super::zero_turn::port;
use crate::events::Reason;
use crate::ids::*;
use crate::limits;
use crate::orders::FleetRef;
use crate::state::rows::{Fleet, Ship};
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// The own colony at which an Active fleet can load and unload.
fn quay(state: &State, fleet: &Fleet) -> Result<ColonyId, Reason> {
    match fleet.status {
        FleetStatus::Active => port(state, fleet),
        FleetStatus::Reserve | FleetStatus::Mothballed => Err(Reason::NotAvailable),
    }
}

/// LoadMarines: divisions of the garrison, highest id first, board the uncrippled transports of a fleet in ship order;
/// as many as are wanted (0: all), there and have room.
pub(super) fn load_marines(turn: &mut Turn, house: HouseId, fleet: FleetRef, quantity: u32) -> Result<(), Reason> {
    let fleet = resolve(turn, house, fleet).ok_or(Reason::NotOwned)?;
    let state = &mut *turn.state;
    let colony = quay(state, &state.fleets[fleet])?;
    let is_sound = |ship: &&Ship| ship.class == ShipClass::TroopTransport && ship.hull == Hull::Nominal;
    let ships = state.fleets[fleet].ships.iter().map(|&ship| &state.ships[ship]);
    let transports: Vec<(ShipId, usize)> = ships
        .filter(is_sound)
        .map(|ship| (ship.id, ship.marines().len()))
        .collect();
    if transports.is_empty() {
        return Err(Reason::Composition);
    }
    let capacity = limits::transport_capacity(state, house);
    let berths = transports
        .iter()
        .flat_map(|&(ship, aboard)| (aboard..capacity).map(move |_| ship));
    let garrison = state.colonies[colony].garrison.iter().rev().copied();
    let marines = garrison.filter(|&unit| state.ground[unit].kind == GroundKind::Marine);
    let wanted = if quantity == 0 { usize::MAX } else { quantity as usize };
    let boarding: Vec<(GroundId, ShipId)> = marines.zip(berths).take(wanted).collect();
    if boarding.is_empty() {
        return Err(Reason::Nothing);
    }
    for (marine, transport) in boarding {
        state.embark(marine, transport);
    }
    Ok(())
}

/// UnloadMarines: all divisions of a fleet join the garrison.
pub(super) fn unload_marines(turn: &mut Turn, house: HouseId, fleet: FleetRef) -> Result<(), Reason> {
    let fleet = resolve(turn, house, fleet).ok_or(Reason::NotOwned)?;
    let state = &mut *turn.state;
    let colony = quay(state, &state.fleets[fleet])?;
    let ships = state.fleets[fleet].ships.iter();
    let marines: Vec<GroundId> = ships
        .flat_map(|&ship| state.ships[ship].marines().iter().copied())
        .collect();
    if marines.is_empty() {
        return Err(Reason::Nothing);
    }
    for marine in marines {
        state.disembark(marine, colony);
    }
    Ok(())
}

/// An own carrier with the fleet that it is in.
fn carrier_in_fleet(state: &State, house: HouseId, carrier: ShipId) -> Result<(&Ship, &Fleet), Reason> {
    let ship = state
        .ships
        .get(carrier)
        .filter(|ship| ship.owner == house)
        .ok_or(Reason::NotOwned)?;
    if !ship.class.is_carrier() {
        return Err(Reason::Composition);
    }
    Ok((ship, &state.fleets[ship.fleet().ok_or(Reason::WrongPlace)?]))
}

/// An own carrier in a fleet, with the colony at which it can load and unload.
fn carrier_at_quay(state: &State, house: HouseId, carrier: ShipId) -> Result<(&Ship, ColonyId), Reason> {
    let (ship, fleet) = carrier_in_fleet(state, house, carrier)?;
    Ok((ship, quay(state, fleet)?))
}

/// Free places for fighters aboard an uncrippled carrier (rulebook 04 R37).
///
/// # Errors
/// It is crippled, or full.
fn hangar_room(state: &State, ship: &Ship) -> Result<usize, Reason> {
    if ship.hull != Hull::Nominal {
        return Err(Reason::Composition);
    }
    match limits::hangar_capacity(state, ship.owner, ship.class).saturating_sub(ship.fighters().len()) {
        0 => Err(Reason::Limit),
        room => Ok(room),
    }
}

/// The named fighters, each once, if all of them are at a place.
fn fighters_at(state: &State, house: HouseId, fighters: &[ShipId], place: ShipPlace) -> Result<Vec<ShipId>, Reason> {
    let mut chosen: Vec<ShipId> = Vec::with_capacity(fighters.len());
    for &id in fighters {
        let ship = state
            .ships
            .get(id)
            .filter(|ship| ship.owner == house)
            .ok_or(Reason::NotOwned)?;
        if ship.class != ShipClass::Fighter || ship.place != place {
            return Err(Reason::WrongPlace);
        }
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    if chosen.is_empty() {
        Err(Reason::Nothing)
    } else {
        Ok(chosen)
    }
}

/// Moves as many of the named fighters from a place into a carrier as there is room for.
fn embark_fighters(
    state: &mut State,
    house: HouseId,
    fighters: &[ShipId],
    from: ShipPlace,
    carrier: ShipId,
    room: usize,
) -> Result<(), Reason> {
    for fighter in fighters_at(state, house, fighters, from)?.into_iter().take(room) {
        state.move_ship(fighter, ShipPlace::Carrier(carrier));
    }
    Ok(())
}

/// LoadFighters: fighters of the colony's pool board an uncrippled carrier as far as its hangar has room.
pub(super) fn load_fighters(
    state: &mut State,
    house: HouseId,
    carrier: ShipId,
    fighters: &[ShipId],
) -> Result<(), Reason> {
    let (ship, colony) = carrier_at_quay(state, house, carrier)?;
    let room = hangar_room(state, ship)?;
    embark_fighters(state, house, fighters, ShipPlace::Colony(colony), carrier, room)
}

/// TransferFighters: fighters of one carrier go to another, uncrippled one in the same system as far as its hangar has
/// room. No colony is needed, and none that is blockaded or besieged is in the way (rulebook 04 §7.2, W120).
pub(super) fn transfer_fighters(
    state: &mut State,
    house: HouseId,
    source: ShipId,
    target: ShipId,
    fighters: &[ShipId],
) -> Result<(), Reason> {
    let (_, from) = carrier_in_fleet(state, house, source)?;
    let (ship, to) = carrier_in_fleet(state, house, target)?;
    if source == target {
        return Err(Reason::BadTarget);
    }
    if from.system != to.system {
        return Err(Reason::WrongPlace);
    }
    if [from, to].iter().any(|fleet| fleet.status != FleetStatus::Active) {
        return Err(Reason::NotAvailable);
    }
    let room = hangar_room(state, ship)?;
    embark_fighters(state, house, fighters, ShipPlace::Carrier(source), target, room)
}

/// UnloadFighters: fighters of a carrier join the colony's pool, whatever its capacity.
pub(super) fn unload_fighters(
    state: &mut State,
    house: HouseId,
    carrier: ShipId,
    fighters: &[ShipId],
) -> Result<(), Reason> {
    let (_, colony) = carrier_at_quay(state, house, carrier)?;
    for fighter in fighters_at(state, house, fighters, ShipPlace::Carrier(carrier))? {
        state.move_ship(fighter, ShipPlace::Colony(colony));
    }
    Ok(())
}
