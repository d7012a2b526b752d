//! What the rows say by themselves, before any list is derived from them.

use std::collections::BTreeMap;

use super::super::row::Row;
use super::super::table::Table;
use super::super::{State, each_table};
use crate::view::Event;

/// Descriptions of rows that contradict each other; empty if lists can be derived from them.
pub fn broken_rows(state: &State) -> Vec<String> {
    let mut broken = Vec::new();
    if state.game.len() != 1 {
        broken.push("there is not exactly one row in table game".to_string());
        return broken;
    }
    references(state, &mut broken);
    places(state, &mut broken);
    feed(state, &mut broken);
    counters(state, &mut broken);
    broken
}

/// Whatever a column refers to exists.
fn references(state: &State, broken: &mut Vec<String>) {
    let mut existing: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    state.for_each_table(&mut |table| {
        let ids = existing.entry(table.name()).or_default();
        table.for_each_row(&mut |id, _| {
            ids.resize(ids.len().max(id as usize + 1), false);
            ids[id as usize] = true;
        });
    });
    let exists = |table: &str, id: i64| {
        let id = usize::try_from(id).ok();
        id.and_then(|id| existing.get(table)?.get(id)).copied().unwrap_or(false)
    };
    state.for_each_table(&mut |table| {
        let columns = table.columns();
        table.for_each_row(&mut |id, cells| {
            for (column, &cell) in columns.iter().zip(cells) {
                let (Some(parent), Some(value)) = (column.references, cell) else {
                    continue;
                };
                if !exists(parent, value) {
                    let (name, column) = (table.name(), &column.name);
                    broken.push(format!(
                        "row {id} of {name}: {column} is {value}, which is not in {parent}"
                    ));
                }
            }
        });
    });
    for id in state.house_ids().filter(|&id| !state.houses.contains(id)) {
        broken.push(format!("there is no house {id}"));
    }
}

/// Ground units are in exactly one place, as ships are by their type; there is one colony a system.
fn places(state: &State, broken: &mut Vec<String>) {
    let once = |places: &[bool]| places.iter().filter(|&&set| set).count() == 1;
    for unit in state.ground.iter() {
        if !once(&[unit.colony.is_some(), unit.ship.is_some()]) {
            broken.push(format!("ground unit {} is not in exactly one place", unit.id));
        }
    }
    let mut systems: Vec<_> = state.colonies.iter().map(|colony| colony.system).collect();
    systems.sort_unstable();
    for pair in systems.windows(2).filter(|pair| pair[0] == pair[1]) {
        broken.push(format!("system {} has two colonies", pair[0]));
    }
}

/// Every row of the feed says something.
fn feed(state: &State, broken: &mut Vec<String>) {
    for row in state.feed.iter().filter(|row| Event::of(row, row.house).is_none()) {
        broken.push(format!("row {} of feed says nothing", row.id));
    }
}

/// No id would be issued twice.
fn counters(state: &State, broken: &mut Vec<String>) {
    fn check<R: Row>(table: &Table<R>, broken: &mut Vec<String>) {
        let last = table.iter().next_back().map_or(0, |row| row.id().into());
        if table.next_id() <= last {
            broken.push(format!(
                "{}: the next id would be {}, but {last} is taken",
                R::TABLE,
                table.next_id()
            ));
        }
    }
    macro_rules! check_all {
        ($($table:ident),*) => {{ $(check(&state.$table, broken);)* }};
    }
    each_table!(check_all);
}
