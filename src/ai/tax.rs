//! The rate of taxes (rulebook 30 §5.1, 20 §4).
//!
//! Every rate that begins a tier is weighed: revenue, the industry and population that grow, and the prestige of good
//! government. What prestige is worth in PP rises through the game, because PP lose the time to become anything.

use ec4x_engine::num;

use crate::draft::Draft;
use crate::situation::Situation;

/// Rates at the upper ends of the tiers of 20 §4.4, and those above for emergencies.
const RATES: [i64; 11] = [10, 20, 30, 40, 50, 59, 65, 70, 80, 90, 100];

/// What an industrial unit is worth in PP at most: its price in the middle tiers (20 §7.1).
const INDUSTRY_VALUE: f64 = 36.0;

/// Turns of the game that the personas' figures are made for.
const STANDARD_LENGTH: f64 = 35.0;

/// How much longer than in a game of standard length money is put first in an endless one, as a part of the game.
const LONGER: f64 = 0.65;

/// Part of the game after which nobody puts money before prestige any more.
const LATEST: f64 = 0.7;

/// Prestige above the threshold of Defensive Collapse below which a house fears it: a lost battle or two take as much.
const DISGRACE: i64 = 250;
/// How much more than otherwise a point of prestige is worth to it then.
const SHAME: f64 = 20.0;

/// Sets the rate, and puts aside what upkeep will take beyond the income.
pub(crate) fn set(s: &Situation<'_>, draft: &mut Draft) {
    if s.holdings.is_empty() {
        return;
    }
    let base = Base::of(s);
    let bills = s.upkeep + strain(s);
    let cash = s.view.house().treasury.max(0);
    let least = if invests(s) && !is_in_disgrace(s) {
        i64::from(s.persona.tax.min(50))
    } else {
        0
    };
    let rates = RATES
        .into_iter()
        .filter(|&rate| (least..=i64::from(s.persona.tax)).contains(&rate));
    let safe = |&rate: &i64| base.revenue(rate) as i64 + cash / 4 >= bills;
    let worth = |rate: &i64| (base.worth(s, *rate) * 16.0) as i64;
    let best = rates.filter(safe).max_by_key(worth);
    let emergency = || RATES.into_iter().find(safe).unwrap_or(RATES[RATES.len() - 1]);
    let rate = best.unwrap_or_else(emergency);
    if rate != i64::from(s.view.house().tax) {
        draft.orders.tax = Some(rate as u8);
    }
    draft.income = base.revenue(rate) as i64;
    draft.purse -= (bills - draft.income * 19 / 20).clamp(0, draft.purse);
}

/// Logistical strain of the next INC7 (20 §10), all fleets being Active.
fn strain(s: &Situation<'_>) -> i64 {
    let limits = &s.rules.limits.c2_limits;
    let used: i64 = s
        .hulls
        .iter()
        .map(|(class, count)| count * s.rules.ships.class(class).c2_cost)
        .sum();
    let iu: i64 = s.holdings.iter().map(|holding| holding.row.iu).sum();
    let over = used as f64 - iu as f64 * limits.c2_conversion_ratio;
    num::floor(over.max(0.0) * limits.c2_overdraft_ratio)
}

/// Sums over the colonies from which the effects of a rate follow.
struct Base {
    population: f64,
    industry: f64,
    plain_industry: f64,
    pivot: f64,
    divisor: f64,
    colonies: f64,
}

impl Base {
    fn of(s: &Situation<'_>) -> Self {
        let (unit, bonuses) = (s.industry_output(), &s.rules.economy.starbase_bonuses);
        let productivity = &s.rules.economy.productivity;
        let mut base = Self {
            population: 0.0,
            industry: 0.0,
            plain_industry: 0.0,
            pivot: productivity.pivot as f64,
            divisor: productivity.divisor as f64,
            colonies: s.holdings.len() as f64,
        };
        for holding in &s.holdings {
            let bonus = bonuses.industrial_production_bonus_per_starbase * f64::from(holding.starbases);
            let bonus = bonus.min(s.rules.economy.population.max_starbase_bonus);
            let plain = holding.row.iu as f64 * unit * holding.working;
            base.population += holding.population_output * holding.working;
            base.industry += plain * (1.0 + bonus);
            base.plain_industry += plain;
        }
        base
    }

    /// NHV at a rate (20 §3, §4.2).
    fn revenue(&self, rate: i64) -> f64 {
        let productivity = (self.pivot - rate as f64) / self.divisor;
        (self.population + self.industry + self.plain_industry * productivity) * rate as f64 / 100.0
    }

    /// What a rate is worth in PP.
    fn worth(&self, s: &Situation<'_>, rate: i64) -> f64 {
        self.revenue(rate) * money_worth(s) + growth(s, rate) + prestige(s, self.colonies, rate) * prestige_worth(s)
    }
}

/// What a PP of the next income is worth, compared with one now: little when there is more than can be used or the fleet
/// is as strong as it wants to be, nothing in the last windows (rulebook 30 §18.6).
fn money_worth(s: &Situation<'_>) -> f64 {
    let time = match s.left {
        0 | 1 => 0.0,
        2 => 0.05,
        3 => 0.3,
        4 => 0.7,
        _ => 1.0,
    };
    let need = 1.0 - 0.75 * s.security().clamp(0.0, 1.0);
    let room = if s.slots <= 0 { 0.5 } else { 1.0 };
    time * need * room * scarcity(s)
}

/// How scarce money is: 1 when what comes in is spent, little when several turns of output lie about.
fn scarcity(s: &Situation<'_>) -> f64 {
    let hoard = s.view.house().treasury.max(0) as f64 / (2.0 * s.view.house().gho.max(1) as f64);
    1.0 / (1.0 + hoard * hoard)
}

/// Part of the game in which money compounds: the persona's, and more in long games.
fn invests(s: &Situation<'_>) -> bool {
    let limit = f64::from(s.view.scenario().victory_conditions.turn_limit);
    let longer = if limit > STANDARD_LENGTH {
        LONGER * (1.0 - STANDARD_LENGTH / limit)
    } else {
        0.0
    };
    s.progress < (s.persona.invest + longer).min(LATEST) && scarcity(s) > 0.5
}

/// PP that a point of prestige is worth now: a share of the output, more towards the end (W59).
fn prestige_worth(s: &Situation<'_>) -> f64 {
    let output = s.view.house().gho as f64 / 100.0;
    let [early, late] = s.persona.government;
    let shame = if is_in_disgrace(s) { SHAME } else { 1.0 };
    output * (early + (late - early) * s.progress) * shame
}

/// Whether Defensive Collapse is near (rulebook 01 §7): then nothing is worth more than being well governed.
fn is_in_disgrace(s: &Situation<'_>) -> bool {
    let threshold = s.rules.gameplay.elimination.defensive_collapse_threshold;
    s.turn > 5 && s.view.house().prestige < threshold + DISGRACE
}

/// Prestige of a rate in one turn (20 §4.3, §4.4).
fn prestige(s: &Situation<'_>, colonies: f64, rate: i64) -> f64 {
    let penalty = &s.rules.prestige.tax_penalty;
    let over = (rate - penalty.threshold).max(0) as f64;
    let bonus = s.rules.prestige.tax_incentives.bonus(rate) as f64;
    bonus * colonies - penalty.base_coefficient * libm::pow(over, penalty.exponent)
}

/// What grows by itself in one turn at a rate, in PP (20 §6).
fn growth(s: &Situation<'_>, rate: i64) -> f64 {
    let rules = &s.rules.economy;
    let left = f64::from(s.left.saturating_sub(1));
    let unit = (s.industry_output() * 0.4 * left * 0.6).min(INDUSTRY_VALUE);
    let more = rules.growth_multiplier(rate) - 1.0;
    let mut sum = 0.0;
    for holding in &s.holdings {
        let pu = holding.row.pu;
        let passive = &rules.industrial_growth;
        let base = libm::floor(pu as f64 / passive.passive_growth_divisor).max(passive.passive_growth_minimum);
        sum += num::floor(base * (100 - rate) as f64 / 100.0) as f64 * unit;
        let room = s
            .view
            .planet(holding.system())
            .map_or(0, |(class, _)| s.rules.limits.pu_max(class) - pu);
        let grown = (pu as f64 * rules.population.natural_growth_rate * more).min(room as f64);
        sum += grown * 0.4 * left.min(6.0);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persona::{Persona, PersonaKind};
    use crate::situation::tests::game;
    use ec4x_engine::ids::HouseId;
    use ec4x_engine::vocab::Vocab;

    #[test]
    fn w59_prestige_is_worth_a_share_of_the_output_that_rises() {
        let game = game();
        for &kind in PersonaKind::ALL {
            let persona = Persona::of(kind);
            let mut s = Situation::read(game.view(HouseId(1)), &persona);
            let worth = [0.0, 0.5, 1.0].map(|progress| {
                s.progress = progress;
                prestige_worth(&s)
            });
            let output = s.view.house().gho as f64;
            assert!(
                output > 0.0 && worth[0] < worth[1] && worth[1] < worth[2],
                "{kind}: {worth:?}"
            );
            assert!(
                (worth[2] - output * persona.government[1] / 100.0).abs() < 1e-6,
                "{kind}"
            );
        }
    }
}
