"""Reading a job ad from the menu of the plain front end."""

from __future__ import annotations

from pathlib import Path

from tests.jobad import ad_files
from tests.plain.support import AD, TARGET, Talk

PM_AD = str(ad_files.PM_AD)
OTHER_AD = str(ad_files.OTHER_AD)
YES, NO = "2", "1"


def test_an_ad_is_read_and_becomes_the_target(talk: Talk) -> None:
    said = talk(*TARGET, AD, PM_AD, YES)
    assert "What it weighs, by its own lines" in said.text
    assert talk.saved.profile.journal.target_ad in talk.saved.profile.journal.ads
    assert talk.saved.profile.journal.target_ad


def test_an_ad_for_another_job_is_shown_on_request_alone(talk: Talk) -> None:
    left = talk(*TARGET, AD, OTHER_AD, NO)
    assert "not an ad for product management" in left.flat
    assert "What it weighs" not in left.text
    assert "--anyway" not in left.text, "there is no such option at a prompt"
    shown = talk(AD, OTHER_AD, YES, NO)
    assert "What it weighs, by its own lines" in shown.text
    assert not talk.saved.profile.journal.ads


def test_a_file_that_cannot_be_read_is_asked_for_again(talk: Talk, tmp_path: Path) -> None:
    said = talk(*TARGET, AD, "~nobody-of-this-name/ad.txt", str(tmp_path), PM_AD, NO)
    assert said.flat.count("Which file has the text of the ad") == 3
    assert "What it weighs, by its own lines" in said.text
    assert said.code == 0
