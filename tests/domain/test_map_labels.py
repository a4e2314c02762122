"""Names on a small picture."""

from matcher.domain.map_labels import placed


def test_name_stands_to_the_right_of_its_point_where_there_is_room():
    [label] = placed({"Ersboda": (100.0, 100.0)}, 256)

    assert (label.text, label.anchor) == ((108.0, 104.0), "start")


def test_name_at_the_edge_turns_inward():
    [label] = placed({"Ersboda": (240.0, 100.0)}, 256)

    assert (label.text, label.anchor) == ((232.0, 104.0), "end")


def test_names_of_neighbours_do_not_lie_upon_each_other():
    near = placed({"Ersboda": (120.0, 100.0), "Haga": (126.0, 106.0)}, 256)

    assert [label.anchor for label in near] == ["end", "start"]


def test_point_without_room_for_its_name_stands_alone():
    crowd = {f"Stadsdel {at}": (128.0, 128.0) for at in range(9)}

    assert None in [label.text for label in placed(crowd, 256)]


def test_name_gives_way_to_one_that_stands_there():
    pin = placed({"Ersboda": (100.0, 100.0)}, 256)
    [town] = placed({"Umeå": (90.0, 106.0)}, 256, pin)

    assert town.anchor == "end"
