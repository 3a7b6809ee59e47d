/* SPDX-License-Identifier: MIT */
/* _ast: what the module ast, which is written in the language, is made from. */
#include "vm/api.h"
#include "vm/api_sys.h"

API(ast_node_table, "node_table()",
    "The kinds of nodes: a list of (name, category, [(field, type), ...]).")
{
    return K(t, ast_table(t));
}

/* text is a str; mode: 0 exec, 1 eval, 2 single. */
API(ast_symbol_table, "symbol_table(text, filename, mode, /)",
    "The blocks of a program and what their names mean.")
{
    static const int modes[] = {COMPILE_EXEC, COMPILE_EVAL, COMPILE_SINGLE};
    int64_t mode;
    if (value_to_int64(t, a[2], &mode) < 0)
        return V_ERROR;
    if (!v_is_str(a[0]) || !v_is_str(a[1]) || mode < 0 || mode > 2)
        return raise_format(t, EXC_TypeError, "two texts and a mode are expected");
    size_t len;
    const char *text = str_wtf8(t, V_AS(Str, a[0]), &len);
    return text ? K(t, symbol_table(t, a[1], text, len, modes[mode], COMPILE_TEXT)) : V_ERROR;
}

Value ast_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&ast_node_table_def, &ast_symbol_table_def, NULL};
    static const ModuleSpec spec = {"_ast", "Tables of the syntax tree.", functions, NULL};
    return api_module(t, &spec);
}
