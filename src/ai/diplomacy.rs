//! Whom to leave in peace, and what to say to the others (rulebook 30 §16).
//!
//! A posture is chosen before the fleets get their orders, so that nobody marches against a house that is being offered
//! peace; what is declared depends on who marches.

use ec4x_engine::ids::*;
use ec4x_engine::orders::{DiplomaticOrder, FleetOrder};
use ec4x_engine::state::rows::Proposal;
use ec4x_engine::vocab::*;

use crate::campaign::{Campaign, is_attack};
use crate::draft::Draft;
use crate::persona::Warning;
use crate::situation::Situation;

/// Willingness from which peace is proposed, and from which an own grudge is dropped (rulebook 30 §16).
const WILLING: f64 = 0.5;
/// Strength below which a house feels weak (rulebook 30 §16).
const WEAK: f64 = 0.8;
/// Prestige by which a house must be ahead to be asked for peace in any case (rulebook 30 §16).
const FAR_AHEAD: i64 = 600;
/// Turns before a house that did not want peace is asked again, and before a grudge may be dropped.
const PATIENCE: u32 = 5;

/// What a house says, and whom it leaves alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Posture {
    /// Houses that are not to be attacked: peace was made or is being offered.
    pub spared: Vec<HouseId>,
    orders: Vec<DiplomaticOrder>,
}

impl Posture {
    /// Answers what was proposed, and proposes.
    pub fn choose(s: &Situation<'_>, campaign: &Campaign) -> Self {
        let mut posture = Self::default();
        for rival in s.rivals.iter().map(|rival| rival.id) {
            if !s.is_locked(rival) {
                posture.deal_with(s, campaign, rival);
            }
        }
        posture
    }

    fn deal_with(&mut self, s: &Situation<'_>, campaign: &Campaign, rival: HouseId) {
        let relation = s.view.relation(rival);
        let at_it = is_under_attack(s, rival);
        let between = |from, to| pending(s, from, to);
        let me = s.view.me();
        if keeps_truce(s, rival) {
            self.spared.push(rival);
        }
        // Peace is welcome unless there is a campaign against who offers it.
        if let Some(offer) = between(rival, me) {
            let proposal = offer.id;
            let campaigning = at_it || (s.persona.manners.plans_war && targets(campaign, rival));
            if campaigning {
                self.orders.push(DiplomaticOrder::Reject { proposal });
            } else {
                self.orders.push(DiplomaticOrder::Accept { proposal });
                self.spared.push(rival);
                return;
            }
        }
        if at_it || relation == Stance::Neutral {
            return;
        }
        if between(me, rival).is_some() {
            self.spared.push(rival);
        } else if !has_asked(s, rival) && wants_peace(s, campaign, rival) {
            let kind = ProposalKind::ToNeutral;
            self.orders.push(DiplomaticOrder::Propose { house: rival, kind });
            self.spared.push(rival);
        }
        // A grudge of one's own that the other does not share.
        let grudge = s.view.stance(me, rival);
        let old = grudge.stance > Stance::Neutral && grudge.changed + PATIENCE <= s.turn;
        let alone = s.view.stance(rival, me).stance == Stance::Neutral;
        if old && alone && forgives(s, rival) && !targets(campaign, rival) && !must_be_warned(s, rival) {
            self.orders.push(DiplomaticOrder::SetNeutral { house: rival });
        }
    }
}

/// Declares against those whom the packet attacks, and warns intruders; then everything is sent.
pub(crate) fn order(s: &Situation<'_>, posture: Posture, draft: &mut Draft) {
    let mut orders = posture.orders;
    let me = s.view.me();
    for rival in s.rivals.iter().map(|rival| rival.id) {
        let own = s.view.stance(me, rival).stance;
        if s.is_locked(rival) || own == Stance::Enemy || posture.spared.contains(&rival) {
            continue;
        }
        if s.persona.manners.plans_war && marches_against(s, draft, rival) {
            orders.push(DiplomaticOrder::DeclareEnemy { house: rival });
        } else if own == Stance::Neutral && must_be_warned(s, rival) {
            orders.push(DiplomaticOrder::DeclareHostile { house: rival });
        }
    }
    draft.orders.diplomacy = orders;
}

/// The proposal of one house to another that waits for an answer.
fn pending<'a>(s: &Situation<'a>, from: HouseId, to: HouseId) -> Option<&'a Proposal> {
    let mut proposals = s.view.proposals();
    proposals.find(|row| (row.proposer, row.target, row.status) == (from, to, ProposalStatus::Pending))
}

/// Whether a house was asked for peace lately, and did not want it.
fn has_asked(s: &Situation<'_>, rival: HouseId) -> bool {
    let mut proposals = s.view.proposals();
    proposals.any(|row| (row.proposer, row.target) == (s.view.me(), rival) && row.submitted + PATIENCE > s.turn)
}

/// Whether a peace that was agreed still binds: how long it does is a matter of character.
fn keeps_truce(s: &Situation<'_>, rival: HouseId) -> bool {
    let row = s.view.stance(s.view.me(), rival);
    let fresh = row.changed + s.persona.manners.truce > s.turn;
    row.cause == StanceCause::Agreed && fresh && s.view.relation(rival) < Stance::Enemy
}

/// Whether own fleets are under orders against a colony of a house.
fn is_under_attack(s: &Situation<'_>, rival: HouseId) -> bool {
    let mut forces = s.forces.iter().map(|force| force.row);
    forces.any(|row| is_attack(row.command) && s.places[row.target.index()].owner == Some(rival))
}

/// Whether fleets gather against a house.
fn targets(campaign: &Campaign, rival: HouseId) -> bool {
    campaign.prime.is_some_and(|target| target.owner == rival)
}

/// Own strength against what was seen of a house; by colonies if nothing was.
fn relative_strength(s: &Situation<'_>, rival: HouseId) -> f64 {
    let seen = s.seen_attack(rival);
    let colonies = s.rival(rival).map_or(0, |row| row.colonies);
    let by_colonies = s.holdings.len() as f64 / colonies.max(1) as f64;
    match seen > 0.0 {
        true => (s.fleet.attack / seen).min(2.0 * by_colonies),
        false => by_colonies,
    }
}

/// The score of rulebook 30 §16 for peace: weak houses, those with several enemies and peaceable ones want it.
fn wants_peace(s: &Situation<'_>, campaign: &Campaign, rival: HouseId) -> bool {
    let weak = relative_strength(s, rival) < WEAK;
    if is_far_ahead(s, rival) {
        return true;
    }
    if targets(campaign, rival) && s.view.relation(rival) == Stance::Enemy && !weak {
        return false;
    }
    let weak = f64::from(weak);
    let several = f64::from(s.enemies() > 1);
    let persona = s.persona;
    0.3 * weak + 0.2 * several + 0.4 * persona.manners.diplomacy + 0.2 * (1.0 - persona.risk) >= WILLING
}

/// Whether a house is so much better off that a quarrel with it leads nowhere.
fn is_far_ahead(s: &Situation<'_>, rival: HouseId) -> bool {
    let own = s.view.house().prestige;
    s.rival(rival).is_some_and(|row| row.prestige >= own + FAR_AHEAD)
}

/// The score of rulebook 30 §16 for dropping a grudge.
fn forgives(s: &Situation<'_>, rival: HouseId) -> bool {
    let weak = f64::from(relative_strength(s, rival) < 0.5);
    0.5 * weak + 0.4 * s.persona.manners.diplomacy + 0.5 * (1.0 - s.persona.aggression) >= WILLING
}

/// Whether the packet has an order against a colony of a house.
fn marches_against(s: &Situation<'_>, draft: &Draft, rival: HouseId) -> bool {
    let attacks = |order: &FleetOrder| {
        let owner = order.target.and_then(|system| s.places[system.index()].owner);
        is_attack(order.command) && owner == Some(rival)
    };
    draft.orders.fleets.iter().any(attacks)
}

/// Whether warships of a house stand at an own colony, and the persona is one to mind that.
fn must_be_warned(s: &Situation<'_>, rival: HouseId) -> bool {
    let near = |system: SystemId| match s.persona.manners.warning {
        Warning::Never => false,
        Warning::AtColonies => s.places[system.index()].own == 0,
        Warning::Nearby => s.places[system.index()].own <= 1,
    };
    let mut sightings = s.sightings.iter();
    sightings.any(|sighting| sighting.owner == rival && sighting.age == 0 && near(sighting.system))
}
