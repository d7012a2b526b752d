//! A packet as text: KDL in the manner of the game's own order files.
//!
//! ```kdl
//! orders house=1 turn=9 {
//!     tax 55
//!     zero-turn {
//!         detach-ships 11 12 from=5 new=1
//!     }
//!     fleet "new-1" { patrol to=15 roe=8 }
//!     build 2 {
//!         ship "light-cruiser" quantity=2
//!     }
//! }
//! ```
//!
//! Each line is one order, and the lines of a kind count in their order. [`read`] tells all mistakes at once, [`write()`]
//! writes the one canonical form, and neither loses anything: a packet that was written is read back equal.

mod read;
mod write;

use super::Orders;
use super::kinds::read_list;
use super::line::{Line, put};
use crate::ids::HouseId;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::parse::parse_lines;
use crate::rules::reader::{Reader, Source};
use crate::rules::tree::Node;

/// The orders of a house for a turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Packet {
    /// Whose.
    pub house: HouseId,
    /// For the CMD5 of which turn.
    pub turn: u32,
    /// What.
    pub orders: Orders,
}

impl Packet {
    /// How many orders are in it: lines of its canonical form that are in a section, and sections of one line.
    pub fn count(&self) -> usize {
        let sections = write::sections(&self.orders);
        sections.iter().map(|section| section.children.len().max(1)).sum()
    }
}

/// A section of an order file.
#[derive(Debug)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// What it looks like.
    pub form: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Reads one node of this name into a packet.
    read: fn(&Node, &mut Orders, &mut Reader<'_>),
}

/// All sections, in canonical order.
pub const SECTIONS: &[Section] = &[
    Section {
        name: "tax",
        form: "tax 55",
        doc: "The tax rate in percent, from the next INC on.",
        read: read::read_tax,
    },
    Section {
        name: "zero-turn",
        form: "zero-turn { detach-ships 11 12 from=5 new=1 }",
        doc: "Zero-turn fleet commands, in CMD5.",
        read: |node, orders, reader| read_list(node, &mut orders.zero_turn, reader),
    },
    Section {
        name: "colonies",
        form: "colonies { scrap-ship ship=12 }",
        doc: "Orders about colonies that act in CMD5.",
        read: |node, orders, reader| read_list(node, &mut orders.colonies, reader),
    },
    Section {
        name: "fleet",
        form: "fleet 5 { move to=15 roe=6 }",
        doc: "A fleet command, in CMD6: its name, `to=` a system or `target=` a fleet, `roe=`, `priority=`. A command without \
              properties may be written `fleet 5 \"hold\"`.",
        read: read::read_fleet,
    },
    Section {
        name: "build",
        form: "build 2 { ship \"light-cruiser\" quantity=2 }",
        doc: "Builds at a colony, in CMD6: `ship`, `ground` or `facility` with a class, or `industry`, or \
              `industry-budget` whose quantity is in PP; `quantity=` is 1 if it \
              is left out.",
        read: |node, orders, reader| read::read_group(node, &mut orders.builds, read::read_build, reader),
    },
    Section {
        name: "repair",
        form: "repair 2 { ship 42 priority=1 }",
        doc: "Repairs at a colony, in CMD6: `ship`, `facility` or `ground` with a number; `priority=` may be left out.",
        read: |node, orders, reader| read::read_group(node, &mut orders.repairs, read::read_repair, reader),
    },
    Section {
        name: "research",
        form: "research { deposit mrp=50; buy \"wep\" }",
        doc: "Research, in CMD6: `liquidate` RP and `deposit` PP by pool (`erp=`, `srp=`, `mrp=`), and the fields of which the \
              next level is to be bought.",
        read: read::read_research,
    },
    Section {
        name: "espionage",
        form: "espionage { invest ebp=5 cip=2; tech-theft target=3 }",
        doc: "Points to be bought in INC2 of the next turn, and actions for its CON1f, by name, with `target=` a house and \
              `system=` where they need them.",
        read: read::read_espionage,
    },
    Section {
        name: "diplomacy",
        form: "diplomacy { declare-enemy house=3 }",
        doc: "Diplomatic commands, for PRD3.",
        read: |node, orders, reader| read_list(node, &mut orders.diplomacy, reader),
    },
];

/// Names of the sections.
const NAMES: &[&str] = &{
    let mut names = [""; SECTIONS.len()];
    let mut at = 0;
    while at < SECTIONS.len() {
        names[at] = SECTIONS[at].name;
        at += 1;
    }
    names
};

/// Reads a packet.
///
/// # Errors
/// All mistakes of the text, each with its place.
pub fn read(file: &str, text: &str) -> Result<Packet, Vec<Diagnostic>> {
    let root = parse_lines(0, file, text)?;
    let sources = [Source {
        name: file.to_owned(),
        text: text.to_owned(),
    }];
    let mut reader = Reader::in_file(&sources);
    let packet = read_packet(&root, &mut reader);
    let faults = reader.finish();
    match packet {
        Some(packet) if faults.is_empty() => Ok(packet),
        _ => Err(faults),
    }
}

/// Reads the one node of a file.
fn read_packet(root: &Node, reader: &mut Reader<'_>) -> Option<Packet> {
    reader.refuse_unknown(root, &["orders"]);
    let Some(node) = reader.only(root, "orders") else {
        reader.missing(root, "orders", "orders house=1 turn=1 { … }");
        return None;
    };
    let mut line = Line::new(node);
    let house = line.needed(&["house"], reader);
    let turn = line.needed(&["turn"], reader);
    line.end_before_block(reader);
    reader.refuse_unknown(node, NAMES);
    let mut orders = Orders::default();
    for child in &node.children {
        if let Some(section) = SECTIONS.iter().find(|section| section.name == child.name) {
            (section.read)(child, &mut orders, reader);
        }
    }
    for name in ["tax", "research"] {
        reader.only(node, name);
    }
    Some(Packet {
        house: house?,
        turn: turn?,
        orders,
    })
}

/// Writes a packet in canonical form.
pub fn write(packet: &Packet) -> String {
    let mut root = Node::block("orders", "");
    put(&mut root, "house", &packet.house);
    put(&mut root, "turn", &packet.turn);
    root.children = write::sections(&packet.orders);
    let mut out = String::new();
    write_node(&root, 0, &mut out);
    out
}

/// Writes a node and what is in it. A fleet and its command share a line.
fn write_node(node: &Node, depth: usize, out: &mut String) {
    let indent = "    ".repeat(depth);
    out.push_str(&format!("{indent}{}", head(node)));
    match &node.children[..] {
        [] if node.block => out.push_str(" {}"),
        [] => {}
        [command] if node.name == "fleet" => out.push_str(&format!(" {{ {} }}", head(command))),
        lines => {
            out.push_str(" {\n");
            for line in lines {
                write_node(line, depth + 1, out);
            }
            out.push_str(&format!("{indent}}}"));
        }
    }
    out.push('\n');
}

/// Name, values, properties.
fn head(node: &Node) -> String {
    let mut head = node.name.clone();
    for value in &node.values {
        head.push(' ');
        head.push_str(&value.scalar.text());
    }
    for (key, value) in &node.properties {
        head.push_str(&format!(" {key}={}", value.scalar.text()));
    }
    head
}

#[cfg(test)]
mod tests;
