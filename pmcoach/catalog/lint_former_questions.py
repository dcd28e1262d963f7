"""What makes a pack's former questions sound. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from pmcoach.catalog.former_questions import FormerQuestions
from pmcoach.catalog.parse import Catalog, Fault, ladder_id


def lint_former_questions(
    catalog: Catalog, questions: FormerQuestions, file_name: str
) -> Iterator[Fault]:
    """A fault for each former question of a file that is still asked in this wording, or whose id
    could be given to another one."""
    revisions = {
        **{item.id: item.revision for item in catalog.knowledge_items.values()},
        **{scenario.id: scenario.revision for scenario in catalog.scenarios.values()},
        **{
            ladder_id(competency.id): competency.ladder.revision
            for competency in catalog.competencies.values()
        },
    }
    for item_id, revision in questions:
        key = f"former[{item_id}]"
        if item_id not in revisions and item_id not in catalog.pack.retired:
            yield Fault(file_name, key, "is not asked any more: put its id into pack.retired")
        elif revision >= revisions.get(item_id, revision + 1):
            message = f"revision {revision} is the present one or newer, and so not a former one"
            yield Fault(file_name, f"{key}.revision", message)
