import pickle

import pytest

from coopgraph.dates import Bounds
from coopgraph.model import Evidence, Statement
from coopgraph.records import Record, as_dict, as_plain, field, of_plain, replace

SIGNED = Statement("s-1", "A", "signed", "B", "2015", evidence=(Evidence("report", "page 3"),))


class Basket(Record, frozen=True):
    fruit: list[str] = field(default_factory=list)


def test_a_record_cannot_be_changed_by_any_way_round() -> None:
    with pytest.raises(AttributeError):
        SIGNED.since = "2016"  # type: ignore[misc]
    with pytest.raises(TypeError):
        object.__setattr__(SIGNED, "since", "2016")
    assert SIGNED.since == "2015"


def test_records_of_the_same_fields_are_equal_and_hash_alike() -> None:
    again = Statement("s-1", "A", "signed", "B", "2015", evidence=(Evidence("report", "page 3"),))
    assert again == SIGNED
    assert {again, SIGNED} == {SIGNED}
    assert Evidence("report") != Evidence("report", "page 3")


def test_a_record_with_other_values_is_another_one() -> None:
    assert replace(SIGNED, since="2016").since == "2016"
    assert SIGNED.since == "2015"
    with pytest.raises(TypeError, match="begin"):
        replace(SIGNED, begin="2016")


def test_what_a_field_is_by_default_belongs_to_one_record_alone() -> None:
    Basket().fruit.append("quince")
    assert Basket().fruit == []


def test_a_record_says_what_it_holds_and_can_be_sent_to_another_process() -> None:
    assert as_dict(Evidence("report", "page 3")) == {
        "source": "report",
        "locator": "page 3",
        "quote": None,
        "derived": False,
    }
    assert repr(Evidence("report")) == "Evidence(source='report', locator=None, quote=None, derived=False)"
    assert [*as_plain(SIGNED)["evidence"]] == [as_dict(Evidence("report", "page 3"))]
    assert pickle.loads(pickle.dumps(SIGNED)) == SIGNED
    assert SIGNED.bounds == Bounds()


def test_a_record_is_made_of_plain_values_again_or_refused() -> None:
    assert of_plain({"source": "report", "locator": "page 3"}, Evidence) == Evidence("report", "page 3")
    with pytest.raises(ValueError, match="Expected `str`, got `int`"):
        of_plain({"source": 3}, Evidence)
    with pytest.raises(ValueError, match="missing required field `source`"):
        of_plain({}, Evidence)
