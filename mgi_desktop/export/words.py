"""The profile's own words, in its own language whatever the interface's; the catalogue is `profile`."""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations

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
    # Note: The texts of sections in which nobody wrote anything. Between two asterisks on each side a text is bold.
    # Note: The place and the date that were assessed: the first line of the profile's objective.
    "assessed": N_("**{place} · {date}**"),
    "objective_local": N_(
        "This profile is meant for those who shape and carry out local policy on migration. It lets them see the work "
        "of many departments as a whole, choose what to develop next, and compare with later rounds."
    ),
    "objective_national": N_(
        "This profile is meant for those who shape and carry out national policy on migration. It lets them see the "
        "work of many ministries as a whole, choose what to develop next, and compare with later rounds."
    ),
    # Note: The introduction: first what a city or a country has, then how it was assessed.
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
    # Note: The conceptual framework. {domains} is a list of the six names, each on a line of its own.
    "framework_domains": N_(
        "Migration touches many fields of policy. The questionnaire orders them in six domains:\n\n{domains}"
    ),
    "framework_scope": N_(
        "An indicator looks at what is laid down and set up: laws, policies, institutions, procedures. It does **not** "
        "measure their results, and it does not weigh one against another. What is partly in place is called so, and "
        "what does not apply is left out."
    ),
    "context_local": N_(
        "What a local authority can decide about migration is set by national law and by its own means. The findings "
        "look at what lies in local hands, and at how the authority works with the national government and with other "
        "partners where it does not."
    ),
    "context_national": N_(
        "Laws and policies on migration are made at the national level and carried out by many: ministries, regional "
        "and local authorities, civil society. The findings look at what the national level has put in place, and at "
        "how it works with the others."
    ),
    "key_findings_text": N_(
        "For each domain, a first list gives examples of well-developed areas, a second one areas with potential for "
        "further development. Neither list is complete, and the order within a list says nothing about importance."
    ),
    "changes_text": N_(
        "Many of the questions were asked in the previous round, too. Here the answers of that time stand beside those "
        "of now."
    ),
    # Note: Lists of indicators in the section on changes. They describe; “more in place” is no praise.
    "changed_more": N_("More in place than before"),
    "changed_less": N_("Less in place than before"),
    "changed_added": N_("New or newly answered"),
    # Note: The answers to one question, such as “Partially” and “Yes”.
    "then_and_now": N_("Then: {before}. Now: {now}."),
    "only_now": N_("Now: {now}."),
    "reworded": N_("The question was put in other words then."),
    "not_applicable": N_("Not applicable"),
    "sources_text": N_("The number after a finding refers to this list."),
    "acknowledgements_text": N_(
        "Thanks are due to everyone who gave information, documents and comments for this profile."
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
    # Note: A section that is printed in one copy and not in another.
    "conflict_on": N_("shown"),
    "conflict_off": N_("left out"),
    # Note: Whether something is so in one copy and in another, such as that an answer is to be verified.
    "yes": N_("yes"),
    "no": N_("no"),
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

MATRIX_WORDS: Mapping[str, str] = {
    # Note: The document that lists what reviewers remarked, what the team answered, and what came of it.
    "matrix": N_("Comments and answers"),
    "matrix_title": N_("{matrix}: {place}"),
    "all_listed": N_("Comments: {of}, of which {open} are still open. All of them are listed."),
    "open_listed": N_("Comments: {of}, of which {open} are still open. Only the open ones are listed."),
    "no_remarks": N_("There is no comment to list."),
    "comments": N_("Comments"),
    "decisions": N_("Decisions"),
    "no_decisions": N_("Nobody has accepted anything or asked for changes yet."),
    "number": N_("No."),
    "place": N_("Place"),
    "question": N_("Question or text"),
    "who": N_("Who"),
    # Note: Where it is not proven that the person of this name wrote it.
    "claimed": N_("claimed by {name}"),
    "when": N_("When"),
    "remark": N_("Remark"),
    "proposal": N_("Proposal"),
    "team": N_("Answer of the team"),
    "outcome": N_("Outcome"),
    "decision": N_("Decision"),
    "reason": N_("Reason"),
    "finding_in": N_("Finding in domain {domain}"),
    "section_named": N_("Section: {name}"),
    # Note: What is proposed, after the field that it is for; {text} is the proposal itself.
    "proposed_value": N_("Another answer: {text}"),
    "proposed_justification": N_("Another justification: {text}"),
    "proposed_text": N_("Another text: {text}"),
    "outdated": N_("What it would replace was changed since."),
    "asked_for": N_("Changes asked for: {text}"),
    # Note: A reply of the team, after who wrote it and when.
    "reply": N_("{who}, {when}: {text}"),
    "open": N_("Open"),
    "resolved": N_("Resolved"),
    "taken": N_("Taken"),
    "partly_taken": N_("Taken in part"),
    "not_taken": N_("Not taken"),
    # Note: How reviewers left an answer or a finding.
    "verdict_accepted": N_("Accepted"),
    "verdict_accepted_before": N_("Accepted before the last change"),
    "verdict_changes": N_("Changes asked for"),
    "verdict_changed": N_("Changed since changes were asked for"),
}


def spoken(language: str) -> str:
    """Return the language in which the words stand: the one asked for, or English where there is no catalogue of it."""
    translated = isinstance(catalogue("profile", language), GNUTranslations)
    return language if translated or language.split("-")[0] == "en" else "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of the profile by its name, in a language; in English where there is no catalogue of it."""
    catalog = catalogue("profile", language)
    return {name: catalog.gettext(message) for name, message in WORDS.items()}


@cache
def matrix_words(language: str) -> Mapping[str, str]:
    """Every word of the comment matrix by its name, and those of the profile that are none of them."""
    catalog = catalogue("profile", language)
    return {**words(language), **{name: catalog.gettext(message) for name, message in MATRIX_WORDS.items()}}
