"""How often someone who knows nothing would be right, by each way of guessing.

Run: python -m benchmarks.guess_resistance [PREFIX ...]   (prefixes of item ids, e.g. stk mkt)
"""

from __future__ import annotations

import sys

from benchmarks.guess_strategies import STRATEGIES, Quiz, hit_rate
from pmcoach.catalog.parse import Catalog
from pmcoach.store.content import load_catalog


def check_quizzes(catalog: Catalog) -> list[tuple[str, Quiz]]:
    return [
        (c.id, Quiz(c.ask, tuple(o.text for o in c.option), "abcd".index(c.key)))
        for c in catalog.checks.values()
    ]


def scenario_quizzes(catalog: Catalog, effect: int) -> list[tuple[str, Quiz]]:
    """Picking the best action (``effect`` 3) or the worst (0) as a quiz."""
    return [
        (
            s.id,
            Quiz(
                s.situation,
                tuple(a.text for a in s.action),
                [a.effect for a in s.action].index(effect),
            ),
        )
        for s in catalog.scenarios.values()
    ]


def main() -> None:
    prefixes = tuple(sys.argv[1:]) or ("",)
    catalog = load_catalog()
    kinds = {
        "knowledge": check_quizzes(catalog),
        "best action": scenario_quizzes(catalog, 3),
        "worst action": scenario_quizzes(catalog, 0),
    }
    for kind, named in kinds.items():
        quizzes = [quiz for ident, quiz in named if ident.startswith(prefixes)]
        print(f"{kind} ({len(quizzes)} questions)")
        for name, strategy in STRATEGIES.items():
            rate = hit_rate(strategy, quizzes)
            print(f"  {name:18} {rate:5.0%}{'  <-- over 35%' if rate > 0.35 else ''}")


if __name__ == "__main__":
    main()
