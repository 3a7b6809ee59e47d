/* SPDX-License-Identifier: MIT */
/* Trees of the parser as objects of the module ast. */
#include "vm/run/ast_tree.h"
#include "parser/bytecode/code.h"
#include "parser/parser.h"
#include "vm/core/interp.h"
#include "vm/core/type.h"
#include "vm/objects/bytes.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/run/ast_objects.h"
#include "vm/run/builtins.h"

/* ---- the table, for ast.py to make its classes from ---- */

static Value fields_list(Thread *t, const FieldInfo *info)
{
    static const char *const types[] = {"node",   "opt",    "list",     "holes",  "ident",
                                        "optid",  "idents", "int",      "const",  "u",
                                        "cmpops", "ctx",    "operator", "boolop", "unaryop"};
    Value list = list_new(t, NULL, 0);
    for (; info->name && !v_is_error(list); info++) {
        Value name = str_intern_utf8(t, info->name, strlen(info->name));
        Value type = v_is_error(name) ? V_ERROR : str_from_cstr(t, types[info->type]);
        Value pair = v_is_error(type) ? V_ERROR : tuple_pack(t, 2, name, type);
        drop(t, v_is_error(name) ? V_NONE : name);
        drop(t, v_is_error(type) ? V_NONE : type);
        if (v_is_error(pair) || list_append_take(t, V_AS(List, list), pair) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    return list;
}

Value ast_table(Thread *t)
{
    static const char *const categories[] = {"mod", "stmt", "expr", "pattern", "part", "partx"};
    Value list = list_new(t, NULL, 0);
    for (int kind = 0; kind < N_COUNT && !v_is_error(list); kind++) {
        Value name = str_from_cstr(t, node_name(kind));
        Value category =
            v_is_error(name) ? V_ERROR : str_from_cstr(t, categories[node_category(kind)]);
        Value fields = v_is_error(category) ? V_ERROR : fields_list(t, node_fields(kind));
        Value row = v_is_error(fields) ? V_ERROR : tuple_pack(t, 3, name, category, fields);
        Value owned[] = {name, category, fields};
        for (int i = 0; i < 3; i++)
            if (!v_is_error(owned[i]))
                drop(t, owned[i]);
        if (v_is_error(row) || list_append_take(t, V_AS(List, list), row) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    return list;
}

/* ---- nodes ---- */

typedef struct Maker {
    Thread *t;
    const Value *kinds;                    /* a class for each node kind */
    Value ctx, boolop, unaryop, op, cmpop; /* lists of operator objects */
} Maker;

static Value node_object(Maker *m, const Node *n);

static Value constant_object(Thread *t, const Constant *c)
{
    switch ((ConstKind)c->kind) {
    case CONST_NONE:
        return V_NONE;
    case CONST_TRUE:
        return V_TRUE;
    case CONST_FALSE:
        return V_FALSE;
    case CONST_ELLIPSIS:
        return V_ELLIPSIS;
    case CONST_INT:
        return int_new(t, c->u.integer);
    case CONST_BIGINT:
        return int_from_digits(t, c->u.bytes, strlen(c->u.bytes), c->base);
    case CONST_FLOAT:
        return float_new(t, c->u.real);
    case CONST_IMAG:
        return complex_new(t, 0.0, c->u.real);
    case CONST_STR:
        return str_from_utf8(t, c->u.bytes, c->len);
    case CONST_BYTES:
        return bytes_new(t, c->u.bytes, c->len);
    }
    return V_NONE;
}

static Value ident_object(Thread *t, const Ident *id)
{
    return id ? str_intern_utf8(t, id->text, id->len) : V_NONE;
}

static Value nodes_list(Maker *m, const NodeList *nodes)
{
    Value list = list_new(m->t, NULL, 0);
    for (uint32_t i = 0; i < nodes->count && !v_is_error(list); i++) {
        Value item = nodes->items[i] ? node_object(m, nodes->items[i]) : V_NONE;
        if (v_is_error(item) || list_append_take(m->t, V_AS(List, list), item) < 0) {
            drop(m->t, list);
            return V_ERROR;
        }
    }
    return list;
}

static Value idents_list(Thread *t, const IdentList *names)
{
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; i < names->count && !v_is_error(list); i++) {
        Value item = ident_object(t, names->items[i]);
        if (v_is_error(item) || list_append_take(t, V_AS(List, list), item) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    return list;
}

static Value list_item(Value list, unsigned i)
{
    return dup(V_AS(List, list)->items[i]);
}

static Value cmpops_list(Maker *m, const CmpOps *ops)
{
    Value list = list_new(m->t, NULL, 0);
    for (uint32_t i = 0; i < ops->count && !v_is_error(list); i++)
        if (list_append_take(m->t, V_AS(List, list), list_item(m->cmpop, ops->items[i])) < 0) {
            drop(m->t, list);
            return V_ERROR;
        }
    return list;
}

static Value field_object(Maker *m, const Node *n, const FieldInfo *info)
{
    const void *at = (const char *)n + info->offset;
    switch ((FieldType)info->type) {
    case FT_NODE:
    case FT_OPT:
        return *(Node *const *)at ? node_object(m, *(Node *const *)at) : V_NONE;
    case FT_LIST:
    case FT_HOLES:
        return nodes_list(m, at);
    case FT_IDENT:
    case FT_OPTID:
        return ident_object(m->t, *(const Ident *const *)at);
    case FT_IDENTS:
        return idents_list(m->t, at);
    case FT_INT:
        return v_from_small(*(const int32_t *)at);
    case FT_CONST:
        return constant_object(m->t, at);
    case FT_U:
        return *(const bool *)at ? str_from_cstr(m->t, "u") : V_NONE;
    case FT_CMPOPS:
        return cmpops_list(m, at);
    case FT_CTX:
        return list_item(m->ctx, *(const uint8_t *)at);
    case FT_BOOLOP:
        return list_item(m->boolop, *(const uint8_t *)at);
    case FT_UNARYOP:
        return list_item(m->unaryop, *(const uint8_t *)at);
    case FT_OPERATOR:
        return list_item(m->op, *(const uint8_t *)at);
    }
    return V_NONE;
}

static int put(Thread *t, Value obj, const char *name, TAKES Value v)
{
    if (v_is_error(v))
        return -1;
    Value key = str_intern_utf8(t, name, strlen(name));
    int status = v_is_error(key) ? -1 : attr_set(t, obj, V_AS(Str, key), v);
    if (!v_is_error(key))
        drop(t, key);
    drop(t, v);
    return status;
}

/* Fields that CPython's nodes have and ours have not: comments and parameters that are types. */
static int put_unused(Thread *t, Value obj, const Node *n)
{
    static const struct {
        uint8_t kind;
        bool list;
        const char *name;
    } rows[] = {
        {N_FunctionDef, false, "type_comment"},
        {N_FunctionDef, true, "type_params"},
        {N_AsyncFunctionDef, false, "type_comment"},
        {N_AsyncFunctionDef, true, "type_params"},
        {N_ClassDef, true, "type_params"},
        {N_Assign, false, "type_comment"},
        {N_For, false, "type_comment"},
        {N_AsyncFor, false, "type_comment"},
        {N_With, false, "type_comment"},
        {N_AsyncWith, false, "type_comment"},
        {N_Arg, false, "type_comment"},
        {N_Module, true, "type_ignores"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == n->kind &&
            put(t, obj, rows[i].name, rows[i].list ? list_new(t, NULL, 0) : V_NONE) < 0)
            return -1;
    return 0;
}

static int put_place(Thread *t, Value obj, const Node *n)
{
    NodeCategory category = node_category(n->kind);
    if (category == CAT_MOD || category == CAT_PARTX)
        return 0;
    return put(t, obj, "lineno", v_from_small(n->line)) < 0 ||
                   put(t, obj, "col_offset", v_from_small(n->col)) < 0 ||
                   put(t, obj, "end_lineno", v_from_small(n->end_line)) < 0 ||
                   put(t, obj, "end_col_offset", v_from_small(n->end_col)) < 0
               ? -1
               : 0;
}

static Value node_object(Maker *m, const Node *n)
{
    Thread *t = m->t;
    if (c_stack_check(t, " during ast construction") < 0)
        return V_ERROR;
    Value obj = type_generic_new(t, V_AS(Type, m->kinds[n->kind]), NULL, 0, V_EMPTY);
    if (v_is_error(obj))
        return V_ERROR;
    int status = 0;
    for (const FieldInfo *info = node_fields(n->kind); info->name && status == 0; info++)
        status = put(t, obj, info->type == FT_U ? "kind" : info->name, field_object(m, n, info));
    if (status == 0 && put_unused(t, obj, n) == 0 && put_place(t, obj, n) == 0)
        return obj;
    drop(t, obj);
    return V_ERROR;
}

/* ---- parsing ---- */

static Value tree_object(Thread *t, const Node *tree)
{
    Value parts = import_attr(t, "ast", "_parts"); /* classes, then five lists of operators */
    if (v_is_error(parts))
        return V_ERROR;
    const Value *row = V_AS(Tuple, parts)->items;
    Maker m = {t, V_AS(List, row[0])->items, row[1], row[2], row[3], row[4], row[5]};
    Value v = node_object(&m, tree);
    drop(t, parts);
    return v;
}

Value ast_read(Thread *t, Value filename, const char *text, size_t len, int mode, uint32_t flags,
               SourceReader *reader)
{
    static const ParseMode modes[] = {
        [COMPILE_EXEC] = MODE_EXEC, [COMPILE_EVAL] = MODE_EVAL, [COMPILE_SINGLE] = MODE_SINGLE};
    const char *name = str_wtf8(t, V_AS(Str, filename), &(size_t){0});
    if (!name)
        return V_ERROR;
    Source src;
    Diag diag = {0};
    Arena arena;
    arena_init(&arena);
    bool loaded = source_load(&src, name, text, len,
                              flags & COMPILE_TEXT ? SOURCE_TEXT : SOURCE_BYTES, &diag);
    ParseResult r = {0};
    Value made = loaded && parse_source(&src, &arena, modes[mode], &r) ? reader(t, &src, &arena, &r)
                                                                       : V_EMPTY;
    source_free(&src);
    arena_free(&arena);
    if (!v_is_empty(made))
        return made;
    made = compile_text(t, filename, text, len, mode, flags, false); /* words the error */
    if (v_is_error(made))
        return made;
    drop(t, made);
    return raise_format(t, EXC_SyntaxError, "invalid syntax");
}

static Value read_tree(Thread *t, const Source *src, Arena *arena, ParseResult *r)
{
    return tree_object(t, r->tree);
}

Value ast_parse(Thread *t, Value filename, const char *text, size_t len, int mode, uint32_t flags)
{
    return ast_read(t, filename, text, len, mode, flags, read_tree);
}
