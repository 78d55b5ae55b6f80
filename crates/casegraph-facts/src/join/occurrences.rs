//! The evidence in one document: its links, citations, mentions and plan entries, each with its target.

use std::collections::{HashMap, HashSet};

use super::links::{Target, Targets};
use super::page_things::PageThings;
use super::read_document::ReadDocument;
use super::sources::Cited;
use super::tree::Tree;
use crate::markdown::url;
use crate::model::document::{CaseStudy, Role};
use crate::model::document_facts::{LinkFacts, LinkForm, PlanEntryFacts, StatedCountFacts};
use crate::model::id::{Kind, ThingId};
use crate::model::location::{DocPath, Lines};
use crate::model::occurrence::{Detail, Link, Occurrence, Resolution, UnresolvedRelation};
use crate::model::owner::Owner;
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::stated::StatedEdge;
use crate::names::matcher::MentionFacts;
use crate::names::registry::Registry;
use crate::profile::Profile;

/// Builds the occurrences of one document.
pub(super) struct OccurrenceBuilder<'a> {
    pub(super) read: &'a ReadDocument,
    pub(super) about: Option<&'a ThingId>,
    /// The company, pattern or technology whose page it is.
    pub(super) names: Option<&'a ThingId>,
    pub(super) things: &'a PageThings,
    pub(super) registry: &'a Registry,
    pub(super) case_studies: &'a [CaseStudy],
    pub(super) cited: &'a [Cited<'a>],
    pub(super) tree: &'a Tree,
    pub(super) targets: &'a Targets<'a>,
}

impl OccurrenceBuilder<'_> {
    /// All occurrences, by line; on one line in the order citations, links, mentions, plan entries. Linear in the
    /// facts, but for sorting.
    pub(super) fn occurrences(&self, profile: &Profile) -> Vec<Occurrence> {
        let facts = &self.read.facts;
        let mut found = Vec::new();
        found.extend(self.cited.iter().map(|cited| self.citation(cited, profile)));
        for link in &facts.links {
            self.link(link, &mut found);
        }
        self.names(&mut found);
        found.extend(facts.plan_entries.iter().map(|entry| self.plan_entry(entry)));
        found.extend(facts.stated_counts.iter().map(|count| self.stated_count(count)));
        found.sort_by_key(|occurrence| occurrence.lines);
        found
    }

    fn document(&self) -> ThingId {
        ThingId::document(&self.read.facts.path)
    }

    /// The thing that an owner is: a metric, a case study or a topic that is a heading; `None` for the document.
    fn owner(&self, owner: Owner) -> Option<ThingId> {
        match owner {
            Owner::Document => None,
            Owner::Topic(index) => {
                let heading = self.read.facts.heading_topics.get(index)?;
                self.tree.topic_at(&heading.place).cloned()
            }
            Owner::CaseStudy(index) => self.case_studies.get(index).map(|case_study| case_study.id.clone()),
            Owner::Metric(index, metric) => self
                .case_studies
                .get(index)
                .and_then(|case_study| case_study.metrics.get(metric))
                .map(|metric| metric.id.clone()),
        }
    }

    fn citation(&self, cited: &Cited<'_>, profile: &Profile) -> Occurrence {
        let citation = cited.citation;
        let from =
            self.owner(citation.owner).or_else(|| self.about.cloned()).unwrap_or_else(|| self.document());
        let to = cited.id.clone();
        Occurrence {
            asserts: if to.is_some() { vec![Relation::Cites] } else { Vec::new() },
            from,
            to,
            lines: citation.lines,
            rule: citation.rule,
            detail: Detail::Citation(cited.as_written(profile)),
        }
    }

    fn link(&self, link: &LinkFacts, found: &mut Vec<Occurrence>) {
        let facts = &self.read.facts;
        let placeholder = url::is_placeholder_target(&link.href).then(|| "placeholder".to_owned());
        // The name of a page may have a colon.
        let scheme = || url::scheme(&link.href).filter(|_| !link.form.is_wiki() || link.href.contains("://"));
        let scheme = placeholder.or_else(scheme);
        let target = match link.form {
            _ if scheme.is_some() => None,
            LinkForm::Reference => self.reference(link),
            LinkForm::Wiki | LinkForm::WikiImage => Some(self.wiki(link)),
            LinkForm::Link | LinkForm::Image => Some(self.targets.resolve(&facts.path, &link.href)),
        };
        let scheme = scheme
            .or_else(|| (link.form == LinkForm::Reference && target.is_none()).then(|| "name".to_owned()));
        let document = target.as_ref().and_then(|target| target.document.as_ref());
        let is_page = |path: &&DocPath| path.is_markdown() && **path != facts.path && !link.form.is_image();
        // A key that only lists pages, such as `linked_from`, states no link from this document.
        let leads = link.form != LinkForm::Reference || link.relation.is_some();
        let linked = document.filter(is_page).filter(|_| leads).map(ThingId::document);
        let topic = target.as_ref().and_then(|target| self.topic_of(target));
        let about = self.about.filter(|about| about.kind() == Kind::Topic);
        let is_missing = target.as_ref().is_some_and(|target| target.resolution == Resolution::Missing);
        let unwritten = topic
            .clone()
            .filter(|_| is_missing && link.form == LinkForm::Link && facts.role != Role::Template);
        let related = match (about, link.relation, topic.clone()) {
            (Some(about), Some(relation), Some(topic)) if *about != topic && facts.role != Role::Template => {
                Some((about.clone(), relation, topic))
            }
            _ => None,
        };
        let rule = match &scheme {
            _ if link.form == LinkForm::Reference => Rule::FrontMatterReference,
            None if link.form.is_wiki() => Rule::WikiLink,
            None if !link.form.is_image() => Rule::RelativeLink,
            Some(scheme) if matches!(scheme.as_str(), "http" | "https") && !link.form.is_image() => {
                Rule::ExternalLink
            }
            _ => Rule::OtherLink,
        };
        let unresolved = match (about, link.relation, &topic) {
            (Some(_), Some(relation), None) if is_missing && facts.role != Role::Template => {
                let suggested_target = target.as_ref().and_then(|target| self.suggested_topic(link, target));
                Some(UnresolvedRelation { relation, suggested_target })
            }
            _ => None,
        };
        let written = self.link_as_written(link, scheme, target.as_ref());
        let detail = Detail::Link(Link { unresolved, ..written });
        let plain = |to: ThingId, detail: Detail| Occurrence {
            from: self.document(),
            to: Some(to),
            asserts: vec![Relation::LinksTo],
            lines: link.lines,
            rule,
            detail,
        };
        match (related, linked) {
            (Some((from, relation, to)), linked) => {
                found.push(Occurrence {
                    from,
                    to: Some(to),
                    asserts: vec![relation],
                    lines: link.lines,
                    rule,
                    detail,
                });
                found.extend(linked.map(|to| plain(to, Detail::Plain)));
            }
            (None, Some(to)) => found.push(plain(to, detail)),
            (None, None) => {
                let from = self.document();
                found.push(Occurrence {
                    from,
                    to: unwritten,
                    asserts: Vec::new(),
                    lines: link.lines,
                    rule,
                    detail,
                });
            }
        }
    }

    /// The target of a reference in front matter: a path, or the name of a topic. A single word that names no topic is
    /// not a broken link. For keys that only list pages (`linked_from`), no target is suggested: those pages have to be
    /// corrected.
    fn reference(&self, link: &LinkFacts) -> Option<Target> {
        let target = self.targets.resolve_reference(&self.read.facts.path, &link.href);
        if target.resolution == Resolution::Missing && !link.href.contains('/') {
            let by_name = self.tree.page_by_name(&link.href);
            let by_number = || self.targets.page_by_number(&self.read.facts.path, &link.href);
            return by_name.or_else(by_number).map(Targets::page);
        }
        let suggestion = target.suggestion.filter(|_| link.relation.is_some());
        Some(Target { suggestion, ..target })
    }

    /// The target of a wiki link: a file, or a page by its title.
    fn wiki(&self, link: &LinkFacts) -> Target {
        let target = self.targets.resolve_wiki(&self.read.facts.path, &link.href);
        if target.resolution != Resolution::Missing {
            return target;
        }
        let name = link.href.split('#').next().unwrap_or_default();
        let named = self.tree.page_by_name(name).filter(|_| !name.contains('/'));
        named.map_or(target, |page| {
            let heading = link.href.get(name.len()..).unwrap_or_default();
            self.targets.resolve_wiki(&self.read.facts.path, &format!("{page}{heading}"))
        })
    }

    /// The topic of the page that is suggested for a broken link.
    fn suggested_topic(&self, link: &LinkFacts, target: &Target) -> Option<ThingId> {
        let path = &self.read.facts.path;
        let suggestion = target.suggestion.as_ref()?;
        let found = match link.form {
            LinkForm::Reference => self.targets.resolve_reference(path, suggestion),
            LinkForm::Link | LinkForm::Image | LinkForm::Wiki | LinkForm::WikiImage => {
                self.targets.resolve(path, suggestion)
            }
        };
        self.topic_of(&found).filter(|topic| self.about != Some(topic))
    }

    /// The topic of the page that a link leads to, or that would be at its target.
    fn topic_of(&self, target: &Target) -> Option<ThingId> {
        let path = target
            .document
            .as_ref()
            .or(target.path.as_ref().filter(|_| target.resolution == Resolution::Missing))?;
        self.tree.topic_at(&self.targets.place_of_page(path)?).cloned()
    }

    fn link_as_written(&self, link: &LinkFacts, scheme: Option<String>, target: Option<&Target>) -> Link {
        let facts = &self.read.facts;
        let section = link.section.and_then(|section| facts.sections.get(section));
        Link {
            href: link.href.clone(),
            text: link.text.clone(),
            remark: link.remark.clone(),
            scheme: scheme.unwrap_or_else(|| "relative".to_owned()),
            target_path: target.and_then(|target| target.path.clone()),
            resolution: target.map(|target| target.resolution),
            suggestion: target.and_then(|target| target.suggestion.clone()),
            section: section.map(|section| ThingId::section(&facts.path, &section.anchor)),
            unresolved: None,
        }
    }

    /// The names in the text, and what the author states of some of them. A mention that says no more than a statement about the same
    /// line is left out.
    fn names(&self, found: &mut Vec<Occurrence>) {
        let mentions = self.read.mentions.iter().flat_map(|mention| self.mention(mention));
        let stated = self.stated();
        if stated.is_empty() {
            found.extend(mentions);
            return;
        }
        let mut by_ends: HashMap<(&ThingId, Option<&ThingId>), Vec<&Occurrence>> = HashMap::new();
        for occurrence in &stated {
            by_ends.entry((&occurrence.from, occurrence.to.as_ref())).or_default().push(occurrence);
        }
        let says_more = |mention: &Occurrence| {
            let of_same = by_ends.get(&(&mention.from, mention.to.as_ref())).into_iter().flatten();
            !of_same.into_iter().any(|stated| {
                stated.lines.contains(mention.lines.start())
                    && mention.asserts.iter().all(|relation| stated.asserts.contains(relation))
            })
        };
        found.extend(mentions.filter(says_more));
        found.extend(stated);
    }

    /// What the author states in keys, columns, sections, titles, folders and items, each thing once a line.
    fn stated(&self) -> Vec<Occurrence> {
        let mut known: HashSet<(ThingId, Relation, ThingId, Lines)> = HashSet::new();
        let mut found = Vec::new();
        for edge in &self.read.facts.stated {
            let Some((from, to)) = self.ends(edge) else { continue };
            if from == to || !known.insert((from.clone(), edge.relation, to.clone(), edge.lines)) {
                continue;
            }
            let mut asserts = vec![edge.relation];
            let mentions = matches!(
                edge.relation,
                Relation::Company | Relation::Uses | Relation::Replaced | Relation::Rejected
            );
            if mentions && matches!(from.kind(), Kind::CaseStudy | Kind::Document) {
                asserts.push(Relation::Mentions);
                asserts.sort_unstable();
            }
            found.push(Occurrence {
                from,
                to: Some(to),
                asserts,
                lines: edge.lines,
                rule: edge.rule,
                detail: Detail::Mention { surface: edge.name.clone() },
            });
        }
        found
    }

    /// The two ends of a stated edge, if both are things of the corpus.
    fn ends(&self, edge: &StatedEdge) -> Option<(ThingId, ThingId)> {
        let path = &self.read.facts.path;
        let named = match edge.kind {
            Some(Kind::Decision) => {
                let target = edge.href.as_ref().and_then(|href| self.targets.resolve(path, href).document);
                let of_link = target.as_ref().and_then(|target| self.things.decision(target));
                of_link.or_else(|| self.things.named_decision(path, &edge.name))
            }
            kind => self.registry.stated(kind, &edge.name),
        };
        let named = named?.clone();
        let own = if let Some(subject) = &edge.subject {
            self.registry.stated(None, subject)?.clone()
        } else {
            let of_page = self.names.filter(|_| edge.reversed && edge.relation == Relation::Uses).cloned();
            // A document mentions; only what it is about uses.
            let about = || self.about.filter(|_| edge.relation != Relation::Mentions).cloned();
            of_page.or_else(|| self.owner(edge.owner)).or_else(about).unwrap_or_else(|| self.document())
        };
        Some(if edge.reversed { (named, own) } else { (own, named) })
    }

    /// The occurrences of a name. A case study uses the patterns and technologies of its own account, and its company is the one in its
    /// context. What a page is about uses those in the sections that its rule names.
    fn mention(&self, mention: &MentionFacts) -> Vec<Occurrence> {
        let case_study = match mention.owner {
            Owner::Metric(index, _) => self.owner(Owner::CaseStudy(index)),
            owner => self.owner(owner),
        };
        let is_used = matches!(mention.name.kind(), Kind::Pattern | Kind::Technology);
        let states = mention.states.filter(|_| is_used);
        let mut asserts = vec![Relation::Mentions];
        if case_study.is_some() {
            match mention.name.kind() {
                Kind::Company if mention.in_context => asserts.push(Relation::Company),
                Kind::Pattern | Kind::Technology if mention.own_account || states.is_some() => {
                    asserts.push(states.unwrap_or(Relation::Uses));
                }
                _ => {}
            }
        }
        asserts.sort_unstable();
        let rule = match states {
            Some(_) => Rule::StatedSection,
            None if mention.in_context => Rule::NameInContext,
            None => Rule::NameInText,
        };
        let about = self
            .about
            .filter(|about| matches!(about.kind(), Kind::Company | Kind::Decision) && case_study.is_none());
        let of_page = about.zip(states).map(|(about, relation)| Occurrence {
            from: about.clone(),
            to: Some(mention.name.clone()),
            asserts: vec![relation],
            lines: Lines::at(mention.line),
            rule,
            detail: Detail::Mention { surface: mention.surface.clone() },
        });
        let mentioned = Occurrence {
            from: case_study.unwrap_or_else(|| self.document()),
            to: Some(mention.name.clone()),
            asserts,
            lines: Lines::at(mention.line),
            rule: if of_page.is_some() { Rule::NameInText } else { rule },
            detail: Detail::Mention { surface: mention.surface.clone() },
        };
        std::iter::once(mentioned).chain(of_page).collect()
    }

    fn plan_entry(&self, entry: &PlanEntryFacts) -> Occurrence {
        Occurrence {
            from: self.document(),
            to: self.tree.topic_of_entry(entry).cloned(),
            asserts: Vec::new(),
            lines: entry.lines,
            rule: entry.rule,
            detail: Detail::PlanEntry {
                stated_status: entry.stated_status.clone(),
                stated_priority: entry.priority,
                means: entry.status,
                of_sources: entry.is_sources,
            },
        }
    }

    fn stated_count(&self, count: &StatedCountFacts) -> Occurrence {
        Occurrence {
            from: self.document(),
            to: None,
            asserts: Vec::new(),
            lines: count.lines,
            rule: Rule::StatedCount,
            detail: Detail::StatedCount {
                what: count.what.clone(),
                stated: count.stated,
                counted: count.counted,
                agrees: count.agrees,
                surface: count.surface.clone(),
            },
        }
    }
}
