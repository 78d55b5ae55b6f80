//! Extraction: bytes per second compared with parsing alone, and files that are built to be slow.
//!
//! `cargo bench -p casegraph-facts`. The figures that matter are ratios within one run: extraction to parsing, and the growth
//! with the size of the file.

use std::fmt::Write as _;

use casegraph_facts::{DocPath, DocumentFacts, Profile, extract};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Topic pages as people write them, about `kilobytes` long.
fn page(kilobytes: usize) -> String {
    let mut text = String::from("# Topic\n\nWhat this page is about.\n");
    let mut number = 0;
    while text.len() < kilobytes * 1024 {
        number += 1;
        let _ = write!(
            text,
            "\n## Case Study {number}: A table that grew\n\n### Problem\n\nReads of one hot partition slowed *every* query on the \
             cluster, and the team had to restart nodes by hand.[^a{number}]\n\n**Context**: Discord (messages), 2023.\n\n\
             **In simple terms**: One till is open and everybody wants the same cashier.\n\n### Quick Answer\n\nPut a service \
             before the database that joins equal reads.\n\n#### Production Results\n\n| Metric | Before | After | Improvement \
             |\n|---|---|---|---|\n| p99 latency [^a{number}] | 40-125ms | 15ms | faster |\n| Nodes | 177 | 72 | 59% fewer |\n\n\
             **Key insight**: The access pattern matters more than the engine.\n\n### Related Patterns\n\n- [Sharding](../sharding.md) - \
             how to choose a key\n- [Caching](../caching/README.md#hot-keys) - what to do before\n\n[^a{number}]: [A \
             post](https://a.org/post-{number}), A, 2023.\n"
        );
    }
    text
}

fn read(text: &str) -> DocumentFacts {
    let profile = Profile::shipped("case-studies").unwrap_or_else(|| unreachable!("the profile is shipped"));
    let path = DocPath::new("01_A/02_B/topic.md").unwrap_or_default();
    extract(black_box(&path), black_box(text.as_bytes()), &profile)
}

#[divan::bench(args = [64, 256, 1024, 4096])]
fn extract_kilobytes(bencher: Bencher, kilobytes: usize) {
    let text = page(kilobytes);
    bencher.counter(BytesCount::new(text.len())).bench(|| read(&text));
}

#[divan::bench(args = [64, 256, 1024, 4096])]
fn parse_kilobytes(bencher: Bencher, kilobytes: usize) {
    let text = page(kilobytes);
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        pulldown_cmark::Parser::new_ext(black_box(&text), pulldown_cmark::Options::ENABLE_TABLES)
            .into_offset_iter()
            .count()
    });
}

/// Files that are built to be slow, each at one size and at twice that size: the second may take twice as long, not four times.
#[divan::bench(args = [
    ("links", 100_000), ("links", 200_000), ("quotes", 5_000), ("quotes", 10_000), ("headings", 100_000), ("headings", 200_000),
    ("rows", 50_000), ("rows", 100_000), ("footnotes", 20_000), ("footnotes", 40_000), ("anchors", 50_000), ("anchors", 100_000),
], sample_count = 3)]
fn hostile(bencher: Bencher, (kind, count): (&str, usize)) {
    let text = match kind {
        "links" => "[a](b.md) ".repeat(count),
        "quotes" => ">".repeat(count) + " deep\n",
        "headings" => "# Same\n".repeat(count),
        "rows" => {
            "## Results\n| Metric | Before | After |\n|---|---|---|\n".to_owned()
                + &"| a | 1ms | 2ms |\n".repeat(count)
        }
        "footnotes" => (0..count).map(|n| format!("x[^{n}]\n\n[^{n}]: <https://a.org/{n}>\n\n")).collect(),
        _ => "<a href=x>".repeat(count),
    };
    bencher.counter(BytesCount::new(text.len())).bench(|| read(&text));
}
