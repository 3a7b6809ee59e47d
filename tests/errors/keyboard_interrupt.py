# SPDX-License-Identifier: MIT
# raised by hand: the status is that of a process killed by SIGINT
print('before')
raise KeyboardInterrupt
