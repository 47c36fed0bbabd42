from bot.matching.thresholds import DEFAULT, LEAST, Thresholds, derive


class Told:
    """Ranks as it is told: the score stands in the question."""

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """Entry, score, score of the second."""
        entry, score, second = question.split()
        return [(entry, float(score)), ("other", float(second))][:top]


RIGHT = [(f"fair {0.65 + place / 200} 0.1", "fair") for place in range(60)]
FOREIGN = [f"fair {place / 60} 0.0" for place in range(40)]


def test_foreign_questions_set_the_threshold() -> None:
    """At most 5 % of them are answered; all right answers above stay."""
    learned = derive(Told(), RIGHT, FOREIGN)
    answered = [asked for asked in FOREIGN if float(asked.split()[1]) >= learned.threshold]
    assert len(answered) <= 0.05 * len(FOREIGN)
    assert learned.threshold <= 0.65
    assert learned.floor <= learned.threshold


def test_saying_that_it_is_not_ours_is_no_false_answer() -> None:
    """Foreign questions that meet a referral do not hold the others back."""
    referred = [f"referral {0.9 + place / 1000} 0.0" for place in range(40)]
    strict = derive(Told(), RIGHT, FOREIGN + referred)
    learned = derive(Told(), RIGHT, FOREIGN + referred, {"referral"})
    assert strict.threshold > 0.9
    assert learned.threshold <= derive(Told(), RIGHT, FOREIGN).threshold
    assert learned.floor == min(strict.floor, learned.threshold)  # none of them is offered titles


def test_wrong_answers_raise_the_threshold() -> None:
    """Where wrong answers gather, asking back is better."""
    wrong = [("fair 0.702 0.1", "booth")] * 30
    assert derive(Told(), RIGHT + wrong, FOREIGN).threshold > 0.702


def test_close_seconds_raise_the_margin() -> None:
    """Entries that are confused when they are close become a choice."""
    close = [("fair 0.75 0.74", "other")] * 40
    learned = derive(Told(), RIGHT + close, FOREIGN)
    assert learned.margin > 0.01
    assert learned.threshold <= 0.65


def test_an_answer_is_never_less_likely_right_than_we_promise() -> None:
    """However easy the examples are."""
    easy = [(f"fair {place / 60} 0.0", "fair") for place in range(60)]
    assert derive(Told(), easy, ["fair 0.0 0.0"] * 40).threshold >= LEAST


def test_too_few_examples_teach_nothing() -> None:
    """The documented default is used."""
    assert derive(Told(), RIGHT[:5], FOREIGN) == DEFAULT
    assert derive(Told(), RIGHT, FOREIGN[:5]) == DEFAULT


def test_default_is_in_order() -> None:
    """Unknown below the floor, choice up to the threshold."""
    assert 0 < Thresholds().floor < Thresholds().threshold < 1
