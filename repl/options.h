/* SPDX-License-Identifier: MIT */
/* The command line of rondo. */
#ifndef RONDO_OPTIONS_H
#define RONDO_OPTIONS_H

#include <stdio.h>
#include "vm/core/thread.h"

typedef struct CommandLine {
    enum { RUN_REPL, RUN_FILE, RUN_COMMAND, RUN_MODULE, RUN_STDIN, RUN_HELP, RUN_VERSION, RUN_ERROR } what;
    const char *target;    /* file name, code or module name */
    int first_arg;         /* index in argv of the first argument of the script */
    bool interactive, tokens, ast, dis;
    VmOptions vm;
    const char *warn_options[64];
    const char *x_options[16];
    int x_count;
} CommandLine;

/* Reads argv and the environment. On RUN_ERROR the reason is on stderr. */
void options_parse(CommandLine *cl, int argc, char **argv);
void options_help(FILE *out);

#endif
