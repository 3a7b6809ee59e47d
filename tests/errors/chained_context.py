# SPDX-License-Identifier: MIT
# stderr: check
try:
    {}['x']
except KeyError:
    try:
        [][1]
    except IndexError:
        int('x')
