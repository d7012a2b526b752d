//! Diplomatic commands: stored in CMD5, carried out in PRD3 (rulebook 05 §7).
//!
//! PRD3 runs in three passes, so that the order of houses cannot matter: what calms, what offers, what declares. Each
//! command is judged on the state at the start of its pass and on what its own house did before it in the pass.

use super::proposals;
use super::relations::Act;
use crate::events::{DiplomacyKind, OrderSort, Reason};
use crate::ids::*;
use crate::orders::DiplomaticOrder;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// A command on its way to PRD3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// Whose.
    pub house: HouseId,
    /// What.
    pub order: DiplomaticOrder,
}

/// A command of the first pass.
#[derive(Clone, Copy, Debug)]
struct Calming {
    house: HouseId,
    other: HouseId,
    /// The stance of the house towards the other is at most this afterwards.
    ceiling: Stance,
    deed: Deed,
}

/// What a command of the first pass does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Calm,
    Accept(ProposalId),
    Reject(ProposalId),
}

/// CMD5: keeps the commands of a house for PRD3.
pub fn cmd5_store(turn: &mut Turn, house: HouseId, orders: &[DiplomaticOrder]) {
    let dispatches = orders.iter().map(|&order| Dispatch { house, order });
    turn.dispatches.extend(dispatches);
}

/// PRD3: the three passes (rulebook 05 R16). In the last one a declaration stands, whatever was agreed in the first.
/// What cannot be carried out is dropped with an event. Nothing here costs money or prestige (rulebook 05 R21).
pub fn prd3_diplomacy(turn: &mut Turn) {
    let dispatches = std::mem::take(&mut turn.dispatches);
    prd3_calm(turn, &dispatches);
    for &Dispatch { house, order } in &dispatches {
        if let DiplomaticOrder::Propose { house: other, kind } = order {
            match may_propose(turn.state, house, other, kind) {
                Ok(()) => proposals::propose(turn, house, other, kind),
                Err(reason) => refuse(turn, house, reason),
            }
        }
    }
    for &Dispatch { house, order } in &dispatches {
        let (other, level) = match order {
            DiplomaticOrder::DeclareHostile { house } => (house, Stance::Hostile),
            DiplomaticOrder::DeclareEnemy { house } => (house, Stance::Enemy),
            _ => continue,
        };
        match may_declare(turn.state, house, other, level) {
            Ok(()) => declare(turn, house, other, level),
            Err(reason) => refuse(turn, house, reason),
        }
    }
}

/// The first pass: SetNeutral, Accept, Reject are all judged before any is carried out.
fn prd3_calm(turn: &mut Turn, dispatches: &[Dispatch]) {
    let mut calmings: Vec<Calming> = Vec::new();
    for dispatch in dispatches {
        let own = calmings.iter().filter(|calming| calming.house == dispatch.house);
        match judge(turn.state, dispatch, own) {
            Some(Ok(calming)) => calmings.push(calming),
            Some(Err(reason)) => refuse(turn, dispatch.house, reason),
            None => {}
        }
    }
    for Calming { house, other, deed, .. } in calmings {
        match deed {
            Deed::Calm => calm(turn, house, other),
            Deed::Accept(id) => proposals::accept(turn, id),
            Deed::Reject(id) => proposals::reject(turn, id),
        }
    }
}

/// Judges a command of the first pass after those that its house gave before it; none if it is of another pass.
fn judge<'c>(
    state: &State,
    &Dispatch { house, order }: &Dispatch,
    own: impl Iterator<Item = &'c Calming>,
) -> Option<Result<Calming, Reason>> {
    match order {
        DiplomaticOrder::SetNeutral { house: other } => Some(may_calm(state, house, other, own)),
        DiplomaticOrder::Accept { proposal } => Some(may_answer(state, house, Deed::Accept(proposal), proposal, own)),
        DiplomaticOrder::Reject { proposal } => Some(may_answer(state, house, Deed::Reject(proposal), proposal, own)),
        _ => None,
    }
}

/// There must be a stance to be calmed.
fn may_calm<'c>(
    state: &State,
    house: HouseId,
    other: HouseId,
    own: impl Iterator<Item = &'c Calming>,
) -> Result<Calming, Reason> {
    partner(state, house, other)?;
    let before = own.filter(|calming| calming.other == other);
    let stance = state.stances[StanceId::of(house, other)].stance;
    match before.map(|calming| calming.ceiling).fold(stance, Stance::min) {
        Stance::Neutral => Err(Reason::Nothing),
        _ => Ok(Calming {
            house,
            other,
            ceiling: Stance::Neutral,
            deed: Deed::Calm,
        }),
    }
}

/// An answer is to a pending proposal that is addressed to the house. The pair of a pending one is never locked, and both
/// houses are in play: otherwise it would be withdrawn.
fn may_answer<'c>(
    state: &State,
    house: HouseId,
    deed: Deed,
    id: ProposalId,
    mut own: impl Iterator<Item = &'c Calming>,
) -> Result<Calming, Reason> {
    let proposal = state.proposals.get(id).filter(|proposal| proposal.target == house);
    let proposal = proposal.ok_or(Reason::NotOwned)?;
    let answered = own.any(|calming| matches!(calming.deed, Deed::Accept(own) | Deed::Reject(own) if own == id));
    if proposal.status != ProposalStatus::Pending || answered {
        return Err(Reason::Closed);
    }
    Ok(Calming {
        house,
        other: proposal.proposer,
        ceiling: match deed {
            Deed::Accept(_) => proposal.kind.stance(),
            _ => Stance::Enemy,
        },
        deed,
    })
}

fn calm(turn: &mut Turn, house: HouseId, other: HouseId) {
    let act = Act::begin(turn.state, Step::Prd3, DiplomacyKind::Calmed, house, other);
    turn.state
        .set_stance(StanceId::of(house, other), Stance::Neutral, StanceCause::Calmed);
    act.end(turn);
}

/// What is offered must be less than the relation that there is.
fn may_propose(state: &State, house: HouseId, other: HouseId, kind: ProposalKind) -> Result<(), Reason> {
    partner(state, house, other)?;
    let lower = kind.stance() < state.relation(house, other);
    lower.then_some(()).ok_or(Reason::Nothing)
}

/// Declarations only raise the own stance (rulebook 05 R3).
fn may_declare(state: &State, house: HouseId, other: HouseId, level: Stance) -> Result<(), Reason> {
    partner(state, house, other)?;
    let higher = level > state.stances[StanceId::of(house, other)].stance;
    higher.then_some(()).ok_or(Reason::Nothing)
}

/// A manual command changes the stance of its own house only (rulebook 05 R2).
fn declare(turn: &mut Turn, house: HouseId, other: HouseId, level: Stance) {
    let act = Act::begin(turn.state, Step::Prd3, DiplomacyKind::Declared, house, other);
    turn.state
        .set_stance(StanceId::of(house, other), level, StanceCause::Declared);
    let flows = turn.flows(house);
    match level {
        Stance::Enemy => flows.declared_enemy += 1,
        _ => flows.declared_hostile += 1,
    }
    act.end(turn);
}

/// Whether a house has dealings with another: it is another one, in play, and no lock binds the two.
fn partner(state: &State, house: HouseId, other: HouseId) -> Result<(), Reason> {
    if other == house || !state.houses.contains(other) || !state.in_play(other) {
        Err(Reason::BadTarget)
    } else if state.stances[StanceId::of(house, other)].locked {
        Err(Reason::Locked)
    } else {
        Ok(())
    }
}

fn refuse(turn: &mut Turn, house: HouseId, reason: Reason) {
    turn.drop_order(Step::Prd3, house, OrderSort::Diplomacy, None, reason);
}
