//! `plan`: planned and written topics, and the topics to write next.

use std::fmt::Write as _;

use casegraph_facts::counted;

use crate::curate::PlanReport;
use crate::embed::kind::{EmbedKind, Filled, Request};
use crate::embed::markdown::{Align, count, table, text};
use crate::words::Words;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "plan",
    usage: "plan [--next N]",
    summary: "progress against the plan, and the topics to write next",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &["next"])?;
    words.none()?;
    let shown = words.number("next")?.unwrap_or(5);
    let report = PlanReport::of(&(request.build)()?.facts, request.session.corpus().config());
    if report.categories.is_empty() {
        return Ok("*No plan and no topic pages.*".to_owned().into());
    }
    let header = [
        ("Category", Align::Left),
        ("Planned", Align::Right),
        ("Written", Align::Right),
        ("P1 to write", Align::Right),
        ("P2", Align::Right),
        ("P3", Align::Right),
        ("No priority", Align::Right),
    ];
    let mut rows = Vec::new();
    let mut domain = "";
    for category in &report.categories {
        if category.domain != domain {
            domain = &category.domain;
            let mut row = vec![String::new(); header.len()];
            if let Some(name) = row.first_mut() {
                *name = format!("**{}**", text(domain));
            }
            rows.push(row);
        }
        let name = if category.category.is_empty() { "(no category)" } else { &category.category };
        let open = |priority| count(category.to_write.get(&priority).copied().unwrap_or_default());
        let numbers = [count(category.planned), count(category.written), open(1), open(2), open(3), open(0)];
        rows.push([text(name)].into_iter().chain(numbers).collect());
    }
    let mut markdown = table(&header, &rows);
    if shown > 0 && !report.next.is_empty() {
        markdown.push_str("\nTo write next:\n\n");
        for topic in report.next.iter().take(shown) {
            let priority = topic.priority.map_or(String::new(), |priority| format!("P{priority} "));
            let wanted = match topic.wanted {
                0 => String::new(),
                wanted => format!(", {} to it", counted(wanted, "document links", "documents link")),
            };
            let _ = writeln!(markdown, "- {priority}{}{wanted}", text(&topic.label));
        }
        if report.next.len() > shown {
            let _ = writeln!(markdown, "- and {} more", report.next.len() - shown);
        }
    }
    Ok(markdown.into())
}
