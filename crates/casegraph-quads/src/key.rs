//! Keys of terms: a text per term, so that equal terms have equal texts and a term can be read back.
//!
//! ```text
//! <iri          "text              a plain string
//! _label        @en"text           a string in a language
//!               ^datatype"text     any other literal
//! ```
//!
//! No language tag and no IRI contains a quotation mark (RFC 5646, section 2.1; RFC 3987, section 2.2), so the first one
//! ends it.

use std::cmp::Ordering;

use oxrdf::vocab::xsd;
use oxrdf::{BlankNodeRef, LiteralRef, NamedNodeRef, TermRef};

/// Appends the key of a term.
pub(crate) fn write_key(term: TermRef<'_>, key: &mut String) {
    match term {
        TermRef::NamedNode(node) => write_iri(node.as_str(), key),
        TermRef::BlankNode(node) => {
            key.push('_');
            key.push_str(node.as_str());
        }
        TermRef::Literal(literal) => match literal.language() {
            Some(language) => {
                key.push('@');
                key.push_str(language);
                key.push('"');
                key.push_str(literal.value());
            }
            None if literal.datatype() == xsd::STRING => write_text(literal.value(), key),
            None => write_typed(literal.value(), literal.datatype().as_str(), key),
        },
    }
}

/// Appends the key of an IRI.
pub(crate) fn write_iri(iri: &str, key: &mut String) {
    key.push('<');
    key.push_str(iri);
}

/// Appends the key of a plain string.
pub(crate) fn write_text(text: &str, key: &mut String) {
    key.push('"');
    key.push_str(text);
}

/// Appends the key of a literal with a datatype other than `xsd:string`.
pub(crate) fn write_typed(text: &str, datatype: &str, key: &mut String) {
    key.push('^');
    key.push_str(datatype);
    key.push('"');
    key.push_str(text);
}

/// The term of a key; `None` if the text is not a key.
pub(crate) fn read_key(key: &str) -> Option<TermRef<'_>> {
    let rest = key.get(1..)?;
    match key.as_bytes().first()? {
        b'<' => Some(NamedNodeRef::new_unchecked(rest).into()),
        b'_' => Some(BlankNodeRef::new_unchecked(rest).into()),
        b'"' => Some(LiteralRef::new_simple_literal(rest).into()),
        b'@' => {
            let (language, text) = rest.split_once('"')?;
            Some(LiteralRef::new_language_tagged_literal_unchecked(text, language).into())
        }
        b'^' => {
            let (datatype, text) = rest.split_once('"')?;
            Some(LiteralRef::new_typed_literal(text, NamedNodeRef::new_unchecked(datatype)).into())
        }
        _ => None,
    }
}

/// The order in which terms are written: blank nodes, then IRIs, then literals, each sorted by text; literals with the same
/// text by language, then by datatype.
pub(crate) fn compare(a: TermRef<'_>, b: TermRef<'_>) -> Ordering {
    match (a, b) {
        (TermRef::NamedNode(a), TermRef::NamedNode(b)) => a.as_str().cmp(b.as_str()),
        (TermRef::BlankNode(a), TermRef::BlankNode(b)) => a.as_str().cmp(b.as_str()),
        (TermRef::Literal(a), TermRef::Literal(b)) => a
            .value()
            .cmp(b.value())
            .then_with(|| a.language().cmp(&b.language()))
            .then_with(|| a.datatype().as_str().cmp(b.datatype().as_str())),
        _ => kind(a).cmp(&kind(b)),
    }
}

fn kind(term: TermRef<'_>) -> u8 {
    match term {
        TermRef::BlankNode(_) => 0,
        TermRef::NamedNode(_) => 1,
        TermRef::Literal(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::{BlankNode, Literal, NamedNode, Term};
    use proptest::prelude::*;

    use super::*;

    fn terms() -> impl Strategy<Value = Term> {
        let text = "\\PC{0,6}|[\"@^<_]{0,4}";
        prop_oneof![
            "[a-z\"@^]{1,6}".prop_map(|name| NamedNode::new_unchecked(format!(
                "x:{}",
                name.replace('"', "")
            ))
            .into()),
            "[a-z]{1,3}".prop_map(|label| BlankNode::new_unchecked(label).into()),
            text.prop_map(|text| Literal::new_simple_literal(text).into()),
            (text, "[a-z]{2}")
                .prop_map(|(text, tag)| Literal::new_language_tagged_literal_unchecked(text, tag).into()),
            (text, "[a-z]{1,3}").prop_map(|(text, kind)| {
                Literal::new_typed_literal(text, NamedNode::new_unchecked(format!("x:{kind}"))).into()
            }),
        ]
    }

    fn key(term: &Term) -> String {
        let mut key = String::new();
        write_key(term.as_ref(), &mut key);
        key
    }

    proptest! {
        #[test]
        fn equal_keys_are_keys_of_equal_terms(a in terms(), b in terms()) {
            let key_of_a = key(&a);
            prop_assert_eq!(read_key(&key_of_a), Some(a.as_ref()));
            prop_assert_eq!(key_of_a == key(&b), a == b);
            prop_assert_eq!(compare(a.as_ref(), b.as_ref()).is_eq(), a == b);
        }
    }

    #[test]
    fn a_text_that_is_not_a_key_has_no_term() {
        for text in ["", "x", "@en", "^x:t", "é"] {
            assert_eq!(read_key(text), None, "{text}");
        }
    }
}
