//! KDL text to nodes.

use kdl::{KdlDocument, KdlEntry, KdlNode, KdlValue};

use super::diagnostic::Diagnostic;
use super::tree::{Key, KeyStyle, Node, Place, Scalar, Value};

/// Deepest nesting of blocks that is read; the parser descends once per level.
const MAX_DEPTH: usize = 64;

/// Parses a file of keys and values into one node that bears its name without `.kdl`; properties are mistakes.
///
/// Nodes annotated `(docs)` are left out (rulebook 01).
pub fn parse(file: usize, name: &str, text: &str) -> Result<Node, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let root = parse_lines(file, name, text)?;
    refuse_properties(&root, &mut found);
    if found.is_empty() {
        Ok(root)
    } else {
        Err(found
            .into_iter()
            .map(|(place, message)| Diagnostic::at(name, text, place.at, place.len, message))
            .collect())
    }
}

/// Parses a file whose nodes may have properties.
pub fn parse_lines(file: usize, name: &str, text: &str) -> Result<Node, Vec<Diagnostic>> {
    if is_too_deep(text) {
        return Err(vec![Diagnostic::at(
            name,
            text,
            0,
            0,
            "blocks are nested too deeply".to_owned(),
        )]);
    }
    let document: KdlDocument = text.parse().map_err(|error: kdl::KdlError| syntax(name, text, error))?;
    let mut root = Node::block(name.strip_suffix(".kdl").unwrap_or(name), "");
    root.place.file = file;
    root.children = children(&document, file);
    Ok(root)
}

fn refuse_properties(node: &Node, faults: &mut Faults) {
    let mistake = |(name, value): &(String, Value)| (value.place, format!("unexpected property `{name}`"));
    faults.extend(node.properties.iter().map(mistake));
    for child in &node.children {
        refuse_properties(child, faults);
    }
}

/// Whether blocks or comments are nested more deeply than the parser's stack should bear.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    for line in text.lines() {
        // Braces in strings do not nest: only what stands outside of quotes is looked at.
        for c in line.split('"').step_by(2).flat_map(str::chars) {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return true;
            }
        }
    }
    text.matches("/*").count() > 4 * MAX_DEPTH && text.contains("/*/*")
}

fn syntax(name: &str, text: &str, error: kdl::KdlError) -> Vec<Diagnostic> {
    let said = |d: kdl::KdlDiagnostic| {
        let message = d.message.unwrap_or_else(|| "this is no KDL".to_owned());
        let mut fault = Diagnostic::at(name, text, d.span.offset(), d.span.len(), message);
        fault.help = d.help;
        fault
    };
    error.diagnostics.into_iter().map(said).collect()
}

type Faults = Vec<(Place, String)>;

fn children(document: &KdlDocument, file: usize) -> Vec<Node> {
    let is_docs = |node: &&KdlNode| node.ty().is_some_and(|ty| ty.value() == "docs");
    let nodes = document.nodes().iter().filter(|node| !is_docs(node));
    nodes.map(|node| convert(node, file)).collect()
}

fn convert(node: &KdlNode, file: usize) -> Node {
    let span = node.name().span();
    let mut out = Node {
        name: node.name().value().to_owned(),
        place: Place {
            file,
            at: span.offset(),
            len: span.len(),
        },
        ..Node::default()
    };
    for entry in node.entries() {
        let place = Place {
            file,
            at: entry.span().offset(),
            len: entry.span().len(),
        };
        match entry.name().map(|name| name.value()) {
            None => out.values.push(Value {
                scalar: scalar(entry),
                place,
            }),
            Some("name") if node.children().is_some() && out.key.is_none() => {
                let text = key_text(&scalar(entry));
                out.key = Some(Key {
                    text,
                    style: KeyStyle::Property,
                    place,
                });
            }
            Some(name) => {
                let scalar = scalar(entry);
                out.properties.push((name.to_owned(), Value { scalar, place }));
            }
        }
    }
    if let Some(block) = node.children() {
        out.block = true;
        // The value of a node with a block is its number or name.
        if out.key.is_none() && out.values.len() == 1 {
            let value = out.values.remove(0);
            let style = match value.scalar {
                Scalar::Whole(_) => KeyStyle::Number,
                _ => KeyStyle::Text,
            };
            out.key = Some(Key {
                text: key_text(&value.scalar),
                style,
                place: value.place,
            });
        }
        out.children = children(block, file);
    }
    out
}

fn key_text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text(text) => text.clone(),
        other => other.text(),
    }
}

fn scalar(entry: &KdlEntry) -> Scalar {
    match entry.value() {
        KdlValue::String(text) => Scalar::Text(text.clone()),
        KdlValue::Integer(number) => Scalar::Whole(*number),
        KdlValue::Float(number) => Scalar::Decimal(decimal(entry).unwrap_or(*number)),
        KdlValue::Bool(flag) => Scalar::Flag(*flag),
        KdlValue::Null => Scalar::Null,
    }
}

/// The decimal as printed, so that the nearest `f64` is taken whatever the parser did on its way.
fn decimal(entry: &KdlEntry) -> Option<f64> {
    entry.format()?.value_repr.replace('_', "").parse().ok()
}
