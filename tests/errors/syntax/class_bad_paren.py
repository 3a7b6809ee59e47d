# SPDX-License-Identifier: MIT
# stderr: check
class A(: pass
