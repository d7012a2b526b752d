//! Writes the sections of an order file.

use super::read::POOLS;
use crate::ids::*;
use crate::orders::kinds::write_list;
use crate::orders::line::{Word, begin, kebab, put};
use crate::orders::*;
use crate::rules::tree::{Node, Scalar};

/// The sections of a packet. A field that is not written does not compile.
pub(super) fn sections(orders: &Orders) -> Vec<Node> {
    let Orders {
        tax,
        zero_turn,
        colonies,
        fleets,
        builds,
        repairs,
        research,
        espionage,
        diplomacy,
    } = orders;
    let mut out = Vec::new();
    out.extend(tax.map(|percent| begin("tax", &percent)));
    write_list("zero-turn", zero_turn, &mut out);
    write_list("colonies", colonies, &mut out);
    out.extend(fleets.iter().map(write_fleet));
    for group in builds.chunk_by(|a, b| a.colony == b.colony) {
        out.push(write_group("build", group[0].colony, group.iter().map(write_build)));
    }
    for group in repairs.chunk_by(|a, b| a.colony == b.colony) {
        out.push(write_group("repair", group[0].colony, group.iter().map(write_repair)));
    }
    out.extend(write_research(research));
    out.extend(write_espionage(espionage));
    write_list("diplomacy", diplomacy, &mut out);
    out
}

fn write_fleet(order: &FleetOrder) -> Node {
    let FleetOrder {
        fleet,
        command,
        target,
        target_fleet,
        roe,
        priority,
    } = order;
    let mut line = Node::leaf(&kebab(command.name()), Vec::new(), "");
    put_some(&mut line, "to", target);
    put_some(&mut line, "target", target_fleet);
    put_some(&mut line, "roe", roe);
    if *priority != 0 {
        put(&mut line, "priority", priority);
    }
    Node {
        block: true,
        children: vec![line],
        ..begin("fleet", fleet)
    }
}

fn put_some<T: Word>(node: &mut Node, key: &str, word: &Option<T>) {
    if let Some(word) = word {
        put(node, key, word);
    }
}

fn write_group(name: &str, colony: ColonyId, lines: impl Iterator<Item = Node>) -> Node {
    Node {
        block: true,
        children: lines.collect(),
        ..begin(name, &colony)
    }
}

fn write_build(order: &Build) -> Node {
    let Build {
        colony: _,
        product,
        quantity,
    } = order;
    let mut line = match product {
        Product::Ship(class) => begin("ship", class),
        Product::Ground(kind) => begin("ground", kind),
        Product::Facility(kind) => begin("facility", kind),
        Product::Industry => Node::leaf("industry", Vec::new(), ""),
        Product::IndustryBudget => Node::leaf("industry-budget", Vec::new(), ""),
    };
    if *quantity != 1 {
        put(&mut line, "quantity", quantity);
    }
    line
}

fn write_repair(order: &RepairOrder) -> Node {
    let RepairOrder {
        colony: _,
        target,
        priority,
    } = order;
    let mut line = match target {
        RepairTarget::Ship(id) => begin("ship", id),
        RepairTarget::Facility(id) => begin("facility", id),
        RepairTarget::Ground(id) => begin("ground", id),
    };
    put_some(&mut line, "priority", priority);
    line
}

fn write_research(research: &Research) -> Option<Node> {
    let Research {
        liquidate,
        deposit,
        buy: _,
    } = research;
    let mut section = Node::block("research", "");
    for (name, amounts) in [("liquidate", liquidate), ("deposit", deposit)] {
        let mut line = Node::leaf(name, Vec::new(), "");
        for (pool, amount) in POOLS.iter().zip(amounts).filter(|(_, amount)| **amount != 0) {
            put(&mut line, pool, amount);
        }
        section
            .children
            .extend(Some(line).filter(|line| !line.properties.is_empty()));
    }
    let fields = TechField::ALL.iter().filter(|&&field| research.wants(field));
    let names: Vec<Scalar> = fields.map(Word::scalar).collect();
    if !names.is_empty() {
        section.children.push(Node::leaf("buy", names, ""));
    }
    Some(section).filter(|section| !section.children.is_empty())
}

fn write_espionage(espionage: &Espionage) -> Option<Node> {
    let Espionage {
        buy_ebp,
        buy_cip,
        actions,
    } = espionage;
    let mut section = Node::block("espionage", "");
    if (*buy_ebp, *buy_cip) != (0, 0) {
        let mut line = Node::leaf("invest", Vec::new(), "");
        for (name, points) in [("ebp", buy_ebp), ("cip", buy_cip)] {
            put_some(&mut line, name, &Some(*points).filter(|&points| points != 0));
        }
        section.children.push(line);
    }
    for SpyOrder { action, target, system } in actions {
        let mut line = Node::leaf(&kebab(action.name()), Vec::new(), "");
        put_some(&mut line, "target", target);
        put_some(&mut line, "system", system);
        section.children.push(line);
    }
    Some(section).filter(|section| !section.children.is_empty())
}
