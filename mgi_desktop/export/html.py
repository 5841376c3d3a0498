"""The profile as one HTML file that needs no network, and no script, to be read domain by domain."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mgi_desktop.domain.profile import Profile
from mgi_desktop.paths import resources

from . import svg
from .content import Content, content
from .exported import Exported

_SAFE_LINK = re.compile(r"https?://[!-~]+")
_COLOURS = ("page", "text", "text_2", "border", "link", "focus", "accent_soft")
_OF_DOMAIN = ("strong", "on_strong", "soft", "text")
# Larger names than in the picture: beside the panel the wheel is shown at about three quarters of its size.
_NAME = 19.0


def export(profile: Profile) -> Exported:
    """Make the file, UTF-8; what people wrote is escaped and kept as typed, in its own language and direction."""
    said, drawn = content(profile), svg.drawing(profile)
    box = svg.view_box(drawn.names, _NAME)
    style, script = _style(box[2]), _read("profile.js")
    page = (
        _environment()
        .get_template("profile.html")
        .render(
            said=said,
            word=said.words,
            policy=_policy(style, script),
            style=style,
            script=script,
            view_box=" ".join(f"{number:.1f}" for number in box),
            shapes=tuple(_shapes(said, drawn)),
            icons=[svg.icon(page.place) for page in said.domains],
            hub=svg.hub_text(said.subject, said.year, drawn.wheel.hub),
        )
    )
    return Exported(page.encode())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources() / "export"), autoescape=True, undefined=StrictUndefined
    )
    environment.tests["safe_link"] = lambda link: bool(_SAFE_LINK.fullmatch(link))
    return environment


@cache
def _read(name: str) -> str:
    return (resources() / "export" / name).read_text(encoding="utf-8")


def _shapes(said: Content, drawn: svg.Drawing) -> Iterator[str]:
    """Each domain's shapes, number and name; their texts are escaped where they are made."""
    colours = svg.tokens()["print"]["domains"]
    for index, page in enumerate(said.domains):
        colour = colours[str(page.place)]["on_strong"]
        number = svg.number_text(page.code, drawn.numbers[index], colour)
        yield "\n".join((drawn.shapes[index], number, svg.name_text(drawn.names[index], said.rtl, _NAME)))


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded from anywhere; only this style and this script run."""
    return (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _style(across: float) -> str:
    """The style sheet: colours from the tokens, then the rules; on narrow screens only the wheel's middle is shown."""
    themes = svg.tokens()["themes"]
    wheel = 2 * svg.RADIUS * 1.05
    narrow = {"narrow_width": f"{100 * across / wheel:.1f}%", "narrow_margin": f"{50 - 50 * across / wheel:.1f}%"}
    light, dark = _variables(themes["light"]), _variables(themes["dark"])
    return "\n".join(
        (
            f":root {{ {_declared({**light, **narrow})} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_declared(dark)} }} }}",
            *map(_domain_rules, range(1, 7)),
            _read("profile.css"),
        )
    )


def _variables(theme: Mapping[str, Any]) -> dict[str, str]:
    own = {name: theme[name] for name in _COLOURS}
    domains = theme["domains"].items()
    return own | {f"d{place}_{name}": colours[name] for place, colours in domains for name in _OF_DOMAIN}


def _declared(variables: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in variables.items())


def _domain_rules(place: int) -> str:
    """The colours of one domain; chosen, its outer edge is as strong as its sector and its name is underlined."""
    strong, soft, on, text = (f"var(--d{place}_{name})" for name in ("strong", "soft", "on_strong", "text"))
    chosen = f":root:has(#domain-{place}:target):not(.scripted) .d{place}", f"a.d{place}[aria-current]"
    return "\n".join(
        (
            f".d{place} .sector {{ fill: {strong}; stroke: {strong}; }}",
            f".d{place} .subdomain {{ fill: {soft}; stroke: {soft}; }}",
            f".d{place} .icon {{ color: {on}; }}",
            f".d{place} .number {{ fill: {on}; }}",
            f".d{place} .name, .names .d{place} {{ fill: {text}; color: {text}; }}",
            f".d{place} .head {{ background: {strong}; color: {on}; }}",
            f".d{place} li::before {{ color: {strong}; }}",
            f".changed.d{place} {{ color: {text}; }}",
            f"{chosen[0]} .subdomain, {chosen[1]} .subdomain {{ fill: {strong}; stroke: {strong}; }}",
            f"{chosen[0]} .name, {chosen[1]} .name {{ text-decoration: underline; }}",
        )
    )
