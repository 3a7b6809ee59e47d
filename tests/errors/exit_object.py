# SPDX-License-Identifier: MIT
raise SystemExit((1, 2))
