//! `diplomacy.kdl`: grace and proposals (rulebook 05). The game's own files have no such file.

use super::part::kdl_struct;

kdl_struct! {
    /// Grace and proposals (rulebook 05).
    Diplomacy {
        /// CONs in which a Contest fleet that arrives at state Hostile is spared (rulebook 05 §5.2).
        hostile_contest_grace_turns: u32 = "hostileContestGraceTurns" in 0..=1, new 0;
        /// Turns until a proposal expires (rulebook 05 §8).
        proposal_lifetime: u32 = "proposalLifetime" in 1..=1000, new 3;
    }
}
