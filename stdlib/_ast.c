/* SPDX-License-Identifier: MIT */
/* _ast: what the module ast, which is written in the language, is made from. */
#include "vm/api.h"
#include "vm/api_sys.h"

API(ast_node_table, "node_table()",
    "The kinds of nodes: a list of (name, category, [(field, type), ...]).")
{
    return K(t, ast_table(t));
}

Value ast_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&ast_node_table_def, NULL};
    static const ModuleSpec spec = {"_ast", "Tables of the syntax tree.", functions, NULL};
    return api_module(t, &spec);
}
