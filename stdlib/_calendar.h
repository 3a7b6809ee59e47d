/* SPDX-License-Identifier: MIT */
/* What _calendar.c and datetime_slots.c share: the calendar, and instances of datetime's classes.
 */
#ifndef RONDO_CALENDAR_H
#define RONDO_CALENDAR_H

#include "stdlib/_static.h"
#include "vm/core/type.h"
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

#define DAY_US      INT64_C(86400000000)
#define MAX_ORDINAL 3652059 /* 31 December 9999 */
#define MAX_DAYS    999999999
#define EPOCH_DAY   719163 /* 1 January 1970 */

static inline int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The number of the day; 1 January of the year 1 has 1. */
int64_t calendar_ordinal(int64_t year, int64_t month, int64_t day);
/* Year, month, day of an ordinal. */
void calendar_ymd(int64_t n, int64_t out[3]);
/* ValueError unless this is a date, or a time of a day: hour to microsecond. 0 or -1. */
MUST_USE int calendar_check_date(Thread *t, const int64_t d[3]);
MUST_USE int calendar_check_clock(Thread *t, const int64_t c[4], int64_t fold);
/* An int that fits in 32 bits, of anything with __index__: 0, or -1 with CPython's error. */
MUST_USE int calendar_index32(Thread *t, Value v, int64_t *out);
/* n fields of an instance: ints, or -1 with TypeError. */
MUST_USE int calendar_fields(Thread *t, Value instance, size_t n, int64_t *out);
/* The digits of pattern, a run of letters for each number, in the text: false if it is not so.
   '.' stands for any character, ',' for a point or a comma, all else for itself. */
bool calendar_read(const uint8_t *p, const char *pattern, size_t len, int64_t *out);
/* The time in UTC, seconds since 1970, at which clocks show `local`: of two, the one that fold
   says; where clocks jump, by the offset before (fold 0) or behind (fold 1) the jump. 0 or -1. */
MUST_USE int calendar_utc_seconds(Thread *t, int64_t local, bool fold, int64_t *out);

enum { CALENDAR_CLASSES = 5 };
/* In datetime_slots.c: gives date, datetime, time, timedelta, timezone what they have in C. 0 or
 * -1. */
MUST_USE int calendar_complete(Thread *t, const Value *classes);

#endif
