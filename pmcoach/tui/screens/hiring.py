"""The one hiring verdict of a target: certificate or not, and why."""

from __future__ import annotations

from pmcoach.report.credentials import all_credential_lines
from pmcoach.report.verdicts import hiring_line
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.prose import Prose, hiring_prose


class HiringScreen(TextScreen):
    """Argued in full."""

    where = "hiring"

    def top_line(self) -> tuple[str, str]:
        return "Is a certificate worth it?", self.session.profile.target.title

    def prose(self) -> Prose:
        profile = self.session.profile
        credentials = all_credential_lines(profile.catalog)
        return hiring_prose(hiring_line(profile), credentials, self.text_width)
