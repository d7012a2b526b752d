//! What the account book and the flows both tell, counted from each.

use super::books::random_games;
use super::*;
use crate::events::{EconomyEvent, EconomyKind, EventTable, Item};

/// The flows of `house_turns` that the account book repeats: name, rows of which kinds, and what of them.
type Repeated = (&'static str, fn(&EconomyEvent) -> i64);

/// PP of a kind, positive.
macro_rules! pp_of {
    ($($kind:ident)|+) => {
        |event| if matches!(event.kind, $(EconomyKind::$kind)|+) { event.pp.abs() } else { 0 }
    };
}

/// PP of purchases of goods whose items pass a test.
fn goods(event: &EconomyEvent, wanted: impl Fn(Item) -> bool) -> i64 {
    let bought = matches!(event.kind, EconomyKind::Purchase | EconomyKind::Surcharge);
    if bought && event.item.is_some_and(wanted) {
        -event.pp
    } else {
        0
    }
}

fn is_facility(item: Item) -> bool {
    FacilityKind::ALL.iter().any(|&kind| Item::from(kind) == item)
}

fn is_unit(item: Item) -> bool {
    GroundKind::ALL.iter().any(|&kind| Item::from(kind) == item)
}

/// An amount of rows of a kind about an item.
fn of(event: &EconomyEvent, kind: EconomyKind, item: Item, amount: i64) -> i64 {
    if (event.kind, event.item) == (kind, Some(item)) {
        amount
    } else {
        0
    }
}

fn of_kind(event: &EconomyEvent, kind: EconomyKind, amount: i64) -> i64 {
    if event.kind == kind { amount } else { 0 }
}

const REPEATED: &[Repeated] = &[
    ("nhv", pp_of!(Revenue)),
    ("upkeep_due", |event| of_kind(event, EconomyKind::Upkeep, event.amount)),
    ("upkeep_paid", pp_of!(Upkeep)),
    ("shortfall_pp", |event| {
        of_kind(event, EconomyKind::Shortfall, event.amount)
    }),
    ("strain_pp", pp_of!(Strain)),
    ("pp_salvage", pp_of!(Salvage)),
    ("pp_autosalvage", pp_of!(AutoSalvage)),
    ("pp_scrap", pp_of!(Scrap)),
    ("pp_liquidation", pp_of!(Liquidation)),
    ("pp_refund", pp_of!(ProjectCancelled)),
    ("pp_ships", |event| {
        goods(event, |item| !is_facility(item) && !is_unit(item))
    }),
    ("pp_ground", |event| goods(event, is_unit)),
    ("pp_facilities", |event| goods(event, is_facility)),
    ("pp_iu", pp_of!(IndustryBought)),
    ("pp_repair", pp_of!(Repair | IndustryRepaired)),
    ("pp_terraform", pp_of!(Terraforming)),
    ("pp_transfer", pp_of!(TransferSent)),
    ("pp_espionage", pp_of!(PointsBought)),
    ("pp_erp", |event| of(event, EconomyKind::Deposit, Item::Erp, -event.pp)),
    ("pp_srp", |event| of(event, EconomyKind::Deposit, Item::Srp, -event.pp)),
    ("pp_mrp", |event| of(event, EconomyKind::Deposit, Item::Mrp, -event.pp)),
    ("rp_erp", |event| of(event, EconomyKind::Deposit, Item::Erp, event.rp)),
    ("rp_srp", |event| of(event, EconomyKind::Deposit, Item::Srp, event.rp)),
    ("rp_mrp", |event| of(event, EconomyKind::Deposit, Item::Mrp, event.rp)),
    ("levels_bought", |event| of_kind(event, EconomyKind::Level, 1)),
    ("pp_lost_blockade", |event| {
        of_kind(event, EconomyKind::Blockade, event.amount)
    }),
    ("pu_killed", |event| of_kind(event, EconomyKind::Damage, -event.pu)),
    ("pu_grown", |event| of_kind(event, EconomyKind::Growth, event.pu)),
    ("iu_grown", |event| {
        of_kind(event, EconomyKind::IndustryGrowth, event.iu)
    }),
    ("iu_bought", |event| {
        of_kind(event, EconomyKind::IndustryBought, event.iu)
    }),
    ("iu_lost_bombard", |event| {
        of_kind(event, EconomyKind::Damage, -event.iu) + of_kind(event, EconomyKind::ConquestDamage, -event.iu)
    }),
    ("colonies_founded", |event| {
        of_kind(event, EconomyKind::ColonyFounded, 1)
    }),
    ("colonies_conquered", |event| {
        of_kind(event, EconomyKind::ColonyConquered, 1)
    }),
    ("colonies_lost_conquest", |event| {
        of_kind(event, EconomyKind::ColonyLost, 1)
    }),
    ("colonies_collapsed", |event| {
        of_kind(event, EconomyKind::ColonyCollapsed, 1)
    }),
    ("transfers_done", |event| {
        of_kind(event, EconomyKind::TransferArrived, 1) + of_kind(event, EconomyKind::TransferDiverted, 1)
    }),
    ("transfers_lost", |event| of_kind(event, EconomyKind::TransferLost, 1)),
    ("ptu_moved", |event| {
        of_kind(event, EconomyKind::TransferArrived, event.amount)
            + of_kind(event, EconomyKind::TransferDiverted, event.amount)
    }),
    ("terraformed", |event| of_kind(event, EconomyKind::Terraformed, 1)),
    ("fighters_disbanded", |event| {
        of_kind(event, EconomyKind::FightersDisbanded, event.amount)
    }),
    ("breakers_scrapped", |event| {
        of_kind(event, EconomyKind::BreakerScrapped, 1)
    }),
    ("ships_autosalvaged", |event| {
        of_kind(event, EconomyKind::AutoSalvage, 1)
    }),
];

#[test]
fn the_rows_of_the_account_book_add_up_to_the_flows() {
    let names: Vec<String> = Flows::columns().into_iter().map(|column| column.name).collect();
    let mut seen = [0i64; REPEATED.len()];
    let seen_by = std::cell::RefCell::new(&mut seen);
    random_games(|game| {
        let log = game.log();
        let houses = game.state().houses.len();
        let mut sums = vec![[0i64; REPEATED.len()]; log.house_turns.rows()];
        for event in log.economy.iter() {
            let Some(sums) = sums.get_mut((event.turn as usize - 1) * houses + event.house.index() - 1) else {
                continue;
            };
            for (sum, (_, part)) in sums.iter_mut().zip(REPEATED) {
                *sum += part(&event);
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            for (at, (sum, (name, _))) in sums.iter().zip(REPEATED).enumerate() {
                let column = names
                    .iter()
                    .position(|other| other == name)
                    .expect("a flow of that name");
                let (turn, house) = (log.house_turns.stocks.turn[row], log.house_turns.stocks.house[row]);
                assert_eq!(
                    *sum, log.house_turns.flows[column][row],
                    "turn {turn}, house {house}, {name}"
                );
                seen_by.borrow_mut()[at] += sum.abs();
            }
        }
    });
    // What random players in standard games hardly bring about has tests of its own.
    let rare = [
        "strain_pp",
        "pp_refund",
        "transfers_lost",
        "breakers_scrapped",
        "iu_lost_bombard",
    ];
    for ((name, _), sum) in REPEATED.iter().zip(seen) {
        assert!(sum != 0 || rare.contains(name), "{name} was never anything but 0");
    }
}
