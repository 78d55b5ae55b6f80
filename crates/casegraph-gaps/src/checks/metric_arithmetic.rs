//! `metric-arithmetic`: compares what a row says of its change with its own cells. Every usual way to say a change is allowed
//! for; only what fits none of them is told.

use crate::check::{Raw, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: A figure states a change that its own cells do not give
#+ severity: warning
#+ tags: [evidence]
#+ why: A wrong factor is repeated in talks and design documents, and anybody can see that it is wrong.
#+ example: A row says 900 ms before, 100 ms after and `19x faster`; the cells say 9x.
#+ fix: Write what the cells give, or correct the cells from the source.

SELECT ?path ?line ?about ?name ?before ?after ?change ?unit
WHERE {
  ?about a cg:Metric ; cg:change ?change ; cg:beforeValue ?before ; cg:afterValue ?after ; schema:name ?name ;
         prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
  OPTIONAL { ?about cg:unit ?unit }
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    rows.iter()
        .filter_map(|row| {
            let before: f64 = row.text("before").parse().ok()?;
            let after: f64 = row.text("after").parse().ok()?;
            let stated = row.text("change");
            let right = contradiction(before, after, stated)?;
            Some(row.at(format!("“{}” states `{stated}`, but its cells give {right}", row.text("name"))))
        })
        .collect()
}

/// What the cells give, if the stated change can mean nothing that they give.
fn contradiction(before: f64, after: f64, stated: &str) -> Option<String> {
    let (number, digits_after_point, mark, open) = stated_change(stated)?;
    if before <= 0.0 || after <= 0.0 {
        return None;
    }
    let (low, high) = if before < after { (before, after) } else { (after, before) };
    let ratio = high / low;
    // Half of the last digit stated, and what rounding of the cells themselves may do.
    let rounding = 0.5 * 10f64.powi(-digits_after_point);
    let fits =
        |value: f64, slack: f64| (number - value).abs() <= slack + rounding || (open && number < value);
    if mark == 'x' {
        let slack = ratio * 0.12;
        return (!fits(ratio, slack) && !fits(ratio - 1.0, slack)).then(|| format!("{}x", shown(ratio)));
    }
    let of_before = (after - before).abs() / before * 100.0;
    let ways = [
        of_before,
        (high - low) / low * 100.0,
        (high - low) / high * 100.0,
        (after - before).abs(),
        after / before * 100.0,
    ];
    let fitting = ways.into_iter().any(|value| fits(value, 1.0 + value * 0.06));
    (!fitting).then(|| format!("{}%", shown(of_before)))
}

/// The one factor or percentage of a change, the digits after its point, its mark, and whether it is only a bound.
fn stated_change(text: &str) -> Option<(f64, i32, char, bool)> {
    let mut found = None;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(start..)?;
        let end = from.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let open_after = after.strip_prefix('+').unwrap_or(after);
        let mark = match open_after.chars().next() {
            Some('x' | 'X' | '×') if !open_after.chars().nth(1).is_some_and(char::is_alphanumeric) => {
                Some('x')
            }
            Some('%') => Some('%'),
            _ => None,
        };
        let mark = mark?; // another number: the cell says more than a change
        if found.is_some() {
            return None;
        }
        let plain = digits.replace(',', "");
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let words = text.to_lowercase();
        let is_open = text.trim_start().chars().skip(1).any(|c| c == '+')
            || [
                "over",
                "more than",
                "at least",
                "up to",
                "least",
                ">",
                "≥",
                "~",
                "about",
                "almost",
                "nearly",
                "<",
            ]
            .iter()
            .any(|word| words.contains(word));
        found =
            Some((plain.trim_end_matches('.').parse().ok()?, i32::try_from(decimals).ok()?, mark, is_open));
        rest = after;
    }
    found
}

fn shown(value: f64) -> String {
    if value >= 10.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::contradiction;

    #[test]
    fn only_what_fits_no_way_to_say_a_change_is_told() {
        let right = [
            (900.0, 100.0, "9x faster"),
            (900.0, 100.0, "89% lower"),
            (900.0, 100.0, "-88.9%"),
            (100.0, 900.0, "+800%"),
            (100.0, 900.0, "8x more"),
            (99.9, 99.99, "+0.09%"),
            (17000.0, 1300.0, "92% lower"),
            (850.0, 45.0, "10x+ faster"),
            (850.0, 45.0, "19×, 3 ms saved"),
            (850.0, 45.0, "much better"),
            (5.0, 0.0, "100%"),
        ];
        for (before, after, stated) in right {
            assert_eq!(contradiction(before, after, stated), None, "{stated}");
        }
        assert_eq!(contradiction(900.0, 100.0, "19x faster").as_deref(), Some("9.0x"));
        assert_eq!(contradiction(100.0, 50.0, "75% lower").as_deref(), Some("50%"));
    }
}
