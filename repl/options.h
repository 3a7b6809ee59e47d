/* SPDX-License-Identifier: MIT */
/* The command line of rondo. */
#ifndef RONDO_OPTIONS_H
#define RONDO_OPTIONS_H

#include <stdio.h>
#include "vm/core/thread.h"

typedef enum OptionId {
#define OPTION(id, form, argument, choices, help) OPT_##id,
#include "repl/options.def"
#undef OPTION
    OPT_COUNT
} OptionId;

typedef struct Option {
    const char *form, *argument, *choices, *help;
} Option;
extern const Option options[OPT_COUNT];

typedef struct CommandLine {
    enum { RUN_REPL, RUN_CELL, RUN_FILE, RUN_COMMAND, RUN_MODULE, RUN_STDIN, RUN_HELP, RUN_MANUAL, RUN_COMPLETION, RUN_VERSION, RUN_ERROR, RUN_FATAL } what;
    const char *target;    /* file name, code or module name */
    char *path;            /* RUN_FILE: the absolute path of what is run, malloc'd */
    int first_arg;         /* index in argv of the first argument of the script */
    bool interactive, tokens, ast, dis;
    enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
    VmOptions vm;
    const char **warn_options, **x_options; /* malloc'd */
    int x_count;
    char *filters; /* PYTHONWARNINGS, cut at its commas */
} CommandLine;

/* Reads argv and the environment. On RUN_ERROR and RUN_FATAL the reason is on stderr. */
void options_parse(CommandLine *cl, int argc, char **argv);
void options_free(CommandLine *cl);
void options_usage(FILE *out);
void options_help(FILE *out);
void options_manual(FILE *out);     /* troff, for man(1) */
void options_completion(FILE *out); /* for bash */

#endif
