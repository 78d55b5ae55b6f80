//! Reading and checking whole vocabulary files.

use expect_test::{Expect, expect};

use super::*;
use crate::vocabulary_file::check::check_vocabularies;

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
fn an_unusable_term_is_a_finding() {
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
            vocabulary/names.ttl:7: vocabulary-term: <https://discord.com/> is a cg:Company, but its IRI is not that of a company (begin it with <http://casegraph.localhost/company/>)
            vocabulary/names.ttl:8: vocabulary-term: <http://casegraph.localhost/company/kafka> is a cg:Technology, but its IRI is not that of a technology (begin it with <http://casegraph.localhost/technology/>)
            vocabulary/names.ttl:9: vocabulary-term: <http://casegraph.localhost/company/%c5%82> is not written in normal form (write <http://casegraph.localhost/company/ł>)
            vocabulary/names.ttl:10: vocabulary-term: <http://casegraph.localhost/company/> is a cg:Company, but its IRI is not that of a company (begin it with <http://casegraph.localhost/company/>)
            vocabulary/names.ttl:11: vocabulary-term: <http://casegraph.localhost/company/blank> has no label (give it a schema:name)
            13 triples
        "#]],
    );
}

#[test]
fn a_syntax_error_yields_one_finding_and_no_names() {
    check(
        &format!(
            "{HEAD}company:discord a cg:Company ; schema:name \"Discord\" .\ncompany:x a cg:Company ; schema:name Discord .\n"
        ),
        expect![[r#"
            vocabulary/names.ttl:6:38: vocabulary-syntax: Discord is not a valid RDF object (the file is ignored until it is valid Turtle)
            0 triples
        "#]],
    );
    check(
        "<a> <b> <c> ",
        expect![[r#"
            vocabulary/names.ttl:1:13: vocabulary-syntax: Unexpected end (the file is ignored until it is valid Turtle)
            0 triples
        "#]],
    );
    check(
        "<a> nope:b <c> .\n",
        expect![[r#"
            vocabulary/names.ttl:1:5: vocabulary-syntax: The prefix nope: has not been declared (the file is ignored until it is valid Turtle)
            0 triples
        "#]],
    );
    check(
        "<a b> <c> <d> .\n",
        expect![[r#"
            vocabulary/names.ttl:1:1: vocabulary-syntax: Invalid IRI code point ' ' (the file is ignored until it is valid Turtle)
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

fn check_all(files: &[&str], expected: Expect) {
    let base = Base::default();
    let read = |(number, text): (usize, &&str)| {
        let path = DocPath::new(&format!("vocabulary/{}.ttl", number + 1)).unwrap();
        let vocabulary = read_vocabulary(&path, &format!("{HEAD}{text}"), &base);
        assert_eq!(vocabulary.diagnostics, []);
        vocabulary
    };
    let files: Vec<Vocabulary> = files.iter().enumerate().map(read).collect();
    let built_in = [Name::plain(
        casegraph_facts::ThingId::new(casegraph_facts::Kind::Technology, "redis"),
        "Redis",
        casegraph_facts::NameOrigin::BuiltIn,
    )];
    let mut shown = String::new();
    for finding in check_vocabularies(&files, &built_in, &base) {
        let help = finding.help.as_deref().unwrap_or_default();
        shown +=
            &format!("{}:{}: {}: {} ({help})\n", finding.path, finding.line, finding.code, finding.message);
    }
    expected.assert_eq(&shown);
}

#[test]
fn guards_need_their_label_and_distinct_terms_refer_to_each_other() {
    let terms = "company:meta a cg:Company ;\n  schema:name \"Meta\" ;\n  cg:ordinaryWord \"meta\" ;\n  cg:ambiguous \"Meta\" ;\n\
        cg:never \"meta tag\", \"metadata\" ;\n  cg:distinctFrom <technology/meta>, <technology/redis>, <pattern/none> .\n\
        <technology/meta> a cg:Technology ;\n  skos:prefLabel \"Meta lang\" .\n";
    check_all(
        &[terms],
        expect![[r#"
            vocabulary/1.ttl:5: vocabulary-term: <company/meta> is distinct from <pattern/none>, which no vocabulary declares (declare <pattern/none>, or remove cg:distinctFrom)
            vocabulary/1.ttl:5: vocabulary-term: <company/meta> is distinct from <technology/meta>, but <technology/meta> does not state it (add `cg:distinctFrom <company/meta>` to <technology/meta>)
            vocabulary/1.ttl:7: vocabulary-term: cg:ordinaryWord "meta" is not a label of <company/meta> (write an existing label, or add it as skos:hiddenLabel)
            vocabulary/1.ttl:9: vocabulary-term: cg:never "metadata" does not contain a label of <company/meta> (write a phrase that contains a label)
        "#]],
    );
}

#[test]
fn a_shared_label_needs_guards_and_distinct_terms() {
    let one = "company:segment a cg:Company ; schema:name \"Segment\" ; cg:ordinaryWord \"Segment\" ; cg:distinctFrom <pattern/s> .\n\
        <technology/kafka> a cg:Technology ; skos:prefLabel \"Kafka\" .\n\
        <technology/kafka-2> a cg:Technology ; skos:prefLabel \"Apache Kafka\" ;\n  skos:altLabel \"kafka\" .\n";
    let two = "<pattern/s> a cg:Pattern ; skos:prefLabel \"segmentation\" ; skos:altLabel \"Segment\" ; cg:ambiguous \"Segment\" ;\n\
        cg:distinctFrom company:segment .\n<technology/kafka> a cg:Technology ; skos:prefLabel \"Kafka\" .\n\
        <pattern/segment> a cg:Pattern ; skos:prefLabel \"segment\" .\n";
    check_all(
        &[one, two],
        expect![[r#"
        vocabulary/1.ttl:8: alias-conflict: "kafka" is a label of <technology/kafka-2> and of <technology/kafka> (remove it from one; or state cg:distinctFrom on both and guard it in both with cg:ordinaryWord or cg:ambiguous)
        vocabulary/2.ttl:8: alias-conflict: "segment" is a label of <pattern/segment> and of <company/segment> (remove it from one; or state cg:distinctFrom on both and guard it in both with cg:ordinaryWord or cg:ambiguous)
    "#]],
    );
}

#[test]
fn guards_are_read() {
    let text = "company:meta a cg:Company ; schema:name \"Meta\" ; skos:hiddenLabel \"Meta Inc\", \"Meta\" ; cg:ordinaryWord \"Meta\" ;\n\
        cg:evidence \"Facebook\" ; cg:never \"Meta tag\" ; cg:distinctFrom <technology/meta>, <https://x.org/> .\n";
    let vocabulary =
        read_vocabulary(&DocPath::new("a.ttl").unwrap(), &format!("{HEAD}{text}"), &Base::default());
    expect![[r#"
        [
            Name {
                id: ThingId {
                    kind: Company,
                    key: "meta",
                },
                label: "Meta",
                alternatives: [],
                hidden: [
                    "Meta Inc",
                ],
                guards: Guards {
                    ordinary: [
                        "Meta",
                    ],
                    ambiguous: [],
                    evidence: [
                        "Facebook",
                    ],
                    never: [
                        "Meta tag",
                    ],
                    distinct_from: [
                        ThingId {
                            kind: Technology,
                            key: "meta",
                        },
                    ],
                },
                origin: Corpus,
            },
        ]
    "#]]
    .assert_debug_eq(&vocabulary.names);
}
