//! Dates with the precision of the text: a year, a month or a day.

use oxrdf::{Literal, NamedNode};

use crate::vocabulary::xsd;

/// `2024` becomes an `xsd:gYear`, `2024-03` an `xsd:gYearMonth`, `2024-03-06` an `xsd:date`; everything else (`2018+`,
/// `2012-2018`, a day that does not exist) a plain string.
pub(crate) fn date_literal(text: &str) -> Literal {
    datatype_of_date(text).map_or_else(
        || Literal::new_simple_literal(text),
        |datatype| Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)),
    )
}

/// The datatype of a date; `None` if the text is not a date.
pub(super) fn datatype_of_date(text: &str) -> Option<&'static str> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    if year == 0 {
        return None; // XML Schema 1.0 has no year 0
    }
    let Some(month) = parts.next() else { return Some(xsd::G_YEAR) };
    let month = number(month, 2)?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let Some(day) = parts.next() else { return Some(xsd::G_YEAR_MONTH) };
    let day = number(day, 2)?;
    ((1..=days(year, month)).contains(&day) && parts.next().is_none()).then_some(xsd::DATE)
}

fn number(digits: &str, count: usize) -> Option<u32> {
    (digits.len() == count && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_precision_of_the_text() {
        let cases = [
            ("2024", Some(xsd::G_YEAR)),
            ("2024-03", Some(xsd::G_YEAR_MONTH)),
            ("2024-02-29", Some(xsd::DATE)),
            ("2023-02-29", None),
            ("2024-13", None),
            ("2012-2018", None),
            ("2018+", None),
            ("0000", None),
            ("-2024", None),
            ("24", None),
            ("٢٠٢٤", None),
            ("2024-03-06-01", None),
            ("—", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(datatype_of_date(text), expected, "{text}");
        }
    }
}
