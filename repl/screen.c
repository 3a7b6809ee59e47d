/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include "repl/screen.h"

enum { TAB_STOP = 8 };

/* ---- characters ---- */

/* One character as it is shown: its bytes, and its columns. */
typedef struct Glyph {
    char bytes[TAB_STOP + 1];
    int len, width;
} Glyph;

/* Control characters are shown as ^X, a tab as spaces up to the next stop, malformed bytes as "?".
 */
static Glyph glyph_next(const char **p, const char *end, int col)
{
    Glyph g = {0};
    const char *start = *p;
    uint32_t c = utf8_decode(p, end);
    if (c == '\t') {
        g.width = g.len = TAB_STOP - col % TAB_STOP;
        memset(g.bytes, ' ', (size_t)g.len);
    } else if (c < 0x20 || c == 0x7f) {
        g.bytes[0] = '^';
        g.bytes[1] = (char)(c ^ 0x40);
        g.width = g.len = 2;
    } else {
        int width = c == UINT32_MAX ? -1 : wcwidth((wchar_t)c);
        g.len = (int)(*p - start);
        g.width = width < 0 ? 1 : width;
        if (width < 0) {
            g.bytes[0] = '?';
            g.len = 1;
            *p = c == UINT32_MAX && *p == start ? start + 1 : *p;
        } else {
            memcpy(g.bytes, start, (size_t)g.len);
        }
    }
    return g;
}

int text_columns(const char *text, size_t len)
{
    int col = 0;
    for (const char *p = text, *end = text + len; p < end;)
        col += glyph_next(&p, end, col).width;
    return col;
}

/* ---- life ---- */

void screen_measure(Screen *s)
{
    struct winsize w;
    bool known = ioctl(s->fd, TIOCGWINSZ, &w) == 0;
    s->width = known && w.ws_col > 1 ? w.ws_col : 80;
    s->height = known && w.ws_row > 0 ? w.ws_row : 24;
}

void screen_init(Screen *s, int fd)
{
    *s = (Screen){.fd = fd};
    buffer_init(&s->now.bytes);
    buffer_init(&s->next.bytes);
    buffer_init(&s->out);
    screen_measure(s);
}

void screen_free(Screen *s)
{
    buffer_free(&s->now.bytes);
    buffer_free(&s->next.bytes);
    buffer_free(&s->out);
    free(s->now.rows);
    free(s->next.rows);
}

static void screen_flush(Screen *s)
{
    const char *p = s->out.data;
    for (size_t left = s->out.len; left;) {
        ssize_t n = write(s->fd, p, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        p += n;
        left -= (size_t)n;
    }
    s->out.len = 0;
}

/* ---- the frame: text to rows ---- */

typedef struct Layout {
    ScreenFrame *f;
    int width, col;
    const char *style; /* in force, or NULL */
    bool failed;
} Layout;

static void style_begin(Layout *l)
{
    if (l->style)
        buffer_printf(&l->f->bytes, "\033[%sm", l->style);
}

static void style_end(Layout *l)
{
    if (l->style)
        buffer_puts(&l->f->bytes, "\033[0m");
}

static void row_begin(Layout *l)
{
    ScreenFrame *f = l->f;
    if (f->count == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 16;
        Row *rows = realloc(f->rows, cap * sizeof *rows);
        if (!rows) {
            l->failed = true;
            return;
        }
        f->rows = rows;
        f->cap = cap;
    }
    f->rows[f->count++] = (Row){f->bytes.len, f->bytes.len, 0};
    l->col = 0;
    style_begin(l);
}

static void row_end(Layout *l)
{
    style_end(l);
    Row *r = &l->f->rows[l->f->count - 1];
    r->end = l->f->bytes.len;
    r->width = l->col;
}

static void row_next(Layout *l)
{
    row_end(l);
    row_begin(l);
}

static void style_set(Layout *l, const char *style)
{
    style_end(l);
    l->style = style;
    style_begin(l);
}

/* A prompt: escape sequences, and what stands between \001 and \002, have no width. */
static void put_prompt(Layout *l, const char *text)
{
    bool invisible = false, escape = false;
    for (const char *p = text, *end = text + strlen(text); p < end && !l->failed;) {
        if (*p == 1 || *p == 2) {
            invisible = *p++ == 1;
        } else if (*p == '\033' || escape || invisible) {
            escape = !invisible && (*p == '\033' || *p == '[' || *p < '@' || *p > '~');
            buffer_putc(&l->f->bytes, *p++);
        } else if (*p == '\n') {
            p++;
            row_next(l);
        } else {
            Glyph g = glyph_next(&p, end, l->col);
            if (l->col + g.width > l->width)
                row_next(l);
            buffer_append(&l->f->bytes, g.bytes, (size_t)g.len);
            l->col += g.width;
        }
    }
}

static void put_styled_prompt(Layout *l, const View *v, const char *text)
{
    const char *before = l->style;
    style_set(l, v->prompt_style);
    put_prompt(l, text);
    style_set(l, before);
}

static void mark_cursor(Layout *l)
{
    if (l->col == l->width) /* behind the last column: on the next row */
        row_next(l);
    l->f->cursor_row = l->f->count - 1;
    l->f->cursor_col = l->col;
}

static bool layout(Screen *s, const View *v)
{
    ScreenFrame *f = &s->next;
    Layout l = {.f = f, .width = s->width};
    f->bytes.len = f->count = 0;
    row_begin(&l);
    put_styled_prompt(&l, v, v->prompt);
    size_t span = 0;
    for (const char *p = v->text, *end = v->text + v->len;;) {
        size_t at = (size_t)(p - v->text);
        for (; span < v->span_count && v->spans[span].start <= at; span++)
            style_set(&l, v->spans[span].style);
        if (at == v->point)
            mark_cursor(&l);
        if (p >= end || l.failed)
            break;
        if (*p == '\n') {
            p++;
            row_next(&l);
            put_styled_prompt(&l, v, v->more);
            continue;
        }
        Glyph g = glyph_next(&p, end, l.col);
        if (l.col + g.width > l.width)
            row_next(&l);
        buffer_append(&f->bytes, g.bytes, (size_t)g.len);
        l.col += g.width;
    }
    row_end(&l);
    return !l.failed && !f->bytes.failed;
}

/* ---- drawing ---- */

static void go_to_row(Screen *s, size_t row)
{
    if (row < s->cursor_row)
        buffer_printf(&s->out, "\033[%zuA", s->cursor_row - row);
    else if (row > s->cursor_row)
        buffer_printf(&s->out, "\033[%zuB", row - s->cursor_row);
    s->cursor_row = row;
}

static void put_row(Screen *s, const Row *r)
{
    buffer_append(&s->out, s->next.bytes.data + r->start, r->end - r->start);
    if (r->width < s->width)
        buffer_puts(&s->out, "\033[K");
}

static bool same_row(const ScreenFrame *a, const Row *x, const ScreenFrame *b, const Row *y)
{
    size_t n = x->end - x->start;
    return n == y->end - y->start && !memcmp(a->bytes.data + x->start, b->bytes.data + y->start, n);
}

/* The rows that fit the terminal, the cursor's among them. */
static size_t choose_top(Screen *s)
{
    size_t count = s->next.count, height = (size_t)s->height, row = s->next.cursor_row;
    if (count <= height)
        return 0;
    size_t top = s->top;
    if (row < top)
        top = row;
    if (row >= top + height)
        top = row - height + 1;
    return top + height > count ? count - height : top;
}

static size_t shown_rows(const Screen *s, const ScreenFrame *f)
{
    return f->count < (size_t)s->height ? f->count : (size_t)s->height;
}

static void write_rows(Screen *s, size_t top, size_t rows)
{
    size_t old = s->visible ? shown_rows(s, &s->now) : 0;
    for (size_t i = 0; i < rows; i++) {
        const Row *r = &s->next.rows[top + i];
        if (i < old && same_row(&s->next, r, &s->now, &s->now.rows[s->top + i]))
            continue;
        if (i < old) {
            go_to_row(s, i);
            buffer_putc(&s->out, '\r');
        } else if (i > 0) { /* may scroll the terminal */
            go_to_row(s, i - 1);
            buffer_puts(&s->out, "\r\n");
            s->cursor_row = i;
        }
        put_row(s, r);
    }
    if (old > rows) {
        go_to_row(s, rows);
        buffer_puts(&s->out, "\r\033[J");
    }
}

/* The region begins on a line of its own; where the output above ended is remembered. */
static void region_begin(Screen *s)
{
    if (s->visible)
        return;
    s->joint_col = s->out_col;
    if (s->out_col)
        buffer_puts(&s->out, "\r\n");
    s->out_col = 0;
    s->cursor_row = 0;
    s->top = 0;
}

void screen_draw(Screen *s, const View *v)
{
    if (s->broken || !layout(s, v)) {
        s->broken = true;
        return;
    }
    region_begin(s);
    size_t top = choose_top(s), rows = shown_rows(s, &s->next);
    write_rows(s, top, rows);
    go_to_row(s, s->next.cursor_row - top);
    buffer_putc(&s->out, '\r');
    if (s->next.cursor_col)
        buffer_printf(&s->out, "\033[%dC", s->next.cursor_col);
    screen_flush(s);
    ScreenFrame old = s->now;
    s->now = s->next;
    s->next = old;
    s->top = top;
    s->visible = true;
}

/* To the end of the unfinished line of output above, so that it can go on. */
static void go_to_joint(Screen *s)
{
    if (s->joint_col > 0 && s->joint_col < s->width) {
        buffer_printf(&s->out, "\033[A\033[%dC", s->joint_col);
        s->out_col = s->joint_col;
    }
    s->joint_col = 0;
}

void screen_hide(Screen *s)
{
    if (!s->visible)
        return;
    go_to_row(s, 0);
    buffer_puts(&s->out, "\r\033[J");
    go_to_joint(s);
    screen_flush(s);
    s->visible = false;
}

void screen_finish(Screen *s, const View *v)
{
    View all = *v;
    all.point = all.len;
    if (s->broken || !layout(s, &all))
        return;
    if (s->next.count > (size_t)s->height) {
        screen_hide(s);
        region_begin(s);
        for (size_t i = 0; i < s->next.count; i++) {
            put_row(s, &s->next.rows[i]);
            buffer_puts(&s->out, "\r\n");
        }
    } else {
        screen_draw(s, &all);
        buffer_puts(&s->out, "\r\n");
    }
    screen_flush(s);
    s->visible = false;
    s->out_col = s->joint_col = 0;
}

void screen_leave(Screen *s)
{
    if (!s->visible)
        return;
    go_to_row(s, shown_rows(s, &s->now) - 1);
    buffer_puts(&s->out, "\r\n");
    screen_flush(s);
    s->visible = false;
    s->out_col = s->joint_col = 0;
}

void screen_clear(Screen *s)
{
    buffer_puts(&s->out, "\033[H\033[2J");
    screen_flush(s);
    s->visible = false;
    s->out_col = s->joint_col = 0;
}

/* ---- the program's output ---- */

/* A character may come in pieces. */
static void note_character(Screen *s, const char **p, const char *end)
{
    unsigned char lead = s->tail_len ? s->tail[0] : (unsigned char)**p;
    int size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    while (s->tail_len < size && *p < end)
        s->tail[s->tail_len++] = (unsigned char)*(*p)++;
    if (s->tail_len < size)
        return;
    s->out_col += text_columns((char *)s->tail, (size_t)size);
    s->tail_len = 0;
    if (s->out_col > s->width)
        s->out_col = s->out_col % s->width ? s->out_col % s->width : s->width;
}

void screen_note_output(Screen *s, const char *data, size_t len)
{
    const char *newline = memrchr(data, '\n', len), *end = data + len, *p = data;
    if (newline) {
        s->out_col = s->tail_len = 0;
        s->in_escape = false;
        p = newline + 1;
    }
    while (p < end) {
        char c = *p;
        if (s->in_escape) {
            s->in_escape = c == '[' || c < '@' || c > '~';
            p++;
        } else if (s->tail_len || (unsigned char)c >= 0x20) {
            note_character(s, &p, end);
        } else {
            s->in_escape = c == '\033';
            s->out_col = c == '\r'   ? 0
                         : c == '\b' ? s->out_col - (s->out_col > 0)
                         : c == '\t' ? s->out_col / TAB_STOP * TAB_STOP + TAB_STOP
                                     : s->out_col;
            p++;
        }
    }
}

void screen_fresh_line(Screen *s)
{
    if (!s->visible && s->out_col) {
        buffer_puts(&s->out, "\r\n");
        screen_flush(s);
        s->out_col = 0;
    }
}
