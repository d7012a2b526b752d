//! Assignment of new and repaired ships to fleets (rulebook 22 §5.4, 04 §8).

use crate::command::descriptor::Acts;
use crate::command::table;
use crate::ids::{ColonyId, FleetId, HouseId, ShipId};
use crate::limits;
use crate::state::rows::Fleet;
use crate::state::{ShipPlace, State};
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// Whether a fleet is stationary: Active, and holding, guarding or patrolling the system where it is
/// (22 §5.4, rulebook 04 R27, W16).
pub fn is_stationary(fleet: &Fleet) -> bool {
    let stays = matches!(table::command(fleet).acts, Acts::Presence);
    fleet.status == FleetStatus::Active
        && fleet.mission != MissionState::ScoutLocked
        && stays
        && fleet.target == fleet.system
}

/// The stationary fleet of lowest id that has room and takes ships of a class; ETACs are never taken.
fn host(state: &State, owner: HouseId, class: ShipClass, colony: ColonyId) -> Option<FleetId> {
    let room = limits::max_ships_per_fleet(state, owner);
    let takes = |fleet: &Fleet| match class {
        ShipClass::Etac | ShipClass::Fighter => false,
        ShipClass::Scout => table::command(fleet).is_idle() && strength::is_scout_only(state, fleet.id),
        _ => strength::has_combat_ship(state, fleet.id),
    };
    let fleets = state.systems[state.colonies[colony].system]
        .fleets
        .iter()
        .map(|&id| &state.fleets[id]);
    let mut fit = fleets.filter(|f| f.owner == owner && is_stationary(f) && f.ships.len() < room && takes(f));
    fit.next().map(|fleet| fleet.id)
}

/// New combat fleets a house may still make: counted when first asked for, then kept up to date by the caller.
#[derive(Default)]
struct Slots(Option<usize>);

impl Slots {
    /// Takes a slot for a new combat fleet, if one is left.
    fn take(&mut self, state: &State, house: HouseId) -> bool {
        let left = self.0.unwrap_or_else(|| {
            limits::max_combat_fleets(state, house).saturating_sub(limits::combat_fleets(state, house))
        });
        self.0 = Some(left.saturating_sub(1));
        left > 0
    }
}

fn assign(state: &mut State, ship: ShipId, colony: ColonyId, slots: &mut Slots) -> bool {
    let (owner, class) = (state.ships[ship].owner, state.ships[ship].class);
    let place = match host(state, owner, class, colony) {
        Some(fleet) => ShipPlace::Fleet(fleet),
        None if class == ShipClass::Fighter => ShipPlace::Colony(colony),
        None if class.is_combat() && !slots.take(state, owner) => ShipPlace::Colony(colony),
        None => ShipPlace::Fleet(state.new_fleet(owner, state.colonies[colony].system)),
    };
    if state.ships[ship].place != place {
        state.move_ship(ship, place);
    }
    class == ShipClass::Fighter || place != ShipPlace::Colony(colony)
}

/// Assigns a new or repaired ship at a colony to a fleet (22 §5.4); true if it found one, false if it waits in orbit
/// because its own new fleet would be one combat fleet too many
/// (rulebook 04 R26). Fighters find the colony's pool.
pub fn assign_ship(turn: &mut Turn, ship: ShipId, colony: ColonyId) -> bool {
    assign(turn.state, ship, colony, &mut Slots::default())
}

/// CMD2d: every ship without a fleet, waiting, new or repaired, looks for one: by house, colony, ship; no flag
/// turns this off (22 §5.4, C20, C21, C29).
pub(super) fn cmd2d_assign(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        let mut slots = Slots::default();
        for index in 0..turn.state.houses[house].colonies.len() {
            let colony = turn.state.houses[house].colonies[index];
            // What keeps one combat ship waiting keeps all later ones at this colony: nothing that is assigned in
            // between makes room for a combat ship.
            let mut full = false;
            for ship in turn.state.colonies[colony].unassigned.clone() {
                let is_combat = turn.state.ships[ship].class.is_combat();
                if !(full && is_combat) {
                    full |= !assign(turn.state, ship, colony, &mut slots) && is_combat;
                }
            }
        }
    }
}
