use std::fs;

use ec4x_engine::events::*;
use ec4x_engine::ids::*;
use ec4x_engine::state::flows::Flows;
use ec4x_engine::state::row::Row;
use ec4x_engine::vocab::*;
use polars::prelude::{AnyValue, DataFrame, ParquetReader, SerReader, col, lit};
use proptest::prelude::*;

use super::*;

/// A little randomness that is the same everywhere.
struct Noise(u64);

impl Noise {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }

    fn pick<V: Vocab>(&mut self) -> V {
        V::ALL[self.below(V::ALL.len() as u64) as usize]
    }
}

fn combat(noise: &mut Noise, turn: u32) -> CombatEvent {
    CombatEvent {
        turn,
        battle_id: BattleId(turn * 3),
        system_id: SystemId(1 + noise.below(61) as u32),
        phase: noise.pick(),
        round_number: 1 + noise.below(6) as u8,
        pursuit: noise.below(9) == 0,
        attacker_house: HouseId(1 + noise.below(2) as u32),
        attacker_ship_class: noise.pick(),
        defender_house: HouseId(3 + noise.below(2) as u32),
        defender_ship_class: noise.pick(),
        damage_dealt: noise.below(4096) as f32 / 1024.0,
        ship_crippled: noise.below(2048) as f32 / 1024.0,
        ship_destroyed: noise.below(1024) as f32 / 1024.0,
        pp_destroyed: noise.below(200) as i32,
        attacker_as: noise.below(300) as i32,
        roll: (noise.below(5) > 0).then(|| noise.below(10) as u8),
        drm: noise.below(7) as i32 - 3,
        critical: noise.below(10) == 0,
        overkill: noise.below(10) == 0,
        attacker_wep: 1 + noise.below(4) as u8,
        defender_wep: 1 + noise.below(4) as u8,
        terrain_type: noise.pick(),
    }
}

fn economy(noise: &mut Noise, turn: u32) -> EconomyEvent {
    EconomyEvent {
        turn,
        step: noise.pick(),
        house: HouseId(1 + noise.below(4) as u32),
        system_id: (noise.below(3) > 0).then(|| SystemId(noise.below(61) as u32 + 1)),
        kind: noise.pick(),
        item: (noise.below(2) > 0).then(|| noise.pick()),
        amount: noise.below(100_000) as i64 - 50_000,
        pp: i64::MIN + noise.below(2) as i64,
        rp: i64::MAX - noise.below(2) as i64,
        pu: -1,
        iu: 0,
        prestige: noise.below(9) as i64,
    }
}

/// A log with `rows` rows of combat, half as many of the economy, and diagnostic rows of four houses.
fn log(game: u32, rows: u32) -> EventLog {
    let mut noise = Noise(u64::from(game));
    let mut log = EventLog::default();
    for row in 0..rows {
        log.combat.push(combat(&mut noise, 1 + row / 8));
        if row % 2 == 0 {
            log.economy.push(economy(&mut noise, 1 + row / 8));
        }
    }
    for turn in 1..=rows.min(3) {
        for house in 1..=4 {
            let stock = stock(turn, HouseId(house));
            let cells = vec![Some(i64::from(turn * 10 + house)); Flows::columns().len()];
            log.house_turns
                .push(stock, &Flows::take(HouseId(house), &cells).expect("flows are numbers"));
        }
    }
    log
}

fn stock(turn: u32, house: HouseId) -> HouseStock {
    HouseStock {
        turn,
        house,
        act: Act::LandGrab,
        place: 1,
        status: Standing::Active,
        treasury_close: -5,
        tax_rate: 50,
        pu: 840,
        ptu: 1,
        iu: 420,
        iu_damaged: 0,
        infra_damage_permille: 0,
        gho: 1,
        shortfall_streak: 0,
        colonies: 1,
        colonies_blockaded: 0,
        colonies_no_ground: 0,
        colonies_no_orbit: 0,
        tech: TechColumns::default(),
        pool: PoolColumns::default(),
        pool_cap: PoolColumns::default(),
        prestige: 100,
        neg_prestige_turns: 0,
        ebp: 3,
        cip: 2,
        n: ClassColumns::default(),
        ships_crippled: 0,
        starbases: 0,
        starbases_crippled: 0,
        shields: 0,
        batteries: 0,
        armies: 0,
        marines_garrison: 0,
        marines_aboard: 0,
        spaceports: 0,
        shipyards: 0,
        drydocks: 0,
        docks: 0,
        docks_used: 0,
        fighters_colony: 0,
        fighter_capacity: 0,
        fighters_embarked: 0,
        hangar_capacity: 0,
        colonies_over_fighter_cap: 0,
        c2_total: 0,
        c2_pool: 0,
        combat_fleets: 0,
        combat_fleet_cap: 0,
        carriers_empty: 0,
        fleets_active: 0,
        fleets_reserve: 0,
        fleets_mothballed: 0,
        as_total: 0,
        ds_total: 0,
        as_orbital: 0,
        wep_mean_x100: (house.0 > 1).then_some(100),
        rel_neutral: 3,
        rel_hostile: 0,
        rel_enemy: 0,
        queue_depth: 0,
        missions_running: 0,
        fleets_idle: 0,
        etacs_idle: 0,
        transfers_active: 1,
        breakthrough: None,
    }
}

fn record(game: u32) -> GameRecord {
    let personas = ["economic", "aggressive", "turtle", "balanced"];
    let house = |index: u8| HouseRecord {
        house: index + 1,
        seat: index + 1,
        persona: personas[(usize::from(index) + game as usize) % 4].to_string(),
        place: index + 1,
        prestige: 100 - i64::from(index),
        colonies: 3,
        status: if index == 3 {
            HouseStatus::Eliminated
        } else {
            HouseStatus::Active
        },
        eliminated_turn: (index == 3).then_some(40),
        eliminated_by: (index == 3).then_some(1),
        winner: index == 0,
        share: if index == 0 { 1.0 } else { 0.0 },
    };
    GameRecord {
        game_id: game,
        block: game / 4,
        seating: game % 4,
        seed: u64::MAX - u64::from(game),
        systems: 61,
        rings: 4,
        turns: 100,
        victory_kind: VictoryKind::TurnLimit,
        leader_changes: 2,
        first_battle: Some(9),
        first_conquest: None,
        state_hash: 0xfeed_0000_0000_0000 + u64::from(game),
        houses: (0..4).map(house).collect(),
    }
}

fn add(lake: &Lake, game: u32) {
    if let Some(unit) = lake.add(&record(game), &log(game, 20)).unwrap() {
        lake.compact(unit).unwrap();
    }
}

fn read(run: &Path, name: &str) -> DataFrame {
    scan(run, name).unwrap().collect().unwrap()
}

fn games_in(run: &Path, name: &str) -> Vec<u32> {
    let mut games: Vec<u32> = read(run, name)
        .column("game_id")
        .unwrap()
        .u32()
        .unwrap()
        .iter()
        .flatten()
        .collect();
    assert!(games.is_sorted(), "a shard is sorted by game");
    games.dedup();
    games
}

/// All files of a run with their bytes, by path.
fn files(run: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![run.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(path.strip_prefix(run).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// The files of a run of `planned` games that nothing disturbed.
fn undisturbed(planned: u32) -> BTreeMap<PathBuf, Vec<u8>> {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    (0..planned).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    files(run.path())
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
        fs::write(to.join(path), bytes).unwrap();
    }
}

#[test]
fn every_column_comes_back() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 2, UNIT).unwrap();
    (0..2).for_each(|game| assert_eq!(lake.add(&record(game), &log(game, 20)).unwrap().is_some(), game == 1));
    let written = lake.finish().unwrap();
    assert_eq!(written.files, tables().len() as u64);

    let combat = read(run.path(), "combat_events");
    let expected: Vec<CombatEvent> = (0..2)
        .flat_map(|game| log(game, 20).combat.iter().collect::<Vec<_>>())
        .collect();
    assert_eq!(combat.height(), 40);
    for (row, event) in expected.iter().enumerate() {
        let value = |name: &str| combat.column(name).unwrap().get(row).unwrap();
        assert_eq!(value("game_id"), AnyValue::UInt32(row as u32 / 20));
        assert_eq!(value("turn"), AnyValue::UInt32(event.turn));
        assert_eq!(value("round_number"), AnyValue::UInt8(event.round_number));
        assert_eq!(value("pursuit"), AnyValue::Boolean(event.pursuit));
        assert_eq!(value("damage_dealt"), AnyValue::Float32(event.damage_dealt));
        assert_eq!(value("drm"), AnyValue::Int32(event.drm));
        assert_eq!(value("roll"), event.roll.map_or(AnyValue::Null, AnyValue::UInt8));
        assert_eq!(value("phase").get_str().unwrap(), event.phase.name());
        assert_eq!(
            value("attacker_ship_class").get_str().unwrap(),
            event.attacker_ship_class.name()
        );
    }
    let economy = read(run.path(), "economy_events");
    let expected: Vec<EconomyEvent> = (0..2)
        .flat_map(|game| log(game, 20).economy.iter().collect::<Vec<_>>())
        .collect();
    for (row, event) in expected.iter().enumerate() {
        let value = |name: &str| economy.column(name).unwrap().get(row).unwrap();
        assert_eq!(value("amount"), AnyValue::Int64(event.amount));
        assert_eq!(value("pp"), AnyValue::Int64(event.pp));
        assert_eq!(value("rp"), AnyValue::Int64(event.rp));
        assert_eq!(value("item").get_str(), event.item.map(Item::name));
        assert_eq!(
            value("system_id"),
            event.system_id.map_or(AnyValue::Null, |id| AnyValue::UInt32(id.0))
        );
    }
}

#[test]
fn diagnostic_rows_name_the_player() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 1, UNIT).unwrap();
    add(&lake, 0);
    lake.finish().unwrap();
    let rows = read(run.path(), "house_turns");
    assert_eq!(rows.height(), 12);
    let value = |name: &str, row| rows.column(name).unwrap().get(row).unwrap().into_static();
    assert_eq!(value("persona", 1).get_str(), Some("aggressive"));
    assert_eq!(value("seat", 6), AnyValue::UInt8(3));
    assert_eq!(value("wep_mean_x100", 0), AnyValue::Null);
    assert_eq!(value("wep_mean_x100", 1), AnyValue::UInt16(100));
    assert_eq!(value("upkeep_paid", 5), AnyValue::Int64(22));
    let games = read(run.path(), "games");
    let value = |name: &str, row| games.column(name).unwrap().get(row).unwrap().into_static();
    assert_eq!(value("seed", 0).get_str(), Some("ffffffffffffffff"));
    assert_eq!(value("victory_kind", 0).get_str(), Some("turn_limit"));
    assert_eq!(value("eliminated_by", 0), AnyValue::Null);
    assert_eq!(value("eliminated_by", 3), AnyValue::UInt8(1));
    assert_eq!(value("share", 0), AnyValue::Float32(1.0));
}

#[test]
fn a_table_without_rows_has_its_schema() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 2, UNIT).unwrap();
    assert!(lake.skip(0).unwrap().is_none());
    lake.add(&record(1), &EventLog::default()).unwrap();
    lake.finish().unwrap();
    for table in tables() {
        let frame = read(run.path(), table.name);
        assert_eq!(frame.height(), if table.name == "games" { 4 } else { 0 });
        assert_eq!(frame.schema(), &table.schema());
    }
}

#[test]
fn queries_understand_the_names() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 3, UNIT).unwrap();
    (0..3).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    let space = scan(run.path(), "combat_events")
        .unwrap()
        .filter(col("phase").eq(lit("space")));
    let expected = (0..3).flat_map(|game| log(game, 20).combat.iter().collect::<Vec<_>>());
    assert_eq!(
        space.collect().unwrap().height(),
        expected.filter(|event| event.phase == Theatre::Space).count()
    );
    let by_class = scan(run.path(), "combat_events")
        .unwrap()
        .group_by([col("attacker_ship_class")]);
    let sums = by_class
        .agg([col("damage_dealt").sum(), col("round_number").max()])
        .collect()
        .unwrap();
    assert!(sums.height() > 3);
}

#[test]
fn the_order_of_finishing_and_threads_do_not_matter() {
    let planned = UNIT + 30;
    let expected = undisturbed(planned);
    assert!(
        !expected.keys().any(|path| path.starts_with(".spool")),
        "nothing is left over"
    );
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    let mut order: Vec<u32> = (0..planned).collect();
    order.sort_by_key(|game| game.wrapping_mul(2654435761));
    order.par_iter().for_each(|&game| add(&lake, game));
    lake.finish().unwrap();
    assert!(expected == files(run.path()), "the same games make the same bytes");
}

#[test]
fn a_unit_becomes_a_shard_as_soon_as_it_is_complete() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 2 * UNIT, UNIT).unwrap();
    (0..UNIT + 10).for_each(|game| add(&lake, game));
    assert_eq!(games_in(run.path(), "games"), (0..UNIT).collect::<Vec<_>>());
    assert!(run.path().join("combat_events/shard_000000-000249.parquet").exists());
    assert!(!run.path().join(".spool/000000-000249").exists());
    assert_eq!(lake.stored().len(), UNIT as usize + 10);
}

#[test]
fn an_interrupted_run_shows_what_it_has_and_ends_with_the_same_bytes() {
    let planned = 40;
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    (10..30).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    assert_eq!(games_in(run.path(), "battles").len(), 0);
    assert_eq!(games_in(run.path(), "combat_events"), (10..30).collect::<Vec<_>>());

    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    assert_eq!(lake.stored(), (10..30).collect());
    // Some are played again because the journal had not heard of them.
    (0..planned)
        .filter(|game| !(12..30).contains(game))
        .for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    assert!(undisturbed(planned) == files(run.path()));
}

#[test]
fn a_killed_run_is_settled_for_its_readers() {
    let planned = 40;
    let run = tempfile::tempdir().unwrap();
    assert_eq!(games(run.path()).unwrap(), BTreeSet::new());
    settle(run.path(), planned, UNIT).unwrap();
    assert!(!run.path().join(FOLDER).exists(), "there was nothing to do");
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    (10..30).for_each(|game| add(&lake, game));
    settle(run.path(), planned, UNIT).unwrap();
    assert_eq!(
        games(run.path()).unwrap(),
        BTreeSet::new(),
        "a run that goes on is left alone"
    );
    drop(lake);
    settle(run.path(), planned, UNIT).unwrap();
    assert_eq!(games(run.path()).unwrap(), (10..30).collect());
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    assert_eq!(lake.stored(), (10..30).collect());
    (0..planned).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    assert!(undisturbed(planned) == files(run.path()));
}

#[test]
fn one_process_at_a_time() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 1, UNIT).unwrap();
    let second = Lake::open(run.path(), 1, UNIT).unwrap_err();
    assert!(matches!(second, LakeError::Locked { .. }), "{second}");
    drop(lake);
    Lake::open(run.path(), 1, UNIT).unwrap();
}

/// Killed while a game was appended: half a frame at the end.
#[test]
fn killed_while_appending() {
    let planned = 5;
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    (0..4).for_each(|game| add(&lake, game));
    drop(lake);
    let spool = run.path().join(".spool/000000-000249");
    let whole = fs::read(&spool).unwrap();
    for cut in [1, 8, 60, whole.len() / 8, whole.len() / 4 - 1] {
        fs::write(&spool, &whole[..whole.len() - cut]).unwrap();
        let lake = Lake::open(run.path(), planned, UNIT).unwrap();
        assert_eq!(lake.stored(), (0..3).collect(), "{cut} bytes are missing");
    }
    let mut flipped = whole.clone();
    flipped[whole.len() - 9] ^= 1;
    fs::write(&spool, flipped).unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    assert_eq!(lake.stored(), (0..3).collect());
    (3..planned).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    assert!(undisturbed(planned) == files(run.path()));
}

/// Killed at each step of making shards: with a draft, with some shards in place, with all of them and the spool.
#[test]
fn killed_while_compacting() {
    let planned = 6;
    let expected = undisturbed(planned);
    let before = tempfile::tempdir().unwrap();
    let lake = Lake::open(before.path(), planned, UNIT).unwrap();
    (0..planned).for_each(|game| _ = lake.add(&record(game), &log(game, 20)).unwrap());
    drop(lake);
    for moved in 0..=tables().len() {
        let run = tempfile::tempdir().unwrap();
        copy(before.path(), run.path());
        for table in &tables()[..moved] {
            let path = PathBuf::from(table.name).join("shard_000000-000249.parquet");
            fs::create_dir_all(run.path().join(table.name)).unwrap();
            fs::write(run.path().join(&path), &expected[&path]).unwrap();
            assert_eq!(
                read(run.path(), table.name).height(),
                read_bytes(&expected[&path]).height()
            );
        }
        if let Some(table) = tables().get(moved) {
            fs::write(
                run.path().join(format!(".spool/000000-000249.{}.draft", table.name)),
                b"PAR1 half",
            )
            .unwrap();
        }
        let lake = Lake::open(run.path(), planned, UNIT).unwrap();
        assert_eq!(lake.stored(), (0..planned).collect());
        lake.finish().unwrap();
        assert!(expected == files(run.path()), "killed after {moved} shards");
    }
}

fn read_bytes(bytes: &[u8]) -> DataFrame {
    ParquetReader::new(std::io::Cursor::new(bytes.to_vec()))
        .finish()
        .unwrap()
}

#[test]
fn a_damaged_shard_is_named_and_its_games_are_played_again() {
    let planned = UNIT + 5;
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    (0..planned).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    let expected = files(run.path());
    let shard = run.path().join("combat_events/shard_000000-000249.parquet");
    let whole = fs::read(&shard).unwrap();
    for length in [0, 3, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&shard, &whole[..length]).unwrap();
        let error = scan(run.path(), "combat_events")
            .err()
            .expect("a truncated file is not read")
            .to_string();
        assert!(error.contains("combat_events/shard_000000-000249.parquet"), "{error}");
        assert!(
            error.contains("not a whole Parquet file") && error.contains("--resume"),
            "{error}"
        );
    }
    let lake = Lake::open(run.path(), planned, UNIT).unwrap();
    assert_eq!(lake.damaged().len(), 1);
    assert_eq!(lake.stored(), (UNIT..planned).collect());
    (0..UNIT).for_each(|game| add(&lake, game));
    lake.finish().unwrap();
    assert!(expected == files(run.path()));
}

#[test]
fn shards_that_cannot_be_written_cost_nothing() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 3, UNIT).unwrap();
    fs::write(run.path().join("battles"), "in the way").unwrap();
    (0..2).for_each(|game| _ = lake.add(&record(game), &log(game, 20)).unwrap());
    let unit = lake.add(&record(2), &log(2, 20)).unwrap().expect("it is complete");
    let error = lake.compact(unit).unwrap_err();
    assert!(
        matches!(error, LakeError::Write { .. }) && error.to_string().contains("battles"),
        "{error}"
    );
    assert_eq!(lake.stored(), (0..3).collect());
    assert!(lake.finish().is_err());
    fs::remove_file(run.path().join("battles")).unwrap();
    Lake::open(run.path(), 3, UNIT).unwrap().finish().unwrap();
    assert!(undisturbed(3) == files(run.path()));
}

#[test]
fn a_game_that_failed_leaves_no_gap() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), UNIT, UNIT).unwrap();
    (0..UNIT - 1).for_each(|game| add(&lake, game));
    let unit = lake.skip(UNIT - 1).unwrap().expect("nothing more can come");
    lake.compact(unit).unwrap();
    assert_eq!(games_in(run.path(), "games").len(), UNIT as usize - 1);
    assert!(lake.skip(UNIT - 1).unwrap().is_none());
    let error = lake.add(&record(UNIT - 1), &log(1, 1)).unwrap_err();
    assert!(matches!(error, LakeError::Closed { .. }), "{error}");
}

#[test]
fn missing_and_foreign_tables_are_named() {
    let run = tempfile::tempdir().unwrap();
    let message = |name: &str| scan(run.path(), name).err().expect("nothing is there").to_string();
    assert!(
        message("battles").contains("battles: no Parquet file"),
        "{}",
        message("battles")
    );
    assert!(
        message("dragons").contains("no table dragons; the tables are combat_events"),
        "{}",
        message("dragons")
    );
    let lake = Lake::open(run.path(), 1, UNIT).unwrap();
    add(&lake, 0);
    lake.finish().unwrap();
    let other = run.path().join("battles/shard_000250-000499.parquet");
    fs::copy(run.path().join("ship_outcomes/shard_000000-000249.parquet"), &other).unwrap();
    let error = message("battles");
    assert!(
        error.contains("shard_000250") && error.contains("column house of table battles")
            || error.contains("it is missing"),
        "{error}"
    );
}

#[test]
fn big_tables_have_several_row_groups() {
    let run = tempfile::tempdir().unwrap();
    let lake = Lake::open(run.path(), 3, UNIT).unwrap();
    (0..3).for_each(|game| _ = lake.add(&record(game), &log(game, 200_000)).unwrap());
    let written = lake.finish().unwrap();
    assert_eq!(read(run.path(), "combat_events").height(), 600_000);
    assert_eq!(games_in(run.path(), "combat_events"), [0, 1, 2]);
    assert!(written.rows >= 600_000);
    let path = run.path().join("combat_events/shard_000000-000249.parquet");
    let mut reader = ParquetReader::new(fs::File::open(path).unwrap());
    assert!(reader.get_metadata().unwrap().row_groups.len() > 1);
}

proptest! {
    #[test]
    fn numbers_survive_the_spool(values in prop::collection::vec((any::<i64>(), 0..64u32), 0..40), nulls in any::<u64>()) {
        let values: Vec<i64> = values.into_iter().map(|(value, shift)| value >> shift).collect();
        let valid: Vec<bool> = (0..values.len()).map(|bit| nulls >> (bit % 64) & 1 == 1).collect();
        let mut sink = cells::Sink::default();
        sink.numbers(&values, Some(&valid));
        let column = Column {
            name: "x".to_string(),
            kind: Type::Event(ec4x_engine::events::column::Kind::I64),
            nullable: true,
            doc: "",
        };
        let mut cells = cells::Cells::new(&column);
        let mut source = cells::Source::new(&sink.bytes);
        cells.read(&mut source, values.len()).unwrap();
        prop_assert!(source.is_at_end());
        let back: Vec<Option<i64>> = cells.take(&column).unwrap().i64().unwrap().iter().collect();
        let expected: Vec<Option<i64>> = values.iter().zip(valid).map(|(&v, ok)| ok.then_some(v)).collect();
        prop_assert_eq!(back, expected);
        // Whatever is cut off is noticed.
        for length in 0..sink.bytes.len() {
            let mut cells = cells::Cells::new(&column);
            prop_assert!(cells.read(&mut cells::Source::new(&sink.bytes[..length]), values.len()).is_err());
        }
    }
}
