//! A build that reads only what has changed gives what a build from nothing gives, byte for byte; a build that is killed
//! changes nothing; what is damaged is made anew.

use std::cell::Cell;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use casegraph::store::Format;
use casegraph::{Corpus, Session, Silent, Summary, read_facts, refresh};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::program::{casegraph, write};

/// Pages to write; some of the same length, so that only the time tells one from the other.
const TEXTS: [&str; 6] = [
    "# X\n## Case Study 1: One\n**Context**: Discord\n### Quick Answer\nUse Redis.\n## Related Patterns\n- [Y](../y/README.md) - why\n",
    "# X\n## Case Study 1: Two\n**Context**: Stripe.\n### Quick Answer\nUse Kafka.\n## Related Patterns\n- [Z](../z/README.md) - why\n",
    "# Z\n\nSee [X](../x/README.md).\n",
    "---\nrelated: [../x/README.md]\n---\n# Front\n\nAcme uses Acme Queue.\n",
    "# Plan\n## Domain 1: A\n### 01_B (2 topics)\n| File | Status | Priority |\n|---|---|---|\n| `x/` | ✅ | P1 |\n| `w/` | ⬜ | P2 |\n",
    "",
];

const PATHS: [&str; 5] =
    ["PLAN.md", "01_A/01_B/x/README.md", "01_A/01_B/y/README.md", "01_A/01_B/z/README.md", "notes/n.md"];

const CONFIGS: [&str; 4] = [
    "title = 'One'\n",
    "title = 'Two'\n",
    "title = 'One'\n[case-study]\nminimum = 1\n",
    "title = 'One'\nignore = ['notes/']\nbuiltin-vocabulary = false\n",
];

const VOCABULARIES: [&str; 2] = [
    "@prefix cg: <https://w3id.org/casegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . <technology/acme-queue> a cg:Technology ; skos:prefLabel \"Acme Queue\" .",
    "@prefix cg: <https://w3id.org/casegraph/ns#> . @prefix schema: <https://schema.org/> . <company/acme> a cg:Company ; schema:name \"Acme\" .",
];

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Append(usize),
    Rename(usize, usize),
    Delete(usize),
    Configure(usize),
    Declare(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let (path, text) = (0..PATHS.len(), 0..TEXTS.len());
    prop_oneof![
        4 => (path.clone(), text).prop_map(|(path, text)| Edit::Write(path, text)),
        1 => path.clone().prop_map(Edit::Append),
        1 => (path.clone(), path.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => path.prop_map(Edit::Delete),
        1 => (0..CONFIGS.len()).prop_map(Edit::Configure),
        1 => (0..VOCABULARIES.len()).prop_map(Edit::Declare),
    ]
}

fn make(folder: &Path, edit: &Edit) {
    let at = |path: usize| folder.join(PATHS[path]);
    match edit {
        Edit::Write(path, text) => write(folder, &[(PATHS[*path], TEXTS[*text])]),
        Edit::Append(path) => {
            let text = std::fs::read_to_string(at(*path)).unwrap_or_default() + "\nUse Redis, too.\n";
            write(folder, &[(PATHS[*path], &text)]);
        }
        Edit::Rename(from, to) => {
            std::fs::create_dir_all(at(*to).parent().unwrap()).unwrap();
            let _ = std::fs::rename(at(*from), at(*to)); // there may be none
        }
        Edit::Delete(path) => {
            let _ = std::fs::remove_file(at(*path));
        }
        Edit::Configure(config) => write(folder, &[("casegraph.toml", CONFIGS[*config])]),
        Edit::Declare(vocabulary) => write(folder, &[("vocabulary/v.ttl", VOCABULARIES[*vocabulary])]),
    }
}

/// The stored graph, what is said of it, and the facts.
fn state(folder: &Path) -> Result<(Vec<u8>, Summary, casegraph::facts::FactSet), String> {
    let corpus = Corpus::open(folder).map_err(|error| error.to_string())?;
    let summary = refresh(&corpus, &Silent).map_err(|error| error.to_string())?;
    let facts = read_facts(&corpus, &Silent).map_err(|error| error.to_string())?;
    Ok((nquads(folder), summary, facts))
}

/// The stored graph as it is.
fn nquads(folder: &Path) -> Vec<u8> {
    let session = Session::open_frozen(Corpus::open(folder).unwrap()).unwrap();
    let mut text = Vec::new();
    session.export(Format::NQuads, &mut text).unwrap();
    text
}

/// The files of the stored graph and of the patch beside it, if there is one.
fn files(folder: &Path) -> [Option<Vec<u8>>; 2] {
    ["graph.snapshot", "graph.patch"].map(|name| std::fs::read(folder.join(".casegraph").join(name)).ok())
}

#[test]
fn incremental_and_full_builds_give_the_same_bytes() {
    let mut runner = TestRunner::new(Config { cases: 16, failure_persistence: None, ..Config::default() });
    let patched = Cell::new(0);
    let outcome = runner.run(&prop::collection::vec(edit(), 1..8), |edits| {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            &[("casegraph.toml", CONFIGS[0]), ("readme.md", "# Index\n"), (PATHS[1], TEXTS[0])],
        );
        state(folder.path()).unwrap();
        for edit in edits {
            make(folder.path(), &edit);
            let before = files(folder.path());
            let step_by_step = state(folder.path());
            let after = files(folder.path());
            patched.set(patched.get() + u32::from(before[0] == after[0] && before[1] != after[1]));
            let _ = std::fs::remove_dir_all(folder.path().join(".casegraph")); // none after a wrong config
            let from_nothing = state(folder.path());
            prop_assert!(
                step_by_step == from_nothing,
                "{edit:?} gives another graph than a build from nothing"
            );
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(patched.get() > 0, "no change was small enough for a patch");
}

/// Pieces that pages are made of: what they say meets what other pages say.
const PIECES: [&str; 15] = [
    "Use Redis, too; Acme does.\n",
    "Kafka at Discord, and nobody else. [Your Company] is left over.\n",
    "## Case Study: Growth\n**Context**: Discord.\n### Quick Answer\nUse Cassandra.\n",
    "## Case Study: Costs\n**Context**: Stripe and Discord.\n### Quick Answer\nUse Cassandra, then Redis.\n",
    "## Related Patterns\n- [Y](../y/README.md#extra) - why\n- [Z](../z/README.md) - why\n",
    "## Related Patterns\n- [X](../x/) - why\n",
    "See [the same](#extra), [more](../x/#extra) and [Y](../y/README.md#more).\n",
    "## Extra\n\nWords.\n",
    "<a id=\"more\"></a>\n\nMore.\n",
    "## Sources\n| Title | URL | Author |\n|---|---|---|\n| One | https://a.example/one | A. Writer |\n",
    "## Sources\n| Type | Title | URL | Publisher | Date |\n|---|---|---|---|---|\n| Blog | Uno | https://a.example/one | Netflix | 2021 |\n| Talk | Two | | Uber | |\n",
    "Read [one](https://a.example/one) and [two](https://b.example/two).\n",
    "A link to [nothing](../w/README.md) and ![a picture](x.png).\n\n```rust\n```\n",
    "# Another first heading\n",
    "Words without any names.\n",
];

/// What pages may begin with: nothing, a company, and YAML that is none.
const FRONTS: [&str; 3] = ["", "---\ncompanies: [Acme]\n---\n", "---\ncompanies: [\n---\n"];

/// Pages; two are about the same topic, and one is a template.
const PAGES: [&str; 6] = [
    "01_A/01_B/x/README.md",
    "01_A/01_B/x.md",
    "01_A/01_B/y/README.md",
    "01_A/01_B/z/README.md",
    "notes/n.md",
    "CASE_STUDY_TEMPLATE.md",
];

/// A page: what it begins with, and which pieces it has.
#[derive(Clone, Debug)]
struct Page {
    front: usize,
    pieces: [bool; PIECES.len()],
}

impl Page {
    fn text(&self) -> String {
        let pieces = PIECES.iter().zip(self.pieces).filter(|(_, has)| *has).map(|(piece, _)| *piece);
        FRONTS[self.front].to_owned() + &pieces.collect::<Vec<_>>().join("\n")
    }
}

fn page() -> impl Strategy<Value = Page> {
    let front = prop_oneof![8 => Just(0), 1 => Just(1), 1 => Just(2)];
    let pieces = prop::array::uniform15(prop::bool::weighted(0.4));
    (front, pieces).prop_map(|(front, pieces)| Page { front, pieces })
}

#[test]
fn facts_that_follow_from_many_pages_are_patched_correctly() {
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let counts = Cell::new((0, 0));
    let pages = prop::collection::vec(page(), PAGES.len());
    // Mostly a piece comes or goes; now and then the page begins otherwise.
    let change = prop_oneof![12 => (0..PIECES.len()).prop_map(Ok), 1 => (0..FRONTS.len()).prop_map(Err)];
    let edits = prop::collection::vec((0..PAGES.len(), change), 6..12);
    let outcome = runner.run(&(pages, edits), |(mut pages, edits)| {
        let folder = tempfile::tempdir().unwrap();
        let write_all = |folder: &Path, pages: &[Page]| {
            write(folder, &[("casegraph.toml", CONFIGS[0])]);
            for (path, page) in PAGES.iter().zip(pages) {
                write(folder, &[(path, &page.text())]);
            }
        };
        write_all(folder.path(), &pages);
        state(folder.path()).unwrap();
        for (at, change) in edits {
            match change {
                Ok(piece) => pages[at].pieces[piece] ^= true,
                Err(front) => pages[at].front = front,
            }
            write(folder.path(), &[(PAGES[at], &pages[at].text())]);
            let before = files(folder.path());
            let step_by_step = state(folder.path()).unwrap();
            let (patched, all) = counts.get();
            counts.set((patched + u32::from(before[0] == files(folder.path())[0]), all + 1));
            let other = tempfile::tempdir().unwrap();
            write_all(other.path(), &pages);
            let from_nothing = state(other.path()).unwrap();
            prop_assert_eq!(
                String::from_utf8(step_by_step.0).unwrap(),
                String::from_utf8(from_nothing.0).unwrap(),
                "{} with {:?}",
                PAGES[at],
                change
            );
            prop_assert_eq!(step_by_step.1, from_nothing.1);
            prop_assert!(step_by_step.2 == from_nothing.2);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let (patched, all) = counts.get();
    assert!(patched * 2 > all, "only {patched} of {all} changes were patched");
}

/// What changes in a page, the page before and after, another page that has to do with it, and whether a patch will do.
const CHANGES: [(&str, &str, &str, &str, bool); 15] = [
    ("words", "# X\n\nRedis.\n", "# X\n\nRedis, twice: Redis.\n", "# Y\n", true),
    ("lines", "# X\n\nRedis.\n", "# X\n\n\n\nRedis.\n", "# Y\n\n[X](../x/README.md#x)\n", true),
    ("nothing", "# X\n", "# X\n", "# Y\n", true),
    ("the title", "# X\n", "# Z\n", "# Y\n", false),
    ("the only use of a name", "# X\n\nRedis.\n", "# X\n", "# Y\n", true),
    ("one of two uses of a name", "# X\n\nRedis.\n", "# X\n", "# Y\n\nRedis.\n", true),
    ("an anchor that a page links to", "# X\n\n## A\n", "# X\n\n## B\n", "# Y\n\n[A](../x/#a)\n", true),
    (
        "the keys of another page's case studies",
        "# X\n\n## Case Study: A\n",
        "# X\n",
        "# X\n\n## Case Study: B\n",
        true,
    ),
    (
        "what is said first of a work",
        "# X\n\n## Sources\n| Title | URL | Author |\n|---|---|---|\n| One | https://a.example/one | A. Writer |\n",
        "# X\n\nRead [this](https://a.example/one).\n",
        "# Y\n\n## Sources\n| Title | URL | Date |\n|---|---|---|\n| Uno | https://a.example/one | 2020 |\n",
        true,
    ),
    (
        "an edge that another page shares",
        "# X\n\n## Related Patterns\n- [Y](../y/README.md) - why\n",
        "# X\n",
        "# Y\n\n## Related Patterns\n- [X](../x/README.md) - why\n",
        true,
    ),
    (
        "an edge that no other page shares",
        "# X\n\n## Related Patterns\n- [Y](../y/README.md) - why\n",
        "# X\n",
        "# Y\n",
        true,
    ),
    (
        "a link to a page that is not there",
        "# X\n",
        "# X\n\n## Related Patterns\n- [N](../n/README.md)\n",
        "# Y\n",
        false,
    ),
    ("a stated company", "# X\n", "---\ncompanies: [Acme]\n---\n# X\n", "# Y\n\nAcme.\n", false),
    ("a fault of the text", "# X\n", "---\ncompanies: [\n---\n# X\n", "# Y\n", false),
    ("a template", "# X\n\n[Your Company]\n", "# X\n\n[Another Name]\n", "# Y\n\n[Your Company]\n", false),
];

#[test]
fn small_changes_are_stored_as_a_patch() {
    for (what, before, after, other, is_patched) in CHANGES {
        let (page, beside) = match what {
            "a template" => ("CASE_STUDY_TEMPLATE.md", "01_A/01_B/y/README.md"),
            "the keys of another page's case studies" => ("01_A/01_B/x.md", "01_A/01_B/x/README.md"),
            _ => ("01_A/01_B/x/README.md", "01_A/01_B/y/README.md"),
        };
        let of = |text: &str| {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (page, text), (beside, other)]);
            let state = state(folder.path()).unwrap();
            (folder, state)
        };
        let (folder, was) = of(before);
        let [graph, _] = files(folder.path());
        // There, back, and there again.
        for (text, expected) in [(after, of(after).1), (before, was), (after, of(after).1)] {
            write(folder.path(), &[(page, text)]);
            let is = state(folder.path()).unwrap();
            assert_eq!(String::from_utf8(is.0).unwrap(), String::from_utf8(expected.0).unwrap(), "{what}");
            assert!((is.1, is.2) == (expected.1, expected.2), "{what}");
            assert_eq!(graph == files(folder.path())[0], is_patched, "{what}");
        }
    }
}

#[test]
fn a_damaged_patch_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0])]);
    let before = casegraph(folder.path(), &["export"]);
    make(folder.path(), &Edit::Append(1));
    let whole = casegraph(folder.path(), &["export"]);
    assert_ne!(whole, before);
    assert_eq!(casegraph(folder.path(), &["export", "--frozen"]), whole);
    let file = folder.path().join(".casegraph/graph.patch");
    let bytes = std::fs::read(&file).unwrap();
    for at in (0..bytes.len()).step_by(bytes.len() / 12) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xff;
        for damaged in [damaged, bytes[..at].to_vec()] {
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(casegraph(folder.path(), &["export"]), whole, "byte {at}");
        }
    }
    std::fs::write(&file, "").unwrap();
    assert_eq!(casegraph(folder.path(), &["export", "--frozen"]), before, "the graph that it lay over");
}

#[test]
fn a_file_with_the_same_size_and_time_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0]), (PATHS[2], TEXTS[2])]);
    let (path, other) = (folder.path().join(PATHS[1]), folder.path().join(PATHS[2]));
    let written = std::fs::metadata(&path).unwrap().modified().unwrap();
    casegraph(folder.path(), &["export"]);
    // Another text of the same length and time: only a reader would see the difference.
    std::fs::write(&path, TEXTS[1]).unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
    std::fs::write(&other, "# Another\n").unwrap();
    let shown = casegraph(folder.path(), &["export"]).out;
    assert!(
        shown.contains("\"Another\"") && shown.contains("Use Redis.") && !shown.contains("Use Kafka."),
        "{shown}"
    );
}

#[test]
fn every_command_writes_a_gitignore_into_the_state_folder() {
    for arguments in [&["vocabulary", "suggest"][..], &["search", "redis"], &["build"]] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0])]);
        casegraph(folder.path(), arguments);
        let ignored = std::fs::read_to_string(folder.path().join(".casegraph/.gitignore"));
        assert_eq!(ignored.ok().as_deref(), Some("*\n"), "{arguments:?}");
    }
}

#[test]
fn frozen_uses_the_stored_graph_without_reading_files() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0])]);
    let none = casegraph(folder.path(), &["export", "--frozen"]);
    assert_eq!(none.code, 2);
    expect_test::expect![[r"
        error: no graph is stored in .casegraph/graph.snapshot: the stored graph cannot be read: No such file or directory (os error 2)
         |
         = help: `casegraph build` makes one; without --frozen it is made when it is needed
    "]]
    .assert_eq(&none.err);
    let first = casegraph(folder.path(), &["export"]);
    write(folder.path(), &[(PATHS[1], TEXTS[2])]);
    assert_eq!(casegraph(folder.path(), &["export", "--frozen"]), first);
    assert_ne!(casegraph(folder.path(), &["export"]), first);
}

#[test]
fn a_damaged_graph_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0])]);
    let whole = casegraph(folder.path(), &["export"]);
    let file = folder.path().join(".casegraph/graph.snapshot");
    let bytes = std::fs::read(&file).unwrap();
    for (at, is_header) in
        [(0, true), (9, true), (bytes.len() - 1, true), (60, false), (bytes.len() / 2, false)]
    {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xff;
        std::fs::write(&file, damaged).unwrap();
        let first = casegraph(folder.path(), &["export"]);
        if is_header {
            assert_eq!(first, whole, "byte {at}");
        } else {
            assert_eq!((first.code, first.out.as_str()), (2, ""), "byte {at}");
            assert_eq!(first.err.lines().next(), Some("error: the stored graph is damaged"));
            assert_eq!(casegraph(folder.path(), &["export"]), whole, "byte {at}");
        }
    }
    for length in [0, 7, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&file, &bytes[..length]).unwrap();
        assert_eq!(casegraph(folder.path(), &["export"]), whole, "cut to {length}");
    }
}

#[test]
fn damaged_cached_documents_are_read_again() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&folder, &other] {
        write(folder.path(), &[("casegraph.toml", CONFIGS[0]), (PATHS[1], TEXTS[0]), (PATHS[2], TEXTS[2])]);
    }
    casegraph(folder.path(), &["build"]);
    let file = folder.path().join(".casegraph/documents");
    let length = std::fs::read(&file).unwrap().len();
    for at in (0..24).map(|step| step * length / 24) {
        let mut bytes = std::fs::read(&file).unwrap();
        let at = at.min(bytes.len() - 1);
        bytes[at] ^= 0xff;
        std::fs::write(&file, bytes).unwrap();
        // One page changes, and what was kept of it or of another may be damaged.
        let text = format!("# Page {at}\n\n{}", TEXTS[at % 3]);
        write(folder.path(), &[(PATHS[1], &text)]);
        write(other.path(), &[(PATHS[1], &text)]);
        let _ = std::fs::remove_dir_all(other.path().join(".casegraph"));
        assert_eq!(casegraph(folder.path(), &["export"]), casegraph(other.path(), &["export"]), "byte {at}");
    }
}

#[test]
fn a_build_that_crashes_leaves_the_old_graph_or_the_new_one() {
    const KILLS: u32 = 200;
    let folder = tempfile::tempdir().unwrap();
    // The first and the last differ in words only: what changes is stored as a patch.
    let texts = [TEXTS[0].to_owned(), TEXTS[1].to_owned(), format!("{}\nUse Redis, too.\n", TEXTS[0])];
    write(folder.path(), &[("casegraph.toml", "title = 'Kill'\nbuiltin-vocabulary = false\n")]);
    let mut graphs = Vec::new();
    for text in &texts {
        write(folder.path(), &[(PATHS[1], text)]);
        casegraph(folder.path(), &["build", "--quiet"]);
        graphs.push(nquads(folder.path()));
    }
    let started = Instant::now();
    write(folder.path(), &[(PATHS[1], &texts[0])]);
    casegraph(folder.path(), &["build", "--quiet"]);
    let whole = started.elapsed();
    let mut seen = [0, 0, 0];
    let mut patches = 0;
    for kill in 0..KILLS {
        write(folder.path(), &[(PATHS[1], &texts[[0, 2, 0, 1][kill as usize % 4]])]);
        let before = files(folder.path());
        let mut build = Command::new(env!("CARGO_BIN_EXE_casegraph"))
            .args(["build", "--quiet"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the time that a build takes and half of it more, in an order that looks random (steps of the golden section): on
        // a busy machine some must be done, too.
        let part = 1.5 * (f64::from(kill) * 0.618_034).fract();
        std::thread::sleep(whole.mul_f64(part).min(Duration::from_millis(450)));
        build.kill().unwrap();
        build.wait().unwrap();
        let found = nquads(folder.path());
        let which = graphs.iter().position(|graph| *graph == found);
        seen[which.expect("the graph is neither the old one nor the new one")] += 1;
        let after = files(folder.path());
        patches += u32::from(before[0] == after[0] && before[1] != after[1]);
    }
    assert!(seen.iter().all(|times| *times > 0) && patches > 0, "{seen:?}, {patches} patches");
    write(folder.path(), &[(PATHS[1], &texts[1])]);
    assert_eq!(casegraph(folder.path(), &["build", "--quiet"]).code, 0);
    assert_eq!(nquads(folder.path()), graphs[1]);
}
