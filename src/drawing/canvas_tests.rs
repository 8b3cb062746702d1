use super::*;
use crate::look;

const BLACK: Colour = Colour(0, 0, 0);

fn draw(shapes: impl FnOnce(&mut Canvas)) -> Result<Drawing> {
    let look = look::of_the_project();
    let mut canvas = Canvas::new(&look, "map_index", (50.0, 20.0));
    shapes(&mut canvas);
    canvas.finish("A <title>", "Two & two")
}

#[test]
fn a_drawing_is_a_whole_document_in_millimetres() {
    let drawing = draw(|canvas| {
        canvas.begin("tiles");
        canvas.rect(Frame::new(1.0, 2.0, 10.0, 5.25), Colour(0x1b, 0x9e, 0x77));
        canvas.line((0.0, 0.0), (50.0, 20.0), Stroke::new(BLACK, 0.2).dashed([0.9, 0.7]));
        canvas.label((25.0, 10.0), "<&\"> #let x = [", Type::new(7.5, BLACK), Anchor::Middle);
        canvas.end();
    });
    let svg = drawing.unwrap().svg;
    for part in [
        "id=\"map_index\" width=\"50mm\" height=\"20mm\" viewBox=\"0 0 50 20\" role=\"img\"",
        "<title id=\"map_index-title\">A &lt;title&gt;</title>",
        "<desc id=\"map_index-desc\">Two &amp; two</desc>",
        "<g id=\"map_index-tiles\">",
        "<rect x=\"1\" y=\"2\" width=\"10\" height=\"5.25\" fill=\"#1B9E77\"/>",
        "stroke-width=\"0.2\" stroke-dasharray=\"0.9 0.7\"",
        ">&lt;&amp;&quot;&gt; #let x = [</text>",
        "text-anchor=\"middle\"",
    ] {
        assert!(svg.contains(part), "{part} in {svg}");
    }
    assert!(!svg.contains("opacity"));
}

#[test]
fn every_fault_of_a_drawing_is_told_at_once() {
    let faults = draw(|canvas| {
        let style = Type::new(7.5, BLACK);
        canvas.line((f64::NAN, 0.0), (1.0, 1.0), Stroke::new(BLACK, 0.2));
        canvas.label((10.0, 10.0), "東京", style, Anchor::Start);
        canvas.label((10.0, 15.0), "Peru", Type::new(5.0, BLACK), Anchor::Start);
    });
    let told = faults.unwrap_err().to_string();
    for part in ["not a number", "no glyph for `東`", "too small"] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn a_label_that_leaves_the_sheet_is_told() {
    let drawing = draw(|canvas| {
        let style = Type::new(7.5, BLACK);
        canvas.label((51.0, 10.0), "Madagascar", style, Anchor::Start);
        canvas.label((10.0, 15.0), "Peru", style, Anchor::Start);
    });
    assert_eq!(drawing.unwrap().no_room, ["Madagascar"]);
}

#[test]
fn a_label_too_long_for_the_sheet_is_cut() {
    let style = Type::new(7.5, BLACK);
    let long = "m".repeat(120);
    let drawing = draw(|canvas| {
        canvas.label((5.0, 3.0), &long, style, Anchor::Start);
        canvas.label((25.0, 8.0), &long, style, Anchor::Middle);
        canvas.label((45.0, 13.0), &long, style, Anchor::End);
        canvas.write_upward((48.0, 19.0), &long, style);
        canvas.label((5.0, 18.0), "CO₂", style, Anchor::Start);
    });
    let svg = drawing.unwrap().svg;
    assert_eq!(svg.matches("mm…</text>").count(), 4, "{svg}");
    assert!(svg.contains(">CO2</text>"), "{svg}");
}

#[test]
fn overlaps_of_labels_and_marks_are_found() {
    let style = Type::new(7.5, BLACK);
    let mark = Mark { shape: Shape::Circle, radius: 0.8, fill: BLACK, outline: None };
    let drawing = draw(|canvas| {
        canvas.mark((30.0, 10.0), mark);
        canvas.label((10.0, 10.0), "Peru", style, Anchor::Start);
        canvas.label((12.0, 10.5), "Chad", style, Anchor::Start);
        canvas.label((28.0, 10.0), "Mali", style, Anchor::Start);
        assert!(!canvas.is_free((12.0, 11.0), "Cuba", style, Anchor::Start));
        assert!(canvas.is_free((12.0, 16.0), "Cuba", style, Anchor::Start));
        assert!(!canvas.is_free((48.0, 16.0), "Cuba", style, Anchor::Start));
    });
    assert_eq!(drawing.unwrap().overlaps, ["`Peru` and `Chad`", "`Mali` and a mark"]);
}

#[test]
fn hatching_stays_inside_its_shape() {
    let svg = draw(|canvas| canvas.hatched(Frame::new(10.0, 5.0, 4.0, 3.0))).unwrap().svg;
    let lines: Vec<&str> = svg.lines().filter(|l| l.starts_with("<path")).collect();
    assert!(lines.len() > 4);
    for line in lines {
        let path = line.split('"').nth(1).unwrap();
        for point in path.split(['M', 'L']).filter(|p| !p.is_empty()) {
            let (x, y) = point.split_once(' ').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!((10.0..=14.0).contains(&x) && (5.0..=8.0).contains(&y), "{line}");
        }
    }
}
