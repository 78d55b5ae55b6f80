//! A reading order as Markdown.

use std::fmt::Write as _;

use super::Syllabus;
use super::path_markdown::linked;

impl Syllabus {
    /// As Markdown: a numbered list, with what each step needs.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## Learn {}\n\n{}\n\n", self.goal.label, self.summary());
        for step in &self.steps {
            let minutes = step.minutes.map_or(String::new(), |minutes| format!(", {minutes} min"));
            let needs: Vec<String> = step
                .needs
                .iter()
                .map(|need| format!("{}{}", need.label, if need.inferred { " (inferred)" } else { "" }))
                .collect();
            let after =
                if needs.is_empty() { String::new() } else { format!(" - after {}", needs.join(", ")) };
            let _ = writeln!(out, "1. {}{minutes}{after}", linked(&step.topic));
            for (title, place) in &step.case_studies {
                let _ = writeln!(out, "   - {title} (`{place}`)");
            }
        }
        for cycle in &self.cycles {
            let labels: Vec<&str> = cycle.iter().map(|stop| stop.label.as_str()).collect();
            let _ = writeln!(out, "\nThese state that they need one another: {}.", labels.join(", "));
        }
        out
    }

    /// How much there is to read, in one line.
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
