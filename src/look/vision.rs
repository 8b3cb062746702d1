//! Colours as colour-blind readers see them: how far apart the focus areas' colours stay.

use super::Colour;
use crate::look;

/// Linear sRGB as seen without one kind of cone, at full severity: Machado, Oliveira and Fernandes,
/// *A Physiologically-based Model for Simulation of Color Vision Deficiency* (2009), table 1.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deutan",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritan",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// The smallest CIEDE2000 distance between any two of the first four areas, and of the whole list.
const APART_FIRST_FOUR: f64 = 19.0;
const APART: f64 = 13.0;

/// CIELAB under D65 of linear sRGB.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|c| c.clamp(0.0, 1.0));
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b;
    let z = (0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83;
    let f = |t: f64| match t > 216.0 / 24389.0 {
        true => t.cbrt(),
        false => (24389.0 / 27.0 * t + 16.0) / 116.0,
    };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

fn seen(colour: Colour, vision: &[[f64; 3]; 3]) -> [f64; 3] {
    let rgb = colour.linear();
    lab(vision.map(|row| row.iter().zip(rgb).map(|(a, b)| a * b).sum()))
}

/// CIEDE2000 (Sharma, Wu and Dalal 2005) with unit weights.
fn distance(one: [f64; 3], two: [f64; 3]) -> f64 {
    let chroma = (one[1].hypot(one[2]) + two[1].hypot(two[2])) / 2.0;
    let grey = 0.5 * (1.0 - (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt());
    let polar = |c: [f64; 3]| {
        let a = c[1] * (1.0 + grey);
        (a.hypot(c[2]), c[2].atan2(a).to_degrees().rem_euclid(360.0))
    };
    let ((c1, h1), (c2, h2)) = (polar(one), polar(two));
    let grey_pair = c1 * c2 == 0.0;
    let turn = if grey_pair { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
    let hue = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let mean_hue = match (h1 - h2).abs() <= 180.0 {
        _ if grey_pair => h1 + h2,
        true => (h1 + h2) / 2.0,
        false => ((h1 + h2 + 360.0) / 2.0).rem_euclid(360.0),
    };
    let (light, c) = ((one[0] + two[0]) / 2.0, (c1 + c2) / 2.0);
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cosine(mean_hue - 30.0)
        + 0.24 * cosine(2.0 * mean_hue)
        + 0.32 * cosine(3.0 * mean_hue + 6.0)
        - 0.2 * cosine(4.0 * mean_hue - 63.0);
    let rotation = 30.0 * (-((mean_hue - 275.0) / 25.0).powi(2)).exp();
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let from_middle = (light - 50.0).powi(2);
    let dl = (two[0] - one[0]) / (1.0 + 0.015 * from_middle / (20.0 + from_middle).sqrt());
    let dc = (c2 - c1) / (1.0 + 0.045 * c);
    let dh = hue / (1.0 + 0.015 * c * t);
    let twist = -(2.0 * rotation).to_radians().sin() * rc;
    (dl * dl + dc * dc + dh * dh + twist * dc * dh).sqrt()
}

/// How far apart the two closest of the colours are in any vision, and which they are.
pub fn closest(colours: &[Colour]) -> (f64, String) {
    let mut closest = (f64::INFINITY, String::new());
    for (name, vision) in &VISIONS {
        for (i, one) in colours.iter().enumerate() {
            for two in &colours[i + 1..] {
                let apart = distance(seen(*one, vision), seen(*two, vision));
                if apart < closest.0 {
                    closest = (apart, format!("{one} and {two} in {name} vision"));
                }
            }
        }
    }
    closest
}

#[test]
fn the_distance_is_the_published_one() {
    // Pairs 1, 7 and 25 of the test data published with Sharma, Wu and Dalal (2005).
    for (one, two, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] {
        assert!((distance(one, two) - expected).abs() < 5e-5, "{}", distance(one, two));
    }
}

#[test]
fn the_focus_areas_stay_apart_in_every_vision() {
    let colours = look::of_the_project().areas.colours;
    assert!(colours.len() >= 8);
    let (first, whole) = (closest(&colours[..4]), closest(&colours));
    assert!(first.0 >= APART_FIRST_FOUR, "{first:?}");
    assert!(whole.0 >= APART, "{whole:?}");
}

#[test]
fn score_classes_and_sexes_stay_apart_too() {
    let look = look::of_the_project();
    let classes = closest(&look.scores.colours);
    assert!(classes.0 >= 12.0, "{classes:?}");
    let correlations = closest(&look.correlations.colours);
    assert!(correlations.0 >= 9.0, "{correlations:?}");
    let sexes = closest(&[look.sexes.women, look.sexes.men]);
    assert!(sexes.0 >= APART_FIRST_FOUR, "{sexes:?}");
}

#[test]
fn marks_and_text_read_on_paper() {
    let look = look::of_the_project();
    let paper = look.colours.paper;
    for colour in &look.areas.colours {
        assert!(colour.contrast(paper) >= 3.0, "{colour}");
    }
    for text in [look.colours.ink, look.colours.secondary] {
        assert!(text.contrast(paper) >= 4.5 && text.contrast(look.colours.shade) >= 4.5, "{text}");
    }
    for class in &look.scores.colours {
        let ink = class.readable(look.colours.ink, paper);
        assert!(ink.contrast(*class) >= 3.0, "{class}");
    }
}
