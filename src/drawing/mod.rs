//! Shapes, texts, axes and keys in millimetres in, drawings as SVG out: what every figure is drawn with. Where
//! many things stand beside each other is found here too: areas on a grid, tiles in a swarm.

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
mod swarm;
pub(crate) mod text;
mod tile_grid;

pub(crate) use axis::{Axis, Scale, decimals};
pub(crate) use canvas::{Canvas, Drawing};
pub(crate) use cuts::Weight;
pub(crate) use key::{Key, Sample};
pub(crate) use outlined::outlined;
pub(crate) use shape::{Anchor, Frame, Mark, Shape, Spot, Stroke, Type};
pub(crate) use swarm::{Tile, lanes, swarm};
pub(crate) use text::{POINT, capital_height, printable};
pub(crate) use tile_grid::{Site, TileGrid, arrange};
