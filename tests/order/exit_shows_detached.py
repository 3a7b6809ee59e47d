# What is below a stream that was taken apart goes out at exit.
import sys

below = sys.stdout.detach()
below.write(b'from below\n')
