"""The register of amendments: what comparisons of old and new text (新旧対照表) change.

:mod:`.heads` finds their columns, :mod:`.tables` puts lines into these, :mod:`.rows` parts the
lines into what changes, and :mod:`.listed` reads lists of old and new codes and points.
"""

from shiryokan.registers.amendments.model import Amendment, Mark
from shiryokan.registers.amendments.register import Amendments

__all__ = ["Amendment", "Amendments", "Mark"]
