/* SPDX-License-Identifier: MIT */
/*
 * The line editor: GNU readline (or libedit) by its callback interface, drawn by screen.c. The
 * whole input, however many lines it has, is one buffer of readline's. There is one terminal, hence
 * one editor.
 */
#ifndef RONDO_LINEEDIT_H
#define RONDO_LINEEDIT_H

#include "repl/screen.h"

typedef struct Completion {
    size_t start;   /* byte of the text from which on the matches replace it */
    char **matches; /* malloc'd, as each of them */
    size_t count;
    char append; /* put behind the only match; '\0': nothing */
} Completion;

typedef struct EditorHooks {
    void *data;
    /* A finished input (the callee frees it), or NULL: end of file. */
    void (*line)(void *data, char *text);
    /* What may stand before `point`; false: nothing. */
    bool (*complete)(void *data, const char *text, size_t point, Completion *out);
    /* The signature of the call around `point` (malloc'd), or NULL. */
    char *(*signature)(void *data, const char *text, size_t point);
    /* Has Ctrl-C arrived, and nobody been told? Called with SIGINT held back. */
    bool (*interrupted)(void *data);
} EditorHooks;

/* Is there an editor, and a terminal that it can be used on? */
bool lineedit_available(void);
/* Once, before anything else. */
void lineedit_setup(const EditorHooks *hooks, Screen *screen, bool color);
/* libedit: Return ends a line, and not an input of several. */
extern const bool lineedit_line_mode;
/* Shows the prompt. */
void lineedit_start(const char *prompt, const char *more);
/* Takes what has been typed; may call the hooks. */
void lineedit_feed(void);
bool lineedit_active(void);
/* Gives up what was typed and begins anew. */
void lineedit_interrupt(void);
/* Gives the terminal back; the prompt stays on the screen. */
void lineedit_stop(void);
/* Around output of the program, by any thread. */
void lineedit_output_begins(void);
void lineedit_output_ends(void);
/* Draws the prompt again after output. */
void lineedit_show(void);
/* The size of the terminal has changed. */
void lineedit_resized(void);
void lineedit_add_history(const char *text);

#endif
