//! Tags of raw HTML and their attributes. This is not an HTML parser: it finds links, anchors and comments.

/// A tag or comment of raw HTML.
pub(super) struct Tag<'h> {
    /// The line it begins on.
    pub(super) line: u32,
    /// The tag with its angle brackets.
    pub(super) text: &'h str,
    /// The HTML after the tag.
    pub(super) after: &'h str,
}

impl Tag<'_> {
    /// The line it ends on.
    pub(super) fn last_line(&self) -> u32 {
        self.line + newlines(self.text)
    }
}

/// The tags and comments of a block of raw HTML that begins on `line`, in order. Linear in the text.
pub(super) fn tags(html: &str, line: u32) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    let mut line = line;
    std::iter::from_fn(move || {
        let at = rest.find('<')?;
        line += newlines(rest.get(..at)?);
        rest = rest.get(at..)?;
        let end = if is_comment(rest) {
            rest.find("-->").map(|end| end + 3)
        } else {
            rest.find('>').map(|end| end + 1)
        };
        let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
        let tag = Tag { line, text, after };
        line = tag.last_line();
        rest = after;
        Some(tag)
    })
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Whether a tag is a comment.
pub(super) fn is_comment(tag: &str) -> bool {
    tag.starts_with("<!--")
}

/// The `href` of an `<a …>` tag.
pub(super) fn href(tag: &str) -> Option<String> {
    let name = tag.get(1..3)?;
    if !tag.starts_with('<')
        || !name.starts_with(['a', 'A'])
        || !name.ends_with(|c: char| c.is_ascii_whitespace())
    {
        return None;
    }
    attribute(tag, "href").map(|href| href.replace("&amp;", "&"))
}

/// The value of an attribute of a tag, quoted or not.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let (at, _) = lower.match_indices(name).find(|(at, _)| {
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        before.is_some_and(|c| c.is_ascii_whitespace())
    })?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    if matches!(quote, '"' | '\'') {
        value.get(1..)?.split(quote).next().map(str::to_owned)
    } else {
        value.split(|c: char| c == '>' || c.is_ascii_whitespace()).next().map(str::to_owned)
    }
}
