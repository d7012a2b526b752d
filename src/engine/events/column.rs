//! Columns of the event tables: one declaration gives the row, the columnar store, the schema and the documentation.

use std::borrow::Cow;

use crate::ids::*;
use crate::state::row::PerVocab;
use crate::vocab::Vocab;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Bool,
    /// 8 bits, unsigned.
    U8,
    /// 16 bits, unsigned.
    U16,
    /// 32 bits, unsigned.
    U32,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
    /// 32-bit float, always a multiple of 1/32 or documented otherwise.
    F32,
    /// A small vocabulary, stored as codes, shown by name.
    Name(&'static [&'static str]),
}

/// A column: name, type, documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Name.
    pub name: String,
    /// Type.
    pub kind: Kind,
    /// Whether null is a value.
    pub nullable: bool,
    /// Meaning and unit.
    pub doc: &'static str,
}

/// The values of a column.
#[derive(Clone, Debug)]
pub enum Values<'a> {
    /// See [`Kind::Bool`].
    Bool(Cow<'a, [bool]>),
    /// See [`Kind::U8`]; also the codes of [`Kind::Name`].
    U8(Cow<'a, [u8]>),
    /// See [`Kind::U16`].
    U16(Cow<'a, [u16]>),
    /// See [`Kind::U32`].
    U32(Cow<'a, [u32]>),
    /// See [`Kind::I32`].
    I32(Cow<'a, [i32]>),
    /// See [`Kind::I64`].
    I64(Cow<'a, [i64]>),
    /// See [`Kind::F32`].
    F32(Cow<'a, [f32]>),
}

/// A column's content.
#[derive(Clone, Debug)]
pub struct Data<'a> {
    /// The values; where `validity` is false they mean nothing.
    pub values: Values<'a>,
    /// For nullable columns, which values are there.
    pub validity: Option<Vec<bool>>,
}

impl<'a> From<Values<'a>> for Data<'a> {
    fn from(values: Values<'a>) -> Self {
        Self { values, validity: None }
    }
}

/// A type that an event row may hold.
pub trait EventField: Clone {
    /// The columns of a field.
    fn specs(name: &str, doc: &'static str) -> Vec<Spec>;
    /// The content of these columns.
    fn data(column: &[Self]) -> Vec<Data<'_>>;
}

/// A type stored in one column without nulls.
pub trait Scalar: Clone {
    /// Its type.
    const KIND: Kind;
    /// What stands in the place of a null.
    fn blank() -> Self;
    /// The values.
    fn values(column: Cow<'_, [Self]>) -> Values<'_>;
}

macro_rules! scalars {
    ($($ty:ty => $kind:ident),+) => {$(
        impl Scalar for $ty {
            const KIND: Kind = Kind::$kind;
            fn blank() -> Self {
                Self::default()
            }
            fn values(column: Cow<'_, [Self]>) -> Values<'_> {
                Values::$kind(column)
            }
        }
        scalar_field!($ty);
    )+};
}

macro_rules! scalar_field {
    ($ty:ty) => {
        impl EventField for $ty {
            fn specs(name: &str, doc: &'static str) -> Vec<Spec> {
                vec![Spec {
                    name: name.to_string(),
                    kind: <$ty as Scalar>::KIND,
                    nullable: false,
                    doc,
                }]
            }
            fn data(column: &[Self]) -> Vec<Data<'_>> {
                vec![<$ty as Scalar>::values(Cow::Borrowed(column)).into()]
            }
        }
    };
}

scalars!(bool => Bool, u8 => U8, u16 => U16, u32 => U32, i32 => I32, i64 => I64, f32 => F32);

macro_rules! id_scalars {
    ($($ty:ty),+) => {$(
        impl Scalar for $ty {
            const KIND: Kind = Kind::U32;
            fn blank() -> Self {
                Self(0)
            }
            fn values(column: Cow<'_, [Self]>) -> Values<'_> {
                Values::U32(column.iter().map(|id| id.0).collect())
            }
        }
        scalar_field!($ty);
    )+};
}
id_scalars!(SystemId, ColonyId, FleetId, ShipId, BattleId, ProposalId);

impl Scalar for HouseId {
    const KIND: Kind = Kind::U8;
    fn blank() -> Self {
        Self(0)
    }
    fn values(column: Cow<'_, [Self]>) -> Values<'_> {
        Values::U8(column.iter().map(|id| id.0 as u8).collect())
    }
}
scalar_field!(HouseId);

macro_rules! name_scalars {
    ($($ty:ty),+ $(,)?) => {$(
        impl $crate::events::column::Scalar for $ty {
            const KIND: $crate::events::column::Kind =
                $crate::events::column::Kind::Name(<$ty as $crate::vocab::Vocab>::NAMES);
            fn blank() -> Self {
                <$ty as $crate::vocab::Vocab>::ALL[0]
            }
            fn values(column: std::borrow::Cow<'_, [Self]>) -> $crate::events::column::Values<'_> {
                $crate::events::column::Values::U8(column.iter().map(|v| $crate::vocab::Vocab::code(*v)).collect())
            }
        }
        impl $crate::events::column::EventField for $ty {
            fn specs(name: &str, doc: &'static str) -> Vec<$crate::events::column::Spec> {
                vec![$crate::events::column::Spec {
                    name: name.to_string(),
                    kind: <$ty as $crate::events::column::Scalar>::KIND,
                    nullable: false,
                    doc,
                }]
            }
            fn data(column: &[Self]) -> Vec<$crate::events::column::Data<'_>> {
                vec![<$ty as $crate::events::column::Scalar>::values(std::borrow::Cow::Borrowed(column)).into()]
            }
        }
    )+};
}
pub(crate) use name_scalars;

name_scalars!(
    crate::vocab::ShipClass,
    crate::vocab::UnitClass,
    crate::vocab::PlanetClass,
    crate::vocab::Raw,
    crate::vocab::TechField,
    crate::vocab::Pool,
    crate::vocab::CommandKind,
    crate::vocab::Stance,
    crate::vocab::HouseStatus,
    crate::vocab::VictoryKind,
    crate::vocab::Theatre,
    crate::vocab::Detection,
    crate::vocab::Step,
    crate::vocab::Hull,
    crate::vocab::EspionageAction,
);

impl<T: Scalar> EventField for Option<T> {
    fn specs(name: &str, doc: &'static str) -> Vec<Spec> {
        vec![Spec {
            name: name.to_string(),
            kind: T::KIND,
            nullable: true,
            doc,
        }]
    }
    fn data(column: &[Self]) -> Vec<Data<'_>> {
        let values: Vec<T> = column.iter().map(|v| v.clone().unwrap_or_else(T::blank)).collect();
        // The values are owned by the column made here, so they outlive the borrow of the options.
        let values = match T::values(Cow::Owned(values)) {
            Values::Bool(v) => Values::Bool(Cow::Owned(v.into_owned())),
            Values::U8(v) => Values::U8(Cow::Owned(v.into_owned())),
            Values::U16(v) => Values::U16(Cow::Owned(v.into_owned())),
            Values::U32(v) => Values::U32(Cow::Owned(v.into_owned())),
            Values::I32(v) => Values::I32(Cow::Owned(v.into_owned())),
            Values::I64(v) => Values::I64(Cow::Owned(v.into_owned())),
            Values::F32(v) => Values::F32(Cow::Owned(v.into_owned())),
        };
        vec![Data {
            values,
            validity: Some(column.iter().map(Option::is_some).collect()),
        }]
    }
}

impl<V: Vocab, T: Scalar + Copy, const N: usize> EventField for PerVocab<V, T, N> {
    fn specs(name: &str, doc: &'static str) -> Vec<Spec> {
        let spec = |value: &&str| Spec {
            name: format!("{name}_{}", value.to_lowercase().replace(' ', "_")),
            kind: T::KIND,
            nullable: false,
            doc,
        };
        V::NAMES.iter().map(spec).collect()
    }
    fn data(column: &[Self]) -> Vec<Data<'_>> {
        V::ALL
            .iter()
            .map(|&key| T::values(Cow::Owned(column.iter().map(|row| row[key]).collect::<Vec<T>>())).into())
            .collect()
    }
}

/// A columnar event table.
pub trait EventTable {
    /// Its name: the folder in a run.
    fn name(&self) -> &'static str;
    /// Its columns. `game_id`, which every stored table has, is added by the store.
    fn specs(&self) -> Vec<Spec>;
    /// Its content, in the order of [`EventTable::specs`].
    fn data(&self) -> Vec<Data<'_>>;
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// Removes all rows, keeping the memory.
    fn clear(&mut self);
}

/// Declares an event table: the row struct and the columnar store.
macro_rules! event_table {
    (
        $(#[$doc:meta])*
        $table:ident of $row:ident in $name:literal {
            $(#[doc = $fdoc:literal] $field:ident: $ty:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $(#[doc = $fdoc] pub $field: $ty,)* }

        #[doc = concat!("Columns of `", $name, "`.")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $table { $(#[doc = $fdoc] pub $field: Vec<$ty>,)* }

        impl $table {
            /// Appends a row.
            pub fn push(&mut self, row: $row) {
                $(self.$field.push(row.$field);)*
            }

            /// The row at an index.
            pub fn row(&self, index: usize) -> $row {
                $row { $($field: self.$field[index].clone(),)* }
            }

            /// All rows in order.
            pub fn iter(&self) -> impl Iterator<Item = $row> + '_ {
                use $crate::events::column::EventTable;
                (0..self.rows()).map(|index| self.row(index))
            }
        }

        impl $crate::events::column::EventTable for $table {
            fn name(&self) -> &'static str {
                $name
            }
            fn specs(&self) -> Vec<$crate::events::column::Spec> {
                let mut out = Vec::new();
                $(out.extend(<$ty as $crate::events::column::EventField>::specs(stringify!($field), $fdoc.trim_ascii()));)*
                out
            }
            fn data(&self) -> Vec<$crate::events::column::Data<'_>> {
                let mut out = Vec::new();
                $(out.extend(<$ty as $crate::events::column::EventField>::data(&self.$field));)*
                out
            }
            fn rows(&self) -> usize {
                let lengths = [$(self.$field.len()),*];
                lengths[0]
            }
            fn clear(&mut self) {
                $(self.$field.clear();)*
            }
        }
    };
}
pub(crate) use event_table;
