"""Fits the weights of the layout's decisions to generated pages whose structure is known."""
