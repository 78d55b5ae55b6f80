//! A path as Markdown.

use std::fmt::Write as _;

use casegraph_facts::path_and_line;

use super::{Apart, Ground, PathHop, PathReport, Tie};

impl PathHop {
    /// Why the hop follows, in one line: the relation and, where there is one, the author's own remark.
    #[must_use]
    pub fn reason(&self) -> String {
        if let Some(shared) = &self.shared {
            let quotes: Vec<String> =
                self.grounds.iter().map(|ground| format!("“{}”", ground.quote)).collect();
            return format!("weaker: both use {} ({})", shared.label, quotes.join(" and "));
        }
        let Some(ground) = self.grounds.first() else { return String::new() };
        let (a, b) = if ground.from.to_string() == self.from.id {
            (&self.from, &self.to)
        } else {
            (&self.to, &self.from)
        };
        let relation = match ground.tie {
            Tie::Prerequisite => format!("{} needs {}", a.label, b.label),
            Tie::Related if self.against => format!("{} names {} as related", a.label, b.label),
            Tie::Related => "related".to_owned(),
            Tie::Link => format!("the page {} links here", a.label),
            Tie::Uses => format!("{} uses it: “{}”", a.label, ground.quote),
        };
        let relation = match &self.lost {
            Some(href) => {
                format!("weaker: {relation}, written as `{href}`, which is not there: probably {}", b.label)
            }
            None => relation,
        };
        match &ground.remark {
            Some(remark) => format!("{relation}: {remark}"),
            None => relation,
        }
    }

    /// Whether nobody states it as it is: it goes over something shared, or over a link that leads nowhere.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.shared.is_some() || self.lost.is_some()
    }

    /// The places of the words behind it: the strongest, or one in each topic for a shared thing.
    #[must_use]
    pub fn shown_grounds(&self) -> &[Ground] {
        let shown = if self.shared.is_some() { 2 } else { 1 };
        self.grounds.get(..shown).unwrap_or(&self.grounds)
    }
}

impl Ground {
    /// The place as editors open it.
    #[must_use]
    pub fn place(&self) -> String {
        path_and_line(&self.path, self.line)
    }
}

impl Apart {
    /// Why there is no way and what would make one, in plain sentences, one a line.
    #[must_use]
    pub fn sentences(&self, from: &str, to: &str) -> Vec<String> {
        let mut out = Vec::new();
        if self.restricted {
            out.push(
                "There is a way, but not as asked: leave out --directed, --only-written, --avoid or --via."
                    .to_owned(),
            );
            return out;
        }
        let mut group = |name: &str, size: usize, members: &[super::Stop]| {
            let others: Vec<&str> =
                members.iter().map(|stop| stop.label.as_str()).filter(|label| *label != name).collect();
            out.push(if size == 1 {
                format!("{name} is tied to nothing.")
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
    /// As Markdown: the ways as numbered lists; places relative to the corpus folder.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## From {} to {}\n", self.from.label, self.to.label);
        for (number, way) in self.ways.iter().enumerate() {
            if number > 0 {
                let _ = write!(out, "\n### Another way ({} hops)\n", way.hops.len());
            }
            let _ = write!(out, "\n1. {}\n", linked(&self.from));
            for hop in &way.hops {
                let places: Vec<String> =
                    hop.shown_grounds().iter().map(|ground| format!("`{}`", ground.place())).collect();
                let _ = writeln!(out, "1. {} - {} ({})", linked(&hop.to), hop.reason(), places.join(", "));
            }
        }
        if let Some(apart) = &self.apart {
            let _ = writeln!(
                out,
                "\nThere is no way. {}",
                apart.sentences(&self.from.label, &self.to.label).join(" ")
            );
        }
        out
    }
}

/// A stop as a link to its page, or marked as not written.
pub(super) fn linked(stop: &super::Stop) -> String {
    match (&stop.path, stop.is_unwritten()) {
        (Some(path), false) => format!("[{}](<{path}>)", stop.label),
        (_, true) => format!("{} ({})", stop.label, stop.why_unwritten().unwrap_or_default()),
        (None, false) => stop.label.clone(),
    }
}
