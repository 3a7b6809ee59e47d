/* SPDX-License-Identifier: MIT */
/* Calls, super(), displays. */
#include "parser/bytecode/compiler.h"

#include <string.h>

/* ---- calls ---- */

void keywords_check(Compiler *c, const NodeList *keywords)
{
    if (keywords->count < 2)
        return;
    /* Backwards, so that the first name that comes again is the last one found. */
    uint32_t serial = ++c->names->serials;
    const Node *again = NULL;
    for (uint32_t i = keywords->count; i-- > 0;) {
        Ident *name = (Ident *)(uintptr_t)AS(keywords->items[i], Keyword)->arg;
        if (!name)
            continue;
        if (name->serial == serial)
            again = name->meaning;
        name->serial = serial;
        name->meaning = keywords->items[i];
    }
    if (again)
        compile_fail(c, again, "keyword argument repeated: %s", AS(again, Keyword)->arg->text);
}

static bool arguments_are_plain(const NodeList *args, const NodeList *keywords)
{
    if (args->count + keywords->count > MAX_CALL_ARGS)
        return false;
    for (uint32_t i = 0; i < args->count; i++)
        if (args->items[i]->kind == N_Starred)
            return false;
    for (uint32_t i = 0; i < keywords->count; i++)
        if (!AS(keywords->items[i], Keyword)->arg)
            return false;
    return true;
}

bool call_is_plain(const AstCall *n)
{
    return arguments_are_plain(&n->args, &n->keywords);
}

/* The tuple of names of keywords[from..to). */
static uint32_t keyword_names(Compiler *c, const NodeList *keywords, uint32_t from, uint32_t to)
{
    uint32_t n = to - from;
    Literal *items = arena_alloc(c->scratch, (n + (size_t)1) * sizeof *items);
    if (!items) {
        compile_no_memory(c);
        return 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        const Ident *name = AS(keywords->items[from + i], Keyword)->arg;
        items[i] = (Literal){.kind = LIT_STR, .len = name->len, .text = name->text};
    }
    return literal_add(c, &(Literal){.kind = LIT_TUPLE, .len = n, .items = items});
}

void call_apply(Compiler *c, const Node *at, const NodeList *args, const NodeList *keywords,
                Reg row, bool method, Reg dest, uint32_t extra)
{
    if (!arguments_are_plain(args, keywords)) { /* of a class statement; calls have asked before */
        call_ex_apply(c, at, args, keywords, row, dest, extra);
        return;
    }
    for (uint32_t i = 0; i < args->count; i++)
        expr_temp(c, args->items[i]);
    for (uint32_t i = 0; i < keywords->count; i++)
        expr_temp(c, AS(keywords->items[i], Keyword)->value);
    uint32_t count = extra + args->count + keywords->count;
    if (keywords->count)
        emit_cell(c, at, method ? OPC_CALL_METHOD_KW : OPC_CALL_KW, dest, row, count,
                  keyword_names(c, keywords, 0, keywords->count), 0);
    else
        emit(c, at, method ? OPC_CALL_METHOD : OPC_CALL, dest, row, count);
    reg_release(c, row + 1 + method);
}

/* Positional arguments as one register: the iterable itself, a list, or a tuple (true). */
static bool collect_positional(Compiler *c, const Node *at, const NodeList *args, uint32_t extra)
{
    if (extra == 0 && args->count == 1 && args->items[0]->kind == N_Starred) {
        expr_temp(c, AS(args->items[0], Starred)->value);
        return false;
    }
    Reg first = c->u->top - extra; /* values of the row that are arguments already */
    bool stars = args->count > MAX_ROW;
    for (uint32_t i = 0; i < args->count; i++)
        stars |= args->items[i]->kind == N_Starred;
    if (!stars) {
        for (uint32_t i = 0; i < args->count; i++)
            expr_temp(c, args->items[i]);
        reg_row(c, first == c->u->top); /* the register exists even for no arguments at all */
        emit(c, at, OPC_BUILD_TUPLE, first, first, extra + args->count);
    } else if (extra) {
        emit(c, at, OPC_BUILD_LIST, first, first, extra);
        reg_release(c, first + 1);
        starred_append(c, at, args, 0, first);
    } else {
        starred_list(c, at, args, reg_alloc(c));
    }
    reg_release(c, first + 1);
    return !stars;
}

/* One piece of the keyword dict: merged into it, or the first one. */
static void merge_keywords(Compiler *c, const Node *at, Reg kw, Reg piece, Reg func, bool *have)
{
    if (*have)
        emit(c, at, OPC_MAP_MERGE, kw, piece, func);
    *have = true;
}

static void collect_keywords(Compiler *c, const Node *at, const NodeList *keywords, Reg func)
{
    if (keywords->count == 1 && !AS(keywords->items[0], Keyword)->arg) {
        expr_temp(c, AS(keywords->items[0], Keyword)->value); /* the call sees to what it is */
        return;
    }
    Reg kw = reg_alloc(c);
    bool have = false;
    for (uint32_t i = 0; i < keywords->count && !c->failed;) {
        AstKeyword *k = AS(keywords->items[i], Keyword);
        if (!k->arg) {
            if (!have)
                emit(c, at, OPC_BUILD_MAP, kw, kw + 1, 0);
            have = true;
            Reg mapping = operand(c, k->value, true);
            merge_keywords(c, at, kw, mapping, func, &have);
            reg_release(c, kw + 1);
            i++;
            continue;
        }
        uint32_t end = i;
        Reg row = have ? c->u->top : kw;
        reg_release(c, row);
        for (; end < keywords->count && end - i < MAX_ROW; end++) {
            k = AS(keywords->items[end], Keyword);
            if (!k->arg)
                break;
            Reg key = reg_alloc(c);
            emit_index(c, at, OPC_LOAD_CONST, key, literal_ident(c, k->arg));
            expr_temp(c, k->value);
        }
        emit(c, at, OPC_BUILD_MAP, row, row, end - i);
        merge_keywords(c, at, kw, row, func, &have);
        reg_release(c, kw + 1);
        i = end;
    }
}

void call_ex_apply(Compiler *c, const Node *at, const NodeList *args, const NodeList *keywords,
                   Reg row, Reg dest, uint32_t extra)
{
    bool tuple = collect_positional(c, at, args, extra);
    if (keywords->count)
        collect_keywords(c, at, keywords, row);
    else
        reg_alloc(c); /* its content is stale */
    emit(c, at, OPC_CALL_EX, dest, row, tuple | (keywords->count ? 2 : 0));
    reg_release(c, row + 1);
}

/* ---- super() ---- */

/* The symbol table knows no other meaning of `super` than the builtin. */
static bool super_is_builtin(Compiler *c, const Ident *name)
{
    if (name_place(c, name).kind != PLACE_GLOBAL)
        return false;
    if (scope_lookup(c->scopes.module, name)) /* even reading it there makes CPython wary */
        return false;
    c->super_builtin = name;
    return true;
}

bool super_is_plain(Compiler *c, const Node *n)
{
    if (n->kind != N_Call || AS(n, Call)->func->kind != N_Name)
        return false;
    const AstCall *call = AS(n, Call);
    const Ident *name = AS(call->func, Name)->id;
    if (strcmp(name->text, "super") || call->keywords.count || c->u->host->kind < SCOPE_FUNCTION ||
        !super_is_builtin(c, name))
        return false;
    if (call->args.count == 2)
        return call->args.items[0]->kind != N_Starred && call->args.items[1]->kind != N_Starred;
    if (call->args.count || c->u->out->argcount == 0)
        return false;
    /* The first parameter is read by register, so this form is for the method's own code only. */
    return name_place(c, ident_of(c, "__class__")).kind == PLACE_FREE;
}

/* An inlined comprehension need not know the name: it is looked up in the function. */
static void load_first_parameter(Compiler *c, const Node *at, Reg dest)
{
    Unit *u = c->u;
    Scope *inner = u->scope;
    u->scope = u->host;
    name_load(c, at, u->local_names[0], dest);
    u->scope = inner;
}

void super_load(Compiler *c, AstAttribute *n, Reg row, Reg dest, bool method)
{
    AstCall *call = AS(n->value, Call);
    const Node *at = (const Node *)call;
    if (call->args.count) {
        expr_to(c, call->args.items[0], row);
        expr_temp(c, call->args.items[1]);
    } else {
        name_load(c, at, ident_of(c, "__class__"), row);
        load_first_parameter(c, at, reg_alloc(c));
    }
    name_load(c, call->func, AS(call->func, Name)->id, reg_alloc(c));
    Node attr = attr_position((Node *)n, (Node *)n);
    uint32_t name = name_add(c, name_mangle(c, n->attr));
    emit_cell(c, &attr, method ? OPC_LOAD_SUPER_METHOD : OPC_LOAD_SUPER_ATTR, dest, row, 0, name,
              call->args.count);
    reg_release(c, row + 1 + method);
}

/* ---- displays ---- */

static bool all_constant(const NodeList *elts)
{
    for (uint32_t i = 0; i < elts->count; i++)
        if (elts->items[i]->kind != N_Constant)
            return false;
    return true;
}

void starred_append(Compiler *c, const Node *at, const NodeList *elts, uint32_t from, Reg list)
{
    for (uint32_t i = from; i < elts->count; i++) {
        Node *e = elts->items[i];
        bool star = e->kind == N_Starred;
        Reg r = operand(c, star ? AS(e, Starred)->value : e, true);
        emit(c, at, star ? OPC_LIST_EXTEND : OPC_LIST_APPEND, list, r, 0);
        reg_release(c, list + 1);
    }
}

/* The leading plain values in a row; how many. */
static uint32_t leading_row(Compiler *c, const NodeList *elts)
{
    uint32_t n = 0;
    if (elts->count > MAX_ROW)
        return 0;
    while (n < elts->count && elts->items[n]->kind != N_Starred)
        expr_temp(c, elts->items[n++]);
    return n;
}

void starred_list(Compiler *c, const Node *at, const NodeList *elts, Reg dest)
{
    uint32_t n = leading_row(c, elts);
    emit(c, at, OPC_BUILD_LIST, dest, dest + 1, n);
    reg_release(c, dest + 1);
    starred_append(c, at, elts, n, dest);
}

static void starred_set(Compiler *c, const Node *at, const NodeList *elts, Reg dest)
{
    uint32_t n = leading_row(c, elts);
    emit(c, at, OPC_BUILD_SET, dest, dest + 1, n);
    reg_release(c, dest + 1);
    for (uint32_t i = n; i < elts->count; i++) {
        Node *e = elts->items[i];
        bool star = e->kind == N_Starred;
        Reg r = operand(c, star ? AS(e, Starred)->value : e, true);
        emit(c, at, star ? OPC_SET_UPDATE : OPC_SET_ADD, dest, r, 0);
        reg_release(c, dest + 1);
    }
}

/* A list or set of three or more constants is filled from one tuple or frozenset. */
static bool constant_display(Compiler *c, Node *n, const NodeList *elts, Reg temp)
{
    if (n->kind == N_Tuple || elts->count < 3 || !all_constant(elts))
        return false;
    bool list = n->kind == N_List;
    Literal *items = arena_alloc(c->scratch, elts->count * sizeof *items);
    if (!items) {
        compile_no_memory(c);
        return true;
    }
    for (uint32_t i = 0; i < elts->count; i++)
        constant_literal(&AS(elts->items[i], Constant)->value, &items[i]);
    Literal all = {.kind = list ? LIT_TUPLE : LIT_FROZENSET, .len = elts->count, .items = items};
    emit(c, n, list ? OPC_BUILD_LIST : OPC_BUILD_SET, temp, temp + 1, 0);
    Reg r = reg_alloc(c);
    load_const(c, n, &all, r);
    emit(c, n, list ? OPC_LIST_EXTEND : OPC_SET_UPDATE, temp, r, 0);
    reg_release(c, r);
    return true;
}

static bool needs_building(const NodeList *elts)
{
    bool stars = elts->count > MAX_ROW;
    for (uint32_t i = 0; i < elts->count; i++)
        stars |= elts->items[i]->kind == N_Starred;
    return stars;
}

void display_to(Compiler *c, Node *n, Reg dest)
{
    static const uint16_t ops[N_COUNT] = {
        [N_Tuple] = OPC_BUILD_TUPLE, [N_List] = OPC_BUILD_LIST, [N_Set] = OPC_BUILD_SET};
    const NodeList *elts = n->kind == N_Set    ? &AS(n, Set)->elts
                           : n->kind == N_List ? &AS(n, List)->elts
                                               : &AS(n, Tuple)->elts;
    Reg mark = c->u->top;
    Reg temp = reg_is_local(c, dest) ? reg_alloc(c) : dest;
    if (constant_display(c, n, elts, temp)) {
        if (temp != dest)
            emit(c, n, OPC_MOVE, dest, temp, 0);
    } else if (!needs_building(elts)) {
        Reg row = c->u->top;
        for (uint32_t i = 0; i < elts->count; i++)
            expr_temp(c, elts->items[i]);
        emit(c, n, ops[n->kind], dest, row, elts->count);
    } else {
        if (n->kind == N_Set)
            starred_set(c, n, elts, temp);
        else
            starred_list(c, n, elts, temp);
        if (n->kind == N_Tuple)
            emit(c, n, OPC_LIST_TO_TUPLE, dest, temp, 0);
        else if (temp != dest)
            emit(c, n, OPC_MOVE, dest, temp, 0);
    }
    reg_release(c, mark);
}

/* ---- dict displays ---- */

enum { MAX_PAIRS = 15 };

/* Pairs in a row make a dict: the first one, or one that is merged into it. */
static void small_run(Compiler *c, AstDict *n, uint32_t from, uint32_t to, Reg temp, bool have)
{
    Reg row = c->u->top;
    for (uint32_t i = from; i < to; i++) {
        expr_temp(c, n->keys.items[i]);
        expr_temp(c, n->values.items[i]);
    }
    emit(c, (Node *)n, OPC_BUILD_MAP, have ? row : temp, row, to - from);
    if (have)
        emit(c, (Node *)n, OPC_MAP_UPDATE, temp, row, 0);
    reg_release(c, row);
}

static void long_run(Compiler *c, AstDict *n, uint32_t from, uint32_t to, Reg temp, bool have)
{
    if (!have)
        emit(c, (Node *)n, OPC_BUILD_MAP, temp, temp + 1, 0);
    for (uint32_t i = from; i < to; i++) {
        Reg mark = c->u->top;
        Reg key = operand(c, n->keys.items[i], false);
        Reg value = operand(c, n->values.items[i], true);
        emit(c, (Node *)n, OPC_MAP_SET, temp, key, value);
        reg_release(c, mark);
    }
}

void dict_to(Compiler *c, AstDict *n, Reg dest)
{
    const Node *at = (const Node *)n;
    Reg mark = c->u->top;
    Reg temp = reg_is_local(c, dest) ? reg_alloc(c) : dest;
    uint32_t count = n->values.count;
    bool have = false;
    if (count == 0)
        emit(c, at, OPC_BUILD_MAP, temp, temp + 1, 0);
    for (uint32_t i = 0; i < count && !c->failed;) {
        uint32_t end = i;
        while (end < count && n->keys.items[end])
            end++;
        if (end > i) {
            (end - i > MAX_PAIRS ? long_run : small_run)(c, n, i, end, temp, have);
        } else {
            if (!have)
                emit(c, at, OPC_BUILD_MAP, temp, temp + 1, 0);
            Reg r = operand(c, n->values.items[i], true);
            emit(c, at, OPC_MAP_UPDATE, temp, r, 0);
            reg_release(c, temp + 1);
            end = i + 1;
        }
        have = true;
        i = end;
    }
    if (temp != dest)
        emit(c, at, OPC_MOVE, dest, temp, 0);
    reg_release(c, mark);
}
