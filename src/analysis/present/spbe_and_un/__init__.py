"""How SPBE and the UN survey are told together. A notebook takes it as `show`."""

from analysis.present.spbe_and_un import designs, osi_ceiling, spbe_un_answer, synthetic_control, timing

__all__ = ["designs", "osi_ceiling", "spbe_un_answer", "synthetic_control", "timing"]
