//! A corpus made ready for learners' questions: its facts with names, places and ties.

use casegraph_facts::{FactSet, Kind, Profile, ThingId};

use super::place::Places;
use super::things::Things;
use super::{Names, Stop, Web};
use crate::Error;

/// A corpus, ready for questions. Made once, asked often.
#[derive(Debug)]
pub struct Wood {
    pub(super) things: Things,
    pub(super) places: Places,
    pub(super) web: Web,
}

impl Wood {
    /// Reads names and ties off the facts. Linear in the facts, but for sorting the ties.
    #[must_use]
    pub fn of(facts: &FactSet, profile: &Profile) -> Self {
        Self::with(Things::of(facts), Web::of(facts, profile))
    }

    pub(crate) fn with(things: Things, web: Web) -> Self {
        Self { places: Places::of(&things), things, web }
    }

    /// The names of topics and what they are about, of categories and domains; of sources the titles.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.places.names()
    }

    /// The things of the corpus.
    pub(crate) fn things(&self) -> &Things {
        &self.things
    }

    /// The ties between things.
    #[must_use]
    pub fn web(&self) -> &Web {
        &self.web
    }

    /// The topic, pattern, technology or company that `text` means.
    ///
    /// # Errors
    /// [`Error::UnknownName`], [`Error::AmbiguousName`].
    pub fn learnable(&self, text: &str) -> Result<ThingId, Error> {
        self.names().resolve(text, &Names::LEARNABLE)
    }

    /// The topic that `text` means.
    ///
    /// # Errors
    /// [`Error::UnknownName`], [`Error::AmbiguousName`].
    pub fn topic(&self, text: &str) -> Result<ThingId, Error> {
        self.names().resolve(text, &[Kind::Topic])
    }

    pub(super) fn stop(&self, id: &ThingId) -> Stop {
        self.places.stop(id)
    }
}
