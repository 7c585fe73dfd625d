"""How the figures that we hold are shown. A notebook takes it as `show`."""

from analysis.present.sources import holdings, mean_puzzle, referee

__all__ = ["holdings", "mean_puzzle", "referee"]
