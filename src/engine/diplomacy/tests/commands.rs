//! Diplomatic commands and proposals (rulebook 05 §7, §8).

use super::*;
use crate::events::{DiplomacyEvent, OrderSort};
use crate::orders::DiplomaticOrder::{self, *};
use ProposalKind::{ToHostile, ToNeutral};
use ProposalStatus::*;
use Stance::{Enemy, Hostile, Neutral};

/// PRD3 with the commands of houses 1, 2, 3.
fn negotiate(state: &mut State, commands: [&[DiplomaticOrder]; 3]) -> EventLog {
    let (_, log) = play(state, |turn| {
        for (house, orders) in [H1, H2, H3].into_iter().zip(commands) {
            crate::diplomacy::commands::cmd5_store(turn, house, orders);
        }
        prd3_diplomacy(turn);
    });
    crate::testing::assert_sound(state);
    log
}

/// PRD3 in which only houses 1 and 2 say something.
fn between(state: &mut State, first: &[DiplomaticOrder], second: &[DiplomaticOrder]) -> EventLog {
    negotiate(state, [first, second, &[]])
}

fn reasons(log: &EventLog) -> Vec<(HouseId, Reason)> {
    assert!(log.orders.sort.iter().all(|&sort| sort == OrderSort::Diplomacy));
    log.orders
        .house
        .iter()
        .copied()
        .zip(log.orders.reason.iter().copied())
        .collect()
}

fn stances(state: &State) -> [Stance; 2] {
    [StanceId::of(H1, H2), StanceId::of(H2, H1)].map(|id| state.stances[id].stance)
}

fn status(state: &State, proposal: u32) -> ProposalStatus {
    state.proposals[ProposalId(proposal)].status
}

fn kinds(log: &EventLog) -> Vec<(HouseId, DiplomacyKind)> {
    log.diplomacy.iter().map(|event| (event.house, event.kind)).collect()
}

/// To the next turn, with INC11 on the way.
fn next_turn(state: &mut State) -> EventLog {
    state.game_mut().turn += 1;
    play(state, inc11_proposals).1
}

#[test]
fn r05_2_manual_commands_change_the_own_stance_and_accepted_proposals_both() {
    let mut state = neighbours();
    let log = between(&mut state, &[DeclareEnemy { house: H2 }], &[]);
    assert_eq!((stances(&state), state.relation(H1, H2)), ([Enemy, Neutral], Enemy));
    assert_eq!(state.stances[StanceId::of(H1, H2)].cause, StanceCause::Declared);
    let expected = DiplomacyEvent {
        turn: 1,
        step: Step::Prd3,
        house: H1,
        other: H2,
        kind: DiplomacyKind::Declared,
        system_id: None,
        proposal_id: None,
        proposal: None,
        stance_before: Neutral,
        stance: Enemy,
        relation_before: Neutral,
        relation: Enemy,
    };
    assert_eq!(log.diplomacy.iter().collect::<Vec<_>>(), [expected]);
    between(&mut state, &[], &[DeclareHostile { house: H1 }]);
    between(&mut state, &[SetNeutral { house: H2 }], &[]);
    assert_eq!(
        (stances(&state), state.relation(H1, H2)),
        ([Neutral, Hostile], Hostile),
        "one house cannot end a war"
    );
    let propose = Propose {
        house: H1,
        kind: ToNeutral,
    };
    between(&mut state, &[], &[propose]);
    between(
        &mut state,
        &[Accept {
            proposal: ProposalId(1),
        }],
        &[],
    );
    assert_eq!((stances(&state), status(&state, 1)), ([Neutral, Neutral], Accepted));
    let flows = &state.flows;
    assert_eq!((flows[H1].declared_enemy, flows[H2].declared_hostile), (1, 1));
    assert_eq!((flows[H2].proposals_made, flows[H2].proposals_accepted), (1, 1));
}

#[test]
fn r05_3_declarations_only_raise() {
    let mut state = neighbours();
    between(&mut state, &[DeclareEnemy { house: H2 }], &[]);
    let log = between(
        &mut state,
        &[DeclareHostile { house: H2 }, DeclareEnemy { house: H2 }],
        &[],
    );
    assert_eq!(stances(&state), [Enemy, Neutral]);
    assert_eq!(reasons(&log), [(H1, Reason::Nothing), (H1, Reason::Nothing)]);
    let log = between(
        &mut state,
        &[],
        &[DeclareHostile { house: H1 }, DeclareEnemy { house: H1 }],
    );
    assert_eq!(
        (stances(&state), reasons(&log).len()),
        ([Enemy, Enemy], 0),
        "in list order"
    );
}

#[test]
fn r05_4_a_stale_proposal_raises_nothing() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    let propose = |kind| Propose { house: H2, kind };
    between(&mut state, &[propose(ToHostile)], &[]);
    between(&mut state, &[SetNeutral { house: H2 }], &[SetNeutral { house: H1 }]);
    let log = between(
        &mut state,
        &[],
        &[Accept {
            proposal: ProposalId(1),
        }],
    );
    assert_eq!((stances(&state), status(&state, 1)), ([Neutral, Neutral], Accepted));
    assert_eq!(reasons(&log), []);
}

#[test]
fn commands_between_no_two_houses_are_dropped_with_an_event() {
    let mut state = neighbours();
    state.houses[H3].status = HouseStatus::Collapsed;
    state.houses[H3].eliminated_turn = Some(1);
    let orders = [
        DeclareEnemy { house: H1 },
        SetNeutral { house: HouseId(9) },
        DeclareHostile { house: H3 },
        SetNeutral { house: H2 },
        Propose {
            house: H2,
            kind: ToNeutral,
        },
        Accept {
            proposal: ProposalId(7),
        },
    ];
    let mut log = between(&mut state, &orders, &[]);
    let mut found = reasons(&log);
    found.sort_unstable();
    use Reason::*;
    let expected = [BadTarget, BadTarget, BadTarget, Nothing, Nothing, NotOwned];
    let mut expected: Vec<_> = expected.map(|reason| (H1, reason)).into();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(kinds(&log), []);
    at(&mut state, Hostile);
    let propose = Propose {
        house: H2,
        kind: ToHostile,
    };
    log = between(&mut state, &[propose], &[]);
    assert_eq!(reasons(&log), [(H1, Nothing)], "Hostile is what they are");
}

#[test]
fn w114_an_answer_is_the_targets_there_is_one_and_the_proposer_sees_it() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    let [accept, reject] = [ProposalId(1)].map(|proposal| [Accept { proposal }, Reject { proposal }])[0];
    let propose = Propose {
        house: H2,
        kind: ToHostile,
    };
    between(&mut state, &[propose], &[]);
    let log = negotiate(&mut state, [&[accept], &[], &[reject]]);
    assert_eq!(reasons(&log), [(H1, Reason::NotOwned), (H3, Reason::NotOwned)]);
    let log = between(&mut state, &[], &[reject, accept]);
    assert_eq!(reasons(&log), [(H2, Reason::Closed)]);
    assert_eq!(kinds(&log), [(H2, DiplomacyKind::Rejected)]);
    assert_eq!((status(&state, 1), stances(&state)), (Rejected, [Enemy, Enemy]));
    let view = crate::view::View::new(&state, H1);
    assert_eq!(
        view.proposals().map(|proposal| proposal.status).collect::<Vec<_>>(),
        [Rejected]
    );
    let log = between(&mut state, &[], &[accept]);
    assert_eq!(reasons(&log), [(H2, Reason::Closed)]);
    for _ in 0..5 {
        assert_eq!(kinds(&next_turn(&mut state)), []);
        assert_eq!(status(&state, 1), Rejected, "what was answered does not expire");
    }
}

#[test]
fn r05_16_prd3_has_three_passes_and_houses_no_order() {
    // Both propose anew while one accepts: what was accepted is not withdrawn by the renewal.
    for accepting in [H1, H2] {
        let mut state = neighbours();
        at(&mut state, Enemy);
        let other = if accepting == H1 { H2 } else { H1 };
        let by = |house: HouseId, orders: &[DiplomaticOrder]| -> [Vec<DiplomaticOrder>; 2] {
            [H1, H2].map(|own| if own == house { orders.to_vec() } else { Vec::new() })
        };
        let offer = Propose {
            house: accepting,
            kind: ToHostile,
        };
        let [first, second] = by(other, &[offer]);
        between(&mut state, &first, &second);
        let proposal = ProposalId(1);
        let [mut first, mut second] = by(accepting, &[Accept { proposal }]);
        let renewal = if other == H1 { &mut first } else { &mut second };
        renewal.push(Propose {
            house: accepting,
            kind: ToNeutral,
        });
        let log = between(&mut state, &first, &second);
        assert_eq!(stances(&state), [Hostile, Hostile]);
        assert_eq!((status(&state, 1), status(&state, 2)), (Accepted, Pending));
        assert_eq!(reasons(&log), []);
    }
    // If one accepts and the other declares in the same turn, the declaration stands.
    let mut state = neighbours();
    at(&mut state, Hostile);
    let offer = Propose {
        house: H2,
        kind: ToNeutral,
    };
    between(&mut state, &[offer], &[]);
    let accept = Accept {
        proposal: ProposalId(1),
    };
    between(&mut state, &[DeclareEnemy { house: H2 }], &[accept]);
    assert_eq!(stances(&state), [Enemy, Neutral]);
    // Two houses calm a third: neither has done it for the other.
    let mut state = neighbours();
    for house in [H1, H2] {
        state.raise_relation(house, H3, Hostile);
    }
    let calm = [SetNeutral { house: H3 }];
    let log = between(&mut state, &calm, &calm);
    assert_eq!(reasons(&log), []);
    assert_eq!(
        [H1, H2].map(|house| state.stances[StanceId::of(house, H3)].stance),
        [Neutral; 2]
    );
    // What one house calms is judged before what the other accepts takes effect, whoever is first.
    for calm in [H1, H2] {
        let mut state = neighbours();
        at(&mut state, Enemy);
        let [calming, answering] = if calm == H1 { [H1, H2] } else { [H2, H1] };
        let offer = Propose {
            house: answering,
            kind: ToNeutral,
        };
        let calmed = [SetNeutral { house: answering }, SetNeutral { house: answering }];
        let accept = [Accept {
            proposal: ProposalId(1),
        }];
        let sides = |first: &[DiplomaticOrder], second: &[DiplomaticOrder]| match calm == H1 {
            true => [first.to_vec(), second.to_vec()],
            false => [second.to_vec(), first.to_vec()],
        };
        let [first, second] = sides(&[offer], &[]);
        between(&mut state, &first, &second);
        let [first, second] = sides(&calmed, &accept);
        let log = between(&mut state, &first, &second);
        assert_eq!(
            reasons(&log),
            [(calming, Reason::Nothing)],
            "only the second of its own"
        );
        assert_eq!(stances(&state), [Neutral, Neutral]);
    }
}

#[test]
fn r05_17_a_newer_proposal_replaces_the_older() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    let offer = |house, kind| Propose { house, kind };
    let orders = [offer(H2, ToHostile), offer(H3, ToNeutral), offer(H2, ToNeutral)];
    state.raise_relation(H1, H3, Enemy);
    let log = between(&mut state, &orders, &[offer(H1, ToNeutral)]);
    let told = kinds(&log);
    use DiplomacyKind::{Proposed, Withdrawn as Replaced};
    assert_eq!(
        told,
        [
            (H1, Proposed),
            (H1, Proposed),
            (H1, Replaced),
            (H1, Proposed),
            (H2, Proposed)
        ]
    );
    assert_eq!(
        [1, 2, 3, 4].map(|id| status(&state, id)),
        [Withdrawn, Pending, Pending, Pending]
    );
    assert_eq!(state.flows[H1].proposals_made, 3);
}

#[test]
fn r05_25_what_nobody_answers_expires_and_both_houses_know() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    state.game_mut().turn = 4;
    let offer = Propose {
        house: H2,
        kind: ToNeutral,
    };
    between(&mut state, &[offer], &[]);
    let row = state.proposals[ProposalId(1)].clone();
    assert_eq!((row.submitted, row.expires), (4, 7));
    let sees = |state: &State, house| -> Vec<ProposalStatus> {
        let view = crate::view::View::new(state, house);
        view.proposals().map(|proposal| proposal.status).collect()
    };
    for turn in 5..=6 {
        assert_eq!(kinds(&next_turn(&mut state)), []);
        assert_eq!((state.turn(), status(&state, 1)), (turn, Pending));
        assert_eq!(sees(&state, H2), [Pending]);
    }
    let log = next_turn(&mut state);
    assert_eq!(kinds(&log), [(H1, DiplomacyKind::Expired)]);
    assert_eq!(log.diplomacy.step, [Step::Inc11]);
    assert_eq!(
        [H1, H2, H3].map(|house| sees(&state, house)),
        [vec![Expired], vec![Expired], vec![]]
    );
    let late = Accept {
        proposal: ProposalId(1),
    };
    let log = between(&mut state, &[], &[late]);
    assert_eq!(reasons(&log), [(H2, Reason::Closed)]);
    while state.turn() < 13 {
        next_turn(&mut state);
        assert_eq!(sees(&state, H1), [Expired], "on record");
    }
    next_turn(&mut state);
    assert_eq!(state.proposals.len(), 0, "ten turns after its submission");
}

#[test]
fn w113_what_is_pending_is_never_forgotten() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    Arc::make_mut(&mut state.rules).diplomacy.proposal_lifetime = 30;
    let offer = Propose {
        house: H2,
        kind: ToNeutral,
    };
    between(&mut state, &[offer], &[]);
    for _ in 0..29 {
        next_turn(&mut state);
    }
    assert_eq!(status(&state, 1), Pending);
    next_turn(&mut state);
    assert_eq!(state.proposals.len(), 0);
}

#[test]
fn a_locked_pair_has_nothing_to_say_to_each_other() {
    let mut state = neighbours();
    at(&mut state, Enemy);
    for id in [StanceId::of(H1, H2), StanceId::of(H2, H1)] {
        state.stances[id].locked = true;
    }
    let offer = Propose {
        house: H2,
        kind: ToNeutral,
    };
    let orders = [
        SetNeutral { house: H2 },
        offer,
        DeclareHostile { house: H2 },
        DeclareEnemy { house: H3 },
    ];
    let log = between(&mut state, &orders, &[]);
    assert_eq!(reasons(&log), [(H1, Reason::Locked); 3]);
    assert_eq!(state.relation(H1, H3), Enemy);
}

#[test]
fn r05_14_r05_21_diplomacy_costs_neither_money_nor_prestige() {
    let mut state = neighbours();
    let before: Vec<_> = state
        .houses
        .iter()
        .map(|house| (house.treasury, house.prestige))
        .collect();
    let offer = Propose {
        house: H2,
        kind: ToNeutral,
    };
    between(
        &mut state,
        &[DeclareEnemy { house: H2 }],
        &[DeclareHostile { house: H1 }],
    );
    between(&mut state, &[offer], &[]);
    let accept = Accept {
        proposal: ProposalId(1),
    };
    between(&mut state, &[], &[accept]);
    // Peace just made is broken by an attack: a violation without any consequence.
    put(&mut state, H1, ABROAD, CL, CommandKind::Bombard);
    let (_, log) = judged(&mut state);
    assert_eq!(kinds(&log), [(H1, DiplomacyKind::Escalated)]);
    let after: Vec<_> = state
        .houses
        .iter()
        .map(|house| (house.treasury, house.prestige))
        .collect();
    assert_eq!(before, after);
    assert_eq!(play(&mut state, |turn| turn.ledger.clone()).0, [0; 4]);
}

#[test]
fn r05_15_there_are_three_relations_and_six_commands() {
    use crate::orders::kinds::Listed;
    assert_eq!(Stance::NAMES, ["Neutral", "Hostile", "Enemy"]);
    let commands = [
        "declare-hostile",
        "declare-enemy",
        "set-neutral",
        "propose-deescalation",
        "accept-proposal",
        "reject-proposal",
    ];
    assert_eq!(DiplomaticOrder::NAMES, commands);
    assert_eq!(ProposalKind::NAMES, ["to_neutral", "to_hostile"]);
}
