"""Comments as threads: which answer which, and how many are open."""

from mgi_desktop.domain.threads import Comment, grouped


def comment(key: str, on: str = "answer/L1.1.1", answers: str = "", resolved: bool = False) -> Comment:
    return Comment(key, on, "name:Ana", "", "T", resolved, key, answers)


def shown(*comments: Comment) -> dict[str, list[list[str]]]:
    return {on: [[one.key for one in thread.comments] for thread in held] for on, held in grouped(comments).items()}


def test_answers_stand_below_the_comment_that_began():
    assert shown(comment("a"), comment("b"), comment("c", answers="a"), comment("d", answers="a")) == {
        "answer/L1.1.1": [["a", "c", "d"], ["b"]]
    }


def test_an_answer_whose_beginning_is_gone_stands_alone():
    assert shown(comment("c", answers="a"), comment("d", answers="a")) == {"answer/L1.1.1": [["c"], ["d"]]}


def test_no_comment_is_lost_by_answers_that_go_round_or_elsewhere():
    circle = (comment("a", answers="b"), comment("b", answers="a"), comment("c", answers="c"))
    assert shown(*circle) == {"answer/L1.1.1": [["a"], ["b"], ["c"]]}
    assert shown(comment("a"), comment("b", on="finding/f", answers="a")) == {
        "answer/L1.1.1": [["a"]],
        "finding/f": [["b"]],
    }


def test_the_first_says_whether_it_is_resolved():
    (open_one, done) = grouped((comment("a"), comment("b", answers="a", resolved=True), comment("c", resolved=True)))[
        "answer/L1.1.1"
    ]
    assert (open_one.resolved, done.resolved) == (False, True)
