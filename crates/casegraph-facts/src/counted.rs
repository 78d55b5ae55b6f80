//! Counts with their nouns, in the singular or the plural.

use std::fmt::Display;

/// A count with its noun.
///
/// ```
/// use casegraph_facts::counted;
///
/// assert_eq!(counted(1, "case study", "case studies"), "1 case study");
/// assert_eq!(counted(0, "case study", "case studies"), "0 case studies");
/// ```
#[must_use]
pub fn counted<N: Copy + Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    format!("{count} {}", plural(count, one, many))
}

/// The noun that fits a count.
///
/// ```
/// use casegraph_facts::plural;
///
/// assert_eq!(plural(2, "topic", "topics"), "topics");
/// ```
#[must_use]
pub fn plural<'n, N: Copy + PartialEq + From<u8>>(count: N, one: &'n str, many: &'n str) -> &'n str {
    if count == N::from(1) { one } else { many }
}
