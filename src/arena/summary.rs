//! The report on a duel.

use ec4x_engine::vocab::UnitClass;

use super::duel::Duel;
use super::names;
use super::tally::{Number, Tally, classes};
use crate::report::render::{grouped, with_interval};
use crate::report::stats::Ratio;
use crate::report::{Estimate, Report, Section};

/// The sides.
pub(super) const SIDES: [&str; 2] = ["A", "B"];

/// The sides, and nobody.
pub(super) const WINNERS: [&str; 3] = ["A", "B", "draw"];

/// What is told of the rounds besides their mean, with the percentage of the duels that had no more.
const QUANTILES: [(&str, u64); 4] = [
    ("rounds, 10 % quantile", 10),
    ("rounds, median", 50),
    ("rounds, 90 % quantile", 90),
    ("rounds, most", 100),
];

/// Section, metric and unit of an estimate.
pub(super) type Label = (&'static str, &'static str, &'static str);

/// An estimate for machines; the same as a cell for people, `scale` times as large.
pub(super) fn told(
    report: &mut Report,
    (section, metric, unit): Label,
    subject: &str,
    ratio: Ratio,
    scale: f64,
    digits: usize,
) -> String {
    let cell = with_interval(&ratio, scale, digits);
    report.estimates.push(Estimate {
        section,
        subject: subject.to_string(),
        metric,
        unit,
        ratio,
        remark: String::new(),
    });
    cell
}

/// A table for people.
pub(super) fn section(title: &str, head: &[&str], rows: Vec<Vec<String>>, notes: &[&str]) -> Section {
    let owned = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    Section {
        title: title.to_string(),
        head: owned(head),
        rows,
        notes: owned(notes),
    }
}

/// What a side brought, in a line.
fn strength(duel: &Duel<'_>, side: usize) -> String {
    let force = &duel.forces[side];
    let strengths = match force.units.is_empty() {
        true => String::new(),
        false => format!("; AS {}, DS {}", force.attack(), force.defense()),
    };
    format!("{} ({} PP{strengths})", force.census(), force.pp())
}

/// The lines above all tables.
pub(super) fn head(duel: &Duel<'_>, reps: u64, seed: u64) -> Vec<(String, String)> {
    let terms = &duel.terms;
    let mut theatre = terms.theatre.name().to_string();
    if terms.homeworld {
        theatre += ", B's homeworld";
    }
    if terms.theatre.is_planetary() {
        theatre += &format!(", {} IU, {} PU", terms.iu, terms.pu);
    }
    let rows = [
        ("A", strength(duel, 0)),
        ("B", strength(duel, 1)),
        ("theatre", theatre),
        ("repetitions", reps.to_string()),
        ("seed", seed.to_string()),
        (
            "intervals",
            "95 %; shares by Wilson, means and ratios normal".to_string(),
        ),
    ];
    rows.into_iter()
        .map(|(name, value)| (name.to_string(), value))
        .collect()
}

/// Makes the report.
pub fn summary(duel: &Duel<'_>, tally: &Tally, seed: u64) -> Report {
    let mut report = Report {
        title: "Arena".to_string(),
        head: head(duel, tally.reps(), seed),
        sections: Vec::new(),
        estimates: Vec::new(),
    };
    results(tally, &mut report);
    losses(duel, tally, &mut report);
    course(duel, tally, &mut report);
    ends(tally, &mut report);
    suffered(duel, tally, &mut report);
    report
}

/// Who won.
fn results(tally: &Tally, report: &mut Report) {
    let mut rows = Vec::new();
    for (winner, count) in WINNERS.iter().zip(tally.results()) {
        let share = tally.share(count);
        let cell = told(report, ("result", "win share", "share"), winner, share, 100.0, 2);
        rows.push(vec![winner.to_string(), grouped(count as f64), cell]);
    }
    report
        .sections
        .push(section("Result", &["winner", "duels", "share %"], rows, &[]));
}

/// What it cost.
fn losses(duel: &Duel<'_>, tally: &Tally, report: &mut Report) {
    let mut rows = Vec::new();
    for (side, name) in SIDES.into_iter().enumerate() {
        let force = &duel.forces[side];
        let units = tally.mean(Number::Units(side));
        let pp = tally.mean(Number::Pp(side));
        rows.push(vec![
            name.to_string(),
            force.all().count().to_string(),
            told(report, ("losses", "units lost", "units"), name, units, 1.0, 3),
            force.pp().to_string(),
            told(report, ("losses", "PP lost", "PP"), name, pp, 1.0, 1),
            told(
                report,
                ("losses", "exchange ratio", "ratio"),
                name,
                tally.exchange(side),
                1.0,
                3,
            ),
        ]);
    }
    let head = ["side", "units", "units lost", "PP", "PP lost", "exchange ratio"];
    let notes = ["means per duel; exchange ratio: PP destroyed per PP lost"];
    report.sections.push(section("Losses", &head, rows, &notes));
}

/// How long it took, who struck first, what the colony suffered.
fn course(duel: &Duel<'_>, tally: &Tally, report: &mut Report) {
    let row = |name: &str, cell: String| vec![name.to_string(), cell];
    let rounds = tally.mean(Number::Rounds);
    let mut rows = vec![row(
        "rounds",
        told(report, ("course", "rounds", "rounds"), "duel", rounds, 1.0, 3),
    )];
    for (metric, percent) in QUANTILES {
        let value = tally.rounds_quantile(percent) as f64;
        let quantile = Ratio {
            numerator: value,
            denominator: 1.0,
            blocks: tally.reps() as usize,
            value: Some(value),
            interval: None,
        };
        rows.push(row(
            metric,
            told(report, ("course", metric, "rounds"), "duel", quantile, 1.0, 0),
        ));
    }
    for (side, name) in SIDES.into_iter().enumerate() {
        if duel.forces[side]
            .units
            .iter()
            .any(|unit| unit.class == UnitClass::Raider)
        {
            let [surprise, ambush] = tally.strikes(side).map(|count| tally.share(count));
            let cell = told(report, ("course", "surprise", "share"), name, surprise, 100.0, 2);
            rows.push(row(&format!("surprise by {name} %"), cell));
            let cell = told(report, ("course", "ambush", "share"), name, ambush, 100.0, 2);
            rows.push(row(&format!("ambush by {name} %"), cell));
        }
    }
    if duel.terms.theatre.is_planetary() {
        let iu = told(report, ("course", "IU lost", "IU"), "B", tally.mean(Number::Iu), 1.0, 2);
        let pu = told(report, ("course", "PU lost", "PU"), "B", tally.mean(Number::Pu), 1.0, 2);
        rows.extend([row("IU lost", iu), row("PU lost", pu)]);
    }
    report.sections.push(section("Course", &["what", "value"], rows, &[]));
}

/// How it ended.
fn ends(tally: &Tally, report: &mut Report) {
    let mut rows = Vec::new();
    for (winner, end, count) in tally.ends() {
        let (winner, share) = (WINNERS[winner], tally.share(count));
        let subject = format!("{winner}: {}", end.name());
        let cell = told(report, ("endings", "share", "share"), &subject, share, 100.0, 2);
        rows.push(vec![subject, grouped(count as f64), cell]);
    }
    let head = ["winner: how it ended", "duels", "share %"];
    report.sections.push(section("Endings", &head, rows, &[]));
}

/// What became of the classes.
fn suffered(duel: &Duel<'_>, tally: &Tally, report: &mut Report) {
    let mut rows = Vec::new();
    for (side, name) in SIDES.into_iter().enumerate() {
        for (place, class) in classes(duel.forces[side].all()).into_iter().enumerate() {
            let units = duel.forces[side].all().filter(|unit| unit.class == class).count();
            let subject = format!("{name} {}", names::words(class));
            let [destroyed, crippled] = tally.suffered(side, place);
            let destroyed = told(report, ("classes", "destroyed", "units"), &subject, destroyed, 1.0, 3);
            let crippled = told(report, ("classes", "crippled", "units"), &subject, crippled, 1.0, 3);
            rows.push(vec![subject, units.to_string(), destroyed, crippled]);
        }
    }
    let head = ["side and class", "units", "destroyed", "crippled at the end"];
    report.sections.push(section("Classes", &head, rows, &[]));
}
