//! Texts to begin with: the files that the program brings along, and those kept from earlier runs.

use std::path::{Path, PathBuf};

use ec4x_engine::rules::STANDARD;
use ec4x_engine::scenario::BUILTIN;

/// The longest text that is kept, in bytes.
pub const LONGEST: usize = 500;

/// How many texts of a kind one run adds to the corpus.
pub const KEPT: usize = 20;

/// What a text is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file of the rules.
    Rules,
    /// A scenario.
    Scenario,
    /// A packet of orders.
    Orders,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Rules, Self::Scenario, Self::Orders];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Scenario => "scenarios",
            Self::Orders => "orders",
        }
    }
}

/// A text.
#[derive(Clone, Debug)]
pub struct Seed {
    /// What it is meant to be.
    pub kind: Kind,
    /// The name of the file that it is read as.
    pub file: String,
    /// What is in it.
    pub text: String,
}

fn folder(kind: Kind) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .join(kind.name())
}

/// All seeds of a kind, in a fixed order.
pub fn seeds(kind: Kind) -> Vec<Seed> {
    let seed = |file: &str, text: &str| Seed {
        kind,
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let mut seeds: Vec<Seed> = match kind {
        Kind::Rules => STANDARD
            .iter()
            .flat_map(|(file, text)| blocks(text).into_iter().map(|block| seed(file, block)))
            .collect(),
        Kind::Scenario => BUILTIN
            .iter()
            .flat_map(|(_, text)| blocks(text).into_iter().chain([*text]))
            .map(|text| seed("scenario.kdl", text))
            .collect(),
        Kind::Orders => vec![seed("orders.kdl", "orders house=1 turn=1 {}\n")],
    };
    let mut kept: Vec<PathBuf> = std::fs::read_dir(folder(kind))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    kept.sort();
    for path in kept {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let file = match kind {
            Kind::Rules => format!("{}.kdl", name.split('-').next().unwrap_or_default()),
            _ => format!("{}.kdl", kind.name()),
        };
        if let Ok(text) = std::fs::read_to_string(&path) {
            seeds.push(seed(&file, &text));
        }
    }
    seeds
}

/// A file cut at its top-level nodes: most of what the whole is told one block is told too, and faster.
fn blocks(text: &str) -> Vec<&str> {
    let mut ends: Vec<usize> = text.match_indices("\n}\n").map(|(at, end)| at + end.len()).collect();
    ends.push(text.len());
    let mut from = 0;
    let mut blocks = Vec::new();
    for end in ends {
        blocks.push(&text[from..end]);
        from = end;
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

/// Writes a text into the corpus.
pub fn keep(seed: &Seed) {
    let digest = seed.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let stem = match seed.kind {
        Kind::Rules => seed.file.trim_end_matches(".kdl"),
        _ => "kept",
    };
    let path = folder(seed.kind).join(format!("{stem}-{digest:016x}.kdl"));
    std::fs::create_dir_all(folder(seed.kind)).expect("a folder for the corpus");
    std::fs::write(path, &seed.text).expect("a file of the corpus");
}
