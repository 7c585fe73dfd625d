"""How it is told where one institution stands among its peers."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.narrow.strip import strip
from analysis.present.institution.words import SOURCE
from analysis.present.phrases import bodies, phrase
from analysis.studies.institution.place import FEW, PROVINCIAL, Places
from analysis.studies.institution.subject import Subject

TYPE, PROVINCE, ONE, RANGE = "type", "province", "one", "range"
KEYS = {
    (TYPE, ONE): "institution.place.type.one",
    (TYPE, RANGE): "institution.place.type.range",
    (TYPE, FEW): "institution.place.type.few",
    (PROVINCE, ONE): "institution.place.province.one",
    (PROVINCE, RANGE): "institution.place.province.range",
    (PROVINCE, FEW): "institution.place.province.few",
    (PROVINCE, PROVINCIAL): "institution.place.province.provincial",
}
NAMES = ("kurang", "cukup", "baik", "sangat_baik", "memuaskan")


def sentences(subject: Subject, places: Places) -> None:
    """The places, each as a range, and why there is none."""
    held = {TYPE: (places.in_type, places.why_no_type), PROVINCE: (places.in_province, places.why_no_province)}
    for group, (place, why) in held.items():
        if place is not None:
            firm = ONE if place.best == place.worst else RANGE
            publish.sentence(KEYS[group, firm], None, {**subject.facts, **place.facts, "bodies": bodies(subject.type)})
            told = {"best": place.best, "worst": place.worst, "printed": place.printed, "of": place.n}
            publish.values(f"institution.place.{group}", told)
        elif (group, why) in KEYS:
            publish.sentence(KEYS[group, why], None, subject.facts)


def figure(subject: Subject, places: Places, bands: list[float]) -> None:
    """The index among those of all of its type, and of its province."""
    place = places.in_type
    if place is None:
        return
    few = places.in_province
    labels = {
        "own": style.written(place.index, ".2f"),
        "few": phrase("institution.place.few", province=subject.province) if few else "",
    }
    facts = {**subject.facts, **place.facts, "bodies": bodies(subject.type)}
    facts["place"] = style.between(place.best, place.worst, "d")
    names = [phrase(f"institution.place.band.{name}") for name in NAMES]
    of_type = {"subtitle": "institution.place.subtitle_type", "alt": "institution.place.alt_type"}
    texts = SOURCE if few else SOURCE | of_type
    publish.drawing(
        "institution.place", strip, place.frame["index"], facts, csv=place.frame, own=place.index, reach=facts["move"],
        few=list(few.frame["index"]) if few else [], bands=list(zip(bands, names, strict=True)), labels=labels,
        texts=texts,
    )  # fmt: skip
