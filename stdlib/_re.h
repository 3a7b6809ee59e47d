/* SPDX-License-Identifier: MIT */
/*
 * Regular expressions. The syntax is read and translated in stdlib/py/re; PCRE2 matches.
 *
 * A str holds 1, 2 or 4 bytes a character, PCRE2 has a library for each: a Pattern is translated
 * and compiled for a width when it first meets a subject of it. PCRE2 runs without its UTF mode, so
 * every unit is one character, lone surrogates and positions need no care.
 */
#ifndef RONDO_RE_H
#define RONDO_RE_H

#include "vm/api.h"
#include "vm/core/vm.h"

typedef enum MatchMode { MODE_SEARCH, MODE_MATCH, MODE_FULLMATCH, MODE_COUNT } MatchMode;

/* A pattern compiled for one width of subject and one mode. */
typedef struct Program {
    void *code, *data; /* pcre2_code and a pcre2_match_data that is kept; NULL: not made yet */
    void *limits;      /* pcre2_match_context of the first slice */
    size_t charged;    /* bytes counted with mem_charge() */
    uint64_t work;     /* units looked at: busy programs are translated to machine code */
    uint8_t bits;   /* library it is for: 8, 16 or 32; wider than the subject where 16-bit links are
                       too short */
    uint32_t users; /* searches under way */
    bool held, jitted; /* data is in use; the machine code was made, or refused */
} Program;

typedef struct Pattern {
    Object head;
    Value pattern;    /* str, bytes or None */
    Value tree;       /* what the parser made of it, for re._translate.translate() */
    Value groupindex; /* mappingproxy: name -> number */
    Value names;      /* tuple: number - 1 -> name or None */
    Value match_type; /* re.Match */
    Value texts[3];   /* the pattern in PCRE2's syntax for each width, once it is needed */
    Value
        closing; /* tuple of (group, loop) in the order in which the groups close; for lastindex */
    Value flags, group_count; /* small ints: need no reference */
    uint32_t groups;
    Program programs[3][MODE_COUNT]; /* by width: 1, 2, 4 bytes */
} Pattern;
#define PATTERN(v) V_AS(Pattern, v)

/* A subject while it is being searched. */
typedef struct Subject {
    Value value;     /* str or bytes-like */
    BufferView view; /* of bytes-like */
    const void *data;
    size_t len;    /* units */
    uint32_t unit; /* bytes per unit */
    bool text;
    uint32_t *wide;    /* 4-byte copy for programs that need it, or NULL */
    size_t start, end; /* pos and endpos, clamped */
} Subject;

/* Checks type and kind and clamps the range. 0; -1 with TypeError. */
MUST_USE int subject_open(Thread *t, Subject *s, const Pattern *p, Value string, int64_t start,
                          int64_t end);
void subject_close(Thread *t, Subject *s);
/* [start, end) of the subject: str, or bytes. */
MUST_USE Value subject_slice(Thread *t, const Subject *s, size_t start, size_t end);

/*
 * Looks for a match from `from` on; 1 found, 0 none, -1 error. spans: 2 * (groups + 1) positions,
 * -1 for groups that did not take part. advance: an empty match at `from` does not count. Large
 * searches let the GIL go.
 */
MUST_USE int program_run(Thread *t, Value pattern, Subject *s, MatchMode mode, size_t from,
                         bool advance, int64_t *spans);
/* Compiles for narrow subjects, so that what PCRE2 refuses is known. 0 or -1. */
MUST_USE int pattern_check(Thread *t, Pattern *p);
void programs_free(Thread *t, Pattern *p);

/* re_match.c. spans are copied. */
MUST_USE Value match_new(Thread *t, Value pattern, const Subject *s, const int64_t *spans);
MUST_USE int match_add_type(Thread *t, Value module);
/* Compiles a template for the pattern: what match_fill_template takes. */
MUST_USE Value template_compile(Thread *t, Value pattern, Value text);
/* The text of a match with a compiled template (a str, or a list of texts and group numbers). */
MUST_USE Value match_fill_template(Thread *t, const Subject *s, const int64_t *spans,
                                   uint32_t groups, Value template);
/* A group by number or name: its number, or -1 with IndexError "no such group". */
MUST_USE int64_t pattern_group(Thread *t, const Pattern *p, Value key);
/* "".join(list), b"".join(list). */
MUST_USE Value subject_join(Thread *t, bool text, Value list);

#endif
