//! Nodes to KDL text, with the meaning of sections and keys as comments.

use super::tree::{KeyStyle, Node, quoted};

/// Widest line, comments included.
const WIDTH: usize = 110;

/// Whether a comment marks what no rule uses; below it that need not be said again.
pub fn is_unused(doc: &str) -> bool {
    doc.trim_start().starts_with("Not used")
}

/// Whether a comment would only repeat the key.
fn says_no_more_than(doc: &str, key: &str) -> bool {
    let letters = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    doc.is_empty() || letters(doc) == letters(key)
}

/// The text of a file's node. A section or key is explained where its kind first occurs.
pub fn text(file: &Node) -> String {
    let mut writer = Writer {
        out: String::new(),
        explained: Vec::new(),
    };
    writer.comment(0, file.doc);
    for (index, child) in file.children.iter().enumerate() {
        if child.block || index == 0 {
            writer.out.push('\n');
        }
        writer.node(child, 0, true);
    }
    writer.out
}

struct Writer {
    out: String,
    explained: Vec<&'static str>,
}

impl Writer {
    fn node(&mut self, node: &Node, depth: usize, explain: bool) {
        if !node.block {
            return self.leaf(node, depth, explain);
        }
        let new = !node.doc.is_empty() && !self.explained.contains(&node.doc);
        if new {
            self.explained.push(node.doc);
            self.comment(depth, node.doc);
        }
        let explain = explain && new && !is_unused(node.doc);
        let inline = inline(node);
        let is_short = inline.len() + 4 * depth <= WIDTH && node.children.iter().all(|child| !child.block);
        if node.children.is_empty() || (is_short && !explain) {
            return self.line(depth, &inline);
        }
        self.line(depth, &format!("{} {{", head(node)));
        for child in &node.children {
            self.node(child, depth + 1, explain || child.block);
        }
        self.line(depth, "}");
    }

    fn leaf(&mut self, node: &Node, depth: usize, explain: bool) {
        let line = head(node);
        let doc = node.doc.trim();
        if !explain || says_no_more_than(doc, &node.name) {
            self.line(depth, &line);
        } else if 4 * depth + line.len() + doc.len() + 4 <= WIDTH {
            self.line(depth, &format!("{line} // {doc}"));
        } else {
            self.comment(depth, doc);
            self.line(depth, &line);
        }
    }

    fn comment(&mut self, depth: usize, doc: &str) {
        let mut line = String::from("//");
        for word in doc.split_whitespace() {
            if 4 * depth + line.len() + 1 + word.chars().count() > WIDTH {
                self.line(depth, &line);
                line = String::from("//");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(depth, &line);
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.out.push_str(&"    ".repeat(depth));
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// Name, key and values.
fn head(node: &Node) -> String {
    let is_bare = node.name.starts_with(|c: char| c.is_ascii_alphabetic())
        && node
            .name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !matches!(node.name.as_str(), "true" | "false" | "null" | "inf" | "nan");
    let mut head = if is_bare { node.name.clone() } else { quoted(&node.name) };
    if let Some(key) = &node.key {
        match key.style {
            KeyStyle::Number => head.push_str(&format!(" {}", key.text)),
            KeyStyle::Text => head.push_str(&format!(" {}", quoted(&key.text))),
            KeyStyle::Property => head.push_str(&format!(" name={}", quoted(&key.text))),
            KeyStyle::Position => {}
        }
    }
    if !node.values.is_empty() {
        head.push(' ');
        head.push_str(&node.value_text());
    }
    head
}

/// The node on one line.
fn inline(node: &Node) -> String {
    let leaves: Vec<String> = node.children.iter().map(head).collect();
    if leaves.is_empty() {
        return format!("{} {{}}", head(node));
    }
    format!("{} {{ {} }}", head(node), leaves.join("; "))
}
