"""Pages of prose: templates whose every line is a paragraph, said one after the other.

In a template a bar ends the words that lead a paragraph: ``Proof: | {{ step.proof }}``.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pmcoach.catalog.sanitize import plain
from pmcoach.plain.console import Console
from pmcoach.report import levels, plan, questions, wording

if TYPE_CHECKING:
    from jinja2 import Environment

BAR = "| "
HIDDEN = str.maketrans("\n|", "\v\f")
"""While a page is made, the line ends and bars of what is put into it: they are not its own."""
SHOWN = str.maketrans("\v\f", "\n|")


def say_page(io: Console, name: str, **parts: object) -> None:
    """Say the page that the template ``name`` makes of ``parts``."""
    page = _templates().get_template(f"{name}.jinja").render(parts)
    for line in page.removesuffix("\n").split("\n"):
        *lead, paragraph = line.split(BAR, 1)
        io.say(paragraph.translate(SHOWN), lead="".join(lead).translate(SHOWN))


@functools.cache
def _templates() -> Environment:
    # Loaded here: most conversations begin with a question.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pmcoach.plain"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda text: plain(str(text), lines=True).translate(HIDDEN),
    )
    environment.globals.update(levels=levels, plans=plan, questions=questions, wording=wording)
    return environment
