//! No text makes a reader panic: rules, scenarios and order files, mangled by somebody who knows their grammar.
//!
//! Texts that were answered in a new way become seeds of further ones; the shortest of them are kept in `tests/corpus`.
//! The long run is `cargo test --release -p ec4x-engine --test fuzz -- --ignored --nocapture`, with `FUZZ_INPUTS`
//! inputs of each kind (two million unless told), of one kind alone with `FUZZ_KIND`, with other dice by `FUZZ_KEY`; with
//! `FUZZ_KEEP=1` new texts are written to the corpus.

#![allow(clippy::disallowed_methods, reason = "the corpus is in files")]

mod corpus;
mod mutate;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use corpus::{Kind, Seed};
use ec4x_engine::dice::{Dice, Key};
use ec4x_engine::orders::text;
use ec4x_engine::rules::{Diagnostic, Rules};
use ec4x_engine::scenario::Scenario;
use mutate::Mutator;

/// Reads a text as what it is meant to be, and holds what comes of it against what must be true. Returns the mistakes.
fn read(seed: &Seed, standard: &mut Rules) -> Vec<Diagnostic> {
    let (name, text) = (seed.file.as_str(), seed.text.as_str());
    let faults = match seed.kind {
        Kind::Rules => {
            let alone = Rules::load(&|file| (file == name).then(|| text.to_owned()));
            alone.expect_err("the other files are missing")
        }
        Kind::Scenario => match Scenario::load(name, text, standard) {
            Ok(scenario) => {
                // It may have changed the rules.
                *standard = Rules::standard();
                let again = Scenario::load(name, &scenario.export(), &mut standard.clone());
                assert_eq!(again.as_ref(), Ok(&scenario), "an exported scenario is read back");
                return Vec::new();
            }
            Err(faults) => faults,
        },
        Kind::Orders => match text::read(name, text) {
            Ok(packet) => {
                let written = text::write(&packet);
                assert_eq!(
                    text::read(name, &written).as_ref(),
                    Ok(&packet),
                    "a packet is read back"
                );
                return Vec::new();
            }
            Err(faults) => faults,
        },
    };
    assert!(!faults.is_empty(), "a refusal has a reason");
    for fault in &faults {
        assert!(!fault.to_string().is_empty());
    }
    faults
}

/// A message without what differs from text to text: numbers and quoted words.
fn shape(fault: &Diagnostic) -> String {
    let mut shape = String::new();
    let mut quoted = false;
    for c in fault.message.chars() {
        match c {
            '`' | '"' => {
                quoted = !quoted;
                shape.push(c);
            }
            _ if quoted => {}
            c if c.is_ascii_digit() => {}
            c => shape.push(c),
        }
    }
    shape.truncate(shape.floor_char_boundary(60));
    shape
}

/// What a text is told, as far as it tells texts apart.
fn answer(faults: &[Diagnostic]) -> BTreeSet<String> {
    let outside = |fault: &&Diagnostic| fault.line > 0;
    faults.iter().filter(outside).map(shape).collect()
}

/// Reads so many texts of a kind. Returns the seeds with those that were answered in a new way.
fn fuzz(kind: Kind, inputs: u64, key: u64) -> Vec<Seed> {
    let mut standard = Rules::standard();
    let mut seeds = corpus::seeds(kind);
    let mut mutator = Mutator::new(&seeds, Dice::for_purpose(Key(key), kind.name()));
    let mut known = BTreeSet::new();
    for seed in &seeds {
        known.extend(answer(&read(seed, &mut standard)));
    }
    let given = seeds.len();
    for _ in 0..inputs {
        let seed = mutator.next(&seeds);
        let faults = catch_unwind(AssertUnwindSafe(|| read(&seed, &mut standard)));
        let Ok(faults) = faults else {
            panic!(
                "this {} text makes the reader panic:\n{}\n{:?}",
                kind.name(),
                seed.text,
                seed.text
            )
        };
        let answer = answer(&faults);
        if seed.text.len() <= corpus::LONGEST && !answer.is_subset(&known) {
            known.extend(answer);
            seeds.push(seed);
        }
    }
    assert!(
        standard == Rules::standard(),
        "after a mistake the rules are as they were"
    );
    println!(
        "{}: {inputs} inputs from {given} seeds, {} answers told apart, {} new seeds",
        kind.name(),
        known.len(),
        seeds.len() - given
    );
    seeds.split_off(given)
}

#[test]
fn mangled_texts_are_read_or_refused() {
    for kind in Kind::ALL {
        fuzz(kind, 400, 1);
    }
}

#[test]
#[ignore = "millions of texts: a quarter of an hour with optimisation"]
fn millions_of_mangled_texts_are_read_or_refused() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let inputs = number("FUZZ_INPUTS").unwrap_or(2_000_000);
    let key = number("FUZZ_KEY").unwrap_or(2);
    let only = std::env::var("FUZZ_KIND").ok();
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| only.as_deref().is_none_or(|only| only == kind.name()))
        .collect();
    let found: Vec<Vec<Seed>> = std::thread::scope(|scope| {
        let runs: Vec<_> = kinds
            .into_iter()
            .map(|kind| scope.spawn(move || fuzz(kind, inputs, key)))
            .collect();
        runs.into_iter()
            .map(|run| run.join().expect("a reader panicked"))
            .collect()
    });
    if number("FUZZ_KEEP").is_some() {
        for mut seeds in found {
            seeds.sort_by_key(|seed| seed.text.len());
            seeds.iter().take(corpus::KEPT).for_each(corpus::keep);
        }
    }
}
