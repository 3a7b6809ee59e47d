# SPDX-License-Identifier: MIT
colour = 'red'
print(color)  # error: NameError: name 'color' is not defined. Did you mean: 'colour'?
