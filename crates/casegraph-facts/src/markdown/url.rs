//! URLs as people write them in tables of sources: their faults, and whether two are the same.

use crate::model::source::CitationFlag;

/// Parts of an absolute `http` or `https` URL (RFC 3986, section 3), as written.
struct Parts<'a> {
    host: &'a str,
    /// Path, query and fragment, with their delimiters.
    rest: &'a str,
}

/// The scheme of a link target in lower case; `None` for a relative one. A Windows drive is not a scheme.
#[must_use]
pub fn scheme(href: &str) -> Option<String> {
    if href.starts_with("//") {
        return Some("https".to_owned());
    }
    let (scheme, _) = href.split_once(':')?;
    let mut bytes = scheme.bytes();
    let letter = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let fits = scheme.len() > 1
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (letter && fits).then(|| scheme.to_ascii_lowercase())
}

/// Whether a link target is a placeholder: dots, an ellipsis, or text in angle brackets.
#[must_use]
pub fn is_placeholder_target(href: &str) -> bool {
    let href = href.trim();
    href == "#"
        || (href.ends_with("...") && href.trim_matches(['.', '/']).is_empty())
        || href.contains('…')
        || href.starts_with('<')
}

fn parts(url: &str) -> Option<Parts<'_>> {
    let rest = match url.split_once("://") {
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            rest
        }
        Some(_) => return None,
        None => url.strip_prefix("//").unwrap_or(url),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let fits = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with("..")
        && !name.contains(char::is_whitespace);
    fits.then_some(Parts { host, rest })
}

/// The host of a URL in lower case, without `www.` and a default port; `None` if the text is not a URL.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let host = parts(url)?.host.to_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    Some(host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.').to_owned())
}

/// The normal form of a URL, which is equal for all URLs of one work: the host in lower case, then path and query,
/// without scheme, `www.`, default port, final `/`, `utm_*` parameters, and fragment. `None` if the text is not a URL.
#[must_use]
pub fn normal_form(url: &str) -> Option<String> {
    let host = host(url)?;
    let rest = parts(url)?.rest;
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("utm_")).collect();
    let path = path.trim_end_matches('/');
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{host}{path}{query}"))
}

/// The faults of a URL as written, sorted. `placeholder_hosts` are hosts such as `example.com`.
#[must_use]
pub fn flags(url: &str, placeholder_hosts: &[String]) -> Vec<CitationFlag> {
    let url = url.trim();
    if url.is_empty() {
        return vec![CitationFlag::NoUrl];
    }
    if is_placeholder(url, placeholder_hosts) {
        return vec![CitationFlag::PlaceholderUrl];
    }
    let Some(found) = parts(url) else { return vec![CitationFlag::NotAUrl] };
    let mut flags = Vec::new();
    if found.rest.trim_matches('/').is_empty() {
        flags.push(CitationFlag::BareDomain);
    }
    if !url.contains("://") {
        flags.push(CitationFlag::NoScheme);
    }
    flags
}

/// Whether a URL is a placeholder: an ellipsis, `#`, angle brackets, or a reserved host (RFC 2606).
fn is_placeholder(url: &str, placeholder_hosts: &[String]) -> bool {
    let dots = url.contains("...") || url.contains('…') || url == "#" || url.contains('<');
    let reserved = host(url).is_some_and(|host| {
        placeholder_hosts.iter().any(|name| {
            host.strip_suffix(name.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    });
    dots || reserved
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn urls_have_faults_and_a_normal_form() {
        let hosts = ["example.com".to_owned()];
        let urls = [
            "https://discord.com/blog/how",
            "http://www.Discord.com:80/blog/how/?utm_source=x&b=2#top",
            "https://...",
            "https://qcon.com/...",
            "...",
            "#",
            "https://www.example.com/page",
            "https://notexample.com/page",
            "netflixtechblog.com",
            "https://stripe.com/",
            "youtube.com/watch?v=1",
            "ISBN 978-1",
            "see the paper",
            "ftp://a.b/c",
            "",
            "https://a.b/c?id=[x]",
        ];
        let shown = urls.map(|url| {
            let codes: Vec<&str> = flags(url, &hosts).into_iter().map(CitationFlag::code).collect();
            format!("{url:?}: {} {}", normal_form(url).unwrap_or_default(), codes.join(","))
        });
        expect![[r##"
            "https://discord.com/blog/how": discord.com/blog/how 
            "http://www.Discord.com:80/blog/how/?utm_source=x&b=2#top": discord.com/blog/how?b=2 
            "https://...":  placeholder-url
            "https://qcon.com/...": qcon.com/... placeholder-url
            "...":  placeholder-url
            "#":  placeholder-url
            "https://www.example.com/page": example.com/page placeholder-url
            "https://notexample.com/page": notexample.com/page 
            "netflixtechblog.com": netflixtechblog.com bare-domain,no-scheme
            "https://stripe.com/": stripe.com bare-domain
            "youtube.com/watch?v=1": youtube.com/watch?v=1 no-scheme
            "ISBN 978-1":  not-a-url
            "see the paper":  not-a-url
            "ftp://a.b/c":  not-a-url
            "":  no-url
            "https://a.b/c?id=[x]": a.b/c?id=[x] "##]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn schemes_and_paths_are_distinguished() {
        for (href, expected) in [
            ("https://a", Some("https")),
            ("mailto:a@b", Some("mailto")),
            ("a/b:c.md", None),
            ("//a.b", Some("https")),
            ("C:\\x", None),
            ("./x.md", None),
        ] {
            assert_eq!(scheme(href).as_deref(), expected, "{href}");
        }
    }
}
