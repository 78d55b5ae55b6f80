//! Numbers as they are written into drawings: few digits, the same on every machine.

/// A length in points: at most two decimals, no trailing zeros.
pub(crate) fn points(value: f64) -> String {
    decimal(value, 2)
}

/// A length in inches, from points: at most four decimals, which is finer than two in points.
pub(crate) fn inches(points: f64) -> String {
    decimal(points / 72.0, 4)
}

fn decimal(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.places$}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" | "" => "0".to_owned(),
        short => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written: Vec<String> = [0.0, -0.001, 10.0, 100.5, 1.0 / 3.0, -2.0, f64::NAN].map(points).into();
        assert_eq!(written, ["0", "0", "10", "100.5", "0.33", "-2", "0"]);
        assert_eq!([inches(102.0), inches(72.0)], ["1.4167", "1"]);
    }
}
