/* SPDX-License-Identifier: MIT */
#include "repl/lineedit.h"
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifdef RONDO_NO_READLINE
/* Built without an editor: the shell reads plain lines. */
bool lineedit_available(void)
{
    return false;
}
void lineedit_setup(const EditorHooks *hooks, Screen *screen, bool color)
{
}
const bool lineedit_line_mode = true;
void lineedit_start(const char *prompt, const char *more)
{
}
void lineedit_feed(void)
{
}
bool lineedit_active(void)
{
    return false;
}
void lineedit_interrupt(void)
{
}
void lineedit_stop(void)
{
}
void lineedit_output_begins(void)
{
}
void lineedit_output_ends(void)
{
}
void lineedit_show(void)
{
}
void lineedit_resized(void)
{
}
void lineedit_add_history(const char *text)
{
}
#else
#include "repl/lineedit_internal.h"

/* Behind these a word begins: what a name cannot contain. */
#define WORD_BREAKS " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"

Editor editor;
#ifdef RONDO_EDITLINE
const bool lineedit_line_mode = true;
#else
const bool lineedit_line_mode = false;
#endif

bool lineedit_available(void)
{
    const char *term = getenv("TERM");
    return isatty(0) && isatty(1) && term && *term && strcmp(term, "dumb");
}

bool input_pending(void)
{
    int n = 0;
    return ioctl(0, FIONREAD, &n) == 0 && n > 0;
}

/* Ctrl-C empties the terminal's queue, so what a poll has seen may be gone when it is read: a
 * read(2) that waits would wait for the next key. The terminal is opened a second time, since
 * others share the first description of it. */
static int open_keys(void)
{
    char name[64];
    return ttyname_r(0, name, sizeof name) == 0
               ? open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
               : -1;
}

ssize_t input_take(char *byte)
{
    return read(editor.keys >= 0 ? editor.keys : 0, byte, 1);
}

/* ---- locale: characters are UTF-8 whatever the environment says ---- */

static bool locale_is_utf8(void)
{
    return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

/* readline sets the locale by the environment each time: while it starts, LC_ALL names one in
 * UTF-8. */
static void install(const char *prompt, void (*line)(char *))
{
    const char *now = editor.utf8 ? NULL : getenv("LC_ALL");
    char *before = now ? strdup(now) : NULL;
    if (!editor.utf8)
        setenv("LC_ALL", "C.UTF-8", 1);
    rl_callback_handler_install(prompt, line);
    if (before)
        setenv("LC_ALL", before, 1);
    else if (!editor.utf8)
        unsetenv("LC_ALL");
    free(before);
}

/* ---- completion ---- */

/* readline wants what replaces its own idea of the word, which begins at byte `start`. */
static char *fit_match(const char *match, size_t ours, size_t start)
{
    char *s;
    if (ours < start)
        return strlen(match) >= start - ours ? strdup(match + (start - ours)) : NULL;
    return asprintf(&s, "%.*s%s", (int)(ours - start), rl_line_buffer + start, match) < 0 ? NULL
                                                                                          : s;
}

static char *common_prefix(char **matches, size_t count)
{
    size_t n = strlen(matches[0]);
    for (size_t i = 1; i < count; i++) {
        size_t k = 0;
        while (k < n && matches[i][k] == matches[0][k])
            k++;
        n = k;
    }
    while (n && ((unsigned char)matches[0][n] & 0xc0) == 0x80)
        n--;
    return strndup(matches[0], n);
}

static char **fit_matches(const Completion *c, size_t start)
{
    char **all = calloc(c->count + 2, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; all && i < c->count; i++)
        if ((all[1 + n] = fit_match(c->matches[i], c->start, start)))
            n++;
    if (all && n == 0) {
        free(all);
        return NULL;
    }
    if (all && n == 1) {
        all[0] = all[1];
        all[1] = NULL;
    } else if (all) {
        all[0] = common_prefix(all + 1, n);
    }
    return all;
}

static char **complete(const char *word, int start, int end)
{
    rl_attempted_completion_over = 1; /* no file names when there is nothing */
    Completion c = {0};
    if (!editor.hooks.complete(editor.hooks.data, rl_line_buffer, (size_t)rl_point, &c))
        return NULL;
    char **all = c.count ? fit_matches(&c, (size_t)start) : NULL;
    rl_completion_append_character = c.append;
    for (size_t i = 0; i < c.count; i++)
        free(c.matches[i]);
    free(c.matches);
    return all;
}

/* ---- the editor ---- */

static void line_typed(char *line)
{
    bool at_end = !line;
    if (editor.interrupted) { /* lineedit_feed() is about to give the line up */
        free(line);
        return;
    }
#ifdef RONDO_EDITLINE
    editor.drawn = false;
    if (at_end && write(1, "\r\n", 2) < 0)
        at_end = true;
    editor.screen->out_col = 0;
#else
    if (at_end)
        keys_at_end_of_file();
#endif
    editor.active = editor.dirty = false;
    rl_callback_handler_remove();
    editor.hooks.line(editor.hooks.data, line);
}

void lineedit_setup(const EditorHooks *hooks, Screen *screen, bool color)
{
    editor.hooks = *hooks;
    editor.screen = screen;
    editor.color = color;
    setlocale(LC_CTYPE, "");
    editor.keys = open_keys();
    editor.utf8 = locale_is_utf8();
    if (!editor.utf8)
        setlocale(LC_CTYPE, "C.UTF-8");
    rl_readline_name = "rondo";
    rl_attempted_completion_function = complete;
    rl_basic_word_break_characters = rl_completer_word_break_characters = WORD_BREAKS;
    using_history();
    stifle_history(10000);
#ifndef RONDO_EDITLINE
    rl_basic_quote_characters = ""; /* matches end with their quotes */
    keys_setup();
#endif
}

void lineedit_start(const char *prompt, const char *more)
{
    free(editor.prompt);
    free(editor.more);
    free(editor.closed);
    editor.prompt = strdup(prompt);
    editor.more = strdup(more);
    editor.closed = NULL;
    editor.active = true;
    screen_fresh_line(editor.screen);
    install(prompt, line_typed);
#ifdef RONDO_EDITLINE
    editor.drawn = true;
    fflush(stdout);
#endif
    editor.dirty = true;
    lineedit_show();
}

bool lineedit_active(void)
{
    return editor.active;
}

void lineedit_show(void)
{
    if (!editor.active || editor.writers || editor.feeding)
        return;
#ifdef RONDO_EDITLINE
    if (!editor.drawn) {
        screen_fresh_line(editor.screen);
        rl_forced_update_display();
        editor.drawn = true;
    }
#else
    if (editor.dirty || !editor.screen->visible)
        keys_redraw();
#endif
    editor.dirty = false;
}

void lineedit_feed(void)
{
    editor.feeding = true;
    do
        rl_callback_read_char();
    while (editor.active && !editor.interrupted && input_pending());
    editor.feeding = false;
    if (editor.interrupted) {
        editor.interrupted = false;
        lineedit_interrupt();
    }
    lineedit_show();
}

void lineedit_interrupt(void)
{
    if (editor.feeding) { /* readline is on the stack */
        editor.interrupted = true;
        return;
    }
    if (!editor.active)
        return;
#ifdef RONDO_EDITLINE
    if (write(1, "\r\n", 2) < 0)
        editor.drawn = false;
    rl_callback_handler_remove();
#else
    screen_leave(editor.screen);
    keys_reset();
    rl_callback_handler_remove();
#endif
    editor.active = false;
}

void lineedit_stop(void)
{
    if (!editor.active)
        return;
    screen_hide(editor.screen);
    rl_callback_handler_remove();
    editor.active = false;
}

void lineedit_output_begins(void)
{
    editor.writers++;
#ifdef RONDO_EDITLINE
    if (editor.drawn && write(1, "\r\033[K", 4) < 0)
        editor.writers += 0;
    editor.drawn = false;
#else
    if (editor.screen)
        screen_hide(editor.screen);
#endif
}

void lineedit_output_ends(void)
{
    editor.writers--;
}

void show_above(const char *text)
{
    screen_hide(editor.screen);
    screen_fresh_line(editor.screen);
    for (size_t left = strlen(text); left;) {
        ssize_t n = write(1, text, left);
        if (n <= 0)
            break;
        text += n;
        left -= (size_t)n;
    }
    editor.dirty = true;
}

void lineedit_resized(void)
{
    screen_measure(editor.screen);
#ifndef RONDO_EDITLINE
    rl_set_screen_size(editor.screen->height, editor.screen->width);
#endif
    editor.dirty = true;
    lineedit_show();
}

void lineedit_add_history(const char *text)
{
    add_history(text);
}
#endif
