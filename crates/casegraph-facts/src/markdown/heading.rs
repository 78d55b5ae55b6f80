//! The text of a heading, in the forms that the rules for anchors begin with.

/// The text of a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeadingText {
    /// The text that a reader sees, with its spaces and line breaks, without images and comments.
    pub(crate) text: String,
    /// The same with the texts in place of images.
    pub(crate) with_images: String,
    /// The Markdown between the markers of the heading, on its last line.
    pub(crate) source: String,
    /// The id that the author gives it: `{#id}`, or the attribute of an HTML heading.
    pub(crate) id: Option<String>,
    /// Whether a comment stands in it.
    pub(crate) has_comment: bool,
    /// Whether it is written in HTML.
    pub(crate) is_html: bool,
}

impl HeadingText {
    /// Adds text; that of an image is no text of the heading.
    pub(crate) fn push(&mut self, text: &str, of_image: bool) {
        if !of_image {
            self.text.push_str(text);
        }
        self.with_images.push_str(text);
    }

    /// Keeps the Markdown of the heading, without its markers.
    pub(crate) fn set_source(&mut self, heading: &str) {
        let heading = heading.trim();
        let is_numbered = heading.starts_with('#'); // `# Heading #`
        let mut lines = heading.lines();
        let line = if is_numbered {
            let line = lines.next().unwrap_or_default().trim_start_matches('#').trim();
            let bare = line.trim_end_matches('#');
            if bare.ends_with([' ', '\t']) || bare.is_empty() { bare } else { line }
        } else {
            lines.next_back(); // the underline
            lines.next_back().unwrap_or_default()
        };
        line.trim().clone_into(&mut self.source);
    }

    /// Takes attributes off the end of the heading's texts and keeps the id among them: `Heading {#id .class}`, `{: #id }`,
    /// `{/* #id */}`. Gives the length of what was taken off the text.
    pub(crate) fn take_attributes(&mut self) -> usize {
        let Some((before, attributes)) = split_attributes(&self.text) else { return 0 };
        let (before, id) = (before.len(), attributes.id.map(str::to_owned));
        let taken = self.text.len() - before;
        self.id = self.id.take().or(id);
        taken
    }

    /// The text without the attributes at its end.
    pub(crate) fn without_attributes(&self) -> &str {
        without_attributes(&self.text)
    }
}

/// The text of a heading without the attributes at its end.
pub(crate) fn without_attributes(text: &str) -> &str {
    split_attributes(text).map_or(text, |(before, _)| before)
}

/// The attributes at the end of a heading.
struct Attributes<'t> {
    id: Option<&'t str>,
}

/// A heading before its attributes, and these; none if what stands in the last braces is anything else.
fn split_attributes(text: &str) -> Option<(&str, Attributes<'_>)> {
    let inside = text.trim_end().strip_suffix('}')?;
    let open = inside.rfind('{')?;
    let before = text.get(..open)?;
    let inside = inside.get(open + 1..)?;
    let of_kramdown = inside.starts_with(':');
    let inside = inside.strip_prefix(':').unwrap_or(inside);
    let inside = inside.strip_prefix("/*").and_then(|inside| inside.strip_suffix("*/")).unwrap_or(inside);
    let mut id = None;
    let mut count = 0;
    for word in inside.split_whitespace() {
        count += 1;
        if let Some(name) = word.strip_prefix('#') {
            id = id.or(Some(name).filter(|name| !name.is_empty()));
        } else if !word.starts_with('.') && !word.contains('=') && !of_kramdown && word != "-" {
            return None;
        }
    }
    (count > 0 && (id.is_some() || of_kramdown || inside.trim_start().starts_with(['.', '-'])))
        .then(|| (before.trim_end(), Attributes { id }))
}

/// The ids in braces in running text: `[]{#id}`, `{: #id .class }`, as several site generators read them. Linear in the text.
pub(crate) fn ids_in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| {
        let (inside, _) = after.split_once('}')?;
        let inside = inside.strip_prefix(':').unwrap_or(inside);
        let id = inside.split_whitespace().find_map(|word| word.strip_prefix('#'))?;
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        (!id.is_empty() && id.chars().all(fits)).then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_braces_at_the_end_of_a_heading_are_no_text_of_it() {
        for (text, before, id) in [
            ("Set up {#setup}", "Set up", Some("setup")),
            ("Set up {: #setup .x data-y=1 }", "Set up", Some("setup")),
            ("Set up {/* #setup */}", "Set up", Some("setup")),
            ("Set up {.unnumbered}", "Set up", None),
            ("Set up {: .no_toc}", "Set up", None),
            ("Set {x}", "Set {x}", None),
            ("Set {}", "Set {}", None),
            ("Use {a #b}", "Use {a #b}", None),
            ("f(x)}", "f(x)}", None),
        ] {
            let mut heading = HeadingText { text: text.to_owned(), ..HeadingText::default() };
            let taken = heading.take_attributes();
            assert_eq!((&text[..text.len() - taken], heading.id.as_deref()), (before, id), "{text}");
            assert_eq!(heading.without_attributes(), before);
        }
        let found: Vec<&str> = ids_in_braces("a {#b} {c} {: #d .e} {#f g} {#").collect();
        assert_eq!(found, ["b", "d", "f"]);
    }

    #[test]
    fn the_source_of_a_heading_is_without_its_markers() {
        for (heading, source) in
            [("## [A](b.md) c ##\n", "[A](b.md) c"), ("# C#\n", "C#"), ("A\nb\n---\n", "b"), ("##\n", "")]
        {
            let mut text = HeadingText::default();
            text.set_source(heading);
            assert_eq!(text.source, source, "{heading:?}");
        }
    }
}
