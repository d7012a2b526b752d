//! CON1f: the actions are run (rulebook 23 §5, §6).

use super::detection::{self, Check};
use super::effects;
use super::orders::{Assignment, check_target, may_act};
use super::report;
use super::table::{self, Aim, Effect, Row};
use crate::dice::{Dice, Stream};
use crate::events::{EconomyKind, Item, OrderSort, Reason};
use crate::ids::*;
use crate::intel;
use crate::orders::SpyOrder;
use crate::research;
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// The dice of one house in CON1f.iii: one stream for all of its actions, opened at the first roll (rulebook 03 §8).
pub(super) struct Hand {
    house: HouseId,
    dice: Option<Dice>,
}

impl Hand {
    fn of(house: HouseId) -> Self {
        Self { house, dice: None }
    }

    /// The dice.
    pub fn dice(&mut self, state: &State) -> &mut Dice {
        let stream = Stream::Espionage(self.house);
        self.dice
            .get_or_insert_with(|| state.streams.open(state.turn(), stream))
    }
}

/// CON1f.0: the sweeps of all houses, before anybody gathers intelligence; they always succeed (23 S12).
pub fn con1f0_sweeps(turn: &mut Turn) {
    report::forget(turn.state);
    run_all(turn, |row| row.aim == Aim::Own);
}

/// CON1f.iii: the actions of all houses, in ascending order; within a house as submitted. All is sequential: each action
/// finds what the ones before it have left (23 S17).
pub fn con1f3_actions(turn: &mut Turn) {
    run_all(turn, |row| row.aim != Aim::Own);
    for assignment in std::mem::take(&mut turn.assignments.actions) {
        if matches!(table::of(assignment.order.action).effect, Effect::Steal(_)) {
            research::discard_surplus(turn, Step::Con1f, assignment.house, Pool::Srp);
        }
    }
    report::settle(turn.state);
}

fn run_all(turn: &mut Turn, test: impl Fn(&Row) -> bool) {
    let mut hand = Hand::of(HouseId(0));
    for index in 0..turn.assignments.actions.len() {
        let assignment = turn.assignments.actions[index];
        let row = table::of(assignment.order.action);
        if !test(row) {
            continue;
        }
        if hand.house != assignment.house {
            hand = Hand::of(assignment.house);
        }
        run(turn, row, &assignment, &mut hand);
    }
}

/// One action: it is paid if it can be run, then the target may notice it, then it has its effect (§5).
fn run(turn: &mut Turn, row: &Row, assignment: &Assignment, hand: &mut Hand) {
    let Assignment { house, order } = *assignment;
    if let Err(reason) = ready(turn.state, row, assignment) {
        turn.drop_order(Step::Con1f, house, OrderSort::Espionage, order.system, reason);
        return;
    }
    let cost = row.cost(&turn.state.rules);
    turn.state.houses[house].ebp -= cost;
    turn.flows(house).ebp_spent += cost;
    let check = order
        .target
        .map_or(Check::default(), |target| detection::check(turn, row, target, hand));
    let size = match check.detected {
        true => 0,
        false => apply(turn, row, assignment, hand),
    };
    let prestige = book(turn, row, assignment, check.detected);
    report::write(turn, row, assignment, &check, size, prestige);
}

/// Whether an action can be run now; if not it is dropped free of charge (§3.2, §5).
fn ready(state: &State, row: &Row, assignment: &Assignment) -> Result<(), Reason> {
    let Assignment { house, order } = assignment;
    may_act(state, *house)?;
    if row.aim != Aim::Own {
        check_target(state, *house, order)?;
    }
    if row.aim == Aim::Colony {
        let colony = target_colony(state, order).ok_or(Reason::BadTarget)?;
        if matches!(row.effect, Effect::Cripple) && first_starbase(state, colony).is_none() {
            return Err(Reason::Prerequisite);
        }
    }
    match state.houses[*house].ebp < row.cost(&state.rules) {
        true => Err(Reason::Points),
        false => Ok(()),
    }
}

/// The colony that an action is aimed at, if it is the target's now.
fn target_colony(state: &State, order: &SpyOrder) -> Option<ColonyId> {
    let colony = state.colony_at(order.system?)?;
    (Some(colony.owner) == order.target).then_some(colony.id)
}

/// The operational starbase of a colony with the lowest id.
fn first_starbase(state: &State, colony: ColonyId) -> Option<FacilityId> {
    let mut facilities = state.colonies[colony].facilities.iter().copied();
    facilities.find(|&id| {
        let facility = &state.facilities[id];
        facility.kind == FacilityKind::Starbase && facility.hull == Hull::Nominal
    })
}

/// The effect of an action that was not noticed; says how large it is (§6).
fn apply(turn: &mut Turn, row: &Row, assignment: &Assignment, hand: &mut Hand) -> i64 {
    let Assignment { house, order } = assignment;
    let victim = order.target.unwrap_or(*house);
    let colony = target_colony(turn.state, order);
    let actions = &turn.state.rules.espionage.actions;
    match (row.effect, colony) {
        (Effect::Steal(most), _) => {
            let most = most(actions);
            steal(turn, *house, victim, most)
        }
        (Effect::Wreck(die), Some(colony)) => {
            let die = die(actions);
            let rolled = (0..die.count).map(|_| i64::from(hand.dice(turn.state).die(die.sides)));
            let units = rolled.sum();
            wreck(turn, colony, units)
        }
        (Effect::Cripple, Some(colony)) => cripple(turn, colony),
        (Effect::Copy, _) => intel::steal_records(turn.state, *house, victim),
        (Effect::Last(kind, turns), _) => {
            let turns = turns(actions);
            effects::start(turn.state, victim, kind, turns);
            i64::from(turns)
        }
        (Effect::Wreck(_) | Effect::Cripple, None) => 0, // `ready` has found a colony.
    }
}

/// Tech Theft: no more than there is changes hands (23 S16).
fn steal(turn: &mut Turn, thief: HouseId, victim: HouseId, most: i64) -> i64 {
    let amount = turn.state.houses[victim].rp[Pool::Srp].min(most);
    for (house, rp) in [(victim, -amount), (thief, amount)] {
        turn.state.houses[house].rp[Pool::Srp] += rp;
        turn.economy(Step::Con1f, house, EconomyKind::TechTheft, |event| {
            (event.item, event.rp) = (Some(Pool::Srp.into()), rp);
        });
    }
    amount
}

/// Sabotage: industrial units are damaged, as many as are left (23 S18).
fn wreck(turn: &mut Turn, colony: ColonyId, units: i64) -> i64 {
    let row = &mut turn.state.colonies[colony];
    let lost = units.min(row.iu);
    row.iu -= lost;
    row.iu_damaged += lost;
    let (system, owner) = (row.system, row.owner);
    turn.flows(owner).iu_lost_sabotage += lost;
    turn.economy(Step::Con1f, owner, EconomyKind::Sabotage, |event| {
        (event.system_id, event.item, event.iu) = (Some(system), Some(Item::Industry), -lost);
    });
    lost
}

/// Cyber Attack: a starbase is crippled as by combat, until it is repaired (23 S10).
fn cripple(turn: &mut Turn, colony: ColonyId) -> i64 {
    let Some(starbase) = first_starbase(turn.state, colony) else {
        return 0;
    };
    turn.state.facilities[starbase].hull = Hull::Crippled;
    let (system, owner) = (turn.state.colonies[colony].system, turn.state.colonies[colony].owner);
    turn.economy(Step::Con1f, owner, EconomyKind::CyberAttack, |event| {
        (event.system_id, event.item, event.amount) = (Some(system), Some(Item::Starbase), 1);
    });
    1
}

/// Books the prestige of both sides; a detected action costs its house, and the target nothing (§4, 23 S5, S6).
fn book(turn: &mut Turn, row: &Row, assignment: &Assignment, detected: bool) -> (i64, i64) {
    let Assignment { house, order } = assignment;
    if detected {
        let penalty = turn.state.rules.prestige.prestige_events.espionage_failure.value;
        turn.book(*house, PrestigeSource::EspionageFailed, penalty);
        return (penalty, 0);
    }
    let (gain, loss) = row.prestige(&turn.state.rules);
    turn.book(*house, PrestigeSource::Espionage, gain);
    match order.target {
        Some(victim) => {
            turn.book(victim, PrestigeSource::EspionageSuffered, loss);
            (gain, loss)
        }
        None => (gain, 0),
    }
}
