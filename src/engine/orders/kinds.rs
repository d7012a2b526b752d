//! Kinds of orders, each declared once: what it is, its name in order files, its fields and their names there.
//!
//! `order_kinds!` makes of such a declaration the enumeration, its reader, its writer and its documentation. An order
//! kind or field that is forgotten somewhere does not compile.

use super::line::Line;
use crate::rules::reader::Reader;
use crate::rules::tree::Node;

/// A kind of order, for documentation.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in order files.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [FieldDoc],
}

/// A field of an order, for documentation.
#[derive(Clone, Copy, Debug)]
pub struct FieldDoc {
    /// Its name in order files.
    pub key: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// It stands among the values, without its name.
    pub bare: bool,
}

/// Orders of one list of a packet, written as lines of a section.
pub trait Listed: Sized {
    /// Its kinds.
    const KINDS: &'static [Kind];
    /// Their names.
    const NAMES: &'static [&'static str];
    /// Reads a line, noting every mistake; none if there was one or the name is unknown.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes it as a line.
    fn write(&self) -> Node;
}

/// Declares lists of orders: see the head of this file.
macro_rules! order_kinds {
    ($(
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        $name:ident {
            $(
                $(#[doc = $kind_doc:literal])+
                $kind:ident = $node:literal {
                    $(
                        $(#[doc = $field_doc:literal])+
                        $field:ident: $ty:ty = $key:literal,
                    )*
                },
            )+
        }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq $($(, $derive)+)?)]
        pub enum $name {
            $(
                $(#[doc = $kind_doc])+
                $kind {
                    $($(#[doc = $field_doc])+ $field: $ty,)*
                },
            )+
        }

        impl $crate::orders::kinds::Listed for $name {
            const KINDS: &'static [$crate::orders::kinds::Kind] = &[$(
                $crate::orders::kinds::Kind {
                    name: $node,
                    doc: concat!($($kind_doc),+),
                    fields: &[$(
                        $crate::orders::kinds::FieldDoc {
                            key: $key,
                            doc: concat!($($field_doc),+),
                            bare: <$ty as $crate::orders::line::Field>::BARE,
                        },
                    )*],
                },
            )+];
            const NAMES: &'static [&'static str] = &[$($node),+];

            fn read(
                node: &$crate::rules::tree::Node,
                reader: &mut $crate::rules::reader::Reader<'_>,
            ) -> Option<Self> {
                let mut line = $crate::orders::line::Line::new(node);
                match node.name.as_str() {
                    $($node => {
                        $(let $field = <$ty as $crate::orders::line::Field>::read(&mut line, $key, reader);)*
                        line.end(reader)?;
                        Some(Self::$kind { $($field: $field?),* })
                    })+
                    _ => None,
                }
            }

            fn write(&self) -> $crate::rules::tree::Node {
                match self {
                    $(Self::$kind { $($field),* } => {
                        let mut node = $crate::rules::tree::Node::leaf($node, Vec::new(), "");
                        $($crate::orders::line::Field::write($field, $key, &mut node);)*
                        node
                    })+
                }
            }
        }
    )+};
}
pub(super) use order_kinds;

/// Reads the lines of a section; mistakes leave gaps.
pub fn read_list<T: Listed>(section: &Node, list: &mut Vec<T>, reader: &mut Reader<'_>) {
    Line::new(section).end_before_block(reader);
    reader.enter(section);
    reader.refuse_unknown(section, T::NAMES);
    list.extend(section.children.iter().filter_map(|line| T::read(line, reader)));
    reader.leave();
}

/// Writes a list as a section, if there is anything in it.
pub fn write_list<T: Listed>(name: &str, list: &[T], out: &mut Vec<Node>) {
    if !list.is_empty() {
        let mut section = Node::block(name, "");
        section.children = list.iter().map(T::write).collect();
        out.push(section);
    }
}
