//! No text and no setting makes the reader panic. Files that are mangled are the business of `tests/fuzz`.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let read = Rules::load(&|name| (name == "combat.kdl").then(|| text.clone()));
        for fault in read.expect_err("fifteen files are missing") {
            prop_assert!(!fault.to_string().is_empty());
        }
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
