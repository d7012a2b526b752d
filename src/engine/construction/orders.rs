//! Orders about colonies that act at once (CMD5) and build orders (CMD6b) (rulebook 22 §3, 20 §7).

use super::quote::{Quote, judge};
use super::{repair, terraform};
use crate::economy;
use crate::events::{EconomyKind, Item, OrderSort, Reason};
use crate::ids::{ColonyId, HouseId, ProjectId};
use crate::num;
use crate::orders::{Build, ColonyOrder, Orders, Product};
use crate::state::rows::Project;
use crate::turn::Turn;
use crate::vocab::Step;

/// CMD5: carries out an order about a colony, or writes why it cannot be carried out.
pub fn cmd5_colony_order(turn: &mut Turn, house: HouseId, order: &ColonyOrder) {
    let (sort, colony) = match *order {
        ColonyOrder::Flags { colony, .. } => (OrderSort::Colony, Some(colony)),
        ColonyOrder::RepairIndustry { colony, .. } | ColonyOrder::RepairInfrastructure { colony, .. } => {
            (OrderSort::Repair, Some(colony))
        }
        ColonyOrder::ScrapShip { .. } | ColonyOrder::ScrapGround { .. } | ColonyOrder::ScrapFacility { .. } => {
            (OrderSort::Scrap, None)
        }
        ColonyOrder::Transfer { from, .. } => (OrderSort::Transfer, Some(from)),
        ColonyOrder::Terraform { colony } => (OrderSort::Terraform, Some(colony)),
        ColonyOrder::CancelBuild { .. } => (OrderSort::Build, None),
        ColonyOrder::WithdrawRepair { .. } => (OrderSort::Repair, None),
    };
    let owned = colony.is_none_or(|colony| owns(turn, house, colony));
    let outcome = if owned {
        obey(turn, house, order)
    } else {
        Err(Reason::NotOwned)
    };
    if let Err(reason) = outcome {
        let system = colony
            .filter(|_| owned)
            .map(|colony| turn.state.colonies[colony].system);
        turn.reject(Step::Cmd5, house, sort, system, reason);
    }
}

fn owns(turn: &Turn, house: HouseId, colony: ColonyId) -> bool {
    turn.state
        .colonies
        .get(colony)
        .is_some_and(|colony| colony.owner == house)
}

fn obey(turn: &mut Turn, house: HouseId, order: &ColonyOrder) -> Result<(), Reason> {
    match *order {
        ColonyOrder::Flags {
            colony,
            auto_repair,
            auto_load_marines,
            auto_load_fighters,
        } => {
            let colony = &mut turn.state.colonies[colony];
            colony.auto_repair = auto_repair;
            colony.auto_load_marines = auto_load_marines;
            colony.auto_load_fighters = auto_load_fighters;
            Ok(())
        }
        ColonyOrder::RepairIndustry { colony, units } => economy::repair_industry(turn, house, colony, units),
        ColonyOrder::RepairInfrastructure { colony, permille } => {
            economy::repair_infrastructure(turn, house, colony, permille)
        }
        ColonyOrder::ScrapShip { ship } => economy::scrap_ship(turn, house, ship),
        ColonyOrder::ScrapGround { unit } => economy::scrap_ground(turn, house, unit),
        ColonyOrder::ScrapFacility {
            facility,
            acknowledge_queue_loss,
        } => economy::scrap_facility(turn, house, facility, acknowledge_queue_loss),
        ColonyOrder::Transfer { from, to, ptu } => economy::send_colonists(turn, house, [from, to], ptu),
        ColonyOrder::Terraform { colony } => terraform::order(turn, house, colony),
        ColonyOrder::CancelBuild { project } => cancel(turn, house, project),
        ColonyOrder::WithdrawRepair { repair } => repair::withdraw(turn, house, repair),
    }
}

/// Cancels a project: part of the price comes back, its dock is free (22 §3.6, C23).
fn cancel(turn: &mut Turn, house: HouseId, project: ProjectId) -> Result<(), Reason> {
    let row = turn.state.projects.get(project).ok_or(Reason::NotOwned)?;
    if !owns(turn, house, row.colony) {
        return Err(Reason::NotOwned);
    }
    let share = turn.state.rules.construction.construction_modifiers.cancel_refund;
    let (system, item) = (turn.state.colonies[row.colony].system, item(row));
    let refund = num::floor(row.paid as f64 * share);
    turn.state.remove_project(project);
    turn.pay(house, refund, |flows| &mut flows.pp_refund);
    turn.economy(Step::Cmd5, house, EconomyKind::ProjectCancelled, |event| {
        (event.system_id, event.item) = (Some(system), Some(item));
        (event.amount, event.pp) = (1, refund);
    });
    Ok(())
}

/// What a project builds.
pub(super) fn item(project: &Project) -> Item {
    match (project.ship, project.ground, project.facility_kind) {
        (Some(class), None, None) => class.into(),
        (None, Some(kind), None) => kind.into(),
        (None, None, Some(kind)) => kind.into(),
        _ => panic!("project {} builds {project:?}, not exactly one thing", project.id),
    }
}

/// CMD6b: build orders, house by house, in the order of the packets (22 §3.1).
pub fn cmd6b_builds(turn: &mut Turn, packets: &[Option<Orders>]) {
    for (house, packet) in turn.state.house_ids().zip(packets) {
        let Some(packet) = packet else { continue };
        for order in &packet.builds {
            build(turn, house, order);
        }
    }
}

/// One order, its units one after the other. What stops a unit stops all that follow it, since docks, limits and the
/// treasury only shrink while one order is worked off; so the first refusal ends it (W14).
fn build(turn: &mut Turn, house: HouseId, order: &Build) {
    let industry = match order.product {
        Product::Industry => Some((i64::from(order.quantity), i64::MAX)),
        // A budget buys no more units than it has PP, even if units cost nothing.
        Product::IndustryBudget => Some((i64::from(order.quantity), i64::from(order.quantity))),
        _ => None,
    };
    let sort = match industry {
        Some(_) => OrderSort::Industry,
        None => OrderSort::Build,
    };
    if !owns(turn, house, order.colony) {
        turn.reject(Step::Cmd6, house, sort, None, Reason::NotOwned);
        return;
    }
    let system = Some(turn.state.colonies[order.colony].system);
    if order.quantity == 0 {
        turn.reject(Step::Cmd6, house, sort, system, Reason::Nothing);
        return;
    }
    if let Some((units, budget)) = industry {
        if economy::buy_industry(turn, house, order.colony, units, budget) == 0 {
            turn.reject(Step::Cmd6, house, sort, system, Reason::Treasury);
        }
        return;
    }
    let (mut units, mut spent, mut surcharge) = (0, 0, 0);
    let mut refused = None;
    while units < i64::from(order.quantity) {
        match place(turn, house, order.colony, order.product) {
            Ok(quote) => {
                units += 1;
                spent += quote.build_cost;
                surcharge += quote.price - quote.build_cost;
            }
            Err(reason) => {
                refused = Some(reason);
                break;
            }
        }
    }
    if units > 0 {
        turn.flows(house).orders_build += units;
        turn.economy(Step::Cmd6, house, EconomyKind::Purchase, |event| {
            (event.system_id, event.item) = (system, Some(product_item(order.product)));
            (event.amount, event.pp) = (units, -spent);
        });
    }
    if surcharge != 0 {
        turn.economy(Step::Cmd6, house, EconomyKind::Surcharge, |event| {
            (event.system_id, event.item, event.pp) = (system, Some(product_item(order.product)), -surcharge);
        });
    }
    if let Some(reason) = refused {
        turn.reject(Step::Cmd6, house, sort, system, reason);
    }
}

fn product_item(product: Product) -> Item {
    match product {
        Product::Ship(class) => class.into(),
        Product::Ground(kind) => kind.into(),
        Product::Facility(kind) => kind.into(),
        Product::Industry | Product::IndustryBudget => Item::Industry,
    }
}

/// Orders and pays one unit (22 §3.2, §3.5).
fn place(turn: &mut Turn, house: HouseId, colony: ColonyId, product: Product) -> Result<Quote, Reason> {
    let quote = judge(turn.state, colony, product)?;
    if turn.state.houses[house].treasury < quote.price {
        return Err(Reason::Treasury);
    }
    turn.pay(house, -quote.price, |flows| match product {
        Product::Ship(_) => &mut flows.pp_ships,
        Product::Ground(_) => &mut flows.pp_ground,
        Product::Facility(_) => &mut flows.pp_facilities,
        Product::Industry | Product::IndustryBudget => &mut flows.pp_iu,
    });
    let (ship, ground, facility_kind) = match product {
        Product::Ship(class) => (Some(class), None, None),
        Product::Ground(kind) => (None, Some(kind), None),
        Product::Facility(kind) => (None, None, Some(kind)),
        Product::Industry | Product::IndustryBudget => unreachable!("industry is bought at once, not queued"),
    };
    turn.state.new_project(|id| Project {
        id,
        colony,
        facility: quote.facility,
        ship,
        ground,
        facility_kind,
        paid: quote.price,
        build_cost: quote.build_cost,
        remaining: quote.turns,
    });
    Ok(quote)
}
