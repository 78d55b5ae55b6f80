//! What a map leaves out, in words.

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Parts of what is left out, if there are any.
pub(super) fn left_out(
    parts: impl IntoIterator<Item = (usize, &'static str, &'static str)>,
) -> Option<String> {
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
    (!said.is_empty()).then(|| said.join(" and "))
}
