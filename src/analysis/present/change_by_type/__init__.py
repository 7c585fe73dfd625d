"""How the change by type of body is told. A notebook takes it as `show`."""

from analysis.present.change_by_type import change, explanations, known_levels, national_mean

__all__ = ["change", "explanations", "known_levels", "national_mean"]
