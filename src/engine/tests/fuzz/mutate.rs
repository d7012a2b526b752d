//! Mangles texts token by token, as somebody would who knows KDL and the words of these files.

use ec4x_engine::dice::Dice;

use crate::corpus::Seed;

/// Pieces that KDL treats in a special way, numbers at the ends of types, and text that is no ASCII.
const PIECES: &[&str] = &[
    "{",
    "}",
    ";",
    "\n",
    "=",
    " ",
    "\"",
    "\"\"\"",
    "#\"",
    "\"#",
    "\\",
    "/*",
    "*/",
    "/-",
    "//",
    "(docs)",
    "(u8)",
    "#true",
    "#false",
    "#null",
    "#inf",
    "#-inf",
    "#nan",
    "-",
    "0x",
    "0xFFFFFFFFFFFFFFFFFF",
    "0b2",
    "1e999",
    "-1e999",
    "1e-999",
    "0.1",
    "-0",
    "1_000",
    "255",
    "256",
    "65536",
    "2147483647",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775809",
    "170141183460469231731687303715884105728",
    "99999999999999999999999999999999999999999999999999",
    "ü",
    "é",
    "\u{301}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\t",
    "\r\n",
    "𝕏",
    "\\u{d800}",
    "\\u{1F600}",
    "level 2 { ",
    "name=",
    "x=1",
    "\"new-1\"",
    "\"new-01\"",
    "house=1",
];

/// Makes new texts of old ones.
pub struct Mutator {
    dice: Dice,
    words: Vec<String>,
    lines: Vec<String>,
}

impl Mutator {
    /// A mutator that knows the words and lines of some seeds.
    pub fn new(seeds: &[Seed], dice: Dice) -> Self {
        let mut words: Vec<String> = seeds
            .iter()
            .flat_map(|seed| tokens(&seed.text))
            .map(str::to_owned)
            .collect();
        words.sort();
        words.dedup();
        let mut lines: Vec<String> = seeds
            .iter()
            .flat_map(|seed| seed.text.lines())
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines.dedup();
        Self { dice, words, lines }
    }

    fn below(&mut self, n: usize) -> usize {
        self.dice.below(n.max(1) as u32) as usize
    }

    /// A text like one of the seeds, with one to six things wrong.
    pub fn next(&mut self, seeds: &[Seed]) -> Seed {
        let mut seed = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            seed.text = self.mangle(&seed.text, seeds);
        }
        seed
    }

    fn mangle(&mut self, text: &str, seeds: &[Seed]) -> String {
        let mut parts: Vec<String> = tokens(text).map(str::to_owned).collect();
        if parts.is_empty() {
            return self.word();
        }
        let at = self.below(parts.len());
        match self.below(12) {
            0 => drop(parts.remove(at)),
            1 => parts.insert(at, parts[at].clone()),
            2 => {
                let other = self.below(parts.len());
                parts.swap(at, other);
            }
            3 | 4 => parts[at] = self.word(),
            5 => parts[at] = PIECES[self.below(PIECES.len())].to_owned(),
            6 => parts.insert(at, PIECES[self.below(PIECES.len())].to_owned()),
            7 => parts[at] = self.misspell(&parts[at]),
            8 => {
                let line = self.below(self.lines.len());
                parts.insert(at, format!("\n{}\n", self.lines[line]));
            }
            9 => {
                let upto = (at + 1 + self.below(40)).min(parts.len());
                parts.drain(at..upto);
            }
            10 => {
                let upto = (at + 1 + self.below(20)).min(parts.len());
                let again = parts[at..upto].concat();
                parts.insert(at, again);
            }
            _ => {
                let other = seeds[self.below(seeds.len())].text.clone();
                let cut = other.floor_char_boundary(self.below(other.len()));
                parts.truncate(at);
                parts.push(other[cut..].chars().take(600).collect());
            }
        }
        let mut mangled = parts.concat();
        // Doubling must not run away.
        if mangled.len() > 6000 {
            mangled.truncate(mangled.floor_char_boundary(3000));
        }
        mangled
    }

    fn word(&mut self) -> String {
        let word = self.below(self.words.len());
        self.words[word].clone()
    }

    fn misspell(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = self.below(letters.len());
        match self.below(3) {
            0 if !letters.is_empty() => drop(letters.remove(at)),
            1 => letters.insert(at, (b'a' + self.below(26) as u8) as char),
            _ => letters.reverse(),
        }
        letters.into_iter().collect()
    }
}

/// Words, runs of blanks, strings and single signs.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '#' | '+');
        let end = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |at| at + 2),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ' ' => rest.find(|c| c != ' ').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}
