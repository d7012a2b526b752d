//! Personas: who a player is, as data (rulebook 30 §1, §3, §11).
//!
//! Traits are the rulebook's (§1.1). The other figures are what the traits turn into (§1.3); where the rulebook asks
//! for continuous functions or leaves a figure to measurement, the value was set by playing many games.

use ec4x_engine::vocab::{EspionageAction, TechField, Vocab};

/// The kinds of computer players.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PersonaKind {
    /// Arms early, goes to war first and keeps attacking.
    Aggressive,
    /// Industry and technology first; a late, rich fleet.
    Economic,
    /// No bias; does what the situation asks for.
    Balanced,
    /// Few quarrels, heavy garrisons and starbases, prestige by good government.
    Turtle,
}

impl Vocab for PersonaKind {
    const ALL: &'static [Self] = &[Self::Aggressive, Self::Economic, Self::Balanced, Self::Turtle];
    const NAMES: &'static [&'static str] = &["Aggressive", "Economic", "Balanced", "Turtle"];
    fn code(self) -> u8 {
        self as u8
    }
}

impl std::fmt::Display for PersonaKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// Shares of what is left after the certain claims; the rest of 1 is free for whatever is worth most (§3.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Industrial units.
    pub growth: f64,
    /// Ships that fight, and what they need to land.
    pub fleet: f64,
    /// Ground units beyond the minimum, starbases, shields, fighters of colonies.
    pub fortress: f64,
}

/// Shares of the fleet's build cost by role (§1.3 "doctrine", §11.1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doctrine {
    /// Cruiser to super dreadnought.
    pub line: f64,
    /// Corvette to light cruiser.
    pub escort: f64,
    /// Carriers with their fighters.
    pub carrier: f64,
    /// Raiders.
    pub raider: f64,
    /// Planet-Breakers.
    pub breaker: f64,
}

/// Ground units wanted at a colony: armies, batteries (§11.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Garrison {
    /// Armies.
    pub armies: i64,
    /// Ground batteries.
    pub batteries: i64,
}

/// How a persona uses spies (§15).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spying {
    /// Chance of running actions in a turn (§1.3).
    pub operate: f64,
    /// First turn in which espionage points are bought.
    pub from: u32,
    /// Espionage points at which it does not wait any longer, by act.
    pub stock: [i64; 4],
    /// Counter-intelligence points it wants to hold, by act.
    pub guard: [i64; 4],
    /// What it likes: a factor on the promise of each action, in the order of [`EspionageAction`].
    pub taste: [f64; EspionageAction::COUNT],
}

/// When a house is told to stay away (§16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Whoever wants to come may come.
    Never,
    /// When its warships stand at an own colony.
    AtColonies,
    /// When they stand next door, too.
    Nearby,
}

/// How a persona deals with other houses (§16).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manners {
    /// Trait, 0…1 (§1.1).
    pub diplomacy: f64,
    /// Turns for which it keeps a peace that it has agreed to.
    pub truce: u32,
    /// It declares war on those whom it marches against, and talks with no house that it means to attack.
    pub plans_war: bool,
    /// When it declares a house Hostile, so that intruders can be fought at once.
    pub warning: Warning,
}

/// A computer player's character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Persona {
    /// Its kind.
    pub kind: PersonaKind,
    /// Trait, 0…1 (§1.1).
    pub aggression: f64,
    /// Trait, 0…1 (§1.1).
    pub risk: f64,
    /// Trait, 0…1 (§1.1).
    pub economy: f64,
    /// Trait, 0…1 (§1.1).
    pub expansion: f64,
    /// Odds wanted before an attack (§1.3 "Att").
    pub attack_odds: f64,
    /// Industry bought up to this percentage of the population (§1.3 "IU").
    pub industry_percent: i64,
    /// Spending by act (§3.2, widened so that personas differ, §1.3 last paragraph).
    pub split: [Split; 4],
    /// Composition of the fleet (§1.3).
    pub doctrine: Doctrine,
    /// Most houses it will be at war with by its own choice, by act (§16, war threshold §1.3).
    pub wars: [usize; 4],
    /// Share of its fleet that stays at the capital (§13).
    pub guard: f64,
    /// Upkeep it bears, as a share of income (§5.4).
    pub upkeep: f64,
    /// Rate of taxes while money compounds (§5.1).
    pub tax: u8,
    /// What a point of prestige by good government is worth, in percent of the output: at the start and at the end of
    /// the game (§5.1).
    pub government: [f64; 2],
    /// Part of the game in which it taxes at its full rate, because money compounds or wins wars (§5.1).
    pub invest: f64,
    /// Strength it wants to have, as a multiple of the strongest rival's fleets that it has seen.
    pub strength: f64,
    /// Ground units at the capital, by act.
    pub capital_garrison: [Garrison; 4],
    /// Ground units at colonies worth defending, by act.
    pub core_garrison: [Garrison; 4],
    /// Starbases at the capital, by act (§5.3).
    pub capital_starbases: [u32; 4],
    /// Starbases at colonies worth defending, by act (§5.3).
    pub core_starbases: [u32; 4],
    /// Its diplomacy.
    pub manners: Manners,
    /// Its spies.
    pub spying: Spying,
    /// Missions of scouts that it keeps up, by act (§9.2).
    pub stations: [usize; 4],
    /// Chance to be noticed in a turn that a mission may have: more scouts are harder to find.
    pub noticed: f64,
    /// Fields bought only from a turn on (§8): the order of the first turns.
    pub late_fields: &'static [(TechField, u32)],
}

const fn split(growth: f64, fleet: f64, fortress: f64) -> Split {
    Split {
        growth,
        fleet,
        fortress,
    }
}

const fn garrison(armies: i64, batteries: i64) -> Garrison {
    Garrison { armies, batteries }
}

/// The personas, in the order of [`PersonaKind`].
static PERSONAS: [Persona; 4] = [
    Persona {
        kind: PersonaKind::Aggressive,
        aggression: 0.90,
        risk: 0.80,
        economy: 0.50,
        expansion: 0.80,
        attack_odds: 0.40,
        industry_percent: 150,
        split: [
            split(0.0, 0.95, 0.05),
            split(0.0, 0.95, 0.05),
            split(0.20, 0.75, 0.05),
            split(0.0, 0.95, 0.05),
        ],
        doctrine: Doctrine {
            line: 0.55,
            escort: 0.15,
            carrier: 0.15,
            raider: 0.12,
            breaker: 0.03,
        },
        wars: [1, 1, 1, 2],
        guard: 0.0,
        upkeep: 0.45,
        tax: 65,
        government: [0.1, 0.3],
        invest: 1.0,
        strength: 1.8,
        capital_garrison: [garrison(10, 5), garrison(10, 6), garrison(12, 8), garrison(14, 10)],
        core_garrison: [garrison(1, 1), garrison(2, 2), garrison(3, 3), garrison(3, 3)],
        capital_starbases: [0, 1, 1, 2],
        core_starbases: [0, 0, 0, 1],
        manners: Manners {
            diplomacy: 0.20,
            truce: 3,
            plans_war: true,
            warning: Warning::Never,
        },
        spying: Spying {
            operate: 0.30,
            from: 4,
            stock: [10, 20, 30, 30],
            guard: [4, 9, 12, 15],
            taste: [0.7, 1.2, 1.5, 1.2, 3.0, 0.7, 0.6, 1.0, 0.7, 0.8],
        },
        stations: [1, 3, 4, 4],
        noticed: 0.35,
        late_fields: &[(TechField::Ter, 6), (TechField::Cic, 5), (TechField::Sld, 5)],
    },
    Persona {
        kind: PersonaKind::Economic,
        aggression: 0.30,
        risk: 0.30,
        economy: 0.90,
        expansion: 0.50,
        attack_odds: 0.60,
        industry_percent: 125,
        split: [
            split(0.90, 0.05, 0.05),
            split(0.75, 0.15, 0.10),
            split(0.35, 0.55, 0.10),
            split(0.0, 0.85, 0.15),
        ],
        doctrine: Doctrine {
            line: 0.40,
            escort: 0.25,
            carrier: 0.25,
            raider: 0.05,
            breaker: 0.05,
        },
        wars: [0, 0, 1, 2],
        guard: 0.25,
        upkeep: 0.45,
        tax: 50,
        government: [0.10, 0.50],
        invest: 0.45,
        strength: 1.0,
        capital_garrison: [garrison(10, 5), garrison(10, 6), garrison(12, 8), garrison(14, 10)],
        core_garrison: [garrison(1, 1), garrison(2, 2), garrison(3, 3), garrison(4, 4)],
        capital_starbases: [0, 1, 2, 3],
        core_starbases: [0, 0, 1, 1],
        manners: Manners {
            diplomacy: 0.60,
            truce: 10,
            plans_war: false,
            warning: Warning::AtColonies,
        },
        spying: Spying {
            operate: 0.40,
            from: 5,
            stock: [10, 15, 20, 30],
            guard: [4, 9, 12, 15],
            taste: [1.6, 0.8, 0.7, 0.8, 0.6, 2.4, 3.2, 0.9, 1.0, 0.8],
        },
        stations: [1, 2, 3, 3],
        noticed: 0.25,
        late_fields: &[
            (TechField::Wep, 6),
            (TechField::Fc, 5),
            (TechField::Sc, 5),
            (TechField::Clk, 6),
        ],
    },
    Persona {
        kind: PersonaKind::Balanced,
        aggression: 0.40,
        risk: 0.50,
        economy: 0.70,
        expansion: 0.50,
        attack_odds: 0.60,
        industry_percent: 100,
        split: [
            split(0.65, 0.25, 0.10),
            split(0.50, 0.40, 0.10),
            split(0.30, 0.60, 0.10),
            split(0.0, 0.85, 0.15),
        ],
        doctrine: Doctrine {
            line: 0.45,
            escort: 0.25,
            carrier: 0.20,
            raider: 0.07,
            breaker: 0.03,
        },
        wars: [0, 1, 1, 2],
        guard: 0.15,
        upkeep: 0.50,
        tax: 50,
        government: [0.10, 0.30],
        invest: 0.3,
        strength: 1.2,
        capital_garrison: [garrison(10, 5), garrison(10, 6), garrison(12, 8), garrison(14, 10)],
        core_garrison: [garrison(1, 1), garrison(2, 2), garrison(3, 3), garrison(4, 4)],
        capital_starbases: [0, 1, 1, 2],
        core_starbases: [0, 0, 0, 1],
        manners: Manners {
            diplomacy: 0.60,
            truce: 6,
            plans_war: true,
            warning: Warning::AtColonies,
        },
        spying: Spying {
            operate: 0.50,
            from: 4,
            stock: [10, 15, 20, 30],
            guard: [4, 9, 12, 15],
            taste: [1.1, 1.0, 1.0, 1.1, 2.0, 1.7, 2.0, 1.2, 1.6, 1.8],
        },
        stations: [1, 2, 3, 3],
        noticed: 0.25,
        late_fields: &[(TechField::Wep, 4), (TechField::Ter, 5)],
    },
    Persona {
        kind: PersonaKind::Turtle,
        aggression: 0.10,
        risk: 0.30,
        economy: 0.70,
        expansion: 0.40,
        attack_odds: 0.80,
        industry_percent: 125,
        split: [
            split(0.65, 0.05, 0.30),
            split(0.50, 0.10, 0.40),
            split(0.30, 0.25, 0.45),
            split(0.0, 0.40, 0.60),
        ],
        doctrine: Doctrine {
            line: 0.35,
            escort: 0.40,
            carrier: 0.20,
            raider: 0.05,
            breaker: 0.0,
        },
        wars: [0, 0, 1, 1],
        guard: 0.50,
        upkeep: 0.45,
        tax: 50,
        government: [0.20, 0.60],
        invest: 0.0,
        strength: 1.1,
        capital_garrison: [garrison(10, 10), garrison(12, 12), garrison(15, 15), garrison(20, 20)],
        core_garrison: [garrison(2, 2), garrison(4, 4), garrison(5, 5), garrison(6, 6)],
        capital_starbases: [2, 3, 3, 3],
        core_starbases: [0, 1, 1, 2],
        manners: Manners {
            diplomacy: 0.70,
            truce: 15,
            plans_war: false,
            warning: Warning::Nearby,
        },
        spying: Spying {
            operate: 0.40,
            from: 3,
            stock: [10, 15, 20, 30],
            guard: [6, 9, 16, 21],
            taste: [0.9, 0.6, 0.5, 0.9, 0.5, 1.2, 2.2, 5.0, 1.6, 2.8],
        },
        stations: [1, 2, 2, 2],
        noticed: 0.15,
        late_fields: &[
            (TechField::Wep, 5),
            (TechField::Fc, 6),
            (TechField::Sc, 6),
            (TechField::Stl, 6),
            (TechField::Aco, 7),
        ],
    },
];

impl Persona {
    /// The persona of a kind.
    pub fn of(kind: PersonaKind) -> Persona {
        PERSONAS[usize::from(kind.code())]
    }

    /// Marines landed per AS of the garrison: 80 % of landings succeed at 2.0, 95 % at 2.4 (§18.5).
    pub(crate) fn marine_margin(&self) -> f64 {
        2.5 - 0.7 * self.risk
    }

    /// Whether a field is bought in this turn.
    pub(crate) fn wants_field(&self, field: TechField, turn: u32) -> bool {
        self.late_fields
            .iter()
            .all(|&(late, from)| late != field || turn >= from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_those_of_rulebook_30_1_1() {
        let traits = |kind| {
            let p = Persona::of(kind);
            [p.aggression, p.risk, p.economy, p.expansion, p.manners.diplomacy]
        };
        assert_eq!(traits(PersonaKind::Aggressive), [0.90, 0.80, 0.50, 0.80, 0.20]);
        assert_eq!(traits(PersonaKind::Economic), [0.30, 0.30, 0.90, 0.50, 0.60]);
        assert_eq!(traits(PersonaKind::Balanced), [0.40, 0.50, 0.70, 0.50, 0.60]);
        assert_eq!(traits(PersonaKind::Turtle), [0.10, 0.30, 0.70, 0.40, 0.70]);
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        for &kind in PersonaKind::ALL {
            assert_eq!(PersonaKind::from_name(kind.name()), Some(kind));
            assert_eq!(Persona::of(kind).kind, kind);
        }
        assert_eq!(PersonaKind::from_name("turtle"), Some(PersonaKind::Turtle));
    }

    #[test]
    fn shares_are_shares() {
        for &kind in PersonaKind::ALL {
            let persona = Persona::of(kind);
            for split in persona.split {
                let sum = split.growth + split.fleet + split.fortress;
                assert!(sum > 0.9 && sum < 1.0 + 1e-9, "{kind}: {split:?}");
            }
            let d = persona.doctrine;
            let sum = d.line + d.escort + d.carrier + d.raider + d.breaker;
            assert!((sum - 1.0).abs() < 1e-9, "{kind}: {d:?}");
        }
    }
}
