"""Words as they are compared: lower case, one spelling, without inflection."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

_WORD = re.compile(r"[^\W_]+(?:[&'’.+#][^\W_]+)*(?:\+\+|#)?")
_POSSESSIVE = re.compile(r"['’]s?$|['’]s$")
_AMERICAN = (
    (re.compile(r"is(e|ed|es|ing|er|ers|ation|ations|ational|ationally)$"), r"iz\1"),
    (re.compile(r"yse(d|s|r)?$"), r"yze\1"),
    (re.compile(r"([a-z]{3,})our(s|ed|ing|al|ally)?$"), r"\1or\2"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"^(de|of)fence$"), r"\1fense"),
)
"""British endings to American ones; what they do to other words they do on both sides."""


_APART = {
    word_form: base_form
    for base_form, ending in {
        "competitive": "",
        "developer": "s",
        "equities": "",
        "executive": "s",
        "experiment": "s",
        "founded": "",
        "hospitality": "",
        "influencer": "s",
        "integrity": "",
        "localization": "",
        "marketing": "",
        "observability": "",
        "positive": "",
        "production": "s",
        "productive": "",
        "productivity": "",
        "publication": "s",
        "required": "",
        "specification": "s",
    }.items()
    for word_form in {base_form, base_form + ending}
}
"""Words that the stemmer makes one with others of another meaning, and that stay apart here: a
production manager is no product manager."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one lower-case word by Snowball's English rules, in American spelling."""
    word = _POSSESSIVE.sub("", word)
    for british_ending, american_ending in _AMERICAN:
        word = british_ending.sub(american_ending, word)
    return _APART.get(word) or _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    # Importing it loads every language there is, which no screen should wait for.
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem_word


def stem_words(text: str) -> list[str]:
    """The stems of the words of ``text``, in order."""
    return [stem(word) for word in _WORD.findall(text.lower())]


def split_words(text: str) -> list[str]:
    """The lower-case words of ``text`` as they are written, in order."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text.lower())]
