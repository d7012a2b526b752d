//! Prestige with the wrong sign, or out of nothing (rulebook 12 §1, §2).

use crate::rules::Rules;

/// What is wrong with the prestige of some rules, each in a sentence that begins with the key to look at.
pub(super) fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    penalties(rules, &mut found);
    awards(rules, &mut found);
    conquest(rules, &mut found);
    scaling(rules, &mut found);
    found
}

/// Penalties that pay.
fn penalties(rules: &Rules, found: &mut Vec<String>) {
    let prestige = &rules.prestige;
    for (key, value, deed) in [
        (
            "researchLiquidation.prestigePenalty",
            prestige.research_liquidation.prestige_penalty,
            "selling research",
        ),
        (
            "maintenanceShortfall.escalationPerTurn",
            prestige.maintenance_shortfall.escalation_per_turn,
            "in the end unpaid upkeep",
        ),
        (
            "espionageOverInvestment.penaltyPerPercent",
            prestige.espionage_over_investment.penalty_per_percent,
            "spending too much on spies",
        ),
        (
            "prestigeEvents.espionageFailure.value",
            prestige.prestige_events.espionage_failure.value,
            "being caught",
        ),
        (
            "prestigeEvents.planetLost.value",
            prestige.prestige_events.planet_lost.value,
            "losing a colony",
        ),
    ] {
        if value > 0 {
            found.push(format!("prestige.{key} is {value}: {deed} earns prestige"));
        }
    }
}

/// Awards that are punishments.
fn awards(rules: &Rules, found: &mut Vec<String>) {
    let events = &rules.prestige.prestige_events;
    for (key, event) in [
        ("techAdvancement", &events.tech_advancement),
        ("colonyEstablishment", &events.colony_establishment),
        ("shipDestroyed", &events.ship_destroyed),
        ("starbaseDestroyed", &events.starbase_destroyed),
        ("fleetVictory", &events.fleet_victory),
        ("planetConquered", &events.planet_conquered),
        ("houseEliminated", &events.house_eliminated),
    ] {
        if event.value < 0 {
            found.push(format!(
                "prestige.prestigeEvents.{key}.value is {}: success costs prestige",
                event.value
            ));
        }
    }
}

/// Colonies that are worth more to take than to have (rulebook 12 §4).
fn conquest(rules: &Rules, found: &mut Vec<String>) {
    let events = &rules.prestige.prestige_events;
    let (won, lost) = (events.planet_conquered.value, events.planet_lost.value);
    if lost <= 0 && won > -lost {
        found.push(format!(
            "prestige.prestigeEvents.planetConquered.value is {won} and planetLost.value {lost}: a colony that is taken and \
             taken back makes prestige for both sides without end"
        ));
    }
    if events.undefended_colony_multiplier < 1.0 {
        found.push(format!(
            "prestige.prestigeEvents.undefendedColonyMultiplier is {}: who defends a colony loses more by its fall",
            events.undefended_colony_multiplier
        ));
    }
}

/// A scale that breaks off on small maps: where the turns that a game is thought to last fall to 0, the multiplier drops
/// from the greatest to the least (rulebook 12 §1).
fn scaling(rules: &Rules, found: &mut Vec<String>) {
    let scaling = &rules.prestige.dynamic_scaling;
    let span = scaling.baseline_systems_per_player as f64 * scaling.turn_scaling_factor;
    if scaling.enabled && scaling.baseline_turns as f64 <= span {
        found.push(format!(
            "prestige.dynamicScaling.turnScalingFactor is {}: on maps with few systems for each house the multiplier drops to \
             its least value, where it should be greatest",
            scaling.turn_scaling_factor
        ));
    }
}
