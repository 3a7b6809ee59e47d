/* SPDX-License-Identifier: MIT */
/* Simple statements, conditions, loops, imports. */
#include "parser/bytecode/compile_warn.h"
#include "parser/bytecode/compiler.h"

#include <string.h>

/* ---- conditions and loops ---- */

/* A whole elif chain: all branches leave to one label. */
static void if_stmt(Compiler *c, AstIf *n)
{
    Label end = LABEL_NEW;
    for (;;) {
        Label next = LABEL_NEW;
        jump_if(c, n->test, &next, false);
        block_compile(c, &n->body);
        if (n->orelse.count == 0) {
            label_bind(c, &next);
            break;
        }
        emit_jump(c, NULL, OPC_JUMP, 0, 0, &end);
        label_bind(c, &next);
        if (n->orelse.count != 1 || n->orelse.items[0]->kind != N_If) {
            block_compile(c, &n->orelse);
            break;
        }
        n = AS(n->orelse.items[0], If);
    }
    label_bind(c, &end);
}

static void while_stmt(Compiler *c, AstWhile *n)
{
    Block block;
    Label head = LABEL_NEW, orelse = LABEL_NEW, end = LABEL_NEW;
    block_push(c, &block, BLOCK_WHILE, (Node *)n);
    block.exit = &end;
    block.head = &head;
    label_here(c, &head);
    CompileWarning **first = c->warnings_end;
    jump_if(c, n->test, &orelse, false);
    CompileWarning **last = c->warnings_end;
    block_compile(c, &n->body);
    compile_warn_again(c, first, last); /* CPython compiles the test twice */
    emit_jump_back(c, n->test, &head);  /* there CPython tests a second time */
    block_pop(c, &block);
    label_bind(c, &orelse);
    emit_place(c, n->test);
    block_compile(c, &n->orelse);
    label_bind(c, &end);
}

static void for_target(Compiler *c, AstFor *n, Reg it, Label *orelse)
{
    Reg local = n->target->kind == N_Name ? name_local(c, AS(n->target, Name)->id) : REG_NONE;
    if (local != REG_NONE) {
        emit_jump(c, n->iter, OPC_FOR_ITER, local, it, orelse);
        name_set_bound(c, AS(n->target, Name)->id);
        return;
    }
    Reg item = reg_alloc(c);
    emit_jump(c, n->iter, OPC_FOR_ITER, item, it, orelse);
    assign_to(c, n->target, item);
    reg_release(c, item);
}

static void for_stmt(Compiler *c, AstFor *n)
{
    Block block;
    Label head = LABEL_NEW, orelse = LABEL_NEW, end = LABEL_NEW;
    block_push(c, &block, BLOCK_FOR, (Node *)n);
    Reg it = reg_alloc(c);
    block.exit = &end;
    block.head = &head;
    block.reg = it;
    Reg r = operand(c, n->iter, true);
    emit(c, n->iter, OPC_GET_ITER, it, r, 0);
    reg_release(c, it + 1);
    label_here(c, &head);
    for_target(c, n, it, &orelse);
    block_compile(c, &n->body);
    emit_jump_back(c, NULL, &head);
    block_pop(c, &block);
    reg_release(c, it);
    label_bind(c, &orelse);
    emit_place(c, n->iter);
    block_compile(c, &n->orelse);
    label_bind(c, &end);
}

void async_for_head(Compiler *c, const Node *at, Node *target, Reg it, Block *block)
{
    Reg local = target->kind == N_Name ? name_local(c, AS(target, Name)->id) : REG_NONE;
    block_push(c, block, BLOCK_STOP, at);
    protect_begin(c, block);
    Reg step = reg_alloc(c);
    Reg item = local != REG_NONE ? local : step;
    emit(c, at, OPC_GET_ANEXT, step, it, 0);
    emit(c, at, OPC_DELEGATE, item, step, 0);
    protect_end(c, block);
    block_pop(c, block);
    reg_release(c, step + 1);
    if (local != REG_NONE)
        name_set_bound(c, AS(target, Name)->id);
    else
        assign_to(c, target, item);
    reg_release(c, step);
}

void async_for_end(Compiler *c, const Node *at, Reg it, Block *block)
{
    Reg exc = handler_begin(c, block);
    emit(c, at, OPC_END_ASYNC_FOR, exc, it, 0);
    reg_release(c, exc);
}

static void async_for_stmt(Compiler *c, AstFor *n)
{
    Block block, step;
    Label head = LABEL_NEW, end = LABEL_NEW;
    if (c->u->scope->kind != SCOPE_ASYNC_FUNCTION && !awaits_at_top(c)) {
        compile_fail(c, (Node *)n, "'async for' outside async function");
        return;
    }
    if (c->u->scope->kind == SCOPE_MODULE)
        c->u->out->flags |= CO_COROUTINE;
    Reg it = reg_alloc(c);
    Reg r = operand(c, n->iter, true);
    emit(c, n->iter, OPC_GET_AITER, it, r, 0);
    reg_release(c, it + 1);
    block_push(c, &block, BLOCK_ASYNC_FOR, (Node *)n);
    block.exit = &end;
    block.head = &head;
    block.reg = it;
    label_here(c, &head);
    async_for_head(c, (Node *)n, n->target, it, &step);
    block_compile(c, &n->body);
    emit_jump_back(c, NULL, &head);
    block_pop(c, &block);
    async_for_end(c, n->iter, it, &step);
    reg_release(c, it);
    block_compile(c, &n->orelse);
    label_bind(c, &end);
}

/* ---- return, raise, assert ---- */

static void return_stmt(Compiler *c, AstReturn *n)
{
    const Node *at = (const Node *)n;
    Reg mark = c->u->top;
    Reg value = REG_NONE;
    /* What is on the way out belongs to the place of the value, if that is a constant. */
    if (n->value && n->value->kind == N_Constant && n->value->line == n->line)
        at = n->value;
    if (c->u->scope->kind < SCOPE_FUNCTION) {
        compile_fail(c, (Node *)n, "'return' outside function");
        return;
    }
    if (n->value && (c->u->out->flags & CO_ASYNC_GENERATOR)) {
        compile_fail(c, (Node *)n, "'return' with value in async generator");
        return;
    }
    if (n->value &&
        !(n->value->kind == N_Constant && AS(n->value, Constant)->value.kind == CONST_NONE))
        value = unwind_runs_code(c) ? expr_temp(c, n->value) : operand(c, n->value, true);
    unwind_return(c, at, value);
    reg_release(c, mark);
}

static void raise_stmt(Compiler *c, AstRaise *n)
{
    Reg mark = c->u->top;
    Reg exc = 0, cause = 0;
    if (n->exc)
        exc = operand(c, n->exc, n->cause == NULL);
    if (n->cause)
        cause = operand(c, n->cause, true);
    emit(c, (Node *)n, OPC_RAISE, exc, cause, n->cause ? 2 : n->exc ? 1 : 0);
    reg_release(c, mark);
}

static void assert_stmt(Compiler *c, AstAssert *n)
{
    Label ok = LABEL_NEW;
    warn_assert(c, n);
    if (c->optimize)
        return;
    jump_if(c, n->test, &ok, true);
    Reg exc = reg_alloc(c);
    emit(c, (Node *)n, OPC_LOAD_ASSERTION_ERROR, exc, 0, 0);
    if (n->msg) {
        expr_temp(c, n->msg);
        emit(c, (Node *)n, OPC_CALL, exc, exc, 1);
    }
    emit(c, n->test, OPC_RAISE, exc, 0, 1);
    reg_release(c, exc);
    label_bind(c, &ok);
}

/* ---- imports ---- */

static const Ident *first_part(Compiler *c, const Ident *name)
{
    const char *dot = memchr(name->text, '.', name->len);
    if (!dot)
        return name;
    name = ident_intern(c->names, name->text, (size_t)(dot - name->text));
    if (!name)
        compile_no_memory(c);
    return name;
}

/* `import a.b.c as x`: x is found by walking from a, as `from a import b` would. */
static void import_as(Compiler *c, const Node *at, const AstAlias *alias, Reg module)
{
    const char *rest = memchr(alias->name->text, '.', alias->name->len);
    while (rest && !c->failed) {
        const char *part = rest + 1;
        rest = strchr(part, '.');
        const Ident *name =
            ident_intern(c->names, part, rest ? (size_t)(rest - part) : strlen(part));
        if (!name) {
            compile_no_memory(c);
            return;
        }
        Reg sub = reg_alloc(c);
        emit_cell(c, at, OPC_IMPORT_FROM, sub, module, 0, name_add(c, name), 0);
        emit(c, at, OPC_DROP, module, 0, 0);
        emit(c, at, OPC_MOVE, module, sub, 0);
        reg_release(c, sub);
    }
    name_store(c, at, alias->asname, module);
}

static void import_stmt(Compiler *c, AstImport *n)
{
    const Node *at = (const Node *)n;
    for (uint32_t i = 0; i < n->names.count && !c->failed; i++) {
        AstAlias *alias = AS(n->names.items[i], Alias);
        Reg module = reg_alloc(c);
        load_none(c, at, module);
        emit_cell(c, at, OPC_IMPORT_NAME, module, module, 0, name_add(c, alias->name), 0);
        if (alias->asname) {
            import_as(c, at, alias, module);
        } else {
            const Ident *name = first_part(c, alias->name);
            if (name)
                name_store(c, at, name, module);
        }
        reg_release(c, module);
    }
}

static bool is_star(const AstAlias *alias)
{
    return alias->name->len == 1 && alias->name->text[0] == '*';
}

static void load_fromlist(Compiler *c, const Node *at, const NodeList *names, Reg dest)
{
    Literal *items = arena_alloc(c->scratch, (names->count + (size_t)1) * sizeof *items);
    if (!items) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < names->count; i++) {
        const Ident *name = AS(names->items[i], Alias)->name;
        items[i] = (Literal){.kind = LIT_STR, .len = name->len, .text = name->text};
    }
    load_const(c, at, &(Literal){.kind = LIT_TUPLE, .len = names->count, .items = items}, dest);
}

static void import_from_stmt(Compiler *c, AstImportFrom *n)
{
    const Node *at = (const Node *)n;
    const Ident *from = n->module ? n->module : ident_of(c, "");
    if (n->module && n->level == 0 && !strcmp(n->module->text, "__future__") &&
        n->line > c->future_line) {
        compile_fail(c, at, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    if (!from)
        return;
    Reg module = reg_alloc(c);
    load_fromlist(c, at, &n->names, module);
    emit_cell(c, at, OPC_IMPORT_NAME, module, module, (uint32_t)n->level, name_add(c, from), 0);
    for (uint32_t i = 0; i < n->names.count && !c->failed; i++) {
        AstAlias *alias = AS(n->names.items[i], Alias);
        if (i == 0 && is_star(alias)) {
            emit(c, at, OPC_IMPORT_STAR, module, 0, 0);
            reg_release(c, module);
            return;
        }
        const Ident *name = alias->asname ? alias->asname : alias->name;
        Reg local = name_local(c, name);
        Reg item = local != REG_NONE ? local : reg_alloc(c);
        emit_cell(c, at, OPC_IMPORT_FROM, item, module, 0, name_add(c, alias->name), 0);
        if (local != REG_NONE)
            name_set_bound(c, name);
        else
            name_store(c, at, name, item);
        reg_release(c, module + 1);
    }
    emit(c, at, OPC_DROP, module, 0, 0);
    reg_release(c, module);
}

/* ---- dispatch ---- */

static void expr_stmt(Compiler *c, AstExpr *n)
{
    bool shown = ((c->flags & COMPILE_INTERACTIVE) && c->u->outer == NULL) || (Node *)n == c->shown;
    if (!shown) {
        expr_drop(c, n->value);
        return;
    }
    Reg mark = c->u->top;
    Reg r = operand(c, n->value, true);
    emit(c, (Node *)n, OPC_PRINT_EXPR, r, 0, 0);
    reg_release(c, mark);
}

static void delete_stmt(Compiler *c, AstDelete *n)
{
    for (uint32_t i = 0; i < n->targets.count; i++)
        delete_target(c, n->targets.items[i]);
}

static void stmt_kind(Compiler *c, Node *n)
{
    switch (n->kind) {
    case N_FunctionDef:
        function_stmt(c, (AstFunctionDef *)n);
        break;
    case N_AsyncFunctionDef:
        function_stmt(c, (AstFunctionDef *)n);
        break;
    case N_ClassDef:
        class_stmt(c, AS(n, ClassDef));
        break;
    case N_Return:
        return_stmt(c, AS(n, Return));
        break;
    case N_Delete:
        delete_stmt(c, AS(n, Delete));
        break;
    case N_Assign:
        assign_stmt(c, AS(n, Assign));
        break;
    case N_AugAssign:
        aug_assign_stmt(c, AS(n, AugAssign));
        break;
    case N_AnnAssign:
        ann_assign_stmt(c, AS(n, AnnAssign));
        break;
    case N_For:
        for_stmt(c, AS(n, For));
        break;
    case N_AsyncFor:
        async_for_stmt(c, (AstFor *)n);
        break;
    case N_While:
        while_stmt(c, AS(n, While));
        break;
    case N_If:
        if_stmt(c, AS(n, If));
        break;
    case N_With:
        with_stmt(c, AS(n, With), false);
        break;
    case N_AsyncWith:
        with_stmt(c, (AstWith *)n, true);
        break;
    case N_Match:
        match_stmt(c, AS(n, Match));
        break;
    case N_Raise:
        raise_stmt(c, AS(n, Raise));
        break;
    case N_Try:
    case N_TryStar:
        try_stmt(c, (AstTry *)n);
        break;
    case N_Assert:
        assert_stmt(c, AS(n, Assert));
        break;
    case N_Import:
        import_stmt(c, AS(n, Import));
        break;
    case N_ImportFrom:
        import_from_stmt(c, AS(n, ImportFrom));
        break;
    case N_Expr:
        expr_stmt(c, AS(n, Expr));
        break;
    case N_Break:
        unwind_loop(c, n, true);
        break;
    case N_Continue:
        unwind_loop(c, n, false);
        break;
    default: /* pass, global, nonlocal */
        break;
    }
}

void block_compile(Compiler *c, const NodeList *body)
{
    if (!compile_enter(c))
        return;
    for (uint32_t i = 0; i < body->count && !c->failed; i++) {
        Reg mark = c->u->top;
        if (++c->statements > MAX_STATEMENTS)
            compile_no_memory(c);
        stmt_kind(c, body->items[i]);
        assert(c->failed || c->u->top == mark);
        (void)mark;
    }
    compile_leave(c);
}
