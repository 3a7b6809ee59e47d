/* SPDX-License-Identifier: MIT */
/*
 * readline: the line editor of input() on a terminal, and its history. What the script sets (its
 * completer, hooks, the length of the history file) lies in the module's dict `_settings`; the
 * editor itself, its line and its history belong to the process, so they are the library's globals.
 * The shell has an editor of its own and asks this module for nothing.
 */
#include "stdlib/posix.h"

#if defined(RONDO_NO_READLINE) || defined(RONDO_EDITLINE)
Value readline_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the readline module needs readline: install the package libreadline-dev "
                        "and build Rondo again");
}
#else
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define _FUNCTION_DEF /* no old names of function types: the VM has a Function of its own */
#include <readline/history.h>
#include <readline/readline.h>

/* ---- settings ---- */

/* One of the settings; EMPTY if it was never given; V_ERROR. */
static Value setting(Thread *t, const char *name)
{
    Value dict = K(t, import_attr(t, "readline", "_settings"));
    Value key = v_is_error(dict) ? dict : K(t, str_intern_utf8(t, name, strlen(name)));
    if (v_is_error(key))
        return key;
    if (!v_is_kind(dict, KIND_dict))
        return V_EMPTY;
    Value found = dict_get_str(V_AS(Dict, dict), V_AS(Str, key));
    return v_is_empty(found) ? found : api_hold(t, found);
}

static Value setting_set(Thread *t, const char *name, Value v)
{
    Value dict = K(t, import_attr(t, "readline", "_settings"));
    Value key = v_is_error(dict) ? dict : K(t, str_intern_utf8(t, name, strlen(name)));
    if (v_is_error(key))
        return key;
    return v_is_kind(dict, KIND_dict) && dict_set_str(t, V_AS(Dict, dict), V_AS(Str, key), v) < 0
               ? V_ERROR
               : V_NONE;
}

/* A callable, or None (EMPTY): anything else is TypeError. */
static Value hook_set(Thread *t, const char *name, const char *function, Value f)
{
    if (v_is_empty(f) || v_is_none(f))
        return setting_set(t, name, V_NONE);
    if (!v_type(t, f)->s.call)
        return raise_format(t, EXC_TypeError, "%s(func): argument not callable", function);
    return setting_set(t, name, f);
}

API(readline_set_completer, "set_completer(function=None, /)",
    "Set or remove the completer function.")
{
    return hook_set(t, "completer", "set_completer", a[0]);
}
API(readline_get_completer, "get_completer()", "Get the current completer function.")
{
    Value f = setting(t, "completer");
    return v_is_empty(f) ? V_NONE : f;
}
API(readline_set_startup_hook, "set_startup_hook(function=None, /)",
    "Set or remove the function that is called just before the first prompt.")
{
    return hook_set(t, "startup", "set_startup_hook", a[0]);
}
API(readline_set_pre_input_hook, "set_pre_input_hook(function=None, /)",
    "Set or remove the function that is called after the first prompt.")
{
    return hook_set(t, "pre_input", "set_pre_input_hook", a[0]);
}
API(readline_set_display_hook, "set_completion_display_matches_hook(function=None, /)",
    "Set or remove the function that shows several completions.")
{
    return hook_set(t, "display", "set_completion_display_matches_hook", a[0]);
}
API(readline_set_auto_history, "set_auto_history(enabled, /)",
    "Whether lines that input() reads go to the history.")
{
    int on = truth(t, a[0]);
    return on < 0 ? V_ERROR : setting_set(t, "auto_history", v_bool(on));
}
API(readline_set_history_length, "set_history_length(length, /)",
    "Set how many lines write_history_file() leaves in the file; negative: all.")
{
    int n;
    return posix_int(t, a[0], &n) < 0 ? V_ERROR : setting_set(t, "length", v_from_small(n));
}
API(readline_get_history_length, "get_history_length()", "What set_history_length() was given.")
{
    Value n = setting(t, "length");
    return v_is_empty(n) ? v_from_small(-1) : n;
}

/* ---- history ---- */

/* A str as C text that the caller frees; NULL with an exception. */
static char *line_text(Thread *t, Value v)
{
    if (v_is_str(v))
        return str_to_os(t, V_AS(Str, v));
    raise_format(t, EXC_TypeError, "bad argument type for built-in operation");
    return NULL;
}

API(readline_add_history, "add_history(string, /)", "Add an item to the history.")
{
    char *line = line_text(t, a[0]);
    if (!line)
        return V_ERROR;
    add_history(line);
    free(line);
    return V_NONE;
}
API(readline_clear_history, "clear_history()", "Clear the history.")
{
    clear_history();
    return V_NONE;
}
API(readline_get_current_history_length, "get_current_history_length()",
    "How many items the history has.")
{
    return v_from_small(history_length);
}
API(readline_get_history_item, "get_history_item(index, /)",
    "The item of that number, counted from one, or None.")
{
    int n;
    if (posix_int(t, a[0], &n) < 0)
        return V_ERROR;
    HIST_ENTRY *found = history_get(n);
    return found ? K(t, str_from_os(t, found->line)) : V_NONE;
}

static void history_entry_free(HIST_ENTRY *entry)
{
    free((void *)entry->line);
    free(entry->data);
    free(entry);
}

/* The place of an item, from zero; -1 with ValueError. */
static int history_place(Thread *t, Value v)
{
    int n;
    if (posix_int(t, v, &n) < 0)
        return -1;
    if (n >= 0)
        return n;
    raise_format(t, EXC_ValueError, "History index cannot be negative");
    return -1;
}

API(readline_remove_history_item, "remove_history_item(pos, /)",
    "Remove an item, counted from zero.")
{
    int n = history_place(t, a[0]);
    HIST_ENTRY *old = n < 0 ? NULL : remove_history(n);
    if (n < 0)
        return V_ERROR;
    if (!old)
        return raise_format(t, EXC_ValueError, "No history item at position %d", n);
    history_entry_free(old);
    return V_NONE;
}
API(readline_replace_history_item, "replace_history_item(pos, line, /)",
    "Put another line in the place of an item, counted from zero.")
{
    int n = history_place(t, a[0]);
    char *line = n < 0 ? NULL : line_text(t, a[1]);
    if (!line)
        return V_ERROR;
    HIST_ENTRY *old = replace_history_entry(n, line, NULL);
    free(line);
    if (!old)
        return raise_format(t, EXC_ValueError, "No history item at position %d", n);
    history_entry_free(old);
    return V_NONE;
}

/* ---- files ---- */

/* The file's name, to be freed, or NULL in *out for the usual one. 0 or -1. */
static int file_name(Thread *t, Value v, char **out)
{
    *out = NULL;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    Value path = path_fspath(t, v);
    *out = v_is_error(path) ? NULL : posix_text(t, path);
    return *out ? 0 : -1;
}

static Value file_done(Thread *t, char *name, int err)
{
    free(name);
    return err ? raise_errno(t, err) : V_NONE;
}

API(readline_read_history_file, "read_history_file(filename=None, /)",
    "Load a history file; ~/.history if there is no name.")
{
    char *name;
    return file_name(t, a[0], &name) < 0 ? V_ERROR : file_done(t, name, read_history(name));
}

static int history_lines(Thread *t)
{
    Value n = setting(t, "length");
    return v_is_small(n) ? (int)v_small(n) : -1;
}

API(readline_write_history_file, "write_history_file(filename=None, /)",
    "Save the history; ~/.history if there is no name.")
{
    char *name;
    if (file_name(t, a[0], &name) < 0)
        return V_ERROR;
    int lines = history_lines(t), err = write_history(name);
    if (!err && lines >= 0)
        history_truncate_file(name, lines);
    return file_done(t, name, err);
}
API(readline_append_history_file, "append_history_file(nelements, filename=None, /)",
    "Add the last items of the history to a file.")
{
    int n;
    char *name;
    if (posix_int(t, a[0], &n) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_ValueError, "nelements must be positive");
    if (file_name(t, a[1], &name) < 0)
        return V_ERROR;
    int lines = history_lines(t), err = append_history(n, name);
    if (!err && lines >= 0)
        history_truncate_file(name, lines);
    return file_done(t, name, err);
}
API(readline_read_init_file, "read_init_file(filename=None, /)",
    "Run a file of key bindings; the last one if there is no name.")
{
    char *name;
    return file_name(t, a[0], &name) < 0 ? V_ERROR : file_done(t, name, rl_read_init_file(name));
}

/* ---- the line ---- */

API(readline_parse_and_bind, "parse_and_bind(string, /)", "Run one line of such a file.")
{
    char *line = line_text(t, a[0]); /* which the editor writes into */
    if (!line)
        return V_ERROR;
    rl_parse_and_bind(line);
    free(line);
    return V_NONE;
}
API(readline_get_line_buffer, "get_line_buffer()", "The line as it stands.")
{
    return K(t, str_from_os(t, rl_line_buffer ? rl_line_buffer : ""));
}
API(readline_insert_text, "insert_text(string, /)", "Insert text where the cursor is.")
{
    char *text = line_text(t, a[0]);
    if (!text)
        return V_ERROR;
    rl_insert_text(text);
    free(text);
    return V_NONE;
}
API(readline_redisplay, "redisplay()", "Show the line as it stands.")
{
    rl_redisplay();
    return V_NONE;
}
API(readline_get_completer_delims, "get_completer_delims()", "What a word ends at.")
{
    return K(t, str_from_os(t, rl_completer_word_break_characters));
}
API(readline_set_completer_delims, "set_completer_delims(string, /)", "Set what a word ends at.")
{
    char *text = line_text(t, a[0]);
    if (!text)
        return V_ERROR;
    /* The first text is the library's own; later ones are ours. */
    static char *ours;
    free(ours);
    rl_completer_word_break_characters = ours = text;
    return V_NONE;
}

/* A place that complete() noted. */
static Value line_place(Thread *t, Value noted)
{
    return v_is_empty(noted) ? v_from_small(0) : noted;
}
API(readline_get_begidx, "get_begidx()", "Where the word that is completed begins.")
{
    return line_place(t, setting(t, "begin"));
}
API(readline_get_endidx, "get_endidx()", "Where it ends.")
{
    return line_place(t, setting(t, "end"));
}
API(readline_get_completion_type, "get_completion_type()", "Which kind of completion is asked for.")
{
    return v_from_small(rl_completion_type);
}

/* ---- reading ---- */

/* readline's callbacks carry no argument: the thread that reads, and the line once it is there. */
static struct {
    Thread *t;
    char *line;
    bool done;
} reading;

static void line_is_there(char *line)
{
    reading.line = line;
    reading.done = true;
    rl_callback_handler_remove();
}

/* Calls a hook; its errors go nowhere, as in CPython. The result is a temporary. */
static Value hook_call(Thread *t, const char *name, Value *args, uint32_t n)
{
    Value f = setting(t, name);
    if (v_is_error(f) || v_is_empty(f) || v_is_none(f)) {
        if (v_is_error(f))
            exc_clear(t);
        return V_NONE;
    }
    Value r = K(t, call_kw(t, f, args, n, V_EMPTY));
    if (!v_is_error(r))
        return r;
    exc_clear(t);
    return V_NONE;
}

static char *completer_ask(const char *text, int state)
{
    Thread *t = reading.t;
    ApiScope scope = api_scope_begin(t);
    Value word = K(t, str_from_os(t, text));
    Value args[] = {word, v_from_small(state)};
    Value r = v_is_error(word) ? V_NONE : hook_call(t, "completer", args, 2);
    if (v_is_error(word))
        exc_clear(t);
    char *match = v_is_str(r) ? str_to_os(t, V_AS(Str, r)) : NULL;
    if (v_is_str(r) && !match)
        exc_clear(t);
    api_scope_end(t, scope);
    return match;
}

static int64_t characters(const char *bytes, int n)
{
    int64_t count = 0;
    for (int i = 0; i < n; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

static char **complete(const char *text, int start, int end)
{
    Thread *t = reading.t;
    ApiScope scope = api_scope_begin(t);
    rl_attempted_completion_over = 1; /* file names are not asked for */
    rl_completion_append_character = '\0';
    Value done = setting_set(t, "begin", v_from_small(characters(rl_line_buffer, start)));
    if (!v_is_error(done))
        done = setting_set(t, "end", v_from_small(characters(rl_line_buffer, end)));
    if (v_is_error(done))
        exc_clear(t);
    Value f = setting(t, "completer");
    bool asked = !v_is_error(f) && !v_is_empty(f) && !v_is_none(f);
    if (v_is_error(f))
        exc_clear(t);
    api_scope_end(t, scope);
    if (!asked)
        return NULL;
    return rl_completion_matches(text, completer_ask);
}

static int hook_at(const char *name)
{
    Thread *t = reading.t;
    ApiScope scope = api_scope_begin(t);
    hook_call(t, name, NULL, 0);
    api_scope_end(t, scope);
    return 0;
}
static int at_startup(void)
{
    return hook_at("startup");
}
static int before_input(void)
{
    return hook_at("pre_input");
}

/* Shows matches by the script's function: (what was typed, [matches], the longest one's length). */
static void show_matches(char **matches, int count, int longest)
{
    Thread *t = reading.t;
    ApiScope scope = api_scope_begin(t);
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 1; i <= count && !v_is_error(list); i++) {
        Value match = K(t, str_from_os(t, matches[i]));
        if (v_is_error(match) || list_append(t, V_AS(List, list), match) < 0)
            list = V_ERROR;
    }
    Value typed = v_is_error(list) ? list : K(t, str_from_os(t, matches[0]));
    Value args[] = {typed, list, v_from_small(longest)};
    if (v_is_error(typed))
        exc_clear(t);
    else
        hook_call(t, "display", args, 3);
    api_scope_end(t, scope);
}

static void editor_begin(Thread *t, const char *prompt)
{
    Value display = setting(t, "display");
    if (v_is_error(display))
        exc_clear(t);
    reading.t = t;
    reading.line = NULL;
    reading.done = false;
    rl_instream = stdin;
    rl_outstream = stdout;
    rl_catch_signals = 0;
    rl_attempted_completion_function = complete;
    rl_startup_hook = at_startup;
    rl_pre_input_hook = before_input;
    rl_completion_display_matches_hook =
        v_is_object(display) ? (rl_compdisp_func_t *)show_matches : NULL;
    rl_callback_handler_install(prompt, line_is_there);
}

/* Ctrl-C empties the terminal's queue, so a key that poll(2) has seen may be gone when it is read:
   the terminal is opened a second time, for reads that do not wait. -1 with OSError. */
static int keys_open(Thread *t)
{
    char name[64];
    int err = ttyname_r(0, name, sizeof name);
    int keys = err ? -1 : open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (keys < 0)
        raise_errno(t, err ? err : errno);
    return keys;
}

enum { LOOK_UP = 100 /* ms: a signal may come just before the wait */ };

/* The next key: 1, 0 at the end of the input, or -1: a signal's handler has raised. */
static int key_wait(Thread *t, int keys, char *key)
{
    for (;;) {
        ssize_t n = read(keys, key, 1);
        if (n >= 0)
            return (int)n;
        if (errno != EAGAIN && errno != EINTR) {
            if (errno == EIO) /* nobody is at the other end */
                return 0;
            raise_errno(t, errno);
            return -1;
        }
        struct pollfd wanted = {.fd = keys, .events = POLLIN};
        WITHOUT_GIL(t, n = poll(&wanted, 1, LOOK_UP));
        if (safepoint_signals(t) < 0)
            return -1;
    }
}

/* Feeds the editor with keys until the line is there. 0, or -1 with an exception. */
static int editor_run(Thread *t)
{
    int keys = keys_open(t), more = keys < 0 ? -1 : 1;
    while (more > 0 && !reading.done) {
        char key;
        more = key_wait(t, keys, &key);
        if (more > 0) {
            rl_stuff_char((unsigned char)key);
            rl_callback_read_char();
        }
    }
    if (keys >= 0)
        close(keys);
    if (more == 0)
        rl_callback_handler_remove();
    return more < 0 ? -1 : 0;
}

/* Has the shell an editor of its own? */
static bool is_shell(void)
{
    return rl_attempted_completion_function && rl_attempted_completion_function != complete;
}

static void editor_end(void)
{
    rl_attempted_completion_function = NULL;
    rl_startup_hook = rl_pre_input_hook = NULL;
    rl_completion_display_matches_hook = NULL;
    reading.t = NULL;
}

/* Lines go to the history unless they are empty or the same as the last one. */
static void remember(Thread *t, const char *line)
{
    Value automatic = setting(t, "auto_history");
    if (v_is_error(automatic))
        exc_clear(t);
    if (!*line || v_same(automatic, V_FALSE))
        return;
    HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (!last || strcmp(last->line, line))
        add_history(line);
}

API(readline_input, "_input(prompt, /)",
    "What input() calls on a terminal: a line, or EOFError; NotImplemented in the shell.")
{
    if (is_shell())
        return V_NOTIMPLEMENTED;
    char *prompt = line_text(t, a[0]);
    if (!prompt)
        return V_ERROR;
    if (reading.t) {
        free(prompt);
        return raise_format(t, EXC_RuntimeError, "can't re-enter readline");
    }
    editor_begin(t, prompt);
    int status = editor_run(t);
    if (status < 0) {
        rl_free_line_state();
        rl_callback_handler_remove();
    }
    editor_end();
    free(prompt);
    if (status < 0)
        return V_ERROR;
    if (!reading.line)
        return raise_none(t, EXC_EOFError);
    remember(t, reading.line);
    Value line = K(t, str_from_os(t, reading.line));
    free(reading.line);
    return line;
}

/* As CPython sets the editor up: Tab inserts itself until a script binds it. */
static void editor_setup(void)
{
    rl_readline_name = "python";
    rl_initialize();
    rl_completer_word_break_characters = strdup(" \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?");
    rl_bind_key('\t', rl_insert);
    rl_bind_key_in_map('\t', rl_complete, emacs_meta_keymap);
    rl_bind_key_in_map('\033', rl_complete, emacs_meta_keymap);
    rl_variable_bind("enable-bracketed-paste", "off");
    using_history();
}

static int readline_exec(Thread *t, Value module)
{
    if (!is_shell())
        editor_setup();
    Value settings = K(t, dict_new(t));
    Value backend = K(t, str_from_cstr(t, "readline"));
    if (v_is_error(settings) || v_is_error(backend) ||
        api_module_add(t, module, "_settings", settings) < 0)
        return -1;
    return api_module_add(t, module, "backend", backend);
}

Value readline_module(Thread *t)
{
    static const NativeDef *const functions[] = {&readline_set_completer_def,
                                                 &readline_get_completer_def,
                                                 &readline_set_startup_hook_def,
                                                 &readline_set_pre_input_hook_def,
                                                 &readline_set_display_hook_def,
                                                 &readline_set_auto_history_def,
                                                 &readline_set_history_length_def,
                                                 &readline_get_history_length_def,
                                                 &readline_add_history_def,
                                                 &readline_clear_history_def,
                                                 &readline_get_current_history_length_def,
                                                 &readline_get_history_item_def,
                                                 &readline_remove_history_item_def,
                                                 &readline_replace_history_item_def,
                                                 &readline_read_history_file_def,
                                                 &readline_write_history_file_def,
                                                 &readline_append_history_file_def,
                                                 &readline_read_init_file_def,
                                                 &readline_parse_and_bind_def,
                                                 &readline_get_line_buffer_def,
                                                 &readline_insert_text_def,
                                                 &readline_redisplay_def,
                                                 &readline_get_completer_delims_def,
                                                 &readline_set_completer_delims_def,
                                                 &readline_get_begidx_def,
                                                 &readline_get_endidx_def,
                                                 &readline_get_completion_type_def,
                                                 &readline_input_def,
                                                 NULL};
    static const ModuleSpec spec = {"readline", "The line editor of input(), and its history.",
                                    functions, readline_exec};
    return api_module(t, &spec);
}
#endif
