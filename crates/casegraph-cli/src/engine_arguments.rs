//! The options of the commands that ask or update a SPARQL engine.

use std::time::Duration;

use casegraph::Corpus;
use casegraph::store::{Credentials, Endpoint, EndpointSettings};
use clap::Args;

/// The SPARQL engine to ask instead of the corpus.
#[derive(Args)]
pub(crate) struct EngineArgs {
    /// Ask the SPARQL engine at this URL, to which the corpus was pushed, instead of reading the corpus; credentials come from
    /// the environment: `CASEGRAPH_USER` and `CASEGRAPH_PASSWORD`, or `CASEGRAPH_TOKEN`
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// With --endpoint: timeout of one request
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "endpoint", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

impl EngineArgs {
    /// The engine at the URL.
    pub(crate) fn connect(&self, url: &str, corpus: &Corpus) -> anyhow::Result<Endpoint> {
        connect(url, None, self.timeout, corpus)
    }
}

/// An engine, with the credentials from the environment.
pub(crate) fn connect(
    url: &str,
    update_url: Option<&str>,
    timeout: u64,
    corpus: &Corpus,
) -> anyhow::Result<Endpoint> {
    let mut settings = EndpointSettings::new(url, &corpus.config().base);
    settings.update_url = update_url.map(str::to_owned);
    settings.timeout = Duration::from_secs(timeout);
    settings.credentials = credentials()?;
    Ok(Endpoint::new(settings).map_err(casegraph::Error::from)?)
}

fn credentials() -> anyhow::Result<Option<Credentials>> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(token) = variable("CASEGRAPH_TOKEN") {
        return Ok(Some(Credentials::Token(token)));
    }
    match (variable("CASEGRAPH_USER"), variable("CASEGRAPH_PASSWORD")) {
        (None, None) => Ok(None),
        (Some(user), Some(password)) => Ok(Some(Credentials::Password { user, password })),
        (Some(_), None) => {
            anyhow::bail!("CASEGRAPH_USER is set in the environment, but CASEGRAPH_PASSWORD is not")
        }
        (None, Some(_)) => {
            anyhow::bail!("CASEGRAPH_PASSWORD is set in the environment, but CASEGRAPH_USER is not")
        }
    }
}
