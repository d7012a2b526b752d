//! Spies (rulebook 30 §15, §18.1, file 23).
//!
//! Points for counter-intelligence come first: a house without them is hit without a roll. Espionage points are bought up
//! to the share of the treasury that costs no prestige; more only while each of them earns more than it costs. Actions are
//! chosen by what they promise per point, as the persona likes them.

use ec4x_engine::dice::Dice;
use ec4x_engine::espionage::detection::{FACES, detecting_faces};
use ec4x_engine::espionage::over_investment;
use ec4x_engine::espionage::table::{self, Aim, Effect};
use ec4x_engine::ids::*;
use ec4x_engine::orders::SpyOrder;
use ec4x_engine::state::rows::ColonyRecord;
use ec4x_engine::view::PublicHouse;
use ec4x_engine::vocab::*;

use crate::campaign::{Campaign, is_attack};
use crate::draft::Draft;
use crate::situation::Situation;

/// Below this prestige nobody spies (§15).
const LEAST_PRESTIGE: i64 = 50;

/// What a rival's loss is worth beside an own gain, if the rival is behind (§15.3).
const BEHIND: f64 = 0.3;

/// How much more the loss of an Enemy is worth.
const AT_WAR: f64 = 1.5;

/// CIP that a rival of whom nothing is known is taken to hold.
const GUESSED_CIP: i64 = 3;

/// Own actions of the past that count as much as the guess about a rival's counter-intelligence.
const PRIOR: f64 = 6.0;

/// An action loses so much of its appeal each time that it is chosen against the same house in one turn: lasting effects
/// do not add up.
const REPEATED: f64 = 0.8;

/// Least promise per point for which points are spent.
const WORTHWHILE: f64 = 0.15;

/// What an action is expected to cost when points are laid up for the next turn.
const USUAL_COST: i64 = 7;

/// Buys points and orders actions.
pub(crate) fn order(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, dice: &mut Dice) {
    if s.holdings.is_empty() || s.rivals.is_empty() {
        return;
    }
    let marks: Vec<Mark> = s.rivals.iter().map(|rival| Mark::of(s, campaign, rival)).collect();
    // Points bought now are paid in INC2 of the next turn and serve in the Conflict Phase after it.
    if s.left >= 2 {
        buy_protection(s, draft);
        buy_points(s, draft, &marks);
    }
    let house = s.view.house();
    let eager = dice.unit() < s.persona.spying.operate || s.left <= 2 || house.ebp >= s.persona.spying.stock[s.act];
    if eager && house.prestige >= LEAST_PRESTIGE {
        choose(s, draft, &marks, dice);
    }
}

/// A rival as a target of spies.
struct Mark {
    house: HouseId,
    /// Chance that an action against it is detected.
    caught: f64,
    /// What its loss is worth beside an own gain.
    weight: f64,
    /// The known colony with the most to wreck.
    industry: Option<SystemId>,
    /// The known colony with a starbase that matters most.
    starbase: Option<SystemId>,
}

impl Mark {
    fn of(s: &Situation<'_>, campaign: &Campaign, rival: &PublicHouse) -> Self {
        let prime = campaign.prime.as_ref().map(|prime| prime.system);
        let records = || s.view.colony_records().filter(|record| record.owner == rival.id);
        let worth = |record: &&ColonyRecord| {
            let shipyards = i64::from(record.shipyards.unwrap_or(0));
            let starbases = i64::from(record.starbases.unwrap_or(0));
            let aim = i64::from(prime == Some(record.system));
            1000 * aim + 100 * shipyards + 10 * record.iu.unwrap_or(1) + 50 * starbases
        };
        // Where an invasion is planned a starbase that was never seen is worth a try: without one nothing is lost.
        let starbase = |record: &&ColonyRecord| match record.starbases {
            Some(count) => count > 0,
            None => prime == Some(record.system),
        };
        let ahead = 5 * rival.prestige >= 4 * s.view.house().prestige;
        let war = s.view.relation(rival.id) == Stance::Enemy;
        Self {
            house: rival.id,
            caught: chance_of_detection(s, rival.id),
            weight: if ahead { 1.0 } else { BEHIND } * if war { AT_WAR } else { 1.0 },
            industry: records().max_by_key(worth).map(|record| record.system),
            starbase: records().filter(starbase).max_by_key(worth).map(|record| record.system),
        }
    }

    /// The system that an action against this rival names, if it names one; none at all if nothing is known for it.
    fn place(&self, action: EspionageAction) -> Option<Option<SystemId>> {
        let row = table::of(action);
        match (row.aim, row.effect) {
            (Aim::Own, _) => None,
            (Aim::House, _) => Some(None),
            (Aim::Colony, Effect::Cripple) => self.starbase.map(Some),
            (Aim::Colony, _) => self.industry.map(Some),
        }
    }
}

/// A guess by the level that was read in a starbase, or the own, since all study the same fields, and few points; the
/// own failures of the past correct it.
fn chance_of_detection(s: &Situation<'_>, rival: HouseId) -> f64 {
    let faces = detecting_faces(
        &s.rules.espionage.detection,
        s.level_of(rival, TechField::Cic),
        GUESSED_CIP,
    );
    let guess = f64::from(faces) / f64::from(FACES);
    let (tried, caught) = s.view.dossier(rival);
    let seen = f64::from(tried).min(2.0 * PRIOR);
    let rate = f64::from(caught) / f64::from(tried.max(1));
    (guess * PRIOR + rate * seen) / (PRIOR + seen)
}

/// Points that a price allows before they cost prestige (23 §2.3).
fn free_points(s: &Situation<'_>, price: i64) -> i64 {
    let budget = s.view.house().treasury.max(0);
    let percent = s.rules.prestige.espionage_over_investment.free_percent + 1;
    ((percent * budget - 1) / 100 / price.max(1)).max(0)
}

/// CIP: a stock by act, more after a turn in which foreign spies were felt (§15.1).
fn buy_protection(s: &Situation<'_>, draft: &mut Draft) {
    let me = s.view.me();
    let felt = s.view.notices().filter(|notice| notice.target == Some(me)).count() as i64;
    let price = s.rules.espionage.point_costs.cip_cost_pp;
    let held = s.view.house().cip;
    let missing = s.persona.spying.guard[s.act] + felt.min(3) - held;
    let bare = if held == 0 && felt > 0 { 3 } else { 0 };
    let points = missing
        .min(free_points(s, price).max(bare))
        .min(draft.purse / 2 / price.max(1));
    if points > 0 {
        draft.orders.espionage.buy_cip = points;
        draft.purse -= points * price;
    }
}

/// EBP: what is free of a penalty; more when money lies about and a point still earns more than it costs (§15.2, §18.1).
fn buy_points(s: &Situation<'_>, draft: &mut Draft, marks: &[Mark]) {
    let (house, spying) = (s.view.house(), &s.persona.spying);
    let price = s.rules.espionage.point_costs.ebp_cost_pp;
    let usable =
        i64::from(s.rules.limits.espionage_limits.max_ops_per_target_per_turn) * marks.len() as i64 * USUAL_COST;
    let room = usable.max(spying.stock[s.act]) - house.ebp;
    if s.turn < spying.from || room <= 0 || price <= 0 {
        return;
    }
    let mut points = free_points(s, price);
    let idle = s.left <= 4 || draft.purse > 2 * draft.income.max(1);
    if idle {
        let wanted = room.min(draft.purse / 2 / price);
        let penalty = over_investment(s.rules, house.treasury, wanted * price);
        if (wanted - points) as f64 * gain_per_point(s, marks) + penalty as f64 > 0.0 {
            points = points.max(wanted);
        }
    }
    let points = points.min(room).min(draft.purse / price);
    if points > 0 {
        draft.orders.espionage.buy_ebp = points;
        draft.purse -= points * price;
    }
}

/// Own prestige that a point earns by the best action against the best mark.
fn gain_per_point(s: &Situation<'_>, marks: &[Mark]) -> f64 {
    let own = |mark: &Mark| {
        let actions = EspionageAction::ALL
            .iter()
            .filter(|&&action| mark.place(action).is_some());
        actions
            .map(|&action| promise(s, action, mark.caught, 0.0))
            .fold(0.0, f64::max)
    };
    marks.iter().map(own).fold(0.0, f64::max)
}

/// Prestige to be expected of an action, per point: the own, and a share of what the victim loses (§15.3).
fn promise(s: &Situation<'_>, action: EspionageAction, caught: f64, weight: f64) -> f64 {
    let row = table::of(action);
    let (gain, loss) = row.prestige(s.rules);
    let failure = s.rules.prestige.prestige_events.espionage_failure.value as f64;
    let success = gain as f64 + weight * -loss as f64;
    ((1.0 - caught) * success + caught * failure) / row.cost(s.rules).max(1) as f64
}

/// An action that might be ordered.
struct Choice {
    order: SpyOrder,
    cost: i64,
    appeal: f64,
}

/// Orders the actions that appeal most, as far as the points go.
fn choose(s: &Situation<'_>, draft: &mut Draft, marks: &[Mark], dice: &mut Dice) {
    let mut options = options(s, draft, marks, dice);
    let limit = s.rules.limits.espionage_limits.max_ops_per_target_per_turn as usize;
    let mut points = s.view.house().ebp;
    loop {
        let fits = options
            .iter_mut()
            .filter(|option| option.cost <= points && option.appeal > WORTHWHILE);
        let Some(best) = fits.max_by(|a, b| a.appeal.total_cmp(&b.appeal)) else {
            return;
        };
        best.appeal *= REPEATED;
        points -= best.cost;
        let order = best.order;
        let actions = &mut draft.orders.espionage.actions;
        actions.push(order);
        let most = if order.target.is_some() { limit } else { 1 };
        if actions.iter().filter(|other| other.target == order.target).count() >= most {
            options.retain(|option| option.order.target != order.target);
        }
    }
}

/// All actions that could be ordered: against each mark, and a Sweep, which helps those most who are on the attack.
fn options(s: &Situation<'_>, draft: &Draft, marks: &[Mark], dice: &mut Dice) -> Vec<Choice> {
    let mut options = Vec::with_capacity(1 + marks.len() * EspionageAction::COUNT);
    let mut add = |action: EspionageAction, target, system, promise: f64| {
        let liking = s.persona.spying.taste[usize::from(action.code())];
        options.push(Choice {
            order: SpyOrder { action, target, system },
            cost: table::of(action).cost(s.rules),
            appeal: promise * liking * (0.5 + dice.unit()),
        });
    };
    let attacks = draft.orders.fleets.iter().any(|order| is_attack(order.command));
    let worth = if attacks { 2.0 } else { 1.0 };
    add(
        EspionageAction::Sweep,
        None,
        None,
        worth * promise(s, EspionageAction::Sweep, 0.0, 0.0),
    );
    for mark in marks {
        for &action in EspionageAction::ALL {
            if let Some(system) = mark.place(action) {
                add(
                    action,
                    Some(mark.house),
                    system,
                    promise(s, action, mark.caught, mark.weight),
                );
            }
        }
    }
    options
}
