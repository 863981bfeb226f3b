# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, and how it stands beside its limits."""
from __future__ import annotations

import statistics
from dataclasses import dataclass, field

#: (figure, limit, the ratio that is to be reached) and (figure, None, the value that is not to be passed).
REACH = [
    ("bare route: answer", "nginx: return 200", 0.55),
    ("discovery", "bare route: answer", 0.9),
    ("JWKS", "bare route: answer", 0.9),
    ("introspection, tokens seen before", "bare route: answer", 0.4),
    ("client credentials ES256", "bare route: sign ES256", 0.6),
    ("client credentials RS256", "bare route: sign RS256", 0.9),
    ("refresh", "bare route: refresh statement and ES256", 0.7),
    ("refresh", "pgbench: update by key", 0.5),
    ("sign-in, the request with the password", "raw Argon2id", 0.95),
]
#: Ratios that say something and have no goal.
SHOWN = [
    ("introspection, first sightings", "bare route: answer"),
    ("bare route: sign ES256", "openssl speed: ES256"),
    ("bare route: sign RS256", "openssl speed: RS256"),
    ("bare route: insert one row", "pgbench: insert"),
    ("bare route: refresh statement and ES256", "pgbench: update by key"),
    ("userinfo", "bare route: indexed select"),
    ("authorize, warm session", "bare route: insert one row"),
    ("sign-in, whole", "raw Argon2id"),
    ("second factor, the request with the code", "bare route: HMAC and one insert"),
    ("sign-in, the request with the passkey", "bare route: verify ES256 and insert one row"),
]
AT_MOST = [
    ("1,000 connections, indexed read, bare: p99", 150),
    ("1,000 connections, userinfo: p99", 150),
    ("resident memory, idle", 48),
    ("resident memory, highest", 128),
    ("serve, from start to ready", 150),
    ("authctl version", 50),
]


@dataclass
class Figure:
    unit: str
    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.values)


class Table:
    def __init__(self):
        self._figures: dict[str, Figure] = {}

    def add_round(self, measured: dict[str, tuple[float, str]]) -> None:
        for name, (value, unit) in measured.items():
            self._figures.setdefault(name, Figure(unit)).values.append(value)

    def _ratio(self, name: str, limit: str) -> float | None:
        """Round by round, since a machine is not equally fast all the time."""
        figure, of = self._figures.get(name), self._figures.get(limit)
        return statistics.median(a / b for a, b in zip(figure.values, of.values)) if figure and of else None

    def _rows(self) -> list[dict]:
        rows = []
        for name, limit, reach in [*REACH, *((name, limit, None) for name, limit in SHOWN)]:
            ratio = self._ratio(name, limit)
            if ratio is not None:
                rows.append({"figure": name, "limit": limit, "ratio": round(ratio, 3), "reach": reach,
                             "met": None if reach is None else ratio >= reach})
        for name, most in AT_MOST:
            if name in self._figures:
                value = max(self._figures[name].values) if "memory, highest" in name else self._figures[name].median
                rows.append({"figure": name, "value": round(value, 1), "at_most": most, "met": value <= most})
        return rows

    def figures(self) -> dict:
        return {"measured": {name: {"median": round(figure.median, 3), "unit": figure.unit, "values": [round(v, 3) for v in figure.values]}
                             for name, figure in self._figures.items()}, "goals": self._rows()}

    def text(self) -> str:
        lines = [f"{'measured':45} {'median':>10}  {'spread':>13}"]
        for name, figure in self._figures.items():
            spread = f"{min(figure.values):,.0f}–{max(figure.values):,.0f}"
            lines.append(f"{name:45} {figure.median:>10,.1f}  {spread:>13} {figure.unit}")
        lines += ["", f"{'figure':45} {'of':41} {'is':>7} {'goal':>7}"]
        for row in self._rows():
            verdict = {None: "", True: "  met", False: "  MISSED"}[row["met"]]
            if "ratio" in row:
                goal = "" if row["reach"] is None else f"{row['reach']:.2f}"
                lines.append(f"{row['figure']:45} {row['limit']:41} {row['ratio']:>7.2f} {goal:>7}{verdict}")
            else:
                lines.append(f"{row['figure']:45} {'':41} {row['value']:>7.1f} {'≤ ' + str(row['at_most']):>7}{verdict}")
        return "\n".join(lines)
