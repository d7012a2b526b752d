//! From the state to the resolver's lists: units in hit order (rulebook 11 §2.4, K7), and what each of them stands for.

use super::refuge;
use super::resolve::{Group, Side, Unit};
use crate::command::descriptor::Acts;
use crate::command::table;
use crate::diplomacy;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::{Facility, Fleet, Ground, Ship};
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// What a unit of the resolver stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A ship or fighter.
    Ship(ShipId),
    /// A facility.
    Facility(FacilityId),
    /// A ground unit.
    Ground(GroundId),
}

/// A fleet in a muster, with its screened ships.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The fleet.
    pub fleet: FleetId,
    /// Its ETACs and transports, ascending.
    pub auxiliaries: Vec<ShipId>,
}

/// The forces of one house in one battle or operation, as the resolver sees them and as the state knows them.
#[derive(Clone, Debug, Default)]
pub struct Muster {
    /// Units in hit order.
    pub units: Vec<Unit>,
    /// What they stand for, by the same index.
    pub entities: Vec<Entity>,
    /// Fleets, as the resolver sees them.
    pub groups: Vec<Group>,
    /// Fleets, by the same index.
    pub rosters: Vec<Roster>,
}

/// A ship as the resolver sees it; `share` is what the status of its fleet leaves of its attack strength.
fn ship_unit(state: &State, ship: &Ship, share: f64) -> Unit {
    let unit = Unit::stamped(&state.rules, ship.class.unit(), ship.attack, ship.defense, share);
    Unit {
        cost: ship.build_cost,
        ..unit
    }
    .entering(ship.hull.into())
}

/// A starbase or spaceport as the resolver sees it.
fn facility_unit(state: &State, facility: &Facility) -> Unit {
    let unit = Unit::stamped(
        &state.rules,
        facility.kind.unit(),
        facility.attack,
        facility.defense,
        1.0,
    );
    Unit {
        cost: state.rules.facilities.kind(facility.kind).build_cost,
        ..unit
    }
    .entering(facility.hull.into())
}

/// A ground unit as the resolver sees it.
fn ground_unit(state: &State, unit: &Ground) -> Unit {
    Unit::stock(&state.rules, unit.kind.unit(), 0).entering(unit.hull.into())
}

/// The part of its attack strength that a ship in a fleet of this status has (rulebook 10 §7).
fn share(state: &State, status: FleetStatus) -> f64 {
    match status {
        FleetStatus::Active => 1.0,
        FleetStatus::Reserve => state.rules.ships.ship_status.reserve.attack_multiplier,
        FleetStatus::Mothballed => 0.0,
    }
}

impl Muster {
    /// Adds a unit and returns its index.
    fn push(&mut self, unit: Unit, entity: Entity) -> u16 {
        self.units.push(unit);
        self.entities.push(entity);
        (self.units.len() - 1) as u16
    }

    /// Adds a fleet with its combat ships, then the fighters in their hangars; its auxiliaries are screened (§2.3).
    pub fn add_fleet(&mut self, state: &State, conflict: &Conflict, fleet: FleetId) {
        let row = &state.fleets[fleet];
        let group = self.groups.len() as u16;
        let share = share(state, row.status);
        let (screened, combat): (Vec<ShipId>, Vec<ShipId>) = row
            .ships
            .iter()
            .partition(|&&ship| state.ships[ship].class.is_auxiliary());
        let first = self.units.len() as u16;
        for &ship in &combat {
            self.push(
                ship_unit(state, &state.ships[ship], share).in_group(group),
                Entity::Ship(ship),
            );
        }
        self.add_hangars(state, &combat, first, share, Some(group));
        self.groups.push(Group {
            escorts: combat.len() as u16,
            auxiliaries: screened.len() as u16,
            crippled_auxiliary: screened.iter().any(|&ship| state.ships[ship].hull == Hull::Crippled),
            ..bearing(state, conflict, row)
        });
        self.rosters.push(Roster {
            fleet,
            auxiliaries: screened,
        });
    }

    /// Adds a fleet with all its ships as targets, transports with the marines aboard, then the fighters (§18.2).
    pub fn add_blitz_fleet(&mut self, state: &State, conflict: &Conflict, fleet: FleetId) {
        let row = &state.fleets[fleet];
        let group = self.groups.len() as u16;
        let first = self.units.len() as u16;
        for &ship in &row.ships {
            self.push(
                ship_unit(state, &state.ships[ship], 1.0).in_group(group),
                Entity::Ship(ship),
            );
        }
        self.add_hangars(state, &row.ships, first, 1.0, Some(group));
        for (transport, &ship) in (first..).zip(&row.ships) {
            for &marine in state.ships[ship].marines() {
                let unit = ground_unit(state, &state.ground[marine])
                    .in_group(group)
                    .aboard(transport);
                self.push(unit, Entity::Ground(marine));
            }
        }
        let escorts = row
            .ships
            .iter()
            .filter(|&&ship| state.ships[ship].class.is_combat())
            .count() as u16;
        self.groups.push(Group {
            escorts,
            ..bearing(state, conflict, row)
        });
        self.rosters.push(Roster {
            fleet,
            auxiliaries: Vec::new(),
        });
    }

    /// Adds the fighters of carriers whose units begin at index `first`.
    fn add_hangars(&mut self, state: &State, ships: &[ShipId], first: u16, share: f64, group: Option<u16>) {
        for (carrier, &ship) in (first..).zip(ships) {
            for &fighter in state.ships[ship].fighters().iter() {
                let unit = ship_unit(state, &state.ships[fighter], share).aboard(carrier);
                self.push(Unit { group, ..unit }, Entity::Ship(fighter));
            }
        }
    }

    /// Adds a ship or fighter that belongs to no fleet.
    pub fn add_single(&mut self, state: &State, ship: ShipId) {
        let index = self.push(ship_unit(state, &state.ships[ship], 1.0), Entity::Ship(ship));
        self.add_hangars(state, &[ship], index, 1.0, None);
    }

    /// Adds a facility.
    pub fn add_facility(&mut self, state: &State, facility: FacilityId) {
        self.push(
            facility_unit(state, &state.facilities[facility]),
            Entity::Facility(facility),
        );
    }

    /// Adds a ground unit.
    pub fn add_ground(&mut self, state: &State, unit: GroundId) {
        self.push(ground_unit(state, &state.ground[unit]), Entity::Ground(unit));
    }

    /// Fixes which fleets have a place to go to (rulebook 04 §12.6).
    pub fn find_refuges(&mut self, state: &State, house: HouseId, system: SystemId) {
        if self.groups.is_empty() {
            return;
        }
        let refuge = refuge::exists(state, house, system);
        for group in &mut self.groups {
            group.refuge = refuge;
        }
    }

    /// Whether there is anything, screened ships included.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.rosters.iter().all(|roster| roster.auxiliaries.is_empty())
    }

    /// Takes the units out as one side of a battle.
    pub fn take_side(&mut self, state: &State, conflict: &Conflict, house: HouseId, system: SystemId) -> Side {
        Side {
            house,
            units: std::mem::take(&mut self.units),
            groups: std::mem::take(&mut self.groups),
            eli: state.tech(house, TechField::Eli),
            clk: state.tech(house, TechField::Clk),
            morale: conflict.morale[house.index()],
            owner: state.controller(system) == Some(house),
            homeworld: state.defends_homeworld(house, system),
        }
    }
}

/// When a fleet leaves a fight (§10.1, §12): not while it bombards, invades or blitzes (rulebook 11 K20).
fn bearing(state: &State, conflict: &Conflict, fleet: &Fleet) -> Group {
    let mobile = fleet.status == FleetStatus::Active && !state.defends_homeworld(fleet.owner, fleet.system);
    let resolute = matches!(table::command(fleet).acts, Acts::Assault { .. })
        && diplomacy::is_executing(fleet)
        && !conflict.failed.contains(&fleet.id);
    Group {
        roe_percent: state.rules.combat.roe_percent(fleet.roe),
        may_retreat: mobile && !resolute,
        may_withdraw: mobile,
        ..Group::default()
    }
}

/// Level of the shield of a colony, if there is one: that of its owner's SLD when it was built (rulebook 10 U19).
pub fn shield_level(state: &State, colony: ColonyId) -> Option<u8> {
    let mut garrison = state.colonies[colony].garrison.iter().map(|&unit| &state.ground[unit]);
    let shield = garrison.find(|unit| unit.kind == GroundKind::PlanetaryShield);
    shield.map(|unit| unit.shield_level)
}

/// Hits that the shield of a colony keeps away, as a share; 0 without one. No other figure of shields is live
/// (rulebook 10 U18).
pub fn blocked_share(state: &State, colony: ColonyId) -> f64 {
    shield_level(state, colony).map_or(0.0, |level| state.rules.tech.hits_blocked(level))
}
