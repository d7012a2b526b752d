//! Every class against every class at equal price.

use ec4x_engine::dice::Key;
use ec4x_engine::rules::Rules;
use ec4x_engine::vocab::{ShipClass, UnitClass, Vocab};

use super::duel::Duel;
use super::force::Request;
use super::run::fight;
use super::summary::{section, told};
use super::tally::Tally;
use super::{House, Terms, Theatre, names};
use crate::report::Report;
use crate::report::stats::Ratio;

/// What to fight.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The houses of the rows and of the columns.
    pub houses: [House; 2],
    /// Where: in space or in orbit.
    pub terms: Terms,
    /// PP of each side.
    pub pp: i64,
    /// Repetitions of every pair.
    pub reps: u32,
    /// Seed of the dice.
    pub seed: u64,
}

/// One pair of classes.
struct Cell {
    share: Ratio,
    draws: Ratio,
    exchange: Ratio,
    rounds: Ratio,
}

impl Cell {
    /// From the tally of a duel, as side `side` sees it.
    fn of(tally: &Tally, side: usize) -> Self {
        let results = tally.results();
        Self {
            share: tally.share(results[side]),
            draws: tally.share(results[2]),
            exchange: tally.exchange(side),
            rounds: tally.mean(super::tally::Number::Rounds),
        }
    }
}

/// Fights all pairs and makes the report.
///
/// # Errors
/// In one line, if the PP buy nothing or too much, or some level does not exist.
pub fn matrix(matrix: &Matrix<'_>) -> Result<Report, String> {
    let orbital = matrix.terms.theatre == Theatre::Orbital;
    let (rows, left_out) = matrix.classes(0, &fleets())?;
    let defenders = [fleets(), vec![UnitClass::Fighter, UnitClass::Starbase]].concat();
    let (columns, _) = matrix.classes(1, if orbital { &defenders } else { &rows })?;
    let mut cells: Vec<Vec<Option<Cell>>> = rows.iter().map(|_| columns.iter().map(|_| None).collect()).collect();
    // A against B is B against A, battle for battle, if both sides have the same levels and no colony.
    let mirrored = !orbital && matrix.houses[0] == matrix.houses[1] && !matrix.terms.homeworld;
    for row in 0..rows.len() {
        for column in if mirrored { row } else { 0 }..columns.len() {
            let tally = fight(&matrix.duel(rows[row], columns[column])?, matrix.reps);
            if mirrored && column > row {
                cells[column][row] = Some(Cell::of(&tally, 1));
            }
            cells[row][column] = Some(Cell::of(&tally, 0));
        }
    }
    let mut report = Report {
        title: "Arena, every class against every class".to_string(),
        head: matrix.head(),
        sections: Vec::new(),
        estimates: Vec::new(),
    };
    let cells: Vec<Vec<Cell>> = cells
        .into_iter()
        .map(|row| row.into_iter().flatten().collect())
        .collect();
    matrix.forces(&rows, &left_out, &mut report)?;
    tables(&rows, &columns, &cells, &mut report);
    Ok(report)
}

/// Classes that fight in fleets.
fn fleets() -> Vec<UnitClass> {
    let combat = ShipClass::ALL.iter().filter(|class| class.is_combat());
    combat.map(|class| class.unit()).collect()
}

impl Matrix<'_> {
    fn duel(&self, row: UnitClass, column: UnitClass) -> Result<Duel<'_>, String> {
        let requests = [row, column].map(|class| Request::worth(self.pp, class));
        let [a, b] = &requests;
        let fault = |text: String| text.replacen("--a: ", "", 1).replacen("--b: ", "", 1);
        Duel::new(self.rules, [a, b], self.houses, self.terms, Key(self.seed)).map_err(fault)
    }

    /// The classes of which the PP buy at least one for a side, and the others.
    fn classes(&self, side: usize, classes: &[UnitClass]) -> Result<(Vec<UnitClass>, Vec<UnitClass>), String> {
        self.houses[side].check(self.rules)?;
        let bought = |&class: &UnitClass| {
            let request = Request::worth(self.pp, class);
            super::muster::muster(&request, &self.houses[side], side, self.terms.theatre, self.rules)
        };
        let (mut able, mut unable) = (Vec::new(), Vec::new());
        for class in classes {
            match bought(class) {
                Ok(_) => able.push(*class),
                Err(fault) if fault.contains("too many") => return Err(format!("--pp: {fault}")),
                Err(_) => unable.push(*class),
            }
        }
        if able.is_empty() {
            return Err(format!("--pp: {} PP buy not one unit of any class", self.pp));
        }
        Ok((able, unable))
    }

    fn head(&self) -> Vec<(String, String)> {
        let rows = [
            ("theatre", format!("{:?}", self.terms.theatre).to_lowercase()),
            ("PP a side", self.pp.to_string()),
            ("repetitions", format!("{} of each pair", self.reps)),
            ("seed", self.seed.to_string()),
        ];
        rows.into_iter()
            .map(|(name, value)| (name.to_string(), value))
            .collect()
    }

    /// What the PP buy.
    fn forces(&self, rows: &[UnitClass], left_out: &[UnitClass], report: &mut Report) -> Result<(), String> {
        let mut table = Vec::new();
        for &class in rows {
            let request = Request::worth(self.pp, class);
            let force = super::muster::muster(&request, &self.houses[0], 0, self.terms.theatre, self.rules)?;
            let cells = [names::code(class).to_string(), force.census()];
            table.push(
                cells
                    .into_iter()
                    .chain([force.pp().to_string(), force.attack().to_string()])
                    .collect(),
            );
        }
        let poor: Vec<&str> = left_out.iter().map(|class| class.name()).collect();
        let note = format!("left out, as the PP buy none: {}", poor.join(", "));
        let notes = ["carriers come with full hangars", note.as_str()];
        let notes = if poor.is_empty() { &notes[..1] } else { &notes };
        report
            .sections
            .push(section("Forces", &["class", "force", "PP", "AS"], table, notes));
        Ok(())
    }
}

/// The two tables for people, and all estimates.
fn tables(rows: &[UnitClass], columns: &[UnitClass], cells: &[Vec<Cell>], report: &mut Report) {
    let codes = columns.iter().map(|&class| names::code(class));
    let head: Vec<&str> = ["row against column"]
        .into_iter()
        .chain(codes)
        .chain(["mean"])
        .collect();
    let (mut shares, mut exchanges) = (Vec::new(), Vec::new());
    for (row, line) in rows.iter().zip(cells) {
        let mean = |of: &dyn Fn(&Cell) -> f64| line.iter().map(of).sum::<f64>() / line.len() as f64;
        // A draw counts half, so that a class against itself has 50.
        let score = |cell: &Cell| 100.0 * (cell.share.value.unwrap_or(0.0) + cell.draws.value.unwrap_or(0.0) / 2.0);
        let first = || vec![names::code(*row).to_string()];
        let mut share = first();
        share.extend(line.iter().map(|cell| format!("{:.0}", score(cell))));
        share.push(format!("{:.1}", mean(&score)));
        shares.push(share);
        let mut exchange = first();
        let ratio = |cell: &Cell| {
            cell.exchange
                .value
                .map_or("–".to_string(), |value| format!("{value:.2}"))
        };
        exchange.extend(line.iter().map(ratio));
        exchanges.push(exchange);
        for (column, cell) in columns.iter().zip(line) {
            let subject = format!("{} against {}", row.name(), column.name());
            told(report, ("matrix", "win share", "share"), &subject, cell.share, 1.0, 2);
            told(report, ("matrix", "draw share", "share"), &subject, cell.draws, 1.0, 2);
            told(
                report,
                ("matrix", "exchange ratio", "ratio"),
                &subject,
                cell.exchange,
                1.0,
                2,
            );
            told(report, ("matrix", "rounds", "rounds"), &subject, cell.rounds, 1.0, 2);
        }
    }
    let note = ["wins of the row in percent, a draw counting half; intervals are in --format=csv and json"];
    report.sections.push(section("Score %", &head, shares, &note));
    let note = ["PP that the row destroyed for each PP that it lost; –: it lost nothing"];
    let head = &head[..head.len() - 1];
    report.sections.push(section("Exchange ratio", head, exchanges, &note));
}
