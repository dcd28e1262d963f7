"""What makes the words for job ads sound: known references, and no phrase twice. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmcoach.catalog.ad_lexicon import AdVocabulary, Lexicon
from pmcoach.catalog.complaints import Complaint, find_repeated, find_unknown
from pmcoach.catalog.models import IdentifiedEntry
from pmcoach.catalog.parse import Catalog, Fault
from pmcoach.catalog.parse_ad_lexicon import AdWords

FEWEST_PHRASES = 10
"""With fewer, a competency is hardly ever found in an ad."""


def lint_ads(catalog: Catalog, ad_words: AdWords) -> Iterator[Fault]:
    """Every fault in the lexicons and in the [ads] table; none for a pack that has neither."""
    if ad_words.ads is None and not ad_words.lexicons:
        return
    for competency in catalog.competencies:
        if competency not in ad_words.lexicons:
            yield Fault(
                catalog.file_by_id.get(competency, "?"),
                f"competency[{competency}].id",
                "has no [[lexicon]], so that no ad can ask for it",
            )
    first_competency_by_phrase = {
        phrase.casefold(): lexicon.competency
        for lexicon in reversed(list(ad_words.lexicons.values()))
        for phrase in lexicon.strong
    }
    for lexicon in ad_words.lexicons.values():
        lexicon_file = ad_words.file_by_competency.get(lexicon.competency, "?")
        for toml_key, message in _lint_lexicon(catalog, lexicon, first_competency_by_phrase):
            yield Fault(lexicon_file, f"lexicon[{lexicon.competency}].{toml_key}", message)
    if ad_words.ads is None:
        yield Fault("pack.toml", "ads", "there are lexicons, but no [ads] table to read ads with")
        return
    for toml_key, message in _lint_vocabulary(catalog, ad_words.ads):
        yield Fault("ads.toml", f"ads.{toml_key}", message)


def _lint_lexicon(
    catalog: Catalog, lexicon: Lexicon, first_competency_by_phrase: Mapping[str, str]
) -> Iterator[Complaint]:
    """What is wrong with one lexicon.

    ``first_competency_by_phrase`` says which competency a casefolded phrase was strong for first.
    """
    yield from find_unknown("competency", "competency", [lexicon.competency], catalog.competencies)
    phrases = [*lexicon.strong, *lexicon.plain, *lexicon.weak]
    if len(phrases) < FEWEST_PHRASES:
        yield "strong", f"fewer than {FEWEST_PHRASES} phrases in all"
    yield from _find_repeated_phrases("strong", phrases)
    for phrase in lexicon.strong:
        first_competency = first_competency_by_phrase[phrase.casefold()]
        if first_competency != lexicon.competency:
            yield (
                "strong",
                f"{phrase!r} is strong for {first_competency}, too: it cannot tell them apart",
            )


def _lint_vocabulary(catalog: Catalog, ads: AdVocabulary) -> Iterator[Complaint]:
    for variant in ads.variant:
        yield from find_unknown(
            f"variant[{variant.role}].role", "role", [variant.role], catalog.roles
        )
    for stage in ads.stage:
        yield from find_unknown(
            f"stage[{stage.stage}].stage", "stage", [stage.stage], catalog.stages
        )
    for certificate in ads.certificate:
        yield from find_unknown(
            f"certificate[{certificate.id}].credential",
            "credential",
            [certificate.credential] if certificate.credential else [],
            catalog.credentials,
        )
    if {profession.pm for profession in ads.profession} != {True, False}:
        yield "profession", "needs one for PMs (pm = true) and one for others"
    entries_by_kind: dict[str, Sequence[IdentifiedEntry]] = {
        "profession": ads.profession,
        "industry": ads.industry,
        "outside": ads.outside,
        "certificate": ads.certificate,
        "delivery": ads.delivery,
        "tool": ads.tool,
    }
    for entry_kind, entries in entries_by_kind.items():
        for entry_id in find_repeated(entry.id for entry in entries):
            yield f"{entry_kind}[{entry_id}].id", "stands twice"
    for toml_key, phrases in _list_phrases(ads).items():
        yield from _find_repeated_phrases(toml_key, phrases)


def _list_phrases(ads: AdVocabulary) -> dict[str, Sequence[str]]:
    """The lists that may not have a phrase twice, by their key under [ads]."""
    return {
        "boilerplate": ads.boilerplate,
        "common": ads.common,
        **{
            f"profession[{profession.id}].titles": (*profession.titles, *profession.vague_titles)
            for profession in ads.profession
        },
        **{
            f"profession[{profession.id}].signals": profession.signals
            for profession in ads.profession
        },
        **{f"{topic.id}.phrases": topic.phrases for topic in (*ads.industry, *ads.outside)},
    }


def _find_repeated_phrases(toml_key: str, phrases: Sequence[str]) -> Iterator[Complaint]:
    for phrase in find_repeated(phrase.casefold() for phrase in phrases):
        yield toml_key, f"{phrase!r} stands twice"
