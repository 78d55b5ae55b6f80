//! `casegraph export --to-oxigraph`: what a person is told, and what is there afterwards.
//!
//! What a database holds is tested beside the code that writes it, in casegraph-store; `tests/engines.sh` opens one with
//! Oxigraph's own server.

use std::path::Path;

use expect_test::{Expect, expect};

use crate::program::{casegraph, write};

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", "title = \"Small\"\n"), ("notes.md", "# Notes\n\nA page.\n")]);
    folder
}

fn check(folder: &Path, arguments: &[&str], expected: &Expect) {
    let run = casegraph(folder, arguments);
    expected.assert_eq(&format!("exit {}\n{}{}", run.code, run.out, run.err));
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn to_oxigraph_excludes_format_and_output() {
    let folder = corpus();
    for option in ["--format=trig", "--output=graph.nq"] {
        let run = casegraph(folder.path(), &["export", "--to-oxigraph", "graph.db", option]);
        assert_eq!(run.code, 2);
        assert!(
            run.err.starts_with("error: the argument '--to-oxigraph <DIR>' cannot be used with"),
            "{}",
            run.err
        );
    }
    assert_eq!(names(folder.path()), ["casegraph.toml", "notes.md"]);
}

#[cfg(not(feature = "rocksdb"))]
#[test]
fn without_the_feature_rocksdb_the_error_has_advice() {
    let folder = corpus();
    check(
        folder.path(),
        &["export", "--to-oxigraph", "graph.db"],
        &expect![[r#"
            exit 2
            error: this casegraph was built without the feature `rocksdb`, which writes databases for Oxigraph's server
             |
             = help: build it with the feature, which needs libclang, a C++ compiler and some minutes: `cargo install --locked --path crates/casegraph-cli --features rocksdb`; or load N-Quads: `casegraph export -o graph.nq`, then `oxigraph load --location DIR --file graph.nq`
        "#]],
    );
    assert_eq!(names(folder.path()), ["casegraph.toml", "notes.md"], "told before anything is read");
}

#[cfg(feature = "rocksdb")]
mod with_the_feature {
    use casegraph::corpus::Error;
    use casegraph::{Corpus, DatabaseFolder, Session, Silent, export_oxigraph_database};

    use super::*;

    #[test]
    fn a_database_is_written_to_a_new_folder_or_an_empty_one() {
        let folder = corpus();
        std::fs::create_dir(folder.path().join("empty")).unwrap();
        for place in ["graph.db", "new/folder/graph.db", "empty"] {
            check(
                folder.path(),
                &["export", "--to-oxigraph", place],
                &expect![[r#"
                exit 0
            "#]],
            );
            let files = names(&folder.path().join(place));
            assert!(
                files.iter().any(|name| name == "CURRENT") && !files.iter().any(|name| name == "LOG"),
                "{files:?}"
            );
        }
        assert_eq!(names(&folder.path().join("new/folder")), ["graph.db"], "no temporary folder is left");
    }

    #[test]
    fn a_database_is_not_written_to_an_existing_file_or_full_folder() {
        let folder = corpus();
        write(folder.path(), &[("full/a-file", "x"), ("a-file", "x")]);
        casegraph(folder.path(), &["export", "--to-oxigraph", "graph.db"]);
        let files = names(&folder.path().join("graph.db"));
        let before = names(folder.path());
        check(
            folder.path(),
            &["export", "--to-oxigraph", "graph.db"],
            &expect![[r#"
            exit 2
            error: graph.db holds a database
             |
             = help: a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first
        "#]],
        );
        check(
            folder.path(),
            &["export", "--to-oxigraph", "full"],
            &expect![[r#"
            exit 2
            error: full is not empty
             |
             = help: a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first
        "#]],
        );
        check(
            folder.path(),
            &["export", "--to-oxigraph", "a-file"],
            &expect![[r#"
            exit 2
            error: a-file is a file
             |
             = help: a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first
        "#]],
        );
        let run = casegraph(folder.path(), &["export", "--to-oxigraph", "a-file/graph.db"]);
        assert!(run.code == 2 && run.err.starts_with("error: cannot read a-file/graph.db: "), "{}", run.err);
        assert_eq!(names(&folder.path().join("graph.db")), files);
        assert_eq!(names(&folder.path().join("full")), ["a-file"]);
        assert_eq!(names(folder.path()), before);
    }

    #[test]
    fn a_folder_that_is_filled_meanwhile_is_not_replaced() {
        let folder = corpus();
        let database = folder.path().join("databases/graph.db");
        let place = DatabaseFolder::new(&database).unwrap();
        let session = Session::open(Corpus::open(folder.path()).unwrap(), &Silent).unwrap();
        write(&database, &[("a-file", "x")]);
        let failed = export_oxigraph_database(&session, &place);
        assert!(
            matches!(&failed, Err(casegraph::Error::Corpus(Error::Write { path, .. })) if *path == database),
            "{failed:?}"
        );
        assert_eq!(names(&database), ["a-file"]);
        assert_eq!(names(&folder.path().join("databases")), ["graph.db"], "no temporary folder is left");
    }
}
