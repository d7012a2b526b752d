//! Views are checked by what they must not depend on.
//!
//! Whatever a house cannot know is changed at random in a copy of the game: what others own, plan and research, where
//! their fleets really are. Its view of the copy must be the view that it had. Tests do this, and `ec4x verify`.

use std::fmt::Write;

use super::View;
use crate::dice::Dice;
use crate::game::Game;
use crate::ids::*;
use crate::orders::Product;
use crate::state::rows::{Effect, PerPool, Proposal, TechLevels};
use crate::state::{ShipPlace, State};
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
        note(&(view.relation(house.id), view.dossier(house.id)));
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
    note(&view.fleet_records().collect::<Vec<_>>());
    text
}

/// Changes everything that a house cannot know: what others have, do and know, and where their fleets really are.
pub fn change_hidden_facts(state: &mut State, me: HouseId, dice: &mut Dice) {
    for house in state.house_ids().filter(|&house| house != me) {
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
        for colony in state.houses[house].colonies.clone() {
            change_colony(state, colony, dice);
        }
        for fleet in state.houses[house].fleets.clone() {
            change_fleet(state, fleet, dice);
        }
    }
    change_espionage(state, me);
    change_proposals(state, me);
    let foreign = state
        .fleet_records
        .iter()
        .filter(|record| record.house != me)
        .map(|record| record.id);
    for id in foreign.collect::<Vec<_>>() {
        state.fleet_records[id].turn += 1;
    }
    let foreign = state
        .colony_records
        .iter()
        .filter(|record| record.house != me)
        .map(|record| record.id);
    for id in foreign.collect::<Vec<_>>() {
        state.colony_records.remove(id);
    }
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

fn change_fleet(state: &mut State, fleet: FleetId, dice: &mut Dice) {
    let to = SystemId(1 + dice.below(state.systems.len() as u32));
    state.move_fleet(fleet, to);
    let row = &mut state.fleets[fleet];
    (row.roe, row.command, row.target) = (dice.below(11) as u8, CommandKind::Patrol, SystemId(1));
    (row.status, row.moved, row.priority) = (FleetStatus::Reserve, true, 5);
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
