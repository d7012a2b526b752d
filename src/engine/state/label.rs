//! Labels of fleets: two characters, unique within a house while free ones last (rulebook 04 §1). Cosmetic.

/// How many there are; the index after the last stands for "no label left".
pub const LABELS: u16 = 26 * SECOND;
/// Second characters: 1–9, then A–Z.
const SECOND: u16 = 9 + 26;

/// The label with this index: A1 … A9, AA … AZ, B1 … ZZ; nothing beyond.
pub fn text(index: u16) -> String {
    if index >= LABELS {
        return String::new();
    }
    let letter = |offset: u16| char::from(b'A' + offset as u8);
    let second = match index % SECOND {
        digit @ 0..9 => char::from(b'1' + digit as u8),
        rest => letter(rest - 9),
    };
    [letter(index / SECOND), second].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_run_from_a1_to_zz() {
        assert_eq!(
            [0, 8, 9, 34, 35, 909, 910].map(text),
            ["A1", "A9", "AA", "AZ", "B1", "ZZ", ""]
        );
        let all: std::collections::BTreeSet<String> = (0..LABELS).map(text).collect();
        assert_eq!(all.len(), 910);
    }
}
