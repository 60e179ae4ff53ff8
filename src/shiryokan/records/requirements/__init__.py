"""Requirements."""
from shiryokan.records.requirements.model import Requirement
from shiryokan.records.requirements.register import Requirements
__all__ = ["Requirement", "Requirements"]
