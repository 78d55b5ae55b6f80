//! casegraph's own terms: the classes and properties that no other vocabulary has.

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
    /// The corpus itself.
    CORPUS = "Corpus";
    /// A decision record.
    DECISION = "Decision";
    /// What was wrong with a text when it was read.
    DIAGNOSTIC = "Diagnostic";
    /// A Markdown file.
    DOCUMENT = "Document";
    /// A top part of the corpus.
    DOMAIN = "Domain";
    /// An occurrence in the text.
    EVIDENCE = "Evidence";
    /// Template text that nobody replaced.
    LEFT_OVER = "LeftOver";
    /// A link in Markdown or front matter.
    LINK = "Link";
    /// A name found in prose.
    MENTION = "Mention";
    /// One row of a results table.
    METRIC = "Metric";
    /// A pattern.
    PATTERN = "Pattern";
    /// A row or check-list item of a plan.
    PLAN_ENTRY = "PlanEntry";
    /// A heading and what stands under it.
    SECTION = "Section";
    /// A work that is cited.
    SOURCE = "Source";
    /// A claim about the number of sources.
    SOURCE_CLAIM = "SourceClaim";
    /// A number that a document claims.
    STATED_COUNT = "StatedCount";
    /// How far a topic is.
    STATUS_CLASS = "Status";
    /// A comment that switches findings off.
    SUPPRESSION = "Suppression";
    /// A technology.
    TECHNOLOGY = "Technology";
    /// A subject with, or waiting for, a page.
    TOPIC = "Topic";

    /// Status: as many case studies as the corpus asks for.
    COMPLETE = "Complete";
    /// Status: a page with fewer.
    IN_PROGRESS = "InProgress";
    /// Status: linked to, but neither written nor planned.
    MISSING = "Missing";
    /// Status: in a plan, without a page.
    PLANNED = "Planned";

    /// A metric's value after, as written.
    AFTER = "after";
    /// A metric's value after, as a number.
    AFTER_VALUE = "afterValue";
    /// Whether what a document states is what was counted.
    AGREES = "agrees";
    /// A label of a name that its capital does not settle.
    AMBIGUOUS = "ambiguous";
    /// The anchor that links to a section use.
    ANCHOR = "anchor";
    /// Evidence to the property of the edge it supports.
    ASSERTS = "asserts";
    /// A metric's value before, as written.
    BEFORE = "before";
    /// A metric's value before, as a number.
    BEFORE_VALUE = "beforeValue";
    /// A document's size.
    BYTES = "bytes";
    /// Case study to the category that it states as its own.
    CATEGORY_OF = "category";
    /// A metric's change, as written.
    CHANGE = "change";
    /// What kind of finding.
    CODE = "code";
    /// A code block's language.
    CODE_LANGUAGE = "codeLanguage";
    /// Case study to company.
    COMPANY = "company";
    /// How sure a guessing rule is, 0 to 1.
    CONFIDENCE = "confidence";
    /// BLAKE3 of a document's bytes.
    CONTENT_HASH = "contentHash";
    /// The text after `**Context**:`.
    CONTEXT = "context";
    /// Document to the document that it is a translation, version or edition of.
    COPY_OF = "copyOf";
    /// What was counted where a document states a count.
    COUNTED = "counted";
    /// The meaning of a decision's status: accepted, proposed, rejected, superseded, deprecated.
    DECISION_STATUS = "decisionStatus";
    /// Name to a name that is never taken for it.
    DISTINCT_FROM = "distinctFrom";
    /// The first line a suppression is about; none for the whole file.
    COVERS_FROM = "coversFrom";
    /// The vocabulary file that declares a name.
    DECLARED_IN = "declaredIn";
    /// The last line, inclusive.
    END_LINE = "endLine";
    /// A word or phrase near a guarded label that makes it the name.
    EVIDENCE_PHRASE = "evidence";
    /// A fault of a citation.
    FLAG = "flag";
    /// What an occurrence stands in.
    FROM = "from";
    /// Named graph to the hash of what an engine elsewhere holds in it.
    GRAPH_HASH = "graphHash";
    /// Case study to metric.
    HAS_METRIC = "hasMetric";
    /// What to do about a diagnostic.
    HELP = "help";
    /// A link's target, as written.
    HREF = "href";
    /// Evidence to the section it stands in.
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
    /// The words that are linked.
    LINK_TEXT = "linkText";
    /// A phrase that holds a label and is not the name.
    NEVER = "never";
    /// A label of a name that is also an ordinary word.
    ORDINARY_WORD = "ordinaryWord";
    /// What makes a name known.
    ORIGIN = "origin";
    /// The status that a plan row's words or marks mean.
    MEANS_STATUS = "meansStatus";
    /// What a diagnostic says.
    MESSAGE = "message";
    /// The number in the heading of a case study, or of a decision.
    NUMBER = "number";
    /// Whether a plan row is about a topic's sources file.
    OF_SOURCES = "ofSources";
    /// Topic, pattern, company, technology or decision to the document about it.
    PAGE = "page";
    /// A document's path in the corpus.
    PATH = "path";
    /// A domain's or category's place among its siblings.
    POSITION = "position";
    /// Topic to the topic to know first.
    PREREQUISITE = "prerequisite";
    /// 1, 2 or 3.
    PRIORITY = "priority";
    /// Source to the known company that published it.
    PUBLISHED_BY = "publishedBy";
    /// The first paragraph under Quick Answer.
    QUICK_ANSWER = "quickAnswer";
    /// A metric's whole row, as written.
    RAW_TEXT = "rawText";
    /// Why a finding is switched off.
    REASON = "reason";
    /// Case study or company to a pattern or technology that was considered and turned down.
    REJECTED = "rejected";
    /// Topic or pattern to topic or pattern, directed as written.
    RELATED_PATTERN = "relatedPattern";
    /// Why a link or citation is there.
    REMARK = "remark";
    /// Case study or company to the pattern or technology that it moved away from.
    REPLACED = "replaced";
    /// What was found where a relative link leads.
    RESOLUTION = "resolution";
    /// What a document is for.
    ROLE = "role";
    /// The extraction rule's code.
    RULE = "rule";
    /// The version of this way to write facts.
    SCHEMA_VERSION = "schemaVersion";
    /// A link's scheme.
    SCHEME = "scheme";
    /// The normal form of a template section.
    SECTION_KIND = "sectionKind";
    /// How much a diagnostic matters: error, warning, info.
    SEVERITY = "severity";
    /// What kind of work a source is.
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
    /// The right relative path of a broken link.
    SUGGESTION = "suggestion";
    /// Decision to the decision that it replaces.
    SUPERSEDES = "supersedes";
    /// The text of a mention.
    SURFACE = "surface";
    /// The path that a relative link names.
    TARGET_PATH = "targetPath";
    /// What an occurrence leads to.
    TO = "to";
    /// A metric's unit.
    UNIT = "unit";
    /// Case study, company or decision to pattern or technology.
    USES = "uses";
    /// What is counted where a document states a count.
    WHAT = "what";
}
