"""The register of corrections (正誤・訂正): what a letter corrects in another paper.

:mod:`.letters` reads the cover, :mod:`.rows` and :mod:`.marked` the lines with what is struck out
and underlined; :mod:`.reprints`, :mod:`.tables` and :mod:`.sentences` are the three ways in which
letters correct, and :mod:`.grammar` makes records of them.
"""

from shiryokan.registers.errata.model import Erratum
from shiryokan.registers.errata.register import Errata

__all__ = ["Errata", "Erratum"]
