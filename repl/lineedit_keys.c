/* SPDX-License-Identifier: MIT */
/*
 * What needs GNU readline: our own drawing, and keys for inputs of several lines. Each of these
 * functions takes the place of the one of readline's that it refines, on whatever keys the user's
 * inputrc has put that.
 */
#if !defined RONDO_EDITLINE && !defined RONDO_NO_READLINE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "repl/input.h"
#include "repl/lineedit_internal.h"

enum { INDENT = 4, PASTE_LEAST = 16 };

/* ---- drawing ---- */

static View current_view(StyleSpan **spans)
{
    *spans = NULL;
    bool own = rl_display_prompt == rl_prompt; /* and not the message of a search */
    size_t count = editor.color ? input_styles(rl_line_buffer, (size_t)rl_end, spans) : 0;
    return (View){.prompt = own ? editor.prompt : rl_display_prompt,
                  .more = editor.more,
                  .prompt_style = editor.color && own ? "1;35" : NULL,
                  .text = rl_line_buffer,
                  .len = (size_t)rl_end,
                  .point = (size_t)rl_point,
                  .spans = *spans,
                  .span_count = count};
}

void keys_redraw(void)
{
    StyleSpan *spans;
    View v = current_view(&spans);
    screen_draw(editor.screen, &v);
    free(spans);
}

void keys_finish(void)
{
    StyleSpan *spans;
    View v = current_view(&spans);
    screen_finish(editor.screen, &v);
    free(spans);
}

static void redisplay(void)
{
    editor.dirty = true; /* drawn when all that was typed has been taken */
}

bool keys_at_end_of_file(void)
{
    /* readline has written a newline with the end of bracketed paste, if that was on. */
    char *paste = rl_variable_value("enable-bracketed-paste");
    bool done = paste && !strcmp(paste, "on");
    if (!done && write(1, "\r\n", 2) < 0)
        return false;
    editor.screen->visible = false;
    editor.screen->out_col = 0;
    return done;
}

void keys_reset(void)
{
    rl_free_line_state();
    rl_callback_sigcleanup();
}

/* The next byte that was typed; READERR when Ctrl-C has come. Between the look at Ctrl-C and the
 * wait SIGINT is held back, lest it goes unnoticed. */
int keys_next(FILE *stream)
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    char key;
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    for (;;) {
        pthread_sigmask(SIG_BLOCK, &held, &before);
        editor.interrupted = editor.hooks.interrupted(editor.hooks.data);
        int n = editor.interrupted ? 0 : ppoll(&input, 1, NULL, &before);
        int failure = errno;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        if (editor.interrupted || (n < 0 && failure != EINTR))
            return READERR;
        ssize_t got = n > 0 ? input_take(&key) : -1;
        if (got == 1)
            return (unsigned char)key;
        if (got == 0 || (n > 0 && errno != EAGAIN && errno != EINTR))
            return EOF;
    }
}

/* readline writes a newline behind an end of file; after Ctrl-C there was none. */
static void give_terminal_back(void)
{
    if (editor.interrupted)
        rl_eof_found = 0;
    rl_deprep_terminal();
}

/* ---- lines of the input ---- */

static int line_start(int point)
{
    while (point > 0 && rl_line_buffer[point - 1] != '\n')
        point--;
    return point;
}

static int line_end(int point)
{
    while (point < rl_end && rl_line_buffer[point] != '\n')
        point++;
    return point;
}

static bool only_spaces(int from, int to)
{
    for (int i = from; i < to; i++)
        if (rl_line_buffer[i] != ' ')
            return false;
    return true;
}

/* Is the text one that was pasted or recalled, as it was? */
static bool text_is_closed(void)
{
    HIST_ENTRY *recalled = current_history();
    return (editor.closed && !strcmp(editor.closed, rl_line_buffer)) ||
           (recalled && !strcmp(recalled->line, rl_line_buffer));
}

/* Is a text coming in faster than it can be typed, a paste that the terminal does not mark? It
 * brings its own indentation. */
static bool paste_follows(void)
{
    char next;
    int n = 0;
    if (ioctl(0, FIONREAD, &n) < 0 || n <= 0 || input_take(&next) != 1)
        return false;
    rl_execute_next(next);
    return n > PASTE_LEAST || next == ' ' || next == '\t';
}

static void insert_line(void)
{
    size_t indent = paste_follows() ? 0 : input_indent(rl_line_buffer, (size_t)rl_point);
    char text[256] = "\n";
    if (indent > sizeof text - 2)
        indent = sizeof text - 2;
    memset(text + 1, ' ', indent);
    text[1 + indent] = '\0';
    rl_insert_text(text);
}

static int finish_input(void)
{
    rl_point = rl_end;
    keys_finish();
    rl_done = 1;
    return 0;
}

static int key_return(int count, int key)
{
    bool last = line_end(rl_point) == rl_end;
    if (!last || input_wants_more(rl_line_buffer, (size_t)rl_end, text_is_closed())) {
        if (only_spaces(line_start(rl_point), rl_point) && !last && rl_point < rl_end)
            rl_insert_text("\n");
        else
            insert_line();
        return 0;
    }
    return finish_input();
}

/* Moves the cursor to the line at `start`, as far right as it is. */
static void go_to_line(int start, int column)
{
    int end = line_end(start);
    rl_point = start;
    while (column-- > 0 && rl_point < end) {
        rl_point++;
        while (rl_point < end && ((unsigned char)rl_line_buffer[rl_point] & 0xc0) == 0x80)
            rl_point++;
    }
}

static int current_column(void)
{
    return (int)utf8_length(rl_line_buffer + line_start(rl_point),
                            (size_t)(rl_point - line_start(rl_point)));
}

static int key_up(int count, int key)
{
    int start = line_start(rl_point);
    if (start == 0) {
        int r = rl_get_previous_history(count, key);
        rl_point = rl_end;
        return r;
    }
    go_to_line(line_start(start - 1), current_column());
    return 0;
}

static int key_down(int count, int key)
{
    int end = line_end(rl_point);
    if (end == rl_end) {
        int r = rl_get_next_history(count, key);
        rl_point = rl_end;
        return r;
    }
    go_to_line(end + 1, current_column());
    return 0;
}

static int key_home(int count, int key)
{
    rl_point = line_start(rl_point);
    return 0;
}

static int key_end(int count, int key)
{
    rl_point = line_end(rl_point);
    return 0;
}

/* In the white space that a line begins with, a whole step of indentation. */
static int key_rubout(int count, int key)
{
    int start = line_start(rl_point), column = rl_point - start;
    if (count != 1 || column == 0 || !only_spaces(start, rl_point))
        return rl_rubout(count, key);
    int from = start + (column - 1) / INDENT * INDENT;
    rl_delete_text(from, rl_point);
    rl_point = from;
    return 0;
}

/* At the end of the text Ctrl-D ends it, even if something is lacking. */
static int key_delete(int count, int key)
{
    if (rl_point == rl_end && rl_end > 0 && memchr(rl_line_buffer, '\n', (size_t)rl_end))
        return finish_input();
    return rl_delete(count, key);
}

static int kill_range(int from, int to)
{
    if (from == to)
        return 0;
    rl_kill_text(from, to);
    rl_point = from < to ? from : to;
    return 0;
}

static int key_kill_line(int count, int key)
{
    int end = line_end(rl_point);
    return kill_range(rl_point, end == rl_point && end < rl_end ? end + 1 : end);
}

static int key_discard(int count, int key)
{
    return kill_range(line_start(rl_point), rl_point);
}

static int key_clear(int count, int key)
{
    screen_clear(editor.screen);
    editor.dirty = true;
    return 0;
}

static int key_paste(int count, int key)
{
    int r = rl_bracketed_paste_begin(count, key), end = rl_point;
    while (end > 0 && rl_point == rl_end &&
           (rl_line_buffer[end - 1] == '\n' || rl_line_buffer[end - 1] == ' '))
        end--;
    bool newline = end < rl_point && memchr(rl_line_buffer + end, '\n', (size_t)(rl_point - end));
    if (end < rl_point) {
        rl_delete_text(end, rl_point);
        rl_point = end;
    }
    if (newline && input_wants_more(rl_line_buffer, (size_t)rl_end, true))
        insert_line();
    free(editor.closed);
    editor.closed = strdup(rl_line_buffer);
    return r;
}

/* ---- Tab ---- */

static int show_signature(void)
{
    char *text = editor.hooks.signature(editor.hooks.data, rl_line_buffer, (size_t)rl_point);
    if (!text)
        return 0;
    show_above(text);
    free(text);
    return 1;
}

static int key_tab(int count, int key)
{
    int start = line_start(rl_point);
    if (only_spaces(start, rl_point)) {
        int spaces = INDENT - (rl_point - start) % INDENT;
        while (spaces-- > 0)
            rl_insert_text(" ");
        return 0;
    }
    bool again = rl_last_func == key_tab;
    if (again && show_signature())
        return 0;
    if (again)
        rl_last_func = rl_complete; /* the second time it lists */
    return rl_complete(count, key);
}

/* The matches in columns, above the prompt. */
static void show_matches(char **matches, int count, int longest)
{
    int widest = 0;
    for (int i = 1; i <= count; i++) {
        int w = text_columns(matches[i], strlen(matches[i]));
        widest = w > widest ? w : widest;
    }
    int per_row = editor.screen->width / (widest + 2), rows;
    per_row = per_row ? per_row : 1;
    rows = (count + per_row - 1) / per_row;
    int most = editor.screen->height > 8 ? editor.screen->height * 2 : 16;
    Buffer b;
    buffer_init(&b);
    for (int r = 0; r < rows && r < most; r++) {
        for (int i = r + 1; i <= count; i += rows) {
            int pad = widest + 2 - text_columns(matches[i], strlen(matches[i]));
            buffer_puts(&b, matches[i]);
            if (i + rows <= count)
                buffer_printf(&b, "%*s", pad, "");
        }
        buffer_putc(&b, '\n');
    }
    if (rows > most)
        buffer_printf(&b, "... %d in all\n", count);
    buffer_putc(&b, '\0');
    if (!b.failed)
        show_above(b.data);
    buffer_free(&b);
}

/* ---- setting up ---- */

static void replace_in(Keymap map, rl_command_func_t *old, rl_command_func_t *new)
{
    char **keys = rl_invoking_keyseqs_in_map(old, map);
    for (int i = 0; keys && keys[i]; i++) {
        rl_bind_keyseq_in_map(keys[i], new, map);
        free(keys[i]);
    }
    free(keys);
}

static void replace_functions(void)
{
    static const struct {
        rl_command_func_t *old, *new;
    } pairs[] = {
        {rl_newline, key_return},
        {rl_get_previous_history, key_up},
        {rl_get_next_history, key_down},
        {rl_beg_of_line, key_home},
        {rl_end_of_line, key_end},
        {rl_rubout, key_rubout},
        {rl_delete, key_delete},
        {rl_kill_line, key_kill_line},
        {rl_unix_line_discard, key_discard},
        {rl_clear_screen, key_clear},
        {rl_complete, key_tab},
        {rl_bracketed_paste_begin, key_paste},
    };
    static const char *const maps[] = {"emacs-standard", "vi-insert", "vi-move"};
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++)
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
            replace_in(rl_get_keymap_by_name(maps[m]), pairs[i].old, pairs[i].new);
}

/* Once the user's inputrc has been read and the terminal's keys are bound. */
static int before_first_key(void)
{
    replace_functions();
    rl_pre_input_hook = NULL;
    return 0;
}

void keys_setup(void)
{
    rl_catch_signals = rl_catch_sigwinch = 0;
    rl_getc_function = keys_next;
    rl_deprep_term_function = give_terminal_back;
    rl_variable_bind("keyseq-timeout", "50"); /* a lone Escape must not hold up the tasks */
    rl_redisplay_function = redisplay;
    rl_pre_input_hook = before_first_key;
    rl_completion_display_matches_hook = show_matches;
}
#endif
