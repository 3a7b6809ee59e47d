/* SPDX-License-Identifier: MIT */
/*
 * Reports to stderr: uncaught and unraisable exceptions, warnings. The texts are made by the
 * library modules traceback and warnings, in the language; what stands here calls them and, when
 * they cannot run (no memory, no stack, half torn down), prints the bare minimum itself.
 */
#include <stdio.h>
#include "vm/core/frame.h"

/* sys.NAME, owned, or EMPTY when sys is gone or does not have it. */
static Value sys_get(Thread *t, Str *name)
{
    if (v_is_empty(t->vm->sys_module) || !name)
        return V_EMPTY;
    Value v = attr_get_or_empty(t, t->vm->sys_module, name);
    if (v_is_error(v)) {
        exc_clear(t);
        return V_EMPTY;
    }
    return v;
}

static void write_all(int fd, const char *text, size_t len)
{
    while (len) {
        ssize_t n = write(fd, text, len);
        if (n <= 0)
            return;
        text += n;
        len -= (size_t)n;
    }
}

void stderr_write(Thread *t, Value text)
{
    Value file = sys_get(t, N(t, stderr));
    if (!v_is_empty(file) && !v_is_none(file)) {
        Value r = call_method1(t, file, N(t, write), text);
        drop(t, file);
        if (!v_is_error(r)) {
            drop(t, r);
            return;
        }
        exc_clear(t);
    } else if (v_is_none(file)) {
        return;
    }
    size_t len;
    const char *bytes = str_wtf8(t, V_AS(Str, text), &len);
    if (bytes)
        write_all(2, bytes, len);
    else
        exc_clear(t);
}

/* ---- uncaught exceptions ---- */

/* Last resort: the class name, and the message if there is a way to have it. */
static void exception_print_bare(Thread *t, Value exc)
{
    Value message = value_str(t, exc);
    bool empty = v_is_str(message) && V_AS(Str, message)->len == 0;
    Value text = v_is_error(message)
                     ? V_ERROR
                     : str_format(t, empty ? "%s\n" : "%s: %V\n", v_type_name(t, exc), message);
    if (!v_is_error(message))
        drop(t, message);
    if (v_is_error(text)) {
        exc_clear(t);
        const char *name = v_type_name(t, exc);
        write_all(2, name, strlen(name));
        write_all(2, "\n", 1);
        return;
    }
    stderr_write(t, text);
    drop(t, text);
}

static void exception_print_with(Thread *t, const char *printer, Value exc)
{
    Value pending = exc_take(t);
    Value print = import_attr(t, "traceback", printer);
    Value r = v_is_error(print) ? V_ERROR : call1(t, print, exc);
    if (v_is_error(r)) {
        exc_clear(t);
        exception_print_bare(t, exc);
    } else {
        drop(t, r);
    }
    if (!v_is_error(print))
        drop(t, print);
    if (!v_is_empty(pending))
        exc_restore(t, pending);
}

void exception_print(Thread *t, Value exc)
{
    exception_print_with(t, "_print_exception_bltin", exc);
}

void exception_print_unraisable(Thread *t, Value exc)
{
    exception_print_with(t, "_print_unraisable", exc);
}

/* ---- unraisable exceptions ---- */

bool unraisable_hook(Thread *t, const char *message, Value where, Value exc)
{
    Value hook = sys_get(t, N(t, unraisablehook));
    if (v_is_empty(hook) || v_is_none(hook)) {
        drop(t, hook);
        return false;
    }
    Value text = message ? str_from_cstr(t, message) : V_NONE;
    Exception *e = V_AS(Exception, exc);
    Value args[] = {v_from(v_type(t, exc)), exc, v_is_empty(e->traceback) ? V_NONE : e->traceback,
                    text, v_is_empty(where) ? V_NONE : where};
    Value make = import_attr(t, "sys", "_unraisable_args");
    Value info = v_is_error(make) || v_is_error(text) ? V_ERROR : call(t, make, args, 5);
    Value r = v_is_error(info) ? V_ERROR : call1(t, hook, info);
    bool ok = !v_is_error(r);
    Value owned[] = {hook, text, make, info, r};
    for (int i = 0; i < 5; i++)
        if (!v_is_error(owned[i]))
            drop(t, owned[i]);
    if (!ok)
        exc_clear(t);
    return ok;
}

/* ---- warnings ---- */

/* The script frame `level` calls out (1: the innermost), or the outermost one; NULL: none. */
static Frame *frame_at_level(Thread *t, int level)
{
    Frame *f = frame_script(t);
    while (f && level > 1) {
        Frame *up = f->prev;
        while (up && up->kind != FRAME_SCRIPT && up->kind != FRAME_GENERATOR)
            up = up->prev;
        if (!up)
            return f;
        f = up;
        level--;
    }
    return f;
}

/* A namespace's __warningregistry__, made on demand; BORROWED, EMPTY on failure. */
static Value registry_of(Thread *t, Dict *globals)
{
    Value registry = dict_get_str(globals, N(t, __warningregistry__));
    if (!v_is_empty(registry))
        return registry;
    Value fresh = dict_new(t);
    if (v_is_error(fresh))
        return V_ERROR;
    int status = dict_set_str(t, globals, N(t, __warningregistry__), fresh);
    drop(t, fresh);
    return status < 0 ? V_ERROR : fresh;
}

static int warn_issue(Thread *t, ExcKind category, Value text, Value filename, int lineno,
                      Value module, Value registry, Value source)
{
    Value behind = import_attr(t, "warnings", "warn_explicit");
    if (v_is_error(behind))
        return -1;
    drop(t, behind);
    if (v_is_none(behind))
        return 0; /* at the end of the program, when the module is half gone */
    Value issue = import_attr(t, "warnings", "_issue");
    if (v_is_error(issue))
        return -1;
    Value args[] = {
        text,  v_from(t->vm->exc[category]), filename, v_from_small(lineno), module, registry,
        source};
    Value r = call(t, issue, args, 7);
    drop(t, issue);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

static int warn_at_level(Thread *t, ExcKind category, int stacklevel, Value text, Value source)
{
    Frame *f = frame_at_level(t, stacklevel);
    if (!f)
        return warn_issue(t, category, text, V_NONE, 0, V_NONE, V_NONE, source);
    Value registry = registry_of(t, f->func->globals);
    if (v_is_error(registry))
        return -1;
    Value module = dict_get_str(f->func->globals, N(t, __name__));
    return warn_issue(t, category, text, f->code->filename, frame_line(f),
                      v_is_empty(module) ? V_NONE : module, registry, source);
}

int warn_format(Thread *t, ExcKind category, int stacklevel, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    Value text = str_vformat(t, format, ap);
    va_end(ap);
    if (v_is_error(text))
        return -1;
    int status = warn_at_level(t, category, stacklevel, text, V_NONE);
    drop(t, text);
    return status;
}

int warn_about(Thread *t, Value text, Value source)
{
    return warn_at_level(t, EXC_RuntimeWarning, 1, text, source);
}

int warn_at(Thread *t, ExcKind category, Value filename, int lineno, Value module,
            const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    Value text = str_vformat(t, format, ap);
    va_end(ap);
    if (v_is_error(text))
        return -1;
    int status = warn_issue(t, category, text, filename, lineno,
                            v_is_empty(module) ? filename : module, V_NONE, V_NONE);
    drop(t, text);
    return status;
}
