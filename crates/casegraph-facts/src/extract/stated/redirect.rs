//! Pages that only lead to another one: names of their target, no pages of their own.

use crate::extract::parts::page::block_link;
use crate::markdown::block::{Block, BlockKind, plain_text};
use crate::markdown::front_matter::FrontMatter;

/// Keys of front matter whose value is where the page leads to. `redirect_from` is none of them: it names where others came from.
const KEYS: [&str; 8] = [
    "redirect",
    "redirect_to",
    "redirectTo",
    "redirect-to",
    "redirect_url",
    "redirectUrl",
    "redirect_link",
    "redirects_to",
];

/// Words of a page whose only text says that it is elsewhere.
const WORDS: [&str; 9] = [
    "has been moved",
    "has moved",
    "is now at",
    "moved here",
    "moved to",
    "now lives",
    "redirected to",
    "redirects to",
    "was moved",
];

/// The target of a page that only leads to another one: by its front matter, or because all that it says is that it has moved.
pub(in crate::extract) fn redirect(front: &FrontMatter, blocks: &[Block]) -> Option<String> {
    let of_key =
        KEYS.iter().find_map(|key| front.text(key)).map(str::trim).filter(|target| !target.is_empty());
    if let Some(target) = of_key.filter(|target| !matches!(*target, "true" | "false")) {
        return Some(target.to_owned());
    }
    let mut texts = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Heading { .. }));
    let (only, None) = (texts.next()?, texts.next()) else { return None };
    if !matches!(only.kind, BlockKind::Paragraph | BlockKind::Item { .. }) {
        return None;
    }
    let link = block_link(only)?;
    let text = plain_text(&only.inlines).to_lowercase();
    let is_short = text.split_whitespace().count() <= 16;
    (is_short && WORDS.iter().any(|word| text.contains(word))).then(|| link.href.clone())
}
