//! The readers of originals, each on fixtures of ours and on genuine files where they are at hand.

#[path = "readers/aliases.rs"]
mod aliases;
#[path = "readers/known_areas.rs"]
mod known_areas;
#[cfg(feature = "parquet")]
#[path = "readers/parquet.rs"]
mod parquet;
#[path = "readers/table.rs"]
mod table;
#[path = "readers/undp.rs"]
mod undp;
#[path = "readers/unsdg.rs"]
mod unsdg;
#[cfg(not(feature = "parquet"))]
#[path = "readers/without_parquet.rs"]
mod without_parquet;
