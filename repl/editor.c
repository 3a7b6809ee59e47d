/* SPDX-License-Identifier: MIT */
/*
 * The module _editor: the line editor, the terminal and the compiler as the shell in the language
 * sees them. What the program writes while a line is being typed goes above it: the prompt is taken
 * away before each write to the terminal and drawn again when the loop has nothing else to do.
 */
#include "repl/editor.h"
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include "lexer/base.h"
#include "repl/input.h"
#include "repl/lineedit.h"
#include "repl/tasks.h"
#include "stdlib/_io.h"
#include "vm/core/descriptor.h"
#include "vm/sched/internal.h"
#include "vm/sched/signals.h"
#include "vm/watch/trace.h"

typedef struct EditorState {
    Thread *t;                       /* in which readline runs */
    Value line, complete, signature; /* the shell's functions */
    Screen screen;
    bool tty[3];        /* is the descriptor this terminal? */
    bool ready, failed; /* failed: a hook has left an exception pending */
    bool show_queued;   /* the prompt will be drawn in the next turn of the loop */
    bool signalled;     /* a handler of the shell has run since wait() last returned */
} EditorState;

static EditorState *the_state; /* there is one terminal */

/* ---- what readline calls ---- */

static void hook_line(void *data, char *text)
{
    EditorState *s = data;
    Value v = text ? str_from_utf8(s->t, text, strlen(text)) : V_NONE;
    Value r = v_is_error(v) ? V_ERROR : call1(s->t, s->line, v);
    if (!v_is_error(v))
        drop(s->t, v);
    if (v_is_error(r))
        s->failed = true;
    else
        drop(s->t, r);
    free(text);
}

/* function(text before the cursor), owned; EMPTY when it failed: completion has no place for
 * tracebacks. */
static Value ask(EditorState *s, Value function, const char *text, size_t point)
{
    Value before = str_from_utf8(s->t, text, point);
    Value r = v_is_error(before) ? V_ERROR : call1(s->t, function, before);
    if (!v_is_error(before))
        drop(s->t, before);
    if (v_is_error(r)) {
        exc_clear(s->t);
        return V_EMPTY;
    }
    return r;
}

static char *copy_text(Thread *t, Value v)
{
    size_t len;
    const char *text = v_is_str(v) ? str_wtf8(t, V_AS(Str, v), &len) : NULL;
    if (!text)
        exc_clear(t);
    return text ? strndup(text, len) : NULL;
}

/* (characters that the matches replace, [match, ...], what to append) */
static bool take_completion(Thread *t, Value r, const char *text, size_t point, Completion *out)
{
    if (!v_has_layout(r, KIND_tuple) || V_AS(Tuple, r)->len != 3)
        return false;
    const Value *item = V_AS(Tuple, r)->items;
    if (!v_is_small(item[0]) || !v_has_layout(item[1], KIND_list) || !v_is_str(item[2]))
        return false;
    size_t start = point;
    for (int64_t n = v_small(item[0]); n > 0 && start > 0; n--)
        do
            start--;
        while (start > 0 && ((unsigned char)text[start] & 0xc0) == 0x80);
    List *list = V_AS(List, item[1]);
    *out = (Completion){.start = start, .matches = calloc(list->len + 1, sizeof(char *))};
    for (size_t i = 0; out->matches && i < list->len; i++)
        if ((out->matches[out->count] = copy_text(t, list->items[i])))
            out->count++;
    out->append = V_AS(Str, item[2])->len ? (char)str_at(V_AS(Str, item[2]), 0) : '\0';
    return out->matches != NULL;
}

static bool hook_complete(void *data, const char *text, size_t point, Completion *out)
{
    EditorState *s = data;
    Value r = ask(s, s->complete, text, point);
    bool some = take_completion(s->t, r, text, point, out);
    drop(s->t, r);
    return some;
}

static char *hook_signature(void *data, const char *text, size_t point)
{
    EditorState *s = data;
    Value r = ask(s, s->signature, text, point);
    char *copy = v_is_str(r) ? copy_text(s->t, r) : NULL;
    drop(s->t, r);
    return copy;
}

static bool hook_interrupted(void *data)
{
    return signals_pending(((EditorState *)data)->t, SIGINT);
}

/* ---- output of the program ---- */

static int show_prompt(Thread *t, Waker *w, Value arg)
{
    if (the_state) {
        the_state->show_queued = false;
        lineedit_show();
    }
    return 0;
}

static bool shown_here(int fd)
{
    return the_state && fd >= 0 && fd < 3 && the_state->tty[fd];
}

static void write_begins(Thread *t, int fd)
{
    if (shown_here(fd))
        lineedit_output_begins();
}

/* In the loop's own thread the prompt comes back when all that is ready now has run. */
static void write_ends(Thread *t, int fd, const void *data, int64_t n)
{
    EditorState *s = the_state;
    if (!shown_here(fd))
        return;
    if (n > 0)
        screen_note_output(&s->screen, data, (size_t)n);
    lineedit_output_ends();
    if (!lineedit_active() || s->show_queued)
        return;
    Waker *w = t == s->t && t->loop && t->loop->running ? waker_new(t, show_prompt, V_NONE) : NULL;
    s->show_queued = w && loop_ready_waker(t, t->loop, w, V_NONE) == 0;
    obj_drop(t, w);
    if (!s->show_queued) {
        exc_clear(t);
        lineedit_show();
    }
}

static const WriteWatch write_watch = {write_begins, write_ends};

/* ---- the module: the editor ---- */

API(editor_available, "available()", "Is there a terminal, and an editor for it?")
{
    return v_bool(lineedit_available());
}

API(editor_setup, "setup(line, complete, signature, color, /)",
    "Prepare the editor; the functions are called with text.")
{
    EditorState *s = the_state;
    int color = truth(t, a[3]);
    if (color < 0)
        return V_ERROR;
    Value *places[] = {&s->line, &s->complete, &s->signature};
    for (int i = 0; i < 3; i++) {
        v_set(t, places[i], dup(a[i]));
        s->tty[i] = isatty(i);
    }
    s->t = t;
    screen_init(&s->screen, 1);
    static const EditorHooks hooks = {NULL, hook_line, hook_complete, hook_signature,
                                      hook_interrupted};
    EditorHooks mine = hooks;
    mine.data = s;
    lineedit_setup(&mine, &s->screen, color);
    s->ready = true;
    IO(t)->watch = &write_watch;
    return V_NONE;
}

API(editor_start, "start(prompt, more, /)", "Show the prompt.")
{
    char *prompt = copy_text(t, a[0]), *more = copy_text(t, a[1]);
    if (prompt && more)
        lineedit_start(prompt, more);
    else
        raise_format(t, EXC_ValueError, "the prompts must be text");
    bool ok = prompt && more;
    free(prompt);
    free(more);
    return ok ? V_NONE : V_ERROR;
}

API(editor_feed, "feed()", "Take what has been typed.")
{
    the_state->failed = false;
    if (lineedit_active())
        lineedit_feed();
    return the_state->failed ? V_ERROR : V_NONE;
}

static int input_arrived(Thread *t, Waker *w, Value arg)
{
    Value r = call(t, w->self, NULL, 0);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

API(editor_watch, "watch(loop, feed, /)",
    "Call feed() whenever the loop finds input; None for feed: no more.")
{
    Loop *loop = loop_of(t, a[0]);
    if (!loop)
        return raise_format(t, EXC_TypeError, "an event loop is required, not %T", a[0]);
    if (v_is_none(a[1])) {
        loop_unwatch_fd(t, loop, 0, IO_READ);
        return V_NONE;
    }
    Waker *w = waker_new(t, input_arrived, a[1]);
    int status = w ? loop_watch_fd(t, loop, 0, IO_READ, &w->head) : -1;
    obj_drop(t, w);
    return status < 0 ? V_ERROR : V_NONE;
}

/* Between the look at signals that have arrived and the wait SIGINT is held back, lest it goes
 * unnoticed. */
API(editor_wait, "wait()", "Wait for input or a signal: True when there is input.")
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGWINCH);
    pthread_sigmask(SIG_BLOCK, &held, &before);
    int n = safepoint(t);
    if (n == 0 && !the_state->signalled)
        WITHOUT_GIL(t, n = ppoll(&input, 1, NULL, &before) > 0);
    the_state->signalled = false;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (n < 0 || (n == 0 && safepoint(t) < 0))
        return V_ERROR;
    return v_bool(n > 0);
}

API(editor_interrupt, "interrupt()", "Give up the line that is being typed.")
{
    the_state->signalled = true;
    lineedit_interrupt();
    return V_NONE;
}

API(editor_stop, "stop()", "Give the terminal back.")
{
    lineedit_stop();
    return V_NONE;
}

API(editor_resized, "resized()", "The terminal has another size now.")
{
    the_state->signalled = true;
    if (the_state->ready)
        lineedit_resized();
    return V_NONE;
}

API(editor_fresh_line, "fresh_line()", "Begin a new line of the terminal unless there is one.")
{
    if (the_state->ready)
        screen_fresh_line(&the_state->screen);
    return V_NONE;
}

/* While a program runs, the terminal itself shows Ctrl-C as ^C. */
API(editor_after_interrupt, "after_interrupt()",
    "Begin a new line behind the ^C that the terminal has shown.")
{
    struct termios tty;
    if (the_state->ready && the_state->tty[1] && tcgetattr(0, &tty) == 0 && (tty.c_lflag & ECHO) &&
        (tty.c_lflag & ECHOCTL))
        screen_note_output(&the_state->screen, "^C", 2);
    return editor_fresh_line_body(t, a, nargs);
}

API(editor_width, "width()", "Columns of the terminal.")
{
    if (the_state->ready)
        return v_from_small(the_state->screen.width);
    return v_from_small(80);
}

API(editor_columns, "columns(text, /)", "Columns that the text occupies.")
{
    size_t len;
    const char *text = v_is_str(a[0]) ? str_wtf8(t, V_AS(Str, a[0]), &len) : NULL;
    if (!text)
        return v_is_str(a[0])
                   ? V_ERROR
                   : raise_format(t, EXC_TypeError, "columns() needs a str, not %T", a[0]);
    return v_from_small(text_columns(text, len));
}

API(editor_add_history, "add_history(text, /)", "Remember an input.")
{
    char *text = copy_text(t, a[0]);
    if (text && the_state->ready)
        lineedit_add_history(text);
    free(text);
    return V_NONE;
}

/* ---- the module: the compiler ---- */

static const char *source_of(Thread *t, Value v, size_t *len)
{
    if (v_is_str(v))
        return str_utf8(t, V_AS(Str, v), len);
    raise_format(t, EXC_TypeError, "source must be a str, not %T", v);
    return NULL;
}

API(editor_compile, "compile(source, filename, /, cell=False)",
    "A code object for one statement, whose values are shown, or for several, of which only the "
    "last one's is.")
{
    size_t len;
    const char *text = source_of(t, a[0], &len);
    int cell = v_is_empty(a[2]) ? 0 : truth(t, a[2]);
    if (!text || cell < 0 || !v_is_str(a[1]))
        return text && cell >= 0 ? raise_format(t, EXC_TypeError, "filename must be a str")
                                 : V_ERROR;
    uint32_t flags = COMPILE_TEXT | COMPILE_TOP_LEVEL_AWAIT;
    Value code = cell ? V_ERROR
                      : K(t, compile_text(t, a[1], text, len, COMPILE_SINGLE,
                                          flags | COMPILE_INTERACTIVE, false));
    if (!v_is_error(code))
        return code;
    exc_clear(t);
    code = K(t, compile_text(t, a[1], text, len, COMPILE_CELL, flags, false));
    return code;
}

API(editor_wants_more, "wants_more(text, closed=False, /)",
    "Must more lines follow? closed: an empty line need not end a block.")
{
    size_t len;
    const char *text = source_of(t, a[0], &len);
    int closed = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    return text && closed >= 0 ? v_bool(input_wants_more(text, len, closed)) : V_ERROR;
}

static Value take_buffer(Thread *t, Buffer *b)
{
    Value v = b->failed ? raise_memory(t) : K(t, str_from_utf8(t, b->data ? b->data : "", b->len));
    buffer_free(b);
    return v;
}

API(editor_tree, "tree(source, /)", "The syntax tree as text; None for a mistake.")
{
    size_t len;
    const char *text = source_of(t, a[0], &len);
    if (!text)
        return V_ERROR;
    Buffer out;
    buffer_init(&out);
    bool ok = input_tree(text, len, &out);
    Value v = take_buffer(t, &out);
    return ok ? v : V_NONE;
}

API(editor_bytecode, "bytecode(code, /)", "The bytecode of a code object as text.")
{
    if (!v_is_kind(a[0], KIND_code))
        return raise_format(t, EXC_TypeError, "a code object is required, not %T", a[0]);
    Buffer out;
    buffer_init(&out);
    code_dump(V_AS(Code, a[0])->unit, &out);
    return take_buffer(t, &out);
}

API(editor_library_source, "library_source(module, /)",
    "The text of a library module in the language, or None.")
{
    char *name = copy_text(t, a[0]);
    const FrozenModule *m = name ? frozen_find(name) : NULL;
    free(name);
    return m ? K(t, str_from_utf8(t, m->source, m->size)) : V_NONE;
}

/* ---- the module: tasks ---- */

API(editor_watch_tasks, "watch_tasks(failed, /)",
    "Call failed(task) for tasks whose exception nobody takes.")
{
    return tasks_watch(t, a[0]) < 0 ? V_ERROR : V_NONE;
}

API(editor_task_wait, "task_wait(task, /)",
    "(kind, what, since, until): what an unfinished task waits for.")
{
    return task_wait(t, a[0]);
}

API(editor_lock_owner, "lock_owner(lock, /)", "The task that holds it, or None.")
{
    return lock_owner(a[0]);
}

API(editor_trace, "trace(on, /)", "Begin or end the trace of the scheduler on stderr.")
{
    int on = truth(t, a[0]);
    if (on >= 0)
        trace_unplug(t);
    return on < 0 || (on && trace_plug_tasks(t) < 0) ? V_ERROR : V_NONE;
}

/* ---- life ---- */

static void state_free(VM *vm)
{
    if (the_state->ready)
        screen_free(&the_state->screen);
    free(the_state);
    the_state = NULL;
}

static void leave_terminal(Thread *t)
{
    if (the_state)
        lineedit_stop();
    IO(t)->watch = NULL;
}

static int state_new(Thread *t)
{
    the_state = calloc(1, sizeof *the_state);
    if (!the_state) {
        raise_memory(t);
        return -1;
    }
    the_state->t = t;
    the_state->line = the_state->complete = the_state->signature = V_EMPTY;
    vm_root(t->vm, &the_state->line);
    vm_root(t->vm, &the_state->complete);
    vm_root(t->vm, &the_state->signature);
    vm_at_exit(t->vm, leave_terminal);
    vm_at_free(t->vm, state_free);
    return 0;
}

int editor_module_add(Thread *t, const CommandLine *cl)
{
    static const NativeDef *const functions[] = {
        &editor_available_def,      &editor_setup_def,
        &editor_start_def,          &editor_feed_def,
        &editor_watch_def,          &editor_wait_def,
        &editor_interrupt_def,      &editor_stop_def,
        &editor_resized_def,        &editor_after_interrupt_def,
        &editor_fresh_line_def,     &editor_width_def,
        &editor_columns_def,        &editor_add_history_def,
        &editor_compile_def,        &editor_wants_more_def,
        &editor_tree_def,           &editor_bytecode_def,
        &editor_library_source_def, &editor_watch_tasks_def,
        &editor_task_wait_def,      &editor_lock_owner_def,
        &editor_trace_def,          NULL};
    static const ModuleSpec spec = {
        "_editor", "The terminal, the compiler and the scheduler as the shell sees them.",
        functions, NULL};
    if (state_new(t) < 0)
        return -1;
    Value module = api_module(t, &spec);
    if (v_is_error(module))
        return -1;
    static const char *const colors[] = {"auto", "always", "never"};
    Value color = str_from_cstr(t, colors[cl->color]);
    int status = api_module_add(t, module, "color", color);
    if (!v_is_error(color))
        drop(t, color);
    if (status == 0)
        status = api_module_add(t, module, "banner", v_bool(cl->what == RUN_REPL && !cl->vm.quiet));
    if (status == 0)
        status = api_module_add(t, module, "line_mode", v_bool(lineedit_line_mode));
    if (status == 0)
        status = dict_set_cstr(t, t->vm->modules, "_editor", module);
    drop(t, module);
    return status;
}
