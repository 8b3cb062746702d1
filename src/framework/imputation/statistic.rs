//! A statistic of the areas that have a value: of all, or of those with the same entry in a column of the
//! reference table.

/// A method by its name, the word of its statistic, and its keys and functions of COINr over all areas and by group.
macro_rules! of_areas {
    ($Method:ident, $word:literal, $statistic:path, $by:literal, $coinr:literal, $grouped:literal) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $Method {
            pub by: Option<String>,
        }

        impl Chosen for $Method {
            const WORD: &'static str = $word;
            const TAKES: &'static [Takes] = &[BY];

            fn read(keys: &mut Keys) -> Self {
                $Method { by: keys.text("by") }
            }
        }

        impl Imputing for $Method {
            fn make(
                &self,
                source: &mut Source,
                area: usize,
                i: usize,
            ) -> Option<(f64, ImputedFrom)> {
                source.of_areas(($word, $statistic), self.by.as_deref(), (area, i))
            }

            fn lacks(&self, source: &Source, area: usize) -> String {
                source.lacks_areas(self.by.as_deref(), area)
            }

            fn column(&self) -> Option<&str> {
                self.by.as_deref()
            }

            fn in_method(&self) -> (Option<&'static str>, Holds) {
                match &self.by {
                    None => (None, Vec::new()),
                    Some(column) => {
                        (Some($by), vec![("group", Parameter::Grouping(column.clone()))])
                    }
                }
            }

            fn coinr(&self) -> Option<&'static str> {
                Some(if self.by.is_none() { $coinr } else { $grouped })
            }
        }
    };
}

pub(super) use of_areas;
