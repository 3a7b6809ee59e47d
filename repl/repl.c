/* SPDX-License-Identifier: MIT */
/*
 * The interactive shell: readline, blocks of several lines, top-level await. Each statement is
 * compiled alone in the namespace of __main__; one that awaits is run by the shell's own event loop,
 * which lives as long as the shell, so that tasks go on between statements that wait.
 */
#include "vm/api_sys.h"
#include "vm/core/descriptor.h"
#include "repl/repl.h"
#include "repl/statement.h"
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#define _FUNCTION_DEF /* readline's old typedef Function would clash with ours */
#include <readline/history.h>
#include <readline/readline.h>

/* ---- lines ---- */

/* sys.ps1 or sys.ps2 as text (malloc'd): scripts may set them to any object. */
static char *prompt_text(Thread *t, const char *name, const char *fallback)
{
    Value key = str_intern_utf8(t, name, strlen(name));
    Value prompt = v_is_error(key) ? V_ERROR : attr_get_or_empty(t, t->vm->sys_module, V_AS(Str, key));
    Value text = v_is_object(prompt) ? value_str(t, prompt) : V_EMPTY;
    size_t len;
    const char *utf8 = v_is_object(text) ? str_wtf8(t, V_AS(Str, text), &len) : NULL;
    char *copy = strdup(utf8 ? utf8 : fallback);
    Value owned[] = {key, prompt, text};
    for (int i = 0; i < 3; i++)
        if (!v_is_error(owned[i]))
            drop(t, owned[i]);
    exc_clear(t);
    return copy;
}

/* readline hands its line to a function without context. */
static struct {
    char *line;
    bool done;
} typed;

static void line_typed(char *line)
{
    typed.line = line;
    typed.done = true;
    rl_callback_handler_remove();
}

/* Waits for input: 1; 0 when a signal was handled meanwhile; -1 when its handler raised. Between the look at what has arrived and
   the wait SIGINT is held back, lest it goes unnoticed. */
static int terminal_wait(Thread *t)
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    int n = safepoint(t);
    if (n == 0)
        WITHOUT_GIL(t, n = ppoll(&input, 1, NULL, &before) > 0);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return n == 0 ? safepoint(t) : n;
}

/* One line from the terminal; a signal that arrives meanwhile is handled at once, Ctrl-C gives the line up (NULL with
   KeyboardInterrupt pending). */
static char *terminal_read(Thread *t, const char *prompt)
{
    typed.line = NULL;
    typed.done = false;
    rl_catch_signals = 0;
    rl_callback_handler_install(prompt, line_typed);
    while (!typed.done) {
        int n = terminal_wait(t);
        if (n > 0) {
            rl_callback_read_char();
        } else if (n < 0) {
            rl_free_line_state();
            rl_callback_handler_remove();
            return NULL;
        }
    }
    if (typed.line && *typed.line)
        add_history(typed.line);
    return typed.line;
}

/* One line without its newline (malloc'd), or NULL at the end of the input. Without a terminal,
   plain reads with the prompt on stderr, as CPython's. */
static char *line_read(Thread *t, const char *prompt)
{
    char *line = NULL;
    if (isatty(0))
        return terminal_read(t, prompt);
    fputs(prompt, stderr);
    size_t cap = 0;
    ssize_t n = -1;
    WITHOUT_GIL(t, n = getline(&line, &cap, stdin));
    if (n < 0) {
        free(line);
        return NULL;
    }
    if (n && line[n - 1] == '\n')
        line[n - 1] = '\0';
    return line;
}

/* ---- statements ---- */

typedef enum { READ_DONE, READ_INTERRUPTED, READ_END } ReadResult;

/* Collects the lines of one statement into `text`. */
static ReadResult statement_read(Thread *t, Buffer *text)
{
    text->len = 0;
    for (bool first = true;; first = false) {
        char *prompt = prompt_text(t, first ? "ps1" : "ps2", first ? ">>> " : "... ");
        char *line = line_read(t, prompt ? prompt : ">>> ");
        free(prompt);
        if (!line && exc_is(t, EXC_KeyboardInterrupt))
            return READ_INTERRUPTED;
        if (!line)
            return text->len ? READ_DONE : READ_END;
        bool empty = line[strspn(line, " \t")] == '\0';
        buffer_puts(text, line);
        buffer_putc(text, '\n');
        free(line);
        if (text->failed)
            return READ_END;
        if (first && empty)
            return READ_DONE;
        if (statement_ends(text, empty))
            return READ_DONE;
    }
}

/* Runs what an awaiting statement made: a coroutine, driven by the shell's loop. */
static Value run_coroutine(Thread *t, TAKES Value coroutine)
{
    Value runner = import_attr(t, "_rondo_repl", "run");
    Value r = v_is_error(runner) ? V_ERROR : call1(t, runner, coroutine);
    if (!v_is_error(runner))
        drop(t, runner);
    drop(t, coroutine);
    return r;
}

static Value statement_run(Thread *t, const Buffer *text, Dict *globals)
{
    Value filename = str_from_cstr(t, "<stdin>");
    if (v_is_error(filename))
        return V_ERROR;
    uint32_t flags = COMPILE_TEXT | COMPILE_INTERACTIVE | COMPILE_TOP_LEVEL_AWAIT;
    Value code = compile_text(t, filename, text->data, text->len, COMPILE_SINGLE, flags, false);
    drop(t, filename);
    if (v_is_error(code))
        return V_ERROR;
    Value r = code_run(t, V_AS(Code, code), globals, V_EMPTY);
    drop(t, code);
    return v_is_kind(r, KIND_coroutine) ? run_coroutine(t, r) : r;
}

static void flush_stdout(Thread *t)
{
    Value out = attr_get_or_empty(t, t->vm->sys_module, N(t, stdout));
    Value r = v_is_object(out) ? call_method0(t, out, N(t, flush)) : V_NONE;
    if (!v_is_error(out))
        drop(t, out);
    if (!v_is_error(r))
        drop(t, r);
    exc_clear(t);
}

/* Prints the pending exception; true when it was SystemExit (left pending). */
static bool report(Thread *t)
{
    if (exc_is(t, EXC_SystemExit))
        return true;
    Value exc = exc_take(t);
    exception_print(t, exc);
    drop(t, exc);
    return false;
}

/* ---- the loop ---- */

static void banner(const CommandLine *cl)
{
    if (!cl->vm.quiet && cl->what == RUN_REPL)
        fputs("Rondo 0.1 (Python 3.13 language). await works at the prompt; Ctrl-D leaves.\n", stderr);
}

int repl_run(Thread *t, const CommandLine *cl)
{
    banner(cl);
    rl_readline_name = "rondo";
    Value module = dict_get_str(t->vm->modules, N(t, __main__));
    if (v_is_empty(module))
        return 1;
    Dict *globals = V_AS(Module, module)->dict;
    Buffer text;
    buffer_init(&text);
    int status = 0;
    for (ReadResult read; (read = statement_read(t, &text)) != READ_END;) {
        if (read == READ_INTERRUPTED) {
            exc_clear(t);
            fputs("\nKeyboardInterrupt\n", stderr);
            continue;
        }
        if (text.len == 1)
            continue;
        Value r = statement_run(t, &text, globals);
        if (v_is_error(r) ? report(t) : (drop(t, r), false)) {
            status = -1;
            break;
        }
        flush_stdout(t);
    }
    buffer_free(&text);
    if (status == 0 && isatty(0))
        putchar('\n');
    return status;
}
