"""The scrolling body of a screen. The arrows belong to what is in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from pmcoach.tui.keymap import PAGING


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls by mouse and by page keys, so that arrows and j/k stay for choosing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown,space", "page_down", "page down", show=False, id=PAGING),
    ]
