"""The tables that cross the edge of `extractors/`: names, grain, columns, types, descriptions.

One place for all of them: polars frames are built with `Table.polars_schema`, DuckDB tables are
created from it, Dagster shows the descriptions, and a test holds the dbt sources against it.
What the marts look like is not here but in `dbt_project/models/marts`.

Keys are 16 hex digits from `extractors.keys.make_key`. Offsets are Unicode code points into the
article's stored text, start inclusive, end exclusive. Times are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

TIMESTAMP = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Column:
    """A column: name, polars type, one sentence of description."""

    name: str
    dtype: Any
    description: str


@dataclass(frozen=True)
class Table:
    """A table: DuckDB schema (the layer), name, grain in one sentence, key, columns."""

    layer: str
    name: str
    grain: str
    key: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """The name with its schema, as SQL has it: `extracted.mention`."""
        return f"{self.layer}.{self.name}"

    @property
    def polars_schema(self) -> dict[str, Any]:
        """The polars type of each column, in the order of the columns."""
        return {column.name: column.dtype for column in self.columns}

    def frame(self, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
        """A frame of these columns and types; an unknown key in a row is an error.

        >>> SENTENCE.frame().width == len(SENTENCE.columns)
        True
        """
        rows = list(rows)
        known = self.polars_schema.keys()
        for row in rows:
            if unknown := row.keys() - known:
                raise ValueError(f"{self.full_name} has no column {sorted(unknown)}")
        return pl.DataFrame(rows, schema=self.polars_schema)


def _columns(*columns: tuple[str, Any, str]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


_ARTICLE_KEY = ("article_key", pl.String, "The article; made from article_id.")
_START = ("char_start", pl.Int64, "First code point of the quoted text in the article's text.")
_END = ("char_end", pl.Int64, "Code point after the last one of the quoted text.")

# -- raw: exactly what came in -----------------------------------------------------------------

ARTICLE = Table(
    "raw", "article", "One row per article version, append-only.", "article_version_key",
    _columns(
        ("article_version_key", pl.String, "The version; made from article_id, content_hash and version_number."),
        _ARTICLE_KEY,
        ("article_id", pl.String, "Id given by the input, else the file's stem, the address, or a hash of the text."),
        ("version_number", pl.Int64, "1 for the first version of an article; the highest one is current."),
        ("content_hash", pl.String, "SHA-256 over title, text, published_at, published_on, source, url, language."),
        ("title", pl.String, "Headline, null where there is none; it is also the first line of the text."),
        ("text", pl.String, "The cleaned text, headline first, that every offset refers to."),
        ("language", pl.String, "ISO 639-1 code, given or detected."),
        ("source", pl.String, "Publisher or site, null where unknown."),
        ("url", pl.String, "Address of the article, null where unknown."),
        ("published_on", pl.Date, "Day of publication in the source's zone (Berlin's where it states none), null where unknown; never the clock's."),
        ("published_at", TIMESTAMP, "Time of publication, null where only the day is known."),
        ("path", pl.String, "File that it came from, as given; - for standard input."),
        ("record_number", pl.Int64, "1-based number of the record within the file."),
        ("encoding", pl.String, "Encoding that the file was read in."),
        ("char_count", pl.Int64, "Length of the text in code points."),
        ("loaded_at", TIMESTAMP, "When this version was stored."),
        ("run_id", pl.String, "The Dagster run that stored it."),
    ),
)
LEDGER = Table(
    "raw", "ledger", "One row per record seen in a run, whatever became of it.", "ledger_key",
    _columns(
        ("ledger_key", pl.String, "The record in the run; made from run_id, path and record_number."),
        ("run_id", pl.String, "The Dagster run."),
        ("path", pl.String, "File, as given; - for standard input."),
        ("record_number", pl.Int64, "1-based number of the record within the file."),
        ("article_id", pl.String, "Id of the article, null where none could be read."),
        ("outcome", pl.String, "loaded | unchanged | duplicate | rejected."),
        ("content_hash", pl.String, "Hash of the article, null where rejected."),
        ("warnings", pl.List(pl.String), "What of the record was not read or not understood, null where all was."),
        ("seen_at", TIMESTAMP, "When the record was seen."),
    ),
)
REJECTED_ARTICLE = Table(
    "raw", "rejected_article", "One row per rejected record and run.", "rejection_key",
    _columns(
        ("rejection_key", pl.String, "The rejection; made from run_id, path and record_number."),
        ("run_id", pl.String, "The Dagster run."),
        ("path", pl.String, "File, as given; - for standard input."),
        ("record_number", pl.Int64, "1-based number of the record within the file."),
        ("article_id", pl.String, "Id of the article, null where none could be read."),
        ("reason_code", pl.String, "Short code of the reason, e.g. empty_file."),
        ("message", pl.String, "What is wrong, where, and what to do."),
        ("language", pl.String, "Detected language where that is the reason, else null."),
        ("rejected_at", TIMESTAMP, "When it was rejected."),
    ),
)

# -- extracted: what one article says ----------------------------------------------------------

EXTRACTION = Table(
    "extracted", "extraction", "One row per article that has been extracted: the ledger of this layer.", "article_key",
    _columns(
        _ARTICLE_KEY,
        ("article_version_key", pl.String, "The version that was read."),
        ("extractor_version", pl.String, "Version of code, lexicons and model that read it."),
        ("sentence_count", pl.Int64, "Sentences found."),
        ("mention_count", pl.Int64, "Mentions found."),
        ("entity_count", pl.Int64, "Entities found."),
        ("meeting_count", pl.Int64, "Meetings reported."),
        ("claim_count", pl.Int64, "Participation claims."),
        ("problem", pl.String, "Why nothing could be extracted, null when all went well."),
        ("extracted_at", TIMESTAMP, "When the rows were stored."),
    ),
)
SENTENCE = Table(
    "extracted", "sentence", "One row per sentence of an article.", "sentence_key",
    _columns(
        ("sentence_key", pl.String, "The sentence; made from article_key and char_start."),
        _ARTICLE_KEY,
        ("sentence_number", pl.Int64, "0-based number within the article."),
        _START,
        _END,
    ),
)
ENTITY = Table(
    "extracted", "entity", "One row per actor or place within an article: mentions that mean the same.", "entity_key",
    _columns(
        ("entity_key", pl.String, "The entity; made from article_key, entity_type and its first mention's offset."),
        _ARTICLE_KEY,
        ("entity_type", pl.String, "person | organization | country | group | place."),
        ("entity_name", pl.String, "Fullest name in base form, e.g. Steve Witkoff; German name for a country."),
        ("role_title", pl.String, "Office of a person as the article gives it, nominative, e.g. Außenminister; else null."),
        ("is_former_role", pl.Boolean, "The article calls the office a past one (ehemaliger, Ex-)."),
        ("represents_country_code", pl.String, "ISO 3166-1 alpha-2 of the country the person acts for, else null."),
        ("represents_organization", pl.String, "German name of the organization the person acts for, else null."),
        ("country_code", pl.String, "A country's own code; the country a place lies in; else null."),
        _START,
        _END,
    ),
)
MENTION = Table(
    "extracted", "mention", "One row per mention of an entity.", "mention_key",
    _columns(
        ("mention_key", pl.String, "The mention; made from article_key, char_start, char_end and entity_key."),
        _ARTICLE_KEY,
        ("entity_key", pl.String, "The entity that is meant."),
        ("mention_type", pl.String, "name | nominal | pronoun."),
        ("mention_text", pl.String, "The words, as printed."),
        ("label", pl.String, "Label of the name (PER, LOC, ORG, OTH, LOCderiv, …), null for others."),
        ("probability", pl.Float64, "Probability of the label by the model, null for others."),
        ("sentence_number", pl.Int64, "The sentence it stands in."),
        _START,
        _END,
        ("phrase_char_start", pl.Int64, "First code point of the phrase around the mention, with office and country: der ukrainische Präsident …"),
        ("phrase_char_end", pl.Int64, "Code point after the last one of the phrase."),
    ),
)
TIME_EXPRESSION = Table(
    "extracted", "time_expression", "One row per expression of time.", "time_expression_key",
    _columns(
        ("time_expression_key", pl.String, "The expression; made from article_key and char_start."),
        _ARTICLE_KEY,
        ("expression_text", pl.String, "The words, as printed."),
        ("start_date", pl.Date, "First day meant, null where it cannot be known."),
        ("end_date", pl.Date, "Last day meant, null for a single day or where unknown."),
        ("date_precision", pl.String, "day | week | month | year | unknown."),
        ("sentence_number", pl.Int64, "The sentence it stands in."),
        _START,
        _END,
    ),
)
REPORTED_MEETING = Table(
    "extracted", "reported_meeting", "One row per meeting that an article reports.", "reported_meeting_key",
    _columns(
        ("reported_meeting_key", pl.String, "The report; made from article_key and char_start of its first evidence."),
        _ARTICLE_KEY,
        ("meeting_type", pl.String, "summit | bilateral | multilateral | negotiation | call | conference | session | visit."),
        ("reported_status", pl.String, "proposed | planned | ongoing | held | cancelled | postponed, as of the article."),
        ("meeting_name", pl.String, "Name or noun of the meeting as printed, e.g. Gipfeltreffen; else null."),
        ("is_series", pl.Boolean, "The article tells of many meetings at once (telefonieren regelmäßig); no other report is of the same."),
        ("start_date", pl.Date, "First day, null where unknown."),
        ("end_date", pl.Date, "Last day of a meeting of several days, else null."),
        ("date_precision", pl.String, "day | week | month | year | unknown."),
        ("date_basis", pl.String, "What the date rests on: stated (of the meeting itself) | story (a day told nearby) | related (a visit or talk it belongs to) | publication (news of the day); null without a date."),
        ("date_confidence", pl.Float64, "0 to 1, null without a date."),
        ("place_entity_key", pl.String, "Entity (place or country) where it takes place, null where unknown."),
        ("place_basis", pl.String, "What the place rests on: stated | story | related, as for the date; null without a place."),
        ("place_confidence", pl.Float64, "0 to 1, null without a place."),
        ("host_entity_key", pl.String, "Entity that hosts, null where unknown."),
        ("parent_reported_meeting_key", pl.String, "The report in the same article that this one is a part of."),
        ("stated_participants", pl.String, "Head-count as printed, e.g. rund 30 Staats- und Regierungschefs."),
        ("stated_participant_count", pl.Int64, "The number in it, null where there is none."),
        ("confidence", pl.Float64, "0 to 1."),
        _START,
        _END,
    ),
)
MEETING_MENTION = Table(
    "extracted", "meeting_mention", "One row per word or words by which an article speaks of a meeting.", "meeting_mention_key",
    _columns(
        ("meeting_mention_key", pl.String, "The mention; made from reported_meeting_key, char_start and char_end."),
        _ARTICLE_KEY,
        ("reported_meeting_key", pl.String, "The report of the meeting that is meant."),
        ("mention_text", pl.String, "The words, as printed: a noun (Gipfeltreffen) or a verb (traf)."),
        ("sentence_number", pl.Int64, "The sentence it stands in."),
        _START,
        _END,
    ),
)
PARTICIPATION_CLAIM = Table(
    "extracted", "participation_claim", "One row per reported meeting and entity said to take part, or expressly not.", "claim_key",
    _columns(
        ("claim_key", pl.String, "The claim; made from reported_meeting_key and entity_key."),
        _ARTICLE_KEY,
        ("reported_meeting_key", pl.String, "The reported meeting."),
        ("entity_key", pl.String, "Who."),
        ("participation_status", pl.String, "attended | expected | invited | declined | absent | excluded."),
        ("attendance_mode", pl.String, "in_person | virtual | phone | unknown."),
        ("participation_role", pl.String, "host | chair | mediator | participant."),
        ("according_to_entity_key", pl.String, "Entity in the article that says so, null where the article itself does, or somebody without a name."),
        ("according_to_text", pl.String, "The source in the article's words, e.g. zwei Diplomaten; null where the article itself says so."),
        ("according_to_type", pl.String, "actor | office | media | unnamed, null where the article itself says so."),
        ("on_behalf_of_entity_key", pl.String, "Entity that the actor is said to represent or stand in for at this meeting, else null."),
        ("confidence", pl.Float64, "0 to 1."),
        _START,
        _END,
    ),
)

# -- resolved: across articles -----------------------------------------------------------------

ACTOR = Table(
    "resolved", "actor", "One row per real-world actor that some article mentions or some person acts for.", "actor_key",
    _columns(
        ("actor_key", pl.String, "The actor; from the registry, else from its earliest mention by publication date and article id."),
        ("actor_name", pl.String, "Usual German form."),
        ("actor_type", pl.String, "person | organization | country | group."),
        ("country_code", pl.String, "A country's own code; the country a person acts for; else null."),
        ("wikidata_id", pl.String, "Wikidata id, null where unknown."),
        ("is_registered", pl.Boolean, "Known to the registry in seeds/reference."),
    ),
)
ACTOR_NAME = Table(
    "resolved", "actor_name", "One row per spelling of an actor.", "actor_name_key",
    _columns(
        ("actor_name_key", pl.String, "The spelling; made from actor_key and name."),
        ("actor_key", pl.String, "The actor."),
        ("name", pl.String, "The spelling."),
        ("name_type", pl.String, "canonical | variant | printed."),
    ),
)
ENTITY_ACTOR = Table(
    "resolved", "entity_actor", "One row per entity that is an actor.", "entity_key",
    _columns(
        ("entity_key", pl.String, "The entity of one article."),
        ("actor_key", pl.String, "The actor it is."),
        ("method", pl.String, "What joined them: registry | name | variant | new | override."),
        ("score", pl.Float64, "Similarity, 0 to 1."),
        ("evidence", pl.String, "What joined them, in words: the name it is like and where that stands, what else agrees, or who decided so."),
        ("acts_for_actor_key", pl.String, "Country or organization it acts for in its article: a person's; a country, organization or group mostly for itself; null where unknown."),
    ),
)
AFFILIATION = Table(
    "resolved", "affiliation", "One row per office of a person over a time.", "affiliation_key",
    _columns(
        ("affiliation_key", pl.String, "The office over a time; made from actor, role, on_behalf_of and valid_from."),
        ("actor_key", pl.String, "The person."),
        ("role_title", pl.String, "The office, e.g. Außenminister; null where only the party is known."),
        ("on_behalf_of_actor_key", pl.String, "Country or organization, null where unknown."),
        ("valid_from", pl.Date, "First day known, null where unknown."),
        ("valid_to", pl.Date, "Last day, null where it goes on or is unknown."),
        ("is_current", pl.Boolean, "Held at the newest report, or open in the registry."),
        ("known_from", pl.String, "registry | articles."),
    ),
)
PLACE = Table(
    "resolved", "place", "One row per place.", "place_key",
    _columns(
        ("place_key", pl.String, "The place."),
        ("place_name", pl.String, "German name."),
        ("country_code", pl.String, "ISO 3166-1 alpha-2, null where unknown."),
        ("latitude", pl.Float64, "Degrees north, null where unknown."),
        ("longitude", pl.Float64, "Degrees east, null where unknown."),
        ("place_type", pl.String, "city | country | region | island | building | unknown."),
        ("city_name", pl.String, "German name of the city that it is or lies in, null for countries and regions and where unknown."),
    ),
)
ENTITY_PLACE = Table(
    "resolved", "entity_place", "One row per entity that is a place (a country is an actor and a place).", "entity_key",
    _columns(
        ("entity_key", pl.String, "The entity of one article."),
        ("place_key", pl.String, "The place it is."),
    ),
)
MEETING_LINK = Table(
    "resolved", "meeting_link", "One row per reported meeting: which real-world meeting it is.", "reported_meeting_key",
    _columns(
        ("reported_meeting_key", pl.String, "The report."),
        ("meeting_key", pl.String, "The meeting; the key of its earliest report by publication date and article id."),
        ("method", pl.String, "What joined them: first | date_place | date_participants | name_date | undated | postponed | override."),
        ("score", pl.Float64, "Similarity to the reports it joined, 0 to 1; 1 for the first."),
        ("given_name", pl.String, "Name that a person has given the meeting (override), else null."),
    ),
)
MEETING_MATCH = Table(
    "resolved", "meeting_match", "One row per pair of reports of which something says that they are one meeting.", "match_key",
    _columns(
        ("match_key", pl.String, "The pair; made from both reports."),
        ("report_a", pl.String, "The report published earlier, by its reported_meeting_key."),
        ("report_b", pl.String, "The report published later, by its reported_meeting_key."),
        ("method", pl.String, "What speaks for it: date_place | date_participants | name_date | undated | postponed; override where a person has decided, for or against."),
        ("score", pl.Float64, "How much it says, 0 to 1."),
        ("reasons", pl.String, "What the two have in common, in words, or who decided what."),
        ("is_joined", pl.Boolean, "Whether both are one meeting in the end; false where something else contradicts it."),
    ),
)
OVERRIDE = Table(
    "resolved", "override", "One row per decision by hand in seeds/reference/overrides.csv.", "override_key",
    _columns(
        ("override_key", pl.String, "The row; made from its line number."),
        ("line_number", pl.Int64, "Line of the file, 2 for the first row."),
        ("kind", pl.String, "merge | split | rename | drop | not_same."),
        ("subject", pl.String, "actor | meeting."),
        ("subject_key", pl.String, "Key of the actor or meeting, as it was published."),
        ("other_key", pl.String, "The other one, of merge and not_same; else null."),
        ("articles", pl.String, "Ids of the articles that mean another one, of split, parted by |; else null."),
        ("name", pl.String, "The new name, of rename; else null."),
        ("decided_by", pl.String, "Who decided."),
        ("decided_on", pl.Date, "When."),
        ("reason", pl.String, "Why."),
        ("is_applied", pl.Boolean, "Whether the keys mean something in these articles."),
    ),
)
REDIRECT = Table(
    "resolved", "redirect", "One row per key that was published once and has given way to another.", "old_key",
    _columns(
        ("old_key", pl.String, "The key that was published."),
        ("new_key", pl.String, "The key that took its place; it may have given way to yet another since."),
        ("subject", pl.String, "actor | meeting."),
        ("reason", pl.String, "override | earlier_report | merged | registered | read_anew."),
        ("evidence", pl.String, "What shows it, in words."),
        ("redirected_at", TIMESTAMP, "When the new key was first resolved."),
        ("run_id", pl.String, "The Dagster run that did it."),
    ),
)

RAW = (ARTICLE, LEDGER, REJECTED_ARTICLE)
EXTRACTED = (EXTRACTION, SENTENCE, ENTITY, MENTION, TIME_EXPRESSION, REPORTED_MEETING, MEETING_MENTION, PARTICIPATION_CLAIM)
RESOLVED = (ACTOR, ACTOR_NAME, ENTITY_ACTOR, AFFILIATION, PLACE, ENTITY_PLACE, MEETING_LINK, MEETING_MATCH, OVERRIDE, REDIRECT)
ALL = RAW + EXTRACTED + RESOLVED
