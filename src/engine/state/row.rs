//! Rows: one declaration gives the struct, its columns, and its way to integers and back.
//!
//! Everything that persists is an integer or null (rulebook 20 §0.2), so one generic row serves SQLite,
//! the state hash and the restore of a game alike.

use crate::events::{DiplomacyKind, EconomyKind, Item, OrderFate, OrderSort, Reason};
use crate::ids::Id;
use crate::vocab::*;

/// A stored value.
pub type Cell = Option<i64>;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in SQLite.
    pub name: String,
    /// Whether null is a value.
    pub nullable: bool,
    /// The table whose `id` this column refers to.
    pub references: Option<&'static str>,
}

/// A cell that does not hold a value of its column: a damaged database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("table {table}: {cell:?} is not a value of column {column}")]
pub struct BadCell {
    /// Name of the table.
    pub table: &'static str,
    /// Name of the column.
    pub column: String,
    /// What was found.
    pub cell: Cell,
}

/// What cells are written to.
pub trait Sink {
    /// Takes the next cell of a row.
    fn cell(&mut self, cell: Cell);
}

impl Sink for Vec<Cell> {
    fn cell(&mut self, cell: Cell) {
        self.push(cell);
    }
}

/// A type that can be stored in one column, or in several (arrays over a vocabulary).
pub trait Field: Sized {
    /// The columns for a field called `name`.
    fn columns(name: &str) -> Vec<Column> {
        vec![Column {
            name: name.to_string(),
            nullable: false,
            references: None,
        }]
    }
    /// Writes the cells.
    fn put(&self, out: &mut impl Sink);
    /// Reads the cells back; `Err` carries the one that does not fit.
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell>;
}

macro_rules! integer_fields {
    ($($int:ty),+) => {$(
        impl Field for $int {
            fn put(&self, out: &mut impl Sink) {
                out.cell(Some(i64::from(*self)));
            }
            fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
                let cell = cells.next().copied().flatten();
                cell.and_then(|v| <$int>::try_from(v).ok()).ok_or(cell)
            }
        }
    )+};
}
integer_fields!(u8, u16, u32, i32, i64);

impl Field for bool {
    fn put(&self, out: &mut impl Sink) {
        out.cell(Some(i64::from(*self)));
    }
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        match cells.next().copied().flatten() {
            Some(0) => Ok(false),
            Some(1) => Ok(true),
            other => Err(other),
        }
    }
}

impl<T: Field> Field for Option<T> {
    fn columns(name: &str) -> Vec<Column> {
        let nullable = |column| Column {
            nullable: true,
            ..column
        };
        T::columns(name).into_iter().map(nullable).collect()
    }
    fn put(&self, out: &mut impl Sink) {
        match self {
            Some(value) => value.put(out),
            None => out.cell(None),
        }
    }
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        if cells.as_slice().first() == Some(&None) {
            cells.next();
            return Ok(None);
        }
        T::take(cells).map(Some)
    }
}

macro_rules! vocab_fields {
    ($($name:ty),+) => {$(
        impl Field for $name {
            fn put(&self, out: &mut impl Sink) {
                out.cell(Some(i64::from(self.code())));
            }
            fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
                let cell = cells.next().copied().flatten();
                cell.and_then(|v| u8::try_from(v).ok()).and_then(Self::from_code).ok_or(cell)
            }
        }
    )+};
}
vocab_fields!(
    ShipClass,
    FacilityKind,
    GroundKind,
    PlanetClass,
    Raw,
    LaneClass,
    TechField,
    Hull,
    CommandKind,
    Stance,
    MissionState,
    FleetStatus,
    HouseStatus,
    VictoryKind,
    EspionageAction,
    EffectKind,
    Pool,
    UnitClass,
    Theatre,
    Source,
    StanceCause,
    ProposalKind,
    ProposalStatus,
    EconomyKind,
    DiplomacyKind,
    Item,
    OrderSort,
    OrderFate,
    Reason
);

impl<T: Id> Field for T {
    fn put(&self, out: &mut impl Sink) {
        out.cell(Some(i64::from((*self).into())));
    }
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        let cell = cells.next().copied().flatten();
        cell.and_then(|v| u32::try_from(v).ok()).map(Self::from).ok_or(cell)
    }
}

/// One value for each value of a vocabulary, stored as one column each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PerVocab<V, T, const N: usize> {
    values: [T; N],
    vocabulary: std::marker::PhantomData<V>,
}

impl<V: Vocab, T: Copy + Default, const N: usize> Default for PerVocab<V, T, N> {
    fn default() -> Self {
        Self {
            values: [T::default(); N],
            vocabulary: std::marker::PhantomData,
        }
    }
}

impl<V: Vocab, T: Copy, const N: usize> PerVocab<V, T, N> {
    /// The same value for all.
    pub fn all(value: T) -> Self {
        Self {
            values: [value; N],
            vocabulary: std::marker::PhantomData,
        }
    }

    /// Pairs in code order.
    pub fn iter(&self) -> impl Iterator<Item = (V, T)> + '_ {
        V::ALL.iter().copied().zip(self.values.iter().copied())
    }
}

impl<V: Vocab, T, const N: usize> std::ops::Index<V> for PerVocab<V, T, N> {
    type Output = T;
    fn index(&self, key: V) -> &T {
        &self.values[key.code() as usize]
    }
}

impl<V: Vocab, T, const N: usize> std::ops::IndexMut<V> for PerVocab<V, T, N> {
    fn index_mut(&mut self, key: V) -> &mut T {
        &mut self.values[key.code() as usize]
    }
}

impl<V: Vocab, T: Field + Copy, const N: usize> Field for PerVocab<V, T, N> {
    fn columns(name: &str) -> Vec<Column> {
        let names = V::NAMES.iter().map(|value| value.to_lowercase().replace(' ', "_"));
        names.flat_map(|value| T::columns(&format!("{name}_{value}"))).collect()
    }
    fn put(&self, out: &mut impl Sink) {
        for value in &self.values {
            value.put(out);
        }
    }
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        let mut values = Vec::with_capacity(N);
        for _ in 0..N {
            values.push(T::take(cells)?);
        }
        let values = values.try_into().unwrap_or_else(|_| unreachable!("N values were read"));
        Ok(Self {
            values,
            vocabulary: std::marker::PhantomData,
        })
    }
}

/// A row of a table.
pub trait Row: Clone {
    /// The type of the row's id.
    type Id: Copy + Ord + From<u32> + Into<u32> + std::fmt::Debug;
    /// Name of the table in SQLite.
    const TABLE: &'static str;
    /// The columns after `id`.
    fn columns() -> Vec<Column>;
    /// The row's id.
    fn id(&self) -> Self::Id;
    /// Writes the cells after `id`.
    fn put(&self, out: &mut impl Sink);
    /// A row from its id and the cells after it.
    ///
    /// # Errors
    /// [`BadCell`] if a cell is not a value of its column.
    fn take(id: Self::Id, cells: &[Cell]) -> Result<Self, BadCell>;
}

/// Declares a row: stored fields, each with the table it refers to if it is an id, then derived ones, which are
/// rebuilt from the others when a game is restored and neither stored nor hashed.
macro_rules! row {
    (
        $(#[$doc:meta])*
        $name:ident($id:ty) in $table:literal {
            $($(#[$fdoc:meta])* $field:ident: $ty:ty $(=> $refs:literal)?,)*
        }
        $(derived { $($(#[$ddoc:meta])* $dfield:ident: $dty:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// The row's id.
            pub id: $id,
            $($(#[$fdoc])* pub $field: $ty,)*
            $($($(#[$ddoc])* pub $dfield: $dty,)*)?
        }

        impl $crate::state::row::Row for $name {
            type Id = $id;
            const TABLE: &'static str = $table;
            fn columns() -> Vec<$crate::state::row::Column> {
                let mut out = Vec::new();
                $(
                    #[allow(unused_mut, unused_assignments)]
                    let mut refs: Option<&'static str> = None;
                    $(refs = Some($refs);)?
                    for column in <$ty as $crate::state::row::Field>::columns(stringify!($field)) {
                        let references = refs.or(column.references);
                        out.push($crate::state::row::Column { references, ..column });
                    }
                )*
                out
            }
            fn id(&self) -> $id {
                self.id
            }
            fn put(&self, out: &mut impl $crate::state::row::Sink) {
                $($crate::state::row::Field::put(&self.$field, out);)*
            }
            fn take(
                id: $id,
                cells: &[$crate::state::row::Cell],
            ) -> Result<Self, $crate::state::row::BadCell> {
                let mut cells = cells.iter();
                $(let $field = <$ty as $crate::state::row::Field>::take(&mut cells).map_err(|cell| {
                    $crate::state::row::BadCell { table: $table, column: stringify!($field).to_string(), cell }
                })?;)*
                Ok(Self { id, $($field,)* $($($dfield: Default::default(),)*)? })
            }
        }
    };
}
pub(crate) use row;
