//! Ships of war (rulebook 30 §11): hulls by role and efficiency, carriers with their fighters, transports with their
//! marines.

use ec4x_engine::dice::Dice;
use ec4x_engine::num;
use ec4x_engine::vocab::*;

use crate::campaign::Campaign;
use crate::draft::Draft;
use crate::holdings::Holding;
use crate::situation::{PerClass, Situation};

/// Turns of upkeep that count as part of a hull's price.
const UPKEEP_TURNS: f64 = 8.0;

/// Roles of warships, as in the persona's doctrine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Line,
    Escort,
    Carrier,
    Raider,
    Breaker,
}

const ROLES: [Role; 5] = [Role::Line, Role::Escort, Role::Carrier, Role::Raider, Role::Breaker];

impl Role {
    fn hulls(self) -> &'static [ShipClass] {
        use ShipClass::*;
        match self {
            Role::Line => &[Cruiser, Battlecruiser, Battleship, Dreadnought, SuperDreadnought],
            Role::Escort => &[Corvette, Frigate, Destroyer, LightCruiser],
            Role::Carrier => &[Carrier, SuperCarrier],
            Role::Raider => &[Raider],
            Role::Breaker => &[PlanetBreaker],
        }
    }
}

/// Own colonies with free docks, the most docks first.
pub(crate) fn yards_by_docks(s: &Situation<'_>) -> Vec<usize> {
    let mut yards: Vec<usize> = (0..s.holdings.len())
        .filter(|&i| s.holdings[i].docks > 0 && !s.holdings[i].besieged)
        .collect();
    yards.sort_by_key(|&i| (std::cmp::Reverse(s.holdings[i].docks), i));
    yards
}

/// The same, those nearest to the front first.
fn yards_by_front(s: &Situation<'_>, campaign: &Campaign) -> Vec<usize> {
    let mut yards = yards_by_docks(s);
    if let Some(front) = campaign.front {
        yards.sort_by_key(|&yard| s.jumps(s.holdings[yard].system(), front));
    }
    yards
}

/// Ship orders of one packet.
#[derive(Debug)]
pub(crate) struct Shipbuilding<'a> {
    campaign: &'a Campaign,
    yards: Vec<usize>,
    /// Warships owned and ordered in this packet, by class.
    hulls: PerClass<i64>,
    /// Upkeep that may still be added.
    upkeep: i64,
    /// Ships that fleets have room for.
    slots: i64,
    landing_ordered: bool,
}

impl<'a> Shipbuilding<'a> {
    /// Looks at what there is.
    pub fn new(s: &Situation<'_>, campaign: &'a Campaign) -> Self {
        let nominal = s.view.house().gho as f64 * 0.3;
        let bearable = s.persona.upkeep * nominal.max(s.view.house().nhv as f64);
        Self {
            campaign,
            yards: yards_by_front(s, campaign),
            hulls: s.hulls,
            upkeep: bearable as i64 - s.upkeep,
            slots: s.slots,
            landing_ordered: false,
        }
    }

    /// Spends up to `budget` PP on ships, their fighters and marines; says what it spent.
    pub fn build(&mut self, s: &Situation<'_>, draft: &mut Draft, budget: i64, dice: &mut Dice) -> i64 {
        let aside = draft.purse - budget.min(draft.purse);
        draft.purse -= aside;
        let before = draft.purse;
        if s.left > 2 {
            self.landing_force(s, draft);
            hangars(s, draft);
            while self.one_hull(s, draft, dice) {}
        }
        let spent = before - draft.purse;
        draft.purse += aside;
        spent
    }

    /// Transports and marines for the target that the fleets gather for (30 §11.5), at most half of the budget.
    fn landing_force(&mut self, s: &Situation<'_>, draft: &mut Draft) {
        if self.landing_ordered || self.campaign.prime.is_none() {
            return;
        }
        self.landing_ordered = true;
        let purse = draft.purse;
        draft.purse = purse / 2;
        let aside = purse - draft.purse;
        let per_transport = s.view.transport_capacity().max(1) as i64;
        let afloat: usize = s.forces.iter().map(|force| force.marines).sum();
        let missing = (self.campaign.marines(s) - afloat as i64).max(0);
        let room: usize = s.forces.iter().map(|force| force.room).sum();
        let ordered: i64 = s.holdings.iter().map(|holding| holding.transports).sum();
        // Marines for transports that wait for them, wherever they do.
        let mut boarding = 0;
        for holding in s.holdings.iter().filter(|holding| !holding.besieged) {
            let here = s
                .forces
                .iter()
                .filter(|force| force.row.system == holding.system() && force.idle());
            let room = here.map(|force| force.room as i64).sum::<i64>();
            if room > 0 {
                boarding += draft.ground(s, holding, GroundKind::Marine, room);
            }
        }
        // New transports where there are docks, with the marines that will board them.
        let seats = missing - boarding.max(room as i64) - ordered * per_transport;
        if seats > 0 && s.fleet.attack > 20.0 && self.slots > 0 {
            let mut wanted = (seats + per_transport - 1) / per_transport;
            let pair = s.prices[ShipClass::TroopTransport]
                + per_transport * s.rules.ground_units.kind(GroundKind::Marine).build_cost;
            for &index in &self.yards {
                let bought = draft.ships(s, index, ShipClass::TroopTransport, wanted.min(draft.purse / pair));
                draft.ground(s, &s.holdings[index], GroundKind::Marine, bought * per_transport);
                wanted -= bought;
            }
        }
        draft.purse += aside;
    }

    /// Orders the warship that the fleet lacks most; false if there is none that can be had.
    fn one_hull(&mut self, s: &Situation<'_>, draft: &mut Draft, dice: &mut Dice) -> bool {
        if self.slots <= 0 {
            return false;
        }
        let Some(yard) = self.yards.iter().copied().find(|&yard| draft.docks(yard) > 0) else {
            return false;
        };
        let free: i64 = self.yards.iter().map(|&yard| draft.docks(yard)).sum();
        let per_dock = (draft.purse / free.max(1)) as f64;
        let values = self.values(s);
        let total = values.iter().sum::<f64>().max(1.0);
        let d = &s.persona.doctrine;
        let shares = [d.line, d.escort, d.carrier, d.raider, d.breaker];
        let mut best: Option<(f64, ShipClass)> = None;
        for (index, role) in ROLES.into_iter().enumerate() {
            let Some(class) = self.hull_of(s, draft, role, per_dock, dice) else {
                continue;
            };
            // How far the role is behind its share, relative to the share.
            let lack = (shares[index] * (total + s.prices[class] as f64) - values[index]) / shares[index].max(0.01);
            // Where fleets are nearly full, only large ships are worth a place.
            let crowded = role == Role::Escort && self.slots < 100;
            if shares[index] > 0.0 && !crowded && best.is_none_or(|(most, _)| lack > most) {
                best = Some((lack, class));
            }
        }
        let Some((_, class)) = best else { return false };
        if draft.ships(s, yard, class, 1) == 0 {
            return false;
        }
        self.upkeep -= upkeep(s, class);
        self.slots -= 1;
        self.hulls[class] += 1;
        let hangar = i64::from(s.rules.tech.hangar_capacity(class, s.view.tech(TechField::Aco)));
        if hangar > 0 {
            self.hulls[ShipClass::Fighter] += draft.fighters(s, &s.holdings[yard], hangar);
        }
        true
    }

    /// Build cost by role, at present prices.
    fn values(&self, s: &Situation<'_>) -> [f64; 5] {
        let fighters = (self.hulls[ShipClass::Fighter] * s.prices[ShipClass::Fighter]) as f64;
        ROLES.map(|role| {
            let hulls = role
                .hulls()
                .iter()
                .map(|&class| (self.hulls[class] * s.prices[class]) as f64)
                .sum::<f64>();
            if role == Role::Carrier { hulls + fighters } else { hulls }
        })
    }

    /// The best hull of a role that technology, purse and upkeep allow: strength for price and upkeep, larger ones
    /// when there is more money than docks; with some chance, so that fleets are mixed.
    fn hull_of(
        &self,
        s: &Situation<'_>,
        draft: &Draft,
        role: Role,
        per_dock: f64,
        dice: &mut Dice,
    ) -> Option<ShipClass> {
        let mut best: Option<(f64, ShipClass)> = None;
        for &class in role.hulls() {
            let price = s.prices[class];
            let allowed = s.can_build(class) && self.special_allowed(s, class);
            if !allowed || price > draft.purse || upkeep(s, class) > self.upkeep {
                continue;
            }
            let hangar = f64::from(s.rules.tech.hangar_capacity(class, s.view.tech(TechField::Aco)));
            let full = s.stats[class] + s.stats[ShipClass::Fighter].times(hangar);
            let cost =
                price as f64 + hangar * s.prices[ShipClass::Fighter] as f64 + UPKEEP_TURNS * upkeep(s, class) as f64;
            let size = (price as f64 / per_dock.max(1.0)).min(1.0);
            let luck = 0.85 + 0.3 * f64::from(dice.below(100)) / 100.0;
            let score = libm::sqrt(full.power()) / cost * libm::sqrt(size) * luck;
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, class));
            }
        }
        best.map(|(_, class)| class)
    }

    /// Raiders need a cloak (30 §11.4), Planet-Breakers a colony each (10 §2.6).
    fn special_allowed(&self, s: &Situation<'_>, class: ShipClass) -> bool {
        match class {
            ShipClass::Raider => s.view.tech(TechField::Clk) > 1,
            ShipClass::PlanetBreaker => {
                let per_colony = i64::from(s.rules.limits.quantity_limits.max_planet_breakers_per_colony);
                self.hulls[class] < s.holdings.len() as i64 * per_colony / 2
            }
            _ => true,
        }
    }
}

/// Upkeep of a hull at its present price (20 §9.1).
fn upkeep(s: &Situation<'_>, class: ShipClass) -> i64 {
    num::floor(s.prices[class] as f64 * s.rules.ships.class(class).maintenance_percent)
}

/// Fighters for hangars with room, where the carriers are (30 §11.3).
fn hangars(s: &Situation<'_>, draft: &mut Draft) {
    for holding in s.holdings.iter().filter(|holding| !holding.besieged) {
        let room = hangar_room(s, holding) - (draft.pool(holding) - holding.row.pool.len() as i64);
        if room > 0 {
            draft.fighters(s, holding, room);
        }
    }
}

fn hangar_room(s: &Situation<'_>, holding: &Holding<'_>) -> i64 {
    let here = s
        .forces
        .iter()
        .filter(|force| force.row.system == holding.system() && force.idle() && force.free());
    here.map(|force| force.hangar as i64).sum()
}
