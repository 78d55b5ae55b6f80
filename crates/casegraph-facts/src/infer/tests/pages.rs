//! Rules over pages.

use expect_test::expect;

use super::{FIRMS, all, check, each, file};

#[test]
fn a_key_that_names_the_company() {
    let page = "---\nid: s{n}\ntitle: How {} prints tickets\nfirm: {}\nsector: rail\nyear: 201{n}\nfound_at: https://{slug}.test/tickets\n\
                cover_image: https://{slug}.test/c.png\nkeywords: [print, queue]\n---\n\n# How {} prints tickets\n\n## Tech stack\n\nCUPS.\n";
    check(
        &all([
            each(&FIRMS, "accounts/{slug}.md", page),
            file("accounts/README.md", "# Accounts\n"),
            file("README.md", "# Printing\n"),
        ]),
        &expect![[r##"
            # 6 of 8 pages with the key `firm`, 6 values of it
            #   for instance: accounts/alderbank.md: How Alderbank prints tickets · accounts/quayside.md: How Quayside prints tickets · accounts/voltmark.md: How Voltmark prints tickets
            [[rule]]
            pages = { key = "firm", under = "accounts/" }
            are = "case-study"
            title = { key = "title" }
            id = { key = "id" }
            company = { key = "firm" }
            category = { key = "sector" }
            date = { key = "year" }
            sources = [{ key = "found_at" }, "links"]
            uses = { section = "Tech stack" }
            tags = { key = "keywords" }

            # not explained: nothing reads the key `cover_image` of 6 pages (`https://alderbank.test/c.png`)
        "##]],
    );
}

#[test]
fn front_matter_that_is_nearly_yaml_still_names_its_company() {
    check(
        &each(
            &FIRMS,
            "accounts/{slug}.md",
            "---\ntitle: Tickets: how {} prints them\nfirm: {}\n---\n\nText.\n",
        ),
        &expect![[r##"
            # 6 of 6 pages with the key `firm`, 6 values of it
            #   for instance: accounts/alderbank.md: Tickets: how Alderbank prints them · accounts/quayside.md: Tickets: how Quayside prints them · accounts/voltmark.md: Tickets: how Voltmark prints them
            [[rule]]
            pages = { key = "firm", under = "accounts/" }
            are = "case-study"
            title = { key = "title" }
            company = { key = "firm" }
            sources = "links"

        "##]],
    );
}

#[test]
fn keys_that_name_a_company_and_are_no_rule() {
    // One page of many; one value on all pages; people; vacancies; several companies a page.
    check(
        &all([
            each(&FIRMS, "posts/p{n}.md", "---\ntitle: Post {n}\n---\n\nText.\n"),
            file("posts/one.md", "---\ntitle: One\ncompany: Alderbank\n---\n\nText.\n"),
            each(&FIRMS, "manual/m{n}.md", "---\ntitle: Manual {n}\norganization: Acme\n---\n\nText.\n"),
            each(&FIRMS, "talks/t{n}.md", "---\ntitle: Talk {n}\nspeaker: P\nemployer: {}\n---\n\nText.\n"),
            each(&FIRMS, "work/w{n}.md", "---\ntitle: Printer {n}\nclient: {}\nsalary: 1\n---\n\nText.\n"),
            each(&FIRMS, "topics/q{n}.md", "---\ntitle: Queue {n}\nfirm: [{}, Oxbow]\n---\n\nText.\n"),
        ]),
        &expect![[r##"
            # No rule, because 1 page of 31 is too few: 1 of 31 pages with the key `company`, 1 value of it
            #   [[rule]]
            #   pages = { key = "company" }
            #   are = "case-study"

            # No rule, because 6 pages name several: 6 of 31 pages with the key `firm`, 6 values of it
            #   [[rule]]
            #   pages = { key = "firm" }
            #   are = "case-study"

            # No rule, because all pages have the same value: 6 of 31 pages with the key `organization`, 1 value of it
            #   [[rule]]
            #   pages = { key = "organization" }
            #   are = "case-study"

            # No rule, because the pages are about people: 6 of 31 pages with the key `employer`, 6 values of it
            #   [[rule]]
            #   pages = { key = "employer" }
            #   are = "case-study"

            # No rule, because the pages offer work: 6 of 31 pages with the key `client`, 6 values of it
            #   [[rule]]
            #   pages = { key = "client" }
            #   are = "case-study"

            # not explained: nothing reads the key `client` of 6 pages (`Alderbank`)
            # not explained: nothing reads the key `employer` of 6 pages (`Alderbank`)
            # not explained: nothing reads the key `firm` of 6 pages (`Alderbank`)
            # not explained: nothing reads the key `organization` of 6 pages (`Acme`)
            # not explained: nothing reads the key `salary` of 6 pages (`1`)
            # not explained: nothing reads the key `speaker` of 6 pages (`P`)
        "##]],
    );
}

#[test]
fn some_posts_of_a_blog_are_case_studies() {
    let post =
        "---\ntitle: Release {n}\ndate: 2020-0{n}-01\nauthor: P\ncategories: [product]\n---\n\nText.\n";
    let story =
        "---\ntitle: {} 的实践\ndate: 2020-0{n}-02\nauthor: P\ncategories: [案例, 银行]\n---\n\nText.\n";
    check(
        &all([each(&FIRMS, "post/release-{n}.md", post), each(&FIRMS, "post/story-{n}.md", story)]),
        &expect![[r##"
            # 6 of 12 pages where `categories` says `案例`
            #   for instance: post/story-0.md: Alderbank 的实践 · post/story-3.md: Tarragon 的实践 · post/story-5.md: Quayside 的实践
            [[rule]]
            pages = { value = { categories = "案例" }, under = "post/" }
            are = "case-study"
            title = { key = "title" }
            date = { key = "date" }
            sources = "links"

            # 12 pages with a date and an author, summary or tags: posts of a blog
            #   for instance: post/release-0.md: Release 0 · post/story-0.md: Alderbank 的实践 · post/story-5.md: Quayside 的实践
            [[rule]]
            pages = { key = "date", under = "post/" }
            are = "page"

            # not explained: nothing reads the key `author` of 12 pages (`P`)
        "##]],
    );
}

#[test]
fn a_folder_of_ordinary_posts_is_no_list_of_case_studies() {
    let post = "---\ntitle: How we print tickets {n}\ndate: 2020-0{n}-01\ntags: [print]\n---\n\n## Problem\n\nText.\n\n## Solution\n\nText.\n";
    check(
        &each(&FIRMS, "posts/2020-0{n}-01-post.md", post),
        &expect![[r##"
        # 6 pages with a date and an author, summary or tags: posts of a blog
        #   for instance: posts/2020-00-01-post.md: How we print tickets 0 · posts/2020-03-01-post.md: How we print tickets 3 · posts/2020-05-01-post.md: How we print tickets 5
        [[rule]]
        pages = { key = "date", under = "posts/" }
        are = "page"

        # not explained: nothing reads the key `tags` of 6 pages (`print`)
    "##]],
    );
}

#[test]
fn companies_stated_in_nested_front_matter() {
    let page = "---\ntitle: {} Case Study\nfacts:\n  - Company: {}\n  - Industry: rail\nparts_used:\n  good: [ledger]\n---\n\n## Challenge\n\nText.\n\n\
                ## Solution\n\nText.\n\n## Impact\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "en/case-studies/{slug}/index.md", page),
            file("en/case-studies/_index.md", "---\ntitle: Case Studies\n---\n"),
        ]),
        &expect![[r##"
            # 6 of 7 pages with the key `facts.Company`, 6 values of it
            #   for instance: en/case-studies/alderbank/index.md: Alderbank Case Study · en/case-studies/quayside/index.md: Quayside Case Study · en/case-studies/voltmark/index.md: Voltmark Case Study
            [[rule]]
            pages = { key = "facts.Company", under = "en/case-studies/" }
            are = "case-study"
            title = { key = "title" }
            company = { key = "facts.Company" }
            category = { key = "facts.Industry" }
            sources = "links"

            # No rule, because its pages are taken by stronger rules: 6 pages with a challenge, a solution and results
            #   [[rule]]
            #   pages = { path = 'en/case-studies/[^/]+/index\.md' }
            #   are = "case-study"
            #   title = { key = "title" }
            #   category = { key = "facts.Industry" }
            #   sources = "links"

            # not explained: nothing reads the key `parts_used.good` of 6 pages (`ledger`)
        "##]],
    );
}

#[test]
fn a_folder_of_customers_and_one_of_case_studies() {
    let story = "---\ntitle: How {} went faster\nlogo: /a.svg\n---\n\n## The challenge\n\nText.\n\n## The solution\n\nText.\n\n## Results\n\nText.\n";
    let labels = "# Moving {n}\n\n**Company:** {}\n**Date:** 202{n}\n\n## Context\n\nText.\n";
    check(
        &each(&FIRMS, "customers/{slug}.md", story),
        &expect![[r##"
        # 6 pages with a challenge, a solution and results
        #   for instance: customers/alderbank.md: How Alderbank went faster · customers/quayside.md: How Quayside went faster · customers/voltmark.md: How Voltmark went faster
        [[rule]]
        pages = { under = "customers/" }
        are = "case-study"
        title = { key = "title" }
        company = "file-name"
        sources = "links"

        # not explained: nothing reads the key `logo` of 6 pages (`/a.svg`)
    "##]],
    );
    check(
        &all([
            each(&FIRMS, "case-studies/m{n}.md", labels),
            file("case-studies/TEMPLATE.md", "# Moving X\n"),
        ]),
        &expect![[r##"
            # before the next rule, which would take them
            [[rule]]
            pages = { path = "case-studies/TEMPLATE.md" }
            are = "template"

            # 6 pages in `case-studies/`
            #   for instance: case-studies/m0.md: Moving 0 · case-studies/m3.md: Moving 3 · case-studies/m5.md: Moving 5
            #   left out: case-studies/TEMPLATE.md (template)
            [[rule]]
            pages = { under = "case-studies/" }
            are = "case-study"
            title = "first-heading"
            company = { label = "Company" }
            sources = "links"

        "##]],
    );
}

#[test]
fn a_folder_takes_in_the_pages_whose_key_names_the_company() {
    let with = "---\ntitle: How {} lifts\ncompany: {}\n---\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "case-studies/{slug}.md", with),
            each(&["Lock", "Sluice"], "case-studies/on-{slug}.md", "---\ntitle: A {}\n---\n\nText.\n"),
            each(&FIRMS, "guides/g{n}.md", "---\ntitle: Guide {n}\n---\n\nText.\n"),
        ]),
        &expect![[r##"
            # 8 pages in `case-studies/`; 6 of 14 pages with the key `company`, 6 values of it
            #   for instance: case-studies/alderbank.md: How Alderbank lifts · case-studies/pellucid.md: How Pellucid lifts · case-studies/voltmark.md: How Voltmark lifts
            [[rule]]
            pages = { under = "case-studies/" }
            are = "case-study"
            title = { key = "title" }
            company = { key = "company" }
            sources = "links"

            # No rule, because a rule takes the same pages and 2 pages more: 6 of 14 pages with the key `company`, 6 values of it
            #   [[rule]]
            #   pages = { key = "company", under = "case-studies/" }
            #   are = "case-study"
            #   title = { key = "title" }
            #   company = { key = "company" }
            #   sources = "links"

            # not explained: no rule takes 6 pages of guides/
        "##]],
    );
}

#[test]
fn a_page_a_company() {
    let page = "---\nname: {}\nhomepage: https://{slug}.test\nheadquarters: Town\ntech_stack: [Ruby, MySQL]\n---\n\n## Technologies\n\n- Ruby\n";
    check(
        &each(&FIRMS, "directory/{slug}.md", page),
        &expect![[r##"
        # 6 pages in `directory/`, 6 of them with keys or headings of a company
        #   for instance: directory/alderbank.md: Technologies · directory/quayside.md: Technologies · directory/voltmark.md: Technologies
        [[rule]]
        pages = { under = "directory/" }
        are = "company"
        title = { key = "name" }
        uses = [{ key = "tech_stack" }, { section = "Technologies" }]

        # not explained: nothing reads the key `headquarters` of 6 pages (`Town`)
        # not explained: nothing reads the key `homepage` of 6 pages (`https://alderbank.test`)
    "##]],
    );
    // Questions that a company asks: its name is that of the file.
    check(
        &each(&FIRMS, "companies/{slug}.md", "# {} Interview Questions\n\nText.\n"),
        &expect![[r##"
        # 6 pages in `companies/`, 0 of them with keys or headings of a company
        #   for instance: companies/alderbank.md: Alderbank Interview Questions · companies/quayside.md: Quayside Interview Questions · companies/voltmark.md: Voltmark Interview Questions
        [[rule]]
        pages = { under = "companies/" }
        are = "company"
        title = "file-name"

    "##]],
    );
    // Tasks with organizations are no companies.
    let tasks = ["Managing Members", "Creating Teams", "Deleting Teams", "Inviting Members", "Naming Teams"];
    check(&each(&tasks, "organizations/{slug}.md", "# {}\n\nText.\n"), &expect![""]);
}

#[test]
fn patterns_by_their_headings() {
    let page = "## Name\n\n{} Gate\n\n## Problem\n\nText.\n\n## Forces\n\nText.\n\n## Solution\n\nText.\n\n## Related Patterns\n\n\
                - [Other](other.md)\n\n## References\n\n- [Book](https://b.test/{n})\n";
    check(
        &all([
            each(&FIRMS, "gates/1-young/{slug}.md", page),
            each(&FIRMS, "gates/2-old/o-{slug}.md", page),
            file("gates/2-old/sketches/one.md", "# Sketch\n"),
            file("README.md", "# Patterns of gates\n"),
        ]),
        &expect![[r##"
            # 12 pages with the headings of patterns (`forces`, `problem`, `related patterns`, `solution`)
            #   for instance: gates/1-young/alderbank.md: Name · gates/2-old/o-alderbank.md: Name · gates/2-old/o-voltmark.md: Name
            [[rule]]
            pages = { path = 'gates/(?<category>[^/]+)/[^/]+\.md' }
            are = "pattern"
            title = [{ below-heading = "Name" }, "file-name"]
            category = { path-group = "category" }
            sources = { section = "References" }
            related = { section = "Related Patterns" }

            # not explained: no rule takes 1 page of gates/
        "##]],
    );
}

#[test]
fn a_page_a_folder() {
    let page = "---\ntitle: \"{}: how to\"\nshortTitle: {}\ncategory: lifting\n---\n\n## Intent of {}\n\nText.\n\n## Where it stands\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "{slug}/README.md", page),
            each(
                &["Alderbank", "Tarragon"],
                "localization/de/{slug}/README.md",
                "---\ntitle: T\ncategory: heben\n---\n\n## Zweck\n\nText.\n",
            ),
            file("docs/README.md", "# Docs\n"),
            file("README.md", "# Idioms\n"),
        ]),
        &expect![[r##"
            # 6 folders, each with one page of one form (keys `category`, `shortTitle`, `title`)
            #   for instance: alderbank/README.md: Alderbank: how to · quayside/README.md: Quayside: how to · voltmark/README.md: Voltmark: how to
            [[rule]]
            pages = { key = "category" }
            are = "topic"
            title = { key = "shortTitle" }
            category = { key = "category" }

            # 2 pages, of 2 the original is there
            #   for instance: localization/de/alderbank/README.md · localization/de/tarragon/README.md
            [[copies]]
            of = "localization/(?<language>[^/]+)/(?<same>.+)"

        "##]],
    );
}

#[test]
fn decision_records() {
    let nygard = "# {n}. Use {}\n\nDate: 2020-01-0{n}\n\n## Status\n\nAccepted\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "doc/adr/000{n}-use-{slug}.md", nygard),
            file("doc/adr/README.md", "# Decisions\n"),
        ]),
        &expect![[r##"
            # 6 pages, 6 of them with the headings of decision records and 6 of these numbered
            #   for instance: doc/adr/0000-use-alderbank.md: 0. Use Alderbank · doc/adr/0003-use-tarragon.md: 3. Use Tarragon · doc/adr/0005-use-quayside.md: 5. Use Quayside
            [[rule]]
            pages = { path = 'doc/adr/\d+[^/]*\.md' }
            are = "decision"
            title = "first-heading"
            status = { section = "Status" }
            date = { label = "Date" }
            uses = { section = "Decision" }
            superseded-by = { section = "Status" }

        "##]],
    );
    let madr = "---\nstatus: proposed\ndate: 2020-01-0{n}\nsuperseded-by: 0001\n---\n\n# Use {}\n\n## Context and Problem Statement\n\nText.\n\n\
                ## Considered Options\n\n- one\n\n## Decision Outcome\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "docs/decisions/{n}-use-{slug}.md", madr),
            file("docs/decisions/adr-template.md", madr),
        ]),
        &expect![[r##"
            # 6 pages, 6 of them with the headings of decision records and 6 of these numbered
            #   for instance: docs/decisions/0-use-alderbank.md: Use Alderbank · docs/decisions/3-use-tarragon.md: Use Tarragon · docs/decisions/5-use-quayside.md: Use Quayside
            [[rule]]
            pages = { path = 'docs/decisions/\d+[^/]*\.md' }
            are = "decision"
            title = "first-heading"
            status = { key = "status" }
            date = { key = "date" }
            uses = { section = "Decision Outcome" }
            superseded-by = { key = "superseded-by" }

        "##]],
    );
    // Proposals have a status, too.
    let proposal = "---\ntitle: {}\nstatus: draft\n---\n\n## Summary\n\nText.\n\n## Motivation\n\nText.\n\n## Alternatives\n\nText.\n";
    check(
        &each(&FIRMS, "proposals/00{n}-{slug}.md", proposal),
        &expect![[r#"
        # not explained: nothing reads the key `status` of 6 pages (`draft`)
        # not explained: 6 pages with the headings summary · motivation · alternatives
    "#]],
    );
}

#[test]
fn pages_that_are_lists_of_links() {
    let page = "# {}\n\n## 📕 Articles\n\n- [One](https://a.test/{n})\n- [Two](https://b.test/{n})\n\n## Talks\n\n- [Three](https://c.test/{n}) - long\n";
    check(
        &all([each(&FIRMS, "docs/{slug}.md", page), file("README.md", "# Reading\n")]),
        &expect![[r##"
            # 6 pages that are lists of links (18 of them)
            #   for instance: docs/alderbank.md: Alderbank · docs/quayside.md: Quayside · docs/voltmark.md: Voltmark
            [[rule]]
            pages = { under = "docs/" }
            are = "topic"
            title = "first-heading"
            sources = "links"

            kinds of source: 📕 Articles, Talks"##]],
    );
}

#[test]
fn pages_that_say_what_they_are() {
    let technology = "---\ntitle: {}\nring: hold\nquadrant: tools\n---\n\nText.\n";
    check(
        &all([
            each(
                &FIRMS,
                "lib/gates/g{n}.md",
                "---\ntitle: Gate {n}\ntype: pattern\nstatus: new\nrelated: [Gate 1]\n---\n\nText.\n",
            ),
            each(
                &FIRMS,
                "lib/tales/t{n}.md",
                "---\ntitle: Tale {n}\ntype: case-study\nindustry: rail\n---\n\nText.\n",
            ),
            file("lib/tales/index.md", "---\ntitle: Tales\ntype: case-study\n---\n"),
            each(&FIRMS, "radar/2021-01-01/{slug}.md", technology),
            each(&FIRMS, "radar/2022-01-01/{slug}.md", technology),
            // A tag is a subject.
            each(&FIRMS, "news/n{n}.md", "---\ntitle: News {n}\ntags: [company]\n---\n\nText.\n"),
        ]),
        &expect![[r##"
            # before the next rule, which would take them
            [[rule]]
            pages = { path = "lib/tales/index.md" }
            are = "index"

            # 6 of 31 pages where `type` says `case-study`
            #   for instance: lib/tales/t0.md: Tale 0 · lib/tales/t3.md: Tale 3 · lib/tales/t5.md: Tale 5
            #   left out: lib/tales/index.md (index)
            [[rule]]
            pages = { value = { type = "case-study" }, under = "lib/tales/" }
            are = "case-study"
            title = { key = "title" }
            category = { key = "industry" }
            sources = "links"

            # 6 of 31 pages where `type` says `pattern`
            #   for instance: lib/gates/g0.md: Gate 0 · lib/gates/g3.md: Gate 3 · lib/gates/g5.md: Gate 5
            [[rule]]
            pages = { value = { type = "pattern" }, under = "lib/gates/" }
            are = "pattern"
            title = { key = "title" }
            status = { key = "status" }
            related = { key = "related" }

            # 6 pages in `radar/`
            #   for instance: radar/2022-01-01/alderbank.md: Alderbank · radar/2022-01-01/quayside.md: Quayside · radar/2022-01-01/voltmark.md: Voltmark
            [[rule]]
            pages = { under = "radar/2022-01-01/" }
            are = "technology"
            title = { key = "title" }
            category = { key = "quadrant" }
            status = { key = "ring" }

            # 6 pages, of 6 the original is there
            #   for instance: radar/2021-01-01/alderbank.md · radar/2021-01-01/northwick-air.md · radar/2021-01-01/pellucid.md
            [[copies]]
            of = "radar/(?<edition>[^/]+)/(?<same>.+)"
            original = "2022-01-01"

            # not explained: no rule takes 6 pages of news/
            # not explained: nothing reads the key `tags` of 6 pages (`company`)
        "##]],
    );
}

#[test]
fn plain_notes_are_claimed_to_be_nothing() {
    check(
        &all([
            each(
                &FIRMS,
                "notes/{slug}.md",
                "# On {}\n\nSee [[Other note]].\n\n## More\n\n- Users like it\n- Companies do not\n",
            ),
            file(
                "notes/users.md",
                "# Users\n\n- admin: may do all\n- guest: may read\n- editor: may write\n",
            ),
            file(
                "api/customers.md",
                "# Customers\n\n| Field | Type |\n|---|---|\n| Company | text |\n| Town | text |\n",
            ),
        ]),
        &expect![[r#"
            # not explained: 6 links of the form [[page]]
        "#]],
    );
}

#[test]
fn shipped_profiles_are_seen_by_their_own_forms() {
    let topic = "# {}\n\n## Case Study 1: Gates at {}\n\nText.\n";
    check(
        &each(&FIRMS, "01_Lifting/02_Gates/{slug}.md", topic),
        &expect![[r#"
        profile case-studies
    "#]],
    );
    check(
        &all([
            each(&FIRMS, "case-studies/{slug}/requirements.md", "# R\n"),
            each(&FIRMS, "case-studies/{slug}/trade-offs.md", "# T\n"),
        ]),
        &expect![[r#"
            profile design-folders
        "#]],
    );
    // Folders of categories are no designs.
    check(
        &all([
            each(&FIRMS, "case-studies/rail/{slug}-rail.md", "# How {} lifts\n\nText.\n"),
            each(&FIRMS, "case-studies/road/{slug}-road.md", "# How {} drives\n\nText.\n"),
        ]),
        &expect![[r##"
            # 12 pages in `case-studies/`
            #   for instance: case-studies/rail/alderbank-rail.md: How Alderbank lifts · case-studies/road/alderbank-road.md: How Alderbank drives · case-studies/road/voltmark-road.md: How Voltmark drives
            [[rule]]
            pages = { under = "case-studies/" }
            are = "case-study"
            title = "first-heading"
            sources = "links"

        "##]],
    );
}
