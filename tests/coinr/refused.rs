//! What an import refuses: every offender of both tables, with line, column and what would help.

use super::{DATA, META, import, with};

/// Every offender of both files at once, with line and column.
#[test]
fn a_wrong_imeta_is_refused_with_every_offender() {
    let meta = "Level,iCode,iName,Unit,Direction,Parent,Weight,Type\n\
                1,Jobs,,,0,Work,2,Indicator\n\
                1,Debt,,,-1,Wrok,-1,Indicator\n\
                1,Trust,,,1,Home,NA,Indicator\n\
                1,Jobs,,,1,Work,1,Indicator\n\
                2,Work,,,1,Index,1,Agregate\n\
                2,Home,,,1,NA,1,Aggregate\n\
                3,Index,,,1,NA,1,Aggregate\n\
                1,2nd,,,1,Home,x,Indicator\n\
                1,my code,,,1,Home,1,Indicator\n\
                4,Lost,,,1,Home,1,Indicator\n";
    let dir = with(meta, "uCode,Jobs,Debt,Trust,Extra\nAA,1,2,3,4\n");
    import(&dir).fails(&[
        "iMeta.csv:2, column Direction",
        "found `0`, expected 1 or -1",
        "found `Wrok`, expected the code of an aggregate",
        "found `-1`, expected a weight",
        "iMeta.csv:4, column Weight",
        "found nothing, expected a weight",
        "the code `Jobs` stands twice (first in line 2)",
        "found `Agregate`, expected Indicator, Aggregate, Group, Denominator, Other",
        "did you mean `Aggregate`?",
        "`Index` has no parent, and neither has `Home`",
        "found `2nd`, expected a code that starts with a letter",
        "found `my code`, expected a code",
        "found `x`, expected a weight",
        "found `4`, expected 1, the level of indicators",
        "the column Extra has no row in iMeta",
        "`Lost` has no column in iData.csv",
    ]);
    assert!(!dir.exists("in/framework.toml"));
}

#[test]
fn a_cycle_and_levels_that_do_not_fit_are_refused() {
    let cycle = META.replace("3,Index,The index,NA,1,NA,1", "3,Index,The index,NA,1,Work,1");
    import(&with(&cycle, DATA)).fails(&[
        "form a cycle",
        "iMeta.csv:5, column Parent",
        "there is no index",
    ]);
    let uneven = META.replace("1,Trust,Trust,,1,Home", "1,Trust,Trust,,1,Index");
    import(&with(&uneven, DATA)).fails(&[
        "found `1`, expected 2, one below its parent `Index` at 3",
        "the aggregate `Home` has nothing below it",
    ]);
    let denominator = META.replace("Indicator,Pop,1000", "Indicator,Popp,many");
    import(&with(&denominator, DATA)).fails(&[
        "found `Popp`, expected the code of a row of Type Denominator",
        "did you mean `Pop`?",
        "found `many`, expected a number",
    ]);
    let column = META.replace("Weight,Type", "Wieght,Type");
    import(&with(&column, DATA)).fails(&["the column Weight is missing", "did you mean `Wieght`?"]);
}

#[test]
fn a_wrong_idata_is_refused_with_every_offender() {
    let data = "uCode,Time,Continent,Remark,Pop,Jobs,Debt,Trust\n\
                AA,2020,North,,10,\"1,5\",4,1\n,2020,South,,20,70,two,NA\n\
                AA,2020,North,,40,60,4,NaN\nBB,last,North,,40,60,4,3\nCC,2020,x\n";
    import(&with(META, data)).fails(&[
        "found `1,5`, expected a number",
        "iData.csv:2, column Jobs",
        "iData.csv:3, column uCode",
        "found `two`, expected a number",
        "found `NaN`, expected a number",
        "the unit `AA` stands twice in 2020 (first in line 2)",
        "found `last`, expected a year",
        "iData.csv:6",
        "the row has 3 fields, the header 8",
    ]);
    import(&with(META, &data.replace("uCode", "unit"))).fails(&["the column uCode is missing"]);
    import(&with(META, &data.replace("Continent,", "Time,")))
        .fails(&["the column Time stands twice"]);
    let twice = DATA.replace("BB,", "AA,");
    import(&with(META, &twice))
        .fails(&["the unit `AA` stands twice (first in line 2)", "column Time"]);
    let many = DATA.to_owned() + &"DD,D,North,,1,?,1,1\n".repeat(12).replace("DD", "D");
    import(&with(META, &many)).fails(&["2 more cells of Jobs are no numbers"]);
}

#[test]
fn other_separators_and_encodings_are_told() {
    let dir = with(META, &DATA.replace(',', ";"));
    import(&dir).fails(&["iData.csv:1", "separated by semicolons", "write.csv()"]);
    dir.write(
        "iData.csv",
        DATA.replace("Beeland", "B\u{e9}land").chars().map(|c| c as u8).collect::<Vec<u8>>(),
    );
    dir.write("iMeta.csv", META.replace(',', "\t"));
    import(&dir).fails(&["iData.csv:3", "not UTF-8", "iMeta.csv:1", "separated by tabs"]);
    let header = |text: &str| text.lines().next().unwrap().to_owned() + "\n,,,\n";
    let bare = with(&header(META), &header(DATA));
    import(&bare).fails(&["no rows under the header", "iMeta.csv", "iData.csv"]);
    dir.write("iMeta.csv", "");
    import(&dir).fails(&["the file is empty"]);
    let missing = ["import", "coinr", "--data", "none.csv", "--meta", "iMeta.csv", "--out", "in"];
    dir.run(&missing).fails(&["none.csv", "the file is empty"]);
}

#[test]
fn a_framework_that_was_changed_is_not_written_over() {
    let dir = with(META, DATA);
    let again = ["import", "coinr", "--data", "iData.csv", "--meta", "iMeta.csv", "--out", "in"];
    dir.run(&again).ok();
    dir.run(&again).ok();
    dir.write("in/framework.toml", dir.read("in/framework.toml") + "# looked at\n");
    dir.run(&again).fails(&["another framework already", "in/framework.toml", "--out DIR"]);
    assert!(dir.read("in/framework.toml").ends_with("# looked at\n"));
}
