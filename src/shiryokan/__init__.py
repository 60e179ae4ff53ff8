"""Shiryokan (資料館): a house of policy documents.

:mod:`shiryokan.japanese` and :mod:`shiryokan.paper` are a library of their own; the other rooms
are the house, and need the extra ``house``.
"""
