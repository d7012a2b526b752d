//! What a house cannot know, changed at random.

use super::super::View;
use crate::dice::{Dice, Key, Streams};
use crate::events::{OrderFate, OrderSort, Reason};
use crate::feed::{self, Told};
use crate::ids::*;
use crate::state::rows::{Effect, Fabrication, FeedRow, PerPool, Project, Proposal, TechLevels, Transfer};
use crate::state::{ShipPlace, State};
use crate::vocab::*;

/// Changes everything that a house cannot know: what others have, do and know, and where their fleets and colonies really
/// are. What it sees right now stays where it is.
pub fn change_hidden_facts(state: &mut State, me: HouseId, dice: &mut Dice) {
    change_game(state, dice);
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
    trade_colonies(state, me);
    change_planets(state, me, dice);
    change_espionage(state, me);
    change_proposals(state, me);
    change_records(state, me);
    change_feed(state, me);
    change_flows(state, me);
}

/// What the engine keeps for itself: its dice, its counters, the course of the game.
fn change_game(state: &mut State, dice: &mut Dice) {
    let key = dice.below(u32::MAX);
    state.streams = Streams::new(Key(u64::from(key)));
    let game = state.game_mut();
    (game.key_low, game.key_high) = (key, key);
    (game.leader, game.leader_changes) = (None, game.leader_changes + 3);
    (game.first_battle, game.first_conquest) = (Some(1), Some(1));
    game.next_battle += 7;
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
    row.homeworld = system;
    let flows = &mut state.flows[house];
    (flows.nhv, flows.esp_tried, flows.esp_succeeded) = (flows.nhv + 7, 7, 7);
    if let Some(&colony) = state.houses[house].colonies.first() {
        let due = state.turn() + 2;
        state.new_transfer(|id| Transfer {
            id,
            owner: house,
            from: colony,
            to: colony,
            system,
            ptu: 5,
            due,
        });
    }
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

/// Lets the owners of two colonies that the house does not see trade them: how many each has, everybody knows.
fn trade_colonies(state: &mut State, me: HouseId) {
    let unseen = state
        .colonies
        .iter()
        .filter(|colony| colony.owner != me && !is_there(state, me, colony.system));
    let unseen: Vec<(ColonyId, HouseId)> = unseen.map(|colony| (colony.id, colony.owner)).collect();
    let Some(&(first, owner)) = unseen.first() else { return };
    if let Some(&(second, other)) = unseen.iter().find(|&&(_, other)| other != owner) {
        state.change_owner(first, other);
        state.change_owner(second, owner);
    }
}

/// Makes other planets of those that the house knows nothing about, and forgets whose homeworld is where.
fn change_planets(state: &mut State, me: HouseId, dice: &mut Dice) {
    for system in (1..=state.systems.len() as u32).map(SystemId) {
        if state.systems[system].homeworld_of != Some(me) {
            state.systems[system].homeworld_of = None;
        }
        if !is_there(state, me, system) && !state.system_records.contains(RecordId::of(me, system)) {
            let row = &mut state.systems[system];
            row.class = PlanetClass::ALL[dice.below(PlanetClass::COUNT as u32) as usize];
            row.raw = Raw::ALL[dice.below(Raw::COUNT as u32) as usize];
        }
    }
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
    change_details(state, me);
    let times = state.fabrications.len() as u32;
    state.fabrications.insert_next(|id| Fabrication {
        id,
        house: me,
        subject: 1,
        figure: 1,
        times,
    });
}

/// Changes what stands under the records of others.
fn change_details(state: &mut State, me: HouseId) {
    let foreign = state.colony_records.iter().filter(|row| row.house != me);
    for id in foreign.flat_map(|row| row.queue.clone()).collect::<Vec<_>>() {
        state.queue_records[id].count += 7;
    }
    let foreign = state.fleet_records.iter().filter(|row| row.house != me);
    for id in foreign.flat_map(|row| row.details.clone()).collect::<Vec<_>>() {
        state.ship_records[id].count += 7;
    }
    let foreign = state.starbase_records.iter().filter(|row| row.house != me);
    for id in foreign.flat_map(|row| row.plans.clone()).collect::<Vec<_>>() {
        state.plan_records[id].ships += 7;
    }
    let foreign = state.combat_records.iter().filter(|row| row.house != me);
    for id in foreign.flat_map(|row| row.units.clone()).collect::<Vec<_>>() {
        state.combat_unit_records[id].lost += 7;
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

/// Changes what others were told, and of what everybody was told that which is for others only.
fn change_feed(state: &mut State, me: HouseId) {
    let others: Vec<HouseId> = state.house_ids().filter(|&house| house != me).collect();
    for id in state.feed.ids() {
        let row = &state.feed[id];
        if !row.told.contains(me) {
            state.feed.remove(id);
        } else if row.diplomacy.is_some() && row.house != me && row.other != Some(me) {
            let system = row.system.map_or(Some(SystemId(1)), |_| None);
            state.feed[id].system = system;
        }
    }
    if let &[house, ..] = &others[..] {
        state.feed.insert_next(|id| FeedRow {
            id,
            sort: Some(OrderSort::Build),
            fate: Some(OrderFate::Rejected),
            reason: Some(Reason::Treasury),
            ..feed::about(house, Told::only(&others))
        });
    }
}

/// Changes the accounts of others, and in the own ones what tells of espionage that was not noticed.
fn change_flows(state: &mut State, me: HouseId) {
    for house in state.house_ids() {
        let flows = &mut state.flows[house];
        flows.esp_suffered += 1;
        flows.prestige_espionage_suffered -= 1;
        if house != me {
            flows.upkeep_paid += 7;
            flows.built[ShipClass::Destroyer] += 1;
        }
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
    (row.auto_repair, row.fighter_grace) = (!row.auto_repair, Some(1));
    let owner = row.owner;
    state.new_project(|id| Project {
        id,
        colony,
        facility: None,
        ship: None,
        ground: Some(GroundKind::Army),
        facility_kind: None,
        paid: 25,
        build_cost: 25,
        remaining: 1,
    });
    state.new_ground(owner, GroundKind::Army, colony, 0);
    state.new_facility(colony, FacilityKind::Starbase, 1 + dice.below(9) as u8);
    new_ship(state, owner, ShipClass::Fighter, ShipPlace::Colony(colony));
}

/// What a fleet carries out and how it fares; where it is, what status it has and what sort of command is seen with it.
/// An unseen fleet may be no more.
fn change_fleet(state: &mut State, fleet: FleetId, seen: bool, dice: &mut Dice) {
    let to = SystemId(1 + dice.below(state.systems.len() as u32));
    let roe = dice.below(11) as u8;
    if !seen {
        state.move_fleet(fleet, to);
        let row = &mut state.fleets[fleet];
        (row.command, row.status, row.target) = (CommandKind::Patrol, FleetStatus::Reserve, SystemId(1));
        (row.mission, row.mission_start) = (MissionState::ScoutLocked, Some(1));
        (row.reactivation, row.terminal, row.was_absent) = (Some(1), true, true);
    }
    let row = &mut state.fleets[fleet];
    (row.roe, row.moved, row.priority) = (roe, true, 5);
    row.label += 1;
    for ship in state.fleets[fleet].ships.clone() {
        let row = &mut state.ships[ship];
        (row.hull, row.colonists) = (Hull::Crippled, 3);
        (row.attack, row.wep) = (row.attack + 3, row.wep + 1);
    }
    if !seen && dice.below(3) == 0 {
        for ship in state.fleets[fleet].ships.clone() {
            state.remove_ship(ship);
        }
        state.dissolve_if_empty(fleet);
    }
}

fn new_ship(state: &mut State, owner: HouseId, class: ShipClass, place: ShipPlace) {
    let wep = state.tech(owner, TechField::Wep);
    let cost = crate::construction::ship_build_cost(&state.rules, class, wep);
    state.new_ship(owner, class, wep, cost, place);
}
