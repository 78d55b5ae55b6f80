//! An HTTP client that posts forms, authenticates on request and retries after transient failures.
//!
//! ```text
//! form ─► HttpClient::post ─┬─► Reply: headers and the whole body
//!          retries, 401     └─► HttpError
//! ```
//!
//! The crate does not know RDF or SPARQL: the caller interprets the error texts of a server ([`HttpSettings::explain`]).
//!
//! ```no_run
//! use casegraph_http::{Credentials, HttpClient, HttpSettings};
//!
//! let credentials = Some(Credentials::Token("secret".to_owned()));
//! let client = HttpClient::new(HttpSettings { credentials, ..HttpSettings::default() });
//! let reply = client.post("http://localhost:7878/query", &[("query", "ASK { ?s ?p ?o }")])?;
//! println!("{}: {} bytes", client.server(), reply.body.len());
//! # Ok::<(), casegraph_http::HttpError>(())
//! ```

mod address;
mod authorization;
mod client;
mod digest;
mod error;
mod excerpt;
mod settings;
#[cfg(test)]
mod tests;

pub use address::check_url;
pub use client::{HttpClient, Reply};
pub use error::HttpError;
pub use excerpt::excerpt;
pub use settings::{Credentials, Explanation, HttpSettings};
