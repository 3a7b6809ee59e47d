# SPDX-License-Identifier: MIT
# stderr: check
try
    pass
except: pass
