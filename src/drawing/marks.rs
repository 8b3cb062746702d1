//! The look in, marks and labels in a colour of the data out.

use super::shape::{Mark, Type};
use crate::look::{Colour, Look};

impl Look {
    /// A dot in a colour, as large as an [open](Look::ring) one.
    pub fn dot(&self, radius: f64, colour: Colour) -> Mark {
        Mark::dot(radius, colour).outlined(colour, self.strokes.line)
    }

    /// A dot of which the outline alone is in a colour.
    pub fn ring(&self, radius: f64, colour: Colour) -> Mark {
        Mark { fill: self.colours.paper, ..self.dot(radius, colour) }
    }

    /// A label in a colour, dark enough to be read.
    pub fn coloured(&self, colour: Colour) -> Type {
        Type::new(self.sizes.label, colour.darkened(self.colours.paper, 4.5))
    }

    /// A label that stands back.
    pub fn quiet(&self) -> Type {
        Type::new(self.sizes.label, self.colours.secondary)
    }
}
