"""Pages of prose: templates whose every line is a paragraph, said one after the other.

In a template a bar ends the words that lead a paragraph: ``Proof: | {{ step.proof }}``.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.plain.console import Console
from pmcoach.report import (
    asking,
    credentials,
    home,
    levels,
    plan,
    questions,
    steps,
    takeaways,
    verdicts,
    wording,
)

if TYPE_CHECKING:
    from jinja2 import Environment

LEAD_END = "| "
HIDE_BREAKS = str.maketrans("\n|", "\v\f")
"""While a page is made, the line ends and bars of what is put into it: they are not its own."""
RESTORE_BREAKS = str.maketrans("\v\f", "\n|")


def say_page(io: Console, template_name: str, **template_variables: object) -> None:
    """Say the page that the template ``name`` makes of ``parts``."""
    page_text = _templates().get_template(f"{template_name}.jinja").render(template_variables)
    for line in page_text.removesuffix("\n").split("\n"):
        *lead, paragraph = line.split(LEAD_END, 1)
        io.say(paragraph.translate(RESTORE_BREAKS), lead="".join(lead).translate(RESTORE_BREAKS))


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
        finalize=lambda text: strip_unprintable(str(text), lines=True).translate(HIDE_BREAKS),
    )
    environment.globals.update(
        asking=asking,
        certificates=credentials,
        home=home,
        levels=levels,
        plans=plan,
        questions=questions,
        steps=steps,
        takeaways=takeaways,
        verdicts=verdicts,
        wording=wording,
    )
    return environment
