//! Industry by payback (rulebook 30 §5.2, 20 §7.1).

use crate::draft::Draft;
use crate::situation::Situation;

/// A tier of prices at one colony: so many units can still be bought at this price.
struct Lot {
    price: i64,
    holding: usize,
    units: i64,
}

/// Spends up to `budget` PP on industrial units that pay back in time, cheapest first; says what it spent.
pub(crate) fn buy(s: &Situation<'_>, draft: &mut Draft, budget: i64) -> i64 {
    let mut budget = budget.min(draft.purse);
    let limit = acceptable_price(s);
    if budget <= 0 || limit < s.rules.economy.iu_price(0) {
        return 0;
    }
    let mut lots = Vec::with_capacity(s.holdings.len() * 2);
    for (index, holding) in s.holdings.iter().enumerate() {
        if !holding.besieged && holding.working > 0.9 {
            add_lots(s, index, holding.row.pu, draft.iu(holding), limit, &mut lots);
        }
    }
    lots.sort_by_key(|lot| (lot.price, lot.holding));
    // A colony's lots must be bought in the order of its prices; the sort keeps that order.
    let mut wanted = vec![(0i64, 0i64); s.holdings.len()];
    let before = budget;
    for lot in lots {
        let units = lot.units.min(budget / lot.price.max(1));
        budget -= units * lot.price;
        wanted[lot.holding].0 += units;
        wanted[lot.holding].1 += units * lot.price;
    }
    for (holding, (units, price)) in s.holdings.iter().zip(wanted) {
        draft.industry(holding, units, price);
    }
    before - budget
}

/// The highest price that still pays back: within the turns left minus two, and within the persona's patience.
fn acceptable_price(s: &Situation<'_>) -> i64 {
    let turns = f64::from(s.left.saturating_sub(2)).min(10.0 + 12.0 * s.persona.economy);
    let rate = s.view.house().tax.max(40);
    (turns * s.industry_output() * f64::from(rate) / 100.0) as i64
}

fn add_lots(s: &Situation<'_>, index: usize, pu: i64, owned: i64, limit: i64, lots: &mut Vec<Lot>) {
    if pu <= 0 {
        return;
    }
    let most = (s.persona.industry_percent * pu / 100).max(owned);
    let mut iu = owned;
    for tier in s.rules.economy.industrial_investment.tier.iter() {
        // Units are priced by the percentage before the purchase: the last one in a tier starts at its threshold.
        let end = (((tier.threshold + 1) * pu - 1) / 100 + 1).min(most);
        if end <= iu {
            continue;
        }
        let price = s.rules.economy.iu_price(100 * iu / pu);
        if price > limit {
            return;
        }
        lots.push(Lot {
            price,
            holding: index,
            units: end - iu,
        });
        iu = end;
    }
}

#[cfg(test)]
mod tests {
    /// The number of units below a tier's end, as in `add_lots`.
    fn end(threshold: i64, pu: i64) -> i64 {
        ((threshold + 1) * pu - 1) / 100 + 1
    }

    #[test]
    fn the_last_unit_of_a_tier_starts_at_its_threshold() {
        for pu in [3, 7, 100, 250, 840, 4999] {
            for threshold in [50, 75, 100, 150] {
                let last = end(threshold, pu) - 1;
                assert!(100 * last / pu <= threshold, "{pu} PU, {threshold} %");
                assert!(100 * (last + 1) / pu > threshold, "{pu} PU, {threshold} %");
            }
        }
    }
}
