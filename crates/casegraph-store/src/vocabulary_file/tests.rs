//! Whole vocabulary files: what is read of them, and what is said of them.

use expect_test::{Expect, expect};

use super::*;

fn check(turtle: &str, expected: Expect) {
    let path = DocPath::new("vocabulary/names.ttl").unwrap();
    let vocabulary = read_vocabulary(&path, turtle, &Base::default());
    let mut shown = String::new();
    for name in &vocabulary.names {
        shown += &format!("{} = {:?} {:?}\n", name.id, name.label, name.alternatives);
    }
    for finding in &vocabulary.diagnostics {
        let column = finding.column.map_or(String::new(), |column| format!(":{column}"));
        let help = finding.help.as_deref().unwrap_or_default();
        shown += &format!(
            "{}:{}{column}: {}: {} ({help})\n",
            finding.path, finding.line, finding.code, finding.message
        );
    }
    shown += &format!("{} triples\n", vocabulary.triples().len());
    expected.assert_eq(&shown);
}

const HEAD: &str = "@prefix cg: <https://w3id.org/casegraph/ns#> .\n@prefix schema: <https://schema.org/> .\n\
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix company: <http://casegraph.localhost/company/> .\n";

#[test]
fn names_are_read_with_their_labels() {
    let text = "company:discord a cg:Company ; schema:name \"Discord\" ; schema:alternateName \"Discord Inc.\" , \"Discord\" .\n\
        <technology/scylladb> a cg:Technology ; skos:prefLabel \"ScyllaDB\"@en , \"Scylla\" ; skos:altLabel \"Scylla DB\" .\n\
        <pattern/dual-writes> a cg:Pattern ; skos:prefLabel \"Dual Writes\"@de , \"Dual writes\"@en ; skos:note [ schema:name \"x\" ] .\n\
        <company/%C5%82> a skos:Concept .\n";
    check(
        &format!("{HEAD}{text}"),
        expect![[r#"
            company/discord = "Discord" ["Discord Inc."]
            pattern/dual-writes = "Dual writes" ["Dual Writes"]
            technology/scylladb = "Scylla" ["Scylla DB", "ScyllaDB"]
            14 triples
        "#]],
    );
}

#[test]
fn a_term_that_cannot_be_used_is_a_finding() {
    let text = "company:disc a cg:Company .\n\
        company:discord a cg:Company ; skos:prefLabel \"Discord\" .\n\
        <https://discord.com/> a cg:Company ; schema:name \"Discord\" .\n\
        company:kafka a cg:Technology ; skos:prefLabel \"Kafka\" .\n\
        <company/%c5%82> a cg:Company ; schema:name \"ł\" .\n\
        <company/> a cg:Company ; schema:name \"?\" .\n\
        company:blank a cg:Company ; schema:name \" \" .\n";
    check(
        &format!("{HEAD}{text}"),
        expect![[r#"
            vocabulary/names.ttl:5: vocabulary-term: <http://casegraph.localhost/company/disc> has no label (give it a schema:name)
            vocabulary/names.ttl:6: vocabulary-term: <http://casegraph.localhost/company/discord> has no label (give it a schema:name)
            vocabulary/names.ttl:7: vocabulary-term: <https://discord.com/> is a cg:Company, but its IRI is not one of a company (begin it with <http://casegraph.localhost/company/>)
            vocabulary/names.ttl:8: vocabulary-term: <http://casegraph.localhost/company/kafka> is a cg:Technology, but its IRI is not one of a technology (begin it with <http://casegraph.localhost/technology/>)
            vocabulary/names.ttl:9: vocabulary-term: <http://casegraph.localhost/company/%c5%82> is not written in normal form (write <http://casegraph.localhost/company/ł>)
            vocabulary/names.ttl:10: vocabulary-term: <http://casegraph.localhost/company/> is a cg:Company, but its IRI is not one of a company (begin it with <http://casegraph.localhost/company/>)
            vocabulary/names.ttl:11: vocabulary-term: <http://casegraph.localhost/company/blank> has no label (give it a schema:name)
            13 triples
        "#]],
    );
}

#[test]
fn a_syntax_error_costs_the_file_and_one_finding() {
    check(
        &format!(
            "{HEAD}company:discord a cg:Company ; schema:name \"Discord\" .\ncompany:x a cg:Company ; schema:name Discord .\n"
        ),
        expect![[r#"
            vocabulary/names.ttl:6:38: vocabulary-syntax: Discord is not a valid RDF object (nothing of this file is used until it is valid Turtle)
            0 triples
        "#]],
    );
    check(
        "<a> <b> <c> ",
        expect![[r#"
        vocabulary/names.ttl:1:13: vocabulary-syntax: Unexpected end (nothing of this file is used until it is valid Turtle)
        0 triples
    "#]],
    );
    check(
        "<a> nope:b <c> .\n",
        expect![[r#"
        vocabulary/names.ttl:1:5: vocabulary-syntax: The prefix nope: has not been declared (nothing of this file is used until it is valid Turtle)
        0 triples
    "#]],
    );
    check(
        "<a b> <c> <d> .\n",
        expect![[r#"
        vocabulary/names.ttl:1:1: vocabulary-syntax: Invalid IRI code point ' ' (nothing of this file is used until it is valid Turtle)
        0 triples
    "#]],
    );
    check(
        "",
        expect![[r#"
        0 triples
    "#]],
    );
}
