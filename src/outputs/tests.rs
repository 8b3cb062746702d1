//! The room as a whole: what lies in a folder before, in the middle and after.

use std::collections::BTreeMap;

use super::*;

type Set = BTreeMap<String, String>;

/// Every file below `folder`, by name.
fn files(folder: &Path) -> Set {
    let mut found = Set::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for path in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn set(files: &[(&str, &str)]) -> Set {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// A folder with these files.
fn folder(set: &Set) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in set {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// One file replaced in each of two folders, one removed with its folder, one that is new with its.
fn old_and_new() -> (Set, Set) {
    let old = [("a", "old"), ("report/b", "old"), ("figures/fr/c", "old"), ("mine", "mine")];
    let new = [("a", "new"), ("report/b", "new"), ("more/d", "new"), ("mine", "mine")];
    (set(&old), set(&new))
}

fn begun(root: &Path, steps: Steps) -> Outputs {
    let mut outputs = Outputs { steps, ..Outputs::open(root, None).unwrap() };
    for name in ["a", "report/b", "more/d"] {
        outputs.stage(name, b"new").unwrap();
    }
    outputs
}

#[test]
fn nothing_is_in_place_before_the_commit_and_everything_after() {
    let (old, new) = old_and_new();
    let root = folder(&old);
    let outputs = begun(root.path(), Steps::default());
    assert!(fs::read_to_string(root.path().join("a")).unwrap() == "old");
    assert!(!root.path().join("more").exists());
    outputs.commit(&["figures/fr/c".into(), "a".into(), "never/there".into()]).unwrap();
    assert_eq!(files(root.path()), new);
    assert!(!root.path().join("figures").exists(), "no empty folder is left");
}

#[test]
fn wherever_a_step_fails_it_is_one_set_or_the_other() {
    let (old, new) = old_and_new();
    let mut undone = 0;
    // Two names kept, four renames, the journal's end; and two that are never reached.
    for n in 0..9 {
        let root = folder(&old);
        match begun(root.path(), Steps::failing_at(n)).commit(&["figures/fr/c".into()]) {
            // A journal that could not be removed says the same as the folder.
            Ok(_) => drop(Outputs::open(root.path(), None).unwrap()),
            Err(faults) => {
                undone += 1;
                assert!(faults.to_string().contains("as they were before"), "{faults}");
                assert!(!root.path().join("more").exists(), "at step {n}");
                assert_eq!(files(root.path()), old, "at step {n}");
                begun(root.path(), Steps::default()).commit(&["figures/fr/c".into()]).unwrap();
            }
        }
        assert_eq!(files(root.path()), new, "at step {n}");
    }
    assert_eq!(undone, 4, "three files put in their place and one aside");
}

#[test]
fn only_what_this_program_made_is_swept() {
    let root = folder(&set(&[(".staging-mine/lock", ""), (".staging-mine/files/x", "x")]));
    let before = files(root.path());
    let dead = root.path().join(PRIVATE).join("run-dead/new");
    fs::create_dir_all(&dead).unwrap();
    fs::write(dead.join("a"), "a").unwrap();
    let outputs = Outputs::open(root.path(), None).unwrap();
    assert!(!dead.exists());
    drop(outputs);
    assert_eq!(files(root.path()), before);
}

#[test]
fn a_run_that_writes_nothing_leaves_no_folder_that_it_made() {
    let root = tempfile::tempdir().unwrap();
    let new = root.path().join("new/below");
    drop(Outputs::open(&new, None).unwrap());
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    let mut outputs = Outputs::open(&new, None).unwrap();
    outputs.stage("a", b"a").unwrap();
    outputs.commit(&[]).unwrap();
    assert_eq!(files(&new), set(&[("a", "a")]));
}

#[test]
fn one_run_at_a_time_and_the_second_is_told_whose() {
    let root = tempfile::tempdir().unwrap();
    let first = Outputs::open(root.path(), None).unwrap();
    let told = Outputs::open(root.path(), None).err().unwrap().to_string();
    let pid = format!("(process {})", std::process::id());
    for part in ["another run is under way in the output folder", pid.as_str(), "--wait"] {
        assert!(told.contains(part), "{told}");
    }
    drop(first);
    Outputs::open(root.path(), None).unwrap();
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0, "nothing is left");
}

#[test]
fn a_journal_that_was_not_written_in_this_folder_moves_nothing() {
    let before = set(&[("a", "old"), ("victim", "mine")]);
    let root = folder(&before);
    let private = root.path().join(PRIVATE);
    fs::create_dir_all(private.join("run-x/new")).unwrap();
    fs::write(private.join("run-x/new/a"), "planted").unwrap();
    let entries =
        r#"[{"name":"a","comes":true,"was":true},{"name":"victim","comes":false,"was":true}]"#;
    for identity in ["null", "[1, 2]"] {
        let journal = format!(r#"{{"run":"run-x","identity":{identity},"entries":{entries}}}"#);
        fs::create_dir_all(private.join("run-x")).unwrap();
        fs::write(private.join("journal.json"), journal).unwrap();
        drop(Outputs::open(root.path(), None).unwrap());
        assert_eq!(files(root.path()), before);
    }
}

#[test]
fn what_is_in_the_way_is_told_before_any_work() {
    let root = folder(&set(&[("a", "mine"), ("b/c", "x")]));
    let mut outputs = Outputs::open(root.path(), None).unwrap();
    let told = |outputs: &Outputs, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        outputs.check(&names).map_err(|faults| faults.to_string())
    };
    assert_eq!(told(&outputs, &["a", "b/d", "new/e"]), Ok(()));
    let folder = told(&outputs, &["b", "a/x"]).unwrap_err();
    assert!(folder.contains("a folder is in the place of an output"), "{folder}");
    outputs.guard = Guard::new(&[root.path().join("a")], None);
    assert!(told(&outputs, &["a"]).unwrap_err().contains("would replace what is read"));
    assert_eq!(told(&outputs, &["b/c"]), Ok(()));
    outputs.guard = Guard::new(&[root.path().join("b")], None);
    assert!(told(&outputs, &["b/c"]).is_err(), "a folder that is read counts with all in it");
    outputs.guard = Guard::new(&[], Some(["b/c".to_owned()].into()));
    assert_eq!(told(&outputs, &["b/c", "b/d"]), Ok(()));
    assert!(told(&outputs, &["a"]).unwrap_err().contains("not known to have written"));
}

#[test]
fn an_input_is_neither_replaced_nor_removed_whatever_was_checked_before() {
    let before = set(&[("a", "mine"), ("b", "mine")]);
    let root = folder(&before);
    for (staged, stale) in [("a", "x"), ("c", "b")] {
        let mut outputs = Outputs::open(root.path(), None).unwrap();
        outputs.guard = Guard::new(&["a", "b"].map(|name| root.path().join(name)), None);
        outputs.stage(staged, b"new").unwrap();
        let told = outputs.commit(&[stale.to_owned()]).unwrap_err().to_string();
        assert!(told.contains("would replace what is read"), "{told}");
        assert_eq!(files(root.path()), before);
    }
}

#[test]
fn a_root_that_is_a_file_is_refused_with_its_path() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Outputs::open(file.path(), None).err().unwrap();
    assert!(error.to_string().contains("cannot make the output folder"), "{error}");
    assert!(error.to_string().contains(file.path().to_str().unwrap()), "{error}");
}

#[cfg(unix)]
#[test]
fn no_output_goes_through_a_link() {
    let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(other.path(), root.path().join("report")).unwrap();
    let mut outputs = Outputs::open(root.path(), None).unwrap();
    let told = outputs.stage("report/a", b"x").unwrap_err().to_string();
    assert!(told.contains("links are not followed"), "{told}");
    drop(outputs);
    std::os::unix::fs::symlink(other.path(), root.path().join(PRIVATE)).unwrap();
    assert!(Outputs::open(root.path(), None).is_err());
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
}
