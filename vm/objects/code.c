/* SPDX-License-Identifier: MIT */
/* code objects: a unit of the compiler with its linked form; what co_... attributes tell of it. */
#include "vm/objects/generator.h"
#include "vm/core/native.h"
#include "vm/core/poly.h"
#include "vm/core/vm.h"
#include "vm/objects/bytes.h"
#include "vm/core/interp.h"

static void program_drop(Program *program)
{
    if (program && --program->refs == 0)
        program_free(program);
}

/* The names that every code has, as those of the code around it where they are the same. */
static int code_name(Thread *t, Code *c, const CodeUnit *unit, const Code *around)
{
    Value v = str_intern_utf8(t, unit->name.text, unit->name.len);
    if (v_is_error(v))
        return -1;
    c->name = V_AS(Str, v);
    v = unit->qualname.text == unit->name.text
            ? dup(v)
            : str_intern_utf8(t, unit->qualname.text, unit->qualname.len);
    if (v_is_error(v))
        return -1;
    c->qualname = V_AS(Str, v);
    bool same = around && v_object(around->filename)->flags & STR_ASCII &&
                str_equal_cstr(V_AS(Str, around->filename), unit->filename);
    v = same ? dup(around->filename) : str_intern_utf8(t, unit->filename, strlen(unit->filename));
    if (v_is_error(v))
        return -1;
    c->filename = v;
    return 0;
}

Value code_new(Thread *t, Program *program, const CodeUnit *unit, const Code *around, bool library)
{
    Code *c = object_new(t, t->vm->types[KIND_code], 0);
    if (!c) {
        program_drop(program);
        return V_ERROR;
    }
    c->unit = unit;
    c->program = program;
    c->flags = unit->flags;
    c->nregs = unit->nregs;
    c->temp_base = unit->temp_base;
    c->argcount = unit->argcount;
    c->posonly = unit->posonly;
    c->kwonly = unit->kwonly;
    c->nlocals = unit->nlocals;
    c->library = library;
    c->positional = unit->kwonly == 0 && !(unit->flags & (CO_VARARGS | CO_VARKEYWORDS));
    c->plain = CODE_NOT_PLAIN;
    if (code_name(t, c, unit, around) < 0) {
        drop(t, v_from(c));
        return V_ERROR;
    }
    return v_from(c);
}

static void code_dealloc(Thread *t, Object *o)
{
    Code *c = (Code *)o;
    const CodeUnit *u = c->unit;
    if (c->literals) {
        for (uint32_t i = 0; i < u->nliterals; i++)
            drop(t, c->literals[i]);
        mem_free(t, c->literals, ((size_t)u->nliterals + 1) * sizeof(Value));
    }
    code_names_free(t, c->names, u->nnames, u->nnames);
    code_names_free(t, c->varnames, u->nlocals, u->nlocals);
    mem_free(t, c->cells, (size_t)c->ncells * sizeof(Cell));
    poly_free_all(t, c);
    obj_drop(t, c->name);
    obj_drop(t, c->qualname);
    drop(t, c->filename);
    drop(t, c->co_consts);
    obj_drop(t, c->spare);
    program_drop(c->program);
}

static void code_visit(Object *o, VisitFn fn, void *arg)
{
    Code *c = (Code *)o;
    for (uint32_t i = 0; c->literals && i < c->unit->nliterals; i++)
        fn(c->literals[i], arg);
    for (uint32_t i = 0; c->names && i < c->unit->nnames; i++)
        fn(v_from(c->names[i]), arg);
    for (uint32_t i = 0; c->varnames && i < c->unit->nlocals; i++)
        fn(v_from(c->varnames[i]), arg);
    if (c->name)
        fn(v_from(c->name), arg);
    if (c->qualname)
        fn(v_from(c->qualname), arg);
    fn(c->filename, arg);
    fn(c->co_consts, arg);
    if (c->spare)
        fn(v_from(c->spare), arg);
}

static Position position_of(const CodeUnit *u, uint32_t at)
{
    uint32_t lo = 0, hi = u->npositions;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (unit_position(u, mid).pc <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? unit_position(u, lo - 1) : (Position){0};
}

int code_line(const Code *code, const Cell *pc)
{
    return (int)position_of(code->unit, code->cells ? (uint32_t)(pc - code->cells) : 0).line;
}

int frame_line(const Frame *f)
{
    if (f->kind == FRAME_GENERATOR && frame_gen(f)->state == GEN_CREATED)
        return (int)f->code->unit->firstline; /* where CPython makes the generator */
    return f->code->unit->npositions ? code_line(f->code, f->pc) : (int)f->code->unit->firstline;
}

/* ---- attributes ---- */

static Value code_repr(Thread *t, Value self)
{
    Code *c = V_AS(Code, self);
    return str_format(t, "<code object %N at %p, file \"%V\", line %d>", c->name, (void *)c,
                      c->filename, (int)c->unit->firstline);
}
static Value names_tuple(Thread *t, const UnitName *names, uint32_t n)
{
    Tuple *tuple = tuple_alloc(t, n);
    for (uint32_t i = 0; tuple && i < n; i++) {
        Value v = str_intern_utf8(t, names[i].text, names[i].len);
        if (v_is_error(v)) {
            drop(t, v_from(tuple));
            return V_ERROR;
        }
        tuple->items[i] = v;
    }
    if (!tuple)
        return V_ERROR;
    gc_track(t, tuple);
    return v_from(tuple);
}
static bool unit_is_cell(const CodeUnit *u, unsigned reg)
{
    for (uint32_t i = 0; i < u->ncells_vars; i++)
        if (u->cell_regs[i] == reg)
            return true;
    return false;
}
/* Names of the registers that are (cells) or are not cell variables, parameters always counted in.
 */
static Value code_locals_tuple(Thread *t, const CodeUnit *u, bool cells)
{
    unsigned params =
        u->argcount + u->kwonly + !!(u->flags & CO_VARARGS) + !!(u->flags & CO_VARKEYWORDS);
    UnitName *names = mem_alloc_array(t, (size_t)u->nlocals + 1, sizeof *names);
    if (!names)
        return V_ERROR;
    uint32_t n = 0;
    for (unsigned i = 0; i < u->nlocals; i++) {
        bool cell = unit_is_cell(u, i);
        if (u->varnames[i].len && (cells ? cell : !cell || i < params))
            names[n++] = u->varnames[i];
    }
    Value v = names_tuple(t, names, n);
    mem_free(t, names, ((size_t)u->nlocals + 1) * sizeof *names);
    return v;
}
static Value code_get_varnames(Thread *t, Value self)
{
    return code_locals_tuple(t, V_AS(Code, self)->unit, false);
}
static Value code_get_nlocals(Thread *t, Value self)
{
    Value names = code_locals_tuple(t, V_AS(Code, self)->unit, false);
    if (v_is_error(names))
        return names;
    Value n = v_from_small((int64_t)V_AS(Tuple, names)->len);
    drop(t, names);
    return n;
}
static Value code_get_cellvars(Thread *t, Value self)
{
    return code_locals_tuple(t, V_AS(Code, self)->unit, true);
}
static Value code_get_names(Thread *t, Value self)
{
    const CodeUnit *u = V_AS(Code, self)->unit;
    return names_tuple(t, u->names, u->nnames);
}
static Value code_get_freevars(Thread *t, Value self)
{
    const CodeUnit *u = V_AS(Code, self)->unit;
    return names_tuple(t, u->freenames, u->nfree);
}
static Value code_get_consts(Thread *t, Value self)
{
    Code *c = V_AS(Code, self);
    if (v_is_empty(c->co_consts)) {
        if (code_link(t, c) < 0)
            return V_ERROR;
        Value v = tuple_new(t, c->literals, c->unit->nliterals);
        if (v_is_error(v))
            return v;
        c->co_consts = v;
    }
    return dup(c->co_consts);
}
static Value code_get_code(Thread *t, Value self)
{
    const CodeUnit *u = V_AS(Code, self)->unit;
    return bytes_new(t, (const char *)u->code, (size_t)u->ncells * sizeof(Cell));
}
static Value code_get_empty_bytes(Thread *t, Value self)
{
    return dup(t->vm->empty_bytes);
}
static Value code_get_lnotab(Thread *t, Value self)
{
    if (warn_format(t, EXC_DeprecationWarning, 1,
                    "co_lnotab is deprecated, use co_lines instead.") < 0)
        return V_ERROR;
    return code_get_empty_bytes(t, self);
}
static Value code_get_name(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Code, self)->name));
}
static Value code_get_qualname(Thread *t, Value self)
{
    return v_from(obj_dup(V_AS(Code, self)->qualname));
}
#define CODE_NUMBER(id, expression)                   \
    static Value code_get_##id(Thread *t, Value self) \
    {                                                 \
        Code *c = V_AS(Code, self);                   \
        return v_from_small((int64_t)(expression));   \
    }
CODE_NUMBER(firstlineno, c->unit->firstline)
CODE_NUMBER(argcount, c->argcount)
CODE_NUMBER(posonly, c->posonly)
CODE_NUMBER(kwonly, c->kwonly)
CODE_NUMBER(stacksize, c->nregs - c->nlocals)
CODE_NUMBER(flags, c->flags & 0x1ffffffu)

static const GetSetDef code_getset[] = {
    {"co_name", code_get_name, NULL, NULL},
    {"co_qualname", code_get_qualname, NULL, NULL},
    {"co_firstlineno", code_get_firstlineno, NULL, NULL},
    {"co_argcount", code_get_argcount, NULL, NULL},
    {"co_posonlyargcount", code_get_posonly, NULL, NULL},
    {"co_kwonlyargcount", code_get_kwonly, NULL, NULL},
    {"co_nlocals", code_get_nlocals, NULL, NULL},
    {"co_stacksize", code_get_stacksize, NULL, NULL},
    {"co_flags", code_get_flags, NULL, NULL},
    {"co_varnames", code_get_varnames, NULL, NULL},
    {"co_cellvars", code_get_cellvars, NULL, NULL},
    {"co_freevars", code_get_freevars, NULL, NULL},
    {"co_names", code_get_names, NULL, NULL},
    {"co_consts", code_get_consts, NULL, NULL},
    {"co_code", code_get_code, NULL, NULL},
    {"co_lnotab", code_get_lnotab, NULL, NULL},
    {"co_linetable", code_get_empty_bytes, NULL, NULL},
    {"co_exceptiontable", code_get_empty_bytes, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const MemberDef code_members[] = {
    {"co_filename", offsetof(Code, filename), MEMBER_READONLY, NULL},
    {NULL, 0, 0, NULL},
};

static Value position_number(uint32_t n, bool known)
{
    return known ? v_from_small(n) : V_NONE;
}
static Value position_tuple(Thread *t, Position p)
{
    bool line = p.line, col = line && p.col != 0xffff;
    return tuple_pack(t, 4, position_number(p.line, line), position_number(p.end_line, line),
                      position_number(p.col, col), position_number(p.end_col, col));
}
NATIVE(code_co_positions, "co_positions(self)", NULL)
{
    Code *c = V_AS(Code, a[0]);
    const CodeUnit *u = c->unit;
    Value list = list_new(t, NULL, 0);
    /* One entry a cell: as in CPython, the entry of an instruction is number f_lasti // 2. */
    for (uint32_t at = 0; !v_is_error(list) && at < u->ncells; at++) {
        Value v = position_tuple(t, position_of(u, at));
        if (v_is_error(v) || list_append_take(t, V_AS(List, list), v) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    if (v_is_error(list))
        return list;
    Value iter = iter_get(t, list);
    drop(t, list);
    return iter;
}
NATIVE(code_co_lines, "co_lines(self)", NULL)
{
    const CodeUnit *u = V_AS(Code, a[0])->unit;
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; !v_is_error(list) && i < u->npositions;) {
        uint32_t start = unit_position(u, i).pc, line = unit_position(u, i).line;
        while (i < u->npositions && unit_position(u, i).line == line)
            i++;
        uint32_t end = i < u->npositions ? unit_position(u, i).pc : u->ncells;
        Value v = tuple_pack(t, 3, v_from_small(2 * (int64_t)start), v_from_small(2 * (int64_t)end),
                             position_number(line, line > 0));
        if (v_is_error(v) || list_append_take(t, V_AS(List, list), v) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    if (v_is_error(list))
        return list;
    Value iter = iter_get(t, list);
    drop(t, list);
    return iter;
}

/* A code that differs in name, file name or flags; the other fields belong to the compiler. */
NATIVE(code_replace, "replace(self, /, **changes)",
       "Return a copy of the code object with new values for the given fields.")
{
    Code *c = V_AS(Code, a[0]);
    if (c->program)
        c->program->refs++;
    Value v = code_new(t, c->program, c->unit, c, c->library);
    if (v_is_error(v) || v_is_empty(a[1]))
        return v;
    Code *n2 = V_AS(Code, v);
    n2->flags = c->flags;
    v_set(t, &n2->filename, dup(c->filename));
    size_t i = 0;
    Value key, value;
    while (dict_next(V_AS(Dict, a[1]), &i, &key, &value)) {
        Str *name = V_AS(Str, key);
        if (str_equal_cstr(name, "co_name") && v_is_str(value)) {
            obj_drop(t, n2->name);
            n2->name = obj_dup(V_AS(Str, value));
        } else if (str_equal_cstr(name, "co_qualname") && v_is_str(value)) {
            obj_drop(t, n2->qualname);
            n2->qualname = obj_dup(V_AS(Str, value));
        } else if (str_equal_cstr(name, "co_filename") && v_is_str(value)) {
            v_set(t, &n2->filename, dup(value));
        } else if (str_equal_cstr(name, "co_flags") && v_is_small(value)) {
            n2->flags = (uint32_t)v_small(value);
        } else {
            drop(t, v);
            return raise_format(t, EXC_NotImplementedError, "code.replace() cannot change %N",
                                name);
        }
    }
    return v;
}
static const NativeDef *const code_methods[] = {&code_co_positions_def, &code_co_lines_def,
                                                &code_replace_def, NULL};

int code_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "code",
        .size = sizeof(Code),
        .flags = TF_WEAKREF | TF_NO_NEW,
        .kind = KIND_code,
        .layout = KIND_code,
        .slots = {.repr = code_repr},
        .dealloc = code_dealloc,
        .visit = code_visit,
        .methods = code_methods,
        .getset = code_getset,
        .members = code_members,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
