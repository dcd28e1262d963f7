"""A list to choose from. The arrows are its own; j and k are commands of the screens, so that they
can be bound to other keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pmcoach.report.home import NextAction
from pmcoach.tui.commands import opening_action


class ActionOption(Option):
    """A line that does something by itself when it is chosen.

    Args:
        prompt: What it says.
        action: A Textual action, of the screen unless it says "app.".
    """

    def __init__(self, prompt: VisualType, action: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(prompt, id=id or action)
        self.action = action


def opening(prompt: VisualType, screen: str, *arguments: str) -> ActionOption:
    """A line that opens a screen with some arguments."""
    return ActionOption(prompt, opening_action(screen, *arguments))


class Menu(OptionList):
    """An OptionList that stays in sight. Prompts are never markup."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002  as every widget's
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)

    def fill(self, options: Sequence[Option], keep: str = "") -> None:
        """Replace all options; highlight the one with id ``keep``, else the first that can be."""
        self.clear_options()
        self.add_options(options)
        enabled = [n for n, option in enumerate(options) if not option.disabled]
        if enabled:
            kept_at = (n for n in enabled if options[n].id == keep)
            self.highlighted = next(kept_at, enabled[0])

    def refill(self, options: Sequence[Option]) -> None:
        """Replace all options; the highlight stays on the same one, if it is still there."""
        self.fill(options, keep=self.current_id)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if isinstance(event.option, ActionOption):
            event.stop()
            await self.screen.run_action(event.option.action)

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
        return (option.id or "") if (option := self.highlighted_option) else ""


def heading(text: str) -> Option:
    """A line in a menu that cannot be chosen."""
    return Option(Content.styled(text, "bold"), disabled=True)


def begin_option(action: NextAction) -> Option:
    """The way out of a screen that has nothing to show yet: what to begin with."""
    return ActionOption(
        Content.assemble("▸ ", (action.title, "bold"), (f"  {action.about}", "$secondary")),
        "app.begin",
    )


def gap() -> Option:
    """An empty line in a menu, above a heading that is not the first."""
    return Option("", disabled=True)


def shortened(text: str, width: int) -> str:
    """``text`` on one line in at most ``width`` cells, cut with an ellipsis."""
    text = " ".join(text.split())
    return text if cell_len(text) <= width else f"{set_cell_size(text, max(1, width - 1))}…"
