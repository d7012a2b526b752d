//! What a game costs, and its parts: `cargo bench`. Every bench asserts its result; compare figures of one run only.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ec4x::arena::{self, Duel, House, Request, Terms};
use ec4x::farm::{Design, GamePlan, Played, Setup, Times, Watch, play, record};
use ec4x::lake::{self, Lake};
use ec4x::store::Store;
use ec4x_ai::{Persona, PersonaKind};
use ec4x_engine::combat::resolve::{Battle, Condition, Engagement, Group, Law, Side, Unit, Unseen, Witness};
use ec4x_engine::combat::{Recorder, Scene};
use ec4x_engine::dice::{Dice, Key, Stream, Streams};
use ec4x_engine::events::EventLog;
use ec4x_engine::game::Game;
use ec4x_engine::ids::HouseId;
use ec4x_engine::orders::Orders;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario;
use ec4x_engine::vocab::{Theatre, UnitClass, Vocab};

const SCENARIO: &str = "long-war-4-player";

fn setup() -> Setup {
    let mut rules = Rules::standard();
    let text = scenario::builtin(SCENARIO).expect("a scenario that is built in");
    let scenario = scenario::Scenario::load(SCENARIO, text, &mut rules).expect("it is sound");
    Setup::new(rules, scenario, None, false)
}

fn plan() -> GamePlan {
    Design::new(1, PersonaKind::ALL.to_vec(), 4)
        .expect("four personas, four seats")
        .game(0)
}

fn play_one(setup: &Setup) -> Played {
    let mut store = Store::in_memory().expect("a database in memory");
    let (times, stop) = (Times::default(), AtomicBool::new(false));
    let mut watch = Watch {
        times: &times,
        stop: &stop,
        turn: &mut |_, _| {},
    };
    play(setup, &plan(), &mut store, &mut watch).expect("a game")
}

/// A game in its 40th turn, with what it takes to go on.
struct Middle {
    game: Game,
    personas: Vec<Persona>,
    streams: Streams,
}

impl Middle {
    fn new(setup: &Setup) -> Self {
        let plan = plan();
        let game = Game::new(Arc::clone(&setup.rules), Arc::clone(&setup.scenario), plan.key).expect("a game");
        let personas = plan.personas.iter().map(|&kind| Persona::of(kind)).collect();
        let mut middle = Self {
            game,
            personas,
            streams: Streams::new(plan.player_key),
        };
        while middle.game.turn() < 40 {
            let packets = middle.packets();
            middle.game.resolve(&packets);
            middle.game.commit();
        }
        middle
    }

    fn packets(&self) -> Vec<Option<Orders>> {
        let decide = |(index, persona): (usize, &Persona)| {
            let house = HouseId(index as u32 + 1);
            let mut dice = self.streams.open(self.game.turn(), Stream::Player(house));
            Some(ec4x_ai::plan(&self.game.view(house), persona, &mut dice))
        };
        self.personas.iter().enumerate().map(decide).collect()
    }
}

fn games(criterion: &mut Criterion) {
    let setup = setup();
    let first = play_one(&setup);
    let mut group = criterion.benchmark_group("game");
    group.sample_size(10);
    group.bench_function("whole", |bench| {
        bench.iter(|| {
            let played = play_one(&setup);
            assert_eq!(played.hash, first.hash);
        });
    });
    group.finish();
}

fn turns(criterion: &mut Criterion) {
    let middle = Middle::new(&setup());
    let packets = middle.packets();
    let mut after = middle.game.clone();
    after.resolve(&packets);
    let hash = after.hash();

    criterion.bench_function("turn/decisions of four houses", |bench| {
        bench.iter(|| assert_eq!(black_box(middle.packets()), packets));
    });
    criterion.bench_function("turn/resolution", |bench| {
        let start = || middle.game.clone();
        let resolve = |mut game: Game| {
            game.resolve(&packets);
            game
        };
        bench.iter_batched(start, resolve, BatchSize::LargeInput);
        assert_eq!(resolve(start()).hash(), hash);
    });
    criterion.bench_function("turn/SQLite", |bench| {
        let start = || {
            let mut store = Store::in_memory().expect("a database in memory");
            let mut game = middle.game.clone();
            store.begin(&mut game, &[]).expect("saved");
            game.resolve(&packets);
            (store, game)
        };
        let save = |(mut store, mut game): (Store, Game)| {
            assert_eq!(store.save_turn(&mut game, &packets).expect("saved"), hash);
            store
        };
        bench.iter_batched(start, save, BatchSize::LargeInput);
    });
}

/// Fleets of ten ships of several classes.
fn side(rules: &Rules, house: u32, fleets: u16) -> Side {
    use UnitClass::*;
    let classes = [
        Destroyer,
        Destroyer,
        LightCruiser,
        LightCruiser,
        Cruiser,
        Cruiser,
        Battlecruiser,
        Battleship,
        Corvette,
        Raider,
    ];
    let fleet = |fleet: u16| classes.map(|class| Unit::stock(rules, class, 3).in_group(fleet));
    let group = Group {
        roe_percent: Some(67),
        may_retreat: true,
        may_withdraw: true,
        refuge: [true; 2],
        escorts: 10,
        ..Group::default()
    };
    let units = (0..fleets).flat_map(fleet).collect();
    Side::new(HouseId(house), units, vec![group; usize::from(fleets)])
}

/// One engagement of some pairs of houses, each side with so many fleets of ten ships.
fn fight(law: Law<'_>, pairs: &[[u32; 2]], fleets: u16, number: u64, witness: &mut dyn Witness) {
    let battle = |pair: &[u32; 2]| {
        let dice = Dice::for_purpose(Key(number), "engagement");
        Battle::new(pair.map(|house| side(law.rules, house, fleets)), dice)
    };
    let mut engagement = Engagement {
        battles: pairs.iter().map(battle).collect(),
        remote_sensors: false,
        law,
    };
    engagement.resolve(witness);
    for battle in &engagement.battles {
        assert!(battle.ending.is_some() && battle.report.rounds > 0);
        let mut units = battle.sides.iter().flat_map(|side| &side.units);
        assert!(units.any(|unit| unit.condition != Condition::Nominal));
    }
}

/// Aims: a duel of ten ships a side in 60 µs (a million a minute and core), four houses with 60 ships each in 100 µs.
fn battles(criterion: &mut Criterion) {
    let rules = Rules::standard();
    let law = Law::new(&rules);
    let duel: &[[u32; 2]] = &[[1, 2]];
    // Everybody against everybody: each house splits six fleets among three enemies.
    let melee: &[[u32; 2]] = &[[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]];
    for (name, pairs, fleets) in [("ten ships a side", duel, 1), ("four houses of 60 ships", melee, 2)] {
        let mut number = 0;
        criterion.bench_function(&format!("battle/{name}"), |bench| {
            bench.iter(|| {
                number += 1;
                fight(law, pairs, fleets, number, &mut Unseen);
            });
        });
        let scene = |pair: &[u32; 2]| Some(Scene::apart(Theatre::Space, pair.map(HouseId), [3; 2]));
        let scenes: Vec<_> = pairs.iter().map(scene).collect();
        let mut log = EventLog::default();
        criterion.bench_function(&format!("battle/{name}, with event rows"), |bench| {
            bench.iter(|| {
                number += 1;
                log.clear();
                let scenes = &scenes;
                fight(law, pairs, fleets, number, &mut Recorder::new(&mut log, scenes));
                assert!(log.combat.turn.len() > pairs.len());
            });
        });
    }
}

/// Duels as `ec4x arena` fights them, with their sums.
fn duels(criterion: &mut Criterion) {
    let rules = Rules::standard();
    let force: Request = "10x cruiser".parse().expect("a force");
    let houses = [House::default(); 2];
    let duel = Duel::new(&rules, [&force, &force], houses, Terms::default(), Key(1)).expect("a duel");
    criterion.bench_function("arena/1000 duels of ten cruisers", |bench| {
        bench.iter(|| {
            let [a, b, draws] = arena::fight(&duel, 1000).results();
            assert!(a.abs_diff(b) < 200 && a + b + draws == 1000);
        });
    });
}

fn parquet(criterion: &mut Criterion) {
    let setup = setup();
    let played = play_one(&setup);
    let folder = tempfile::tempdir().expect("a folder");
    let mut number = 0;
    let mut group = criterion.benchmark_group("lake");
    group.sample_size(10);
    group.bench_function("write a game", |bench| {
        bench.iter(|| {
            number += 1;
            let run = folder.path().join(number.to_string());
            let lake = Lake::open(&run, 1, lake::UNIT).expect("a lake");
            lake.add(&record(&plan(), &played), &played.log).expect("added");
            assert!(lake.finish().expect("written").rows > 0);
        });
    });
    let run = folder.path().join(number.to_string());
    let rows = played.log.combat.turn.len();
    group.bench_function("scan combat_events", |bench| {
        bench.iter(|| {
            let frame = lake::scan(&run, "combat_events")
                .expect("a table")
                .collect()
                .expect("rows");
            assert_eq!(frame.height(), rows);
        });
    });
    group.finish();
}

criterion_group!(benches, games, turns, battles, duels, parquet);
criterion_main!(benches);
