import unittest
log = []
def setUpModule(): log.append("up"); unittest.addModuleCleanup(log.append, "module cleanup")
def tearDownModule(): log.append("down")
class T(unittest.TestCase):
    def test_a(self): pass
    def test_b(self): self.fail()
