# SPDX-License-Identifier: MIT
import pdb

pdb.main()
