//! Research (rulebook 30 §8, 21).
//!
//! A level costs a few PP and pays prestige at once, so every level that the gates allow is bought in every turn; the
//! persona only decides which fields wait in the first turns.

use ec4x_engine::num;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::situation::Situation;

/// Asks for levels and deposits just what they cost.
pub(crate) fn buy(s: &Situation<'_>, draft: &mut Draft) {
    if s.holdings.is_empty() {
        return;
    }
    let tech = &s.rules.tech;
    let level = |field: TechField| s.view.tech(field);
    let (mut sl, mut ml) = (level(TechField::Sl), level(TechField::Ml));
    let mut pools = Pool::ALL.iter().map(|&pool| Account::open(s, pool)).collect::<Vec<_>>();
    for &field in TechField::ALL {
        let next = level(field) + 1;
        if next > tech.max_level(field) || !s.persona.wants_field(field, s.turn) {
            continue;
        }
        let gate = match field.pool() {
            Pool::Erp | Pool::Srp => sl,
            Pool::Mrp => ml,
        };
        if !matches!(field, TechField::Sl | TechField::Ml) && gate < tech.gate(field, next) {
            continue;
        }
        let account = &mut pools[usize::from(field.pool().code())];
        if !account.spend(s.view.next_level_cost(field), draft) {
            continue;
        }
        draft.orders.research.want(field);
        match field {
            TechField::Sl => sl = next,
            TechField::Ml => ml = next,
            _ => {}
        }
    }
    for (account, &pool) in pools.iter().zip(Pool::ALL) {
        draft.orders.research.deposit[usize::from(pool.code())] = account.settle(s, pool, draft);
    }
}

/// Points of a pool during the purchases of one turn.
struct Account {
    /// Points that are left; negative ones are to be deposited.
    points: i64,
    /// Points that a PP gives.
    rate: f64,
    /// PP set aside for the deposit.
    deposit: i64,
}

impl Account {
    fn open(s: &Situation<'_>, pool: Pool) -> Self {
        let rate = s.view.research_points(pool, 10_000).max(1) as f64 / 10_000.0;
        Self {
            points: s.view.house().rp[pool],
            rate,
            deposit: 0,
        }
    }

    /// Takes points, and from the purse the PP for those that are missing; false if there are too few PP.
    fn spend(&mut self, cost: i64, draft: &mut Draft) -> bool {
        let owed = (cost - self.points).max(0) as f64;
        let deposit = num::ceil(owed / self.rate).max(self.deposit);
        let pp = deposit - self.deposit;
        if pp > draft.purse {
            return false;
        }
        draft.purse -= pp;
        self.deposit = deposit;
        self.points -= cost;
        true
    }

    /// The deposit, corrected by what the rules round away.
    fn settle(&self, s: &Situation<'_>, pool: Pool, draft: &mut Draft) -> i64 {
        let owed = (-self.points).max(0);
        let mut deposit = self.deposit;
        while owed > 0 && draft.purse > 0 && s.view.research_points(pool, deposit) < owed {
            deposit += 1;
            draft.purse -= 1;
        }
        deposit
    }
}
