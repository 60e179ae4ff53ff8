"""The register of facility criteria (施設基準): what an institution must have to be paid an item.

:mod:`.outline` reads numbered lines into a tree, horizontal or vertical; :mod:`.grammar` makes a
record of each criterion that names what it is for.
"""

from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.criteria.register import Criteria

__all__ = ["Criteria", "Criterion"]
