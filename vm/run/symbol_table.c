/* SPDX-License-Identifier: MIT */
/* The parser's symbol tables as tuples: what the module symtable is made from. */
#include "vm/run/ast_tree.h"
#include <string.h>
#include "parser/bytecode/code.h"
#include "parser/parser.h"
#include "parser/scope.h"
#include "vm/core/vm.h"
#include "vm/run/ast_objects.h"
#include "vm/run/import.h"

static Value symbol_row(Thread *t, const Symbol *s)
{
    const Symbol *at = s->kind == SYM_ALIAS && s->target ? s->target : s;
    Value name = str_from_utf8(t, s->name->text, s->name->len);
    if (v_is_error(name))
        return name;
    Value r = tuple_pack(t, 4, name, v_from_small((int64_t)s->flags), v_from_small(at->kind),
                         v_bool(s->is_free));
    drop(t, name);
    return r;
}

static Value symbol_rows(Thread *t, const Scope *s)
{
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; i < s->count && !v_is_error(list); i++) {
        Value row = symbol_row(t, s->symbols[i]);
        if (v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
            v_set(t, &list, V_ERROR);
        drop(t, row);
    }
    return list;
}

static int64_t scope_place_in(const ScopeTree *tree, const Scope *wanted)
{
    int64_t i = 0;
    for (const Scope *s = tree->root; s; s = s->next, i++)
        if (s == wanted)
            return i;
    return -1;
}

/* (kind, name or None, line, nested, place of the parent or -1, symbols) */
static Value scope_row(Thread *t, const ScopeTree *tree, const Scope *s)
{
    Value symbols = symbol_rows(t, s);
    if (v_is_error(symbols))
        return symbols;
    Value name = s->name ? str_from_utf8(t, s->name->text, s->name->len) : V_NONE;
    Value r = V_ERROR;
    if (!v_is_error(name))
        r = tuple_pack(t, 6, v_from_small(s->kind), name,
                       v_from_small(s->kind == SCOPE_MODULE ? 0 : s->node->line),
                       v_bool(s->is_nested),
                       v_from_small(s->parent ? scope_place_in(tree, s->parent) : -1), symbols);
    drop(t, name);
    drop(t, symbols);
    return r;
}

static Value tree_rows(Thread *t, const ScopeTree *tree)
{
    Value list = list_new(t, NULL, 0);
    for (const Scope *s = tree->root; s && !v_is_error(list); s = s->next) {
        Value row = scope_row(t, tree, s);
        if (v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
            v_set(t, &list, V_ERROR);
        drop(t, row);
    }
    return list;
}

static bool wants_text_annotations(const Node *tree)
{
    if (tree->kind == N_Expression)
        return false;
    const NodeList *body = &((const AstModule *)tree)->body;
    for (uint32_t i = 0; i < body->count; i++) {
        if (body->items[i]->kind != N_ImportFrom)
            continue;
        const AstImportFrom *from = AS(body->items[i], ImportFrom);
        if (!from->module || strcmp(from->module->text, "__future__"))
            continue;
        for (uint32_t k = 0; k < from->names.count; k++)
            if (!strcmp(AS(from->names.items[k], Alias)->name->text, "annotations"))
                return true;
    }
    return false;
}

static Value read_rows(Thread *t, const Source *src, Arena *arena, ParseResult *r)
{
    ScopeOptions options = {.future_annotations = wants_text_annotations(r->tree)};
    ScopeTree tree = {0};
    Diag diag = {0};
    return scope_build(r->tree, &r->names, arena, src, &options, &tree, &diag) ? tree_rows(t, &tree)
                                                                               : V_EMPTY;
}

Value symbol_table(Thread *t, Value filename, const char *text, size_t len, int mode,
                   uint32_t flags)
{
    return ast_read(t, filename, text, len, mode, flags, read_rows);
}
