//! Formulas of values and of levels: names that need quotes, what is a name and what a calculation,
//! what is undefined, and means that leave an area out.

use super::close;
use super::workdir::Workdir;

/// An index of the mean of values from 0 to 100, each by its formula.
fn of_formulas(formulas: &[&str], data: &str) -> Workdir {
    let mut framework = "code = \"t\"\nname = \"T\"\n[data]\ncut_off = 2020\n[[level]]\n\
                         code = \"index\"\nname = \"Index\"\ncomplete = false\n\
                         aggregate = { method = \"arithmetic_mean\" }\n"
        .to_owned();
    for (n, formula) in formulas.iter().enumerate() {
        framework += &format!(
            "[[indicator]]\ncode = \"i{n}\"\nparent = \"index\"\nname = \"I\"\n\
             value = '{formula}'\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    Workdir::of(framework, data)
}

/// The values of an area by its indicators, which are so many.
fn values<const N: usize>(dir: &Workdir, area: &str) -> [String; N] {
    let rows = dir.rows("out/panel.csv");
    std::array::from_fn(|n| {
        let is_cell = |r: &&std::collections::BTreeMap<String, String>| {
            r["ref_area"] == area && r["indicator"] == format!("i{n}")
        };
        rows.iter().find(is_cell).map_or(String::new(), |row| row["value"].clone())
    })
}

/// Columns as providers name them, beside those that a formula would read in their names.
const NAMED: &str = "\
REF_AREA,SH.AGE_15,SH.AGE_15-49,M,F,M/F,Größe in %,15-24,a `b`
AAA,50,12,9,3,7,31,24,5
";

#[test]
fn any_name_can_be_said_in_quotes() {
    let formulas = [
        "`SH.AGE_15-49`",
        "SH.AGE_15 - 49",
        "\"M/F\" + 1",
        "M / F",
        "`M`/`F`",
        "`Größe in %`[T]",
        "`15-24` - 4",
        "\"a `b`\" * `a ``b```",
    ];
    let dir = of_formulas(&formulas, NAMED);
    dir.score().ok();
    assert_eq!(values(&dir, "AAA"), ["12", "1", "8", "3", "3", "31", "20", "25"]);
    let formula = |n: usize| dir.rows("out/panel.csv")[n]["formula"].clone();
    assert_eq!((formula(0), formula(4)), (formulas[0].to_owned(), formulas[4].to_owned()));
}

#[test]
fn what_could_be_a_name_or_a_calculation_is_asked_about() {
    let fails = |formula: &str, parts: &[&str]| {
        let dir = of_formulas(&[formula], NAMED);
        dir.score().fails(&[&["framework.toml:14"], parts].concat());
        assert!(!dir.exists("out/panel.csv"));
    };
    fails(
        "100 - SH.AGE_15-49",
        &[
            "`SH.AGE_15-49` could be a name, or a calculation",
            "quote it in the formula: `SH.AGE_15-49`",
            "put spaces around its signs: SH.AGE_15 - 49",
        ],
    );
    fails("M/F", &["`M/F` could be a name, or a calculation", "M / F"]);
    fails("15-24", &["reads no series", "quoted"]);
    fails("Größe in %", &["expected an operator or the end", "stands in quotes"]);
    fails("`M/G`", &["no series `M/G`", "did you mean M/F?", "in the formula: `M/F`"]);
}

#[test]
fn a_name_whose_parts_are_no_names_is_read_as_the_name() {
    let data = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\nAAA,UNE.AGE_Y15-24,T,2020,9\n\
                AAA,UNE.AGE_Y15-24,F,2020,8\nAAA,UNE.AGE_Y15-24,M,2020,10\n";
    let dir = of_formulas(&["UNE.AGE_Y15-24", "100-UNE.AGE_Y15-24"], data);
    let run = dir.score().ok();
    assert_eq!(values(&dir, "AAA"), ["9", "91"]);
    assert_eq!(dir.rows("out/sexes.csv").len(), 1, "women and men of the bare series");
    assert!(run.out.contains("since it is no calculation: `UNE.AGE_Y15-24`"), "{}", run.out);
    of_formulas(&["UNE.AGE_Y15-24[F]"], data).score().fails(&["found `[`", "stands in quotes"]);
    let wrong = of_formulas(&["UNE.AGE_Y15-25"], data).score();
    wrong.fails(&["no series `UNE.AGE_Y15`", "quote it in the formula: `UNE.AGE_Y15-24`"]);
}
#[test]
fn names_are_quoted_wherever_a_framework_says_them() {
    let sexes = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\nAAA,A-B,T,2020,10\n\
                 AAA,A-B,F,2020,8\nAAA,A-B,M,2020,12\nAAA,P+Q,T,2020,5\n";
    let dir = of_formulas(&["twice-it", "half"], sexes);
    let text =
        dir.read("framework.toml").replacen("'twice-it'", "'`twice-it`'\nby_sex = \"`A-B`\"", 1);
    let text = text.replacen("cut_off = 2020", "cut_off = 2020\npopulation = 'P+Q'", 1);
    let more = "[[derived]]\ncode = \"twice-it\"\nformula = \"2 * `A-B`\"\n\
                [[derived]]\ncode = \"half\"\nformula = '\"twice-it\" / 4'\n\
                [[compare]]\ncode = \"c\"\nname = \"C\"\nvalue = \"`P+Q`\"\n";
    dir.write("framework.toml", format!("{text}{more}"));
    dir.score().ok();
    assert_eq!(values(&dir, "AAA"), ["20", "5"]);
    assert_eq!(dir.rows("out/sexes.csv").len(), 1);
    // A derived quantity is asked about like a series.
    dir.write(
        "framework.toml",
        format!("{text}{more}").replace("'\"twice-it\" / 4'", "\"twice-it / 4\""),
    );
    dir.score().fails(&["`twice-it` could be a name", "quote it in the formula: `twice-it`"]);
    let run = of_formulas(&["M"], NAMED).score().ok();
    let note = "columns ignored (series_not_in_framework): SH.AGE_15, `SH.AGE_15-49`, F, `M/F`";
    assert!(run.out.contains(note), "{}", run.out);
}

#[test]
fn functions_choose_and_what_is_undefined_is_missing_with_a_note() {
    let data = "REF_AREA,TIME_PERIOD,A,B\nAAA,2020,8,2\nBBB,2020,8,\nCCC,2020,0,0\nDDD,2019,5,\nDDD,2020,,6\n";
    let formulas = ["min(A, 5) + max(A, 5)", "first(B, A)", "A^2 / B", "10 * exp(ln(A))"];
    let dir = of_formulas(&formulas, data);
    let run = dir.score().ok();
    assert_eq!(values(&dir, "AAA"), ["13", "2", "32", "80"]);
    assert_eq!(values(&dir, "BBB"), ["13", "8", "", "80"]);
    assert_eq!(values(&dir, "CCC"), ["5", "0", "", ""]);
    // In each year the first that is present there, and of these the latest.
    assert_eq!(values(&dir, "DDD"), ["10", "6", "", "50"]);
    for cell in ["i2 of CCC in 2020", "i3 of CCC in 2020"] {
        assert!(
            run.out.contains(&format!("{cell}: the formula has no finite value")),
            "{}",
            run.out
        );
    }
    assert!(!run.out.contains("of BBB in 2020"), "missing, not undefined: {}", run.out);
}

/// Women and men by two indicators each, and what the index makes of the two.
fn ratio(index: &str, sexes: &str, data: &str) -> Workdir {
    let level = |code: &str, keys: &str| {
        format!("[[level]]\ncode = \"{code}\"\nname = \"{code}\"\naggregate = {keys}\n")
    };
    let mut framework = format!("code = \"t\"\nname = \"T\"\n{}", level("index", index));
    for sex in ["women", "m-n"] {
        framework += &level(sex, sexes);
        framework += "parent = \"index\"\n";
        for series in ["health", "school"] {
            framework += &format!(
                "[[indicator]]\ncode = \"{series} {sex}\"\nparent = \"{sex}\"\nname = \"{series}\"\n\
                 value = \"{series}[{}]\"\ngoalposts = {{ worst = 0, best = 100 }}\n",
                if sex == "women" { "F" } else { "M" }
            );
        }
    }
    Workdir::of(framework, data)
}

/// Of each sex health, then schooling.
fn sexes(areas: &[(&str, [u32; 4])]) -> String {
    let mut data = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\n".to_owned();
    for (area, values) in areas {
        let of = [("health", "F"), ("school", "F"), ("health", "M"), ("school", "M")];
        data.extend(of.iter().zip(values).map(|((s, x), v)| format!("{area},{s},{x},2020,{v}\n")));
    }
    data
}

const RATIO: &str = "{ method = \"formula\", formula = '100 * women / `m-n`' }";
const MEAN: &str = "{ method = \"arithmetic_mean\" }";

#[test]
fn a_level_is_a_formula_of_what_stands_below_it() {
    let data =
        sexes(&[("AAA", [40, 60, 70, 90]), ("BBB", [50, 50, 0, 0]), ("CCC", [10, 30, 25, 25])]);
    let data = data + "DDD,health,F,2020,5\n";
    let dir = ratio(RATIO, MEAN, &data);
    dir.score().ok();
    close(dir.score_of("AAA", "index"), 62.5);
    close(dir.score_of("CCC", "index"), 80.0);
    let excluded = dir.rows("out/excluded.csv");
    let told =
        |n: usize| ["ref_area", "status", "reason"].map(|column| excluded[n][column].as_str());
    let divided = "index has no score: its formula 100 * women / `m-n` has no finite value";
    assert_eq!(told(0), ["BBB", "no_score", divided]);
    assert_eq!(excluded.len(), 2);
    assert_eq!(told(1)[0], "DDD");
    assert!(told(1)[2].contains("m-n has no score: nothing below it is known"), "{}", told(1)[2]);
    // Formulas below formulas, functions, and a part that may be missing.
    let first = "{ method = \"formula\", formula = \"max(first(`m-n`, 20), women)\" }";
    let square = "{ method = \"geometric_mean\" }";
    let dir = ratio(first, square, &data.replace("BBB,health,M,2020,0\nBBB,school,M,2020,0\n", ""));
    dir.score().ok();
    close(dir.score_of("AAA", "index"), (70.0f64 * 90.0).sqrt());
    close(dir.score_of("BBB", "index"), 50.0);
    close(dir.score_of("DDD", "index"), 20.0);
}

#[test]
fn a_score_of_zero_leaves_one_area_without_the_level() {
    let data =
        sexes(&[("AAA", [40, 90, 90, 90]), ("BBB", [0, 50, 25, 25]), ("CCC", [16, 25, 64, 25])]);
    for (mean, of_a, name) in
        [("geometric", 60.0, "a geometric"), ("harmonic", 720.0 / 13.0, "a harmonic")]
    {
        let sexes = format!("{{ method = \"{mean}_mean\", on_zero = \"exclude\" }}");
        let dir = ratio(RATIO, &sexes, &data);
        dir.score().ok();
        close(dir.score_of("AAA", "women"), of_a);
        assert_eq!(dir.score_of("BBB", "women"), None);
        close(dir.score_of("BBB", "m-n"), 25.0);
        let excluded = dir.rows("out/excluded.csv");
        assert_eq!((excluded.len(), excluded[0]["status"].as_str()), (1, "no_score"));
        let reason =
            format!("women has no score: {name} mean has none with a score of 0 (health women)");
        assert_eq!(excluded[0]["reason"], reason);
        // An index of what is present would be there all the same; the area is not ranked by it.
        let dir = ratio(&format!("{MEAN}\ncomplete = false"), &sexes, &data);
        dir.score().ok();
        close(dir.score_of("BBB", "index"), 25.0);
        let excluded = dir.rows("out/excluded.csv");
        assert_eq!(
            (excluded[0]["status"].as_str(), &excluded[0]["reason"]),
            ("indicative", &reason)
        );
        // Without the word it is an error, and its hint has the word.
        let refuses = format!("{{ method = \"{mean}_mean\" }}");
        ratio(RATIO, &refuses, &data).score().fails(&["women of BBB", "on_zero = \"exclude\""]);
        let both = format!("{{ method = \"{mean}_mean\", on_zero = \"exclude\", floor = 1 }}");
        ratio(RATIO, &both, &data).score().fails(&["meets no score of 0", "`on_zero` or `floor`"]);
    }
}

#[test]
fn a_formula_of_a_level_names_each_score_below_it_once_and_nothing_else() {
    let data = sexes(&[("AAA", [40, 60, 70, 90])]);
    let fails = |formula: &str, parts: &[&str]| {
        let index = format!("{{ method = \"formula\"{formula} }}");
        ratio(&index, MEAN, &data).score().fails(parts);
    };
    fails("", &["the method formula needs `formula`"]);
    fails(", floor = 1, formula = 'women / `m-n`'", &["takes no `floor`"]);
    fails(
        ", formula = 'women / 2'",
        &["`m-n` stands below `index`, and its formula does not name it"],
    );
    fails(", formula = 'womn / `m-n`'", &["`womn` is no score directly below `index`", "`women`?"]);
    fails(", formula = 'women[F] / `m-n`'", &["`women` is a score and has no sex"]);
    fails(", formula = 'women / m-n'", &["`m-n` could be a name", "formula: `m-n`"]);
    fails(", formula = 'women / '", &["cannot read the formula"]);
    let weights = format!("{RATIO}\nweights = {{ method = \"entropy\" }}");
    ratio(&weights, MEAN, &data)
        .score()
        .fails(&["aggregated by formula, which takes no `weights`"]);
}
