//! Work on the tree of a struct: entries, one changed key, differences.

use super::SETTING;
use super::diagnostic::{Diagnostic, nearest};
use super::parse;
use super::part::Section;
use super::path::{self, Segment};
use super::reader::{Reader, Source};
use super::tree::{Node, Place, Scalar, Value};

/// The tree of a struct, as it would be written.
pub fn tree(of: &impl Section) -> Node {
    let mut root = Node::block("", "");
    of.write_keys(&mut root);
    root
}

/// All keys in canonical order: dotted path and value in KDL text.
pub fn entries(of: &impl Section) -> Vec<(String, String)> {
    tree(of)
        .leaves()
        .into_iter()
        .map(|(path, node)| (path, node.value_text()))
        .collect()
}

/// The struct with one key changed.
pub fn set<T: Section>(of: &T, path: &str, value: &str) -> Result<T, Diagnostic> {
    set_all(of, &[(path, value)]).map_err(|mut faults| faults.remove(0))
}

/// The struct with some keys changed. A value is KDL text, or bare words where no confusion is possible.
pub fn set_all<T: Section>(of: &T, settings: &[(&str, &str)]) -> Result<T, Vec<Diagnostic>> {
    let mut root = tree(of);
    let mut faults = Vec::new();
    let mut sources = Vec::new();
    for (index, (path, value)) in settings.iter().enumerate() {
        let text = format!("{path}={value}");
        if let Err((message, help)) = patch(&mut root, index, path, value) {
            let fault = Diagnostic::at(SETTING, &text, 0, path.len(), message);
            faults.push(Diagnostic {
                key: (*path).to_owned(),
                help,
                ..fault
            });
        }
        sources.push(Source {
            name: SETTING.to_owned(),
            text,
        });
    }
    let mut reader = Reader::new(&sources);
    let read = T::read_keys(&root, None, &mut reader);
    faults.extend(reader.finish());
    match read {
        Some(changed) if faults.is_empty() => Ok(changed),
        _ => Err(faults),
    }
}

/// Changes the values of one leaf; the error is a message and advice.
fn patch(root: &mut Node, index: usize, path: &str, value: &str) -> Result<(), (String, Option<String>)> {
    let Some(segments) = path::parse(path) else {
        let help = "write a.b.c, with numbers and names in brackets: tech.weapons.level[2].mrpCost";
        return Err(("this is no path of a key".to_owned(), Some(help.to_owned())));
    };
    let Some(node) = find_or_add(root, &segments) else {
        let known: Vec<String> = root.leaves().into_iter().map(|(path, _)| path).collect();
        let meant = nearest(path, known.iter().map(String::as_str));
        return Err((
            format!("unknown key `{path}`"),
            meant.map(|meant| format!("did you mean `{meant}`?")),
        ));
    };
    if node.block {
        let keys: Vec<&str> = node.children.iter().map(|child| child.name.as_str()).take(12).collect();
        let help = format!("name one of its keys: {}", keys.join(", "));
        return Err((format!("`{path}` is a section, not a key"), Some(help)));
    }
    node.place = Place {
        file: index,
        at: 0,
        len: path.len(),
    };
    node.values = values(
        value,
        node.values.len(),
        Place {
            file: index,
            at: path.len() + 1,
            len: value.len(),
        },
    );
    Ok(())
}

/// The node of a path; a key that its section may have, but has not, is added without a value.
fn find_or_add<'n>(root: &'n mut Node, segments: &[Segment]) -> Option<&'n mut Node> {
    if path::find(root, segments).is_some() {
        return path::find(root, segments);
    }
    let (last, parents) = segments.split_last()?;
    let parent = path::find(root, parents).filter(|parent| parent.block)?;
    let is_list = parent.children.iter().any(|child| child.name == last.name);
    if last.key.is_some() || is_list || parents.is_empty() {
        return None;
    }
    parent.children.push(Node::leaf(&last.name, Vec::new(), ""));
    parent.children.last_mut()
}

/// Quoted strings are read as KDL; else a leaf of one value takes all the text, a leaf of several its words.
fn values(text: &str, before: usize, place: Place) -> Vec<Value> {
    if text.trim_start().starts_with('"')
        && let Ok(mut document) = parse::parse(0, SETTING, &format!("value {text}"))
        && document.children.len() == 1
    {
        let values = document.children.remove(0).values.into_iter();
        return values.map(|value| Value { place, ..value }).collect();
    }
    let raw = |word: &str| Value {
        scalar: Scalar::Raw(word.to_owned()),
        place,
    };
    if before > 1 {
        text.split_whitespace().map(raw).collect()
    } else {
        vec![raw(text.trim())]
    }
}

/// A digest over all keys and values.
pub fn digest(of: &impl Section) -> u64 {
    digest_of(&entries(of))
}

/// A digest over entries.
pub fn digest_of(entries: &[(String, String)]) -> u64 {
    let lines: Vec<String> = entries
        .iter()
        .map(|(path, value)| format!("{path}={value}\n"))
        .collect();
    xxhash_rust::xxh3::xxh3_64(lines.concat().as_bytes())
}

/// A key whose value differs between two structs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The dotted path.
    pub path: String,
    /// The value on the left; none if the key is absent there.
    pub left: Option<String>,
    /// The value on the right; none if the key is absent there.
    pub right: Option<String>,
}

/// The keys in which two structs differ, in canonical order.
pub fn diff(left: &impl Section, right: &impl Section) -> Vec<Change> {
    let (left, right) = (entries(left), entries(right));
    let value = |entries: &[(String, String)], path: &str| {
        entries
            .iter()
            .find(|(other, _)| other == path)
            .map(|(_, value)| value.clone())
    };
    let mut changes = Vec::new();
    for (path, before) in &left {
        let after = value(&right, path);
        if after.as_ref() != Some(before) {
            changes.push(Change {
                path: path.clone(),
                left: Some(before.clone()),
                right: after,
            });
        }
    }
    for (path, after) in right.iter().filter(|(path, _)| value(&left, path).is_none()) {
        changes.push(Change {
            path: path.clone(),
            left: None,
            right: Some(after.clone()),
        });
    }
    changes
}
