//! `ec4x analyze balance`: is any persona, seat or ship class too strong?

use std::collections::{BTreeMap, BTreeSet};

use ec4x_engine::dice::Key;
use ec4x_engine::vocab::{HouseStatus, ShipClass, UnitClass, Vocab};
use polars::prelude::*;

use super::blocks::{collect, complete, head, with_blocks};
use super::render::{grouped, with_interval};
use super::stats::{Ratio, Verdict, design_effect, ratio, verdict, wilson};
use super::{Estimate, Facts, Report, ReportError, Section};

/// What the user may choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// A persona is balanced if its interval lies within the fair share ± this many points of a share.
    pub margin: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { margin: 0.05 }
    }
}

/// Sums per block of one subject, by metric. Blocks that are not complete may be among them; nobody asks for those.
type PerBlock = BTreeMap<u32, Vec<f64>>;

/// Makes the report.
///
/// # Errors
/// [`ReportError`] if a table of the run cannot be read or no block is complete.
pub fn balance(facts: &Facts, options: Options) -> Result<Report, ReportError> {
    let blocks = complete(facts)?;
    let key = Key(facts.seed).derive("report balance");
    let mut report = Report {
        title: "Balance".to_string(),
        head: head(facts, &blocks),
        sections: Vec::new(),
        estimates: Vec::new(),
    };
    let games = Games::read(facts, &blocks)?;
    games.personas(facts, key, options, &mut report);
    games.seats(key, options, &mut report);
    games.endings(key, &mut report);
    let classes = Classes::read(facts, &blocks)?;
    classes.efficiency(key, &mut report);
    Ok(report)
}

/// The rows of `games`.
struct Games {
    rows: Vec<GameRow>,
    blocks: usize,
}

struct GameRow {
    block: u32,
    game: u64,
    persona: String,
    seat: u32,
    share: f64,
    place: f64,
    prestige: f64,
    eliminated: bool,
    status: String,
    victory: String,
    turns: f64,
}

impl Games {
    fn read(facts: &Facts, blocks: &[u32]) -> Result<Self, ReportError> {
        let wanted = [
            "block",
            "persona",
            "seat",
            "share",
            "place",
            "prestige",
            "eliminated_turn",
            "victory_kind",
            "turns",
            "game_id",
            "status",
        ];
        let query = with_blocks(facts, "games")?.select([
            col("block"),
            col("persona").cast(DataType::String),
            col("seat").cast(DataType::UInt32),
            col("share").cast(DataType::Float64),
            col("place").cast(DataType::Float64),
            col("prestige").cast(DataType::Float64),
            col("eliminated_turn").is_not_null(),
            col("victory_kind").cast(DataType::String),
            col("turns").cast(DataType::Float64),
            col("game_id").cast(DataType::Float64),
            col("status").cast(DataType::String),
        ]);
        let frame = collect("games", query)?;
        let failed = |source| ReportError::Query { table: "games", source };
        let column = |name: &str| frame.column(name).map_err(failed);
        let columns = wanted.map(column);
        let mut rows = Vec::with_capacity(frame.height());
        for at in 0..frame.height() {
            let cell = |index: usize| {
                columns[index]
                    .as_ref()
                    .ok()
                    .and_then(|c| c.get(at).ok())
                    .unwrap_or(AnyValue::Null)
            };
            let number = |index: usize| cell(index).extract::<f64>().unwrap_or(f64::NAN);
            let text = |index: usize| cell(index).get_str().unwrap_or_default().to_string();
            let block = number(0) as u32;
            if blocks.binary_search(&block).is_err() {
                continue;
            }
            rows.push(GameRow {
                block,
                game: number(9) as u64,
                persona: text(1),
                seat: number(2) as u32,
                share: number(3),
                place: number(4),
                prestige: number(5),
                eliminated: cell(6) == AnyValue::Boolean(true),
                victory: text(7),
                turns: number(8),
                status: text(10),
            });
        }
        for column in columns {
            column?;
        }
        Ok(Self {
            rows,
            blocks: blocks.len(),
        })
    }

    /// Per block, the sum of `get` over the rows chosen and their number.
    fn pairs(&self, chosen: impl Fn(&GameRow) -> bool, get: impl Fn(&GameRow) -> f64) -> Vec<(f64, f64)> {
        let mut sums = BTreeMap::<u32, (f64, f64)>::new();
        for row in &self.rows {
            let sum = sums.entry(row.block).or_default();
            if chosen(row) {
                *sum = (sum.0 + get(row), sum.1 + 1.0);
            }
        }
        sums.into_values().collect()
    }

    fn personas(&self, facts: &Facts, key: Key, options: Options, report: &mut Report) {
        let houses = self.rows.iter().map(|row| row.seat).max().unwrap_or(1);
        let fair = 1.0 / f64::from(houses.max(1));
        let mut rows = Vec::new();
        for persona in &facts.personas {
            let mine = |row: &GameRow| row.persona == *persona;
            let scores = self.pairs(mine, |row| row.share);
            let share = ratio(&scores, key, &format!("persona {persona}"));
            let word = share.value.map_or(Verdict::NotEnoughGames { games: None }, |value| {
                verdict(value, share.interval, share.denominator, fair, options.margin)
            });
            let adjusted = wilson(share.numerator, share.denominator, design_effect(&scores));
            let place = ratio(&self.pairs(mine, |row| row.place), key, &format!("place {persona}"));
            let prestige = ratio(
                &self.pairs(mine, |row| row.prestige),
                key,
                &format!("prestige {persona}"),
            );
            let out = ratio(
                &self.pairs(mine, |row| f64::from(u8::from(row.eliminated))),
                key,
                &format!("out {persona}"),
            );
            rows.push(vec![
                persona.clone(),
                format!("{:.1} / {:.0}", share.numerator, share.denominator),
                with_interval(&share, 100.0, 1),
                adjusted.map_or("–".to_string(), |i| {
                    format!("[{:.1}, {:.1}]", i.low * 100.0, i.high * 100.0)
                }),
                with_interval(&place, 1.0, 2),
                with_interval(&prestige, 1.0, 0),
                with_interval(&out, 100.0, 1),
                word.to_string(),
            ]);
            let mut add = |metric, unit, ratio, remark| {
                report.estimates.push(Estimate {
                    section: "personas",
                    subject: persona.clone(),
                    metric,
                    unit,
                    ratio,
                    remark,
                });
            };
            add("win_share", "share of games", share, word.to_string());
            add("place", "mean place", place, String::new());
            add("prestige", "prestige at the end", prestige, String::new());
            add("eliminated", "share of games", out, String::new());
        }
        let head = [
            "persona",
            "wins / games",
            "win share %",
            "Wilson %",
            "mean place",
            "prestige",
            "eliminated %",
            "verdict",
        ];
        report.sections.push(Section {
            title: format!(
                "Personas (fair share {:.1} %, margin ± {:.0} points)",
                fair * 100.0,
                options.margin * 100.0
            ),
            head: head.map(String::from).to_vec(),
            rows,
            notes: vec![
                "A win shared by k houses counts 1/k for each. All of this is under these personas.".to_string(),
            ],
        });
    }

    fn seats(&self, key: Key, options: Options, report: &mut Report) {
        let houses = self.rows.iter().map(|row| row.seat).max().unwrap_or(0);
        let fair = 1.0 / f64::from(houses.max(1));
        let mut rows = Vec::new();
        for seat in 1..=houses {
            let share = ratio(
                &self.pairs(|row| row.seat == seat, |row| row.share),
                key,
                &format!("seat {seat}"),
            );
            let word = share.value.map_or(Verdict::NotEnoughGames { games: None }, |value| {
                verdict(value, share.interval, share.denominator, fair, options.margin)
            });
            rows.push(vec![
                seat.to_string(),
                format!("{:.1} / {:.0}", share.numerator, share.denominator),
                with_interval(&share, 100.0, 1),
                word.to_string(),
            ]);
            report.estimates.push(Estimate {
                section: "seats",
                subject: seat.to_string(),
                metric: "win_share",
                unit: "share of games",
                ratio: share,
                remark: word.to_string(),
            });
        }
        report.sections.push(Section {
            title: "Seats".to_string(),
            head: ["seat", "wins / games", "win share %", "verdict"]
                .map(String::from)
                .to_vec(),
            rows,
            notes: vec![
                "Every persona plays every seat equally often, so a seat's share is not a persona's.".to_string(),
            ],
        });
    }

    /// How games end, and which houses had fallen by then.
    fn endings(&self, key: Key, report: &mut Report) {
        let mut fallen = BTreeMap::<u64, [u32; 2]>::new();
        for row in &self.rows {
            let game = fallen.entry(row.game).or_default();
            game[0] += u32::from(row.status == HouseStatus::Eliminated.name());
            game[1] += u32::from(row.status == HouseStatus::Collapsed.name());
        }
        let ending = |row: &GameRow| (row.victory.clone(), fallen[&row.game]);
        let first = |row: &GameRow| row.seat == 1;
        let kinds: BTreeSet<_> = self.rows.iter().filter(|row| first(row)).map(ending).collect();
        let mut rows = Vec::new();
        for kind in kinds {
            let mine = |row: &GameRow| first(row) && ending(row) == kind;
            let (victory, fallen) = &kind;
            let fallen = fallen_houses(*fallen);
            let label = format!("{victory}, {fallen}");
            let share = self.pairs(first, |row| f64::from(u8::from(mine(row))));
            let share = ratio(&share, key, &format!("ending {label}"));
            let turns = ratio(&self.pairs(mine, |row| row.turns), key, &format!("turns {label}"));
            rows.push(vec![
                victory.clone(),
                fallen,
                format!("{:.0} / {:.0}", share.numerator, share.denominator),
                with_interval(&share, 100.0, 1),
                turns.value.map_or("–".to_string(), |turns| format!("{turns:.1}")),
            ]);
            for (metric, unit, ratio) in [("share", "share of games", share), ("turns", "mean turn", turns)] {
                report.estimates.push(Estimate {
                    section: "endings",
                    subject: label.clone(),
                    metric,
                    unit,
                    ratio,
                    remark: String::new(),
                });
            }
        }
        report.sections.push(Section {
            title: "Endings".to_string(),
            head: ["ending", "houses fallen", "games", "%", "mean turn"]
                .map(String::from)
                .to_vec(),
            rows,
            notes: vec![
                format!("Over {} blocks.", self.blocks),
                "Houses fall by elimination (their last colony is lost) or by Defensive Collapse (prestige below 0)."
                    .to_string(),
            ],
        });
    }
}

/// "none", "1 eliminated", "1 eliminated, 2 collapsed".
fn fallen_houses([eliminated, collapsed]: [u32; 2]) -> String {
    let parts = [(eliminated, "eliminated"), (collapsed, "collapsed")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, how)| format!("{count} {how}"))
        .collect();
    if parts.is_empty() {
        "none".to_string()
    } else {
        parts.join(", ")
    }
}

/// Per class and block: what it did and what became of it, in space and orbital battles.
struct Classes {
    /// engaged, survived, PP engaged, PP lost.
    outcomes: BTreeMap<String, PerBlock>,
    /// damage dealt, PP destroyed.
    damage: BTreeMap<String, PerBlock>,
    blocks: Vec<u32>,
}

impl Classes {
    fn read(facts: &Facts, blocks: &[u32]) -> Result<Self, ReportError> {
        let fleet_battle = || {
            let phase = || col("phase").cast(DataType::String);
            phase().eq(lit("space")).or(phase().eq(lit("orbital")))
        };
        let outcomes = with_blocks(facts, "ship_outcomes")?
            .filter(fleet_battle().and(col("rounds").gt(lit(0)).or(is_auxiliary())))
            .group_by([col("block"), col("ship_class")])
            .agg(["engaged", "survived", "build_cost", "pp_lost"].map(|name| col(name).cast(DataType::Float64).sum()));
        let damage = with_blocks(facts, "combat_events")?
            .filter(fleet_battle())
            .group_by([col("block"), col("attacker_ship_class").alias("ship_class")])
            .agg(["damage_dealt", "pp_destroyed"].map(|name| col(name).cast(DataType::Float64).sum()));
        Ok(Self {
            outcomes: per_class(
                "ship_outcomes",
                outcomes,
                &["engaged", "survived", "build_cost", "pp_lost"],
            )?,
            damage: per_class("combat_events", damage, &["damage_dealt", "pp_destroyed"])?,
            blocks: blocks.to_vec(),
        })
    }

    fn sum(&self, from: &BTreeMap<String, PerBlock>, class: &str, block: u32, metric: usize) -> f64 {
        from.get(class)
            .and_then(|blocks| blocks.get(&block))
            .map_or(0.0, |sums| sums[metric])
    }

    fn efficiency(&self, key: Key, report: &mut Report) {
        let mut rows = Vec::new();
        let mut silent = Vec::new();
        for class in combatants() {
            let pairs = |n: &dyn Fn(u32) -> f64, d: &dyn Fn(u32) -> f64| -> Vec<(f64, f64)> {
                self.blocks.iter().map(|&block| (n(block), d(block))).collect()
            };
            let outcome = |metric: usize| move |block: u32| self.sum(&self.outcomes, class, block, metric);
            let dealt = |metric: usize| move |block: u32| self.sum(&self.damage, class, block, metric);
            let survival = ratio(&pairs(&outcome(1), &outcome(0)), key, &format!("survival {class}"));
            if survival.denominator == 0.0 {
                silent.push(class);
                continue;
            }
            let damage = ratio(&pairs(&dealt(0), &outcome(2)), key, &format!("damage {class}"));
            let killed = ratio(&pairs(&dealt(1), &outcome(2)), key, &format!("kills {class}"));
            let exchange = ratio(&pairs(&dealt(1), &outcome(3)), key, &format!("exchange {class}"));
            rows.push(row(class, &survival, &damage, &killed, &exchange));
            let mut add = |metric, unit, ratio| {
                let remark = String::new();
                report.estimates.push(Estimate {
                    section: "classes",
                    subject: class.to_string(),
                    metric,
                    unit,
                    ratio,
                    remark,
                });
            };
            add("survival", "units surviving / units engaged", survival);
            add("damage_per_pp", "hits / PP engaged", damage);
            add("pp_destroyed_per_pp", "PP destroyed / PP engaged", killed);
            add("exchange_ratio", "PP destroyed / PP lost", exchange);
        }
        let head = [
            "class",
            "engaged",
            "survival %",
            "damage (hits)",
            "PP engaged",
            "damage / 100 PP",
            "PP destroyed",
            "PP destroyed / 100 PP",
            "PP lost",
            "exchange ratio",
        ];
        let mut notes = vec![
            "Space and orbital battles. A unit counts once for each battle it enters, a warship only if a round was fought. Damage and kills are attributed to the \
             shooting classes in proportion to their attack strength."
                .to_string(),
            "Efficiency compares classes as these personas used them; it is observational.".to_string(),
        ];
        if !silent.is_empty() {
            notes.push(format!("Never fought: {}.", silent.join(", ")));
        }
        report.sections.push(Section {
            title: "Ship classes and starbases".to_string(),
            head: head.map(String::from).to_vec(),
            rows,
            notes,
        });
    }
}

fn row(class: &str, survival: &Ratio, damage: &Ratio, killed: &Ratio, exchange: &Ratio) -> Vec<String> {
    vec![
        class.to_string(),
        grouped(survival.denominator),
        with_interval(survival, 100.0, 1),
        grouped(damage.numerator),
        grouped(damage.denominator),
        with_interval(damage, 100.0, 2),
        grouped(killed.numerator),
        with_interval(killed, 100.0, 1),
        grouped(exchange.denominator),
        with_interval(exchange, 1.0, 2),
    ]
}

/// The classes that can be in a space or orbital battle. Scouts never are (rulebook 10 §2.4).
fn combatants() -> impl Iterator<Item = &'static str> {
    let fights =
        |unit: &&UnitClass| unit.ship().is_some_and(|ship| ship != ShipClass::Scout) || **unit == UnitClass::Starbase;
    UnitClass::ALL.iter().filter(fights).map(|unit| unit.name())
}

/// Rows about auxiliaries: they are lost in meetings without a round too, in which armed units risk nothing.
fn is_auxiliary() -> Expr {
    let names = ShipClass::ALL
        .iter()
        .filter(|class| class.is_auxiliary())
        .map(|class| class.name());
    let is = |name: &str| col("ship_class").cast(DataType::String).eq(lit(name.to_string()));
    names.map(is).fold(lit(false), Expr::or)
}

/// Collects a query of (block, ship_class, metrics…) into sums by class and block.
fn per_class(
    table: &'static str,
    query: LazyFrame,
    metrics: &[&str],
) -> Result<BTreeMap<String, PerBlock>, ReportError> {
    let mut names = vec![col("block"), col("ship_class").cast(DataType::String)];
    names.extend(metrics.iter().map(|metric| col(*metric)));
    let frame = collect(table, query.select(names))?;
    let mut out = BTreeMap::<String, PerBlock>::new();
    for at in 0..frame.height() {
        let row = frame
            .get_row(at)
            .map_err(|source| ReportError::Query { table, source })?
            .0;
        let sums = row[2..]
            .iter()
            .map(|cell| cell.extract::<f64>().unwrap_or(0.0))
            .collect();
        let class = row[1].get_str().unwrap_or_default().to_string();
        out.entry(class)
            .or_default()
            .insert(row[0].extract::<u32>().unwrap_or(0), sums);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(game: u64, seat: u32, status: HouseStatus, victory: &str, turns: f64) -> GameRow {
        GameRow {
            block: game as u32 / 2,
            game,
            persona: "Turtle".to_string(),
            seat,
            share: 0.0,
            place: 1.0,
            prestige: 0.0,
            eliminated: false,
            status: status.name().to_string(),
            victory: victory.to_string(),
            turns,
        }
    }

    #[test]
    fn endings_are_told_apart_by_the_houses_that_fell() {
        use HouseStatus::*;
        let ends = [
            ([Active, Autopilot, Active], "turn_limit", 35.0),
            ([Active, Eliminated, Collapsed], "military", 20.0),
            ([Collapsed, Active, Eliminated], "military", 30.0),
            ([Active, Eliminated, Active], "turn_limit", 35.0),
        ];
        let rows = (0..).zip(ends).flat_map(|(game, (houses, victory, turns))| {
            (1..)
                .zip(houses)
                .map(move |(seat, status)| row(game, seat, status, victory, turns))
        });
        let games = Games {
            rows: rows.collect(),
            blocks: 2,
        };
        let mut report = Report {
            title: String::new(),
            head: Vec::new(),
            sections: Vec::new(),
            estimates: Vec::new(),
        };
        games.endings(Key(1), &mut report);
        let shown: Vec<[&str; 4]> = report.sections[0]
            .rows
            .iter()
            .map(|row| [&*row[0], &*row[1], &*row[2], &*row[4]])
            .collect();
        assert_eq!(
            shown,
            [
                ["military", "1 eliminated, 1 collapsed", "2 / 4", "25.0"],
                ["turn_limit", "none", "1 / 4", "35.0"],
                ["turn_limit", "1 eliminated", "1 / 4", "35.0"],
            ]
        );
        let share = &report.estimates[0];
        assert_eq!(
            (share.subject.as_str(), share.metric),
            ("military, 1 eliminated, 1 collapsed", "share")
        );
        assert_eq!(share.ratio.value, Some(0.5));
    }
}
