"""What makes the words for job ads sound: references, no phrase twice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pmcoach.catalog.ad_lexicon import AdVocabulary, Lexicon, Topic
from pmcoach.catalog.parse import Catalog, Fault
from pmcoach.catalog.parse_ad_lexicon import AdWords

FEWEST_PHRASES = 10
"""With fewer, a competency is hardly ever found in an ad."""


def lint_ads(catalog: Catalog, words: AdWords) -> Iterator[Fault]:
    """Every fault in the lexicons and in the [ads] table; none for a pack that has neither."""
    if words.ads is None and not words.lexicons:
        return
    yield from _lexicons(catalog, words)
    if words.ads is None:
        yield Fault("pack.toml", "ads", "there are lexicons, but no [ads] table to read ads with")
        return
    yield from _references(catalog, words.ads)
    yield from _ids(words.ads)
    yield from _phrases(words.ads)
    kinds = {one.pm for one in words.ads.profession}
    if kinds != {True, False}:
        yield Fault(
            "ads.toml", "ads.profession", "needs one for PMs (pm = true) and one for others"
        )


def _lexicons(catalog: Catalog, words: AdWords) -> Iterator[Fault]:
    for one in catalog.competencies.values():
        if one.id not in words.lexicons:
            yield Fault(
                catalog.files.get(one.id, "?"),
                f"competency[{one.id}].id",
                "has no [[lexicon]], so that no ad can ask for it",
            )
    strong: dict[str, str] = {}
    for lexicon in words.lexicons.values():
        if lexicon.competency not in catalog.competencies:
            yield _fault(words, lexicon, "competency", f"no competency {lexicon.competency!r}")
        phrases = [*lexicon.strong, *lexicon.plain, *lexicon.weak]
        if len(phrases) < FEWEST_PHRASES:
            yield _fault(words, lexicon, "strong", f"fewer than {FEWEST_PHRASES} phrases in all")
        for phrase in _doubled(phrases):
            yield _fault(words, lexicon, "strong", f"{phrase!r} stands twice")
        for phrase in lexicon.strong:
            other = strong.setdefault(phrase.casefold(), lexicon.competency)
            if other != lexicon.competency:
                yield _fault(
                    words,
                    lexicon,
                    "strong",
                    f"{phrase!r} is strong for {other}, too: it cannot tell them apart",
                )


def _fault(words: AdWords, lexicon: Lexicon, key: str, what: str) -> Fault:
    file = words.files.get(lexicon.competency, "?")
    return Fault(file, f"lexicon[{lexicon.competency}].{key}", what)


def _doubled(phrases: Iterable[str]) -> list[str]:
    return [one for one, count in Counter(p.casefold() for p in phrases).items() if count > 1]


def _references(catalog: Catalog, ads: AdVocabulary) -> Iterator[Fault]:
    for variant in ads.variant:
        if variant.role not in catalog.roles:
            yield Fault(
                "ads.toml", f"ads.variant[{variant.role}].role", f"no role {variant.role!r}"
            )
    for stage in ads.stage:
        if stage.stage not in catalog.stages:
            yield Fault("ads.toml", f"ads.stage[{stage.stage}].stage", f"no stage {stage.stage!r}")
    for one in ads.certificate:
        if one.credential is not None and one.credential not in catalog.credentials:
            yield Fault(
                "ads.toml",
                f"ads.certificate[{one.id}].credential",
                f"no credential {one.credential!r}",
            )


def _ids(ads: AdVocabulary) -> Iterator[Fault]:
    kinds = {
        "profession": [one.id for one in ads.profession],
        "industry": [one.id for one in ads.industry],
        "outside": [one.id for one in ads.outside],
        "certificate": [one.id for one in ads.certificate],
        "delivery": [one.id for one in ads.delivery],
        "tool": [one.id for one in ads.tool],
    }
    for kind, ids in kinds.items():
        for ident in _doubled(ids):
            yield Fault("ads.toml", f"ads.{kind}[{ident}].id", "stands twice")


def _phrases(ads: AdVocabulary) -> Iterator[Fault]:
    lists: dict[str, tuple[str, ...]] = {"boilerplate": ads.boilerplate, "common": ads.common}
    for one in ads.profession:
        lists[f"profession[{one.id}].titles"] = (*one.titles, *one.vague_titles)
        lists[f"profession[{one.id}].signals"] = one.signals
    topics: tuple[Topic, ...] = (*ads.industry, *ads.outside)
    lists |= {f"{topic.id}.phrases": topic.phrases for topic in topics}
    for key, phrases in lists.items():
        for phrase in _doubled(phrases):
            yield Fault("ads.toml", f"ads.{key}", f"{phrase!r} stands twice")
