//! How relations change, and what is written down about it (rulebook 05 §1.1, §5.4, §9).

use crate::events::{DiplomacyEvent, DiplomacyKind};
use crate::feed;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Proposal;
use crate::turn::Turn;
use crate::vocab::*;

/// What a house does to its relation with another: begun before the relation changes, ended after it.
#[derive(Debug)]
pub(crate) struct Act(DiplomacyEvent);

impl Act {
    /// Notes the relation as it is.
    pub fn begin(state: &State, step: Step, kind: DiplomacyKind, house: HouseId, other: HouseId) -> Self {
        let stance = state.stances[StanceId::of(house, other)].stance;
        let relation = state.relation(house, other);
        Self(DiplomacyEvent {
            turn: state.turn(),
            step,
            house,
            other,
            kind,
            system_id: None,
            proposal_id: None,
            proposal: None,
            stance_before: stance,
            stance,
            relation_before: relation,
            relation,
        })
    }

    /// It was a mission in a system.
    pub fn at(mut self, system: SystemId) -> Self {
        self.0.system_id = Some(system);
        self
    }

    /// It is about a proposal.
    pub fn about(mut self, proposal: &Proposal) -> Self {
        (self.0.proposal_id, self.0.proposal) = (Some(proposal.id), Some(proposal.kind));
        self
    }

    /// Writes it down with what the relation is now.
    pub fn end(mut self, turn: &mut Turn) {
        let event = &mut self.0;
        event.stance = turn.state.stances[StanceId::of(event.house, event.other)].stance;
        event.relation = turn.state.relation(event.house, event.other);
        feed::tell_diplomacy(turn.state, event);
        turn.log.diplomacy.push(self.0);
    }
}

/// Scouts of `house` were detected by `other`: Neutral becomes Hostile, in force from the next CON; nothing else changes
/// (rulebook 05 §5.5, rulebook 05 R13).
pub fn scout_detected(turn: &mut Turn, house: HouseId, other: HouseId, system: SystemId) {
    if turn.state.relation(house, other) >= Stance::Hostile {
        return;
    }
    let act = Act::begin(turn.state, Step::Con1f, DiplomacyKind::ScoutDetected, house, other).at(system);
    turn.state
        .raise_stances(house, other, Stance::Hostile, StanceCause::ScoutDetected);
    act.end(turn);
    turn.flows(house).escalated_by_mission += 1;
}
