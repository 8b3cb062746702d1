//! The readers of originals, each on fixtures of ours and on genuine files where they are at hand; what
//! comes of files and rows that can't be used; and bad inputs of every kind.

mod aliases;
mod command;
mod corpus;
mod fallen_out;
mod forms;
mod ilostat;
mod meaning;
mod not_asked;
mod one_file;
#[path = "../packed/mod.rs"]
mod packed;
mod parquet;
#[path = "../parquet_file/mod.rs"]
mod parquet_file;
mod parquet_values;
mod proposed;
mod recognised;
mod rows;
mod sdmx_csv;
mod sdmx_json;
mod sheets;
mod spelled;
mod table;
mod undp;
mod units;
mod unreadable;
mod unsdg;
mod wid;
mod wide;
mod workbook;
#[path = "../workdir/mod.rs"]
mod workdir;
mod worldbank;
mod written;
