//! What is wrong with a rules file or scenario, said in the way of a compiler.

use std::fmt;

/// One mistake: where it is, what it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file's name; empty if the mistake has no place in a file.
    pub file: Box<str>,
    /// Line from 1; 0 if there is none.
    pub line: u32,
    /// Column in characters from 1.
    pub column: u32,
    /// Width of the offending text in characters.
    pub width: u32,
    /// The offending line.
    pub source_line: Box<str>,
    /// The dotted path of the key concerned; empty for mistakes of syntax.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// What to do, if there is advice.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake at a byte offset of a text.
    pub fn at(file: &str, text: &str, offset: usize, len: usize, message: String) -> Self {
        let offset = text.floor_char_boundary(offset);
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let source_line = text[start..].lines().next().unwrap_or("");
        let column = text[start..offset].chars().count() as u32 + 1;
        let end = text.ceil_char_boundary(offset.saturating_add(len).min(text.len()));
        let marked = text[offset..end].lines().next().unwrap_or("");
        Self {
            file: file.into(),
            line: text[..offset].matches('\n').count() as u32 + 1,
            column,
            width: marked.chars().count().max(1) as u32,
            source_line: source_line.into(),
            key: String::new(),
            message,
            help: None,
        }
    }

    /// A mistake that has no place in a file.
    pub fn nowhere(key: &str, message: String) -> Self {
        Self {
            file: Box::default(),
            line: 0,
            column: 0,
            width: 0,
            source_line: Box::default(),
            key: key.to_owned(),
            message,
            help: None,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        if self.line > 0 {
            // The caret line repeats the tabs of the source line, so that both are equally wide on screen.
            let before = self.source_line.chars().take(self.column as usize - 1);
            let indent: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            write!(f, "\n{gutter}--> {}:{}:{}", self.file, self.line, self.column)?;
            write!(f, "\n{gutter} |\n{number} | {}", self.source_line)?;
            write!(f, "\n{gutter} | {indent}{}", "^".repeat(self.width as usize))?;
        }
        if !self.key.is_empty() {
            write!(f, "\n{gutter} = key: {}", self.key)?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{gutter} = help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(2);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance: insertions, deletions and replacements.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
