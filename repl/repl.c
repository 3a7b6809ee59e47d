/* SPDX-License-Identifier: MIT */
#include "repl/repl.h"
#include "repl/editor.h"
#include "vm/api_sys.h"

/* _shell.NAME(arg): NONE or ERROR. */
static Value shell_call(Thread *t, const char *name, Value arg)
{
    Value function = import_attr(t, "_shell", name);
    if (v_is_error(function))
        return V_ERROR;
    Value r = call(t, function, &arg, v_is_empty(arg) ? 0 : 1);
    drop(t, function);
    if (v_is_error(r))
        return V_ERROR;
    drop(t, r);
    return V_NONE;
}

int repl_prepare(Thread *t, const CommandLine *cl)
{
    return editor_module_add(t, cl) < 0 || v_is_error(shell_call(t, "prepare", V_EMPTY)) ? -1 : 0;
}

int repl_run(Thread *t)
{
    return v_is_error(shell_call(t, "main", V_EMPTY)) ? -1 : 0;
}

Value repl_run_cell(Thread *t, const char *path)
{
    Value text = str_from_os(t, path);
    if (v_is_error(text))
        return V_ERROR;
    Value r = shell_call(t, "run_cell", text);
    drop(t, text);
    return r;
}
