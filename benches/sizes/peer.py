# Polars on the file of the bench: prints wall seconds, processor seconds, peak megabytes, rows.
import resource
import sys
import time

try:
    import polars as pl
except ImportError:
    sys.exit("peer not installed (pip install polars)")

what, path = sys.argv[1:3]
options = {}
code = ["EMP_TEMP_SEX_AGE_ECO_NB"]
column = "indicator"
only = {}
if path.endswith("ilostat.csv"):
    only = {"sex": "SEX_T", "classif1": "AGE_YTHADULT_0", "classif2": "ECO_SECTOR_0"}
elif path.endswith("WDICSV.csv"):
    options["schema_overrides"] = {str(year): pl.Float64 for year in range(1960, 2026)}
    topics = ["SL.TLF", "SP.POP", "NY.GDP", "SI.POV", "SE.TER", "EG.USE", "SH.STA"]
    code = [f"{topics[n % 7]}.{n:04}.ZS" for n in (0, 310, 620, 930, 1240)]
    column = "Indicator Code"
elif path.endswith("WID_data.csv"):
    options["separator"] = ";"
    options["schema_overrides"] = {"value": pl.Float64}
    code = ["saaaadj992", "saaksdj992", "saaukdj992", "sabecdj992"]
    column = "variable"
    only = {"percentile": "p90p100"}
elif path.endswith("long.csv"):
    code = ["SERIES_250"]
    column = "INDICATOR"


def run():
    if what == "read_csv":
        return pl.read_csv(path, **options).height
    rows = pl.scan_csv(path, **options).filter(pl.col(column).is_in(code), **only)
    return rows.collect(engine="streaming").height


best = [float("inf"), float("inf")]
for _ in range(5):
    wall, processor = time.perf_counter(), time.process_time()
    rows = run()
    best = [min(best[0], time.perf_counter() - wall), min(best[1], time.process_time() - processor)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(*best, peak, rows)
