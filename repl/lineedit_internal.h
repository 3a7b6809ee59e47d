/* SPDX-License-Identifier: MIT */
#ifndef RONDO_LINEEDIT_INTERNAL_H
#define RONDO_LINEEDIT_INTERNAL_H

#include <stdio.h>
#define _FUNCTION_DEF /* readline's old typedef Function would clash with ours */
#ifdef RONDO_EDITLINE
#include <editline/readline.h>
#else
#include <readline/history.h>
#include <readline/readline.h>
#endif
#include "repl/lineedit.h"

typedef struct Editor {
    EditorHooks hooks;
    Screen *screen;
    char *prompt, *more;
    char *closed; /* a pasted or recalled input: Return ends it without an empty line; or NULL */
    bool color, active, feeding, dirty, interrupted, utf8;
    int keys;    /* descriptor that keys are read from without ever waiting; -1: there is none */
    bool drawn;  /* libedit: its own drawing is on the terminal */
    int writers; /* threads that write to the terminal just now */
} Editor;
extern Editor editor; /* readline's functions have no context */

/* Is more input waiting to be read? */
bool input_pending(void);
/* read(2) of a byte that was typed; EAGAIN when there is none any more. */
ssize_t input_take(char *byte);
/* Shows lines above the prompt. */
void show_above(const char *text);

/* ---- what GNU readline has and libedit has not: lineedit_keys.c ---- */
void keys_setup(void);
void keys_redraw(void);
void keys_finish(void);
void keys_reset(void);
bool keys_at_end_of_file(void);

#endif
