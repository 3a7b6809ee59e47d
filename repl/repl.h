/* SPDX-License-Identifier: MIT */
#ifndef RONDO_REPL_H
#define RONDO_REPL_H

#include "repl/options.h"

/* The interactive shell, in the namespace of __main__, until end of file (0) or SystemExit (-1, pending). */
int repl_run(Thread *t, const CommandLine *cl);

#endif
