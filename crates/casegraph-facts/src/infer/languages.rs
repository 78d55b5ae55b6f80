//! Codes of languages, versions and dates as people name folders and files by them.

/// Codes of languages (ISO 639-1), and of countries that are used for them.
const CODES: [&str; 78] = [
    "af", "ar", "az", "be", "bg", "bn", "br", "bs", "ca", "cn", "cs", "cy", "cz", "da", "de", "el", "en",
    "eo", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is",
    "it", "ja", "jp", "ka", "kk", "km", "kn", "ko", "kr", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my",
    "nb", "ne", "nl", "nn", "no", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw",
    "ta", "te", "th", "tr", "tw", "ua", "uk", "ur", "vi", "zh",
];
/// Names of languages.
const NAMES: [&str; 18] = [
    "arabic",
    "chinese",
    "deutsch",
    "dutch",
    "english",
    "espanol",
    "francais",
    "french",
    "german",
    "italian",
    "japanese",
    "korean",
    "persian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "turkish",
];

/// Whether a name is the code of a language: `de`, `pt-BR`, `zh_Hans`, `zh-CN`.
pub(super) fn is_language(name: &str) -> bool {
    let lower = name.to_lowercase();
    let (code, region) =
        lower.split_once(['-', '_']).map_or((lower.as_str(), None), |(code, region)| (code, Some(region)));
    if region.is_none() && NAMES.contains(&code) {
        return true;
    }
    let fits = region.is_none_or(|region| {
        matches!(region.len(), 2..=4) && region.bytes().all(|b| b.is_ascii_alphanumeric()) && region != "en"
    });
    CODES.contains(&code) && fits
}

/// Whether a name is that of a version: `v2`, `1.10`, `2.x`, `version-3`, `latest`.
pub(super) fn is_version(name: &str) -> bool {
    is_current(name) || version_number(name).is_some()
}

/// Whether a name is that of the newest version.
pub(super) fn is_current(name: &str) -> bool {
    ["latest", "current", "next", "stable", "main", "master", "edge"].contains(&name)
}

/// The numbers of a version. A number alone is a position, no version.
pub(super) fn version_number(name: &str) -> Option<Vec<u32>> {
    let bare = name.strip_prefix("version-").or_else(|| name.strip_prefix("release-")).unwrap_or(name);
    let number = bare.strip_prefix('v').unwrap_or(bare);
    if number.len() == name.len() && !number.contains('.') {
        return None;
    }
    let parts: Vec<Option<u32>> = number
        .split('.')
        .map(|part| if part == "x" { Some(u32::MAX) } else { part.parse().ok().filter(|_| part.len() <= 4) })
        .collect();
    parts.into_iter().collect()
}

/// Whether a name is a date or a year: `2024`, `2024-05`, `2024-05-17`, `20240517`.
pub(super) fn is_date(name: &str) -> bool {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let is_year = digits
        .get(..4)
        .and_then(|year| year.parse().ok())
        .is_some_and(|year: u32| (1990..=2099).contains(&year));
    let lengths: Vec<usize> = name.split(['-', '_', '.']).map(str::len).collect();
    is_year
        && name.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))
        && matches!(lengths.as_slice(), [4 | 8] | [4, 2] | [4, 2, 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_words() {
        for name in ["de", "pt-BR", "zh_Hans", "zh-CN", "README", "go", "ads", "chinese"] {
            assert_eq!(is_language(name), !matches!(name, "README" | "go" | "ads"), "{name}");
        }
        for name in ["v2", "1.10", "2.x", "version-3", "latest", "01", "2", "vault", "v"] {
            assert_eq!(is_version(name), !matches!(name, "01" | "2" | "vault" | "v"), "{name}");
        }
        for name in ["2024", "2024-05", "2024-05-17", "20240517", "2024-notes", "1024", "12"] {
            assert_eq!(is_date(name), !matches!(name, "2024-notes" | "1024" | "12"), "{name}");
        }
        assert!(version_number("v1.10") > version_number("v1.9"));
    }
}
