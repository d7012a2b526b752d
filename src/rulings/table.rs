//! The table in Markdown.

use std::fmt::Write;

use crate::Coverage;
use crate::book::Id;

const HEAD: &str = "\
# Coverage: ruling → code → test

Made by `scripts/coverage` from the rule book, the comments and the names of tests; do not edit. The tests fail when a
ruling loses its code or its test.
";

/// Most places that a cell lists.
const MOST: usize = 6;

/// All rulings, a table for each file.
pub fn write(coverage: &Coverage) -> String {
    let mut text = HEAD.to_string();
    let mut file = None;
    for ruling in &coverage.rulings {
        if file != Some(ruling.id.file) {
            file = Some(ruling.id.file);
            let _ = write!(
                text,
                "\n## {:02}\n\n| Ruling | Question | Code | Tests |\n|---|---|---|---|\n",
                ruling.id.file
            );
        }
        let Id { letter, number, .. } = &ruling.id;
        let name = if ruling.id.is_example() {
            format!("example {number}")
        } else {
            format!("{letter}{number}")
        };
        let code = cell(coverage.code.get(&ruling.id));
        let tests = cell(coverage.tests.get(&ruling.id));
        let _ = writeln!(text, "| {name} | {} | {code} | {tests} |", shortened(&ruling.question));
    }
    text
}

fn cell(places: Option<&Vec<String>>) -> String {
    let Some(places) = places else { return String::new() };
    let mut shown: Vec<String> = places.iter().take(MOST).map(|place| format!("`{place}`")).collect();
    if places.len() > MOST {
        shown.push(format!("{} more", places.len() - MOST));
    }
    shown.join("<br>")
}

/// The question, not longer than a line.
fn shortened(question: &str) -> String {
    let mut text: String = question.chars().take(90).collect();
    if text.len() < question.len() {
        text.truncate(text.trim_end().len());
        text.push('…');
    }
    // A code span that was cut would swallow the rest of the row.
    if text.matches('`').count() % 2 == 1 {
        text.push('`');
    }
    text
}
