//! An HTTP client that sends forms: it authenticates where a server asks for it, and tries again where that helps.
//!
//! ```text
//! form ─► HttpClient::post ─┬─► Reply: headers and the whole body
//!          retries, 401     └─► HttpError
//! ```
//!
//! The crate knows nothing of RDF or SPARQL: what a server's error texts mean comes in through
//! [`HttpSettings::explain`].

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
