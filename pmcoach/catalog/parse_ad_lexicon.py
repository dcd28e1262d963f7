"""From the text of a pack's ads.toml and lexicon.toml files to the words that ads are read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import AdVocabulary, AdVocabularyFile, Lexicon
from pmcoach.catalog.parse import (
    ContentError,
    Fault,
    find_second_tables,
    parse_files,
)


@dataclass(frozen=True)
class AdWords:
    """What is needed to read job ads; ``ads`` is None for a pack that can't."""

    ads: AdVocabulary | None
    lexicons: Mapping[str, Lexicon]
    """How ads describe each competency, by its id."""
    file_by_competency: Mapping[str, str]
    """The file that each lexicon is in."""


def parse_ads(toml_texts: Mapping[str, str]) -> AdWords:
    """Put together what ads are read with, from the TOML texts of a pack.

    Args:
        toml_texts: The TOML text of each file, by the file's name.

    Raises:
        ContentError: With every fault in TOML or shape, and every table that comes twice.
    """
    vocabulary_files, faults = parse_files(toml_texts, AdVocabularyFile)
    vocabularies = {
        file_name: content.ads for file_name, content in vocabulary_files.items() if content.ads
    }
    lexicons = [
        (file_name, lexicon)
        for file_name, content in vocabulary_files.items()
        for lexicon in content.lexicon
    ]
    faults += _find_repeated_keys(
        (file_name, f"lexicon[{lexicon.competency}].competency") for file_name, lexicon in lexicons
    )
    faults += find_second_tables("ads", list(vocabularies))
    if faults:
        raise ContentError(sorted(faults))
    return AdWords(
        ads=next(iter(vocabularies.values()), None),
        lexicons={lexicon.competency: lexicon for _, lexicon in lexicons},
        file_by_competency={lexicon.competency: file_name for file_name, lexicon in lexicons},
    )


def _find_repeated_keys(file_keys: Iterable[tuple[str, str]]) -> list[Fault]:
    """A fault for each (file, key) whose key has come before."""
    faults: list[Fault] = []
    file_by_key: dict[str, str] = {}
    for file_name, key in file_keys:
        if key in file_by_key:
            faults.append(Fault(file_name, key, f"already used in {file_by_key[key]}"))
        file_by_key[key] = file_name
    return faults
