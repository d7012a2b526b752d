//! Rulebook 13 itself: its tests compare what the engine did with the lines that are printed there.

const TEXT: &str = include_str!("../../../scenarios/rulebook/13-combat-examples.md");

/// The text of an example.
pub fn example(number: u32) -> &'static str {
    let head = format!("## Example {number} —");
    let start = TEXT.find(&head).unwrap_or_else(|| panic!("no {head}"));
    let rest = &TEXT[start..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

/// What stands before the first example.
pub fn head() -> &'static str {
    TEXT.split("\n## ").next().unwrap_or_default()
}

/// An example and its variant.
pub fn with_variant(number: u32) -> [&'static str; 2] {
    let text = example(number);
    let variant = text
        .find("**Variant")
        .unwrap_or_else(|| panic!("{number} has no variant"));
    [&text[..variant], &text[variant..]]
}

/// The book says all this, in this order; what follows each of them is returned.
#[track_caller]
pub fn says<'t>(text: &'t str, told: &[String]) -> Vec<&'t str> {
    let mut place = 0;
    let mut after = Vec::new();
    for line in told {
        let Some(found) = text[place..].find(line.as_str()) else {
            panic!(
                "the book does not say, or not in this place:\n  {line}\nof\n  {}",
                told.join("\n  ")
            );
        };
        place += found + line.len();
        after.push(&text[place..]);
    }
    after
}

/// How often a text occurs.
pub fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// The cells of the table whose head begins so, without its head.
#[track_caller]
pub fn table<'t>(text: &'t str, head: &str) -> Vec<Vec<&'t str>> {
    let start = text.find(head).unwrap_or_else(|| panic!("no table {head}"));
    let rows = text[start..].lines().take_while(|line| line.starts_with('|')).skip(2);
    let cells = |row: &'t str| row.trim_matches('|').split('|').map(str::trim).collect();
    rows.map(cells).collect()
}

/// Rows of a table of rounds: `| 1 | H1 | …`.
pub fn round_rows(text: &str) -> usize {
    text.lines()
        .filter(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            cells.len() > 2 && cells[1].parse::<u32>().is_ok() && cells[2].starts_with('H')
        })
        .count()
}

#[cfg(test)]
mod tests {
    const INDEX: &str = include_str!("../../../scenarios/rulebook/00-index.md");

    #[test]
    fn o12_every_reading_of_our_own_is_listed_with_its_question_and_its_ruling() {
        let start = INDEX.find("## Rulings of our own").expect("the table");
        let mut numbers = Vec::new();
        for line in INDEX[start..].lines().filter(|line| line.starts_with("| W")) {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [number, place, question, ruling] = cells[..] else {
                panic!("not four cells: {line}");
            };
            let (file, section) = place.split_once(" §").unwrap_or((place, "0"));
            assert!(file.len() == 2 && file.parse::<u32>().is_ok(), "{line}");
            assert!(section.starts_with(|c: char| c.is_ascii_digit()), "{line}");
            assert!(!question.is_empty() && !ruling.is_empty(), "{line}");
            numbers.push(number[1..].parse::<u32>().expect("a number"));
        }
        let listed = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert!(
            listed > 60 && numbers.len() == listed,
            "{listed} rows, {} numbers",
            numbers.len()
        );
    }
}
