"""Who claims what, how strongly, on what evidence: an incident desk in English, Russian and Ukrainian."""

__version__ = "0.1.0"
