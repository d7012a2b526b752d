//! Research (rulebook 30 §8, 21).
//!
//! A level costs a few PP and pays prestige at once, so every level that the gates allow is bought in every turn; the
//! persona only decides which fields wait in the first turns.

use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::situation::Situation;

/// Asks for levels and deposits just what they cost.
pub(crate) fn buy(s: &Situation<'_>, draft: &mut Draft) {
    let tech = &s.rules.tech;
    let level = |field: TechField| s.view.tech(field);
    let (mut sl, mut ml) = (level(TechField::Sl), level(TechField::Ml));
    let mut stored = [0i64; Pool::COUNT];
    for &pool in Pool::ALL {
        stored[usize::from(pool.code())] = s.view.house().rp[pool];
    }
    if s.holdings.is_empty() {
        return;
    }
    for &field in TechField::ALL {
        let next = level(field) + 1;
        if next > tech.max_level(field) || !s.persona.wants_field(field, s.turn) {
            continue;
        }
        let pool = field.pool();
        let gate = match pool {
            Pool::Erp | Pool::Srp => sl,
            Pool::Mrp => ml,
        };
        if !matches!(field, TechField::Sl | TechField::Ml) && gate < tech.gate(field, next) {
            continue;
        }
        let index = usize::from(pool.code());
        let missing = tech.cost(field, next) - stored[index].max(0);
        let owed = (-stored[index]).max(0);
        let before = price(s, pool, owed);
        let cost = price(s, pool, owed + missing.max(0)) - before;
        if cost > draft.purse {
            continue;
        }
        draft.purse -= cost;
        draft.orders.research.deposit[index] += cost;
        stored[index] -= tech.cost(field, next);
        draft.orders.research.want(field);
        match field {
            TechField::Sl => sl = next,
            TechField::Ml => ml = next,
            _ => {}
        }
    }
}

/// The least PP that give so many research points now.
fn price(s: &Situation<'_>, pool: Pool, points: i64) -> i64 {
    if points <= 0 {
        return 0;
    }
    let per_thousand = s.view.research_points(pool, 1000).max(1);
    let mut pp = points * 1000 / per_thousand;
    while s.view.research_points(pool, pp) < points {
        pp += 1;
    }
    pp
}
