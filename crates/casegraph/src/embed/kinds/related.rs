//! `related`: the related topics of a topic, with the reasons that the pages give.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{link, text};
use crate::topic_rows::read_coverage;
use crate::words::Words;
use casegraph_corpus::shipped_named_query;
use casegraph_store::{Answer, Term};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "related",
    usage: "related TOPIC",
    summary: "the related topics of a topic, in both directions, with the reasons that the pages give",
    fill,
};

/// Related things by label and id, with the reasons.
type Related = BTreeMap<(String, String), BTreeSet<String>>;

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &[])?;
    let topic = words.one("the topic")?;
    let coverage = read_coverage(request.session, &request.links).map_err(one_line)?;
    let topic = &coverage.topic_called(topic, request.session.corpus()).map_err(one_line)?;
    let targets: BTreeMap<&str, &str> =
        coverage.topics().filter_map(|topic| Some((topic.id.as_str(), topic.link.as_deref()?))).collect();
    let query = shipped_named_query("related-patterns").map_err(one_line)?;
    let Answer::Rows { columns, rows } =
        request.session.ask_named(&query, [("topic", topic.as_str())]).map_err(one_line)?
    else {
        return Ok(Filled::default());
    };
    let cell = |row: &[Option<Term>], name: &str| {
        let at = columns.iter().position(|column| column == name)?;
        Some(row.get(at)?.as_ref()?.text().to_owned())
    };
    let base = request.session.corpus().config().base.as_str();
    let [mut out, mut back] = [Related::new(), Related::new()];
    for row in &rows {
        let [direction, id, label] =
            ["direction", "related", "label"].map(|name| cell(row, name).unwrap_or_default());
        let id = id.strip_prefix(base).unwrap_or(&id);
        let id = id.strip_prefix("topic/").unwrap_or(id).to_owned();
        let side = if direction == "out" { &mut out } else { &mut back };
        side.entry((label, id)).or_default().extend(cell(row, "remark"));
    }
    let mut markdown = String::new();
    for (title, side) in [("Names as related:", &out), ("Named as related by:", &back)] {
        if side.is_empty() {
            continue;
        }
        let _ = writeln!(markdown, "{}{title}\n", if markdown.is_empty() { "" } else { "\n" });
        for ((label, id), remarks) in side {
            let reasons: Vec<String> = remarks.iter().map(|remark| text(remark)).collect();
            let reasons =
                if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
            let _ = writeln!(markdown, "- {}{reasons}", link(label, targets.get(id.as_str()).copied()));
        }
    }
    if markdown.is_empty() {
        markdown.push_str("*No related topics.*\n");
    }
    Ok(markdown.into())
}
