//! A path report in words, and as Markdown.

use std::fmt::Write as _;

use crate::path::{Disconnected, PathHop, PathReport};
use crate::relations::{Evidence, RelationKind};
use crate::topic_ref::TopicRef;

impl PathHop {
    /// Why the hop follows, in one line: the relation, and the author's own remark if there is one.
    #[must_use]
    pub fn reason(&self) -> String {
        if let Some(shared) = &self.shared {
            let quotes: Vec<String> = self.evidence.iter().map(|one| format!("“{}”", one.quote)).collect();
            return format!("weaker: both use {} ({})", shared.label, quotes.join(" and "));
        }
        let Some(evidence) = self.evidence.first() else { return String::new() };
        let (a, b) = if evidence.from.to_string() == self.from.id {
            (&self.from, &self.to)
        } else {
            (&self.to, &self.from)
        };
        let relation = match evidence.relation {
            RelationKind::Prerequisite => format!("{} needs {}", a.label, b.label),
            RelationKind::Related if self.reversed => format!("{} names {} as related", a.label, b.label),
            RelationKind::Related => "related".to_owned(),
            RelationKind::Link => format!("the page {} links here", a.label),
            RelationKind::Uses => format!("{} uses it: “{}”", a.label, evidence.quote),
        };
        let relation = match &self.unresolved {
            Some(href) => {
                format!("weaker: {relation}, written as `{href}`, which does not exist: probably {}", b.label)
            }
            None => relation,
        };
        match &evidence.remark {
            Some(remark) => format!("{relation}: {remark}"),
            None => relation,
        }
    }

    /// Whether no author states the relation as it is: the hop passes a shared thing, or a link whose target does not exist.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.shared.is_some() || self.unresolved.is_some()
    }

    /// The evidence that is shown: the strongest, or one in each topic for a shared thing.
    #[must_use]
    pub fn shown_evidence(&self) -> &[Evidence] {
        let shown = if self.shared.is_some() { 2 } else { 1 };
        self.evidence.get(..shown).unwrap_or(&self.evidence)
    }
}

impl Disconnected {
    /// Why there is no route and which link would make one, as sentences.
    #[must_use]
    pub fn sentences(&self, from: &str, to: &str) -> Vec<String> {
        let mut out = Vec::new();
        if self.restricted {
            out.push(
                "There is a route without the restrictions: leave out --directed, --only-written, --avoid or --via."
                    .to_owned(),
            );
            return out;
        }
        let mut group = |name: &str, size: usize, members: &[TopicRef]| {
            let others: Vec<&str> =
                members.iter().map(|member| member.label.as_str()).filter(|label| *label != name).collect();
            out.push(if size == 1 {
                format!("{name} has no relation.")
            } else {
                format!(
                    "{name} is in a group of {size}, with {}.",
                    if others.is_empty() { "names only".to_owned() } else { others.join(", ") }
                )
            });
        };
        group(from, self.from_group, &self.from_members);
        group(to, self.to_group, &self.to_members);
        if let Some((a, b)) = &self.joining_link {
            out.push(format!("One link would join them: from {} to {}.", a.label, b.label));
        }
        out
    }
}

impl PathReport {
    /// As Markdown: the routes as numbered lists; paths of files are relative to the folder of the collection.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## From {} to {}\n", self.from.label, self.to.label);
        for (number, route) in self.routes.iter().enumerate() {
            if number > 0 {
                let _ = write!(out, "\n### Another route ({} hops)\n", route.hops.len());
            }
            let _ = write!(out, "\n1. {}\n", linked(&self.from));
            for hop in &route.hops {
                let locations: Vec<String> =
                    hop.shown_evidence().iter().map(|one| format!("`{}`", one.location())).collect();
                let _ = writeln!(out, "1. {} - {} ({})", linked(&hop.to), hop.reason(), locations.join(", "));
            }
        }
        if let Some(disconnected) = &self.disconnected {
            let sentences = disconnected.sentences(&self.from.label, &self.to.label);
            let _ = writeln!(out, "\nThere is no route. {}", sentences.join(" "));
        }
        out
    }
}

/// A topic as a link to its page, or marked as not written.
pub(crate) fn linked(topic: &TopicRef) -> String {
    match (&topic.path, topic.why_unwritten()) {
        (_, Some(why)) => format!("{} ({why})", topic.label),
        (Some(path), None) => format!("[{}](<{path}>)", topic.label),
        (None, None) => topic.label.clone(),
    }
}
