"""The numbers of the layout, all in one place.

Each has its unit, if it is not a share or a count, and its reason. Every one of them decides
something on some page: ``bench/sensitivity.py`` shows what moves when one changes by a fifth.
msgspec makes such classes in a fraction of the time of dataclasses, at each start of a reader.
"""

from __future__ import annotations

import msgspec


class Aligning(msgspec.Struct, frozen=True):
    """Chunks that run on over a gutter are parted where the lines around them begin."""

    exact: float = 0.07
    """Lines of a column begin at one place, to this many ems."""
    near: float = 0.36
    """A bullet or a bracket that begins a line juts out by so many ems."""
    indent: float = 1.3
    """Lines that begin so many ems right of a column's edge may be of it."""
    white: float = 0.1
    """White, in ems, beyond what is usual between the characters of its line, that is told from
    it."""
    little: float = 0.03
    """The same in a line whose characters mostly follow each other at one distance;"""
    rounded: float = 0.3
    """points of it, at least: word processors round places to a three-hundredth of an inch,"""
    odd: int = 3
    """and how many of it a line has, at most."""
    even: float = 0.015
    """Ems by which distances differ that are one,"""
    steady: float = 0.6
    """and the share of such characters in that line."""
    slight_says: float = 1.5
    """What a line speaks, at most, that has such a little more white at a place: many of them make
    a gutter."""
    spread: float = 0.5
    """Ems of white up to which it says nothing where it stands thrice in a row: the line is spread.
    """
    rarest: float = 0.02
    commonest: float = 0.4
    """Bounds for how likely white is at a place by chance: few lines tell it badly."""
    against: float = -4.0
    """What a line speaks that runs through: one in fifty lines beside a gutter hangs over or
    spans."""
    apart: float = -6.0
    """What white between two lines speaks that is wider than ``far_apart``: a heading and what
    follows far below it, a table and the next one, need share no columns."""
    far_apart: float = 1.8
    """Pitches between two lines that make them stand apart."""
    touches: float = -1.5
    """What a line speaks of which a character begins just there, without white before it."""
    runs_on: float = -3.0
    """The same where the characters before and after follow each other at one distance."""
    words_before: float = 3.0
    """Ems of words left of a place where many lines begin, in lines that have white there,"""
    beside: int = 2
    """and how many such lines make it worth asking about."""
    changes: float = 2.0
    """What a line speaks whose characters follow each other at one distance up to there, and at
    another from there on;"""
    steps: int = 3
    """characters on each side that show it,"""
    other_step: float = 0.05
    """and the ems by which the distances differ, at least."""
    begins: float = 1.0
    """What a line speaks that begins there and has nothing to its left."""
    sure: float = 12.0
    """The sum that makes a gutter: a page offers some thousand places, and one in a hundred pages
    may show one by chance."""
    again: float = 3.0
    """The same where the column is known from elsewhere on the page or from the pages before: one
    line is enough that has white where few have any, and a little more between lines that run
    through."""
    larger: float = 1.15
    """How many times larger than the usual a line is that is none of the columns."""
    lines: int = 3
    """Lines with white at a place that make it worth asking about."""
    within: int = 6
    """Lines among which so many must lie."""
    many: int = 8
    """Lines that leave no doubt that a column begins; then one may touch the other on a line."""
    filled: float = 0.5
    """The share of the white that other lines have before a column that a line has to have there:
    one that fills it runs through."""
    filled_most: float = 0.6
    """Ems of it that are always enough."""
    closed: float = 0.4
    """Ems of white that other lines have, at least, where a line runs through that closes a bracket
    behind it."""
    tight: float = 0.12
    """Ems from the character before to the one behind, at most: more may be a gutter,
    however narrow."""
    through: float = 4.0
    """Such a line runs on for so many ems on both sides."""
    more: float = 2.0
    """A line is parted at white that exceeds what is usual between its characters by this
    factor."""
    least: float = 0.07
    """White, in ems, that a line is parted at."""
    tall_rule: float = 2.5
    """Ems that an upright rule is long, at least, to part the lines that touch it on both sides."""
    beside_rule: int = 3
    """Lines that end or begin at it, at least, one that is parted counted twice: the axis of a
    chart runs through a label."""
    through_rule: float = 0.2
    """Ems by which it may stand in the mark before it or after it."""
    shared: float = 0.7
    """The share of its height that one gutter of a table has in common with another."""
    more_bare: float = 0.3
    """White, in ems, between its characters, that parts a line which runs through other gutters of
    the same table."""
    led: int = 3
    """Leaders (…, ・, .) in a row that lead to what stands at the right."""
    closing_ends: float = 0.6
    opening_begins: float = 0.4
    middle_begins: float = 0.3
    """Shares of its cell at which the ink of such a sign ends or begins."""


class Assembly(msgspec.Struct, frozen=True):
    """A page's glyphs and rules to the page as it is read: the steps of the layout in their
    order."""

    mostly: float = 0.5
    """Where more than this share of the characters is bold, bold is usual."""
    turned: float = 0.1
    """The share of the characters of an upright page that may be turned: charts have names of
    scales."""
    shift: float = 5.0
    """Points by which the edge of one column may differ from page to page: a bracket juts out."""
    title: int = 8
    """Characters outside all cells that tell the direction of a page, at least."""
    level: float = 0.9
    """The share of them that is level, at least, for what is upright in cells to be labels."""
    label: int = 16
    """Characters of an upright label in a cell, at most."""
    alike: float = 4.0
    """Points to which edges of tables are rounded to tell those that are equally wide."""
    frames: int = 2
    """Cells of a ruled grid that hold tables of their own, at least, for it to be frames."""
    heads: int = 3
    """Grounds side by side that are heads of the columns below, at least."""
    bands: int = 3
    """Grounds of one width with several pieces each that are bands of rows, at least, and rows of
    several pieces between them."""
    on_ground: int = 3
    """Heads of columns on one ground, at least,"""
    below_ground: float = 5.0
    """and how far below it their first rows stand, in its heights, at most."""
    sections: int = 2
    """Bands of a table, at least, whatever stands on them,"""
    sectioned: int = 2
    """and the pieces that rows between the titles of its sections have more of."""
    below_title: float = 3.0
    """How far below the last of these titles its rows are looked at, in heights of its band."""
    dated: int = 2
    """Lines of the number and the date of a letter, at most,"""
    spread: int = 3
    """and pieces of the date, at least, where its characters are spread."""
    titled: float = 1.3
    """So many times as large as what stands beside it is a title, at least, where one row is all
    there is."""
    touch: float = 1.5
    """Points between grounds beside each other that touch, at most: rules are drawn over them."""
    tabled: float = 0.8
    """The share of the lines in a frame, at least, that are cells of a table without rules, if it
    is no cell."""
    superscript: float = 0.75
    """Figures smaller than this share of what they overlap are set into it on purpose."""
    text_share: float = 0.33
    """So many characters, in shares of those of the usual size, may be of the page's text though
    they are larger: below it are long notes."""
    text_least: int = 200
    """So many characters of one size are a text and no titles."""


class Bars(msgspec.Struct, frozen=True):
    """Charts of bars: filled rectangles that share a side, with numbers at them."""

    same: float = 1.0
    """Points by which sides that are at one place differ, at most."""
    touch: float = 1.0
    """Points between parts of one bar, at most, and between two bars of a chart, at least once."""
    least: int = 3
    """Bars of a chart, at least."""
    most: int = 400
    """A page with more grounds than this is a drawing."""
    widths: float = 0.2
    """The share of their width by which bars differ in it, at most."""
    heights: float = 0.08
    """The share of the highest by which bars differ in height, at least: grounds of heads are
    alike."""
    parts: float = 0.7
    """The share of bars of several parts in a chart whose bars are all as high."""
    apart: float = 1.6
    """White between the bars of two charts, beyond half a bar, as a multiple of what is usual."""
    often: float = 0.75
    """The share of the gaps between bars that are no wider than what is usual."""
    reach: float = 0.8
    """The share of its width or height by which lines behind bars reach beyond them, at most."""
    covered: float = 0.7
    """The share of a chart's width that a line behind its bars runs over, at least."""
    figures: float = 0.7
    """The share of the characters in a bar that are of numbers, at least."""
    in_scale: float = 0.35
    """The same of what stands between the lines of a scale, a legend among it."""
    level: float = 0.4
    """Ems by which a number stands off the height of the line that it is the scale of, at most."""
    at_rule: float = 0.3
    """The same for a scale that upright lines run through,"""
    of_grid: int = 5
    """and how many lines of it have numbers, at least."""
    even: float = 1.5
    """White between the scales of two charts, as a multiple of the steps of one, at least."""
    told: float = 0.6
    """The share of the lines of one length that have such a number, at least."""
    numbers: int = 4
    """Digits in a chart and around it, at least."""
    around: float = 2.5
    """Ems around a chart within which these stand."""
    longest: int = 16
    longest_name: int = 24
    """Characters of a label, at most, of upright bars and of bars across."""
    size: float = 1.25
    """Labels are at most this many times as large as the numbers."""
    below: float = 1.6
    """Ems below a chart within which the names of its bars begin."""
    above: float = 2.6
    """Ems above it within which numbers and units end."""
    swatch: float = 1.8
    """Ems of a sign of a legend, at most."""
    labels: int = 3
    """Labels of a chart, at least."""
    in_rows: float = 0.8
    """The share of bars across beside which texts end at one place, at least, if these are a
    column."""
    columns: int = 2
    """Such columns of a table that has bars in it, at least: the numbers of a chart may stand in
    one."""


class Banded(msgspec.Struct, frozen=True):
    """Tables whose rows stand on grounds of colour by turns."""

    near: float = 2.0
    """Edges at most these points apart are one."""
    alike: float = 3.0
    """Bands whose ends are at most these points apart are of one table."""
    least: int = 2
    """Bands that a table has, at least."""
    most: int = 400
    """Grounds on a page beyond which they are a drawing."""
    higher: float = 6.0
    """The height of a row between two bands as a share of the higher one, at most."""
    white: float = 1.2
    """Ems of white between two pieces of a line, at least."""
    one_line: float = 0.5
    """Middles of marks so many ems apart are of two lines."""
    reach: float = 3.0
    """How far below the last band a row may go, in heights of that band."""
    shared: float = 0.6
    """Places at which cells end in most bands, at least, as a share of all at which they end."""
    beside: float = 1.2
    """Ems of white between the lines of one row, at most,"""
    close: float = 0.5
    """and between two lines of its heads."""
    runs_on: float = 0.6
    """Text with less white, in ems, at a place runs on over it;"""
    crossed: float = 0.25
    """it does so at this share of the ends of cells at most."""
    closer: float = 0.8
    """White between the lines of one row, at most, as a share of that above and below all."""


class Blocks(msgspec.Struct, frozen=True):
    """Blocks: the lines of a column as paragraphs, headings, items, captions and notes."""

    likely: float = 0.5
    """What is more likely than not is taken for true."""
    bold: float = 0.8
    """The share of the characters of a bold line that is bold, at least."""
    most_digits: int = 2
    """Digits of a heading's number, at most: （2024） is a year."""
    longest_heading: int = 60
    """Characters of a heading, at most."""
    longest_title: int = 32
    """Characters of a heading that only its number tells, at most."""
    small: float = 0.88
    """The size of small print, in sizes of the text, at most."""
    larger: float = 1.15
    largest: float = 1.5
    """The size of a heading and of a title, in sizes of the text, at least."""
    same_size: float = 0.1
    """Share of a size by which lines differ that are of one note."""
    at_side: float = 2.0
    """Ems from the end of a full line to the side of its frame, at most."""
    same_edge: float = 0.4
    """Ems by which lines of one text in a frame begin apart, at most."""
    narrow: float = 10.0
    """Ems up to which a frame is narrow: short entries fill it as well."""


class Bullets(msgspec.Struct, frozen=True):
    """Bullets join the text that they begin: the white behind them is no gutter."""

    reach: float = 2.3
    """White between a bullet and its text, in ems, at most."""
    slack: float = 1.0
    """Points by which more is looked at than can follow, for the rounding."""
    level: float = 0.3
    """Ems by which signs beside each other stand off one level, at most."""
    run: int = 3
    """Signs beside each other that are entries of a table, at least."""


class Chunks(msgspec.Struct, frozen=True):
    """Chunks: marks of one cell and one baseline that stand next to each other."""

    same: float = 0.02
    """Points by which the baselines of one line differ by rounding, at most."""
    gap: float = 0.36
    """A gap wider than this many ems ends a chunk; justified text is rarely spread further."""
    most_spread: float = 0.4
    """A line is spread by so many ems between its characters, at most; beyond that they are
    entries."""
    marks_of_line: int = 6
    """Gaps of a line that tell what is usual in it, at least."""
    word_gap: float = 1.0
    """The same between words of Latin letters that the file has a space between."""
    latin_gap: float = 0.5
    """The same beside a word of Latin letters: the space of a font whose letters are half as wide,
    which the file may leave out."""
    least_space: float = 0.2
    """Ems of white between two words of Latin letters, at least,"""
    spaces_alike: int = 3
    """how many such whites of one line tell that they are spaces, which the file leaves out,"""
    spaces_differ: float = 0.1
    """and the ems by which they differ, at most."""
    number_gap: float = 0.9
    """The same within a number whose points and commas are full-width: they have white behind
    them."""
    overlap: float = 0.6
    level: float = 0.16
    """Baselines closer than this many ems are one."""
    ratio: float = 1.45
    """Neighbours whose sizes differ by more than this factor are different chunks."""
    wide: float = 0.8
    """Ems of an opening bracket whose left half is white, at least."""
    white: float = 0.45
    """The share of its width that is: it may be set over the mark before."""
    typed: float = 0.8
    """The share of the white between two marks that spaces of the file fill, at least, where it was
    typed into a line; left over is what justified setting adds."""
    blank: float = 2.5
    """Ems between brackets, at least, that hold a blank without a space of the file."""
    few_lines: int = 8
    """Lines of a cell in which spaces that were typed are blanks, at most: one of more may be a
    table by itself."""


class ColumnHeads(msgspec.Struct, frozen=True):
    """Heads of columns over rows without rules."""

    heads: int = 4
    """Pieces of a line that are heads of columns, at least, and of a row below them: three begin
    the parts of a page as often, whose titles run over the white between columns."""
    rows: int = 4
    """Rows below these that are looked at."""
    shared: float = 0.6
    """The share of these heads above a piece of a row that begins, ends or is centred as they, at
    least,"""
    like: int = 2
    """and rows of which this holds, at least."""
    same: float = 0.3
    """Ems by which what begins at one place differs, at most."""


class Columns(msgspec.Struct, frozen=True):
    """Columns side by side: are they read one after the other, row by row, or line by line?"""

    set_right: int = 3
    """Amounts at the right edge, at least, each on the level of an entry with a label."""
    at_edge: float = 0.15
    """Ems between the right ends of these, at most."""
    begun_apart: float = 2.2
    """Ems between where they begin, at least: full lines begin and end together."""
    likely: float = 0.5
    """What is more likely than not is taken for true."""
    white_above: float = 0.8
    """Pitches of white that all columns have at a label above its row, at least."""
    below_label: float = 2.2
    """Pitches below it within which a row begins in all columns."""
    blank: float = 1.35
    """Pitches to the line above from which on there is white between two lines."""
    ragged: float = 2.2
    uneven: float = 0.9
    """Pitches of white in one column, and more than in another, where both are not parted alike."""
    few_prices: int = 4
    """Amounts beside the lines of a text, fewer than this, that are what these lines cost: of more
    the rows of a table tell."""
    figures_width: float = 9.0
    """A column of figures is at most so many ems wide."""
    near: float = 0.6
    """A line whose top is this near, in ems, to a level begins there."""
    across: float = 0.35
    """A line that reaches further over a level, in ems, stands on both sides of it."""
    far: float = 12.0
    """Ems or pitches beyond which more says no more."""
    alike: float = 0.85
    prose_width: float = 10.0
    prose_lines: int = 8
    """Columns of running text: how alike their widths are, their least width in ems, their
    lines."""
    long_prose: int = 16
    """Lines of each of these columns, at least, if they are no row of a table, however they end."""
    label_reach: float = 2.0
    """Pitches between a label and the row that it belongs to, at most."""
    wraps: float = 0.3
    sure_of_prose: float = 0.8
    """Where so large a share of a column's lines goes on with the one above, a row begins only if
    that is so likely: paragraphs of two cells may begin at one level by chance."""
    as_before: float = 30.0
    """How many times likelier columns are read row by row if those at the same places were."""
    half_way: float = 0.4
    """Ems from the middle of a text to that of the label set at half its height, at most."""
    half_ways: int = 2
    """Rows with such labels that show all to be rows, at least."""
    middles: int = 3
    """Columns of a table whose rows are told by the middles of their cells, at least; of two
    columns so many rows."""
    last_columns: int = 2
    """Columns with one line in each row, level with the last lines of texts beside them, at
    least."""
    last_lines: float = 0.7
    """Share of these texts of several lines whose last one goes on with the line above, at least:
    in rows that begin level it is the first line of the next cell."""
    keyed_columns: int = 4
    keyed_rows: int = 4
    keyed_full: float = 0.75
    keyed_few: float = 0.34
    """Columns and rows of a table, at least, whose rows begin with an entry in the first column;
    the share of the columns that such a line fills, at least, and others do, at most."""
    remark_reach: float = 1.6
    """Pitches below what it is a remark on within which one in brackets stands."""
    off_middle: float = 0.25
    """Ems between the middles of two cells of such a row, at most."""
    shown_middles: float = 0.2
    """The share of the rows of such a table that are plainly set about a middle, at least."""
    part_white: float = 0.8
    """Ems of white across all columns between two parts of a page, at least."""
    part_whiter: float = 2.0
    """The same as a multiple of what is usual between lines."""
    longest_group: int = 12
    """Lines of such a cell, at most."""
    amount_apart: float = 2.0
    """Ems of white within a line behind which an amount is set at the right edge, at least."""
    whiter: float = 1.15
    """Pitches from the last line of a row to the first of the next, at least."""
    ruled_alone: float = 6.0
    """How many times likelier columns are read one after the other for each rule that runs across
    one of them alone, as below the heading of a section: a rule between rows runs across all."""
    most_ruled: int = 2
    """Such rules that count, at most."""
    entries: float = 0.5
    """The share of the lines of each column that lead to pages, in an index set in columns."""
    of_entries: float = 50.0
    """How much likelier such columns are read one after the other: each line is whole by itself."""
    same_level: float = 2.0
    """Points to which a cut is at a level."""


class ListsBeside(msgspec.Struct, frozen=True):
    """Is a column beside a table one of its columns, or a list of its own?"""

    rows: int = 3
    """Rows of a table, at least, by which that is told."""
    lines: int = 3
    """Lines of the list, at least."""
    level: float = 0.45
    """Ems between the middles of two lines that are level, at most."""
    levelled: float = 0.65
    """The share of the lines of the column with fewest that stand level with another column's."""
    exact: float = 0.12
    """Ems by which the lines of a row differ from row to row, at most, where they were set so."""
    reach: float = 0.9
    """Ems from a row to a line of the list that stands beside it, at most."""
    off: int = 2
    """Rows that begin level with no paragraph of the list, at least."""
    often: float = 0.4
    """The share of them."""
    shortest: float = 0.33
    """How many lines a column has, as a share of those of the longest, that may tell where rows
    begin."""
    wide: float = 8.0
    """Ems that a list is wide, at least."""
    parted: float = 0.1
    """The share of the lines of a list that have an em of white within, at most."""
    single: float = 0.8
    """The share of the lines of a table with which its rows begin, at least."""
    least_boxes: int = 2
    """Boxes beside a table that show that they are drawn anywhere, at least."""
    boxes: float = 0.5
    """The share of boxes that are of no row."""


class Matrices(msgspec.Struct, frozen=True):
    """Rows of tables told by what is never broken: amounts, and labels that count on."""

    heads: int = 3
    """Lines above the first amount of a column that may be its head, at most."""
    amounts: int = 3
    """Amounts of a column of amounts, at least."""
    rows: int = 4
    """Levels with amounts, at least."""
    ruled_rows: int = 3
    """The same between two rules."""
    columns: int = 3
    """Columns of amounts, at least: with fewer the trees see as much."""
    level: float = 0.4
    """Ems between the middles of what stands on one level, at most."""
    sparse: float = 0.5
    """The share of the rows in which a column has lines from which on each is of a row; where
    fewer have any, those that follow each other are one cell over several rows."""
    close: float = 1.5
    """Pitches of lines that follow each other in such a cell, at most."""
    same_heads: int = 3
    """Heads with the same words on one level that make a row of heads, at least."""
    labels: int = 3
    """Labels that count on, at least."""
    label: float = 4.0
    """Ems of the column of such labels, at most."""
    word: float = 6.0
    """Ems of a word with which a line begins, at most."""
    space: float = 1.3
    """Ems of white behind it, at most: an ideographic space."""
    words: int = 2
    """Such lines, at least."""
    whiter: float = 0.95
    """The white above what begins at a label, as a share of the widest between its lines, at
    least."""
    dates: int = 3
    """Times or dates that begin rows, at least, and lines that end a cell of several."""
    hanging: float = 0.7
    """Ems right of its left edge at which a line of the first column begins that is of a row."""
    level_with: float = 0.7
    """The share of the rows in which each column has a line level with the date, at least."""
    end: float = 1.0
    """Ems from the end of its longest line at which a line of a column is full."""
    over: float = 1.2
    """Pitches above the first date, beyond its heads, within which no line may stand that is no
    head."""
    full_before: float = 0.35
    """The share of the last lines of cells that may be full: in prose beside a list of dates nearly
    all lines are."""
    keys: int = 4
    """Rows with a short word on the first line of each, at least,"""
    key: float = 10.0
    """the ems that it is wide, at most,"""
    above_key: float = 0.15
    """the ems of white above such a line beyond what is between any others, at least,"""
    keys_wrapped: int = 2
    """and rows of several lines, at least."""


class Comparisons(msgspec.Struct, frozen=True):
    """Rows of an old wording beside a new one, told by what both sides call each provision."""

    level: float = 0.35
    """Ems between the tops of two lines that begin one row, at most."""
    least: int = 2
    """Rows that begin so, at least, one of them with nothing but a word in brackets at a side."""
    same: float = 0.9
    """The share of lines that are the same on both sides of a sheet that is printed twice."""


class Counting(msgspec.Struct, frozen=True):
    """Numbers that count on and heads that are said again tell columns that are read down."""

    least: int = 5
    """Numbers in all columns, at least: that four ascend is chance."""
    least_across: int = 4
    """The same where each line has the next number, from the left and then from the next level."""
    reach: float = 10.0
    """How many times the usual step one step may be: a column of years counts on no column of
    numbers."""
    stray: float = 0.04
    """The share of steps that may be none."""
    same: float = 0.6
    """Ems right of a column's edge within which a line's number is counted."""
    level: float = 0.6
    """Ems by which the tops of lines on one level differ, at most."""
    below: int = 3
    """Lines of a list, its head among them, that there must be more of."""
    figures: float = 0.5
    """Where more of the first columns is amounts, heads said again are those of one table."""
    alike: float = 0.25
    """The share of lines below a head that may stand below the other one too: as many and more do
    where an old wording stands beside a new one."""
    head: int = 12
    """Characters of the head of a column, at most."""
    chapters: int = 3
    """The step that a part of a number before its last one may be, at most: from 1-9 to 2-1."""
    often: float = 0.3
    """The share of the lines of a list that begin with its numbers, at least: the others go on
    with them."""
    mostly: float = 0.8
    """The share of lines that begin with numbers where what does not is a heading."""
    counted: float = 0.98
    """How likely columns that count on are read so."""
    headed: float = 6.0
    """How many times likelier columns are read one after the other for each heading in brackets
    that stands in one of them alone, as 【か行】 in a list of names."""
    most_headed: int = 2
    """Such headings that count, at most."""
    wider: float = 2.0
    """White between lists of several columns, as a multiple of the narrowest in them, at least."""
    apart: float = 2.0
    """The same in ems."""
    long: int = 8
    """Entries of lists of the same that are rather read down, at least."""
    several: float = 0.6
    """The share of these entries that are of several words; and of the widest list that the
    narrowest is wide, at least."""
    few: float = 0.1
    """The share of these entries that have figures, at most."""
    short: float = 20.0
    """Ems of an entry, at most."""
    space: float = 1.3
    """Ems of white between the words of an entry, at most: an ideographic space."""
    like_lists: float = 1000.0
    """How many times likelier columns are read one after the other that are such lists; the trees
    have seen none of them."""
    titled: float = 30.0
    """The same where each has a heading with a mark."""
    stated: float = 60.0
    """The same where each line is a label, a colon and a value, whole by itself."""
    least_stated: int = 2
    """Such lines of each column, at least."""
    own_tables: float = 200.0
    """The same where each has lines and a table of its own, as the parts of a slip do."""
    cards: float = 200.0
    """The same of large numbers, each with what it counts below."""
    least_cards: int = 3
    """Such numbers beside each other, at least."""
    below_card: int = 3
    """Lines below such a number, at most."""
    larger: float = 1.3
    """As many times as large as these it is, at least."""
    card_off: float = 0.6
    """Ems from its middle to theirs, at most."""


class Doubts(msgspec.Struct, frozen=True):
    """How sure each line of a page is: that its text is whole, holds nothing alien, and stands
    between …"""

    likely: float = 0.5
    """What is more likely than not is taken for true."""
    short_of: float = 1.5
    """A line is full that ends so many ems before the edge, at most."""
    around: int = 24
    """Lines above and below a line, by their middles, among which its neighbours are looked for."""
    white: float = 0.1
    """White beyond what is usual between the marks of a line, in ems, that is told from it."""
    same_place: float = 0.15
    """Lines have white at one place whose places are in one slot of so many ems, or the next."""
    far: float = 60.0
    """Ems beyond which more says no more."""
    few: int = 3
    """Characters of a line that is no text, at most."""
    over: float = 0.3
    """Lines stand above each other that overlap in so large a share of the shorter one."""
    level: float = 0.4
    """Lines stand beside each other that overlap in so much of their heights, in ems."""
    indent: float = 1.2
    alike: float = 0.1
    laps: float = 0.4
    leading: float = 1.2
    """A line goes on in the one below whose beginning or end is no further off, in ems, whose size
    differs by no larger a share, which laps over it or stands off by no more."""
    none: float = -99.0
    """Stands for a length to a neighbour that there is none of."""


class Drawings(msgspec.Struct, frozen=True):
    """Drawings: texts at no common edges, on what is drawn. Weights are logarithms of odds."""

    area: float = 0.03
    """A drawing covers at least this share of the page."""
    most: float = 0.6
    """What covers more of it is the ground of a page."""
    small: float = 0.3
    """The same of a part of a drawing."""
    things: int = 3
    """Parts of a drawing, at least."""
    most_things: int = 400
    """Parts that are looked at: as many as grounds are."""
    labels: int = 5
    """Labels of a drawing, at least."""
    reach: float = 4.0
    """Ems between the parts of one drawing, at most."""
    leading: float = 0.4
    """The share of the page over which a line leads to a part, at most: others part the page."""
    touch: float = 3.0
    """Points from its end to the part, at most."""
    around: float = 2.0
    """Ems outside of what is drawn within which labels stand."""
    title: float = 1.3
    """What is this many times larger than most labels in it is a title."""
    dot: float = 1.0
    """Ems of a dot of a chart, at most."""
    dots: int = 5
    """Dots of a chart, at least."""
    longest: int = 24
    """Characters of a label, at most: more is prose."""
    prose: float = 0.15
    """The share of the texts on a drawing that are longer, at most."""
    line: int = 12
    """Characters of a line of prose in a narrow column, at least."""
    lines: int = 4
    """Such lines between the same edges, at least."""
    edge: float = 0.2
    """Ems by which the edges of a column differ, at most."""
    level: float = 0.25
    """The same of the middles of a row."""
    column: int = 3
    """Texts of a column, at least."""
    rows: int = 2
    """Grounds that hold one row of texts each, at least, if what they shade is a table."""
    cells: float = 0.7
    """The share of what is drawn that touches the next in its row and in its column, at least, if
    these are cells."""
    by_disorder: float = 4.0
    disorder: float = 0.5
    """What the share of texts weighs that stand in no row or column, beyond so many: the heads of a
    table are some."""
    by_held: float = 1.5
    held: float = 0.4
    """The same of the share that stands on parts of the drawing."""
    by_drawn: float = 1.0
    drawn: float = 0.5
    """The same of parts for each text, up to one."""
    by_picture: float = 0.5
    """What it weighs that all stand on one picture."""
    by_caption: float = 1.2
    """What it weighs that a caption says figure, or table."""
    caption: float = 3.0
    """Ems of white between a drawing and its caption, at most."""
    taken: float = 0.3
    """The share of a ground that a known figure covers to which the rest belongs, at least."""


class Edges(msgspec.Struct, frozen=True):
    """The last steps of a page: running headers and page numbers, and footnotes behind the text."""

    beside: float = 4.0
    """White, in ems, around what stands alone at a side of the page."""
    small: float = 0.88
    """Notes are set in less than this share of the size of the text."""
    close: float = 1.5
    """White, in ems and half of one, above a line of small print that goes on with another, at
    most: above what a figure is called there is the figure."""
    apart: float = 0.9
    """White, in ems, between what stands at the edge and the text."""
    whiter: float = 1.25
    """So many times the white between lines of the text parts further lines of a head or foot."""
    below: int = 4
    """Items below a line that may be heads of columns that are looked at, for each of its own."""
    leads: float = 1.5
    """White between a number and the text that it leads, at most, as a share of its height: a
    number of a page stands alone."""


class Figures(msgspec.Struct, frozen=True):
    """Figures: what is drawn with curves and slanted lines, and the labels that stand in it."""

    area: float = 0.03
    """A figure covers at least this share of the page: smaller ones are signs and arrows."""
    most: float = 0.9
    """What covers more of it is a ground, not a figure."""
    shapes: int = 3
    """Shapes that make a figure, at least."""
    labels: int = 2
    longest: int = 16
    prose: float = 0.15
    """At most this share of a figure's labels is longer than so many characters: else it is
    prose."""
    largest: float = 0.1
    """Share of a figure that its largest shape covers, at least: letters drawn as outlines do
    not."""
    inside: float = 0.5
    """Share of its labels that stand in a shape, at least."""
    stacked: float = 0.6
    """White between two lines of a label, in ems, at most."""
    centred: float = 0.7
    """Lines of a label have their middles, or their left edges, so near each other, in ems."""
    beside: float = 1.0
    """White between two pieces of one line of a label, in ems, at most."""
    around: float = 1.5
    """A label may stand so many ems outside of what is drawn."""
    halo: float = 2.5
    """The same where most labels stand outside, as those of a pie do."""
    labels_around: int = 4
    """Such labels, at least."""
    led: float = 6.0
    """Ems from such a drawing to a name above its percentage, as at the end of a leading line."""
    with_figures: float = 0.35
    """Share of such labels that tell a number, at least."""
    level: float = 1.0
    """Points by which shapes differ in height that are the heads of columns."""
    rows: int = 3
    """Rows of texts below such heads, at least."""
    caption: float = 3.0
    """White between a figure and its caption or source, in ems, at most."""
    lines: int = 3
    """Lines of a caption, at most."""
    over: float = 0.5
    """Ems by which a bracket covers what it stands behind, at most."""
    last_named: int = 6
    """Captions, sources and notes above a line that are asked whether it goes on with them."""
    same_size: float = 0.05
    """The share by which the size of such a line differs from theirs, at most,"""
    hangs: float = 3.5
    """ems by which it is indented,"""
    step_on: float = 2.0
    """and ems from their line to it."""
    fills: float = 14.0
    fills_to: float = 6.0
    """Ems that a line is long, at least, that goes on in the next, and by which it is shorter than
    that, at most."""
    same_top: float = 2.0
    """Points by which the tops of figures with their captions differ that are set in a row."""


class Panels(msgspec.Struct, frozen=True):
    """Panels with headings, in rows and columns."""

    rows: int = 2
    """Rows of panels, at least: one alone may be the head of a table."""
    letters: int = 2
    """Letters of a heading with its mark are more than so many."""
    level: float = 0.5
    """Ems between what stands level, at most."""
    place: float = 0.5
    """Ems by which headings below each other begin apart, at most."""
    above: float = 1.5
    """Ems from the edge of a panel at which its lines begin, at most."""
    short: float = 3.0
    """Ems from the end of a heading to the next panel, at least."""
    larger: float = 1.3
    """How many times as large as the headings what stands between the rows of panels may be."""
    apart: float = 1.0
    """Ems of white across all panels below which something else may stand."""


class IndexColumns(msgspec.Struct, frozen=True):
    """The columns of an index."""

    heads: int = 2
    """Heads of one letter each, at least."""
    rows: int = 3
    """Entries of a column, at least."""
    same: float = 0.5
    """Ems by which lines of a column begin apart, at most."""
    share: float = 0.15
    """Share of the words that begin where a column does, at least."""
    entries: float = 0.6
    """Share of the lines of a column that end with numbers, at least: long ones are broken."""
    apart: float = 6.0
    """Ems from where one column begins to where the next does, at least."""


class Letterheads(msgspec.Struct, frozen=True):
    """The addressees and the sender of a letter, level with each other."""

    longest: float = 30.0
    """Ems of an addressee's line, at most."""
    left: float = 0.4
    """Where an addressee's line begins, at most, as a share of the page's width."""
    apart: float = 2.0
    """Ems from an addressee to the sender, at least."""
    same: float = 0.5
    """Ems by which lines of one block begin apart, and pieces of one line stand apart, at most."""
    shared: float = 0.2
    """Ems of height that a line of the sender shares with the addressees, at least."""
    close: float = 1.2
    """Ems of white between lines of one block, at most."""
    most: int = 12
    """Pieces of a sender, at most."""


class BoxedLabels(msgspec.Struct, frozen=True):
    """Rows each of which a box at the left names."""

    rows: int = 3
    """Boxes below each other, at least."""
    lines: int = 3
    """Lines in a box, at most."""
    same: float = 0.6
    """Ems by which the sides of the boxes stand apart, and beyond which a line is not level with a
    box, at most."""
    near: float = 3.0
    """Ems from a box to its text, and between where the texts begin, at most."""
    wide: float = 1.5
    """How many times as wide as the boxes the texts are, at least."""
    wider: float = 1.2
    """How many times as wide as between lines the white between two texts is, at least."""
    white: float = 0.1
    """The same in ems more than that."""


class SideTitles(msgspec.Struct, frozen=True):
    """Titles on the upper sides of frames."""

    level: float = 6.0
    """Points by which frames beside each other begin apart, at most."""
    above: float = 2.0
    """White above a title, at least, as a share of what of it stands above the side."""

    on_side: float = 0.7
    """Ems from the middle of a title to the side, at most."""
    lines: int = 1
    """Lines of a title that stands in a box of its own, at most."""
    share: float = 0.9
    """How wide a title is, at most, as a share of its frame."""


class GlossaryColumns(msgspec.Struct, frozen=True):
    """A glossary in several columns."""

    level: float = 0.5
    """Ems by which a word and the first line of its text stand apart, at most."""
    level_words: float = 0.75
    """Share of the words of two lists that stand level, at most: all do in a table."""
    words_wide: float = 0.75
    """How wide the words are, at most, as a share of the texts."""
    short_of: float = 1.5
    """Ems from the edge beyond which a line is not full."""
    broken: float = 1.5
    """Lines of texts to a word, at least."""
    full: float = 0.4
    """Share of these lines that are full, at least."""
    headed: float = 0.6
    """Share of the lines of words beside which a text begins, at least: long words are broken."""


class BigFigures(msgspec.Struct, frozen=True):
    """Large figures beside each other with what they count."""

    large: float = 1.5
    """How many times as large as the text a figure is, more than."""
    level: float = 0.3
    """Sizes of a figure by which two stand or differ, or its words reach into it, at most."""
    close: float = 0.9
    """Ems of white between a figure and its words, at most."""
    centred: float = 0.8
    """Ems by which the middles of a figure and its words stand apart, at most."""
    apart: float = 0.5
    """Ems between the words of two figures, at least."""


class BoxedHeads(msgspec.Struct, frozen=True):
    """Columns each of which a box heads."""

    level: float = 0.6
    """Ems between the edges of what stands level, at most."""
    lines: int = 2
    """Lines of a head, at most."""
    most_shapes: int = 60
    """Shapes of a page on which they are looked at, at most: a map has thousands."""
    high: float = 4.0
    """Ems from the top to the bottom of a shape that holds a head, at most."""
    apart: float = 0.25
    """Ems between two heads, more than: the cells of a head of a table stand close."""
    widths: float = 0.6
    """How wide the narrowest of the boxes is, at least, as a share of the widest."""
    beyond: float = 1.0
    """Ems by which a line may reach beyond the sides of its box."""
    tip: float = 3.0
    """The same at the right, up to the next box."""
    below: float = 2.0
    """Ems from a box to its text, at most."""
    white: float = 2.0
    """Ems of white within the text of a column, at most."""
    close: float = 0.6
    """Ems of white below a text at which what follows is of it, at most."""
    full: float = 2.0
    """Ems from the end of a line to the side of its box where the next one goes on, at most."""
    rows: int = 2
    """So many lines that begin level in all columns are the rows of a table."""
    figures: float = 0.5
    """Share of the lines that hold figures alone, at most."""


class Forest(msgspec.Struct, frozen=True):
    """Boosted trees: what several features together say, as a probability."""

    at_once: int = 512
    """Rows that are asked about at once: the answers to all questions take 10 kB a row."""


class Frames(msgspec.Struct, frozen=True):
    """Frames: the page turned so that every line runs from left to right and lines go downwards."""

    close: float = 0.3
    """White between the glyphs of a vertical line on a page of horizontal ones, in ems, at most."""
    loose: float = 0.95
    """White to the next glyph of a line set apart, in ems, at most."""
    faint: float = 0.05
    """What a neighbour that far says, beside one that stands close."""
    rarer: float = 1.2
    """Vertical pages are rarer, so their glyphs must outweigh the others by this factor."""
    contested: float = 10.0
    """By how much the glyphs of a vertical page outweigh the others where nothing else needs to be
    asked: in print it is 18 times and more."""
    many_words: int = 20
    """Words along the lines of a direction, for where they begin to say something."""
    same_place: float = 0.25
    """Ems by which words that begin at one place differ."""
    pairs: int = 6
    """Frequent pairs of characters that a page must show for its direction to be seen from them."""
    share_of_pairs: float = 0.5
    """By which share of them one direction must lead."""
    clear: float = 0.25
    """By how many ems the glyph below is nearer than the one beside, in vertical words on a page
    that reads from left to right."""
    row: int = 6
    short: int = 2
    """Glyphs side by side that make a row on a vertical page, and that make one that stands
    alone."""
    alone: float = 1.2
    """White above and below a row that stands alone, in ems, at least."""
    figures_alone: float = 2.0
    """The same of figures: those that begin a vertical line stand an em above it."""
    most_alone: int = 400
    """Marks of a vertical page that are asked whether they stand alone, at most."""
    narrow: float = 0.8
    most_upright: int = 4
    widest: float = 1.5
    """Figures set side by side within a vertical line: how narrow, how many, how wide together."""
    each: float = 0.48
    """Ems of each of these, at most, where that is more: four of half an em are a number in
    brackets."""
    widest_hung: float = 2.1
    """Ems of a number or a wide sign with the brackets that hang out at its sides, at most."""
    level_in_cell: float = 0.15
    over: float = 0.2
    """Ems by which the tops of two of these differ, and by which they cover each other, at most."""
    share: float = 0.1
    level: float = 0.8
    """The share of the glyphs of a vertical line, on a page of horizontal ones, that stand level
    with rows, at most: those of more begin or end these rows."""
    chain: int = 3
    """Glyphs standing below each other that make a vertical line where little else speaks for
    it."""
    pair: int = 2
    """The same of a line that stands between others that are vertical."""
    flanked: float = 2.0
    """Ems to these others, at most."""
    pile: int = 12
    """Letters below each other that are all there is in a cell, at most,"""
    step: tuple[float, float] = (0.9, 1.7)
    """and the ems from one to the next."""


class Charts(msgspec.Struct, frozen=True):
    """Charts of boxes that lines join."""

    corner: float = 2.5
    """Lines whose ends are this many points from each other make a corner."""
    round: float = 14.0
    """Points by which the sides of a box with round corners end before these, at most,"""
    straight: float = 0.3
    """and the share of its height that is straight, at least."""
    inward: float = 0.1
    """The share of a side from its ends to where a line leads to it, at least, that joins no more
    than a few boxes."""
    reach: float = 10.0
    """Points between a box and the line that leads to it, at most: the head of an arrow stands
    between them."""
    apart: float = 3.0
    """Points between two boxes of a chart, at least: cells of a table touch."""
    boxes: int = 4
    """Boxes of a chart, at least: a few boxes with lines between them are read as any others."""
    lines: int = 600
    """A page of more lines than this is a drawing or a large table."""
    level: float = 0.5
    """The share of their height by which boxes of one level stand beside each other, at least."""
    least: float = 8.0
    """Points that a box is wide and high, at least."""
    panels: int = 80
    over: float = 5.0
    """Ems between the head of a column of boxes and the first of them, at most."""
    headed: float = 2.0
    """What it says for reading boxes column by column that each column has a head."""
    begun: float = 1.0
    """The same of several boxes in the first column; one there says as much against it."""
    chained: float = 3.0
    """What it says against it that all boxes are level with one of the next column and joined to
    none but that."""
    by_column: float = 1.5
    """Beyond this sum boxes are read column by column."""
    cell: int = 3
    """Corners of a box, of four, at which other lines begin, from which on it is a table's cell."""


class Grids(msgspec.Struct, frozen=True):
    """Ruled grids: cells enclosed by drawn lines."""

    near: float = 2.5
    """Lines that end or run within this many points of each other touch: strokes have a width."""
    bracket: float = 60.0
    """Lines shorter than this that hang on one upright line are a bracket, not an open cell."""
    large: float = 0.5
    """A cell that is no rectangle and about which a box takes this share of its grid shows that the
    grid is a frame around boxes."""
    box: float = 12.0
    upright: int = 3
    """Upright lines that must break at one height for a row to end there; a frame has two."""
    apart: float = 9.0
    """White between two grids that are one table, in points, at most."""
    sliver: float = 5.0
    """Points: no column is narrower and no row is lower."""
    short: float = 5.0
    """A line shorter than this does not divide text."""
    least: float = 0.004
    most: float = 0.7
    """A panel's share of the page: smaller ones are ornaments, larger ones the page's ground."""
    levels: int = 3
    """Level lines of a table without upright ones, at least: above its head, below it, at its
    end."""
    tallest: float = 0.5
    """The same lines stand at most this share of the page from each other."""
    widest_mark: float = 100.0
    """Points that such lines are long, at least: shorter ones are drawn under words."""
    clear: float = 12.0
    """Points of white beside a table without upright lines, at least."""
    touch: float = 1.0
    """Points between grounds below each other that touch, and between their sides, at most;"""
    shaded: int = 3
    """how many of them, at least, are the lines of one text,"""
    one_line: float = 2.2
    """the ems that such a ground is high, at most,"""
    space: float = 2.0
    """the ems of white within such a line or behind it, at most,"""
    full: float = 0.5
    """and the share of the lines that fill their width, at least."""
    panels: int = 80
    lines: int = 1500
    """A page of more lines than this is a drawing or a map."""
    heads_beside: int = 4
    """Grounds side by side, at least, that are the heads of columns where most are narrow:"""
    narrow: float = 0.6
    """this share of them, at least."""


class Heads(msgspec.Struct, frozen=True):
    """Which rows and columns of a table are heads: they say what stands below or beside them."""

    room: float = 0.02
    """White on both sides of what stands in the middle, as a share of the width, at least."""
    shaded: float = 4.0
    bold: float = 3.0
    over_numbers: float = 2.5
    spans: float = 2.0
    centred: float = 1.5
    words_of_heads: float = 2.5
    some_words: float = 1.5
    all_filled: float = 1.0
    shorter: float = 1.0
    """What speaks for a head row."""
    numbers: float = -4.0
    sentence: float = -4.0
    alike: float = -1.5
    """What speaks against one: numbers where its column has numbers; a sentence or a long text;
    figures in it where the entries below have figures too."""
    head_row: float = 3.0
    head_column: float = 3.0
    """The sums from which on a row or a column is a head."""
    labels: float = 3.0
    no_labels: float = -4.0
    beside_long: float = 3.0
    """Words in a column beside nothing but numbers; numbers or labels in it; short words beside
    long texts."""
    longest: int = 20
    """Characters of a head, at most."""
    most_rows: int = 4
    most_columns: int = 2
    mostly: float = 0.6
    """The share that makes a column one of numbers."""
    longer: float = 2.0
    middle: float = 0.15
    """Letters are set in the middle if the white on both sides differs by less than this share of
    the cell's width."""


class Lines(msgspec.Struct, frozen=True):
    """Lines of a single column, and where its paragraphs begin."""

    lead: int = 5
    """Characters of a number or a bullet with which an item begins, at most."""
    behind_lead: float = 1.6
    """Ems of white between these and their words, at most: an ideographic space, set wide."""
    words: int = 2
    """Letters of these words, at least: amounts are none."""
    tall: float = 1.6
    """So many times as high as a line is a sign beside several lines, at least,"""
    apart: float = 0.2
    """these overlap by this share of their height, at most,"""
    sign: int = 2
    """and it has so many characters, at most."""
    few: int = 4
    """Fewer lines than this do not tell where the full ones of their column end: the longest
    does."""


class Marks(msgspec.Struct, frozen=True):
    """Marks: the glyphs that a reader of the page sees, each once, with one character each."""

    least_size: float = 0.5
    largest_size: float = 2000.0
    """Sizes in points between which that of the file is believed."""
    ascent: float = 0.88
    """Height of the em square above the baseline, in ems: the design of Japanese fonts."""
    double: float = 0.15
    """Two equal glyphs closer than this many ems are one, painted twice for weight."""


class Nesting(msgspec.Struct, frozen=True):
    """Grids within cells of grids, and which cell each mark of a page stands in."""

    slack: float = 1.5
    level: float = 0.3
    """Ems by which the middle of a bullet differs from that of the text behind it, at most,"""
    behind: float = 3.0
    """the ems between the two,"""
    beside: float = 0.4
    """and those from the bullet to the side of the frame that it hangs out of."""
    larger: float = 1.3
    """How many times as large as the text behind it a bullet is, at most: what is larger is an
    arrow between two frames."""


class Nodes(msgspec.Struct, frozen=True):
    """What a page is arranged into: columns of lines, and tables of cells."""

    aside_lines: int = 3
    """Lines of a text, at least, beside which a caption may stand on the level of one."""
    aside_size: float = 0.85
    """The size of a caption beside a text, at most, by that of the text."""
    aside_white: float = 2.0
    """Ems of white before it, at least."""
    asides: float = 0.2
    """Captions for each line of the text, at most."""
    leading: float = 1.4
    """White between two lines of one column, in ems, at most."""
    overlap: float = 2.0
    """Points by which frames that stand one below the other overlap, at most."""
    one_edge: float = 0.3
    """Ems by which the lines of a text with a label beside it differ in where they begin, and in
    their steps, at most."""
    off_middle: float = 0.4
    """Ems by which such a label is off the middle of the lines, at most."""
    run_on: float = 6.0
    """How far below a table, in ems, lines may go on that began beside it."""
    beside: float = 3.0
    """White, in ems, between such a line and the table, at most: it is full."""
    long: float = 8.0
    """Ems of such a line, at least: what is shorter is a label of the table."""
    solid: float = 0.7
    """The share of such a line's length, at least, that its words take."""
    around: int = 4
    """Lines above and below it that show how far its paragraph's lines go."""
    full: int = 2
    """Lines of these, at least, that go as far."""
    level_frames: float = 0.6
    """The share of the lower of two frames that is level with the other, if they are read from the
    left."""


class OpenTables(msgspec.Struct, frozen=True):
    """Tables without rules around their cells: the columns and rows of what is read row by row."""

    crossed: float = 0.2
    """The share of the lines at a gutter that may run over it: heads over several columns."""
    often: float = 0.5
    """The share of the lines right of a gutter that have something on its left too, at least, where
    no gutter was read: what begins some of the lines of a paragraph is no column."""
    thin: float = 0.06
    """White between two columns, in ems, at least."""
    alike: float = 0.35
    """Edges this near each other, in ems, are one."""
    size: float = 1.2
    """A row's letters are larger or smaller than those of the table by at most this factor."""
    beside: float = 2.0
    """What stands over a column stands at most so many ems left or right of what is in it."""
    aligned: float = 0.6
    """The share of a column's entries that stand at one edge, or on one middle, at least."""
    apart: float = 2.6
    """White between two rows of a table, in ems, at most."""
    wider: float = 2.5
    """The same as a multiple of what is usual between the rows."""
    rows: int = 3
    """Rows of two entries that make a table without rules; of three or more, one row fewer."""
    step: float = 0.2
    """A row with one entry stands as far below the last one as the others do, to this share."""
    full: float = 1.5
    """A line that ends this near, in ems, to its column's right edge may go on below."""
    in_number: float = 0.9
    """White, in ems, behind a point or a comma of a number, at most."""
    tabular: float = 0.6
    """The share of the lines of a cell that have entries beside each other for these to be
    cells."""
    lined: float = 0.8
    """The share of the rows that are one line each, in a table whose rows are lines."""
    below: float = 1.3
    """White above a line with one entry, in shares of that between rows above it, which is of no
    such table, at least,"""
    below_least: float = 0.4
    """and the ems by which it is more than that."""
    over: float = 0.5
    """The share of the titles of sections that run over several columns, at least, where no rule
    parts them from the row below."""
    close: float = 6.0
    """The white to the right of a piece that is the only one at its place, as a share of the least
    between columns, where both are one head."""
    titles: float = 0.35
    """The share of the lines of a table that are titles of its sections, at most."""
    sectioned: int = 4
    """Columns of a table with such titles, at least: a list of items with amounts has three."""
    full_row: int = 3
    """Entries of a row between such titles, at least, but numbers of items,"""
    full_rows: float = 0.6
    """of which there is this share, at least."""
    behind_number: float = 1.5
    """The ems of white between the number of such a title and its words, at most."""
    ruled_rows: int = 3
    """A table with rules between more rows than these has one between any two."""
    few_numbers: float = 0.2
    """The share of the lines beside a label that are numbers, at most, if they are one row."""
    shorter: float = 1.3
    """How many times as many lines as its first cell has a row's highest one, at least, for labels
    to tell that few rules part rows."""
    whole: float = 0.9
    """The share of the lines between two rules that have an entry in every column, if each is a
    row."""
    numbered: float = 0.8
    """The share of the rows that begin with a number, at least, for these to be a column that has a
    head of its own."""
    break_white: float = 1.5
    """How many times as much white as usual stands between two tables, at least."""
    least_white: float = 0.3
    """The least that is taken for usual, in ems."""
    more_told: float = 1.1
    """How many times as many entries as the columns of a whole those of its parts tell from each
    other, at least, for titles to part it into tables."""
    marker: int = 4
    """Characters of a marker, at most."""
    level: float = 0.3
    """Ems by which a line may reach down into what stands below it."""


class Paragraphs(msgspec.Struct, frozen=True):
    """Where the paragraphs of a single column begin: is a line an item by itself, or the rest of
    one?"""

    wider: float = 0.2
    """Ems by which the next line stands further off where a sentence ends a paragraph."""
    full: float = 1.7
    """Ems that a line ends before the longest one, at most, that goes on in the next,"""
    sentence: int = 8
    """and the characters that each of both has, at least."""
    far_below: float = 1.9
    white_below: float = 0.9
    """Pitches from a line to the next, and ems of white between them, that part two paragraphs."""
    far: float = 12.0
    """A length beyond this many ems says no more than this."""
    other_size: float = 1.2
    """Letters so many times as large as others are of another text."""
    run: int = 3
    """So many lines of one size, one below the other, are a text of their own."""
    flush: float = 0.15
    flush_lines: int = 5
    """Ems from the right edge, at most, within which so many lines end, at least, that are set to
    reach it,"""
    half: float = 0.5
    """or so much before it, if they end with a comma or a bracket, which leaves that white,"""
    wide: float = 12.0
    """and ems that a line is wide, at least, of which this says more than that entries are of one
    length,"""
    at_edge: float = 10.0
    """so many times less likely is a paragraph to end with one of these: it would end at the edge
    by chance."""
    one_edge: float = 0.3
    """Ems within which two lines begin, or end, at one edge."""
    indent: float = 0.7
    most_indent: float = 3.0
    """Ems by which the first line of a paragraph is indented against the second, or stands out to
    the left of it."""
    first: float = 0.9
    """How likely a line is the first of a paragraph of which the next line shows it."""
    inset: float = 5.0
    """Ems by which the number of a page stands further right than the last line, at least."""
    begins: float = 0.5
    """A line that begins a paragraph less likely than this goes on with the one above."""


class Regions(msgspec.Struct, frozen=True):
    """Reading order: the page cut into columns and rows."""

    most: int = 1200
    """A region of more pieces than this is a drawing, read line by line."""
    spanning: float = 0.35
    """A gutter may be crossed by this many lines for each that it parts: rows that span columns."""
    deep: int = 30
    labelled: float = 0.6
    """Of the lines of a list this share, at least, begins with a marker."""
    label: int = 4
    """Characters of a marker that stands by itself, at most."""
    same_place: float = 1.0
    """Points within which columns of two pages begin at the same place."""
    beyond_doubt: float = 0.1
    """Columns that are read one after the other less likely than this are read row by row."""
    across: float = 0.6
    """The share of a column's width that a rule across it covers, at least."""
    running: int = 6
    """Lines of each of two columns with a rule between that are no cells but columns of a text, at
    least,"""
    white: float = 3.5
    """and ems of white between two of these, or above the first, at most."""
    level: float = 3.0
    """Points by which rules of one row differ in height, at most."""
    below_first: float = 1.0
    widths: float = 0.6
    """The width of a column of the page, in shares of the widest, that a list in one is told from;
    a column of amounts is narrower."""
    half_way: float = 0.4
    """A label set at half the height of a text stands this many ems below its top, at least, and
    this many from its middle, at most."""
    middle: float = 1.5
    """Ems by which the title of all columns stands off their middle, at most."""
    most_rules: int = 8
    """Upright rules between lists of the same that are looked for, at most."""
    like_lists: float = 0.9
    """How likely lists of the same with rules between them are read one after the other."""
    own_tables: float = 0.95
    """How likely parts with a table each and rules between them are."""
    broken: float = 1.5
    """Lines for each label that counts on beside a column of texts that are broken, at least."""
    wide: float = 12.0
    """Ems that such a column is wide, at least."""
    pairs: int = 3
    """Days that stand each beside what took place then, as the cells of one column, at least."""
    dated: float = 0.8
    """The share of a column that is days, and of its rows of several lines that have several."""
    between: int = 3
    """Cells of a row that upright rules part, at least."""
    pair_white: float = 2.0
    """Ems of white behind these days, at most."""
    guests: int = 2
    """Upright lines in a row of heads, at least."""
    level_of_row: float = 0.5
    """The share of the lowest of what stands in it by which all of a row overlaps, at least."""
    beside_box: int = 3
    """Columns, at least, whose first or last is no part of their rows if it is a box of several
    lines."""
    about_middle: int = 3
    """Pieces that stand level with the middle line of a text, with that line, if they are cells of
    a row."""
    underline: float = 0.15
    """Ems below a line within which a rule is drawn under its words."""
    entries_beside: int = 3
    """Entries beside a number that make it one of the row of a table, no item, at least,"""
    rows_of_entries: int = 3
    """in so many rows,"""
    of_entries: float = 0.6
    """and in this share of all."""
    lines_of_box: int = 3
    """Lines of a box beside rows, at least,"""
    rows_beside: int = 3
    """and so many rows,"""
    labelled_rows: float = 0.5
    """of which this share has several pieces, at least,"""
    apart_below: float = 0.5
    """with more white above and below all, in ems."""


class RuledRows(msgspec.Struct, frozen=True):
    """Rows of a ruled table that no rule parts, where every line is one."""

    lines: int = 3
    """Lines of figures, at least, and levels on which lines stand."""
    level: float = 0.5
    """Ems from the middle of the highest line of a level to those of the others, at most."""
    exact: float = 0.3
    """Ems between the middles of all lines of a level, at most: those of rows stand on one line."""
    reaches: float = 1.5
    """Ems from the right edge of a cell within which words end that go on below."""
    next: float = 1.5
    """Heights of their line from there to the one with which they go on, at most."""
    filled: float = 0.7
    """The share of the columns under one cell that hold a piece of it, at least, where it is as
    many cells."""
    heads: int = 3
    """Columns under one such cell, at least."""
    code: int = 3
    """Digits of a number with which an entry begins, at most."""
    of_levels: float = 0.7
    """The share of all levels on which the fullest column has a line, at least."""
    of_lines: float = 0.5
    """Lines of figures for each line of the fullest column, at least."""
    scale: int = 4
    """Lines of figures in one cell that are rows of a scale, at least,"""
    side_by_side: int = 3
    """and the figures on each of them."""


class RuledColumns(msgspec.Struct, frozen=True):
    """Columns of a ruled table that no rule parts, as those of banded rows."""

    least: int = 3
    """Cells with several pieces, at least, that show where the columns begin,"""
    most: float = 0.6
    """and their share of all cells with text, at least."""
    filled: float = 0.5
    """The share of these in which a column has a piece, at least."""
    white: float = 0.5
    """Ems of white between columns in all these, at least;"""
    white_of_two: float = 1.3
    """the same where they are but two, of which the second is one of figures."""


class Ruby(msgspec.Struct, frozen=True):
    """Ruby: small kana set beside the characters whose reading they give."""

    smaller: float = 0.66
    """Ruby is at most this share of its base's size; usually it is half."""
    near: float = 0.6
    """How far, in ems of the base, ruby stands from its base at most."""
    straddles: float = 0.3
    """The share of a kana's width that lies over each of two characters between which it stands."""
    middle: float = 0.3
    """Ems of its own by which a dot of emphasis stands off the middle of its character at most."""


class Raised(msgspec.Struct, frozen=True):
    """Small marks set higher or lower than a line, as those of notes and indices."""

    smaller: float = 0.9
    """Such a mark is at most this share of its line's size; usually it is six tenths."""
    longest: int = 12
    """Characters of such a mark, at most: （注１、注２） has eight."""
    level: float = 0.16
    """Chunks whose middles differ by fewer ems stand on one line."""
    within: float = 0.4
    """The share of its height that a mark, in white of its own, has in common with its line, at
    least: indices hang out by half."""
    raised: float = 0.1
    """Ems by which a mark without white of its own ends above the bottom of its line, at least."""
    above: float = 0.2
    """Ems of white between a line and a mark set above it, as ruby is, at most: a figure set
    upright in a vertical line is narrower than it is high."""
    smaller_above: float = 0.82
    """A mark that has no height in common with its line is at most this share of its size."""
    fits: float = 0.6
    """The share of its width that the white in a line has, at least, that is a mark's own."""
    beside: float = 0.3
    """Ems from the end of a word to the mark behind it, at most."""
    ruby: float = 0.6
    """Small kana that have less of their height in common with a line are ruby."""
    inside: float = 0.45
    """A mark with less of its height in common with its line stands over the word it belongs
    to, not between two."""
    covered: float = 0.1
    """Ems by which a mark over a word reaches beyond the middle of its last character, at least."""
    lines: int = 8
    """Lines above and below that are looked at, and pieces of each: what is further does not
    reach."""


class RuledLines(msgspec.Struct, frozen=True):
    """Ruled lines of a page: strokes and thin rectangles that lie along an axis."""

    rounding: float = 0.5
    """Points by which a corner may stand off the corner of its box."""
    on_line: float = 1e-6
    """Points by which what is cut from a line differs from it by rounding."""
    thin: float = 3.0
    """A filled rectangle at most this many points wide is a line."""
    least_shape: float = 12.0
    """A shape smaller than this many points is a sign."""
    least_oval: float = 2.5
    """Points: a circle or a triangle of less in width or height is a full stop of a drawing."""
    slant: float = 3.0
    """Points by which a side of an arrow's tip runs along both axes, at least."""
    on_box: float = 0.75
    """Points lie on the box of their outline to so many points."""
    straight: float = 0.6
    """The share of the longer sides of a box with round corners over which its points spread, at
    least: those that draw an ellipse spread over 0.55."""
    corner: float = 0.08
    """The share of its shorter side by which points of a corner that is drawn with many of them
    stand off the box: those of an arc stand off by 0.3 of its radius."""
    objects: int = 20_000
    edge: float = 0.5
    """Points by which a stroke lies within a ground that hides it."""
    hiding: int = 60
    """Grounds, the largest ones of a page, under which strokes may be hidden."""
    small: float = 3.0
    """Points: a ground of less in width or height covers no text."""
    grounds: int = 400
    """Grounds of a page that are looked at; a page with more is a drawing."""
    nested: int = 1 << 20
    """Steps of the painting between two objects of a page: those of the forms stand between."""
    few_segments: int = 64
    """A path of more segments than this is a drawing, but for boxes with round corners,"""
    segments: int = 256
    """which have so many at most."""
    dash: float = 6.0
    """Points that a dash of a line is long, at most,"""
    dash_apart: float = 0.2
    """the points between two, at least,"""
    dash_gap: float = 2.0
    """and at most, as a multiple of its length,"""
    dash_alike: float = 0.3
    """the share of its length by which the next one differs, at most,"""
    dashes: int = 12
    """and how many of them are one line, at least."""
    dashed: int = 200
    """Lines whose dashes are one path that are looked at, whether they are sides of a box, at
    most."""
    wave: int = 6
    """A thin path of more points than a rectangle has is a wave: a line that is drawn with
    turns."""
    wave_height: float = 4.0
    """Points from the top of a wave to its bottom, at most, its pen's width among them."""
    white: int = 250
    """Red, green and blue from which on a colour is the paper's."""


class Setting(msgspec.Struct, frozen=True):
    """Lines as values: the text of a row of chunks, with the place of each character."""

    readable: float = 3.0
    """Text smaller than this many points is not meant to be read, or hidden."""
    space_both_latin: float = 0.2
    space_mixed: float = 0.45
    space_wide: float = 0.75
    space_of_file: float = 0.1
    """White, in ems, that is a space: between words of Latin letters, between these and Japanese,
    between Japanese, and where the file has a space. No space is narrower than the last."""
    behind_lead: float = 0.42
    """White, in ems, that is a space between the number of an item and its words."""
    space_ideographic: float = 0.3
    """The same between Japanese where the file has an ideographic space (U+3000), which some fonts
    make two thirds of an em wide, as it has between words of Latin letters."""


class Spaced(msgspec.Struct, frozen=True):
    """Words whose characters are set apart to fill a width (均等割付): 山　田　太　郎, 委　員."""

    widest: float = 4.5
    """White between two characters of a word, in ems, at most, where nothing else tells."""
    same: float = 0.12
    """Places or widths closer than this many ems are the same."""
    around: float = 1.3
    """White around a word exceeds the white in it by this factor."""
    lines: int = 2
    """Lines that must show the places of a field, at least."""
    prior: float = -0.5
    even: float = 2.0
    """Three characters or more at even distances."""
    uneven: float = -2.0
    apart: float = 1.5
    """More white before and behind the word than in it."""
    close: float = -1.5
    """Less white before or behind it than in it."""
    crossed: float = 3.0
    """Another line has text where the white is: no column ends there."""
    field: float = 3.0
    """Both stand at places of a field of even distances that other lines show."""
    filled: float = 5.0
    """Both stand at the ends of a width that words of three characters or more fill on other
    lines, or several different pairs."""
    pairs: int = 3
    """Such pairs, at least."""
    entry: float = -1.5
    column: float = -4.0
    """Far apart, and texts of other lines begin where the second does."""
    far: float = -2.0
    """What each piece of evidence speaks for one word, as a logarithm of odds."""


class OneSpace(msgspec.Struct, frozen=True):
    """Pieces with one ideographic space between them: 増田　実, 10月　完成検査, １　対象."""

    exact: float = 0.04
    """Ems by which white of one character differs from it, at most: places are kept to a tenth of
    a point."""
    again: int = 3
    few_words: int = 4
    """How often a word that is a label is said at least, and of how many such words at most: family
    names are more."""
    mostly: float = 0.8
    """The share of the pieces at one place that such labels are, at least."""
    pieces: int = 3
    """Pieces of what stands in brackets, at least: where there are two, columns below them may be
    told by the white between."""
    in_brackets: float = 1.5
    """Ems of white between two pieces of what stands in brackets, at most."""
    large: float = 1.15
    """How many times as large as the usual piece a title is, at least."""
    near: float = 2.5
    """Ems of white that is no column's beyond doubt, at most."""
    place: float = 0.15
    """Ems within which pieces begin at one place."""
    lines: int = 3
    """Lines with such white from one place, at least."""
    family: int = 4
    given: int = 4
    """Characters of a family name and of a given name, at most."""
    most_names: float = 0.9
    """The share of the pieces of a place that are like names, at least."""
    beside: float = 0.34
    """The share of lines, at least, that have other pieces beside a number and what it counts: a
    list has none."""
    prior: float = -4.0
    one: float = 3.4
    """White is one character to a twenty-fifth of an em, of some two ems that it may have: one in
    thirty columns has it by chance."""
    ragged: float = 1.5
    """For each other place at which second pieces begin, as no column's do."""
    other: float = -3.0
    """For each line that has other white."""
    name: float = 2.0
    counted: float = 1.5
    """The pieces are those of a name; a month or number and what it stands before."""
    head: float = -3.0
    """For each line that begins where second pieces do: a head, or what goes on."""


class Strikes(msgspec.Struct, frozen=True):
    """Words that are struck out, and words that are underlined: lines drawn along the glyphs."""

    middle: tuple[float, ...] = (0.28, 0.78)
    """Where a line strikes out, in ems below the top of the cell: producers draw at 0.5 to 0.65,
    and the two of a double line a tenth of an em above and below."""
    beneath: tuple[float, ...] = (0.84, 1.26)
    """Where a line underlines: from the baseline to a quarter of an em below the cell; further off
    it parts lines of text."""
    beside: tuple[float, ...] = (-0.32, 0.06)
    """The same at the right of vertical writing, which is the top of the turned page."""
    ends: float = 0.36
    struck_ends: float = 0.52
    """Ems by which a line may begin or end away from a glyph's edge, beneath it and through it; a
    pen overshoots where it strikes out."""
    long: float = 3.0
    indent: float = 1.1
    exact: float = 0.1
    """A line of more ems than the first may go on for an em before or behind its words, over white,
    where its other end meets a glyph to a tenth of an em."""
    filled: float = 0.6
    """Share of a line's length, at least, that lies along glyphs."""
    joined: float = 3.0
    """Points of white between strokes that make one line, as those drawn glyph by glyph do."""
    same_level: float = 0.6
    """Points by which the heights of such strokes differ at most."""
    meets: float = 1.6
    """Points at which an upright line meets a line: half the thickness of a table's heaviest
    rules."""
    touches: float = 0.45
    """The same of a line that is as wide as the words above it: rules of a table end on each other
    to half the thickness of a hair line."""
    fraction: float = 0.55
    """Ems below a line in which a denominator begins."""
    neighbour: float = 1.2
    """Ems beside a fraction in which words that go on would stand."""
    words: float = 8.0
    """Ems of the longest fraction whose numerator and denominator are of one width."""
    off_middle: float = 0.5
    """Ems from the middle of a bar, longer than that, to that of what stands below it, at most."""


class Strips(msgspec.Struct, frozen=True):
    """Strips of white that run down between columns."""

    aligned: int = 4
    """Lines right of a column's edge, all of which begin there, that begin with a word, at least,
    for the edge to be beyond chance."""
    aligned_word: float = 2.6
    """Ems that such a word is long, at least."""
    exact: float = 0.1
    """Where signs stand below each other, one line that begins this many ems from there shows the
    column, however little white is before it."""
    sign: float = 1.3
    """Ems that a sign is wide, at most."""
    wide: float = 1.0
    """A strip at least this many ems wide needs two lines beside it, a narrower one three; where a
    column is known from the rest of the page one and two."""
    same: float = 0.4
    """Lines that begin within this many ems of each other begin together."""
    level: float = 0.35
    """What lies this near, in ems, to the middle of a line belongs to it."""
    beside: int = 2
    """Lines on each side of a rule that parts a page, at least."""
    tall: float = 5.0
    """A rule that parts a page is at least this many ems long."""
    thin: float = 0.06
    """White that there must be between two columns on every line, in ems; the chunks, parted where
    columns begin, decide where one may be."""
    juts_out: float = 0.5
    """The white half, in ems, by which a bracket may stand left of its column."""
    often: int = 4
    """Lines that must begin at one place on a page for a column to be known there."""
    stacked: int = 6
    """Lines that begin at one place, at least, where one line beside them shows a column."""
    stacked_at: float = 0.07
    """Ems from this place to where they begin, at most."""
    stacked_width: float = 6.0
    """Ems that half of them are wide, at least: numbers and labels stand below each other too."""
    far_across: float = 12.0
    """Ems from the left of all to a column that is told to the pages after, at least."""
    far_in: float = 8.0
    """Ems from the left of all to such a column, at least: further left stand hanging labels."""
    hanging: float = 2.2
    """Ems that bullets hang out to the left of their columns, at most."""
    indented: float = 3.0
    """Lines of one column begin within so many ems of each other, at most."""
    centred: float = 0.25
    """Ems from the middle of a line to that of another with which it is centred, at most."""
    short: float = 12.0
    """Ems of such a line, at most: the full lines of a paragraph have one middle too."""
    labelled: float = 3.5
    """Ems that a text is high, at least, beside which one line stands behind a rule: the label of a
    row, and no value at the axis of a chart."""


class Turned(msgspec.Struct, frozen=True):
    """Lines that run in another direction than the page's most: guests in its frame."""

    near: float = 1.3
    """Lines at most this many ems apart belong together."""
    deep: float = 12.0
    """Ems below upright lines within which it is seen whether they are heads of columns."""
    centred: float = 0.25
    """Ems from the middle of such a head to that of what stands below it, at most."""
    under: float = 1.0
    """Characters below each of these heads, at least."""
    mostly: float = 0.85
    """The share of the characters below that stand so: of prose a third does."""


class LayoutParams(msgspec.Struct, frozen=True):
    """All of them, by the step that they belong to."""

    aligning: Aligning = msgspec.field(default_factory=Aligning)
    assembly: Assembly = msgspec.field(default_factory=Assembly)
    banded: Banded = msgspec.field(default_factory=Banded)
    bars: Bars = msgspec.field(default_factory=Bars)
    blocks: Blocks = msgspec.field(default_factory=Blocks)
    bullets: Bullets = msgspec.field(default_factory=Bullets)
    chunks: Chunks = msgspec.field(default_factory=Chunks)
    column_heads: ColumnHeads = msgspec.field(default_factory=ColumnHeads)
    columns: Columns = msgspec.field(default_factory=Columns)
    comparisons: Comparisons = msgspec.field(default_factory=Comparisons)
    counting: Counting = msgspec.field(default_factory=Counting)
    doubts: Doubts = msgspec.field(default_factory=Doubts)
    drawings: Drawings = msgspec.field(default_factory=Drawings)
    edges: Edges = msgspec.field(default_factory=Edges)
    figures: Figures = msgspec.field(default_factory=Figures)
    forest: Forest = msgspec.field(default_factory=Forest)
    frames: Frames = msgspec.field(default_factory=Frames)
    charts: Charts = Charts()
    grids: Grids = msgspec.field(default_factory=Grids)
    heads: Heads = msgspec.field(default_factory=Heads)
    lines: Lines = msgspec.field(default_factory=Lines)
    marks: Marks = msgspec.field(default_factory=Marks)
    nesting: Nesting = msgspec.field(default_factory=Nesting)
    lists_beside: ListsBeside = ListsBeside()
    matrices: Matrices = msgspec.field(default_factory=Matrices)
    nodes: Nodes = msgspec.field(default_factory=Nodes)
    one_space: OneSpace = msgspec.field(default_factory=OneSpace)
    open_tables: OpenTables = msgspec.field(default_factory=OpenTables)
    panels: Panels = msgspec.field(default_factory=Panels)
    index_columns: IndexColumns = msgspec.field(default_factory=IndexColumns)
    letterheads: Letterheads = msgspec.field(default_factory=Letterheads)
    boxed_labels: BoxedLabels = msgspec.field(default_factory=BoxedLabels)
    side_titles: SideTitles = msgspec.field(default_factory=SideTitles)
    glossary_columns: GlossaryColumns = msgspec.field(default_factory=GlossaryColumns)
    big_figures: BigFigures = msgspec.field(default_factory=BigFigures)
    boxed_heads: BoxedHeads = msgspec.field(default_factory=BoxedHeads)
    paragraphs: Paragraphs = msgspec.field(default_factory=Paragraphs)
    raised: Raised = msgspec.field(default_factory=Raised)
    regions: Regions = msgspec.field(default_factory=Regions)
    ruby: Ruby = msgspec.field(default_factory=Ruby)
    ruled_columns: RuledColumns = msgspec.field(default_factory=RuledColumns)
    ruled_rows: RuledRows = msgspec.field(default_factory=RuledRows)
    ruled_lines: RuledLines = msgspec.field(default_factory=RuledLines)
    setting: Setting = msgspec.field(default_factory=Setting)
    spaced: Spaced = msgspec.field(default_factory=Spaced)
    strikes: Strikes = msgspec.field(default_factory=Strikes)
    strips: Strips = msgspec.field(default_factory=Strips)
    turned: Turned = msgspec.field(default_factory=Turned)


PARAMS = LayoutParams()
