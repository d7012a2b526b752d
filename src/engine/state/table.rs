//! Dense tables of rows by typed ids that are never reused.
//!
//! A table remembers which rows were touched since the last commit, and what their hashes were then: the touched
//! rows are what the state hash has to look at again, those of them whose hash differs are what SQLite gets.
//! `get_mut` marks a row as touched; `derived_mut` does not, and is for the membership lists that are neither stored
//! nor hashed.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::row::{Cell, Row, Sink};

/// A table of rows.
#[derive(Clone, Debug)]
pub struct Table<R: Row> {
    slots: Vec<Option<R>>,
    /// One bit a slot: whether it holds a row. Late in a game most slots are those of rows long gone.
    live: Vec<u64>,
    next: u32,
    len: usize,
    touched: Vec<bool>,
    dirty: Vec<Touched>,
    hashes: Vec<u64>,
    sum: u64,
    fresh: bool,
}

/// A row that was touched since the last commit.
#[derive(Clone, Copy, Debug)]
struct Touched {
    id: u32,
    /// Its hash at the last commit; 0 if it did not exist.
    saved: u64,
}

/// The places of the ones in a word of bits, ascending.
struct Ones {
    bits: u64,
    base: usize,
}

impl Ones {
    fn take(&mut self, place: u32) -> usize {
        self.bits &= !(1 << place);
        self.base + place as usize
    }
}

impl Iterator for Ones {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        (self.bits != 0).then(|| self.take(self.bits.trailing_zeros()))
    }
}

impl DoubleEndedIterator for Ones {
    fn next_back(&mut self) -> Option<usize> {
        (self.bits != 0).then(|| self.take(63 - self.bits.leading_zeros()))
    }
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self {
            slots: vec![None],
            live: vec![0],
            next: 1,
            len: 0,
            touched: vec![false],
            dirty: Vec::new(),
            hashes: vec![0],
            sum: 0,
            fresh: true,
        }
    }
}

impl<R: Row> Table<R> {
    /// The id that the next row made with [`Table::insert_next`] will get.
    pub fn next_id(&self) -> u32 {
        self.next
    }

    /// Sets the counter of ids, for the restore of a game.
    pub fn set_next_id(&mut self, next: u32) {
        self.next = next;
    }

    /// Inserts a row that is made from the next free id.
    pub fn insert_next(&mut self, make: impl FnOnce(R::Id) -> R) -> R::Id {
        let id = R::Id::from(self.next);
        self.insert(make(id));
        id
    }

    /// Inserts a row under its own id, which must be free.
    pub fn insert(&mut self, row: R) {
        let raw: u32 = row.id().into();
        let index = raw as usize;
        if index >= self.slots.len() {
            self.slots.resize_with(index + 1, || None);
            self.touched.resize(index + 1, false);
            self.hashes.resize(index + 1, 0);
            self.live.resize(index / 64 + 1, 0);
        }
        assert!(self.slots[index].is_none(), "{}: id {raw} is taken", R::TABLE);
        self.slots[index] = Some(row);
        self.live[index / 64] |= 1 << (index % 64);
        self.next = self.next.max(raw + 1);
        self.len += 1;
        self.touch(raw);
    }

    /// Removes a row and returns it.
    pub fn remove(&mut self, id: R::Id) -> Option<R> {
        let raw: u32 = id.into();
        let row = self.slots.get_mut(raw as usize)?.take()?;
        self.live[raw as usize / 64] &= !(1 << (raw % 64));
        self.len -= 1;
        self.touch(raw);
        Some(row)
    }

    /// The row, if it exists.
    pub fn get(&self, id: R::Id) -> Option<&R> {
        let raw: u32 = id.into();
        self.slots.get(raw as usize)?.as_ref()
    }

    /// Whether the row exists.
    pub fn contains(&self, id: R::Id) -> bool {
        self.get(id).is_some()
    }

    /// The row, to be changed, if it exists.
    pub fn get_mut(&mut self, id: R::Id) -> Option<&mut R> {
        let raw: u32 = id.into();
        if self.slots.get(raw as usize)?.is_none() {
            return None;
        }
        self.touch(raw);
        self.slots[raw as usize].as_mut()
    }

    /// The row, for a change of its derived lists only.
    pub fn derived_mut(&mut self, id: R::Id) -> Option<&mut R> {
        let raw: u32 = id.into();
        self.slots.get_mut(raw as usize)?.as_mut()
    }

    /// All rows, ascending by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &R> {
        let words = self.live.iter().enumerate();
        let slots = words.flat_map(|(place, &bits)| Ones { bits, base: place * 64 });
        slots.filter_map(|index| self.slots[index].as_ref())
    }

    /// All ids, ascending.
    pub fn ids(&self) -> Vec<R::Id> {
        self.iter().map(Row::id).collect()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn touch(&mut self, raw: u32) {
        self.fresh = false;
        let flag = &mut self.touched[raw as usize];
        if !*flag {
            *flag = true;
            // Hashes change in a refresh only, and only those of touched rows: this one is still the committed one.
            self.dirty.push(Touched {
                id: raw,
                saved: self.hashes[raw as usize],
            });
        }
    }

    /// Ids of the rows that differ from what they were at the last [`Table::commit`], ascending; the rows of some of
    /// them are gone. Rows that were touched but are as they were are not among them.
    ///
    /// # Panics
    /// If a row was touched since the last [`Table::refresh`].
    pub fn changed(&self) -> impl Iterator<Item = R::Id> + '_ {
        assert!(self.fresh, "{}: changes are known after a refresh only", R::TABLE);
        let differs = |row: &&Touched| self.hashes[row.id as usize] != row.saved;
        self.dirty.iter().filter(differs).map(|row| R::Id::from(row.id))
    }

    /// Brings the hash up to date and forgets what was touched.
    pub fn commit(&mut self) {
        self.refresh();
        for row in self.dirty.drain(..) {
            self.touched[row.id as usize] = false;
        }
    }

    /// Brings the hash up to date without forgetting what was touched.
    pub fn refresh(&mut self) {
        if self.fresh {
            return;
        }
        self.fresh = true;
        self.dirty.sort_unstable_by_key(|row| row.id);
        let mut scratch = Scratch::default();
        for row in &self.dirty {
            let index = row.id as usize;
            let fresh = self.slots[index].as_ref().map_or(0, |row| row_hash(row, &mut scratch));
            let old = std::mem::replace(&mut self.hashes[index], fresh);
            self.sum = self.sum.wrapping_sub(old).wrapping_add(fresh);
        }
    }

    /// The hash of the whole table as of the last commit or refresh: the sum of the hashes of its rows.
    pub fn hash(&self) -> u64 {
        self.sum
    }

    /// The hash computed from nothing, to check the incremental one.
    pub fn recomputed_hash(&self) -> u64 {
        let mut scratch = Scratch::default();
        self.iter()
            .fold(0u64, |sum, row| sum.wrapping_add(row_hash(row, &mut scratch)))
    }
}

/// The bytes of a row that its hash is made of: whether each cell holds a value, and the value. Used again for every
/// row.
#[derive(Default)]
struct Scratch(Vec<u8>);

impl Sink for Scratch {
    fn cell(&mut self, cell: Cell) {
        let mut bytes = [u8::from(cell.is_some()); 9];
        bytes[1..].copy_from_slice(&cell.unwrap_or(0).to_le_bytes());
        self.0.extend_from_slice(&bytes);
    }
}

fn row_hash<R: Row>(row: &R, scratch: &mut Scratch) -> u64 {
    scratch.0.clear();
    row.put(scratch);
    let id: u32 = row.id().into();
    xxh3_64_with_seed(&scratch.0, xxh3_64_with_seed(R::TABLE.as_bytes(), u64::from(id)))
}

impl<R: Row> std::ops::Index<R::Id> for Table<R> {
    type Output = R;
    /// # Panics
    /// If the row does not exist: a broken invariant.
    fn index(&self, id: R::Id) -> &R {
        self.get(id).unwrap_or_else(|| panic!("{}: no row {id:?}", R::TABLE))
    }
}

impl<R: Row> std::ops::IndexMut<R::Id> for Table<R> {
    fn index_mut(&mut self, id: R::Id) -> &mut R {
        self.get_mut(id)
            .unwrap_or_else(|| panic!("{}: no row {id:?}", R::TABLE))
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Lane;
    use super::*;
    use crate::ids::{LaneId, SystemId};
    use crate::vocab::LaneClass;

    fn lane(id: LaneId) -> Lane {
        Lane {
            id,
            a: SystemId(1),
            b: SystemId(2),
            class: LaneClass::Minor,
        }
    }

    fn changed(table: &mut Table<Lane>) -> Vec<u32> {
        table.refresh();
        assert_eq!(table.hash(), table.recomputed_hash());
        table.changed().map(u32::from).collect()
    }

    #[test]
    fn a_change_is_a_difference_to_what_was_committed() {
        let mut table = Table::default();
        let ids: Vec<LaneId> = (0..4).map(|_| table.insert_next(lane)).collect();
        let passing = table.insert_next(lane);
        table.remove(passing);
        assert_eq!(changed(&mut table), [1, 2, 3, 4], "what came and went is no change");
        table.commit();
        assert_eq!(changed(&mut table), Vec::<u32>::new());

        table[ids[3]].class = LaneClass::Major;
        table[ids[1]].class = LaneClass::Major;
        assert_eq!(changed(&mut table), [2, 4]);
        table[ids[1]].class = LaneClass::Minor;
        table.remove(ids[0]);
        assert_eq!(
            changed(&mut table),
            [1, 4],
            "what is as it was is no change, whenever the hash was asked for"
        );
        assert_eq!(table.next_id(), 6, "ids are not used again");
    }

    #[test]
    fn rows_are_found_from_either_end_among_many_that_are_gone() {
        let mut table = Table::default();
        let ids: Vec<LaneId> = (0..300).map(|_| table.insert_next(lane)).collect();
        let stays = |id: &LaneId| [1, 2, 63, 64, 65, 128, 299, 300].contains(&id.0);
        for &id in ids.iter().filter(|id| !stays(id)) {
            table.remove(id);
        }
        let left: Vec<LaneId> = ids.into_iter().filter(stays).collect();
        assert_eq!(table.ids(), left);
        assert!(table.iter().rev().map(|lane| lane.id).eq(left.iter().rev().copied()));
        assert_eq!(table.len(), left.len());
    }

    #[test]
    #[should_panic(expected = "after a refresh only")]
    fn changes_are_not_guessed() {
        let mut table = Table::default();
        table.insert_next(lane);
        let _ = table.changed().count();
    }
}
