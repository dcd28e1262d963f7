"""A list to choose from. The arrows are its own; j and k are commands of the screens, so that they
can be bound to other keys."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Menu(OptionList):
    """An OptionList that stays in sight. Prompts are never markup."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002  as every widget's
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)

    def fill(self, options: list[Option], keep: str = "") -> None:
        """Replace all options; highlight the one with id ``keep``, else the first that can be."""
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options if not option.disabled]
        wanted = keep if keep in ids else (ids[0] if ids else None)
        if wanted is not None:
            self.highlighted = self.get_option_index(wanted)

    # Where text stands above a list, moving in the list has to bring it into sight.

    def action_cursor_down(self) -> None:
        super().action_cursor_down()
        self.scroll_visible(animate=False)

    def action_cursor_up(self) -> None:
        super().action_cursor_up()
        self.scroll_visible(animate=False)

    def action_first(self) -> None:
        super().action_first()
        self.scroll_visible(animate=False)

    def action_last(self) -> None:
        super().action_last()
        self.scroll_visible(animate=False)

    @property
    def current_id(self) -> str:
        """The id of the highlighted option, or nothing."""
        if self.highlighted is None:
            return ""
        return self.get_option_at_index(self.highlighted).id or ""


def heading(text: str) -> Option:
    """A line in a menu that cannot be chosen."""
    return Option(Content.styled(text, "bold"), disabled=True)


BEGIN = "begin"


def begin_option() -> Option:
    """The way out of a screen that has nothing to show yet."""
    return Option(
        Content.assemble(
            "▸ ", ("Begin: the first sketch", "bold"), ("  about 3 minutes", "$secondary")
        ),
        id=BEGIN,
    )


def gap() -> Option:
    """An empty line in a menu, above a heading that is not the first."""
    return Option("", disabled=True)


def shortened(text: str, width: int) -> str:
    """``text`` on one line in at most ``width`` cells, cut with an ellipsis."""
    text = " ".join(text.split())
    return text if cell_len(text) <= width else f"{set_cell_size(text, max(1, width - 1))}…"
