//! The colours, in one table for both writers. DOT has only the light ones; SVG has both.
//!
//! Fill tells the status, but never alone: borders differ too (thick, thin, dashed), and tiles carry text and pips.

use crate::style::Class;

/// Colours and border of a class. Of a text only `text` is seen, of a bar only `fill`.
pub(crate) struct Paint {
    pub(crate) light: Colors,
    pub(crate) dark: Colors,
    pub(crate) border: Border,
}

/// One class in one mode, as `#rrggbb`.
#[derive(Clone, Copy)]
pub(crate) struct Colors {
    pub(crate) fill: &'static str,
    pub(crate) border: &'static str,
    pub(crate) text: &'static str,
}

/// How the edge of a tile, or a line, is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    Thin,
    /// Only for what is to be done first.
    Thick,
    Dashed,
}

/// How a class looks.
pub(crate) const fn paint(class: Class) -> Paint {
    let (light, dark, border) = match class {
        // The design's #1f7fae gives white text a contrast of 4.46; one step darker is above 4.5.
        Class::Complete => {
            (["#0b6e99", "#084c6b", "#ffffff"], ["#1f7eae", "#3aa0d0", "#ffffff"], Border::Thin)
        }
        Class::InProgress | Class::Warning => {
            (["#ffe1a0", "#b7791f", "#3d2b00"], ["#5a4300", "#d29922", "#ffe1a0"], Border::Thin)
        }
        Class::First => (["#ffece5", "#c2410c", "#1f2328"], ["#3b1a10", "#ff8a5c", "#e6edf3"], Border::Thick),
        Class::Second => {
            (["#f6f8fa", "#c5ccd3", "#1f2328"], ["#161b22", "#3d444d", "#e6edf3"], Border::Dashed)
        }
        Class::Third => {
            (["#ffffff", "#d5dae0", "#59636e"], ["#0d1117", "#30363d", "#9198a1"], Border::Dashed)
        }
        Class::Error => (["#b42318", "#7a1710", "#ffffff"], ["#c4392c", "#ff8a7a", "#ffffff"], Border::Thin),
        Class::Remark => (["#eaeef2", "#8c959f", "#1f2328"], ["#21262d", "#6e7681", "#e6edf3"], Border::Thin),
        Class::Clean => (["#e3f2f9", "#0b6e99", "#084c6b"], ["#0c2a3a", "#3aa0d0", "#cfe8f5"], Border::Thin),
        Class::Heading => {
            (["#ffffff", "#ffffff", "#1f2328"], ["#0d1117", "#0d1117", "#e6edf3"], Border::Thin)
        }
        Class::Note => (["#ffffff", "#ffffff", "#59636e"], ["#0d1117", "#0d1117", "#9198a1"], Border::Thin),
        Class::BarComplete => {
            (["#0b6e99", "#0b6e99", "#0b6e99"], ["#1f7eae", "#1f7eae", "#1f7eae"], Border::Thin)
        }
        Class::BarInProgress | Class::BarWarning => {
            (["#e0a100", "#e0a100", "#e0a100"], ["#d29922", "#d29922", "#d29922"], Border::Thin)
        }
        Class::BarNotStarted => {
            (["#e8ebef", "#e8ebef", "#e8ebef"], ["#21262d", "#21262d", "#21262d"], Border::Thin)
        }
        Class::BarError => {
            (["#b42318", "#b42318", "#b42318"], ["#c4392c", "#c4392c", "#c4392c"], Border::Thin)
        }
        Class::Thing => (["#f6f8fa", "#8c959f", "#1f2328"], ["#161b22", "#6e7681", "#e6edf3"], Border::Thin),
        Class::Focus => (["#1f2328", "#1f2328", "#ffffff"], ["#e6edf3", "#e6edf3", "#0d1117"], Border::Thin),
        Class::Cluster => {
            (["#fafbfc", "#d5dae0", "#59636e"], ["#11161d", "#30363d", "#9198a1"], Border::Thin)
        }
        Class::ClusterName => {
            (["#fafbfc", "#fafbfc", "#59636e"], ["#11161d", "#11161d", "#9198a1"], Border::Thin)
        }
        // Of a line, only the border's colour is seen.
        Class::Edge => (["#ffffff", "#8c959f", "#59636e"], ["#0d1117", "#6e7681", "#9198a1"], Border::Thin),
        Class::StrongEdge => {
            (["#ffffff", "#0b6e99", "#0b6e99"], ["#0d1117", "#3aa0d0", "#3aa0d0"], Border::Thin)
        }
        Class::WeakEdge => {
            (["#ffffff", "#8c959f", "#59636e"], ["#0d1117", "#6e7681", "#9198a1"], Border::Dashed)
        }
        Class::EdgeLabel => {
            (["#ffffff", "#ffffff", "#59636e"], ["#0d1117", "#0d1117", "#9198a1"], Border::Thin)
        }
    };
    Paint { light: colors(light), dark: colors(dark), border }
}

/// The page behind everything, which is opaque so that a map is legible on any site.
pub(crate) const fn page() -> Paint {
    paint(Class::Note)
}

/// Fill, border, text.
const fn colors([fill, border, text]: [&'static str; 3]) -> Colors {
    Colors { fill, border, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Shape;

    /// WCAG 2.2: from 1 (the same) to 21 (black on white).
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(color: &str) -> f64 {
        let channel = |from: usize| {
            let value = f64::from(u8::from_str_radix(&color[from..from + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_text_is_legible_on_its_fill() {
        for class in Class::ALL.into_iter().filter(|class| !matches!(class.shape(), Shape::Bar | Shape::Line))
        {
            let Paint { light, dark, .. } = paint(class);
            for colors in [light, dark] {
                let contrast = contrast(colors.text, colors.fill);
                assert!(
                    contrast >= 4.5,
                    "{}: {} on {}: {contrast:.2}",
                    class.name(),
                    colors.text,
                    colors.fill
                );
            }
        }
    }

    #[test]
    fn every_color_is_six_hexadecimal_digits() {
        for class in Class::ALL {
            let Paint { light, dark, .. } = paint(class);
            for Colors { fill, border, text } in [light, dark] {
                for color in [fill, border, text] {
                    let digits = color.strip_prefix('#').unwrap();
                    assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()), "{color}");
                }
            }
        }
    }

    #[test]
    fn only_first_has_a_thick_border() {
        let thick: Vec<Class> =
            Class::ALL.into_iter().filter(|&class| paint(class).border == Border::Thick).collect();
        assert_eq!(thick, [Class::First]);
    }
}
