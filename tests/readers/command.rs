//! `ssj read`: any provider's file in full, by command.

use crate::workdir::Workdir;

const LABOUR: &str = "\"ref_area\",\"source\",\"indicator\",\"sex\",\"classif1\",\"time\",\"obs_value\",\"obs_status\"\n\
    \"NOR\",\"BA:1\",\"JOBS\",\"SEX_T\",\"AGE_TOTAL\",\"2020\",61.5,\n\
    \"NOR\",\"BA:1\",\"JOBS\",\"SEX_F\",\"AGE_Y15-24\",\"2020\",40,\"B\"\n\
    \"NOR\",\"BA:1\",\"JOBS\",\"SEX_T\",\"AGE_TOTAL\",\"2020Q1\",60,\n\
    \"NOR\",\"BA:1\",\"JOBS\",\"SEX_T\",\"AGE_TOTAL\",\"2021\",,\n\
    \"NOR\",\"BA:1\",\"JOBS\",\"SEX_T\",\"AGE_TOTAL\",\"2019\",sixty,\n";

const WEALTH: &str = "country;variable;percentile;year;value;age;pop\n\
    NO;sptincj992;p90p100;2020;0.3;992;j\nUS-NJ;sptincj992;p90p100;2020;0.4;992;j\n";

#[test]
fn each_file_is_read_in_the_form_it_begins_like_and_every_row_is_accounted_for() {
    let dir = Workdir::new();
    dir.write("labour.csv", LABOUR);
    dir.write("wealth.csv", WEALTH);
    let run = dir.run(&["read", "labour.csv", "wealth.csv", "--out", "read"]).ok();
    for part in [
        "labour.csv (read as ilostat)\n  5 rows = 2 observations + 0 exact duplicates + 1 problems + 2 filtered",
        "problem   not_a_number: 1",
        "filtered  not_annual: 1",
        "filtered  empty_value: 1",
        "wealth.csv (read as wid)\n  2 rows = 1 observations + 0 exact duplicates + 0 problems + 1 filtered",
        "filtered  part_of_an_area: 1",
        // As a formula says them.
        "series    JOBS, `JOBS.AGE_Y15-24`, sptincj992.p90p100\n",
    ] {
        assert!(run.out.contains(part), "`{part}` is not in:\n{}", run.out);
    }
    assert_eq!(
        dir.read("read/observations.csv"),
        "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,REMARK,SOURCE,PROVIDER,FILE,ROW\n\
         NOR,JOBS,T,2020,61.5,A,,BA:1,ilostat,labour.csv,2\n\
         NOR,JOBS.AGE_Y15-24,F,2020,40,A,B,BA:1,ilostat,labour.csv,3\n\
         NO,sptincj992.p90p100,T,2020,0.3,A,,,wid,wealth.csv,2\n"
    );
    let problems = dir.read("read/problems.csv");
    assert!(problems.contains("labour.csv,6,obs_value,sixty,"), "{problems}");
    // What was read is in the project's own form, and comes out of it again.
    let again = dir.run(&["read", "read/observations.csv"]).ok();
    assert!(again.out.contains("3 rows = 3 observations"), "{}", again.out);
}

#[test]
fn a_form_that_is_named_wins_and_one_that_is_none_lists_them() {
    let dir = Workdir::new();
    dir.write("labour.csv", LABOUR);
    let wrong = dir.run(&["read", "labour.csv", "--reader", "wid"]);
    assert!(!wrong.success && wrong.err.contains("labour.csv"), "{}", wrong.err);
    let unknown = dir.run(&["read", "labour.csv", "--reader", "ilo"]);
    assert!(!unknown.success && unknown.err.contains("ilostat, sdmx_csv"), "{}", unknown.err);
}

#[test]
fn strict_refuses_the_first_row_that_cannot_be_used() {
    let dir = Workdir::new();
    dir.write("labour.csv", LABOUR);
    let strict = dir.command(&["read", "labour.csv", "--strict"]).output().unwrap();
    assert_eq!(strict.status.code(), Some(6), "it ran, and found problems");
    let usage = dir.command(&["read", "--json"]).output().unwrap();
    assert_eq!(usage.status.code(), Some(2), "the arguments make no sense");
    assert!(String::from_utf8(usage.stderr).unwrap().starts_with("{\n  \"errors\""));
    let run = dir.run(&["read", "labour.csv", "--strict"]);
    assert!(!run.success && run.err.contains("labour.csv:6"), "{}", run.err);
    let run = dir.run(&["read", "labour.csv", "--strict", "--out", "read"]);
    assert!(run.err.contains("refused/problems.csv"), "{}", run.err);
    assert!(dir.exists("read/refused/problems.csv") && !dir.exists("read/problems.csv"));
}
