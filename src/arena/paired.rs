//! The report on a duel under two variants of the rules, repetition by repetition with the same dice.

use super::duel::Duel;
use super::run::{PAIRED, Pair};
use super::summary::{SIDES, WINNERS, head, section, told};
use crate::report::stats::{Ratio, paired_difference};
use crate::report::{Report, Section};

/// Places of PP lost by A and B and of rounds among the numbers of a variant.
const PP: usize = 3;
const ROUNDS: usize = 5;

/// Makes the report; `settings` are the keys that the variant changes.
pub fn paired(duels: [&Duel<'_>; 2], pair: &Pair, seed: u64, settings: &[(String, String)]) -> Report {
    let [base, variant] = duels;
    let mut lines = head(base, pair.tallies[0].reps(), seed);
    let other = head(variant, pair.tallies[0].reps(), seed);
    for side in 0..2 {
        if lines[side] != other[side] {
            lines.push((format!("{} in the variant", other[side].0), other[side].1.clone()));
        }
    }
    let set: Vec<String> = settings.iter().map(|(path, value)| format!("{path}={value}")).collect();
    lines.push(("variant".to_string(), set.join(", ")));
    let mut report = Report {
        title: "Arena, two variants".to_string(),
        head: lines,
        sections: Vec::new(),
        estimates: Vec::new(),
    };
    let table = differences(pair, &mut report);
    report.sections.push(table);
    report
}

/// All rows: the base, the variant, and the difference of each pair.
fn differences(pair: &Pair, report: &mut Report) -> Section {
    let joint = &pair.joint;
    let mut rows = Vec::new();
    let mut row = |metric: &'static str, unit, subject: &str, values: [Ratio; 3], scale, digits| {
        let cells = ["base", "variant", "difference"].into_iter().zip(values);
        let cells = cells.map(|(section, ratio)| told(report, (section, metric, unit), subject, ratio, scale, digits));
        let percent = if scale == 1.0 { "" } else { " %" };
        rows.push(
            [format!("{metric}{percent}, {subject}")]
                .into_iter()
                .chain(cells)
                .collect::<Vec<_>>(),
        );
    };
    for (place, winner) in WINNERS.iter().enumerate() {
        let [base, variant] = [0, 1].map(|which: usize| pair.tallies[which].results()[place]);
        let both = joint.product(place, PAIRED + place) as u64;
        let difference = paired_difference(base - both, variant - both, joint.count());
        let [base, variant] = [pair.tallies[0].share(base), pair.tallies[1].share(variant)];
        row("win share", "share", winner, [base, variant, difference], 100.0, 2);
    }
    for (side, name) in SIDES.iter().enumerate() {
        let at = PP + side;
        let values = [
            joint.mean(at),
            joint.mean(PAIRED + at),
            joint.difference(PAIRED + at, at),
        ];
        row("PP lost", "PP", name, values, 1.0, 1);
    }
    for (side, name) in SIDES.iter().enumerate() {
        let [base, variant] = [0, PAIRED].map(|shift| [shift + PP + 1 - side, shift + PP + side]);
        let values = [
            joint.ratio(base[0], base[1]),
            joint.ratio(variant[0], variant[1]),
            joint.difference_of_ratios(variant, base),
        ];
        row("exchange ratio", "ratio", name, values, 1.0, 3);
    }
    let values = [ROUNDS, PAIRED + ROUNDS].map(|at| joint.mean(at));
    let difference = joint.difference(PAIRED + ROUNDS, ROUNDS);
    row("rounds", "rounds", "duel", [values[0], values[1], difference], 1.0, 3);
    let head = ["what", "base", "variant", "variant − base"];
    let notes = ["both variants meet the same dice in every repetition; the difference is of pairs"];
    section("Difference", &head, rows, &notes)
}
