/* SPDX-License-Identifier: MIT */
/*
 * Ground floor of the front end: arena, growing byte buffer, UTF-8, source text and diagnostics.
 * Nothing in here knows of tokens, trees or the VM. All memory comes from `base_alloc`, which the
 * VM may point at its own counting allocator; allocation failure is always reported to the caller.
 */
#ifndef RONDO_BASE_H
#define RONDO_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory: the two functions below are weak symbols, the VM may define its own ---- */

/* realloc for count * size bytes; NULL on overflow or when memory is short. old may be NULL. */
void *base_alloc(void *old, size_t count, size_t size);
void base_free(void *p);

/* ---- arena: everything allocated from it is freed at once ---- */

typedef struct ArenaChunk ArenaChunk;

enum { ARENA_ALIGN = 8 };

typedef struct Arena {
    ArenaChunk *chunk;  /* newest chunk, linked to the older ones */
    char *next, *limit; /* free part of the newest chunk, as far as it is zeroed */
    ArenaChunk *spare;  /* the biggest chunk that arena_release has emptied, or NULL */
    size_t bytes;       /* bytes taken from the system so far */
    bool failed;        /* an allocation has failed; sticky */
} Arena;

/* A place to go back to: what is allocated later is released together. */
typedef struct ArenaMark {
    ArenaChunk *chunk;
    char *next;
} ArenaMark;

void arena_init(Arena *a);
/* The slow half of arena_alloc: zeroes more of the chunk or takes another one. */
void *arena_more(Arena *a, size_t size);
/* `size` bytes aligned to ARENA_ALIGN, zeroed; NULL (and a->failed) when memory is short. */
static inline void *arena_alloc(Arena *a, size_t size)
{
    if (size - 1 >= (size_t)(a->limit - a->next))
        return arena_more(a, size);
    void *p = a->next;
    a->next += (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    return p;
}
static inline ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){a->chunk, a->next};
}
/* Gives back everything allocated since the mark was taken. */
void arena_release(Arena *a, ArenaMark mark);
/* A NUL-terminated copy of text[0..len). */
char *arena_copy(Arena *a, const char *text, size_t len);
/* printf into the arena. */
char *arena_printf(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *a, const char *format, va_list args);
void arena_free(Arena *a);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))

/* ---- growing byte buffer ---- */

typedef struct Buffer {
    char *data;
    size_t len, cap;
    bool failed; /* sticky: an append failed; data stays valid */
} Buffer;

void buffer_init(Buffer *b);
void buffer_append(Buffer *b, const void *data, size_t len);
void buffer_puts(Buffer *b, const char *text);
void buffer_putc(Buffer *b, char c);
void buffer_printf(Buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_free(Buffer *b);

/* ---- UTF-8 (surrogates D800-DFFF may be encoded: "WTF-8", as string literals need them) ---- */

/* Writes 1-4 bytes, returns how many. */
int utf8_encode(uint32_t cp, char *out);
/* Reads one code point at *p (p < end), advances *p; returns UINT32_MAX on malformed input. */
uint32_t utf8_decode(const char **p, const char *end);
/* Number of code points in well-formed text. */
size_t utf8_length(const char *text, size_t len);

/* ---- source text ---- */

/* A file, a str (UTF-8, no declaration), or bytes given to compile() or import: errors are worded
 * differently. */
typedef enum SourceKind { SOURCE_FILE, SOURCE_TEXT, SOURCE_BYTES } SourceKind;

typedef struct Source {
    const char *name; /* as the traceback shows it: path, "<string>", "<stdin>" */
    const char *text; /* UTF-8, newlines normalised to \n, a NUL behind the last byte */
    uint32_t len;
    uint32_t *line_start; /* byte offset of each line, 1-based: line_start[1] == 0 */
    uint32_t lines;
    SourceKind kind;
    bool open_end; /* the last line has no newline and CPython would not add one */
    Arena arena;
} Source;

/* ---- diagnostics: the first error of a compilation ---- */

typedef struct Diag {
    bool set;
    const char *type;    /* "SyntaxError", "IndentationError", "TabError", "MemoryError", ... */
    const char *message; /* lives in the arena given to diag_set, or static */
    const char *filename;
    bool bare;               /* the exception has no place, not even a file */
    uint32_t line, end_line; /* 1-based; 0: unknown */
    int col, end_col;        /* 1-based, in code points, as SyntaxError.offset; 0/-1 as CPython */
    const char *text;        /* the source line as SyntaxError.text (UTF-8, with newline) or NULL */
} Diag;

/* ---- warnings: kept in order, shown (or raised) by whoever owns the list ---- */

typedef struct Warning {
    struct Warning *next;
    const char *category; /* "SyntaxWarning" */
    const char *message;
    uint32_t line; /* 1-based */
    int col;       /* 1-based, in code points */
} Warning;

typedef struct WarningList {
    Warning *first, *last;
} WarningList;

/* Appends a warning that lives in `a`; on lack of memory a->failed is set. */
void warning_add(WarningList *list, Arena *a, uint32_t line, int col, const char *category,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));

/*
 * The messages and texts of *d live in s->arena, also after a failure: show them, then source_free.
 * bytes[len] may be read; the text stays the caller's as long as the source lives.
 * Loads bytes as source: BOM, PEP 263 encoding declaration (utf-8, latin-1, ascii, cp1251, koi8-r
 * and aliases), CRLF and CR to LF. Returns false with *d set (CPython's message) on bad bytes,
 * unknown encoding, NUL bytes.
 */
bool source_load(Source *s, const char *name, const char *bytes, size_t len, SourceKind kind,
                 Diag *d);
void source_free(Source *s);
/* Text of a line without its newline; *len receives the bytes. */
const char *source_line(const Source *s, uint32_t line, size_t *len);
/* Byte offset -> 1-based line and 0-based byte column. */
void source_locate(const Source *s, uint32_t offset, uint32_t *line, uint32_t *col);

/* Sets *d, once: a second error is ignored. The message is made in `a`. Returns false. */
bool diag_set(Diag *d, Arena *a, const char *type, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/*
 * Places *d in the source. Columns come in as 0-based byte columns and are stored as CPython counts
 * them (1-based code points); the text of the line is copied into `a`, with its newline.
 */
void diag_place(Diag *d, Arena *a, const Source *s, uint32_t line, uint32_t col, uint32_t end_line,
                uint32_t end_col);
/* Prints d as CPython prints an uncaught SyntaxError (File line, source line, carets, message). */
void diag_print(const Diag *d, Buffer *out);

#endif
