"""German offices and titles: what a word such as `US-Sondergesandten` says of the person beside it.

Which person holds an office is decided elsewhere. The words are in `lexicons/titles.csv` (offices),
`former_adjectives.txt` (`ehemalig`), `title_prefixes.csv` (`Ex-`, `Vize`) and `title_exceptions.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.lexicon import lines, table

_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_DECLENSIONS = {"er": ("", "s", "n"), "en": ("", "en"), "n": ("", "n"), "s": ("", "s", "es"), "-": ("",)}
_SMALLEST_MODIFIER = 3  # letters before a productive title: `Kremlchef`, never `Anchef`


@dataclass(frozen=True)
class Title:
    """An office as one word says it, in the nominative singular and the gender of the word.

    `base_title` is the word without its hyphenated prefix and without `Ex-`: `ÖVP-Europaministerin` has
    base_title `Europaministerin`, prefix `ÖVP`. `prefix` is what a hyphen cuts off: whose office it is, to be
    looked up in `extractors.reference`. `gender` is m, f or None where the form fits both
    (`Gesandte`, `Premier`); base_title is then the masculine one. `country_codes` are the states
    that the word itself allows: `Kremlchef` RU; `Bundeskanzler` DE, AT, CH.
    """

    base_title: str
    prefix: str
    gender: str | None
    kind: str
    is_political: bool
    is_plural: bool = False
    is_former: bool = False
    is_deputy: bool = False
    country_codes: tuple[str, ...] = ()
    masculine: str = ""
    feminine: str = ""


@dataclass(frozen=True)
class _Form:
    masculine: str
    feminine: str
    gender: str | None
    kind: str
    kind_in_compound: str
    is_political: bool
    is_productive: bool
    is_plural: bool


@dataclass(frozen=True)
class _Prefix:
    meaning: str
    country_codes: tuple[str, ...]


def fold(word: str) -> str:
    """The word as it is looked up: lower case, Swiss `ss`.

    >>> fold("Außenminister") == fold("Aussenminister")
    True
    """
    return word.casefold().replace("’", "'")


def _declined(row: dict[str, str]) -> Iterator[tuple[str, str | None, bool]]:
    """Every form of an entry with its gender and whether it can only be a plural."""
    masculine, feminine = row["masculine"], row["feminine"]
    if row["declension"] == "adj":
        stem = masculine.removesuffix("r")
        yield from ((masculine, "m", False), (stem, None, False), (stem + "n", None, False), (stem + "m", "m", False))
        if feminine != stem:
            yield from ((feminine, "f", False), (feminine + "nen", "f", True))
    else:
        gender = None if not feminine else "m"
        yield from ((masculine + ending, gender, False) for ending in _DECLENSIONS[row["declension"]])
        if feminine:
            yield from ((feminine, "f", False), (feminine + "nen", "f", True))
    for form in filter(None, row["other_forms"].split("|")):
        is_plural = row["declension"] != "-" and not form.endswith("es")
        yield form, "f" if form.endswith(("in", "innen")) else "m", is_plural


@lru_cache(maxsize=1)
def _forms() -> dict[str, _Form]:
    forms: dict[str, _Form] = {}
    for row in table("titles"):
        for form, gender, is_plural in _declined(row):
            entry = _Form(
                row["masculine"], row["feminine"], gender, row["kind"], row["kind_in_compound"] or row["kind"],
                row["is_political"] == "yes", row["is_productive"] == "yes", is_plural,
            )  # fmt: skip
            forms.setdefault(fold(form), entry)
    return forms


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, _Prefix]:
    return {
        fold(row["prefix"]): _Prefix(row["meaning"], tuple(filter(None, row["country_codes"].split("|"))))
        for row in table("title_prefixes")
        if row["meaning"] != "unpolitical"
    }


@lru_cache(maxsize=1)
def _unpolitical() -> tuple[str, ...]:
    return tuple(fold(row["prefix"]) for row in table("title_prefixes") if row["meaning"] == "unpolitical")


@lru_cache(maxsize=1)
def _exceptions() -> tuple[str, ...]:
    return tuple(fold(line) for line in lines("title_exceptions"))


@lru_cache(maxsize=1)
def _former() -> frozenset[str]:
    return frozenset(fold(stem + ending) for stem in lines("former_adjectives") for ending in _ADJECTIVE_ENDINGS)


def is_former(adjective: str) -> bool:
    """Whether an adjective before a title makes it a past office.

    >>> is_former("ehemaligen"), is_former("Früherer"), is_former("stellvertretende")
    (True, True, False)
    """
    return fold(adjective) in _former()


@lru_cache(maxsize=4096)
def parse_title(token: str) -> Title | None:
    """The office that a German word names, or None where it names none.

    Understands inflection and compounds: `Präsidenten`, `US-Sondergesandte`, `Bundesaußenminister`,
    `Ex-Präsidentin`, `Vize-Außenminister`, `Kremlchef`. A word in lower case is no title.

    >>> title = parse_title("ÖVP-Europaministerin")
    >>> title.base_title, title.prefix, title.gender, title.kind
    ('Europaministerin', 'ÖVP', 'f', 'minister')
    >>> parse_title("Treffen") is None
    True
    """
    word = token.strip("„“”\"'»«,;:()")
    if not word or not (word[0].isupper() or "-" in word):
        return None
    *outer, last = [word] if fold(word) in _forms() else word.split("-")
    if not last or not last[0].isupper():
        return None
    joined = _joined(last)
    if joined is None:
        return None
    return _with_prefixes(_title(*joined), [part for part in outer if part])


def _joined(word: str) -> tuple[str, _Form] | None:
    """Splits a word without hyphens into what stands before the title, and the title's form."""
    folded = fold(word)
    if form := _forms().get(folded):
        return "", form
    # ß makes two letters when folded, so cut the printed word and fold each piece.
    for cut in range(1, len(word) - 2):
        form = _forms().get(fold(word[cut:]))
        if form is None:
            continue
        before = word[:cut]
        if fold(before) in _prefixes() or (form.is_productive and len(before) >= _SMALLEST_MODIFIER):
            if any(_is_form_of(folded, exception) for exception in _exceptions()):
                return None
            return before, form
    return None


def _is_form_of(folded: str, base: str) -> bool:
    return folded.startswith(base) and len(folded) - len(base) <= len("innen")


def _title(inner: str, form: _Form) -> Title:
    """The title of a word without hyphens, whose part before the known form is `inner`."""
    prefix = _prefixes().get(fold(inner)) or _Prefix("", ())
    is_former = prefix.meaning == "former"
    masculine, feminine = form.masculine, form.feminine
    if inner and not is_former:
        masculine = inner + masculine[0].lower() + masculine[1:]
        feminine = inner + feminine[0].lower() + feminine[1:] if feminine else ""
    is_own_compound = bool(inner) and not prefix.meaning
    return Title(
        base_title=feminine if form.gender == "f" else masculine,
        prefix="",
        gender=form.gender,
        kind=form.kind_in_compound if is_own_compound else form.kind,
        is_political=form.is_political and not (is_own_compound and fold(inner).startswith(_unpolitical())),
        is_plural=form.is_plural,
        is_former=is_former,
        is_deputy=prefix.meaning == "deputy",
        country_codes=_country_codes(masculine),
        masculine=masculine,
        feminine=feminine,
    )


def _country_codes(title: str) -> tuple[str, ...]:
    """The states that the first part of a title allows: `Bundeskanzler`, `Kremlchef`."""
    folded = fold(title)
    found = (prefix.country_codes for text, prefix in _prefixes().items() if folded.startswith(text))
    return next((codes for codes in found if codes), ())


def _with_prefixes(title: Title, parts: list[str]) -> Title:
    """Reads the hyphenated parts: Ex and Alt make it a past office, Vize and Chef belong to it, others are its prefix."""
    kept: list[str] = []
    for part in reversed(parts):
        known = _prefixes().get(fold(part))
        if known and known.meaning == "former":
            title = replace(title, is_former=True)
        elif known and not known.country_codes:
            title = replace(
                title,
                base_title=f"{part}-{title.base_title}",
                masculine=f"{part}-{title.masculine}",
                feminine=f"{part}-{title.feminine}" if title.feminine else "",
                is_deputy=title.is_deputy or known.meaning == "deputy",
            )
        else:
            if known and known.country_codes:
                title = replace(title, country_codes=known.country_codes)
            kept.insert(0, part)
    return replace(title, prefix="-".join(kept))
