import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document
from tests.extract.claims.desk import PUBLISHED, brief, claimed, claimed_raw, events, said


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A drone hit a grain store in the port.", [("impact", "affirm")]),
        ("ru", "Ракета попала в зерновой склад.", [("impact", "affirm")]),
        ("uk", "Ракета влучила в зерновий склад.", [("impact", "affirm")]),
        ("en", "Air defence shot down three missiles.", [("interception", "affirm")]),
        ("ru", "ПВО сбила три ракеты.", [("interception", "affirm")]),
        ("uk", "ППО збила три ракети.", [("interception", "affirm")]),
        ("en", "The army launched five drones.", [("launch", "affirm")]),
        ("ru", "Армия запустила пять дронов.", [("launch", "affirm")]),
        ("uk", "Армія запустила п'ять дронів.", [("launch", "affirm")]),
        ("en", "The army launched an attack on the town.", [("attack", "affirm")]),
        ("ru", "Войска нанесли удар по складу.", [("attack", "affirm")]),
        ("uk", "Війська завдали удару по складу.", [("attack", "affirm")]),
        ("en", "Explosions were heard in the port.", [("explosion", "affirm")]),
        ("ru", "В порту прогремели взрывы.", [("explosion", "affirm")]),
        ("uk", "У порту пролунали вибухи.", [("explosion", "affirm")]),
        ("en", "A fire broke out at the paint factory.", [("fire", "affirm")]),
        ("ru", "На заводе красок вспыхнул пожар.", [("fire", "affirm")]),
        ("uk", "На заводі фарб спалахнула пожежа.", [("fire", "affirm")]),
        ("en", "Residents of the street were evacuated.", [("evacuation", "affirm")]),
        ("ru", "Жителей улицы эвакуировали.", [("evacuation", "affirm")]),
        ("uk", "Мешканців вулиці евакуювали.", [("evacuation", "affirm")]),
        ("en", "Air raid sirens sounded in the city.", [("alert", "affirm")]),
        ("ru", "В городе объявлена воздушная тревога.", [("alert", "affirm")]),
        ("uk", "У місті оголошено повітряну тривогу.", [("alert", "affirm")]),
        ("en", "The bridge was closed to traffic.", [("closure", "affirm")]),
        ("ru", "Мост перекрыли.", [("closure", "affirm")]),
        ("uk", "Міст перекрили.", [("closure", "affirm")]),
        ("en", "A bus collided with a lorry.", [("other", "affirm")]),
        ("ru", "Автобус столкнулся с грузовиком.", [("other", "affirm")]),
        ("uk", "Автобус зіткнувся з вантажівкою.", [("other", "affirm")]),
        ("en", "Two miners are missing.", [("missing", "affirm")]),
        ("ru", "Двое горняков пропали без вести.", [("missing", "affirm")]),
        ("uk", "Двоє гірників зникли безвісти.", [("missing", "affirm")]),
    ],
)
def test_each_event_is_read_from_its_predicate(lang: Lang, text: str, wanted: list[tuple[str, str]]) -> None:
    assert events(claimed(text, lang)) == wanted


@pytest.mark.parametrize(
    ("lang", "missile", "store"),
    [
        ("en", "They destroyed a missile.", "They destroyed a store."),
        ("ru", "Они уничтожили ракету у склада.", "Они уничтожили склад."),
        ("uk", "Вони знищили ракету біля складу.", "Вони знищили склад."),
    ],
)
def test_the_verbs_own_noun_decides_between_interception_and_damage(lang: Lang, missile: str, store: str) -> None:
    assert events(claimed(missile, lang)) == [("interception", "affirm")]
    assert events(claimed(store, lang)) == [("damage", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "There were no casualties.", [("injured", "deny")]),
        ("en", "The barrage did not damage the depot.", [("damage", "deny")]),
        ("en", "No missiles were shot down.", [("interception", "deny")]),
        ("ru", "Пострадавших нет.", [("injured", "deny")]),
        ("ru", "Погибших нет.", [("killed", "deny")]),
        ("ru", "Повреждений не зафиксировано.", [("damage", "deny")]),
        ("ru", "Обошлось без пострадавших.", [("injured", "deny")]),
        ("ru", "Ракета не попала в склад.", [("impact", "deny")]),
        ("ru", "Погибли не менее десяти человек.", [("killed", "affirm")]),
        ("uk", "Постраждалих немає.", [("injured", "deny")]),
        ("uk", "Загиблих немає.", [("killed", "deny")]),
        ("uk", "Пошкоджень не зафіксовано.", [("damage", "deny")]),
        ("uk", "Загинули не менше десяти людей.", [("killed", "affirm")]),
        ("en", "No fewer than ten people were killed.", [("killed", "affirm")]),
        ("en", "It is unclear whether anyone was killed.", [("killed", "query")]),
        ("ru", "Есть ли погибшие, неизвестно.", [("killed", "query")]),
        ("uk", "Чи є загиблі, невідомо.", [("killed", "query")]),
        ("ru", "Он бил соседа, пока тот не умер.", [("other", "affirm"), ("killed", "affirm")]),
        ("uk", "Пожежа тривала, поки всі не загинули.", [("fire", "affirm"), ("killed", "affirm")]),
    ],
)
def test_stance_follows_the_reach_of_negation(lang: Lang, text: str, wanted: list[tuple[str, str]]) -> None:
    assert events(claimed(text, lang)) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("ru", "Повреждений домов, сказал мэр, спасатели не зафиксировали.", "deny"),
        ("uk", "Пошкоджень доріг, каже він, рятувальники не фіксують.", "deny"),
        ("ru", "Повреждений много, сказал мэр, спасатели не успевают.", "affirm"),
    ],
)
def test_a_negation_behind_an_inserted_saying_denies(lang: Lang, text: str, stance: str) -> None:
    assert extract(document(Report("r", text, lang=lang))).claims[0].stance == stance


def speakers(text: str, lang: Lang) -> list[str | None]:
    """Who says each claim, read with all the attributions of a text."""
    found = extract(document(Report("r", text, lang=lang))).claims
    return [c.speaker.text if c.speaker else None for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("en", "The channel «Quiet Dawn» denies it: no hits in the town.", "The channel «Quiet Dawn»"),
        ("ru", "Канал «Тихая Заря» это отрицает: прилётов не было.", "Канал «Тихая Заря»"),
        ("uk", "Канал «Тиха Зоря» це заперечує: прильотів не було.", "Канал «Тиха Зоря»"),
    ],
)
def test_what_stands_behind_a_denial_and_a_colon_is_said_by_who_denies(lang: Lang, text: str, who: str) -> None:
    assert speakers(text, lang) == [who]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("en", "The mayor said ten people were hurt at Lowport. A crane fell into the river there.", "The mayor"),
        ("ru", "Десять человек ранены в порту, сообщил мэр. Там погибли двое.", "мэр"),
        ("uk", "Десять людей поранено в порту, сказав мер. Там загинули двоє.", "мер"),
    ],
)
def test_a_sentence_about_there_goes_on_in_the_name_of_who_spoke_of_it(lang: Lang, text: str, who: str) -> None:
    assert set(speakers(text, lang)) == {who}


@pytest.mark.parametrize(
    ("lang", "text", "ids"),
    [
        (
            "ru",
            "Погибли семь рабочих, заявил профсоюз. Компания говорила о трёх погибших.",
            ["any:union", "any:company"],
        ),
        ("uk", "Загинули семеро, заявила профспілка. Поліція повідомила про поранених.", ["any:union", "any:police"]),
    ],
)
def test_the_word_for_one_office_never_stands_for_another(lang: Lang, text: str, ids: list[str]) -> None:
    found = extract(document(Report("r", text, lang=lang))).claims
    assert [c.speaker.id if c.speaker else None for c in found] == ids


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Мэр сообщил о разрушенном доме.", "damage"),
        ("ru", "Мэр сообщил о сбитой ракете.", "interception"),
        ("uk", "Мер повідомив про пошкоджений будинок.", "damage"),
    ],
)
def test_a_participle_that_opens_what_is_told_of_tells_a_happening(lang: Lang, text: str, event: str) -> None:
    found = extract(document(Report("r", text, lang=lang))).claims
    assert [(c.event, c.speaker.id) for c in found if c.speaker] == [(event, "any:mayor")]


def test_there_was_goes_on_with_nobody_and_a_name_in_the_words_told_does_not_speak() -> None:
    assert speakers("A driver said ten people were hurt. There was an explosion at noon.", "en")[-1] is None
    assert speakers("Пишут про прилёт в ПВО под городом.", "ru") == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There were no casualties or damage."),
        ("ru", "Пострадавших и разрушений нет."),
        ("uk", "Постраждалих та руйнувань немає."),
    ],
)
def test_coordinated_nouns_share_their_denial(lang: Lang, text: str) -> None:
    assert sorted(events(claimed(text, lang))) == [("damage", "deny"), ("injured", "deny")]


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("en", "Two people were killed and five injured.", ["Two people were killed", "five injured"]),
        ("en", "A shell hit a bus, killing two people.", ["A shell hit a bus", "killing two people"]),
        ("en", "Two men were hurt when a shell hit a bus.", ["Two men were hurt", "a shell hit a bus"]),
        ("ru", "Погибли двое, ещё пятеро ранены.", ["Погибли двое", "ещё пятеро ранены"]),
        ("ru", "Дрон попал в дом, после чего начался пожар.", ["Дрон попал в дом", "начался пожар"]),
        ("uk", "Загинули двоє, ще п'ятеро поранені.", ["Загинули двоє", "ще п'ятеро поранені"]),
        ("uk", "Дрон влучив у будинок, після чого почалася пожежа.", ["Дрон влучив у будинок", "почалася пожежа"]),
    ],
)
def test_each_predicate_makes_a_claim_with_its_own_words(lang: Lang, text: str, parts: list[str]) -> None:
    assert [c.text for c in claimed(text, lang)] == parts


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "As a result of the strike two people died."),
        ("ru", "В результате удара погибли двое."),
        ("uk", "Внаслідок удару загинули двоє."),
    ],
)
def test_an_event_given_as_background_is_no_claim(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang)) == [("killed", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The fire department bought a new truck after the heart attack of its chief."),
        ("en", "The two sides struck a deal and the markets hit a record."),
        ("ru", "Кризис ударил по экономике, а сделка сорвалась."),
        ("uk", "Криза вдарила по економіці, а курс впав."),
    ],
)
def test_figures_of_speech_are_no_events(lang: Lang, text: str) -> None:
    assert claimed(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "outer", "inner", "content"),
    [
        ("en", "The channel reported, citing villagers, that a shed burned.", "reported", "citing", "a shed burned"),
        ("ru", "Канал сообщил, ссылаясь на селян, что сгорел сарай.", "сообщил", "ссылаясь на", "сгорел сарай"),
        (
            "uk",
            "Канал повідомив, посилаючись на селян, що згорів сарай.",
            "повідомив",
            "посилаючись на",
            "згорів сарай",
        ),
    ],
)
def test_the_innermost_source_speaks_and_the_outer_one_passes_it_on(
    lang: Lang, text: str, outer: str, inner: str, content: str
) -> None:
    channel, people = (
        text.split(maxsplit=1)[0] if lang != "en" else "The channel",
        {"en": "villagers"}.get(lang, "селян"),
    )
    (claim,) = claimed(
        text, lang, said(text, channel, outer, content), said(text, people, inner, content, inside=outer)
    )
    assert claim.text == content
    assert claim.speaker
    assert (claim.speaker.text, [v.text for v in claim.via]) == (people, [channel])
    assert claim.attribution == inner


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("en", "The ministry denied that the port was hit.", "deny"),
        ("en", "The ministry could not confirm that the port was hit.", "query"),
        ("ru", "Министерство опровергло, что порт поражён.", "deny"),
        ("uk", "Міністерство спростувало, що порт уражено.", "deny"),
    ],
)
def test_the_attributions_stance_is_the_claims(lang: Lang, text: str, stance: str) -> None:
    joint = {"en": " that ", "ru": " что ", "uk": " що "}[lang]
    head, content = text.rstrip(".").split(joint)
    source, cue = head.split(" ", 2)[:2] if lang == "en" else head.split(" ", 1)
    source, cue = (f"{source} {cue}", head.split(" ", 2)[2]) if lang == "en" else (source, cue.rstrip(","))
    (claim,) = claimed(text, lang, said(text, source, cue, content, stance=stance))  # type: ignore[arg-type]
    assert (claim.stance, claim.text) == (stance, content)


def test_denying_cue_over_a_negated_clause_stays_a_denial_of_the_event() -> None:
    text = "The mayor denied there had been any leak."
    (claim,) = claimed(text, "en", said(text, "The mayor", "denied", "there had been any leak", stance="deny"))
    assert (claim.event, claim.stance) == ("other", "deny")


@pytest.mark.parametrize(
    ("lang", "text", "people"),
    [
        ("en", "The blasts were heard by residents of Karsk.", "residents of Karsk"),
        ("ru", "Местные жители слышали взрывы.", "Местные жители"),
        ("uk", "Місцеві мешканці чули вибухи.", "Місцеві мешканці"),
    ],
)
def test_who_heard_it_is_its_witness(lang: Lang, text: str, people: str) -> None:
    (claim,) = claimed(text, lang)
    assert claim.speaker
    assert (claim.event, claim.speaker.text, claim.speaker.kind) == ("explosion", people, "witness")
    assert [e.kind for e in claim.evidence] == ["witness"]
    assert (claim.basis, claim.rule) == ("witness", "claim.witness")


def test_who_shares_footage_of_it_speaks() -> None:
    (claim,) = claimed("Local residents share videos of hits at the port.", "en")
    assert claim.speaker
    assert (claim.event, claim.speaker.text, claim.rule) == ("impact", "Local residents", "claim.shown")
    assert [e.kind for e in claim.evidence] == ["video"]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("en", "The General Staff has not commented on the strike.", "The General Staff"),
        ("en", "The cause is open, and a spokesman for the plant declined to comment.", "a spokesman for the plant"),
        ("ru", "Береговая охрана от комментариев отказалась.", "Береговая охрана"),
        ("ru", "Владелец завода на вопросы не ответил.", "Владелец завода"),
        ("uk", "Генеральний штаб ситуацію не коментував.", "Генеральний штаб"),
        ("ru", "В мэрии трубку не берут.", "мэрии"),
        ("ru", "В штабе округа запрос редакции оставили без ответа.", "штабе округа"),
        ("uk", "У мерії слухавку не беруть.", "мерії"),
        ("uk", "У штабі округу запит агенції лишили без відповіді.", "штабі округу"),
    ],
)
def test_silence_is_a_claim_of_the_silent_party(lang: Lang, text: str, who: str) -> None:
    (claim,) = claimed(text, lang)
    assert claim.speaker
    assert (claim.event, claim.stance, claim.speaker.text) == ("comment", "no_comment", who)
    assert claim.places == ()


def test_each_member_of_a_long_list_is_silent() -> None:
    found = claimed("The army, the navy and the coast guard have not yet commented on this.", "en")
    assert [c.speaker.text for c in found if c.speaker] == ["The army", "the navy", "the coast guard"]
    assert len({c.span for c in found}) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ministry did not provide any evidence of this."),
        ("ru", "Доказательств этого министерство не привело."),
        ("uk", "Міністерство не надало жодних доказів."),
    ],
)
def test_missing_evidence_is_the_reports_own_claim(lang: Lang, text: str) -> None:
    (claim,) = claimed(text, lang)
    assert (claim.event, claim.stance, claim.speaker, claim.text) == ("evidence_absent", "affirm", None, text[:-1])


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("en", "Drones allegedly hit the depot.", "allegedly"),
        ("ru", "Дроны якобы поразили склад.", "якобы"),
        ("uk", "Дрони нібито вразили склад.", "нібито"),
    ],
)
def test_a_word_of_distance_is_the_outlets_inside_anothers_words(lang: Lang, text: str, word: str) -> None:
    (own,) = claimed(text, lang)
    assert [(h.text, h.whose) for h in own.hedges] == [(word, "speaker")]
    cue = {"en": "The army said ", "ru": "Армия сообщила, что ", "uk": "Армія повідомила, що "}[lang]
    whole = cue + text[0].lower() + text[1:]
    verb = cue.split()[2 if lang == "en" else 1].rstrip(",")
    who = "The army" if lang == "en" else cue.split()[0]
    (told,) = claimed(whole, lang, said(whole, who, verb, whole[len(cue) : -1]))
    assert [(h.text, h.whose) for h in told.hedges] == [(word, "outlet")]


@pytest.mark.parametrize(
    ("lang", "text", "factuality"),
    [
        ("en", "In November 2023 drones hit the depot.", "historical"),
        ("en", "The depot was hit on Tuesday.", "asserted"),
        ("en", "The town will be evacuated.", "future"),
        ("en", "If the dam breaks, the town will be evacuated.", "future"),
        ("ru", "В ноябре 2023 года дроны атаковали склад.", "historical"),
        ("ru", "Жителей будут эвакуировать.", "future"),
        ("uk", "У листопаді 2023 року дрони атакували склад.", "historical"),
        ("uk", "Мешканців будуть евакуювати.", "future"),
    ],
)
def test_factuality(lang: Lang, text: str, factuality: str) -> None:
    assert [c.factuality for c in claimed(text, lang)][-1:] == [factuality]


@pytest.mark.parametrize(("act", "factuality"), [("intend", "future"), ("ask", "hypothetical"), ("say", "asserted")])
def test_what_is_intended_or_asked_for_has_not_happened(act: str, factuality: str) -> None:
    text = "The operator spoke of an evacuation of the staff."
    made = said(text, "The operator", "spoke", "an evacuation of the staff", act=act)  # type: ignore[arg-type]
    assert [c.factuality for c in claimed(text, "en", made)] == [factuality]


@pytest.mark.parametrize(
    ("lang", "text", "counts"),
    [
        ("en", "Twelve people were injured, including two children.", [12]),
        ("en", "Air defence shot down a missile.", [1]),
        ("en", "A shell damaged a house and injured five people.", [None, 5]),
        ("ru", "Пострадали 12 человек, в том числе двое детей.", [12]),
        ("ru", "Погибли не трое, а семь рабочих.", [7]),
        ("ru", "Сбиты десять ракет.", [10]),
        ("uk", "Постраждали 12 людей, зокрема двоє дітей.", [12]),
        ("uk", "Збито десять ракет.", [10]),
    ],
)
def test_a_count_is_bound_to_its_own_event(lang: Lang, text: str, counts: list[int | None]) -> None:
    assert [c.count.best if c.count else None for c in claimed(text, lang)] == counts


@pytest.mark.parametrize(
    ("lang", "text", "actor"),
    [
        ("en", "The army shelled the market.", "army"),
        ("ru", "Армия обстреляла рынок.", "Армия"),
        ("uk", "Армія обстріляла ринок.", "Армія"),
        ("en", "The market was shelled.", None),
        ("ru", "Рынок обстрелян.", None),
    ],
)
def test_who_acted_is_the_subject_of_an_active_verb(lang: Lang, text: str, actor: str | None) -> None:
    assert [c.actor for c in claimed(text, lang)] == [actor]


def test_all_stays_a_word() -> None:
    (claim,) = claimed("All missiles were shot down.", "en")
    assert claim.count
    assert (claim.count.text, claim.count.best) == ("All", None)


def test_a_sentence_that_goes_on_keeps_the_speaker() -> None:
    text = "The mayor said that debris damaged a roof. One man was also injured because of this. A fire is burning."
    found = claimed(text, "en", said(text, "The mayor", "said", "debris damaged a roof"))
    assert [c.speaker.text if c.speaker else None for c in found] == ["The mayor"] * 3
    assert found[1].rule == "claim.continued"


@pytest.mark.parametrize(
    "after",
    [
        "Meanwhile a fire broke out in the port.",
        "The same depot was hit in March.",
        "There were no immediate reports of damage.",
        "Was anybody killed there?",
    ],
)
def test_a_sentence_that_turns_away_from_an_office_is_the_reports_own(after: str) -> None:
    assert speakers(f"The governor said two people were killed. Two houses burned down. {after}", "en") == [
        "The governor",
        "The governor",
        None,
    ]


@pytest.mark.parametrize("who", ["A driver", "A neighbour", '"Nobody is hurt," the governor'])
def test_an_english_sentence_goes_on_with_no_witness_and_no_quotation(who: str) -> None:
    assert speakers(f"{who} said two people were killed. Two houses burned down.", "en")[-1] is None


def test_a_credit_in_brackets_passes_on_every_claim() -> None:
    found = claimed("A depot burned in the port. Two people were injured. (Karsk News)", "en")
    assert [[v.text for v in c.via] for c in found] == [["Karsk News"], ["Karsk News"]]


PARTIES = {
    "en": ("Ostrovia", "Westmark", "The army of {a} said that {b} drones hit a depot and killed two people."),
    "ru": ("Островии", "Вестмарка", "Армия {a} сообщила, что дроны {b} поразили склад, погибли двое."),
    "uk": ("Островії", "Вестмарку", "Армія {a} повідомила, що дрони {b} вразили склад, загинули двоє."),
}


@pytest.mark.parametrize("lang", LANGS)
def test_swapping_the_parties_changes_no_event_and_no_stance(lang: Lang) -> None:
    a, b, text = PARTIES[lang]

    def seen(words: str) -> list[tuple[object, ...]]:
        found = extract(document(Report("r", words, lang=lang, published=PUBLISHED))).claims
        return [(c.event, c.stance, c.factuality, len(c.hedges), c.kind, c.interest, c.rule) for c in found]

    straight = seen(text.format(a=a, b=b))
    assert straight
    assert straight == seen(text.format(a=b, b=a))


VOCABULARY = (
    'explosion hit by 5 people , . ; not no killed said allegedly commented video after 12 which ( ) - — « »  " '
    "взрыв не погибли двое дроны сбиты якобы комментирует который где нет вибух загинули немає нібито ё і"
)
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.sampled_from(LANGS))
def test_any_text_gives_spans_that_lead_back_to_it(text: str, lang: Lang) -> None:
    for claim in claimed_raw(text, lang):
        spans = [(claim.text, claim.span), *((h.text, h.span) for h in claim.hedges)]
        spans += [(e.text, e.span) for e in claim.evidence] + [(p.text, p.span) for p in claim.places]
        spans += [(v.text, v.span) for v in claim.via]
        for part in (claim.count, claim.when, claim.trigger, claim.speaker):
            if part is not None and part.span is not None:
                spans.append((part.text, part.span))
        for words, span in spans:
            assert text[span.start : span.end] == words
        assert 0 <= claim.span.start < claim.span.end <= len(text)


def test_order_of_claims_is_that_of_the_text() -> None:
    found = claimed("A shed burned. Two men were hurt. A siren sounded.", "en")
    assert brief(found) == [
        ("fire", "affirm", "A shed burned"),
        ("injured", "affirm", "Two men were hurt"),
        ("alert", "affirm", "A siren sounded"),
    ]
    assert len({c.id for c in found}) == 3


def test_a_silence_of_three_is_told_once_for_each() -> None:
    text = "The harbour office, the coast guard and other officials have not yet commented on this information."
    quiet = [c for c in claimed_raw(text, "en") if c.stance == "no_comment"]
    assert len(quiet) == len({c.speaker.text for c in quiet if c.speaker})
    assert quiet
