//! Own fleets as they are, and foreign ones as they were seen (rulebook 30 §9.3).

use ec4x_engine::ids::*;
use ec4x_engine::state::rows::*;
use ec4x_engine::strength;
use ec4x_engine::view::PublicHouse;
use ec4x_engine::vocab::*;

use crate::odds::Strength;
use crate::situation::Situation;

/// Sightings older than this many turns are forgotten: the fleet may be anywhere.
const SIGHTING_TURNS: u32 = 6;
/// For a house's strength as a whole, older sightings count as well.
const STRENGTH_TURNS: u32 = 15;
/// Share of the possible number of ships up to which fleets are built: the rest is for arriving and repaired ones.
const FULL: f64 = 0.85;

/// An own fleet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Force<'a> {
    /// Its row.
    pub row: &'a Fleet,
    /// Its strength, hangars included.
    pub strength: Strength,
    /// Ships.
    pub ships: usize,
    /// Combat ships.
    pub warships: usize,
    /// Crippled ships.
    pub crippled: usize,
    /// Loaded ETACs.
    pub etacs: usize,
    /// Scouts.
    pub scouts: usize,
    /// Marines aboard.
    pub marines: usize,
    /// Marines that could still board.
    pub room: usize,
    /// Fighters that could still board.
    pub hangar: usize,
}

impl Force<'_> {
    /// It takes orders now.
    pub fn free(&self) -> bool {
        self.row.status == FleetStatus::Active && self.row.mission != MissionState::ScoutLocked
    }

    /// It stands at its target and only waits there.
    pub fn idle(&self) -> bool {
        use CommandKind::*;
        matches!(self.row.command, Hold | GuardStarbase | GuardColony | Patrol) && self.row.target == self.row.system
    }

    /// Scouts and nothing else.
    pub fn is_scout(&self) -> bool {
        self.scouts == self.ships && self.ships > 0
    }
}

/// A foreign fleet that was seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sighting {
    /// Whose.
    pub owner: HouseId,
    /// Where.
    pub system: SystemId,
    /// How many turns ago.
    pub age: u32,
    /// Its estimated strength.
    pub strength: Strength,
}

impl Situation<'_> {
    /// Reads own fleets.
    pub fn read_forces(&mut self) {
        let capacity = self.view.transport_capacity();
        for row in self.view.fleets() {
            let mut force = Force {
                row,
                strength: Strength::default(),
                ships: 0,
                warships: 0,
                crippled: 0,
                etacs: 0,
                scouts: 0,
                marines: 0,
                room: 0,
                hangar: 0,
            };
            for ship in self.view.ships(row) {
                force.ships += 1;
                force.crippled += usize::from(ship.hull == Hull::Crippled);
                self.hulls[ship.class] += 1;
                self.hulls[ShipClass::Fighter] += ship.fighters().len() as i64;
                match ship.class {
                    ShipClass::Scout => force.scouts += 1,
                    ShipClass::Etac => force.etacs += usize::from(ship.colonists > 0 && ship.hull == Hull::Nominal),
                    ShipClass::TroopTransport => {
                        force.marines += ship.marines().len();
                        if ship.hull == Hull::Nominal {
                            force.room += capacity.saturating_sub(ship.marines().len());
                        }
                    }
                    class => {
                        force.warships += 1;
                        force.strength += self.hull_strength(ship);
                        if class.is_carrier() && ship.hull == Hull::Nominal {
                            let room = self.rules.tech.hangar_capacity(class, self.view.tech(TechField::Aco)) as usize;
                            force.hangar += room.saturating_sub(ship.fighters().len());
                        }
                    }
                }
            }
            self.fleet += force.strength;
            self.forces.push(force);
        }
        let (_, most) = self.view.combat_fleets();
        let possible = (most * self.view.max_ships_per_fleet()) as f64 * FULL;
        let waiting: usize = self.view.colonies().map(|colony| colony.unassigned.len()).sum();
        let sailing: usize = self
            .forces
            .iter()
            .filter(|force| !force.is_scout())
            .map(|force| force.ships)
            .sum();
        self.slots = possible as i64 - (waiting + sailing) as i64;
    }

    /// Strength of a warship and the fighters in its hangar.
    pub fn hull_strength(&self, ship: &Ship) -> Strength {
        let fighters = ship.fighters();
        Strength {
            attack: f64::from(strength::ship_attack(self.rules, ship)) + fighters.attack() as f64,
            defense: f64::from(strength::ship_defense(self.rules, ship)) + fighters.defense() as f64,
        }
    }

    /// Reads what was seen of foreign fleets lately.
    pub fn read_sightings(&mut self) {
        let mut totals = vec![0.0; self.rivals.len()];
        let factor = |level| self.rules.tech.wep_factor(level);
        let own = factor(self.view.tech(TechField::Wep));
        let weapons = |rival: &PublicHouse| factor(self.level_of(rival.id, TechField::Wep)) / own;
        let weapons: Vec<f64> = self.rivals.iter().map(weapons).collect();
        for record in self.view.fleet_records() {
            let age = self.turn.saturating_sub(record.turn);
            let Some(rival) = self.rivals.iter().position(|rival| rival.id == record.owner) else {
                continue;
            };
            if age > STRENGTH_TURNS {
                continue;
            }
            let strength = self.estimate(record, weapons[rival]);
            totals[rival] += strength.attack;
            if strength.attack > 0.0 && age <= SIGHTING_TURNS {
                let (owner, system) = (record.owner, record.system);
                self.sightings.push(Sighting {
                    owner,
                    system,
                    age,
                    strength,
                });
            }
        }
        self.strongest_rival = totals.into_iter().fold(0.0, f64::max);
    }

    /// A foreign fleet's strength: as seen in a battle if that was lately, else from its hulls, as much stronger than own
    /// ones as the weapons of its house are, carriers with full hangars.
    fn estimate(&self, record: &FleetRecord, weapons: f64) -> Strength {
        if let (Some(turn), Some(attack), Some(defense)) = (record.detail_turn, record.attack, record.defense)
            && turn + 2 >= self.turn
        {
            return Strength {
                attack: f64::from(attack),
                defense: f64::from(defense),
            };
        }
        let mut sum = Strength::default();
        for (class, count) in record.ships.iter() {
            if count == 0 || !class.is_combat() {
                continue;
            }
            let hangar = self.rules.tech.hangar_capacity(class, self.view.tech(TechField::Aco));
            let full = self.stats[class] + self.stats[ShipClass::Fighter].times(f64::from(hangar));
            sum += full.times(f64::from(count) * weapons);
        }
        match record.status {
            FleetStatus::Active => sum,
            FleetStatus::Reserve => Strength {
                attack: sum.attack * 0.5,
                ..sum
            },
            FleetStatus::Mothballed => Strength::default(),
        }
    }
}
