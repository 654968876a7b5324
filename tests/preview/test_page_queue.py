"""Pages that somebody looks at go first; nobody is kept waiting for ever."""

import threading

from builder.preview.page_queue import BATCH, PageQueue


def test_a_page_that_is_looked_at_goes_alone_and_first() -> None:
    queue = PageQueue()
    queue.add(["a.md", "b.md", "c.md"])

    with queue.wanted("b.md"):
        first = queue.take()

    assert first == ("b.md",)
    assert queue.take() == ("a.md", "c.md")


def test_pages_that_nobody_looks_at_go_in_batches() -> None:
    queue = PageQueue()
    queue.add([f"{number:03d}.md" for number in range(BATCH + 1)])

    assert len(queue.take()) == BATCH
    assert queue.take() == (f"{BATCH:03d}.md",)


def test_a_page_is_waited_for_until_it_is_built() -> None:
    queue = PageQueue()
    queue.add(["a.md"])
    taken = queue.take()

    assert not queue.wait_for(["a.md"], 0.01)
    queue.done(taken)
    assert queue.wait_for(["a.md"], 0.01)
    assert queue.left == 0


def test_a_page_that_changes_while_it_is_built_is_built_again() -> None:
    queue = PageQueue()
    queue.add(["a.md"])
    taken = queue.take()
    queue.add(["a.md"])
    queue.done(taken)

    assert not queue.wait_for(["a.md"], 0.01)
    assert queue.take() == ("a.md",)


def test_holding_waits_for_what_is_being_built_and_lets_nothing_begin() -> None:
    queue = PageQueue()
    queue.add(["a.md"])
    taken = queue.take()
    timer = threading.Timer(0.05, queue.done, [taken])
    timer.start()
    began: list[tuple[str, ...]] = []
    with queue.held():
        assert queue.wait_for(["a.md"], 0)
        queue.add(["b.md"])
        worker = threading.Thread(target=lambda: began.append(queue.take()))
        worker.start()
        worker.join(0.05)
        assert began == []
    worker.join()

    assert began == [("b.md",)]


def test_a_dropped_page_is_not_built() -> None:
    queue = PageQueue()
    queue.add(["a.md", "b.md"])
    queue.drop(["a.md"])

    assert queue.take() == ("b.md",)


def test_closing_lets_everybody_go() -> None:
    queue = PageQueue()
    queue.add(["a.md"])
    queue.take()
    queue.add(["a.md"])
    queue.close()

    assert queue.take() == ()
    assert queue.wait_for(["a.md"], 10)
