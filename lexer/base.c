/* SPDX-License-Identifier: MIT */
#include "lexer/base.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* ---- memory ---- */

/* Weak, so that the VM may link its counting allocator in their place without a mutable global. */
__attribute__((weak)) void *base_alloc(void *old, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
        return NULL;
    return realloc(old, bytes ? bytes : 1);
}

__attribute__((weak)) void base_free(void *p)
{
    free(p);
}

/* ---- arena ---- */

struct ArenaChunk {
    ArenaChunk *older;
    size_t size; /* this head included */
    char *fresh; /* from here on nothing was ever written: zeros */
};

enum {
    CHUNK_FIRST = 16 * 1024,
    CHUNK_MAPPED = 256 * 1024, /* chunks of this size and more come from the kernel, zeroed */
    CHUNK_MOST = 2 * 1024 * 1024,
    ZERO_STEP = 1024,      /* zeroed at a time: in the cache when it is used */
    FRESH_STEP = 64 * 1024 /* asked from the kernel at a time, for the same reason */
};
_Static_assert(sizeof(ArenaChunk) % ARENA_ALIGN == 0, "the first object of a chunk is aligned");

void arena_init(Arena *a)
{
    memset(a, 0, sizeof *a);
}

static char *chunk_end(const ArenaChunk *chunk)
{
    return chunk ? (char *)chunk + chunk->size : NULL;
}

static ArenaChunk *chunk_new(size_t size)
{
    bool mapped = size >= CHUNK_MAPPED;
    void *p = mapped ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                     : base_alloc(NULL, 1, size);
    if (!p || p == MAP_FAILED)
        return NULL;
    ArenaChunk *chunk = p;
    chunk->size = size;
    chunk->fresh = mapped ? (char *)(chunk + 1) : chunk_end(chunk);
    return chunk;
}

static void chunk_free(ArenaChunk *chunk)
{
    if (chunk && chunk->size >= CHUNK_MAPPED)
        munmap(chunk, chunk->size);
    else
        base_free(chunk);
}

/*
 * Fresh memory up to `limit` and some more will be written to: its pages, asked for together, cost
 * a tenth of what it takes to meet each of them missing. Returns where it ends.
 */
static char *chunk_freshen(ArenaChunk *chunk, const char *limit)
{
    size_t from = (size_t)(chunk->fresh - (char *)chunk) & ~(size_t)4095;
    size_t to = ((size_t)(limit - (char *)chunk) + FRESH_STEP - 1) & ~(size_t)(FRESH_STEP - 1);
    if (to > chunk->size)
        to = chunk->size;
#ifdef MADV_POPULATE_WRITE
    (void)madvise((char *)chunk + from, to - from, MADV_POPULATE_WRITE);
#endif
    return chunk->fresh = (char *)chunk + to;
}

/* Takes a chunk with room for `need` bytes; chunks double up to CHUNK_MOST. */
static bool arena_grow(Arena *a, size_t need)
{
    size_t size = a->chunk ? a->chunk->size * 2 : CHUNK_FIRST;
    if (size > CHUNK_MOST)
        size = CHUNK_MOST;
    need += sizeof(ArenaChunk);
    if (size < need)
        size = (need + 4095) & ~(size_t)4095;
    ArenaChunk *chunk = a->spare;
    if (chunk && chunk->size >= need) {
        a->spare = NULL;
    } else {
        chunk = chunk_new(size);
        a->bytes += size;
    }
    if (!chunk) {
        a->failed = true;
        return false;
    }
    chunk->older = a->chunk;
    a->chunk = chunk;
    a->next = a->limit = (char *)(chunk + 1);
    return true;
}

void *arena_more(Arena *a, size_t size)
{
    if (size > PTRDIFF_MAX / 2) {
        a->failed = true;
        return NULL;
    }
    size = size ? (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1) : ARENA_ALIGN;
    if ((size_t)(chunk_end(a->chunk) - a->next) < size && !arena_grow(a, size))
        return NULL;
    ArenaChunk *chunk = a->chunk;
    char *p = a->next, *end = chunk_end(chunk);
    a->next += size;
    char *limit = (size_t)(end - a->next) < ZERO_STEP ? end : a->next + ZERO_STEP;
    char *written = limit < chunk->fresh ? limit : chunk->fresh;
    if (written > a->limit)
        memset(a->limit, 0, (size_t)(written - a->limit));
    if (limit > a->limit)
        a->limit = limit > chunk->fresh ? chunk_freshen(chunk, limit) : limit;
    return p;
}

void arena_release(Arena *a, ArenaMark mark)
{
    for (ArenaChunk *c = a->chunk; c != mark.chunk; c = a->chunk) {
        a->chunk = c->older;
        ArenaChunk *old = a->spare && a->spare->size > c->size ? c : a->spare;
        a->spare = old == c ? a->spare : c;
        if (old)
            a->bytes -= old->size;
        chunk_free(old);
    }
    a->next = a->limit = mark.next;
}

char *arena_copy(Arena *a, const char *text, size_t len)
{
    char *copy = len < PTRDIFF_MAX ? arena_alloc(a, len + 1) : NULL;
    if (copy)
        memcpy(copy, text, len);
    return copy;
}

char *arena_vprintf(Arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *text = len < 0 ? NULL : arena_alloc(a, (size_t)len + 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(Arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

void arena_free(Arena *a)
{
    for (ArenaChunk *c = a->chunk, *older; c; c = older) {
        older = c->older;
        chunk_free(c);
    }
    chunk_free(a->spare);
    arena_init(a);
}

/* ---- buffer ---- */

void buffer_init(Buffer *b)
{
    memset(b, 0, sizeof *b);
}

/* Makes room for `more` bytes and a NUL behind them. */
static bool buffer_reserve(Buffer *b, size_t more)
{
    if (b->failed || more >= PTRDIFF_MAX - b->len) {
        b->failed = true;
        return false;
    }
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return true;
    size_t cap = b->cap < 64 ? 64 : b->cap + b->cap / 2;
    if (cap < need)
        cap = need;
    char *data = base_alloc(b->data, cap, 1);
    if (!data) {
        b->failed = true;
        return false;
    }
    b->data = data;
    b->cap = cap;
    return true;
}

void buffer_append(Buffer *b, const void *data, size_t len)
{
    if (!buffer_reserve(b, len))
        return;
    if (len)
        memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buffer_puts(Buffer *b, const char *text)
{
    buffer_append(b, text, strlen(text));
}

void buffer_putc(Buffer *b, char c)
{
    buffer_append(b, &c, 1);
}

void buffer_printf(Buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        b->failed = true;
    else if (buffer_reserve(b, (size_t)len))
        b->len += (size_t)vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
}

void buffer_free(Buffer *b)
{
    base_free(b->data);
    buffer_init(b);
}

/* ---- UTF-8 ---- */

int utf8_encode(uint32_t cp, char *out)
{
    assert(cp <= 0x10FFFF);
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

uint32_t utf8_decode(const char **p, const char *end)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t c = *s;
    if (c < 0x80) {
        *p += 1;
        return c;
    }
    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    if (c < 0xC2 || c > 0xF4 || end - *p <= more)
        return UINT32_MAX;
    c &= 0x3Fu >> more;
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return UINT32_MAX;
        c = c << 6 | (s[i] & 0x3F);
    }
    if (c < least[more] || c > 0x10FFFF)
        return UINT32_MAX;
    *p += more + 1;
    return c;
}

size_t utf8_length(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

/* ---- warnings ---- */

void warning_add(WarningList *list, Arena *a, uint32_t line, int col, const char *category,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Warning *w = ARENA_NEW(a, Warning);
    char *message = arena_vprintf(a, format, args);
    va_end(args);
    if (!w || !message)
        return; /* a->failed tells */
    *w = (Warning){NULL, category, message, line, col};
    if (list->last)
        list->last->next = w;
    else
        list->first = w;
    list->last = w;
}
