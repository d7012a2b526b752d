//! The events of the last resolution that a house is told (rulebook 24 §6.6, O4).

use super::View;
use crate::events::{DiplomacyKind, EconomyKind, Item, OrderFate, OrderSort, Reason};
use crate::ids::*;
use crate::state::flows::{Flows, PerClass};
use crate::state::rows::{FeedRow, Notice};
use crate::vocab::*;

/// Something of the last resolution. What is not the house's own is as bare as the rules have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// An action of espionage that the house ran, felt or noticed (rulebook 23 §7).
    Espionage(&'a Notice),
    /// An own order that was refused, failed or was aborted.
    Order {
        /// What kind of order.
        sort: OrderSort,
        /// The fleet command, if it was one.
        command: Option<CommandKind>,
        /// The fleet, if one was named.
        fleet: Option<FleetId>,
        /// The fleet's system or the colony's, if there is one.
        system: Option<SystemId>,
        /// What became of it.
        fate: OrderFate,
        /// Why.
        reason: Reason,
    },
    /// A loss or mishap of the house, or a breakthrough in its research (W130).
    Own {
        /// What happened.
        kind: EconomyKind,
        /// Where, if it was at a place.
        system: Option<SystemId>,
        /// About what; of damage population or industry.
        item: Option<Item>,
        /// How many units were lost, or the amount that the kind names.
        amount: i64,
    },
    /// A battle or operation in which the house had a part or where it was present; its course is in the house's
    /// records, if it saw the end (W131, [`View::battles`]).
    Battle {
        /// Its number.
        battle: BattleId,
        /// Where.
        system: SystemId,
        /// What it was.
        theatre: Theatre,
        /// Both sides: the lower house first, or the attacker of a colony.
        houses: [HouseId; 2],
    },
    /// A colony was founded (W133).
    Founded {
        /// By whom.
        house: HouseId,
        /// Where.
        system: SystemId,
    },
    /// A colony was taken (W133).
    Conquered {
        /// By whom.
        captor: HouseId,
        /// From whom.
        former: HouseId,
        /// Where.
        system: SystemId,
    },
    /// Projects were lost with their place (W134).
    ProjectsLost {
        /// Whose.
        owner: HouseId,
        /// Where.
        system: SystemId,
        /// What was being built, if it was the house's own.
        item: Option<Item>,
        /// How many.
        count: i64,
    },
    /// Scouts were caught on a mission: own ones, or by the house.
    ScoutsCaught {
        /// Whose scouts.
        house: HouseId,
        /// Who caught them.
        owner: HouseId,
        /// Where.
        system: SystemId,
        /// Their fleet.
        fleet: FleetId,
        /// What they were about.
        mission: CommandKind,
    },
    /// A stance changed, or a relation was locked or unlocked; everybody knows (W135).
    Stance {
        /// Who did it; of a lock the lower house.
        house: HouseId,
        /// Towards whom.
        other: HouseId,
        /// What happened.
        kind: DiplomacyKind,
        /// The stance of the house towards the other before.
        before: Stance,
        /// That stance after.
        after: Stance,
        /// The place of the mission, for the two houses.
        system: Option<SystemId>,
    },
    /// A proposal from or to the house was made, has expired or was withdrawn (see [`View::proposals`]).
    Proposal {
        /// Which.
        proposal: ProposalId,
        /// Who proposed.
        proposer: HouseId,
        /// To whom.
        target: HouseId,
        /// What happened.
        kind: DiplomacyKind,
    },
    /// A house went out of play, or came back after a collapse; everybody knows (W136).
    Standing {
        /// Which.
        house: HouseId,
        /// Its standing now.
        status: HouseStatus,
    },
    /// The prestige of a house now; everybody knows (W138).
    Prestige {
        /// Which.
        house: HouseId,
        /// How much.
        total: i64,
    },
}

impl Event<'_> {
    /// What a row says to a house that is told of it; none if it says nothing.
    pub(crate) fn of(row: &FeedRow, me: HouseId) -> Option<Self> {
        match (row.economy, row.diplomacy, row.theatre, row.sort, row.mission) {
            (Some(kind), None, None, None, None) => Self::of_economy(row, kind),
            (None, Some(kind), None, None, None) => Self::of_diplomacy(row, kind, me),
            (None, None, Some(theatre), None, None) => Some(Self::Battle {
                battle: BattleId(row.subject?),
                system: row.system?,
                theatre,
                houses: [row.house, row.other?],
            }),
            (None, None, None, Some(sort), None) => Some(Self::Order {
                sort,
                command: row.command,
                fleet: row.subject.map(FleetId),
                system: row.system,
                fate: row.fate?,
                reason: row.reason?,
            }),
            (None, None, None, None, Some(mission)) => Some(Self::ScoutsCaught {
                house: row.house,
                owner: row.other?,
                system: row.system?,
                fleet: FleetId(row.subject?),
                mission,
            }),
            _ => None,
        }
    }

    fn of_economy(row: &FeedRow, kind: EconomyKind) -> Option<Self> {
        let standing = |status| {
            let house = row.house;
            Some(Self::Standing { house, status })
        };
        match kind {
            EconomyKind::Eliminated => standing(HouseStatus::Eliminated),
            EconomyKind::Collapsed => standing(HouseStatus::Collapsed),
            EconomyKind::Recovered => standing(HouseStatus::Active),
            EconomyKind::ColonyFounded => Some(Self::Founded {
                house: row.house,
                system: row.system?,
            }),
            EconomyKind::ColonyConquered => Some(Self::Conquered {
                captor: row.house,
                former: row.other?,
                system: row.system?,
            }),
            EconomyKind::ProjectLost => Some(Self::ProjectsLost {
                owner: row.house,
                system: row.system?,
                item: row.item,
                count: row.amount,
            }),
            kind => Some(Self::Own {
                kind,
                system: row.system,
                item: row.item,
                amount: row.amount,
            }),
        }
    }

    /// The place of a mission would tell everybody where a fleet is: only the two houses know it (W135).
    fn of_diplomacy(row: &FeedRow, kind: DiplomacyKind, me: HouseId) -> Option<Self> {
        let (house, other) = (row.house, row.other?);
        if let Some(proposal) = row.subject {
            return Some(Self::Proposal {
                proposal: ProposalId(proposal),
                proposer: house,
                target: other,
                kind,
            });
        }
        Some(Self::Stance {
            house,
            other,
            kind,
            before: row.before?,
            after: row.stance?,
            system: row.system.filter(|_| me == house || me == other),
        })
    }
}

/// What the regular course of the own economy has brought since the last PRD8: the accounts of Conflict, Income and the
/// Command Phase up to CMD5 (W130).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bookings {
    /// Net house value credited in INC3, in PP.
    pub revenue: i64,
    /// Output lost to blockades, in PP.
    pub lost_to_blockades: i64,
    /// Revenue lost to espionage, in PP (rulebook 23 §7).
    pub lost_to_espionage: i64,
    /// Upkeep due, in PP.
    pub upkeep_due: i64,
    /// Upkeep paid, in PP.
    pub upkeep_paid: i64,
    /// Logistical strain, in PP.
    pub strain: i64,
    /// PP from fleets that were salvaged by order.
    pub salvage: i64,
    /// PP from ships that were salvaged because upkeep was missing.
    pub auto_salvage: i64,
    /// PP paid for repairs.
    pub repairs: i64,
    /// PP paid for points of espionage and counter-intelligence.
    pub points: i64,
    /// Population units grown.
    pub people_grown: i64,
    /// Industrial units grown by themselves.
    pub industry_grown: i64,
    /// Ships and fighters that entered service, by class.
    pub commissioned: PerClass,
}

impl Bookings {
    fn of(flows: &Flows) -> Self {
        Self {
            revenue: flows.nhv,
            lost_to_blockades: flows.pp_lost_blockade,
            lost_to_espionage: flows.pp_lost_espionage,
            upkeep_due: flows.upkeep_due,
            upkeep_paid: flows.upkeep_paid,
            strain: flows.strain_pp,
            salvage: flows.pp_salvage,
            auto_salvage: flows.pp_autosalvage,
            repairs: flows.pp_repair,
            points: flows.pp_espionage,
            people_grown: flows.pu_grown,
            industry_grown: flows.iu_grown,
            commissioned: flows.built,
        }
    }
}

impl<'a> View<'a> {
    /// What the house is told of the resolution that led to this CMD5, in the order in which it happened; then what it is
    /// told of espionage, and the prestige of all houses (rulebook 24 §6.6).
    pub fn events(&self) -> impl Iterator<Item = Event<'a>> + use<'a> {
        let me = self.me;
        let told = self.state.feed.iter().filter(move |row| row.told.contains(me));
        let prestige = self.houses().map(|house| Event::Prestige {
            house: house.id,
            total: house.prestige,
        });
        told.filter_map(move |row| Event::of(row, me))
            .chain(self.notices().map(Event::Espionage))
            .chain(prestige)
    }

    /// What the own economy has brought since the last PRD8.
    pub fn bookings(&self) -> Bookings {
        Bookings::of(&self.state.flows[self.me])
    }
}
