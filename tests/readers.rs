//! The readers of originals, each on fixtures of ours and on genuine files where they are at hand.

#[path = "readers/aliases.rs"]
mod aliases;
#[path = "readers/forms.rs"]
mod forms;
#[path = "readers/ilostat.rs"]
mod ilostat;
#[path = "readers/known_areas.rs"]
mod known_areas;
#[path = "readers/meaning.rs"]
mod meaning;
#[path = "readers/one_file.rs"]
mod one_file;
#[path = "readers/parquet.rs"]
mod parquet;
mod parquet_file;
#[path = "readers/recognised.rs"]
mod recognised;
#[path = "readers/sdmx_csv.rs"]
mod sdmx_csv;
#[path = "readers/sdmx_json.rs"]
mod sdmx_json;
#[path = "readers/table.rs"]
mod table;
#[path = "readers/undp.rs"]
mod undp;
#[path = "readers/unsdg.rs"]
mod unsdg;
#[path = "readers/wid.rs"]
mod wid;
#[path = "readers/world_of_areas.rs"]
mod world_of_areas;
#[path = "readers/worldbank.rs"]
mod worldbank;
#[path = "readers/written.rs"]
mod written;
