"""The content format of what is needed to read a job ad: lexicons and signs, as models.

A phrase is a few words as an ad would use them. Case, inflection, hyphens and British or American
spelling make no difference; the words must stand in this order in one line or sentence, with at
most two others between neighbours. A name (of a certificate, framework or tool) must stand as it
is, with its capitals where it has any beyond the first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pmcoach.catalog.models import ContentEntry, Id, Line

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
"""The sections of an ad that say something of the work; the others are boilerplate."""


class Lexicon(ContentEntry):
    """How ads speak of one competency: phrases by weight, 3 (strong), 2 (plain) or 1 (weak)."""

    competency: Id
    strong: Phrases = ()
    plain: Phrases = ()
    weak: Phrases = ()
    never: Phrases = ()
    """A line with one of these does not count for the competency."""


class Heading(ContentEntry):
    """How ads call one kind of section."""

    kind: HeadingKind
    phrases: Annotated[Phrases, Field(min_length=1)]


class Profession(ContentEntry):
    """A kind of job: its titles, and duties that are typical of it and of no other."""

    id: Id
    title: Line
    pm: bool = False
    titles: Phrases = ()
    vague_titles: Phrases = ()
    """Titles that other jobs have as well, PMs among them: a hint, no more."""
    signals: Phrases = ()


class Variant(ContentEntry):
    """Signs of a role variant in titles and duties."""

    role: Id
    titles: Phrases = ()
    signals: Phrases = ()


class StageSigns(ContentEntry):
    """Signs of a stage: words in the title, phrases, and from how many years on it holds."""

    stage: Id
    titles: Phrases = ()
    signals: Phrases = ()
    years: Annotated[int, Field(ge=0, le=30)]


class Topic(ContentEntry):
    """Something an ad may ask that phrases tell: an industry, or what lies outside the areas."""

    id: Id
    title: Line
    phrases: Annotated[Phrases, Field(min_length=1)]


class NamedTerm(ContentEntry):
    """Something with a name: a tool."""

    id: Id
    title: Line
    names: Annotated[Phrases, Field(min_length=1)]


class Certificate(NamedTerm):
    """A certificate that ads name, with the entry of the catalog where it has one."""

    credential: Id | None = None


class Delivery(NamedTerm):
    """A delivery framework that ads name."""

    defines_roles: bool = False
    """Whether it defines PM and PO roles that can be certified: the narrow exception."""
    scaled: bool = False


class AdVocabulary(ContentEntry):
    """Everything besides the lexicons of the competencies."""

    common: Annotated[Phrases, Field(min_length=50)]
    """Words that any English text is full of."""
    foreign: Phrases = ()
    """Words that texts in other languages are full of, and that English has not."""
    boilerplate: Phrases = ()
    demanded: Phrases = ()
    preferred: Phrases = ()
    dismissed: Phrases = ()
    heading: tuple[Heading, ...] = ()
    profession: Annotated[tuple[Profession, ...], Field(min_length=2)]
    variant: tuple[Variant, ...] = ()
    stage: tuple[StageSigns, ...] = ()
    """From the first stage to the last: of several in a title the latest holds."""
    industry: tuple[Topic, ...] = ()
    certificate: tuple[Certificate, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    tool: tuple[NamedTerm, ...] = ()
    outside: tuple[Topic, ...] = ()


class AdVocabularyFile(ContentEntry):
    """What an ads.toml or a lexicon.toml may hold."""

    lexicon: tuple[Lexicon, ...] = ()
    ads: AdVocabulary | None = None
