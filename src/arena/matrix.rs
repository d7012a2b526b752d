//! Every class against every class at equal price.

use ec4x_engine::dice::Key;
use ec4x_engine::rules::Rules;
use ec4x_engine::vocab::{ShipClass, UnitClass, Vocab};

use super::duel::Duel;
use super::force::Request;
use super::muster::{Force, muster, price};
use super::run::fight;
use super::summary::{section, told};
use super::tally::{Number, Tally};
use super::{House, Terms, Theatre, names};
use crate::report::stats::Ratio;
use crate::report::{Report, Section};

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
            rounds: tally.mean(Number::Rounds),
        }
    }
}

/// Fights all pairs and makes the report.
///
/// # Errors
/// In one line, if the PP buy nothing or too much, or some level does not exist.
pub fn matrix(matrix: &Matrix<'_>) -> Result<Report, String> {
    let orbital = matrix.terms.theatre == Theatre::Orbital;
    let [rows, poor] = matrix.classes(0, &fleets())?;
    let defenders = [fleets(), vec![UnitClass::Fighter, UnitClass::Starbase]].concat();
    let [columns, _] = matrix.classes(1, if orbital { &defenders } else { &rows })?;
    let forces = matrix.forces(&rows, &columns, &poor)?;
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
        sections: vec![forces],
        estimates: Vec::new(),
    };
    let cells: Vec<Vec<Cell>> = cells
        .into_iter()
        .map(|row| row.into_iter().flatten().collect())
        .collect();
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
        let [a, b] = [row, column].map(|class| Request::worth(self.pp, class));
        Duel::new(self.rules, [&a, &b], self.houses, self.terms, Key(self.seed)).map_err(|misfit| misfit.fault)
    }

    /// What the PP buy of a class for a side.
    fn force(&self, side: usize, class: UnitClass) -> Result<Force, String> {
        let request = Request::worth(self.pp, class);
        let force = muster(&request, &self.houses[side], side, self.terms.theatre, self.rules);
        force.map_err(|fault| format!("--pp: {fault}"))
    }

    /// The classes of which the PP buy at least one for a side, and the others.
    fn classes(&self, side: usize, classes: &[UnitClass]) -> Result<[Vec<UnitClass>; 2], String> {
        self.houses[side].check(self.rules)?;
        let affordable = |&&class: &&UnitClass| price(self.rules, class, &self.houses[side], true) <= self.pp;
        let (able, unable): (Vec<_>, Vec<_>) = classes.iter().partition(affordable);
        if able.is_empty() {
            return Err(format!("--pp: {} PP buy not one unit of any class", self.pp));
        }
        Ok([able, unable])
    }

    fn head(&self) -> Vec<(String, String)> {
        let rows = [
            ("theatre", self.terms.theatre.name().to_string()),
            ("PP a side", self.pp.to_string()),
            ("repetitions", format!("{} of each pair", self.reps)),
            ("seed", self.seed.to_string()),
        ];
        rows.into_iter()
            .map(|(name, value)| (name.to_string(), value))
            .collect()
    }

    /// What the PP buy: forces of the rows, then of the columns that are no rows.
    fn forces(&self, rows: &[UnitClass], columns: &[UnitClass], poor: &[UnitClass]) -> Result<Section, String> {
        let others = columns
            .iter()
            .filter(|class| !rows.contains(class))
            .map(|&class| (1, class));
        let mut table = Vec::new();
        for (side, class) in rows.iter().map(|&class| (0, class)).chain(others) {
            let force = self.force(side, class)?;
            let numbers = [force.pp(), force.attack(), force.defense()].map(|number| number.to_string());
            let words = [names::code(class).to_string(), force.census()];
            table.push(words.into_iter().chain(numbers).collect());
        }
        let poor: Vec<&str> = poor.iter().map(|class| class.name()).collect();
        let note = format!("left out, as the PP buy none: {}", poor.join(", "));
        let notes = ["carriers come with full hangars", note.as_str()];
        let notes = if poor.is_empty() { &notes[..1] } else { &notes };
        Ok(section("Forces", &["class", "force", "PP", "AS", "DS"], table, notes))
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
