use super::*;
use crate::events::EconomyKind;
use crate::game::{Game, RestoreError, SavedRow};
use crate::ids::*;
use crate::setup;
use crate::state::ShipPlace;
use crate::state::row::Row;
use crate::testing;

fn start() -> State {
    let (rules, scenario) = testing::load("standard-4-player");
    setup::create(rules, scenario, crate::dice::Key(1)).expect("the map has room")
}

/// What is reported after a change of a sound state.
fn after(change: impl FnOnce(&mut State)) -> String {
    let mut state = start();
    assert_eq!(broken_invariants(&state), Vec::<String>::new());
    change(&mut state);
    let broken = broken_invariants(&state);
    assert!(!broken.is_empty(), "nothing was noticed");
    broken.join("; ")
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "{text:?} lacks {part:?}");
}

#[test]
fn references_that_lead_nowhere_are_found() {
    assert_has(
        &after(|state| state.fleets[FleetId(1)].owner = HouseId(9)),
        "owner is 9, which is not in houses",
    );
    assert_has(
        &after(|state| state.colonies[ColonyId(1)].system = SystemId(999)),
        "not in systems",
    );
}

#[test]
fn rows_of_the_feed_that_say_nothing_are_found() {
    let told = |change: fn(&mut crate::state::rows::FeedRow)| {
        after(|state| {
            testing::play(state, |turn| {
                turn.economy(
                    crate::vocab::Step::Con1e,
                    HouseId(1),
                    EconomyKind::ColonyFounded,
                    |event| {
                        event.system_id = Some(SystemId(1));
                    },
                );
            });
            change(&mut state.feed[FeedId(1)]);
        })
    };
    let silent = "row 1 of feed says nothing";
    assert_has(&told(|row| row.system = None), silent);
    assert_has(&told(|row| row.economy = None), silent);
    assert_has(&told(|row| row.theatre = Some(crate::vocab::Theatre::Space)), silent);
}

#[test]
fn things_in_no_place_or_two_are_found() {
    assert_has(
        &after(|state| state.ground[GroundId(1)].colony = None),
        "ground unit 1 is not in exactly one place",
    );
    assert_has(
        &after(|state| state.ground[GroundId(1)].ship = Some(ShipId(1))),
        "ground unit 1 is not in exactly one place",
    );
}

#[test]
fn things_with_a_stranger_are_found() {
    assert_has(
        &after(|state| state.ships[ShipId(1)].owner = HouseId(2)),
        "is in a foreign fleet",
    );
    assert_has(
        &after(|state| state.ground[GroundId(1)].owner = HouseId(2)),
        "is in a foreign garrison",
    );
}

#[test]
fn impossible_espionage_is_found() {
    assert_has(
        &after(|state| state.houses[HouseId(1)].cip = -1),
        "house 1 has fewer than no points",
    );
    let effect = |last_turn| Effect {
        id: EffectId::of(HouseId(1), EffectKind::NcvReduction),
        house: HouseId(1),
        kind: EffectKind::NcvReduction,
        last_turn,
    };
    assert_has(
        &after(|state| state.effects.insert(effect(0))),
        "is not in its place or its time",
    );
    let (house, other) = (HouseId(1), HouseId(2));
    let dossier = Dossier {
        id: StanceId::of(house, other),
        house,
        other,
        tried: 1,
        caught: 2,
    };
    assert_has(&after(|state| state.dossiers.insert(dossier)), "is impossible");
}

#[test]
fn fleets_that_break_the_rules_are_found() {
    let scout = |state: &mut State| {
        let place = ShipPlace::Fleet(FleetId(1));
        state.new_ship(HouseId(1), ShipClass::Scout, 0, 10, place);
    };
    assert_has(&after(scout), "fleet 1 mixes scouts with other ships");
    assert_has(
        &after(|state| _ = state.new_fleet(HouseId(1), SystemId(1))),
        "has no ships",
    );
    assert_has(
        &after(|state| state.fleets[FleetId(1)].label = state.fleets[FleetId(2)].label),
        "two fleets of one label",
    );
}

#[test]
fn repairs_and_projects_of_nothing_are_found() {
    let repair = |id| Repair {
        id,
        colony: ColonyId(1),
        drydock: None,
        ship: None,
        facility: None,
        ground: None,
        priority: 0,
        remaining: 1,
        stalled: false,
    };
    assert_has(
        &after(|state| _ = state.new_repair(repair)),
        "repair 1 is not of exactly one thing",
    );
    let project = |id| Project {
        id,
        colony: ColonyId(1),
        facility: None,
        ship: Some(ShipClass::Scout),
        ground: Some(GroundKind::Army),
        facility_kind: None,
        paid: 1,
        build_cost: 1,
        remaining: 1,
    };
    assert_has(
        &after(|state| _ = state.new_project(project)),
        "project 1 is not for exactly one thing",
    );
}

#[test]
fn lists_that_were_not_kept_are_found() {
    let forget = |state: &mut State| {
        state
            .systems
            .derived_mut(SystemId(1))
            .expect("it exists")
            .fleets
            .push(FleetId(1))
    };
    assert_has(&after(forget), "are not what the rows say");
    assert_has(
        &after(|state| state.colonies[ColonyId(1)].owner = HouseId(2)),
        "are not what the rows say",
    );
}

#[test]
fn impossible_houses_and_amounts_are_found() {
    assert_has(
        &after(|state| state.houses[HouseId(1)].tax = 101),
        "tax rate beyond 100 %",
    );
    assert_has(
        &after(|state| state.houses[HouseId(1)].status = HouseStatus::Eliminated),
        "has colonies",
    );
    assert_has(&after(|state| state.colonies[ColonyId(1)].pu = -1), "impossible amount");
    assert_has(
        &after(|state| state.fleets[FleetId(3)].mission = MissionState::ScoutLocked),
        "on a mission of scouts without any",
    );
    assert_has(&after(|state| dated(state, 2)), "fleet record 1 is impossible");
}

/// House 1 has seen a fleet of house 2 in a turn.
fn dated(state: &mut State, turn: u32) {
    let (house, fleet) = (HouseId(1), state.houses[HouseId(2)].fleets[0]);
    let row = state.fleets[fleet].clone();
    let id = state.fleet_records.insert_next(|id| FleetRecord {
        id,
        house,
        fleet,
        owner: row.owner,
        system: row.system,
        turn,
        source: Source::Sweep,
        status: row.status,
        command: row.command,
        ships: ShipCounts::default(),
        detail_turn: None,
        attack: None,
        defense: None,
        crippled: None,
        target: None,
        target_fleet: None,
        roe: None,
        details: Vec::new(),
    });
    state.fleet_records_of[house.index()].push((fleet, id));
}

fn dump(state: &State) -> Vec<SavedRow> {
    let mut rows = Vec::new();
    state.for_each_table(&mut |table| {
        table.for_each_row(&mut |id, cells| rows.push((table.name().to_string(), id, cells.to_vec())));
    });
    rows
}

/// The message with which a restore of changed rows is refused.
fn refused(change: impl FnOnce(&mut Vec<SavedRow>)) -> String {
    let state = start();
    let mut rows = dump(&state);
    change(&mut rows);
    let result = Game::restore(state.rules, state.scenario, rows);
    let error: RestoreError = result.expect_err("the rows are damaged");
    error.to_string()
}

#[test]
fn damaged_rows_are_errors_not_panics() {
    assert_has(
        &refused(|rows| rows.retain(|(table, ..)| table != "systems")),
        "which is not in systems",
    );
    assert_has(
        &refused(|rows| rows.retain(|(table, ..)| table != "game")),
        "not exactly one row in table game",
    );
    assert_has(
        &refused(|rows| rows.retain(|(table, ..)| table != "flows")),
        "has no flows",
    );
    assert_has(
        &refused(|rows| rows.push(("dragons".to_string(), 1, Vec::new()))),
        "dragons",
    );
    let place = |rows: &mut Vec<SavedRow>| {
        let ship = rows
            .iter_mut()
            .find(|(table, ..)| table == "ships")
            .expect("there are ships");
        ship.2
            .iter_mut()
            .filter(|cell| cell.is_none())
            .for_each(|cell| *cell = Some(1));
    };
    assert_has(&refused(place), "is not a value of column place");
    let counter = |rows: &mut Vec<SavedRow>| {
        let game = rows
            .iter_mut()
            .find(|(table, ..)| table == "game")
            .expect("there is a game");
        let columns = GameRow::columns();
        let fleets = columns.iter().position(|column| column.name == "next_fleet");
        game.2[fleets.expect("there is a counter")] = Some(1);
    };
    assert_has(&refused(counter), "the next id would be 1");
}
