# SPDX-License-Identifier: GPL-3.0-or-later
"""What was asked and answered, and a checker that reads it afterwards: what may be used once was used once, and what
was revoked stayed so."""
from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path


def digest(secret: str) -> str:
    """A name for a secret, so that the history holds none."""
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


@dataclass
class Event:
    started: float
    ended: float
    node: str
    operation: str  #: redeem, refresh, revoke, introspect, userinfo
    key: str  #: of what was presented
    family: str  #: what it belongs to, as the test knows it
    success: bool
    successor: str = ""  #: of the refresh token that was answered


class History:
    def __init__(self):
        self.events: list[Event] = []

    def add(self, event: Event) -> None:
        self.events.append(event)

    def save(self, path: Path) -> None:
        path.write_text("".join(json.dumps(asdict(event)) + "\n" for event in self.events))

    def _by(self, attribute: str, **wanted) -> dict[str, list[Event]]:
        groups = defaultdict(list)
        for event in self.events:
            if all(getattr(event, name) == value for name, value in wanted.items()):
                groups[getattr(event, attribute)].append(event)
        return groups

    def problems(self) -> list[str]:
        return [*self._codes(), *self._refresh_tokens(), *self._revocations()]

    def _codes(self) -> list[str]:
        """I1: a code has one success at most, over all nodes."""
        return [f"code {key} was redeemed {wins} times" for key, events in self._by("key", operation="redeem").items()
                if (wins := sum(event.success for event in events)) > 1]

    def _refresh_tokens(self) -> list[str]:
        """I1: a refresh token has one distinct successor at most. I5: a family is one chain."""
        found = []
        for key, events in self._by("key", operation="refresh").items():
            successors = {event.successor for event in events if event.success}
            if len(successors) > 1:
                found.append(f"refresh token {key} has {len(successors)} successors")
        for family, events in self._by("family", operation="refresh").items():
            edges = {(event.key, event.successor) for event in events if event.success}
            if len({successor for _, successor in edges}) != len(edges):
                found.append(f"family {family} is no chain")
        return found

    def _revocations(self) -> list[str]:
        """I2: what starts after a revocation was answered does not succeed."""
        found = []
        for family, revocations in self._by("family", operation="revoke", success=True).items():
            answered = min(event.ended for event in revocations)
            for event in self._by("family", success=True).get(family, []):
                if event.operation != "revoke" and event.started > answered:
                    found.append(f"{event.operation} in family {family} on {event.node} succeeded "
                                 f"{(event.started - answered) * 1000:.1f} ms after its revocation was answered")
        return found
