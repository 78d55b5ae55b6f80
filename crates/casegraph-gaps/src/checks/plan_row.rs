//! Rows of plans as the two checks of plans see them: what a row says, what is true, and the mark that would say it.

use std::collections::BTreeMap;

use crate::check::{Row, Rows};
use crate::finding::Edit;

/// One row of a plan about a topic.
#[derive(Clone, Copy)]
pub(super) struct PlanRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) topic: &'a str,
    pub(super) of_sources: bool,
    pub(super) says: Says,
}

/// What a row says of its topic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    ToDo,
    Begun,
    Done,
}

/// The marks that each document uses for what they mean, with how often it does; and the first that the profile knows.
pub(super) struct Marks<'a> {
    used: BTreeMap<(&'a str, Says), BTreeMap<&'a str, usize>>,
    known: BTreeMap<Says, Vec<&'a str>>,
    /// Whether a page stands in no plan: it may be what a row without a page means.
    has_unplanned: bool,
}

pub(super) fn plan_rows<'a>(rows: &Rows<'a>) -> Vec<PlanRow<'a>> {
    let mut found: Vec<PlanRow<'a>> = rows
        .iter()
        .filter_map(|row| {
            let says = match row.text("means").rsplit('#').next()? {
                "Complete" => Says::Done,
                "InProgress" => Says::Begun,
                "Planned" => Says::ToDo,
                _ => return None,
            };
            Some(PlanRow { row, topic: row.text("about"), of_sources: row.text("ofSources") == "true", says })
        })
        .collect();
    found.sort_by_key(|row| (row.topic, row.of_sources, row.row.text("path"), row.row.line()));
    found
}

impl PlanRow<'_> {
    /// Whether what the row is about is there.
    pub(super) fn is_there(&self) -> bool {
        self.row.some(if self.of_sources { "sourcesPath" } else { "pagePath" }).is_some()
    }

    /// Whether any page of the corpus is there: a plan alone says nothing of pages.
    pub(super) fn has_pages(&self) -> bool {
        self.row.text("hasPages") == "true"
    }

    /// What the row should say, if what it says is wrong.
    pub(super) fn should_say(&self) -> Option<Says> {
        match (self.says, self.is_there()) {
            (Says::ToDo, true) => {
                let complete = self.of_sources || self.row.text("status").ends_with("#Complete");
                Some(if complete { Says::Done } else { Says::Begun })
            }
            (Says::Done, false) => Some(Says::ToDo),
            _ => None,
        }
    }

    /// The edit that makes the row say it, where just one is right. A page that is there proves "to do" wrong. "Done" is
    /// wrong only of a path at which nothing is, while no page is there that the row could mean: the title of a check list
    /// may not be the page's, and a page that no plan knows may have been renamed.
    pub(super) fn edit(&self, marks: &Marks<'_>) -> Option<Edit> {
        let says = self.should_say().filter(|_| self.has_pages())?;
        let is_item = self.row.text("rule") == "plan-item";
        let is_begun = self.row.text("status").ends_with("#InProgress");
        if says == Says::ToDo && (is_item || is_begun || marks.has_unplanned) {
            return None;
        }
        let (old, new) = if is_item {
            (says == Says::Done).then(|| ("[ ]".to_owned(), "[x]".to_owned()))?
        } else {
            let stated = self.row.text("stated");
            (stated.to_owned(), marks.fitting(self.row.text("path"), says, stated)?.to_owned())
        };
        (!old.trim().is_empty()).then_some(Edit { old, new })
    }
}

impl<'a> Marks<'a> {
    pub(super) fn of(rows: &[PlanRow<'a>]) -> Self {
        let mut known = BTreeMap::new();
        if let Some(row) = rows.first() {
            for (says, column) in [(Says::Done, "done"), (Says::Begun, "begun"), (Says::ToDo, "todo")] {
                known
                    .insert(says, row.row.text(column).split(", ").filter(|mark| !mark.is_empty()).collect());
            }
        }
        let has_unplanned = rows.first().is_some_and(|row| row.row.text("unplanned") == "true");
        let mut used: BTreeMap<(&str, Says), BTreeMap<&str, usize>> = BTreeMap::new();
        for row in rows {
            let of_meaning = used.entry((row.row.text("path"), row.says)).or_default();
            *of_meaning.entry(row.row.text("stated")).or_default() += 1;
        }
        Self { used, known, has_unplanned }
    }

    /// The mark that the document uses most for this; in a document that uses none, the first known one of the kind of
    /// `stated`: a symbol for a symbol, a word for a word.
    fn fitting(&self, path: &str, says: Says, stated: &str) -> Option<&'a str> {
        let most_used = |of_meaning: &BTreeMap<&'a str, usize>| {
            of_meaning.iter().max_by_key(|(_, count)| **count).map(|(mark, _)| *mark)
        };
        let is_word = |mark: &str| mark.chars().any(char::is_alphanumeric);
        let known = || self.known.get(&says)?.iter().find(|mark| is_word(mark) == is_word(stated)).copied();
        let has_both = is_word(stated) && !stated.starts_with(char::is_alphanumeric);
        self.used.get(&(path, says)).and_then(most_used).or_else(|| known().filter(|_| !has_both))
    }
}

impl Says {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::ToDo => "still to be done",
            Self::Begun => "begun",
            Self::Done => "done",
        }
    }
}

/// The parameters and the query of both checks.
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
