//! How long each gap check takes over a corpus: `cargo run --release -p casegraph --example gap_times -- FOLDER [CODE…]`.

use std::path::Path;
use std::time::Instant;

use casegraph::{Corpus, GapOptions, Session, Silent, gaps, shipped_checks};

fn main() -> Result<(), casegraph::Error> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "content".to_owned());
    let codes: Vec<String> = arguments.collect();
    let start = Instant::now();
    let session = Session::open(Corpus::open(Path::new(&folder))?, &Silent)?;
    session.ask_text("loading", "ASK { ?s ?p ?o }")?;
    let quads = session.counts()?.0;
    println!("{quads} quads opened in {:?}", start.elapsed());
    if codes.is_empty() {
        let start = Instant::now();
        let report = gaps::run(&session, &GapOptions::default())?;
        println!("{:>12?}  {:6}  all checks", start.elapsed(), report.findings.len());
    }
    for check in shipped_checks()? {
        let code = check.code().to_owned();
        if codes.is_empty() || codes.contains(&code) {
            let start = Instant::now();
            let report =
                gaps::run(&session, &GapOptions { only: vec![code.clone()], ..GapOptions::default() })?;
            println!("{:>12?}  {:6}  {code}", start.elapsed(), report.findings.len());
        }
    }
    Ok(())
}
