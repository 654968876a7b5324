"""A memory runs a pure function again for other arguments only."""

from builder.memory import Memory, afresh


def test_equal_arguments_give_the_very_object_of_last_time() -> None:
    memory = Memory()

    first = memory.recall("县民政局", sorted, ["乙", "甲"])

    assert memory.recall("县民政局", sorted, ["乙", "甲"]) is first


def test_other_arguments_and_other_keys_are_made_anew() -> None:
    memory = Memory()
    memory.recall("县民政局", sorted, ["b", "a"])

    assert memory.recall("县民政局", sorted, ["d", "c"]) == ["c", "d"]
    assert memory.recall("县司法局", sorted, ["f", "e"]) == ["e", "f"]


def test_only_the_last_result_is_kept() -> None:
    memory = Memory()
    first = memory.recall("", sorted, ["b", "a"])
    memory.recall("", sorted, ["d", "c"])

    again = memory.recall("", sorted, ["b", "a"])

    assert again == first
    assert again is not first


def test_afresh_keeps_nothing() -> None:
    assert afresh("", sorted, ["b", "a"]) is not afresh("", sorted, ["b", "a"])
