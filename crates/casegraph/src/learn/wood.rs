//! A corpus made ready for learners' questions: its facts with names, places and ties.

use casegraph_facts::{FactSet, Kind, ThingId};

use super::place::Places;
use super::{Names, Stop, Web};
use crate::Error;

/// A corpus, ready for questions. Made once, asked often.
#[derive(Debug)]
pub struct Wood<'f> {
    pub(super) facts: &'f FactSet,
    pub(super) places: Places,
    pub(super) web: Web,
}

impl<'f> Wood<'f> {
    /// Reads names and ties off the facts. Linear in the facts, but for sorting the ties.
    #[must_use]
    pub fn of(facts: &'f FactSet) -> Self {
        Self { facts, places: Places::of(facts), web: Web::of(facts) }
    }

    /// The names of everything.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.places.names()
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
