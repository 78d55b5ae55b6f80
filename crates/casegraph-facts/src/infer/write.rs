//! What was inferred, as the text of a `casegraph.toml`: each rule below its evidence, the runners-up as comments.

use std::fmt::Write as _;

use super::Inference;

/// More runners-up are not written.
const MAXIMUM_RUNNERS_UP: usize = 5;

impl Inference {
    /// The tables `[[rule]]`, `[[copies]]` and `[site]` with their evidence, ending with a new line; empty where nothing was found.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for rule in &self.rules {
            comment(&mut text, &rule.seen);
            list(&mut text, "for instance", &rule.examples);
            list(&mut text, "left out", &rule.left_out);
            let _ = writeln!(text, "{}", rule.rule.to_toml());
        }
        for runner_up in self.runners_up.iter().take(MAXIMUM_RUNNERS_UP) {
            comment(&mut text, &format!("No rule, because {}: {}", runner_up.why_not, runner_up.seen));
            for line in runner_up.rule.to_toml().lines() {
                comment(&mut text, &format!("  {line}"));
            }
            text.push('\n');
        }
        for copies in &self.copies {
            comment(
                &mut text,
                &format!("{} pages, of {} the original is there", copies.takes, copies.with_original),
            );
            list(&mut text, "for instance", &copies.examples);
            let _ = writeln!(text, "{}", copies.copies.to_toml());
        }
        let site = self.site.site.to_toml();
        if !site.is_empty() {
            for seen in &self.site.seen {
                comment(&mut text, seen);
            }
            let _ = writeln!(text, "{site}");
        }
        for regularity in &self.regularities {
            comment(&mut text, &format!("not explained: {regularity}"));
        }
        text
    }
}

fn list(text: &mut String, label: &str, lines: &[String]) {
    if !lines.is_empty() {
        comment(text, &format!("  {label}: {}", lines.join(" · ")));
    }
}

/// A line of comment: what comes from files may hold anything but a line's end.
fn comment(text: &mut String, line: &str) {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(text, "# {}", line.trim_end());
}
