"""A course as a SCORM 1.2 package that runs alone: nothing is asked of any network.

Whoever has the package has the keys to its exercises: a package that runs alone must grade alone.
"""

from shiryokan.learning.exchange.scorm.package import ScormPackage, scorm_package

__all__ = ["ScormPackage", "scorm_package"]
