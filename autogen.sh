#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes ./configure from a checkout; a release tarball has it already.
set -eu
cd "$(dirname "$0")"
mkdir -p build-aux m4
exec autoreconf --install "$@"
