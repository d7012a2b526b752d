//! The fleet commands, a row each (rulebook 04 §4, rulebook 04 R1; tiers 05 §3). Validation, execution and
//! documentation read it.

use super::descriptor::*;
use super::needs::*;
use crate::combat::{Operation, assault, bombardment};
use crate::ids::FleetId;
use crate::movement;
use crate::state::rows::Fleet;
use crate::turn::Turn;
use crate::vocab::{CommandKind, Tier};

/// The row of a kind of command.
pub fn of(kind: CommandKind) -> &'static Command {
    &TABLE[kind.number() as usize]
}

/// The row of the command that a fleet has.
pub fn command(fleet: &Fleet) -> &'static Command {
    of(fleet.command)
}

/// All commands by number.
pub static TABLE: [Command; CommandKind::COUNT] = {
    use CommandKind::*;
    use Target::*;
    use Tier::{Attack, Benign, Contest};
    [
        Command::new(Hold, Contest, Here, Acts::Presence, "stays where it is")
            .ends(Ends::Standing)
            .post(Post::Orbit),
        Command::new(Move, Benign, Any, arriving(movement::arrived), "goes there"),
        Command::new(SeekHome, Benign, Home, arriving(movement::arrived), "goes home").execute(&[A_HOME]),
        // Allowed in foreign space too (rulebook 04 R14).
        Command::new(Patrol, Contest, Any, Acts::Presence, "defends or contests the system").ends(Ends::Standing),
        Command::new(GuardStarbase, Benign, Own, Acts::Presence, "defends the orbit")
            .submit(&[COMBAT_SHIP])
            .execute(&[OWN_COLONY, STARBASE, COMBAT_SHIP])
            .ends(Ends::Standing)
            .post(Post::Orbit),
        Command::new(GuardColony, Benign, Own, Acts::Presence, "defends the orbit")
            .submit(&[COMBAT_SHIP])
            .execute(&[OWN_COLONY, COMBAT_SHIP])
            .ends(Ends::Standing)
            .post(Post::Orbit),
        Command::new(
            Blockade,
            Attack,
            NotOwn,
            Acts::Blockade,
            "cuts a colony off, or keeps colonists away",
        )
        .submit(&[COMBAT_SHIP])
        .execute(&[NOT_OWN, SOUND_COMBAT_SHIP])
        .ends(Ends::Standing)
        .counted(|flows| &mut flows.orders_blockade),
        Command::new(Bombard, Attack, Known, BOMBARDING, "bombards the colony in every CON")
            .submit(&[COMBAT_SHIP])
            .execute(&[FOREIGN_COLONY, SOUND_COMBAT_SHIP])
            .ends(Ends::Standing)
            .counted(|flows| &mut flows.orders_bombard),
        Command::new(
            Invade,
            Attack,
            Known,
            INVADING,
            "lands marines on a colony without batteries",
        )
        .submit(&[COMBAT_SHIP, MARINES])
        .execute(&[FOREIGN_COLONY, SOUND_COMBAT_SHIP, MARINES])
        .ends(Ends::Attempt)
        .counted(|flows| &mut flows.orders_invade),
        // Bare transports may try (rulebook 04 R16).
        Command::new(
            Blitz,
            Attack,
            Known,
            BLITZING,
            "bombards once, then lands marines under fire",
        )
        .submit(&[MARINES])
        .execute(&[FOREIGN_COLONY, MARINES])
        .ends(Ends::Attempt)
        .counted(|flows| &mut flows.orders_blitz),
        Command::new(
            Colonize,
            Benign,
            Any,
            Acts::Colonisation,
            "founds a colony; an ETAC is used up",
        )
        .submit(&[COLONISTS])
        .execute(&[UNCOLONISED, SOUND_COLONISTS, NOT_BARRED])
        .ends(Ends::Attempt)
        .counted(|flows| &mut flows.orders_colonize),
        Command::new(ScoutColony, Benign, Known, Acts::Scouting, "watches the colony")
            .submit(&[ONLY_SCOUTS])
            .execute(&[ONLY_SCOUTS, FOREIGN_COLONY])
            .ends(Ends::Mission),
        Command::new(
            ScoutSystem,
            Benign,
            Any,
            Acts::Scouting,
            "watches all fleets in the system",
        )
        .submit(&[ONLY_SCOUTS])
        .execute(&[ONLY_SCOUTS, FOREIGN_COLONY])
        .ends(Ends::Mission),
        Command::new(
            HackStarbase,
            Benign,
            Known,
            Acts::Scouting,
            "reads the colony's queues, money and technology",
        )
        .submit(&[ONLY_SCOUTS])
        .execute(&[ONLY_SCOUTS, FOREIGN_COLONY, FOREIGN_STARBASE])
        .ends(Ends::Mission),
        Command::new(
            JoinFleet,
            Benign,
            Fleet,
            JOINING,
            "follows the fleet and merges into it",
        ),
        Command::new(
            Rendezvous,
            Contest,
            Any,
            production(4, movement::rendezvous),
            "waits, and merges with those it meets",
        )
        .arrive(&[NO_ENEMY]),
        Command::new(
            Salvage,
            Benign,
            OwnOrNearest,
            Acts::Salvage,
            "is broken up for half its price",
        )
        .execute(&[OWN_COLONY, YARD]),
        Command::new(
            Reserve,
            Benign,
            OwnOrNearest,
            production(2, movement::reserve),
            "goes into reserve",
        )
        .execute(&[OWN_COLONY, SOUND_BASE]),
        Command::new(
            Mothball,
            Benign,
            OwnOrNearest,
            production(2, movement::mothball),
            "goes into mothballs",
        )
        .execute(&[OWN_COLONY, SOUND_SPACEPORT]),
        Command::new(
            View,
            Benign,
            Any,
            arriving(movement::view),
            "reports planet and owner from the system's edge",
        )
        .post(Post::Edge),
    ]
};

/// Bombardments come first at a colony.
const BOMBARDING: Acts = assaulting(Assault::Bombardment, &[], bombardment::run);
/// An invasion waits for the last battery.
const INVADING: Acts = assaulting(Assault::Landing, &[NO_BATTERIES], assault::invasion);
/// A blitz does not.
const BLITZING: Acts = assaulting(Assault::Landing, &[], assault::blitzkrieg);

const fn assaulting(group: Assault, besides: &'static [Need], act: fn(&mut Turn, Operation)) -> Acts {
    Acts::Assault { group, besides, act }
}

/// A fleet that wants to join another also notices on the way that it cannot.
const JOINING: Acts = Acts::Production {
    group: 3,
    en_route: true,
    act: movement::join_fleet,
};

/// What is done by being there comes first in PRD1c.
const fn arriving(act: fn(&mut Turn, FleetId)) -> Acts {
    production(1, act)
}

const fn production(group: u8, act: fn(&mut Turn, FleetId)) -> Acts {
    Acts::Production {
        group,
        en_route: false,
        act,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the commands of a sort.
    fn numbers(is_of: impl Fn(&Command) -> bool) -> Vec<u8> {
        TABLE
            .iter()
            .filter(|row| is_of(row))
            .map(|row| row.kind.number())
            .collect()
    }

    #[test]
    fn r04_1_the_table_has_the_twenty_commands_at_their_numbers() {
        assert_eq!(numbers(|_| true), (0..20).collect::<Vec<u8>>());
        for row in &TABLE {
            assert_eq!(of(row.kind).kind, row.kind);
        }
        let names = [CommandKind::Invade, CommandKind::Mothball, CommandKind::View];
        assert_eq!(names.map(CommandKind::number), [8, 18, 19]);
    }

    #[test]
    fn r05_18_tiers_are_those_of_05_3() {
        assert_eq!(numbers(|row| row.tier == Tier::Attack), [6, 7, 8, 9]);
        assert_eq!(numbers(|row| row.tier == Tier::Contest), [0, 3, 15]);
        let others: Vec<u8> = [1, 2, 4, 5].into_iter().chain(10..=14).chain(16..=19).collect();
        assert_eq!(numbers(|row| row.tier == Tier::Benign), others);
    }

    #[test]
    fn commands_last_and_act_as_04_4_says() {
        assert_eq!(numbers(|row| row.ends == Ends::Standing), [0, 3, 4, 5, 6, 7]);
        assert_eq!(numbers(|row| row.ends == Ends::Attempt), [8, 9, 10]);
        assert_eq!(numbers(|row| row.ends == Ends::Mission), [11, 12, 13]);
        assert_eq!(
            numbers(|row| row.acts.in_combat()),
            (0..10).filter(|n| ![1, 2].contains(n)).collect::<Vec<_>>()
        );
        assert_eq!(numbers(|row| row.acts.step() == "PRD1c"), [1, 2, 14, 15, 17, 18, 19]);
        assert_eq!(numbers(|row| row.post == Post::Orbit), [0, 4, 5]);
        assert_eq!(numbers(|row| row.target == Target::Known), [7, 8, 9, 11, 13]);
    }
}
