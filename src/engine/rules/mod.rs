//! The rules files of the game as typed structs (rulebook 00).
//!
//! Names are mechanical: one field of [`Rules`] per file, and the KDL path in snake case below it.
//! `combat.cer.modifiers.ambushBonus` is `rules.combat.cer.modifiers.ambush_bonus`.
//!
//! Text becomes a tree of nodes (`parse.rs`), the tree a struct (`part.rs`, `leaf.rs`, `keyed.rs`) and the
//! struct a tree again; export, diff, digest and `--set` work on the tree.

mod check;
pub mod combat;
pub mod construction;
pub mod diagnostic;
pub mod diplomacy;
pub mod dynatoi;
pub mod economy;
pub(crate) mod edit;
pub mod espionage;
pub mod facilities;
pub mod gameplay;
pub mod ground_units;
pub mod guild;
pub mod keyed;
pub mod leaf;
mod levels;
pub mod limits;
pub(crate) mod parse;
pub mod part;
pub(crate) mod path;
pub mod planets;
pub mod prestige;
pub mod reader;
pub mod ships;
pub mod starmap;
pub mod tech;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub mod tree;
mod warn;

use std::sync::LazyLock;

pub use diagnostic::Diagnostic;
pub use edit::Change;
use part::{Section, kdl_struct};
use reader::{Reader, Source};
use tree::Node;

kdl_struct! {
    /// All rules files of the game.
    Rules {
        /// Battles (rulebook 11).
        combat: combat::Combat = "combat";
        /// Ships (rulebook 10).
        ships: ships::Ships = "ships";
        /// Economy (rulebook 20).
        economy: economy::Economy = "economy";
        /// Technology (rulebook 21).
        tech: tech::Tech = "tech";
        /// Prestige (rulebook 12).
        prestige: prestige::Prestige = "prestige";
        /// Elimination, autopilot (rulebook 01).
        gameplay: gameplay::Gameplay = "gameplay";
        /// Limits (rulebook 10).
        limits: limits::Limits = "limits";
        /// Map (rulebook 02).
        starmap: starmap::Starmap = "starmap";
        /// Construction and repair (rulebook 22).
        construction: construction::Construction = "construction";
        /// Facilities (rulebook 10 §4).
        facilities: facilities::Facilities = "facilities";
        /// Ground units (rulebook 10 §3).
        ground_units: ground_units::GroundUnits = "ground_units";
        /// Space Guild (rulebook 20 §11).
        guild: guild::Guild = "guild";
        /// Espionage and scouts (rulebook 23, 24).
        espionage: espionage::Espionage = "espionage";
        /// Diplomacy (rulebook 05).
        diplomacy: diplomacy::Diplomacy = "diplomacy";
        /// Names of systems (rulebook 02 §2).
        planets: planets::Planets = "planets";
        /// Names of houses (rulebook 01 §1).
        dynatoi: dynatoi::Dynatoi = "dynatoi";
    }
}

/// The files of the standard rules: name and text.
pub const STANDARD: [(&str, &str); 16] = [
    (
        "combat.kdl",
        include_str!("../../../scenarios/rules/standard/combat.kdl"),
    ),
    ("ships.kdl", include_str!("../../../scenarios/rules/standard/ships.kdl")),
    (
        "economy.kdl",
        include_str!("../../../scenarios/rules/standard/economy.kdl"),
    ),
    ("tech.kdl", include_str!("../../../scenarios/rules/standard/tech.kdl")),
    (
        "prestige.kdl",
        include_str!("../../../scenarios/rules/standard/prestige.kdl"),
    ),
    (
        "gameplay.kdl",
        include_str!("../../../scenarios/rules/standard/gameplay.kdl"),
    ),
    (
        "limits.kdl",
        include_str!("../../../scenarios/rules/standard/limits.kdl"),
    ),
    (
        "starmap.kdl",
        include_str!("../../../scenarios/rules/standard/starmap.kdl"),
    ),
    (
        "construction.kdl",
        include_str!("../../../scenarios/rules/standard/construction.kdl"),
    ),
    (
        "facilities.kdl",
        include_str!("../../../scenarios/rules/standard/facilities.kdl"),
    ),
    (
        "ground_units.kdl",
        include_str!("../../../scenarios/rules/standard/ground_units.kdl"),
    ),
    ("guild.kdl", include_str!("../../../scenarios/rules/standard/guild.kdl")),
    (
        "espionage.kdl",
        include_str!("../../../scenarios/rules/standard/espionage.kdl"),
    ),
    (
        "diplomacy.kdl",
        include_str!("../../../scenarios/rules/standard/diplomacy.kdl"),
    ),
    (
        "planets.kdl",
        include_str!("../../../scenarios/rules/standard/planets.kdl"),
    ),
    (
        "dynatoi.kdl",
        include_str!("../../../scenarios/rules/standard/dynatoi.kdl"),
    ),
];

/// The name that mistakes in settings are reported under, as files are under theirs.
pub const SETTING: &str = "--set";

impl Rules {
    /// Loads a set of rules files; `text` gives the text of a file by its name (`combat.kdl`).
    ///
    /// All mistakes of all files are reported at once.
    pub fn load(text: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Vec::new();
        for key in Self::KEYS {
            let name = format!("{key}.kdl");
            if let Some(text) = text(&name) {
                let parsed = parse::parse(files.len(), &name, &text);
                files.push((Source { name, text }, parsed));
            }
        }
        Self::assemble(files)
    }

    /// Makes rules of parsed files.
    fn assemble(files: Vec<(Source, Result<Node, Vec<Diagnostic>>)>) -> Result<Self, Vec<Diagnostic>> {
        let mut sources = Vec::new();
        let mut root = Node::default();
        let mut faults = Vec::new();
        for (source, parsed) in files {
            root.children.push(parsed.unwrap_or_else(|mistakes| {
                faults.extend(mistakes);
                let key = source.name.strip_suffix(".kdl").unwrap_or(&source.name);
                Node {
                    broken: true,
                    ..Node::block(key, "")
                }
            }));
            sources.push(source);
        }
        let mut reader = Reader::new(&sources);
        let read = Self::read_keys(&root, None, &mut reader);
        if let Some(rules) = &read {
            check_in(rules, &mut root, &mut reader);
        }
        faults.extend(reader.finish());
        match read {
            Some(rules) if faults.is_empty() => Ok(rules),
            _ => Err(faults),
        }
    }

    /// The rules that the program brings along.
    pub fn standard() -> Self {
        // Reading them takes some tens of milliseconds, so that is done once.
        static RULES: LazyLock<Rules> = LazyLock::new(|| {
            let find = |name: &str| STANDARD.iter().find(|(file, _)| *file == name);
            Rules::load(&|name| find(name).map(|(_, text)| (*text).to_owned())).unwrap_or_else(|faults| {
                let faults: Vec<String> = faults.iter().map(Diagnostic::to_string).collect();
                panic!("the standard rules are broken:\n{}", faults.join("\n"))
            })
        });
        RULES.clone()
    }

    /// Changes one key by its dotted path. What the rules demand of several keys together is not looked at:
    /// see [`Rules::apply`].
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), Diagnostic> {
        *self = edit::set(self, path, value)?;
        Ok(())
    }

    /// Changes keys by their dotted paths, then checks the whole. On a mistake nothing is changed.
    pub fn apply<P: AsRef<str>, V: AsRef<str>>(&mut self, settings: &[(P, V)]) -> Result<(), Vec<Diagnostic>> {
        let settings: Vec<(&str, &str)> = settings
            .iter()
            .map(|(path, value)| (path.as_ref(), value.as_ref()))
            .collect();
        let changed = edit::set_all(self, &settings)?;
        let faults = changed.check();
        if faults.is_empty() {
            *self = changed;
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// Contradictions between keys.
    pub fn check(&self) -> Vec<Diagnostic> {
        check::faults(self)
            .into_iter()
            .map(|fault| Diagnostic::nowhere(&fault.key, fault.message))
            .collect()
    }

    /// Plain words about rules that load but will surprise.
    pub fn warnings(&self) -> Vec<String> {
        warn::warnings(self)
    }

    /// All keys in canonical order: dotted path and value in KDL text.
    pub fn entries(&self) -> Vec<(String, String)> {
        edit::entries(self)
    }

    /// The keys in which `other` differs from these rules.
    pub fn diff(&self, other: &Self) -> Vec<Change> {
        edit::diff(self, other)
    }

    /// The rules as files that load back to equal rules: name and text.
    pub fn export(&self) -> Vec<(String, String)> {
        let tree = edit::tree(self);
        tree.children
            .iter()
            .map(|file| (format!("{}.kdl", file.name), text::text(file)))
            .collect()
    }

    /// A digest over all keys: equal rules have equal digests, however their files are written.
    pub fn digest(&self) -> u64 {
        edit::digest(self)
    }
}

/// Notes contradictions between keys at their places in the files.
fn check_in(rules: &Rules, root: &mut Node, reader: &mut Reader<'_>) {
    for fault in check::faults(rules) {
        let place = path::nearest_place(root, &fault.key);
        reader.fault(place, &fault.key, fault.message, None);
    }
}
