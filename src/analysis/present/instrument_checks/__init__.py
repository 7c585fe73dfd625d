"""How the checks of the study of the change of instrument are told. A notebook takes it as `show`."""

from analysis.present.instrument_checks import linking, main_effects, multiverse, power, referee

__all__ = ["linking", "main_effects", "multiverse", "power", "referee"]
