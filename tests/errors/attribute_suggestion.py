# SPDX-License-Identifier: MIT
class Robot:
    def forward(self):
        pass


Robot().foward()  # error: AttributeError: 'Robot' object has no attribute 'foward'. Did you mean: 'forward'?
