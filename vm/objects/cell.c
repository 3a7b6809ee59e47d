/* SPDX-License-Identifier: MIT */
/* cells: variables that closures share. */
#include "vm/core/native.h"
#include "vm/core/interp.h"

Value cell_new(Thread *t, Value content)
{
    CellObject *c = object_new(t, t->vm->types[KIND_cell], 0);
    if (!c)
        return V_ERROR;
    c->content = dup(content);
    gc_track(t, c);
    return v_from(c);
}
static void cell_dealloc(Thread *t, Object *o)
{
    drop(t, ((CellObject *)o)->content);
}
static void cell_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((CellObject *)o)->content, arg);
}
static void cell_clear(Thread *t, Object *o)
{
    v_clear(t, &((CellObject *)o)->content);
}
static Value cell_repr(Thread *t, Value self)
{
    CellObject *c = V_AS(CellObject, self);
    if (v_is_empty(c->content))
        return str_format(t, "<cell at %p: empty>", (void *)c);
    return str_format(t, "<cell at %p: %T object at %p>", (void *)c, c->content,
                      v_is_object(c->content) ? (void *)v_object(c->content)
                                              : (void *)(uintptr_t)c->content.bits);
}
static Value cell_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_is_kind(a, KIND_cell) || !v_is_kind(b, KIND_cell))
        return V_NOTIMPLEMENTED;
    Value x = V_AS(CellObject, a)->content, y = V_AS(CellObject, b)->content;
    if (!v_is_empty(x) && !v_is_empty(y))
        return compare_op(t, op, x, y);
    /* An empty cell is less than a full one. */
    return compare_op(t, op, v_from_small(!v_is_empty(x)), v_from_small(!v_is_empty(y)));
}
static Value cell_get_contents(Thread *t, Value self)
{
    Value v = V_AS(CellObject, self)->content;
    return v_is_empty(v) ? raise_format(t, EXC_ValueError, "Cell is empty") : dup(v);
}
static int cell_set_contents(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(CellObject, self)->content, dup(value));
    return 0;
}
static const GetSetDef cell_getset[] = {
    {"cell_contents", cell_get_contents, cell_set_contents, NULL},
    {NULL, NULL, NULL, NULL},
};
NATIVE_STATIC(cell_make, "__new__(type, contents=<unrepresentable>, /)",
              "Create a new cell object.")
{
    return cell_new(t, a[1]);
}

int cell_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "cell",
        .size = sizeof(CellObject),
        .flags = TF_GC,
        .kind = KIND_cell,
        .layout = KIND_cell,
        .new_def = &cell_make_def,
        .slots = {.repr = cell_repr, .compare = cell_compare},
        .dealloc = cell_dealloc,
        .visit = cell_visit,
        .clear = cell_clear,
        .getset = cell_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
