# SPDX-License-Identifier: MIT
# stderr: check
for x in y:
    try: pass
    except* ValueError: break
