//! Disinformation: figures are falsified when they are written for a deceived house (rulebook 23 §6.7).
//!
//! Neither the record nor anything in a view tells that they are false.

use crate::dice::Stream;
use crate::espionage;
use crate::ids::*;
use crate::num;
use crate::state::State;
use crate::state::rows::Fabrication;
use crate::turn::Turn;
use crate::vocab::*;

/// Figures of records that are falsified, each with a number of its own: with the number of what the record is about it
/// names the stream of its dice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// Ships of a class in a fleet.
    Ships(ShipClass),
    /// Ships of a fleet in what was read in a starbase.
    PlannedShips,
    /// Population units of a colony.
    Population,
    /// Industrial units of a colony.
    Industry,
    /// Its damaged industrial units.
    DamagedIndustry,
    /// Its gross output.
    Gross,
    /// Its net value.
    Net,
    /// Ground units of a kind; the level of the shield.
    Ground(GroundKind),
    /// Facilities of a kind.
    Facilities(FacilityKind),
    /// Crippled facilities of a kind.
    CrippledFacilities(FacilityKind),
    /// Fighters in the pool.
    Pool,
    /// Fleets in Reserve.
    ReserveFleets,
    /// Mothballed fleets.
    MothballedFleets,
    /// Fleets that guard the orbit.
    Guards,
    /// The treasury of a house.
    Treasury,
    /// Its gross output.
    HouseGross,
    /// Its revenue.
    HouseNet,
    /// A level of technology.
    Tech(TechField),
    /// A pool of research points.
    Research(Pool),
    /// Units of a class on a side of a battle.
    Fought(UnitClass, usize),
    /// Those of them that were lost.
    Lost(UnitClass, usize),
}

impl Figure {
    fn number(self) -> u32 {
        let (group, member) = match self {
            Self::Ships(class) => (1, class.code()),
            Self::PlannedShips => (2, 0),
            Self::Population => (3, 0),
            Self::Industry => (3, 1),
            Self::DamagedIndustry => (3, 2),
            Self::Gross => (3, 3),
            Self::Net => (3, 4),
            Self::Pool => (3, 5),
            Self::ReserveFleets => (3, 6),
            Self::MothballedFleets => (3, 7),
            Self::Guards => (3, 8),
            Self::Ground(kind) => (4, kind.code()),
            Self::Facilities(kind) => (5, kind.code()),
            Self::CrippledFacilities(kind) => (6, kind.code()),
            Self::Treasury => (7, 0),
            Self::HouseGross => (7, 1),
            Self::HouseNet => (7, 2),
            Self::Tech(field) => (8, field.code()),
            Self::Research(pool) => (9, pool.code()),
            Self::Fought(class, side) => (10 + side as u32, class.code()),
            Self::Lost(class, side) => (12 + side as u32, class.code()),
        };
        group * 64 + u32::from(member)
    }
}

/// Writes the figures of one record for one house.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    house: HouseId,
    subject: u32,
    /// The house is given false figures.
    pub deceived: bool,
}

impl Pen {
    /// A pen for a record about something with this number.
    pub fn new(state: &State, house: HouseId, subject: impl Into<u32>) -> Self {
        Self {
            house,
            subject: subject.into(),
            deceived: espionage::in_force(state, house, EffectKind::IntelCorrupted),
        }
    }

    /// A figure as it is written down: a deceived house gets it wrong by a share between the bounds of the rules, up or
    /// down (23 S14). What is not there is not invented.
    pub fn figure(self, state: &mut State, figure: Figure, value: i64) -> i64 {
        if !self.deceived || value <= 0 {
            return value;
        }
        let number = figure.number();
        let times = self.note(state, number);
        let mut dice = state
            .streams
            .open(state.turn(), Stream::Noise(self.house, self.subject, number));
        let mut draw = || (dice.unit(), dice.below(2));
        for _ in 0..times {
            draw();
        }
        let (share, sign) = draw();
        let rules = &state.rules.espionage.actions.plant_disinformation;
        let share = rules.min_variance + share * (rules.max_variance - rules.min_variance);
        let factor = if sign == 0 { 1.0 - share } else { 1.0 + share };
        num::round(value as f64 * factor).max(0)
    }

    /// A count as it is written down.
    pub fn count(self, state: &mut State, figure: Figure, value: usize) -> u16 {
        let value = self.figure(state, figure, value as i64);
        u16::try_from(value).unwrap_or(u16::MAX)
    }

    /// A level of technology as it is written down: between the first and the last that there is (23 S15).
    pub fn level(self, state: &mut State, field: TechField, level: u8) -> u8 {
        if !self.deceived {
            return level;
        }
        let most = i64::from(state.rules.tech.max_level(field));
        self.figure(state, Figure::Tech(field), i64::from(level)).clamp(1, most) as u8
    }

    /// Notes that a figure is falsified; says how often it was before in this turn.
    fn note(self, state: &mut State, figure: u32) -> u32 {
        let same = |row: &&Fabrication| (row.house, row.subject, row.figure) == (self.house, self.subject, figure);
        let found = state.fabrications.iter().find(same).map(|row| row.id);
        match found {
            Some(id) => {
                let row = &mut state.fabrications[id];
                row.times += 1;
                row.times - 1
            }
            None => {
                let (house, subject) = (self.house, self.subject);
                state.fabrications.insert_next(|id| Fabrication {
                    id,
                    house,
                    subject,
                    figure,
                    times: 1,
                });
                0
            }
        }
    }
}

/// PRD7: what was falsified in a turn does not count in the next, which has dice of its own.
pub fn prd7_forget_fabrications(turn: &mut Turn) {
    let fabrications = &mut turn.state.fabrications;
    for id in fabrications.ids() {
        fabrications.remove(id);
    }
    fabrications.set_next_id(1);
}
