//! A feed's colours made readable: moved towards black or white until text in them has enough contrast.

/// sRGB, 0 to 255 each.
pub type Rgb = [u8; 3];

/// Contrast that text needs (WCAG 2.2, 1.4.3), with a margin for the approximation below.
const ENOUGH: f32 = 4.7;

/// Reads `#rgb` or `#rrggbb` (CSS Color 4, section 5.2); `None` for anything else.
pub fn parse(word: &str) -> Option<Rgb> {
    let digits = word.strip_prefix('#')?;
    let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = plain.then(|| u32::from_str_radix(digits, 16).ok())??;
    let color = match digits.len() {
        3 => [8, 4, 0].map(|shift| (number >> shift & 0xf) * 0x11),
        6 => [16, 8, 0].map(|shift| number >> shift & 0xff),
        _ => return None,
    };
    Some(color.map(|channel| u8::try_from(channel).unwrap_or(u8::MAX)))
}

/// `#rrggbb`.
pub fn written([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The nearest colour on the way to black or white, whichever is farther from `background`, that can be read on it:
/// at least 4.5:1 as WCAG counts.
pub fn readable(color: Rgb, background: Rgb) -> Rgb {
    let end: f32 = if luminance(background) > 0.18 {
        0.0
    } else {
        255.0
    };
    let mut mixed = color;
    for step in 0_u8..=20 {
        let part = f32::from(step) / 20.0;
        mixed = color.map(|channel| mix(f32::from(channel), end, part));
        if contrast(mixed, background) >= ENOUGH {
            break;
        }
    }
    mixed
}

// Between 0 and 255 by construction.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn mix(from: f32, to: f32, part: f32) -> u8 {
    (from + (to - from) * part) as u8
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"), as near as [`readable`] needs it.
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance with the sRGB curve as a polynomial: within 0.003 of WCAG's formula, without a power function
/// in the browser's program.
fn luminance([r, g, b]: Rgb) -> f32 {
    let linear = |channel: u8| {
        let c = f32::from(channel) / 255.0;
        c * (c * (c * 0.305_306 + 0.682_171) + 0.012_523)
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// WCAG 2.2, "relative luminance", to the letter.
    fn exact(color: Rgb) -> f64 {
        let [r, g, b] = color.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    proptest! {
        #[test]
        fn every_colour_becomes_readable(color: [u8; 3]) {
            for background in [[0xfa, 0xf6, 0xef], [0xf3, 0xe9, 0xe4], [0x16, 0x13, 0x0f], [0x2c, 0x20, 0x23]] {
                let (text, paper) = (exact(readable(color, background)), exact(background));
                let ratio = (text.max(paper) + 0.05) / (text.min(paper) + 0.05);
                prop_assert!(ratio >= 4.5, "{color:?} on {background:?}: {ratio}");
            }
        }
    }

    #[test]
    fn a_colour_is_three_or_six_digits() {
        let read = |word| parse(word).map(written);
        assert_eq!(read("#8a1538").as_deref(), Some("#8a1538"));
        assert_eq!(read("#FA0").as_deref(), Some("#ffaa00"));
        for word in [
            "8a1538", "#", "#12", "#12345", "#1234567", "#+12", "#ąb", "navy", "",
        ] {
            assert_eq!(read(word), None, "{word}");
        }
    }

    #[test]
    fn a_readable_colour_stays() {
        assert_eq!(
            readable([0x7a, 0x2a, 0x63], [0xfa, 0xf6, 0xef]),
            [0x7a, 0x2a, 0x63]
        );
    }
}
