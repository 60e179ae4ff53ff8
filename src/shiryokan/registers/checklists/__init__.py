"""The register of checklists (点検表): what a form asks, and workbooks in which it is answered.

:mod:`.forms` reads tables, of pages or of sheets, into forms; :mod:`.mapping` says what became of
each item in the next year's form; :mod:`.workbook` reads and writes what was answered;
:mod:`.oscal` hands both on. The entry point of the register names its module, so that the process
that reads workbooks loads no more than it needs.
"""
