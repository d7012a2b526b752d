//! Values of leaves: numbers, switches, words.

use super::part::{Part, Spec};
use super::reader::Reader;
use super::tree::{Node, Scalar, Value};
use crate::vocab::{FacilityKind, LaneClass, PlanetClass, Raw, ShipClass, Vocab};

/// Bounds of a number that declares none.
const NO_RANGE: (f64, f64) = (0.0, 1e9);

/// A type that a leaf can hold.
pub trait Leaf: Clone + Sized {
    /// The values of a leaf; the error ends a sentence that begins with the key.
    fn parse(values: &[Value], range: Option<(f64, f64)>) -> Result<Self, String>;
    /// The values to be written.
    fn scalars(&self) -> Vec<Scalar>;
}

impl<T: Leaf> Part for T {
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        match reader.only(parent, spec.key) {
            Some(node) => read_values(node, spec.range, reader),
            None => {
                if spec.default.is_none() {
                    reader.missing(parent, spec.key, spec.doc);
                }
                spec.default.clone()
            }
        }
    }

    fn write(&self, key: &'static str, doc: &'static str, parent: &mut Node) {
        parent.children.push(Node::leaf(key, self.scalars(), doc));
    }
}

impl<T: Leaf> Part for Option<T> {
    const OPTIONAL: bool = true;

    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self> {
        match reader.only(parent, spec.key) {
            Some(node) => read_values(node, spec.range, reader).map(Some),
            None => Some(spec.default.clone().flatten()),
        }
    }

    fn write(&self, key: &'static str, doc: &'static str, parent: &mut Node) {
        if let Some(value) = self {
            value.write(key, doc, parent);
        }
    }
}

/// Reads the values of a leaf.
pub fn read_values<T: Leaf>(node: &Node, range: Option<(f64, f64)>, reader: &mut Reader<'_>) -> Option<T> {
    let place = node.values.first().map_or(node.place, |value| value.place);
    let read = if node.block {
        Err("takes a value, not a block".to_owned())
    } else {
        T::parse(&node.values, range)
    };
    read.map_err(|message| reader.fault(place, &node.name, format!("`{}` {message}", node.name), None))
        .ok()
}

/// The value of a leaf that takes exactly one.
fn one(values: &[Value]) -> Result<&Scalar, String> {
    match values {
        [value] => Ok(&value.scalar),
        _ => Err(format!("takes one value, found {}", values.len())),
    }
}

/// The word of a leaf that takes exactly one.
pub fn one_word(values: &[Value]) -> Result<&str, String> {
    word(one(values)?)
}

fn word(scalar: &Scalar) -> Result<&str, String> {
    match scalar {
        Scalar::Text(text) | Scalar::Raw(text) => Ok(text),
        other => Err(format!("takes words, found {}", other.text())),
    }
}

/// The value of a vocabulary with this name.
pub fn vocab_word<T: Vocab>(word: &str) -> Result<T, String> {
    T::from_name(word).ok_or_else(|| format!("takes one of {}; found \"{word}\"", T::NAMES.join(", ")))
}

fn in_range(number: f64, range: Option<(f64, f64)>) -> Result<(), String> {
    let (low, high) = range.unwrap_or(NO_RANGE);
    if (low..=high).contains(&number) {
        Ok(())
    } else {
        Err(format!("must be from {low} to {high}, found {number}"))
    }
}

/// A whole number; decimals without a fraction count as whole.
fn whole(scalar: &Scalar) -> Result<i128, String> {
    let found = match scalar {
        Scalar::Whole(number) => Some(*number),
        Scalar::Decimal(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(*number as i128),
        Scalar::Raw(text) => text.parse().ok(),
        _ => None,
    };
    found.ok_or_else(|| format!("takes a whole number, found {}", scalar.text()))
}

macro_rules! whole_leaves {
    ($($ty:ty),+) => {$(
        impl Leaf for $ty {
            fn parse(values: &[Value], range: Option<(f64, f64)>) -> Result<Self, String> {
                let number = whole(one(values)?)?;
                in_range(number as f64, range)?;
                let beyond = |_| format!("must be from {} to {}, found {number}", Self::MIN, Self::MAX);
                Self::try_from(number).map_err(beyond)
            }
            fn scalars(&self) -> Vec<Scalar> {
                vec![Scalar::Whole((*self).into())]
            }
        }
    )+};
}
whole_leaves!(i64, i32, u64, u32, u8);

impl Leaf for f64 {
    fn parse(values: &[Value], range: Option<(f64, f64)>) -> Result<Self, String> {
        let scalar = one(values)?;
        let found = match scalar {
            Scalar::Decimal(number) => Some(*number),
            Scalar::Whole(number) => Some(*number as f64),
            Scalar::Raw(text) => text.parse().ok(),
            _ => None,
        };
        let number = found.filter(|number: &f64| number.is_finite());
        let number = number.ok_or_else(|| format!("takes a number, found {}", scalar.text()))?;
        in_range(number, range)?;
        Ok(number)
    }
    fn scalars(&self) -> Vec<Scalar> {
        vec![Scalar::Decimal(*self)]
    }
}

impl Leaf for bool {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        match one(values)? {
            Scalar::Flag(flag) => Ok(*flag),
            Scalar::Raw(text) if matches!(text.as_str(), "true" | "#true") => Ok(true),
            Scalar::Raw(text) if matches!(text.as_str(), "false" | "#false") => Ok(false),
            other => Err(format!("takes #true or #false, found {}", other.text())),
        }
    }
    fn scalars(&self) -> Vec<Scalar> {
        vec![Scalar::Flag(*self)]
    }
}

impl Leaf for String {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        one_word(values).map(str::to_owned)
    }
    fn scalars(&self) -> Vec<Scalar> {
        vec![Scalar::Text(self.clone())]
    }
}

macro_rules! vocab_leaves {
    ($($ty:ty),+) => {$(
        impl Leaf for $ty {
            fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
                vocab_word(one_word(values)?)
            }
            fn scalars(&self) -> Vec<Scalar> {
                vec![Scalar::Text(self.name().to_owned())]
            }
        }
    )+};
}
vocab_leaves!(PlanetClass, Raw, LaneClass, FacilityKind);

/// A list of words: `unlocks "BB" "CX"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

impl Leaf for Words {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        let words: Result<Vec<String>, String> = values.iter().map(|v| word(&v.scalar).map(str::to_owned)).collect();
        match words? {
            words if words.is_empty() => Err("takes words, found none".to_owned()),
            words => Ok(Self(words)),
        }
    }
    fn scalars(&self) -> Vec<Scalar> {
        self.0.iter().cloned().map(Scalar::Text).collect()
    }
}

/// A list of ship classes: `ships "ETAC" "LightCruiser"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes(pub Vec<ShipClass>);

impl Leaf for Classes {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        let classes = values.iter().map(|value| vocab_word(word(&value.scalar)?));
        match classes.collect::<Result<Vec<ShipClass>, String>>()? {
            classes if classes.is_empty() => Err("takes ship classes, found none".to_owned()),
            classes => Ok(Self(classes)),
        }
    }
    fn scalars(&self) -> Vec<Scalar> {
        self.0
            .iter()
            .map(|class| Scalar::Text(class.name().to_owned()))
            .collect()
    }
}

/// A terraforming step: `upgrades "Lush" to "Eden"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// The class before.
    pub from: PlanetClass,
    /// The class after.
    pub to: PlanetClass,
}

impl Leaf for Upgrade {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        match values {
            [from, to, class] if word(&to.scalar) == Ok("to") => Ok(Self {
                from: vocab_word(word(&from.scalar)?)?,
                to: vocab_word(word(&class.scalar)?)?,
            }),
            _ => Err("takes two planet classes: \"Extreme\" to \"Desolate\"".to_owned()),
        }
    }
    fn scalars(&self) -> Vec<Scalar> {
        let class = |class: PlanetClass| Scalar::Text(class.name().to_owned());
        vec![class(self.from), Scalar::Raw("to".to_owned()), class(self.to)]
    }
}

/// Dice: `iuDamageDice "1d20"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiceText {
    /// How many.
    pub count: u32,
    /// Faces, from 1.
    pub sides: u32,
}

impl Leaf for DiceText {
    fn parse(values: &[Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
        let text = one_word(values)?;
        let numbers = text
            .split_once(['d', 'D'])
            .map(|(count, sides)| (count.parse(), sides.parse()));
        match numbers {
            Some((Ok(count @ 1..=100), Ok(sides @ 2..=1000))) => Ok(Self { count, sides }),
            _ => Err(format!("takes dice such as \"1d6\", found \"{text}\"")),
        }
    }
    fn scalars(&self) -> Vec<Scalar> {
        vec![Scalar::Text(format!("{}d{}", self.count, self.sides))]
    }
}

/// Declares a small vocabulary of words that only rules files use.
macro_rules! kdl_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl $crate::rules::leaf::Leaf for $name {
            fn parse(values: &[$crate::rules::tree::Value], _range: Option<(f64, f64)>) -> Result<Self, String> {
                match $crate::rules::leaf::one_word(values)? {
                    $($text => Ok(Self::$value),)+
                    other => Err(format!("takes one of {}; found \"{other}\"", [$($text),+].join(", "))),
                }
            }
            fn scalars(&self) -> Vec<$crate::rules::tree::Scalar> {
                let text = match self { $(Self::$value => $text),+ };
                vec![$crate::rules::tree::Scalar::Text(text.to_owned())]
            }
        }
    };
}
pub(crate) use kdl_words;
