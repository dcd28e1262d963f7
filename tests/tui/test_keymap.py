"""Keys of the user's own: they work and are shown, and none of them can lock anyone out."""

from __future__ import annotations

import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from pmcoach.tui.commands import COMMANDS, commands_for
from pmcoach.tui.keymap import KEPT, PAGING, UNCHANGED, make_keymap
from pmcoach.tui.keys import NAMED, name_of, parse_key, printable, written
from pmcoach.tui.registry import SCREENS
from pmcoach.tui.widgets.menu import Menu
from scripts.keys_table import README, with_table
from tests.tui.configured import configured

IDS = {one.id: one for one in COMMANDS}


# Names


@pytest.mark.parametrize("character", string.punctuation + "aZ5 é§ф")
def test_characters_have_the_names_that_textual_binds_them_by(character: str) -> None:
    assert name_of(character) == _character_to_key(character)
    assert parse_key(character) == name_of(character)


def test_named_keys_are_textuals() -> None:
    assert {key.value for key in Keys} | {"space"} >= NAMED


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x", "x"),
        ("X", "X"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("esc", "escape"),
        ("Return", "enter"),
        ("F5", "f5"),
        ("Ctrl+X", "ctrl+x"),
        (" ", "space"),
        ("shift+x", "X"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("ctrl++", "ctrl+plus"),
        ("+", "plus"),
        ("alt+/", "alt+slash"),
        ("PgUp", "pageup"),
        ("ф", "ф"),
        (",", "comma"),
        ("foo", None),
        ("r,p", None),
        ("", None),
        ("f99", None),
        ("hyper-x", None),
        ("\x1b", None),
        ("ctrl+", "ctrl+plus"),
        ("bogus+x", None),
        ("\n", None),
        ("x" * 10_000, None),
    ],
)
def test_keys_are_read_as_people_write_them(text: str, key: str | None) -> None:
    assert parse_key(text) == key


@pytest.mark.parametrize("key", sorted({k for one in COMMANDS for k in one.keys.split(",")}))
def test_a_declared_key_is_written_so_that_it_can_be_read_again(key: str) -> None:
    assert parse_key(written(key)) == key


# What a keymap makes of wishes


def test_no_wishes_change_nothing() -> None:
    assert make_keymap({}) == UNCHANGED
    assert UNCHANGED.bindings() == {}


def test_a_command_is_rebound_wherever_it_holds() -> None:
    keymap = make_keymap({"results": ["f2", "Z"]})
    assert keymap.bindings() == {f"{where}.results": "f2,Z" for where in IDS["results"].where}
    assert keymap.of(IDS["results"], "home").shown_key == "f2"
    assert keymap.warnings == ()


@pytest.mark.parametrize("order", [("results", "home.results"), ("home.results", "results")])
def test_one_screen_counts_more_than_all(order: tuple[str, str]) -> None:
    keys = {"results": ["f2"], "home.results": ["f3"]}
    bindings = make_keymap({one: keys[one] for one in order}).bindings()
    assert bindings["home.results"] == "f3"
    assert bindings["ending.results"] == "f2"


def test_two_commands_can_change_places() -> None:
    keymap = make_keymap({"drop": ["i"], "pin": ["x"]})
    assert keymap.bindings() == {"plan.drop": "i", "plan.pin": "x"}
    assert keymap.warnings == ()


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"reslts": ["x"]}, "did you mean results"),
        ({"nothing-like-it-at-all": ["x"]}, "no such"),
        ({"home.skip": ["x"]}, "skip is on these screens: question"),
        ({"home.quit": ["Q"]}, "write quit"),
        ({"choose": ["a"]}, "digits choose"),
        ({"results": ["nonsense"]}, '"nonsense" is no key'),
        ({"results": ["esc"]}, "always works"),
        ({"results": ["tab"]}, "text fields use it"),
        ({"results": ["ctrl+m"]}, "as enter"),
        ({"drop": ["d"]}, "d is already done on plan; there drop stays on x"),
        ({"quit": ["p"]}, "p is already plan on home"),
        ({"results": ["f1"]}, "always works"),
        ({"results": ["?"]}, "? is already help on home"),
        ({"down": ["k"]}, "k is already up"),
        ({"results": ["\x1b[31m"]}, "is no key"),
    ],
)
def test_what_cannot_be_is_left_as_declared_and_said_in_one_line(
    wish: dict[str, list[str]], said: str
) -> None:
    keymap = make_keymap({**wish, "search": ["f9"]})
    assert len(keymap.warnings) == 1
    assert said in keymap.warnings[0]
    assert next(iter(wish)) in keymap.warnings[0]
    assert set(keymap.bindings().values()) == {"f9"}


def test_a_clash_on_one_screen_leaves_the_wish_on_the_others() -> None:
    keymap = make_keymap({"again": ["f8"], "results": ["n"]})
    assert keymap.bindings() == {"home.again": "f8", "home.results": "n", "ending.results": "n"}
    assert len(keymap.warnings) == 1
    assert "n is already add on plan; there results stays on r" in keymap.warnings[0]


def test_of_two_wishes_for_one_key_one_is_taken_back() -> None:
    keymap = make_keymap({"drop": ["f2"], "pin": ["f2"]})
    assert keymap.bindings() == {"plan.drop": "f2"}
    assert len(keymap.warnings) == 1


def test_space_is_given_up_by_what_pages_with_it() -> None:
    assert make_keymap({"results": ["space"]}).bindings()[PAGING] == "pagedown"


WISHES = st.dictionaries(
    st.sampled_from([*IDS, *(f"{where}.{one.id}" for one in COMMANDS for where in one.where)])
    | st.text(max_size=12),
    st.lists(
        st.sampled_from(
            [
                *"abcdqrx?:/12",
                "enter",
                "esc",
                "f1",
                "f2",
                "ctrl+q",
                "space",
                "up",
                "",
                "nonsense",
                "ctrl+p",
            ]
        )
        | st.text(max_size=3),
        min_size=1,
        max_size=3,
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=300)
@given(WISHES)
def test_whatever_is_wished_every_command_has_a_key_of_its_own(
    wishes: dict[str, list[str]],
) -> None:
    keymap = make_keymap(wishes)
    for where in SCREENS:
        commands = [keymap.of(one, where) for one in commands_for(where)]
        keys = Counter(key for one in commands for key in one.keys.split(","))
        assert all(keys)
        assert max(keys.values()) == 1, where
        for one in commands:
            declared = IDS[one.id].keys.split(",")
            assert [key for key in declared if key in KEPT and key not in one.keys.split(",")] == []
    assert make_keymap(wishes) == keymap


# The table in the README


def test_the_readmes_table_of_keys_is_up_to_date() -> None:
    """If not: make key-table"""
    readme = README.read_text(encoding="utf-8")
    assert with_table(readme) == readme


# What is declared


def test_every_command_has_a_key_that_editors_and_terminals_leave_alone() -> None:
    for one in COMMANDS:
        assert set(one.keys.split(",")) - {"", "ctrl+p", "ctrl+q"}, one.id
        assert all(parse_key(written(key)) for key in one.keys.split(",")), one.id


@pytest.mark.parametrize("where", SCREENS)
def test_what_leads_away_is_never_a_letter_alone(where: str) -> None:
    """A text field takes letters: help, leaving and going back have another key as well."""
    for one in commands_for(where):
        if one.id in {"help", "quit", "back", "leave", "save", "write", "read"}:
            assert not all(printable(key) for key in one.keys.split(",")), one.id


# In the app


@pytest.mark.slow
async def test_a_rebound_key_works_and_is_shown_everywhere_and_the_old_one_is_free(
    demo: Path,
) -> None:
    async with configured(demo, '[keys]\nresults = "f2"\nhelp = "H"\n', (120, 60)) as running:
        assert "f2 results" in running.lines[-1]
        assert "H help" in running.lines[-1]
        await running.press("r")
        await running.on("home")
        await running.press("H")
        await running.on("help")
        await running.shows("f2 results", "H f1 help")
        await running.press("escape", "colon")
        await running.on("CommandPalette")
        await running.press(*"results")
        await running.shows("against the target. (f2)")
        await running.press("escape")
        await running.on("home")
        await running.press("f2")
        await running.on("results")


async def test_lists_move_by_the_keys_that_were_chosen_and_by_the_arrows(demo: Path) -> None:
    async with configured(demo, '[keys]\ndown = "ctrl+n"\nup = "ctrl+e"\nplan = "j"\n') as running:
        menu = running.app.focused
        assert isinstance(menu, Menu)
        await running.press("ctrl+n", "down")
        assert menu.highlighted == 2
        await running.press("ctrl+e", "up")
        assert menu.highlighted == 0
        await running.press("j")
        await running.on("plan")


async def test_space_can_accept(demo: Path) -> None:
    async with configured(demo, '[keys]\naccept = "space"\n') as running:
        await running.press("s")
        await running.on("situation")
        await running.press("space")
        await running.on("values")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        '[keys]\nquit = "enter"\nback = "q"\nhelp = "x"\naccept = "nonsense"\n',
        "[keys]\nquit = 7\nback = []\n",
        '[keys]\nquit = "f5"\nback = "f6"\nhelp = "f7"\n',
        'theme = "pink"\nprofile = "../x"\nkeys = 3\n',
    ],
)
async def test_whatever_the_config_says_the_app_opens_and_can_be_left(
    demo: Path, text: str
) -> None:
    async with configured(demo, text) as running:
        await running.press("f1")
        await running.on("help")
        await running.press("escape")
        await running.on("home")
        await running.press("enter")
        await running.on("question")
        await running.press("escape")
        await running.on("home")
        await running.press("ctrl+q")
        await running.until(lambda: running.app.return_code is not None, "quit")


async def test_what_could_not_be_used_is_said_once_the_app_is_open(demo: Path) -> None:
    async with configured(demo, 'colour = "red"\n[keys]\nreslts = "x"\n', (120, 40)) as running:
        await running.says("there is no such setting")
        await running.says("did you mean results")


async def test_many_faults_do_not_fill_the_screen(demo: Path) -> None:
    async with configured(demo, "\n".join(f"x{n} = 1" for n in range(50)), (120, 40)) as running:
        await running.says("47 more settings")
        assert len(running.app.screen.query("Toast")) == 4
