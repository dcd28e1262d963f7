"""How many of a number of answers were right, and how sure that share is. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z_95 = 1.959964
"""The quantile of the normal distribution that leaves 2.5% on each side."""


@dataclass(frozen=True)
class Tally:
    """``right`` answers of ``total``."""

    right: int = 0
    total: int = 0

    def __add__(self, added: Tally) -> Tally:
        return Tally(self.right + added.right, self.total + added.total)

    @property
    def share(self) -> float | None:
        """The part that was right, 0 to 1, or None without an answer."""
        return self.right / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval at 95%, each end 0 to 1; all of it without an answer.

        It takes the answers as independent of each other. Source: Wilson, E. B. (1927), Probable
        inference, the law of succession, and statistical inference, JASA 22, 209-212.
        """
        if not self.total:
            return 0.0, 1.0
        share, spread = self.right / self.total, Z_95**2 / self.total
        center = (share + spread / 2) / (1 + spread)
        half_width = (
            Z_95 * math.sqrt(share * (1 - share) / self.total + spread / (4 * self.total))
        ) / (1 + spread)
        # At 0 and 1 rounding could leave the share itself out by a hair.
        return min(share, max(0.0, center - half_width)), max(share, min(1.0, center + half_width))
