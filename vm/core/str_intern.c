/* SPDX-License-Identifier: MIT */
/*
 * The table of interned strings: open addressing over borrowed references. A string leaves the
 * table when it is freed; its slot then keeps a tombstone until the table is rebuilt.
 */
#include "vm/core/str_internal.h"

/* The address of a string, 48 bits, and above it 16 bits of its hash: of the strings of an image
   (image.h) most lie in memory that nobody has looked at yet, and it is dear to be the first. */
typedef uint64_t Slot;
enum { SLOT_FREE, SLOT_TOMBSTONE };

struct InternTable {
    Slot *slots;
    size_t mask, used, live;
};

static uint64_t slot_mark(int64_t hash)
{
    return (uint64_t)hash >> 32 << 48;
}

static Slot slot_of(const Str *s)
{
    return (Slot)(uintptr_t)s | slot_mark(s->hash);
}

static bool slot_holds(Slot slot)
{
    return slot > SLOT_TOMBSTONE;
}

static Str *slot_str(Slot slot)
{
    return (Str *)(uintptr_t)(slot & (((uint64_t)1 << 48) - 1));
}

/* May it be a string of that hash? */
static bool slot_fits(Slot slot, int64_t hash)
{
    return slot_holds(slot) && !((slot ^ slot_mark(hash)) >> 48);
}

/* The slot of an equal string, or the first free one for it. */
static Slot *intern_find(struct InternTable *table, const Str *s)
{
    Slot *free_slot = NULL;
    for (size_t i = (size_t)s->hash & table->mask;; i = (i + 1) & table->mask) {
        Slot *slot = &table->slots[i];
        if (*slot == SLOT_FREE)
            return free_slot ? free_slot : slot;
        if (*slot == SLOT_TOMBSTONE)
            free_slot = free_slot ? free_slot : slot;
        else if (slot_fits(*slot, s->hash) && slot_str(*slot)->hash == s->hash &&
                 str_equal(slot_str(*slot), s))
            return slot;
    }
}

/* Rebuilds the table with room for twice the live strings. */
static int intern_grow(Thread *t, struct InternTable *table)
{
    size_t size = 1024;
    while (size < table->live * 3)
        size *= 2;
    struct InternTable bigger = {mem_alloc_zero(t, size * sizeof(Slot)), size - 1, table->live,
                                 table->live};
    if (!bigger.slots)
        return -1;
    for (size_t i = 0; table->slots && i <= table->mask; i++)
        if (slot_holds(table->slots[i]))
            *intern_find(&bigger, slot_str(table->slots[i])) = table->slots[i];
    if (table->slots)
        mem_free(t, table->slots, (table->mask + 1) * sizeof(Slot));
    *table = bigger;
    return 0;
}

static struct InternTable *intern_table(Thread *t)
{
    struct InternTable *table = t->vm->interned;
    if (!table) {
        table = mem_alloc_zero(t, sizeof *table);
        if (!table)
            return NULL;
        t->vm->interned = table;
    }
    if ((!table->slots || table->used * 3 >= table->mask * 2) && intern_grow(t, table))
        return NULL;
    return table;
}

Value str_intern(Thread *t, TAKES Value v)
{
    Str *s = V_AS(Str, v);
    if (s->head.flags & STR_INTERNED)
        return v;
    struct InternTable *table = intern_table(t);
    if (!table) {
        drop(t, v);
        return V_ERROR;
    }
    str_hash(t, s);
    Slot *slot = intern_find(table, s);
    if (slot_holds(*slot)) {
        Value found = v_from(obj_dup(slot_str(*slot)));
        drop(t, v);
        return found;
    }
    table->used += *slot == SLOT_FREE;
    table->live++;
    s->head.flags |= STR_INTERNED;
    *slot = slot_of(s);
    return v;
}

static bool bytes_are_ascii(const char *bytes, size_t len)
{
    uint64_t word, all = 0;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        memcpy(&word, bytes + i, 8);
        all |= word;
    }
    for (; i < len; i++)
        all |= (uint8_t)bytes[i];
    return !(all & 0x8080808080808080u);
}

/* The interned string of this ASCII text: most names are there already. BORROWED, or NULL. */
static Str *intern_find_ascii(const struct InternTable *table, const char *bytes, size_t len,
                              int64_t hash)
{
    for (size_t i = (size_t)hash & table->mask;; i = (i + 1) & table->mask) {
        Slot slot = table->slots[i];
        if (slot == SLOT_FREE)
            return NULL;
        if (!slot_fits(slot, hash))
            continue;
        Str *found = slot_str(slot);
        if (found->hash == hash && found->len == len && found->unit == 1 &&
            !memcmp(str_data(found), bytes, len))
            return found;
    }
}

Value str_intern_utf8(Thread *t, const char *bytes, size_t len)
{
    struct InternTable *table = t->vm->interned;
    bool known = table && table->slots && len > 1 && bytes_are_ascii(bytes, len);
    int64_t hash = 0;
    if (LIKELY(known)) {
        hash = hash_bytes(bytes, len);
        Str *found = intern_find_ascii(table, bytes, len, hash);
        if (found)
            return v_from(obj_dup(found));
    }
    Value s = str_from_utf8(t, bytes, len);
    if (v_is_error(s))
        return s;
    if (known) {
        V_AS(Str, s)->hash = hash;
        V_AS(Str, s)->head.flags |= OF_HASH;
    }
    return str_intern(t, s);
}

void intern_forget(Thread *t, Str *s)
{
    struct InternTable *table = t->vm->interned;
    if (!table)
        return;
    Slot *slot = intern_find(table, s);
    if (slot_holds(*slot) && slot_str(*slot) == s) {
        *slot = SLOT_TOMBSTONE;
        table->live--;
    }
}

void intern_release(Thread *t)
{
    struct InternTable *table = t->vm->interned;
    t->vm->interned = NULL;
    if (!table)
        return;
    if (table->slots)
        mem_free(t, table->slots, (table->mask + 1) * sizeof(Slot));
    mem_free(t, table, sizeof *table);
}

size_t str_intern_count(Thread *t)
{
    return t->vm->interned ? t->vm->interned->live : 0;
}
