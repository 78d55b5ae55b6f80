//! Rules as `casegraph.toml` writes them.

use serde::{Deserialize, Serialize};

use super::condition::{ConditionText, With};
use super::error::RuleError;
use super::one_or_many::OneOrMany;
use super::part::PartText;
use super::path_pattern::PathPattern;
use super::ruleset::Ruleset;
use super::site::{CopiesText, SiteText};
use crate::model::document::Role;

/// The places of a part: one, or several that are tried in order; of a part with several values, all are read.
pub type Places = OneOrMany<PartText>;

/// The rules of a collection: the tables `[[rule]]`, `[[copies]]` and `[site]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RulesText {
    /// The rules; the first that takes a unit has it.
    #[serde(rename = "rule", skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleText>,
    /// Pages that are copies of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<CopiesText>,
    /// The site that the collection is built into.
    #[serde(skip_serializing_if = "SiteText::is_empty")]
    pub site: SiteText,
}

impl RulesText {
    /// Whether all of it can be used.
    ///
    /// # Errors
    /// The key that is wrong, with the place of its rule in the list.
    pub fn check(&self) -> Result<(), (Option<usize>, RuleError)> {
        Ruleset::new(&self.rules, &self.copies, &self.site).map(|_| ())
    }
}

/// One rule: the units that it takes (one of the first seven keys), what they are, and where their parts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleText {
    /// Takes pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<ConditionText>,
    /// Takes folders: all pages of one are one thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folders: Option<ConditionText>,
    /// Takes sections: a heading and the text up to the next heading of its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<ConditionText>,
    /// Takes items of lists, those of the outermost list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<ConditionText>,
    /// Takes rows of tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<ConditionText>,
    /// Takes paragraphs that begin with a link or bold words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraphs: Option<ConditionText>,
    /// Takes `<details>` with a `<summary>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<ConditionText>,
    /// What the units are.
    pub are: Are,
    /// How a unit inside a page relates to the page's own thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge: Option<EdgeText>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Places>,
    /// The short name that makes its identity; else the file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Places>,
    /// The company or companies that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Places>,
    /// The category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Places>,
    /// The domain, which holds categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Places>,
    /// The topic that a case study belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Places>,
    /// The status, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Places>,
    /// The date, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Places>,
    /// The language of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Places>,
    /// Sources that it cites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Places>,
    /// Technologies and patterns that it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<Places>,
    /// Technologies and patterns that it moved away from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<Places>,
    /// Technologies and patterns that it considered and turned down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Places>,
    /// Things that it is related to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<Places>,
    /// Things to know before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisites: Option<Places>,
    /// Decisions that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Places>,
    /// The decision that replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<Places>,
    /// Key words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Places>,
    /// Results in numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Places>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also_called: Option<Places>,
}

/// What the units of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Are {
    /// Something that a company did.
    CaseStudy,
    /// A subject.
    Topic,
    /// A pattern; its page is a topic, too.
    Pattern,
    /// A technology.
    Technology,
    /// A company.
    Company,
    /// A work that is cited.
    Source,
    /// A decision record.
    Decision,
    /// A plan of topics.
    Plan,
    /// A template to copy: asserts nothing.
    Template,
    /// The page of a folder: leads to others.
    Index,
    /// A page that is no thing of its own.
    Page,
    /// The sources file of a topic.
    Sources,
}

impl Are {
    /// The role of a page that is such a thing.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::CaseStudy => Role::CaseStudy,
            Self::Topic => Role::Topic,
            Self::Pattern => Role::Pattern,
            Self::Technology => Role::Technology,
            Self::Company => Role::Company,
            Self::Decision => Role::Decision,
            Self::Plan => Role::Plan,
            Self::Template => Role::Template,
            Self::Index => Role::Index,
            Self::Sources => Role::Sources,
            Self::Page | Self::Source => Role::Page,
        }
    }

    /// As `casegraph.toml` writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-study",
            Self::Topic => "topic",
            Self::Pattern => "pattern",
            Self::Technology => "technology",
            Self::Company => "company",
            Self::Source => "source",
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Template => "template",
            Self::Index => "index",
            Self::Page => "page",
            Self::Sources => "sources",
        }
    }
}

/// How a unit inside a page relates to the page's own thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeText {
    /// The unit uses the page's thing (companies), or the page's thing uses the unit.
    Uses,
    /// They are related.
    Related,
    /// The page mentions the unit.
    Mentions,
    /// The unit is the company of the page's thing.
    Company,
}

/// What a rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Pages.
    Pages,
    /// Folders.
    Folders,
    /// Sections.
    Sections,
    /// Items of lists.
    Items,
    /// Rows of tables.
    Rows,
    /// Paragraphs.
    Paragraphs,
    /// Details.
    Details,
}

impl Unit {
    /// As `casegraph.toml` writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Folders => "folders",
            Self::Sections => "sections",
            Self::Items => "items",
            Self::Rows => "rows",
            Self::Paragraphs => "paragraphs",
            Self::Details => "details",
        }
    }

    /// Whether the unit is a part of a page.
    #[must_use]
    pub fn is_inside_a_page(self) -> bool {
        !matches!(self, Self::Pages | Self::Folders)
    }
}

/// A part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the key of the same name of `RuleText`")]
pub enum Part {
    Title,
    Id,
    Company,
    Category,
    Domain,
    Topic,
    Status,
    Date,
    Language,
    Sources,
    Uses,
    Replaced,
    Rejected,
    Related,
    Prerequisites,
    Supersedes,
    SupersededBy,
    Tags,
    Metrics,
    AlsoCalled,
}

impl Part {
    /// All parts with their keys, in the order in which rules are written.
    pub const ALL: [(&str, Self); 20] = [
        ("title", Self::Title),
        ("id", Self::Id),
        ("company", Self::Company),
        ("category", Self::Category),
        ("domain", Self::Domain),
        ("topic", Self::Topic),
        ("status", Self::Status),
        ("date", Self::Date),
        ("language", Self::Language),
        ("sources", Self::Sources),
        ("uses", Self::Uses),
        ("replaced", Self::Replaced),
        ("rejected", Self::Rejected),
        ("related", Self::Related),
        ("prerequisites", Self::Prerequisites),
        ("supersedes", Self::Supersedes),
        ("superseded-by", Self::SupersededBy),
        ("tags", Self::Tags),
        ("metrics", Self::Metrics),
        ("also-called", Self::AlsoCalled),
    ];
}

impl RuleText {
    /// A rule without parts.
    #[must_use]
    pub fn new(unit: Unit, condition: ConditionText, are: Are) -> Self {
        let mut rule = Self {
            pages: None,
            folders: None,
            sections: None,
            items: None,
            rows: None,
            paragraphs: None,
            details: None,
            are,
            edge: None,
            title: None,
            id: None,
            company: None,
            category: None,
            domain: None,
            topic: None,
            status: None,
            date: None,
            language: None,
            sources: None,
            uses: None,
            replaced: None,
            rejected: None,
            related: None,
            prerequisites: None,
            supersedes: None,
            superseded_by: None,
            tags: None,
            metrics: None,
            also_called: None,
        };
        let slot = match unit {
            Unit::Pages => &mut rule.pages,
            Unit::Folders => &mut rule.folders,
            Unit::Sections => &mut rule.sections,
            Unit::Items => &mut rule.items,
            Unit::Rows => &mut rule.rows,
            Unit::Paragraphs => &mut rule.paragraphs,
            Unit::Details => &mut rule.details,
        };
        *slot = Some(condition);
        rule
    }

    /// The same rule with a part; a part without places is left out.
    #[must_use]
    pub fn with(mut self, part: Part, places: Vec<PartText>) -> Self {
        if !places.is_empty() {
            *self.slot(part) = Some(places.into());
        }
        self
    }

    /// What the rule takes, and the condition.
    ///
    /// # Errors
    /// None or several of the seven keys.
    pub fn unit(&self) -> Result<(Unit, &ConditionText), RuleError> {
        let mut given = self.units();
        match (given.next(), given.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err(RuleError::new(
                "rule",
                "takes nothing; write one of `pages`, `folders`, `sections`, `items`, `rows`, `paragraphs`, `details`: \
                 `pages = {}` takes every page",
            )),
            (Some((first, _)), Some((second, _))) => {
                let (first, second) = (first.code(), second.code());
                Err(RuleError::new(
                    second,
                    format!("the rule has `{first}` already; write a rule for each of the two"),
                ))
            }
        }
    }

    pub(super) fn units(&self) -> impl Iterator<Item = (Unit, &ConditionText)> {
        let all = [
            (Unit::Pages, &self.pages),
            (Unit::Folders, &self.folders),
            (Unit::Sections, &self.sections),
            (Unit::Items, &self.items),
            (Unit::Rows, &self.rows),
            (Unit::Paragraphs, &self.paragraphs),
            (Unit::Details, &self.details),
        ];
        all.into_iter().filter_map(|(unit, condition)| Some((unit, condition.as_ref()?)))
    }

    /// The places of a part, in the order in which they are tried.
    #[must_use]
    pub fn part(&self, part: Part) -> &[PartText] {
        let places = match part {
            Part::Title => &self.title,
            Part::Id => &self.id,
            Part::Company => &self.company,
            Part::Category => &self.category,
            Part::Domain => &self.domain,
            Part::Topic => &self.topic,
            Part::Status => &self.status,
            Part::Date => &self.date,
            Part::Language => &self.language,
            Part::Sources => &self.sources,
            Part::Uses => &self.uses,
            Part::Replaced => &self.replaced,
            Part::Rejected => &self.rejected,
            Part::Related => &self.related,
            Part::Prerequisites => &self.prerequisites,
            Part::Supersedes => &self.supersedes,
            Part::SupersededBy => &self.superseded_by,
            Part::Tags => &self.tags,
            Part::Metrics => &self.metrics,
            Part::AlsoCalled => &self.also_called,
        };
        places.as_ref().map_or(&[], OneOrMany::as_slice)
    }

    fn slot(&mut self, part: Part) -> &mut Option<Places> {
        match part {
            Part::Title => &mut self.title,
            Part::Id => &mut self.id,
            Part::Company => &mut self.company,
            Part::Category => &mut self.category,
            Part::Domain => &mut self.domain,
            Part::Topic => &mut self.topic,
            Part::Status => &mut self.status,
            Part::Date => &mut self.date,
            Part::Language => &mut self.language,
            Part::Sources => &mut self.sources,
            Part::Uses => &mut self.uses,
            Part::Replaced => &mut self.replaced,
            Part::Rejected => &mut self.rejected,
            Part::Related => &mut self.related,
            Part::Prerequisites => &mut self.prerequisites,
            Part::Supersedes => &mut self.supersedes,
            Part::SupersededBy => &mut self.superseded_by,
            Part::Tags => &mut self.tags,
            Part::Metrics => &mut self.metrics,
            Part::AlsoCalled => &mut self.also_called,
        }
    }

    /// Whether the rule can be used: one unit, conditions and parts that the unit can have, patterns that compile.
    ///
    /// # Errors
    /// The first key that is wrong.
    pub fn check(&self) -> Result<(), RuleError> {
        let (unit, condition) = self.unit()?;
        let key = |name: &str| format!("{}.{name}", unit.code());
        if self.edge.is_some() && !unit.is_inside_a_page() {
            let reason =
                "relates a unit inside a page to the page's thing; a rule for pages or folders has none";
            return Err(RuleError::new("edge", reason));
        }
        if !condition.columns.is_empty() && unit != Unit::Rows {
            return Err(RuleError::new(key("columns"), "only `rows` have columns"));
        }
        if condition.with == Some(With::Link) && !unit.is_inside_a_page() {
            return Err(RuleError::new(key("with"), "only units inside a page are taken by their link"));
        }
        if condition.heading.is_some() && !unit.is_inside_a_page() {
            let reason =
                "says under which heading a unit stands; for the headings that a page has, write `headings`";
            return Err(RuleError::new(key("heading"), reason));
        }
        let pattern =
            condition.path.as_deref().map(|path| PathPattern::new(&key("path"), path)).transpose()?;
        if let (Some(path), Some(under)) = (&condition.path, &condition.under)
            && never_under(path, under)
        {
            let reason = format!("`path` never lies under `{under}`, so the rule can take nothing");
            return Err(RuleError::new(key("under"), reason));
        }
        for (name, part) in Part::ALL {
            for place in self.part(part) {
                match place {
                    PartText::Column { column } if unit != Unit::Rows => {
                        let reason = format!("only `rows` have columns, so there is no column `{column}`");
                        return Err(RuleError::new(name, reason));
                    }
                    PartText::PathGroup { path_group } => {
                        let known = pattern.as_ref().is_some_and(|pattern| {
                            pattern.group_names().any(|group| group == path_group.as_str())
                        });
                        if !known {
                            let reason = format!("the rule's `path` has no group `(?<{path_group}>…)`");
                            return Err(RuleError::new(name, reason));
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Whether no path that fits the pattern lies in the folder: the letters before the first mark of a pattern decide.
fn never_under(path: &str, under: &str) -> bool {
    let marks = ['\\', '(', ')', '^', '$', '+', '|', '*', '?', '[', ']', '{', '}', '.'];
    if path.contains('|') {
        return false;
    }
    let literal = path.split(marks).next().unwrap_or_default();
    let shared = literal.len().min(under.len());
    literal.get(..shared) != under.get(..shared)
}
