//! The sources, line by line, with what each line belongs to.

use std::io;
use std::path::{Path, PathBuf};

/// A source file.
#[derive(Debug)]
pub struct File {
    /// Its path in the project, without the ending: `engine/combat/space`.
    pub name: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// The first line that is test code; the number of lines if none is.
    pub tests_from: usize,
}

impl File {
    /// From its path in the project and its text.
    pub fn new(path: &str, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        let all_tests = path.starts_with("tests/") || path.split('/').any(|part| part == "tests" || part == "tests.rs");
        let module = |index: &usize| {
            lines[*index].trim() == "#[cfg(test)]"
                && lines
                    .get(index + 1)
                    .is_some_and(|next| next.trim_start().starts_with("mod ") && next.ends_with('{'))
        };
        let tests_from = match all_tests {
            true => 0,
            false => (0..lines.len()).find(module).unwrap_or(lines.len()),
        };
        let name = path.strip_prefix("src/").unwrap_or(path);
        Self {
            name: name.strip_suffix(".rs").unwrap_or(name).to_string(),
            lines,
            tests_from,
        }
    }
}

/// All sources of the project, by path. This tool is none: it cites rulings as examples only.
pub fn files(project: &Path) -> io::Result<Vec<File>> {
    let mut paths = Vec::new();
    for folder in ["src", "tests"] {
        below(&project.join(folder), &mut paths)?;
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let relative = path
            .strip_prefix(project)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        if !relative.starts_with("src/rulings/") {
            files.push(File::new(&relative, &std::fs::read_to_string(&path)?));
        }
    }
    Ok(files)
}

fn below(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            below(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The name that a line declares, if it declares something.
pub fn declared(line: &str) -> Option<&str> {
    let mut words = line
        .trim_start()
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '!'));
    let kinds = ["fn", "struct", "enum", "const", "static", "trait", "mod", "type"];
    loop {
        match words.next()? {
            "pub" | "crate" | "super" | "async" | "in" | "" => {}
            word if kinds.contains(&word) => return words.next().filter(|name| !name.is_empty()),
            _ => return None,
        }
    }
}
