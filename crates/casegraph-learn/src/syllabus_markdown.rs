//! A reading order as Markdown.

use std::fmt::Write as _;

use crate::path_markdown::linked;
use crate::syllabus::Syllabus;

impl Syllabus {
    /// As Markdown: a numbered list, with the prerequisites of each step.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## Learn {}\n\n{}\n\n", self.goal.label, self.summary());
        for step in &self.steps {
            let minutes = step.minutes.map_or(String::new(), |minutes| format!(", {minutes} min"));
            let first: Vec<String> = step
                .prerequisites
                .iter()
                .map(|first| format!("{}{}", first.label, if first.inferred { " (inferred)" } else { "" }))
                .collect();
            let after =
                if first.is_empty() { String::new() } else { format!(" - after {}", first.join(", ")) };
            let _ = writeln!(out, "1. {}{minutes}{after}", linked(&step.topic));
            for (title, location) in &step.case_studies {
                let _ = writeln!(out, "   - {title} (`{location}`)");
            }
        }
        for cycle in &self.cycles {
            let labels: Vec<&str> = cycle.iter().map(|topic| topic.label.as_str()).collect();
            let _ = writeln!(
                out,
                "\nThese topics are stated as prerequisites of one another: {}.",
                labels.join(", ")
            );
        }
        out
    }

    /// The number of steps and the time to read them, in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let unwritten = self.steps.iter().filter(|step| step.topic.is_unwritten()).count();
        let noun = if self.steps.len() == 1 { "step" } else { "steps" };
        let mut out = format!(
            "{} {noun}, {} h {:02} min of reading",
            self.steps.len(),
            self.minutes / 60,
            self.minutes % 60
        );
        if unwritten > 0 {
            let _ = write!(out, "; {unwritten} not written yet");
        }
        if self.left_out > 0 {
            let _ = write!(out, "; {} farther ones left out (--max)", self.left_out);
        }
        out
    }
}
