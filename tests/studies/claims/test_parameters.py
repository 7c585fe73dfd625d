import pytest

from analysis.methods.errors import InputError
from analysis.studies.claims import parameters


def test_every_claim_and_article_may_be_chosen():
    every = parameters.choices()
    assert every["article"] == ["all", "merangin", "komdigi", "grobogan", "sarolangun", "blora", "panrb"]
    assert len(every["claim"]) == 22
    for claim in every["claim"]:
        parameters.check(article="all", claim=claim)
    parameters.check(article="blora", claim="blora-58")


@pytest.mark.parametrize(("given", "said"), [
    ({"article": "blor", "claim": "all"}, "is blora meant"),
    ({"article": "all", "claim": "blora-59"}, "blora-58"),
    ({"article": "komdigi", "claim": "blora-58"}, "choose article all or blora"),
])  # fmt: skip
def test_others_are_refused_with_what_may_be_meant(given, said):
    with pytest.raises(InputError, match=said):
        parameters.check(**given)
