//! What is looked at every turn.

use ec4x_engine::dice::Dice;
use ec4x_engine::game::Game;
use ec4x_engine::ids::HouseId;
use ec4x_engine::state::check;
use ec4x_engine::view::audit;

use super::Check;
use super::fault::{Fault, Planted};
use crate::farm::plan::GamePlan;

/// The first thing that is wrong with a game at rest.
pub fn look(game: &Game, plan: &GamePlan, planted: Option<Planted>) -> Option<(Check, String)> {
    let broken = check::broken_invariants(game.state());
    if !broken.is_empty() {
        return Some((Check::Invariants, broken.join("; ")));
    }
    if let Some(imbalance) = game.imbalances().first() {
        return Some((Check::Ledger, imbalance.to_string()));
    }
    views(game, plan, planted).map(|message| (Check::View, message))
}

/// What the view of some house shows that it cannot know.
fn views(game: &Game, plan: &GamePlan, planted: Option<Planted>) -> Option<String> {
    let leaky = planted.is_some_and(|planted| planted.fault == Fault::LeakyView && planted.turn <= game.turn());
    let observe = |game: &Game, me: HouseId| {
        let view = audit::everything(&game.view(me));
        let foreign = game.state().houses.iter().filter(|house| leaky && house.id != me);
        foreign.fold(view, |view, house| {
            view + &format!("treasury of {}: {}\n", house.id, house.treasury)
        })
    };
    let mut dice = Dice::for_purpose(plan.key.derive_indexed("hidden facts", u64::from(game.turn())), "views");
    let in_play = game.state().house_ids().filter(|&house| game.state().in_play(house));
    in_play
        .into_iter()
        .find_map(|me| audit::leak(game, me, &mut dice, &observe))
}
