//! Sentences and paragraphs, wrapped as people wrap them.

use super::dice::Dice;
use super::sources::Source;
use super::words::{SENTENCES, Words};

/// What the sentences of one case study are about.
#[derive(Clone, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) company: &'a str,
    pub(crate) pattern: &'a str,
    pub(crate) technologies: [&'a str; 3],
    /// What it cites.
    pub(crate) sources: &'a [Source],
}

impl<'a> Subject<'a> {
    /// A story about a company that published something.
    pub(crate) fn new(pattern: &'a str, sources: &'a [Source], dice: &mut Dice, words: &'a Words) -> Self {
        let told: Vec<&Source> = sources.iter().filter(|source| !source.company.is_empty()).collect();
        let company = dice.pick(&told).company.as_str();
        let technologies = [(); 3].map(|()| dice.pick_early(&words.technologies).as_str());
        Self { company, pattern, technologies, sources }
    }

    /// A source of the company itself where there is one.
    pub(crate) fn own_source(&self) -> Option<&'a Source> {
        self.sources.iter().find(|source| source.company == self.company).or(self.sources.first())
    }

    pub(crate) fn sentence(&self, dice: &mut Dice, words: &Words) -> String {
        let mut text = (*dice.pick(&SENTENCES)).to_owned();
        let [first, second, third] = self.technologies;
        let other = *dice.pick(&[second, third]);
        let citation = dice.pick(self.sources).citation();
        let number = dice.between(2, 96).to_string();
        let pattern = if dice.chance(60) { self.pattern } else { dice.pick_early(&words.patterns) };
        let another = dice.pick_early(&words.patterns);
        for (place, word) in [
            ("{t}", first),
            ("{u}", other),
            ("{p}", pattern),
            ("{q}", another),
            ("{c}", self.company),
            ("{n}", &number),
            ("{s}", &citation),
        ] {
            text = text.replace(place, word);
        }
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// A paragraph of this many sentences, with an empty line after it.
    pub(crate) fn paragraph(&self, sentences: usize, dice: &mut Dice, words: &Words, out: &mut String) {
        let sentences: Vec<String> = (0..sentences).map(|_| self.sentence(dice, words)).collect();
        wrap(&sentences.join(" "), out);
        out.push('\n');
    }
}

/// Writes a paragraph in lines of at most 120 characters where words allow it.
pub(crate) fn wrap(text: &str, out: &mut String) {
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.len() > 120 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += word.len();
    }
    out.push('\n');
}
