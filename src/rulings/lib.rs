//! Which ruling of the rule book is where in the code, and which test shows it.
//!
//! The rule book numbers its rulings, code cites them in comments, tests are named after them. This reads all three
//! and makes the table `scenarios/rulebook/COVERAGE.md`. A ruling without code or without a test is a mistake
//! ([`Coverage::gaps`]), so that none is lost unnoticed.
//!
//! | What | How it is written |
//! |---|---|
//! | a ruling | a row `\| K17 \| …` under a heading with "Rulings" or "rulings" |
//! | a worked example | a heading `## Example 5 — …` (file 13) or `## X10 …` (file 25) |
//! | a citation | in a comment: `K17`, `K5–K9`; in files that number with R after the file: `rulebook 04 §3, R12` |
//! | a test | `k17_…`, `k17_k18_…`; `r04_12_…` in files that number with R; `example_05_…`, `example_x10_…`; `k17_example_05_…` shows both |

mod book;
mod citations;
mod source;
mod table;
mod tests_of;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

pub use book::{Id, Ruling};

/// All rulings, with where they are and what shows them.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The rulings in the order of the book.
    pub rulings: Vec<Ruling>,
    /// Places in code that cite a ruling.
    pub code: BTreeMap<Id, Vec<String>>,
    /// Tests named after a ruling.
    pub tests: BTreeMap<Id, Vec<String>>,
    /// Tests named `r12_…` and citations of an `R12` that do not say of which file.
    pub nameless: Vec<String>,
}

impl Coverage {
    /// Reads the rule book and the sources below a project's folder.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(project: &Path) -> io::Result<Self> {
        let mut coverage = Self {
            rulings: book::read(&project.join("scenarios/rulebook"))?,
            ..Self::default()
        };
        for file in source::files(project)? {
            for found in citations::find(&file) {
                add(&mut coverage.code, found);
            }
            for found in tests_of::find(&file) {
                add(&mut coverage.tests, found);
            }
            coverage.nameless.extend(citations::without_file(&file));
            coverage.nameless.extend(tests_of::without_file(&file));
        }
        Ok(coverage)
    }

    /// What is missing: rulings without code or test, examples without test, and tests and citations of rulings that do
    /// not exist. A test that is ignored is none.
    pub fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        for ruling in &self.rulings {
            if !self.tests.contains_key(&ruling.id) {
                gaps.push(format!("{} has no test: {}", ruling.id, ruling.question));
            }
            if !ruling.id.is_example() && !self.code.contains_key(&ruling.id) {
                gaps.push(format!(
                    "{} is cited nowhere in the code: {}",
                    ruling.id, ruling.question
                ));
            }
        }
        let nameless = self.nameless.iter();
        gaps.extend(
            nameless.map(|place| format!("{place} does not say the file of the ruling: r04_12_…, rulebook 04 R12")),
        );
        let known = |id: &Id| self.rulings.iter().any(|ruling| ruling.id == *id);
        for (what, places) in [("tests", &self.tests), ("code", &self.code)] {
            for (id, found) in places.iter().filter(|(id, _)| !known(id)) {
                gaps.push(format!(
                    "{what} of {id}, which the rule book does not have: {}",
                    found.join(", ")
                ));
            }
        }
        gaps
    }

    /// The table as Markdown.
    pub fn table(&self) -> String {
        table::write(self)
    }
}

fn add(places: &mut BTreeMap<Id, Vec<String>>, (id, place): (Id, String)) {
    let places = places.entry(id).or_default();
    if !places.contains(&place) {
        places.push(place);
    }
}

#[cfg(test)]
mod tests;
