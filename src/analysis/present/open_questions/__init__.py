"""How the page about open questions is told. A notebook takes it as `show`."""

from analysis.present.open_questions import five_studies, index_forecast, link, un_forecast

__all__ = ["five_studies", "index_forecast", "link", "un_forecast"]
