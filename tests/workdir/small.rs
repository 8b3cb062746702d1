//! Small indices, scored by hand in the tests that use them.

/// An index of one level, the mean of its indicators: each by its code, its formula, and what else is said
/// of it. `head`: what stands above the levels.
pub fn flat(head: &str, indicators: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "code = \"flat\"\nname = \"Flat\"\n\n{head}\n[[level]]\ncode = \"index\"\nname = \"Index\"\n\
         aggregate = {{ method = \"arithmetic_mean\" }}\n"
    );
    for (code, value, keys) in indicators {
        text += &format!(
            "\n[[indicator]]\ncode = \"{code}\"\nparent = \"index\"\nname = \"{code}\"\n\
             value = \"{value}\"\n{keys}\n"
        );
    }
    text
}

/// The catalogue of one office, which has the series of [`SMALL`], and how many people there are.
pub fn catalogue() -> String {
    let mut text = r#"years = { first = 2000, last = 2030 }

[[licence]]
name = "Open"
class = "open"
terms = "https://example.org/terms"

[[provider]]
code = "office"
name = "Statistical office"
files = ["data.csv"]
licence = "Open"
"#
    .to_owned();
    for (code, name, unit, range) in [
        ("JOBS", "Jobs", "%", "[0, 100]"),
        ("PART", "Participation", "%", "[0, 100]"),
        ("POOR", "Poverty", "%", "[0, 100]"),
        ("PEOPLE", "People", "persons", "[0, 1e10]"),
    ] {
        text += &format!(
            "\n[[series]]\ncode = \"{code}\"\nname = \"{name}\"\nunit = \"{unit}\"\nrange = {range}\n\
             provider = \"office\"\n"
        );
    }
    text
}

/// A framework of two areas and three indicators, small enough to score by hand.
pub const SMALL: &str = r#"code = "small"
name = "A small index"

[ranking]
coverage = 0.6

[[level]]
code = "index"
name = "Index"
aggregate = { method = "geometric_mean", floor = 1 }

[[level]]
code = "work"
parent = "index"
name = "Work"
aggregate = { method = "arithmetic_mean" }

[[level]]
code = "home"
parent = "index"
name = "Home"
aggregate = { method = "arithmetic_mean" }

[[indicator]]
code = "jobs"
parent = "work"
name = "Jobs"
value = "JOBS"
goalposts = { worst = 0, best = 50 }
weight = 1

[[indicator]]
code = "gap"
parent = "work"
name = "Women per hundred men"
value = "100 * PART[F] / PART[M]"
goalposts = { worst = 20, best = 100 }
weight = 0.5

[[indicator]]
code = "poverty"
parent = "home"
name = "Poverty"
value = "POOR"
goalposts = { worst = 60, best = 0 }
"#;

/// Data for [`SMALL`]: AAA has everything, BBB lacks jobs.
pub const SMALL_DATA: &str = "\
REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
AAA,JOBS,T,2019,10,A
AAA,JOBS,T,2020,40,A
AAA,PART,F,2020,45,E
AAA,PART,M,2020,75,A
AAA,PART,F,2021,50,A
AAA,POOR,T,2020,0,A
BBB,PART,F,2020,30,A
BBB,PART,M,2020,60,A
BBB,POOR,T,2020,45,A
";
