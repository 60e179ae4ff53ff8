"""The register of care fees: what a care fee schedule (介護給付費単位数表) pays for, in 単位.

:mod:`.grammar` states how a schedule is read; :mod:`.changes` compares two of them.
"""

from shiryokan.registers.care.model import Amount, CareFee, CareNote, NoteItem, Rate
from shiryokan.registers.care.register import Care

__all__ = ["Amount", "Care", "CareFee", "CareNote", "NoteItem", "Rate"]
