//! Caches and queries over the graph give the same answers as the facts.

use std::path::Path;

use casegraph_facts::{Citation, Detail, FactSet, Kind, Lines, Name, Occurrence, Relation, Rule, ThingId};
use proptest::prelude::*;

use casegraph_learn::{DocumentDigests, Index, Names, TopicGraph, reduced};

use super::cache::CacheFile;
use super::from_graph;
use super::search::paragraphs_of;
use casegraph_corpus::Corpus;
use casegraph_corpus::Session;
use casegraph_corpus::Silent;
use casegraph_corpus::{self, Bundle};

fn cache_file(parts: &[Vec<u8>]) -> CacheFile {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept");
    Bundle::write(&file, "stamp", parts).unwrap();
    let shelf = Bundle::open(&file).unwrap();
    assert_eq!(shelf.stamp(), "stamp");
    CacheFile(shelf)
}

fn content() -> (Corpus, FactSet) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let corpus = Corpus::open(&root).unwrap();
    let facts = casegraph_corpus::read_facts(&corpus, &Silent).unwrap();
    (corpus, facts)
}

/// Every thing is shown the same from all facts, from the reduced ones, and from the cached ones.
fn check(topic_graph: &TopicGraph, facts: &FactSet) {
    let reduced = reduced(facts.clone());
    let file = cache_file(&DocumentDigests::encode(&reduced).unwrap());
    let cached = DocumentDigests::decode(Box::new(file)).unwrap();
    let all = DocumentDigests::from_facts(facts.clone());
    let kinds = [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company, Kind::CaseStudy, Kind::Source];
    for (id, _) in all.names().of_kinds(&kinds) {
        let shown = |digests: &DocumentDigests| topic_graph.show(digests, id, Vec::new());
        assert_eq!(shown(&all), shown(&cached), "{id}");
    }
    assert_eq!(cached.into_facts().documents, reduced.documents);
}

#[test]
fn the_caches_of_the_collection_equal_its_facts() {
    let (corpus, facts) = content();
    let topic_graph = TopicGraph::from_facts(&facts, &corpus.config().profile);
    check(&topic_graph, &facts);
    let texts = paragraphs_of(&corpus, &facts);
    let index = Index::from_facts(&facts, &texts).encode();
    assert_eq!(index, Index::from_facts(&reduced(facts), &texts).encode());
    assert!(index.unwrap().iter().all(|part| part.len() > 1000));
    let cached = TopicGraph::decode(&cache_file(&topic_graph.encode().unwrap())).unwrap();
    assert_eq!((cached.relations(), cached.entities()), (topic_graph.relations(), topic_graph.entities()));
    assert!(cached.relations().evidence().len() > 200);
}

#[test]
fn a_damaged_cache_file_counts_as_missing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept");
    assert!(Bundle::open(&file).is_none(), "missing");
    Bundle::write(&file, "stamp", &[b"one".to_vec(), Vec::new(), b"three".to_vec()]).unwrap();
    let parts = || -> Option<[Vec<u8>; 3]> {
        let shelf = Bundle::open(&file)?;
        assert_eq!((shelf.len(), shelf.bytes(3)), (3, None));
        Some([shelf.bytes(0)?, shelf.bytes(1)?, shelf.bytes(2)?])
    };
    assert_eq!(parts(), Some([b"one".to_vec(), Vec::new(), b"three".to_vec()]));
    let whole = std::fs::read(&file).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        std::fs::write(&file, damaged).unwrap();
        assert_eq!(parts(), None, "byte {at}");
        std::fs::write(&file, &whole[..at]).unwrap();
        assert!(Bundle::open(&file).is_none(), "{at} bytes");
    }
}

/// An occurrence of one of few things in one of few parts of a page.
fn occurrence(facts: &FactSet) -> impl Strategy<Value = Occurrence> + use<> {
    let page = facts.documents.iter().find(|document| document.case_studies.len() > 1).unwrap();
    let mut from: Vec<ThingId> = page.case_studies.iter().take(2).map(|study| study.id.clone()).collect();
    from.extend([page.id.clone(), page.about.clone().unwrap()]);
    let mut to: Vec<Option<ThingId>> =
        facts.sources.iter().take(2).map(|source| Some(source.id.clone())).collect();
    to.extend(["redis", "kafka"].map(|key| Some(ThingId::new(Kind::Technology, key))));
    to.extend([None, Some(ThingId::new(Kind::Company, "acme")), page.about.clone()]);
    let relations = [Relation::Uses, Relation::Mentions, Relation::Company, Relation::Cites];
    let asserts = prop::sample::subsequence(relations.to_vec(), 0..3);
    let line = 1..40u32;
    let parts = (prop::sample::select(from), prop::sample::select(to), asserts, line);
    parts.prop_map(|(from, to, mut asserts, line)| {
        let citation = Citation {
            flags: Vec::new(),
            url: Some("https://a.example/".to_owned()),
            title: "T".to_owned(),
            authors: Vec::new(),
            publisher: None,
            date: None,
            remark: None,
        };
        // What is cited is a source, and a source is nothing but cited.
        let is_source = to.as_ref().is_some_and(|to| to.kind() == Kind::Source);
        asserts.retain(|relation| is_source || *relation != Relation::Cites);
        let detail =
            if is_source { Detail::Citation(citation) } else { Detail::Mention { surface: "x".to_owned() } };
        Occurrence { from, to, asserts, lines: Lines::at(line), rule: Rule::NameInText, detail }
    })
}

#[test]
fn digests_equal_the_facts_of_any_page() {
    let (corpus, facts) = content();
    let name = |kind: Kind, key: &str| Name {
        id: ThingId::new(kind, key),
        label: key.to_owned(),
        alternatives: Vec::new(),
        ..facts.names[0].clone()
    };
    let mut small = facts.clone();
    let at = facts.documents.iter().position(|document| document.case_studies.len() > 1).unwrap();
    small.documents = vec![facts.documents[at].clone()];
    small.names =
        vec![name(Kind::Company, "acme"), name(Kind::Technology, "kafka"), name(Kind::Technology, "redis")];
    small.sources.truncate(2);
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        cases: 64,
        failure_persistence: None,
        ..Default::default()
    });
    let outcome = runner.run(&prop::collection::vec(occurrence(&facts), 0..30), |occurrences| {
        let mut facts = small.clone();
        facts.documents[0].occurrences = occurrences;
        check(&TopicGraph::from_facts(&facts, &corpus.config().profile), &facts);
        let texts = vec![Vec::new()];
        let index = Index::from_facts(&facts, &texts).encode();
        prop_assert_eq!(index, Index::from_facts(&reduced(facts), &texts).encode());
        Ok(())
    });
    outcome.unwrap();
}

/// The things of a topic graph as JSON, without what no question of learners depends on: the order of alternative labels and of key
/// topics, and the guards of names.
fn entities(topic_graph: &TopicGraph) -> serde_json::Value {
    let mut value = serde_json::to_value(topic_graph.entities()).unwrap();
    for topic in value["topics"].as_array_mut().unwrap() {
        for list in ["alternatives", "key_topics"] {
            topic[list].as_array_mut().unwrap().sort_by_key(ToString::to_string);
        }
    }
    for name in value["names"].as_array_mut().unwrap() {
        let name = name.as_object_mut().unwrap();
        name.retain(|key, _| matches!(key.as_str(), "id" | "label" | "alternatives"));
        name["alternatives"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
    }
    value
}

/// A text for everything that the names say of texts that people could type.
fn resolved(names: &Names, texts: &[String]) -> Vec<String> {
    let kinds = [&Names::LEARNABLE[..], &[Kind::Topic], &[Kind::Company], &[Kind::Category, Kind::Domain]];
    let resolve = |text: &String, kinds: &[Kind]| match names.resolve(text, kinds) {
        Ok(id) => format!("{text}: {id}"),
        Err(error) => format!("{text}: {error}: {}", error.help().unwrap_or_default()),
    };
    texts.iter().flat_map(|text| kinds.map(|kinds| resolve(text, kinds))).collect()
}

fn assert_graph_equals_facts(root: &Path) {
    let corpus = Corpus::open(root).unwrap();
    let build = casegraph_corpus::build(&corpus, &Silent).unwrap();
    let from_facts = TopicGraph::from_facts(&build.facts, &corpus.config().profile);
    let session = Session::with_store(corpus, casegraph_store::Store::load(&build.graph));
    let from_graph = from_graph::topic_graph(&session).unwrap();
    let (wanted, found) = (from_facts.relations(), from_graph.relations());
    let root = root.display();
    for (wanted, found) in wanted.evidence().iter().zip(found.evidence()) {
        assert_eq!(wanted, found, "{root}");
    }
    for (wanted, found) in wanted.unresolved().iter().zip(found.unresolved()) {
        assert_eq!(wanted, found, "{root}");
    }
    assert!(wanted == found, "{root}: {} and {} relations", wanted.evidence().len(), found.evidence().len());
    let (wanted, found) = (entities(&from_facts), entities(&from_graph));
    for (list, wanted) in wanted.as_object().unwrap() {
        let (wanted, found) = (wanted.as_array().unwrap(), found[list].as_array().unwrap());
        for (wanted, found) in wanted.iter().zip(found) {
            assert_eq!(wanted.to_string(), found.to_string(), "{root}: {list}");
        }
        assert_eq!(wanted.len(), found.len(), "{root}: {list}");
    }
    let names = from_graph::names(&session).unwrap();
    let known = names.of_kinds(&Names::LEARNABLE).take(200);
    let mut texts: Vec<String> = known
        .flat_map(|(id, _)| {
            let (key, label) = (id.key(), names.label(id));
            let beginning: String = label.chars().take(4).collect();
            let typo: String = label.chars().rev().skip(1).collect();
            [id.to_string(), key.to_owned(), label.to_owned(), beginning, typo.chars().rev().collect()]
        })
        .collect();
    texts.extend(["", "e", "nothing like it"].map(str::to_owned));
    for (wanted, found) in resolved(from_facts.names(), &texts).iter().zip(resolved(&names, &texts)) {
        assert_eq!(*wanted, found, "{root}");
    }
}

#[test]
fn names_and_relations_from_the_graph_equal_those_from_the_facts() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    assert_graph_equals_facts(&top.join("content"));
    // More collections, such as large ones: their folders, separated by colons.
    let more = std::env::var("CASEGRAPH_TEST_COLLECTIONS").unwrap_or_default();
    for folder in more.split(':').filter(|folder| !folder.is_empty()) {
        assert_graph_equals_facts(Path::new(folder));
    }
    for profile in ["case-studies", "pages", "article-plan"] {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in COLLECTION {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text.replace("PROFILE", profile)).unwrap();
        }
        assert_graph_equals_facts(folder.path());
    }
}

/// Relations of every kind, with targets that exist, are planned, are suggested, or are missing, and names with several labels.
const COLLECTION: [(&str, &str); 12] = [
    ("casegraph.toml", "title = 'T'\nprofile = 'PROFILE'\n[links]\nstyle = 'site'\nroots = ['docs']\n"),
    (
        "PLAN.md",
        "# Plan\n\n## Domain 1: Backend\n\n### 01_Core\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n\
         | `alpha/` | ✅ | Beta, firsts | P1 |\n| `planned topic/` | ⬜ | Alpha | P3 |\n",
    ),
    (
        "vocabulary/names.ttl",
        "@base <http://casegraph.localhost/> .\n@prefix cg: <https://w3id.org/casegraph/ns#> .\n\
         @prefix schema: <https://schema.org/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         <technology/redis> a cg:Technology ; skos:prefLabel \"Rédis\"@fr, \"Redis\"@en, \"Redis DB\"@en ; skos:altLabel \"redis\" .\n\
         <pattern/token-bucket> a cg:Pattern, skos:Concept ; skos:prefLabel \"token bucket\" ; skos:altLabel \"bucket\"@en .\n\
         <company/acme> a cg:Company ; schema:name \"Acme\" ; schema:alternateName \"Acme Inc\" .\n",
    ),
    (
        "01_Backend/01_Core/alpha/README.md",
        "---\nprerequisites: [beta, gone/third, Words of Nothing, docs/guide/gamma]\nrelated: [/guide/gamma, nowhere]\n---\n# The Alpha\n\n\
         ## Case Study 1: One\n\n**Context**: Acme, 2024.\n\nRedis keeps a token bucket; Redis again, and [docs](https://a.example/x).\n\n\
         ## Related Patterns\n\n- [Beta](../beta/README.md) - why not\n- [Planned](../planned%20topic/README.md)\n\
         - [Moved](../../../elsewhere/beta/README.md) - moved away\n- [Gone](../gone/README.md)\n- [Anchor](../beta/README.md#nothing)\n\n\
         ### More\n\n- [Moved again](../../../other/beta/README.md#there)\n\n## Prerequisites\n\n- [Gamma](/guide/gamma) - first\n\
         - [Lost](/lost/gamma) - somewhere\n",
    ),
    (
        "01_Backend/01_Core/beta/README.md",
        "# Beta\n\nSee [alpha](../alpha/README.md), [gamma](../../../docs/guide/gamma.md) and ![a picture](missing.png).\n\nA bucket of Redis DB at Acme Inc.\n",
    ),
    (
        "01_Backend/01_Core/beta/RESOURCES.md",
        "# Resources\n\n## Blogs\n\n| Title | URL | Company |\n|---|---|---|\n| X | https://a.example/x | Acme |\n",
    ),
    (
        "docs/guide/gamma.md",
        "---\nprerequisites: alpha\naliases: [The Gamma]\n---\n# Gamma\n\n## Related Patterns\n\n- [Delta](delta)\n- [Self](gamma)\n- [x](../01_Backend/alpha)\n",
    ),
    ("docs/guide/delta.md", "# Delta: A & B\n\nRedis.\n"),
    ("docs/guide/index.md", "# Guide\n\n- [Gamma](gamma)\n"),
    ("TEMPLATE.md", "# <Topic>\n\n## Related Patterns\n\n- [Nothing](../nothing/README.md)\n"),
    (
        "notes/a page (1).md",
        "# A page\n\n## Prerequisites\n\n- [Beta](../01_Backend/01_Core/beta/)\n- [C](c%23.md)\n",
    ),
    ("notes/c#.md", "# C#\n\nToken bucket.\n"),
];
