"""A script that closes sys.stdout ends well."""
import sys
print('last words')
sys.stdout.close()
