//! The page and the sources file of a planned topic, filled from the templates of the corpus.

use std::collections::BTreeMap;

use casegraph_facts::{DocPath, Kind};
use casegraph_store::{Answer, Term};

use crate::error::Error;
use crate::learners::Learners;
use casegraph_corpus::Session;
use casegraph_learn::NameError;

/// The files of a new topic: path in the corpus and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTopic {
    /// The topic's name.
    pub label: String,
    /// The page, then the sources file.
    pub files: Vec<(DocPath, String)>,
}

const PAGE: &str = "# <Topic name>\n\n## Case Study 1: \n\n### Problem\n\n**Context**: \n\n### Quick Answer\n\n### Detailed Explanation\n\n\
    ### Production Results\n\n**Key insight**: \n\n## Common Mistakes\n\n## Related Patterns\n\n## Research Resources\n\nSee [RESOURCES.md](./RESOURCES.md).\n";
const SOURCES: &str = "# <Topic name>: Research Resources\n\n## Engineering Blog Posts\n\n| Company | Title | URL | Date | Key Insights |\n\
    |---------|-------|-----|------|--------------|\n";

/// The files of a planned topic. Nothing is written.
///
/// # Errors
/// [`Error::Name`] for an unknown or ambiguous name; [`Error::TopicExists`];
/// [`casegraph_corpus::Error::Query`].
pub fn new_topic(session: &Session, name: &str) -> Result<NewTopic, Error> {
    session.needs_files("a page is written from the template of the corpus")?;
    let planned = cells(
        session,
        "SELECT ?topic ?label ?page ?category ?place ?domain ?domainPlace (GROUP_CONCAT(DISTINCT ?key; separator=', ') AS ?keys) { \
         ?topic a cg:Topic ; skos:prefLabel ?label OPTIONAL { ?topic cg:page ?p . ?p cg:path ?page } OPTIONAL { ?topic cg:keyTopic ?key } \
         OPTIONAL { ?topic skos:broader ?c . ?c skos:prefLabel ?category OPTIONAL { ?c cg:position ?place } \
         OPTIONAL { ?c skos:broader ?d . ?d skos:prefLabel ?domain OPTIONAL { ?d cg:position ?domainPlace } } } } \
         GROUP BY ?topic ?label ?page ?category ?place ?domain ?domainPlace",
    )?;
    let key = |row: &[String]| cell(row, 0).rsplit("/topic/").next().unwrap_or_default().to_owned();
    // Names are read only if the text is not an id.
    let id = match planned.iter().map(|row| key(row)).find(|id| id == name) {
        Some(id) => id,
        None => Learners::new(session).names()?.resolve(name, &[Kind::Topic])?.key().to_owned(),
    };
    let topic = id.as_str();
    let unknown = || NameError::UnknownName { name: name.to_owned(), suggestions: Vec::new() };
    let row = planned.iter().find(|row| key(row) == topic).ok_or_else(unknown)?;
    if !cell(row, 2).is_empty() {
        return Err(Error::TopicExists { topic: topic.to_owned(), page: cell(row, 2).to_owned() });
    }
    let wanted = cells(
        session,
        "SELECT DISTINCT ?topic ?path ?label ?target { ?link a cg:Link ; cg:to ?topic ; cg:targetPath ?target ; prov:wasDerivedFrom ?d . \
         ?topic a cg:Topic . ?d cg:path ?path ; schema:name ?label ; cg:role ?role FILTER(?role NOT IN ('template', 'plan')) }",
    )?;
    let wanted: Vec<&Vec<String>> = wanted.iter().filter(|link| cell(link, 0) == cell(row, 0)).collect();
    let stem = topic.rsplit('/').next().unwrap_or(topic);
    let folder = match wanted.first().and_then(|link| DocPath::new(cell(link, 3))) {
        Some(path) if path.is_markdown() && path.stem() == "README" => path.parent(),
        _ => folder(session, row)?.join(stem).unwrap_or_default(),
    };
    let (Some(page), Some(sources)) = (folder.join("README.md"), folder.join("RESOURCES.md")) else {
        return Err(unknown().into());
    };
    if session.corpus().path_on_disk(&page).exists() {
        return Err(Error::TopicExists { topic: topic.to_owned(), page: page.to_string() });
    }
    let label = title(cell(row, 1));
    let mut notes = Vec::new();
    if !cell(row, 7).is_empty() {
        notes.push(format!("<!-- Key topics of the plan: {} -->", cell(row, 7)));
    }
    let links: BTreeMap<&str, String> = wanted
        .iter()
        .filter_map(|link| {
            let path = DocPath::new(cell(link, 1))?;
            Some((cell(link, 1), format!("[{}]({})", cell(link, 2), page.relative_link_to(&path))))
        })
        .collect();
    if !links.is_empty() {
        let links: Vec<&str> = links.values().map(String::as_str).collect();
        notes.push(format!("<!-- Pages that link here, so related: {} -->", links.join(", ")));
    }
    let templates = cells(session, "SELECT ?path { ?d cg:role 'template' ; cg:path ?path }")?;
    let mut texts = [PAGE.to_owned(), SOURCES.to_owned()];
    for template in &templates {
        let Some(path) = DocPath::new(cell(template, 0)) else { continue };
        let name = path.file_name().to_uppercase();
        let of_sources = name.contains("RESOURCE") || name.contains("SOURCES");
        let text = String::from_utf8_lossy(&session.corpus().read(&path)?).into_owned();
        if let (Some(inside), Some(place)) = (fenced(&text), texts.get_mut(usize::from(of_sources))) {
            *place = inside;
        }
    }
    let [page_text, sources_text] = texts.map(|text| text.replace("<Topic name>", &label));
    let page_text = match page_text.split_once('\n') {
        Some((heading, rest)) if !notes.is_empty() => {
            format!("{heading}\n\n{}\n{rest}", notes.join("\n"))
        }
        _ => page_text,
    };
    Ok(NewTopic { label, files: vec![(page, page_text), (sources, sources_text)] })
}

/// The folder of a topic's category: the folder of another page in it, else one made of numbers and names.
fn folder(session: &Session, row: &[String]) -> Result<DocPath, Error> {
    let pages = cells(
        session,
        "SELECT ?category ?domain ?path { ?t cg:page ?p . ?p cg:path ?path . ?t skos:broader ?c . ?c skos:prefLabel ?category \
         OPTIONAL { ?c skos:broader ?d . ?d skos:prefLabel ?domain } }",
    )?;
    let category_of = |path: &str| {
        let path = DocPath::new(path).unwrap_or_default();
        if path.stem() == "README" { path.parent().parent() } else { path.parent() }
    };
    let in_category = |page: &&Vec<String>| cell(page, 0) == cell(row, 3) && cell(page, 1) == cell(row, 5);
    if let Some(page) = pages.iter().find(in_category) {
        return Ok(category_of(cell(page, 2)));
    }
    let in_domain = pages.iter().find(|page| !cell(page, 1).is_empty() && cell(page, 1) == cell(row, 5));
    let domain = match in_domain {
        Some(page) => category_of(cell(page, 2)).parent(),
        None => DocPath::new(&numbered(cell(row, 6), cell(row, 5))).unwrap_or_default(),
    };
    Ok(domain.join(&numbered(cell(row, 4), cell(row, 3))).unwrap_or_default())
}

fn cells(session: &Session, query: &str) -> Result<Vec<Vec<String>>, Error> {
    let Answer::Rows { rows, .. } = session.ask_text("a query of casegraph", query)? else {
        return Ok(Vec::new());
    };
    let text = |cell: &Option<Term>| cell.as_ref().map_or("", Term::text).to_owned();
    Ok(rows.iter().map(|row| row.iter().map(text).collect()).collect())
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// `03_Real_Time_Systems`.
fn numbered(position: &str, label: &str) -> String {
    let name = label.replace([' ', '/'], "_");
    position.parse::<u32>().map_or(name.clone(), |number| format!("{number:02}_{name}"))
}

/// A label in lower case, as a title.
fn title(label: &str) -> String {
    if label.chars().any(char::is_uppercase) {
        return label.to_owned();
    }
    let upper = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    label.split(' ').map(upper).collect::<Vec<String>>().join(" ")
}

/// The content of the outermost code fence of a template; the whole text if there is none.
fn fenced(text: &str) -> Option<String> {
    let start = text.lines().position(|line| line.starts_with("````"));
    let Some(start) = start else { return Some(text.to_owned()) };
    let fence: String = text.lines().nth(start)?.chars().take_while(|c| *c == '`').collect();
    let inside: Vec<&str> =
        text.lines().skip(start + 1).take_while(|line| line.trim_end() != fence).collect();
    Some(inside.join("\n") + "\n")
}
