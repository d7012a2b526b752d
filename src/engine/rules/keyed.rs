//! Lists of nodes of one name: numbered levels and tiers, rows by a vocabulary, plain repetitions.

use std::marker::PhantomData;
use std::ops::Index;

use super::diagnostic::nearest;
use super::leaf::read_values;
use super::part::{Part, Section, Spec, read_block};
use super::reader::Reader;
use super::tree::{KeyStyle, Node, Place, Scalar};
use crate::vocab::Vocab;

/// What numbers or names the nodes of a list.
pub trait RowKey: Clone + PartialEq + Sized {
    /// How it is written.
    const STYLE: KeyStyle;
    /// What it should be, for messages.
    const WHAT: &'static str;
    /// Reads it.
    fn parse(text: &str) -> Option<Self>;
    /// Writes it.
    fn text(&self) -> String;
    /// Whether it may follow another one.
    fn follows(&self, _before: &Self) -> bool {
        true
    }
}

/// Rows with numbers or names of their own: `level 2 { … }`, `tier "1-5" { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<K, T> {
    /// The rows in the order of the file; never empty in a loaded file.
    pub rows: Vec<(K, T)>,
}

impl<K: PartialEq, T> Keyed<K, T> {
    /// The row with this number or name.
    pub fn get(&self, key: K) -> Option<&T> {
        self.rows.iter().find(|(other, _)| *other == key).map(|(_, row)| row)
    }

    /// The rows without their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().map(|(_, row)| row)
    }
}

impl<T> Keyed<u8, T> {
    /// The number of the first row.
    pub fn first(&self) -> u8 {
        self.rows.first().map_or(0, |(number, _)| *number)
    }

    /// The number of the last row.
    pub fn last(&self) -> u8 {
        self.rows.last().map_or(0, |(number, _)| *number)
    }
}

impl<K: RowKey, T: Section> Part for Keyed<K, T> {
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut rows: Vec<(K, T)> = Vec::new();
        let mut sound = true;
        for node in parent.children.iter().filter(|child| child.name == spec.key) {
            let key = read_key::<K>(node, reader);
            if let (Some(key), Some((before, _))) = (&key, rows.last())
                && !key.follows(before)
            {
                let message = format!("`{} {}` does not follow {}", spec.key, key.text(), before.text());
                reader.fault(node.place, spec.key, message, None);
                sound = false;
            }
            match (key, read_block(node, None, reader)) {
                (Some(key), Some(row)) => rows.push((key, row)),
                _ => sound = false,
            }
        }
        if rows.is_empty() && sound {
            reader.missing(parent, spec.key, spec.doc);
        }
        (sound && !rows.is_empty()).then_some(Self { rows })
    }

    fn write(&self, key: &'static str, _doc: &'static str, parent: &mut Node) {
        for (row_key, row) in &self.rows {
            let mut node = Node::block(key, "").keyed(row_key.text(), K::STYLE);
            row.write_keys(&mut node);
            parent.children.push(node);
        }
    }
}

fn read_key<K: RowKey>(node: &Node, reader: &mut Reader<'_>) -> Option<K> {
    let parsed = node.key.as_ref().and_then(|key| K::parse(&key.text));
    if parsed.is_none() {
        let place = node.key.as_ref().map_or(node.place, |key| key.place);
        reader.fault(place, &node.name, format!("`{}` takes {}", node.name, K::WHAT), None);
    }
    parsed
}

impl RowKey for u8 {
    const STYLE: KeyStyle = KeyStyle::Number;
    const WHAT: &'static str = "a number from 1";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number| *number > 0)
    }
    fn text(&self) -> String {
        self.to_string()
    }
    fn follows(&self, before: &Self) -> bool {
        before.checked_add(1) == Some(*self)
    }
}

/// The name of a theme: `theme name="dynatoi" { … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeName(pub String);

impl RowKey for ThemeName {
    const STYLE: KeyStyle = KeyStyle::Property;
    const WHAT: &'static str = "a name";

    fn parse(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
    fn text(&self) -> String {
        self.0.clone()
    }
}

/// A range of counter-intelligence points: `tier "1-5"`, `tier "21+"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CipRange {
    /// Fewest points.
    pub min: i64,
    /// Most points; none for no bound.
    pub max: Option<i64>,
}

impl CipRange {
    /// Whether this many points are in the range.
    pub fn contains(&self, points: i64) -> bool {
        points >= self.min && self.max.is_none_or(|max| points <= max)
    }
}

impl RowKey for CipRange {
    const STYLE: KeyStyle = KeyStyle::Text;
    const WHAT: &'static str = "a range such as \"1-5\" or \"21+\", above the one before it";

    fn parse(text: &str) -> Option<Self> {
        if let Some(min) = text.strip_suffix('+') {
            return Some(Self {
                min: min.trim().parse().ok()?,
                max: None,
            });
        }
        let (min, max) = text.split_once('-')?;
        let (min, max) = (min.trim().parse().ok()?, max.trim().parse().ok()?);
        (min <= max).then_some(Self { min, max: Some(max) })
    }
    fn text(&self) -> String {
        match self.max {
            Some(max) => format!("{}-{max}", self.min),
            None => format!("{}+", self.min),
        }
    }
    fn follows(&self, before: &Self) -> bool {
        before.max.is_some_and(|max| max < self.min)
    }
}

/// One row for each value of a vocabulary: `planetClass "Eden" { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct By<K, T> {
    rows: Vec<T>,
    key: PhantomData<K>,
}

impl<K: Vocab, T> By<K, T> {
    /// The row of each value.
    pub fn of(row: impl FnMut(K) -> T) -> Self {
        Self {
            rows: K::ALL.iter().copied().map(row).collect(),
            key: PhantomData,
        }
    }

    /// Values and rows in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = (K, &T)> {
        K::ALL.iter().copied().zip(&self.rows)
    }
}

impl<K: Vocab, T> Index<K> for By<K, T> {
    type Output = T;

    fn index(&self, key: K) -> &T {
        &self.rows[key.code() as usize]
    }
}

impl<K: Vocab, T: Section> Part for By<K, T> {
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut found: Vec<Option<&Node>> = vec![None; K::ALL.len()];
        let mut misspelt = Vec::new();
        for node in parent.children.iter().filter(|child| child.name == spec.key) {
            let name = node.key.as_ref().map_or("", |key| key.text.as_str());
            let place = node.key.as_ref().map_or(node.place, |key| key.place);
            match K::from_name(name) {
                None => misspelt.extend(refuse_name::<K>(name, place, spec.key, reader)),
                Some(value) if found[value.code() as usize].is_some() => {
                    reader.fault(place, spec.key, format!("duplicate `{} \"{name}\"`", spec.key), None);
                }
                Some(value) => found[value.code() as usize] = Some(node),
            }
        }
        let mut rows = Vec::new();
        for (&value, node) in K::ALL.iter().zip(found) {
            let fallback = spec.default.as_ref().map(|all| &all[value]);
            let row = match node {
                Some(node) => read_block(node, fallback, reader),
                None => fallback.cloned(),
            };
            if node.is_none() && row.is_none() && !misspelt.contains(&value.name()) {
                let message = format!("missing `{} \"{}\"`", spec.key, value.name());
                reader.fault(parent.place, spec.key, message, None);
            }
            rows.extend(row);
        }
        (rows.len() == K::ALL.len()).then_some(Self { rows, key: PhantomData })
    }

    fn write(&self, key: &'static str, _doc: &'static str, parent: &mut Node) {
        for (value, row) in self.iter() {
            let mut node = Node::block(key, "").keyed(value.name().to_owned(), KeyStyle::Text);
            row.write_keys(&mut node);
            parent.children.push(node);
        }
    }
}

/// Reports a name that the vocabulary does not have; the answer is the name that it probably stands for.
fn refuse_name<K: Vocab>(name: &str, place: Place, key: &str, reader: &mut Reader<'_>) -> Option<&'static str> {
    let meant = nearest(name, K::NAMES.iter().copied());
    let help = match meant {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("known here: {}", K::NAMES.join(", ")),
    };
    reader.fault(
        place,
        key,
        format!("`{key}` takes a known name, found \"{name}\""),
        Some(help),
    );
    meant
}

/// A block that may be repeated: `fleet { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated<T>(pub Vec<T>);

impl<T: Section> Part for Repeated<T> {
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        let nodes: Vec<&Node> = parent.children.iter().filter(|child| child.name == spec.key).collect();
        let rows: Vec<T> = nodes.iter().filter_map(|node| read_block(node, None, reader)).collect();
        (rows.len() == nodes.len()).then_some(Self(rows))
    }

    fn write(&self, key: &'static str, _doc: &'static str, parent: &mut Node) {
        for (index, row) in self.0.iter().enumerate() {
            let mut node = Node::block(key, "").keyed((index + 1).to_string(), KeyStyle::Position);
            row.write_keys(&mut node);
            parent.children.push(node);
        }
    }
}

/// A leaf that is repeated: `name "Basil"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl Part for Names {
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        let nodes: Vec<&Node> = parent.children.iter().filter(|child| child.name == spec.key).collect();
        let names: Vec<String> = nodes
            .iter()
            .filter_map(|node| read_values(node, None, reader))
            .collect();
        (names.len() == nodes.len()).then_some(Self(names))
    }

    fn write(&self, key: &'static str, _doc: &'static str, parent: &mut Node) {
        for (index, name) in self.0.iter().enumerate() {
            let node = Node::leaf(key, vec![Scalar::Text(name.clone())], "");
            parent
                .children
                .push(node.keyed((index + 1).to_string(), KeyStyle::Position));
        }
    }
}
