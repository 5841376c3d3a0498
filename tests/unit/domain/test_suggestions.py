"""Suggested findings: what the answers would say in the profile, in the profile's language."""

import pytest

from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Choice, Domain, Indicator, Instrument, Subdomain
from mgi_desktop.domain.suggestions import Suggestion, suggestions

SCALE = (Choice("yes", "complete", {}), Choice("partial", "partial", {}), Choice("no", "absent", {}))
ADVICE = {"en": "Adopt a plan.", "es": "Adoptar un plan."}


def indicator(code, advice=ADVICE):
    return Indicator(code, {}, {}, {}, advice, SCALE, code[0], code[:3])


DOMAINS = (
    Domain("1", {}, {}, (Subdomain("1.1", {}, (indicator("1.1.1"), indicator("1.1.2"))),)),
    Domain("2", {}, {}, (Subdomain("2.1", {}, (indicator("2.1.1", {"en": ""}),)),)),
)
INSTRUMENT = Instrument("small", "1", "local", "en", ("en", "es"), {}, {}, DOMAINS, "0" * 64)


def read(language="es", **fields):
    """An assessment with these fields, each written `kind/key/field`."""
    table = {"assessment/a/language": language, **fields}
    return assemble(
        "a",
        {
            FieldRef(*place.split("/", 2)): Held((Head(f"{n:064}", value, "name:A", ""),))
            for n, (place, value) in enumerate(table.items())
        },
    )


def answer(code, value, justification=None):
    return {f"answer/{code}/value": value, f"answer/{code}/justification": justification}


def test_complete_suggests_a_well_developed_area_with_its_justification_and_sources():
    cited = {
        "source/s1/title": "Ley 155",
        "source/s2/title": "Ley 200",
        "citation/c1/answer": "1.1.1",
        "citation/c1/source": "s2",
        "citation/c2/answer": "1.1.1",
        "citation/c2/source": "s1",
        "citation/c3/answer": "1.1.1",
        "citation/c3/source": "s2",
    }
    found = suggestions(INSTRUMENT, read(**answer("1.1.1", "yes", "Hay una oficina."), **cited))
    assert found == (Suggestion("1.1.1", "1", "well_developed", "complete", "Hay una oficina.", "es", ("s2", "s1")),)


@pytest.mark.parametrize(("value", "presence"), [("partial", "partial"), ("no", "absent")])
def test_partial_and_absent_suggest_the_recommendation_in_the_language_of_the_profile(value, presence):
    (spanish,) = suggestions(INSTRUMENT, read("es", **answer("1.1.1", value, "Falta.")))
    assert (spanish.kind, spanish.presence, spanish.text, spanish.language) == (
        "potential", presence, "Adoptar un plan.", "es",
    )  # fmt: skip
    (french,) = suggestions(INSTRUMENT, read("fr", **answer("1.1.1", value)))
    assert (french.text, french.language) == ("Adopt a plan.", "en")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        answer("1.1.1", "yes"),
        answer("1.1.1", "yes", " \n "),
        answer("1.1.1", NOT_APPLICABLE, "x"),
        answer("1.1.1", None, "x"),
        answer("2.1.1", "no"),
        {**answer("1.1.1", "yes", "x"), "answer/1.1.1/verify": True},
        {**answer("1.1.1", "no"), "answer/1.1.1/suggestion": "set_aside"},
        answer("9.9.9", "yes", "x"),
    ],
    ids=str,
)
def test_nothing_is_suggested_where_there_is_nothing_to_say(fields):
    assert suggestions(INSTRUMENT, read(**fields)) == ()


def test_what_a_finding_rests_on_already_is_not_suggested_again():
    taken = {
        **answer("1.1.1", "no"),
        "finding/f/kind": "potential",
        "finding/f/domain": "1",
        "finding/f/indicators/1.1.1": True,
    }
    assert suggestions(INSTRUMENT, read(**taken)) == ()
    assert len(suggestions(INSTRUMENT, read(**taken, **{"finding/f/deleted": [f"{n:064}" for n in range(20)]}))) == 1
    assert len(suggestions(INSTRUMENT, read(**{**taken, "finding/f/kind": "well_developed"}))) == 1


def test_suggestions_come_in_the_order_of_the_questionnaire_and_by_domain():
    fields = {**answer("2.1.1", "yes", "c"), **answer("1.1.2", "yes", "b"), **answer("1.1.1", "no")}
    assert [one.indicator for one in suggestions(INSTRUMENT, read(**fields))] == ["1.1.1", "1.1.2", "2.1.1"]
    assert [one.indicator for one in suggestions(INSTRUMENT, read(**fields), "2")] == ["2.1.1"]


def test_what_is_being_typed_is_suggested_too():
    base = read(**answer("1.1.1", "yes"))
    ref = FieldRef("answer", "1.1.1", "justification")
    typing = assemble("a", {**base.fields, ref: Held(base.fields[ref].heads, "Hay un")})
    assert [one.text for one in suggestions(INSTRUMENT, typing)] == ["Hay un"]
