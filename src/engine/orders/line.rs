//! One line of an order file: a name, values, properties.

use crate::ids::*;
use crate::orders::FleetRef;
use crate::rules::diagnostic::nearest;
use crate::rules::reader::Reader;
use crate::rules::tree::{KeyStyle, Node, Place, Scalar, Value};
use crate::vocab::Vocab;

/// A name of a vocabulary as order files write it: `LightCruiser`, `light_cruiser` → `light-cruiser`.
pub fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    let mut after_small = false;
    for c in name.chars() {
        match c {
            '_' | ' ' => out.push('-'),
            c if c.is_uppercase() && after_small => {
                out.push('-');
                out.extend(c.to_lowercase());
            }
            c => out.extend(c.to_lowercase()),
        }
        after_small = c.is_lowercase();
    }
    out
}

/// Something that is written as one value.
pub trait Word: Sized {
    /// What it is, for messages.
    fn what() -> String;
    /// Reads it.
    fn parse(scalar: &Scalar) -> Option<Self>;
    /// Writes it.
    fn scalar(&self) -> Scalar;
    /// What a wrong value probably stands for.
    fn meant(_scalar: &Scalar) -> Option<String> {
        None
    }
}

macro_rules! whole_words {
    ($($ty:ty),+) => {$(
        impl Word for $ty {
            fn what() -> String {
                format!("a whole number from {} to {}", Self::MIN, Self::MAX)
            }
            fn parse(scalar: &Scalar) -> Option<Self> {
                match scalar {
                    Scalar::Whole(number) => Self::try_from(*number).ok(),
                    _ => None,
                }
            }
            fn scalar(&self) -> Scalar {
                Scalar::Whole((*self).into())
            }
        }
    )+};
}
whole_words!(u8, u32, i32, i64);

macro_rules! id_words {
    ($($ty:ident = $what:literal),+ $(,)?) => {$(
        impl Word for $ty {
            fn what() -> String {
                concat!("the number of a ", $what).to_owned()
            }
            fn parse(scalar: &Scalar) -> Option<Self> {
                u32::parse(scalar).map(Self)
            }
            fn scalar(&self) -> Scalar {
                self.0.scalar()
            }
        }
    )+};
}
id_words!(
    HouseId = "house",
    SystemId = "system",
    ColonyId = "colony",
    FleetId = "fleet",
    ShipId = "ship or fighter",
    FacilityId = "facility",
    GroundId = "ground unit",
    ProjectId = "project",
    RepairId = "repair",
    ProposalId = "proposal",
);

/// What a temporary number of a fleet begins with.
const NEW: &str = "new-";

impl Word for FleetRef {
    fn what() -> String {
        format!("the number of a fleet, or \"{NEW}1\" for one detached in this packet")
    }
    fn parse(scalar: &Scalar) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => {
                let digits = text.strip_prefix(NEW)?;
                // One spelling for a number: no sign, no zeros in front.
                let number: u32 = digits.parse().ok()?;
                (number.to_string() == digits).then_some(Self::Temporary(number))
            }
            other => FleetId::parse(other).map(Self::Id),
        }
    }
    fn scalar(&self) -> Scalar {
        match self {
            Self::Id(id) => id.scalar(),
            Self::Temporary(number) => Scalar::Text(format!("{NEW}{number}")),
        }
    }
}

impl Word for bool {
    fn what() -> String {
        "#true or #false".to_owned()
    }
    fn parse(scalar: &Scalar) -> Option<Self> {
        match scalar {
            Scalar::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
    fn scalar(&self) -> Scalar {
        Scalar::Flag(*self)
    }
}

impl<T: Vocab> Word for T {
    fn what() -> String {
        let names: Vec<String> = T::NAMES.iter().map(|name| kebab(name)).collect();
        format!("one of {}", names.join(", "))
    }
    fn parse(scalar: &Scalar) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => T::from_name(text),
            _ => None,
        }
    }
    fn scalar(&self) -> Scalar {
        Scalar::Text(kebab(self.name()))
    }
    fn meant(scalar: &Scalar) -> Option<String> {
        match scalar {
            Scalar::Text(text) => nearest(text, T::NAMES.iter().copied()).map(|name| format!("\"{}\"", kebab(name))),
            _ => None,
        }
    }
}

/// Something that is written as a property, or as the values of a line.
pub trait Field: Sized {
    /// Whether it stands among the values, without a name.
    const BARE: bool = false;
    /// Takes it from a line; none if there was a mistake.
    fn read(line: &mut Line<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes it into a line.
    fn write(&self, key: &'static str, node: &mut Node);
}

impl<T: Word> Field for T {
    fn read(line: &mut Line<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<Self> {
        line.needed(&[key], reader)
    }
    fn write(&self, key: &'static str, node: &mut Node) {
        put(node, key, self);
    }
}

impl<T: Word> Field for Option<T> {
    fn read(line: &mut Line<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<Self> {
        line.optional(&[key], reader)
    }
    fn write(&self, key: &'static str, node: &mut Node) {
        if let Some(word) = self {
            put(node, key, word);
        }
    }
}

impl<T: Word> Field for Vec<T> {
    const BARE: bool = true;

    fn read(line: &mut Line<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<Self> {
        line.rest(key, reader)
    }
    fn write(&self, _key: &'static str, node: &mut Node) {
        node.values.extend(self.iter().map(value));
    }
}

fn value<T: Word>(word: &T) -> Value {
    Value {
        scalar: word.scalar(),
        place: Place::default(),
    }
}

/// Writes a property.
pub fn put<T: Word>(node: &mut Node, key: &str, word: &T) {
    node.properties.push((key.to_owned(), value(word)));
}

/// A line to be written that begins with a value.
pub fn begin<T: Word>(name: &str, first: &T) -> Node {
    Node::leaf(name, vec![first.scalar()], "")
}

/// A line that is read value by value and property by property; what is left over is a mistake.
#[derive(Debug)]
pub struct Line<'n> {
    node: &'n Node,
    /// Whether the number or name before the block was asked for.
    keyed: bool,
    values: usize,
    known: Vec<&'static str>,
}

impl<'n> Line<'n> {
    /// The line of a node.
    pub fn new(node: &'n Node) -> Self {
        Self {
            node,
            keyed: false,
            values: 0,
            known: Vec::new(),
        }
    }

    /// The line of a node with a block, and what it is about: `build 2 { … }`.
    pub fn about<T: Word>(node: &'n Node, reader: &mut Reader<'_>) -> (Self, Option<T>) {
        let line = Self {
            keyed: true,
            ..Self::new(node)
        };
        let Some(key) = &node.key else {
            let message = format!("`{}` begins with {}", node.name, T::what());
            reader.fault(node.place, &node.name, message, None);
            return (line, None);
        };
        let scalar = match key.style {
            KeyStyle::Number => key.text.parse().map_or(Scalar::Null, Scalar::Whole),
            _ => Scalar::Text(key.text.clone()),
        };
        let place = key.place;
        let word = line.word(&node.name, &Value { scalar, place }, reader);
        (line, word)
    }

    /// Whether there are values that nobody has asked for yet.
    pub fn has_value(&self) -> bool {
        self.values < self.node.values.len()
    }

    fn word<T: Word>(&self, key: &str, value: &Value, reader: &mut Reader<'_>) -> Option<T> {
        let word = T::parse(&value.scalar);
        if word.is_none() {
            let (found, help) = (value.scalar.text(), T::meant(&value.scalar));
            let message = format!("`{key}` takes {}; found {found}", T::what());
            let help = help.map(|meant| format!("did you mean {meant}?"));
            reader.fault(value.place, key, message, help);
        }
        word
    }

    /// The next value.
    pub fn value<T: Word>(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<T> {
        let value = self.node.values.get(self.values);
        self.values += 1;
        match value {
            Some(value) => self.word(key, value, reader),
            None => {
                let message = format!("`{}` begins with {}", self.node.name, T::what());
                reader.fault(self.node.place, &self.node.name, message, None);
                None
            }
        }
    }

    /// All values that are left.
    fn rest<T: Word>(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        let values = self.node.values.get(self.values..).unwrap_or_default();
        self.values = self.node.values.len();
        let words: Vec<T> = values
            .iter()
            .filter_map(|value| self.word(key, value, reader))
            .collect();
        (words.len() == values.len()).then_some(words)
    }

    /// A property that may be absent; the first of several names is the proper one.
    pub fn optional<T: Word>(&mut self, keys: &[&'static str], reader: &mut Reader<'_>) -> Option<Option<T>> {
        self.known.extend(keys);
        let mut found = self
            .node
            .properties
            .iter()
            .filter(|(key, _)| keys.contains(&key.as_str()));
        let Some((key, value)) = found.next() else {
            return Some(None);
        };
        if let Some((again, other)) = found.next() {
            reader.fault(other.place, again, format!("`{again}` is given twice"), None);
            return None;
        }
        self.word(key, value, reader).map(Some)
    }

    /// A property that must be there.
    pub fn needed<T: Word>(&mut self, keys: &[&'static str], reader: &mut Reader<'_>) -> Option<T> {
        let found = self.optional(keys, reader)?;
        if found.is_none() {
            let message = format!("`{}` needs `{}=`: {}", self.node.name, keys[0], T::what());
            reader.fault(self.node.place, keys[0], message, None);
        }
        found
    }

    /// Notes what nobody asked for; none if there was anything.
    pub fn end(self, reader: &mut Reader<'_>) -> Option<()> {
        self.end_before_block(reader).and_then(|node| {
            if node.block {
                let message = format!("`{}` takes no block", node.name);
                reader.fault(node.place, &node.name, message, None);
                return None;
            }
            Some(())
        })
    }

    /// The same for a node whose block is read elsewhere.
    pub fn end_before_block(self, reader: &mut Reader<'_>) -> Option<&'n Node> {
        let mut clean = true;
        if let Some(key) = self.node.key.as_ref().filter(|_| !self.keyed) {
            let message = format!("`{}` does not take {} here", self.node.name, key.text);
            reader.fault(key.place, &self.node.name, message, None);
            clean = false;
        }
        for surplus in self.node.values.get(self.values..).unwrap_or_default() {
            let message = format!("`{}` does not take {} here", self.node.name, surplus.scalar.text());
            reader.fault(surplus.place, &self.node.name, message, None);
            clean = false;
        }
        for (key, value) in &self.node.properties {
            if !self.known.contains(&key.as_str()) {
                let help = match nearest(key, self.known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None if self.known.is_empty() => "it takes none".to_owned(),
                    None => format!("known here: {}", self.known.join(", ")),
                };
                reader.fault(value.place, key, format!("unknown property `{key}`"), Some(help));
                clean = false;
            }
        }
        clean.then_some(self.node)
    }
}
