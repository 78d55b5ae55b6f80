//! The phrase for the parts that a map leaves out.

/// A count with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A phrase with the number of each part that is left out; `None` if all are 0.
pub(super) fn left_out(
    parts: impl IntoIterator<Item = (usize, &'static str, &'static str)>,
) -> Option<String> {
    let phrases: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" and "))
}
