//! Imports run down the floors in which `src/lib.rs` declares its modules, and never in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module's path below the crate: `["framework", "read", "check"]`.
type Module = Vec<String>;

/// The text of every module of the library, without comments and what only tests see.
pub(super) fn modules() -> BTreeMap<Module, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![Module::new()];
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    while let Some(module) = open.pop() {
        let folder = module.iter().fold(src.clone(), |path, name| path.join(name));
        let files = match module.is_empty() {
            true => [src.join("lib.rs"), src.join("lib.rs")],
            false => [folder.with_extension("rs"), folder.join("mod.rs")],
        };
        let text = files.iter().find_map(|file| std::fs::read_to_string(file).ok());
        let text = text.unwrap_or_else(|| panic!("no file of {module:?}"));
        let text = text.split("\nmod tests {").next().unwrap_or_default();
        let mut is_for_tests = false;
        let mut kept = String::new();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let is_attribute = line.trim_start().starts_with("#[");
            if !is_for_tests && !is_attribute {
                kept.push_str(line);
                kept.push('\n');
                let listed = listed(line).filter(|name| folder.join(format!("{name}.rs")).exists());
                let named = declared(line).or(listed);
                open.extend(named.map(|name| [&module[..], &[name.to_owned()]].concat()));
            }
            is_for_tests = line == "#[cfg(test)]" || (is_for_tests && is_attribute);
        }
        found.insert(module, kept);
    }
    found
}

/// The module that a line declares in a file of its own.
fn declared(line: &str) -> Option<&str> {
    let words = line.trim_start().strip_suffix(';')?;
    let (before, name) = words.rsplit_once(' ').unwrap_or(("", words));
    (before == "mod" || (before.starts_with("pub") && before.ends_with(" mod"))).then_some(name)
}

/// The module of a line in a list of methods or of figures: `copeland::Copeland,`.
fn listed(line: &str) -> Option<&str> {
    let (module, name) = line.trim().strip_suffix(',')?.split_once("::")?;
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    (module.chars().all(is_name) && name.chars().all(is_name)).then_some(module)
}

/// Every path that begins at the start of `text`, the braces of a group opened.
fn paths(text: &str) -> Vec<Vec<String>> {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let length = text.find(|c| !name(c)).unwrap_or(text.len());
    let (first, rest) = text.split_at(length);
    let mut all = Vec::new();
    match rest.strip_prefix("::") {
        Some(inner) if inner.starts_with('{') => {
            let mut depth = 0;
            let mut from = 1;
            for (at, c) in inner.char_indices() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if (c == ',' && depth == 1) || depth == 0 {
                    let one = inner[from..at].trim();
                    all.extend(paths(one).into_iter().filter(|_| !one.is_empty()));
                    from = at + 1;
                }
                if depth == 0 {
                    break;
                }
            }
        }
        Some(inner) => all = paths(inner),
        None => all.push(Vec::new()),
    }
    all.iter_mut().for_each(|path| path.insert(0, first.to_owned()));
    all
}

/// The modules that a module names in its imports and paths, each with a path that names it.
fn named(module: &Module, text: &str, all: &BTreeMap<Module, String>) -> BTreeMap<Module, String> {
    let mut found = BTreeMap::new();
    let starts = text.match_indices("::").filter_map(|(at, _)| {
        let word = text[..at].rfind(|c: char| !(c.is_alphanumeric() || c == '_'))? + 1;
        let is_first = !text[..word].ends_with("::") && !text[..word].ends_with("(in ");
        is_first.then_some(word)
    });
    for path in starts.flat_map(|at| paths(&text[at..])) {
        let own = |n: usize| module[..module.len().saturating_sub(n)].to_vec();
        let supers = path.iter().take_while(|name| *name == "super").count();
        let base = match path[0].as_str() {
            "crate" => Vec::new(),
            "super" => own(supers),
            "self" => own(0),
            _ => [own(0), vec![path[0].clone()]].concat(),
        };
        let named = [base, path[supers.max(1)..].to_vec()].concat();
        let target = (1..=named.len()).rev().map(|n| &named[..n]).find(|p| all.contains_key(*p));
        if let Some(target) = target.filter(|target| *target != &module[..]) {
            found.insert(target.to_vec(), path.join("::"));
        }
    }
    found
}

/// Whom each module names, and by what path.
fn imports() -> BTreeMap<Module, BTreeMap<Module, String>> {
    let all = modules();
    all.iter().map(|(module, text)| (module.clone(), named(module, text, &all))).collect()
}

#[test]
fn no_import_runs_up_the_floors() {
    let lib = include_str!("../../src/lib.rs");
    let floors: Vec<&str> = lib.lines().filter_map(declared).collect();
    let floor = |module: &Module| floors.iter().position(|name| *name == module[0]);
    let up: Vec<String> = imports()
        .iter()
        .filter(|(from, _)| !from.is_empty())
        .flat_map(|(from, to)| to.iter().map(move |(to, path)| (from, to, path)))
        .filter(|(from, to, _)| floor(from) < floor(to))
        .map(|(from, _, path)| format!("{} names {path}", from.join("::")))
        .collect();
    assert!(up.is_empty(), "imports run up the order of src/lib.rs: {up:#?}");
}

/// The shortest way along imports from a module back to itself.
fn circle(start: &Module, imports: &BTreeMap<Module, BTreeMap<Module, String>>) -> Vec<String> {
    let mut ways = vec![(start, Vec::new())];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some((at, way)) = ways.get(next).cloned() {
        for (to, path) in imports.get(at).into_iter().flatten() {
            let step = format!("{} names {path}", at.join("::"));
            let way = [&way[..], &[step]].concat();
            if to == start {
                return way;
            }
            if seen.insert(to) {
                ways.push((to, way));
            }
        }
        next += 1;
    }
    Vec::new()
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = imports();
    let circles = imports.keys().map(|module| circle(module, &imports));
    let shortest = circles.filter(|way| !way.is_empty()).min_by_key(Vec::len);
    assert!(shortest.is_none(), "files import each other in a circle: {shortest:#?}");
}
