"""What the pages of people say alike."""

from matcher.domain.plans import TodoKind, TodoState
from matcher.services import todos
from matcher.store.todos import Todo
from tests import make
from tests.web.desk import AT, rows
from web.plumbing import people_parts


def test_every_kind_of_todo_has_words_on_the_page_of_whom_it_is_about():
    assert set(people_parts.TODOS) == set(TodoKind)


def test_r63_volunteers_page_asks_to_tell_her_of_a_death_and_takes_the_tick(lena, database, centre):
    with database.writing() as session:
        karin = make.a_volunteer(session, centre, phone="+46701740631").id
        todos.make(
            session,
            TodoKind.TELL_OF_DEATH,
            due_on=AT.date(),
            volunteer_id=karin,
            centre=centre.id,
            at=AT,
        )

    page = lena.open(f"/volontarer/{karin}")
    assert "Ring, en mottagare har avlidit" in page.text
    (todo,) = rows(database, Todo)
    lena.send(page, action=f"/start/{todo.id}/klart")

    assert [one.state for one in rows(database, Todo)] == [TodoState.DONE]
