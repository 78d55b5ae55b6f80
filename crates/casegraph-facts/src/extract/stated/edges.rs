//! Edges that parts state: company, uses, replaced, rejected, tags, supersedes.

use std::collections::BTreeSet;

use crate::extract::parts::page::{PageView, divided};
use crate::extract::parts::stated::Stated;
use crate::extract::parts::unit::UnitView;
use crate::markdown::block::{BlockKind, links, plain_text};
use crate::model::document_facts::{DocumentFacts, Labelled};
use crate::model::id::Kind;
use crate::model::owner::Owner;
use crate::model::relation::Relation;
use crate::model::stated::StatedEdge;
use crate::names::name_list::firms_of_list;
use crate::profile::Profile;
use crate::rules::compiled::CompiledRule;
use crate::rules::part::PartWord;
use crate::rules::place::Place;
use crate::rules::text::{Are, Part};

/// Where parts are read: a page, or a unit in it.
pub(super) struct Reader<'r, 'a> {
    pub(super) page: &'r PageView<'a>,
    pub(super) unit: Option<&'r UnitView<'a>>,
    pub(super) rule: &'r CompiledRule,
    pub(super) title: Option<&'r Stated>,
}

impl Reader<'_, '_> {
    pub(super) fn profile(&self) -> &Profile {
        self.page.profile
    }

    /// The first value of a part.
    pub(super) fn first(&self, part: Part) -> Option<Stated> {
        let places = self.rule.part(part);
        match self.unit {
            Some(unit) => unit.first(self.page, places, self.title),
            None => self.page.first(places, self.title),
        }
    }

    /// The values at a place.
    pub(super) fn texts(&self, place: &Place) -> Vec<Stated> {
        match self.unit {
            Some(unit) => unit.texts(self.page, place, self.title),
            None => self.page.texts(place, self.title),
        }
    }

    fn names(&self, place: &Place) -> Vec<Stated> {
        match self.unit {
            Some(unit) => unit.names(self.page, place, self.title),
            None => self.page.names(place, self.title),
        }
    }

    /// The companies that the part `company` names, each once.
    pub(super) fn companies(&self) -> Vec<Stated> {
        let mut known = BTreeSet::new();
        let found = self.rule.part(Part::Company).iter().flat_map(|place| self.companies_at(place));
        let found: Vec<Stated> = found.collect();
        found.into_iter().filter(|company| known.insert(company.text.to_lowercase())).collect()
    }

    fn companies_at(&self, place: &Place) -> Vec<Stated> {
        let texts = self.texts(place);
        let named = texts.into_iter().flat_map(|stated| match place {
            Place::Column(_) | Place::Label(_) => firms_of_list(&stated.text)
                .into_iter()
                .map(|text| Stated { text, ..stated.clone() })
                .collect(),
            Place::Word(PartWord::Text) => {
                let name = self.unit.and_then(UnitView::name);
                name.into_iter().collect::<Vec<_>>()
            }
            _ => vec![stated],
        });
        named.filter(|company| !self.profile().is_placeholder_company(&company.text)).collect()
    }

    /// Adds an edge to each company.
    pub(super) fn add_companies(&self, owner: Owner, facts: &mut DocumentFacts) -> Vec<Stated> {
        let companies = self.companies();
        for company in &companies {
            facts.stated.push(edge(owner, Relation::Company, Some(Kind::Company), company));
        }
        companies
    }

    /// Adds edges to what is used, replaced and rejected, and to the known names among the tags.
    pub(super) fn add_uses(&self, owner: Owner, facts: &mut DocumentFacts) {
        let uses = self.asserts_uses();
        let parts = [
            (Part::Uses, Relation::Uses),
            (Part::Replaced, Relation::Replaced),
            (Part::Rejected, Relation::Rejected),
        ];
        for (part, relation) in parts {
            let relation = if uses { relation } else { Relation::Mentions };
            for place in self.rule.part(part) {
                // In a section of a decision, only names that are known count.
                if matches!(place, Place::Section(_)) && self.rule.are == Are::Decision {
                    continue;
                }
                for name in
                    self.names(place).into_iter().filter(|name| !self.profile().is_empty_value(&name.text))
                {
                    facts.stated.push(edge(owner, relation, None, &name));
                }
            }
        }
        let relation = if uses { Relation::Uses } else { Relation::Mentions };
        for tag in self.tags() {
            facts.stated.push(StatedEdge { is_name: false, ..edge(owner, relation, None, &tag) });
        }
    }

    /// Whether the thing can use others.
    fn asserts_uses(&self) -> bool {
        matches!(self.rule.are, Are::CaseStudy | Are::Company | Are::Decision)
    }

    /// The key words, each once.
    pub(super) fn tags(&self) -> Vec<Stated> {
        let mut known = BTreeSet::new();
        let found = self.rule.part(Part::Tags).iter().flat_map(|place| self.texts(place));
        let found: Vec<Stated> = found.flat_map(|stated| divided(&stated)).collect();
        found.into_iter().filter(|tag| known.insert(tag.text.clone())).collect()
    }

    /// Adds edges to decisions that this one replaces, and from the one that replaces it.
    pub(super) fn add_supersessions(&self, facts: &mut DocumentFacts) {
        for (part, reversed) in [(Part::Supersedes, false), (Part::SupersededBy, true)] {
            for place in self.rule.part(part) {
                let found = match place {
                    Place::Section(section) => self.superseded_in(section, reversed),
                    Place::Key(_) => self.texts(place),
                    _ => self
                        .texts(place)
                        .into_iter()
                        .filter(|stated| says(&stated.text, reversed).is_some())
                        .collect(),
                };
                for stated in found {
                    let edge = edge(Owner::Document, Relation::Supersedes, Some(Kind::Decision), &stated);
                    facts.stated.push(StatedEdge { is_name: false, reversed, ..edge });
                }
            }
        }
    }

    /// What a section says after "superseded by" or "supersedes": the links after these words, else the words themselves.
    fn superseded_in(&self, section: &str, reversed: bool) -> Vec<Stated> {
        let mut found = Vec::new();
        for block in self.page.blocks_in(section) {
            if matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Table(_)) {
                continue;
            }
            let text = plain_text(&block.inlines);
            let Some(after) = says(&text, reversed) else { continue };
            let named =
                links(&block.inlines).filter(|link| !link.image && after.contains(link.text.as_str()));
            let of_links: Vec<Stated> = named
                .map(|link| Stated {
                    lines: block.lines,
                    ..Stated::link(link, crate::model::rule::Rule::StatedSection)
                })
                .collect();
            if of_links.is_empty() {
                let name = crate::names::name_list::first_sentence(after);
                if !name.is_empty() {
                    found.push(Stated::new(name, block.lines, crate::model::rule::Rule::StatedSection));
                }
            }
            found.extend(of_links);
        }
        found
    }
}

/// The text after the words that say that a decision is replaced, or that it replaces another.
fn says(text: &str, reversed: bool) -> Option<&str> {
    let words: &[&str] = if reversed {
        &[
            "superseded by",
            "superceded by",
            "replaced by",
            "amended by",
            "superseded in favour of",
            "superseded in favor of",
        ]
    } else {
        &["supersedes", "supercedes", "replaces", "amends"]
    };
    let lower = text.to_ascii_lowercase();
    let found = words.iter().filter_map(|word| Some((lower.find(word)?, word.len())));
    let (at, length) = found.min()?;
    let after = text.get(at + length..)?.trim_start_matches([':', ' ']);
    // What comes after the other words belongs to them.
    let other: &[&str] =
        if reversed { &["supersedes", "replaces"] } else { &["superseded by", "replaced by"] };
    let lower = after.to_ascii_lowercase();
    let end = other.iter().filter_map(|word| lower.find(word)).min().unwrap_or(after.len());
    after.get(..end)
}

/// An edge to what a value names.
pub(super) fn edge(owner: Owner, relation: Relation, kind: Option<Kind>, stated: &Stated) -> StatedEdge {
    StatedEdge {
        owner,
        relation,
        kind,
        name: stated.text.trim().to_owned(),
        href: stated.href.clone(),
        is_name: true,
        reversed: false,
        subject: None,
        lines: stated.lines,
        rule: stated.rule,
    }
}

/// A value as a text with its lines.
pub(super) fn labelled(stated: &Stated) -> Labelled {
    Labelled { text: stated.text.clone(), lines: stated.lines }
}
