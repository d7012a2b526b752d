//! Walks a tree of nodes and notes every mistake with its place.

use super::diagnostic::{Diagnostic, nearest};
use super::tree::{Node, Place};

/// A text that places refer to.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Collects mistakes while structs are read.
#[derive(Debug)]
pub struct Reader<'s> {
    sources: &'s [Source],
    frames: Vec<Frame>,
    faults: Vec<Diagnostic>,
}

/// A node on the way down.
#[derive(Debug)]
struct Frame {
    path: String,
    /// Keys that a misspelt one stands for: they are not reported as missing as well.
    misspelt: Vec<&'static str>,
}

impl<'s> Reader<'s> {
    /// A reader of these texts.
    pub fn new(sources: &'s [Source]) -> Self {
        let root = Frame {
            path: String::new(),
            misspelt: Vec::new(),
        };
        Self {
            sources,
            frames: vec![root],
            faults: Vec::new(),
        }
    }

    /// A reader of one file, whose name is no part of paths.
    pub fn in_file(sources: &'s [Source]) -> Self {
        let mut reader = Self::new(sources);
        reader.frames.push(Frame {
            path: String::new(),
            misspelt: Vec::new(),
        });
        reader
    }

    /// The mistakes in the order of files and places.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let order = |name: &str| self.sources.iter().position(|source| *source.name == *name);
        self.faults
            .sort_by_cached_key(|fault| (order(&fault.file), fault.line, fault.column));
        self.faults
    }

    /// Whether the reader is above the files.
    pub fn at_root(&self) -> bool {
        self.frames.len() == 1
    }

    /// Goes into a child node.
    pub fn enter(&mut self, node: &Node) {
        let style = node.key.as_ref().map(|key| key.style);
        let path = node.segment().appended(&self.top().path, style);
        self.frames.push(Frame {
            path,
            misspelt: Vec::new(),
        });
    }

    /// Comes back out.
    pub fn leave(&mut self) {
        self.frames.pop();
    }

    fn top(&self) -> &Frame {
        self.frames.last().expect("the root frame stays")
    }

    /// Notes a mistake at a key of the current node.
    pub fn fault(&mut self, place: Place, key: &str, message: String, help: Option<String>) {
        let path = &self.top().path;
        let dot = if path.is_empty() || key.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}{key}");
        let mut fault = match self.sources.get(place.file) {
            Some(source) => Diagnostic::at(&source.name, &source.text, place.at, place.len, message),
            None => Diagnostic::nowhere(&path, message),
        };
        fault.key = path;
        fault.help = help;
        self.faults.push(fault);
    }

    /// Notes that a mandatory key is not there, unless a misspelt one was reported in its place.
    pub fn missing(&mut self, parent: &Node, key: &'static str, doc: &str) {
        if !self.top().misspelt.contains(&key) {
            let help = Some(format!("{key}: {}", doc.trim()));
            self.fault(parent.place, key, format!("missing key `{key}`"), help);
        }
    }

    /// Notes every child whose name is not among `keys`.
    pub fn refuse_unknown(&mut self, node: &Node, keys: &'static [&'static str]) {
        for child in node
            .children
            .iter()
            .filter(|child| !keys.contains(&child.name.as_str()))
        {
            let absent = keys
                .iter()
                .copied()
                .filter(|key| node.children.iter().all(|other| other.name != *key));
            let meant = nearest(&child.name, absent).or_else(|| nearest(&child.name, keys.iter().copied()));
            let help = match meant {
                Some(meant) => Some(format!("did you mean `{meant}`?")),
                None if keys.is_empty() => Some("no keys are known here".to_owned()),
                None if keys.len() <= 12 => Some(format!("known here: {}", keys.join(", "))),
                None => None,
            };
            if let Some(meant) = meant {
                let frame = self.frames.last_mut().expect("the root frame stays");
                frame.misspelt.extend(keys.iter().copied().filter(|key| *key == meant));
            }
            let (place, name) = (child.place, child.name.clone());
            self.fault(place, &name, format!("unknown key `{name}`"), help);
        }
    }

    /// The only child of this name; further ones are noted as duplicates.
    pub fn only<'n>(&mut self, parent: &'n Node, key: &str) -> Option<&'n Node> {
        let mut nodes = parent.children.iter().filter(|child| child.name == key);
        let first = nodes.next();
        for again in nodes {
            let help = Some("remove one of the two".to_owned());
            self.fault(again.place, key, format!("duplicate key `{key}`"), help);
        }
        first
    }
}
