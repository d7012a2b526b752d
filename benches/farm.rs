//! What a game costs, and its parts: `cargo bench`. Every bench asserts its result; compare figures of one run only.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ec4x::farm::{Design, GamePlan, Played, Setup, Times, Watch, play, record};
use ec4x::lake::{self, Lake};
use ec4x::store::Store;
use ec4x_ai::{Persona, PersonaKind};
use ec4x_engine::combat::resolve::{Battle, Condition, Engagement, Group, Law, Side, Unit, Unseen};
use ec4x_engine::dice::{Dice, Key, Stream, Streams};
use ec4x_engine::game::Game;
use ec4x_engine::ids::HouseId;
use ec4x_engine::orders::Orders;
use ec4x_engine::rules::Rules;
use ec4x_engine::scenario;
use ec4x_engine::vocab::{UnitClass, Vocab};

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

/// Ten ships of several classes.
fn side(rules: &Rules, house: u32) -> Side {
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
    let units = classes.map(|class| Unit::stock(rules, class, 3).in_group(0)).to_vec();
    let group = Group {
        roe_percent: Some(67),
        may_retreat: true,
        may_withdraw: true,
        refuge: [true; 2],
        escorts: 10,
        ..Group::default()
    };
    Side::new(HouseId(house), units, vec![group])
}

fn battles(criterion: &mut Criterion) {
    let rules = Rules::standard();
    let law = Law::new(&rules);
    let fight = |number: u64| {
        let dice = Dice::for_purpose(Key(number), "duel");
        let battles = vec![Battle::new([side(&rules, 1), side(&rules, 2)], dice)];
        let mut engagement = Engagement {
            battles,
            remote_sensors: false,
            law,
        };
        engagement.resolve(&mut Unseen);
        engagement
    };
    criterion.bench_function("battle/ten ships a side", |bench| {
        let mut number = 0;
        bench.iter(|| {
            number += 1;
            let engagement = fight(number);
            let battle = &engagement.battles[0];
            assert!(battle.ending.is_some() && battle.report.rounds > 0);
            assert!(
                battle
                    .sides
                    .iter()
                    .flat_map(|side| &side.units)
                    .any(|unit| unit.condition != Condition::Nominal)
            );
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
            let lake = Lake::open(&run, 1).expect("a lake");
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

criterion_group!(benches, games, turns, battles, parquet);
criterion_main!(benches);
