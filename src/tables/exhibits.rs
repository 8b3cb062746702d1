//! `exhibits.csv`: every figure, table and computed number of a report.

use super::table::{Table, row};

row! {
    /// Every figure, table and computed number of the report in a language, and what each comes from. Of a language after an edition's first the file bears its code, as in `exhibits.fr.csv`.
    Exhibited in "exhibits.csv" {
        /// `figure`, `table`, `number`, or `input`
        kind: &'static str,
        /// The chapter or figure in which it stands, with the State or indicator whose page it is; of an input, nothing
        place: String,
        /// The figure's id, the table's number in its chapter, the input's file
        code: String,
        /// The pages of the PDF on which it stands, counted from 1, with a space between; of a table the first. A number by itself, in a cell or a list, has every page of its chapter, State or indicator that shows its digits. Empty where no page shows it (it is in an alternative text), and of all where the PDF was not set by typst
        page: String,
        /// The title of a figure or table
        caption: String,
        /// The number as it was computed; `printed` is rounded
        value: Option<f64>,
        /// As it stands in the text
        printed: String,
        /// Key of its sentence in the words, and the place in it; empty in cells of tables, on axes and in lists
        key: String,
        /// How often it stands there
        times: usize,
        /// The stage of `ssj build` that made it; of an input, those that read it
        stage: String,
        /// A hash of all inputs of that stage (of the rows `input` with the stage: hash, space, file, a line each); of an input its own, of TOML by its values, whatever its spaces and comments
        sha256: String,
    }
}

/// One row per exhibit, in the order of the report, then the inputs.
pub fn exhibits(rows: Vec<Exhibited>) -> Table {
    Table::of(rows)
}
