/* SPDX-License-Identifier: MIT */
/*
 * The part of the terminal that the prompt and the input under it occupy: the region. It is drawn
 * row by row, so that nothing depends on how a terminal wraps; rows that have not changed are not
 * written again. Output of the program goes above: the region is taken away, the output written,
 * and the region drawn again below it.
 */
#ifndef RONDO_SCREEN_H
#define RONDO_SCREEN_H

#include "lexer/base.h"

/* From byte `start` of the text on: an SGR style ("1;34"), or NULL for none. */
typedef struct StyleSpan {
    size_t start;
    const char *style;
} StyleSpan;

/* What is to be seen. All texts are UTF-8. */
typedef struct View {
    const char *prompt,
        *more; /* before the first and before each further line; escape sequences have no width */
    const char *prompt_style;
    const char *text;
    size_t len, point;      /* point: the byte under the cursor */
    const StyleSpan *spans; /* ordered by start */
    size_t span_count;
} View;

typedef struct Row {
    size_t start, end; /* bytes in the frame's buffer */
    int width;
} Row;

typedef struct ScreenFrame {
    Buffer bytes;
    Row *rows;
    size_t count, cap;
    size_t cursor_row;
    int cursor_col;
} ScreenFrame;

typedef struct Screen {
    int fd, width, height;
    bool visible;          /* the region is on the terminal */
    bool broken;           /* out of memory: nothing is drawn any more */
    ScreenFrame now, next; /* what the terminal shows of the region, and what it is to show */
    size_t top;            /* first row shown when the region is taller than the terminal */
    size_t cursor_row;     /* of the terminal's cursor, counted from the region's first row */
    int out_col;           /* column that the program's output has reached; -1: unknown */
    int joint_col;  /* the line of output above the region ends in this column; 0: at its start */
    bool in_escape; /* the program's output stopped inside an escape sequence */
    unsigned char tail[4]; /* and inside a character: its first bytes */
    int tail_len;
    Buffer out; /* what is about to be written */
} Screen;

void screen_init(Screen *s, int fd);
void screen_free(Screen *s);
/* Asks the terminal for its size. */
void screen_measure(Screen *s);
void screen_draw(Screen *s, const View *v);
/* Takes the region away; the cursor stands where the program's output goes on. */
void screen_hide(Screen *s);
/* Draws all of the text, however tall, and leaves the cursor on the line below; the region is gone.
 */
void screen_finish(Screen *s, const View *v);
/* Leaves the region as it is and goes to the line below. */
void screen_leave(Screen *s);
/* The program has written this. */
void screen_note_output(Screen *s, const char *data, size_t len);
/* Begins a new line unless the program's output ended with one. */
void screen_fresh_line(Screen *s);
/* Clears the terminal; the region is drawn at its top next time. */
void screen_clear(Screen *s);
/* Columns that the text occupies, by wcwidth(); control characters as ^X. */
int text_columns(const char *text, size_t len);

#endif
