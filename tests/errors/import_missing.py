# SPDX-License-Identifier: MIT
import no_such_module_here  # error: ModuleNotFoundError: No module named 'no_such_module_here'
