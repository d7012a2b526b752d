//! Task forces: from the ships that wait at a colony those that a strike needs, and no more (rulebook 30 §12.3).
//!
//! A group that is much stronger than its target sends a part, so that it can strike at several places at once.

use ec4x_engine::ids::*;
use ec4x_engine::orders::FleetRef;
use ec4x_engine::state::rows::Ship;
use ec4x_engine::vocab::*;

use crate::campaign::Target;
use crate::draft::Draft;
use crate::fleets::{Group, Unit};
use crate::odds::{self, Strength};
use crate::situation::Situation;

/// AS of a task force per AS that it may meet.
const SUPERIOR: f64 = 1.2;
/// The same where the colony is to be destroyed.
const OVERKILL: f64 = 2.0;
/// Odds at which a task force needs no more ships.
const SURE: f64 = 0.97;
/// A fleet of which more than this share would go, goes as a whole.
const MOST: f64 = 0.8;

/// A fleet that can be ordered against a colony.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arm {
    /// The fleet.
    pub fleet: FleetRef,
    /// Marines aboard.
    pub marines: usize,
    /// Combat ships in working order.
    pub warships: usize,
    /// AS.
    pub attack: f64,
}

/// Ships of one fleet that wait for a use.
#[derive(Clone, Debug)]
struct Berth<'a> {
    fleet: FleetId,
    parts: Vec<usize>,
    warships: Vec<&'a Ship>,
    transports: Vec<&'a Ship>,
    /// Marines that a zero-turn order of this packet puts aboard.
    boarding: usize,
    /// Nothing was taken out of it yet.
    whole: bool,
}

impl Berth<'_> {
    fn marines(&self) -> usize {
        self.transports.iter().map(|ship| ship.marines().len()).sum::<usize>() + self.boarding
    }
}

/// The ships of a group.
#[derive(Clone, Debug)]
pub(crate) struct Pool<'a> {
    berths: Vec<Berth<'a>>,
    can_detach: bool,
}

impl<'a> Pool<'a> {
    /// All ships of a group, those with marines first.
    pub fn of(s: &Situation<'a>, group: &Group) -> Self {
        let mut berths: Vec<Berth<'a>> = group.units.iter().map(|unit| Self::berth(s, unit)).collect();
        berths.sort_by_key(|berth| (std::cmp::Reverse((berth.marines(), berth.warships.len())), berth.fleet));
        let can_detach = s.holding_at(group.system).is_some_and(|holding| !holding.besieged);
        Self { berths, can_detach }
    }

    fn berth(s: &Situation<'a>, unit: &Unit) -> Berth<'a> {
        let ships = unit.parts.iter().flat_map(|&part| s.view.ships(s.forces[part].row));
        let (transports, mut warships): (Vec<&Ship>, Vec<&Ship>) =
            ships.partition(|ship| ship.class == ShipClass::TroopTransport);
        warships.retain(|ship| ship.class.is_combat());
        // Cripples are taken last.
        warships.sort_by_key(|ship| (ship.hull != Hull::Nominal, ship.id));
        let aboard: usize = transports.iter().map(|ship| ship.marines().len()).sum();
        let boarding = unit.marines.saturating_sub(aboard);
        Berth {
            fleet: unit.fleet,
            parts: unit.parts.clone(),
            warships,
            transports,
            boarding,
            whole: true,
        }
    }

    /// Strength of what is left.
    pub fn strength(&self, s: &Situation<'_>) -> Strength {
        self.berths
            .iter()
            .flat_map(|berth| &berth.warships)
            .map(|ship| s.hull_strength(ship))
            .sum()
    }

    /// Marines of what is left.
    pub fn marines(&self) -> usize {
        self.berths.iter().map(Berth::marines).sum()
    }

    /// Takes a task force for a target, at most of `limit` AS; `helping` is under way to it already.
    pub fn raise(
        &mut self,
        s: &Situation<'_>,
        draft: &mut Draft,
        target: &Target,
        helping: Strength,
        limit: f64,
    ) -> Vec<Arm> {
        let strikes = (self.marines() as f64 / target.marines.max(1) as f64)
            .floor()
            .clamp(1.0, 8.0);
        // Ships that stay behind without marines take nothing, so they go along, as far as the strike has none under way.
        let defence = target.defence().attack;
        let fair = match target.raze {
            _ if helping.attack > SUPERIOR * defence => 0.0,
            _ if target.homeworld => limit,
            true => OVERKILL * defence,
            false => (limit / strikes).max(SUPERIOR * defence),
        };
        let enough = |sum, taken| is_enough(sum, target) && taken >= fair;
        let seats = (self.marines() as f64 / strikes) as i64;
        let mut sum = helping;
        let mut taken = 0.0;
        let mut landed = 0;
        let mut arms = Vec::new();
        let split = target.has_batteries().then_some(if target.fragile {
            2.5 * target.batteries
        } else {
            f64::INFINITY
        });
        for index in 0..self.berths.len() {
            let lands = landed >= target.marines;
            if enough(sum, taken) && lands {
                break;
            }
            let mut chosen = Chosen::default();
            let berth = &self.berths[index];
            for (at, transport) in berth.transports.iter().enumerate().filter(|_| !lands) {
                if landed >= target.marines.max(seats) {
                    break;
                }
                landed += (transport.marines().len() + if at == 0 { berth.boarding } else { 0 }) as i64;
                chosen.transports += 1;
            }
            for ship in &berth.warships {
                let strength = s.hull_strength(ship);
                let escort = chosen.transports > 0 && chosen.warships < 2;
                if (enough(sum, taken) && !escort) || taken + strength.attack > limit {
                    break;
                }
                sum += strength;
                taken += strength.attack;
                chosen.warships += 1;
            }
            if chosen.warships + chosen.transports > 0 {
                let alone = arms.is_empty();
                self.take(s, index, chosen, split.filter(|_| alone), draft, &mut arms);
            }
        }
        arms
    }

    /// Takes everything that is left, up to `limit` AS, whole fleets only.
    pub fn rest(&mut self, s: &Situation<'_>, draft: &mut Draft, limit: f64) -> Vec<Arm> {
        let mut arms = Vec::new();
        let mut taken = 0.0;
        for berth in self
            .berths
            .iter_mut()
            .filter(|berth| berth.whole && !berth.warships.is_empty())
        {
            let arm = arm(s, berth);
            if taken + arm.attack <= limit * 1.02 {
                taken += arm.attack;
                arms.push(arm);
                berth.leave(draft);
            }
        }
        arms
    }

    /// Takes the first ships of a fleet out of it, or the fleet as a whole if little would stay.
    fn take(
        &mut self,
        s: &Situation<'_>,
        index: usize,
        chosen: Chosen,
        split: Option<f64>,
        draft: &mut Draft,
        arms: &mut Vec<Arm>,
    ) {
        let berth = &mut self.berths[index];
        let all = berth.warships.len() + berth.transports.len();
        let most = (chosen.warships + chosen.transports) as f64 > MOST * all as f64;
        let rest = chosen.warships + chosen.transports >= all;
        let whole = rest || (berth.whole && (most || !self.can_detach || draft.fleet_room == 0));
        if !whole && (!self.can_detach || draft.fleet_room == 0) {
            return;
        }
        // Two thirds of the warships bombard, so that the transports can land in the same turn.
        let sound = berth
            .warships
            .iter()
            .take(chosen.warships)
            .filter(|ship| ship.hull == Hull::Nominal)
            .count();
        let mut salvo = split.filter(|_| chosen.transports > 0).unwrap_or(0.0);
        let mut bombers = 0;
        let mut attack = 0.0;
        for ship in &berth.warships[..sound * 2 / 3] {
            if salvo <= 0.0 {
                break;
            }
            let strength = s.hull_strength(ship).attack;
            salvo -= strength;
            attack += strength;
            bombers += 1;
        }
        let source = FleetRef::Id(berth.fleet);
        if bombers >= 1 && draft.fleet_room > 0 && self.can_detach {
            let ships: Vec<ShipId> = berth.warships.drain(..bombers).map(|ship| ship.id).collect();
            draft.fleet_room -= 1;
            arms.push(Arm {
                fleet: draft.detach(source, ships),
                marines: 0,
                warships: bombers,
                attack,
            });
        }
        if whole {
            arms.push(arm(s, berth));
            berth.leave(draft);
            return;
        }
        let warships = chosen.warships.min(berth.warships.len());
        let warships = berth.warships.drain(..warships);
        let transports = berth.transports.drain(..chosen.transports);
        let mut group = Arm {
            fleet: source,
            marines: 0,
            warships: 0,
            attack: 0.0,
        };
        let mut ships = Vec::with_capacity(warships.len() + transports.len());
        for ship in warships {
            group.warships += usize::from(ship.hull == Hull::Nominal);
            group.attack += s.hull_strength(ship).attack;
            ships.push(ship.id);
        }
        for ship in transports {
            group.marines += ship.marines().len();
            ships.push(ship.id);
        }
        if !ships.is_empty() && draft.fleet_room > 0 {
            draft.fleet_room -= 1;
            group.fleet = draft.detach(source, ships);
            berth.whole = false;
            arms.push(group);
        }
    }
}

impl Berth<'_> {
    /// Nothing of it stays.
    fn leave(&mut self, draft: &mut Draft) {
        for &part in &self.parts {
            draft.keep(part);
        }
        self.warships.clear();
        self.transports.clear();
        self.boarding = 0;
        self.whole = false;
    }
}

/// How many of the first warships and transports of a fleet go.
#[derive(Clone, Copy, Debug, Default)]
struct Chosen {
    warships: usize,
    transports: usize,
}

fn arm(s: &Situation<'_>, berth: &Berth<'_>) -> Arm {
    let warships = berth.warships.iter().filter(|ship| ship.hull == Hull::Nominal).count();
    Arm {
        fleet: FleetRef::Id(berth.fleet),
        marines: berth.marines(),
        warships,
        attack: berth.warships.iter().map(|ship| s.hull_strength(ship).attack).sum(),
    }
}

/// Whether a force needs no more ships for a target.
fn is_enough(force: Strength, target: &Target) -> bool {
    let batteries = if target.fragile { 1.5 } else { 2.5 };
    odds::win(force, target.orbit.times(1.25)) >= SURE && force.attack >= (target.batteries * batteries).max(25.0)
}
