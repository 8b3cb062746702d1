//! What becomes of areas, series and indicators whose rows fell out, by command.

use crate::workdir::Workdir;
use crate::workdir::flat;
use std::sync::LazyLock;

#[test]
fn codes_are_known_with_their_labels_behind_them() {
    let dir = Workdir::new();
    dir.write("framework.toml", &*JOBS);
    dir.write(
        "data.csv",
        "REF_AREA: Area,INDICATOR: Series,TIME_PERIOD: Time,OBS_VALUE\n\
         KEN: Kenya,JOBS: Jobs,2020: 2020,3\nBRA: Brazil,JOBS: Jobs,2020: 2020,7\n\
         BRA: Brazil,OTHER: None,2020: 2020,7\n",
    );
    let scores = |dir: &Workdir| dir.read("out/scores.csv");
    dir.score().ok();
    assert!(scores(&dir).contains("KEN,"), "{}", scores(&dir));
}

static JOBS: LazyLock<String> = LazyLock::new(|| {
    let head = "[data]\ncut_off = 2020\n[normalise]\nmethod = \"min_max\"\n";
    flat(head, &[("a", "JOBS", "direction = 1")])
});

#[test]
fn an_area_whose_every_row_fell_out_is_excluded_with_that_reason() {
    let long = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nKEN,JOBS,2020,\"61,5\"\nGHA,JOBS,2020,70\n\
                BRA,JOBS,2020,\nNOR,JOBS,2020,60\nFRA,JOBS,2020,50\nFRA,JOBS,2020,51\n\
                PER,OTHER,2020,1\nGHA,JOBS,2019,x\n";
    let wide = "REF_AREA,TIME_PERIOD,JOBS\nKEN,2020,\"61,5\"\nGHA,2020,70\nBRA,2020,\nNOR,2020,60\n\
                FRA,2020,50\nFRA,2020,51\n";
    let message = "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nx,A,KEN,JOBS,2020,\"61,5\"\n\
                   x,A,GHA,JOBS,2020,70\nx,Q,BRA,JOBS,2020-Q1,5\nx,A,NOR,JOBS,2020,60\n\
                   x,A,FRA,JOBS,2020,50\nx,A,FRA,JOBS,2020,51\n";
    for (data, brazil) in [(long, "empty_value"), (wide, "empty_value"), (message, "not_annual")] {
        let dir = Workdir::of(&*JOBS, data);
        dir.score().ok();
        let told: Vec<String> = dir
            .rows("out/excluded.csv")
            .iter()
            .map(|r| format!("{} {} {}", r["ref_area"], r["status"], r["reason"]))
            .collect();
        let said = |area: &str, rules: &str| {
            format!(
                "{area} no_score index has no score: nothing below it is known; every row of it fell out: {rules}"
            )
        };
        let expected = [
            said("BRA", &format!("1 {brazil}")),
            said("FRA", "2 conflicting_duplicate"),
            said("KEN", "1 not_a_number"),
        ];
        assert_eq!(told, expected, "{data}");
        assert_eq!(dir.score_of("KEN", "index"), None);
    }
}

#[test]
fn a_series_of_women_by_its_name_is_read_by_it() {
    let dir = Workdir::new();
    let women = JOBS.replace("value = \"JOBS\"", "value = \"jobs_f\"");
    for data in [
        "REF_AREA,TIME_PERIOD,jobs_f,jobs_m\nKEN,2020,1,5\nGHA,2020,3,1\n",
        "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\nKEN,jobs_f,F,2020,1\nGHA,jobs_f,F,2020,3\n",
    ] {
        for formula in [women.clone(), women.replace("jobs_f", "jobs_f[F]")] {
            dir.write("framework.toml", formula);
            dir.write("data.csv", data);
            dir.score().ok();
            assert_eq!(dir.score_of("GHA", "index"), Some(100.0));
        }
    }
}

#[test]
fn what_stops_a_later_stage_stands_behind_its_early_cause() {
    let dir = Workdir::of(&*JOBS, "REF_AREA,JOBS\nKEN,3\nBRA,7\n");
    dir.score().ok();
    let good = (dir.read("out/problems.csv"), dir.read("out/scores.csv"));
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,\"12,5\"\nBRA,7\nNOR,NA\nFRA,n/a\n");
    let run = dir.score();
    run.fails(&[
        "3 of 4 rows of the data can't be used",
        "data.csv:2, column JOBS: found `12,5`",
        "found `NA`",
        "refused/problems.csv",
        "the only value",
    ]);
    let place = |part: &str| run.err.find(part).unwrap();
    assert!(place("can't be used") < place("the only value"), "{}", run.err);
    assert_eq!(dir.rows("out/refused/problems.csv").len(), 3);
    assert_eq!((dir.read("out/problems.csv"), dir.read("out/scores.csv")), good);
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,many\nBRA,\n");
    dir.score().fails(&["found `many`", "the data hold no value", "1 empty_value"]);
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,3\nBRA,7\n");
    dir.score().ok();
    assert!(!dir.exists("out/refused/problems.csv"), "of a run that is no longer the last");
}

#[test]
fn a_series_of_other_sexes_than_the_formula_asks_for_is_named() {
    let dir = Workdir::of(&*JOBS, "REF_AREA,SEX,JOBS\nKEN,F,3\nKEN,M,7\nBRA,F,1\n");
    dir.score().fails(&["`JOBS` has no figure whose SEX is T", "those of F and M", "`JOBS[F]`"]);
    // The first that is there is enough.
    dir.write("framework.toml", JOBS.replace("JOBS\"", "first(JOBS, JOBS[F])\""));
    dir.score().ok();
    dir.write("framework.toml", JOBS.replace("JOBS\"", "JOBS + first(JOBS, JOBS[F])\""));
    dir.score().fails(&["`JOBS` has no figure whose SEX is T"]);
}

#[test]
fn an_indicator_without_one_value_says_what_there_is_and_what_to_write() {
    let dir = Workdir::new();
    let with = |second: &str, data: &str| {
        let level = JOBS.find("[[indicator]]").unwrap();
        let indicator = "[[indicator]]\ncode = \"pay\"\nparent = \"index\"\nname = \"Pay\"\ngoalposts = { worst = 0, best = 10 }\n";
        let (head, jobs) = JOBS.split_at(level);
        dir.write("framework.toml", format!("{head}{indicator}{second}\n{jobs}"));
        dir.write("data.csv", format!("REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\n{data}"));
        dir.score()
    };
    let jobs = "KEN,JOBS,T,2020,3\nBRA,JOBS,T,2020,7\n";
    let old = "KEN,PAY,T,2001,3\nBRA,PAY,T,2005,7\n";
    with("value = \"PAY\"\nimpute = [{ method = \"carried_forward\", years = 5 }]", &format!("{jobs}{old}")).fails(&[
        "pay: no area that is scored has a value; its formula is `PAY`",
        "PAY has figures of 2 areas, of 2001 to 2005",
        "of the years that count, 2015 to 2020, at most 5 years old, there is none: raise `max_age` in [data]",
    ]);
    let apart = "KEN,PAY,T,2019,3\nKEN,HOURS,T,2018,3\n";
    with("value = \"PAY / HOURS\"", &format!("{jobs}{apart}")).fails(&[
        "HOURS has figures of 1 areas, such as KEN, of 2018",
        "no area has all that the formula needs in one year",
    ]);
    with(
        "value = \"PAY\"\nimpute = [{ method = \"carried_forward\", years = 20 }]",
        &format!("{jobs}{old}"),
    )
    .ok();
}
