//! The look in, strokes and types that mean the same in every figure out, and the small signs made of them.

use super::canvas::Canvas;
use super::shape::{Frame, Spot, Stroke, Type};
use crate::look::Look;

impl Look {
    /// The smallest text where it is data: names and numbers beside their marks.
    pub fn fine(&self) -> Type {
        Type::new(self.sizes.small, self.colours.ink)
    }

    /// Parts a head from its rows, or rows from rows.
    pub fn rule(&self) -> Stroke {
        Stroke::new(self.colours.hairline, self.strokes.thin)
    }

    /// An axis, and the ticks on it.
    pub fn axis(&self) -> Stroke {
        Stroke::new(self.colours.secondary, self.strokes.thin)
    }

    /// From one value to another, behind their marks: a range, a change, a difference.
    pub fn span(&self) -> Stroke {
        Stroke::new(self.colours.context, self.strokes.strong)
    }

    /// The mean of those that stand around it.
    pub fn mean(&self) -> Stroke {
        Stroke::new(self.colours.ink, self.strokes.strong)
    }
}

impl Canvas<'_> {
    /// An upright stroke, so far above a spot as below it.
    pub fn tick(&mut self, (x, y): Spot, reach: f64, stroke: Stroke) {
        self.line((x, y - reach), (x, y + reach), stroke);
    }

    /// The corner of a cell, cut off: much of its score rests on imputed values.
    pub fn cut_corner(&mut self, frame: Frame, stroke: Stroke) {
        let side = frame.width().min(frame.height()) * 0.32;
        let (right, top) = (frame.right, frame.top);
        self.line((right - side, top), (right, top + side), stroke);
    }
}
