/* SPDX-License-Identifier: MIT */
#ifndef RONDO_EDITOR_H
#define RONDO_EDITOR_H

#include "repl/options.h"

/* Adds the module _editor, what the shell in the language (stdlib/py/_shell) stands on, to
 * sys.modules. 0 or -1. */
MUST_USE int editor_module_add(Thread *t, const CommandLine *cl);

#endif
