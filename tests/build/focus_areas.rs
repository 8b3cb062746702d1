//! Editions of other areas and focus areas than ours, whatever they are called.

use super::unchanged::built;
use super::{MEMBERS, small_project};
use crate::workdir::Workdir;

#[test]
fn hostile_names_and_few_states_print_as_themselves() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let areas = project.join("datasets/reference/areas.csv");
    let text = std::fs::read_to_string(&areas).unwrap();
    let named = text.replace("Denmark", "#let x = [").replace("Kenya", "<b>&\"\"*_$`@\\");
    std::fs::write(&areas, named.replace(",<b>&\"\"*_$`@\\", ",\"<b>&\"\"*_$`@\\\"")).unwrap();
    let project = project.display().to_string();
    dir.run(&["build", "--project", &project, "--out", "out", "--quiet"]).ok();
    let dots = dir.read("out/figures/dots_index.svg");
    assert!(dots.contains("#let x = ["), "the name stands in the figure");
    assert!(dots.contains("&lt;b&gt;&amp;"), "markup is escaped");
    let pdf = dir.path("out/state-of-social-justice-2026-H2.en.pdf");
    assert_eq!(crate::typeset::boxes::faults(&pdf), [""; 0]);
    assert_eq!(crate::typeset::tags::faults(&pdf, "The State"), [""; 0]);
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
}

/// The indicators of the project in `n` focus areas of these names, one after the other.
fn in_focus_areas(framework: &str, n: usize, name: impl Fn(usize) -> String) -> String {
    let mut table: toml::Table = toml::from_str(framework).unwrap();
    let levels = table["level"].as_array_mut().unwrap();
    levels.truncate(1);
    for area in 0..n {
        let name = name(area);
        let level = format!(
            "code = \"area_{area}\"\nparent = \"index\"\nweight = 1\nname = \"{name}\"\n\
             aggregate = {{ method = \"arithmetic_mean\" }}"
        );
        levels.push(toml::Value::Table(toml::from_str(&level).unwrap()));
    }
    for (i, indicator) in table["indicator"].as_array_mut().unwrap().iter_mut().enumerate() {
        let parent = format!("area_{}", i % n);
        indicator.as_table_mut().unwrap().insert("parent".to_owned(), parent.into());
    }
    table["uncertainty"].as_table_mut().unwrap().insert("runs".to_owned(), 20.into());
    toml::to_string(&table).unwrap()
}

/// A map, a row, a colour and a chapter for each, whatever they are called.
#[test]
fn any_number_of_focus_areas_is_drawn_and_told() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    for n in [1, 2, 3, 5, 6, 8] {
        for is_long in [false, true] {
            let letter = |area: usize| char::from(b'A' + area as u8);
            let name = |area: usize| match is_long {
                true => format!("{} is quite a long name for a focus area", letter(area)),
                false => letter(area).to_string(),
            };
            std::fs::write(&framework, in_focus_areas(&text, n, name)).unwrap();
            let made = built(&dir, &project, "2026-H2");
            let maps = &made["figures of map"];
            let drawn = |area: usize| maps.contains(&format!("map_area_{area}.svg"));
            assert!((0..n).all(drawn) && !drawn(n), "{n} focus areas: {maps}");
            let told = |area: usize| made["content"].contains(&format!("\"{}\"", name(area)));
            assert!((0..n).all(told), "{n} focus areas");
            assert!(made.contains_key("figures of heatmap"), "{n} focus areas");
        }
    }
}

#[test]
fn a_fifth_focus_area_needs_the_framework_and_words_on_its_indicators() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    let level = "[[level]]\ncode = \"knowledge\"\nparent = \"index\"\nweight = 1\n\
                 name = \"Knowledge\"\naggregate = { method = \"arithmetic_mean\" }\n\n\
                 [[indicator]]\ncode = \"research\"\nparent = \"knowledge\"\nvalue = \"GB_RSDV\"\n\
                 name = \"Research spending\"\nunit = \"% of GDP\"\n\
                 goalposts = { worst = 0, best = 3, why = \"0: none; 3: near the most.\" }\n\n";
    let at = text.find("[[grouping]]").unwrap();
    std::fs::write(&framework, format!("{}{level}{}", &text[..at], &text[at..])).unwrap();
    let texts = project.join("report/indicators.en.toml");
    let project = project.display().to_string();
    let build = ["build", "--project", &project, "--out", "out", "--quiet"];
    dir.run(&build).fails(&["what these indicators measure: research", "indicators.en.toml"]);
    assert!(!dir.exists("out"), "told before anything is made");
    let words = "\n[research]\ndefinition = \"D.\"\nlimits = \"L.\"\nreading = \"R.\"\n";
    std::fs::write(&texts, std::fs::read_to_string(&texts).unwrap() + words).unwrap();
    dir.run(&build).ok();
    assert!(dir.exists("out/figures/map_knowledge.svg"));
}

#[test]
fn other_methods_are_drawn_and_told_like_our_own() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    let median = text.replacen("method = \"arithmetic_mean\"", "method = \"median\"", 1);
    let other = median.replacen(
        "[progress]",
        "[normalise]\nmethod = \"rank\"\n\n[[impute]]\nmethod = \"mean\"\n\n[progress]",
        1,
    );
    assert_ne!(other, text);
    std::fs::write(&framework, other).unwrap();
    let project = project.display().to_string();
    dir.run(&["build", "--project", &project, "--out", "out"]).ok();
    let profile = format!("out/figures/profile_{}.csv", MEMBERS[0]);
    assert!(dir.exists(&profile), "{profile}");
    assert!(dir.read("out/panel.csv").contains("imputed: mean of all areas"));
}
