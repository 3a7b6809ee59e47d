import unittest
def setUpModule(): raise OSError("module")
class M(unittest.TestCase):
    def test_m(self): pass
