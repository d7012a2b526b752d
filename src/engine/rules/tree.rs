//! The neutral form of a rules file between text and structs: named nodes with values and children.

use super::path::Segment;

/// Where something stands: file, byte offset and length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Index of the file among the sources of a reader.
    pub file: usize,
    /// Byte offset.
    pub at: usize,
    /// Length in bytes.
    pub len: usize,
}

impl Place {
    /// The place of a mistake that is in no file.
    pub const NOWHERE: Self = Self {
        file: usize::MAX,
        at: 0,
        len: 0,
    };
}

/// A value as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A whole number.
    Whole(i128),
    /// A decimal.
    Decimal(f64),
    /// `#true` or `#false`.
    Flag(bool),
    /// A string.
    Text(String),
    /// `#null`.
    Null,
    /// A word of a setting, to be read as whatever type its key has.
    Raw(String),
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value.
    pub scalar: Scalar,
    /// Its place.
    pub place: Place,
}

/// How the key of a numbered or named node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStyle {
    /// `level 2 { … }`.
    Number,
    /// `material "Rich" { … }`.
    Text,
    /// `theme name="dynatoi" { … }`.
    Property,
    /// Not written: the position among nodes of this name, from 1.
    Position,
}

/// What tells nodes of one name apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The number or name.
    pub text: String,
    /// How it is written.
    pub style: KeyStyle,
    /// Its place.
    pub place: Place,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its number or name among nodes of the same name.
    pub key: Option<Key>,
    /// Its values, if it is a leaf.
    pub values: Vec<Value>,
    /// Its properties, in files that may have them.
    pub properties: Vec<(String, Value)>,
    /// Its children, if it is not.
    pub children: Vec<Node>,
    /// Whether it has a block of children, be it empty.
    pub block: bool,
    /// The place of its name.
    pub place: Place,
    /// What it means; only in trees that are written.
    pub doc: &'static str,
    /// A file whose text is no KDL: reported already, not to be looked into.
    pub broken: bool,
}

impl Node {
    /// A leaf to be written.
    pub fn leaf(name: &str, values: Vec<Scalar>, doc: &'static str) -> Self {
        let values = values.into_iter().map(|scalar| Value {
            scalar,
            place: Place::default(),
        });
        Self {
            name: name.to_owned(),
            values: values.collect(),
            doc,
            ..Self::default()
        }
    }

    /// A block to be written.
    pub fn block(name: &str, doc: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            block: true,
            doc,
            ..Self::default()
        }
    }

    /// The same with a key.
    pub fn keyed(mut self, text: String, style: KeyStyle) -> Self {
        self.key = Some(Key {
            text,
            style,
            place: Place::default(),
        });
        self
    }

    /// The segment of a path that leads to the node from its parent.
    pub fn segment(&self) -> Segment {
        Segment {
            name: self.name.clone(),
            key: self.key.as_ref().map(|key| key.text.clone()),
        }
    }

    /// All leaves below the node in order: dotted path and values in KDL text.
    pub fn leaves(&self) -> Vec<(String, &Node)> {
        let mut found = Vec::new();
        self.collect_leaves("", &mut found);
        found
    }

    fn collect_leaves<'n>(&'n self, prefix: &str, found: &mut Vec<(String, &'n Node)>) {
        for child in &self.children {
            let style = child.key.as_ref().map(|key| key.style);
            let path = child.segment().appended(prefix, style);
            if child.block {
                child.collect_leaves(&path, found);
            } else {
                found.push((path, child));
            }
        }
    }

    /// The values in KDL text.
    pub fn value_text(&self) -> String {
        let texts: Vec<String> = self.values.iter().map(|value| value.scalar.text()).collect();
        texts.join(" ")
    }
}

impl Scalar {
    /// The value in KDL text.
    pub fn text(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => format!("{number:?}"),
            Self::Flag(flag) => format!("#{flag}"),
            Self::Text(text) => quoted(text),
            Self::Null => "#null".to_owned(),
            Self::Raw(text) => text.clone(),
        }
    }
}

/// A KDL string.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_disallowed(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that KDL forbids or takes for a line end, so that they must be escaped.
fn is_disallowed(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
