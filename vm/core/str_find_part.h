/* SPDX-License-Identifier: MIT */
/*
 * Substring search for one pair of unit types: TEXT and NEEDLE are the types, FIND(name) makes the
 * function names. Included by str_find.c once for each pair.
 *
 * Short needles in ordinary text are found by comparing at each place where the first unit stands.
 * When that has cost more than it should, the two-way algorithm (Crochemore and Perrin 1991), which
 * is linear and needs no memory, takes over.
 */

static size_t FIND(maximal_suffix)(const NEEDLE *x, size_t m, bool reversed, size_t *period)
{
    size_t start = 0, j = 1, k = 0, p = 1; /* candidate suffix at start, challenger at j */
    while (j + k < m) {
        NEEDLE a = x[j + k], b = x[start + k];
        if (a == b) {
            if (++k == p) {
                j += p;
                k = 0;
            }
        } else if ((a < b) != reversed) {
            j += k + 1;
            k = 0;
            p = j - start;
        } else {
            start = j++;
            k = 0;
            p = 1;
        }
    }
    *period = p;
    return start;
}

static int64_t FIND(two_way)(const TEXT *y, size_t n, const NEEDLE *x, size_t m)
{
    size_t p, q, cut = FIND(maximal_suffix)(x, m, false, &p);
    size_t cut2 = FIND(maximal_suffix)(x, m, true, &q);
    if (cut2 > cut) {
        cut = cut2;
        p = q;
    }
    bool periodic = p + cut <= m && memcmp(x, x + p, cut * sizeof *x) == 0;
    if (!periodic)
        p = (cut > m - cut ? cut : m - cut) + 1;
    size_t memory = 0;
    for (size_t at = 0; at <= n - m;) {
        size_t i = cut > memory ? cut : memory;
        while (i < m && x[i] == y[at + i])
            i++;
        if (i < m) {
            at += i - cut + 1;
            memory = 0;
            continue;
        }
        i = cut;
        while (i > memory && x[i - 1] == y[at + i - 1])
            i--;
        if (i <= memory)
            return (int64_t)at;
        at += p;
        memory = periodic ? m - p : 0;
        if (at > n - m)
            break;
    }
    return -1;
}

static inline int64_t FIND(unit)(const TEXT *y, size_t n, NEEDLE c)
{
    if (sizeof(TEXT) == 1) {
        const TEXT *found = n ? memchr(y, (int)c, n) : NULL;
        return found ? found - y : -1;
    }
    for (size_t i = 0; i < n; i++)
        if (y[i] == c)
            return (int64_t)i;
    return -1;
}

/* First occurrence of the m > 0 units of x in the n units of y. */
static int64_t FIND(first)(const TEXT *y, size_t n, const NEEDLE *x, size_t m)
{
    if (m > n)
        return -1;
    if (m == 1)
        return FIND(unit)(y, n, x[0]);
    size_t work = 0;
    for (size_t at = 0; at <= n - m; at++) {
        if (n <= FEW) { /* a call for each place would cost more */
            while (at <= n - m && (y[at] != x[0] || y[at + m - 1] != x[m - 1]))
                at++;
            if (at > n - m)
                return -1;
        } else {
            int64_t next = FIND(unit)(y + at, n - m - at + 1, x[0]);
            if (next < 0)
                return -1;
            at += (size_t)next;
        }
        size_t i = 1;
        while (i < m && x[i] == y[at + i])
            i++;
        if (i == m)
            return (int64_t)at;
        work += i;
        if (work > 4 * at + 4096) {
            int64_t rest = FIND(two_way)(y + at, n - at, x, m);
            return rest < 0 ? rest : rest + (int64_t)at;
        }
    }
    return -1;
}

static int64_t FIND(last)(const TEXT *y, size_t n, const NEEDLE *x, size_t m)
{
    if (m > n)
        return -1;
    for (size_t at = n - m + 1; at-- > 0;) {
        if (y[at + m - 1] != x[m - 1] || y[at] != x[0])
            continue;
        size_t i = 1;
        while (i < m && x[i] == y[at + i])
            i++;
        if (i >= m)
            return (int64_t)at;
    }
    return -1;
}
#undef TEXT
#undef NEEDLE
#undef FIND
