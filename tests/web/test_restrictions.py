"""What is told of a person rests while something about it is to be settled, and is used again."""

from tests import make


def test_r77_coordinator_lets_a_volunteers_data_rest_and_uses_them_again(lena, database, centre):
    with database.writing() as session:
        karin = make.a_volunteer(session, centre).id
    page = lena.open(f"/volontarer/{karin}")

    page = lena.send(lena.open(page.link("Låt uppgifterna ligga stilla …")).form(
        f"/volontarer/{karin}/begransa"
    ))  # fmt: skip
    assert "Uppgifterna ligger stilla sedan" in page.text
    page = lena.send(lena.open(page.link("Använd dem igen …")).form(
        f"/volontarer/{karin}/begransa"
    ))  # fmt: skip

    assert "Uppgifterna ligger stilla sedan" not in page.text


def test_r77_coordinator_lets_a_recipients_data_rest(lena, database, centre):
    with database.writing() as session:
        aino = make.a_recipient(session, centre).id

    page = lena.open(lena.open(f"/mottagare/{aino}").link("Låt uppgifterna ligga stilla …"))
    page = lena.send(page.form(f"/mottagare/{aino}/begransa"))

    assert "Klart. Uppgifterna ligger stilla, och personen föreslås inte." in page.text
    assert "Uppgifterna ligger stilla sedan" in page.text
