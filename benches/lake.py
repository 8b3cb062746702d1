"""How three series are read out of 20 million rows of Hive-partitioned Parquet, by DuckDB, Polars and ssj.

    python3 -m venv V && V/bin/pip install duckdb polars
    cargo build --release
    V/bin/python benches/lake.py [--rows 20000000] [--runs 3] [--folder DIR]

Writes the same made-up rows (REF_AREA, INDICATOR, SEX, TIME_PERIOD, OBS_VALUE, OBS_STATUS) with DuckDB and
with Polars, as each does by itself: 200 folders REF_AREA=…, zstd, rows by series or in no order. Folders
that are there already are used again. Then each program takes three series of the 500 out of each folder,
in a process of its own: seconds of processors (user and system, the least of several runs, as the machine
may be shared) and the peak of memory. ssj also checks each row, scores the areas and writes its tables. All
must find the same number of rows.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WANTED = ["SERIES_003", "SERIES_250", "SERIES_499"]
AREAS, SERIES, SEXES = 200, 500, 3

FRAMEWORK = """code = "three"
name = "Three series"
[normalise]
method = "min_max"
[[level]]
code = "index"
name = "Index"
aggregate = { method = "arithmetic_mean" }
""" + "".join(
    f'[[indicator]]\ncode = "i{n}"\nparent = "index"\nname = "{code}"\nvalue = "{code}"\ndirection = 1\n'
    for n, code in enumerate(WANTED)
)

ROWS = """SELECT area AS REF_AREA, 'SERIES_' || lpad(s::VARCHAR, 3, '0') AS INDICATOR,
  ['_T', 'F', 'M'][x + 1] AS SEX, (2025 - y)::INT AS TIME_PERIOD,
  round((hash(a * 1000003 + s * 1009 + x * 31 + y) % 10000) / 100.0, 2) AS OBS_VALUE,
  CASE WHEN hash(s * 7 + y) % 11 = 0 THEN 'E' ELSE 'A' END AS OBS_STATUS
FROM areas, range({series}) t(s), range({sexes}) u(x), range({years}) v(y)
ORDER BY a, {order}"""


def areas():
    """The codes of as many areas of the reference table."""
    lines = (ROOT / "datasets/reference/areas.csv").read_text().splitlines()[1:]
    return [line.split(",")[0] for line in lines[:AREAS]]


def engine():
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET memory_limit = '4GB'; SET preserve_insertion_order = true")
    connection.execute("CREATE TABLE areas AS SELECT unnest(?) AS area, unnest(range(?)) AS a", [areas(), AREAS])
    return connection


def rows_of(years, order):
    by = {"by_series": "s, x, y", "in_no_order": "hash(s * 201 + x * 67 + y)"}[order]
    return ROWS.format(series=SERIES, sexes=SEXES, years=years, order=by)


def write(writer, order, years, folder):
    """The rows as `writer` writes them."""
    if folder.is_dir():
        return
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    connection = engine()
    if writer == "duckdb":
        connection.execute(
            f"COPY ({rows_of(years, order)}) TO '{unfinished}' "
            "(FORMAT parquet, PARTITION_BY (REF_AREA), COMPRESSION zstd)"
        )
    else:
        # Through one plain file, so that no one needs all rows in memory.
        plain = folder.with_name("rows.parquet")
        connection.execute(f"COPY ({rows_of(years, order)}) TO '{plain}' (FORMAT parquet)")
        import polars as pl

        parts = pl.PartitionBy(unfinished, key="REF_AREA")
        pl.scan_parquet(plain).sink_parquet(parts, compression="zstd", mkdir=True)
        plain.unlink()
    unfinished.rename(folder)


READ_DUCKDB = """import duckdb, sys
q = duckdb.connect()
q.execute("SET threads = 2")
q.execute("CREATE TABLE wanted AS SELECT REF_AREA, INDICATOR, SEX, TIME_PERIOD, OBS_VALUE, OBS_STATUS FROM read_parquet(?, "
    "hive_partitioning = true) WHERE INDICATOR IN ('" + "', '".join(sys.argv[2:]) + "')", [sys.argv[1] + "/**/*.parquet"])
print(q.execute("SELECT count(*) FROM wanted").fetchone()[0])
"""

READ_POLARS = """import polars as pl, sys
rows = pl.scan_parquet(sys.argv[1], hive_partitioning=True).filter(pl.col("INDICATOR").is_in(sys.argv[2:]))
print(rows.collect(engine="streaming").height)
"""


def measured(command, runs):
    """Processor seconds, peak megabytes, and what the last run printed."""
    seconds, peak, said = [], 0, ""
    for _ in range(runs):
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "POLARS_MAX_THREADS": "2"})
        said = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{command[0]} failed")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss * 1024 / 1e6)
    return min(seconds), peak, said


def readers(ssj, folder, scratch):
    framework = scratch / "framework.toml"
    framework.write_text(FRAMEWORK)
    score = [ssj, "score", "--quiet", "--json", "--framework", framework, "--data", folder, "--out", scratch / "out"]
    yield "DuckDB, filter", [sys.executable, "-c", READ_DUCKDB, folder, *WANTED], int
    yield "Polars, filter", [sys.executable, "-c", READ_POLARS, folder, *WANTED], int
    yield "ssj score", score, lambda said: json.loads(said)["observations"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=20_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--folder", type=Path, default=ROOT / "target/tmp/lake")
    options.add_argument("--ssj", type=Path, default=ROOT / "target/release/ssj")
    chosen = options.parse_args()
    years = max(1, chosen.rows // (AREAS * SERIES * SEXES))
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for writer in ["duckdb", "polars"]:
        for order in ["by_series", "in_no_order"]:
            folder = chosen.folder / f"{writer}_{order}_{years}"
            # In a process of its own: the peak of a child begins with that of its parent.
            job = multiprocessing.Process(target=write, args=(writer, order, years, folder))
            job.start()
            job.join()
            files = list(folder.rglob("*.parquet"))
            size = sum(file.stat().st_size for file in files) / 1e6
            print(f"{writer}, rows {order.replace('_', ' ')}: {AREAS * SERIES * SEXES * years} rows, "
                  f"{len(files)} files, {size:.0f} MB")
            compare(chosen, folder)


def compare(chosen, folder):
    with tempfile.TemporaryDirectory() as scratch:
        found, duckdb = set(), None
        for name, command, rows in readers(chosen.ssj, folder, Path(scratch)):
            seconds, peak, said = measured(command, chosen.runs)
            found.add(rows(said))
            duckdb = duckdb or seconds
            print(f"  {name:<16} {seconds:6.2f} s of processors {peak:6.0f} MB peak "
                  f"{seconds / duckdb:6.2f} × DuckDB")
        if len(found) != 1:
            sys.exit(f"they found different rows: {found}")


if __name__ == "__main__":
    main()
