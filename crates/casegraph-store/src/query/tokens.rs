//! A query's text in pieces: enough of SPARQL's words to find a place in it, nothing of its grammar.

/// The words of a query with their places: runs of letters, digits, `_`, `?` and `$` outside comments, strings and
/// IRIs. A variable is the word `?name`, or `$name`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    tokens(text).filter(|(_, token)| token.starts_with(is_word))
}

/// The most brackets that are open at one place of a query.
pub(super) fn open_brackets(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for (_, token) in tokens(text) {
        match token {
            "(" | "[" | "{" => open += 1,
            ")" | "]" | "}" => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// The pieces of a query with their places; together they are the whole text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let token = rest.get(..token_length(rest)).unwrap_or(rest);
        at += token.len();
        Some((at - token.len(), token))
    })
}

/// The length of the comment, string, IRI, escape, variable or character that a text begins with.
fn token_length(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let to = |end: Option<usize>, otherwise: usize| end.unwrap_or(otherwise);
    match first {
        '#' => to(rest.find('\n'), rest.len()),
        '"' | '\'' => {
            let quote: String = std::iter::repeat_n(first, 3).collect();
            let (open, end) = if rest.starts_with(&quote) {
                (3, quote.as_str())
            } else {
                (1, quote.get(..1).unwrap_or_default())
            };
            let mut at = open;
            while let Some(inner) = rest.get(at..).filter(|inner| !inner.is_empty()) {
                if inner.starts_with(end) {
                    return at + end.len();
                }
                let step = if inner.starts_with('\\') { 2 } else { 1 };
                at += inner.chars().take(step).map(char::len_utf8).sum::<usize>();
            }
            1 // it never ends: the quote stands alone
        }
        '<' => {
            // An IRI ends before any white space; a comparison is no IRI.
            let end = rest.find(|c: char| c == '>' || c.is_whitespace());
            end.filter(|end| rest.get(*end..=*end) == Some(">")).map_or(1, |end| end + 1)
        }
        '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
        c if is_word(c) => to(rest.find(|c| !is_word(c)), rest.len()),
        c => c.len_utf8(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '?' | '$')
}
