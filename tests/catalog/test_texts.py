"""Texts of a pack are readable at 60 columns and hold nothing that a terminal obeys."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.catalog.lint import LONGEST_WORD, find_text_faults

RULE = settings(derandomize=True, max_examples=200, deadline=None)

words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=LONGEST_WORD)
sound = st.lists(words, min_size=1, max_size=6).map(" ".join)
invisible = st.characters(categories=["Cc", "Cf", "Co"], exclude_characters="\n\u200c\u200d")


@RULE
@given(sound)
def test_words_of_any_script_with_single_spaces_are_sound(text: str) -> None:
    assert list(find_text_faults(text)) == []


@RULE
@given(sound, invisible, sound)
def test_a_control_or_invisible_character_anywhere_is_told(
    before: str, char: str, after: str
) -> None:
    assert "holds a control or invisible character" in list(find_text_faults(before + char + after))


@RULE
@given(sound, sound)
def test_a_paragraph_break_is_allowed(one: str, other: str) -> None:
    assert list(find_text_faults(f"{one}\n\n{other}")) == []


@RULE
@given(sound, st.sampled_from([" ", "\n"]))
def test_white_space_at_either_end_is_told(text: str, space: str) -> None:
    told = ["begins or ends with white space"]
    assert list(find_text_faults(space + text)) == told
    assert list(find_text_faults(text + space)) == told


@RULE
@given(sound, st.integers(1, 60))
def test_a_word_too_long_for_60_columns_is_told(text: str, extra: int) -> None:
    (fault,) = find_text_faults(f"{text} {'W' * (LONGEST_WORD + extra)}")
    assert "too long" in fault


def test_a_long_id_is_no_long_word() -> None:
    assert list(find_text_faults("stk-negotiate.h-three-deals-two-noes-in-a-month")) == []
