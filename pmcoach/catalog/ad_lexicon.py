"""The content format of what is needed to read a job ad: lexicons and signs, as models.

A field is named like its key in the files. A phrase is a few words as an ad would use them. Case,
inflection, hyphens and British or American spelling make no difference; the words must appear in
this order in one line or sentence, with at most two other words between neighbors. A name (of a
certificate, framework or tool) must appear exactly as it is, with its capitals where it has any
beyond the first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pmcoach.catalog.models import ContentEntry, Id, TitledEntry

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Phrases = tuple[Phrase, ...]

HeadingKind = Literal[
    "duties",
    "requirements",
    "wishes",
    "summary",
    "company",
    "benefits",
    "diversity",
    "process",
    "pay",
]
WORK_SECTIONS: frozenset[HeadingKind] = frozenset({"duties", "requirements", "wishes", "summary"})
"""The sections of an ad that say something about the work; the rest is boilerplate."""


class Lexicon(ContentEntry):
    """How ads describe one competency: phrases of weight 3 (strong), 2 (plain) or 1 (weak)."""

    competency: Id
    strong: Phrases = ()
    plain: Phrases = ()
    weak: Phrases = ()
    never: Phrases = ()
    """A line with one of these phrases doesn't count for the competency."""


class Heading(ContentEntry):
    """What ads call one kind of section."""

    kind: HeadingKind
    phrases: Annotated[Phrases, Field(min_length=1)]


class Profession(TitledEntry):
    """A kind of job: its titles, and duties that are typical of it alone."""

    pm: bool = False
    titles: Phrases = ()
    vague_titles: Phrases = ()
    """Titles that other jobs have as well, PMs among them: only a hint."""
    signals: Phrases = ()


class Variant(ContentEntry):
    """Signs of a role variant in titles and duties."""

    role: Id
    titles: Phrases = ()
    signals: Phrases = ()


class StageSigns(ContentEntry):
    """Signs of a stage: words in the title, phrases, and the years of experience it begins with."""

    stage: Id
    titles: Phrases = ()
    signals: Phrases = ()
    years: Annotated[int, Field(ge=0, le=30)]


class Topic(TitledEntry):
    """What phrases of an ad point to: an industry, or a requirement outside the areas."""

    phrases: Annotated[Phrases, Field(min_length=1)]


class NamedTerm(TitledEntry):
    """Something with a name, such as a tool."""

    names: Annotated[Phrases, Field(min_length=1)]


class Certificate(NamedTerm):
    """A certificate that ads name, with its entry in the catalog, if any."""

    credential: Id | None = None


class Delivery(NamedTerm):
    """A delivery framework that ads name."""

    defines_roles: bool = False
    """Whether it defines PM and PO roles that can be certified: the narrow exception."""
    scaled: bool = False


class AdVocabulary(ContentEntry):
    """Everything but the lexicons of the competencies."""

    common: Annotated[Phrases, Field(min_length=50)]
    """Words that any English text is full of."""
    foreign: Phrases = ()
    """Words that texts in other languages are full of, and that English doesn't have."""
    boilerplate: Phrases = ()
    demanded: Phrases = ()
    preferred: Phrases = ()
    dismissed: Phrases = ()
    heading: tuple[Heading, ...] = ()
    profession: Annotated[tuple[Profession, ...], Field(min_length=2)]
    variant: tuple[Variant, ...] = ()
    stage: tuple[StageSigns, ...] = ()
    """From the first stage to the last: of several in a title the latest applies."""
    industry: tuple[Topic, ...] = ()
    certificate: tuple[Certificate, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    tool: tuple[NamedTerm, ...] = ()
    outside: tuple[Topic, ...] = ()


class AdVocabularyFile(ContentEntry):
    """What an ads.toml or a lexicon.toml may hold."""

    lexicon: tuple[Lexicon, ...] = ()
    ads: AdVocabulary | None = None
