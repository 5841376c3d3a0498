"""What follows in the months after the main job: files, comments, texts, the stage, and then a new round."""

from pathlib import Path

from PySide6.QtWidgets import QDialog

from mgi_desktop.ui.questionnaire.card import Card
from tests.e2e.hands import CTRL, Chosen, Hands, Key, wait

FILE = "%PDF-1.4 acta de la sesión"
QUESTION = "¿Desde qué año atiende la clínica a todas las personas?"
REMARK = "Citar también el reglamento."
BOLD = "La Palma"
ITEMS = ("personas inmigrantes", "personas retornadas")
REASON = "El equipo completa lo que falta en la consulta."
CODE, OTHER = "L1.1.2", "L2.1.1"


def attach(hands: Hands, folder: Path) -> None:
    """Attach a file to the first source."""
    from mgi_desktop.ui.sources.page import SourcesPage

    path = folder / "acta-sesion.pdf"
    path.write_text(FILE, encoding="utf-8")
    hands.window.page().setFocus()
    hands.press(Key.Key_3, CTRL)
    page = hands.window.page()
    assert isinstance(page, SourcesPage)
    hands.window.go(f"sources/{page.table.list.rows[0].source.key}")
    hands.rest()
    with Chosen(path, "getOpenFileName"):
        hands.choose(page.source.file, "Attach a file…")
    assert wait(lambda: not page.desk.lots.busy), "the file was not attached"


def comment(hands: Hands) -> None:
    """Ask about one answer; remark on another, and resolve that."""
    for code, text in ((CODE, QUESTION), (OTHER, REMARK)):
        card = card_of(hands, code)
        hands.choose(card, "comments")
        hands.type(text)
        hands.press(Key.Key_Return, CTRL)
    hands.choose(card_of(hands, OTHER), "resolve")


def introduce(hands: Hands) -> None:
    """Write the introduction: a sentence with a word in bold, and a list."""
    from mgi_desktop.ui.profile.page import ProfilePage

    hands.window.go("profile/introduction")
    hands.rest()
    page = hands.window.page()
    assert isinstance(page, ProfilePage)
    assert page.view is not None
    field = page.view.writing.field
    hands.say(field, "")
    hands.type("Este perfil muestra cómo ")
    hands.press(Key.Key_B, CTRL)
    hands.type(BOLD)
    for _sign in "**":
        hands.press(Key.Key_Right)
    hands.type(" recibe a:")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    hands.click(page.view.tools.buttons["text-bullets"])
    for place, item in enumerate(ITEMS):
        if place:
            hands.press(Key.Key_Return)  # the next item begins by itself
        hands.type(item)


def to_draft(hands: Hands) -> None:
    """Move the stage to draft, though something is missing, and say why."""
    from mgi_desktop.ui.stages.sheet import StageSheet

    def move(sheet: QDialog) -> None:
        assert isinstance(sheet, StageSheet)
        hands.choose(sheet, "Go on to the draft…")
        assert sheet.asked is not None
        hands.say(sheet.asked.reason, REASON)
        hands.choose(sheet, "Go on all the same" if sheet.asked.problems else "Go on")

    hands.in_dialog(lambda: hands.window.desk.act["stage"].trigger(), move)


def begin_round(hands: Hands, year: int) -> None:
    """Begin the next round with everything carried over, and answer one indicator otherwise."""
    from mgi_desktop.ui.rounds.new_round import NewRound

    first = hands.window.desk.id

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewRound)
        hands.say(dialog.form.year.lineEdit(), str(year))
        hands.click(dialog.main)

    hands.in_dialog(lambda: hands.window.desk.act["new_round"].trigger(), fill)
    assert hands.window.desk.id != first, "no round was begun"
    card = card_of(hands, CODE)
    card.first_focus().setFocus()
    said = hands.window.desk.assessment.answer(CODE).value
    scale = [choice.value for choice in hands.window.desk.instrument.indicators[CODE].scale]
    hands.press(str((scale.index(str(said)) + 1 if said in scale else 0) % len(scale) + 1))
    hands.press("?")  # confirmed, and so compared


def search(hands: Hands, words: str) -> None:
    """Look for something with Ctrl+K, and go where it is."""
    hands.press(Key.Key_K, CTRL)
    hands.type(words)
    palette = hands.window.palette_
    assert palette is not None
    assert wait(lambda: any(row.does for row in palette.list.rows), 5), "nothing was found"
    hands.press(Key.Key_Return)
    assert not palette.isVisible()


def card_of(hands: Hands, code: str) -> Card:
    """Go to an indicator, and return its card."""
    from mgi_desktop.ui.questionnaire.page import QuestionnairePage

    hands.window.go(f"questionnaire/{code}")
    hands.rest()
    page = hands.window.page()
    assert isinstance(page, QuestionnairePage)
    return page.cards.cards[code]
