//! Writing records: newer facts replace older ones, and a lesser sight never erases details (rulebook 24 §2).
//!
//! Nothing is ever deleted because it is old (rulebook 24 I15), and nothing rates how important a record is (I18). A row
//! is touched only if something in it changes. All figures pass through a [`Pen`](super::noise::Pen).

mod battle;
mod colony;
mod fleet;
mod planet;
mod starbase;

pub(super) use battle::know_battle;
pub(super) use colony::{know_colony, note_owner};
pub(super) use fleet::{find, forget_fleet, know_fleet, sight_fleet};
pub(super) use planet::{note_planet, note_system};
pub(super) use starbase::{find_starbase, know_starbase};

use crate::state::row::Row;
use crate::state::table::Table;

/// Makes the rows that belong to a record anew: those that are there are changed in place, as far as they differ.
pub(super) fn rewrite<R: Row + PartialEq>(
    table: &mut Table<R>,
    ids: &mut Vec<R::Id>,
    count: usize,
    make: impl Fn(usize, R::Id) -> R,
) {
    for index in 0..count {
        match ids.get(index) {
            Some(&id) => {
                let row = make(index, id);
                if table[id] != row {
                    table[id] = row;
                }
            }
            None => ids.push(table.insert_next(|id| make(index, id))),
        }
    }
    for id in ids.split_off(count) {
        table.remove(id);
    }
}
