/* SPDX-License-Identifier: MIT */
/* The walk that fills the symbol tables, in the order in which CPython's symtable visits the tree:
   the order decides which of several errors is reported. */
#include "parser/scope.h"

#include "parser/fold.h"

#include <string.h>

/* The parser bounds nesting already (AST_MAX_DEPTH); this is the second line of defence. */
enum { WALK_MAX_DEPTH = 4 * AST_MAX_DEPTH };

typedef struct Walk {
    ScopeTree *tree;
    Scope *cur;
    const Ident *private_class;
    IdentTable *names;
    Arena *arena;
    const Source *src;
    const ScopeOptions *options;
    Diag *diag;
    int depth;
    int no_fold;      /* inside an annotation that will be turned into text */
    bool iter_target; /* visiting the target of a comprehension's `for` */
    int iter_expr;    /* inside iterables of comprehensions */
    Node ***spine;    /* slots of the left spines under way */
    uint32_t spine_len, spine_cap;
    const Ident *id_super, *id_class, *id_debug, *id_self, *id_implicit;
} Walk;

static bool visit_expr(Walk *w, Node **slot);
static bool visit_block(Walk *w, const NodeList *body);

/* ---- errors ---- */

static bool no_memory(Walk *w)
{
    return diag_set(w->diag, w->arena, "MemoryError", "%s", "");
}

void scope_place(Diag *d, Arena *a, const Source *src, const Node *at)
{
    size_t len;
    const char *text = source_line(src, at->line, &len);
    d->filename = src->name;
    d->line = at->line;
    d->end_line = at->end_line;
    d->col = (int)at->col + 1;
    d->end_col = (int)at->end_col + 1;
    d->text = arena_copy(a, text, len + (text + len < src->text + src->len));
}

static bool fail_at(Walk *w, const Node *at, const char *format, const char *text)
{
    bool first = !w->diag->set;
    diag_set(w->diag, w->arena, "SyntaxError", format, text);
    if (first)
        scope_place(w->diag, w->arena, w->src, at);
    return false;
}

/* ---- blocks ---- */

typedef struct Saved { /* what entering a block hides */
    Scope *cur;
    const Ident *private_class;
    bool iter_target;
    int iter_expr;
} Saved;

static bool is_function_like(const Scope *s)
{
    return s->kind >= SCOPE_FUNCTION && s->kind <= SCOPE_COMPREHENSION;
}

static bool is_comprehension(const Scope *s)
{
    return s->kind == SCOPE_GENEXP || s->kind == SCOPE_COMPREHENSION;
}

static void scope_link(ScopeTree *tree, Scope *s)
{
    if (tree->last)
        tree->last->next = s;
    else
        tree->root = s;
    tree->last = s;
}

static bool block_enter(Walk *w, ScopeKind kind, Node *node, const Ident *name, Saved *saved)
{
    *saved = (Saved){w->cur, w->private_class, w->iter_target, w->iter_expr};
    Scope *s = ARENA_NEW(w->arena, Scope);
    if (!s || !scope_number(w->tree, w->arena, node, s))
        return no_memory(w);
    s->kind = kind;
    s->serial = ++w->names->serials;
    s->node = node;
    s->name = name;
    s->parent = w->cur;
    s->host = kind == SCOPE_COMPREHENSION ? w->cur->host : s;
    s->is_nested = w->cur->is_nested || is_function_like(w->cur);
    /* Names in annotations that become text must not make anything a cell. */
    if (kind != SCOPE_ANNOTATION && !w->no_fold)
        scope_link(w->tree, s);
    w->cur = s;
    w->iter_target = false; /* iter_expr is inherited: := is refused in inner blocks as well */
    return true;
}

static void block_leave(Walk *w, const Saved *saved)
{
    w->cur = saved->cur;
    w->private_class = saved->private_class;
    w->iter_target = saved->iter_target;
    w->iter_expr = saved->iter_expr;
}

/* ---- definitions ---- */

static const Ident *mangle(Walk *w, const Ident *name)
{
    return scope_mangle(w->names, w->arena, w->private_class, name);
}

static bool add_to(Walk *w, Scope *scope, const Ident *name, uint32_t flag, const Node *at)
{
    const Ident *mangled = mangle(w, name);
    Symbol *s = mangled ? scope_add(scope, w->arena, mangled) : NULL;
    if (!s)
        return no_memory(w);
    if ((flag & DEF_PARAM) && (s->flags & DEF_PARAM))
        return fail_at(w, at, "duplicate argument '%s' in function definition", name->text);
    s->flags |= flag;
    if (w->iter_target && scope == w->cur) {
        if (s->flags & (DEF_GLOBAL | DEF_NONLOCAL))
            return fail_at(w, at,
                           "comprehension inner loop cannot rebind assignment expression "
                           "target '%s'",
                           name->text);
        s->flags |= DEF_COMP_ITER;
    }
    if (flag & DEF_GLOBAL) { /* the module knows as well that somebody calls it global */
        Symbol *global = scope_add(w->tree->module, w->tree->keep, mangled);
        if (!global)
            return no_memory(w);
        global->flags |= DEF_GLOBAL;
    }
    return true;
}

static bool add(Walk *w, const Ident *name, uint32_t flag, const Node *at)
{
    return add_to(w, w->cur, name, flag, at);
}

static bool check_name(Walk *w, const Ident *name, ExprContext ctx, const Node *at)
{
    if (name != w->id_debug || ctx == CTX_LOAD)
        return true;
    return fail_at(w, at, ctx == CTX_STORE ? "cannot assign to %s" : "cannot delete %s",
                   "__debug__");
}

/* Binds `name`; `extra` are flags beside DEF_LOCAL. */
static bool bind(Walk *w, const Ident *name, uint32_t extra, const Node *at)
{
    return check_name(w, name, CTX_STORE, at) && add(w, name, DEF_LOCAL | extra, at);
}

static bool directive_add(Walk *w, const Ident *name, const Node *at)
{
    Directive *d = ARENA_NEW(w->arena, Directive);
    const Ident *mangled = mangle(w, name);
    if (!d || !mangled)
        return no_memory(w);
    *d = (Directive){mangled, at, w->cur->directives};
    w->cur->directives = d;
    return true;
}

/* global and nonlocal: what the block did with the name before decides the error. */
static bool visit_declaration(Walk *w, const Node *n, const IdentList *names, bool global)
{
    static const char *const texts[2][4] = {
        {"name '%s' is parameter and nonlocal",
         "name '%s' is assigned to before nonlocal declaration",
         "annotated name '%s' can't be nonlocal",
         "name '%s' is used prior to nonlocal declaration"},
        {"name '%s' is parameter and global", "name '%s' is assigned to before global declaration",
         "annotated name '%s' can't be global", "name '%s' is used prior to global declaration"}};
    for (uint32_t i = 0; i < names->count; i++) {
        const Ident *name = mangle(w, names->items[i]);
        if (!name)
            return no_memory(w);
        const Symbol *s = scope_lookup(w->cur, name);
        uint32_t flags = s ? s->flags : 0;
        int which = flags & DEF_PARAM ? 0 : flags & USE ? 3 : flags & DEF_ANNOT ? 2 : 1;
        if (flags & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT))
            return fail_at(w, n, texts[global][which], names->items[i]->text);
        if (!add(w, names->items[i], global ? DEF_GLOBAL : DEF_NONLOCAL, n) ||
            !directive_add(w, names->items[i], n))
            return false;
    }
    return true;
}

/* ---- expressions ---- */

static bool visit_opt(Walk *w, Node **slot)
{
    return !*slot || visit_expr(w, slot);
}

static bool visit_list(Walk *w, const NodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] && !visit_expr(w, &list->items[i]))
            return false;
    return true;
}

/* ':=' inside a comprehension binds in the block around it. */
static bool extend_walrus(Walk *w, const AstName *target)
{
    const Node *at = (const Node *)target;
    const Ident *name = mangle(w, target->id);
    if (!name)
        return no_memory(w);
    for (Scope *s = w->cur; s; s = s->parent) {
        const Symbol *sym = scope_lookup(s, name);
        uint32_t flags = sym ? sym->flags : 0;
        if (is_comprehension(s)) {
            if ((flags & DEF_COMP_ITER) && (flags & DEF_LOCAL))
                return fail_at(
                    w, at,
                    "assignment expression cannot rebind comprehension iteration variable '%s'",
                    target->id->text);
            continue;
        }
        if (s->kind == SCOPE_CLASS)
            return fail_at(w, at,
                           "assignment expression within a comprehension cannot be used in a "
                           "class body%s",
                           "");
        bool module = s->kind == SCOPE_MODULE;
        bool global = module || (flags & DEF_GLOBAL);
        return add(w, target->id, global ? DEF_GLOBAL : DEF_NONLOCAL, at) &&
               directive_add(w, target->id, at) &&
               add_to(w, s, target->id, module ? DEF_GLOBAL : DEF_LOCAL | DEF_WALRUS, at);
    }
    return true;
}

static bool refuse_in_annotation(Walk *w, const Node *n, const char *what)
{
    if (w->cur->kind != SCOPE_ANNOTATION)
        return true;
    return fail_at(w, n, "%s cannot be used within an annotation", what);
}

static bool visit_walrus(Walk *w, AstNamedExpr *n)
{
    if (!refuse_in_annotation(w, (Node *)n, "named expression"))
        return false;
    if (w->iter_expr > 0)
        return fail_at(w, (Node *)n,
                       "assignment expression cannot be used in a comprehension iterable "
                       "expression%s",
                       "");
    AstName *target = AS(n->target, Name);
    if (is_comprehension(w->cur) && !extend_walrus(w, target))
        return false;
    return visit_expr(w, &n->value) && bind(w, target->id, DEF_WALRUS, n->target);
}

static bool visit_name(Walk *w, Node **slot)
{
    AstName *n = AS(*slot, Name);
    if (n->id == w->id_debug && n->ctx == CTX_LOAD && !w->no_fold) {
        Literal value = {.kind = w->options->optimize ? LIT_FALSE : LIT_TRUE};
        *slot = constant_new(w->arena, *slot, &value);
        return *slot || no_memory(w);
    }
    uint32_t flag = n->ctx == CTX_LOAD  ? USE
                    : n->ctx == CTX_DEL ? DEF_LOCAL | DEF_DELETED
                                        : DEF_LOCAL;
    if (!check_name(w, n->id, n->ctx, *slot) || !add(w, n->id, flag, *slot))
        return false;
    /* A function that says `super` may mean its zero-argument form, which needs __class__. */
    if (n->ctx == CTX_LOAD && n->id == w->id_super && is_function_like(w->cur))
        return add(w, w->id_class, USE, *slot);
    return true;
}

static bool visit_defaults(Walk *w, AstArguments *a)
{
    return visit_list(w, &a->defaults) && visit_list(w, &a->kw_defaults);
}

static bool visit_param(Walk *w, Node *n)
{
    return !n ||
           (check_name(w, AS(n, Arg)->arg, CTX_STORE, n) && add(w, AS(n, Arg)->arg, DEF_PARAM, n));
}

static bool visit_params(Walk *w, AstArguments *a)
{
    const NodeList *lists[] = {&a->posonlyargs, &a->args, &a->kwonlyargs};
    for (int k = 0; k < 3; k++)
        for (uint32_t i = 0; i < lists[k]->count; i++)
            if (!visit_param(w, lists[k]->items[i]))
                return false;
    return visit_param(w, a->vararg) && visit_param(w, a->kwarg);
}

static bool visit_lambda(Walk *w, AstLambda *n)
{
    Saved saved;
    AstArguments *args = AS(n->args, Arguments);
    if (!visit_defaults(w, args) || !block_enter(w, SCOPE_LAMBDA, (Node *)n, NULL, &saved))
        return false;
    bool ok = visit_params(w, args) && visit_expr(w, &n->body);
    block_leave(w, &saved);
    return ok;
}

static bool visit_iter_target(Walk *w, Node **target)
{
    w->iter_target = true;
    bool ok = visit_expr(w, target);
    w->iter_target = false;
    return ok;
}

static bool visit_iter_expr(Walk *w, AstComprehension *c)
{
    w->iter_expr++;
    bool ok = visit_expr(w, &c->iter);
    w->iter_expr--;
    if (ok && !w->no_fold && !c->is_async)
        fold_iterable(&c->iter, w->arena);
    return ok;
}

static bool visit_generators(Walk *w, const NodeList *generators)
{
    for (uint32_t i = 0; i < generators->count; i++) {
        AstComprehension *c = AS(generators->items[i], Comprehension);
        if (!visit_iter_target(w, &c->target) || (i > 0 && !visit_iter_expr(w, c)) ||
            !visit_list(w, &c->ifs))
            return false;
        if (c->is_async)
            w->cur->is_coroutine = true;
    }
    return true;
}

static bool visit_comprehension(Walk *w, Node *n, const NodeList *generators, Node **value,
                                Node **elt)
{
    Saved saved;
    bool genexp = n->kind == N_GeneratorExp;
    if (!visit_iter_expr(w, AS(generators->items[0], Comprehension)) ||
        !block_enter(w, genexp ? SCOPE_GENEXP : SCOPE_COMPREHENSION, n, NULL, &saved))
        return false;
    bool ok = (!genexp || add(w, w->id_implicit, DEF_PARAM, n)) &&
              visit_generators(w, generators) && (!value || visit_expr(w, value)) &&
              visit_expr(w, elt);
    bool async = w->cur->is_coroutine && !genexp;
    w->cur->is_generator = genexp;
    block_leave(w, &saved);
    w->cur->is_coroutine |= async;
    return ok;
}

static bool visit_yield(Walk *w, Node *n, Node **value)
{
    static const char *const names[N_COUNT] = {[N_ListComp] = "'yield' inside list comprehension",
                                               [N_SetComp] = "'yield' inside set comprehension",
                                               [N_DictComp] = "'yield' inside dict comprehension",
                                               [N_GeneratorExp] =
                                                   "'yield' inside generator expression"};
    if (!refuse_in_annotation(w, n, "yield expression") || !visit_opt(w, value))
        return false;
    w->cur->is_generator = true;
    if (is_comprehension(w->cur))
        return fail_at(w, n, "%s", names[w->cur->node->kind]);
    return true;
}

static bool visit_keywords(Walk *w, const NodeList *keywords)
{
    for (uint32_t i = 0; i < keywords->count; i++) {
        AstKeyword *k = AS(keywords->items[i], Keyword);
        if (k->arg && !check_name(w, k->arg, CTX_STORE, (Node *)k))
            return false;
    }
    for (uint32_t i = 0; i < keywords->count; i++)
        if (!visit_expr(w, &AS(keywords->items[i], Keyword)->value))
            return false;
    return true;
}

/* `self.name = ...` anywhere below a class is noted in the class around the current unit. */
static bool note_static_attribute(Walk *w, const AstAttribute *n)
{
    if (n->ctx != CTX_STORE || n->value->kind != N_Name || AS(n->value, Name)->id != w->id_self)
        return true;
    Scope *s = w->cur->host->parent;
    while (s && s->kind != SCOPE_CLASS)
        s = s->parent;
    if (!s)
        return true;
    if (!s->static_attributes)
        s->static_attributes = ARENA_NEW(w->arena, Scope);
    return (s->static_attributes && scope_add(s->static_attributes, w->arena, n->attr)) ||
           no_memory(w);
}

static void fold_comparison(Walk *w, AstCompare *n)
{
    uint32_t last = n->ops.count - 1;
    if (n->ops.items[last] == CMP_IN || n->ops.items[last] == CMP_NOTIN)
        fold_iterable(&n->comparators.items[last], w->arena);
}

/* Everything but the left spines. */
static bool visit_leaf(Walk *w, Node **slot)
{
    Node *n = *slot;
    switch (n->kind) {
    case N_Constant:
        return true;
    case N_Name:
        return visit_name(w, slot);
    case N_BoolOp:
        return visit_list(w, &AS(n, BoolOp)->values);
    case N_NamedExpr:
        return visit_walrus(w, AS(n, NamedExpr));
    case N_UnaryOp:
        return visit_expr(w, &AS(n, UnaryOp)->operand);
    case N_Lambda:
        return visit_lambda(w, AS(n, Lambda));
    case N_IfExp:
        return visit_expr(w, &AS(n, IfExp)->test) && visit_expr(w, &AS(n, IfExp)->body) &&
               visit_expr(w, &AS(n, IfExp)->orelse);
    case N_Dict:
        return visit_list(w, &AS(n, Dict)->keys) && visit_list(w, &AS(n, Dict)->values);
    case N_Set:
        return visit_list(w, &AS(n, Set)->elts);
    case N_ListComp:
        return visit_comprehension(w, n, &AS(n, ListComp)->generators, NULL, &AS(n, ListComp)->elt);
    case N_SetComp:
        return visit_comprehension(w, n, &AS(n, SetComp)->generators, NULL, &AS(n, SetComp)->elt);
    case N_GeneratorExp:
        return visit_comprehension(w, n, &AS(n, GeneratorExp)->generators, NULL,
                                   &AS(n, GeneratorExp)->elt);
    case N_DictComp:
        return visit_comprehension(w, n, &AS(n, DictComp)->generators, &AS(n, DictComp)->value,
                                   &AS(n, DictComp)->key);
    case N_Await:
        if (!refuse_in_annotation(w, n, "await expression") || !visit_expr(w, &AS(n, Await)->value))
            return false;
        w->cur->is_coroutine = true;
        return true;
    case N_Yield:
        return visit_yield(w, n, &AS(n, Yield)->value);
    case N_YieldFrom:
        return visit_yield(w, n, &AS(n, YieldFrom)->value);
    case N_Compare:
        if (!visit_expr(w, &AS(n, Compare)->left) || !visit_list(w, &AS(n, Compare)->comparators))
            return false;
        if (!w->no_fold)
            fold_comparison(w, AS(n, Compare));
        return true;
    case N_FormattedValue:
        return visit_expr(w, &AS(n, FormattedValue)->value) &&
               visit_opt(w, &AS(n, FormattedValue)->format_spec);
    case N_JoinedStr:
        return visit_list(w, &AS(n, JoinedStr)->values);
    case N_Starred:
        return visit_expr(w, &AS(n, Starred)->value);
    case N_List:
        return visit_list(w, &AS(n, List)->elts);
    case N_Tuple:
        return visit_list(w, &AS(n, Tuple)->elts);
    case N_Slice:
        return visit_opt(w, &AS(n, Slice)->lower) && visit_opt(w, &AS(n, Slice)->upper) &&
               visit_opt(w, &AS(n, Slice)->step);
    default:
        assert(!"an expression");
        return false;
    }
}

/* The slot that continues a left spine, or NULL. */
static Node **spine_next(Node *n)
{
    switch (n->kind) {
    case N_BinOp:
        return &AS(n, BinOp)->left;
    case N_Attribute:
        return &AS(n, Attribute)->value;
    case N_Subscript:
        return &AS(n, Subscript)->value;
    case N_Call:
        return &AS(n, Call)->func;
    default:
        return NULL;
    }
}

/* What hangs on one link of a spine, its left part being visited. */
static bool visit_link(Walk *w, Node *n)
{
    switch (n->kind) {
    case N_BinOp:
        return visit_expr(w, &AS(n, BinOp)->right);
    case N_Subscript:
        return visit_expr(w, &AS(n, Subscript)->slice);
    case N_Attribute:
        return (n->ctx == CTX_DEL || check_name(w, AS(n, Attribute)->attr, n->ctx, n)) &&
               note_static_attribute(w, AS(n, Attribute));
    default:
        return visit_list(w, &AS(n, Call)->args) && visit_keywords(w, &AS(n, Call)->keywords);
    }
}

static bool spine_push(Walk *w, Node **slot)
{
    if (w->spine_len == w->spine_cap) {
        uint32_t cap = w->spine_cap ? 2 * w->spine_cap : 256;
        Node ***spine = base_alloc(w->spine, cap, sizeof *spine);
        if (!spine)
            return no_memory(w);
        w->spine = spine;
        w->spine_cap = cap;
    }
    w->spine[w->spine_len++] = slot;
    return true;
}

static bool visit_spine(Walk *w, Node **slot)
{
    uint32_t base = w->spine_len;
    for (Node **next; (next = spine_next(*slot)) != NULL; slot = next)
        if (!spine_push(w, slot))
            return false;
    if (!visit_leaf(w, slot))
        return false;
    if (!w->no_fold)
        fold_expr(slot, w->arena);
    while (w->spine_len > base) {
        slot = w->spine[--w->spine_len];
        if (!visit_link(w, *slot))
            return false;
        if (!w->no_fold)
            fold_expr(slot, w->arena);
    }
    return true;
}

static bool too_deep(Walk *w)
{
    return diag_set(w->diag, w->arena, "RecursionError", "%s",
                    "maximum recursion depth exceeded during compilation");
}

static bool visit_expr(Walk *w, Node **slot)
{
    if ((*slot)->kind == N_Name)
        return visit_name(w, slot);
    if ((*slot)->kind == N_Constant)
        return true;
    if (++w->depth > WALK_MAX_DEPTH)
        return too_deep(w);
    bool ok = visit_spine(w, slot);
    w->depth--;
    return ok;
}

/* ---- annotations ---- */

static bool visit_annotation(Walk *w, Node **slot)
{
    if (!*slot)
        return true;
    if (!w->options->future_annotations)
        return visit_expr(w, slot);
    Saved saved;
    if (!block_enter(w, SCOPE_ANNOTATION, *slot, NULL, &saved))
        return false;
    w->no_fold++;
    bool ok = visit_expr(w, slot);
    w->no_fold--;
    block_leave(w, &saved);
    return ok;
}

static bool visit_param_annotations(Walk *w, const NodeList *params)
{
    for (uint32_t i = 0; i < params->count; i++)
        if (!visit_annotation(w, &AS(params->items[i], Arg)->annotation))
            return false;
    return true;
}

static bool visit_annotations(Walk *w, AstArguments *a, Node **returns)
{
    return visit_param_annotations(w, &a->posonlyargs) && visit_param_annotations(w, &a->args) &&
           (!a->vararg || visit_annotation(w, &AS(a->vararg, Arg)->annotation)) &&
           (!a->kwarg || visit_annotation(w, &AS(a->kwarg, Arg)->annotation)) &&
           visit_param_annotations(w, &a->kwonlyargs) && visit_annotation(w, returns);
}

/* ---- patterns ---- */

static bool visit_pattern(Walk *w, Node *n);

static bool visit_patterns(Walk *w, const NodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!visit_pattern(w, list->items[i]))
            return false;
    return true;
}

static bool visit_class_pattern(Walk *w, AstMatchClass *n)
{
    if (!visit_expr(w, &n->cls) || !visit_patterns(w, &n->patterns))
        return false;
    for (uint32_t i = 0; i < n->kwd_attrs.count; i++)
        if (!check_name(w, n->kwd_attrs.items[i], CTX_STORE, n->kwd_patterns.items[i]))
            return false;
    return visit_patterns(w, &n->kwd_patterns);
}

static bool visit_pattern_inner(Walk *w, Node *n)
{
    switch (n->kind) {
    case N_MatchValue:
        return visit_expr(w, &AS(n, MatchValue)->value);
    case N_MatchSingleton:
        return true;
    case N_MatchSequence:
        return visit_patterns(w, &AS(n, MatchSequence)->patterns);
    case N_MatchStar:
        return !AS(n, MatchStar)->name || bind(w, AS(n, MatchStar)->name, 0, n);
    case N_MatchMapping: {
        AstMatchMapping *m = AS(n, MatchMapping);
        return visit_list(w, &m->keys) && visit_patterns(w, &m->patterns) &&
               (!m->rest || bind(w, m->rest, 0, n));
    }
    case N_MatchClass:
        return visit_class_pattern(w, AS(n, MatchClass));
    case N_MatchAs:
        return (!AS(n, MatchAs)->pattern || visit_pattern(w, AS(n, MatchAs)->pattern)) &&
               (!AS(n, MatchAs)->name || bind(w, AS(n, MatchAs)->name, 0, n));
    default:
        return visit_patterns(w, &AS(n, MatchOr)->patterns);
    }
}

static bool visit_pattern(Walk *w, Node *n)
{
    if (++w->depth > WALK_MAX_DEPTH)
        return too_deep(w);
    bool ok = visit_pattern_inner(w, n);
    w->depth--;
    return ok;
}

/* ---- statements ---- */

static bool visit_function_block(Walk *w, AstFunctionDef *n, ScopeKind kind)
{
    Saved saved;
    if (!block_enter(w, kind, (Node *)n, n->name, &saved))
        return false;
    w->cur->is_coroutine = kind == SCOPE_ASYNC_FUNCTION;
    bool ok = visit_params(w, AS(n->args, Arguments)) && visit_block(w, &n->body);
    block_leave(w, &saved);
    return ok;
}

static bool visit_class_block(Walk *w, AstClassDef *n)
{
    Saved saved;
    if (!block_enter(w, SCOPE_CLASS, (Node *)n, n->name, &saved))
        return false;
    w->private_class = n->name;
    bool ok = visit_block(w, &n->body);
    block_leave(w, &saved);
    return ok;
}

/* The inside of a function or class. */
static bool visit_inside(Walk *w, Node *n)
{
    switch (n->kind) {
    case N_FunctionDef:
        return visit_function_block(w, (AstFunctionDef *)n, SCOPE_FUNCTION);
    case N_AsyncFunctionDef:
        return visit_function_block(w, (AstFunctionDef *)n, SCOPE_ASYNC_FUNCTION);
    default:
        return visit_class_block(w, AS(n, ClassDef));
    }
}

/* Is there a unit of it already? */
static bool is_done(const Walk *w, const Node *n)
{
    return w->cur == w->tree->module && scope_of(w->tree, n);
}

static bool visit_function(Walk *w, AstFunctionDef *n)
{
    AstArguments *args = AS(n->args, Arguments);
    return bind(w, n->name, 0, (Node *)n) && visit_defaults(w, args) &&
           visit_list(w, &n->decorator_list) && visit_annotations(w, args, &n->returns) &&
           (is_done(w, (Node *)n) || visit_inside(w, (Node *)n));
}

static bool visit_class(Walk *w, AstClassDef *n)
{
    return bind(w, n->name, 0, (Node *)n) && visit_list(w, &n->decorator_list) &&
           visit_list(w, &n->bases) && visit_keywords(w, &n->keywords) &&
           (is_done(w, (Node *)n) || visit_inside(w, (Node *)n));
}

static bool visit_ann_assign(Walk *w, AstAnnAssign *n)
{
    if (n->target->kind == N_Name) {
        AstName *target = AS(n->target, Name);
        const Ident *name = mangle(w, target->id);
        if (!name)
            return no_memory(w);
        const Symbol *s = scope_lookup(w->cur, name);
        uint32_t flags = s ? s->flags : 0;
        if ((flags & (DEF_GLOBAL | DEF_NONLOCAL)) && w->cur != w->tree->module && n->simple)
            return fail_at(w, (Node *)n,
                           flags & DEF_GLOBAL ? "annotated name '%s' can't be global"
                                              : "annotated name '%s' can't be nonlocal",
                           target->id->text);
        if (!check_name(w, target->id, CTX_STORE, n->value ? n->target : (Node *)n) ||
            (n->simple && !add(w, target->id, DEF_ANNOT | DEF_LOCAL, n->target)) ||
            (!n->simple && n->value && !add(w, target->id, DEF_LOCAL, n->target)))
            return false;
    } else if (!n->value && n->target->kind == N_Attribute) {
        if (!check_name(w, AS(n->target, Attribute)->attr, CTX_STORE, (Node *)n) ||
            !visit_expr(w, &AS(n->target, Attribute)->value))
            return false;
    } else if (!visit_expr(w, &n->target)) {
        return false;
    }
    w->cur->has_annotations = true;
    return visit_annotation(w, &n->annotation) && visit_opt(w, &n->value);
}

/* Augmented assignment to self.x does not count as a static attribute, hence no full visit. */
static bool visit_aug_assign(Walk *w, AstAugAssign *n)
{
    if (n->target->kind == N_Attribute) {
        AstAttribute *a = AS(n->target, Attribute);
        if (!visit_expr(w, &a->value))
            return false;
    } else if (!visit_expr(w, &n->target)) {
        return false;
    }
    return visit_expr(w, &n->value);
}

static bool visit_alias(Walk *w, AstAlias *n, const Node *stmt)
{
    const Ident *name = n->asname ? n->asname : n->name;
    if (name->len == 1 && name->text[0] == '*')
        return w->cur->kind == SCOPE_MODULE ||
               fail_at(w, (Node *)n, "import * only allowed at module level%s", "");
    const char *dot = memchr(name->text, '.', name->len);
    if (dot)
        name = ident_intern(w->names, name->text, (size_t)(dot - name->text));
    if (!name)
        return no_memory(w);
    return check_name(w, name, CTX_STORE, stmt) && add(w, name, DEF_IMPORT, (Node *)n);
}

static bool visit_aliases(Walk *w, const NodeList *names, const Node *stmt)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (!visit_alias(w, AS(names->items[i], Alias), stmt))
            return false;
    return true;
}

static bool visit_with(Walk *w, AstWith *n)
{
    for (uint32_t i = 0; i < n->items.count; i++) {
        AstWithItem *item = AS(n->items.items[i], WithItem);
        if (!visit_expr(w, &item->context_expr) || !visit_opt(w, &item->optional_vars))
            return false;
    }
    return visit_block(w, &n->body);
}

static bool visit_try(Walk *w, AstTry *n)
{
    if (!visit_block(w, &n->body))
        return false;
    for (uint32_t i = 0; i < n->handlers.count; i++) {
        AstExceptHandler *h = AS(n->handlers.items[i], ExceptHandler);
        if (!visit_opt(w, &h->type) || (h->name && !bind(w, h->name, DEF_DELETED, (Node *)h)) ||
            !visit_block(w, &h->body))
            return false;
    }
    return visit_block(w, &n->orelse) && visit_block(w, &n->finalbody);
}

static bool visit_match(Walk *w, AstMatch *n)
{
    if (!visit_expr(w, &n->subject))
        return false;
    for (uint32_t i = 0; i < n->cases.count; i++) {
        AstMatchCase *c = AS(n->cases.items[i], MatchCase);
        if (!visit_pattern(w, c->pattern) || !visit_opt(w, &c->guard) || !visit_block(w, &c->body))
            return false;
    }
    return true;
}

/* elif chains are as long as somebody types them: a loop. */
static bool visit_if(Walk *w, AstIf *n)
{
    for (;;) {
        if (!visit_expr(w, &n->test) || !visit_block(w, &n->body))
            return false;
        if (n->orelse.count != 1 || n->orelse.items[0]->kind != N_If)
            return visit_block(w, &n->orelse);
        n = AS(n->orelse.items[0], If);
    }
}

static bool visit_for(Walk *w, AstFor *n)
{
    if (!visit_expr(w, &n->target) || !visit_expr(w, &n->iter))
        return false;
    if (n->kind == N_For)
        fold_iterable(&n->iter, w->arena);
    return visit_block(w, &n->body) && visit_block(w, &n->orelse);
}

/* An asynchronous twin has the fields of its synchronous one, in the same places. */
static bool visit_stmt_inner(Walk *w, Node *n)
{
    switch (n->kind) {
    case N_FunctionDef:
    case N_AsyncFunctionDef:
        return visit_function(w, (AstFunctionDef *)n);
    case N_ClassDef:
        return visit_class(w, AS(n, ClassDef));
    case N_Return:
        w->cur->returns_value |= AS(n, Return)->value != NULL;
        return visit_opt(w, &AS(n, Return)->value);
    case N_Delete:
        return visit_list(w, &AS(n, Delete)->targets);
    case N_Assign:
        return visit_list(w, &AS(n, Assign)->targets) && visit_expr(w, &AS(n, Assign)->value);
    case N_AugAssign:
        return visit_aug_assign(w, AS(n, AugAssign));
    case N_AnnAssign:
        return visit_ann_assign(w, AS(n, AnnAssign));
    case N_For:
    case N_AsyncFor:
        return visit_for(w, (AstFor *)n);
    case N_While:
        return visit_expr(w, &AS(n, While)->test) && visit_block(w, &AS(n, While)->body) &&
               visit_block(w, &AS(n, While)->orelse);
    case N_If:
        return visit_if(w, AS(n, If));
    case N_With:
    case N_AsyncWith:
        return visit_with(w, (AstWith *)n);
    case N_Match:
        return visit_match(w, AS(n, Match));
    case N_Raise:
        return visit_opt(w, &AS(n, Raise)->exc) && visit_opt(w, &AS(n, Raise)->cause);
    case N_Try:
    case N_TryStar:
        return visit_try(w, (AstTry *)n);
    case N_Assert:
        return visit_expr(w, &AS(n, Assert)->test) && visit_opt(w, &AS(n, Assert)->msg);
    case N_Import:
        return visit_aliases(w, &AS(n, Import)->names, n);
    case N_ImportFrom:
        return visit_aliases(w, &AS(n, ImportFrom)->names, n);
    case N_Global:
        return visit_declaration(w, n, &AS(n, Global)->names, true);
    case N_Nonlocal:
        return visit_declaration(w, n, &AS(n, Nonlocal)->names, false);
    case N_Expr:
        return visit_expr(w, &AS(n, Expr)->value);
    default:
        return true;
    }
}

static bool visit_block(Walk *w, const NodeList *body)
{
    if (++w->depth > WALK_MAX_DEPTH)
        return too_deep(w);
    for (uint32_t i = 0; i < body->count; i++)
        if (!visit_stmt_inner(w, body->items[i]))
            return false;
    w->depth--;
    return true;
}

static bool visit_root(Walk *w, Node *tree)
{
    w->cur = w->tree->module;
    if (node_category(tree->kind) != CAT_MOD)
        return visit_inside(w, tree);
    scope_link(w->tree, w->cur);
    w->cur->node = tree;
    if (tree->kind == N_Expression)
        return visit_expr(w, &AS(tree, Expression)->body);
    return visit_block(w, &((AstModule *)tree)->body);
}

bool scope_build(Node *tree, IdentTable *names, Arena *arena, const Source *src,
                 const ScopeOptions *options, ScopeTree *out, Diag *d)
{
    Walk w = {
        .tree = out, .names = names, .arena = arena, .src = src, .options = options, .diag = d};
    w.id_super = ident_known(names, KNOWN_SUPER);
    w.id_class = ident_known(names, KNOWN_CLASS);
    w.id_debug = ident_known(names, KNOWN_DEBUG);
    w.id_self = ident_known(names, KNOWN_SELF);
    w.id_implicit = ident_known(names, KNOWN_IMPLICIT);
    if (!out->module && !scope_begin(out, arena))
        return no_memory(&w);
    bool ok = visit_root(&w, tree);
    base_free(w.spine);
    if (arena->failed)
        return no_memory(&w);
    return ok && scope_resolve(out, names, arena, src, d);
}
