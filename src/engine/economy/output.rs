//! Gross colony output and revenue (rulebook 20 §3, §4.2).

use super::each_colony;
use crate::espionage;
use crate::events::EconomyKind;
use crate::ids::{ColonyId, HouseId};
use crate::num;
use crate::prestige;
use crate::state::State;
use crate::state::rows::Colony;
use crate::turn::Turn;
use crate::vocab::*;

/// Starbases of a colony in working order (20 §1).
pub fn working_starbases(state: &State, colony: &Colony) -> usize {
    let facilities = colony.facilities.iter().map(|&id| &state.facilities[id]);
    facilities
        .filter(|f| f.kind == FacilityKind::Starbase && f.hull == Hull::Nominal)
        .count()
}

/// What the working starbases of a colony add at a share for each, up to the common ceiling (20 §3, §6, E2).
pub(super) fn starbase_bonus(state: &State, colony: &Colony, share: f64) -> f64 {
    (working_starbases(state, colony) as f64 * share).min(state.rules.economy.population.max_starbase_bonus)
}

/// GCO of a colony as it is now, at its owner's technology and tax rate (20 §3, E2, E3).
pub fn gross_output(state: &State, colony: &Colony) -> i64 {
    output(state, colony, colony.blockaded)
}

/// NCV of a colony as it is now: the share of its GCO that its owner's tax takes (20 §4.2).
pub fn net_output(state: &State, colony: &Colony) -> i64 {
    tax_share(gross_output(state, colony), state.houses[colony.owner].tax)
}

/// What the blockade costs a colony of its GCO now; 0 without a blockade (20 §8). It never touches industry itself
/// (rulebook 03 R10).
pub fn output_lost_to_blockade(state: &State, colony: &Colony) -> i64 {
    match colony.blockaded {
        true => output(state, colony, false) - output(state, colony, true),
        false => 0,
    }
}

fn output(state: &State, colony: &Colony, blockaded: bool) -> i64 {
    let (rules, owner, system) = (&state.rules, &state.houses[colony.owner], &state.systems[colony.system]);
    let economy = &rules.economy;
    let population = colony.pu as f64 * economy.raw_index(system.raw, system.class);
    let productivity = (economy.productivity.pivot - i64::from(owner.tax)) as f64 / economy.productivity.divisor as f64;
    let starbases = starbase_bonus(
        state,
        colony,
        economy.starbase_bonuses.industrial_production_bonus_per_starbase,
    );
    let industry = colony.iu as f64
        * rules.tech.el_multiplier(owner.tech[TechField::El])
        * rules.tech.cst_factor(owner.tech[TechField::Cst])
        * (1.0 + productivity + starbases);
    let intact = 1.0 - colony.infra_damage as f64 / 1000.0;
    let open = if blockaded {
        economy.production_modifiers.blockade_penalty
    } else {
        1.0
    };
    num::floor((population + industry) * intact * open)
}

/// A share in percent of an amount, rounded up (20 §4.2).
pub(super) fn tax_share(amount: i64, percent: u8) -> i64 {
    net_value(amount, percent, 1.0)
}

/// NHV: the share in percent of the output, and of that what effects of espionage leave; rounded up once (20 §4.2).
fn net_value(output: i64, percent: u8, kept: f64) -> i64 {
    num::ceil(output as f64 * f64::from(percent) / 100.0 * kept)
}

/// INC3, first part: GCO of every colony, GHO, and the net house value into the treasury, rounded once
/// for the house (20 §3.3, §4.2, E4), before upkeep is due (rulebook 03 R5).
pub(super) fn credit_revenue(turn: &mut Turn, house: HouseId) {
    let tax = turn.state.houses[house].tax;
    let (mut gho, mut lost) = (0, 0);
    each_colony(turn, house, |turn, id| {
        let colony = &turn.state.colonies[id];
        let (system, gco) = (colony.system, gross_output(turn.state, colony));
        if colony.blockaded {
            lost += note_blockade(turn, id);
        }
        gho += gco;
        turn.economy(Step::Inc3, house, EconomyKind::Income, |event| {
            event.system_id = Some(system);
            event.amount = gco;
            event.pp = tax_share(gco, tax);
        });
    });
    let nhv = net_value(gho, tax, espionage::revenue_kept(turn.state, house));
    let stolen = tax_share(gho, tax) - nhv;
    let row = &mut turn.state.houses[house];
    (row.gho, row.nhv) = (gho, nhv);
    turn.pay(house, nhv, |flows| &mut flows.nhv);
    let flows = turn.flows(house);
    flows.pp_lost_blockade += lost;
    flows.pp_lost_espionage += stolen;
    if stolen > 0 {
        turn.economy(Step::Inc3, house, EconomyKind::RevenueLost, |event| {
            event.amount = stolen
        });
    }
    if !turn.state.houses[house].colonies.is_empty() {
        turn.economy(Step::Inc3, house, EconomyKind::Revenue, |event| event.pp = nhv);
    }
}

/// Writes down what a blockade costs: output now, and prestige that INC9 books once (20 §8, E13, E14, W8). Returns
/// the output lost.
fn note_blockade(turn: &mut Turn, colony: ColonyId) -> i64 {
    let row = &turn.state.colonies[colony];
    let (house, system, lost) = (row.owner, row.system, output_lost_to_blockade(turn.state, row));
    let penalty = prestige::blockade_penalty(turn, colony);
    turn.economy(Step::Inc3, house, EconomyKind::Blockade, |event| {
        (event.system_id, event.amount, event.prestige) = (Some(system), lost, -penalty);
    });
    lost
}
