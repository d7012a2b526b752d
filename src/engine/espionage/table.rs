//! The ten actions, a row each (rulebook 23 §3).

use crate::rules::Rules;
use crate::rules::espionage::Actions;
use crate::rules::leaf::DiceText;
use crate::rules::prestige::{GuildEvent, PrestigeEvents};
use crate::vocab::{EffectKind, EspionageAction, Vocab};

/// What an action is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The own house: no target, no roll.
    Own,
    /// Another house.
    House,
    /// A known colony of another house (24 §6.4).
    Colony,
}

/// What an action does, with its figures.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// Moves up to so many SRP from the victim to the actor (§6.1).
    Steal(fn(&Actions) -> i64),
    /// Wrecks industrial units by a die (§6.2).
    Wreck(fn(&Actions) -> DiceText),
    /// Cripples a starbase for good (§6.3).
    Cripple,
    /// Copies what the victim knows (§6.4).
    Copy,
    /// Starts a lasting effect for so many turns (§6.5).
    Last(EffectKind, fn(&Actions) -> u32),
}

/// An action.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which.
    pub action: EspionageAction,
    /// What it is aimed at.
    pub aim: Aim,
    /// What it does.
    pub effect: Effect,
    /// It is about intelligence: a house that swept detects it without a roll (§6.6). Other actions do not care (23 S13).
    pub intelligence: bool,
    /// The victim is told what happened to it (§7).
    pub noticed: bool,
    cost: fn(&Actions) -> i64,
    prestige: fn(&PrestigeEvents) -> &GuildEvent,
}

impl Row {
    const fn new(
        action: EspionageAction,
        aim: Aim,
        effect: Effect,
        cost: fn(&Actions) -> i64,
        prestige: fn(&PrestigeEvents) -> &GuildEvent,
    ) -> Self {
        Self {
            action,
            aim,
            effect,
            intelligence: false,
            noticed: false,
            cost,
            prestige,
        }
    }

    const fn noticed(self) -> Self {
        Self { noticed: true, ..self }
    }

    const fn intelligence(self) -> Self {
        Self {
            intelligence: true,
            ..self
        }
    }

    /// Its price in EBP.
    pub fn cost(&self, rules: &Rules) -> i64 {
        (self.cost)(&rules.espionage.actions)
    }

    /// Prestige of its success: the actor's and the victim's, never scaled, each its own figure (23 S5, rulebook 12
    /// §2, P1, P2, rulebook 01 R4).
    pub fn prestige(&self, rules: &Rules) -> (i64, i64) {
        let event = (self.prestige)(&rules.prestige.prestige_events);
        (event.value, event.victim_loss)
    }
}

/// The row of an action.
pub fn of(action: EspionageAction) -> &'static Row {
    &TABLE[usize::from(action.code())]
}

/// All actions by code. "Economic Disruption" and "Propaganda Campaign" are other names of two of them; a "Recruit
/// Agent" does not exist (23 S20).
static TABLE: [Row; EspionageAction::COUNT] = {
    use Aim::{Colony, House, Own};
    use Effect::{Copy, Cripple, Last, Steal, Wreck};
    use EspionageAction::*;
    [
        Row::new(
            TechTheft,
            House,
            Steal(|actions| actions.tech_theft.srp_stolen),
            |actions| actions.tech_theft.ebp_cost,
            |events| &events.tech_theft,
        )
        .noticed(),
        Row::new(
            SabotageLow,
            Colony,
            Wreck(|actions| actions.sabotage_low_impact.iu_damage_dice),
            |actions| actions.sabotage_low_impact.ebp_cost,
            |events| &events.sabotage_low_impact,
        )
        .noticed(),
        Row::new(
            SabotageHigh,
            Colony,
            Wreck(|actions| actions.sabotage_high_impact.iu_damage_dice),
            |actions| actions.sabotage_high_impact.ebp_cost,
            |events| &events.sabotage_high_impact,
        )
        .noticed(),
        Row::new(
            Assassination,
            House,
            Last(EffectKind::SrpReduction, |actions| actions.assassination.duration_turns),
            |actions| actions.assassination.ebp_cost,
            |events| &events.assassination,
        )
        .noticed(),
        Row::new(
            CyberAttack,
            Colony,
            Cripple,
            |actions| actions.cyber_attack.ebp_cost,
            |events| &events.cyber_attack,
        )
        .noticed(),
        // The whole house, not a colony of it (23 S11).
        Row::new(
            EconomicManipulation,
            House,
            Last(EffectKind::NcvReduction, |actions| {
                actions.economic_manipulation.duration_turns
            }),
            |actions| actions.economic_manipulation.ebp_cost,
            |events| &events.economic_manipulation,
        ),
        Row::new(
            Psyops,
            House,
            Last(EffectKind::TaxReduction, |actions| {
                actions.psyops_campaign.duration_turns
            }),
            |actions| actions.psyops_campaign.ebp_cost,
            |events| &events.psyops_campaign,
        ),
        Row::new(
            Sweep,
            Own,
            Last(EffectKind::IntelBlocked, |actions| {
                actions.counter_intel_sweep.intel_block_duration_turns
            }),
            |actions| actions.counter_intel_sweep.ebp_cost,
            |events| &events.counter_intelligence_sweep,
        ),
        Row::new(
            IntelTheft,
            House,
            Copy,
            |actions| actions.intel_theft.ebp_cost,
            |events| &events.intelligence_theft,
        )
        .intelligence(),
        // Figures are off by the variance of the rules files, either way (23 S14).
        Row::new(
            Disinformation,
            House,
            Last(EffectKind::IntelCorrupted, |actions| {
                actions.plant_disinformation.disinformation_duration_turns
            }),
            |actions| actions.plant_disinformation.ebp_cost,
            |events| &events.plant_disinformation,
        )
        .intelligence(),
    ]
};
