//! Suggests names that are in no vocabulary, as a vocabulary file to complete.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph_facts::{Kind, SuggestedName, ThingId, counted, slug};
use casegraph_store::Base;
use casegraph_store::vocabulary::{cg, schema, skos};

use crate::error::Error;
use casegraph_corpus::Corpus;
use casegraph_corpus::Progress;
use casegraph_corpus::read_documents;

/// The names that occur at least `minimum` times in the running text of the corpus and are neither in its vocabulary nor in the
/// built-in one; the most frequent first.
///
/// # Errors
/// [`Error::Corpus`] when the folder cannot be read or holds no Markdown.
pub fn suggest_names(
    corpus: &Corpus,
    minimum: usize,
    progress: &dyn Progress,
) -> Result<Vec<SuggestedName>, Error> {
    let read = read_documents(corpus, progress)?;
    Ok(casegraph_facts::suggest_names(&read.registry, &read.documents, minimum))
}

/// Suggested names as Turtle: a vocabulary file, with the number and the places of the occurrences as comments. Names with the same
/// slug are labels of one term.
#[must_use]
pub fn suggestions_as_turtle(suggested: &[SuggestedName], base: &Base) -> String {
    let mut out = String::new();
    let relative = base.as_str().ends_with('/');
    if relative {
        let _ = writeln!(out, "@base <{}> .", base.as_str());
    }
    for (prefix, namespace) in
        [("cg", cg::NAMESPACE), ("schema", schema::NAMESPACE), ("skos", skos::NAMESPACE)]
    {
        let _ = writeln!(out, "@prefix {prefix}: <{namespace}> .");
    }
    for (id, names) in terms(suggested) {
        let iri = base.iri(&id);
        let shown = iri.strip_prefix(base.as_str()).filter(|_| relative).unwrap_or(&iri);
        let (types, label, other) = match id.kind() {
            Kind::Company => ("cg:Company, schema:Organization", "schema:name", "schema:alternateName"),
            Kind::Pattern => ("cg:Pattern, skos:Concept", "skos:prefLabel", "skos:altLabel"),
            _ => ("cg:Technology", "skos:prefLabel", "skos:altLabel"),
        };
        out.push('\n');
        for name in &names {
            let places = name.places.iter().map(|(path, line)| format!("{path}:{line}"));
            let times =
                if name.count == 1 { "once".to_owned() } else { counted(name.count, "time", "times") };
            let _ = writeln!(out, "# {}: {times}, {}", name.name, places.collect::<Vec<_>>().join(", "));
        }
        let mut labels = names.iter().map(|name| literal(&name.name));
        let _ = write!(out, "<{shown}> a {types} ;\n    {label} {}", labels.next().unwrap_or_default());
        let others: Vec<String> = labels.collect();
        if !others.is_empty() {
            let _ = write!(out, " ;\n    {other} {}", others.join(", "));
        }
        out.push_str(" .\n");
    }
    out
}

/// The names as terms, in the order of their first names; names without a letter or digit are skipped.
fn terms(suggested: &[SuggestedName]) -> Vec<(ThingId, Vec<&SuggestedName>)> {
    let mut places: BTreeMap<ThingId, usize> = BTreeMap::new();
    let mut terms: Vec<(ThingId, Vec<&SuggestedName>)> = Vec::new();
    for name in suggested {
        let key = slug(&name.name);
        if key.is_empty() {
            continue;
        }
        let id = ThingId::new(name.kind, key);
        let at = *places.entry(id.clone()).or_insert(terms.len());
        match terms.get_mut(at) {
            Some((_, names)) => names.push(name),
            None => terms.push((id, vec![name])),
        }
    }
    terms
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use casegraph_facts::DocPath;
    use casegraph_store::read_vocabulary;
    use expect_test::expect;

    use super::*;

    fn suggested(name: &str, kind: Kind, count: usize) -> SuggestedName {
        let places = vec![(DocPath::new("a b.md").unwrap(), 3)];
        SuggestedName { name: name.to_owned(), kind, count, places }
    }

    #[test]
    fn suggestions_are_a_valid_vocabulary_file() {
        let names = [
            suggested("Acme & Söhne", Kind::Company, 3),
            suggested("FooDB", Kind::Technology, 2),
            suggested("Foodb", Kind::Technology, 1),
        ];
        for base in
            ["http://casegraph.localhost/", "https://a.example/b#"].map(|base| Base::new(base).unwrap())
        {
            let turtle = suggestions_as_turtle(&names, &base);
            let read = read_vocabulary(&DocPath::new("vocabulary/a.ttl").unwrap(), &turtle, &base);
            assert_eq!(read.diagnostics, []);
            assert_eq!(read.names.len(), 2);
        }
        expect![[r#"
            @base <http://casegraph.localhost/> .
            @prefix cg: <https://w3id.org/casegraph/ns#> .
            @prefix schema: <https://schema.org/> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

            # Acme & Söhne: 3 times, a b.md:3
            <company/acme-söhne> a cg:Company, schema:Organization ;
                schema:name "Acme & Söhne" .

            # FooDB: 2 times, a b.md:3
            # Foodb: once, a b.md:3
            <technology/foodb> a cg:Technology ;
                skos:prefLabel "FooDB" ;
                skos:altLabel "Foodb" .
        "#]]
        .assert_eq(&suggestions_as_turtle(&names, &Base::default()));
    }
}
