/* SPDX-License-Identifier: MIT */
/* The interactive shell. It is written in the language, stdlib/py/_shell, on the module _editor. */
#ifndef RONDO_REPL_H
#define RONDO_REPL_H

#include "repl/options.h"

/* Before a script that a session follows: its tasks will live on in the session. 0 or -1. */
MUST_USE int repl_prepare(Thread *t, const CommandLine *cl);
/* A session in the namespace of __main__, until end of file (0) or SystemExit (-1, pending). */
MUST_USE int repl_run(Thread *t);
/* The file as one input of a session: NONE, or ERROR. */
MUST_USE Value repl_run_cell(Thread *t, const char *path);

#endif
