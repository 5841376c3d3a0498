"""Beginning an assessment, and changing its details: by keys and clicks, asserted on the store."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.library import New
from mgi_desktop.store import edits
from mgi_desktop.ui.library.details import Contested, Details
from mgi_desktop.ui.library.new_assessment import NewAssessment

LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")


@pytest.fixture
def new(window):
    """The dialog that begins an assessment."""
    dialog = NewAssessment(window.desk, window)
    dialog.show()
    QApplication.processEvents()
    yield dialog
    dialog.close()
    dialog.deleteLater()


@pytest.fixture
def opened(window):
    """The window with an assessment of one's own open."""
    window.open(window.desk.services.library.create(LA_PALMA).assessment, "overview")
    return window


@pytest.fixture
def details(opened):
    """The dialog that changes the details of the assessment that is open."""
    dialog = Details(opened.desk, opened)
    dialog.show()
    QApplication.processEvents()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def press(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def leave(country, qtbot):
    """Tab goes on, whether the list below the field is open or not."""
    popup = country.completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else country, Qt.Key.Key_Tab)


def errors(form):
    return {name for name, named in form.named.items() if named.error}


def test_a_city_is_begun_by_keyboard_and_its_overview_opens(window, qtbot, commit, in_dialog):
    def fill(dialog):
        commit(dialog.form.country, "el salv")
        leave(dialog.form.country, qtbot)
        commit(dialog.form.subject, 'N\'Zérékoré / "CON"?')
        commit(dialog.form.area, "Chalatenango")
        dialog.form.round.setFocus()
        qtbot.keyClick(dialog.form.round, Qt.Key.Key_Up)
        commit(dialog.person, "A. M.")
        press(dialog, qtbot)

    in_dialog(NewAssessment, fill)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    read = window.desk.assessment
    assert (read.country, read.subject, read.area) == ("SLV", 'N\'Zérékoré / "CON"?', "Chalatenango")
    assert (read.level, read.round, read.year, read.month) == ("local", 2, date.today().year, None)
    assert (read.language, window.desk.language, read.stage) == ("en", "en", "collecting")
    assert len(window.desk.instrument.indicators) == 87
    assert list(read.people.values()) == ["A. M."]
    assert window.page().name == "overview"


def test_a_country_is_called_by_its_name_in_the_language_of_its_profile(new, qtbot, commit):
    qtbot.mouseClick(new.level.cards["national"], Qt.MouseButton.LeftButton)
    assert not new.form.area.isVisible()
    new.form.country.setText("Germany")
    assert new.form.subject.text() == "Germany"
    new.form.language.choose("fr")
    assert new.form.subject.text() == "Allemagne"
    commit(new.form.subject, " (Bund)")
    new.form.language.choose("es")
    assert new.form.subject.text() == "Allemagne (Bund)"
    commit(new.person, "A. M.")
    press(new, qtbot)
    library = new.desk.services.library
    read = library.open(new.created)
    assert (read.level, read.country, read.subject, read.language) == ("national", "DEU", "Allemagne (Bund)", "es")
    assert len(library.instrument_of(read).indicators) == 99


def test_the_levels_say_how_much_they_ask(new):
    said = {level: card.accessibleName() for level, card in new.level.cards.items()}
    assert "99 indicators" in said["national"]
    assert "87 indicators" in said["local"]


def test_the_questionnaire_is_read_in_a_language_of_its_own(new, qtbot, commit):
    new.form.language.choose("es")
    assert new.form.reading.value() == "es"
    new.form.reading.choose("ar")
    new.form.reading.activated.emit(0)
    new.form.language.choose("fr")
    assert new.form.reading.value() == "ar"
    new.form.country.setText("Tunisia")
    commit(new.form.subject, "سوسة")
    commit(new.person, "A. M.")
    press(new, qtbot)
    library = new.desk.services.library
    read = library.open(new.created)
    assert (read.language, library.questionnaire_language(read)) == ("fr", "ar")


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_begun(new, qtbot, commit):
    press(new, qtbot)
    assert errors(new.form) == {"country", "subject", "person"}
    assert QApplication.focusWidget() is new.form.country
    assert new.isVisible()
    commit(new.form.country, "Atlantis")
    commit(new.form.subject, "   ")
    commit(new.person, "A. M.")
    press(new, qtbot)
    assert errors(new.form) == {"country", "subject"}
    assert "No country has this name" in new.form.named["country"].error
    assert new.desk.services.library.entries() == []
    assert new.desk.services.library.person() == ""


def test_what_was_missing_is_no_longer_said_once_one_writes_it(new, qtbot, commit):
    press(new, qtbot)
    new.form.country.setText("Kenya")
    commit(new.person, "A. M.")
    assert errors(new.form) == {"subject"}


def test_esc_begins_nothing(new, qtbot, commit):
    commit(new.form.subject, "La Palma")
    qtbot.keyClick(new, Qt.Key.Key_Escape)
    assert not new.isVisible()
    assert new.desk.services.library.entries() == []


def test_the_name_is_asked_once_and_never_taken_from_the_system(window, monkeypatch):
    monkeypatch.setenv("USER", "secret-user")
    first = NewAssessment(window.desk, window)
    assert first.person is not None
    assert first.person.text() == ""
    window.desk.services.library.rename_person("migration desk")
    second = NewAssessment(window.desk, window)
    assert second.person is None
    for dialog in (first, second):
        dialog.deleteLater()


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("en", "cote d", "CIV"),
        ("en", "El Salvador", "SLV"),
        ("en", "EL SALVADOR", "SLV"),
        ("fr", "allemag", "DEU"),
        ("es", "espana", "ESP"),
        ("en", "Guinea", "GIN"),
        ("en", "uinea", ""),
    ],
)
def test_a_country_is_found_by_a_part_of_its_name_in_the_language_of_the_interface(
    program, qtbot, commit, language, typed, code
):
    window = program.start(interface_language=language)
    dialog = NewAssessment(window.desk, window)
    dialog.show()
    QApplication.processEvents()
    field = dialog.form.country
    commit(field, typed)
    leave(field, qtbot)
    assert QApplication.focusWidget() is dialog.form.subject
    assert field.code() == code
    dialog.close()
    dialog.deleteLater()


def test_down_shows_every_country_and_enter_picks(new, qtbot):
    field = new.form.country
    qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == len(field._codes)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "Afghanistan"
    assert field.code() == "AFG"


def test_a_click_into_the_empty_country_writes_nothing_before_what_is_typed(new, qtbot):
    field = new.form.country
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.sizeHintForColumn(0) <= popup.viewport().width()
    for letter in "ivoi":
        qtbot.keyClick(popup if popup.isVisible() else field, letter)
    assert field.text() == "ivoi"
    leave(field, qtbot)
    assert field.code() == "CIV"


def test_a_full_disk_is_said_in_the_dialog_and_what_was_entered_stays(new, qtbot, commit):
    new.form.country.setText("Kenya")
    commit(new.form.subject, "Nakuru")
    commit(new.person, "A. M.")
    new.desk.services.database.connection.execute("PRAGMA query_only=ON")
    press(new, qtbot)
    assert new._failed.isVisible()
    assert new.form.subject.text() == "Nakuru"
    new.desk.services.database.connection.execute("PRAGMA query_only=OFF")
    press(new, qtbot)
    assert [entry.subject for entry in new.desk.services.library.entries()] == ["Nakuru"]


@pytest.mark.parametrize("language", ["qps-ploc", "qps-plocm"])
@pytest.mark.parametrize(
    ("size", "text"), [((1366, 690), 100), ((960, 600), 100), ((960, 600), 200), ((1366, 768), 200)]
)
def test_the_dialog_fits_the_window_and_cuts_nothing(program, language, size, text):
    window = program.start(interface_language=language, text_size=text)
    window.resize(*size)
    dialog = NewAssessment(window.desk, window)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    assert dialog.area.widget().width() == dialog.area.viewport().width()
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    dialog.close()
    dialog.deleteLater()


def test_details_change_what_differs_and_one_undo_takes_it_back(opened, details, qtbot, commit):
    details.form.subject.selectAll()
    commit(details.form.subject, "La Palma Norte")
    details.form.month.choose("")
    commit(details.title, "Perfil de La Palma")
    press(details, qtbot)
    read = opened.desk.assessment
    assert (read.subject, read.month, read.title) == ("La Palma Norte", None, {"es": "Perfil de La Palma"})
    opened.actions_["undo"].trigger()
    read = opened.desk.assessment
    assert (read.subject, read.month, read.title) == ("La Palma", 9, {})


def test_details_that_stay_make_no_edit(opened, details, qtbot):
    edits_before = len(list(edits.every(opened.desk.services.journal.read)))
    press(details, qtbot)
    assert not details.isVisible()
    assert len(list(edits.every(opened.desk.services.journal.read))) == edits_before


def test_each_language_has_its_own_title(opened, details, qtbot, commit):
    commit(details.title, "Perfil")
    details.form.language.choose("fr")
    assert details.title.text() == ""
    commit(details.title, "Profil")
    press(details, qtbot)
    read = opened.desk.assessment
    assert (read.language, read.title) == ("fr", {"es": "Perfil", "fr": "Profil"})


def test_details_open_from_the_menu_and_the_window_shows_the_change(opened, commit, in_dialog, qtbot):
    def rename(dialog):
        dialog.form.subject.selectAll()
        commit(dialog.form.subject, "Suchitoto")
        press(dialog, qtbot)

    in_dialog(Details, rename)
    opened.actions_["details"].trigger()
    assert "Suchitoto" in {label.text() for label in opened.side_bar.findChildren(QLabel)}
    assert opened.page().name == "overview"


def test_details_in_conflict_stand_side_by_side_until_one_is_taken(opened, foreign, qtbot):
    services = opened.desk.services
    ref = FieldRef("assessment", opened.desk.id, "subject")
    with services.database.writing() as connection:
        edits.add(connection, [foreign(opened.desk.id, ref, "Palma")])
    opened.open(opened.desk.id, "overview")
    assert opened.desk.assessment.held(ref).in_conflict
    dialog = Details(opened.desk, opened)
    dialog.show()
    (contested,) = dialog.findChildren(Contested)
    contested.taken.emit("subject", "Palma")
    press(dialog, qtbot)
    assert [head.value for head in opened.desk.assessment.held(ref).heads] == ["Palma"]
    dialog.deleteLater()
