//! Shapes, texts, axes and keys in millimetres in, drawings as SVG out: what every figure is drawn with.

mod axis;
mod backend;
mod beside;
mod canvas;
pub(crate) mod cuts;
mod key;
mod marks;
mod outlined;
mod shape;
mod shaped;
mod strokes;
pub(crate) mod text;

pub(crate) use axis::{Axis, Scale, decimals};
pub(crate) use canvas::{Canvas, Drawing};
pub(crate) use cuts::Weight;
pub(crate) use key::{Key, Sample};
pub(crate) use outlined::outlined;
pub(crate) use shape::{Anchor, Frame, Mark, Shape, Spot, Stroke, Type};
pub(crate) use text::{POINT, capital_height, printable};
