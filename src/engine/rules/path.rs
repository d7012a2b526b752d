//! Dotted paths of keys (rulebook 00 O8): `tech.economicLevel.level[2].multiplier`,
//! `economy.rawMaterialEfficiency.material["Rich"].eden`.

use super::tree::{KeyStyle, Node, Place, quoted};

/// One step of a path: a name, and a key if several nodes share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The node's name.
    pub name: String,
    /// Its number or name in brackets.
    pub key: Option<String>,
}

impl Segment {
    /// The path of this step below `prefix`. Names stand in quotes, numbers do not.
    pub fn appended(&self, prefix: &str, style: Option<KeyStyle>) -> String {
        let dot = if prefix.is_empty() { "" } else { "." };
        match (&self.key, style) {
            (None, _) => format!("{prefix}{dot}{}", self.name),
            (Some(key), Some(KeyStyle::Text | KeyStyle::Property)) => {
                format!("{prefix}{dot}{}[{}]", self.name, quoted(key))
            }
            (Some(key), _) => format!("{prefix}{dot}{}[{key}]", self.name),
        }
    }

    /// The n-th of repeated nodes, which in a file have no number of their own.
    fn position(&self, parent: &Node) -> Option<usize> {
        let number: usize = self.key.as_ref()?.parse().ok()?;
        let mut repeated = parent
            .children
            .iter()
            .enumerate()
            .filter(|(_, node)| node.name == self.name);
        repeated
            .nth(number.checked_sub(1)?)
            .filter(|(_, node)| node.key.is_none())
            .map(|(index, _)| index)
    }

    fn names(&self, node: &Node) -> bool {
        node.name == self.name && node.key.as_ref().map(|key| &key.text) == self.key.as_ref()
    }
}

/// Splits a path. Quotes in brackets are optional; none if brackets or names are malformed.
pub fn parse(path: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut rest = path;
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        if name.is_empty() {
            return None;
        }
        rest = &rest[end..];
        let mut key = None;
        if let Some(bracket) = rest.strip_prefix('[') {
            let end = bracket_end(bracket)?;
            key = Some(unquoted(bracket[..end].trim()).to_owned());
            rest = &bracket[end + 1..];
        }
        segments.push(Segment {
            name: name.to_owned(),
            key,
        });
        match rest.strip_prefix('.') {
            Some(more) => rest = more,
            None if rest.is_empty() => return Some(segments),
            None => return None,
        }
    }
}

/// The closing bracket, quotes observed.
fn bracket_end(text: &str) -> Option<usize> {
    let mut in_quotes = false;
    for (index, c) in text.char_indices() {
        match c {
            '"' => in_quotes = !in_quotes,
            ']' if !in_quotes => return Some(index),
            _ => {}
        }
    }
    None
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text)
}

/// The node that a path leads to. `level.2` is read as `level[2]` (W5), and `roeThreshold[1]` as `roeThreshold.1`.
pub fn find<'n>(root: &'n mut Node, segments: &[Segment]) -> Option<&'n mut Node> {
    let Some((first, rest)) = segments.split_first() else {
        return Some(root);
    };
    let by_name = root.children.iter().position(|child| first.names(child));
    if let Some(index) = by_name.or_else(|| first.position(root)) {
        return find(&mut root.children[index], rest);
    }
    if first.key.is_none()
        && let Some((second, rest)) = rest.split_first()
        && second.key.is_none()
    {
        let joined = Segment {
            name: first.name.clone(),
            key: Some(second.name.clone()),
        };
        let index = root.children.iter().position(|child| joined.names(child))?;
        return find(&mut root.children[index], rest);
    }
    let child = Segment {
        name: first.key.clone()?,
        key: None,
    };
    let parent = Segment {
        name: first.name.clone(),
        key: None,
    };
    let index = root.children.iter().position(|node| parent.names(node))?;
    let parent = &mut root.children[index];
    let index = parent.children.iter().position(|node| child.names(node))?;
    find(&mut parent.children[index], rest)
}

/// Where a key stands in a file; a key that the file leaves out is shown at its section.
pub fn nearest_place(root: &mut Node, path: &str) -> Place {
    let mut segments = parse(path).unwrap_or_default();
    while !segments.is_empty() {
        if let Some(node) = find(root, &segments) {
            return node.place;
        }
        segments.pop();
    }
    Place::NOWHERE
}
