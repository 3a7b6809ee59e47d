# SPDX-License-Identifier: MIT
# stderr: check
;
