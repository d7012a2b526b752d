//! From what a side asks for to units in hit order (rulebook 10 §2, 11 §2).

use ec4x_engine::combat::resolve::Unit;
use ec4x_engine::construction::ship_build_cost;
use ec4x_engine::rules::Rules;
use ec4x_engine::vocab::{UnitClass, Vocab};

use super::force::{Amount, MOST_UNITS, Request, Term};
use super::{House, Theatre, names};

/// The fleet of a side, an index into its groups.
const FLEET: u16 = 0;

/// What one side has, ready to fight.
#[derive(Clone, Debug, Default)]
pub struct Force {
    /// What shoots and is shot at in space, in orbit or from orbit, in hit order. In a blitz all ships and the marines
    /// aboard are targets (rulebook 11 §18.2).
    pub units: Vec<Unit>,
    /// ETACs and transports that are screened (rulebook 11 §2.3).
    pub screened: Vec<Unit>,
    /// Marines aboard the screened transports, by their places among those.
    pub marines: Vec<Unit>,
    /// Spaceport, batteries and garrison of the colony.
    pub planet: Vec<Unit>,
    /// The shield of the colony.
    pub shield: Option<Unit>,
}

impl Force {
    /// Everything it has.
    pub fn all(&self) -> impl Iterator<Item = &Unit> {
        let lists = [&self.units, &self.screened, &self.marines, &self.planet];
        lists.into_iter().flatten().chain(&self.shield)
    }

    /// What it cost.
    pub fn pp(&self) -> i64 {
        self.all().map(|unit| unit.cost).sum()
    }

    /// What fights in space, in orbit or from there: marines aboard do not.
    fn fighting(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.class != UnitClass::Marine)
    }

    /// Attack strength of what fights in space, in orbit or from there.
    pub fn attack(&self) -> i64 {
        self.fighting().map(Unit::current_attack).sum()
    }

    /// Defence strength of the same.
    pub fn defense(&self) -> i64 {
        self.fighting().map(Unit::current_defense).sum()
    }

    /// Its units by class: `8 destroyer, 1 raider`.
    pub fn census(&self) -> String {
        let count = |class| self.all().filter(|unit| unit.class == class).count();
        let of = |&class: &UnitClass| Some((class, count(class))).filter(|(_, count)| *count > 0);
        let rows = UnitClass::ALL.iter().filter_map(of);
        let rows: Vec<String> = rows
            .map(|(class, count)| format!("{count} {}", names::words(class)))
            .collect();
        rows.join(", ")
    }
}

/// One unit of a class, fresh from the yard of a house, at what it costs there (rulebook 22 §3.3).
fn stock(rules: &Rules, class: UnitClass, house: &House) -> Unit {
    let unit = Unit::stock(rules, class, house.wep);
    let cost = class.ship().map(|ship| ship_build_cost(rules, ship, house.wep));
    Unit {
        cost: cost.unwrap_or(unit.cost),
        ..unit
    }
}

/// What a unit of a class carries, and how many of it.
fn hold(rules: &Rules, class: UnitClass, house: &House) -> Option<(UnitClass, usize)> {
    match class {
        UnitClass::Carrier | UnitClass::SuperCarrier => {
            let places = class
                .ship()
                .map_or(0, |ship| rules.tech.hangar_capacity(ship, house.aco));
            Some((UnitClass::Fighter, places as usize))
        }
        UnitClass::TroopTransport => Some((UnitClass::Marine, rules.tech.transport_capacity(house.stl) as usize)),
        _ => None,
    }
}

/// Price of a unit of a class, with what it carries if it comes loaded.
pub fn price(rules: &Rules, class: UnitClass, house: &House, loaded: bool) -> i64 {
    let load = hold(rules, class, house).filter(|_| loaded);
    let load = load.map_or(0, |(cargo, places)| places as i64 * stock(rules, cargo, house).cost);
    stock(rules, class, house).cost + load
}

/// Makes the units of side `index` (0 is A, 1 is B).
///
/// # Errors
/// In one line, why that is nothing that can fight there.
pub fn muster(
    request: &Request,
    house: &House,
    index: usize,
    theatre: Theatre,
    rules: &Rules,
) -> Result<Force, String> {
    house.check(rules)?;
    let defends = index == 1 && theatre != Theatre::Space;
    for term in &request.terms {
        fits(term.class, defends, theatre)?;
    }
    let stores = Stores::new(request, house, rules)?;
    if defends && theatre.is_planetary() {
        return colony(&stores);
    }
    let force = fleet(&stores, theatre, defends)?;
    if theatre.is_planetary() {
        let marine = |unit: &&Unit| unit.class == UnitClass::Marine;
        if force.all().filter(marine).count() == 0 {
            return Err("there are no marines to land; name troop transports, which come loaded".to_string());
        }
    } else if force.units.is_empty() {
        return Err("nothing of this fights; name a warship".to_string());
    }
    Ok(force)
}

/// Whether a class has a place on a side of a theatre.
fn fits(class: UnitClass, defends: bool, theatre: Theatre) -> Result<(), String> {
    let ground = matches!(
        class,
        UnitClass::Army | UnitClass::GroundBattery | UnitClass::PlanetaryShield | UnitClass::Spaceport
    );
    let name = class.name();
    if class == UnitClass::Scout {
        Err("scouts take no part in battles".to_string())
    } else if defends && theatre.is_planetary() {
        if ground || class == UnitClass::Marine {
            Ok(())
        } else {
            Err(format!(
                "{name} does not defend the ground; orbit is fought for with --theatre=orbital"
            ))
        }
    } else if ground {
        Err(format!(
            "{name} fights on colonies only: as --b with --theatre=invasion or blitz"
        ))
    } else if class == UnitClass::Starbase && !defends {
        Err("a starbase fights in its own orbit only: as --b with --theatre=orbital".to_string())
    } else {
        Ok(())
    }
}

/// The units of a force by term, and what is there to go aboard.
struct Stores<'a> {
    rules: &'a Rules,
    house: &'a House,
    /// Ships and ground units in the order of the request, with what each may carry.
    units: Vec<(Unit, usize)>,
    /// Fighters and marines that the request names itself.
    named: [Option<usize>; 2],
}

const CARGO: [UnitClass; 2] = [UnitClass::Fighter, UnitClass::Marine];

impl<'a> Stores<'a> {
    fn new(request: &Request, house: &'a House, rules: &'a Rules) -> Result<Self, String> {
        let mut stores = Self {
            rules,
            house,
            units: Vec::new(),
            named: CARGO.map(|class| request.names(class).then_some(0)),
        };
        for term in &request.terms {
            let (count, places) = stores.count(term)?;
            match CARGO.iter().position(|&class| class == term.class) {
                Some(cargo) => *stores.named[cargo].get_or_insert(0) += count,
                None => {
                    let unit = stock(rules, term.class, house);
                    stores.units.extend(std::iter::repeat_n((unit, places), count));
                }
            }
            stores.limit()?;
        }
        Ok(stores)
    }

    /// Whether the cargo of this class is named, and not simply there.
    fn is_named(&self, cargo: UnitClass) -> bool {
        CARGO
            .iter()
            .zip(self.named)
            .any(|(&class, named)| class == cargo && named.is_some())
    }

    /// Units of a term, and the places aboard each of them. What comes loaded is bought with its load.
    fn count(&self, term: &Term) -> Result<(usize, usize), String> {
        let hold = hold(self.rules, term.class, self.house).filter(|_| !term.empty);
        let places = hold.map_or(0, |(_, places)| places);
        let count = match term.amount {
            Amount::Count(count) => count,
            Amount::Worth(pp) => {
                let loaded = hold.is_some_and(|(cargo, _)| !self.is_named(cargo));
                affordable(pp, price(self.rules, term.class, self.house, loaded), term.class)?
            }
        };
        Ok((count, places))
    }

    fn limit(&self) -> Result<(), String> {
        let aboard = |(unit, places): &(Unit, usize)| {
            let hold = hold(self.rules, unit.class, self.house);
            hold.filter(|(cargo, _)| !self.is_named(*cargo)).map_or(0, |_| *places)
        };
        let named: usize = self.named.iter().flatten().sum();
        let all = self.units.len() + named + self.units.iter().map(aboard).sum::<usize>();
        if all > MOST_UNITS {
            return Err(format!("{all} units are too many: a side may have {MOST_UNITS}"));
        }
        Ok(())
    }

    /// Fills the places of some ships, whose units begin at index `first` of a list, with their cargo in order. What
    /// is named and finds no place is left over.
    fn load(&self, ships: &[(Unit, usize)], first: u16, cargo: UnitClass) -> (Vec<Unit>, usize) {
        let named = self.named[usize::from(cargo == UnitClass::Marine)];
        let mut left = named.unwrap_or(usize::MAX);
        let unit = stock(self.rules, cargo, self.house).in_group(FLEET);
        let mut aboard = Vec::new();
        for (at, (ship, places)) in (first..).zip(ships) {
            let fits = hold(self.rules, ship.class, self.house).is_some_and(|(kind, _)| kind == cargo);
            let count = if fits { left.min(*places) } else { 0 };
            aboard.extend(std::iter::repeat_n(unit.aboard(at), count));
            left -= count;
        }
        (aboard, if named.is_some() { left } else { 0 })
    }
}

/// Units that some PP buy.
fn affordable(pp: i64, price: i64, class: UnitClass) -> Result<usize, String> {
    let name = class.name();
    if price <= 0 {
        return Err(format!("{name} costs nothing in these rules; name a number of units"));
    }
    match pp / price {
        0 => Err(format!("{pp} PP buy no {name}: one costs {price} PP")),
        count if count > MOST_UNITS as i64 => Err(format!(
            "{pp} PP buy {count} units, which are too many: a side may have {MOST_UNITS}"
        )),
        count => Ok(count as usize),
    }
}

/// One fleet, and in the orbit of a colony what belongs to no fleet.
fn fleet(stores: &Stores<'_>, theatre: Theatre, defends: bool) -> Result<Force, String> {
    let starbase = |entry: &&(Unit, usize)| entry.0.class == UnitClass::Starbase;
    let auxiliary = |entry: &(Unit, usize)| entry.0.class.ship().is_some_and(|ship| ship.is_auxiliary());
    let bases: Vec<Unit> = stores.units.iter().filter(starbase).map(|entry| entry.0).collect();
    let ships = stores.units.iter().filter(|entry| !starbase(entry)).copied();
    let ships = ships.map(|(unit, places)| (unit.in_group(FLEET), places));
    let (screened, fighting): (Vec<_>, Vec<_>) = ships.partition(|ship| theatre != Theatre::Blitz && auxiliary(ship));
    let mut force = Force {
        units: fighting.iter().map(|ship| ship.0).collect(),
        screened: screened.iter().map(|ship| ship.0).collect(),
        ..Force::default()
    };
    let (fighters, homeless) = stores.load(&fighting, 0, UnitClass::Fighter);
    force.units.extend(fighters);
    if homeless > 0 && !defends {
        return Err(format!("{homeless} fighters have no place; add carriers for them"));
    }
    let ashore = stock(stores.rules, UnitClass::Fighter, stores.house);
    force.units.extend(std::iter::repeat_n(ashore, homeless));
    force.units.extend(bases);
    let transports = if theatre == Theatre::Blitz {
        &fighting
    } else {
        &screened
    };
    let (marines, stranded) = stores.load(transports, 0, UnitClass::Marine);
    if stranded > 0 {
        return Err(format!(
            "{stranded} marines have no place; add troop transports for them"
        ));
    }
    if theatre == Theatre::Blitz {
        force.units.extend(marines);
    } else {
        force.marines = marines;
    }
    Ok(force)
}

/// A colony that is attacked from orbit: its spaceport, then ground units in the order in which they are named.
fn colony(stores: &Stores<'_>) -> Result<Force, String> {
    let of = |class: UnitClass| {
        stores
            .units
            .iter()
            .map(|entry| entry.0)
            .filter(move |unit| unit.class == class)
    };
    for class in [UnitClass::Spaceport, UnitClass::PlanetaryShield] {
        if of(class).count() > 1 {
            return Err(format!("a colony has one {} at most", names::words(class)));
        }
    }
    let ground = stores.units.iter().map(|entry| entry.0);
    let ground = ground.filter(|unit| !matches!(unit.class, UnitClass::Spaceport | UnitClass::PlanetaryShield));
    let marine = stock(stores.rules, UnitClass::Marine, stores.house);
    let marines = std::iter::repeat_n(marine, stores.named[1].unwrap_or(0));
    Ok(Force {
        planet: of(UnitClass::Spaceport).chain(ground).chain(marines).collect(),
        shield: of(UnitClass::PlanetaryShield).next(),
        ..Force::default()
    })
}
