//! What must be known to speak to an engine.

use std::time::Duration;

use casegraph_http::{Credentials, HttpSettings};

use crate::rdf::base::Base;

/// Where an engine is, and how patient to be with it.
#[derive(Clone, Debug)]
pub struct EndpointSettings {
    /// The URL that queries are sent to.
    pub query_url: String,
    /// The URL that updates are sent to; by the custom of the engine if none.
    pub update_url: Option<String>,
    /// Who asks.
    pub credentials: Option<Credentials>,
    /// What the corpus's IRIs begin with.
    pub base: Base,
    /// How long one request may take, from the look-up of the name to the last byte.
    pub timeout: Duration,
    /// How often a request is tried at most when the engine cannot be reached or fails.
    pub attempts: u32,
    /// How long to wait before the second attempt; each further wait is twice as long.
    pub pause: Duration,
}

impl EndpointSettings {
    /// An engine asked without credentials: a minute for a request, four attempts, half a second before the second.
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
