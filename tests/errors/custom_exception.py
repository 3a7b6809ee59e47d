# SPDX-License-Identifier: MIT
class Overdrawn(ValueError):
    def __init__(self, need, have):
        self.need, self.have = need, have

    def __str__(self):
        return f'need {self.need}, have {self.have}'


def pay(n):
    raise Overdrawn(n, 3)  # error: Overdrawn: need 10, have 3


if __name__ == '__main__':
    pay(10)
