/* SPDX-License-Identifier: MIT */
/* The literal and name tables of a unit: equal entries are stored once. */
#include "parser/bytecode/compiler.h"

#include <string.h>

static uint64_t mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

/* Equal means interchangeable: 1, 1.0 and True differ, so do 0.0 and -0.0. */
static uint64_t text_hash(uint64_t h, const char *text, size_t len)
{
    uint64_t word = 0;
    for (; len > sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        h = mix(h, word);
    }
    for (word = 0; len > 0; len--)
        word = word << 8 | (unsigned char)text[len - 1];
    return mix(h, word);
}

static uint64_t literal_hash(const Literal *v)
{
    uint64_t h = mix(v->kind, v->len);
    switch (v->kind) {
    case LIT_INT:
    case LIT_FLOAT:
    case LIT_COMPLEX:
        return mix(h, (uint64_t)v->i);
    case LIT_BIGINT:
    case LIT_STR:
    case LIT_BYTES:
        return mix(text_hash(h, v->text, v->len), v->base);
    case LIT_TUPLE:
    case LIT_FROZENSET:
        for (uint32_t i = 0; i < v->len; i++)
            h = mix(h, literal_hash(&v->items[i]));
        return h;
    case LIT_CODE:
        return mix(h, (uint64_t)(uintptr_t)v->unit);
    default:
        return h;
    }
}

bool literal_equal(const Literal *a, const Literal *b)
{
    if (a->kind != b->kind || a->len != b->len || a->base != b->base)
        return false;
    switch (a->kind) {
    case LIT_INT:
    case LIT_FLOAT:
    case LIT_COMPLEX:
        return a->i == b->i;
    case LIT_BIGINT:
    case LIT_STR:
    case LIT_BYTES:
        return memcmp(a->text, b->text, a->len) == 0;
    case LIT_TUPLE:
    case LIT_FROZENSET:
        for (uint32_t i = 0; i < a->len; i++)
            if (!literal_equal(&a->items[i], &b->items[i]))
                return false;
        return true;
    case LIT_CODE:
        return a->unit == b->unit;
    default:
        return true;
    }
}

static bool identifier_like(const char *text, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        unsigned char ch = (unsigned char)text[i];
        if (!(ch == '_' || (ch >= '0' && ch <= '9') || ((ch | 32) >= 'a' && (ch | 32) <= 'z')))
            return false;
    }
    return true;
}

/* Copies what a literal points to into the program's arena. */
static bool literal_copy(Compiler *c, const Literal *v, Literal *out)
{
    *out = *v;
    if (v->kind == LIT_STR || v->kind == LIT_BYTES || v->kind == LIT_BIGINT) {
        out->text = arena_copy(c->arena, v->len ? v->text : "", v->len);
        out->intern = v->kind == LIT_STR && identifier_like(v->text, v->len);
        return out->text != NULL;
    }
    if (v->kind == LIT_TUPLE || v->kind == LIT_FROZENSET) {
        Literal *items = arena_alloc(c->arena, (v->len + (size_t)1) * sizeof *items);
        for (uint32_t i = 0; items && i < v->len; i++)
            if (!literal_copy(c, &v->items[i], &items[i]))
                return false;
        out->items = items;
        return items != NULL;
    }
    return true;
}

static bool literal_room(Unit *u)
{
    if (u->nliterals < u->literals_cap)
        return true;
    uint32_t cap = u->literals_cap ? 2 * u->literals_cap : 16, mask = 2 * cap - 1;
    Literal *literals = base_alloc(u->literals, cap, sizeof *literals);
    if (literals)
        u->literals = literals;
    LiteralSlot *map = base_alloc(NULL, mask + 1, sizeof *map);
    if (!literals || !map) {
        base_free(map);
        return false;
    }
    memset(map, 0, (mask + (size_t)1) * sizeof *map);
    for (uint32_t k = 0; u->literal_map && k <= u->literal_mask; k++) {
        LiteralSlot slot = u->literal_map[k];
        if (!slot.index)
            continue;
        uint32_t i = slot.hash & mask;
        while (map[i].index)
            i = (i + 1) & mask;
        map[i] = slot;
    }
    base_free(u->literal_map);
    u->literal_map = map;
    u->literal_mask = mask;
    u->literals_cap = cap;
    return true;
}

uint32_t literal_add(Compiler *c, const Literal *v)
{
    Unit *u = c->u;
    if (c->failed)
        return 0;
    if (!literal_room(u)) {
        compile_no_memory(c);
        return 0;
    }
    uint32_t hash = (uint32_t)literal_hash(v);
    uint32_t i = hash & u->literal_mask;
    for (; u->literal_map[i].index; i = (i + 1) & u->literal_mask) {
        uint32_t index = u->literal_map[i].index - 1;
        if (u->literal_map[i].hash == hash && literal_equal(&u->literals[index], v))
            return index;
    }
    if (!literal_copy(c, v, &u->literals[u->nliterals])) {
        compile_no_memory(c);
        return 0;
    }
    u->literal_map[i] = (LiteralSlot){hash, u->nliterals + 1};
    return u->nliterals++;
}

bool literal_number(const Literal *v, double *out)
{
    *out = v->kind == LIT_INT ? (double)v->i : v->kind == LIT_FLOAT ? v->f : v->kind == LIT_TRUE;
    return v->kind == LIT_INT || v->kind == LIT_FLOAT || v->kind == LIT_TRUE ||
           v->kind == LIT_FALSE;
}

uint32_t literal_text(Compiler *c, const char *text, size_t len)
{
    return literal_add(c, &(Literal){.kind = LIT_STR, .len = (uint32_t)len, .text = text});
}

uint32_t literal_ident(Compiler *c, const Ident *name)
{
    return literal_text(c, name->text, name->len);
}

void unit_add_literal_unit(Compiler *c, CodeUnit *unit, uint32_t *index)
{
    *index = unit ? literal_add(c, &(Literal){.kind = LIT_CODE, .unit = unit}) : 0;
}

/* ---- names ---- */

static uint32_t pointer_hash(const void *p)
{
    return (uint32_t)(((uint64_t)(uintptr_t)p * 0x9E3779B97F4A7C15u) >> 32);
}

const char *name_text(Compiler *c, const Ident *name)
{
    if (name->lasting)
        return name->lasting;
    const char *text = arena_copy(c->arena, name->text, name->len);
    if (!text) {
        compile_no_memory(c);
        return "";
    }
    return ((Ident *)(uintptr_t)name)->lasting = text; /* the table is this compilation's own */
}

static bool name_room(Unit *u)
{
    if (u->nnames < u->names_cap)
        return true;
    uint32_t cap = u->names_cap ? 2 * u->names_cap : 16, mask = 2 * cap - 1;
    UnitName *names = base_alloc(u->unit_names, cap, sizeof *names);
    if (names)
        u->unit_names = names;
    uint32_t *map = base_alloc(NULL, mask + 1, sizeof *map);
    if (!names || !map) {
        base_free(map);
        return false;
    }
    memset(map, 0, (mask + (size_t)1) * sizeof *map);
    for (uint32_t k = 0; k < u->nnames; k++) {
        uint32_t i = pointer_hash(u->unit_names[k].text) & mask;
        while (map[i])
            i = (i + 1) & mask;
        map[i] = k + 1;
    }
    base_free(u->name_map);
    u->name_map = map;
    u->name_mask = mask;
    u->names_cap = cap;
    return true;
}

uint32_t name_add(Compiler *c, const Ident *name)
{
    Unit *u = c->u;
    if (c->failed)
        return 0;
    if (!name_room(u)) {
        compile_no_memory(c);
        return 0;
    }
    const char *text = name_text(c, name); /* one for each name */
    uint32_t i = pointer_hash(text) & u->name_mask;
    for (; u->name_map[i]; i = (i + 1) & u->name_mask)
        if (u->unit_names[u->name_map[i] - 1].text == text)
            return u->name_map[i] - 1;
    u->unit_names[u->nnames] = (UnitName){text, name->len};
    return (u->name_map[i] = ++u->nnames) - 1;
}

const Ident *ident_of(Compiler *c, const char *text)
{
    const Ident *name = ident_intern(c->names, text, strlen(text));
    if (!name)
        compile_no_memory(c);
    return name;
}

const Ident *name_mangled(Compiler *c, const Ident *name)
{
    const Ident *mangled = scope_mangle(c->names, c->scratch, c->u->private_class, name);
    if (!mangled)
        compile_no_memory(c);
    return mangled ? mangled : name;
}
