//! Dates that are none: `2023-02-30`.

use std::collections::BTreeMap;

use super::{Fault, Located, Value};

/// A fault for each value that is written as a date and is none. Linear in the values.
pub(super) fn impossible(values: &BTreeMap<String, Located>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (key, value) in values {
        look(key, value, &mut found);
    }
    found.sort_by_key(|fault| fault.line);
    found
}

fn look(key: &str, located: &Located, found: &mut Vec<Fault>) {
    match &located.value {
        Value::Text(text) => {
            if is_impossible(text) {
                let reason =
                    format!("`{key}` is no date: there is no day `{}`", text.get(..10).unwrap_or(text));
                found.push(Fault { line: located.line, column: None, reason });
            }
        }
        Value::List(items) => items.iter().for_each(|item| look(key, item, found)),
        Value::Map(values) => values.iter().for_each(|(key, value)| look(key, value, found)),
        Value::Nothing => {}
    }
}

/// Whether a text has the form of a date (a time may follow) and names no day.
fn is_impossible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_form = bytes.len() >= 10
        && bytes.iter().take(10).enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && matches!(bytes.get(10), None | Some(b'T' | b't' | b' '));
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let (true, Some(year), Some(month), Some(day)) = (has_form, number(0, 4), number(5, 7), number(8, 10))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    day == 0 || day > days
}

#[cfg(test)]
mod tests {
    use super::is_impossible;

    #[test]
    fn days_that_are_not_in_the_calendar_are_impossible() {
        for text in ["2023-02-30", "2023-13-01", "2023-00-10", "2023-04-31", "2023-01-00T10:00", "1900-02-29"]
        {
            assert!(is_impossible(text), "{text}");
        }
        for text in [
            "2024-02-29",
            "2000-02-29",
            "2023-12-31 10:00",
            "2023-1-1",
            "2023-02-30-x",
            "2023",
            "0042-99-99x",
        ] {
            assert!(!is_impossible(text), "{text}");
        }
    }
}
