//! Stocks of a house at the close of a row (rulebook 31 §7).

use super::act;
use crate::command::table;
use crate::diplomacy;
use crate::events::{ClassColumns, HouseStock, PoolColumns};
use crate::limits;
use crate::num;
use crate::population;
use crate::research;
use crate::state::State;
use crate::state::rows::*;
use crate::strength;
use crate::victory;
use crate::vocab::*;

/// The stocks of all houses, ascending. Ships are counted where they are, so that each is looked at once: late in a game
/// there are ten thousand.
pub fn stocks(state: &State) -> Vec<HouseStock> {
    let mut stocks: Vec<HouseStock> = state.houses.iter().map(|house| standing(state, house)).collect();
    let mut weapons = vec![Mean::default(); stocks.len()];
    let count = |unit: &Ground| count_ground(unit, &mut stocks[unit.owner.index() - 1]);
    state.ground.iter().for_each(count);
    for fleet in state.fleets.iter() {
        let index = fleet.owner.index() - 1;
        count_fleet(state, fleet, &mut stocks[index], &mut weapons[index]);
    }
    for (stock, mut weapons) in stocks.iter_mut().zip(weapons) {
        for &colony in &state.houses[stock.house].colonies {
            count_colony(state, &state.colonies[colony], stock, &mut weapons);
        }
        stock.wep_mean_x100 = weapons.mean().map(|mean| mean as u16);
        stock.infra_damage_permille /= i32::from(stock.colonies.max(1));
    }
    stocks
}

#[derive(Clone, Copy, Default)]
struct Mean {
    sum: i64,
    count: i64,
}

impl Mean {
    fn add(&mut self, value: i64) {
        self.sum += value;
        self.count += 1;
    }

    /// Rounded down.
    fn mean(self) -> Option<i64> {
        (self.count > 0).then(|| self.sum / self.count)
    }
}

/// What the house's own row and its limits say; everything that is counted starts at 0.
fn standing(state: &State, house: &House) -> HouseStock {
    let id = house.id;
    let mut pool = PoolColumns::default();
    let mut pool_cap = PoolColumns::default();
    for &kind in Pool::ALL {
        pool[kind] = house.rp[kind];
        pool_cap[kind] = research::capacity(state, id, kind);
    }
    let relations = |wanted: Stance| {
        let others = state.house_ids().filter(|&other| other != id && state.in_play(other));
        others.filter(|&other| state.relation(id, other) == wanted).count() as u8
    };
    HouseStock {
        turn: state.turn(),
        house: id,
        act: act(state),
        place: victory::place(state, id) as u8,
        status: victory::standing(state, id),
        treasury_close: house.treasury,
        tax_rate: house.tax,
        pu: 0,
        ptu: 0,
        iu: 0,
        iu_damaged: 0,
        infra_damage_permille: 0,
        gho: house.gho,
        shortfall_streak: house.shortfall_streak,
        colonies: house.colonies.len() as u16,
        colonies_blockaded: 0,
        colonies_no_ground: 0,
        colonies_no_orbit: 0,
        tech: house.tech,
        pool,
        pool_cap,
        prestige: house.prestige,
        neg_prestige_turns: house.negative_turns,
        ebp: house.ebp,
        cip: house.cip,
        n: ClassColumns::default(),
        ships_crippled: 0,
        starbases: 0,
        starbases_crippled: 0,
        shields: 0,
        batteries: 0,
        armies: 0,
        marines_garrison: 0,
        marines_aboard: 0,
        spaceports: 0,
        shipyards: 0,
        drydocks: 0,
        docks: 0,
        docks_used: 0,
        fighters_colony: 0,
        fighter_capacity: 0,
        fighters_embarked: 0,
        hangar_capacity: 0,
        colonies_over_fighter_cap: 0,
        c2_total: limits::c2_used(state, id),
        c2_pool: limits::c2_pool(state, id),
        combat_fleets: limits::combat_fleets(state, id) as u16,
        combat_fleet_cap: limits::max_combat_fleets(state, id) as u16,
        carriers_empty: 0,
        fleets_active: 0,
        fleets_reserve: 0,
        fleets_mothballed: 0,
        as_total: 0,
        ds_total: 0,
        as_orbital: 0,
        wep_mean_x100: None,
        rel_neutral: relations(Stance::Neutral),
        rel_hostile: relations(Stance::Hostile),
        rel_enemy: relations(Stance::Enemy),
        queue_depth: 0,
        transfers_active: house.transfers.len() as u16,
        breakthrough: None,
        missions_running: 0,
        fleets_idle: 0,
        etacs_idle: 0,
    }
}

/// A ship with the fighters in its hangar, which are never crippled (rulebook 11 §8).
fn count_ship(state: &State, ship: &Ship, stock: &mut HouseStock, weapons: &mut Mean) {
    stock.n[ship.class] += 1;
    stock.ships_crippled += u16::from(ship.hull == Hull::Crippled);
    stock.n[ShipClass::Fighter] += ship.fighters().len() as u16;
    stock.fighters_embarked += ship.fighters().len() as u16;
    if ship.class.is_combat() {
        weapons.add(i64::from(ship.wep) * 100);
    }
    if ship.class.is_carrier() {
        stock.hangar_capacity += limits::hangar_capacity(state, ship.owner, ship.class) as u16;
        stock.carriers_empty += u16::from(ship.fighters().is_empty());
    }
}

fn count_ground(unit: &Ground, stock: &mut HouseStock) {
    let column = match (unit.kind, unit.ship) {
        (GroundKind::Marine, Some(_)) => &mut stock.marines_aboard,
        (GroundKind::Marine, None) => &mut stock.marines_garrison,
        (GroundKind::Army, _) => &mut stock.armies,
        (GroundKind::GroundBattery, _) => &mut stock.batteries,
        (GroundKind::PlanetaryShield, _) => &mut stock.shields,
    };
    *column += 1;
}

fn count_fleet(state: &State, fleet: &Fleet, stock: &mut HouseStock, weapons: &mut Mean) {
    match fleet.status {
        FleetStatus::Active => stock.fleets_active += 1,
        FleetStatus::Reserve => stock.fleets_reserve += 1,
        FleetStatus::Mothballed => stock.fleets_mothballed += 1,
    }
    stock.missions_running += u16::from(fleet.mission == MissionState::ScoutLocked);
    if fleet.status == FleetStatus::Active && table::command(fleet).is_idle() {
        stock.fleets_idle += 1;
        let etacs = fleet
            .ships
            .iter()
            .filter(|&&ship| state.ships[ship].class == ShipClass::Etac);
        stock.etacs_idle += etacs.count() as u16;
    }
    for &ship in &fleet.ships {
        let ship = &state.ships[ship];
        count_ship(state, ship, stock, weapons);
        stock.as_total += i64::from(strength::ship_attack(&state.rules, ship)) + ship.fighters().attack();
        stock.ds_total += i64::from(strength::ship_defense(&state.rules, ship)) + ship.fighters().defense();
    }
}

fn count_colony(state: &State, colony: &Colony, stock: &mut HouseStock, weapons: &mut Mean) {
    stock.pu += colony.pu;
    stock.ptu += num::round(population::ptu(&state.rules, colony.pu));
    stock.iu += colony.iu;
    stock.iu_damaged += colony.iu_damaged;
    stock.infra_damage_permille += colony.infra_damage as i32;
    stock.colonies_blockaded += u16::from(colony.blockaded);
    let defended = colony
        .garrison
        .iter()
        .any(|&unit| state.ground[unit].kind != GroundKind::PlanetaryShield);
    stock.colonies_no_ground += u16::from(!defended);
    stock.queue_depth += colony.projects.len() as u16;
    let capacity = limits::fighter_capacity(state, colony);
    let in_docks = colony.repairs.iter().filter_map(|&repair| state.repairs[repair].ship);
    for ship in colony.unassigned.iter().copied().chain(in_docks) {
        count_ship(state, &state.ships[ship], stock, weapons);
    }
    stock.n[ShipClass::Fighter] += colony.pool.len() as u16;
    stock.fighters_colony += colony.pool.len() as u16;
    stock.fighter_capacity += capacity as u16;
    stock.colonies_over_fighter_cap += u16::from(colony.pool.len() as i64 > capacity);
    for &facility in &colony.facilities {
        count_facility(state, &state.facilities[facility], stock);
    }
    let orbital = orbital_attack(state, colony);
    stock.as_orbital += orbital;
    // Patrols meet the enemy in space, if at all (W42).
    stock.colonies_no_orbit += u16::from(orbital + guard_attack(state, colony) == 0);
}

fn count_facility(state: &State, facility: &Facility, stock: &mut HouseStock) {
    match facility.kind {
        FacilityKind::Spaceport => stock.spaceports += 1,
        FacilityKind::Shipyard => stock.shipyards += 1,
        FacilityKind::Drydock => stock.drydocks += 1,
        FacilityKind::Starbase => {
            stock.starbases += 1;
            stock.starbases_crippled += u16::from(facility.hull == Hull::Crippled);
        }
    }
    if matches!(facility.kind, FacilityKind::Spaceport | FacilityKind::Shipyard) {
        let docks = limits::docks(state, facility);
        stock.docks += docks as u16;
        stock.docks_used += (docks - limits::free_docks(state, facility)) as u16;
    }
}

/// AS of starbases, unassigned ships and colony fighters.
fn orbital_attack(state: &State, colony: &Colony) -> i64 {
    let ships = colony.unassigned.iter().map(|&ship| &state.ships[ship]);
    let ships = ships.map(|ship| strength::ship_attack(&state.rules, ship));
    let starbases = colony
        .facilities
        .iter()
        .map(|&id| strength::facility_attack(&state.rules, &state.facilities[id]));
    colony.pool.attack() + ships.chain(starbases).map(i64::from).sum::<i64>()
}

/// AS of the owner's fleets that defend the orbit.
fn guard_attack(state: &State, colony: &Colony) -> i64 {
    let fleets = state.systems[colony.system]
        .fleets
        .iter()
        .map(|&fleet| &state.fleets[fleet]);
    let guards = fleets.filter(|fleet| fleet.owner == colony.owner && diplomacy::defends_orbit(state, fleet));
    guards
        .map(|fleet| i64::from(strength::fleet_attack(state, fleet)))
        .sum()
}
