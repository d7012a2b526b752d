//! What houses are told of the last resolution (rulebook 24 §6.6, O4).
//!
//! Whatever is written down as an event passes here when it happens, while it is known who is there. What anybody is
//! told becomes a row of the state, of which a saved game must not lose any: players decide by what they were told. A row
//! holds only what all houses may know that are told, but for the place of what happened between two houses, which a view
//! keeps from the others. Espionage has rows of its own (`notices`, rulebook 23 §7). The feed begins anew
//! with each resolution (W137).

use crate::events::*;
use crate::ids::*;
use crate::intel::{self, Fight};
use crate::state::State;
use crate::state::row::{Cell, Field, Sink};
use crate::state::rows::FeedRow;
use crate::turn::Turn;
use crate::vocab::*;

/// Houses that are told something: bit *h* − 1 is house *h*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told(pub u32);

impl Told {
    /// These houses.
    pub fn only(houses: &[HouseId]) -> Self {
        Self(houses.iter().fold(0, |bits, house| bits | 1 << (house.0 - 1)))
    }

    /// All houses of the game.
    fn everybody(state: &State) -> Self {
        Self((1 << state.game().houses) - 1)
    }

    /// Whether a house is among them.
    pub fn contains(self, house: HouseId) -> bool {
        self.0 & Self::only(&[house]).0 != 0
    }

    fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    fn without(self, house: HouseId) -> Self {
        Self(self.0 & !Self::only(&[house]).0)
    }
}

impl Field for Told {
    fn put(&self, out: &mut impl Sink) {
        self.0.put(out);
    }
    fn take(cells: &mut std::slice::Iter<'_, Cell>) -> Result<Self, Cell> {
        u32::take(cells).map(Self)
    }
}

/// Who is told of an economic event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    /// Nobody: the house's own accounts and things say it (W130).
    Nobody,
    /// The house.
    House,
    /// The house, and whoever is there.
    Present,
    /// Everybody.
    Everybody,
}

/// Who is told of a kind of economic event. Own orders that were carried out as given and the regular course of an economy
/// are in the accounts ([`Bookings`](crate::view::Bookings)); thefts and sabotage are in the notices.
fn audience(kind: EconomyKind) -> Audience {
    use EconomyKind::*;
    match kind {
        Eliminated | Collapsed | Recovered => Audience::Everybody,
        ColonyFounded | ProjectLost => Audience::Present,
        Shortfall | CrippledByUpkeep | AutoSalvage | Strain | RepairStalled | ScienceLost | ResearchDiscarded
        | Breakthrough | TransferDiverted | TransferLost | ColonyCollapsed | Damage | ConquestDamage
        | InfrastructureWorn | FightersDisbanded | BreakerScrapped | Blockade | Autopilot => Audience::House,
        // A conquest is told by itself, with both sides.
        ColonyConquered | ColonyLost => Audience::Nobody,
        Opening | Income | Revenue | Tax | Upkeep | Purchase | Surcharge | Commissioned | ProjectCancelled | Repair
        | Scrap | Salvage | Liquidation | Deposit | Level | PointsBought | RevenueLost | TechTheft | Sabotage
        | CyberAttack | TransferSent | TransferArrived | Terraforming | Terraformed | Growth | IndustryGrowth
        | IndustryBought | IndustryRepaired | Prestige | Victory => Audience::Nobody,
    }
}

/// Forgets what was told of the resolution before (W137).
pub(crate) fn forget(state: &mut State) {
    for id in state.feed.ids() {
        state.feed.remove(id);
    }
    state.feed.set_next_id(1);
}

/// A row about a house of which nothing else is said yet.
pub(crate) fn about(house: HouseId, told: Told) -> FeedRow {
    FeedRow {
        id: FeedId(0),
        told,
        house,
        other: None,
        system: None,
        subject: None,
        economy: None,
        diplomacy: None,
        theatre: None,
        sort: None,
        mission: None,
        command: None,
        fate: None,
        reason: None,
        item: None,
        before: None,
        stance: None,
        amount: 0,
    }
}

fn add(state: &mut State, row: FeedRow) {
    state.feed.insert_next(|id| FeedRow { id, ..row });
}

/// Adds to one of the last two rows if it says the same but for the number.
fn count(state: &mut State, row: FeedRow) {
    let next = state.feed.next_id();
    let same = |&id: &FeedId| {
        let old = state.feed.get(id);
        old.is_some_and(|old| {
            *old == FeedRow {
                id,
                amount: old.amount,
                ..row.clone()
            }
        })
    };
    match (next.saturating_sub(2)..next).map(FeedId).find(same) {
        Some(id) => state.feed[id].amount += row.amount,
        None => add(state, row),
    }
}

/// The houses that are in a system now, as in a sweep (W132): to have been there once is not enough (rulebook 24 I20).
fn present(turn: &Turn, system: SystemId) -> Told {
    Told::only(&intel::witnesses(turn.state, &turn.conflict, system))
}

/// Tells of an economic event whoever may know of it.
pub(crate) fn tell_economy(turn: &mut Turn, event: &EconomyEvent) {
    let own = Told::only(&[event.house]);
    let row = |told| FeedRow {
        economy: Some(event.kind),
        system: event.system_id,
        ..about(event.house, told)
    };
    match audience(event.kind) {
        Audience::Nobody => {}
        Audience::Everybody => {
            let told = Told::everybody(turn.state);
            add(
                turn.state,
                FeedRow {
                    system: None,
                    ..row(told)
                },
            );
        }
        Audience::House => {
            for (item, amount) in figures(event) {
                add(
                    turn.state,
                    FeedRow {
                        item,
                        amount,
                        ..row(own)
                    },
                );
            }
        }
        Audience::Present => {
            let here = event.system_id.map_or(own, |system| present(turn, system));
            match event.kind {
                EconomyKind::ProjectLost => tell_projects_lost(turn.state, event, row(here.without(event.house))),
                // Who founded it and where, not with how many people (W133).
                _ => add(turn.state, row(own.and(here))),
            }
        }
    }
}

/// The house learns what it has lost, the others that are there only how many projects it was (W134).
fn tell_projects_lost(state: &mut State, event: &EconomyEvent, others: FeedRow) {
    let amount = event.amount;
    let own = FeedRow {
        told: Told::only(&[event.house]),
        item: event.item,
        amount,
        ..others.clone()
    };
    count(state, own);
    if others.told != Told(0) {
        count(state, FeedRow { amount, ..others });
    }
}

/// What a house is told that it lost: people and industry each by itself, else the amount that the kind names.
fn figures(event: &EconomyEvent) -> Vec<(Option<Item>, i64)> {
    let lost = [(Item::Population, -event.pu), (Item::Industry, -event.iu)].map(|(item, lost)| (Some(item), lost));
    match event.kind {
        EconomyKind::Damage | EconomyKind::ConquestDamage => lost.into_iter().filter(|&(_, lost)| lost != 0).collect(),
        EconomyKind::ResearchDiscarded => vec![(event.item, -event.rp)],
        _ => vec![(event.item, event.amount)],
    }
}

/// Tells the house of its own order that came to nothing; nobody else ever hears of it.
pub(crate) fn tell_order(state: &mut State, event: &OrderEvent) {
    let row = FeedRow {
        system: event.system_id.filter(|&system| state.systems.contains(system)),
        subject: event.fleet_id.map(u32::from),
        sort: Some(event.sort),
        command: event.command,
        fate: Some(event.fate),
        reason: Some(event.reason),
        ..about(event.house, Told::only(&[event.house]))
    };
    add(state, row);
}

/// Tells everybody how houses change what they think of each other, and the two alone of what is offered (W135). Who is
/// refused gets no word of it (rulebook 05 §7, W114).
pub(crate) fn tell_diplomacy(state: &mut State, event: &DiplomacyEvent) {
    let told = match event.kind {
        DiplomacyKind::Proposed | DiplomacyKind::Expired | DiplomacyKind::Withdrawn => {
            Told::only(&[event.house, event.other])
        }
        DiplomacyKind::Rejected => return,
        _ => Told::everybody(state),
    };
    let row = FeedRow {
        other: Some(event.other),
        system: event.system_id,
        subject: event
            .proposal_id
            .map(u32::from)
            .filter(|_| told != Told::everybody(state)),
        diplomacy: Some(event.kind),
        before: Some(event.stance_before),
        stance: Some(event.stance),
        ..about(event.house, told)
    };
    add(state, row);
}

/// Tells of a battle or operation both sides and whoever is there, before its losses are taken away; how it went is for
/// the records of those that see its end (W131).
pub(crate) fn tell_fight(turn: &mut Turn, fight: &Fight) {
    let [house, other] = fight.houses;
    let row = FeedRow {
        other: Some(other),
        system: Some(fight.system),
        subject: Some(fight.battle.0),
        theatre: Some(fight.theatre),
        ..about(house, Told::only(&fight.houses).and(present(turn, fight.system)))
    };
    add(turn.state, row);
}

/// Tells of a colony that changes hands: captor, former owner, and whoever is there (W133).
pub(crate) fn tell_conquest(turn: &mut Turn, [captor, former]: [HouseId; 2], system: SystemId) {
    let row = FeedRow {
        other: Some(former),
        system: Some(system),
        economy: Some(EconomyKind::ColonyConquered),
        ..about(captor, Told::only(&[captor, former]).and(present(turn, system)))
    };
    add(turn.state, row);
}

/// Tells the two houses of scouts that were caught on a mission; of others nobody hears.
pub(crate) fn tell_caught(
    state: &mut State,
    [house, owner]: [HouseId; 2],
    system: SystemId,
    fleet: FleetId,
    mission: CommandKind,
) {
    let row = FeedRow {
        other: Some(owner),
        system: Some(system),
        subject: Some(fleet.0),
        mission: Some(mission),
        ..about(house, Told::only(&[house, owner]))
    };
    add(state, row);
}

/// Whether the rules let a house be told a row: it has a part in it, or everybody may know, or whoever is there may
/// (rulebook 24 §6.6). Where houses were is not looked at.
fn may_know(row: &FeedRow, house: HouseId) -> bool {
    let party = row.house == house || row.other == Some(house);
    let offered = |kind| {
        use DiplomacyKind::*;
        matches!(kind, Proposed | Rejected | Expired | Withdrawn)
    };
    let economy = |kind| match kind {
        EconomyKind::ColonyConquered => true,
        EconomyKind::ProjectLost => row.item.is_none(),
        kind => matches!(audience(kind), Audience::Everybody | Audience::Present),
    };
    party
        || row.theatre.is_some()
        || row.diplomacy.is_some_and(|kind| !offered(kind))
        || row.economy.is_some_and(economy)
}

/// The first row that a house was told and must not know.
pub fn overheard(state: &State, house: HouseId) -> Option<&FeedRow> {
    let mut told = state.feed.iter().filter(|row| row.told.contains(house));
    told.find(|row| !may_know(row, house))
}
