//! Fleets that protect own colonies (rulebook 30 §10, §13).

use ec4x_engine::orders::FleetRef;
use ec4x_engine::vocab::*;

use crate::draft::Draft;
use crate::fleets::Group;
use crate::holdings::Holding;
use crate::odds::{self, Strength};
use crate::situation::Situation;

/// Sends the nearest fleets that can make a difference to threatened colonies, the most precious first.
pub(crate) fn respond(s: &Situation<'_>, draft: &mut Draft, groups: &mut [Group]) {
    let mut threatened: Vec<(&Holding<'_>, Strength)> = Vec::new();
    for holding in &s.holdings {
        let enemy = attackers(s, holding);
        if enemy.attack > 0.0 {
            threatened.push((holding, enemy));
        }
    }
    threatened.sort_by_key(|(holding, _)| {
        std::cmp::Reverse((holding.population_output as i64 + holding.row.iu, holding.row.id))
    });
    for (holding, enemy) in threatened {
        protect(s, draft, groups, holding, enemy);
    }
}

/// Fleets at war with us in a colony's system, and those next door that are on their way: not those that sit at a colony
/// of their own.
fn attackers(s: &Situation<'_>, holding: &Holding<'_>) -> Strength {
    let near = s.sightings.iter().filter(|sighting| {
        let jumps = s.jumps(sighting.system, holding.system());
        let at_home = s.places[sighting.system.index()].owner == Some(sighting.owner);
        sighting.age <= 1
            && s.view.relation(sighting.owner) == Stance::Enemy
            && (jumps == 0 || (jumps == 1 && !at_home))
    });
    near.map(|sighting| sighting.strength).sum()
}

/// What a colony brings into an orbital battle by itself.
fn static_strength(s: &Situation<'_>, holding: &Holding<'_>) -> Strength {
    let starbase = s.rules.facilities.kind(FacilityKind::Starbase);
    let base = Strength {
        attack: f64::from(starbase.attack_strength),
        defense: f64::from(starbase.defense_strength),
    };
    base.times(f64::from(holding.starbases)) + s.stats[ShipClass::Fighter].times(holding.row.pool.len() as f64)
}

fn protect(s: &Situation<'_>, draft: &mut Draft, groups: &mut [Group], holding: &Holding<'_>, enemy: Strength) {
    let wanted = 0.75;
    // Jumps from which help is sent (30 §13): those who would rather attack stay on the attack.
    let range = if s.persona.aggression > 0.7 { 2 } else { 4 };
    let mut own = static_strength(s, holding);
    for group in groups.iter_mut().filter(|group| group.system == holding.system()) {
        own += group.strength;
        group.engaged |= odds::win(group.strength, enemy) < 0.95;
    }
    if odds::win(own, enemy) >= wanted {
        return;
    }
    let mut helpers: Vec<usize> = (0..groups.len())
        .filter(|&i| {
            let group = &groups[i];
            let jumps = s.jumps(group.system, holding.system());
            !group.engaged && group.warships() > 0 && (1..=range).contains(&jumps)
        })
        .collect();
    helpers.sort_by_key(|&i| (s.jumps(groups[i].system, holding.system()), groups[i].system));
    let mut sent = Vec::new();
    for index in helpers {
        if odds::win(own, enemy) >= wanted {
            break;
        }
        own += groups[index].strength;
        sent.push(index);
    }
    // A hopeless relief only adds to the losses.
    if odds::win(own, enemy) < 0.35 {
        return;
    }
    for index in sent {
        groups[index].engaged = true;
        for unit in groups[index].units.iter().filter(|unit| unit.warships > 0) {
            draft.command_fleet(FleetRef::Id(unit.fleet), CommandKind::GuardColony, holding.system(), 7);
            for &part in &unit.parts {
                draft.keep(part);
            }
        }
    }
}
