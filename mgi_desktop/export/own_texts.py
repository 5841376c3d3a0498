"""What stands in a section in which nobody wrote anything: the profile's own texts, in its words.

Names and dates stand in them where no language has to inflect them; what depends on the level is a text of its own.
"""

from collections.abc import Mapping

from mgi_desktop.domain.markup import literal
from mgi_desktop.domain.profile import DomainPart, Profile

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "objective": ("assessed", "objective_{level}"),
    "introduction": ("intro_{level}", "intro_method"),
    "conceptual_framework": ("framework_domains", "framework_scope"),
    "context": ("context_{level}",),
    "key_findings": ("key_findings_text",),
    "changes": ("changes_text",),
    "sources": ("sources_text",),
    "acknowledgements": ("acknowledgements_text",),
}


def own_texts(profile: Profile, said: Mapping[str, str], place: str, date: str) -> Mapping[str, str]:
    """Return the own text of every section that has one, in the form of `domain.markup`."""
    fields = {
        "place": literal(place),
        "date": date,
        "count": profile.indicators,
        "domains": "\n".join(map(_item, profile.domains)),
    }
    return {
        key: "\n\n".join(said[name.format(level=profile.level)].format(**fields) for name in names)
        for key, names in _TEXTS.items()
    }


def _item(domain: DomainPart) -> str:
    """A domain in a list: numbered where its code is a number."""
    number = domain.code.isascii() and domain.code.isdigit() and len(domain.code) < 4
    return (f"{domain.code}. " if number else f"- {literal(domain.code)} ") + literal(domain.title)
