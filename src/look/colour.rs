//! Colours: `#RRGGBB` in, contrast and blends out.

use serde::{Deserialize, Serialize};

/// An opaque sRGB colour. Nothing is drawn translucent: tints are blended beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// This colour over `paper` at a share of 0–1 (0: paper, 1: this colour).
    pub fn blend(self, paper: Colour, share: f64) -> Colour {
        let mix = |a: u8, b: u8| {
            let mixed = f64::from(b) + (f64::from(a) - f64::from(b)) * share.clamp(0.0, 1.0);
            mixed.round() as u8
        };
        Colour(mix(self.0, paper.0), mix(self.1, paper.1), mix(self.2, paper.2))
    }

    /// Red, green and blue in linear light, 0–1 (IEC 61966-2-1).
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Contrast with another colour, 1–21 (WCAG 2.1, contrast ratio).
    pub fn contrast(self, other: Colour) -> f64 {
        let luminance = |colour: Colour| {
            let [r, g, b] = colour.linear();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(self), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Of two inks the one that reads better on this colour.
    pub fn readable(self, dark: Colour, light: Colour) -> Colour {
        if self.contrast(dark) >= self.contrast(light) { dark } else { light }
    }

    /// This colour, darkened until text in it reads on `paper` at `ratio` or better.
    pub fn darkened(self, paper: Colour, ratio: f64) -> Colour {
        (0..=100)
            .map(|step| self.blend(Colour(0, 0, 0), 1.0 - f64::from(step) / 100.0))
            .find(|shade| shade.contrast(paper) >= ratio)
            .unwrap_or(Colour(0, 0, 0))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let channel = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        let hash = text.len() == 7 && text.starts_with('#');
        match (hash, channel(1), channel(3), channel(5)) {
            (true, Some(r), Some(g), Some(b)) => Ok(Colour(r, g, b)),
            _ => Err(format!("a colour is written #RRGGBB (found `{text}`)")),
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> String {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written_alike() {
        let teal = Colour::try_from("#1B9E77".to_owned()).unwrap();
        assert_eq!((teal, teal.to_string()), (Colour(0x1b, 0x9e, 0x77), "#1B9E77".to_owned()));
        for wrong in ["1B9E77", "#1B9E7", "#1B9E7Z", "#€€", ""] {
            assert!(Colour::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_21_for_black_on_white() {
        let (black, white) = (Colour(0, 0, 0), Colour(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert_eq!(white.readable(black, white), black);
        assert_eq!(black.blend(white, 0.5), Colour(128, 128, 128));
        assert!(Colour(0x1b, 0x9e, 0x77).darkened(white, 4.5).contrast(white) >= 4.5);
    }
}
