//! Repairs of what colonies have (rulebook 30 §5.4, 20 §7.2, §7.3, 22 §7).

use ec4x_engine::orders::ColonyOrder;

use crate::draft::Draft;
use crate::situation::Situation;

/// Sets the automation flags, and repairs industry and infrastructure: both cost a fraction of what they yield.
pub(crate) fn order(s: &Situation<'_>, draft: &mut Draft) {
    let investment = &s.rules.economy.industrial_investment;
    let unit = investment.repair_cost_multiplier * investment.base_cost as f64;
    for holding in &s.holdings {
        let colony = holding.row.id;
        if !holding.row.auto_repair {
            let (auto_repair, auto_load_marines, auto_load_fighters) = (true, true, true);
            let flags = ColonyOrder::Flags {
                colony,
                auto_repair,
                auto_load_marines,
                auto_load_fighters,
            };
            draft.orders.colonies.push(flags);
        }
        if s.left <= 3 || holding.besieged {
            continue;
        }
        let permille = holding.row.infra_damage;
        let cost = (permille * s.rules.economy.infrastructure.full_repair_cost + 999) / 1000;
        if permille > 0 && cost <= draft.purse {
            draft.purse -= cost;
            draft
                .orders
                .colonies
                .push(ColonyOrder::RepairInfrastructure { colony, permille });
        }
        let units = holding.row.iu_damaged.min((draft.purse as f64 / unit.max(0.01)) as i64);
        let cost = ec4x_engine::num::ceil(units as f64 * unit);
        if units > 0 && cost <= draft.purse {
            draft.purse -= cost;
            draft
                .orders
                .colonies
                .push(ColonyOrder::RepairIndustry { colony, units });
        }
    }
}
