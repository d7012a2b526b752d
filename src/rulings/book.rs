//! The rulings and examples of the rule book.

use std::fmt;
use std::io;
use std::path::Path;

/// A ruling or example: its file, and its number there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    /// Number of the file.
    pub file: u8,
    /// `R`, `K`, …; empty for an example.
    pub letter: String,
    /// The number.
    pub number: u32,
}

impl Id {
    /// A ruling.
    pub fn ruling(file: u8, letter: char, number: u32) -> Self {
        let letter = letter.to_string();
        Self { file, letter, number }
    }

    /// A worked example.
    pub fn example(file: u8, number: u32) -> Self {
        let letter = String::new();
        Self { file, letter, number }
    }

    /// Whether it is an example.
    pub fn is_example(&self) -> bool {
        self.letter.is_empty()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, letter, number } = self;
        if self.is_example() {
            write!(f, "{file:02} example {number}")
        } else {
            write!(f, "{file:02} {letter}{number}")
        }
    }
}

/// A ruling of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Which.
    pub id: Id,
    /// What it is about, as the book has it.
    pub question: String,
}

/// The file whose rulings have a letter; none for `R`, which several files number with.
pub fn file_of(letter: char) -> Option<u8> {
    Some(match letter {
        'O' | 'W' => 0,
        'U' => 10,
        'K' => 11,
        'P' => 12,
        'X' => 13,
        'E' => 20,
        'C' => 22,
        'S' => 23,
        'I' => 24,
        _ => return None,
    })
}

/// The files that number their rulings with R.
pub const NUMBERED_WITH_R: [u8; 6] = [1, 2, 3, 4, 5, 21];

/// All rulings of the book in a folder, in its order.
pub fn read(folder: &Path) -> io::Result<Vec<Ruling>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number = name.get(..2).and_then(|digits| digits.parse::<u8>().ok());
        if let (Some(number), true) = (number, name.ends_with(".md")) {
            files.push((number, std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files.iter().flat_map(|(file, text)| rulings(*file, text)).collect())
}

/// The rulings and examples of one file.
pub fn rulings(file: u8, text: &str) -> Vec<Ruling> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            inside = title.to_lowercase().contains("ruling");
            found.extend(example(file, title));
        } else if inside {
            found.extend(row(file, line));
        }
    }
    found
}

/// `Example 5 — title` of file 13, `X10 title` of file 25.
fn example(file: u8, title: &str) -> Option<Ruling> {
    let rest = match file {
        13 => title.strip_prefix("Example ")?,
        25 => title.strip_prefix('X')?,
        _ => return None,
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let question = rest[digits.len()..].trim_start_matches([' ', '—']).to_string();
    Some(Ruling {
        id: Id::example(file, digits.parse().ok()?),
        question,
    })
}

/// `| K17 | question | … |`; our own rulings name their file and section between.
fn row(file: u8, line: &str) -> Option<Ruling> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let name = cells.next()?;
    let letter = name.chars().next().filter(char::is_ascii_uppercase)?;
    let number = name[1..].parse().ok()?;
    let question = match letter {
        'W' => format!("{}: {}", cells.next()?, cells.next()?),
        _ => cells.next()?.to_string(),
    };
    Some(Ruling {
        id: Id::ruling(file, letter, number),
        question,
    })
}
