//! No text makes the reader panic.

use proptest::prelude::*;

use super::*;

/// Pieces that KDL treats in a special way.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "\"",
    "\"\"\"",
    "#\"",
    "\"#",
    "\\",
    "/*",
    "*/",
    "/-",
    "//",
    ";",
    "\n",
    "=",
    "(docs)",
    "#null",
    "-",
    "0x",
    "1e999",
    "ü",
    "\u{2028}",
    "level 2 { ",
    "name=",
    "9999999999999999999999999999999999999999",
];

fn read(file: &str, text: &str) {
    let read = Rules::load(&|name| (name == file).then(|| text.to_owned()));
    for fault in read.expect_err("fifteen files are missing") {
        assert!(!fault.to_string().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        read("combat.kdl", &text);
    }

    #[test]
    fn any_damage_to_a_file_is_read_or_refused(
        file in 0..STANDARD.len(),
        from in any::<prop::sample::Index>(),
        len in 0..300usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len()), 0..8),
    ) {
        let (name, text) = STANDARD[file];
        let start = text.floor_char_boundary(from.index(text.len()));
        let end = text.ceil_char_boundary((start + len).min(text.len()));
        let mut text = text[start..end].to_owned();
        for (at, piece) in damage {
            let at = text.floor_char_boundary(at.index(text.len() + 1));
            text.insert_str(at, PIECES[piece]);
        }
        read(name, &text);
    }

    #[test]
    fn any_setting_is_made_or_refused(
        path in "[a-z.\\[\\]\"0-9]{0,30}",
        value in any::<String>(),
        entry in any::<prop::sample::Index>(),
    ) {
        let mut rules = Rules::standard();
        prop_assert!(rules.set(&path, &value).is_err());
        let entries = rules.entries();
        let (known, before) = entry.get(&entries);
        if let Err(fault) = rules.set(known, &value) {
            prop_assert!(!fault.to_string().is_empty());
            prop_assert!(rules.entries().iter().any(|(path, value)| path == known && value == before));
        }
    }
}
