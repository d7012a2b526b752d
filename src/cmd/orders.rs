//! `ec4x orders`: check and format order files, and say what they may hold.

use std::path::{Path, PathBuf};

use ec4x_engine::orders::document;
use ec4x_engine::orders::text::{self, Packet};

use super::output;
use crate::cli::Orders;
use crate::error::{Error, Result};

/// Does what `ec4x orders` asks for.
///
/// # Errors
/// If a file cannot be read, has mistakes, or is not in its canonical form when that was the question.
pub fn run(args: &Orders) -> Result<()> {
    match args {
        Orders::Check { files } => check(files),
        Orders::Fmt { file, check } => format(file, *check),
        Orders::Form => output::print(&document::markdown()),
    }
}

/// An order file as it is.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// Reads a file, or standard input for `-`.
    fn read(path: &Path) -> Result<Self> {
        let (name, text) = match path.to_str() {
            Some("-") => ("<stdin>".to_string(), std::io::read_to_string(std::io::stdin())),
            _ => (path.display().to_string(), std::fs::read_to_string(path)),
        };
        let text = text.map_err(Error::io("read orders from", &name))?;
        Ok(Self { name, text })
    }

    fn packet(&self) -> Result<Packet> {
        text::read(&self.name, &self.text).map_err(Error::Diagnostics)
    }
}

fn check(files: &[PathBuf]) -> Result<()> {
    let sources: Vec<Source> = files.iter().map(|path| Source::read(path)).collect::<Result<_>>()?;
    let mut faults = Vec::new();
    for source in &sources {
        match source.packet() {
            Ok(packet) => output::print(&format!("{}: {}\n", source.name, summary(&packet)))?,
            Err(Error::Diagnostics(found)) => faults.extend(found),
            Err(other) => return Err(other),
        }
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Error::Diagnostics(faults)),
    }
}

fn summary(packet: &Packet) -> String {
    let Packet { house, turn, .. } = packet;
    let orders = match packet.count() {
        0 => "no orders".to_string(),
        1 => "1 order".to_string(),
        n => format!("{n} orders"),
    };
    format!("house {house}, turn {turn}, {orders}")
}

fn format(file: &Path, check: bool) -> Result<()> {
    let source = Source::read(file)?;
    let canonical = text::write(&source.packet()?);
    if !check {
        return output::print(&canonical);
    }
    match first_difference(&source.text, &canonical) {
        None => Ok(()),
        Some(line) => Err(Error::No(format!(
            "{} is not in its canonical form, from line {line} on; `ec4x orders fmt` writes it",
            source.name
        ))),
    }
}

/// The number of the first line in which two texts differ.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    let same = left.split('\n').zip(right.split('\n')).take_while(|(a, b)| a == b);
    (left != right).then(|| same.count() + 1)
}
