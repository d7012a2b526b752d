//! Proposals of de-escalation: how they are made, answered, withdrawn, and how they end (rulebook 05 §8).

use super::relations::Act;
use crate::events::DiplomacyKind;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Proposal;
use crate::turn::Turn;
use crate::vocab::*;

/// Turns after its submission for which a proposal stays on record once it is over (rulebook 05 §8, W113).
const KEPT: u32 = 10;

/// Makes a proposal; it replaces a pending one from the same house to the same other (rulebook 05 R17).
pub(super) fn propose(turn: &mut Turn, house: HouseId, other: HouseId, kind: ProposalKind) {
    withdraw(turn, Step::Prd3, |row| (row.proposer, row.target) == (house, other));
    let submitted = turn.state.turn();
    let expires = submitted + turn.state.rules.diplomacy.proposal_lifetime;
    let id = turn.state.proposals.insert_next(|id| Proposal {
        id,
        proposer: house,
        target: other,
        kind,
        submitted,
        expires,
        status: ProposalStatus::Pending,
    });
    turn.flows(house).proposals_made += 1;
    Act::begin(turn.state, Step::Prd3, DiplomacyKind::Proposed, house, other)
        .about(&turn.state.proposals[id])
        .end(turn);
}

/// The target accepts: both stances fall to at most what was offered, and rise in no case (rulebook 05 R4).
pub(super) fn accept(turn: &mut Turn, id: ProposalId) {
    let Proposal {
        proposer, target, kind, ..
    } = turn.state.proposals[id];
    let act = begin(turn.state, Step::Prd3, DiplomacyKind::Accepted, (target, proposer), id);
    for stance in [StanceId::of(target, proposer), StanceId::of(proposer, target)] {
        let level = turn.state.stances[stance].stance.min(kind.stance());
        turn.state.set_stance(stance, level, StanceCause::Agreed);
    }
    turn.state.proposals[id].status = ProposalStatus::Accepted;
    turn.flows(proposer).proposals_accepted += 1;
    act.end(turn);
}

/// The target refuses. Nobody is told; the proposer finds it in its list (W114).
pub(super) fn reject(turn: &mut Turn, id: ProposalId) {
    let Proposal { proposer, target, .. } = turn.state.proposals[id];
    let act = begin(turn.state, Step::Prd3, DiplomacyKind::Rejected, (target, proposer), id);
    turn.state.proposals[id].status = ProposalStatus::Rejected;
    act.end(turn);
}

/// Withdraws all pending proposals of a sort.
pub(crate) fn withdraw(turn: &mut Turn, step: Step, sort: impl Fn(&Proposal) -> bool) {
    let kind = (DiplomacyKind::Withdrawn, ProposalStatus::Withdrawn);
    close(turn, step, kind, sort);
}

/// Withdraws the pending proposals from and to a house that is out of play (rulebook 05 §8).
pub(crate) fn withdraw_all_of(turn: &mut Turn, house: HouseId) {
    withdraw(turn, Step::Inc10, |row| row.proposer == house || row.target == house);
}

/// INC11: what was not answered in time expires, as both houses are told (rulebook 05 R25); what is over is forgotten
/// after a while.
pub fn inc11_proposals(turn: &mut Turn) {
    if turn.state.proposals.is_empty() {
        return;
    }
    let now = turn.state.turn();
    let kind = (DiplomacyKind::Expired, ProposalStatus::Expired);
    close(turn, Step::Inc11, kind, |row| now >= row.expires);
    for id in turn.state.proposals.ids() {
        let row = &turn.state.proposals[id];
        if row.status != ProposalStatus::Pending && now >= row.submitted + KEPT {
            turn.state.proposals.remove(id);
        }
    }
}

/// Ends all pending proposals of a sort without an answer.
fn close(turn: &mut Turn, step: Step, how: (DiplomacyKind, ProposalStatus), sort: impl Fn(&Proposal) -> bool) {
    for id in turn.state.proposals.ids() {
        let row = &turn.state.proposals[id];
        if row.status == ProposalStatus::Pending && sort(row) {
            let pair = (row.proposer, row.target);
            turn.state.proposals[id].status = how.1;
            begin(turn.state, step, how.0, pair, id).end(turn);
        }
    }
}

fn begin(state: &State, step: Step, kind: DiplomacyKind, pair: (HouseId, HouseId), id: ProposalId) -> Act {
    Act::begin(state, step, kind, pair.0, pair.1).about(&state.proposals[id])
}
