"""Fits the weights of the layout's decisions to generated pages whose structure is known."""

from pathlib import Path

from shiryokan.paper.layout import forest

WEIGHTS = Path(forest.__file__).with_name("weights")
"""Where the package holds what is fitted."""
