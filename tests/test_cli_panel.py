"""Having a pack checked by people, from the command line."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from pmcoach.catalog.parse import Catalog
from pmcoach.cli import exit_codes
from pmcoach.report.panel import NO_PANEL
from pmcoach.store.content import load_catalog
from tests.catalog.minimal import minimal, texts
from tests.catalog.panel import Chooser, choose_key, choose_wrong, fill_sheet
from tests.test_cli_help import WIDTH, run


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack of one's own."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, text in texts(minimal()).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def send_back(
    pack: Path, file: Path, choose: Chooser, *options: str, reader: str = "", comment: str = ""
) -> str:
    """Write a sheet with the command, and fill it in."""
    written = run("content", "panel", "sheet", str(pack), "--output", str(file), *options)
    assert written.exit_code == exit_codes.DONE, written.output
    catalog: Catalog = load_catalog(pack)
    text = fill_sheet(catalog, file.read_text(encoding="utf-8"), choose, reader or file.stem)
    text = text.replace('comment = ""', f'comment = "{comment}"')
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_sheets_written_filled_and_scored(pack: Path, tmp_path: Path) -> None:
    anna = send_back(pack, tmp_path / "anna.toml", choose_key)
    ben = send_back(pack, tmp_path / "ben.toml", choose_key, "--part", "1/2")
    carla = send_back(pack, tmp_path / "carla.toml", choose_wrong, "--options-only")
    scored = run("content", "panel", "score", anna, ben, carla, "--content", str(pack))
    assert (scored.exit_code, scored.stderr) == (exit_codes.DONE, "")
    assert max(map(len, scored.stdout.splitlines())) <= WIDTH
    lines = [" ".join(line.split()) for line in scored.stdout.splitlines()]
    assert lines[0].startswith("3 readers (anna, ben, carla), May 12, 2026.")
    assert "4 of 4 items" in " ".join(lines[:2])
    assert [line for line in lines if line.startswith("All answers")] == [
        "All answers 9 of 9 100% 70 to 100%",
        "All answers 0 of 6 0% 0 to 39%",
    ]
    assert "Guessing would get 25% right." in lines
    assert "Most readers agree with every key." in lines
    assert "With the situation: 100% of 3 pairs are the same (by chance: 25%)" in lines


def test_the_global_content_is_the_pack_in_use(pack: Path, tmp_path: Path) -> None:
    anna = send_back(pack, tmp_path / "anna.toml", choose_key)
    assert run("--content", str(pack), "content", "panel", "score", anna).exit_code == 0
    sheet_text = run("--content", str(pack), "content", "panel", "sheet").stdout
    assert tomllib.loads(sheet_text)["sheet"]["pack"] == "tiny"


def test_each_sheet_has_a_seed_of_its_own_unless_it_is_named(pack: Path) -> None:
    words = ("content", "panel", "sheet", str(pack))
    assert run(*words, "--seed", "5").stdout == run(*words, "--seed", "5").stdout
    seeds = {tomllib.loads(run(*words).stdout)["sheet"]["seed"] for _ in range(4)}
    assert len(seeds) > 1


def test_a_sheet_of_an_area_or_a_competency() -> None:
    area = tomllib.loads(run("content", "panel", "sheet", "--area", "stk").stdout)
    assert {"best", "worst"} <= {key for item in area["item"] for key in item}
    competency = tomllib.loads(run("content", "panel", "sheet", "--competency", "stk-map").stdout)
    assert {key for item in competency["item"] for key in item} == {
        *("ref", "answer", "marks", "comment")
    }
    assert len(competency["item"]) < len(area["item"])


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--area", "sea"], exit_codes.FAILED, "No area is called 'sea'; there are stk, "),
        (["--competency", "x"], exit_codes.FAILED, "No competency is called 'x'; there are"),
        (["nowhere"], exit_codes.FAILED, "no such folder"),
        (["--part", "5/4"], exit_codes.USAGE, "write 2/4 for the second of four"),
        (["--part", "0/4"], exit_codes.USAGE, "write 2/4 for the second of four"),
        (["--part", "999/1000"], exit_codes.FAILED, "No question is left for this sheet"),
        (["--seed", "-1"], exit_codes.USAGE, "-1"),
    ],
)
def test_a_sheet_that_cannot_be_made_says_why(options: list[str], code: int, words: str) -> None:
    refused = run("content", "panel", "sheet", *options)
    assert refused.exit_code == code
    assert words in refused.stderr
    assert refused.stdout == ""


def test_no_sheet_is_written_into_the_pack(pack: Path) -> None:
    """Its TOML would be read as content, and the pack would be broken."""
    file = pack / "anna.toml"
    refused = run("content", "panel", "sheet", str(pack), "-o", str(file))
    assert refused.exit_code == exit_codes.FAILED
    assert "is read as content" in refused.stderr
    assert not file.exists()
    assert run("content", "check", str(pack)).exit_code == exit_codes.DONE


def test_no_sheet_is_written_over_without_force(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "anna.toml"
    file.write_text("filled in\n", encoding="utf-8")
    words = ("content", "panel", "sheet", str(pack), "-o", str(file))
    refused = run(*words)
    assert refused.exit_code == exit_codes.FAILED
    assert "exists already" in refused.stderr
    assert file.read_text(encoding="utf-8") == "filled in\n"
    assert run(*words, "--force").exit_code == exit_codes.DONE


def test_what_is_left_out_is_said_and_the_rest_is_scored(pack: Path, tmp_path: Path) -> None:
    anna = send_back(pack, tmp_path / "anna.toml", choose_key)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'reader = "Ren\xe9"\n')
    missing = str(tmp_path / "missing.toml")
    scored = run("content", "panel", "score", anna, str(latin), missing, "--content", str(pack))
    assert scored.exit_code == exit_codes.FAILED
    assert "6 of 6" in scored.stdout
    assert scored.stderr.splitlines() == [
        f"pmcoach: {latin}: is not UTF-8 text: save it again with that encoding",
        f"pmcoach: {missing}: No such file or directory.",
    ]


def test_sheets_without_an_answer_score_nothing(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "empty.toml"
    run("content", "panel", "sheet", str(pack), "-o", str(file))
    scored = run("content", "panel", "score", str(file), "--content", str(pack))
    assert scored.exit_code == exit_codes.FAILED
    assert scored.stdout == "No answer to score.\n"
    assert scored.stderr == f"pmcoach: {file}: nothing is filled in\n"


def test_disputed_keys_come_with_what_was_chosen_and_said(pack: Path, tmp_path: Path) -> None:
    anna = send_back(pack, tmp_path / "anna.toml", choose_wrong, comment="Two of them are right.")
    scored = run("content", "panel", "score", anna, "--content", str(pack)).stdout
    assert "Most readers disagree with the key\n" in scored
    assert "  one.k2, answer: the key is b; they chose a (1)\n" in scored
    assert "    anna: Two of them are right.\n" in scored
    as_json = run("content", "panel", "score", anna, "--content", str(pack), "--json")
    disputed = json.loads(as_json.stdout)["disputed"]
    assert {
        "item": "one.k2",
        "field": "answer",
        "key": ["b"],
        "right": 0,
        "total": 1,
        "choices": [{"options": ["a"], "count": 1}],
    } in disputed


def test_the_table_that_is_written_is_what_the_users_of_the_pack_are_told(
    pack: Path, tmp_path: Path
) -> None:
    sheets = [send_back(pack, tmp_path / f"{name}.toml", choose_key) for name in ("anna", "ben")]
    words = ("content", "panel", "score", *sheets, "--content", str(pack))
    words = (*words, "--write", "--who", "two  product managers")
    printed = run(*words)
    assert tomllib.loads(printed.stdout)["panel"]["readers"] == 2
    written = run(*words, "-o", str(pack / "panel.toml"))
    assert (written.exit_code, written.stdout) == (exit_codes.DONE, "")
    assert (pack / "panel.toml").read_text(encoding="utf-8") == printed.stdout
    assert run("content", "check", str(pack)).exit_code == exit_codes.DONE
    exported = run("--content", str(pack), "export").stdout
    assert NO_PANEL not in exported
    assert (
        "Two product managers checked the questions and keys in May 2026: "
        "100% of 12 answers matched the keys (76 to 100%)."
    ) in " ".join(exported.split())
    assert run(*words, "-o", str(pack / "panel.toml")).exit_code == exit_codes.FAILED


@pytest.mark.parametrize(
    "options",
    [
        ["--write"],
        ["--write", "--who", ""],
        ["--write", "--who", "two", "--json"],
        ["--who", "two"],
        ["-o", "panel.toml"],
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(options: list[str]) -> None:
    refused = run("content", "panel", "score", "anna.toml", *options)
    assert refused.exit_code == exit_codes.USAGE
    assert "--who" in refused.stderr


@pytest.mark.parametrize(
    ("who", "options", "day", "words"),
    [
        ("two people", ["--options-only"], "2026-05-12", "No sheet has an answer with the"),
        ("two people", [], "", "No sheet has a date"),
        ("x" * 81, [], "2026-05-12", "in at most 80 characters"),
        (" \x1b ", [], "2026-05-12", "in at most 80 characters"),
    ],
)
def test_a_table_that_cannot_be_written_says_why(
    pack: Path, tmp_path: Path, who: str, options: list[str], day: str, words: str
) -> None:
    anna = send_back(pack, tmp_path / "anna.toml", choose_key, *options)
    text = Path(anna).read_text(encoding="utf-8")
    Path(anna).write_text(text.replace("2026-05-12", day), encoding="utf-8")
    command = ("content", "panel", "score", anna, "--content", str(pack), "--write", "--who", who)
    refused = run(*command)
    assert (refused.exit_code, refused.stdout) == (exit_codes.FAILED, "")
    assert words in refused.stderr
