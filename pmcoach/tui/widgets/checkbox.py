"""A box to tick. Textual's own shows the same sign in both states, in another colour."""

from __future__ import annotations

from textual.widgets import Checkbox


class LabeledCheckbox(Checkbox):
    """☑ or ☐, and what it says."""

    BUTTON_LEFT = ""
    BUTTON_RIGHT = ""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  Textual's name
        return "☑" if self.value else "☐"
