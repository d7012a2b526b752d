//! Where a ship is and what it carries, in few bytes: late in a game there are ten thousand ships, and most steps of a turn
//! look at all of them. Of the fighters, most of all ships, few steps need more than their number and strength.

use super::place::{insert_sorted, remove_sorted};
use super::row::{Cell, Column, Field, Sink};
use super::rows::Ship;
use crate::ids::*;

/// Where a ship is. A ship is in exactly one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShipPlace {
    /// In a fleet.
    Fleet(FleetId),
    /// At a colony: a fighter of the pool, or a ship without a fleet in orbit.
    Colony(ColonyId),
    /// A fighter in a carrier's hangar.
    Carrier(ShipId),
    /// Under repair.
    Drydock(FacilityId),
}

/// Stored as a column for each kind of place, of which exactly one is not null; the columns are named after the kinds.
impl Field for ShipPlace {
    fn columns(_: &str) -> Vec<Column> {
        let places = [
            ("fleet", "fleets"),
            ("colony", "colonies"),
            ("carrier", "ships"),
            ("drydock", "facilities"),
        ];
        let column = |(name, parent): (&str, _)| Column {
            name: name.to_string(),
            nullable: true,
            references: Some(parent),
        };
        places.map(column).into()
    }

    fn put(&self, out: &mut impl Sink) {
        let (column, id) = match *self {
            Self::Fleet(id) => (0, id.0),
            Self::Colony(id) => (1, id.0),
            Self::Carrier(id) => (2, id.0),
            Self::Drydock(id) => (3, id.0),
        };
        for place in 0..4 {
            out.cell((place == column).then_some(i64::from(id)));
        }
    }

    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        let place = (
            Field::take(cells)?,
            Field::take(cells)?,
            Field::take(cells)?,
            Field::take(cells)?,
        );
        match place {
            (Some(fleet), None, None, None) => Ok(Self::Fleet(fleet)),
            (None, Some(colony), None, None) => Ok(Self::Colony(colony)),
            (None, None, Some(carrier), None) => Ok(Self::Carrier(carrier)),
            (None, None, None, Some(drydock)) => Ok(Self::Drydock(drydock)),
            _ => Err(None),
        }
    }
}

/// The fighters of a colony's pool or of a hangar, ascending, with their strength: they are never crippled (rulebook 11 §8),
/// and AS and DS are stamped on them for good (rulebook 10 §1.3), so it changes when they come and go only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wing {
    fighters: Vec<ShipId>,
    attack: i64,
    defense: i64,
}

impl Wing {
    /// AS of all of them.
    pub fn attack(&self) -> i64 {
        self.attack
    }

    /// DS of all of them.
    pub fn defense(&self) -> i64 {
        self.defense
    }

    /// Takes a fighter in, with its AS and DS.
    pub(super) fn insert(&mut self, fighter: ShipId, (attack, defense): (i32, i32)) {
        insert_sorted(&mut self.fighters, fighter);
        self.attack += i64::from(attack);
        self.defense += i64::from(defense);
    }

    /// Lets a fighter go that is in it, with its AS and DS.
    pub(super) fn remove(&mut self, fighter: ShipId, (attack, defense): (i32, i32)) {
        remove_sorted(&mut self.fighters, &fighter);
        self.attack -= i64::from(attack);
        self.defense -= i64::from(defense);
    }
}

impl std::ops::Deref for Wing {
    type Target = [ShipId];
    fn deref(&self) -> &[ShipId] {
        &self.fighters
    }
}

/// What is aboard a ship. Most ships, all fighters among them, never carry anything: they have no lists.
#[derive(Clone, Default)]
pub struct Aboard(Option<Box<Lists>>);

/// Lists of ids, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    pub(super) hangar: Wing,
    pub(super) marines: Vec<GroundId>,
}

static NO_FIGHTERS: Wing = Wing {
    fighters: Vec::new(),
    attack: 0,
    defense: 0,
};

impl Aboard {
    /// The lists, to be changed.
    pub(super) fn lists(&mut self) -> &mut Lists {
        self.0.get_or_insert_default()
    }

    /// Takes the lists away.
    pub(super) fn take(&mut self) -> Lists {
        self.0.take().map_or_else(Lists::default, |lists| *lists)
    }

    fn parts(&self) -> (&Wing, &[GroundId]) {
        self.0
            .as_ref()
            .map_or((&NO_FIGHTERS, &[]), |lists| (&lists.hangar, &lists.marines))
    }
}

/// Empty lists are as good as none.
impl PartialEq for Aboard {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

/// Views are compared by what they print.
impl std::fmt::Debug for Aboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.parts().fmt(f)
    }
}

impl Ship {
    /// The fleet it belongs to; none if it is somewhere else.
    pub fn fleet(&self) -> Option<FleetId> {
        match self.place {
            ShipPlace::Fleet(fleet) => Some(fleet),
            _ => None,
        }
    }

    /// Fighters in its hangar, ascending.
    pub fn fighters(&self) -> &Wing {
        self.aboard.parts().0
    }

    /// Marines aboard, ascending.
    pub fn marines(&self) -> &[GroundId] {
        self.aboard.parts().1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_four_columns_and_back() {
        for place in [
            ShipPlace::Fleet(FleetId(3)),
            ShipPlace::Colony(ColonyId(4)),
            ShipPlace::Carrier(ShipId(5)),
            ShipPlace::Drydock(FacilityId(6)),
        ] {
            let mut cells: Vec<Cell> = Vec::new();
            place.put(&mut cells);
            assert_eq!(cells.len(), ShipPlace::columns("place").len());
            assert_eq!(ShipPlace::take(&mut cells.iter()), Ok(place));
        }
    }

    #[test]
    fn no_place_and_two_places_are_refused() {
        let place = |cells: [Cell; 4]| ShipPlace::take(&mut cells.iter());
        assert_eq!(place([None; 4]), Err(None));
        assert_eq!(place([Some(1), None, Some(2), None]), Err(None));
        assert_eq!(place([Some(-1), None, None, None]), Err(Some(-1)));
    }

    #[test]
    fn empty_lists_are_as_good_as_none() {
        let mut aboard = Aboard::default();
        aboard.lists().marines.push(GroundId(1));
        assert_ne!(aboard, Aboard::default());
        aboard.lists().marines.clear();
        assert_eq!(aboard, Aboard::default());
        assert_eq!(format!("{aboard:?}"), format!("{:?}", Aboard::default()));
    }

    #[test]
    fn a_wing_is_as_strong_as_its_fighters() {
        let mut wing = Wing::default();
        wing.insert(ShipId(5), (3, 4));
        wing.insert(ShipId(2), (2, 1));
        assert_eq!(
            (&*wing, wing.attack(), wing.defense()),
            (&[ShipId(2), ShipId(5)][..], 5, 5)
        );
        wing.remove(ShipId(5), (3, 4));
        assert_eq!((&*wing, wing.attack(), wing.defense()), (&[ShipId(2)][..], 2, 1));
    }

    #[test]
    fn a_ship_takes_less_than_a_cache_line() {
        assert!(size_of::<Option<Ship>>() <= 48, "{}", size_of::<Option<Ship>>());
    }
}
