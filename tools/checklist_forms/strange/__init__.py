"""Invented forms as ministries, prefectures and offices make them: tables of every cut, lines with
boxes, cards, sheets of graph paper."""
