//! A corpus without a single finding, and the ways to change it: what the planted faults grow in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many topics there are, two a category.
pub(crate) const TOPICS: usize = 10;

/// Path and bytes of every file.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A file's place in the tree, by the number of its topic.
fn category(number: usize) -> String {
    format!("0{}_C{}", number / 2 + 1, number / 2)
}

pub(crate) fn folder_of(name: &str, number: usize) -> String {
    format!("01_A/{}/{name}", category(number))
}

pub(crate) fn page(number: usize) -> String {
    format!("{}/README.md", folder_of(&format!("t{number}"), number))
}

pub(crate) fn list(number: usize) -> String {
    format!("{}/RESOURCES.md", folder_of(&format!("t{number}"), number))
}

/// A link from any topic page to the page of a topic beside topic `number`.
pub(crate) fn link_to(name: &str, number: usize) -> String {
    format!("../../{}/{name}/README.md", category(number))
}

/// A case study that has everything.
pub(crate) fn study(title: &str, number: usize, company: &str, words: &str) -> String {
    format!(
        "\n## Case Study {number}: Title {title} {number}\n\n### Problem\n\nToo slow [^a].\n\n**Context**: {company}.\n\n\
         ### Quick Answer\n\nA shorter way.\n\n### Detailed Explanation\n\n{words}\n\n### Production Results\n\n\
         | Metric | Before | After | Improvement |\n|---|---|---|---|\n| Latency [^a] | 900 ms | 100 ms | 9x faster |\n\n\
         **Key insight**: Short ways help.\n"
    )
}

/// The text below the case studies: related topics, and the definition of the footnote.
pub(crate) fn ending(related: &[String], source: &str) -> String {
    let mut text = "\n## Common Mistakes\n\nNone.\n".to_owned();
    if !related.is_empty() {
        text.push_str("\n## Related Patterns\n\n");
    }
    for link in related {
        let _ = writeln!(text, "- [That]({link}) - why");
    }
    if !source.is_empty() {
        let _ = write!(text, "\n[^a]: [One]({source}), Acme, 2024.\n");
    }
    text
}

pub(crate) fn topic(title: &str, studies: &str, ending: &str) -> String {
    format!("# Topic {title}\n\nWhat this page is about, told in one sentence.\n{studies}{ending}")
}

pub(crate) fn sources(title: &str) -> String {
    format!(
        "# Topic {title}: Resources\n\n## Engineering Blog Posts\n\n| Company | Title | URL | Date |\n|---|---|---|---|\n\
         | Acme | One | https://acme.com/{title}/one | 2024 |\n| Acme | Two | https://acme.com/{title}/two | 2024 |\n"
    )
}

/// Ten topics in a ring, each with three case studies, two sources and a right row in the plan; a vocabulary of which
/// every term is used; a template.
pub(crate) fn clean() -> Files {
    let mut files = Files::new();
    let mut plan = "# Plan\n\n## Domain 1: A\n".to_owned();
    let mut vocabulary = "@prefix cg: <https://w3id.org/casegraph/ns#> .\n@prefix schema: <https://schema.org/> .\n\
         @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@base <http://casegraph.localhost/> .\n\
         <company/acme> a cg:Company ; schema:name \"Acme\" .\n<company/globex> a cg:Company ; schema:name \"Globex\" .\n"
        .to_owned();
    for number in 0..TOPICS {
        if number % 2 == 0 {
            let _ = write!(
                plan,
                "\n### {} (2 topics)\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n",
                category(number)
            );
        }
        let _ = writeln!(plan, "| `t{number}/` | ✅ | k | P2 |");
        let title = number.to_string();
        let _ = writeln!(
            vocabulary,
            "<technology/zephyr{number}> a cg:Technology ; skos:prefLabel \"Zephyr{number}\" ."
        );
        let studies: String = (1..=3)
            .map(|at| {
                // One case study of another company, which has a source of its own on the first page.
                let company = if number == 0 && at == 2 { "Globex" } else { "Acme" };
                let words = if at == 1 { format!("Words of Zephyr{number}.") } else { "Words.".to_owned() };
                study(&title, at, company, &words)
            })
            .collect();
        let beside = [(number + 1) % TOPICS, (number + TOPICS - 1) % TOPICS];
        let related = beside.map(|other| link_to(&format!("t{other}"), other));
        let source = format!("https://acme.com/{number}/one");
        files.insert(page(number), topic(&title, &studies, &ending(&related, &source)).into_bytes());
        files.insert(list(number), sources(&title).into_bytes());
    }
    edit(
        &mut files,
        &list(0),
        "| Acme | Two |",
        "| Globex | Its own | https://globex.com/own | 2024 |\n| Acme | Two |",
    );
    files.insert("PLAN.md".to_owned(), plan.into_bytes());
    files.insert("vocabulary/names.ttl".to_owned(), vocabulary.into_bytes());
    files.insert("X_TEMPLATE.md".to_owned(), b"# T\n\n<One or two sentences: what was done.>\n".to_vec());
    files.insert("casegraph.toml".to_owned(), b"title = 'Clean'\n[gaps]\nas-of = '2026'\n".to_vec());
    files
}

/// Replaces the first `old` of a file, which must be there.
pub(crate) fn edit(files: &mut Files, path: &str, old: &str, new: &str) {
    let bytes = files.get_mut(path).unwrap_or_else(|| panic!("{path}"));
    let at = bytes.windows(old.len()).position(|window| window == old.as_bytes());
    let at = at.unwrap_or_else(|| panic!("{path}: {old}"));
    bytes.splice(at..at + old.len(), new.bytes());
}

/// Adds to the end of a file.
pub(crate) fn append(files: &mut Files, path: &str, text: &str) {
    files.get_mut(path).unwrap_or_else(|| panic!("{path}")).extend(text.bytes());
}

/// Adds a row to the table of the plan that has topic `number`, and one to the count above it.
pub(crate) fn plan(files: &mut Files, number: usize, name: &str, status: &str, priority: &str) {
    let text = String::from_utf8(files["PLAN.md"].clone()).unwrap();
    let heading = format!("### {} (", category(number));
    let at = text.find(&heading).unwrap() + heading.len();
    let count: usize = text[at..].split(' ').next().unwrap().parse().unwrap();
    edit(files, "PLAN.md", &format!("{heading}{count} "), &format!("{heading}{} ", count + 1));
    let last = format!("| `t{number}/` | ✅ | k | P2 |\n");
    edit(files, "PLAN.md", &last, &format!("{last}| `{name}/` | {status} | k | {priority} |\n"));
}

/// Adds a page beside topic `number`, with sources of its own where the text cites one, a row in the plan, and a link
/// from that topic's text.
pub(crate) fn add_topic(files: &mut Files, number: usize, name: &str, text: &str) {
    add_loose_topic(files, number, name, text);
    plan(files, number, name, "✅", "P2");
    let link = link_to(name, number);
    edit(files, &page(number), "Words.", &format!("Words, and [more]({link})."));
}

/// The same, without a link to it and without a row in the plan.
pub(crate) fn add_loose_topic(files: &mut Files, number: usize, name: &str, text: &str) {
    let folder = folder_of(name, number);
    files.insert(format!("{folder}/README.md"), text.as_bytes().to_vec());
    if text.contains("[^a]: ") {
        files.insert(format!("{folder}/RESOURCES.md"), sources(name).into_bytes());
    }
}

/// A page with all that a page must have, which leads to these.
pub(crate) fn whole_topic(name: &str, related: &[String]) -> String {
    let studies: String = (1..=3).map(|at| study(name, at, "Acme", "Words.")).collect();
    topic(name, &studies, &ending(related, &format!("https://acme.com/{name}/one")))
}
