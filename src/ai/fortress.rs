//! What holds colonies: ground units, fighters, starbases, shields (rulebook 30 §11.3, §11.6, §5.3).

use ec4x_engine::dice::Dice;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::holdings::Holding;
use crate::persona::Garrison;
use crate::situation::Situation;

/// A colony is worth defending from this output on (30 §11.6, U).
const CORE_OUTPUT: f64 = 50.0;

/// No colony stays without a unit (30 §11.6): one army and one battery the turn after founding.
pub(crate) fn minimum(s: &Situation<'_>, draft: &mut Draft) {
    for holding in &s.holdings {
        if draft.units(holding, GroundKind::Army) + draft.units(holding, GroundKind::Marine) == 0 {
            draft.ground(s, holding, GroundKind::Army, 1);
        }
        let first_windows = s.turn < 4;
        if draft.units(holding, GroundKind::GroundBattery) == 0 && !first_windows {
            draft.ground(s, holding, GroundKind::GroundBattery, 1);
        }
    }
}

/// Colonies that somebody is about to attack get armies and batteries at once: they are in service before the
/// second assault.
pub(crate) fn emergency(s: &Situation<'_>, draft: &mut Draft) {
    for holding in s.holdings.iter().filter(|holding| holding.threat > 10.0) {
        let worth = (holding.population_output / 40.0 + holding.row.iu as f64 / 40.0).min(6.0) as i64;
        let wanted = 1 + worth;
        let armies = wanted - draft.units(holding, GroundKind::Army);
        draft.ground(s, holding, GroundKind::Army, armies.min(draft.purse / 100));
        let batteries = wanted - draft.units(holding, GroundKind::GroundBattery);
        draft.ground(s, holding, GroundKind::GroundBattery, batteries.min(draft.purse / 140));
    }
}

/// Spends up to `budget` PP on fortresses; says what it spent.
pub(crate) fn strengthen(s: &Situation<'_>, draft: &mut Draft, budget: i64, dice: &mut Dice) -> i64 {
    let mut aside = draft.purse - budget.min(draft.purse);
    draft.purse -= aside;
    let before = draft.purse + aside;
    if s.left > 1 {
        fighters(s, draft);
        // Who has more than can be spent digs in deeper.
        let wealth = (1 + draft.purse / s.view.house().gho.max(1000)).min(3);
        for (index, holding) in s.holdings.iter().enumerate() {
            let wanted = garrison(s, index, holding);
            let armies = wealth * wanted.armies - draft.units(holding, GroundKind::Army);
            let batteries = wealth * wanted.batteries - draft.units(holding, GroundKind::GroundBattery);
            draft.ground(s, holding, GroundKind::GroundBattery, batteries.clamp(0, 4));
            draft.ground(s, holding, GroundKind::Army, armies.clamp(0, 4));
        }
        starbases(s, draft, &mut aside, dice);
        shields(s, draft);
    }
    draft.purse += aside;
    before - draft.purse
}

/// Whether a colony is worth defending.
fn is_core(holding: &Holding<'_>) -> bool {
    holding.population_output + holding.row.iu as f64 >= CORE_OUTPUT || holding.count(FacilityKind::Shipyard) > 0
}

/// Ground units wanted at a colony.
fn garrison(s: &Situation<'_>, index: usize, holding: &Holding<'_>) -> Garrison {
    if s.capital == Some(index) {
        s.persona.capital_garrison[s.act]
    } else if is_core(holding) || holding.frontier <= 2 {
        s.persona.core_garrison[s.act]
    } else {
        Garrison {
            armies: 1,
            batteries: 1,
        }
    }
}

/// Every house fills the fighter capacity of its colonies: the cheapest attack strength there is (30 §11.3).
fn fighters(s: &Situation<'_>, draft: &mut Draft) {
    for holding in &s.holdings {
        let room = s.view.fighter_capacity(holding.row) - draft.pool(holding);
        if room > 0 {
            draft.fighters(s, holding, room.min(8));
        }
    }
}

/// Starbases come one by one: with the chance that the budget is of the price, so that over the turns the share is
/// what is spent.
fn starbases(s: &Situation<'_>, draft: &mut Draft, aside: &mut i64, dice: &mut Dice) {
    let price = s.rules.facilities.kind(FacilityKind::Starbase).build_cost;
    let limit = s.rules.limits.quantity_limits.max_starbases_per_colony;
    let rich = draft.purse > s.view.house().gho.max(1000);
    if s.left < 6 || draft.purse + *aside < price {
        return;
    }
    for (index, holding) in s.holdings.iter().enumerate() {
        let wanted = if s.capital == Some(index) {
            s.persona.capital_starbases[s.act]
        } else if holding.population_output + holding.row.iu as f64 >= 4.0 * CORE_OUTPUT {
            s.persona.core_starbases[s.act] + u32::from(rich)
        } else {
            0
        };
        if draft.facilities(holding, FacilityKind::Starbase) >= wanted.min(limit) || holding.besieged {
            continue;
        }
        if !holding.spaceport {
            if draft.facilities(holding, FacilityKind::Spaceport) == 0 {
                draft.facility(s, holding, FacilityKind::Spaceport);
            }
            continue;
        }
        let missing = (price - draft.purse).max(0);
        let lucky = missing == 0 || i64::from(dice.below(price as u32)) < draft.purse;
        if lucky && missing <= *aside {
            *aside -= missing;
            draft.purse += missing;
            draft.facility(s, holding, FacilityKind::Starbase);
        }
        if missing > 0 {
            return;
        }
    }
}

/// One shield at the capital and at colonies with industry, as soon as technology allows (30 §11.6).
fn shields(s: &Situation<'_>, draft: &mut Draft) {
    let price = s.rules.ground_units.kind(GroundKind::PlanetaryShield).build_cost;
    if s.view.tech(TechField::Sld) < 1 || s.left < 4 {
        return;
    }
    for (index, holding) in s.holdings.iter().enumerate() {
        let worth = s.capital == Some(index) || (holding.row.iu >= 100 && s.act > 0);
        if worth && draft.units(holding, GroundKind::PlanetaryShield) == 0 && draft.purse >= price {
            draft.ground(s, holding, GroundKind::PlanetaryShield, 1);
        }
    }
}
