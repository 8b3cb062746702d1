//! A project whose one provider is a stub, and what its store holds.
#![allow(dead_code)] // each test file uses its own part of this

use std::path::Path;
use std::time::Duration;

use ssj::fault::Result;
use ssj::fetch::Settings;
use ssj::ingest::examine;
use ssj::pipeline::{self, FetchOrder, Fetched, Options};
use ssj::provenance::Lock;

use super::{Answer, Asked, Stub};
use crate::workdir::{Run, Workdir};

pub const DATA: &str =
    "ref_area,indicator,time,obs_value\nAAA,A,2020,1\nBBB,A,2020,2\nCCC,A,2020,3\nDDD,A,2020,4\n";
pub const NEWER: &str =
    "ref_area,indicator,time,obs_value\nAAA,A,2020,1\nBBB,A,2020,9\nCCC,A,2020,3\nDDD,A,2020,4\n";

/// A project with one provider, two series of it, and a stub that plays it.
pub struct World {
    pub dir: Workdir,
    pub stub: Stub,
    pub settings: Settings,
}

impl World {
    pub fn new(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        World::with("/{code}.csv", "{code}.csv", "ilostat", "", answer)
    }

    /// `more`: further keys of `[provider.fetch]`.
    pub fn with(
        address: &str,
        file: &str,
        reader: &str,
        more: &str,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let (dir, stub) = (Workdir::new(), Stub::serve(answer));
        dir.write("datasets/framework.toml", "");
        let address = if address.starts_with('/') {
            format!("{}{address}", stub.address)
        } else {
            address.to_owned()
        };
        let more = &more.replace("STUB", &stub.address);
        let megabytes = if more.contains("megabytes") { "" } else { "megabytes = 1" };
        let mut catalogue = format!(
            "[[licence]]\nname = \"CC BY 4.0\"\nclass = \"open\"\n\
             [[provider]]\ncode = \"labour\"\nname = \"Labour\"\nlicence = \"CC BY 4.0\"\n\
             reader = \"{reader}\"\n[provider.fetch]\naddress = \"{address}\"\nfile = \"{file}\"\n\
             requests_per_second = 100\n{megabytes}\n{more}\n\
             [[provider]]\ncode = \"paper\"\nname = \"On paper\"\n"
        );
        for (series, code) in [("JOBS", "A"), ("PAY", "B")] {
            catalogue.push_str(&format!(
                "[[series]]\ncode = \"{series}\"\nname = \"{series}\"\nunit = \"%\"\n\
                 range = [0, 100]\nprovider = \"labour\"\n[[series.original]]\ncode = \"{code}\"\n"
            ));
        }
        dir.write("datasets/sources.toml", catalogue);
        let quick = Duration::from_millis;
        let settings = Settings {
            connect: quick(2000),
            silence: quick(600),
            window: quick(300),
            attempts: 3,
            first_wait: quick(5),
            longest_wait: quick(3000),
            ..Settings::default()
        };
        World { dir, stub, settings }
    }

    pub fn order(&self, order: &FetchOrder) -> Result<Fetched> {
        let options =
            Options { project: Some(self.dir.path("")), quiet: true, ..Options::default() };
        pipeline::fetch(order, &options, self.settings.clone(), &examine)
    }

    /// Fetches the series `JOBS`, whose code is `A`.
    pub fn fetch(&self) -> Fetched {
        self.order(&jobs()).unwrap()
    }

    /// The error of fetching `JOBS`, which leaves the store as it was.
    #[track_caller]
    pub fn refuses(&self, parts: &[&str]) {
        let before = (self.tree(), self.lock());
        let fetched = self.fetch();
        assert_eq!((fetched.failed, fetched.fetched), (1, 0), "{fetched}");
        let told = fetched.check().unwrap_err().to_string();
        for part in parts {
            assert!(told.contains(part), "`{part}` is not in:\n{told}");
        }
        assert_eq!((self.tree(), self.lock()), before, "a failure changes nothing");
    }

    /// `JOBS` comes in as `data`, whole, with its record, and nothing else.
    #[track_caller]
    pub fn brings(&self, data: impl AsRef<[u8]>) {
        let fetched = self.fetch();
        assert_eq!((fetched.fetched, fetched.failed), (1, 0), "{fetched}");
        let lock = Lock::read(&self.dir.path("datasets/sources.lock")).unwrap();
        let path = lock.originals()[0].path(&self.dir.path("datasets/sources")).unwrap();
        assert_eq!(std::fs::read(path).unwrap(), data.as_ref());
        assert_eq!(self.tree().len(), 2, "{:?}", self.tree());
    }

    /// Every file under the store, relative to it.
    pub fn tree(&self) -> Vec<String> {
        let root = self.dir.path("datasets/sources");
        let mut files = Vec::new();
        walk(&root, &root, &mut files);
        files.sort();
        files
    }

    pub fn lock(&self) -> Option<String> {
        std::fs::read_to_string(self.dir.path("datasets/sources.lock")).ok()
    }

    pub fn original(&self, vintage: &str, file: &str) -> std::path::PathBuf {
        self.dir.path("datasets/sources/labour").join(vintage).join(file)
    }

    pub fn ssj(&self, arguments: &[&str]) -> Run {
        self.dir.run(arguments)
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, files);
        } else if entry.file_name() != ".guard" {
            files.push(path.strip_prefix(root).unwrap().display().to_string());
        }
    }
}

pub fn jobs() -> FetchOrder {
    FetchOrder { names: vec!["JOBS".into()], ..FetchOrder::default() }
}

pub fn today() -> String {
    ssj::fetch::now().date()
}
