//! The order of claims on the purse (rulebook 30 §3.6, §4).
//!
//! Certain claims first: a minimum of defence everywhere, colonists, eyes, yards. What is left is split by the
//! persona's shares for the act, moved by threat (§3.4); what one share cannot use falls to the next.

use ec4x_engine::dice::Dice;
use ec4x_engine::vocab::*;

use crate::campaign::Campaign;
use crate::draft::Draft;
use crate::forces::Force;
use crate::fortress;
use crate::holdings::Holding;
use crate::persona::Split;
use crate::shipyard::{self, Shipbuilding};
use crate::situation::Situation;
use crate::{expand, industry, people, scouting};

/// Jumps from the front within which a base serves it.
const BASE_JUMPS: u32 = 2;
/// PP in hand from which a base is built.
const BASE_PURSE: i64 = 1200;
/// Scouts for stations that are ordered at a time.
const STATIONS: i64 = 12;

/// Spends the purse.
pub(crate) fn spend(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft, dice: &mut Dice) {
    if s.holdings.is_empty() || s.left == 0 {
        return;
    }
    fortress::minimum(s, draft);
    colonists(s, draft);
    eyes(s, campaign, draft);
    fortress::emergency(s, draft);
    yards(s, campaign, draft);
    let split = shares(s);
    let free = draft.purse as f64;
    let mut yards = Shipbuilding::new(s, campaign);
    let fortress = (free * split.fortress) as i64;
    let fleet = (free * split.fleet) as i64;
    let growth = (free * split.growth) as i64;
    let mut over = fortress - fortress::strengthen(s, draft, fortress, dice);
    over += fleet - yards.build(s, draft, fleet, dice);
    let people = people::invest(s, draft, growth);
    over += growth - people - industry::buy(s, draft, growth - people);
    // What is left over goes to whatever still takes it, in the persona's order of preference.
    if over > 0 && split.fleet >= split.growth {
        yards.build(s, draft, draft.purse, dice);
    }
    people::invest(s, draft, draft.purse);
    industry::buy(s, draft, draft.purse);
    yards.build(s, draft, draft.purse, dice);
    fortress::strengthen(s, draft, draft.purse, dice);
}

/// The persona's shares, shifted to defence and fleet by threat (30 §3.4: low +10 %, moderate +30 %, high +50 %,
/// critical +100 % of their share; 60 % of the raise for defence).
fn shares(s: &Situation<'_>) -> Split {
    let base = s.persona.split[s.act];
    let worst = s.holdings.iter().map(|holding| holding.threat).fold(0.0, f64::max) / s.fleet.attack.max(30.0);
    let raise = match worst {
        t if t >= 1.5 => 1.0,
        t if t >= 1.0 => 0.5,
        t if t >= 0.5 => 0.3,
        t if t >= 0.2 => 0.1,
        _ => return base,
    };
    let more = (base.fleet + base.fortress) * raise;
    let fortress = (base.fortress + more * 0.6).min(0.5);
    let fleet = (base.fleet + more * 0.4).min(1.0 - fortress);
    Split {
        growth: (1.0 - fortress - fleet).clamp(0.0, base.growth),
        fleet,
        fortress,
    }
}

/// ETACs (30 §7): the best investment of the first turns. A house-wide count, built where the docks are.
fn colonists(s: &Situation<'_>, draft: &mut Draft) {
    let mut wanted = expand::wanted(s);
    for index in shipyard::yards_by_docks(s) {
        if wanted <= 0 {
            return;
        }
        let pu = s.holdings[index].row.pu;
        wanted -= draft.ships(s, index, ShipClass::Etac, wanted.min(pu / 20));
    }
}

/// Scouts (30 §9.2): without them there are no targets.
fn eyes(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    let on_tour = |force: &&Force<'_>| force.is_scout() && !scouting::is_mission(force.row.command);
    let have: usize = s.forces.iter().filter(on_tour).map(|force| force.scouts).sum();
    let ordered: i64 = s.holdings.iter().map(|holding| holding.scouts).sum();
    let tour = [2, 3, 3, 3][s.act].min(1 + s.rivals.len() as i64);
    let stations: usize = campaign.stations.iter().map(|wish| wish.scouts).sum();
    let wanted = tour + (stations as i64).min(STATIONS) - have as i64 - ordered;
    if s.left < 4 || wanted <= 0 || s.turn < 2 {
        return;
    }
    for index in shipyard::yards_by_docks(s).into_iter().take(1) {
        draft.ships(s, index, ShipClass::Scout, wanted);
    }
}

/// Spaceports, shipyards, drydocks (30 §5.3): replaced where they were lost, added where docks are the bottleneck and
/// where the front needs repairs.
fn yards(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    let Some(capital) = s.capital() else { return };
    if s.left < 5 {
        return;
    }
    if capital.count(FacilityKind::Spaceport) == 0 {
        draft.facility(s, capital, FacilityKind::Spaceport);
        return;
    }
    let yards = i64::from(capital.count(FacilityKind::Shipyard));
    let line = s
        .prices
        .iter()
        .filter(|(class, _)| class.group() == ShipGroup::Capital && s.can_build(*class));
    let largest = line.map(|(_, price)| price).max().unwrap_or(1);
    let full = draft.purse * 2 > capital.docks * largest && s.left > 6 && s.slots > capital.docks;
    if yards == 0 || full {
        draft.facility(s, capital, FacilityKind::Shipyard);
    }
    if capital.count(FacilityKind::Drydock) == 0 && draft.purse > 1500 {
        draft.facility(s, capital, FacilityKind::Drydock);
    }
    forward_base(s, campaign, draft);
}

/// A base near the front, so that ships are built and repaired where they fight: a spaceport, docks, a drydock.
fn forward_base(s: &Situation<'_>, campaign: &Campaign, draft: &mut Draft) {
    let Some(front) = campaign.front.filter(|_| s.left > 8 && draft.purse > BASE_PURSE) else {
        return;
    };
    let near = |holding: &&Holding<'_>| s.jumps(holding.system(), front) <= BASE_JUMPS && !holding.besieged;
    // What has been begun is finished first.
    let rank = |holding: &&Holding<'_>| {
        let begun = holding.count(FacilityKind::Spaceport) > 0;
        let jumps = s.jumps(holding.system(), front);
        (!begun, jumps, -holding.row.pu, holding.system())
    };
    let Some(base) = s.holdings.iter().filter(near).min_by_key(rank) else {
        return;
    };
    for kind in [FacilityKind::Spaceport, FacilityKind::Shipyard, FacilityKind::Drydock] {
        if draft.facilities(base, kind) == 0 {
            draft.facility(s, base, kind);
        }
    }
}
