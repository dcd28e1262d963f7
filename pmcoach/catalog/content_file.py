"""What one TOML file of a pack may hold, and the items that come of it."""

from __future__ import annotations

from itertools import chain

from pmcoach.catalog.item_sets import (
    OptionSet,
    ScenarioSet,
    expand_option_set,
    expand_scenario_set,
)
from pmcoach.catalog.models import (
    Area,
    AuthoredCheck,
    AuthoredScenario,
    Check,
    Competency,
    Consideration,
    ContentEntry,
    Credential,
    Lens,
    Pack,
    Panel,
    Role,
    Scenario,
    Source,
    Spot,
    Stage,
)
from pmcoach.catalog.steps import Step


class ContentFile(ContentEntry):
    """What one TOML file of a pack may hold: any of the kinds, in any file."""

    pack: Pack | None = None
    panel: Panel | None = None
    area: tuple[Area, ...] = ()
    competency: tuple[Competency, ...] = ()
    check: tuple[AuthoredCheck, ...] = ()
    option_set: tuple[OptionSet, ...] = ()
    spot: tuple[Spot, ...] = ()
    scenario: tuple[AuthoredScenario, ...] = ()
    scenario_set: tuple[ScenarioSet, ...] = ()
    role: tuple[Role, ...] = ()
    stage: tuple[Stage, ...] = ()
    source: tuple[Source, ...] = ()
    consideration: tuple[Consideration, ...] = ()
    step: tuple[Step, ...] = ()
    credential: tuple[Credential, ...] = ()
    lens: tuple[Lens, ...] = ()


def list_checks(content: ContentFile) -> tuple[Check, ...]:
    """The checks of a file, and the situations of its option sets."""
    # What was validated when the file was read needs no second look.
    authored_checks = (Check.model_construct(**dict(check)) for check in content.check)
    return (*authored_checks, *chain.from_iterable(map(expand_option_set, content.option_set)))


def list_scenarios(content: ContentFile) -> tuple[Scenario, ...]:
    """The scenarios of a file, and the situations of its scenario sets."""
    authored_scenarios = (
        Scenario.model_construct(**dict(scenario)) for scenario in content.scenario
    )
    expanded_scenarios = chain.from_iterable(map(expand_scenario_set, content.scenario_set))
    return (*authored_scenarios, *expanded_scenarios)
