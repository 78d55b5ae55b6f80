//! Cells of a Company column.

/// The names in a cell of a Company column, in order.
pub(crate) fn company_names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" / ")
        .flat_map(|part| part.split(", "))
        .flat_map(|part| part.split(" + "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
}
