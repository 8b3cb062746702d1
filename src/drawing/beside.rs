//! Labels beside marks: a spot and how far from it in, a label clear of the mark out.

use std::cmp::Ordering;

use super::canvas::Canvas;
use super::shape::{Anchor, Spot, Type};

impl Canvas<'_> {
    /// A label so far to the right of a spot, or to its left where that is below 0.
    pub fn beside(&mut self, (x, y): Spot, away: f64, text: &str, style: Type) {
        self.label((x + away, y), text, style, side(away));
    }

    /// The labels of two marks of a row, each on its side of the pair.
    pub fn outside(&mut self, y: f64, away: f64, [one, other]: [(f64, &str, Type); 2]) {
        let is_before = one.0 <= other.0;
        for ((x, text, style), is_before) in [(one, is_before), (other, !is_before)] {
            self.beside((x, y), if is_before { -away } else { away }, text, style);
        }
    }

    /// A label at the first place beside a spot, as far from it to the right and down, where it lies on nothing
    /// else; whether there was one.
    pub fn where_free(&mut self, (x, y): Spot, places: &[Spot], text: &str, style: Type) -> bool {
        let mut spots = places.iter().map(|(right, down)| ((x + right, y + down), side(*right)));
        let free = spots.find(|(spot, anchor)| self.is_free(*spot, text, style, *anchor));
        if let Some((spot, anchor)) = free {
            self.label(spot, text, style, anchor);
        }
        free.is_some()
    }
}

/// Which point of a text stands at a spot that far to the right of what it is beside.
fn side(right: f64) -> Anchor {
    match right.total_cmp(&0.0) {
        Ordering::Less => Anchor::End,
        Ordering::Equal => Anchor::Middle,
        Ordering::Greater => Anchor::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look;

    /// By hand: two labels of a row at 20 and 30, then one that finds its first place taken by the left of them.
    #[test]
    fn labels_stand_clear_of_their_marks_and_of_each_other() {
        let look = look::of_the_project();
        let style = look.label();
        let mut canvas = Canvas::new(&look, "beside", (60.0, 20.0));
        canvas.outside(10.0, 2.0, [(30.0, "high", style), (20.0, "low", style)]);
        let taken = (18.0 - style.width("low") / 2.0, 10.0);
        assert!(!canvas.where_free(taken, &[(0.0, 0.0)], "x", style));
        assert!(canvas.where_free(taken, &[(0.0, 0.0), (0.0, -5.0)], "x", style));
        let drawn = canvas.finish("Title", "Alternative").unwrap();
        assert_eq!((drawn.overlaps.len(), drawn.no_room.len()), (0, 0));
        let place = |text: &str| drawn.svg.find(&format!(">{text}</text>")).unwrap();
        assert!(place("high") < place("low"), "in the order given");
    }
}
