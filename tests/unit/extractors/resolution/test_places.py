"""Where is where."""


def test_a_place_has_its_german_name_country_and_coordinates(corpus):
    kiew, kyjiw = corpus.article("a1").place("Kiew", "UA"), corpus.article("a2").place("Kyjiw")
    result = corpus.resolve()
    assert result.place_of[kiew] == result.place_of[kyjiw]
    [place] = result.rows("place")
    assert (place["country_code"], place["place_type"], round(place["latitude"])) == ("UA", "city", 50)


def test_a_country_is_an_actor_and_a_place(corpus):
    france = corpus.article("a1").country("Frankreich", "FR")
    result = corpus.resolve()
    assert result.rows("place", place_key=result.place_of[france])[0]["place_type"] == "country"
    assert result.actor(france)["actor_type"] == "country"


def test_a_place_in_no_registry_is_known_by_name_and_country(corpus):
    here = corpus.article("a1").place("Kleinkleckersdorf an der Ilm", "DE")
    same = corpus.article("a2").place("Kleinkleckersdorf an der Ilm")
    result = corpus.resolve()
    assert result.place_of[here] == result.place_of[same]
    [place] = result.rows("place")
    assert (place["country_code"], place["latitude"], place["place_type"]) == ("DE", None, "unknown")


def test_two_places_of_one_name_in_two_countries_are_two(corpus):
    paris, texas = corpus.article("a1").place("Paris", "FR"), corpus.article("a2").place("Paris", "US")
    result = corpus.resolve()
    assert result.place_of[paris] != result.place_of[texas]


def test_a_building_is_a_place_of_its_own(corpus):
    house, city = corpus.article("a1").place("Weißes Haus", "US"), corpus.article("a2").place("Washington", "US")
    result = corpus.resolve()
    assert result.place_of[house] != result.place_of[city]
