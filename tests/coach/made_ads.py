"""Job ads to keep, made by hand."""

from __future__ import annotations

from dataclasses import replace

from pmcoach.coach.job_ad import choose_ad, save_ad
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import AdLine, Demand, Mention, ParsedAd, Years

LINES = (
    AdLine("Set the price of each crossing", "duties", ("lau-price",), 1.0),
    AdLine("Align the harbours, and set fares", "duties", ("stk-align", "lau-price"), 1.0),
    AdLine("Hold the lamp", "duties"),
)
SAFE = Mention("safe", "SAFe", ("We work by SAFe",), defines_roles=True)


def ad(*lines: AdLine, **changes: object) -> ParsedAd:
    whole = ParsedAd(
        True, 0.9, "product manager", "Product Manager", "technical", "senior", lines or LINES
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # as told


def certificate(asked: Demand) -> Mention:
    return Mention("cspo", "CSPO", ("CSPO",), asked, credential="cspo")


def aimed(session: Session, reading: ParsedAd, name: str = "Ferry line") -> str:
    """Keep an ad and make it the target; its id."""
    ident = save_ad(session, reading, name)
    choose_ad(session, ident)
    return ident


WHOLE = ad(
    years=Years(3, "3 years of it", 5),
    certificates=(certificate("preferred"),),
    frameworks=(SAFE,),
    tools=(Mention("jira", "Jira", ("Jira",)),),
    industries=(Mention("sea", "Shipping", ("At sea",)),),
    outside=(Mention("law", "Law", ("Law",)),),
    set_weights={"lau-price": 0.25},
)
