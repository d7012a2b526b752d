//! The state of one game: tables of rows, and the few ways to move things between them.
//!
//! Every stored value is an integer in a row; lists that follow from other rows are `derived` and are kept by the
//! methods here, so that [`State::relink`] can rebuild them when a game is restored.

pub mod check;
pub mod flows;
pub mod label;
mod place;
pub mod row;
pub mod rows;
pub mod ship;
pub mod starmap;
pub mod table;

use std::sync::Arc;

use crate::dice::{Key, Streams};
use crate::ids::*;
use crate::rules::Rules;
use crate::rules::gameplay::DefensiveCollapseBehavior;
use crate::scenario::Scenario;
use crate::vocab::*;
use flows::Flows;
use row::Row;
use rows::*;
pub use ship::ShipPlace;
use starmap::StarMap;
use table::Table;

/// The whole truth about one game at one moment.
#[derive(Clone, Debug)]
pub struct State {
    /// The rules it is played by, scenario overrides applied.
    pub rules: Arc<Rules>,
    /// The scenario it started from.
    pub scenario: Arc<Scenario>,
    /// Its dice.
    pub streams: Streams,
    /// The lane graph with what is derived from it; never changes.
    pub starmap: Arc<StarMap>,
    /// The single row of the game itself.
    pub game: Table<GameRow>,
    /// Systems.
    pub systems: Table<System>,
    /// Lanes.
    pub lanes: Table<Lane>,
    /// Houses, eliminated ones included.
    pub houses: Table<House>,
    /// Stances of all ordered pairs of houses.
    pub stances: Table<StanceRow>,
    /// Proposals, pending and of late.
    pub proposals: Table<Proposal>,
    /// Colonies.
    pub colonies: Table<Colony>,
    /// Facilities.
    pub facilities: Table<Facility>,
    /// Fleets.
    pub fleets: Table<Fleet>,
    /// Ships and fighters.
    pub ships: Table<Ship>,
    /// Ground units.
    pub ground: Table<Ground>,
    /// Construction projects.
    pub projects: Table<Project>,
    /// Repair projects.
    pub repairs: Table<Repair>,
    /// Lasting effects of espionage.
    pub effects: Table<Effect>,
    /// What houses were told about espionage in the last Conflict Phase.
    pub notices: Table<Notice>,
    /// What houses were told of the last resolution besides.
    pub feed: Table<FeedRow>,
    /// What houses remember of their own espionage.
    pub dossiers: Table<Dossier>,
    /// Transfers of colonists under way.
    pub transfers: Table<Transfer>,
    /// What houses know about systems.
    pub system_records: Table<SystemRecord>,
    /// What houses know about foreign colonies.
    pub colony_records: Table<ColonyRecord>,
    /// What is being built and repaired at colonies that houses know completely.
    pub queue_records: Table<QueueRecord>,
    /// What houses know about foreign fleets.
    pub fleet_records: Table<FleetRecord>,
    /// Ships of fleets that houses know completely.
    pub ship_records: Table<ShipRecord>,
    /// What houses have read in foreign starbases.
    pub starbase_records: Table<StarbaseRecord>,
    /// Fleets in what was read there.
    pub plan_records: Table<PlanRecord>,
    /// What houses know about battles.
    pub combat_records: Table<CombatRecord>,
    /// Units in what they know about battles.
    pub combat_unit_records: Table<CombatUnitRecord>,
    /// Figures given false to deceived houses in the turn under way.
    pub fabrications: Table<Fabrication>,
    /// Diagnostic flows of the turn under way.
    pub flows: Table<Flows>,
    /// Per house: its fleet records by fleet, ascending. Derived.
    pub fleet_records_of: Vec<Vec<(FleetId, FleetRecordId)>>,
}

/// Calls a macro with the name of every table, in the order in which references allow them to be written.
macro_rules! each_table {
    ($with:ident) => {
        $with!(
            game,
            houses,
            systems,
            lanes,
            stances,
            proposals,
            colonies,
            facilities,
            fleets,
            ships,
            ground,
            projects,
            repairs,
            effects,
            notices,
            feed,
            dossiers,
            transfers,
            system_records,
            colony_records,
            queue_records,
            fleet_records,
            ship_records,
            starbase_records,
            plan_records,
            combat_records,
            combat_unit_records,
            fabrications,
            flows
        )
    };
}
pub(crate) use each_table;

/// The id of the single row of [`State::game`].
pub const GAME: HouseId = HouseId(1);

impl State {
    /// A state without any row.
    pub fn empty(rules: Arc<Rules>, scenario: Arc<Scenario>, key: Key) -> Self {
        Self {
            rules,
            scenario,
            streams: Streams::new(key),
            starmap: Arc::new(StarMap::default()),
            game: Table::default(),
            systems: Table::default(),
            lanes: Table::default(),
            houses: Table::default(),
            stances: Table::default(),
            proposals: Table::default(),
            colonies: Table::default(),
            facilities: Table::default(),
            fleets: Table::default(),
            ships: Table::default(),
            ground: Table::default(),
            projects: Table::default(),
            repairs: Table::default(),
            effects: Table::default(),
            notices: Table::default(),
            feed: Table::default(),
            dossiers: Table::default(),
            transfers: Table::default(),
            system_records: Table::default(),
            colony_records: Table::default(),
            queue_records: Table::default(),
            fleet_records: Table::default(),
            ship_records: Table::default(),
            starbase_records: Table::default(),
            plan_records: Table::default(),
            combat_records: Table::default(),
            combat_unit_records: Table::default(),
            fabrications: Table::default(),
            flows: Table::default(),
            fleet_records_of: Vec::new(),
        }
    }

    /// The row of the game itself.
    pub fn game(&self) -> &GameRow {
        &self.game[GAME]
    }

    /// The row of the game itself, to be changed.
    pub fn game_mut(&mut self) -> &mut GameRow {
        &mut self.game[GAME]
    }

    /// The current turn.
    pub fn turn(&self) -> u32 {
        self.game().turn
    }

    /// Ids of all houses, ascending, eliminated ones included. Where the order matters, houses act in this one (O9).
    pub fn house_ids(&self) -> impl Iterator<Item = HouseId> + use<> {
        (1..=self.game().houses).map(HouseId)
    }

    /// Whether the house is neither eliminated nor collapsed (rulebook 20 §0.8).
    pub fn in_play(&self, house: HouseId) -> bool {
        matches!(self.houses[house].status, HouseStatus::Active | HouseStatus::Autopilot)
    }

    /// A house's level in a field.
    pub fn tech(&self, house: HouseId, field: TechField) -> u8 {
        self.houses[house].tech[field]
    }

    /// The relation of two houses: the higher of their stances (rulebook 05 §1.1).
    pub fn relation(&self, a: HouseId, b: HouseId) -> Stance {
        let stance = |x, y| self.stances[StanceId::of(x, y)].stance;
        stance(a, b).max(stance(b, a))
    }

    /// Sets a stance and why; says whether it changed.
    pub fn set_stance(&mut self, id: StanceId, stance: Stance, cause: StanceCause) -> bool {
        if self.stances[id].stance == stance {
            return false;
        }
        let changed = self.turn();
        let row = &mut self.stances[id];
        (row.stance, row.changed, row.cause) = (stance, changed, cause);
        true
    }

    /// Raises both stances of a pair to at least `level`; says whether the relation rose.
    pub fn raise_stances(&mut self, a: HouseId, b: HouseId, level: Stance, cause: StanceCause) -> bool {
        let before = self.relation(a, b);
        for id in [StanceId::of(a, b), StanceId::of(b, a)] {
            if self.stances[id].stance < level {
                self.set_stance(id, level, cause);
            }
        }
        before < level
    }

    /// Whether a collapsed house still has production, revenue and upkeep, as one in play has (rulebook 01 §7).
    pub fn has_economy(&self, house: HouseId) -> bool {
        self.in_play(house) || self.is_spared(house, |rules| rules.economy_ceases)
    }

    /// Whether a collapsed house still builds and pays, as one in play does (rulebook 01 §7).
    pub fn has_construction(&self, house: HouseId) -> bool {
        self.in_play(house) || self.is_spared(house, |rules| rules.no_construction)
    }

    /// Whether the fleets of a house flee to its colonies, of whatever kind, because it has collapsed (rulebook 01 §7).
    pub fn retreats_home(&self, house: HouseId) -> bool {
        self.houses[house].status == HouseStatus::Collapsed && !self.is_spared(house, |rules| rules.retreat_to_home)
    }

    /// Whether the rules spare a collapsed house one of the consequences.
    fn is_spared(&self, house: HouseId, flag: impl Fn(&DefensiveCollapseBehavior) -> bool) -> bool {
        self.houses[house].status == HouseStatus::Collapsed && !flag(&self.rules.gameplay.defensive_collapse_behavior)
    }

    /// The house that controls a system: the owner of its colony (rulebook 05 §2).
    pub fn controller(&self, system: SystemId) -> Option<HouseId> {
        self.colony_at(system).map(|colony| colony.owner)
    }

    /// The colony in a system.
    pub fn colony_at(&self, system: SystemId) -> Option<&Colony> {
        self.systems[system].colony.map(|id| &self.colonies[id])
    }

    /// Whether a house's homeworld bonus applies in a system: its original homeworld, still its own (01 §4).
    pub fn defends_homeworld(&self, house: HouseId, system: SystemId) -> bool {
        self.systems[system].homeworld_of == Some(house) && self.controller(system) == Some(house)
    }

    /// Brings all hashes up to date and returns the hash of the state.
    pub fn hash(&mut self) -> u64 {
        macro_rules! sum {
            ($($table:ident),*) => {{
                $(self.$table.refresh();)*
                0u64 $(.wrapping_add(self.$table.hash()))*
            }};
        }
        each_table!(sum)
    }

    /// The hash of the state computed from nothing.
    pub fn recomputed_hash(&self) -> u64 {
        macro_rules! sum {
            ($($table:ident),*) => { 0u64 $(.wrapping_add(self.$table.recomputed_hash()))* };
        }
        each_table!(sum)
    }

    /// Copies the counters of ids into the game's row, so that they are part of what is saved.
    pub fn store_counters(&mut self) {
        let counters = [
            self.colonies.next_id(),
            self.fleets.next_id(),
            self.ships.next_id(),
            self.facilities.next_id(),
            self.ground.next_id(),
            self.projects.next_id(),
            self.repairs.next_id(),
            self.fleet_records.next_id(),
            self.transfers.next_id(),
            self.ship_records.next_id(),
            self.queue_records.next_id(),
            self.starbase_records.next_id(),
            self.plan_records.next_id(),
            self.combat_records.next_id(),
            self.combat_unit_records.next_id(),
            self.proposals.next_id(),
        ];
        let game = self.game_mut();
        [
            game.next_colony,
            game.next_fleet,
            game.next_ship,
            game.next_facility,
            game.next_ground,
            game.next_project,
            game.next_repair,
            game.next_fleet_record,
            game.next_transfer,
            game.next_ship_record,
            game.next_queue_record,
            game.next_starbase_record,
            game.next_plan_record,
            game.next_combat_record,
            game.next_combat_unit_record,
            game.next_proposal,
        ] = counters;
    }

    /// Sets the tables' counters from the game's row, after a restore.
    pub fn load_counters(&mut self) {
        let game = self.game().clone();
        self.colonies.set_next_id(game.next_colony);
        self.fleets.set_next_id(game.next_fleet);
        self.ships.set_next_id(game.next_ship);
        self.facilities.set_next_id(game.next_facility);
        self.ground.set_next_id(game.next_ground);
        self.projects.set_next_id(game.next_project);
        self.repairs.set_next_id(game.next_repair);
        self.fleet_records.set_next_id(game.next_fleet_record);
        self.transfers.set_next_id(game.next_transfer);
        self.ship_records.set_next_id(game.next_ship_record);
        self.queue_records.set_next_id(game.next_queue_record);
        self.starbase_records.set_next_id(game.next_starbase_record);
        self.plan_records.set_next_id(game.next_plan_record);
        self.combat_records.set_next_id(game.next_combat_record);
        self.combat_unit_records.set_next_id(game.next_combat_unit_record);
        self.proposals.set_next_id(game.next_proposal);
    }

    /// Forgets which rows were touched: what was touched so far is saved.
    pub fn commit(&mut self) {
        macro_rules! commit {
            ($($table:ident),*) => {{ $(self.$table.commit();)* }};
        }
        each_table!(commit);
    }

    /// Calls `visit` for every table, in an order in which references point backwards where they can.
    pub fn for_each_table(&self, visit: &mut dyn FnMut(&dyn AnyTable)) {
        macro_rules! visit_all {
            ($($table:ident),*) => {{ $(visit(&self.$table);)* }};
        }
        each_table!(visit_all);
    }

    /// Names of all tables with their columns after `id`, in the order of [`State::for_each_table`].
    pub fn schema() -> Vec<(&'static str, Vec<row::Column>)> {
        fn of<R: Row>(_: impl Fn(&State) -> &Table<R>) -> (&'static str, Vec<row::Column>) {
            (R::TABLE, R::columns())
        }
        macro_rules! schema {
            ($($table:ident),*) => { vec![$(of(|state| &state.$table)),*] };
        }
        each_table!(schema)
    }

    /// Inserts a row by the name of its table, for a restore.
    ///
    /// # Errors
    /// [`row::BadCell`] if the cells do not make a row. An unknown table name is a cell error of that table.
    pub fn insert_cells(&mut self, table: &str, id: u32, cells: &[row::Cell]) -> Result<(), row::BadCell> {
        macro_rules! insert {
            ($($table:ident),*) => {{
                $(if table == table_name(&self.$table) {
                    let row = Row::take(id.into(), cells)?;
                    self.$table.insert(row);
                    return Ok(());
                })*
            }};
        }
        each_table!(insert);
        Err(row::BadCell {
            table: "",
            column: table.to_string(),
            cell: None,
        })
    }
}

fn table_name<R: Row>(_: &Table<R>) -> &'static str {
    R::TABLE
}

fn put_with_id<R: Row>(row: &R, cells: &mut Vec<row::Cell>) {
    cells.push(Some(i64::from(row.id().into())));
    row.put(cells);
}

/// A table seen without its row type: for SQLite, hashes and checks.
pub trait AnyTable {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The columns after `id`.
    fn columns(&self) -> Vec<row::Column>;
    /// Appends every row that differs from the last commit, as of the last computation of the hash: the id and the
    /// cells of those that exist to `rows`, the ids of those that are gone to `gone`. Both ascending.
    ///
    /// # Panics
    /// If a row was touched since the hash was computed.
    fn changes(&self, rows: &mut Vec<row::Cell>, gone: &mut Vec<u32>);
    /// Appends the ids of all rows that differ from the last commit, those that are gone among them, ascending.
    ///
    /// # Panics
    /// If a row was touched since the hash was computed.
    fn changed_ids(&self, ids: &mut Vec<u32>);
    /// Appends every row, its id and its cells, ascending.
    fn all(&self, rows: &mut Vec<row::Cell>);
    /// Appends the rows of a range of ids as [`AnyTable::all`] does.
    fn within(&self, ids: std::ops::Range<u32>, rows: &mut Vec<row::Cell>);
    /// Calls `visit` for every row.
    fn for_each_row(&self, visit: &mut dyn FnMut(u32, &[row::Cell]));
}

impl<R: Row> AnyTable for Table<R> {
    fn name(&self) -> &'static str {
        R::TABLE
    }

    fn columns(&self) -> Vec<row::Column> {
        R::columns()
    }

    fn changes(&self, rows: &mut Vec<row::Cell>, gone: &mut Vec<u32>) {
        for id in self.changed() {
            match self.get(id) {
                Some(row) => put_with_id(row, rows),
                None => gone.push(id.into()),
            }
        }
    }

    fn changed_ids(&self, ids: &mut Vec<u32>) {
        ids.extend(self.changed().map(Into::into));
    }

    fn all(&self, rows: &mut Vec<row::Cell>) {
        self.iter().for_each(|row| put_with_id(row, rows));
    }

    fn within(&self, ids: std::ops::Range<u32>, rows: &mut Vec<row::Cell>) {
        let found = ids.filter_map(|id| self.get(id.into()));
        found.for_each(|row| put_with_id(row, rows));
    }

    fn for_each_row(&self, visit: &mut dyn FnMut(u32, &[row::Cell])) {
        let mut cells = Vec::new();
        for row in self.iter() {
            cells.clear();
            row.put(&mut cells);
            visit(row.id().into(), &cells);
        }
    }
}
