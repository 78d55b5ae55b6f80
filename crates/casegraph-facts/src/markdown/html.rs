//! Raw HTML as tags, with their attributes. This is not an HTML parser: it knows how tags, comments and scripts are written, not
//! how elements nest.

use crate::markdown::entity;

/// Elements whose text holds no tags of the page.
const WITHOUT_TAGS: [&str; 9] =
    ["script", "style", "template", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A piece of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    /// Text between tags.
    Text(&'h str),
    /// `<name …>`.
    Open(Tag<'h>),
    /// `</name>`, with the name as written.
    Close(&'h str),
    /// `<!-- … -->`, and whether it ends.
    Comment(&'h str, bool),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// The tag with its angle brackets.
    pub(super) source: &'h str,
    name: &'h str,
}

impl<'h> Tag<'h> {
    /// Whether it has this name.
    pub(super) fn is(self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The level of a heading: 1 to 6.
    pub(super) fn heading_level(self) -> Option<u8> {
        heading_level(self.name)
    }

    /// The name of an element whose text holds no tags: the text up to its closing tag is no part of the page.
    pub(super) fn hides_text(self) -> Option<&'static str> {
        WITHOUT_TAGS.into_iter().find(|name| self.is(name))
    }

    /// The value of an attribute; of several with the same name, the first.
    pub(super) fn attribute(self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| entity::decode(value.trim()).into_owned())
    }

    /// The names and values of the attributes as written. Linear in the tag.
    fn attributes(self) -> impl Iterator<Item = (&'h str, &'h str)> {
        let inside = self.source.get(1 + self.name.len()..).unwrap_or_default();
        let mut rest = inside.strip_suffix('>').unwrap_or(inside);
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            // A `=` at the start belongs to the name.
            let first = rest.chars().next()?.len_utf8();
            let end = rest
                .get(first..)?
                .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>'))
                .map_or(rest.len(), |end| first + end);
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                rest = after;
                return Some((name, ""));
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => {
                    let value = value.get(1..)?;
                    value.split_once(quote).unwrap_or((value, ""))
                }
                None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            rest = after;
            Some((name, value))
        })
    }
}

/// The level of a heading by its tag's name: 1 to 6.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The pieces of raw HTML.
pub(super) struct Pieces<'h> {
    rest: &'h str,
    line: u32,
    /// The element whose text is skipped next.
    hidden: Option<&'static str>,
    /// The element whose text is not closed in this HTML.
    unclosed: Option<&'static str>,
    /// Whether there is another `"` or `'`: an attribute that is not closed must not cost a look at the rest for every tag.
    has_quotes: [bool; 2],
}

/// The pieces of raw HTML that begins on `line`, each with its line, without what scripts, styles and the like hold. Linear in
/// the text.
pub(super) fn pieces(html: &str, line: u32) -> Pieces<'_> {
    Pieces { rest: html, line, hidden: None, unclosed: None, has_quotes: [true; 2] }
}

impl<'h> Pieces<'h> {
    /// The element, if any, whose text goes on after this HTML.
    pub(super) fn unclosed(&self) -> Option<&'static str> {
        self.unclosed
    }

    fn take(&mut self, length: usize) -> &'h str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += newlines(taken);
        taken
    }

    /// The length of the tag that the rest begins with; a `>` between quotes is no end.
    fn length_of_tag(&mut self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut at = 1;
        let mut after_equals = false;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'>' => return at,
                b'"' | b'\'' if after_equals => {
                    let kind = usize::from(*byte == b'\'');
                    let known = self.has_quotes.get(kind).copied().unwrap_or_default();
                    let close =
                        bytes.get(at..).filter(|_| known).and_then(|rest| memchr::memchr(*byte, rest));
                    match close {
                        Some(close) => at += close + 1,
                        None => {
                            if let Some(known) = self.has_quotes.get_mut(kind) {
                                *known = false;
                            }
                        }
                    }
                    after_equals = false;
                }
                b'=' => after_equals = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => after_equals = false,
            }
        }
        bytes.len()
    }
}

impl<'h> Iterator for Pieces<'h> {
    type Item = (u32, Piece<'h>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.hidden.take() {
            let end = closing_tag(self.rest, name);
            self.unclosed = end.is_none().then_some(name);
            self.take(end.unwrap_or(self.rest.len()));
        }
        loop {
            let line = self.line;
            let rest = self.rest;
            if rest.is_empty() {
                return None;
            }
            if !begins_markup(rest) {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let more = rest.get(first..).unwrap_or_default();
                let length = more.find('<').map_or(rest.len(), |end| first + end);
                return Some((line, Piece::Text(self.take(length))));
            }
            if rest.starts_with("<!--") {
                let end = comment_end(rest);
                let text = self.take(end.unwrap_or(rest.len()));
                return Some((line, Piece::Comment(text, end.is_some())));
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                let close = if rest.starts_with("<![CDATA[") { "]]>" } else { ">" };
                let length = rest.find(close).map_or(rest.len(), |end| end + close.len());
                self.take(length); // a declaration, no part of the page
                continue;
            }
            let length = self.length_of_tag();
            let source = self.take(length);
            if let Some(name) = source.strip_prefix("</") {
                return Some((line, Piece::Close(name_of(name))));
            }
            let tag = Tag { source, name: name_of(source.get(1..).unwrap_or_default()) };
            self.hidden = tag.hides_text().filter(|_| !source.ends_with("/>"));
            return Some((line, Piece::Open(tag)));
        }
    }
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

/// Whether `<` begins a tag, a comment or a declaration here.
fn begins_markup(text: &str) -> bool {
    match text.as_bytes() {
        [b'<', b'!' | b'?', ..] => true,
        [b'<', b'/', next, ..] | [b'<', next, ..] => next.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Where a comment ends: `-->`; `<!-->` and `<!--->` are whole comments.
fn comment_end(comment: &str) -> Option<usize> {
    if comment.starts_with("<!-->") {
        return Some(5);
    }
    if comment.starts_with("<!--->") {
        return Some(6);
    }
    comment.get(4..)?.find("-->").map(|end| 4 + end + 3)
}

/// Where the closing tag of an element begins.
pub(super) fn closing_tag(html: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = html.get(from..)?.find("</").map(|at| from + at) {
        let after = html.get(at + 2..)?;
        if after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

fn newlines(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// The pictures and media that a tag shows: `src`, `poster`, `data` and each address of `srcset`.
pub(super) fn media(tag: Tag<'_>) -> Vec<String> {
    let attributes: &[&str] = match tag.name.to_ascii_lowercase().as_str() {
        "img" | "source" | "input" => &["src", "srcset"],
        "video" => &["src", "poster"],
        "audio" | "track" | "embed" | "iframe" => &["src"],
        "object" => &["data"],
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for attribute in attributes {
        let Some(value) = tag.attribute(attribute) else { continue };
        if *attribute == "srcset" {
            found.extend(candidates(&value).map(str::to_owned));
        } else {
            found.push(value);
        }
    }
    // `src={…}` is an expression of a script.
    found.retain(|address| !address.is_empty() && !address.starts_with('{'));
    found.dedup();
    found
}

/// The addresses of a `srcset`: `a.png, b.png 2x, c.png 640w`.
fn candidates(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        if address.is_empty() {
            return None;
        }
        let bare = address.trim_end_matches(',');
        // Without a comma, a descriptor follows, which ends at the next one.
        let descriptor = if bare.len() == address.len() { after.find(',').unwrap_or(after.len()) } else { 0 };
        rest = after.get(descriptor..).unwrap_or_default();
        Some(bare)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(html: &str) -> Tag<'_> {
        match pieces(html, 1).next() {
            Some((_, Piece::Open(tag))) => tag,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn attributes_are_quoted_or_not_in_any_case_and_with_character_references() {
        for (html, value) in [
            (r#"<img src="a b.png">"#, "a b.png"),
            ("<img alt=x SRC='a.png'/>", "a.png"),
            ("<IMG src=a/b.png>", "a/b.png"),
            ("<img src = a.png >", "a.png"),
            ("<img data-src=x.png src=y.png>", "y.png"),
            (r#"<img alt="src=x > y" src="z.png">"#, "z.png"),
            ("<img\n  alt='it''s'\n  src=\"a&amp;b.png\">", "a&b.png"),
            ("<img src=a.png src=b.png>", "a.png"),
        ] {
            assert_eq!(tag(html).attribute("src").as_deref(), Some(value), "{html}");
        }
        assert_eq!(tag("<a title=\"href='x'\">").attribute("href"), None);
    }

    #[test]
    fn pictures_are_in_src_srcset_and_poster() {
        for (html, found) in [
            (r#"<img src="a.png" srcset="b.png 2x, c,d.png 640w,e.png">"#, "a.png b.png c,d.png e.png"),
            (r#"<source srcset="a.webp">"#, "a.webp"),
            ("<video poster=p.png src=v.mp4>", "v.mp4 p.png"),
            ("<img src={require('./x.png')}>", ""),
            ("<p src=x>", ""),
        ] {
            assert_eq!(media(tag(html)).join(" "), found, "{html}");
        }
    }

    #[test]
    fn what_scripts_and_comments_hold_is_skipped() {
        let html = "a<b>c</b> 1 < 2\n<script>\nif (a < b) '<a href=\"x\">'</SCRIPT>\n<!-- <a> --><!--> <!DOCTYPE html><i>";
        let shown: Vec<String> = pieces(html, 1)
            .map(|(line, piece)| match piece {
                Piece::Text(text) => format!("{line} {:?}", text.trim()),
                Piece::Open(tag) => format!("{line} <{}>", tag.name),
                Piece::Close(name) => format!("{line} </{name}>"),
                Piece::Comment(text, closed) => format!("{line} {text} {closed}"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1 \"a\"",
                "1 <b>",
                "1 \"c\"",
                "1 </b>",
                "1 \"1\"",
                "1 \"< 2\"",
                "2 <script>",
                "3 </SCRIPT>",
                "3 \"\"",
                "4 <!-- <a> --> true",
                "4 <!--> true",
                "4 \"\"",
                "4 <i>"
            ]
        );
        let mut open = pieces("<style>a", 1);
        assert_eq!(open.by_ref().count(), 1);
        assert_eq!(open.unclosed(), Some("style"));
    }
}
