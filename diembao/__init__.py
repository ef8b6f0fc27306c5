"""The front door: command line, pipeline and service. The only package that wires the rooms together."""

__version__ = "0.1.0"
