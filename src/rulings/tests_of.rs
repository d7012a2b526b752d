//! Which tests show which rulings: by their names.

use crate::book::{Id, file_of};
use crate::source::{File, declared};

/// Rulings and examples that tests are named after, with the tests.
pub fn find(file: &File) -> Vec<(Id, String)> {
    let tests = functions(file).flat_map(|name| ids(name).into_iter().map(move |id| (id, name)));
    tests.map(|(id, name)| (id, format!("{}::{name}", file.name))).collect()
}

/// The names of the tests of a file.
fn functions(file: &File) -> impl Iterator<Item = &str> {
    let tests = file.tests_from.max(1)..file.lines.len();
    tests
        .filter(|&index| is_test(&file.lines, index))
        .filter_map(|index| declared(&file.lines[index]))
}

/// Tests named after a ruling of one of the files that number with R, but not after the file: nobody knows which.
pub fn without_file(file: &File) -> Vec<String> {
    let named = functions(file).filter(|name| {
        let mut words = name.split('_');
        let number = words.next().and_then(numbered);
        number.is_some_and(|(letter, _)| letter == 'R') && ids(name).is_empty()
    });
    named.map(|name| format!("{}::{name}", file.name)).collect()
}

/// Whether a test function that is run begins on a line: its attributes stand above it.
fn is_test(lines: &[String], index: usize) -> bool {
    let above = lines[..index].iter().rev().map(|line| line.trim_start());
    let attributes = above.take_while(|line| line.starts_with("#[") || line.starts_with("//"));
    let has = |name: &str| attributes.clone().any(|line| line.starts_with(name));
    lines[index].trim_start().starts_with("fn ") && has("#[test]") && !has("#[ignore")
}

/// The rulings that a name begins with, then the examples: `k17_r04_12_example_05_x10_what_it_shows`.
pub fn ids(name: &str) -> Vec<Id> {
    let mut words = name.split('_').peekable();
    let mut ids = Vec::new();
    while let Some((letter, number)) = words.peek().and_then(|word| numbered(word)) {
        let word = words.next().unwrap_or_default();
        if letter != 'R' {
            ids.extend(file_of(letter).map(|file| Id::ruling(file, letter, number)));
            continue;
        }
        // r04_12: the file, then the ruling.
        let ruling = words.peek().and_then(|word| word.parse().ok());
        let (Some(ruling), 3) = (ruling, word.len()) else { break };
        words.next();
        ids.push(Id::ruling(number as u8, 'R', ruling));
    }
    if words.next_if_eq(&"example").is_some() {
        ids.extend(words.map_while(example));
    }
    ids
}

/// `05` is of file 13, `x10` of file 25.
fn example(word: &str) -> Option<Id> {
    match word.strip_prefix('x') {
        Some(digits) => digits.parse().ok().map(|number| Id::example(25, number)),
        None => word.parse().ok().map(|number| Id::example(13, number)),
    }
}

fn numbered(word: &str) -> Option<(char, u32)> {
    let letter = word.chars().next().filter(char::is_ascii_lowercase)?;
    let number = word[1..].parse().ok()?;
    Some((letter.to_ascii_uppercase(), number))
}
