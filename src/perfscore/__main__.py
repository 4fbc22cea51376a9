"""
``python -m perfscore``
"""

from __future__ import annotations

import sys

from perfscore.cli import main


sys.exit(main())
