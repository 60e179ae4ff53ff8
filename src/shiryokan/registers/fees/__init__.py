"""The register of fee items: what a fee schedule (診療報酬点数表) pays for, in points.

:mod:`.grammar` states how a schedule is read; :mod:`.changes` compares two of them.
"""

from shiryokan.registers.fees.model import FeeItem, Note, NotePart, Variant
from shiryokan.registers.fees.register import Fees

__all__ = ["FeeItem", "Fees", "Note", "NotePart", "Variant"]
