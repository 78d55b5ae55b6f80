//! A test engine: a server with prepared responses.

#[path = "../../../../casegraph-http/src/tests/server.rs"]
mod server;

use std::time::Duration;

use crate::rdf::base::Base;
use crate::remote::endpoint::Endpoint;
use crate::remote::settings::EndpointSettings;
pub(super) use server::{HANG, TestServer, answer};

/// Results in JSON.
pub(super) fn results(json: &str) -> String {
    answer("200 OK", &["Content-Type: application/sparql-results+json"], json)
}

impl TestServer {
    /// Settings with four attempts without long pauses.
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
