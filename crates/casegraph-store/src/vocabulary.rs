//! Constants for all IRIs that casegraph writes and reads.
//!
//! casegraph's own terms ([`cg`]) are declared in `ontology/casegraph.ttl` ([`ONTOLOGY`]); a test compares the two.

mod own;

pub use own::cg;

/// The ontology of casegraph's own terms in Turtle.
pub const ONTOLOGY: &str = include_str!("../ontology/casegraph.ttl");

/// The prefixes that exports declare and queries may use without a declaration: prefix and namespace, sorted.
pub const PREFIXES: [(&str, &str); 9] = [
    ("cg", cg::NAMESPACE),
    ("cito", cito::NAMESPACE),
    ("dcterms", dcterms::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

macro_rules! terms {
    ($(#[$about:meta])* $name:ident = $namespace:literal; $($(#[$doc:meta])* $constant:ident = $local:literal;)*) => {
        $(#[$about])*
        pub mod $name {
            /// The namespace.
            pub const NAMESPACE: &str = $namespace;
            $($(#[$doc])* pub const $constant: &str = concat!($namespace, $local);)*
            /// All terms of this module.
            pub const ALL: &[&str] = &[$($constant),*];
        }
    };
}
use terms;

terms! {
    /// `CiTO`, the citation typing ontology.
    cito = "http://purl.org/spar/cito/";
    /// Case study, metric or topic to source.
    CITES = "cites";
}

terms! {
    /// Dublin Core terms.
    dcterms = "http://purl.org/dc/terms/";
    /// Section to case study, topic or document.
    IS_PART_OF = "isPartOf";
    /// The language of a document's text.
    LANGUAGE = "language";
}

terms! {
    /// PROV, the provenance ontology.
    prov = "http://www.w3.org/ns/prov#";
    /// Thing or evidence to its document.
    WAS_DERIVED_FROM = "wasDerivedFrom";
}

terms! {
    /// RDF.
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    /// Thing to its class.
    TYPE = "type";
}

terms! {
    /// RDF Schema, used by the ontology and by vocabulary files.
    rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    /// A label.
    LABEL = "label";
    /// A description of a term.
    COMMENT = "comment";
    /// The class of the subjects of a property.
    DOMAIN = "domain";
    /// The class of the objects of a property.
    RANGE = "range";
}

terms! {
    /// schema.org.
    schema = "https://schema.org/";
    /// A case study.
    ARTICLE = "Article";
    /// A blog post.
    BLOG_POSTING = "BlogPosting";
    /// A book, or a reading without URL.
    BOOK = "Book";
    /// A company.
    ORGANIZATION = "Organization";
    /// A paper.
    SCHOLARLY_ARTICLE = "ScholarlyArticle";
    /// Documentation, a standard.
    TECH_ARTICLE = "TechArticle";
    /// A talk or video.
    VIDEO_OBJECT = "VideoObject";
    /// A reading with a URL.
    WEB_PAGE = "WebPage";
    /// Document to what it is about; case study to topic.
    ABOUT = "about";
    /// Another name of a company.
    ALTERNATE_NAME = "alternateName";
    /// Author or speaker, one each, as written.
    AUTHOR = "author";
    /// The date of a decision, as precise as written.
    DATE_CREATED = "dateCreated";
    /// The date, as precise as written.
    DATE_PUBLISHED = "datePublished";
    /// A key word of a case study or document, one each.
    KEYWORDS = "keywords";
    /// Document or case study to a company, technology or pattern found in its prose.
    MENTIONS = "mentions";
    /// A title or name.
    NAME = "name";
    /// Publisher, event or venue, as written.
    PUBLISHER = "publisher";
    /// A URL, as written (a literal).
    URL = "url";
    /// A document's number of words.
    WORD_COUNT = "wordCount";
}

terms! {
    /// SKOS.
    skos = "http://www.w3.org/2004/02/skos/core#";
    /// A topic, category, domain or pattern.
    CONCEPT = "Concept";
    /// Another label.
    ALT_LABEL = "altLabel";
    /// Topic to category, category to domain.
    BROADER = "broader";
    /// A label that is recognized, but not shown.
    HIDDEN_LABEL = "hiddenLabel";
    /// The label.
    PREF_LABEL = "prefLabel";
    /// Both directions of a related pattern.
    RELATED = "related";
}

terms! {
    /// XML Schema datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#";
    /// `true` or `false`.
    BOOLEAN = "boolean";
    /// A day.
    DATE = "date";
    /// An exact number.
    DECIMAL = "decimal";
    /// A year.
    G_YEAR = "gYear";
    /// A month of a year.
    G_YEAR_MONTH = "gYearMonth";
    /// A whole number.
    INTEGER = "integer";
    /// Text.
    STRING = "string";
}
