//! Measurements over many games, to be run by hand:
//! `GAMES=100 cargo test --release -p ec4x-ai --test games measure -- --ignored --nocapture`.
//!
//! `SCENARIO` names the scenario, `TUNE` changes figures of personas: `TUNE="turtle.guard=0.3 all.upkeep=0.6"`.

#![allow(clippy::disallowed_types, reason = "measures time")]

use std::time::Instant;

use crate::arena::{Arena, rotation};
use ec4x_ai::{Persona, PersonaKind};
use ec4x_engine::dice::Key;
use ec4x_engine::events::DiplomacyKind;
use ec4x_engine::vocab::*;

const SEED: u64 = 7;

/// A persona with figures changed by the environment: `TUNE="turtle.government=0.8 balanced.guard=0"`.
fn tuned(mut persona: Persona) -> Persona {
    for setting in env("TUNE", "").split_whitespace() {
        let (path, value) = setting.split_once('=').expect("path=value");
        let (who, field) = path.split_once('.').expect("persona.field");
        if who != "all" && PersonaKind::from_name(who) != Some(persona.kind) {
            continue;
        }
        let values: Vec<f64> = value.split(',').map(|v| v.parse().expect("a number")).collect();
        let split = |part: usize, persona: &mut Persona| {
            for (act, &value) in values.iter().enumerate() {
                let split = &mut persona.split[act];
                *[&mut split.growth, &mut split.fleet, &mut split.fortress][part] = value;
            }
        };
        match field {
            "attack_odds" => persona.attack_odds = values[0],
            "industry_percent" => persona.industry_percent = values[0] as i64,
            "guard" => persona.guard = values[0],
            "upkeep" => persona.upkeep = values[0],
            "tax" => persona.tax = values[0] as u8,
            "government" => persona.government = [values[0], values[1]],
            "invest" => persona.invest = values[0],
            "strength" => persona.strength = values[0],
            "expansion" => persona.expansion = values[0],
            "risk" => persona.risk = values[0],
            "aggression" => persona.aggression = values[0],
            "economy" => persona.economy = values[0],
            "growth" => split(0, &mut persona),
            "fleet" => split(1, &mut persona),
            "fortress" => split(2, &mut persona),
            "operate" => persona.spying.operate = values[0],
            "spies_from" => persona.spying.from = values[0] as u32,
            "spies_guard" => persona.spying.guard = std::array::from_fn(|act| values[act] as i64),
            "spies_stock" => persona.spying.stock = std::array::from_fn(|act| values[act] as i64),
            "taste" => persona.spying.taste = std::array::from_fn(|action| values[action]),
            "wars" => persona.wars = std::array::from_fn(|act| values[act] as usize),
            "core_starbases" => persona.core_starbases = std::array::from_fn(|act| values[act] as u32),
            "capital_starbases" => persona.capital_starbases = std::array::from_fn(|act| values[act] as u32),
            other => panic!("no figure {other}"),
        }
    }
    persona
}

fn env(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_string())
}

#[test]
#[ignore = "a measurement, not a test"]
fn measure() {
    let arena = Arena::builtin(&env("SCENARIO", "standard-4-player"));
    let games: u64 = env("GAMES", "40").parse().unwrap();
    let mut time = std::time::Duration::ZERO;
    let mut wins = [0.0; 4];
    let mut sums = [[0.0; 16]; 4];
    let mut scouts = [[0.0; 5]; 4];
    let mut fought = [0u64; ShipClass::COUNT];
    let mut spies = [[[0u64; 2]; EspionageAction::COUNT]; 4];
    let mut refusals = std::collections::BTreeMap::<String, u64>::new();
    let mut endings = std::collections::BTreeMap::<&str, u64>::new();
    let mut out = std::collections::BTreeMap::<[usize; 2], u64>::new();
    let mut weakest = Vec::new();
    let mut talk = [[0u64; DiplomacyKind::COUNT]; 4];
    let (mut orders, mut rejected, mut conquered, mut turns, mut stuck) = (0, 0, 0, 0u64, 0);
    for game in 0..games {
        let personas = rotation(game as usize % 4).map(tuned);
        let start = Instant::now();
        let result = arena.play(Key(SEED).derive_indexed("game", game / 4), &personas);
        time += start.elapsed();
        turns += u64::from(result.outcome.turn);
        *endings.entry(result.outcome.kind.name()).or_default() += 1;
        let fallen = |collapsed| {
            result
                .seats
                .iter()
                .filter(|seat| seat.out && seat.collapsed == collapsed)
                .count()
        };
        *out.entry([fallen(false), fallen(true)]).or_default() += 1;
        weakest.push(result.seats.iter().map(|seat| seat.colonies).min().unwrap_or(0));
        conquered += u64::from(result.conquests() > 0);
        for (index, seat) in result.seats.iter().enumerate() {
            let p = usize::from(seat.kind.unwrap().code());
            if result.outcome.winner.is_some_and(|winner| winner.index() == index + 1) {
                wins[p] += 1.0;
            }
            let t = seat.turns.max(1) as f64;
            let row = [
                seat.prestige as f64,
                seat.colonies as f64,
                f64::from(u8::from(seat.out)),
                seat.tax as f64 / t,
                seat.idle as f64 / t * 100.0,
                seat.idle_row as f64,
                seat.conquests as f64,
                seat.founded as f64,
                seat.wars as f64,
                seat.spent[0] as f64,
                seat.spent[1] as f64,
                seat.spent[2] as f64,
                seat.spent[3] as f64,
                seat.points as f64,
                seat.intrigue[0] as f64,
                seat.intrigue[1] as f64,
            ];
            for (sum, value) in sums[p].iter_mut().zip(row) {
                *sum += value;
            }
            for (sum, count) in talk[p].iter_mut().zip(seat.diplomacy) {
                *sum += count;
            }
            for (sum, spied) in spies[p].iter_mut().zip(seat.spies) {
                (sum[0], sum[1]) = (sum[0] + spied[0], sum[1] + spied[1]);
            }
            let [watch, system, hack] = seat.missions.map(|begun| begun as f64);
            let row = [watch, system, hack, seat.reports as f64, seat.scouts_lost as f64];
            for (sum, value) in scouts[p].iter_mut().zip(row) {
                *sum += value;
            }
            orders += seat.orders;
            rejected += seat.rejected;
            stuck += seat.stuck;
        }
        for (count, fought) in fought.iter_mut().zip(result.fought) {
            *count += u64::from(fought);
        }
        for (text, count) in result.refusals {
            *refusals.entry(text).or_default() += count;
        }
    }
    let n = games as f64;
    println!("{:.1} ms a game", time.as_secs_f64() * 1000.0 / n);
    println!(
        "{games} games, {:.1} turns, endings {endings:?}, with conquest {conquered}",
        turns as f64 / n
    );
    println!("games by houses eliminated and collapsed: {out:?}");
    weakest.sort_unstable();
    let tenths = [0, 1, 2, 3, 5, 7].map(|tenth| weakest[tenth * weakest.len() / 10]);
    println!("colonies of the weakest house, least and at 10, 20, 30, 50, 70 % of the games: {tenths:?}");
    for &kind in PersonaKind::ALL {
        print!("{:<11}", kind.name());
        for (act, count) in DiplomacyKind::ALL.iter().zip(talk[usize::from(kind.code())]) {
            print!(" {act} {:.2}", count as f64 / n);
        }
        println!();
    }
    println!(
        "orders {orders}, rejected {rejected} ({:.2} %), stuck fleets {stuck}",
        100.0 * rejected as f64 / orders as f64
    );
    println!("persona      win%  prest  cols   out   tax idle%  row  conq found wars    ships ground facil     iu");
    for &kind in PersonaKind::ALL {
        let p = usize::from(kind.code());
        let s = sums[p].map(|sum| sum / n);
        println!(
            "{:<11} {:>5.1} {:>6.0} {:>5.1} {:>5.2} {:>5.1} {:>5.1} {:>4.1} {:>5.2} {:>5.1} {:>4.2} {:>8.0} {:>6.0} {:>5.0} {:>6.0}",
            kind.name(),
            100.0 * wins[p] / n,
            s[0],
            s[1],
            s[2],
            s[3],
            s[4],
            s[5],
            s[6],
            s[7],
            s[8],
            s[9],
            s[10],
            s[11],
            s[12]
        );
    }
    println!("persona     points  own  foreign prestige; actions tried and succeeded in a game");
    for &kind in PersonaKind::ALL {
        let p = usize::from(kind.code());
        print!(
            "{:<11} {:>6.0} {:>5.0} {:>5.0} ",
            kind.name(),
            sums[p][13] / n,
            sums[p][14] / n,
            sums[p][15] / n
        );
        for (action, [tried, succeeded]) in EspionageAction::ALL.iter().zip(spies[p]) {
            print!(" {action} {:.1}/{:.1}", tried as f64 / n, succeeded as f64 / n);
        }
        println!();
    }
    println!("persona      watch  system    hack reports  scouts lost");
    for &kind in PersonaKind::ALL {
        let s = scouts[usize::from(kind.code())].map(|sum| sum / n);
        println!(
            "{:<11} {:>6.2} {:>7.2} {:>7.2} {:>7.1} {:>12.1}",
            kind.name(),
            s[0],
            s[1],
            s[2],
            s[3],
            s[4]
        );
    }
    for (class, count) in ShipClass::ALL.iter().zip(fought) {
        print!("{} {count}, ", class.name());
    }
    println!();
    for (text, count) in refusals {
        println!("{count:>7} {text}");
    }
}

/// Time of a decision: median, mean and the slowest, by tenths of the game.
#[test]
#[ignore = "a measurement, not a test"]
fn timing() {
    let arena = Arena::builtin(&env("SCENARIO", "standard-4-player"));
    let games: u64 = env("GAMES", "4").parse().unwrap();
    let limit = if env("SCENARIO", "").starts_with("long") {
        100
    } else {
        35
    };
    let mut spent: Vec<Vec<f64>> = vec![Vec::new(); 10];
    let mut resolving = 0.0;
    for index in 0..games {
        let key = Key(SEED).derive_indexed("timing", index);
        let personas = rotation(index as usize % 4).map(tuned);
        let mut game = arena.game(key);
        while game.outcome().is_none() {
            let dice = ec4x_engine::dice::Streams::new(key.derive("players"));
            let mut packets = Vec::new();
            for (house, persona) in (1..).map(ec4x_engine::ids::HouseId).zip(&personas) {
                let mut dice = dice.open(game.turn(), ec4x_engine::dice::Stream::Player(house));
                let start = Instant::now();
                packets.push(Some(ec4x_ai::plan(&game.view(house), persona, &mut dice)));
                let slot = ((game.turn() - 1) * 10 / limit).min(9) as usize;
                spent[slot].push(start.elapsed().as_secs_f64() * 1e6);
            }
            let start = Instant::now();
            game.resolve(&packets);
            resolving += start.elapsed().as_secs_f64() * 1e3;
            game.take_log();
        }
    }
    let mut all: Vec<f64> = spent.concat();
    let show = |name: &str, list: &mut Vec<f64>| {
        list.sort_by(f64::total_cmp);
        let mean = list.iter().sum::<f64>() / list.len() as f64;
        println!(
            "{name}: median {:.1} us, mean {mean:.1}, most {:.1}",
            list[list.len() / 2],
            list[list.len() - 1]
        );
    };
    for (slot, list) in spent.iter_mut().enumerate() {
        show(&format!("tenth {slot}"), list);
    }
    show("all", &mut all);
    println!("engine {:.1} ms a game", resolving / games as f64);
}
