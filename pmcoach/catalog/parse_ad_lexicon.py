"""From the text of a pack's ads.toml and lexicon.toml files to the words that ads are read with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from pmcoach.catalog.ad_lexicon import AdVocabulary, AdVocabularyFile, Lexicon
from pmcoach.catalog.parse import ContentError, Fault, parse_toml, shape_faults


@dataclass(frozen=True)
class AdWords:
    """What is needed to read job ads; ``ads`` is None for a pack that cannot."""

    ads: AdVocabulary | None
    lexicons: Mapping[str, Lexicon]
    """How ads speak of each competency, by its id."""
    files: Mapping[str, str]
    """Which file each lexicon stands in."""


def parse_ads(texts: Mapping[str, str]) -> AdWords:
    """The words that ``texts`` (file name to TOML text) hold. Raises ContentError with every fault
    in TOML or shape, and where something stands twice."""
    faults: list[Fault] = []
    ads: list[tuple[str, AdVocabulary]] = []
    lexicons: dict[str, Lexicon] = {}
    files: dict[str, str] = {}
    for name, text in texts.items():
        table: dict[str, object] = {}
        try:
            table = parse_toml(name, text)
            whole = AdVocabularyFile.model_validate(table)
        except ContentError as error:
            faults += error.faults
            continue
        except ValidationError as error:
            faults += shape_faults(name, table, error)
            continue
        if whole.ads is not None:
            ads.append((name, whole.ads))
        for one in whole.lexicon:
            if one.competency in lexicons:
                faults.append(
                    Fault(
                        name,
                        f"lexicon[{one.competency}].competency",
                        f"already used in {files[one.competency]}",
                    )
                )
            lexicons[one.competency], files[one.competency] = one, name
    faults += [
        Fault(name, "ads", f"a second [ads] table, the first stands in {ads[0][0]}")
        for name, _ in ads[1:]
    ]
    if faults:
        raise ContentError(sorted(faults))
    return AdWords(ads[0][1] if ads else None, lexicons, files)
