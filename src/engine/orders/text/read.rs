//! Reads the sections of an order file.

use crate::ids::*;
use crate::orders::line::{Line, kebab};
use crate::orders::*;
use crate::rules::diagnostic::nearest;
use crate::rules::reader::Reader;
use crate::rules::tree::Node;

pub(super) fn read_tax(node: &Node, orders: &mut Orders, reader: &mut Reader<'_>) {
    let mut line = Line::new(node);
    orders.tax = line.value("tax", reader);
    line.end(reader);
}

/// Names of the properties of a fleet command: where to, which fleet, rules of engagement, priority.
const TO: &[&str] = &["to", "system", "at"];

pub(super) fn read_fleet(node: &Node, orders: &mut Orders, reader: &mut Reader<'_>) {
    let (fleet, order) = match (&node.children[..], node.block) {
        ([command], true) => {
            let (line, fleet) = Line::about(node, reader);
            line.end_before_block(reader);
            let kind = named(command, "fleet command", reader);
            (fleet, read_command(kind, Line::new(command), reader))
        }
        (_, false) if node.values.len() > 1 => {
            let mut line = Line::new(node);
            let fleet = line.value("fleet", reader);
            let kind = line.value("command", reader);
            (fleet, read_command(kind, line, reader))
        }
        _ => {
            let message = "`fleet` takes one command: fleet 5 { move to=15 }".to_owned();
            return reader.fault(node.place, "fleet", message, None);
        }
    };
    if let (Some(fleet), Some(order)) = (fleet, order) {
        orders.fleets.push(FleetOrder { fleet, ..order });
    }
}

/// The properties of a fleet command; the fleet is put in by the caller. The system may also stand without a name.
fn read_command(kind: Option<CommandKind>, mut line: Line<'_>, reader: &mut Reader<'_>) -> Option<FleetOrder> {
    let target = match line.has_value() {
        true => line.value("to", reader).map(Some),
        false => line.optional(TO, reader),
    };
    let target_fleet = line.optional(&["target"], reader);
    let roe = line.optional(&["roe"], reader);
    let priority = line.optional(&["priority"], reader);
    line.end(reader)?;
    Some(FleetOrder {
        fleet: FleetRef::Temporary(0),
        command: kind?,
        target: target?,
        target_fleet: target_fleet?,
        roe: roe?,
        priority: priority?.unwrap_or(0),
    })
}

/// What the name of a line stands for.
fn named<T: Vocab>(node: &Node, what: &str, reader: &mut Reader<'_>) -> Option<T> {
    let found = T::from_name(&node.name);
    if found.is_none() {
        let help = match nearest(&node.name, T::NAMES.iter().copied()) {
            Some(meant) => format!("did you mean `{}`?", kebab(meant)),
            None => {
                let names: Vec<String> = T::NAMES.iter().map(|name| kebab(name)).collect();
                format!("known here: {}", names.join(", "))
            }
        };
        reader.fault(
            node.place,
            &node.name,
            format!("unknown {what} `{}`", node.name),
            Some(help),
        );
    }
    found
}

/// Reads the lines about one colony.
pub(super) fn read_group<T>(
    node: &Node,
    list: &mut Vec<T>,
    read_line: fn(ColonyId, &Node, &mut Reader<'_>) -> Option<T>,
    reader: &mut Reader<'_>,
) {
    let (line, colony) = Line::about(node, reader);
    line.end_before_block(reader);
    let Some(colony) = colony else { return };
    reader.enter(node);
    for line in &node.children {
        list.extend(read_line(colony, line, reader));
    }
    reader.leave();
}

pub(super) fn read_build(colony: ColonyId, node: &Node, reader: &mut Reader<'_>) -> Option<Build> {
    let mut line = Line::new(node);
    let product = match node.name.as_str() {
        "ship" => line.value("ship", reader).map(Product::Ship),
        "ground" => line.value("ground", reader).map(Product::Ground),
        "facility" => line.value("facility", reader).map(Product::Facility),
        "industry" => Some(Product::Industry),
        "industry-budget" => Some(Product::IndustryBudget),
        _ => {
            let names = ["ship", "ground", "facility", "industry", "industry-budget"];
            return refuse(node, &names, reader);
        }
    };
    let quantity = line.optional(&["quantity"], reader);
    line.end(reader)?;
    Some(Build {
        colony,
        product: product?,
        quantity: quantity?.unwrap_or(1),
    })
}

pub(super) fn read_repair(colony: ColonyId, node: &Node, reader: &mut Reader<'_>) -> Option<RepairOrder> {
    let mut line = Line::new(node);
    let target = match node.name.as_str() {
        "ship" => line.value("ship", reader).map(RepairTarget::Ship),
        "facility" => line.value("facility", reader).map(RepairTarget::Facility),
        "ground" => line.value("ground", reader).map(RepairTarget::Ground),
        _ => return refuse(node, &["ship", "facility", "ground"], reader),
    };
    let priority = line.optional(&["priority"], reader);
    line.end(reader)?;
    Some(RepairOrder {
        colony,
        target: target?,
        priority: priority?,
    })
}

/// Notes that a line bears a name that is not known where it stands.
fn refuse<T>(node: &Node, known: &[&'static str], reader: &mut Reader<'_>) -> Option<T> {
    let help = match nearest(&node.name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known here: {}", known.join(", ")),
    };
    reader.fault(
        node.place,
        &node.name,
        format!("unknown line `{}`", node.name),
        Some(help),
    );
    None
}

/// Properties that name the pools.
pub(super) const POOLS: [&str; Pool::COUNT] = ["erp", "srp", "mrp"];

pub(super) fn read_research(node: &Node, orders: &mut Orders, reader: &mut Reader<'_>) {
    Line::new(node).end_before_block(reader);
    reader.enter(node);
    reader.refuse_unknown(node, &["liquidate", "deposit", "buy"]);
    for name in ["liquidate", "deposit"] {
        reader.only(node, name);
    }
    for child in &node.children {
        let mut line = Line::new(child);
        match child.name.as_str() {
            "liquidate" => orders.research.liquidate = read_pools(&mut line, reader),
            "deposit" => orders.research.deposit = read_pools(&mut line, reader),
            "buy" => {
                for _ in &child.values {
                    if let Some(field) = line.value("buy", reader) {
                        orders.research.want(field);
                    }
                }
            }
            _ => continue,
        }
        line.end(reader);
    }
    reader.leave();
}

fn read_pools(line: &mut Line<'_>, reader: &mut Reader<'_>) -> [i64; Pool::COUNT] {
    POOLS.map(|pool| line.optional(&[pool], reader).flatten().unwrap_or(0))
}

pub(super) fn read_espionage(node: &Node, orders: &mut Orders, reader: &mut Reader<'_>) {
    Line::new(node).end_before_block(reader);
    reader.enter(node);
    reader.only(node, "invest");
    for child in &node.children {
        let mut line = Line::new(child);
        if child.name == "invest" {
            orders.espionage.buy_ebp = line.optional(&["ebp"], reader).flatten().unwrap_or(0);
            orders.espionage.buy_cip = line.optional(&["cip"], reader).flatten().unwrap_or(0);
            line.end(reader);
            continue;
        }
        let action = named(child, "action", reader);
        let (target, system) = (line.optional(&["target"], reader), line.optional(&["system"], reader));
        if let (Some(()), Some(action), Some(target), Some(system)) = (line.end(reader), action, target, system) {
            orders.espionage.actions.push(SpyOrder { action, target, system });
        }
    }
    reader.leave();
}
