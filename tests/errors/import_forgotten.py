# SPDX-License-Identifier: MIT
print(math.pi)  # error: NameError: name 'math' is not defined. Did you forget to import 'math'?
