"""The job ads that are stored as files, for the tests of every layer that reads one."""

from __future__ import annotations

from pathlib import Path

ADS_FOLDER = Path(__file__).with_name("ads")
PM_AD = ADS_FOLDER / "real" / "product-manager.txt"
OTHER_AD = ADS_FOLDER / "real" / "application-engineer.txt"
