# SPDX-License-Identifier: GPL-3.0-or-later
"""LanceDB, for scripts/bench: see engine_lancedb.mjs."""
import os
import shutil

from engine import SCRIPTS, Engine, Missing

VERSION = "0.31.0"


class LanceDb(Engine):
	name = "lancedb"
	program = "engine_lancedb.mjs"

	def require(self):
		"""scripts/setup put it there by npm."""
		cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
		self.modules = os.path.join(cache, "verbale", "lancedb-" + VERSION)
		if not shutil.which("node") or not os.path.isdir(os.path.join(self.modules, "node_modules")):
			raise Missing("npm's @lancedb/lancedb %s is not installed" % VERSION)

	def run(self, *verb):
		# As many threads as it wants on two cores, it waits for itself for ever.
		return ["env", "LANCE_CPU_THREADS=4", "node", os.path.join(SCRIPTS, self.program), self.modules, *verb]
