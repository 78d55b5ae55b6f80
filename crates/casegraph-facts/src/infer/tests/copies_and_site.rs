//! Translations, versions, editions, and the site.

use expect_test::expect;

use super::{FIRMS, all, check, each, file};

#[test]
fn languages_as_folders_suffixes_and_roots() {
    let page = "# {}\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "docs/{slug}.md", page),
            each(&["Pellucid", "Voltmark"], "docs/zh-CN/{slug}.md", page),
            each(&["Pellucid", "Voltmark"], "translations/pt-BR/docs/{slug}.md", page),
            file("README.md", "# R\n"),
            file("README-ja.md", "# R\n"),
            file("README.zh-Hans.md", "# R\n"),
            each(&FIRMS, "content/a/{slug}-c.md", page),
            each(&FIRMS, "content.de/a/{slug}-c.md", page),
            // No language: a note on `it`, a folder `ml`.
            file("notes/note-it.md", "# N\n"),
            file("ml/one.md", "# M\n"),
        ]),
        &expect![[r##"
            # 6 pages, of 6 the original is there
            #   for instance: content.de/a/alderbank-c.md · content.de/a/northwick-air-c.md · content.de/a/pellucid-c.md
            [[copies]]
            of = 'content\.(?<language>de)/(?<same>.+)'

            # 2 pages, of 2 the original is there
            #   for instance: README-ja.md · README.zh-Hans.md
            [[copies]]
            of = '(?<same>.+)[-._](?<language>ja|zh-Hans)\.md'

            # 2 pages, of 2 the original is there
            #   for instance: docs/zh-CN/pellucid.md · docs/zh-CN/voltmark.md
            [[copies]]
            of = "docs/(?<language>zh-CN)/(?<same>.+)"

            # 2 pages, of 2 the original is there
            #   for instance: translations/pt-BR/docs/pellucid.md · translations/pt-BR/docs/voltmark.md
            [[copies]]
            of = "translations/(?<language>[^/]+)/(?<same>.+)"

        "##]],
    );
}

#[test]
fn all_languages_have_a_folder() {
    let page = "# {}\n\nText.\n";
    check(
        &all([
            each(&FIRMS, "content/en/gates/{slug}.md", page),
            each(&["Pellucid", "Voltmark"], "content/fr/gates/{slug}.md", page),
            each(&["Pellucid"], "content/zh-cn/gates/{slug}.md", page),
        ]),
        &expect![[r##"
            # 3 pages, of 3 the original is there
            #   for instance: content/fr/gates/pellucid.md · content/fr/gates/voltmark.md · content/zh-cn/gates/pellucid.md
            [[copies]]
            of = "content/(?<language>en|fr|zh-cn)/(?<same>.+)"
            original = "en"

        "##]],
    );
}

#[test]
fn versions_and_what_is_none() {
    let page = "---\ntitle: {}\n---\n\n:::note\nText.\n:::\n";
    check(
        &all([
            each(&FIRMS, "site/docs/{slug}.md", page),
            each(&FIRMS, "site/versioned_docs/version-1.0/{slug}.md", page),
            each(&FIRMS, "site/i18n/ja/docusaurus-plugin-content-docs/current/{slug}.md", page),
            file(
                "site/docusaurus.config.js",
                "export default {\n  url: 'https://hoist.test',\n  baseUrl: '/x/',\n};\n",
            ),
            file("site/sidebars.js", ""),
        ]),
        &expect![[r##"
            # 6 pages, of 6 the original is there
            #   for instance: site/i18n/ja/docusaurus-plugin-content-docs/current/alderbank.md · site/i18n/ja/docusaurus-plugin-content-docs/current/northwick-air.md · site/i18n/ja/docusaurus-plugin-content-docs/current/pellucid.md
            [[copies]]
            of = "site/i18n/(?<language>[^/]+)/docusaurus-plugin-content-[^/]+/(?:current/|version-[^/]+/)?(?<same>.+)"

            # 6 pages, of 6 the original is there
            #   for instance: site/versioned_docs/version-1.0/alderbank.md · site/versioned_docs/version-1.0/northwick-air.md · site/versioned_docs/version-1.0/pellucid.md
            [[copies]]
            of = "site/versioned_docs/(?<version>[^/]+)/(?<same>.+)"

            # docusaurus (site/docusaurus.config.js)
            # the site's settings say https://hoist.test/x
            [site]
            generator = "docusaurus"
            own = "https://hoist.test/x/{path}"
            nav = "site/sidebars.js"

        "##]],
    );
    check(
        &all([
            each(&FIRMS, "manual/v1/{slug}.md", "# {}\n"),
            each(&FIRMS, "manual/v2/{slug}.md", "# {}\n"),
            // Positions and dates of posts are no versions.
            each(&FIRMS, "parts/01/{slug}-p.md", "# {}\n"),
            each(&FIRMS, "parts/02/{slug}-q.md", "# {}\n"),
            each(&FIRMS, "news/2020/0{n}/post-{slug}.md", "# {}\n"),
        ]),
        &expect![[r##"
            # 6 pages, of 6 the original is there
            #   for instance: manual/v1/alderbank.md · manual/v1/northwick-air.md · manual/v1/pellucid.md
            [[copies]]
            of = "manual/(?<version>[^/]+)/(?<same>.+)"
            original = "v2"

        "##]],
    );
}

#[test]
fn generators_with_their_navigation() {
    check(
        &all([
            each(&FIRMS, "docs/{slug}.md", "# {}\n\n!!! note\n    Text.\n"),
            file("mkdocs.yml", "site_name: H\nsite_url: https://hoist.test/\nnav:\n  - index.md\n"),
        ]),
        &expect![[r##"
            # mkdocs (mkdocs.yml)
            # the site's settings say https://hoist.test
            [site]
            generator = "mkdocs"
            own = "https://hoist.test/{path}"
            nav = "mkdocs.yml"

        "##]],
    );
    check(
        &all([
            each(&FIRMS, "src/{slug}.md", "# {}\n"),
            file("book.toml", "[book]\ntitle = \"H\"\n"),
            file("src/SUMMARY.md", "- [A](a.md)\n"),
        ]),
        &expect![[r##"
            # mdbook (book.toml)
            [site]
            generator = "mdbook"
            nav = "src/SUMMARY.md"

        "##]],
    );
    check(
        &all([
            each(&FIRMS, "book/{slug}.md", "# {}\n"),
            file(".gitbook.yaml", "root: ./book/\n\nstructure:\n  summary: toc.md\n"),
            file("book/toc.md", "- [A](a.md)\n"),
        ]),
        &expect![[r##"
            # gitbook (.gitbook.yaml)
            [site]
            generator = "gitbook"
            nav = "book/toc.md"

        "##]],
    );
    // Its file is not there; its notes are.
    check(
        &each(&FIRMS, "docs/{slug}.md", "# {}\n\n!!! note\n    Text.\n"),
        &expect![[r##"
        # 6 pages with notes or tags as mkdocs reads them
        [site]
        generator = "mkdocs"

    "##]],
    );
}

#[test]
fn own_addresses_and_static_folders() {
    let next = ["northwick-air", "pellucid", "tarragon", "voltmark", "quayside", "alderbank"];
    let pages = FIRMS.iter().zip(next).flat_map(|(name, next)| {
        let text = format!(
            "# {name}\n\n[next](https://hoist.test/g/{next}/), [other](https://other.test/patterns/{}), [top](/guide/{next})\n\n![x](/img/{next}.png)\n",
            name.to_lowercase().replace(' ', "-")
        );
        each(&[*name], "gates/{slug}.md", &text)
    });
    let images = each(&FIRMS, "static/img/{slug}.png", "");
    check(
        &pages.chain(images).collect(),
        &expect![[r##"
        # 6 of 12 addresses that begin with / are found
        # 6 of 6 addresses `/guide/…` end with the name of a page
        # 6 of 6 addresses `https://hoist.test/g/…` end with the name of a page
        [site]
        own = ["/guide/{stem}", "https://hoist.test/g/{stem}"]
        roots = ["static"]

    "##]],
    );
    let github = each(
        &FIRMS,
        "gates/{slug}.md",
        "# {}\n\n[a](https://github.com/o/r/blob/main/gates/pellucid.md), [b](https://github.com/o/r/blob/main/gates/voltmark.md), [c](https://github.com/o/r/blob/main/gates/tarragon.md)\n",
    );
    check(
        &github,
        &expect![[r##"
        # 3 of 3 addresses `https://github.com/o/r/blob/main/gates/…` end with the name of a page
        [site]
        own = "https://github.com/o/r/blob/main/{path}.md"

    "##]],
    );
}
