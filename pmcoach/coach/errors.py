"""The error that use cases raise where something on disk is in the way, for the front ends.

Its message says what, where and what to do. Imports nothing that takes time.
"""

from __future__ import annotations

from pmcoach.store.errors import StoreError

__all__ = ["StoreError"]
