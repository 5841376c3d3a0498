"""The profile's own words, in its own language whatever the interface's; the catalogue is `profile`."""

from collections.abc import Mapping
from functools import cache

from mgi_desktop.i18n import N_, catalogue

WORDS: Mapping[str, str] = {
    # Note: What the document is, above the name of the country or city.
    "profile": N_("Migration governance profile"),
    "title": N_("{profile}: {place}"),
    "subject_area_country": N_("{subject}, {area} ({country})"),
    "subject_country": N_("{subject} ({country})"),
    "area_country": N_("{area}, {country}"),
    "six_domains": N_("The six domains"),
    "domain": N_("Domain {n}"),
    "page": N_("page {n}"),
    # Note: The two lists of each domain; an area is a part of a domain's subject, so use another word than for domain.
    "well_developed": N_("Well-developed areas"),
    "potential": N_("Areas with potential for further development"),
    "no_findings": N_("No findings in this domain yet."),
    "empty_list": N_("Nothing listed here yet."),
    "objective": N_("Objective"),
    "introduction": N_("Introduction"),
    "conceptual_framework": N_("Conceptual framework"),
    "context": N_("Context"),
    "key_findings": N_("Key findings"),
    "changes": N_("Changes since the previous round"),
    "sources": N_("Sources"),
    "annexes": N_("Annexes"),
    "acknowledgements": N_("Acknowledgements"),
    "section": N_("Section"),
    "collecting": N_("Data collection"),
    "draft": N_("Draft"),
    "consultation": N_("In consultation"),
    "validated": N_("Validated"),
    "published": N_("Published"),
    "law": N_("Law"),
    "policy": N_("Policy"),
    "statistic": N_("Statistic"),
    "report": N_("Report"),
    "web": N_("Web page"),
    "interview": N_("Interview"),
    "other": N_("Other source"),
    "source": N_("Source {n}"),
    "consulted": N_("consulted {date}"),
    # Note: The introduction where nobody wrote one: first what a city or a country has, then how it was assessed.
    "intro_local": N_(
        "This profile brings together examples of what the local authority already has well in place to govern "
        "migration, and of what it can still develop."
    ),
    "intro_national": N_(
        "This profile brings together examples of what the country already has well in place to govern migration, "
        "and of what it can still develop."
    ),
    "intro_method": N_(
        "The assessment goes through {count} indicators in six domains. Each asks whether a policy or a framework "
        "exists, exists in part or is absent, and on which source the answer rests. Two lists for each domain come "
        "of it: the well-developed areas, and the areas with potential for further development."
    ),
    "not_a_score": N_("Not a score."),
    "not_a_score_text": N_("The profile describes; it awards no points, compares nobody and puts nobody in a list."),
    "checkable": N_("Everything can be checked."),
    "checkable_text": N_("Each statement refers to the numbered sources at the end."),
    "goes_on": N_("The work goes on."),
    "goes_on_text": N_("The areas with potential are starting points for the next round."),
    "no_ranking": N_("This profile gives no score and ranks nobody."),
    "questionnaire_line": N_("{questionnaire}, version {version}. {notice}"),
    "in_conflict": N_("in conflict"),
    "conflicts": N_("Open conflicts"),
    "conflicts_text": N_(
        "For these entries two versions stand side by side. Until a person has chosen, one of them is printed above."
    ),
    "conflict_answer": N_("Answer {name}"),
    "conflict_finding": N_("Finding: {name}"),
    "conflict_source": N_("Source: {name}"),
    "conflict_section": N_("Section: {name}"),
    "conflict_assessment": N_("About the assessment itself"),
    "conflict_other": N_("Another entry"),
    "conflict_deleted": N_("Deleted in one copy, edited in another."),
    "conflict_empty": N_("(empty)"),
    "imprint": N_("About this document"),
    "subject": N_("Subject"),
    "level": N_("Level"),
    "national": N_("National"),
    "local": N_("Local"),
    "round": N_("Round"),
    "date": N_("Date"),
    "stage": N_("Stage"),
    "questionnaire": N_("Questionnaire"),
    "version": N_("Version"),
    "language": N_("Language"),
    "identifier": N_("Identifier of the assessment"),
    "digest": N_("Fingerprint of the content (SHA-256)"),
    # Note: What the picture of the wheel shows, for readers who do not see it.
    "wheel": N_("A wheel of six equal sectors, one for each domain: {names}."),
    "choose": N_("Choose a domain on the wheel to read its findings."),
    "show_all": N_("Show all domains"),
    "back": N_("Back to the introduction"),
    "skip": N_("Skip to the findings"),
}


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of the profile by its name, in a language; in English where there is no catalogue of it."""
    catalog = catalogue("profile", language)
    return {name: catalog.gettext(message) for name, message in WORDS.items()}
