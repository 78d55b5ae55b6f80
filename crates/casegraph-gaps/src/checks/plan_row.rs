//! The rows of plans for the checks of plans: the stated status, the true status, and the mark for it.

use std::collections::BTreeMap;

use casegraph_facts::TopicStatus;
use casegraph_store::vocabulary::cg;

use crate::finding::Edit;
use crate::row::{Row, Rows};

/// One row of a plan about a topic.
#[derive(Clone, Copy)]
pub(super) struct PlanRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) topic: &'a str,
    pub(super) of_sources: bool,
    pub(super) status: TopicStatus,
}

/// The marks of statuses: the ones that each document uses, with their numbers, and those of the profile.
pub(super) struct StatusMarks<'a> {
    used: BTreeMap<(&'a str, TopicStatus), BTreeMap<&'a str, usize>>,
    known: BTreeMap<TopicStatus, Vec<&'a str>>,
    /// Whether a page is in no plan: a row without a page may mean it.
    has_unplanned: bool,
}

pub(super) fn plan_rows<'a>(rows: &Rows<'a>) -> Vec<PlanRow<'a>> {
    let mut found: Vec<PlanRow<'a>> = rows
        .iter()
        .filter_map(|row| {
            let status = match row.text("means") {
                cg::COMPLETE => TopicStatus::Complete,
                cg::IN_PROGRESS => TopicStatus::InProgress,
                cg::PLANNED => TopicStatus::Planned,
                _ => return None,
            };
            let of_sources = row.text("ofSources") == "true";
            Some(PlanRow { row, topic: row.text("about"), of_sources, status })
        })
        .collect();
    found.sort_by_key(|row| (row.topic, row.of_sources, row.row.text("path"), row.row.line()));
    found
}

impl PlanRow<'_> {
    /// Whether the page, or the list of sources, of the row exists.
    pub(super) fn exists(&self) -> bool {
        self.row.some(if self.of_sources { "sourcesPath" } else { "pagePath" }).is_some()
    }

    /// Whether the corpus has any page. In a corpus of plans alone rows are not compared with pages.
    pub(super) fn has_pages(&self) -> bool {
        self.row.text("hasPages") == "true"
    }

    /// The true status, if the stated one is wrong.
    pub(super) fn true_status(&self) -> Option<TopicStatus> {
        match (self.status, self.exists()) {
            (TopicStatus::Planned, true) => {
                let complete = self.of_sources || self.row.text("status") == cg::COMPLETE;
                Some(if complete { TopicStatus::Complete } else { TopicStatus::InProgress })
            }
            (TopicStatus::Complete, false) => Some(TopicStatus::Planned),
            _ => None,
        }
    }

    /// The edit that states the true status, if there is one right edit. An existing page proves "to do" wrong. "Done" is proved
    /// wrong only for a path without a file, and only if the row cannot mean another page: the item of a check list may have another
    /// title than its page, and a page that is in no plan may have been renamed.
    pub(super) fn edit(&self, marks: &StatusMarks<'_>) -> Option<Edit> {
        let status = self.true_status().filter(|_| self.has_pages())?;
        let is_item = self.row.text("rule") == "plan-item";
        let is_begun = self.row.text("status") == cg::IN_PROGRESS;
        if status == TopicStatus::Planned && (is_item || is_begun || marks.has_unplanned) {
            return None;
        }
        let (old, new) = if is_item {
            (status == TopicStatus::Complete).then(|| ("[ ]".to_owned(), "[x]".to_owned()))?
        } else {
            let stated = self.row.text("stated");
            (stated.to_owned(), marks.fitting(self.row.text("path"), status, stated)?.to_owned())
        };
        (!old.trim().is_empty()).then_some(Edit { old, new })
    }
}

impl<'a> StatusMarks<'a> {
    pub(super) fn new(rows: &[PlanRow<'a>]) -> Self {
        let mut known = BTreeMap::new();
        if let Some(row) = rows.first() {
            for (status, column) in [
                (TopicStatus::Complete, "done"),
                (TopicStatus::InProgress, "begun"),
                (TopicStatus::Planned, "todo"),
            ] {
                known.insert(
                    status,
                    row.row.text(column).split(", ").filter(|mark| !mark.is_empty()).collect(),
                );
            }
        }
        let has_unplanned = rows.first().is_some_and(|row| row.row.text("unplanned") == "true");
        let mut used: BTreeMap<(&str, TopicStatus), BTreeMap<&str, usize>> = BTreeMap::new();
        for row in rows {
            let of_status = used.entry((row.row.text("path"), row.status)).or_default();
            *of_status.entry(row.row.text("stated")).or_default() += 1;
        }
        Self { used, known, has_unplanned }
    }

    /// The mark for a status that the document uses most; in a document without one, the first known mark of the kind of `stated`: a
    /// symbol for a symbol, a word for a word.
    fn fitting(&self, path: &str, status: TopicStatus, stated: &str) -> Option<&'a str> {
        let most_used = |of_status: &BTreeMap<&'a str, usize>| {
            of_status.iter().max_by_key(|(_, count)| **count).map(|(mark, _)| *mark)
        };
        let is_word = |mark: &str| mark.chars().any(char::is_alphanumeric);
        let known = || self.known.get(&status)?.iter().find(|mark| is_word(mark) == is_word(stated)).copied();
        let has_both = is_word(stated) && !stated.starts_with(char::is_alphanumeric);
        self.used.get(&(path, status)).and_then(most_used).or_else(|| known().filter(|_| !has_both))
    }
}

/// A status in the words of a plan.
pub(super) fn plan_words(status: TopicStatus) -> &'static str {
    match status {
        TopicStatus::Planned | TopicStatus::Missing => "still to be done",
        TopicStatus::InProgress => "begun",
        TopicStatus::Complete => "done",
    }
}

/// The parameters and the query of all checks of plan rows.
macro_rules! plan_query {
    () => {
        "\
#+ params:
#+   - name: done
#+     type: string
#+     description: Marks that mean done, where the plan itself has none; by default those of the profile
#+     default: ✅, Done
#+     example: ✅, Done
#+   - name: begun
#+     type: string
#+     description: Marks that mean begun; likewise
#+     default: 🔄, In Progress
#+     example: 🔄, In Progress
#+   - name: todo
#+     type: string
#+     description: Marks that mean to do; likewise
#+     default: ⬜, TODO
#+     example: ⬜, TODO

SELECT ?path ?line ?about ?label ?means ?stated ?rule ?ofSources ?status ?pagePath ?sourcesPath ?hasPages ?unplanned ?done ?begun ?todo
WHERE {
  {
    SELECT (COUNT(?lost) > 0 AS ?unplanned) {
      ?lost cg:page ?its ; a cg:Topic . MINUS { ?planning a cg:PlanEntry ; cg:to ?lost }
    }
  }
  ?entry a cg:PlanEntry ; cg:to ?about ; cg:meansStatus ?means ; cg:statedStatus ?stated ; cg:ofSources ?ofSources ;
         cg:rule ?rule ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
  ?about a cg:Topic ; skos:prefLabel ?label ; cg:status ?status .
  OPTIONAL { ?about cg:page ?page . ?page cg:path ?pagePath }
  OPTIONAL { ?list schema:about ?about ; cg:role \"sources\" ; cg:path ?sourcesPath }
  BIND(EXISTS { ?any cg:page ?written } AS ?hasPages)
}
"
    };
}
pub(super) use plan_query;
