//! Rules by which rows are left out on purpose.

pub(in crate::ingest) const UNUSED_SERIES: &str = "series_not_in_framework";
pub(in crate::ingest) const EMPTY_VALUE: &str = "empty_value";
pub(in crate::ingest) const REPLACED: &str = "replaced_by_original";
pub(in crate::ingest) const EARLIER: &str = "year_outside_catalogue";
pub(in crate::ingest) const NOT_WANTED: &str = "series_not_wanted";
pub(in crate::ingest) const OTHER_BREAKDOWN: &str = "other_breakdown";
pub(in crate::ingest) const NO_AREA: &str = "aggregate_or_former_area";
pub(in crate::ingest) const OUTSIDE: &str = "territory_outside_table";
pub(in crate::ingest) const PART_OF_AN_AREA: &str = "part_of_an_area";
pub(in crate::ingest) const BOUND: &str = "bound_left_out";
