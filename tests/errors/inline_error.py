# SPDX-License-Identifier: MIT
def f():
    raise ValueError("text")  # error: ValueError: text
print("before")
f()
