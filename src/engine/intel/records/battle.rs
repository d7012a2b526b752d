//! CombatRecords: battles, bombardments, landings.

use super::super::battle::{Fight, Party};
use super::super::noise::{Figure, Pen};
use super::rewrite;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::{CombatRecord, CombatUnitRecord};
use crate::vocab::*;

/// Writes how a battle went: both sides before it, what they lost, who retreated, who won.
pub fn know_battle(state: &mut State, house: HouseId, fight: &Fight) {
    let parties = told(state, house, fight);
    let [low, high] = fight.houses;
    let record = state.combat_records.insert_next(|id| CombatRecord {
        id,
        house,
        battle: fight.battle,
        system: fight.system,
        turn: fight.turn,
        source: Source::Combat,
        theatre: fight.theatre,
        low,
        high,
        winner: fight.winner,
        rounds: fight.rounds,
        units: Vec::new(),
    });
    let row = state.combat_records.derived_mut(record).expect("it was just made");
    rewrite(
        &mut state.combat_unit_records,
        &mut row.units,
        parties.len(),
        |index, id| {
            let party = &parties[index];
            CombatUnitRecord {
                id,
                record,
                owner: fight.houses[party.side],
                fleet: party.fleet,
                class: party.class,
                wep: party.wep,
                hull: party.hull,
                cargo: party.cargo,
                count: party.count,
                lost: party.lost,
                left: party.left,
            }
        },
    );
}

/// Who fought, as a house is told: its own side is never falsified.
fn told(state: &mut State, house: HouseId, fight: &Fight) -> Vec<Party> {
    let pen = Pen::new(state, house, fight.battle);
    let mut parties = fight.parties.clone();
    if !pen.deceived {
        return parties;
    }
    for party in parties.iter_mut().filter(|party| fight.houses[party.side] != house) {
        let (count, lost) = (usize::from(party.count), usize::from(party.lost));
        party.count = pen.count(state, Figure::Fought(party.class, party.side), count);
        let lost = pen.count(state, Figure::Lost(party.class, party.side), lost);
        party.lost = lost.min(party.count);
    }
    parties
}
