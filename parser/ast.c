/* SPDX-License-Identifier: MIT */
/* The tables made from ast.def, the table of names, and the generic walk. */
#include "parser/ast.h"

#include <string.h>

#define F(t, n)              {#n, FT_##t, F_OFFSET_##t(n)},
#define OFFSET(n)            offsetof(Self, n)
#define F_OFFSET_NODE(n)     OFFSET(n)
#define F_OFFSET_OPT(n)      OFFSET(n)
#define F_OFFSET_LIST(n)     OFFSET(n)
#define F_OFFSET_HOLES(n)    OFFSET(n)
#define F_OFFSET_IDENT(n)    OFFSET(n)
#define F_OFFSET_OPTID(n)    OFFSET(n)
#define F_OFFSET_IDENTS(n)   OFFSET(n)
#define F_OFFSET_INT(n)      OFFSET(n)
#define F_OFFSET_CONST(n)    OFFSET(n)
#define F_OFFSET_U(n)        OFFSET(n)
#define F_OFFSET_CMPOPS(n)   OFFSET(n)
#define F_OFFSET_CTX(n)      offsetof(Node, ctx)
#define F_OFFSET_OPERATOR(n) offsetof(Node, op)
#define F_OFFSET_BOOLOP(n)   offsetof(Node, op)
#define F_OFFSET_UNARYOP(n)  offsetof(Node, op)

/* Each table needs the struct of its own node under the name Self: an inner scope gives it. */
#define NODE(kind, text, category, fields)                                    \
    static const FieldInfo *fields_of_##kind(void)                            \
    {                                                                         \
        typedef Ast##kind Self;                                               \
        static const FieldInfo table[] = {fields{NULL, 0, 0 * sizeof(Self)}}; \
        return table;                                                         \
    }
#include "parser/ast.def"
#undef NODE
#undef F

const char *node_name(NodeKind kind)
{
    static const char *const names[] = {
#define NODE(kind, text, category, fields) text,
#include "parser/ast.def"
#undef NODE
    };
    return names[kind];
}

NodeCategory node_category(NodeKind kind)
{
    static const uint8_t categories[] = {
#define NODE(kind, text, category, fields) CAT_##category,
#include "parser/ast.def"
#undef NODE
    };
    return categories[kind];
}

const FieldInfo *node_fields(NodeKind kind)
{
    static const FieldInfo *(*const tables[])(void) = {
#define NODE(kind, text, category, fields) fields_of_##kind,
#include "parser/ast.def"
#undef NODE
    };
    return tables[kind]();
}

void node_each_child(const Node *n, NodeVisit *visit, void *arg)
{
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++) {
        const char *at = (const char *)n + f->offset;
        if (f->type == FT_NODE || f->type == FT_OPT) {
            Node *child = *(Node *const *)at;
            if (child)
                visit(child, arg);
        } else if (f->type == FT_LIST || f->type == FT_HOLES) {
            const NodeList *list = (const NodeList *)at;
            for (uint32_t i = 0; i < list->count; i++)
                if (list->items[i])
                    visit(list->items[i], arg);
        }
    }
}

/* ---- names ---- */

enum { IDENT_BUCKETS = 256 };

bool ident_table_init(IdentTable *table, Arena *arena)
{
    *table = (IdentTable){.mask = IDENT_BUCKETS - 1, .arena = arena};
    table->bucket = arena_alloc(arena, IDENT_BUCKETS * sizeof(Ident *));
    return table->bucket != NULL;
}

/* Up to eight bytes as a number that no other text of that length has. */
static inline uint64_t short_word(const char *text, size_t len)
{
    if (len >= 4) {
        uint32_t first, last;
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + len - sizeof last, sizeof last);
        return first | (uint64_t)last << 32;
    }
    if (len == 0)
        return 0;
    return (uint8_t)text[0] | (uint32_t)(uint8_t)text[len / 2] << 8 |
           (uint32_t)(uint8_t)text[len - 1] << 16;
}

static uint64_t ident_word(const char *text, size_t len)
{
    if (len <= sizeof(uint64_t))
        return short_word(text, len);
    uint64_t h = 0, word;
    size_t rest = len;
    for (; rest >= sizeof word; text += sizeof word, rest -= sizeof word) {
        memcpy(&word, text, sizeof word);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    memcpy(&word, text + rest - sizeof word, sizeof word); /* the last ones, some of them again */
    return h ^ word;
}

static void ident_table_grow(IdentTable *table)
{
    uint32_t mask = table->mask * 2 + 1;
    Ident **bucket = arena_alloc(table->arena, ((size_t)mask + 1) * sizeof(Ident *));
    if (!bucket)
        return; /* longer chains are no error; the arena remembers the failure */
    for (uint32_t i = 0; i <= table->mask; i++) {
        for (Ident *id = table->bucket[i], *next; id; id = next) {
            next = id->next;
            id->next = bucket[id->hash & mask];
            bucket[id->hash & mask] = id;
        }
    }
    table->bucket = bucket;
    table->mask = mask;
}

const Ident *ident_intern(IdentTable *table, const char *text, size_t len)
{
    uint64_t word = ident_word(text, len);
    uint32_t hash = (uint32_t)((word ^ len) * 0x9E3779B97F4A7C15u >> 32);
    for (Ident *id = table->bucket[hash & table->mask]; id; id = id->next)
        if (id->word == word && id->len == len &&
            (len <= sizeof word || memcmp(id->text, text, len) == 0))
            return id;
    Ident *id = ARENA_NEW(table->arena, Ident);
    const char *copy = id ? arena_copy(table->arena, text, len) : NULL;
    if (!copy)
        return NULL;
    *id = (Ident){.text = copy,
                  .len = (uint32_t)len,
                  .hash = hash,
                  .word = word,
                  .next = table->bucket[hash & table->mask]};
    table->bucket[hash & table->mask] = id;
    if (++table->count > table->mask)
        ident_table_grow(table);
    return id;
}

const Ident *ident_known(IdentTable *table, KnownName name)
{
    static const char *const texts[] = {[KNOWN_SUPER] = "super",
                                        [KNOWN_CLASS] = "__class__",
                                        [KNOWN_DEBUG] = "__debug__",
                                        [KNOWN_SELF] = "self",
                                        [KNOWN_IMPLICIT] = ".0"};
    if (!table->known[name])
        table->known[name] = ident_intern(table, texts[name], strlen(texts[name]));
    return table->known[name];
}
