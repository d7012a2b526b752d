//! Computer players for EC4X (rulebook 30): from what a house can see to its orders.
//!
//! [`plan`] is a function of the view, the persona and labelled dice. There is no memory: what a fleet is about is
//! read from its command, what is known from the house's own records. So a restored game is played on exactly as the
//! live one would have been. `README.md` in this folder shows how a decision flows.

mod budget;

mod campaign;
mod defend;
mod diplomacy;
mod draft;
mod espionage;
mod expand;
mod explore;
mod fleets;
mod forces;
mod fortress;
mod holdings;
mod industry;
mod odds;
mod people;
mod persona;
mod repair;
mod research;
mod scouting;
mod shipyard;
mod situation;
mod strike;
mod taskforce;
mod tax;

use ec4x_engine::dice::Dice;
use ec4x_engine::orders::Orders;
use ec4x_engine::view::View;

pub use persona::{Persona, PersonaKind};

/// What a house of this persona orders in this CMD5. The dice break ties and round small budgets; open them on a key
/// from which none of the game's own dice can be computed.
pub fn plan(view: &View<'_>, persona: &Persona, dice: &mut Dice) -> Orders {
    let situation = situation::Situation::read(*view, persona);
    let mut campaign = campaign::Campaign::choose(&situation);
    let posture = diplomacy::Posture::choose(&situation, &campaign);
    campaign.spare(&situation, &posture.spared);
    scouting::wish(&situation, &mut campaign);
    let mut draft = draft::Draft::new(&situation);
    tax::set(&situation, &mut draft);
    research::buy(&situation, &mut draft);
    repair::order(&situation, &mut draft);
    fleets::command(&situation, &campaign, &mut draft, dice);
    diplomacy::order(&situation, posture, &mut draft);
    espionage::order(&situation, &campaign, &mut draft, dice);
    budget::spend(&situation, &campaign, &mut draft, dice);
    draft.finish()
}
