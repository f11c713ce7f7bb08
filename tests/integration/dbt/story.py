"""A summit in three articles, dated and undated, told before and after; a bilateral under it; an article that changed."""

from __future__ import annotations

from datetime import date

from tests.fixtures.build_database import Story

PLAN = (
    "Am Dienstag treffen sich Macron und Rutte in Paris. Merz will virtuell teilnehmen. Vance sagte ab. "
    "Starmer wird erwartet. Am Rande spricht Macron mit Rutte unter vier Augen."
)
REPORT = (
    "Beim Gipfel in Paris 🇫🇷 berieten am Dienstag rund 30 Staaten. Macron empfing Rutte, Merz war zugeschaltet. "
    "Anders als gemeldet reiste Vance an, Starmer aber fehlte."
)
ECHO = "Irgendwann kommen Macron und Rutte in Frankreich zusammen."
OLD = "Putin traf sich mit Xi in Peking."
NEW = "Ein Treffen mit Xi in Peking gab es nicht."


def summit_story() -> Story:
    story = Story()
    for key, code, name in (("france", "FR", "Frankreich"), ("germany", "DE", "Deutschland")):
        story.actor(key, "country", name, country_code=code)
    for key, name in (
        ("rutte", "Mark Rutte"),
        ("vance", "JD Vance"),
        ("starmer", "Keir Starmer"),
        ("putin", "Putin"),
        ("xi", "Xi"),
    ):
        story.actor(key, "person", name)
    story.actor("macron", "person", "Emmanuel Macron", country_code="FR")
    story.actor("merz", "person", "Friedrich Merz", country_code="DE")
    story.place("paris", "city", "Paris", country_code="FR")
    story.place("peking", "city", "Peking", country_code="CN")
    story.affiliation("merz", "Bundeskanzler", "germany", date(2025, 5, 6))
    story.affiliation("merz", "Fraktionschef", "germany", date(2022, 2, 15), date(2025, 5, 5))

    story.article("plan", PLAN, published_on=date(2026, 1, 5))
    paris = story.entity("plan", "Paris", place="paris")
    macron, rutte, merz, vance, starmer = (
        story.entity("plan", name, actor=name.lower()) for name in ("Macron", "Rutte", "Merz", "Vance", "Starmer")
    )
    summit = story.meeting(
        "plan", "summit", "treffen sich Macron und Rutte in Paris", start_date=date(2026, 1, 6), place_entity_key=paris
    )
    story.claim(summit, macron, "Macron", "expected")
    story.claim(summit, rutte, "Rutte", "expected")
    story.claim(summit, merz, "Merz will virtuell teilnehmen", "expected", "virtual")
    story.claim(summit, vance, "Vance sagte ab", "declined", "unknown")
    story.claim(summit, starmer, "Starmer wird erwartet", "expected", "unknown")
    aside = story.meeting(
        "plan",
        "aside",
        "Am Rande spricht Macron mit Rutte unter vier Augen",
        meeting_type="bilateral",
        parent_reported_meeting_key=summit,
        date_precision="unknown",
    )
    story.claim(aside, macron, "spricht Macron mit Rutte", "expected")
    story.claim(aside, rutte, "spricht Macron mit Rutte", "expected")

    story.article("report", REPORT, published_on=date(2026, 1, 7))
    paris = story.entity("report", "Paris", place="paris")
    macron, rutte, merz, vance, starmer = (
        story.entity("report", name, actor=name.lower()) for name in ("Macron", "Rutte", "Merz", "Vance", "Starmer")
    )
    summit = story.meeting(
        "report",
        "summit",
        "Beim Gipfel in Paris 🇫🇷 berieten am Dienstag rund 30 Staaten",
        reported_status="held",
        meeting_name="Gipfel",
        start_date=date(2026, 1, 6),
        place_entity_key=paris,
        host_entity_key=macron,
        stated_participants="rund 30 Staaten",
        stated_participant_count=30,
    )
    story.claim(summit, macron, "Macron empfing Rutte", "attended", role="host")
    story.claim(summit, rutte, "Macron empfing Rutte", "attended")
    germany = story.entity("report", "Merz war", actor="germany")  # the words do not matter
    story.claim(
        *(summit, merz, "Merz war zugeschaltet", "attended", "virtual"),
        according_to_text="zwei Diplomaten",
        according_to_type="unnamed",
        on_behalf_of_entity_key=germany,
    )
    story.claim(summit, vance, "reiste Vance an", "attended")
    story.claim(summit, starmer, "Starmer aber fehlte", "absent", "unknown")

    story.article("echo", ECHO)
    france = story.entity("echo", "Frankreich", actor="france", place="france")
    macron = story.entity("echo", "Macron", actor="macron")
    summit = story.meeting(
        "echo",
        "summit",
        "kommen Macron und Rutte in Frankreich zusammen",
        place_entity_key=france,
        date_precision="unknown",
    )
    story.claim(summit, macron, "Macron", "expected", "unknown")

    story.article("changed", OLD, published_on=date(2026, 1, 5))
    story.article("changed", NEW, version=2, published_on=date(2026, 1, 6))
    story.entity("changed", "Xi", actor="xi")

    story.article("unread", OLD, published_on=date(2026, 1, 5))
    putin = story.entity("unread", "Putin", actor="putin")
    gone = story.meeting("unread", "gone", "Putin traf sich mit Xi", reported_status="held")
    story.claim(gone, putin, "Putin", "attended")
    story.article("unread", NEW, version=2, published_on=date(2026, 1, 6), extracted=False)

    story.seen("plan.txt", "unchanged", run="run 3", article_id="plan", content_hash=f"hash of {PLAN}")
    story.seen("copy.txt", "duplicate", run="run 3", article_id="plan", content_hash=f"hash of {PLAN}")
    story.seen("empty.txt", "rejected", run="run 3")
    return story
