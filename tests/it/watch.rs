//! `casegraph watch`: what it says of a save, run as a person would; and what an update compares, without waiting for files.

use std::path::{Path, PathBuf};

use casegraph::{DiffKind, Error, Silent, Watch};

use crate::program::write;

const PLAN: &str = "# Plan

## Domain 1: A

### 01_B

| File | Status | Priority |
|---|---|---|
| `caching/` | ✅ | P1 |
";

const PAGE: &str = "# Caching

## Case Study 1: Stripe keeps answers

**Context**: Stripe, 2020.

See [more](../gone.md).
";

const PATH: &str = "01_A/01_B/caching/README.md";

fn corpus(folder: &Path) {
    write(folder, &[("casegraph.toml", "title = 'Cases'\n"), ("PLAN.md", PLAN), (PATH, PAGE)]);
}

#[test]
fn an_update_compares_with_the_last_graph_that_could_be_built() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let mut watch = Watch::new(folder.path());
    let first = watch.update(&Silent).unwrap();
    assert_eq!((first.diff, first.topics, first.case_studies), (None, 1, 1));
    let nothing = watch.update(&Silent).unwrap();
    assert!(nothing.diff.unwrap().is_empty());
    // While the settings are wrong, what is saved is not lost: it is told once they are right again.
    write(
        folder.path(),
        &[("casegraph.toml", "title = 3\n"), (PATH, &PAGE.replace("See [more](../gone.md).\n", ""))],
    );
    assert!(matches!(watch.update(&Silent), Err(Error::Corpus(casegraph::corpus::Error::Text(_)))));
    write(folder.path(), &[("casegraph.toml", "title = 'Cases again'\n")]);
    let mended = watch.update(&Silent).unwrap();
    let diff = mended.diff.unwrap();
    let lost: Vec<&str> =
        diff.of_kind(DiffKind::Gap).unwrap().lost.iter().map(|gap| gap.values["code"].as_str()).collect();
    assert_eq!(lost, ["broken-link"]);
    assert_eq!(mended.gaps, first.gaps - 1);
}

#[test]
fn ignored_files_are_not_relevant() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    write(
        folder.path(),
        &[
            ("casegraph.toml", "title = 'Cases'\nignore = ['drafts/**']\n"),
            (".gitignore", "/target/\n*.log\n"),
        ],
    );
    let watch = Watch::new(folder.path());
    let ignored = ["target/debug/a.md", "x.log", "a/x.log", "drafts/new.md", "drafts/a/b.md"];
    let read = ["a/target/page.md", PATH, ".gitignore", "casegraph.toml", "log.md", ""];
    let files = ignored.iter().chain(&read).map(PathBuf::from).collect();
    assert_eq!(watch.relevant(files), read.iter().map(PathBuf::from).collect());
}

#[cfg(unix)]
mod as_a_program {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use expect_test::expect;

    use super::{PAGE, PATH, corpus, write};

    struct Watching {
        child: Child,
        lines: Receiver<String>,
    }

    impl Watching {
        /// Lines up to the first that begins so; fails when it does not come.
        fn until(&self, beginning: &str) -> String {
            let mut all = String::new();
            loop {
                let line = self.lines.recv_timeout(Duration::from_secs(60));
                let line = line.unwrap_or_else(|_| panic!("no line begins with `{beginning}`, only\n{all}"));
                all.push_str(&line);
                all.push('\n');
                if line.trim_start().starts_with(beginning) {
                    return all;
                }
            }
        }
    }

    impl Drop for Watching {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    fn watch(folder: &std::path::Path) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casegraph"))
            .args(["watch", "--quiet-for", "200"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Watching { child, lines }
    }

    #[test]
    fn a_save_is_reported_errors_do_not_stop_it_and_ctrl_c_does() {
        let folder = tempfile::tempdir().unwrap();
        corpus(folder.path());
        write(folder.path(), &[(".gitignore", "*.log\n")]);
        let mut watching = watch(folder.path());
        let mut told = watching.until("watching");
        // An editor's leavings and casegraph's own files are no save: the next line is about the page.
        write(
            folder.path(),
            &[("a.log", "x"), (".casegraph/x", "x"), ("PLAN.md.swp", "x"), ("01_A/.#page.md", "x")],
        );
        write(folder.path(), &[(PATH, &PAGE.replace("See [more](../gone.md).\n", "They use Redis.\n"))]);
        told += &watching.until("- error");
        write(folder.path(), &[("casegraph.toml", "title = 3\n")]);
        told += &watching.until("casegraph.toml");
        write(folder.path(), &[("casegraph.toml", "title = 'Cases'\n")]);
        told += &watching.until("nothing changed");
        expect![[r#"
            watching .: 1 topic, 1 case study, 6 gaps; Ctrl-C stops it

            01_A/01_B/caching/README.md
              gained 1 technology, 1 mention
              gaps: 0 new, 1 fixed, 5 in total
              - error 01_A/01_B/caching/README.md:7 the link `../gone.md` leads to nothing [broken-link]

            casegraph.toml

            casegraph.toml
              nothing changed in the graph
        "#]]
        .assert_eq(&told);
        let interrupt =
            Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status().unwrap();
        assert!(interrupt.success());
        assert_eq!(watching.child.wait().unwrap().code(), Some(0));
    }
}
