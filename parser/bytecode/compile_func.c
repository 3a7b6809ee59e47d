/* SPDX-License-Identifier: MIT */
/* Functions, lambdas, classes: the units inside a unit, and what makes objects of them. */
#include "parser/bytecode/compiler.h"
#include "parser/unparse.h"

#include <stdlib.h>
#include <string.h>

/* ---- docstrings ---- */

/* Tabs become spaces up to the next multiple of eight columns. */
static void expand_tabs(const char *text, uint32_t len, Buffer *out)
{
    uint32_t column = 0;
    if (!memchr(text, '\t', len)) {
        buffer_append(out, text, len);
        return;
    }
    for (uint32_t i = 0; i < len; i++) {
        unsigned char ch = (unsigned char)text[i];
        if (ch == '\t') {
            do
                buffer_putc(out, ' ');
            while (++column % 8);
            continue;
        }
        buffer_putc(out, (char)ch);
        if (ch == '\n' || ch == '\r')
            column = 0;
        else
            column += (ch & 0xC0) != 0x80;
    }
}

static size_t spaces(const char *p, const char *end)
{
    size_t n = 0;
    while (p + n < end && p[n] == ' ')
        n++;
    return n;
}

static const char *line_end(const char *p, const char *end)
{
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline ? newline + 1 : end;
}

/* The indentation common to all lines that are not blank, the first one apart. */
static size_t common_indent(const char *p, const char *end)
{
    size_t margin = SIZE_MAX;
    for (p = line_end(p, end); p < end; p = line_end(p, end)) {
        size_t n = spaces(p, end);
        if (p + n < end && p[n] != '\n' && n < margin)
            margin = n;
    }
    return margin == SIZE_MAX ? 0 : margin;
}

/* The first line loses its indentation, the others what they have in common. */
static void clean_docstring(const char *text, uint32_t len, Buffer *out)
{
    Buffer wide;
    buffer_init(&wide);
    expand_tabs(text, len, &wide);
    const char *p = wide.data ? wide.data : "", *end = p + wide.len;
    size_t margin = common_indent(p, end);
    p += spaces(p, end);
    while (p < end) {
        const char *next = line_end(p, end);
        buffer_append(out, p, (size_t)(next - p));
        size_t indent = spaces(next, end);
        p = next + (indent < margin ? indent : margin);
    }
    out->failed |= wide.failed;
    buffer_free(&wide);
}

void docstring_set(Compiler *c, const NodeList *body, uint32_t *first, bool store_name)
{
    Literal v;
    if (body->count == 0 || body->items[0]->kind != N_Expr)
        return;
    Node *n = AS(body->items[0], Expr)->value;
    if (n->kind != N_Constant)
        return;
    constant_literal(&AS(n, Constant)->value, &v);
    if (v.kind != LIT_STR)
        return;
    *first = 1;
    if (c->optimize >= 2)
        return;
    Buffer doc;
    buffer_init(&doc);
    clean_docstring(v.text, v.len, &doc);
    char *text = doc.failed ? NULL : arena_copy(c->arena, doc.len ? doc.data : "", doc.len);
    size_t len = doc.len;
    buffer_free(&doc);
    if (!text) {
        compile_no_memory(c);
        return;
    }
    c->u->out->docstring = text;
    c->u->out->docstring_len = (uint32_t)len;
    if (!store_name)
        return;
    Reg r = reg_alloc(c);
    emit_index(c, n, OPC_LOAD_CONST, r, literal_text(c, text, len));
    name_store(c, n, ident_of(c, "__doc__"), r);
    reg_release(c, r);
}

/* ---- function units ---- */

static void params_declare(Compiler *c, const AstArguments *a)
{
    CodeUnit *out = c->u->out;
    out->posonly = (uint16_t)a->posonlyargs.count;
    out->argcount = (uint16_t)(a->posonlyargs.count + a->args.count);
    out->kwonly = (uint16_t)a->kwonlyargs.count;
    const NodeList *lists[] = {&a->posonlyargs, &a->args, &a->kwonlyargs};
    for (int k = 0; k < 3; k++)
        for (uint32_t i = 0; i < lists[k]->count; i++)
            unit_param(c, AS(lists[k]->items[i], Arg)->arg);
    if (a->vararg) {
        out->flags |= CO_VARARGS;
        unit_param(c, AS(a->vararg, Arg)->arg);
    }
    if (a->kwarg) {
        out->flags |= CO_VARKEYWORDS;
        unit_param(c, AS(a->kwarg, Arg)->arg);
    }
}

static uint32_t first_line(const Node *n, const NodeList *decorators)
{
    return decorators->count ? decorators->items[0]->line : n->line;
}

/* A finally body may be compiled several times; the functions in it are compiled once. */
CodeUnit *function_unit(Compiler *c, AstFunctionDef *n)
{
    Unit u;
    Scope *scope = scope_of(&c->scopes, (Node *)n);
    if (scope->unit)
        return scope->unit;
    if (!unit_begin(c, &u, scope, name_text(c, n->name), first_line((Node *)n, &n->decorator_list)))
        return NULL;
    params_declare(c, AS(n->args, Arguments));
    unit_cells(c, NULL);
    uint32_t first = 0;
    docstring_set(c, &n->body, &first, false);
    NodeList body = {n->body.items + first, n->body.count - first};
    block_compile(c, &body);
    return scope->unit = unit_end(c);
}

static CodeUnit *lambda_unit(Compiler *c, AstLambda *n)
{
    Unit u;
    Scope *scope = scope_of(&c->scopes, (Node *)n);
    if (scope->unit)
        return scope->unit;
    const Ident *name = ident_of(c, "<lambda>");
    if (!name || !unit_begin(c, &u, scope, name_text(c, name), n->line))
        return NULL;
    params_declare(c, AS(n->args, Arguments));
    unit_cells(c, NULL);
    Reg r = operand(c, n->body, true);
    /* The value of an asynchronous generator's lambda is dropped: it cannot return one. */
    if (u.out->flags & CO_ASYNC_GENERATOR)
        emit(c, n->body, OPC_RETURN_NONE, 0, 0, 0);
    else
        emit(c, n->body, OPC_RETURN, r, 0, 0);
    reg_release(c, u.temp_base);
    return scope->unit = unit_end(c);
}

void make_function(Compiler *c, const Node *at, CodeUnit *unit, Reg row, uint32_t present, Reg dest)
{
    uint32_t index;
    unit_add_literal_unit(c, unit, &index);
    emit_cell(c, at, OPC_MAKE_FUNCTION, dest, row, present, index, 0);
}

/* ---- defaults and annotations ---- */

/* Defaults: a tuple in a new register. Constant ones are one literal. */
static void defaults_tuple(Compiler *c, const Node *at, const NodeList *defaults)
{
    AstTuple tuple = {.kind = N_Tuple,
                      .ctx = CTX_LOAD,
                      .line = at->line,
                      .end_line = at->end_line,
                      .col = at->col,
                      .end_col = at->end_col,
                      .elts = *defaults};
    Node *n = (Node *)&tuple;
    fold_expr(&n, c->scratch);
    expr_temp(c, n);
}

static bool kwdefaults_dict(Compiler *c, const Node *at, const AstArguments *a)
{
    Reg row = c->u->top;
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->kwonlyargs.count; i++) {
        if (!a->kw_defaults.items[i])
            continue;
        Reg key = reg_alloc(c);
        emit_index(c, at, OPC_LOAD_CONST, key,
                   literal_ident(c, name_mangle(c, AS(a->kwonlyargs.items[i], Arg)->arg)));
        expr_temp(c, a->kw_defaults.items[i]);
        count++;
    }
    if (!count)
        return false;
    emit(c, at, OPC_BUILD_MAP, row, row, count);
    reg_release(c, row + 1);
    return true;
}

void annotation_to(Compiler *c, Node *annotation, Reg dest)
{
    if (!c->future_annotations) {
        expr_to(c, annotation, dest);
        return;
    }
    Buffer text;
    buffer_init(&text);
    if (!unparse_expr(annotation, &text))
        compile_no_memory(c);
    else
        emit_index(c, annotation, OPC_LOAD_CONST, dest,
                   literal_text(c, text.len ? text.data : "", text.len));
    buffer_free(&text);
}

static void annotation_pair(Compiler *c, const Node *at, const Ident *name, Node *annotation,
                            uint32_t *count)
{
    if (!annotation)
        return;
    Reg key = reg_alloc(c);
    emit_index(c, at, OPC_LOAD_CONST, key, literal_ident(c, name_mangle(c, name)));
    Reg value = reg_alloc(c);
    if (annotation->kind == N_Starred && !c->future_annotations) {
        /* *args: *Ts is the one item of the iteration over Ts. */
        expr_to(c, AS(annotation, Starred)->value, value);
        emit(c, annotation, OPC_UNPACK, value, value, 1);
    } else {
        annotation_to(c, annotation, value);
    }
    ++*count;
}

static void annotation_pairs(Compiler *c, const Node *at, const NodeList *args, uint32_t *count)
{
    for (uint32_t i = 0; i < args->count; i++) {
        AstArg *arg = AS(args->items[i], Arg);
        annotation_pair(c, at, arg->arg, arg->annotation, count);
    }
}

static bool annotations_dict(Compiler *c, const Node *at, const AstArguments *a, Node *returns)
{
    Reg row = c->u->top;
    uint32_t count = 0;
    annotation_pairs(c, at, &a->args, &count);
    annotation_pairs(c, at, &a->posonlyargs, &count);
    if (a->vararg)
        annotation_pair(c, at, AS(a->vararg, Arg)->arg, AS(a->vararg, Arg)->annotation, &count);
    annotation_pairs(c, at, &a->kwonlyargs, &count);
    if (a->kwarg)
        annotation_pair(c, at, AS(a->kwarg, Arg)->arg, AS(a->kwarg, Arg)->annotation, &count);
    annotation_pair(c, at, ident_of(c, "return"), returns, &count);
    if (!count)
        return false;
    emit(c, at, OPC_BUILD_MAP, row, row, count);
    reg_release(c, row + 1);
    return true;
}

/* ---- function statements ---- */

static void decorators_load(Compiler *c, const NodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        expr_temp(c, list->items[i]);
}

/* Each decorator calls what stands in the register behind it. */
static void decorators_apply(Compiler *c, const NodeList *list, Reg first)
{
    for (uint32_t i = list->count; i > 0; i--)
        emit(c, list->items[i - 1], OPC_CALL, first + i - 1, first + i - 1, 1);
}

void function_stmt(Compiler *c, AstFunctionDef *n)
{
    const Node *at = (const Node *)n;
    const AstArguments *a = AS(n->args, Arguments);
    Reg first = c->u->top;
    decorators_load(c, &n->decorator_list);
    Reg row = c->u->top;
    uint32_t present = 0;
    if (a->defaults.count) {
        defaults_tuple(c, at, &a->defaults);
        present |= 1;
    }
    if (kwdefaults_dict(c, at, a))
        present |= 2;
    if (annotations_dict(c, at, a, n->returns))
        present |= 4;
    Reg local = n->decorator_list.count ? REG_NONE : name_local(c, n->name);
    reg_row(c, c->u->top == row);
    make_function(c, at, function_unit(c, n), row, present, local != REG_NONE ? local : row);
    if (local != REG_NONE) {
        name_set_bound(c, n->name);
    } else {
        decorators_apply(c, &n->decorator_list, first);
        reg_release(c, first + 1);
        name_store(c, at, n->name, first);
    }
    reg_release(c, first);
}

void lambda_to(Compiler *c, AstLambda *n, Reg dest)
{
    const AstArguments *a = AS(n->args, Arguments);
    Reg row = c->u->top;
    uint32_t present = 0;
    if (a->defaults.count) {
        defaults_tuple(c, (Node *)n, &a->defaults);
        present |= 1;
    }
    if (kwdefaults_dict(c, (Node *)n, a))
        present |= 2;
    make_function(c, (Node *)n, lambda_unit(c, n), row, present, dest);
    reg_release(c, row);
}

/* ---- classes ---- */

static void store_text(Compiler *c, const char *name, const char *text, size_t len)
{
    Reg r = reg_alloc(c);
    emit_index(c, NULL, OPC_LOAD_CONST, r, literal_text(c, text, len));
    name_store(c, NULL, ident_of(c, name), r);
    reg_release(c, r);
}

static void class_prologue(Compiler *c)
{
    CodeUnit *out = c->u->out;
    Reg r = reg_alloc(c);
    name_load(c, NULL, ident_of(c, "__name__"), r);
    name_store(c, NULL, ident_of(c, "__module__"), r);
    reg_release(c, r);
    store_text(c, "__qualname__", out->qualname.text, out->qualname.len);
    r = reg_alloc(c);
    load_const(c, NULL, &(Literal){.kind = LIT_INT, .i = out->firstline}, r);
    name_store(c, NULL, ident_of(c, "__firstlineno__"), r);
    reg_release(c, r);
}

static int text_order(const void *a, const void *b)
{
    const Literal *x = a, *y = b;
    return strcmp(x->text, y->text);
}

static void store_static_attributes(Compiler *c, const Scope *set)
{
    uint32_t n = set ? set->count : 0;
    Literal *items = arena_alloc(c->scratch, (n + (size_t)1) * sizeof *items);
    if (!items) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        const Ident *name = set->symbols[i]->name;
        items[i] = (Literal){.kind = LIT_STR, .len = name->len, .text = name->text};
    }
    qsort(items, n, sizeof *items, text_order);
    Reg r = reg_alloc(c);
    load_const(c, NULL, &(Literal){.kind = LIT_TUPLE, .len = n, .items = items}, r);
    name_store(c, NULL, ident_of(c, "__static_attributes__"), r);
    reg_release(c, r);
}

static void class_epilogue(Compiler *c, Scope *scope)
{
    store_static_attributes(c, scope->static_attributes);
    if (!scope->class_cell)
        return;
    Reg cell = reg_alloc(c);
    emit(c, NULL, OPC_COPY, cell, scope->class_cell->reg, 0);
    name_store(c, NULL, ident_of(c, "__classcell__"), cell);
    emit(c, NULL, OPC_COPY, cell, scope->class_cell->reg, 0);
    emit(c, NULL, OPC_RETURN, cell, 0, 0);
    reg_release(c, cell);
}

CodeUnit *class_unit(Compiler *c, AstClassDef *n)
{
    Unit u;
    Scope *scope = scope_of(&c->scopes, (Node *)n);
    if (scope->unit)
        return scope->unit;
    if (!unit_begin(c, &u, scope, name_text(c, n->name), first_line((Node *)n, &n->decorator_list)))
        return NULL;
    u.private_class = n->name;
    unit_cells(c, NULL);
    class_prologue(c);
    if (scope->has_annotations)
        emit(c, NULL, OPC_SETUP_ANNOTATIONS, 0, 0, 0);
    uint32_t first = 0;
    docstring_set(c, &n->body, &first, true);
    NodeList body = {n->body.items + first, n->body.count - first};
    block_compile(c, &body);
    class_epilogue(c, scope);
    return scope->unit = unit_end(c);
}

void class_stmt(Compiler *c, AstClassDef *n)
{
    const Node *at = (const Node *)n;
    Reg first = c->u->top;
    decorators_load(c, &n->decorator_list);
    keywords_check(c, &n->keywords);
    Reg row = reg_alloc(c);
    CodeUnit *unit = class_unit(c, n);
    emit(c, at, OPC_LOAD_BUILD_CLASS, row, 0, 0);
    Reg func = reg_alloc(c);
    make_function(c, at, unit, func, 0, func);
    Reg name = reg_alloc(c);
    emit_index(c, at, OPC_LOAD_CONST, name, literal_ident(c, n->name));
    call_apply(c, at, &n->bases, &n->keywords, row, false, row, 2);
    decorators_apply(c, &n->decorator_list, first);
    reg_release(c, first + 1);
    name_store(c, at, n->name, first);
    reg_release(c, first);
}
