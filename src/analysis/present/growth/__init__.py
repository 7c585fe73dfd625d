"""How growth since 2021 is told. A notebook takes it as `show`."""

from analysis.present.growth import contributions, crowding, edges, findings, noise, persistence, places

__all__ = ["contributions", "crowding", "edges", "findings", "noise", "persistence", "places"]
