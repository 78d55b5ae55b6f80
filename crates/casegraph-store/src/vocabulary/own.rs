//! casegraph's own terms: classes and properties that no other vocabulary defines.

super::terms! {
    /// casegraph's own terms. `w3id.org/casegraph` is not registered yet.
    cg = "https://w3id.org/casegraph/ns#";

    /// One case study.
    CASE_STUDY = "CaseStudy";
    /// A part of a domain.
    CATEGORY = "Category";
    /// A source row, or a link to a source.
    CITATION = "Citation";
    /// A code block in a document.
    CODE_BLOCK = "CodeBlock";
    /// A company.
    COMPANY_CLASS = "Company";
    /// The corpus.
    CORPUS = "Corpus";
    /// A decision record.
    DECISION = "Decision";
    /// A problem in a text, found when it was read.
    DIAGNOSTIC = "Diagnostic";
    /// A Markdown file.
    DOCUMENT = "Document";
    /// A top-level part of the corpus.
    DOMAIN = "Domain";
    /// An occurrence in the text.
    EVIDENCE = "Evidence";
    /// A remnant of a template.
    LEFT_OVER = "LeftOver";
    /// A link in Markdown or front matter.
    LINK = "Link";
    /// A name found in prose.
    MENTION = "Mention";
    /// A row of a results table.
    METRIC = "Metric";
    /// A pattern.
    PATTERN = "Pattern";
    /// A row or check-list item of a plan.
    PLAN_ENTRY = "PlanEntry";
    /// A heading and the text under it.
    SECTION = "Section";
    /// A work that is cited.
    SOURCE = "Source";
    /// A claim about the number of sources.
    SOURCE_CLAIM = "SourceClaim";
    /// A number that a document claims.
    STATED_COUNT = "StatedCount";
    /// The progress of a topic.
    STATUS_CLASS = "Status";
    /// A comment that suppresses findings.
    SUPPRESSION = "Suppression";
    /// A technology.
    TECHNOLOGY = "Technology";
    /// A subject with a page, or with a planned page.
    TOPIC = "Topic";

    /// Status: a page with as many case studies as the corpus requires.
    COMPLETE = "Complete";
    /// Status: a page with fewer case studies.
    IN_PROGRESS = "InProgress";
    /// Status: linked to, but neither written nor planned.
    MISSING = "Missing";
    /// Status: in a plan, without a page.
    PLANNED = "Planned";

    /// A metric's value after, as written.
    AFTER = "after";
    /// A metric's value after, as a number.
    AFTER_VALUE = "afterValue";
    /// Whether a stated count is equal to the actual count.
    AGREES = "agrees";
    /// A label that is ambiguous even when it is capitalized.
    AMBIGUOUS = "ambiguous";
    /// The anchor of a section in links.
    ANCHOR = "anchor";
    /// Evidence to the property of the edge that it supports.
    ASSERTS = "asserts";
    /// A metric's value before, as written.
    BEFORE = "before";
    /// A metric's value before, as a number.
    BEFORE_VALUE = "beforeValue";
    /// The size of a document in bytes.
    BYTES = "bytes";
    /// Case study to the category that it states as its own.
    CATEGORY_OF = "category";
    /// A metric's change, as written.
    CHANGE = "change";
    /// The code of a kind of finding.
    CODE = "code";
    /// A code block's language.
    CODE_LANGUAGE = "codeLanguage";
    /// Case study to company.
    COMPANY = "company";
    /// The confidence of a heuristic rule, from 0 to 1.
    CONFIDENCE = "confidence";
    /// BLAKE3 of a document's bytes.
    CONTENT_HASH = "contentHash";
    /// The text after `**Context**:`.
    CONTEXT = "context";
    /// Document to the document that it is a translation, version or edition of.
    COPY_OF = "copyOf";
    /// The actual count, for a stated count.
    COUNTED = "counted";
    /// The meaning of a decision's status: accepted, proposed, rejected, superseded, deprecated.
    DECISION_STATUS = "decisionStatus";
    /// Name to a name that must not be confused with it.
    DISTINCT_FROM = "distinctFrom";
    /// The first line that a suppression covers; absent if it covers the file.
    COVERS_FROM = "coversFrom";
    /// The vocabulary file that declares a name.
    DECLARED_IN = "declaredIn";
    /// The last line, inclusive.
    END_LINE = "endLine";
    /// A word or phrase that confirms a guarded label near it.
    EVIDENCE_PHRASE = "evidence";
    /// A defect of a citation.
    FLAG = "flag";
    /// Occurrence to the thing that contains it.
    FROM = "from";
    /// Named graph to the hash of its content in a remote engine.
    GRAPH_HASH = "graphHash";
    /// Case study to metric.
    HAS_METRIC = "hasMetric";
    /// The advice for a diagnostic.
    HELP = "help";
    /// The target of a link, as written.
    HREF = "href";
    /// Evidence to its section.
    IN_SECTION = "inSection";
    /// The text after `**Key insight**:`.
    KEY_INSIGHT = "keyInsight";
    /// A term that a plan lists for a topic.
    KEY_TOPIC = "keyTopic";
    /// A heading's level.
    LEVEL = "level";
    /// A document's number of lines.
    LINE_COUNT = "lineCount";
    /// Document to document.
    LINKS_TO = "linksTo";
    /// The text of a link.
    LINK_TEXT = "linkText";
    /// A phrase that contains a label but does not mean the name.
    NEVER = "never";
    /// A label of a name that is also an ordinary word.
    ORDINARY_WORD = "ordinaryWord";
    /// The origin of a name.
    ORIGIN = "origin";
    /// The status that the words or marks of a plan row mean.
    MEANS_STATUS = "meansStatus";
    /// The message of a diagnostic.
    MESSAGE = "message";
    /// The number in the heading of a case study, or of a decision.
    NUMBER = "number";
    /// Whether a plan row is about a topic's sources file.
    OF_SOURCES = "ofSources";
    /// Topic, pattern, company, technology or decision to the document about it.
    PAGE = "page";
    /// A document's path in the corpus.
    PATH = "path";
    /// The position of a domain or category among its siblings.
    POSITION = "position";
    /// Topic to a prerequisite topic.
    PREREQUISITE = "prerequisite";
    /// The priority of a topic: 1, 2 or 3.
    PRIORITY = "priority";
    /// Source to the known company that published it.
    PUBLISHED_BY = "publishedBy";
    /// The first paragraph under Quick Answer.
    QUICK_ANSWER = "quickAnswer";
    /// The whole row of a metric, as written.
    RAW_TEXT = "rawText";
    /// The reason of a suppression.
    REASON = "reason";
    /// Case study or company to a pattern or technology that was considered and turned down.
    REJECTED = "rejected";
    /// Topic or pattern to topic or pattern, directed as written.
    RELATED_PATTERN = "relatedPattern";
    /// The explanation of a link or citation.
    REMARK = "remark";
    /// Case study or company to the pattern or technology that it moved away from.
    REPLACED = "replaced";
    /// The result of resolving a relative link.
    RESOLUTION = "resolution";
    /// The role of a document.
    ROLE = "role";
    /// The code of the extraction rule.
    RULE = "rule";
    /// The version of the mapping from facts to RDF.
    SCHEMA_VERSION = "schemaVersion";
    /// The scheme of a link.
    SCHEME = "scheme";
    /// The normal form of a template section.
    SECTION_KIND = "sectionKind";
    /// The severity of a diagnostic: error, warning or info.
    SEVERITY = "severity";
    /// The kind of a source.
    SOURCE_KIND = "sourceKind";
    /// The first line, from 1.
    START_LINE = "startLine";
    /// The number that a document states.
    STATED = "stated";
    /// The priority that a plan row states.
    STATED_PRIORITY = "statedPriority";
    /// The status that a plan row, a decision or a case study states, as written.
    STATED_STATUS = "statedStatus";
    /// Topic to status.
    STATUS = "status";
    /// The corrected relative path of a broken link.
    SUGGESTION = "suggestion";
    /// Decision to the decision that it replaces.
    SUPERSEDES = "supersedes";
    /// The text of a mention.
    SURFACE = "surface";
    /// The path that a relative link resolves to.
    TARGET_PATH = "targetPath";
    /// Occurrence to the thing that it refers to.
    TO = "to";
    /// The unit of a metric.
    UNIT = "unit";
    /// Case study, company or decision to pattern or technology.
    USES = "uses";
    /// The counted kind of thing, for a stated count.
    WHAT = "what";
}
