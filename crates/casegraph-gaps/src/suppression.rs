//! Findings that are known and accepted: `[[gaps.suppress]]` in casegraph.toml, and comments in the Markdown.
//!
//! `<!-- casegraph:ignore CODE reason -->` is about the line it stands on; alone on a line, about the next line with text.
//! `<!-- casegraph:ignore-file CODE reason -->` is about the whole file. Without a reason a comment does not count.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_corpus::{CONFIG_FILE, Corpus, Error, Session, Suppress};

use crate::check::Raw;
use crate::finding::Finding;
use crate::registry::Checks;

pub(super) struct Suppressions {
    comments: BTreeMap<String, Vec<Comment>>,
    settings: Vec<(Suppress, bool)>,
}

struct Comment {
    line: u32,
    code: String,
    reason: String,
    covers: Option<u32>,
    used: bool,
}

impl Suppressions {
    pub(super) fn of(session: &Session) -> Result<Self, Error> {
        let query = "SELECT ?path ?line ?code ?reason ?covers { ?s a cg:Suppression ; cg:code ?code ; cg:reason ?reason ; \
                     prov:wasDerivedFrom ?d ; cg:startLine ?line . ?d cg:path ?path OPTIONAL { ?s cg:coversFrom ?covers } }";
        let mut comments: BTreeMap<String, Vec<Comment>> = BTreeMap::new();
        for [path, line, code, reason, covers] in session.ask_rows(query)? {
            let comment = Comment {
                line: line.parse().unwrap_or(1),
                code,
                reason,
                covers: covers.parse().ok(),
                used: false,
            };
            comments.entry(path).or_default().push(comment);
        }
        let settings = session.corpus().config().gaps.suppress.iter().map(|entry| (entry.clone(), false));
        Ok(Self { comments, settings: settings.collect() })
    }

    /// Whether a finding is switched off; what does it is then used.
    pub(super) fn covers(&mut self, finding: &Finding) -> bool {
        let mut covered = false;
        for comment in self.comments.get_mut(&finding.path).into_iter().flatten() {
            let here = comment.covers.is_none_or(|line| line == finding.line);
            if here && comment.code == finding.code && !comment.reason.is_empty() {
                (comment.used, covered) = (true, true);
            }
        }
        for (entry, used) in &mut self.settings {
            if entry.covers(&finding.code, &finding.path, &finding.about) {
                (*used, covered) = (true, true);
            }
        }
        covered
    }

    /// Those that switched nothing off although their check ran.
    pub(super) fn unused(&self, known: &Checks, ran: &BTreeSet<&str>, corpus: &Corpus) -> Vec<Raw> {
        let mut found = Vec::new();
        for (path, comments) in &self.comments {
            for comment in comments {
                let message = if comment.code.is_empty() {
                    "the comment names no code".to_owned()
                } else if known.get(&comment.code).is_err() {
                    format!("no check is called `{}`", comment.code)
                } else if comment.reason.is_empty() {
                    format!("the suppression of `{}` gives no reason, so it does not count", comment.code)
                } else if !comment.used && ran.contains(comment.code.as_str()) {
                    format!("nothing of the kind `{}` is found here", comment.code)
                } else {
                    continue;
                };
                found.push(Raw {
                    path: path.clone(),
                    line: comment.line,
                    about: format!("doc/{path}"),
                    message,
                    ..Raw::default()
                });
            }
        }
        let text = std::fs::read_to_string(corpus.config_file()).unwrap_or_default();
        let tables = text
            .match_indices("[[gaps.suppress]]")
            .map(|(at, _)| text.get(..at).unwrap_or_default().matches('\n').count() + 1);
        for ((entry, used), line) in self.settings.iter().zip(tables.chain(std::iter::repeat(1))) {
            if !used && ran.contains(entry.code.as_str()) {
                let message = format!("this suppression of `{}` switches nothing off", entry.code);
                let line = u32::try_from(line).unwrap_or(1);
                found.push(Raw {
                    path: CONFIG_FILE.to_owned(),
                    line,
                    about: CONFIG_FILE.to_owned(),
                    message,
                    ..Raw::default()
                });
            }
        }
        found
    }
}
