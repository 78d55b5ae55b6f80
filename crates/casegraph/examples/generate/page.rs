//! A topic's page: its case studies, what is related, what it cites.

use std::fmt::Write as _;

use super::Shape;
use super::dice::Dice;
use super::sources::Source;
use super::text::{Subject, wrap};
use super::tree::Topic;
use super::words::{METRICS, STORIES, Words};

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) topic: &'a Topic,
    pub(crate) sources: &'a [Source],
    /// Topics under Related Patterns: title and relative link.
    pub(crate) related: &'a [(String, String)],
    pub(crate) shape: Shape,
    pub(crate) words: &'a Words,
}

impl Page<'_> {
    /// The text of the page.
    pub(crate) fn write(&self, dice: &mut Dice) -> String {
        let mut out = format!("# {}\n\n", self.topic.title);
        let opening = Subject::new(&self.topic.pattern, self.sources, dice, self.words);
        opening.paragraph(if self.shape == Shape::Large { 4 } else { 1 }, dice, self.words, &mut out);
        let studies = match self.shape {
            Shape::Small => 3,
            Shape::Large => dice.between(3, 5),
        };
        for number in 1..=studies {
            self.case_study(number, dice, &mut out);
        }
        self.mistakes(dice, &mut out);
        out.push_str("## Related Patterns\n\n");
        for (title, link) in self.related {
            let _ = writeln!(out, "- [{title}]({link}) - {}", dice.pick(&REASONS));
        }
        out.push_str("\n## Research Resources\n\nAll sources are in [RESOURCES.md](./RESOURCES.md).\n\n");
        for source in self.sources {
            out.push_str(&source.definition());
        }
        out
    }

    fn case_study(&self, number: usize, dice: &mut Dice, out: &mut String) {
        let subject = Subject::new(&self.topic.pattern, self.sources, dice, self.words);
        let large = self.shape == Shape::Large;
        let story = dice.pick(&STORIES);
        let _ = write!(out, "## Case Study {number}: {}, {story}\n\n### Problem\n\n", subject.company);
        let paragraphs = |count: usize, low: usize, high: usize, dice: &mut Dice, out: &mut String| {
            for _ in 0..count {
                let sentences = dice.between(low, high);
                subject.paragraph(sentences, dice, self.words, out);
            }
        };
        if large {
            paragraphs(2, 3, 6, dice, out);
        } else {
            paragraphs(1, 1, 2, dice, out);
        }
        let own = subject.own_source().map(Source::citation).unwrap_or_default();
        let _ = write!(
            out,
            "**Context**: {}, {} {own}.\n\n### Quick Answer\n\n",
            subject.company,
            dice.between(2012, 2025)
        );
        if large {
            paragraphs(1, 2, 4, dice, out);
        } else {
            paragraphs(1, 1, 1, dice, out);
        }
        out.push_str("### Detailed Explanation\n\n");
        if large {
            out.push_str("#### Why This Happens (Root Cause)\n\n");
            let count = dice.between(3, 5);
            paragraphs(count, 3, 6, dice, out);
            out.push_str("#### The Solution Approach\n\n");
            paragraphs(1, 3, 5, dice, out);
            let [first, second, third] = subject.technologies;
            let _ = write!(
                out,
                "```text\nclient -> {first} -> {second}\n              \\-> {third} (copy, may lag)\n```\n\n**Key Design Decisions:**\n\n"
            );
            for _ in 0..dice.between(4, 7) {
                let decision = format!(
                    "- **{}.** {}",
                    dice.pick(&self.words.patterns),
                    subject.sentence(dice, self.words)
                );
                wrap(&decision, out);
            }
            out.push('\n');
            let count = dice.between(1, 3);
            paragraphs(count, 3, 6, dice, out);
        } else {
            paragraphs(1, 1, 3, dice, out);
        }
        out.push_str("#### Production Results\n\n| Metric | Before | After | Improvement |\n|--------|--------|-------|-------------|\n");
        let rows = if large { dice.between(2, 5) } else { 1 };
        for _ in 0..rows {
            out.push_str(&metric(&own, dice));
        }
        out.push_str("\n**Key insight**: ");
        wrap(&subject.sentence(dice, self.words), out);
        if large {
            out.push_str("\n**Lessons Learned**:\n\n");
            for _ in 0..dice.between(2, 4) {
                wrap(&format!("- {}", subject.sentence(dice, self.words)), out);
            }
            out.push_str("\n---\n");
        }
        out.push('\n');
    }

    fn mistakes(&self, dice: &mut Dice, out: &mut String) {
        let subject = Subject::new(&self.topic.pattern, self.sources, dice, self.words);
        out.push_str("## Common Mistakes\n\n");
        let count = if self.shape == Shape::Large { dice.between(3, 6) } else { 1 };
        for number in 1..=count {
            let mut sentence = || subject.sentence(dice, self.words);
            let _ = write!(
                out,
                "{number}. **Mistake**: {}\n   **Why it's wrong**: {}\n   **Instead**: {}\n\n",
                sentence(),
                sentence(),
                sentence()
            );
        }
    }
}

const REASONS: [&str; 6] = [
    "what to try before",
    "the same question one layer down",
    "what it costs when there are more writers",
    "the next step when this is not enough",
    "how the failure is kept from spreading",
    "a different answer to the same load",
];

/// A row whose last cell says what its others give.
fn metric(citation: &str, dice: &mut Dice) -> String {
    let at = dice.below(METRICS.len());
    let (name, unit) = METRICS[at];
    let (small, factor) = (dice.between(3, 95) * 5, dice.between(2, 9));
    let (before, after) =
        if at < METRICS.len() / 2 { (small * factor, small) } else { (small, small * factor) };
    format!("| {name} {citation} | {before}{unit} | {after}{unit} | {factor}x |\n")
}
