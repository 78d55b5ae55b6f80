//! `queries`: the index of the named queries.

use crate::embed::kind::{EmbedKind, Filled, Request};
use crate::embed::markdown::{link, text};
use crate::words::Words;
use casegraph_corpus::known_queries;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "queries",
    usage: "queries [--folder FOLDER]",
    summary: "the named queries with their summaries and parameters; with --folder each links to its file",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &["folder"])?;
    words.none()?;
    let folder = words.option("folder")?.map(|folder| folder.trim_end_matches('/'));
    let known = known_queries(request.session.corpus()).map_err(|error| error.to_string())?;
    let mut sections = Vec::new();
    for query in known.iter().map(|known| &known.query) {
        let target = folder.map(|folder| format!("{folder}/{}.rq", query.name()));
        let mut section = vec![
            format!("### {}\n", link(query.name(), target.as_deref())),
            format!("**{}.** {}\n", text(query.summary()), text(query.description())),
        ];
        for parameter in query.parameters() {
            let need = if parameter.required { "" } else { ", optional" };
            section.push(format!(
                "- `--param {}={}` ({}{need}): {}",
                parameter.name,
                parameter.example,
                parameter.kind,
                text(&parameter.description)
            ));
        }
        if query.parameters().is_empty() {
            section.push("- no parameters".to_owned());
        }
        section.push(format!("- columns: `{}`", query.query().columns().join("`, `")));
        section.push(format!("- tags: {}\n", text(&query.tags().join(", "))));
        sections.push(section.join("\n"));
    }
    Ok(sections.join("\n").into())
}
