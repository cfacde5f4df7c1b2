"""Whose words a sentence gives, where the parser or word order misleads."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

# Words of a claim, its speaker ("" for the report itself), stance and event.
Expected = tuple[str, str, str, str]
CASES: list[tuple[Lang, str, Expected]] = [
    (
        "en",
        "Drones flew into an oil depot overnight, setting two tanks on fire, the regional head, Ana Lutov, said on "
        "Telegram.",
        ("setting two tanks on fire", "the regional head, Ana Lutov", "affirm", "fire"),
    ),
    (
        "en",
        "The rebels' spokesman said on their channel that three captives had died in the raid and blamed the army.",
        ("three captives had died in the raid", "The rebels' spokesman", "affirm", "killed"),
    ),
    (
        "en",
        "The rebels' spokesman said on their channel that three captives had died in the raid and blamed the army.",
        ("the army", "The rebels' spokesman", "affirm", "killed"),
    ),
    (
        "en",
        "A bomb went off. According to two people familiar with the matter, investigators found 90,000 crowns there.",
        ("investigators found 90,000 crowns there", "two people familiar with the matter", "affirm", "other"),
    ),
    (
        "en",
        "Residents of Orlen report explosions near the port.",
        ("explosions near the port", "Residents of Orlen", "affirm", "explosion"),
    ),
    (
        "en",
        "Our sources in the garrison report that the commander has been arrested.",
        ("the commander has been arrested", "Our sources in the garrison", "affirm", "response"),
    ),
    (
        "en",
        "The mission was unable to establish the direction of fire.",
        ("the direction of fire", "The mission", "query", "fire"),
    ),
    (
        "en",
        "The minister denied having been told of the fire.",
        ("having been told of the fire", "The minister", "deny", "fire"),
    ),
    (
        "en",
        "Nobody can say how many people died in the mill.",
        ("how many people died in the mill", "", "query", "killed"),
    ),
    (
        "en",
        "Officials say that nobody can say how many people died.",
        ("how many people died", "Officials", "query", "killed"),
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_whose_words_they_are(lang: Lang, text: str, expected: Expected) -> None:
    found = [(c.text, c.speaker.text if c.speaker else "", c.stance, str(c.event)) for c in told(text, lang)]
    assert expected in found


def test_a_noun_is_no_verb_of_saying() -> None:
    found = told("Members of the inquiry report to the minister. Two people died in the fire.", "en")
    assert all(c.speaker is None or c.speaker.text != "Members of the inquiry" for c in found)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "15:10 The fire service says the mill burned. 15:32 The square has been sealed off.", "square"),
        ("ru", "15:10 Пожарная служба сообщила, что мельница горит. 15:32 Площадь оцеплена.", "Площадь"),
        ("uk", "15:10 Пожежна служба повідомила, що млин горить. 15:32 Площу оточено.", "Площу"),
        ("en", "Earlier, officials had spoken of nine dead. Two people remain missing.", "Two people"),
        ("en", "The union said that two men had been hurt. The military police have opened an inquiry.", "inquiry"),
    ],
)
def test_another_entry_a_recollection_and_anothers_act_end_a_voice(lang: Lang, text: str, words: str) -> None:
    assert [c.speaker for c in told(text, lang) if words in c.text] == [None]


def test_whoever_spoke_last_is_it_though_named_long_before() -> None:
    text = (
        "The Ministry of Defence of Korvia reported that its air defence had shot down 17 drones. "
        "According to the ministry, two men were killed. It said that no plane was lost."
    )
    last = told(text, "en")[-1]
    assert last.speaker is not None
    assert last.speaker.id == "any:defence-ministry"


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "event", "figure"),
    [
        ("en", "Thirty people died, the mayor says. The government's figure is 61.", "The government", "killed", 61),
        ("en", "Thirty people died, the mayor says. The bishop's count stands at 200.", "The bishop", "killed", 200),
        (
            "en",
            "The chief said that 600 people had been evacuated; the Red Cross put the number at 900.",
            "the Red Cross",
            "evacuation",
            900,
        ),
        (
            "ru",
            "Глава района сказал, что эвакуировали 600 человек; Красный Крест назвал цифру 900.",
            "Красный Крест",
            "evacuation",
            900,
        ),
        (
            "uk",
            "Голова району сказав, що евакуювали 600 людей; Червоний Хрест назвав цифру 900.",
            "Червоний Хрест",
            "evacuation",
            900,
        ),
    ],
)
def test_a_figure_of_ones_own_is_of_what_was_counted(
    lang: Lang, text: str, speaker: str, event: str, figure: int
) -> None:
    told_so = [(c.event, c.count.best) for c in told(text, lang) if c.speaker and c.speaker.text == speaker and c.count]
    assert told_so == [(event, figure)]


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("The police watchdog said an inquiry had begun. Police said two men died.", "any:police"),
        ("The Police Federation said two officers had been hurt. Police said two men died.", "any:police"),
        ("The Harrow Police Department said a car burned. Police said two men died.", "any:police"),
        ("Doctors treating Ms Anna Lind in the town say that two men died.", "any:hospital"),
        ("A spokesman for Anna Lind said two men died.", "person:an lind"),
        ("The head of the region Anna Lind said two men died.", "person:an lind"),
    ],
)
def test_who_speaks_is_neither_of_another_kind_nor_only_spoken_of(text: str, identity: str) -> None:
    dead = next(c for c in told(text, "en") if c.event == "killed")
    assert dead.speaker is not None
    assert dead.speaker.id == identity


@pytest.mark.parametrize(
    ("lang", "text", "identity"),
    [
        ("ru", "14:22 Мэр: взорвался газ. 14:55 Полиция: ранены двое.", "any:police"),
        ("uk", "14:22 Мер: вибухнув газ. 14:55 Поліція: поранено двох.", "any:police"),
        ("ru", "Полицейский профсоюз заявил, что горит машина. Полиция сообщила о двух раненых.", "any:police"),
        (
            "uk",
            "Поліцейська профспілка заявила, що горить машина. Поліція повідомила про двох поранених.",
            "any:police",
        ),
    ],
)
def test_the_police_speak_for_themselves(lang: Lang, text: str, identity: str) -> None:
    hurt = next(c for c in told(text, lang) if c.event == "injured")
    assert hurt.speaker is not None
    assert hurt.speaker.id == identity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eyewitnesses described how men in uniform without insignia stormed the town hall.",
            ("how men in uniform without insignia stormed the town hall", "Eyewitnesses", "affirm", "attack"),
        ),
        (
            "Colonel Barsov fled, soldiers say. His deputy denies that: the colonel was wounded, he says.",
            ("the colonel was wounded", "His deputy", "affirm", "injured"),
        ),
        (
            "A judge had found that the laboratory mixed up the samples; the laboratory denies it. Two patients died.",
            ("the laboratory mixed up the samples", "A judge", "affirm", "other"),
        ),
        (
            "A boat sank, survivors say. The coast guard called the data forged.",
            ("the data", "The coast guard", "deny", "other"),
        ),
    ],
)
def test_a_denial_reaches_what_it_is_of_and_no_more(text: str, expected: Expected) -> None:
    found = [(c.text, c.speaker.text if c.speaker else "", c.stance, str(c.event)) for c in told(text, "en")]
    assert expected in found


def test_an_outlet_of_the_government_is_not_the_government() -> None:
    first, second = told("The government said two men died. A government newspaper reported five dead.", "en")
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.id != second.speaker.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The miners' union stood by its account that three men were still underground.",
            ("three men were still underground", "The miners' union", "affirm", "missing"),
        ),
        (
            "The ministry has corrected its earlier statement: not five but three soldiers died in the crash.",
            ("not five but three soldiers died in the crash", "The ministry", "affirm", "killed"),
        ),
        ("The hospital reported no toxins. She was poisoned.", ("She was poisoned", "", "affirm", "injured")),
    ],
)
def test_who_stands_by_words_says_them_and_what_is_put_right_is_so(text: str, expected: Expected) -> None:
    found = [(c.text, c.speaker.text if c.speaker else "", c.stance, str(c.event)) for c in told(text, "en")]
    assert found == [expected]


@pytest.mark.parametrize("text", ["Two brothers, aged 17 and 19, were killed.", "Two boys aged 3 and 5 were killed."])
def test_an_age_is_no_figure_of_the_dead(text: str) -> None:
    assert [c.count.best for c in told(text, "en") if c.count] == [2]
