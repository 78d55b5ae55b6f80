//! Lists of companies in a text, where the list itself shows that a name is a company: company cells, front matter, the
//! start of a context.

use super::word::{REACH, floor};
use crate::model::prose::Prose;

/// Whether the text from `start` to `end` is a whole entry of a list of companies.
pub(super) fn is_listed(prose: &Prose, start: usize, end: usize) -> bool {
    let text = prose.text.as_str();
    if prose.company_cell {
        return opens_entry(text, start) && closes_entry(text, end);
    }
    let Some(context) = prose.context_from.and_then(|from| text.get(from as usize..start)) else {
        return false;
    };
    let at_start = context.len() <= REACH && context.chars().all(|c| c.is_whitespace() || c == ':');
    at_start && (closes_entry(text, end) || ends_clause(text, end))
}

/// Whether an entry of a list begins at `start`.
fn opens_entry(text: &str, start: usize) -> bool {
    let from = floor(text, start.saturating_sub(REACH));
    let before = text.get(from..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with([',', ';', '/', '+', '&', '(']) || before.ends_with(" and")
}

/// Whether an entry of a list ends at `end`: only a remark in parentheses or the next entry follows.
fn closes_entry(text: &str, end: usize) -> bool {
    let after = text.get(end..floor(text, end + REACH)).unwrap_or_default().trim_start();
    after.is_empty() || after.starts_with([',', ';', '/', '+', '&', '(', ')']) || after.starts_with("and ")
}

/// Whether a clause ends at `end`.
fn ends_clause(text: &str, end: usize) -> bool {
    let after = text.get(end..floor(text, end + REACH)).unwrap_or_default();
    let rest = after.trim_start();
    after.starts_with('.') || rest.starts_with(['—', '–']) || rest.starts_with("- ")
}
