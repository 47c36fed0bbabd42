"""What the bot says in the check of eligibility, as administrators word it."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.piece import Piece, Text


class EligibilityWording(Piece):
    """Sentences of the check.  `{...}` is filled in; each field names what it may use.

    The descriptions are no docstrings for the reason that `EventWording` gives.
    """

    intro: Text = Field(description="{title}: above the first question of one program.")
    intro_all: Text = Field(description="The same where all programs are checked.")
    told: Text = Field(description="{facts}: what was taken from their own words.")
    fact: Text = Field(description="{label}, {value}: one of these.")
    fact_place: Text = Field(description="The label of the place of production.")
    again: Text = Field(description="{help}: an answer that could not be used.")
    again_bare: Text = Field(description="The same for a fact without a help of its own.")
    explain: Text = Field(description="{help}: to whoever does not understand the question.")
    explain_bare: Text = Field(description="The same for a fact without a help of its own.")
    restarted: Text = Field(description="Above the first question, asked once more.")
    register_later: Text = Field(description="Somebody wants to register before the result.")
    misread: Text = Field(description="{labels}: facts whose answers were not understood.")
    gave_up: Text = Field(description="After the third such answer: it counts as not known.")
    resume: Text = Field(description="{question}: after a question in between.")
    at_start: Text = Field(description="*Quay lại* at the first question.")
    left: Text
    after_form: Text = Field(description="Somebody asks for the check while a form is filled in.")
    edit_which: Text = Field(description="The facts follow as buttons.")
    nothing_to_edit: Text

    one_likely: Text = Field(description="{title}: the first line of a result.")
    one_not_yet: Text = Field(description="{title}.")
    one_officer: Text = Field(description="{title}.")
    all_title: Text = Field(description="Above the results of several programs.")
    all_likely: Text = Field(description="{titles}.")
    all_not_yet: Text = Field(description="{titles}.")
    all_officer: Text = Field(description="{titles}.")
    all_open: Text = Field(description="{titles}: some more questions tell.")
    all_because: Text = Field(description="Heading of the reasons below a group.")
    all_closing: Text
    title: Text = Field(description="{title}: a line of the list.")
    holds: Text = Field(description="Heading of what holds; the next ones likewise.")
    fails: Text
    unknown: Text
    unasked: Text = Field(description="{count}: so many more, which can change nothing now.")
    officer: Text
    changes: Text
    reason: Text = Field(description="{say}, {source}: a line below a heading.")
    reason_bare: Text = Field(description="{say}: the same without a source.")
    outcome: Text = Field(description="{support}, {source}: what there is, never an entitlement.")
    outcome_bare: Text = Field(description="{support}.")
    undecided: Text = Field(description="{what}: what the bot does not decide.")
    documents: Text = Field(description="Those that were named above, in a caveat about several.")
    closing: Text = Field(description="That it is no decision.")

    yes: Text = Field(description="The choices of a question for yes or no.")
    no: Text
    unknown_value: Text = Field(description="What stands for an answer that is not known.")
    button_unknown: Text
    button_edit: Text
    button_register: Text
    button_papers: Text
    button_all: Text = Field(description="The other programs, with the same facts.")
    button_check: Text = Field(description="Below the answer that tells of one program.")
    lead_label: Text = Field(description="Of the line in a lead that carries the facts.")
    lead_note: Text = Field(description="{facts}, {verdict}.")
    lead_likely: Text = Field(description="{verdict} of a lead.")
    lead_not_yet: Text
    lead_officer: Text
    lead_open: Text = Field(description="Not all was asked.")

    words_unknown: tuple[Text, ...] = Field(description="Ways to say that one does not know.")
    words_leave: tuple[Text, ...] = Field(description="Ways to stop, beside the command.")
    words_refuse: tuple[Text, ...] = Field(
        description="What takes a form back, anywhere in a short message."
    )
    words_edit: tuple[Text, ...] = Field(description="What stands before a fact to change it.")
    words_restart: tuple[Text, ...] = Field(description="Ways to begin once more.")
    words_help: tuple[Text, ...] = Field(description="Ways to say that one does not understand.")
    words_check: tuple[Text, ...] = Field(
        description="What a message begins with that asks for it."
    )
    words_result: tuple[Text, ...] = Field(description="Ways to see the result once more.")
    words_register: tuple[Text, ...] = Field(description="Ways to register after the result.")
