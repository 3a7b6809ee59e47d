/* SPDX-License-Identifier: MIT */
/* --tokens, --ast and --dis: the stages of the front end made visible, without a VM. */
#ifndef RONDO_STAGES_H
#define RONDO_STAGES_H

#include <stddef.h>

typedef struct Text {
    char *data;
    size_t len;
} Text;

enum Stage { SHOW_TOKENS, SHOW_AST, SHOW_DIS };

/* Prints the stage on stdout, or the syntax error on stderr; the exit status. */
int stages_show(enum Stage stage, const char *name, const Text *text);

#endif
