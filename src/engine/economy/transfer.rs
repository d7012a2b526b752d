//! The Space Guild carries colonists (rulebook 20 §11).
//!
//! They are paid for and leave in CMD5, travel a jump a turn on the cheapest path over any lanes, unseen and untouched,
//! and arrive in PRD4.

use super::settle;
use crate::events::{EconomyKind, Item, Reason};
use crate::ids::*;
use crate::population;
use crate::rules::guild::TransferRisk;
use crate::state::State;
use crate::state::rows::Transfer;
use crate::turn::Turn;
use crate::vocab::*;

/// What an accepted order will do.
struct Terms {
    /// PU that leave the source.
    pu: i64,
    /// PP to be paid.
    cost: i64,
    /// Where they are sent.
    system: SystemId,
    /// Turns until they arrive.
    jumps: u32,
}

/// The conditions of 20 §11.1 in their order.
fn terms(state: &State, house: HouseId, [from, to]: [ColonyId; 2], ptu: i64) -> Result<Terms, Reason> {
    let own = |id: ColonyId| state.colonies.get(id).filter(|colony| colony.owner == house);
    let (source, destination) = (own(from).ok_or(Reason::NotOwned)?, own(to).ok_or(Reason::BadTarget)?);
    let rules = &state.rules;
    if from == to {
        return Err(Reason::BadTarget);
    }
    if ptu < rules.guild.guild_mechanics.transfer_limits.min_ptu_transfer {
        return Err(Reason::OutOfRange);
    }
    if state.houses[house].transfers.len() >= rules.limits.population_limits.max_concurrent_transfers as usize {
        return Err(Reason::Limit);
    }
    if source.blockaded || destination.blockaded {
        return Err(Reason::Blockaded);
    }
    let class = state.systems[destination.system].class;
    if destination.pu >= rules.limits.pu_max(class) {
        return Err(Reason::Full);
    }
    let pu = population::loss(rules, source.pu, ptu);
    if source.pu - pu < 1 {
        return Err(Reason::Population);
    }
    let jumps = state.starmap.jumps(source.system, destination.system, false);
    let cost = ptu.saturating_mul(rules.guild.transfer_cost(class));
    if state.houses[house].treasury < cost {
        return Err(Reason::Treasury);
    }
    Ok(Terms {
        pu,
        cost,
        system: destination.system,
        jumps: jumps.ok_or(Reason::NoPath)?,
    })
}

/// CMD5: colonists leave an own colony for another (20 §11.1–11.3).
///
/// # Errors
/// Why the order is refused.
pub fn send_colonists(turn: &mut Turn, house: HouseId, ends: [ColonyId; 2], ptu: i64) -> Result<(), Reason> {
    let Terms {
        pu,
        cost,
        system,
        jumps,
    } = terms(turn.state, house, ends, ptu)?;
    let [from, to] = ends;
    turn.pay(house, -cost, |flows| &mut flows.pp_transfer);
    turn.state.colonies[from].pu -= pu;
    let due = turn.state.turn() + jumps;
    turn.state.new_transfer(|id| Transfer {
        id,
        owner: house,
        from,
        to,
        system,
        ptu,
        due,
    });
    let left = turn.state.colonies[from].system;
    turn.economy(Step::Cmd5, house, EconomyKind::TransferSent, |event| {
        (event.system_id, event.item, event.amount) = (Some(left), Some(Item::Population), ptu);
        (event.pu, event.pp) = (-pu, -cost);
    });
    Ok(())
}

/// Where colonists end up when they are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Arrive(ColonyId),
    Divert(ColonyId),
    Lose,
}

/// The table of 20 §11.4, with its behaviours from the rules (E21, E22, W102). What died out does not exist any more, even
/// if there is a new colony in its place (W100).
fn fate(state: &State, transfer: &Transfer) -> Fate {
    let risks = &state.rules.guild.guild_mechanics.transfer_risks;
    let taken = |id: ColonyId| {
        state
            .colonies
            .get(id)
            .is_some_and(|colony| colony.owner != transfer.owner)
    };
    let risk = match state.colonies.get(transfer.to) {
        None => risks.dest_collapsed_behavior,
        Some(_) if taken(transfer.to) => risks.dest_conquered_behavior,
        Some(colony) if colony.blockaded => risks.dest_blockaded_behavior,
        Some(_) if taken(transfer.from) => risks.source_conquered_behavior,
        Some(_) => TransferRisk::Continue,
    };
    match risk {
        TransferRisk::Continue => Fate::Arrive(transfer.to),
        TransferRisk::Lost => Fate::Lose,
        TransferRisk::ClosestOwned => refuge(state, transfer).map_or(Fate::Lose, Fate::Divert),
    }
}

/// The nearest own colony without a blockade, seen from where the colonists were sent (20 §11.4).
fn refuge(state: &State, transfer: &Transfer) -> Option<ColonyId> {
    let colonies = state.houses[transfer.owner].colonies.iter();
    let open = colonies
        .map(|&id| &state.colonies[id])
        .filter(|colony| !colony.blockaded);
    let system = state
        .starmap
        .nearest(transfer.system, false, open.map(|colony| colony.system))?;
    state.systems[system].colony
}

/// PRD4: transfers that are due arrive, are diverted, or are lost; those of houses out of play are lost (20 §11.4,
/// W101).
pub fn prd4_transfers(turn: &mut Turn) {
    let now = turn.state.turn();
    let houses = turn.state.houses.iter();
    let under_way = houses.flat_map(|house| house.transfers.iter().copied());
    let mut due: Vec<TransferId> = under_way.filter(|&id| turn.state.transfers[id].due <= now).collect();
    due.sort_unstable();
    for id in due {
        if let Some(transfer) = turn.state.remove_transfer(id) {
            let fate = match turn.state.in_play(transfer.owner) {
                true => fate(turn.state, &transfer),
                false => Fate::Lose,
            };
            deliver(turn, Step::Prd4, &transfer, fate);
        }
    }
}

/// INC10a: the colonists under way of a house that goes out of play are lost (rulebook 01 §6.2, rulebook 01 R25).
pub fn lose_transfers(turn: &mut Turn, house: HouseId) {
    for id in turn.state.houses[house].transfers.clone() {
        if let Some(transfer) = turn.state.remove_transfer(id) {
            deliver(turn, Step::Inc10, &transfer, Fate::Lose);
        }
    }
}

fn deliver(turn: &mut Turn, step: Step, transfer: &Transfer, fate: Fate) {
    let &Transfer { owner, system, ptu, .. } = transfer;
    let (kind, colony) = match fate {
        Fate::Arrive(colony) => (EconomyKind::TransferArrived, Some(colony)),
        Fate::Divert(colony) => (EconomyKind::TransferDiverted, Some(colony)),
        Fate::Lose => (EconomyKind::TransferLost, None),
    };
    let pu = colony.map_or(0, |colony| settle(turn.state, colony, ptu));
    let system = colony.map_or(system, |colony| turn.state.colonies[colony].system);
    let flows = turn.flows(owner);
    match colony {
        Some(_) => {
            flows.transfers_done += 1;
            flows.ptu_moved += ptu;
        }
        None => flows.transfers_lost += 1,
    }
    turn.economy(step, owner, kind, |event| {
        (event.system_id, event.item) = (Some(system), Some(Item::Population));
        (event.amount, event.pu) = (ptu, pu);
    });
}
