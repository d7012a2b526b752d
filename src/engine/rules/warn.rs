//! Plain words about rules that load but will surprise.

mod costs;
mod economy;
mod loops;
mod prestige;
#[cfg(test)]
mod tests;

use super::{Rules, edit, text};
use crate::vocab::{TechField, Vocab};

/// The warnings: each is worth a look before thousands of games.
pub fn warnings(rules: &Rules) -> Vec<String> {
    let mut found = degenerate(rules);
    let tiers = rules.combat.cer.space_combat_table.tier.rows.len();
    if tiers != 3 {
        found.push(format!(
            "combat.cer.spaceCombatTable has {tiers} tiers: the rules correct it to three (rulebook 11 §7, K2); the \
             table is obeyed as it stands (K43)"
        ));
    }
    for &field in TechField::ALL {
        let last = rules.tech.max_level(field);
        for level in 2..last {
            if rules.tech.gate(field, level) > rules.tech.gate(field, level + 1) {
                found.push(format!(
                    "tech: {field} {} needs less than {field} {level} before it",
                    level + 1
                ));
            }
        }
    }
    found.extend(idle_changes(rules));
    found
}

/// Rules under which there is nothing left to decide, or something comes out of nothing.
fn degenerate(rules: &Rules) -> Vec<String> {
    [economy::warnings, costs::warnings, loops::warnings, prestige::warnings]
        .map(|judge| judge(rules))
        .concat()
}

/// Digest of the keys that no rule uses in the standard rules: it spares reading these when nothing was changed.
const UNUSED_IN_STANDARD: u64 = 1_409_761_059_940_405_596;

/// Keys that no rule uses but that differ from the standard rules: whoever changed them expects an effect.
fn idle_changes(rules: &Rules) -> Vec<String> {
    let idle = unused(rules);
    if edit::digest_of(&idle) == UNUSED_IN_STANDARD {
        return Vec::new();
    }
    let standard = unused(&Rules::standard());
    let changed = idle.into_iter().filter(|entry| !standard.contains(entry));
    changed
        .map(|(path, value)| format!("{path} = {value} has no effect: no rule uses this key"))
        .collect()
}

/// The keys that no rule uses: path and value (rulebook 20 E25).
fn unused(rules: &Rules) -> Vec<(String, String)> {
    let tree = edit::tree(rules);
    let leaves = tree.leaves().into_iter().filter(|(_, node)| text::is_unused(node.doc));
    leaves.map(|(path, node)| (path, node.value_text())).collect()
}
