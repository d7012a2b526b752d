//! More people: colonists by the Space Guild, and better planets (rulebook 30 §5.2, §18.2, 20 §11, 22 §8).
//!
//! Both are bought for what people will bring in until the end: they multiply up to the ceiling of their planet, so a
//! crowd that comes early is worth many times the few PP that it costs.

use ec4x_engine::population;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::holdings::Holding;
use crate::situation::Situation;

/// Amounts in which colonists are sent, in PTU.
const CROWDS: [i64; 4] = [200, 100, 50, 20];

/// Windows of the game whose income nobody can use any more.
const TOO_LATE: u32 = 4;

/// How many times its price a purchase must bring in until the end.
const MARGIN: f64 = 2.0;

/// People of one colony.
#[derive(Clone, Copy)]
struct People {
    pu: f64,
    /// Ceiling of the planet.
    ceiling: f64,
    /// PP before tax of a PU.
    yields: f64,
}

impl People {
    fn of(s: &Situation<'_>, holding: &Holding<'_>, class: PlanetClass, raw: Raw) -> Self {
        Self {
            pu: holding.row.pu as f64,
            ceiling: s.rules.limits.pu_max(class) as f64,
            yields: s.rules.economy.raw_index(raw, class) * holding.working,
        }
    }

    /// PP after tax that they bring in over some incomes.
    fn harvest(self, s: &Situation<'_>, incomes: u32) -> f64 {
        let tax = i64::from(s.view.house().tax);
        let rate = 1.0 + s.rules.economy.population.natural_growth_rate * s.rules.economy.growth_multiplier(tax);
        let (mut pu, mut sum) = (self.pu, 0.0);
        for income in 0..incomes {
            if pu >= self.ceiling {
                sum += pu * f64::from(incomes - income);
                break;
            }
            sum += pu;
            pu = (pu * rate).max(pu + 2.0).min(self.ceiling);
        }
        sum * self.yields * tax.max(20) as f64 / 100.0
    }

    fn plus(self, pu: f64) -> Self {
        let pu = (self.pu + pu).min(self.ceiling.max(self.pu));
        Self { pu, ..self }
    }
}

/// Spends up to `budget` PP on planets and colonists that pay for themselves; says what it spent.
pub(crate) fn invest(s: &Situation<'_>, draft: &mut Draft, budget: i64) -> i64 {
    let before = draft.purse;
    if s.left > TOO_LATE && s.turn > 1 {
        terraform(s, draft, budget.min(draft.purse));
        let spent = before - draft.purse;
        send(s, draft, (budget - spent).min(draft.purse));
    }
    before - draft.purse
}

/// Raises planets, the best bargains first.
fn terraform(s: &Situation<'_>, draft: &mut Draft, mut budget: i64) {
    let mut bargains: Vec<(f64, i64, &Holding<'_>)> = Vec::new();
    for holding in &s.holdings {
        let Some(cost) = s.view.terraforming_cost(holding.row) else {
            continue;
        };
        let gain = improvement(s, holding);
        if cost <= budget && !draft.is_improved(holding) && gain >= MARGIN * cost as f64 {
            bargains.push((gain / cost.max(1) as f64, cost, holding));
        }
    }
    bargains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.index.cmp(&b.2.index)));
    for (_, cost, holding) in bargains {
        if cost <= budget {
            budget -= cost;
            draft.improve(holding, cost);
        }
    }
}

/// What the next class of a planet brings in until the end.
fn improvement(s: &Situation<'_>, holding: &Holding<'_>) -> f64 {
    let Some((class, raw)) = s.view.planet(holding.system()) else {
        return 0.0;
    };
    let better = PlanetClass::from_code(class.code() + 1).unwrap_or(class);
    let harvest = |class| People::of(s, holding, class, raw).harvest(s, s.left - TOO_LATE);
    harvest(better) - harvest(class)
}

/// A world that gives colonists.
struct Donor<'a> {
    holding: &'a Holding<'a>,
    /// PP that it brings in less until it has grown again, for each of the crowds.
    losses: [f64; CROWDS.len()],
}

impl<'a> Donor<'a> {
    /// The most crowded world that is not besieged.
    fn choose(s: &'a Situation<'a>) -> Option<Self> {
        let open = s.holdings.iter().filter(|holding| !holding.besieged);
        let holding = open.max_by_key(|holding| (holding.row.pu, std::cmp::Reverse(holding.index)))?;
        let (class, raw) = s.view.planet(holding.system())?;
        let people = People::of(s, holding, class, raw);
        let alone = people.harvest(s, s.left);
        let losses = CROWDS.map(|ptu| {
            let loss = population::loss(s.rules, holding.row.pu, ptu) as f64;
            alone - people.plus(-loss).harvest(s, s.left)
        });
        Some(Self { holding, losses })
    }
}

/// Sends colonists from the most crowded world to where they multiply, as many transfers as the Guild allows.
fn send(s: &Situation<'_>, draft: &mut Draft, mut budget: i64) {
    let most = s.rules.limits.population_limits.max_concurrent_transfers as usize;
    let slots = most.saturating_sub(s.view.transfers().count() + draft.transfers());
    if slots == 0 || budget <= 0 {
        return;
    }
    let Some(donor) = Donor::choose(s) else { return };
    let young = s.holdings.iter().filter(|to| draft.colonists(to) == 0);
    let mut offers: Vec<Offer<'_>> = young.filter_map(|to| Offer::best(s, &donor, to, budget)).collect();
    offers.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then(a.to.index.cmp(&b.to.index)));
    let mut left = donor.holding.row.pu;
    for offer in offers.into_iter().take(slots) {
        let loss = population::loss(s.rules, left, offer.ptu);
        if offer.cost > budget || left - loss < donor.holding.row.pu / 2 {
            continue;
        }
        left -= loss;
        budget -= offer.cost;
        draft.send(donor.holding, offer.to, offer.ptu, offer.cost);
    }
}

/// A transfer that pays for itself.
struct Offer<'a> {
    to: &'a Holding<'a>,
    ptu: i64,
    cost: i64,
    /// What it brings in, as a multiple of its price.
    ratio: f64,
}

impl<'a> Offer<'a> {
    /// The crowd that is worth most to a young colony.
    fn best(s: &Situation<'_>, donor: &Donor<'_>, to: &'a Holding<'a>, budget: i64) -> Option<Self> {
        let (class, raw) = s.view.planet(to.system())?;
        let there = People::of(s, to, class, raw);
        let waiting: i64 = s.view.transfers().filter(|t| t.to == to.row.id).map(|t| t.ptu).sum();
        let there = there.plus(waiting as f64);
        let crowded = there.pu > (0.5 * there.ceiling).min(0.5 * donor.holding.row.pu as f64);
        if crowded || to.index == donor.holding.index || to.besieged {
            return None;
        }
        let jumps = s.jumps(donor.holding.system(), to.system());
        let incomes = s.left.checked_sub(jumps + TOO_LATE)?;
        let alone = there.harvest(s, incomes);
        let price = s.rules.guild.transfer_cost(class);
        let mut best: Option<(f64, Self)> = None;
        for (ptu, loss) in CROWDS.into_iter().zip(donor.losses) {
            let cost = ptu * price;
            if cost > budget {
                continue;
            }
            let gain = there.plus(arrivals(s, there.pu, ptu)).harvest(s, incomes) - alone - loss;
            let net = gain - MARGIN * cost as f64;
            if net > 0.0 && best.as_ref().is_none_or(|(most, _)| net > *most) {
                let ratio = gain / cost.max(1) as f64;
                best = Some((net, Self { to, ptu, cost, ratio }));
            }
        }
        best.map(|(_, offer)| offer)
    }
}

/// PU that a crowd adds to a population, nearly: heads weigh less in a crowd (20 §2).
fn arrivals(s: &Situation<'_>, pu: f64, ptu: i64) -> f64 {
    let k = s.rules.economy.population.pu_to_ptu_conversion;
    let middle = pu + 0.5 * ptu as f64;
    ptu as f64 / (1.0 + k * libm::exp((k * middle).min(36.0)))
}
