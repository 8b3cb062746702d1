//! Names in letters of the fonts of charts.

use crate::drawing::printable;
use crate::exhibits::Exhibits;

/// The short name of an indicator.
pub fn indicator(exhibits: &Exhibits, indicator: usize) -> String {
    printable(exhibits.indicator_short(indicator))
}

/// The unit of an indicator.
pub fn unit(exhibits: &Exhibits, indicator: usize) -> String {
    printable(exhibits.unit(indicator))
}

/// The short name of a level.
pub fn level(exhibits: &Exhibits, level: usize) -> String {
    printable(exhibits.level_short(level))
}
