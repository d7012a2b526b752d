//! How a rules file becomes a struct: one declaration per section drives loading, export, diff and `--set`.
//!
//! `kdl_struct!` declares a section: field, type, key, range, and the default of a "(new)" key. What a
//! type does at a key is its [`Part`]: sections here, leaves in `leaf.rs`, lists of nodes in `keyed.rs`.

use super::reader::Reader;
use super::tree::{Node, Place};

/// What the declaration of a field says about its key.
#[derive(Debug)]
pub struct Spec<T> {
    /// The key in the file.
    pub key: &'static str,
    /// Bounds of a number, inclusive; none means 0 to a thousand million.
    pub range: Option<(f64, f64)>,
    /// The value of a key that may be absent.
    pub default: Option<T>,
    /// What the key means.
    pub doc: &'static str,
}

/// A value that lives at a key.
pub trait Part: Clone + Sized {
    /// Whether the key may be absent although its field declares no default.
    const OPTIONAL: bool = false;
    /// Reads the key from its parent, noting every mistake; none if there was one.
    fn read(parent: &Node, spec: &Spec<Self>, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the key into its parent.
    fn write(&self, key: &'static str, doc: &'static str, parent: &mut Node);
}

/// A node with a fixed set of keys, declared with `kdl_struct!`.
pub trait Section: Clone + Sized {
    /// Whether every key has a default, so that the whole node may be absent.
    const OPTIONAL: bool;
    /// What the section is about.
    const DOC: &'static str;
    /// Its keys in canonical order.
    const KEYS: &'static [&'static str];
    /// Reads the keys; absent ones are taken from `fallback` if there is one.
    fn read_keys(node: &Node, fallback: Option<&Self>, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes all keys.
    fn write_keys(&self, node: &mut Node);
}

/// Declares sections of a rules file.
///
/// A field reads `name: Type = "key" in low..=high, new default;`, the last two optional. `in` bounds a
/// number; `new` gives the value of a key that the game's own files do not have.
macro_rules! kdl_struct {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident {
            $(
                $(#[doc = $field_doc:literal])+
                $field:ident: $ty:ty = $key:literal $(in $low:literal..=$high:literal)? $(, new $default:expr)?;
            )*
        }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_doc])+ pub $field: $ty,)*
        }

        impl $crate::rules::part::Section for $name {
            const OPTIONAL: bool = true $(
                && (<$ty as $crate::rules::part::Part>::OPTIONAL
                    || $crate::rules::part::kdl_struct!(@given $($default)?))
            )*;
            const DOC: &'static str = concat!($($doc),+);
            const KEYS: &'static [&'static str] = &[$($key),*];

            #[allow(unused_variables, reason = "a section may be empty")]
            fn read_keys(
                node: &$crate::rules::tree::Node,
                fallback: Option<&Self>,
                reader: &mut $crate::rules::reader::Reader<'_>,
            ) -> Option<Self> {
                reader.refuse_unknown(node, Self::KEYS);
                $(
                    let spec = $crate::rules::part::Spec::<$ty> {
                        key: $key,
                        range: $crate::rules::part::kdl_struct!(@range $($low $high)?),
                        default: fallback
                            .map(|all| all.$field.clone())
                            .or_else(|| $crate::rules::part::kdl_struct!(@default $($default)?)),
                        doc: concat!($($field_doc),+),
                    };
                    let $field = <$ty as $crate::rules::part::Part>::read(node, &spec, reader);
                )*
                Some(Self { $($field: $field?,)* })
            }

            #[allow(unused_variables, reason = "a section may be empty")]
            fn write_keys(&self, node: &mut $crate::rules::tree::Node) {
                $($crate::rules::part::Part::write(&self.$field, $key, concat!($($field_doc),+), node);)*
            }
        }

        impl $crate::rules::part::Part for $name {
            const OPTIONAL: bool = <Self as $crate::rules::part::Section>::OPTIONAL;
            fn read(
                parent: &$crate::rules::tree::Node,
                spec: &$crate::rules::part::Spec<Self>,
                reader: &mut $crate::rules::reader::Reader<'_>,
            ) -> Option<Self> {
                $crate::rules::part::read_section(parent, spec, reader)
            }
            fn write(&self, key: &'static str, _doc: &'static str, parent: &mut $crate::rules::tree::Node) {
                $crate::rules::part::write_section(self, key, parent);
            }
        }
    )+};
    (@given) => { false };
    (@given $default:expr) => { true };
    (@range) => { None };
    (@range $low:literal $high:literal) => { Some(($low as f64, $high as f64)) };
    (@default) => { None };
    (@default $default:expr) => { Some($default) };
}
pub(crate) use kdl_struct;

/// Reads a key that holds a section.
pub fn read_section<T: Section>(parent: &Node, spec: &Spec<T>, reader: &mut Reader<'_>) -> Option<T> {
    let Some(node) = reader.only(parent, spec.key) else {
        if T::OPTIONAL {
            return T::read_keys(&Node::default(), spec.default.as_ref(), reader);
        }
        if spec.default.is_none() {
            report_missing(parent, spec, reader);
        }
        return spec.default.clone();
    };
    if node.broken {
        return None;
    }
    if let Some(key) = &node.key {
        reader.fault(
            key.place,
            spec.key,
            format!("`{}` takes no number or name", spec.key),
            None,
        );
    }
    read_block(node, spec.default.as_ref(), reader)
}

fn report_missing<T>(parent: &Node, spec: &Spec<T>, reader: &mut Reader<'_>) {
    if reader.at_root() {
        let message = format!("missing file `{}.kdl`", spec.key);
        reader.fault(Place::NOWHERE, spec.key, message, None);
    } else {
        reader.missing(parent, spec.key, spec.doc);
    }
}

/// Reads the keys of a node that must be a block.
pub fn read_block<T: Section>(node: &Node, fallback: Option<&T>, reader: &mut Reader<'_>) -> Option<T> {
    if let Some(value) = node.values.first() {
        let message = format!("`{0}` takes a block: {0} {{ … }}", node.name);
        reader.fault(value.place, &node.name, message, None);
        return None;
    }
    reader.enter(node);
    let read = T::read_keys(node, fallback, reader);
    reader.leave();
    read
}

/// Writes a key that holds a section.
pub fn write_section<T: Section>(section: &T, key: &'static str, parent: &mut Node) {
    let mut node = Node::block(key, T::DOC);
    section.write_keys(&mut node);
    parent.children.push(node);
}
