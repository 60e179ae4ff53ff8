"""Pages read from their pictures, and text layers held against them (ADR 25).

What others use:

* :func:`shiryokan.paper.ocr.isolated.read_document` reads the pages of a PDF in a limited process;
  :class:`shiryokan.paper.ocr.isolated.OcrReader` is that process, page by page.
* :func:`shiryokan.paper.ocr.reading.read_picture` makes an :class:`~.model.OcrPage` of a picture,
  :func:`shiryokan.paper.ocr.laying_out.laid_out` a :class:`~shiryokan.paper.model.Page` of that.
* :func:`shiryokan.paper.ocr.verifying.verify` holds a claimed line against its picture.
* :mod:`shiryokan.paper.ocr.model` has the values, :func:`~.model.to_json` and
  :func:`~.model.from_json`.
"""
