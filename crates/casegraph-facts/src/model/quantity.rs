//! The number grammar of results tables: `850ms`, `2.3%`, `$50,000/mo`, `5–30s`, `< 1 hour`, `+2ms`.
//!
//! ```text
//! quantity = [bound] [sign] [currency] number [range number] [scale] [unit] [remark]
//! bound    = "<" | ">" | "≤" | "≥" | "~" | "≈" | "about" | "under" | "over" | "up to" | "more than" | "less than"
//! number   = digits with "," between groups of three, and a "." part
//! range    = "-" | "–" | "—" | "to"
//! scale    = "K" | "M" | "B" | "thousand" | "million" | "billion" | "trillion"   (K, M, B only directly after the digits)
//! unit     = up to four words without digits, such as "ms", "%", "QPS", "/mo", "requests per second"
//! remark   = text in parentheses at the end: "177 (Cassandra)"
//! ```
//!
//! A cell outside of this grammar stays text: the parser returns `None` and does not guess.

use serde::{Deserialize, Serialize};

/// A number as a cell of a results table states it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// The value, or the lower end of a range, as an exact decimal: `-?[0-9]+(\.[0-9]+)?`.
    pub value: String,
    /// The upper end, if the cell states a range.
    pub high: Option<String>,
    /// The stated precision.
    pub bound: Bound,
    /// The unit as written, with a currency sign first (`$/mo`).
    pub unit: Option<String>,
}

/// The stated precision of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// The exact value.
    Exact,
    /// Approximately the value.
    About,
    /// Less than the value, or at most the value.
    Below,
    /// More than the value, or at least the value.
    Above,
}

impl Quantity {
    /// Whether it is one value, neither a range nor a bound: only such values can be compared.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.high.is_none() && matches!(self.bound, Bound::Exact | Bound::About)
    }

    /// Parses a cell. `None` if any part of it is outside of the grammar. Linear in the text.
    ///
    /// ```
    /// use casegraph_facts::Quantity;
    /// let stated = Quantity::parse("< 1.5M requests").unwrap();
    /// assert_eq!((stated.value.as_str(), stated.unit.as_deref()), ("1500000", Some("requests")));
    /// assert_eq!(Quantity::parse("2024-03"), None);
    /// ```
    #[must_use]
    pub fn parse(cell: &str) -> Option<Self> {
        let mut rest = without_remark(cell.trim());
        let bound = read_bound(&mut rest);
        let sign = read_sign(&mut rest);
        let currency = rest.chars().next().filter(|c| matches!(c, '$' | '€' | '£' | '¥'));
        if let Some(sign) = currency {
            rest = rest.get(sign.len_utf8()..)?;
        }
        let first = read_number(&mut rest)?;
        let mut high = None;
        let own_scale = read_scale(&mut rest);
        if let Some(mut after) = read_range_mark(rest) {
            if let Some(sign) = currency {
                after = after.strip_prefix(sign).unwrap_or(after);
            }
            if let Some(second) = read_number(&mut after) {
                rest = after;
                high = Some(second);
            }
        }
        let scale = if high.is_some() { read_scale(&mut rest) } else { own_scale };
        let falls = |low: &str, high: &str| high.parse::<f64>().ok() < low.parse::<f64>().ok();
        if scale == own_scale.or(scale) && high.as_ref().is_some_and(|high| falls(&first, high)) {
            return None; // "2024-03" is a date
        }
        let unit = rest.trim();
        if !is_unit(unit) {
            return None;
        }
        let unit = currency.map(String::from).unwrap_or_default() + unit;
        let negative = if sign == Some('-') { "-" } else { "" };
        let low_scale = if high.is_some() { own_scale.or(scale) } else { scale };
        Some(Self {
            value: format!("{negative}{}", scaled(&first, low_scale)),
            high: high.map(|number| scaled(&number, scale)),
            bound,
            unit: (!unit.is_empty()).then_some(unit),
        })
    }
}

fn without_remark(cell: &str) -> &str {
    match (cell.strip_suffix(')'), cell.find('(')) {
        (Some(_), Some(open)) if open > 0 => cell.get(..open).unwrap_or(cell).trim_end(),
        _ => cell,
    }
}

fn read_bound(rest: &mut &str) -> Bound {
    const BOUNDS: [(&str, Bound); 17] = [
        ("<=", Bound::Below),
        (">=", Bound::Above),
        ("<", Bound::Below),
        (">", Bound::Above),
        ("≤", Bound::Below),
        ("≥", Bound::Above),
        ("~", Bound::About),
        ("≈", Bound::About),
        ("about ", Bound::About),
        ("around ", Bound::About),
        ("under ", Bound::Below),
        ("up to ", Bound::Below),
        ("at most ", Bound::Below),
        ("less than ", Bound::Below),
        ("over ", Bound::Above),
        ("at least ", Bound::Above),
        ("more than ", Bound::Above),
    ];
    for (mark, bound) in BOUNDS {
        let head = rest.get(..mark.len()).unwrap_or_default();
        if head.eq_ignore_ascii_case(mark) {
            *rest = rest.get(mark.len()..).unwrap_or_default().trim_start();
            return bound;
        }
    }
    Bound::Exact
}

fn read_sign(rest: &mut &str) -> Option<char> {
    let sign = rest.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))?;
    *rest = rest.get(sign.len_utf8()..).unwrap_or_default();
    Some(if sign == '+' { '+' } else { '-' })
}

/// Parses digits with `,` between groups of three and an optional fraction; commas are dropped.
fn read_number(rest: &mut &str) -> Option<String> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut at = digits(0);
    if at == 0 {
        return None;
    }
    if at <= 3 {
        while bytes.get(at) == Some(&b',') && digits(at + 1) == 3 {
            at += 4;
        }
    }
    if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    if bytes.get(at) == Some(&b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        return None; // "1,23" has no group of three
    }
    let number: String = rest.get(..at)?.chars().filter(|c| *c != ',').collect();
    *rest = rest.get(at..)?;
    Some(number)
}

/// Parses a scale word or letter; returns its power of ten.
fn read_scale(rest: &mut &str) -> Option<u32> {
    const LETTERS: [(char, u32); 4] = [('K', 3), ('k', 3), ('M', 6), ('B', 9)];
    const WORDS: [(&str, u32); 4] = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
    let mut chars = rest.chars();
    let first = chars.next()?;
    if let Some((_, power)) = LETTERS.iter().find(|(letter, _)| *letter == first) {
        let next = chars.next();
        if next.is_none_or(|c| !c.is_alphanumeric()) {
            *rest = chars_after(rest, first);
            return Some(*power);
        }
    }
    let trimmed = rest.trim_start();
    for (word, power) in WORDS {
        let head = trimmed.get(..word.len()).unwrap_or_default();
        let after = trimmed.get(word.len()..).unwrap_or_default();
        if head.eq_ignore_ascii_case(word) && after.chars().next().is_none_or(|c| !c.is_alphanumeric()) {
            *rest = after;
            return Some(power);
        }
    }
    None
}

fn chars_after(text: &str, first: char) -> &str {
    text.get(first.len_utf8()..).unwrap_or_default()
}

fn read_range_mark(rest: &str) -> Option<&str> {
    let trimmed = rest.trim_start();
    for mark in ["-", "–", "—", "to "] {
        if let Some(after) = trimmed.strip_prefix(mark) {
            return Some(after.trim_start());
        }
    }
    None
}

/// Whether the rest of a cell is a unit or empty.
fn is_unit(unit: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() || matches!(c, '%' | '/' | ' ' | 'µ' | '°' | '-' | '\'');
    unit.chars().all(plain) && unit.split(' ').count() <= 4 && !unit.starts_with(['-', '\''])
}

/// `number` times ten to the power, exactly, without leading or trailing zeros.
fn scaled(number: &str, power: Option<u32>) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut fraction = fraction.to_owned();
    let mut whole = whole.to_owned();
    for _ in 0..power.unwrap_or(0) {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn shown(cell: &str) -> String {
        Quantity::parse(cell).map_or("—".to_owned(), |q| {
            let high = q.high.as_ref().map_or(String::new(), |high| format!("..{high}"));
            let bound = if q.bound == Bound::Exact { String::new() } else { format!(" {:?}", q.bound) };
            format!("{}{high} [{}]{bound}", q.value, q.unit.as_deref().unwrap_or(""))
        })
    }

    #[test]
    fn cells_of_results_tables_parse_and_other_text_does_not() {
        let cells = [
            "850ms",
            "2.3%",
            "$50,000/mo",
            "10,000 QPS",
            "5–30s",
            "3-5 days",
            "< 1 hour",
            "+2ms",
            "-12%",
            "0.10",
            "1.5M",
            "5 million requests",
            "177 nodes",
            "~40K",
            "12 to 15 GB",
            "$1.2B",
            "more than 3 weeks",
            "9 days",
            "40-125ms",
            "1M-2M users",
            "5M",
            "5MB",
            "2024-03",
            "1,23",
            "All users",
            "",
            "19x",
            "up to 30 req/s",
            "p99 15ms",
            "3.2 million messages per second and more words",
            "10 (peak)",
            "$",
            "007",
        ];
        let table: Vec<String> = cells.iter().map(|cell| format!("{cell:?} = {}", shown(cell))).collect();
        expect![[r#"
            "850ms" = 850 [ms]
            "2.3%" = 2.3 [%]
            "$50,000/mo" = 50000 [$/mo]
            "10,000 QPS" = 10000 [QPS]
            "5–30s" = 5..30 [s]
            "3-5 days" = 3..5 [days]
            "< 1 hour" = 1 [hour] Below
            "+2ms" = 2 [ms]
            "-12%" = -12 [%]
            "0.10" = 0.1 []
            "1.5M" = 1500000 []
            "5 million requests" = 5000000 [requests]
            "177 nodes" = 177 [nodes]
            "~40K" = 40000 [] About
            "12 to 15 GB" = 12..15 [GB]
            "$1.2B" = 1200000000 [$]
            "more than 3 weeks" = 3 [weeks] Above
            "9 days" = 9 [days]
            "40-125ms" = 40..125 [ms]
            "1M-2M users" = 1000000..2000000 [users]
            "5M" = 5000000 []
            "5MB" = 5 [MB]
            "2024-03" = —
            "1,23" = —
            "All users" = —
            "" = —
            "19x" = 19 [x]
            "up to 30 req/s" = 30 [req/s] Below
            "p99 15ms" = —
            "3.2 million messages per second and more words" = —
            "10 (peak)" = 10 []
            "$" = —
            "007" = 7 []"#]]
        .assert_eq(&table.join("\n"));
    }
}
