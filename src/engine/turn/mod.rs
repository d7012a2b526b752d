//! One turn: four phases, each step a function named by its code in the rulebook (03).
//!
//! [`Turn`] is what the steps work on: the state, the event log, and the scratch of the phase under way. Nothing in
//! the scratch outlives the CMD5 at which a turn is committed.

pub mod conflict;
#[cfg(test)]
mod tests;

use crate::diplomacy::Dispatch;
use crate::espionage::{self, Assignments};
use crate::events::*;
use crate::feed;
use crate::ids::*;
use crate::orders::Orders;
use crate::state::State;
use crate::state::flows::Flows;
use crate::vocab::*;
use conflict::Conflict;

/// Sources of prestige, each with its column in the flows (rulebook 12 §2). There are no others (P6, P14), and
/// `systemCapture` is none (P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrestigeSource {
    /// `colonyEstablishment`.
    Colony,
    /// `techAdvancement`.
    Tech,
    /// `shipDestroyed`, either side.
    Kills,
    /// `starbaseDestroyed`, either side.
    Starbase,
    /// `fleetVictory`, either side.
    Victory,
    /// `planetConquered`.
    Conquest,
    /// `planetLost`.
    ConquestLost,
    /// Successful espionage.
    Espionage,
    /// Being the victim of espionage.
    EspionageSuffered,
    /// `espionageFailure`.
    EspionageFailed,
    /// Too much of a budget spent on points.
    OverInvestment,
    /// High taxes.
    TaxHigh,
    /// Low taxes.
    TaxLow,
    /// Blockaded colonies.
    Blockade,
    /// Unpaid upkeep.
    Shortfall,
    /// Liquidated research.
    Liquidation,
    /// `houseEliminated`, either side.
    Elimination,
}

impl PrestigeSource {
    /// The flow that counts this source.
    pub fn flow(self, flows: &mut Flows) -> &mut i64 {
        match self {
            Self::Colony => &mut flows.prestige_colony,
            Self::Tech => &mut flows.prestige_tech,
            Self::Kills => &mut flows.prestige_kills,
            Self::Starbase => &mut flows.prestige_starbase,
            Self::Victory => &mut flows.prestige_victory,
            Self::Conquest => &mut flows.prestige_conquest,
            Self::ConquestLost => &mut flows.prestige_conquest_lost,
            Self::Espionage => &mut flows.prestige_espionage,
            Self::EspionageSuffered => &mut flows.prestige_espionage_suffered,
            Self::EspionageFailed => &mut flows.prestige_espionage_failed,
            Self::OverInvestment => &mut flows.prestige_over_investment,
            Self::TaxHigh => &mut flows.prestige_tax_high,
            Self::TaxLow => &mut flows.prestige_tax_low,
            Self::Blockade => &mut flows.prestige_blockade,
            Self::Shortfall => &mut flows.prestige_shortfall,
            Self::Liquidation => &mut flows.prestige_liquidation,
            Self::Elimination => &mut flows.prestige_elimination,
        }
    }
}

/// What the steps of a turn work on.
#[derive(Debug)]
pub struct Turn<'a> {
    /// The truth.
    pub state: &'a mut State,
    /// What happens is written here.
    pub log: &'a mut EventLog,
    /// Scratch of the Conflict Phase.
    pub conflict: Conflict,
    /// Prestige booked since CON1 and applied in INC9: per house (index = id).
    pub ledger: Vec<i64>,
    /// Marines commissioned in this CMD2, which may board by themselves in CMD4.
    pub new_marines: Vec<GroundId>,
    /// Colonies whose planets are raised in this turn's PRD5: paid in CMD5, done in the same turn (22 §8).
    pub terraforming: Vec<ColonyId>,
    /// Breakthroughs of this turn's PRD7, for its rows.
    pub breakthroughs: Vec<(HouseId, Breakthrough)>,
    /// Fleets made in this CMD5, by the numbers under which later orders of their packets name them.
    pub detached: Vec<Detached>,
    /// What the packets of this CMD5 ask of the spies, until CON1f and INC2.
    pub assignments: Assignments,
    /// Diplomatic commands of this CMD5, until PRD3.
    pub dispatches: Vec<Dispatch>,
}

/// A fleet made by a zero-turn command of a packet (rulebook 04 §7.2); of two with one number the later is meant (W27).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detached {
    /// Whose packet.
    pub house: HouseId,
    /// The number that the packet gave it.
    pub number: u32,
    /// The fleet.
    pub fleet: FleetId,
}

impl<'a> Turn<'a> {
    /// The working set for the steps from one CMD5 to the next.
    pub fn new(state: &'a mut State, log: &'a mut EventLog) -> Self {
        let houses = state.game().houses as usize;
        Self {
            state,
            log,
            conflict: Conflict::default(),
            ledger: vec![0; houses + 1],
            new_marines: Vec::new(),
            terraforming: Vec::new(),
            breakthroughs: Vec::new(),
            detached: Vec::new(),
            assignments: Assignments::default(),
            dispatches: Vec::new(),
        }
    }

    /// The flows of a house.
    pub fn flows(&mut self, house: HouseId) -> &mut Flows {
        &mut self.state.flows[house]
    }

    /// `trunc(base × M)`: a scaled award (rulebook 12 §1). Plain events are scaled, whatever recurs and all espionage
    /// are not (rulebook 01 R3). What is not asked for here is not scaled: espionage, taxes, blockades, shortfalls,
    /// liquidation (P1).
    pub fn scaled(&self, base: f64) -> i64 {
        crate::num::trunc(base * crate::prestige::multiplier(self.state))
    }

    /// Books prestige in the ledger, to be applied in INC9 (CON1a–INC8).
    pub fn book(&mut self, house: HouseId, source: PrestigeSource, amount: i64) {
        self.ledger[house.index()] += amount;
        *source.flow(self.flows(house)) += amount;
    }

    /// Applies prestige at once (CMD6d, INC9 items, INC10a).
    pub fn award(&mut self, house: HouseId, source: PrestigeSource, amount: i64) {
        self.state.houses[house].prestige += amount;
        *source.flow(self.flows(house)) += amount;
    }

    /// Changes a treasury; `flow` says in which flow the amount (sign as given) is counted.
    pub fn pay(&mut self, house: HouseId, pp: i64, flow: impl FnOnce(&mut Flows) -> &mut i64) {
        self.state.houses[house].treasury += pp;
        *flow(self.flows(house)) += pp.abs();
    }

    /// Writes a row of `economy_events` with everything but the basics at zero; `fill` adds the rest.
    pub fn economy(&mut self, step: Step, house: HouseId, kind: EconomyKind, fill: impl FnOnce(&mut EconomyEvent)) {
        let mut event = EconomyEvent {
            turn: self.state.turn(),
            step,
            house,
            system_id: None,
            kind,
            item: None,
            amount: 0,
            pp: 0,
            rp: 0,
            pu: 0,
            iu: 0,
            prestige: 0,
        };
        fill(&mut event);
        feed::tell_economy(self, &event);
        self.log.economy.push(event);
    }

    /// Writes down an order that came to nothing.
    pub fn write_order(&mut self, event: OrderEvent) {
        feed::tell_order(self.state, &event);
        self.log.orders.push(event);
    }

    /// Writes that an order other than a fleet command was refused, and counts it.
    pub fn reject(&mut self, step: Step, house: HouseId, sort: OrderSort, system: Option<SystemId>, reason: Reason) {
        self.flows(house).orders_rejected += 1;
        self.note_order(step, house, sort, system, OrderFate::Rejected, reason);
    }

    /// Writes that an order other than a fleet command could not be carried out when it should act, and counts it.
    pub fn drop_order(
        &mut self,
        step: Step,
        house: HouseId,
        sort: OrderSort,
        system: Option<SystemId>,
        reason: Reason,
    ) {
        self.flows(house).orders_failed += 1;
        self.note_order(step, house, sort, system, OrderFate::Failed, reason);
    }

    fn note_order(
        &mut self,
        step: Step,
        house: HouseId,
        sort: OrderSort,
        system_id: Option<SystemId>,
        fate: OrderFate,
        reason: Reason,
    ) {
        let turn = self.state.turn();
        self.write_order(OrderEvent {
            turn,
            step,
            house,
            sort,
            command: None,
            fleet_id: None,
            system_id,
            fate,
            reason,
        });
    }

    /// Ends a fleet's command with success: it becomes Hold in the next CMD1 (rulebook 03 §6).
    pub fn complete(&mut self, fleet: FleetId) {
        let row = &mut self.state.fleets[fleet];
        row.terminal = true;
        let owner = row.owner;
        self.flows(owner).orders_completed += 1;
    }

    /// Ends a fleet's command without success, and writes why.
    pub fn fail(&mut self, step: Step, fleet: FleetId, fate: OrderFate, reason: Reason) {
        let row = &mut self.state.fleets[fleet];
        row.terminal = true;
        let event = OrderEvent {
            turn: 0,
            step,
            house: row.owner,
            sort: OrderSort::Fleet,
            command: Some(row.command),
            fleet_id: Some(fleet),
            system_id: Some(row.system),
            fate,
            reason,
        };
        self.flows(event.house).orders_failed += 1;
        let turn = self.state.turn();
        self.write_order(OrderEvent { turn, ..event });
    }

    /// One step by its code; a game that is traced notes the state after it.
    fn step<R>(&mut self, code: &'static str, act: impl FnOnce(&mut Self) -> R) -> R {
        let result = act(self);
        if self.state.streams.trace().is_some() {
            let (turn, hash) = (self.state.turn(), self.state.hash());
            if let Some(trace) = self.state.streams.trace() {
                trace.step(turn, code, hash);
            }
        }
        result
    }

    /// Command Phase from CMD5 on: takes the packets (index = house id − 1; none = no packet), and makes those of
    /// absent players and collapsed houses. In CMD6 come fleets, builds, repairs, and research last (rulebook 03 R13,
    /// rulebook 03 R14).
    pub fn command_orders(&mut self, packets: &[Option<Orders>]) {
        feed::forget(self.state);
        let packets = &*crate::autopilot::cmd5_packets(self, packets);
        self.step("CMD5", |turn| crate::command::cmd5_orders(turn, packets));
        self.step("CMD6a", |turn| crate::command::cmd6a_fleet_commands(turn, packets));
        self.step("CMD6b", |turn| crate::construction::cmd6b_builds(turn, packets));
        self.step("CMD6c", |turn| crate::construction::cmd6c_repairs(turn, packets));
        self.step("CMD6d", |turn| crate::research::cmd6d_research(turn, packets));
    }

    /// Production Phase.
    pub fn production(&mut self) {
        self.step("PRD1a", crate::movement::prd1a_move);
        self.step("PRD1b", crate::movement::prd1b_arrive);
        self.step("PRD1c", crate::movement::prd1c_commands);
        self.step("PRD1d", crate::intel::prd1d_scout_meetings);
        self.step("PRD2", crate::construction::prd2_queues);
        self.step("PRD3", crate::diplomacy::prd3_diplomacy);
        self.step("PRD4", crate::economy::prd4_transfers);
        self.step("PRD5", crate::construction::prd5_terraforming);
        self.step("PRD6", crate::movement::prd6_empty_fleets);
        self.step("PRD6", crate::intel::prd6_sweep);
        self.step("PRD7a", crate::research::prd7a_breakthroughs);
        self.step("PRD7a", espionage::prd7_effects_end);
        self.step("PRD7a", crate::intel::prd7_forget_fabrications);
        self.step("PRD8", crate::metrics::close_rows);
        self.step("PRD8", |turn| turn.state.game_mut().turn += 1);
    }

    /// Conflict Phase: each theatre in all systems before the next, what died goes at the end (rulebook 03 R12).
    pub fn conflict(&mut self) {
        self.conflict = Conflict::new(self.state);
        self.step("CON0", crate::diplomacy::con0_judge);
        self.step("CON1a", crate::combat::con1a_space);
        self.step("CON1b", crate::combat::con1b_orbital);
        self.step("CON1c", crate::combat::con1c_blockade);
        self.step("CON1d", crate::combat::con1d_planetary);
        self.step("CON1d9", crate::combat::con1d9_refuge);
        self.step("CON1e", crate::colonization::con1e_colonize);
        self.step("CON1f.0", espionage::con1f0_sweeps);
        self.step("CON1f.i", crate::intel::con1f1_new_missions);
        self.step("CON1f.ii", crate::intel::con1f2_running_missions);
        self.step("CON1f.iii", espionage::con1f3_actions);
        self.step("CON1f.iv", crate::intel::con1f_sweep);
        self.step("CON1g", crate::movement::con1g_terminal);
        self.step("CON2", crate::combat::con2_removal);
        self.step("CON2f", crate::economy::con2f_collapse);
    }

    /// Income Phase; true if the game is over (INC10b).
    pub fn income(&mut self) -> bool {
        self.step("INC0", crate::autopilot::inc0_autopilot);
        self.step("INC0", crate::victory::inc0_final_conflict);
        self.step("INC2", espionage::inc2_points);
        self.step("INC3", crate::economy::inc3_income);
        self.step("INC5", crate::economy::inc5_salvage);
        self.step("INC6", crate::economy::inc6_upkeep);
        self.step("INC7", crate::economy::inc7_capacity);
        self.step("INC9", crate::prestige::inc9_ledger);
        self.step("INC10a", crate::victory::inc10a_eliminations);
        self.step("INC10b", crate::victory::inc10b_victory)
    }

    /// The last step of an Income Phase that did not end the game, and the Command Phase up to the opening of CMD5.
    pub fn command_opening(&mut self) {
        self.step("INC11", crate::diplomacy::inc11_proposals);
        self.step("CMD1", crate::command::cmd1_cleanup);
        self.step("CMD2", crate::construction::cmd2_commission);
        self.step("CMD3", crate::construction::cmd3_auto_repair);
        self.step("CMD4", crate::construction::cmd4_auto_load);
        self.step("CMD5", crate::metrics::open_orders);
    }
}
