//! A part of the corpus: a domain, a category, or the whole.

use super::topics::{Coverage, CoverageDomain};
use crate::marker_words::{MarkerArgs, RequestError, did_you_mean};

/// A part of the corpus, by ids or names, in upper or lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Only this domain.
    pub domain: Option<String>,
    /// Only this category.
    pub category: Option<String>,
}

impl Part {
    /// Reads the options `--domain` and `--category`.
    ///
    /// # Errors
    /// If one is given twice.
    pub(crate) fn from_args(args: &MarkerArgs) -> Result<Self, RequestError> {
        let option = |name| Ok::<_, RequestError>(args.option(name)?.map(str::to_owned));
        Ok(Self { domain: option("domain")?, category: option("category")? })
    }

    /// Whether it is the whole corpus.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.domain.is_none() && self.category.is_none()
    }

    /// Restricts a coverage to this part; its title names the part.
    ///
    /// # Errors
    /// One sentence with the known names, if there is no such part.
    pub fn select(&self, mut coverage: Coverage) -> Result<Coverage, RequestError> {
        let mut title = vec![coverage.title.clone()];
        if let Some(wanted) = &self.domain {
            let known: Vec<String> = coverage.domains.iter().map(|domain| domain.label.clone()).collect();
            coverage.domains.retain(|domain| is_named(wanted, &domain.id, &domain.label));
            title.push(match coverage.domains.first() {
                Some(domain) => domain.label.clone(),
                None => return Err(unknown("domain", wanted, &known)),
            });
        }
        if let Some(wanted) = &self.category {
            let all = |domains: &[CoverageDomain]| -> Vec<String> {
                let categories = domains.iter().flat_map(|domain| &domain.categories);
                categories.map(|category| category.label.clone()).collect()
            };
            let known = all(&coverage.domains);
            for domain in &mut coverage.domains {
                domain.categories.retain(|category| is_named(wanted, &category.id, &category.label));
            }
            coverage.domains.retain(|domain| !domain.categories.is_empty());
            match all(&coverage.domains).first() {
                Some(label) => title.push(label.clone()),
                None => return Err(unknown("category", wanted, &known)),
            }
        }
        if !self.is_whole() {
            // The title names the domain, so a header would repeat it.
            for domain in &mut coverage.domains {
                domain.label.clear();
            }
        }
        title.retain(|part| !part.is_empty());
        coverage.title = title.join(": ");
        Ok(coverage)
    }
}

fn is_named(wanted: &str, id: &str, label: &str) -> bool {
    let wanted = wanted.to_lowercase();
    [id, label].iter().any(|name| name.to_lowercase() == wanted)
}

fn unknown(what: &str, wanted: &str, known: &[String]) -> RequestError {
    let near = did_you_mean(wanted, known.iter().map(String::as_str));
    RequestError(format!("there is no {what} `{wanted}`{near} (there are: {})", known.join(", ")))
}
