//! Where things are: the only functions that create, move and remove fleets, ships, units, facilities and
//! colonies, and that keep the derived lists in step.

use super::State;
use super::label::LABELS;
use super::rows::*;
use super::ship::{Aboard, ShipPlace, Wing};
use crate::ids::*;
use crate::strength;
use crate::vocab::*;

/// Lists of ids are ascending, the ships of a fleet too (W6).
pub(super) fn insert_sorted<T: Ord + Copy>(list: &mut Vec<T>, item: T) {
    match list.last() {
        Some(&last) if last >= item => {
            if let Err(at) = list.binary_search(&item) {
                list.insert(at, item);
            }
        }
        _ => list.push(item),
    }
}

pub(super) fn remove_sorted<T: Ord>(list: &mut Vec<T>, item: &T) {
    if let Ok(at) = list.binary_search(item) {
        list.remove(at);
    }
}

/// The list that a ship is in.
enum ShipList<'a> {
    Ships(&'a mut Vec<ShipId>),
    /// Of a fighter, with its AS and DS.
    Wing(&'a mut Wing, (i32, i32)),
}

impl State {
    /// Makes an Active fleet on Hold with ROE 6 (rulebook 04 §8), without ships yet.
    pub fn new_fleet(&mut self, owner: HouseId, system: SystemId) -> FleetId {
        let label = self.free_label(owner);
        let id = self.fleets.insert_next(|id| Fleet {
            id,
            owner,
            system,
            label,
            status: FleetStatus::Active,
            reactivation: None,
            roe: 6,
            command: CommandKind::Hold,
            target: system,
            target_fleet: None,
            priority: 0,
            mission: MissionState::Executing,
            mission_start: None,
            terminal: false,
            moved: false,
            was_absent: false,
            ships: Vec::new(),
        });
        self.link_fleet(id);
        id
    }

    /// The lowest label that none of the house's fleets bears (rulebook 04 §1).
    fn free_label(&self, owner: HouseId) -> u16 {
        let mut taken = [false; LABELS as usize + 1];
        for &fleet in &self.houses[owner].fleets {
            taken[usize::from(self.fleets[fleet].label)] = true;
        }
        (0..LABELS).find(|&label| !taken[usize::from(label)]).unwrap_or(LABELS)
    }

    fn link_fleet(&mut self, id: FleetId) {
        let (owner, system) = (self.fleets[id].owner, self.fleets[id].system);
        let lists = "a fleet's owner and system exist";
        insert_sorted(&mut self.houses.derived_mut(owner).expect(lists).fleets, id);
        insert_sorted(&mut self.systems.derived_mut(system).expect(lists).fleets, id);
    }

    /// Puts a fleet into another system.
    pub fn move_fleet(&mut self, id: FleetId, to: SystemId) {
        let from = std::mem::replace(&mut self.fleets[id].system, to);
        if let Some(system) = self.systems.derived_mut(from) {
            remove_sorted(&mut system.fleets, &id);
        }
        if let Some(system) = self.systems.derived_mut(to) {
            insert_sorted(&mut system.fleets, id);
        }
    }

    /// Removes a fleet that has no ships left; says whether it did. Fleets that wanted to join it notice in PRD1c.
    pub fn dissolve_if_empty(&mut self, id: FleetId) -> bool {
        let Some(fleet) = self.fleets.get(id) else { return false };
        if !fleet.ships.is_empty() {
            return false;
        }
        let (owner, system) = (fleet.owner, fleet.system);
        self.fleets.remove(id);
        if let Some(house) = self.houses.derived_mut(owner) {
            remove_sorted(&mut house.fleets, &id);
        }
        if let Some(system) = self.systems.derived_mut(system) {
            remove_sorted(&mut system.fleets, &id);
        }
        true
    }

    /// Makes a ship with AS and DS stamped at a WEP level (rulebook 10 §1.3).
    pub fn new_ship(&mut self, owner: HouseId, class: ShipClass, wep: u8, build_cost: i64, place: ShipPlace) -> ShipId {
        let (attack, defense) = strength::stamped_ship(&self.rules, class, wep);
        let id = self.ships.insert_next(|id| Ship {
            id,
            owner,
            class,
            build_cost,
            wep,
            attack,
            defense,
            hull: Hull::Nominal,
            place,
            colonists: 0,
            overdue: 0,
            aboard: Aboard::default(),
        });
        self.link_ship(id);
        id
    }

    fn ship_list(&mut self, id: ShipId) -> Option<ShipList<'_>> {
        let ship = &self.ships[id];
        let (fighter, stamp) = (ship.class == ShipClass::Fighter, (ship.attack, ship.defense));
        match ship.place {
            ShipPlace::Fleet(fleet) => {
                let fleet = self.fleets.derived_mut(fleet)?;
                Some(ShipList::Ships(&mut fleet.ships))
            }
            ShipPlace::Colony(colony) if fighter => {
                let colony = self.colonies.derived_mut(colony)?;
                Some(ShipList::Wing(&mut colony.pool, stamp))
            }
            ShipPlace::Colony(colony) => {
                let colony = self.colonies.derived_mut(colony)?;
                Some(ShipList::Ships(&mut colony.unassigned))
            }
            ShipPlace::Carrier(carrier) => {
                let carrier = self.ships.derived_mut(carrier)?;
                Some(ShipList::Wing(&mut carrier.aboard.lists().hangar, stamp))
            }
            ShipPlace::Drydock(_) => None,
        }
    }

    fn link_ship(&mut self, id: ShipId) {
        match self.ship_list(id) {
            Some(ShipList::Ships(list)) => insert_sorted(list, id),
            Some(ShipList::Wing(wing, stamp)) => wing.insert(id, stamp),
            None => {}
        }
    }

    fn unlink_ship(&mut self, id: ShipId) {
        match self.ship_list(id) {
            Some(ShipList::Ships(list)) => remove_sorted(list, &id),
            Some(ShipList::Wing(wing, stamp)) => wing.remove(id, stamp),
            None => {}
        }
    }

    /// Moves a ship. The fleet it leaves stays, even if empty: see [`State::dissolve_if_empty`].
    pub fn move_ship(&mut self, id: ShipId, place: ShipPlace) {
        self.unlink_ship(id);
        self.ships[id].place = place;
        self.link_ship(id);
    }

    /// Removes a ship with the fighters and marines aboard. The fleet it leaves stays, even if empty. A repair
    /// project of the ship goes with it.
    pub fn remove_ship(&mut self, id: ShipId) -> Option<Ship> {
        let aboard = self.ships.derived_mut(id)?.aboard.take();
        for fighter in aboard.hangar.iter() {
            self.ships.remove(*fighter);
        }
        for marine in aboard.marines {
            self.ground.remove(marine);
        }
        if let ShipPlace::Drydock(drydock) = self.ships[id].place {
            self.drop_repair_at(self.facilities[drydock].colony, |repair| repair.ship == Some(id));
        }
        self.unlink_ship(id);
        self.ships.remove(id)
    }

    fn drop_repair_at(&mut self, colony: ColonyId, is_wanted: impl Fn(&Repair) -> bool) {
        let repairs = &self.colonies[colony].repairs;
        if let Some(&repair) = repairs.iter().find(|&&id| is_wanted(&self.repairs[id])) {
            self.remove_repair(repair);
        }
    }

    /// Makes a ground unit in a garrison.
    pub fn new_ground(&mut self, owner: HouseId, kind: GroundKind, colony: ColonyId, shield_level: u8) -> GroundId {
        let id = self.ground.insert_next(|id| Ground {
            id,
            owner,
            kind,
            hull: Hull::Nominal,
            colony: Some(colony),
            ship: None,
            shield_level,
        });
        self.link_ground(id);
        id
    }

    fn ground_list(&mut self, id: GroundId) -> Option<&mut Vec<GroundId>> {
        let unit = &self.ground[id];
        match (unit.colony, unit.ship) {
            (Some(colony), None) => self.colonies.derived_mut(colony).map(|colony| &mut colony.garrison),
            (None, Some(ship)) => self
                .ships
                .derived_mut(ship)
                .map(|ship| &mut ship.aboard.lists().marines),
            _ => panic!("ground unit {id} is in {unit:?}, not in exactly one place"),
        }
    }

    fn link_ground(&mut self, id: GroundId) {
        if let Some(list) = self.ground_list(id) {
            insert_sorted(list, id);
        }
    }

    /// Moves a ground unit aboard a transport; it is not repaired any more.
    pub fn embark(&mut self, id: GroundId, ship: ShipId) {
        if let Some(colony) = self.ground[id].colony {
            self.drop_repair_at(colony, |repair| repair.ground == Some(id));
        }
        if let Some(list) = self.ground_list(id) {
            remove_sorted(list, &id);
        }
        let unit = &mut self.ground[id];
        (unit.colony, unit.ship) = (None, Some(ship));
        self.link_ground(id);
    }

    /// Moves a ground unit into a garrison.
    pub fn disembark(&mut self, id: GroundId, colony: ColonyId) {
        if let Some(list) = self.ground_list(id) {
            remove_sorted(list, &id);
        }
        let unit = &mut self.ground[id];
        (unit.colony, unit.ship) = (Some(colony), None);
        self.link_ground(id);
    }

    /// Removes a ground unit, with its repair project.
    pub fn remove_ground(&mut self, id: GroundId) -> Option<Ground> {
        if let Some(colony) = self.ground.get(id)?.colony {
            self.drop_repair_at(colony, |repair| repair.ground == Some(id));
        }
        if let Some(list) = self.ground_list(id) {
            remove_sorted(list, &id);
        }
        self.ground.remove(id)
    }

    /// Makes a facility; a starbase gets AS and DS stamped at `wep` (rulebook 10 §4.3).
    pub fn new_facility(&mut self, colony: ColonyId, kind: FacilityKind, wep: u8) -> FacilityId {
        let (attack, defense) = strength::stamped_facility(&self.rules, kind, wep);
        let id = self.facilities.insert_next(|id| Facility {
            id,
            colony,
            kind,
            hull: Hull::Nominal,
            wep,
            attack,
            defense,
            busy: 0,
        });
        self.link_facility(id);
        id
    }

    fn link_facility(&mut self, id: FacilityId) {
        if let Some(colony) = self.colonies.derived_mut(self.facilities[id].colony) {
            insert_sorted(&mut colony.facilities, id);
        }
    }

    /// Removes a facility with its projects; ships in its docks are lost (rulebook 22 §6). Returns the lost ships.
    pub fn remove_facility(&mut self, id: FacilityId) -> Vec<Ship> {
        let Some(facility) = self.facilities.get(id) else {
            return Vec::new();
        };
        let colony = facility.colony;
        let projects: Vec<_> = self.colonies[colony].projects.clone();
        for project in projects {
            if self.projects[project].facility == Some(id) {
                self.remove_project(project);
            }
        }
        let mut lost = Vec::new();
        for repair in self.colonies[colony].repairs.clone() {
            let row = &self.repairs[repair];
            if row.facility == Some(id) {
                self.remove_repair(repair);
            } else if row.drydock == Some(id) {
                let ship = row.ship;
                self.remove_repair(repair);
                lost.extend(ship.and_then(|ship| self.ships.remove(ship)));
            }
        }
        if let Some(colony) = self.colonies.derived_mut(colony) {
            remove_sorted(&mut colony.facilities, &id);
        }
        self.facilities.remove(id);
        lost
    }

    /// Adds a construction project; `make` gets its id.
    pub fn new_project(&mut self, make: impl FnOnce(ProjectId) -> Project) -> ProjectId {
        let id = self.projects.insert_next(make);
        self.link_project(id);
        id
    }

    fn occupy_dock(&mut self, facility: Option<FacilityId>) {
        if let Some(row) = facility.and_then(|id| self.facilities.derived_mut(id)) {
            row.busy += 1;
        }
    }

    fn vacate_dock(&mut self, facility: Option<FacilityId>) {
        if let Some(row) = facility.and_then(|id| self.facilities.derived_mut(id)) {
            row.busy -= 1;
        }
    }

    fn link_project(&mut self, id: ProjectId) {
        self.occupy_dock(self.projects[id].facility);
        if let Some(colony) = self.colonies.derived_mut(self.projects[id].colony) {
            insert_sorted(&mut colony.projects, id);
        }
    }

    /// Removes a construction project.
    pub fn remove_project(&mut self, id: ProjectId) -> Option<Project> {
        let project = self.projects.remove(id)?;
        self.vacate_dock(project.facility);
        if let Some(colony) = self.colonies.derived_mut(project.colony) {
            remove_sorted(&mut colony.projects, &id);
        }
        Some(project)
    }

    /// Adds a repair project; `make` gets its id.
    pub fn new_repair(&mut self, make: impl FnOnce(RepairId) -> Repair) -> RepairId {
        let id = self.repairs.insert_next(make);
        self.link_repair(id);
        id
    }

    fn link_repair(&mut self, id: RepairId) {
        self.occupy_dock(self.repairs[id].drydock);
        if let Some(colony) = self.colonies.derived_mut(self.repairs[id].colony) {
            insert_sorted(&mut colony.repairs, id);
        }
    }

    /// Removes a repair project; what was under repair stays where it is.
    pub fn remove_repair(&mut self, id: RepairId) -> Option<Repair> {
        let repair = self.repairs.remove(id)?;
        self.vacate_dock(repair.drydock);
        if let Some(colony) = self.colonies.derived_mut(repair.colony) {
            remove_sorted(&mut colony.repairs, &id);
        }
        Some(repair)
    }

    /// Adds a transfer of colonists; `make` gets its id.
    pub fn new_transfer(&mut self, make: impl FnOnce(TransferId) -> Transfer) -> TransferId {
        let id = self.transfers.insert_next(make);
        self.link_transfer(id);
        id
    }

    fn link_transfer(&mut self, id: TransferId) {
        if let Some(house) = self.houses.derived_mut(self.transfers[id].owner) {
            insert_sorted(&mut house.transfers, id);
        }
    }

    /// Removes a transfer of colonists.
    pub fn remove_transfer(&mut self, id: TransferId) -> Option<Transfer> {
        let transfer = self.transfers.remove(id)?;
        if let Some(house) = self.houses.derived_mut(transfer.owner) {
            remove_sorted(&mut house.transfers, &id);
        }
        Some(transfer)
    }

    /// Makes a colony with the start values of the caller and the default flags (rulebook 20 §12.1).
    pub fn new_colony(&mut self, owner: HouseId, system: SystemId, pu: i64, iu: i64, founded: u32) -> ColonyId {
        assert!(self.systems[system].colony.is_none(), "one colony a system");
        let id = self.colonies.insert_next(|id| Colony {
            id,
            system,
            owner,
            founded,
            pu,
            iu,
            iu_damaged: 0,
            infra_damage: 0,
            auto_repair: false,
            auto_load_marines: true,
            auto_load_fighters: true,
            blockaded: false,
            blockade_turns: 0,
            fighter_grace: None,
            facilities: Vec::new(),
            garrison: Vec::new(),
            pool: Wing::default(),
            unassigned: Vec::new(),
            projects: Vec::new(),
            repairs: Vec::new(),
        });
        self.link_colony(id);
        id
    }

    fn link_colony(&mut self, id: ColonyId) {
        let (owner, system) = (self.colonies[id].owner, self.colonies[id].system);
        if let Some(system) = self.systems.derived_mut(system) {
            system.colony = Some(id);
        }
        if let Some(house) = self.houses.derived_mut(owner) {
            insert_sorted(&mut house.colonies, id);
        }
    }

    /// Gives a colony to another house: flags return to the defaults (rulebook 20 §12.3); what stands and stays in
    /// garrison there is the caller's business.
    pub fn change_owner(&mut self, id: ColonyId, to: HouseId) {
        let colony = &mut self.colonies[id];
        let from = std::mem::replace(&mut colony.owner, to);
        (colony.auto_repair, colony.auto_load_marines, colony.auto_load_fighters) = (false, true, true);
        colony.fighter_grace = None;
        if let Some(house) = self.houses.derived_mut(from) {
            remove_sorted(&mut house.colonies, &id);
        }
        if let Some(house) = self.houses.derived_mut(to) {
            insert_sorted(&mut house.colonies, id);
        }
    }

    /// Removes a colony with all that stands there and in its docks; fleets stay (rulebook 20 §2.4). Returns the
    /// ships and fighters lost.
    pub fn remove_colony(&mut self, id: ColonyId) -> Vec<Ship> {
        let mut lost = Vec::new();
        for facility in self.colonies[id].facilities.clone() {
            lost.extend(self.remove_facility(facility));
        }
        for project in self.colonies[id].projects.clone() {
            self.remove_project(project);
        }
        for repair in self.colonies[id].repairs.clone() {
            self.remove_repair(repair);
        }
        for unit in self.colonies[id].garrison.clone() {
            self.remove_ground(unit);
        }
        for ship in [&*self.colonies[id].pool, &self.colonies[id].unassigned].concat() {
            lost.extend(self.remove_ship(ship));
        }
        let Some(colony) = self.colonies.remove(id) else {
            return lost;
        };
        if let Some(system) = self.systems.derived_mut(colony.system) {
            system.colony = None;
        }
        if let Some(house) = self.houses.derived_mut(colony.owner) {
            remove_sorted(&mut house.colonies, &id);
        }
        lost
    }

    /// Rebuilds all derived lists from the rows, after a restore.
    pub fn relink(&mut self) {
        for id in self.fleets.ids() {
            self.link_fleet(id);
        }
        for id in self.colonies.ids() {
            self.link_colony(id);
        }
        for id in self.ships.ids() {
            self.link_ship(id);
        }
        for id in self.ground.ids() {
            self.link_ground(id);
        }
        for id in self.facilities.ids() {
            self.link_facility(id);
        }
        for id in self.projects.ids() {
            self.link_project(id);
        }
        for id in self.repairs.ids() {
            self.link_repair(id);
        }
        for id in self.transfers.ids() {
            self.link_transfer(id);
        }
        self.fleet_records_of = vec![Vec::new(); self.houses.len() + 1];
        for record in self.fleet_records.iter() {
            self.fleet_records_of[record.house.index()].push((record.fleet, record.id));
        }
        for list in &mut self.fleet_records_of {
            list.sort_unstable();
        }
        self.relink_records();
    }

    /// Rebuilds the lists of what is written under records.
    fn relink_records(&mut self) {
        for part in self.queue_records.iter() {
            if let Some(record) = self.colony_records.derived_mut(part.record) {
                record.queue.push(part.id);
            }
        }
        for part in self.ship_records.iter() {
            if let Some(record) = self.fleet_records.derived_mut(part.record) {
                record.details.push(part.id);
            }
        }
        for part in self.plan_records.iter() {
            if let Some(record) = self.starbase_records.derived_mut(part.record) {
                record.plans.push(part.id);
            }
        }
        for part in self.combat_unit_records.iter() {
            if let Some(record) = self.combat_records.derived_mut(part.record) {
                record.units.push(part.id);
            }
        }
    }
}
