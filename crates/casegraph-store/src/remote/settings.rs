//! Settings of the connection to a remote engine.

use std::time::Duration;

use casegraph_http::{Credentials, HttpSettings};

use crate::rdf::base::Base;

/// The URLs and credentials of an engine, and how often requests are tried.
#[derive(Clone, Debug)]
pub struct EndpointSettings {
    /// The URL for queries.
    pub query_url: String,
    /// The URL for updates; by default the usual one of the engine.
    pub update_url: Option<String>,
    /// The credentials, if the engine requires them.
    pub credentials: Option<Credentials>,
    /// The base IRI of the corpus.
    pub base: Base,
    /// The timeout of a request, from the name lookup to the last byte.
    pub timeout: Duration,
    /// The most attempts, when the engine cannot be reached or fails.
    pub attempts: u32,
    /// The pause before the second attempt; each further pause is twice as long.
    pub pause: Duration,
}

impl EndpointSettings {
    /// Settings without credentials: a timeout of a minute, four attempts, a pause of half a second.
    #[must_use]
    pub fn new(query_url: &str, base: &Base) -> Self {
        let HttpSettings { timeout, attempts, pause, .. } = HttpSettings::default();
        Self {
            query_url: query_url.to_owned(),
            update_url: None,
            credentials: None,
            base: base.clone(),
            timeout,
            attempts,
            pause,
        }
    }
}
