//! Wiki links: `[[page]]`, `[[page#heading|text]]`, `![[embed]]`, as Obsidian, Foam and many wikis write them.

/// A wiki link in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WikiLink<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What it leads to: a page, a heading, or both.
    pub(super) target: &'t str,
    /// What a reader sees.
    pub(super) text: &'t str,
    /// Whether the target is shown in its place (`![[…]]`).
    pub(super) is_embed: bool,
}

/// The longest text between the brackets.
const LONGEST: usize = 300;

/// The first wiki link that begins at or after `from`. `is_escaped` tells whether the bracket at an offset is written with a `\`.
/// Linear in the text.
pub(super) fn find(text: &str, from: usize, is_escaped: impl Fn(usize) -> bool) -> Option<WikiLink<'_>> {
    let rest = text.get(from..)?;
    rest.match_indices("[[").find_map(|(at, _)| at_brackets(text, from, from + at, &is_escaped))
}

fn at_brackets<'t>(
    text: &'t str,
    from: usize,
    open: usize,
    is_escaped: &impl Fn(usize) -> bool,
) -> Option<WikiLink<'t>> {
    let after = text.get(open + 2..)?;
    let length = after.find(['[', ']', '\n'])?;
    let inside = after.get(..length)?;
    if length > LONGEST || !after.get(length..)?.starts_with("]]") || is_escaped(open) || is_escaped(open + 1)
    {
        return None;
    }
    let (target, shown) =
        inside.split_once('|').map_or((inside, None), |(target, text)| (target, Some(text.trim())));
    if !is_target(target) {
        return None;
    }
    let before = text.get(from..open)?;
    let is_embed = before.ends_with('!');
    Some(WikiLink {
        start: open - usize::from(is_embed),
        end: open + 2 + length + 2,
        target: target.trim_end_matches('\\').trim(),
        text: shown.filter(|text| !text.is_empty()).unwrap_or(target),
        is_embed,
    })
}

/// Whether the text between double brackets names a page: no condition of a shell (`[[ -f x ]]`), no number of a reference
/// (`[[1]]`), no place for a table of contents (`[[_TOC_]]`).
fn is_target(target: &str) -> bool {
    let is_contents = target.trim_matches('_').eq_ignore_ascii_case("toc");
    let is_condition =
        target.starts_with([' ', '$', '"', '-', '!']) || target.contains("==") || target.contains("=~");
    target.chars().any(char::is_alphabetic) && !is_contents && !is_condition
        || target.bytes().filter(u8::is_ascii_digit).count() > 3 && !is_condition
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiki_links_have_a_target_and_a_text() {
        let text = "[[Page]] ![[a/b.png]] [[Page#Part|seen]] [[#Part]] [[0015]] [[2024-01-02|day]]";
        let mut from = 0;
        let mut found = Vec::new();
        while let Some(link) = find(text, from, |_| false) {
            from = link.end;
            found.push(format!("{}{}={}", if link.is_embed { "!" } else { "" }, link.target, link.text));
        }
        assert_eq!(
            found.join(" "),
            "Page=Page !a/b.png=a/b.png Page#Part=seen #Part=#Part 0015=0015 2024-01-02=day"
        );
    }

    #[test]
    fn other_double_brackets_are_no_links() {
        for text in [
            "[[ -f x ]]",
            "[[1]]",
            "[[12]]",
            "[[_TOC_]]",
            "[[toc]]",
            "[[a",
            "[[a]",
            "[[]]",
            "[[$x == y]]",
            "[a[b]]",
            "[[a\nb]]",
        ] {
            assert_eq!(find(text, 0, |_| false), None, "{text}");
        }
        assert_eq!(find("[[a]]", 0, |at| at == 0), None);
    }
}
