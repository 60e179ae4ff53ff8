"""Runs a network with onnxruntime, on one thread.

OpenVINO was tried: at the same precision it takes the same time and 40% more memory; it is quicker
only in bfloat16, which reads a page otherwise on a processor that has it than on one that has not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from shiryokan.paper.errors import OcrMissing

Tensor = npt.NDArray[np.float32]
Network = Callable[[Tensor], Tensor]
"""Takes (1, 3, height, width), gives the first output."""


def load(data: bytes) -> tuple[Network, dict[str, str]]:
    """A network from its ONNX file, and what the file says of itself.

    Raises :class:`OcrMissing` where onnxruntime is missing.
    """
    try:
        import onnxruntime  # noqa: PLC0415  an extra
    except ImportError:
        raise OcrMissing from None
    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # what is freed after each picture goes back to the system
    options.enable_cpu_mem_arena = False
    # white paper leaves the networks with numbers too small to be held in full, on which a
    # processor takes a hundred times as long: lines are found in a third of the time without
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(tensor: Tensor) -> Tensor:
        return cast("Tensor", session.run(None, {name: tensor})[0])

    return run, dict(session.get_modelmeta().custom_metadata_map)
