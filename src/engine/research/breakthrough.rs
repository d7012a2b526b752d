//! Breakthroughs (rulebook 21 R10, §7).

use super::{advance, discard_surplus};
use crate::dice::{Dice, Stream};
use crate::events::EconomyKind;
use crate::ids::HouseId;
use crate::rules::tech::Breakthroughs;
use crate::state::rows::{House, PerPool};
use crate::turn::Turn;
use crate::vocab::*;

/// The d20 up to which a breakthrough is minor.
const MINOR_UP_TO: u32 = 10;
/// The d20 up to which it is moderate; above it is major.
const MODERATE_UP_TO: u32 = 15;

/// The chance in percent, by the points credited since the last rolls.
fn chance(rules: &Breakthroughs, credited: i64) -> i64 {
    (rules.base_percent + credited / 100 * rules.percent_per100_rp).min(rules.max_percent)
}

/// Rolls for a breakthrough, and for what it is.
fn roll(dice: &mut Dice, chance: i64) -> Option<Breakthrough> {
    if i64::from(dice.d100()) > chance {
        return None;
    }
    Some(match dice.d20() {
        face if face <= MINOR_UP_TO => Breakthrough::Minor,
        face if face <= MODERATE_UP_TO => Breakthrough::Moderate,
        _ => Breakthrough::Major,
    })
}

/// The pool with the largest credit; ties go to the first.
fn favoured(credit: &PerPool) -> Pool {
    let pools = Pool::ALL.iter().copied();
    pools
        .max_by_key(|&pool| (credit[pool], std::cmp::Reverse(pool)))
        .expect("there are pools")
}

/// PRD7a: in every turn divisible by the interval each house in play may find something; then the points that count
/// for it are counted anew (21 §7).
pub fn prd7a_breakthroughs(turn: &mut Turn) {
    let rules = turn.state.rules.tech.breakthroughs.clone();
    if !rules.enabled || !turn.state.turn().is_multiple_of(rules.interval) {
        return;
    }
    for house in turn.state.house_ids() {
        let credit = std::mem::take(&mut turn.state.houses[house].rp_credit);
        if !turn.state.has_economy(house) {
            continue;
        }
        let credited = credit.iter().map(|(_, points)| points).sum();
        let mut dice = turn.state.streams.open(turn.state.turn(), Stream::Breakthrough(house));
        if let Some(found) = roll(&mut dice, chance(&rules, credited)) {
            take(turn, house, found, &credit, rules.minor_rp);
        }
    }
}

/// The field that a major breakthrough advances, if it is not at its last level.
fn advanced_field(turn: &Turn, house: &House, credit: &PerPool) -> Option<TechField> {
    let field = match credit[Pool::Erp] >= credit[Pool::Srp] {
        true => TechField::El,
        false => TechField::Sl,
    };
    (house.tech[field] < turn.state.rules.tech.max_level(field)).then_some(field)
}

fn take(turn: &mut Turn, house: HouseId, found: Breakthrough, credit: &PerPool, minor_rp: i64) {
    let (mut rp, mut prestige) = (0, 0);
    let field = advanced_field(turn, &turn.state.houses[house], credit);
    let (kind, item) = match (found, field) {
        (Breakthrough::Moderate, _) => {
            turn.state.houses[house].discount = true;
            (Breakthrough::Moderate, None)
        }
        (Breakthrough::Major, Some(field)) => {
            (_, prestige) = advance(turn, house, field);
            (Breakthrough::Major, Some(field.into()))
        }
        (Breakthrough::Minor, _) | (Breakthrough::Major, None) => {
            let pool = favoured(credit);
            rp = minor_rp;
            turn.state.houses[house].rp[pool] += rp;
            (Breakthrough::Minor, Some(pool.into()))
        }
    };
    turn.breakthroughs.push((house, kind));
    turn.economy(Step::Prd7, house, EconomyKind::Breakthrough, |event| {
        (event.item, event.amount) = (item, i64::from(kind.code()) + 1);
        (event.rp, event.prestige) = (rp, prestige);
    });
    for &pool in Pool::ALL {
        discard_surplus(turn, Step::Prd7, house, pool);
    }
}
