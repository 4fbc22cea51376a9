"""
Reports in the formats of other tools: JSON, CSV, Markdown, JUnit, SARIF.
"""
