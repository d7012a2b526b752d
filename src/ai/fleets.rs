//! The order of work among the fleets, and their organisation at own colonies (rulebook 30 §14, 04 §7.2).

use ec4x_engine::dice::Dice;
use ec4x_engine::ids::*;
use ec4x_engine::orders::{FleetRef, ZeroTurn};
use ec4x_engine::state::rows::Ship;
use ec4x_engine::vocab::*;

use crate::campaign::{Campaign, is_attack};
use crate::draft::Draft;
use crate::forces::Force;
use crate::holdings::Holding;
use crate::odds::Strength;
use crate::situation::Situation;
use crate::{defend, expand, explore, scouting, strike};

/// A fleet after this packet's mergers: the fleet that remains, and all that went into it.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// The fleet that takes orders.
    pub fleet: FleetId,
    /// Indices of the forces that it consists of, the fleet itself first.
    pub parts: Vec<usize>,
    /// Its strength.
    pub strength: Strength,
    /// Ships.
    pub ships: usize,
    /// Combat ships.
    pub warships: usize,
    /// Crippled ships.
    pub crippled: usize,
    /// Marines aboard.
    pub marines: usize,
    /// Marines that could still board.
    pub room: usize,
}

impl Unit {
    fn of(index: usize, force: &Force<'_>) -> Self {
        Self {
            fleet: force.row.id,
            parts: vec![index],
            strength: force.strength,
            ships: force.ships,
            warships: force.warships,
            crippled: force.crippled,
            marines: force.marines,
            room: force.room,
        }
    }

    fn absorb(&mut self, other: Unit) {
        self.parts.extend(other.parts);
        self.strength += other.strength;
        self.ships += other.ships;
        self.warships += other.warships;
        self.crippled += other.crippled;
        self.marines += other.marines;
        self.room += other.room;
    }
}

/// Warships and transports that wait at an own colony.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Where.
    pub system: SystemId,
    /// Its fleets.
    pub units: Vec<Unit>,
    /// Its strength.
    pub strength: Strength,
    /// It has been given something to do, or must stay.
    pub engaged: bool,
}

impl Group {
    fn of(system: SystemId, units: Vec<Unit>) -> Self {
        let strength = units.iter().map(|unit| unit.strength).sum();
        Self {
            system,
            units,
            strength,
            engaged: false,
        }
    }

    /// Combat ships.
    pub fn warships(&self) -> usize {
        self.units.iter().map(|unit| unit.warships).sum()
    }
}

/// Gives every fleet something to do.
pub(crate) fn command(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, dice: &mut Dice) {
    if s.holdings.is_empty() {
        strike::last_stand(s, campaign, draft);
        return;
    }
    let escorts = release_escorts(s, draft);
    scrap_obsolete(s, draft);
    expand::send(s, draft);
    scouting::send(s, campaign, draft);
    explore::send(s, draft, &escorts, dice);
    retire_damaged(s, draft);
    let mut groups = gather(s, campaign, draft);
    defend::respond(s, draft, &mut groups);
    strike::pursue(s, campaign, draft);
    strike::launch(s, campaign, draft, &groups);
    bring_home(s, draft);
}

/// In the land grab ETACs go alone and their escorts explore (30 §14, act 1 split). Says where the escorts stand.
fn release_escorts(s: &Situation<'_>, draft: &mut Draft) -> Vec<(FleetRef, SystemId)> {
    let mut escorts = Vec::new();
    if s.act > 0 {
        return escorts;
    }
    for force in s
        .forces
        .iter()
        .filter(|force| force.etacs > 0 && force.warships > 0 && force.free() && force.idle())
    {
        let system = force.row.system;
        if s.holding_at(system).is_some_and(|holding| !holding.besieged) {
            let warships = s
                .view
                .ships(force.row)
                .filter(|ship| ship.class.is_combat())
                .map(|ship| ship.id);
            let warships = warships.collect();
            escorts.push((draft.detach(FleetRef::Id(force.row.id), warships), system));
        }
    }
    escorts
}

/// Whether a fleet waits at this own colony with nothing to do.
fn waits_at(draft: &Draft, index: usize, force: &Force<'_>, system: SystemId) -> bool {
    let done = is_attack(force.row.command) && force.row.target == system;
    let fights = force.warships > 0 || force.room + force.marines > 0;
    !draft.is_busy(index)
        && force.row.system == system
        && force.free()
        && force.etacs == 0
        && fights
        && (force.idle() || done)
}

/// Merges what waits at own colonies into as few fleets as the ships-per-fleet limit allows, and boards marines.
fn gather(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) -> Vec<Group> {
    let mut groups = Vec::new();
    let most = s.view.max_ships_per_fleet();
    for holding in &s.holdings {
        let system = holding.system();
        let waiting = (0..s.forces.len()).filter(|&i| waits_at(draft, i, &s.forces[i], system));
        let mut units: Vec<Unit> = waiting.map(|index| Unit::of(index, &s.forces[index])).collect();
        if units.is_empty() {
            continue;
        }
        for unit in &units {
            draft.keep(unit.parts[0]);
        }
        if !holding.besieged {
            units = merge(units, most, draft);
            board(s, campaign, holding, &mut units, draft);
        }
        for unit in &units {
            // An order against what is an own colony by now.
            if is_attack(s.forces[unit.parts[0]].row.command) {
                draft.command_fleet(FleetRef::Id(unit.fleet), CommandKind::Hold, system, 6);
            }
        }
        groups.push(Group::of(system, units));
    }
    groups
}

/// Merges fleets while they fit; transports join warships. The fleet that remains is the first with warships.
fn merge(units: Vec<Unit>, most: usize, draft: &mut Draft) -> Vec<Unit> {
    let (mut merged, rest): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(|unit| unit.warships > 0);
    if merged.is_empty() {
        return rest;
    }
    let mut kept: Vec<Unit> = Vec::with_capacity(merged.len());
    for unit in merged.drain(..).chain(rest) {
        // Transports sail with warships; where no warships have room, with each other.
        let fits = |host: &Unit| host.ships + unit.ships <= most;
        let at = kept.iter().position(|host| host.warships > 0 && fits(host));
        let at = if unit.warships == 0 {
            at.or_else(|| kept.iter().position(fits))
        } else {
            at
        };
        match at.map(|at| &mut kept[at]) {
            Some(host) => {
                let (source, target) = (FleetRef::Id(unit.fleet), FleetRef::Id(host.fleet));
                draft.orders.zero_turn.push(ZeroTurn::MergeFleets { source, target });
                if unit.warships > 0 {
                    draft.fleet_room += 1;
                }
                host.absorb(unit);
            }
            None => kept.push(unit),
        }
    }
    kept
}

/// Marines of the garrison board transports with room, while the colony keeps enough of them.
fn board(s: &Situation<'_>, campaign: &Campaign, holding: &Holding<'_>, units: &mut [Unit], draft: &mut Draft) {
    let here: f64 = units.iter().map(|unit| unit.strength.attack).sum();
    if campaign.prime.is_none() || holding.threat > here {
        return;
    }
    let is_capital = s.capital().is_some_and(|capital| capital.system() == holding.system());
    let keep = if is_capital { 4 } else { 2 };
    let mut spare = (holding.marines - keep).max(0) as usize;
    for unit in units.iter_mut().filter(|unit| unit.room > 0) {
        let quantity = spare.min(unit.room);
        if quantity > 0 {
            draft.orders.zero_turn.push(ZeroTurn::LoadMarines {
                fleet: FleetRef::Id(unit.fleet),
                quantity: quantity as u32,
            });
            spare -= quantity;
            unit.marines += quantity;
            unit.room -= quantity;
        }
    }
}

/// When the fleets are full, small ships make room for large ones (30 §14): a fleet that waits at home scraps its
/// escorts.
fn scrap_obsolete(s: &Situation<'_>, draft: &mut Draft) {
    let best = s.stats[ShipClass::Dreadnought].attack;
    if s.slots > 100 || s.act < 2 {
        return;
    }
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        let waits = s
            .holding_at(force.row.system)
            .is_some_and(|holding| holding.threat <= 0.0);
        if !waits || !force.idle() || !force.free() || force.row.mission != MissionState::Executing {
            continue;
        }
        let small = |ship: &&Ship| ship.class.group() == ShipGroup::Escort && f64::from(ship.attack) < 0.4 * best;
        let old: Vec<ShipId> = s.view.ships(force.row).filter(small).map(|ship| ship.id).collect();
        if old.len() >= 5 {
            draft.keep(index);
            draft.scrap(old.into_iter());
        }
    }
}

/// Fleets with many cripples go to a drydock (30 §5.4); cripples that wait elsewhere follow them.
fn retire_damaged(s: &Situation<'_>, draft: &mut Draft) {
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        if draft.is_busy(index) || force.crippled == 0 || !force.free() || force.is_scout() {
            continue;
        }
        let share = force.crippled as f64 / force.ships as f64;
        let here = s.holding_at(force.row.system);
        let under_attack = is_attack(force.row.command) && force.row.target == force.row.system && here.is_none();
        let busy = under_attack || force.marines > 0;
        if share < 0.35 || (busy && share < 0.6) {
            continue;
        }
        let has_dock = |holding: &Holding<'_>| holding.count(FacilityKind::Drydock) > 0 && !holding.besieged;
        if here.is_some_and(has_dock) {
            continue;
        }
        if let Some(home) = s.nearest(force.row.system, has_dock)
            && s.can_reach(force, home.system())
        {
            if force.row.command == CommandKind::SeekHome {
                draft.keep(index);
            } else {
                draft.command(s, index, CommandKind::SeekHome, home.system(), 3);
            }
        }
    }
}

/// Whatever stands about in foreign or empty space without an order goes to the nearest own colony: staying would be
/// a threat to the owner (05 §4).
fn bring_home(s: &Situation<'_>, draft: &mut Draft) {
    for index in 0..s.forces.len() {
        let force = &s.forces[index];
        if draft.is_busy(index) || !force.free() || force.is_scout() {
            continue;
        }
        let here = s.holding_at(force.row.system).is_some();
        let bound_home = force.row.mission == MissionState::Traveling && s.holding_at(force.row.target).is_some();
        if (here && force.idle()) || bound_home {
            continue;
        }
        let Some(home) = s
            .nearest(force.row.system, |holding| !holding.besieged)
            .or_else(|| s.capital())
        else {
            continue;
        };
        if force.crippled > 0 && !s.can_reach(force, home.system()) {
            continue;
        }
        if force.row.system == home.system() {
            draft.command(s, index, CommandKind::Hold, home.system(), 6);
        } else {
            draft.command(s, index, CommandKind::Move, home.system(), 5);
        }
    }
}
