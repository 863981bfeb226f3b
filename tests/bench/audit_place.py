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
