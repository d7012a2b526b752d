//! What a side asks for: `4x cruiser, pp:1000 destroyer, raider`.

use std::str::FromStr;

use ec4x_engine::vocab::{UnitClass, Vocab};

use super::names;

/// Most units of a side, what is aboard others included.
pub const MOST_UNITS: usize = 1000;

/// How many units of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// So many.
    Count(usize),
    /// As many as this many PP buy.
    Worth(i64),
}

/// Units of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// How many.
    pub amount: Amount,
    /// Of which class.
    pub class: UnitClass,
    /// Nothing is aboard, although the class could carry something.
    pub empty: bool,
}

/// A force as it was asked for; what that is in units depends on the rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// The terms in their order, which is the order in which their units are hit.
    pub terms: Vec<Term>,
}

impl Request {
    /// As many units of a class as some PP buy.
    pub fn worth(pp: i64, class: UnitClass) -> Self {
        let amount = Amount::Worth(pp);
        Self {
            terms: vec![Term {
                amount,
                class,
                empty: false,
            }],
        }
    }

    /// Whether a class is named.
    pub fn names(&self, class: UnitClass) -> bool {
        self.terms.iter().any(|term| term.class == class)
    }
}

impl FromStr for Request {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let terms = text.split(',').map(term).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }
}

fn term(text: &str) -> Result<Term, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("write units separated by commas, as in \"4x cruiser, pp:1000 destroyer\"".to_string());
    }
    let (amount, rest) = amount(text)?;
    let rest = rest.trim();
    let (empty, name) = match rest.split_once(char::is_whitespace) {
        Some((first, name)) if first.eq_ignore_ascii_case("empty") => (true, name.trim()),
        _ => (false, rest),
    };
    if name.is_empty() {
        return Err(format!("{text:?} names no class; write for example \"4x cruiser\""));
    }
    let class = names::class(name)?;
    let carries = matches!(
        class,
        UnitClass::Carrier | UnitClass::SuperCarrier | UnitClass::TroopTransport
    );
    if empty && !carries {
        return Err(format!("{} carries nothing that could be left out", class.name()));
    }
    Ok(Term { amount, class, empty })
}

/// The amount at the beginning of a term, and what follows.
fn amount(text: &str) -> Result<(Amount, &str), String> {
    let worth = text.get(..3).filter(|head| head.eq_ignore_ascii_case("pp:"));
    if worth.is_some() {
        let rest = text[3..].trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (number, rest) = rest.split_at(end);
        return match number.parse() {
            Ok(pp) if pp > 0 => Ok((Amount::Worth(pp), rest)),
            _ => Err(format!(
                "pp:{number} is no price; write a whole number of PP above 0, as in pp:1000"
            )),
        };
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return Ok((Amount::Count(1), text));
    }
    let is_sign = |c: char| c.is_whitespace() || "xX×*".contains(c);
    let end = text.find(is_sign).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let rest = rest.trim_start();
    // A lone `x` between number and class; no class begins with one.
    let rest = rest.strip_prefix(['x', 'X', '×', '*']).unwrap_or(rest);
    match number.parse::<u128>() {
        Ok(0) => Err(format!(
            "{text:?} is no unit at all; write a whole number from 1 to {MOST_UNITS}"
        )),
        Ok(count) if count <= MOST_UNITS as u128 => Ok((Amount::Count(count as usize), rest)),
        Ok(count) => Err(format!("{count} units are too many: a side may have {MOST_UNITS}")),
        Err(_) => Err(format!(
            "{number} is no number of units; write a whole number from 1 to {MOST_UNITS}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amount: Amount, class: UnitClass) -> Term {
        Term {
            amount,
            class,
            empty: false,
        }
    }

    #[test]
    fn forces_are_read() {
        let read = |text: &str| Request::from_str(text).map(|request| request.terms);
        let four = of(Amount::Count(4), UnitClass::Cruiser);
        for text in ["4x cruiser", "4 x CA", "4xcruisers", "4 cruiser", " 4 × Cruiser "] {
            assert_eq!(read(text), Ok(vec![four]), "{text}");
        }
        let mixed = vec![
            of(Amount::Worth(1000), UnitClass::Destroyer),
            of(Amount::Count(1), UnitClass::Raider),
        ];
        assert_eq!(read("pp:1000 destroyer,raider"), Ok(mixed));
        let empty = Term {
            empty: true,
            ..of(Amount::Count(2), UnitClass::SuperCarrier)
        };
        assert_eq!(read("2x empty super carrier"), Ok(vec![empty]));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            ",",
            "4x",
            "0x cruiser",
            "-3x cruiser",
            "1.5x cruiser",
            "1001x cruiser",
            "99999999999999999999x cruiser",
            "pp:-5 cruiser",
            "pp: cruiser",
            "pp:0 cruiser",
            "4x crusier",
            "2x empty cruiser",
            "4x cruiser,",
            "1e3x cruiser",
            "9999999999999999999999999999999999999999999999x cruiser",
            "pp:",
            "x",
            "é",
            "ppé cruiser",
        ] {
            let message = Request::from_str(text).unwrap_err();
            assert!(!message.contains('\n'), "{text}: {message}");
        }
    }
}
