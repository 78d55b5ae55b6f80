//! Lists: their items, counted by what they begin with.

use crate::infer::features::Items;
use crate::infer::inline::{self, LeadKind};
use crate::infer::names::{is_name, name_part, says_at};

use super::sample;

/// The lists under one heading, while they are being read.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) items: Items,
    /// How far the items of the open list stand in.
    base: Option<usize>,
    /// Whether the last item of the outermost list has a link that leads out, and no item in it has one so far.
    is_leaf: bool,
}

impl Lists {
    pub(super) fn is_open(&self) -> bool {
        self.base.is_some()
    }

    pub(super) fn close(&mut self) {
        self.base = None;
    }

    /// Adds an item: its text without the mark. Says whether it begins with a link that leads out.
    pub(super) fn add(&mut self, text: &str, indent: usize) -> bool {
        let base = *self.base.get_or_insert(indent);
        self.base = Some(base.min(indent));
        let lead = inline::lead(text);
        let external = lead.target.is_some_and(inline::is_external);
        let is_linked = external || text.contains("](http") || text.contains("<http");
        let items = &mut self.items;
        items.at += u32::from(external && says_at(&lead.name));
        if indent >= base + 2 {
            items.nested += 1;
            items.nested_external += u32::from(external);
            if is_linked {
                items.nested_linked += 1;
                items.groups += u32::from(std::mem::take(&mut self.is_leaf));
            }
            return external;
        }
        items.count += 1;
        items.linked += u32::from(is_linked);
        self.is_leaf = is_linked;
        let label =
            lead.name.strip_prefix(|c: char| c.is_ascii_uppercase()).and_then(|rest| rest.strip_prefix(": "));
        if label.is_some() {
            items.label = items.label.or(lead.name.chars().next());
        }
        let words = label.unwrap_or(&lead.name);
        let name = name_part(words);
        match lead.kind {
            LeadKind::Link => {
                items.links += 1;
                items.bare += u32::from(lead.is_bare);
                items.external += u32::from(external);
                items.forges += u32::from(lead.target.is_some_and(is_repository));
                items.whole_sites += u32::from(lead.target.is_some_and(inline::is_whole_site));
            }
            LeadKind::Bold => items.bolds += 1,
            LeadKind::Plain => {
                let is_big = name.chars().next().is_some_and(|c| !c.is_lowercase());
                items.plain += u32::from(is_big && is_name(name));
            }
        }
        items.named += u32::from(is_name(name));
        let rest = if lead.kind == LeadKind::Plain {
            words.get(name.len()..).unwrap_or_default()
        } else {
            lead.rest
        };
        items.described += u32::from(rest.split_whitespace().nth(2).is_some());
        sample(&mut items.samples, &lead.name);
        external
    }
}

/// Whether an address is that of a repository: `https://github.com/owner/name`.
fn is_repository(target: &str) -> bool {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_forge = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"]
        .contains(&host.trim_start_matches("www."));
    is_forge && path.trim_matches('/').contains('/')
}

/// The text of an item of a list, without its mark.
pub(super) fn item(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(['-', '*', '+']) {
        return rest.strip_prefix([' ', '\t']).map(str::trim_start).filter(|rest| !rest.is_empty());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])?.trim_start();
    (!rest.is_empty()).then_some(rest)
}
