#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker finds what it is there to find."""
from __future__ import annotations

import unittest

from history import Event, History


def history(*events: tuple) -> History:
    """(started, ended, operation, key, success, successor) in family `f`."""
    result = History()
    for started, ended, operation, key, success, successor in events:
        result.add(Event(started, ended, "node", operation, key, "f", success, successor))
    return result


class Checker(unittest.TestCase):
    def test_finds_nothing_in_a_good_history(self):
        good = history((0, 1, "redeem", "c", True, ""), (0, 1, "redeem", "c", False, ""), (1, 2, "refresh", "r0", True, "r1"), (1, 3, "refresh", "r0", True, "r1"),
                       (3, 4, "refresh", "r1", True, "r2"), (4, 6, "revoke", "r2", True, ""), (5, 7, "refresh", "r2", True, "r3"), (8, 9, "refresh", "r3", False, ""))
        self.assertEqual(good.problems(), [])

    def test_finds_a_code_that_was_redeemed_twice(self):
        self.assertEqual(len(history((0, 1, "redeem", "c", True, ""), (2, 3, "redeem", "c", True, "")).problems()), 1)

    def test_finds_two_successors_of_a_refresh_token(self):
        self.assertEqual(len(history((0, 1, "refresh", "r0", True, "r1"), (0, 1, "refresh", "r0", True, "r2")).problems()), 1)

    def test_finds_two_tokens_with_one_successor(self):
        self.assertEqual(len(history((0, 1, "refresh", "r0", True, "r2"), (0, 1, "refresh", "r1", True, "r2")).problems()), 1)

    def test_finds_what_succeeds_after_a_revocation(self):
        self.assertEqual(len(history((0, 1, "revoke", "r0", True, ""), (1.5, 2, "refresh", "r0", True, "r1")).problems()), 1)
        self.assertEqual(len(history((0, 1, "revoke", "r0", True, ""), (1.5, 2, "introspect", "a", True, "")).problems()), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
