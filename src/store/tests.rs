use std::sync::{Arc, LazyLock};

use ec4x_engine::dice::Key;
use ec4x_engine::game::{Game, SavedRow};
use ec4x_engine::ids::*;
use ec4x_engine::orders::{Build, FleetOrder, Orders, Product};
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario::{self, Scenario};
use ec4x_engine::setup;
use ec4x_engine::state::{ShipPlace, State};
use ec4x_engine::vocab::*;
use proptest::prelude::*;

use super::*;

mod live;

fn standard() -> (Arc<Rules>, Arc<Scenario>) {
    static STANDARD: LazyLock<(Arc<Rules>, Arc<Scenario>)> = LazyLock::new(|| {
        let mut rules = Rules::standard();
        let text = scenario::builtin("standard-4-player").expect("the scenario is built in");
        let scenario = Scenario::load("standard-4-player", text, &mut rules).expect("the scenario is sound");
        (Arc::new(rules), Arc::new(scenario))
    });
    STANDARD.clone()
}

fn dump(state: &State) -> Vec<SavedRow> {
    let mut rows = Vec::new();
    state.for_each_table(&mut |table| {
        table.for_each_row(&mut |id, cells| rows.push((table.name().to_string(), id, cells.to_vec())));
    });
    rows
}

/// A game at the start of turn 1, before anybody moved.
fn untouched(key: u64) -> Game {
    let (rules, scenario) = standard();
    let state = setup::create(Arc::clone(&rules), Arc::clone(&scenario), Key(key)).expect("the map has room");
    Game::restore(rules, scenario, dump(&state)).expect("the rows are a game")
}

fn restored(store: &Store) -> Game {
    let (rules, scenario) = standard();
    Game::restore(rules, scenario, store.rows().expect("readable")).expect("the rows are a game")
}

/// Ends a turn without playing it.
fn end_turn(game: &mut Game) {
    game.state_mut().game_mut().turn += 1;
    game.state_mut().store_counters();
}

/// A packet with orders of several kinds.
fn packet(game: &Game, house: HouseId) -> Orders {
    let view = game.view(house);
    let colony = view.colonies().next().expect("every house starts with a colony").id;
    let mut orders = Orders {
        tax: Some(40),
        ..Orders::default()
    };
    orders.fleets.extend(
        view.fleets()
            .map(|fleet| FleetOrder::new(fleet.id, CommandKind::Patrol, Some(fleet.system))),
    );
    orders.builds.push(Build {
        colony,
        product: Product::Ship(ShipClass::Corvette),
        quantity: 2,
    });
    orders.research.want(TechField::Wep);
    orders
}

fn count(store: &Store, sql: &str) -> i64 {
    store
        .connection()
        .query_row(sql, [], |row| row.get(0))
        .expect("the query is sound")
}

#[test]
fn memory_statistics_are_compiled_out() {
    let store = Store::in_memory().unwrap();
    let mut statement = store.connection().prepare("PRAGMA compile_options").unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    let options: Vec<String> = rows.collect::<rusqlite::Result<_>>().unwrap();
    assert!(
        options.iter().any(|option| option == "DEFAULT_MEMSTATUS=0"),
        "{options:?}"
    );
}

#[test]
fn every_row_of_the_state_has_its_table_and_column() {
    let store = Store::in_memory().unwrap();
    for (table, columns) in State::schema() {
        if schema::PAGED.contains(&table) {
            let names = format!("SELECT group_concat(name, ' ') FROM pragma_table_info('{table}')");
            let names: String = store.connection().query_row(&names, [], |row| row.get(0)).unwrap();
            let declared: Vec<String> = columns.into_iter().map(|column| column.name).collect();
            assert_eq!(names, format!("id {}", declared.join(" ")));
            continue;
        }
        let strict = count(
            &store,
            &format!("SELECT strict FROM pragma_table_list WHERE name = '{table}'"),
        );
        assert_eq!(strict, 1, "{table} is not STRICT");
        for column in columns {
            let name = &column.name;
            let sql = format!("SELECT \"notnull\" FROM pragma_table_info('{table}') WHERE name = '{name}'");
            assert_eq!(count(&store, &sql), i64::from(!column.nullable), "{table}.{name}");
            let sql = format!("SELECT count(*) FROM pragma_foreign_key_list('{table}') WHERE \"from\" = '{name}'");
            assert_eq!(
                count(&store, &sql),
                i64::from(column.references.is_some()),
                "{table}.{name}"
            );
        }
    }
}

#[test]
fn what_is_saved_is_what_is_restored() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    let hash = store.begin(&mut game, &[("key", "1")]).unwrap();
    assert_eq!(store.rows().unwrap(), dump(game.state()));
    assert_eq!(restored(&store).hash(), hash);
    assert_eq!(store.last_turn().unwrap(), (1, hash));
    assert_eq!(store.meta("key").unwrap(), "1");
    assert!(matches!(store.meta("colour"), Err(StoreError::Foreign(_))));
    assert_eq!(store.foreign_key_errors().unwrap(), Vec::<String>::new());
}

#[test]
fn orders_are_saved_with_the_turn_that_they_were_given_in() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    let packets = [Some(packet(&game, HouseId(1))), None, Some(Orders::default()), None];
    end_turn(&mut game);
    store.save_turn(&mut game, &packets).unwrap();
    let mut expected = 0;
    packets[0].as_ref().unwrap().for_each_row(&mut |_| expected += 1);
    assert_eq!(
        count(&store, "SELECT count(*) FROM orders WHERE turn = 1 AND house = 1"),
        expected
    );
    assert_eq!(count(&store, "SELECT count(*) FROM orders"), expected);
    assert_eq!(count(&store, "SELECT max(seq) + 1 FROM orders"), expected);
    let submitted = "SELECT group_concat(house, ',') FROM packets WHERE turn = 1";
    let submitted: String = store.connection().query_row(submitted, [], |row| row.get(0)).unwrap();
    assert_eq!(submitted, "1,3");
    let wep = "SELECT a FROM orders WHERE kind = 'research_buy'";
    assert_eq!(count(&store, wep), 1 << TechField::Wep.code());
    assert_eq!(store.foreign_key_errors().unwrap(), Vec::<String>::new());
}

#[test]
fn only_rows_that_differ_are_written() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    let state = game.state_mut();
    let fleet = state.new_fleet(HouseId(1), SystemId(1));
    assert!(state.dissolve_if_empty(fleet));
    let colony = state.colonies.ids()[0];
    let pu = state.colonies[colony].pu;
    state.colonies[colony].pu = pu + 1;
    state.colonies[colony].pu = pu;
    state.houses[HouseId(2)].treasury += 5;
    end_turn(&mut game);
    let before = store.connection().total_changes();
    store.save_turn(&mut game, &[]).unwrap();
    // The game's row, house 2, and the hash.
    assert_eq!(store.connection().total_changes() - before, 3);
    assert_eq!(store.rows().unwrap(), dump(game.state()));
}

#[test]
fn pages_hold_the_rows_of_their_ids() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    for id in 1..=40 {
        let cells = [1, 0, 1, 0, 0, 0, 0, i64::from(id)].map(Some);
        game.state_mut().insert_cells("ship_records", id, &cells).unwrap();
    }
    end_turn(&mut game);
    store.save_turn(&mut game, &[]).unwrap();
    assert_eq!(store.rows().unwrap(), dump(game.state()));
    assert_eq!(count(&store, "SELECT id FROM ship_records WHERE count = 33"), 33);

    // One page changes, one goes, one stays: two of pages, the game's row and the hash are written.
    let records = &mut game.state_mut().ship_records;
    records[ShipRecordId(3)].count = 7;
    records.remove(ShipRecordId(4));
    for id in 16..32 {
        records.remove(ShipRecordId(id));
    }
    end_turn(&mut game);
    let before = store.connection().total_changes();
    store.save_turn(&mut game, &[]).unwrap();
    assert_eq!(store.connection().total_changes() - before, 4);
    assert_eq!(store.rows().unwrap(), dump(game.state()));
    assert_eq!(count(&store, "SELECT count(*) FROM ship_records_pages"), 2);
    let image = Store::from_image(&store.image().unwrap()).unwrap();
    assert_eq!(image.rows().unwrap(), dump(game.state()));

    // What is saved anew as it stands is the same.
    let mut anew = Store::in_memory().unwrap();
    anew.begin(&mut game, &[]).unwrap();
    assert_eq!(anew.rows().unwrap(), store.rows().unwrap());
}

#[test]
fn a_turn_that_cannot_be_saved_leaves_the_last_good_one() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    let good = store.rows().unwrap();
    let packets = [Some(packet(&game, HouseId(1)))];
    game.state_mut().houses[HouseId(1)].treasury = 7;
    let colony = game.state().colonies.ids()[0];
    game.state_mut().remove_colony(colony);
    end_turn(&mut game);

    // The last table refuses, after all others were written.
    store
        .connection()
        .execute_batch("CREATE TRIGGER refuse BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'no'); END")
        .unwrap();
    let error = store.save_turn(&mut game, &packets).unwrap_err();
    assert!(error.to_string().contains("no"), "{error}");
    assert_eq!(store.rows().unwrap(), good);
    assert_eq!(count(&store, "SELECT count(*) FROM orders"), 0);

    // Nothing was forgotten: once there is room, the turn is saved as a whole.
    store.connection().execute_batch("DROP TRIGGER refuse").unwrap();
    store.save_turn(&mut game, &packets).unwrap();
    assert_eq!(store.rows().unwrap(), dump(game.state()));
}

#[test]
fn a_turn_is_saved_once() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    end_turn(&mut game);
    store.save_turn(&mut game, &[]).unwrap();
    game.state_mut().houses[HouseId(1)].treasury = 7;
    assert!(store.save_turn(&mut game, &[]).is_err());
    assert_eq!(count(&store, "SELECT count(*) FROM houses WHERE treasury = 7"), 0);
}

#[test]
fn an_image_does_not_show_what_was_there_before() {
    let mut game = untouched(2);
    let mut fresh = Store::in_memory().unwrap();
    fresh.begin(&mut game, &[("key", "2")]).unwrap();
    let mut used = Store::in_memory().unwrap();
    let mut other = untouched(1);
    used.begin(&mut other, &[]).unwrap();
    end_turn(&mut other);
    let packets = [Some(packet(&other, HouseId(1)))];
    used.save_turn(&mut other, &packets).unwrap();
    used.begin(&mut untouched(2), &[("key", "2")]).unwrap();
    assert_eq!(fresh.image().unwrap(), used.image().unwrap());
}

#[test]
fn an_image_is_a_database_that_plays_on() {
    let mut game = untouched(3);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[("key", "3")]).unwrap();
    end_turn(&mut game);
    let packets = [Some(packet(&game, HouseId(1)))];
    let hash = store.save_turn(&mut game, &packets).unwrap();
    let image = store.image().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("game.db");
    std::fs::write(&path, &image).unwrap();
    let file = Connection::open(&path).unwrap();
    let index = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'fleets_by_owner'";
    assert_eq!(file.query_row(index, [], |row| row.get(0)), Ok(1));

    let mut copy = Store::from_image(&image).unwrap();
    assert_eq!(copy.last_turn().unwrap(), (2, hash));
    assert_eq!(copy.rows().unwrap(), store.rows().unwrap());
    assert_eq!(copy.image().unwrap(), image);
    let mut game = restored(&copy);
    game.state_mut().houses[HouseId(3)].treasury += 1;
    end_turn(&mut game);
    copy.save_turn(&mut game, &[]).unwrap();
    assert_eq!(copy.rows().unwrap(), dump(game.state()));
}

#[test]
fn other_databases_are_refused() {
    let refused = |store: Result<Store>| store.unwrap_err().to_string();
    let other = Connection::open_in_memory().unwrap();
    other.execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let image = |mut connection: Connection| connection.serialize(rusqlite::MAIN_DB).unwrap().to_vec();
    assert!(refused(Store::from_image(&image(other))).contains("another program"));
    assert!(Store::from_image(b"not a database at all").is_err());

    let older = |change: &str| {
        let store = Store::in_memory().unwrap();
        store.connection().execute_batch(change).unwrap();
        image(store.connection)
    };
    assert!(refused(Store::from_image(&older("PRAGMA user_version = 99"))).contains("version 99"));
    assert!(refused(Store::from_image(&older("DROP TABLE fleets"))).contains("no table fleets"));
    let message = refused(Store::from_image(&older(
        "ALTER TABLE fleets ADD COLUMN admiral INTEGER",
    )));
    assert!(message.contains("fleets has other columns"), "{message}");
}

#[test]
fn dangling_references_are_found() {
    let mut game = untouched(1);
    let mut store = Store::in_memory().unwrap();
    store.begin(&mut game, &[]).unwrap();
    store
        .connection()
        .execute_batch("UPDATE fleets SET owner = 9 WHERE id = 1")
        .unwrap();
    let errors = store.foreign_key_errors().unwrap();
    assert_eq!(
        errors,
        ["row 1 of fleets refers to a row of houses that does not exist"]
    );
}

/// One random change of a state; what is impossible changes nothing.
#[derive(Clone, Debug)]
enum Change {
    NewFleet(u32, u32, u8),
    MoveFleet(u8, u32),
    RemoveShip(u8),
    RemoveColony(u8),
    Found(u32, u32),
    Treasury(u32, i64),
    EndTurn,
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        (1..5u32, 1..20u32, 0..15u8).prop_map(|(house, system, class)| Change::NewFleet(house, system, class)),
        (any::<u8>(), 1..20u32).prop_map(|(fleet, system)| Change::MoveFleet(fleet, system)),
        any::<u8>().prop_map(Change::RemoveShip),
        any::<u8>().prop_map(Change::RemoveColony),
        (1..5u32, 1..20u32).prop_map(|(house, system)| Change::Found(house, system)),
        (1..5u32, any::<i64>()).prop_map(|(house, treasury)| Change::Treasury(house, treasury)),
        Just(Change::EndTurn),
    ]
}

fn pick<T: Copy>(list: &[T], index: u8) -> Option<T> {
    list.get(usize::from(index) % list.len().max(1)).copied()
}

fn apply(state: &mut State, change: &Change) {
    match *change {
        Change::NewFleet(house, system, class) => {
            let fleet = state.new_fleet(HouseId(house), SystemId(system));
            let class = ShipClass::from_code(class).expect("fighters are not among these");
            state.new_ship(HouseId(house), class, 0, 10, ShipPlace::Fleet(fleet));
        }
        Change::MoveFleet(fleet, system) => {
            if let Some(fleet) = pick(&state.fleets.ids(), fleet) {
                state.move_fleet(fleet, SystemId(system));
            }
        }
        Change::RemoveShip(ship) => {
            if let Some(ship) = pick(&state.ships.ids(), ship) {
                let fleet = state.ships[ship].fleet();
                state.remove_ship(ship);
                if let Some(fleet) = fleet {
                    state.dissolve_if_empty(fleet);
                }
            }
        }
        Change::RemoveColony(colony) => {
            if let Some(colony) = pick(&state.colonies.ids(), colony) {
                state.remove_colony(colony);
            }
        }
        Change::Found(house, system) => {
            if state.systems[SystemId(system)].colony.is_none() {
                state.new_colony(HouseId(house), SystemId(system), 1, 0, 1);
            }
        }
        Change::Treasury(house, treasury) => state.houses[HouseId(house)].treasury = treasury,
        Change::EndTurn => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn restore_of_save_is_the_game(list in prop::collection::vec(changes(), 1..60)) {
        let mut game = untouched(5);
        let mut store = Store::in_memory().unwrap();
        store.begin(&mut game, &[]).unwrap();
        for change in list.iter().chain([&Change::EndTurn]) {
            apply(game.state_mut(), change);
            if matches!(change, Change::EndTurn) {
                end_turn(&mut game);
                let hash = store.save_turn(&mut game, &[]).unwrap();
                prop_assert_eq!(hash, game.state().recomputed_hash());
            }
        }
        prop_assert_eq!(store.rows().unwrap(), dump(game.state()));
        prop_assert_eq!(store.foreign_key_errors().unwrap(), Vec::<String>::new());
        let mut copy = restored(&store);
        prop_assert_eq!(copy.hash(), game.hash());
        prop_assert_eq!(copy.state().fleets.next_id(), game.state().fleets.next_id());
    }
}
