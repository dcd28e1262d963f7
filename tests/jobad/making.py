"""A few words to read ads with."""

from __future__ import annotations

from pmcoach.catalog.ad_lexicon import AdVocabulary, Heading, Profession, StageSigns

COMMON_WORDS = """the and a of to in you will with for we our on as is are be your at or an by from
that this have who it all their can what not but if they more about us up do so when which how
other into than also any each own where been while most one has these those them through would may
must should work team"""
COMMON = tuple(COMMON_WORDS.split())


def small_ads(**changes: object) -> AdVocabulary:
    """An [ads] table of a few entries, some of them replaced."""
    whole: dict[str, object] = {
        "common": COMMON,
        "boilerplate": ("equal opportunity employer", "apply now", "health insurance"),
        "demanded": ("required", "must have"),
        "preferred": ("a plus", "nice to have"),
        "dismissed": ("we pay for", "not required"),
        "heading": (
            Heading(kind="duties", phrases=("what you will do", "responsibilities", "tasks")),
            Heading(kind="requirements", phrases=("requirements", "what you bring")),
            Heading(kind="wishes", phrases=("nice to have",)),
            Heading(kind="company", phrases=("about us",)),
            Heading(kind="benefits", phrases=("benefits", "what we offer")),
        ),
        "profession": (
            Profession(
                id="pm",
                title="product manager",
                pm=True,
                titles=("product manager", "product marketing manager"),
                signals=("own roadmap", "prioritise backlog", "product vision"),
            ),
            Profession(
                id="project",
                title="project manager",
                titles=("project manager",),
                signals=("project plan", "gantt chart", "project budget"),
            ),
            Profession(
                id="marketing",
                title="marketing manager",
                titles=("marketing manager",),
                signals=("email campaign",),
            ),
        ),
        "stage": (
            StageSigns(stage="entry", titles=("junior",), years=0),
            StageSigns(stage="independent", years=2),
            StageSigns(stage="senior", titles=("senior", "head"), years=6),
        ),
    }
    return AdVocabulary.model_validate(whole | changes)
