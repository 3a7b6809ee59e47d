# SPDX-License-Identifier: MIT
class F(type(len)): pass  # error: TypeError: type 'builtin_function_or_method' is not an acceptable base type
