//! An engine played by a few lines: a server that gives the answers it was told to give.

#[path = "../../../../casegraph-http/src/tests/server.rs"]
mod server;

use std::time::Duration;

use crate::rdf::base::Base;
use crate::remote::endpoint::Endpoint;
use crate::remote::settings::EndpointSettings;
pub(super) use server::{HANG, Played, answer};

/// Results in JSON.
pub(super) fn results(json: &str) -> String {
    answer("200 OK", &["Content-Type: application/sparql-results+json"], json)
}

impl Played {
    /// How to ask it: four attempts, quick ones.
    pub(super) fn settings(&self) -> EndpointSettings {
        EndpointSettings {
            timeout: Duration::from_secs(1),
            pause: Duration::from_millis(1),
            ..EndpointSettings::new(&self.url, &Base::default())
        }
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        Endpoint::new(self.settings()).unwrap()
    }
}
