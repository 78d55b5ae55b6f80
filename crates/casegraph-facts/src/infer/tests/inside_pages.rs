//! Rules over what stands in pages.

use std::fmt::Write as _;

use expect_test::expect;

use super::{FIRMS, all, check, each, file};

/// A text with a line for each firm.
fn lines(before: &str, line: &str) -> String {
    let mut text = before.to_owned();
    for (number, name) in FIRMS.iter().enumerate() {
        let slug = name.to_lowercase().replace(' ', "-");
        let _ = writeln!(
            text,
            "{}",
            line.replace("{}", name).replace("{slug}", &slug).replace("{n}", &number.to_string())
        );
    }
    text
}

#[test]
fn rows_that_are_case_studies() {
    let table = lines(
        "# Cranes\n\n| No | Firm | Sector | Story | Year |\n|---|---|---|---|---|\n",
        "| {n} | {} | rail | [How cranes count {n}](https://{slug}.test/{n}) | 201{n} |",
    );
    check(
        &file("README.md", &table),
        &expect![[r##"
        # 6 rows of 1 table with the column `Firm`
        #   for instance: How cranes count 0 · How cranes count 1 · How cranes count 2
        [[rule]]
        rows = { columns = ["Firm"], with = "link" }
        are = "case-study"
        title = "link"
        company = { column = "Firm" }
        category = { column = "Sector" }
        date = { column = "Year" }
        sources = "link"

    "##]],
    );
}

#[test]
fn rows_whose_link_stands_beside_their_title() {
    let table = lines(
        "# Cranes\n\n| Company | Use case | Link |\n|---|---|---|\n",
        "| {} | Counting cranes by night {n} | [post](https://{slug}.test/{n}) |",
    );
    check(
        &file("README.md", &table),
        &expect![[r##"
        # 6 rows of 1 table with the column `Company`
        #   for instance: Counting cranes by night 0 · Counting cranes by night 1 · Counting cranes by night 2
        [[rule]]
        rows = { columns = ["Company"], with = "link" }
        are = "case-study"
        title = { column = "Use case" }
        company = { column = "Company" }
        sources = { column = "Link" }

    "##]],
    );
}

#[test]
fn rows_with_a_company_that_are_no_case_studies() {
    let products = lines(
        "# Cranes\n\n| Company | Product | Pricing |\n|---|---|---|\n",
        "| {} | [The {} Crane Suite](https://{slug}.test/p) | $ |",
    );
    check(
        &file("README.md", &products),
        &expect![[r##"
        # 6 rows of 1 table with the column `Company`; their other columns are those of products, vacancies or problems
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        rows = { columns = ["Company"] }
        are = "company"
        title = { column = "Company" }

    "##]],
    );
    let blogs = lines(
        "# Blogs\n\n| Company | Blog |\n|---|---|\n",
        "| {} | [The blog of {}](https://{slug}.test/blog) |",
    );
    check(
        &file("README.md", &blogs),
        &expect![[r##"
        # 6 rows of 1 table with the column `Company`
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        rows = { columns = ["Company"] }
        are = "company"
        title = { column = "Company" }

    "##]],
    );
    let people = lines(
        "# Makers\n\n| Name | Company | GitHub |\n|---|---|---|\n",
        "| [Per Son {n}](https://p.test/{n}) | {} | p{n} |",
    );
    check(&file("README.md", &people), &expect![[r#""#]]);
    let own = lines(
        "# Index\n\n| Company | Title |\n|---|---|\n",
        "| {} | [How cranes count {n}](stories/{slug}.md) |",
    );
    check(
        &file("README.md", &own),
        &expect![[r##"
            # No rule, because the rows lead to pages of the collection: 6 rows of 1 table with the column `Company`
            #   [[rule]]
            #   rows = { columns = ["Company"], with = "link" }
            #   are = "case-study"
            #   title = "link"
            #   company = { column = "Company" }
            #   sources = "link"

        "##]],
    );
}

#[test]
fn tables_that_show_pages_are_no_second_list() {
    let page = "---\ntitle: How {} counts {n}\ncompany: {}\n---\n\nText.\n";
    let view = lines(
        "# Rail\n\n| Title | Company |\n|---|---|\n",
        "| [How {} counts it all](https://{slug}.test/a) | {} |",
    );
    check(
        &all([
            each(&FIRMS, "notes/{slug}.md", page),
            each(&FIRMS, "notes/b-{slug}.md", page),
            file("views/rail.md", &view),
        ]),
        &expect![[r##"
            # 12 of 13 pages with the key `company`, 6 values of it
            #   for instance: notes/alderbank.md: How Alderbank counts 0 · notes/b-voltmark.md: How Voltmark counts 4 · notes/voltmark.md: How Voltmark counts 4
            [[rule]]
            pages = { key = "company", under = "notes/" }
            are = "case-study"
            title = { key = "title" }
            company = { key = "company" }
            sources = "links"

            # 1 page with tables of what other pages say
            #   for instance: views/rail.md
            [[rule]]
            pages = { path = "views/rail.md" }
            are = "index"

            # No rule, because 12 pages are case studies or companies already; these list them and others: 6 rows of 1 table with the column `Company`
            #   [[rule]]
            #   rows = { columns = ["Company"], with = "link" }
            #   are = "case-study"
            #   title = "link"
            #   company = { column = "Company" }
            #   sources = "link"

        "##]],
    );
}

#[test]
fn lists_of_users() {
    let list = lines(
        "# Hoist\n\n## Users\n\nMake one:\n\n- name\n- role\n- team\n\n## Who is using Hoist?\n\n",
        "1. [{}](https://{slug}.test)",
    );
    check(
        &file("README.md", &list),
        &expect![[r##"
        # 6 items of 1 list under `Who is using Hoist?`: 6 begin with a link, 0 with bold words
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        items = { heading = "Who is using*" }
        are = "company"
        edge = "uses"
        title = "link"

    "##]],
    );
    let table = lines("# Adopters\n\n| Organization | Contact |\n|---|---|\n", "| {} | @p{n} |");
    check(
        &file("ADOPTERS.md", &table),
        &expect![[r##"
        # 1 page with a list of users
        #   for instance: ADOPTERS.md
        [[rule]]
        pages = { path = "ADOPTERS.md" }
        are = "page"

        # 6 rows with the column `Organization` under `Adopters`
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        rows = { heading = "Adopters", columns = ["Organization"] }
        are = "company"
        edge = "uses"
        title = { column = "Organization" }

    "##]],
    );
    let labelled = lines("# Users\n\n", "* N: {}\n  D: {} lifts with it.\n  L: https://{slug}.test");
    check(
        &file("USERS.md", &labelled),
        &expect![[r##"
            # 6 items of 1 list in `USERS.md`: 0 begin with a link, 0 with bold words
            #   for instance: N: Alderbank · N: Northwick Air · N: Pellucid
            [[rule]]
            items = { path = "USERS.md" }
            are = "company"
            edge = "uses"
            title = { label = "N" }

        "##]],
    );
    // Roles of users, what powers a program, projects that use it.
    let roles = lines("# Hoist\n\n## End users\n\n", "- **{}** lifts things");
    check(&file("README.md", &roles), &expect![[r#""#]]);
    let powers = "# Hoist\n\n## Powered by\n\n- [Rail](https://rail.test)\n- [Crank](https://crank.test)\n- [Rope](https://rope.test)\n";
    check(&file("README.md", powers), &expect![[r#""#]]);
    let projects = lines("# Hoist\n\n## Who is using Hoist?\n\n", "- [{}](https://github.com/{slug}/crane)");
    check(&file("README.md", &projects), &expect![[r#""#]]);
    // Known uses of a pattern may be classes of a library.
    let uses = "# Gate {n}\n\n## Intent\n\nText.\n\n## Problem\n\nText.\n\n## Known uses\n\n- [lib.Gate](https://lib.test/gate)\n- [lib.Door](https://lib.test/door)\n";
    check(
        &each(&FIRMS, "patterns/g{n}.md", uses),
        &expect![[r##"
            # 6 pages with the headings of patterns (`intent`, `known uses`, `problem`)
            #   for instance: patterns/g0.md: Gate 0 · patterns/g3.md: Gate 3 · patterns/g5.md: Gate 5
            [[rule]]
            pages = { under = "patterns/" }
            are = "pattern"
            title = "first-heading"

            # No rule, because its pages are taken by stronger rules: 6 pages that are lists of links (12 of them)
            #   [[rule]]
            #   pages = { under = "patterns/" }
            #   are = "topic"
            #   title = "first-heading"
            #   sources = "links"

        "##]],
    );
}

#[test]
fn known_instances_begin_with_bold_names() {
    let page = "# Gate {n}\n\n## Problem\n\nText.\n\n## Solution\n\nText.\n\n## Known Instances (optional)\n\n* **{}** since 201{n}\n* A large bank\n* **Oxbow** - [talk](https://o.test/t)\n";
    check(
        &each(&FIRMS, "patterns/g{n}.md", page),
        &expect![[r##"
        # 6 pages with the headings of patterns (`known instances`, `problem`, `solution`)
        #   for instance: patterns/g0.md: Gate 0 · patterns/g3.md: Gate 3 · patterns/g5.md: Gate 5
        [[rule]]
        pages = { under = "patterns/" }
        are = "pattern"
        title = "first-heading"

        # 12 items of 6 lists under `Known Instances (optional)`: 0 begin with a link, 12 with bold words
        #   for instance: Alderbank · A large bank · Oxbow
        [[rule]]
        items = { heading = "Known Instances" }
        are = "company"
        edge = "uses"
        title = "bold-start"

    "##]],
    );
}

#[test]
fn paragraphs_that_begin_with_a_link() {
    let mut text = lines(
        "# A list of outages\n\n## Switches\n",
        "\n[{}](https://{slug}.test/outage). A switch fell and took {n} towns with it.",
    );
    text += "\n## Other lists\n\n[Rail](https://rail.test/l)\n\n[Road](https://road.test/l)\n";
    check(
        &file("README.md", &text),
        &expect![[r##"
            # 6 paragraphs that begin with a link and go on with a text, 6 of the links a name
            #   for instance: Alderbank · Northwick Air · Pellucid
            [[rule]]
            paragraphs = { path = "README.md", heading = "Switches", with = "link" }
            are = "case-study"
            title = "text"
            company = "link"
            sources = "link"

        "##]],
    );
    // The same in a page about something else.
    let text = lines(
        "# Reading\n\n## Switches\n",
        "\n[{}](https://{slug}.test/switch). A page about switches and the towns that have them.",
    );
    check(
        &file("README.md", &text),
        &expect![[r#"
        # not explained: 6 paragraphs that begin with a link
    "#]],
    );
}

#[test]
fn folds_with_names_and_folds_with_questions() {
    let fold = "<details>\n<summary>{}</summary>\n\n- [One](https://{slug}.test/1)\n- [Two](https://{slug}.test/2)\n\n</details>\n";
    check(
        &file("README.md", &lines("# Lifting\n\n## Organizations\n\n", fold)),
        &expect![[r##"
        # 6 folds with a name and 12 links in `README.md`
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        details = { path = "README.md" }
        are = "company"
        title = "text"
        sources = "links"

    "##]],
    );
    check(
        &file(
            "README.md",
            &lines(
                "# Questions\n\n",
                "<details>\n<summary>What is {}?</summary>\n\nA thing.\n\n</details>\n",
            ),
        ),
        &expect![[r#"
            # not explained: 6 folds (`<details>`), 6 of them questions
        "#]],
    );
}

#[test]
fn items_whose_links_say_at_whom() {
    let list = lines(
        "# Reading\n\n## Speed\n",
        "* [Group {n}](https://g.test/{n})\n\t* [Counting fast {n} at {}](https://{slug}.test/f)\n\t* [Counting slow {n} at {}](https://{slug}.test/s)",
    );
    check(
        &file("README.md", &list),
        &expect![[r##"
        # 12 items, 12 of them with a link that says `… at Name`
        #   for instance: Group 0 · Group 1 · Group 2
        [[rule]]
        items = { path = "README.md", heading = "Speed", with = "link" }
        are = "case-study"
        title = "link"
        company = { title-after = " at " }
        sources = "link"

    "##]],
    );
}

#[test]
fn sections_and_lists_of_case_studies() {
    let page = "# Part {n}\n\n## Case study: {} lifts\n\nText.\n\n## Summary\n\nText.\n";
    check(
        &each(&FIRMS, "parts/p{n}.md", page),
        &expect![[r##"
        # 6 sections under headings `Case study …`
        #   for instance: Case study: Alderbank lifts · Case study: Northwick Air lifts · Case study: Pellucid lifts
        [[rule]]
        sections = { heading = "Case study*" }
        are = "case-study"
        title = "first-heading"
        sources = "links"

    "##]],
    );
    let bold = lines(
        "# Lifting\n\n## Success stories\n\n",
        "- **{}** - [How it lifts {n}](https://{slug}.test/l), told well",
    );
    check(
        &file("README.md", &bold),
        &expect![[r##"
        # 6 items with a link under `Success stories`
        #   for instance: Alderbank · Northwick Air · Pellucid
        [[rule]]
        items = { heading = "Success stories", with = "link" }
        are = "case-study"
        title = "link"
        company = "bold-start"
        sources = "link"

    "##]],
    );
    let list = lines(
        "# Lifting\n\n## Books\n\n- [A book](https://b.test/a)\n- [B book](https://b.test/b)\n\n## Case studies\n\n",
        "- [How {} lifts](https://{slug}.test/l) - told well",
    );
    check(
        &file("README.md", &list),
        &expect![[r##"
        # 6 items with a link under `Case studies`
        #   for instance: How Alderbank lifts · How Northwick Air lifts · How Pellucid lifts
        [[rule]]
        items = { heading = "Case studies", with = "link" }
        are = "case-study"
        title = "link"
        sources = "link"

    "##]],
    );
}
