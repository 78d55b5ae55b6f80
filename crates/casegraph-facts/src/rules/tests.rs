//! The text form of rules: what is read, what is written, and what is said of what is wrong.

use expect_test::{Expect, expect};

use super::path_pattern::PathPattern;
use super::text::RulesText;

/// Reads rules, checks them, and writes them as they are written by `init`.
fn check(text: &str, expected: &Expect) {
    let shown = match toml::from_str::<RulesText>(text) {
        Err(error) => error.to_string(),
        Ok(rules) => {
            let mut shown = String::new();
            for rule in &rules.rules {
                shown += &rule.check().err().map_or_else(|| rule.to_toml(), |error| format!("{error}\n"));
            }
            for copies in &rules.copies {
                shown += &copies.check().err().map_or_else(|| copies.to_toml(), |error| format!("{error}\n"));
            }
            shown +=
                &rules.site.check().err().map_or_else(|| rules.site.to_toml(), |error| format!("{error}\n"));
            shown
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn rules_are_written_as_they_are_read() {
    check(
        r#"
[[rule]]
pages = { key = "firm", under = "accounts/" }
are = "case-study"
title = { key = "title" }
company = { key = "firm" }
sources = [{ key = "found_at" }, "links"]
uses = [{ key = "built.with" }, { key = "parts", field = "name" }, { section = "Built with" }]

[[rule]]
rows = { columns = ["Firm"], with = "link" }
are = "case-study"
title = "link"
company = { column = "Firm" }

[[rule]]
items = { heading = "Who runs it*|In use at" }
are = "company"
edge = "uses"
title = ["bold-start", "text"]

[[rule]]
pages = { path = '(?<domain>[^/]+)/(?<category>[^/]+)/[^/]+\.md', value = { kind = ["pattern", "idiom"], draft = "false" }, headings = ["forces"] }
are = "pattern"
title = { below-heading = "Name" }
category = { path-group = "category" }
superseded-by = { label = "Replaced by" }
also-called = { title-after = " alias " }

[[copies]]
of = 'tongues/(?<language>[^/]+)/(?<same>.+)'

[[copies]]
of = 'manual/(?<version>[^/]+)/(?<same>.+)'
original = "next"

[site]
generator = "hugo"
own = "https://accounts.test/a/{stem}"
roots = ["static"]
nav = "menu.yml"
"#,
        &expect![[r#"
            [[rule]]
            pages = { key = "firm", under = "accounts/" }
            are = "case-study"
            title = { key = "title" }
            company = { key = "firm" }
            sources = [{ key = "found_at" }, "links"]
            uses = [{ key = "built.with" }, { key = "parts", field = "name" }, { section = "Built with" }]
            [[rule]]
            rows = { columns = ["Firm"], with = "link" }
            are = "case-study"
            title = "link"
            company = { column = "Firm" }
            [[rule]]
            items = { heading = "Who runs it*|In use at" }
            are = "company"
            edge = "uses"
            title = ["bold-start", "text"]
            [[rule]]
            pages = { value = { draft = "false", kind = ["pattern", "idiom"] }, path = '(?<domain>[^/]+)/(?<category>[^/]+)/[^/]+\.md', headings = ["forces"] }
            are = "pattern"
            title = { below-heading = "Name" }
            category = { path-group = "category" }
            superseded-by = { label = "Replaced by" }
            also-called = { title-after = " alias " }
            [[copies]]
            of = "tongues/(?<language>[^/]+)/(?<same>.+)"
            [[copies]]
            of = "manual/(?<version>[^/]+)/(?<same>.+)"
            original = "next"
            [site]
            generator = "hugo"
            own = "https://accounts.test/a/{stem}"
            roots = ["static"]
            nav = "menu.yml"
        "#]],
    );
}

#[test]
fn a_rule_takes_one_kind_of_unit() {
    check(
        "[[rule]]\nare = \"topic\"\n",
        &expect![[r#"
        `rule`: takes nothing; write one of `pages`, `folders`, `sections`, `items`, `rows`, `paragraphs`, `details`: `pages = {}` takes every page
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nrows = {}\nare = \"topic\"\n",
        &expect![[r#"
        `rows`: the rule has `pages` already; write a rule for each of the two
    "#]],
    );
}

#[test]
fn unknown_keys_and_parts_name_what_is_allowed() {
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\ncompny = \"link\"\n",
        &expect![[r#"
        TOML parse error at line 4, column 1
          |
        4 | compny = "link"
          | ^^^^^^
        unknown field `compny`, expected one of `pages`, `folders`, `sections`, `items`, `rows`, `paragraphs`, `details`, `are`, `edge`, `title`, `id`, `company`, `category`, `domain`, `topic`, `status`, `date`, `language`, `sources`, `uses`, `replaced`, `rejected`, `related`, `prerequisites`, `supersedes`, `superseded-by`, `tags`, `metrics`, `also-called`
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"story\"\n",
        &expect![[r#"
        TOML parse error at line 3, column 7
          |
        3 | are = "story"
          |       ^^^^^^^
        unknown variant `story`, expected one of `case-study`, `topic`, `pattern`, `technology`, `company`, `source`, `decision`, `plan`, `template`, `index`, `page`, `sources`
    "#]],
    );
    check(
        "[[rule]]\npages = { folder = \"a/\" }\nare = \"topic\"\n",
        &expect![[r#"
            TOML parse error at line 2, column 11
              |
            2 | pages = { folder = "a/" }
              |           ^^^^^^
            unknown field `folder`, expected one of `key`, `value`, `path`, `under`, `headings`, `heading`, `columns`, `with`
        "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\ntitle = \"name\"\n",
        &expect![[r#"
        TOML parse error at line 4, column 9
          |
        4 | title = "name"
          |         ^^^^^^
        unknown part `name`; a part is one of the words `link`, `links`, `first-heading`, `bold-start`, `folder`, `file-name`, `text`, or one of { key = "…" }, { column = "…" }, { section = "…" }, { label = "…" }, { below-heading = "…" }, { title-after = "…" } or { path-group = "…" }; a key of the front matter is { key = "name" }
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\ntitle = { heading = \"Name\" }\n",
        &expect![[r#"
        TOML parse error at line 4, column 9
          |
        4 | title = { heading = "Name" }
          |         ^^^^^^^^^^^^^^^^^^^^
        unknown field `heading`, expected one of `key`, `field`, `column`, `section`, `label`, `below-heading`, `title-after`, `path-group`
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\nuses = [{ key = \"a\" }, { key = \"b\", section = \"c\" }]\n",
        &expect![[r#"
        TOML parse error at line 4, column 24
          |
        4 | uses = [{ key = "a" }, { key = "b", section = "c" }]
          |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        a part has one key: one of { key = "…" }, { column = "…" }, { section = "…" }, { label = "…" }, { below-heading = "…" }, { title-after = "…" } or { path-group = "…" }; several places are a list: [{ … }, { … }]
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\nuses = [{ field = \"name\" }]\n",
        &expect![[r#"
        TOML parse error at line 4, column 9
          |
        4 | uses = [{ field = "name" }]
          |         ^^^^^^^^^^^^^^^^^^
        `field` names a key of the maps of a list; write { key = "…", field = "name" }
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\nuses = []\n",
        &expect![[r#"
        TOML parse error at line 4, column 8
          |
        4 | uses = []
          |        ^^
        the list is empty; name one value at least, or leave the key out
    "#]],
    );
    check(
        "[[rule]]\npages = {}\nare = \"topic\"\nuses = 3\n",
        &expect![[r#"
        TOML parse error at line 4, column 8
          |
        4 | uses = 3
          |        ^
        invalid type: integer `3`, expected one value or a list of them
    "#]],
    );
    check(
        "[site]\ngenerator = \"wiki\"\n",
        &expect![[r#"
        TOML parse error at line 2, column 13
          |
        2 | generator = "wiki"
          |             ^^^^^^
        unknown variant `wiki`, expected one of `github`, `mkdocs`, `docusaurus`, `hugo`, `jekyll`, `vitepress`, `gitbook`, `mdbook`, `eleventy`, `docsify`, `astro`, `none`
    "#]],
    );
}

#[test]
fn conditions_and_parts_that_a_unit_cannot_have_are_errors() {
    check(
        "[[rule]]\npages = { columns = [\"Firm\"] }\nare = \"topic\"\n",
        &expect![[r#"
        `pages.columns`: only `rows` have columns
    "#]],
    );
    check(
        "[[rule]]\npages = { with = \"link\" }\nare = \"topic\"\n",
        &expect![[r#"
        `pages.with`: only units inside a page are taken by their link
    "#]],
    );
    check(
        "[[rule]]\npages = { heading = \"Users\" }\nare = \"topic\"\n",
        &expect![[r#"
        `pages.heading`: says under which heading a unit stands; for the headings that a page has, write `headings`
    "#]],
    );
    check(
        "[[rule]]\nfolders = {}\nare = \"topic\"\nedge = \"uses\"\n",
        &expect![[r#"
        `edge`: relates a unit inside a page to the page's thing; a rule for pages or folders has none
    "#]],
    );
    check(
        "[[rule]]\nitems = {}\nare = \"topic\"\ncompany = { column = \"Firm\" }\n",
        &expect![[r#"
        `company`: only `rows` have columns, so there is no column `Firm`
    "#]],
    );
    check(
        "[[rule]]\npages = { path = 'a/(b' }\nare = \"topic\"\n",
        &expect![[r#"
        `pages.path`: no regular expression: regex parse error:
            ^(?:a/(b)$
             ^
        error: unclosed group
    "#]],
    );
    check(
        "[[rule]]\npages = { path = 'a/*.md', under = \"b/\" }\nare = \"topic\"\n",
        &expect![[r#"
        `pages.under`: `path` never lies under `b/`, so the rule can take nothing
    "#]],
    );
    check(
        "[[rule]]\npages = { path = 'a/*.md' }\nare = \"topic\"\ncategory = { path-group = \"category\" }\n",
        &expect![[r#"
        `category`: the rule's `path` has no group `(?<category>…)`
    "#]],
    );
    check(
        "[[copies]]\nof = 'a/(?<language>..)/.+'\n",
        &expect![[r#"
        `copies.of`: needs the group `(?<same>…)` and one of `(?<language>…)`, `(?<version>…)`, `(?<edition>…)`
    "#]],
    );
    check(
        "[site]\nown = \"https://accounts.test\"\n",
        &expect![[r#"
        `site.own`: `https://accounts.test` names no page; write where its path stands: `https://accounts.test/{path}`
    "#]],
    );
}

#[test]
fn a_path_is_a_glob_unless_it_has_marks_of_a_regular_expression() {
    let paths = ["a.md", "b/a.md", "b/c/a.md", "b/c/a.txt"];
    let shown = ["*.md", "**/*.md", "b/**", "b/?/{a,b}.md", r".*/a\.md", "b/.*", "(a|b).md"].map(|pattern| {
        let compiled = PathPattern::new("path", pattern).unwrap();
        let matched: Vec<&str> = paths.into_iter().filter(|path| compiled.is_match(path)).collect();
        format!("{pattern}: {}", matched.join(" "))
    });
    expect![[r#"
        *.md: a.md
        **/*.md: a.md b/a.md b/c/a.md
        b/**: b/a.md b/c/a.md b/c/a.txt
        b/?/{a,b}.md: b/c/a.md
        .*/a\.md: b/a.md b/c/a.md
        b/.*: b/a.md b/c/a.md b/c/a.txt
        (a|b).md: a.md"#]]
    .assert_eq(&shown.join("\n"));
}
