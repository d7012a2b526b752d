//! Views are checked by what they must not depend on.
//!
//! Whatever a house cannot know is changed at random in a copy of the game: what others own, plan and research, where
//! their fleets really are. Its view of the copy must be the view that it had. Tests do this, and `ec4x verify`.

use std::fmt::Write;

use super::View;
use crate::dice::Dice;
use crate::events::EventLog;
use crate::game::Game;
use crate::ids::*;
use crate::orders::{Orders, Product};
use crate::state::rows::{Effect, Fabrication, PerPool, Proposal, TechLevels};
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// What a view that `observe` writes out shows of hidden facts: the first line that changes when only they do.
pub fn leak(game: &Game, me: HouseId, dice: &mut Dice, observe: &dyn Fn(&Game, HouseId) -> String) -> Option<String> {
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
    for house in view.houses().filter(|house| house.id != view.me()) {
        note(&(view.name(house.id), view.relation(house.id), view.dossier(house.id)));
    }
    note(&(view.stances().collect::<Vec<_>>(), view.proposals().collect::<Vec<_>>()));
    note(&(view.effects().collect::<Vec<_>>(), view.notices().collect::<Vec<_>>()));
    for colony in view.colonies() {
        note(&(colony, view.fighter_capacity(colony)));
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
        note(&view.path(fleet, SystemId(1)));
    }
    for system in (1..=view.starmap().systems() as u32).map(SystemId) {
        note(&(view.visibility(system), view.planet(system), view.colony_record(system)));
    }
    note(&view.transfers().collect::<Vec<_>>());
    note(&view.distances(view.house().homeworld));
    note(&view.stances().collect::<Vec<_>>());
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

/// Changes everything that a house cannot know: what others have, do and know, and where their fleets and colonies really
/// are. What it sees right now stays where it is.
pub fn change_hidden_facts(state: &mut State, me: HouseId, dice: &mut Dice) {
    for house in state.house_ids().filter(|&house| house != me) {
        change_house(state, house, me, dice);
        for colony in state.houses[house].colonies.clone() {
            change_colony(state, colony, dice);
            if !is_there(state, me, state.colonies[colony].system) {
                resettle(state, me, colony, dice);
            }
        }
        for fleet in state.houses[house].fleets.clone() {
            change_fleet(state, fleet, is_seen(state, me, fleet), dice);
        }
    }
    change_espionage(state, me);
    change_proposals(state, me);
    change_records(state, me);
}

fn change_house(state: &mut State, house: HouseId, me: HouseId, dice: &mut Dice) {
    let row = &mut state.houses[house];
    row.treasury += i64::from(dice.below(5000));
    row.tax = dice.below(101) as u8;
    row.tech = TechLevels::all(1 + dice.below(5) as u8);
    row.rp = PerPool::all(i64::from(dice.below(300)));
    (row.rp_credit, row.discount) = (row.rp, !row.discount);
    (row.gho, row.nhv, row.shortfall_streak, row.missed) = (7, 7, 7, 7);
    (row.negative_turns, row.last_captor) = (2, Some(me));
    row.deposits = PerPool::all(99);
    if row.status == HouseStatus::Active {
        row.status = HouseStatus::Autopilot;
    }
    (row.ebp, row.cip) = (row.ebp + 5, row.cip + 7);
    let system = SystemId(1 + dice.below(state.systems.len() as u32));
    let fleet = state.new_fleet(house, system);
    new_ship(state, house, ShipClass::Dreadnought, ShipPlace::Fleet(fleet));
}

/// Whether a house has a colony or a ship in a system, and so sees what stands there.
fn is_there(state: &State, house: HouseId, system: SystemId) -> bool {
    let mut fleets = state.systems[system].fleets.iter();
    state.controller(system) == Some(house) || fleets.any(|&fleet| state.fleets[fleet].owner == house)
}

/// Whether a house sees a fleet now where the fleet is.
fn is_seen(state: &State, house: HouseId, fleet: FleetId) -> bool {
    let view = View::new(state, house);
    let system = state.fleets[fleet].system;
    let mut records = view.fleet_records();
    records.any(|record| record.fleet == fleet && view.is_current(record) && record.system == system)
}

/// Puts a colony that the house does not see into another system that it does not see.
fn resettle(state: &mut State, me: HouseId, colony: ColonyId, dice: &mut Dice) {
    let to = SystemId(1 + dice.below(state.systems.len() as u32));
    if state.systems[to].colony.is_some() || is_there(state, me, to) {
        return;
    }
    let owner = state.colonies[colony].owner;
    state.remove_colony(colony);
    let now = state.turn();
    state.new_colony(owner, to, 9, 9, now);
}

/// Changes what others have seen, and forgets what was told falsely.
fn change_records(state: &mut State, me: HouseId) {
    let others = state.fleet_records.iter().filter(|record| record.house != me);
    for id in others.map(|record| record.id).collect::<Vec<_>>() {
        state.fleet_records[id].turn += 1;
    }
    let others = state.system_records.iter().filter(|record| record.house != me);
    for id in others.map(|record| record.id).collect::<Vec<_>>() {
        state.system_records[id].turn += 1;
    }
    let others = state.colony_records.iter().filter(|record| record.house != me);
    for id in others.map(|record| record.id).collect::<Vec<_>>() {
        state.colony_records[id].pu = Some(77);
    }
    let others = state.starbase_records.iter().filter(|record| record.house != me);
    for id in others.map(|record| record.id).collect::<Vec<_>>() {
        state.starbase_records[id].treasury += 7;
    }
    let others = state.combat_records.iter().filter(|record| record.house != me);
    for id in others.map(|record| record.id).collect::<Vec<_>>() {
        state.combat_records[id].rounds += 7;
    }
    let times = state.fabrications.len() as u32;
    state.fabrications.insert_next(|id| Fabrication {
        id,
        house: me,
        subject: 1,
        figure: 1,
        times,
    });
}

/// Takes away what others have proposed to each other, or lets the next two propose something.
fn change_proposals(state: &mut State, me: HouseId) {
    let foreign = state
        .proposals
        .iter()
        .filter(|row| row.proposer != me && row.target != me);
    let foreign: Vec<ProposalId> = foreign.map(|row| row.id).collect();
    for &id in &foreign {
        state.proposals.remove(id);
    }
    let others: Vec<HouseId> = state.house_ids().filter(|&house| house != me).collect();
    if let (true, [proposer, target, ..]) = (foreign.is_empty(), &others[..]) {
        let (&proposer, &target, submitted) = (proposer, target, state.turn());
        state.proposals.insert_next(|id| Proposal {
            id,
            proposer,
            target,
            kind: ProposalKind::ToNeutral,
            submitted,
            expires: submitted + 1,
            status: ProposalStatus::Rejected,
        });
    }
}

/// Changes what others know and suffer by espionage, and whether the house itself is deceived.
fn change_espionage(state: &mut State, me: HouseId) {
    let deceived = EffectKind::IntelCorrupted;
    for house in state.house_ids() {
        for &kind in EffectKind::ALL.iter().filter(|&&kind| house != me || kind == deceived) {
            let id = EffectId::of(house, kind);
            if state.effects.remove(id).is_none() {
                let last_turn = state.turn() + 1;
                state.effects.insert(Effect {
                    id,
                    house,
                    kind,
                    last_turn,
                });
            }
        }
    }
    let told = state.notices.iter().filter(|notice| notice.house != me);
    for id in told.map(|notice| notice.id).collect::<Vec<_>>() {
        state.notices.remove(id);
    }
    let remembered = state.dossiers.iter().filter(|dossier| dossier.house != me);
    for id in remembered.map(|dossier| dossier.id).collect::<Vec<_>>() {
        state.dossiers[id].caught += 1;
    }
}

fn change_colony(state: &mut State, colony: ColonyId, dice: &mut Dice) {
    let row = &mut state.colonies[colony];
    (row.pu, row.iu, row.iu_damaged) = (row.pu + 11, row.iu + 13, row.iu_damaged + 17);
    (row.infra_damage, row.blockaded, row.blockade_turns) = (100, true, 3);
    let owner = row.owner;
    state.new_ground(owner, GroundKind::Army, colony, 0);
    state.new_facility(colony, FacilityKind::Starbase, 1 + dice.below(9) as u8);
    new_ship(state, owner, ShipClass::Fighter, ShipPlace::Colony(colony));
}

/// What a fleet carries out and how it fares; where it is, what status it has and what sort of command is seen with it.
fn change_fleet(state: &mut State, fleet: FleetId, seen: bool, dice: &mut Dice) {
    let to = SystemId(1 + dice.below(state.systems.len() as u32));
    let roe = dice.below(11) as u8;
    if !seen {
        state.move_fleet(fleet, to);
        let row = &mut state.fleets[fleet];
        (row.command, row.status, row.target) = (CommandKind::Patrol, FleetStatus::Reserve, SystemId(1));
    }
    let row = &mut state.fleets[fleet];
    (row.roe, row.moved, row.priority) = (roe, true, 5);
    for ship in state.fleets[fleet].ships.clone() {
        state.ships[ship].hull = Hull::Crippled;
        state.ships[ship].attack += 3;
    }
}

fn new_ship(state: &mut State, owner: HouseId, class: ShipClass, place: ShipPlace) {
    let wep = state.tech(owner, TechField::Wep);
    let cost = crate::construction::ship_build_cost(&state.rules, class, wep);
    state.new_ship(owner, class, wep, cost, place);
}
