//! The look in, strokes and types that mean the same in every figure out.

use super::shape::{Stroke, Type};
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
}
