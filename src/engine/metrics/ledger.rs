//! The balance equations of a row of `house_turns` (rulebook 31 §7.1.6).

use super::accounts::Imbalance;
use crate::events::HouseStock;
use crate::state::flows::Flows;

/// What does not add up between a house's stocks and its flows, and its row of the turn before if it is known; empty if
/// the books are in order.
pub fn flow_errors(previous: Option<&HouseStock>, stock: &HouseStock, flows: &Flows) -> Vec<Imbalance> {
    let mut errors = Vec::new();
    let mut check = |account: &'static str, before: i64, entries: i64, found: i64| {
        if before + entries != found {
            errors.push(Imbalance {
                turn: stock.turn,
                house: stock.house,
                account,
                before,
                entries,
                found,
            });
        }
    };
    check(
        "treasury by its flows",
        flows.treasury_prev,
        income(flows) - expenses(flows),
        stock.treasury_close,
    );
    check(
        "prestige by its sources",
        flows.prestige_prev,
        prestige(flows),
        stock.prestige,
    );
    if let Some(previous) = previous {
        let colonies =
            flows.colonies_founded + flows.colonies_conquered - flows.colonies_lost_conquest - flows.colonies_collapsed;
        check(
            "colonies",
            i64::from(previous.colonies),
            colonies,
            i64::from(stock.colonies),
        );
        check("ships", ships(previous), ships_gained(flows), ships(stock));
        check("EBP", previous.ebp, flows.ebp_bought - flows.ebp_spent, stock.ebp);
        check("CIP", previous.cip, flows.cip_bought - flows.cip_spent, stock.cip);
    }
    errors
}

fn income(flows: &Flows) -> i64 {
    flows.nhv + flows.pp_salvage + flows.pp_autosalvage + flows.pp_scrap + flows.pp_liquidation + flows.pp_refund
}

fn expenses(flows: &Flows) -> i64 {
    let research = flows.pp_erp + flows.pp_srp + flows.pp_mrp;
    let goods = flows.pp_ships + flows.pp_ground + flows.pp_facilities + flows.pp_iu;
    let purchases = goods + flows.pp_repair + flows.pp_terraform + flows.pp_transfer + flows.pp_espionage;
    flows.upkeep_paid + flows.strain_pp + purchases + research
}

fn prestige(flows: &Flows) -> i64 {
    let war = flows.prestige_kills
        + flows.prestige_starbase
        + flows.prestige_victory
        + flows.prestige_conquest
        + flows.prestige_conquest_lost
        + flows.prestige_elimination;
    let peace = flows.prestige_colony
        + flows.prestige_tech
        + flows.prestige_tax_high
        + flows.prestige_tax_low
        + flows.prestige_blockade
        + flows.prestige_shortfall
        + flows.prestige_liquidation;
    let espionage = flows.prestige_espionage
        + flows.prestige_espionage_suffered
        + flows.prestige_espionage_failed
        + flows.prestige_over_investment;
    war + peace + espionage
}

fn ships(stock: &HouseStock) -> i64 {
    stock.n.iter().map(|(_, count)| i64::from(count)).sum()
}

fn ships_gained(flows: &Flows) -> i64 {
    let built: i64 = flows.built.iter().map(|(_, count)| count).sum();
    let lost: i64 = flows.lost.iter().map(|(_, count)| count).sum();
    let gone = flows.ships_scrapped
        + flows.ships_autosalvaged
        + flows.ships_lost_other
        + flows.etacs_used
        + flows.fighters_disbanded
        + flows.scouts_lost
        + flows.breakers_scrapped;
    built - lost - gone
}
