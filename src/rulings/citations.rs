//! Where code cites rulings: in its comments.

use crate::book::{Id, NUMBERED_WITH_R, file_of};
use crate::source::{File, declared};

/// Rulings cited outside of tests, each with its place: file and what the comment is about.
pub fn find(file: &File) -> Vec<(Id, String)> {
    let comments = comments(file).into_iter();
    comments
        .flat_map(|(text, place)| ids(&text).0.into_iter().map(move |id| (id, place.clone())))
        .collect()
}

/// Places that cite an R without its file: nobody knows which of the rulings with that number.
pub fn without_file(file: &File) -> Vec<String> {
    let comments = comments(file).into_iter();
    comments
        .flat_map(|(text, place)| {
            ids(&text)
                .1
                .into_iter()
                .map(move |number| format!("R{number} in {place}"))
        })
        .collect()
}

/// The comments outside of tests, each with its place.
fn comments(file: &File) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let lines = &file.lines[..file.tests_from];
    let mut current = None;
    let mut index = 0;
    while index < lines.len() {
        if let Some(name) = declared(&lines[index]) {
            current = Some(name.to_string());
        }
        let start = index;
        let mut text = String::new();
        // A comment goes on over lines that hold nothing else.
        while let Some(comment) = lines.get(index).and_then(|line| comment_of(line, index == start)) {
            push_words(&mut text, comment);
            index += 1;
        }
        if index == start {
            index += 1;
            continue;
        }
        found.push((text, place(file, lines, start, index, current.as_deref())));
    }
    found
}

/// Appends a comment without what is code in it: the types of Rust look like rulings.
fn push_words(text: &mut String, comment: &str) {
    for part in comment.split('`').step_by(2) {
        text.push_str(part.trim());
        text.push(' ');
    }
}

/// The comment of a line; of a line that goes a comment on only if it holds nothing else.
fn comment_of(line: &str, first: bool) -> Option<&str> {
    let at = line.find("//")?;
    let alone = line[..at].trim().is_empty();
    (alone || first).then(|| line[at..].trim_start_matches(['/', '!']))
}

fn place(file: &File, lines: &[String], start: usize, end: usize, current: Option<&str>) -> String {
    let trimmed = lines[start].trim_start();
    if trimmed.starts_with("//!") {
        return file.name.clone();
    }
    let documented = trimmed.starts_with("///").then(|| {
        let mut next = lines[end..].iter().filter(|line| !line.trim_start().starts_with("#["));
        next.next().and_then(|line| declared(line))
    });
    match documented.flatten().or(current) {
        Some(name) => format!("{}::{name}", file.name),
        None => file.name.clone(),
    }
}

/// The rulings that a comment names, and the numbers of those with an R that no file belongs to.
fn ids(text: &str) -> (Vec<Id>, Vec<u32>) {
    let mut ids = Vec::new();
    let mut lost = Vec::new();
    let mut file = None;
    let mut last: Option<(Id, usize)> = None;
    for (at, word) in words(text) {
        if let Some(number) = file_number(text, at, word) {
            file = Some(number);
        } else if let Some((letter, number)) = numbered(word) {
            let of = match letter {
                'R' => file.filter(|file| NUMBERED_WITH_R.contains(file)),
                // "C2" is what players call the command pool.
                'C' if word == "C2" && file != Some(22) => None,
                _ => file_of(letter),
            };
            let Some(of) = of else {
                lost.extend((letter == 'R').then_some(number));
                continue;
            };
            let id = Id::ruling(of, letter, number);
            // "K5–K9" names those between as well.
            if let Some((from, end)) = last.take()
                && text[end..at].trim() == "–"
                && (from.file, &from.letter) == (id.file, &id.letter)
            {
                ids.extend((from.number + 1..number).map(|between| Id::ruling(of, letter, between)));
            }
            last = Some((id.clone(), at + word.len()));
            ids.push(id);
        }
    }
    (ids, lost)
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let mut at = 0;
    parts.filter_map(move |word| {
        let start = at;
        let rest = &text[start + word.len()..];
        at = start + word.len() + rest.chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// The number of a file of the rule book: two digits after "rulebook" or "file", or before a section or an R.
fn file_number(text: &str, at: usize, word: &str) -> Option<u8> {
    let number = word.parse().ok().filter(|_| word.len() == 2)?;
    let before = text[..at].trim_end();
    let after = text[at + word.len()..].trim_start();
    let named = before.ends_with("rulebook") || before.ends_with("file") || before.ends_with("files");
    let followed = after.starts_with('§')
        || after
            .strip_prefix('R')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (named || followed).then_some(number)
}

/// `K17` as letter and number.
fn numbered(word: &str) -> Option<(char, u32)> {
    let letter = word.chars().next().filter(char::is_ascii_uppercase)?;
    let digits = &word[1..];
    let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    whole
        .then(|| digits.parse().ok())
        .flatten()
        .map(|number| (letter, number))
}
