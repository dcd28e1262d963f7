"""What can be done about damaged files."""

from __future__ import annotations

from pmcoach.report.data_files import recovery_choices


def test_nothing_can_be_put_back_where_nothing_is_left_of_a_file() -> None:
    assert [choice for choice, _ in recovery_choices(can_recover=True)] == [
        "put-back",
        "leave",
        "give-up",
    ]
    assert [choice for choice, _ in recovery_choices(can_recover=False)] == ["leave", "give-up"]
