//! Unpaid upkeep: the cascade of crippled assets, penalties, auto-salvage (rulebook 20 §9.3–§9.5).

use super::each_colony;
use super::salvage::{dissolve_after, salvage_value, ship_system};
use super::upkeep::{clear_counter, facility_upkeep, ground_upkeep, ship_upkeep, ships_afloat};
use crate::construction;
use crate::events::{EconomyKind, Item};
use crate::ids::*;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// The counter of unpaid turns from which a ship is salvaged: crippled in N, salvaged in N+2 (20 §9.5, E15).
const SALVAGE_AT: u8 = 2;

/// INC6c–d: what follows when only `paid` of `due` could be paid.
pub(super) fn punish(turn: &mut Turn, house: HouseId, due: i64, paid: i64) {
    let short = due - paid;
    turn.state.houses[house].shortfall_streak += 1;
    turn.flows(house).shortfall_pp += short;
    let prestige = lose_prestige(turn, house);
    turn.economy(Step::Inc6, house, EconomyKind::Shortfall, |event| {
        (event.amount, event.prestige) = (short, prestige);
    });

    let overdue = partial_credit(turn, house, due, paid);
    let mut cascade = Cascade {
        house,
        short,
        covered: 0,
    };
    cascade.ships(turn);
    cascade.facilities(turn, |kind| kind != FacilityKind::Starbase);
    cascade.facilities(turn, |kind| kind == FacilityKind::Starbase);
    cascade.ground_units(turn);
    damage_infrastructure(turn, house, short);
    auto_salvage(turn, house, &overdue);
}

/// Partial credit: what was paid frees its share of the overdue ships, the newest debts first (20 §9.3). Returns the
/// ships that stay overdue, ascending.
fn partial_credit(turn: &mut Turn, house: HouseId, due: i64, paid: i64) -> Vec<ShipId> {
    let ships = ships_afloat(turn.state, house)
        .into_iter()
        .map(|(id, _)| (turn.state.ships[id].overdue, id));
    let mut overdue: Vec<(u8, ShipId)> = ships.filter(|&(turns, _)| turns != 0).collect();
    overdue.sort_unstable();
    let freed = (overdue.len() as i64 * paid / due) as usize;
    for &(_, ship) in &overdue[..freed] {
        clear_counter(turn.state, ship);
    }
    let mut left: Vec<ShipId> = overdue[freed..].iter().map(|&(_, ship)| ship).collect();
    left.sort_unstable();
    left
}

/// Assets are crippled in a fixed order until their upkeep covers what is missing (20 §9.4, 1–2, E16).
struct Cascade {
    house: HouseId,
    short: i64,
    covered: i64,
}

impl Cascade {
    fn is_covered(&self) -> bool {
        self.covered >= self.short
    }

    fn cripple(&mut self, turn: &mut Turn, item: Item, system: SystemId, upkeep: i64) {
        self.covered += upkeep;
        turn.economy(Step::Inc6, self.house, EconomyKind::CrippledByUpkeep, |event| {
            (event.system_id, event.item, event.amount) = (Some(system), Some(item), 1);
        });
    }

    /// Sound ships by id; their counters start.
    fn ships(&mut self, turn: &mut Turn) {
        for (id, status) in ships_afloat(turn.state, self.house) {
            if self.is_covered() {
                return;
            }
            let ship = &turn.state.ships[id];
            let (upkeep, class) = (ship_upkeep(&turn.state.rules, ship, status), ship.class);
            if ship.hull == Hull::Crippled || upkeep == 0 {
                continue;
            }
            let ship = &mut turn.state.ships[id];
            (ship.hull, ship.overdue) = (Hull::Crippled, 1);
            let system = ship_system(turn.state, id);
            self.cripple(turn, class.into(), system, upkeep);
        }
    }

    /// Sound facilities of some kinds by id; their queues are lost.
    fn facilities(&mut self, turn: &mut Turn, wanted: impl Fn(FacilityKind) -> bool) {
        if self.is_covered() {
            return;
        }
        let colonies = turn.state.houses[self.house].colonies.iter();
        let mut ids: Vec<FacilityId> = colonies
            .flat_map(|&colony| turn.state.colonies[colony].facilities.iter().copied())
            .collect();
        ids.sort_unstable();
        for id in ids {
            if self.is_covered() {
                return;
            }
            let facility = &turn.state.facilities[id];
            let (kind, colony) = (facility.kind, facility.colony);
            let upkeep = facility_upkeep(&turn.state.rules, facility);
            if !wanted(kind) || facility.hull == Hull::Crippled || upkeep == 0 {
                continue;
            }
            turn.state.facilities[id].hull = Hull::Crippled;
            let system = turn.state.colonies[colony].system;
            self.cripple(turn, kind.into(), system, upkeep);
            construction::lose_queues(turn, Step::Inc6, id);
        }
    }

    /// Sound ground units in garrison by id.
    fn ground_units(&mut self, turn: &mut Turn) {
        if self.is_covered() {
            return;
        }
        let colonies = turn.state.houses[self.house].colonies.iter();
        let mut ids: Vec<GroundId> = colonies
            .flat_map(|&colony| turn.state.colonies[colony].garrison.iter().copied())
            .collect();
        ids.sort_unstable();
        for id in ids {
            if self.is_covered() {
                return;
            }
            let unit = &turn.state.ground[id];
            let (kind, colony, upkeep) = (unit.kind, unit.colony, ground_upkeep(&turn.state.rules, unit));
            if unit.hull == Hull::Crippled || upkeep == 0 {
                continue;
            }
            let Some(colony) = colony else { continue };
            turn.state.ground[id].hull = Hull::Crippled;
            let system = turn.state.colonies[colony].system;
            self.cripple(turn, kind.into(), system, upkeep);
        }
    }
}

/// Every colony's infrastructure suffers, up to a limit for a turn (20 §9.4, 3, E17, E28).
fn damage_infrastructure(turn: &mut Turn, house: HouseId, short: i64) {
    let rules = &turn.state.rules.economy.infrastructure;
    let damage = short
        .saturating_mul(rules.damage_permille_per_pp)
        .min(rules.max_damage_per_turn);
    each_colony(turn, house, |turn, colony| {
        let row = &turn.state.colonies[colony];
        let (system, worn) = (row.system, damage.min(1000 - row.infra_damage));
        if worn > 0 {
            turn.state.colonies[colony].infra_damage += worn;
            turn.economy(Step::Inc6, house, EconomyKind::InfrastructureWorn, |event| {
                (event.system_id, event.item, event.amount) = (Some(system), Some(Item::Infrastructure), worn);
            });
        }
    });
}

/// Prestige, more for each consecutive turn; through the ledger of INC9 (20 §9.4, 4, O6). Returns it.
fn lose_prestige(turn: &mut Turn, house: HouseId) -> i64 {
    let rules = &turn.state.rules.prestige.maintenance_shortfall;
    let streak = i64::from(turn.state.houses[house].shortfall_streak);
    let amount = rules.base_penalty + rules.escalation_per_turn * (streak - 1);
    turn.book(house, PrestigeSource::Shortfall, amount);
    amount
}

/// Auto-salvage: of the ships that were overdue before this turn's cascade, those that have waited long enough are
/// sold with all aboard, the others wait one turn more (20 §9.5, E29).
fn auto_salvage(turn: &mut Turn, house: HouseId, overdue: &[ShipId]) {
    for &id in overdue {
        if turn.state.ships[id].overdue < SALVAGE_AT {
            turn.state.ships[id].overdue += 1;
            continue;
        }
        let system = ship_system(turn.state, id);
        let (fighters, marines) = (
            turn.state.ships[id].fighters().len(),
            turn.state.ships[id].marines().len(),
        );
        let Some(ship) = turn.state.remove_ship(id) else {
            continue;
        };
        dissolve_after(turn.state, &ship);
        let value = salvage_value(&turn.state.rules, ship.build_cost);
        turn.pay(house, value, |flows| &mut flows.pp_autosalvage);
        let flows = turn.flows(house);
        flows.ships_autosalvaged += 1;
        flows.ships_lost_other += fighters as i64;
        flows.marines_lost += marines as i64;
        turn.economy(Step::Inc6, house, EconomyKind::AutoSalvage, |event| {
            (event.system_id, event.item) = (Some(system), Some(ship.class.into()));
            (event.amount, event.pp) = (1, value);
        });
    }
}
