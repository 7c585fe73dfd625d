"""How the second look is told. A notebook takes it as `show`."""

from analysis.present.second_look import answers, referee, waves

__all__ = ["answers", "referee", "waves"]
