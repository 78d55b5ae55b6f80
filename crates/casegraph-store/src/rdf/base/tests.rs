//! Base IRIs, and IRIs of keys.

use expect_test::expect;
use proptest::prelude::*;

use super::*;

#[test]
fn a_base_is_an_absolute_web_iri_that_ends_in_a_separator() {
    let texts = [
        "http://casegraph.localhost/",
        "https://example.org/cases#",
        "https://example.org/cases",
        "ftp://example.org/",
        "http:///x/",
        "example.org/",
        "https://exa mple.org/",
        "",
    ];
    let said: Vec<String> = texts
        .iter()
        .map(|text| {
            Base::new(text).map_or_else(
                |error| format!("{}: {}", error.text, error.problem),
                |base| format!("{base}: ok"),
            )
        })
        .collect();
    expect![[r#"
        http://casegraph.localhost/: ok
        https://example.org/cases#: ok
        https://example.org/cases: it does not end in `/` or `#`
        ftp://example.org/: it does not begin with `http://` or `https://`
        http:///x/: it has no host
        example.org/: it does not begin with `http://` or `https://`
        https://exa mple.org/: Invalid IRI code point ' '
        : it does not begin with `http://` or `https://`"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn keys_become_iris() {
    let cases = [
        (Kind::CaseStudy, "nosql_migrations/2"),
        (Kind::Metric, "nosql_migrations/2/metric/1"),
        (Kind::Section, "a/README.md#why-this-happens"),
        (Kind::Section, "a/C#.md#why"),
        (Kind::Section, "a/README.md#"),
        (Kind::Document, "a/C#.md"),
        (Kind::Document, "100%.md"),
        (Kind::Topic, "../x"),
        (Kind::Topic, "x> } DROP"),
        (Kind::Company, "łódź-2"),
        (Kind::Source, "discord.com/blog/how?a=1&b=\"2\""),
    ];
    let base = Base::default();
    let iris: Vec<String> = cases.iter().map(|(kind, key)| base.iri(&ThingId::new(*kind, *key))).collect();
    expect![[r#"
        http://casegraph.localhost/case/nosql_migrations/2
        http://casegraph.localhost/case/nosql_migrations/2/metric/1
        http://casegraph.localhost/doc/a/README.md#why-this-happens
        http://casegraph.localhost/doc/a/C%23.md#why
        http://casegraph.localhost/doc/a/README.md#%23
        http://casegraph.localhost/doc/a/C%23.md
        http://casegraph.localhost/doc/100%25.md
        http://casegraph.localhost/topic/%2E%2E/x
        http://casegraph.localhost/topic/x%3E%20%7D%20DROP
        http://casegraph.localhost/company/łódź-2
        http://casegraph.localhost/source/discord.com/blog/how%3Fa=1&b=%222%22"#]]
    .assert_eq(&iris.join("\n"));
}

#[test]
fn no_file_shares_a_graph_with_another_kind_of_graph() {
    let base = Base::default();
    let graph = |path: &str| base.document_graph(&DocPath::new(path).unwrap());
    assert_eq!(graph("a/b c.md"), "http://casegraph.localhost/graph/a/b%20c.md");
    for own in [base.vocabulary_graph(), base.inferred_graph(), base.meta_graph()] {
        let name = own.rsplit('/').next().unwrap().to_owned();
        assert_ne!(graph(&name), own);
    }
}

fn any_id() -> impl Strategy<Value = ThingId> {
    let key = prop_oneof![".{0,12}", "[a#/%?.2-5]{0,6}", "(a|#|/|%23|%6D|/metric|/metric/|\\?){0,5}"];
    (0..KINDS.len(), key).prop_map(|(kind, key)| ThingId::new(KINDS[kind], key))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn ids_have_valid_and_distinct_iris(a in any_id(), b in any_id()) {
        for base in [Base::default(), Base::new("https://example.org/x#").unwrap()] {
            let (first, second) = (base.iri(&a), base.iri(&b));
            prop_assert!(NamedNode::new(first.as_str()).is_ok(), "{first}");
            prop_assert_eq!(a == b, first == second, "{} and {}", first, second);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_id_of_an_iri_is_the_inverse_of_the_iri_of_an_id(id in any_id(), text in ".{0,20}|[a#/%?.2-5]{0,9}") {
        for base in [Base::default(), Base::new("https://example.org/x#").unwrap()] {
            prop_assert_eq!(base.id(&base.iri(&id)), Some(id.clone()));
            for text in [text.clone(), format!("{base}{text}"), format!("{base}doc/{text}"), format!("{base}case/{text}")] {
                if let Some(id) = base.id(&text) {
                    prop_assert_eq!(base.iri(&id), text);
                }
            }
        }
    }
}

#[test]
fn keys_are_what_follows_the_kind_whatever_the_base_looks_like() {
    let base = Base::new("https://example.org/topic/").unwrap();
    let texts = [
        "https://example.org/topic/topic/sharding",
        "https://example.org/topic/category/api/limits",
        "https://example.org/topic/doc/a%20b.md#c",
        "https://example.org/topic/nothing",
        "https://example.org/topic/",
        "https://w3id.org/casegraph/ns#Complete",
        "plain text",
        "",
    ];
    let said = texts.map(|text| format!("{} | {}", base.relative(text), base.key(text)));
    expect![[r#"
        topic/sharding | sharding
        category/api/limits | api/limits
        doc/a%20b.md#c | a%20b.md#c
        nothing | nothing
         | 
        https://w3id.org/casegraph/ns#Complete | https://w3id.org/casegraph/ns#Complete
        plain text | plain text
         | "#]]
    .assert_eq(&said.join("\n"));
}
