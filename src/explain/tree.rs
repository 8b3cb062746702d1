//! Lines that hang one below another, drawn as a tree.

use std::fmt;

use serde::{Serialize, Serializer};

/// Some lines, and what hangs below them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Branch {
    pub lines: Vec<String>,
    pub below: Vec<Branch>,
}

/// Its lines, then what hangs below: two lists.
impl Serialize for Branch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.lines, &self.below).serialize(serializer)
    }
}

impl Branch {
    fn draw(&self, f: &mut fmt::Formatter<'_>, first: &str, then: &str) -> fmt::Result {
        let stem = if self.below.is_empty() { "  " } else { "│ " };
        for (nth, line) in self.lines.iter().enumerate() {
            match nth {
                0 => writeln!(f, "{first}{line}")?,
                _ => writeln!(f, "{then}{stem}{line}")?,
            }
        }
        for (nth, branch) in self.below.iter().enumerate() {
            let is_last = nth + 1 == self.below.len();
            let (tee, bar) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            branch.draw(f, &format!("{then}{tee}"), &format!("{then}{bar}"))?;
        }
        Ok(())
    }
}

impl fmt::Display for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draw(f, "", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_below_is_told_from_what_stands_beside() {
        let leaf = |line: &str| Branch { lines: vec![line.to_owned()], below: Vec::new() };
        let inner = Branch { lines: vec!["b".into(), "more".into()], below: vec![leaf("c")] };
        let root = Branch { lines: vec!["a".into()], below: vec![inner, leaf("d")] };
        assert_eq!(root.to_string(), "a\n├─ b\n│  │ more\n│  └─ c\n└─ d\n");
    }
}
