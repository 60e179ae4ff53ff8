"""The register of checklists (点検表): what a form asks, and workbooks in which it is answered."""
