import numpy as np

from bot.matching.index import Index, Vector
from bot.matching.model import Heard, Model

PHRASINGS = {
    "fair.dates": ["lich hoi cho", "hoi cho bao gio mo"],
    "fair.dossier": ["hoi cho can giay to gi"],
    "course.dates": ["lich khoa hoc"],
}
OWNERS = np.array([0, 0, 1, 2])
INDEX = Index.learn([text.split() for texts in PHRASINGS.values() for text in texts])
TOPICS = {entry: entry.split(".")[0] for entry in PHRASINGS}
ASPECTS = {"fair.dossier": "dossier", "fair.dates": "dates", "course.dates": "dates"}
MODEL = Model.learn(INDEX, OWNERS, tuple(PHRASINGS), TOPICS, ASPECTS)


def hear(text: str) -> Heard:
    return MODEL.hear(INDEX.vector(text.split()))


def test_words_speak_for_the_entry_that_uses_them() -> None:
    """And for no entry, when none does."""
    heard = hear("giay to")
    assert heard.language.argmax() == heard.direction.argmax() == 1
    assert heard.direction[2] == 0
    nothing = MODEL.hear(Vector(np.zeros(0, np.int64), np.zeros(0, np.float32)))
    assert nothing.direction.max() == 0


def test_direction_is_a_cosine() -> None:
    """1 for an entry of one phrasing asked as it stands."""
    assert np.isclose(hear("lich khoa hoc").direction[2], 1, atol=1e-5)


def test_a_phrasing_is_left_out_of_its_entry() -> None:
    """What it alone says no longer speaks for the entry; what it says twice does, and nothing
    changes for the others.
    """
    phrasings = {"fair": ["hoi cho", "trien lam", "trien lam"], "course": ["lich khoa hoc"]}
    index = Index.learn([text.split() for texts in phrasings.values() for text in texts])
    model = Model.learn(index, np.array([0, 0, 0, 1]), tuple(phrasings), {}, {})
    alone, twice = (model.hear_without(index.row(place), 0, 3) for place in (0, 1))
    assert alone.direction[0] < twice.direction[0] / 6
    assert alone.language[0] < twice.language[0]
    whole = model.hear(index.row(0))
    assert alone.direction[0] < whole.direction[0]
    assert alone.language[1] == whole.language[1]
    assert alone.direction[1] == whole.direction[1]


def test_leaving_out_is_as_if_it_had_never_been_there() -> None:
    """The direction is that of a model without it, where features weigh the same."""
    texts = ["mua may moi", "may cu mua", "mua may cu", "lich khoa hoc"]
    index = Index.learn([text.split() for text in texts])
    owners = np.array([0, 0, 0, 1])
    model = Model.learn(index, owners, ("machine", "course"), {}, {})
    rows, columns, worth = index.rows()
    telling = model.arrays()["telling"]
    others = np.zeros(index.width)
    for place in (1, 2):
        np.add.at(others, columns[rows == place], (worth * telling[columns])[rows == place])
    left = np.zeros(index.width)
    left[columns[rows == 0]] = (worth * telling[columns])[rows == 0]
    cosine = left @ others / np.linalg.norm(left) / np.linalg.norm(others)
    heard = model.hear_without(index.row(0), 0, 3)
    assert np.isclose(heard.direction[0], cosine, atol=1e-4)


def test_features_of_few_entries_turn_the_direction_most() -> None:
    """`hội chợ` is what two entries have, `lịch` what two have, `giấy tờ` what one has."""
    assert hear("hoi cho giay to").direction.argmax() == 1
    told = MODEL.arrays()["telling"]
    shared, own = (INDEX.features.index(f"{word}+") for word in ("cho", "giay"))
    assert told[shared] < told[own]


def test_a_topic_and_an_aspect_lend_their_words() -> None:
    """Nothing about courses was ever asked with `giấy tờ`, yet fairs teach how it is asked."""
    phrasings = PHRASINGS | {"course.dossier": ["hoc nghe can nop gi"]}
    index = Index.learn([text.split() for texts in phrasings.values() for text in texts])
    owners = np.array([0, 0, 1, 2, 3])
    asked = index.vector(["khoa", "hoc", "giay", "to"])
    names = tuple(phrasings)
    alone = Model.learn(index, owners, names, {}, {}).hear(asked).language
    topics = {entry: entry.split(".")[0] for entry in names}
    aspects = {entry: entry.split(".")[1] for entry in names}
    together = Model.learn(index, owners, names, topics, aspects).hear(asked).language
    dates, dossier = names.index("course.dates"), names.index("course.dossier")
    assert alone[dossier] < alone[dates]
    assert together[dossier] > together[dates]


def test_what_is_lent_does_not_turn_the_direction() -> None:
    """It is that of the entry's own phrasings."""
    asked = INDEX.vector(["giay", "to"])
    alone = Model.learn(INDEX, OWNERS, tuple(PHRASINGS), {}, {}).hear(asked)
    assert np.allclose(alone.direction, MODEL.hear(asked).direction)
