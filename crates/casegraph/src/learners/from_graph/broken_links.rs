//! Links whose target does not exist, with the relation that their author states by them.
//!
//! The graph has no edge for such a relation. It follows from the section that the link is in, or from the key of front matter; the
//! suggested page follows from the suggestion for the link. One case cannot be told apart: a broken link in a footnote that is
//! defined inside a section of relations states nothing, and counts here.

use std::collections::BTreeMap;

use casegraph_facts::{
    Detail, DocPath, Document, Kind, Lines, Link, LinkStyle, Occurrence, Profile, Relation, Resolution, Role,
    Rule, ThingId, UnresolvedRelation,
};
use casegraph_store::Term;
use casegraph_store::vocabulary::xsd;
use percent_encoding::percent_decode_str;

use super::rows::{Cell, rows};
use super::{Documents, empty_link};
use crate::error::Error;
use casegraph_corpus::Session;

const BROKEN: &str = "SELECT ?document ?line ?end ?rule ?href ?text ?remark ?suggestion {
  VALUES ?rule { 'relative-link' 'front-matter-reference' }
  ?evidence cg:resolution 'missing' ; cg:rule ?rule ; cg:href ?href ; cg:linkText ?text ;
            prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end .
  OPTIONAL { ?evidence cg:remark ?remark }
  OPTIONAL { ?evidence cg:suggestion ?suggestion }
  FILTER NOT EXISTS { ?evidence cg:to ?to }
}";

/// Values of front matter that are no path: plain words.
const WORDS: &str = "SELECT ?document ?line ?end ?rule ?href ?text ?remark ?suggestion {
  VALUES ?rule { 'front-matter-reference' }
  ?evidence cg:rule ?rule ; cg:href ?href ; cg:linkText ?text ;
            prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end .
  OPTIONAL { ?evidence cg:remark ?remark }
  OPTIONAL { ?evidence cg:suggestion ?suggestion }
  FILTER NOT EXISTS { ?evidence cg:resolution ?resolution }
}";

/// Adds the occurrences of such links to their documents.
pub(super) fn add(session: &Session, documents: &mut Documents) -> Result<(), Error> {
    let profile = &session.corpus().config().profile;
    for link in rows::<8>(session, WORDS)? {
        add_link(documents, &link, None, None);
    }
    let broken = rows::<8>(session, BROKEN)?;
    if broken.is_empty() {
        return Ok(());
    }
    let sections = relation_sections(session, profile)?;
    let pages = Pages::new(&documents.all);
    let mut found = Vec::new();
    for link in &broken {
        let [document, line, _, rule, _, text, _, suggestion] = link;
        let Some(document) = documents.indices.get(document.text()).and_then(|at| documents.all.get(*at))
        else {
            continue;
        };
        let about = document.about.as_ref().filter(|about| about.kind() == Kind::Topic);
        let is_reference = rule.text() == Rule::FrontMatterReference.code();
        let relation = if is_reference {
            profile.text().front_matter.relations.get(text.text()).copied()
        } else {
            let of_document = sections.get(document.path.as_str()).map(Vec::as_slice).unwrap_or_default();
            let line = line.number().unwrap_or(1);
            let around = of_document.iter().filter(|(lines, _)| lines.contains(line));
            around.max_by_key(|(lines, _)| lines.start()).map(|(_, relation)| *relation)
        };
        let (Some(relation), Some(about)) = (relation, about) else { continue };
        let target = suggestion
            .owned()
            .and_then(|suggestion| pages.topic_at(document, &suggestion, is_reference, profile))
            .filter(|topic| topic != about);
        found.push((link, UnresolvedRelation { relation, suggested_target: target }));
    }
    for (link, lost) in found {
        add_link(documents, link, Some(Resolution::Missing), Some(lost));
    }
    Ok(())
}

fn add_link(
    documents: &mut Documents,
    link: &[Cell; 8],
    resolution: Option<Resolution>,
    lost: Option<UnresolvedRelation>,
) {
    let [document, line, end, rule, href, text, remark, _] = link;
    let Some(document) = documents.get_mut(document.text()) else { return };
    let is_reference = rule.text() == Rule::FrontMatterReference.code();
    let written = Link {
        href: href.text().to_owned(),
        text: text.text().to_owned(),
        remark: remark.owned(),
        resolution,
        unresolved: lost,
        ..empty_link()
    };
    document.occurrences.push(Occurrence {
        from: document.id.clone(),
        to: None,
        asserts: Vec::new(),
        lines: Lines::new(line.number().unwrap_or(1), end.number().unwrap_or(1)),
        rule: if is_reference { Rule::FrontMatterReference } else { Rule::RelativeLink },
        detail: Detail::Link(written),
    });
}

/// The sections whose links are relations, by the path of their document.
type RelationSections = BTreeMap<String, Vec<(Lines, Relation)>>;

fn relation_sections(session: &Session, profile: &Profile) -> Result<RelationSections, Error> {
    let relations = &profile.text().section_rules.relations;
    let literal = |kind: &String| {
        Term::Literal { value: kind.clone(), datatype: xsd::STRING.to_owned(), language: None }.to_string()
    };
    let kinds: Vec<String> = relations.keys().map(literal).collect();
    let query = format!(
        "SELECT ?path ?kind ?line ?end {{
          VALUES ?kind {{ {} }}
          ?section cg:sectionKind ?kind ; prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end .
          ?document cg:path ?path .
        }}",
        kinds.join(" ")
    );
    let mut sections = RelationSections::new();
    for [path, kind, line, end] in rows(session, &query)? {
        if let (Some(relation), Some(line), Some(end)) =
            (relations.get(kind.text()), line.number(), end.number())
        {
            let of_document = sections.entry(path.text().to_owned()).or_default();
            of_document.push((Lines::new(line, end), *relation));
        }
    }
    Ok(sections)
}

/// The documents of a collection by path, each with its topic if it is a topic's page.
struct Pages<'d>(BTreeMap<&'d DocPath, Option<&'d ThingId>>);

impl<'d> Pages<'d> {
    fn new(documents: &'d [Document]) -> Self {
        let topic = |document: &'d Document| {
            document
                .about
                .as_ref()
                .filter(|about| document.role == Role::Topic && about.kind() == Kind::Topic)
        };
        Self(documents.iter().map(|document| (&document.path, topic(document))).collect())
    }

    /// The topic of the page that is suggested for a link: the first place that the suggestion can mean and that exists, as links
    /// are resolved when the graph is built.
    fn topic_at(
        &self,
        document: &Document,
        suggestion: &str,
        is_reference: bool,
        profile: &Profile,
    ) -> Option<ThingId> {
        let written = suggestion.split(['#', '?']).next().unwrap_or(suggestion);
        let written = percent_decode_str(written).decode_utf8_lossy();
        let links = &profile.text().links;
        let is_site = links.style == LinkStyle::Site;
        let named_roots = links.roots.iter().filter(|_| is_site);
        let roots =
            std::iter::once(DocPath::default()).chain(named_roots.filter_map(|root| DocPath::new(root)));
        let parent = document.path.parent();
        let folders: Vec<DocPath> = if is_reference {
            roots.chain([parent]).collect()
        } else if written.starts_with('/') {
            roots.collect()
        } else {
            let as_folder = parent.join(document.path.stem()).filter(|_| is_site);
            std::iter::once(parent)
                .chain(as_folder.filter(|_| !profile.is_index_file(&document.path)))
                .collect()
        };
        let paths = folders.iter().filter_map(|folder| folder.join(written.trim_start_matches('/')));
        let spellings = paths.flat_map(|path| {
            let with_ending = path
                .parent()
                .join(&format!("{}.md", path.file_name()))
                .filter(|_| is_site && !path.is_markdown());
            let index = profile.text().tree.index_files.iter().filter_map(|name| path.join(name));
            let index: Vec<DocPath> = index.collect();
            with_ending.into_iter().chain([path]).chain(index)
        });
        let mut pages = spellings.filter_map(|path| self.0.get(&path).copied());
        pages.next()?.cloned()
    }
}
