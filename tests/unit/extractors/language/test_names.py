"""Names: what the component finds, and that nothing around a text changes it."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.language import load
from extractors.language.consistency import agree
from extractors.language.spans import NameSpan, mend


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_labels_and_probability(nlp: Language) -> None:
    doc = nlp("Emmanuel Macron empfing den US-Präsidenten und die polnische Ministerin in Paris.")
    assert names(doc) == [("Emmanuel Macron", "PER"), ("Paris", "LOC")]
    assert [(span.text, span.label_) for span in doc.spans["derived"]] == [
        ("US-Präsidenten", "LOCpart"),
        ("polnische", "LOCderiv"),
    ]
    assert all(0.5 < ent._.probability <= 1 for ent in doc.ents)


def test_particles_belong_to_the_name(nlp: Language) -> None:
    doc = nlp("Ursula von der Leyen, Herman van Rompuy und Mohammed bin Salman kamen. Auch von der Leyen sprach.")
    assert [text for text, _ in names(doc)] == [
        "Ursula von der Leyen",
        "Herman van Rompuy",
        "Mohammed bin Salman",
        "von der Leyen",
    ]


def test_two_people_stay_two(nlp: Language) -> None:
    assert [text for text, _ in names(nlp("Steve Witkoff und George W. Bush reisten zu Leo XIV. nach Rom."))] == [
        "Steve Witkoff",
        "George W. Bush",
        "Leo XIV.",
        "Rom",
    ]


def test_genitives_stay_in_the_span(nlp: Language) -> None:
    assert names(nlp("Das sagte Friedrich Merz' Sprecher nach Selenskyjs Rede."))[0] == ("Friedrich Merz'", "PER")
    assert ("Selenskyjs", "PER") in names(nlp("Das sagte der Sprecher nach Selenskyjs Rede."))


def test_quotation_marks_stay_outside(nlp: Language) -> None:
    doc = nlp('„Angela Merkel“, sagte er, »Olaf Scholz«, und "Annalena Baerbock".')
    assert [text for text, _ in names(doc)] == ["Angela Merkel", "Olaf Scholz", "Annalena Baerbock"]


def test_headline_in_capitals(nlp: Language) -> None:
    assert [
        text for text, label in names(nlp("SELENSKYJ TRIFFT MACRON IN PARIS\n\nDas war gestern.")) if label != "OTH"
    ] == [
        "SELENSKYJ",
        "MACRON",
        "PARIS",
    ]


def test_doubtful_words_take_the_label_of_the_rest(nlp: Language) -> None:
    doc = nlp(
        "Wolodymyr Selenskyj kam nach Wien. Er stand an der Seite Selenskyjs. Selenskyj sprach. Zuvor hatte Donald Trump Selenskyj gelobt."
    )
    assert {label for text, label in names(doc) if text.startswith("Selenskyj")} == {"PER"}


def test_a_place_behind_von_is_no_person(nlp: Language) -> None:
    doc = nlp.make_doc("Die Delegation aus Kyjiw reiste ab, was von Kyjiw bestätigt wurde.")
    place, person = NameSpan(3, 4, "LOC", 0.99), NameSpan(8, 10, "PER", 0.68)
    assert agree(doc, [place, person]) == [place, NameSpan(9, 10, "LOC", 0.68)]


def test_a_particle_belongs_to_a_place_that_begins_with_one(nlp: Language) -> None:
    doc = nlp.make_doc("Sie tagen in den Haag.")
    place = NameSpan(3, 5, "LOC", 0.7)
    assert agree(doc, [place]) == [place]


def test_a_kind_of_place_and_its_name_are_one_place(nlp: Language) -> None:
    [sentence] = nlp("Scholz empfing Macron auf Schloss Meseberg.").sents
    parts = [NameSpan(4, 5, "LOC", 0.7), NameSpan(5, 6, "LOC", 0.9)]
    assert mend(sentence, parts) == [NameSpan(4, 6, "LOC", 0.7)]


def test_merged_persons_come_apart(nlp: Language) -> None:
    doc = nlp(
        "Donald Trump und Wolodymyr Selenskyj stritten. Zuvor hatte Trump Selenskyj angegriffen. Trump Selenskyj: ein Streit."
    )
    assert "Trump Selenskyj" not in [text for text, _ in names(doc)]


def test_sentence_longer_than_the_window_keeps_its_names(nlp: Language) -> None:
    middle = ", ".join("ein weiterer Gast aus einem anderen Land" for _ in range(60))
    doc = nlp(f"Gekommen waren Emmanuel Macron, {middle}, Olaf Scholz, {middle} und Giorgia Meloni.")
    assert len(list(doc.sents)) == 1
    assert [text for text, label in names(doc) if label == "PER"] == [
        "Emmanuel Macron",
        "Olaf Scholz",
        "Giorgia Meloni",
    ]


def test_result_does_not_depend_on_the_batch(nlp: Language) -> None:
    texts = [
        "Der Kanzler traf Emmanuel Macron in Paris.",
        "Kurz.",
        "Ein sehr langer Satz, in dem Wolodymyr Selenskyj, Donald Trump und viele andere nacheinander in Washington auftreten.",
        "",
    ]

    def spans(doc: Doc) -> list[tuple[int, int, str, float]]:
        return [(e.start_char, e.end_char, e.label_, e._.probability) for e in [*doc.ents, *doc.spans["derived"]]]

    alone = [spans(nlp(text)) for text in texts]
    assert [spans(doc) for doc in nlp.pipe(texts)] == alone
    assert [spans(doc) for doc in nlp.pipe(texts[::-1] * 3, batch_size=2)] == alone[::-1] * 3
    assert [spans(doc) for doc in load(threads=1).pipe(texts)] == alone
