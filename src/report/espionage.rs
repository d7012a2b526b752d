//! `ec4x analyze espionage-success`: what is tried, what is noticed, what comes of it, and at what price?

use std::collections::BTreeMap;

use ec4x_engine::dice::Key;
use ec4x_engine::espionage::detection::{FACES, detects};
use ec4x_engine::vocab::{EspionageAction, Vocab};
use polars::prelude::*;

use super::blocks::{collect, complete, head, with_blocks};
use super::render::{grouped, with_interval};
use super::stats::{Ratio, design_effect, ratio, wilson};
use super::{Estimate, Facts, Report, ReportError, Section};

const TABLE: &str = "espionage_events";

/// What is summed over actions, in the order of [`Sums`].
#[derive(Clone, Copy)]
enum Sum {
    Tried,
    Rolled,
    Detected,
    Succeeded,
    Points,
    Pp,
    Effect,
    Own,
    Victim,
}

/// Sums over actions of one kind; see [`Sum`].
type Sums = [f64; 9];

/// The actions of one block, one kind and one persona.
#[derive(Clone, Debug, PartialEq)]
struct Tally {
    block: u32,
    action: String,
    persona: String,
    sums: Sums,
}

/// Rolls of detection with the same modifier against the same threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rolls {
    threshold: i32,
    modifier: i32,
    rolls: f64,
    detected: f64,
}

/// Everything that the report is made of.
struct Spies {
    blocks: Vec<u32>,
    /// Games in each block.
    games: f64,
    /// By the persona that acted.
    acted: Vec<Tally>,
    /// By the persona that was the target; sweeps have none.
    suffered: Vec<Tally>,
    rolls: Vec<Rolls>,
}

/// Makes the report.
///
/// # Errors
/// [`ReportError`] if a table of the run cannot be read or no block is complete.
pub fn espionage_success(facts: &Facts) -> Result<Report, ReportError> {
    let blocks = complete(facts)?;
    let spies = Spies {
        games: f64::from(facts.seatings),
        acted: tallies(facts, &blocks, "attacker")?,
        suffered: tallies(facts, &blocks, "target")?,
        rolls: rolls(facts, &blocks)?,
        blocks,
    };
    let mut report = Report {
        title: "Espionage".to_string(),
        head: head(facts, &spies.blocks),
        sections: Vec::new(),
        estimates: Vec::new(),
    };
    let key = Key(facts.seed).derive("report espionage");
    spies.actions(key, &mut report);
    spies.personas(&facts.personas, key, &mut report);
    spies.tastes(&facts.personas, key, &mut report);
    spies.detection(&mut report);
    Ok(report)
}

/// Sums by block, action and the persona of the house in a column.
fn tallies(facts: &Facts, blocks: &[u32], house: &str) -> Result<Vec<Tally>, ReportError> {
    let players = with_blocks(facts, "games")?.select([
        col("game_id"),
        col("house").cast(DataType::UInt32),
        col("persona").cast(DataType::String),
    ]);
    let real = |name: &str| col(name).cast(DataType::Float64).sum();
    let query = with_blocks(facts, TABLE)?
        .with_column(col(house).cast(DataType::UInt32).alias("of_house"))
        .join(
            players,
            [col("game_id"), col("of_house")],
            [col("game_id"), col("house")],
            JoinArgs::new(JoinType::Inner),
        )
        .group_by([col("block"), col("action").cast(DataType::String), col("persona")])
        .agg([
            col("turn").count().cast(DataType::Float64).alias("tried"),
            col("roll").count().cast(DataType::Float64).alias("rolled"),
            real("detected"),
            real("success"),
            real("ebp_cost"),
            real("pp_cost"),
            real("effect_size"),
            real("prestige_attacker"),
            real("prestige_target"),
        ])
        .sort(["block", "action", "persona"], SortMultipleOptions::default());
    let rows = read(query)?.into_iter().map(|cells| Tally {
        block: number(&cells[0]) as u32,
        action: text(&cells[1]),
        persona: text(&cells[2]),
        sums: std::array::from_fn(|at| number(&cells[3 + at])),
    });
    Ok(rows.filter(|row| blocks.binary_search(&row.block).is_ok()).collect())
}

/// Rolls of the blocks by what had to be exceeded and what was added.
fn rolls(facts: &Facts, blocks: &[u32]) -> Result<Vec<Rolls>, ReportError> {
    let query = with_blocks(facts, TABLE)?
        .filter(col("roll").is_not_null())
        .group_by([col("block"), col("threshold"), col("modifier")])
        .agg([
            col("turn").count().cast(DataType::Float64).alias("rolls"),
            col("detected").cast(DataType::Float64).sum(),
        ]);
    let mut sums = BTreeMap::<(i32, i32), (f64, f64)>::new();
    for cells in read(query)? {
        if blocks.binary_search(&(number(&cells[0]) as u32)).is_ok() {
            let sum = sums
                .entry((number(&cells[1]) as i32, number(&cells[2]) as i32))
                .or_default();
            *sum = (sum.0 + number(&cells[3]), sum.1 + number(&cells[4]));
        }
    }
    // The weakest counter-intelligence first: a high threshold is hard to exceed.
    let rows = sums
        .into_iter()
        .map(|((threshold, modifier), (rolls, detected))| Rolls {
            threshold,
            modifier,
            rolls,
            detected,
        });
    let mut rows: Vec<Rolls> = rows.collect();
    rows.sort_by_key(|row| (-row.threshold, row.modifier));
    Ok(rows)
}

fn read(query: LazyFrame) -> Result<Vec<Vec<AnyValue<'static>>>, ReportError> {
    let frame = collect(TABLE, query)?;
    let row = |at| {
        let cells = frame
            .get_row(at)
            .map_err(|source| ReportError::Query { table: TABLE, source })?;
        Ok(cells.0.into_iter().map(AnyValue::into_static).collect())
    };
    (0..frame.height()).map(row).collect()
}

fn number(cell: &AnyValue<'_>) -> f64 {
    cell.extract::<f64>().unwrap_or(0.0)
}

fn text(cell: &AnyValue<'_>) -> String {
    cell.get_str().unwrap_or_default().to_string()
}

/// A share with its Wilson interval on the trials that the design effect leaves of it.
fn adjusted(pairs: &[(f64, f64)]) -> String {
    let (hits, trials) = pairs
        .iter()
        .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    wilson(hits, trials, design_effect(pairs)).map_or("–".to_string(), |i| {
        format!("[{:.1}, {:.1}]", i.low * 100.0, i.high * 100.0)
    })
}

fn strings<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}

/// Collects estimates about one subject.
struct Subject<'a> {
    report: &'a mut Report,
    section: &'static str,
    name: String,
}

impl Subject<'_> {
    fn add(&mut self, metric: &'static str, unit: &'static str, ratio: Ratio) {
        self.report.estimates.push(Estimate {
            section: self.section,
            subject: self.name.clone(),
            metric,
            unit,
            ratio,
            remark: String::new(),
        });
    }
}

impl Spies {
    /// Per block, two sums over the tallies chosen.
    fn pairs(&self, from: &[Tally], chosen: impl Fn(&Tally) -> bool, n: Sum, d: Sum) -> Vec<(f64, f64)> {
        let mut sums: BTreeMap<u32, (f64, f64)> = self.blocks.iter().map(|&block| (block, (0.0, 0.0))).collect();
        for tally in from.iter().filter(|tally| chosen(tally)) {
            let sum = sums.entry(tally.block).or_default();
            *sum = (sum.0 + tally.sums[n as usize], sum.1 + tally.sums[d as usize]);
        }
        sums.into_values().collect()
    }

    /// Per block, a sum over the tallies chosen, and the games of the block.
    fn per_game(&self, from: &[Tally], chosen: impl Fn(&Tally) -> bool, n: Sum) -> Vec<(f64, f64)> {
        let pairs = self.pairs(from, chosen, n, n);
        pairs.into_iter().map(|(sum, _)| (sum, self.games)).collect()
    }

    fn actions(&self, key: Key, report: &mut Report) {
        let (mut rows, mut silent) = (Vec::new(), Vec::new());
        for action in EspionageAction::ALL.iter().map(|action| action.name()) {
            let of = |tally: &Tally| tally.action == action;
            let make = |n, d, what: &str| ratio(&self.pairs(&self.acted, of, n, d), key, &format!("{what} {action}"));
            let success = make(Sum::Succeeded, Sum::Tried, "success");
            if success.denominator == 0.0 {
                silent.push(action);
                continue;
            }
            let tried = ratio(
                &self.per_game(&self.acted, of, Sum::Tried),
                key,
                &format!("tried {action}"),
            );
            let rolled = make(Sum::Rolled, Sum::Tried, "rolled");
            let detected = make(Sum::Detected, Sum::Tried, "detected");
            let price = make(Sum::Pp, Sum::Succeeded, "price");
            let effect = make(Sum::Effect, Sum::Succeeded, "effect");
            let own = make(Sum::Own, Sum::Pp, "own");
            let victim = make(Sum::Victim, Sum::Pp, "victim");
            rows.push(vec![
                action.to_string(),
                with_interval(&tried, 1.0, 2),
                grouped(success.denominator),
                grouped(rolled.numerator),
                grouped(detected.numerator),
                with_interval(&detected, 100.0, 1),
                grouped(success.numerator),
                with_interval(&success, 100.0, 1),
                adjusted(&self.pairs(&self.acted, of, Sum::Succeeded, Sum::Tried)),
                grouped(self.total(of, Sum::Points)),
                with_interval(&price, 1.0, 0),
                with_interval(&effect, 1.0, 1),
                with_interval(&own, 100.0, 1),
                with_interval(&victim, 100.0, 1),
            ]);
            let mut subject = Subject {
                report,
                section: "actions",
                name: action.to_string(),
            };
            subject.add("tried", "actions / game", tried);
            subject.add("rolled", "rolls of detection / action tried", rolled);
            subject.add("detected", "actions detected / actions tried", detected);
            subject.add("success", "actions that succeeded / actions tried", success);
            subject.add("pp_per_success", "PP of points spent / success", price);
            subject.add("effect", "size of the effect / success", effect);
            subject.add("prestige_per_pp", "prestige of the attacker / PP of points spent", own);
            subject.add(
                "victim_prestige_per_pp",
                "prestige of the target / PP of points spent",
                victim,
            );
        }
        let mut notes = vec![
            "Each action that was paid for counts as tried; it succeeds if it is not detected. Without counter-intelligence \
             points of the target there is no roll. A Sweep has no target and always succeeds."
                .to_string(),
            "The effect is SRP moved, industrial units wrecked, starbases crippled, records copied, or turns of a lasting \
             effect. PP are points at their price, without what over-investment costs."
                .to_string(),
        ];
        if !silent.is_empty() {
            notes.push(format!("Never tried: {}.", silent.join(", ")));
        }
        report.sections.push(Section {
            title: "Actions".to_string(),
            head: strings([
                "action",
                "tried a game",
                "tried",
                "rolled",
                "detected",
                "detected %",
                "succeeded",
                "success %",
                "Wilson %",
                "EBP",
                "PP / success",
                "effect / success",
                "own prestige / 100 PP",
                "victim's prestige / 100 PP",
            ]),
            rows,
            notes,
        });
    }

    fn total(&self, chosen: impl Fn(&Tally) -> bool, sum: Sum) -> f64 {
        let chosen = self.acted.iter().filter(|tally| chosen(tally));
        chosen.map(|tally| tally.sums[sum as usize]).sum()
    }

    /// What each persona did to others, and what others did to it; sweeps are left out.
    fn personas(&self, personas: &[String], key: Key, report: &mut Report) {
        let mut rows = Vec::new();
        for persona in personas {
            let mine = |tally: &Tally| tally.persona == *persona && tally.action != EspionageAction::Sweep.name();
            let named = |what: &str| format!("{what} of {persona}");
            let success = self.pairs(&self.acted, mine, Sum::Succeeded, Sum::Tried);
            let suffered = self.pairs(&self.suffered, mine, Sum::Succeeded, Sum::Tried);
            let tried = ratio(&self.per_game(&self.acted, mine, Sum::Tried), key, &named("tried"));
            let gained = ratio(&self.per_game(&self.acted, mine, Sum::Own), key, &named("gained"));
            let lost = ratio(&self.per_game(&self.suffered, mine, Sum::Victim), key, &named("lost"));
            let price = ratio(&self.per_game(&self.acted, mine, Sum::Pp), key, &named("price"));
            let (rate, hit) = (
                ratio(&success, key, &named("success")),
                ratio(&suffered, key, &named("hit")),
            );
            rows.push(vec![
                persona.clone(),
                with_interval(&tried, 1.0, 1),
                format!("{} / {}", grouped(rate.numerator), grouped(rate.denominator)),
                with_interval(&rate, 100.0, 1),
                adjusted(&success),
                with_interval(&price, 1.0, 0),
                with_interval(&gained, 1.0, 0),
                format!("{} / {}", grouped(hit.numerator), grouped(hit.denominator)),
                with_interval(&hit, 100.0, 1),
                adjusted(&suffered),
                with_interval(&lost, 1.0, 0),
            ]);
            let mut subject = Subject {
                report,
                section: "personas",
                name: persona.clone(),
            };
            subject.add("tried", "actions against others / game", tried);
            subject.add("success", "actions that succeeded / actions tried", rate);
            subject.add("pp", "PP of points spent / game", price);
            subject.add("prestige", "prestige by own actions / game", gained);
            subject.add("hit", "actions suffered / actions aimed at it", hit);
            subject.add("prestige_lost", "prestige by actions suffered / game", lost);
        }
        report.sections.push(Section {
            title: "Personas".to_string(),
            head: strings([
                "persona",
                "tried a game",
                "succeeded / tried",
                "success %",
                "Wilson %",
                "PP a game",
                "prestige a game",
                "suffered / aimed at it",
                "suffered %",
                "Wilson %",
                "prestige lost a game",
            ]),
            rows,
            notes: vec!["Sweeps are left out. What personas do to each other is observational.".to_string()],
        });
    }

    /// Tries a game and shares of success by persona and action.
    fn tastes(&self, personas: &[String], key: Key, report: &mut Report) {
        let mut rows = Vec::new();
        for action in EspionageAction::ALL.iter().map(|action| action.name()) {
            let mut row = vec![action.to_string()];
            for persona in personas {
                let mine = |tally: &Tally| tally.persona == *persona && tally.action == action;
                let name = format!("{persona} {action}");
                let tried = ratio(
                    &self.per_game(&self.acted, mine, Sum::Tried),
                    key,
                    &format!("tried {name}"),
                );
                let success = ratio(
                    &self.pairs(&self.acted, mine, Sum::Succeeded, Sum::Tried),
                    key,
                    &format!("success {name}"),
                );
                let rate = success
                    .value
                    .map_or("–".to_string(), |value| format!("{:.0} %", value * 100.0));
                row.push(format!("{:.2}: {rate}", tried.value.unwrap_or(0.0)));
                let mut subject = Subject {
                    report,
                    section: "persona_actions",
                    name,
                };
                subject.add("tried", "actions / game", tried);
                subject.add("success", "actions that succeeded / actions tried", success);
            }
            rows.push(row);
        }
        let mut head = vec!["action".to_string()];
        head.extend_from_slice(personas);
        report.sections.push(Section {
            title: "Tried a game, and share that succeeded".to_string(),
            head,
            rows,
            notes: vec!["Intervals are in the formats for machines.".to_string()],
        });
    }

    fn detection(&self, report: &mut Report) {
        let row = |rolls: &Rolls| {
            let found = wilson(rolls.detected, rolls.rolls, 1.0);
            let faces = (1..=FACES)
                .filter(|&face| detects(face, rolls.modifier, rolls.threshold))
                .count();
            vec![
                format!("d20 {:+} > {}", rolls.modifier, rolls.threshold),
                grouped(rolls.rolls),
                grouped(rolls.detected),
                format!("{:.1}", 100.0 * rolls.detected / rolls.rolls),
                found.map_or("–".to_string(), |i| {
                    format!("[{:.1}, {:.1}]", i.low * 100.0, i.high * 100.0)
                }),
                format!("{:.0}", 100.0 * faces as f64 / f64::from(FACES)),
            ]
        };
        report.sections.push(Section {
            title: "Rolls of detection".to_string(),
            head: strings(["roll", "rolls", "detected", "detected %", "Wilson %", "by the rules %"]),
            rows: self.rolls.iter().map(row).collect(),
            notes: vec![
                "Rolls are independent of each other whatever led to them, so this interval counts rolls; one in twenty \
                 misses the rules' figure by chance."
                    .to_string(),
            ],
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(block: u32, action: EspionageAction, persona: &str, sums: Sums) -> Tally {
        Tally {
            block,
            action: action.name().to_string(),
            persona: persona.to_string(),
            sums,
        }
    }

    fn spies() -> Spies {
        use EspionageAction::{Assassination, Sweep};
        Spies {
            blocks: vec![0, 1, 2],
            games: 2.0,
            acted: vec![
                tally(
                    0,
                    Assassination,
                    "A",
                    [4.0, 3.0, 1.0, 3.0, 40.0, 1600.0, 3.0, 148.0, -210.0],
                ),
                tally(2, Assassination, "B", [1.0, 1.0, 1.0, 0.0, 10.0, 400.0, 0.0, -2.0, 0.0]),
                tally(1, Sweep, "A", [2.0, 0.0, 0.0, 2.0, 8.0, 320.0, 2.0, 10.0, 0.0]),
            ],
            suffered: vec![
                tally(
                    0,
                    Assassination,
                    "B",
                    [4.0, 3.0, 1.0, 3.0, 40.0, 1600.0, 3.0, 148.0, -210.0],
                ),
                tally(2, Assassination, "A", [1.0, 1.0, 1.0, 0.0, 10.0, 400.0, 0.0, -2.0, 0.0]),
            ],
            rolls: vec![Rolls {
                threshold: 15,
                modifier: 1,
                rolls: 200.0,
                detected: 61.0,
            }],
        }
    }

    fn report() -> Report {
        let mut report = Report {
            title: String::new(),
            head: Vec::new(),
            sections: Vec::new(),
            estimates: Vec::new(),
        };
        let (spies, personas) = (spies(), ["A", "B"].map(String::from));
        spies.actions(Key(1), &mut report);
        spies.personas(&personas, Key(1), &mut report);
        spies.tastes(&personas, Key(1), &mut report);
        spies.detection(&mut report);
        report
    }

    fn value(report: &Report, section: &str, subject: &str, metric: &str) -> Option<f64> {
        let found = report
            .estimates
            .iter()
            .find(|e| (e.section, e.subject.as_str(), e.metric) == (section, subject, metric));
        found.expect("an estimate of that name").ratio.value
    }

    #[test]
    fn shares_have_what_was_tried_as_their_denominator() {
        let report = report();
        let of = |metric| value(&report, "actions", "assassination", metric);
        assert_eq!(of("tried"), Some(5.0 / 6.0));
        assert_eq!(of("rolled"), Some(4.0 / 5.0));
        assert_eq!(of("detected"), Some(2.0 / 5.0));
        assert_eq!(of("success"), Some(3.0 / 5.0));
        assert_eq!(of("pp_per_success"), Some(2000.0 / 3.0));
        assert_eq!(of("effect"), Some(1.0));
        assert_eq!(of("prestige_per_pp"), Some(146.0 / 2000.0));
        assert_eq!(value(&report, "actions", "counter_intel_sweep", "detected"), Some(0.0));
    }

    #[test]
    fn personas_are_judged_by_what_they_do_to_others() {
        let report = report();
        assert_eq!(
            value(&report, "personas", "A", "tried"),
            Some(4.0 / 6.0),
            "sweeps are left out"
        );
        assert_eq!(value(&report, "personas", "A", "success"), Some(0.75));
        assert_eq!(value(&report, "personas", "A", "hit"), Some(0.0));
        assert_eq!(value(&report, "personas", "B", "hit"), Some(0.75));
        assert_eq!(value(&report, "personas", "B", "prestige_lost"), Some(-35.0));
        assert_eq!(
            value(&report, "persona_actions", "B assassination", "success"),
            Some(0.0)
        );
        assert_eq!(
            value(&report, "persona_actions", "B psyops", "success"),
            None,
            "unknown, not 0"
        );
    }

    #[test]
    fn what_was_never_tried_is_named() {
        let report = report();
        assert_eq!(report.sections[0].rows.len(), 2);
        let notes = report.sections[0].notes.join(" ");
        assert!(notes.contains("Never tried: tech_theft, sabotage_low,"), "{notes}");
    }

    #[test]
    fn rolls_stand_beside_what_the_rules_say() {
        let row = &report().sections[3].rows[0];
        assert_eq!(row[..4], ["d20 +1 > 15", "200", "61", "30.5"]);
        assert_eq!(row[5], "30");
    }
}
