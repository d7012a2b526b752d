//! Views are checked by what they must not depend on.
//!
//! Whatever a house cannot know is changed at random in a copy of the game: what others own, plan and research, where
//! their fleets really are. Its view of the copy must be the view that it had. Tests do this, and `ec4x verify`.

mod hidden;

use std::fmt::Write;

use super::View;
use crate::dice::Dice;
use crate::events::EventLog;
use crate::feed;
use crate::game::Game;
use crate::ids::*;
use crate::orders::{Orders, Product};
use crate::turn::Turn;
use crate::vocab::*;

pub use hidden::change_hidden_facts;

/// What a house is told that is not for it, or what a view that `observe` writes out shows of hidden facts: the first line
/// that changes when only they do.
pub fn leak(game: &Game, me: HouseId, dice: &mut Dice, observe: &dyn Fn(&Game, HouseId) -> String) -> Option<String> {
    if let Some(row) = feed::overheard(game.state(), me) {
        return Some(format!("house {me} is told what it must not know: {row:?}"));
    }
    let before = observe(game, me);
    let mut other = game.clone();
    change_hidden_facts(other.state_mut(), me, dice);
    let after = observe(&other, me);
    if before == after {
        return None;
    }
    let changed = before
        .lines()
        .zip(after.lines())
        .find(|(before, after)| before != after);
    let (before, after) = changed.unwrap_or(("a line more or less", "the rest"));
    Some(format!(
        "the view of house {me} depends on what it cannot know: {before} became {after}"
    ))
}

/// Everything that a view hands out, in words.
pub fn everything(view: &View<'_>) -> String {
    let mut text = String::new();
    let mut note = |what: &dyn std::fmt::Debug| {
        let _ = writeln!(text, "{what:?}"); // A string takes everything.
    };
    note(&(view.me(), view.turn(), view.house(), view.houses().collect::<Vec<_>>()));
    note(&(
        view.command_points(),
        view.combat_fleets(),
        view.max_ships_per_fleet(),
        view.transport_capacity(),
    ));
    note(&view.upkeep());
    for &pool in Pool::ALL {
        note(&(view.pool_room(pool), view.research_points(pool, 100)));
    }
    for &field in TechField::ALL {
        note(&(field, view.next_level_cost(field)));
    }
    for house in view.houses().filter(|house| house.id != view.me()) {
        note(&(view.name(house.id), view.relation(house.id), view.dossier(house.id)));
    }
    note(&(view.stances().collect::<Vec<_>>(), view.proposals().collect::<Vec<_>>()));
    note(&(view.effects().collect::<Vec<_>>(), view.notices().collect::<Vec<_>>()));
    view.events().for_each(|event| note(&event));
    note(&view.bookings());
    for colony in view.colonies() {
        note(&(colony, view.fighter_capacity(colony), view.terraforming_cost(colony)));
        note(
            &view
                .facilities(colony)
                .map(|facility| (facility, view.free_docks(facility)))
                .collect::<Vec<_>>(),
        );
        note(&view.garrison(colony).collect::<Vec<_>>());
        note(&view.colony_ships(colony).collect::<Vec<_>>());
        note(&view.projects(colony).collect::<Vec<_>>());
        note(&view.repairs(colony).collect::<Vec<_>>());
        for &class in ShipClass::ALL {
            note(&view.quote(colony, Product::Ship(class)));
        }
        for &kind in FacilityKind::ALL {
            note(&view.quote(colony, Product::Facility(kind)));
        }
        for &kind in GroundKind::ALL {
            note(&view.quote(colony, Product::Ground(kind)));
        }
        note(&view.quote(colony, Product::Industry));
    }
    for fleet in view.fleets() {
        note(&(fleet, view.strength(fleet), view.ships(fleet).collect::<Vec<_>>()));
        let home = view.house().homeworld;
        note(&(
            view.label(fleet),
            view.path(fleet, SystemId(1)),
            view.travel_turns(fleet, home),
        ));
    }
    for system in (1..=view.starmap().systems() as u32).map(SystemId) {
        note(&(
            view.system_name(system),
            view.visibility(system),
            view.last_seen(system),
        ));
        note(&(view.planet(system), view.colony_record(system)));
    }
    note(&view.transfers().collect::<Vec<_>>());
    note(&view.distances(view.house().homeworld));
    for record in view.colony_records() {
        note(&(record, view.queue(record).collect::<Vec<_>>()));
    }
    for record in view.fleet_records() {
        let ships: Vec<_> = view.known_ships(record).collect();
        note(&(record, view.is_current(record), ships));
    }
    for record in view.starbase_records() {
        note(&(record, view.plans(record).collect::<Vec<_>>()));
    }
    for record in view.battles() {
        note(&(record, view.fought(record).collect::<Vec<_>>()));
    }
    text
}

/// What a house is answered if it alone sends a packet: what is refused and why, what it pays, and what its fleets are
/// about. Numbers of things that the packet makes are left out.
pub fn answers(game: &Game, me: HouseId, orders: &Orders) -> String {
    let mut state = game.state().clone();
    let packets: Vec<Option<Orders>> = state
        .house_ids()
        .map(|house| (house == me).then(|| orders.clone()))
        .collect();
    let mut log = EventLog::default();
    Turn::new(&mut state, &mut log).command_orders(&packets);
    let mut text = String::new();
    let mut note = |what: &dyn std::fmt::Debug| {
        let _ = writeln!(text, "{what:?}"); // A string takes everything.
    };
    for event in log.orders.iter().filter(|event| event.house == me) {
        note(&(
            event.step,
            event.sort,
            event.command,
            event.system_id,
            event.fate,
            event.reason,
        ));
    }
    for event in log.economy.iter().filter(|event| event.house == me) {
        note(&event);
    }
    for &fleet in &state.houses[me].fleets {
        let fleet = &state.fleets[fleet];
        note(&(
            fleet.label,
            fleet.command,
            fleet.target,
            fleet.mission,
            fleet.ships.len(),
        ));
    }
    note(&state.houses[me].treasury);
    text
}
