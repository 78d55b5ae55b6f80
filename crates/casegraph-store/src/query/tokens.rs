//! A tokenizer for SPARQL, without its grammar: enough to find positions in a text.

/// The words of a query with their byte offsets: runs of letters, digits, `_`, `?` and `$` outside of comments, strings and
/// IRIs. A variable is the word `?name` or `$name`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    tokens(text).filter(|(_, token)| token.starts_with(is_word))
}

/// The maximum nesting of brackets in a query.
pub(super) fn nested_brackets(text: &str) -> usize {
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

/// The tokens of a query with their byte offsets; concatenated, they are the whole text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let token = rest.get(..token_length(rest)).unwrap_or(rest);
        at += token.len();
        Some((at - token.len(), token))
    })
}

/// The length of the first token of a text: a comment, string, IRI, escape, word or character.
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
            1 // an unterminated string: the quote is a token
        }
        '<' => {
            // An IRI contains no white space; otherwise `<` is an operator.
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
