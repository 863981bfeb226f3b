# SPDX-License-Identifier: GPL-3.0-or-later
"""A server with its private, durable PostgreSQL, for the benchmarks of the audit log, and rows written into it by SQL."""
from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support" / "python"))


def options(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="where the figures go as well")
    parser.add_argument("--server", type=Path, help="take this auth-server; the release build is made and taken otherwise")
    return parser


def about() -> dict:
    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    return {"cpu": cpu, "cores": len(os.sched_getaffinity(0)), "kernel": platform.release(), "commit": commit, "load_at_start": round(os.getloadavg()[0], 2)}


def report(figures: dict, path: Path | None) -> None:
    if figures["load_at_start"] > 0.5:
        print(f"The load average was {figures['load_at_start']} before: something else is running, and the figures are worse than they could be.")
    if path:
        path.write_text(json.dumps(figures, indent=2) + "\n")


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Place:
    """A realm of its own in a server of its own."""

    def __init__(self, server: Path | None):
        if server is None:
            for command in (["cmake", "--preset", "release", "-DAUTH_TESTS=ON"], ["cmake", "--build", "--preset", "release", "--target", "auth-server"]):
                subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
            server = ROOT / "build" / "release" / "bin" / "auth-server"
        os.environ["AUTH_SERVER"] = str(server)

    def __enter__(self) -> "Place":
        from auth_nodes import Cluster
        # On the build's disk, not in a /tmp that may be memory.
        self._storage = Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / "build"))
        self._storage.chmod(0o755)
        try:
            self.cluster = Cluster({}, self._storage)
        except BaseException:
            shutil.rmtree(self._storage, ignore_errors=True)
            raise
        self.database = self.cluster.ready["database"]
        self.cluster.admin("POST", "/realms", {"name": "bench"})
        self.realm = self.cluster.sql("SELECT id FROM realms WHERE name = 'bench'")[0][0]
        return self

    def __exit__(self, *_) -> None:
        self.cluster.stop()
        shutil.rmtree(self._storage, ignore_errors=True)

    def sql(self, query: str) -> list[list[str]]:
        return self.cluster.sql(query)


CHUNK = 50_000
WRITERS = 2


def compare_words(place: Place) -> None:
    """The words that SQL makes are those that the server makes: a user's row says so."""
    user = place.cluster.admin("POST", "/realms/bench/users", {"username": "żółw.muster", "email": "zolw@acme.example", "name": "Żółw Muster"})
    place.cluster.admin("PATCH", f"/realms/bench/users/{user['id']}", {"name": "A \"quoted\" 100% name"})
    while place.cluster.admin("GET", "/realms/bench/audit/status")["unsealed"] > 0:
        time.sleep(0.1)
    other = place.sql(f"""SELECT e.action, l.words::text, bench_words(e)::text FROM audit_leaves l JOIN audit_events e ON e.realm_id = l.realm_id
        AND e.at = l.event_at AND e.id = l.event_id WHERE l.realm_id = '{place.realm}' AND l.words <> bench_words(e)""")
    if other:
        raise RuntimeError(f"the rows would not be found by the server's words:\n{other[0]}")


def compare_sample(place: Place) -> None:
    """The words that were put together from parts are those of the whole row."""
    other = place.sql("""SELECT e.action, l.words::text, bench_words(e)::text FROM audit_leaves l TABLESAMPLE SYSTEM (0.1)
        JOIN audit_events e ON e.realm_id = l.realm_id AND e.at = l.event_at AND e.id = l.event_id WHERE l.words <> bench_words(e) LIMIT 1""")
    if other:
        raise RuntimeError(f"the rows would not be found by all of their words:\n{other[0]}")


#: Only while the rows are loaded: nothing would be lost that cannot be loaded again.
LOADING = {"full_page_writes": "off", "fsync": "off", "max_wal_size": "'16GB'", "autovacuum": "off"}


def set_loading(place: Place, loading: bool) -> None:
    for name, value in LOADING.items():
        place.sql(f"ALTER SYSTEM SET {name} = {value}" if loading else f"ALTER SYSTEM RESET {name}")
    place.sql("SELECT pg_reload_conf()")


def load(place: Place, rows: int) -> float:
    """Writes rows of a year into the place's realm; answers in how many seconds."""
    begun = time.monotonic()
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", place.database, "-f", Path(__file__).with_name("audit_rows.sql")], check=True)
    place.sql("SELECT ensure_audit_partitions(clock_timestamp() - make_interval(months => 13), 14)")
    compare_words(place)
    set_loading(place, True)
    # An index is built faster than it grows row by row.
    index = place.sql("SELECT pg_get_indexdef('audit_leaves_words'::regclass)")[0][0]
    place.sql("DROP INDEX audit_leaves_words")
    present = place.sql("SELECT clock_timestamp()")[0][0]
    place.sql(f"SELECT bench_prepare('{place.realm}', '{present}')")
    chunks = [(first, min(rows, first + CHUNK)) for first in range(0, rows, CHUNK)]
    with ThreadPool(WRITERS) as pool:
        fill = lambda chunk: place.sql(f"SELECT bench_fill('{place.realm}', {chunk[0]}, {chunk[1]}, {rows}, '{present}')")  # noqa: E731
        for number, _ in enumerate(pool.imap(fill, chunks)):
            print(f"\r{chunks[number][1]:,} of {rows:,} rows, {time.monotonic() - begun:.0f} s", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    compare_sample(place)
    place.sql(f"SET maintenance_work_mem = '2GB'; {index}")
    place.sql("""INSERT INTO audit_counts SELECT realm_id, date_trunc('hour', at, 'UTC'), action, outcome, count(*) FROM audit_events
        WHERE tx = '0' GROUP BY 1, 2, 3, 4 ON CONFLICT (realm_id, hour, action, outcome) DO UPDATE SET count = audit_counts.count + excluded.count""")
    place.sql("VACUUM ANALYZE")
    set_loading(place, False)
    place.sql("CHECKPOINT")
    return time.monotonic() - begun
