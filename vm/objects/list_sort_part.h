/* SPDX-License-Identifier: MIT */
/*
 * Merge sort of runs for one kind of item: ITEM is the type, LESS(s, a, b) compares (0, 1, -1),
 * SORT(name) makes the function names, SORTER has a thread `t` and the runs. Included by
 * list_sort.c for bare values and key-value pairs, by list_sort_rank.c for ranked keys.
 * Tim Peters' listsort: natural runs, short ones extended by binary insertion, galloping merges;
 * the order of merges is the powersort policy (Munro and Wild 2018), as in CPython since 3.11.
 * Every function leaves the array a permutation of what it was, even when a comparison fails.
 */

/* Where x belongs in the sorted items[0..n): after equals (right) or before them. -1: error. */
static int64_t SORT(bisect)(SORTER *s, const ITEM *items, size_t n, ITEM x, bool right)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int less = right ? LESS(s, x, items[mid]) : LESS(s, items[mid], x);
        if (less < 0)
            return -1;
        if ((bool)less == right)
            high = mid;
        else
            low = mid + 1;
    }
    return (int64_t)low;
}

/* As bisect, by doubling steps from the front: cheap when the place is near. */
static int64_t SORT(gallop)(SORTER *s, const ITEM *items, size_t n, ITEM x, bool right)
{
    size_t low = 0, step = 1;
    while (low + step <= n) {
        ITEM probe = items[low + step - 1];
        int less = right ? LESS(s, x, probe) : LESS(s, probe, x);
        if (less < 0)
            return -1;
        if ((bool)less == right) {
            n = low + step - 1;
            break;
        }
        low += step;
        step *= 2;
    }
    int64_t rest = SORT(bisect)(s, items + low, n - low, x, right);
    return rest < 0 ? rest : rest + (int64_t)low;
}

/* As gallop, from the back. */
static int64_t SORT(gallop_back)(SORTER *s, const ITEM *items, size_t n, ITEM x, bool right)
{
    size_t high = n, step = 1;
    while (high >= step) {
        ITEM probe = items[high - step];
        int less = right ? LESS(s, x, probe) : LESS(s, probe, x);
        if (less < 0)
            return -1;
        if ((bool)less != right) {
            size_t low = high - step + 1;
            int64_t rest = SORT(bisect)(s, items + low, high - low, x, right);
            return rest < 0 ? rest : rest + (int64_t)low;
        }
        high -= step;
        step *= 2;
    }
    return SORT(bisect)(s, items, high, x, right);
}

static void SORT(reverse)(ITEM *items, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        ITEM x = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = x;
    }
}

/* Extends an ascending run of `len` items as far as it goes. 0: error. */
static size_t SORT(run_up)(SORTER *s, const ITEM *items, size_t len, size_t n)
{
    for (; len < n; len++) {
        int less = LESS(s, items[len], items[len - 1]);
        if (less)
            return less < 0 ? 0 : len;
    }
    return len;
}

/* Extends a descending run. Equal neighbours are turned round at once, so that turning the whole
   run round later leaves them in their order. 0: error. */
static size_t SORT(run_down)(SORTER *s, ITEM *items, size_t len, size_t n)
{
    size_t equal = 0; /* items at the end that equal the one before them */
    for (; len < n; len++) {
        int less = LESS(s, items[len], items[len - 1]);
        int more = less ? 0 : LESS(s, items[len - 1], items[len]);
        if (less < 0 || more < 0)
            return 0;
        if (more)
            break;
        if (!less) {
            equal++;
        } else if (equal) {
            SORT(reverse)(items + len - 1 - equal, equal + 1);
            equal = 0;
        }
    }
    if (equal)
        SORT(reverse)(items + len - 1 - equal, equal + 1);
    return len;
}

/* Length of the run at the front, which is ascending afterwards. 0: error. Asks in the order in
   which CPython 3.13 asks, as scripts can watch __lt__. */
static size_t SORT(run)(SORTER *s, ITEM *items, size_t n)
{
    size_t len = SORT(run_up)(s, items, 1, n);
    if (len == 0 || len == n)
        return len;
    if (len > 1) {
        int less = LESS(s, items[0], items[len - 1]);
        if (less)
            return less < 0 ? 0 : len;
        SORT(reverse)(items, len); /* all equal: they may begin a descending run */
    }
    len = SORT(run_down)(s, items, len + 1, n);
    if (len == 0)
        return 0;
    SORT(reverse)(items, len);
    return SORT(run_up)(s, items, len, n);
}

/* Sorts n items of which the first `sorted` are in order. */
static int SORT(insertion)(SORTER *s, ITEM *items, size_t sorted, size_t n)
{
    for (size_t i = sorted; i < n; i++) {
        ITEM x = items[i];
        int64_t at = SORT(bisect)(s, items, i, x, true);
        if (at < 0)
            return -1;
        memmove(items + at + 1, items + at, (i - (size_t)at) * sizeof *items);
        items[at] = x;
    }
    return 0;
}

/* Merges with the left part in scratch: out <= the rest of the right part, always. */
static int SORT(merge_low)(SORTER *s, ITEM *out, ITEM *left, size_t n, ITEM *right, size_t m)
{
    size_t wins = 0; /* in a row, by the same side; positive for left */
    bool left_wins = false;
    int status = 0;
    while (n && m) {
        if (wins < SORT_GALLOP) {
            int less = LESS(s, *right, *left);
            if (less < 0) {
                status = -1;
                break;
            }
            wins = left_wins == !less ? wins + 1 : 1;
            left_wins = !less;
            if (less) {
                *out++ = *right++;
                m--;
            } else {
                *out++ = *left++;
                n--;
            }
            continue;
        }
        int64_t from_left = SORT(gallop)(s, left, n, *right, true);
        if (from_left < 0) {
            status = -1;
            break;
        }
        memcpy(out, left, (size_t)from_left * sizeof *out);
        out += from_left;
        left += from_left;
        n -= (size_t)from_left;
        if (!n)
            break;
        int64_t from_right = SORT(gallop)(s, right, m, *left, false);
        if (from_right < 0) {
            status = -1;
            break;
        }
        memmove(out, right, (size_t)from_right * sizeof *out);
        out += from_right;
        right += from_right;
        m -= (size_t)from_right;
        if (from_left < SORT_GALLOP && from_right < SORT_GALLOP)
            wins = 0;
    }
    memcpy(out, left, n * sizeof *out); /* what is left of the right part is in its place */
    return status;
}

/* Merges from the back, with the right part in scratch. out_end: behind the result. */
static int SORT(merge_high)(SORTER *s, ITEM *left, size_t n, ITEM *right, size_t m, ITEM *out_end)
{
    size_t wins = 0;
    bool left_wins = false;
    int status = 0;
    while (n && m) {
        if (wins < SORT_GALLOP) {
            int less = LESS(s, right[m - 1], left[n - 1]);
            if (less < 0) {
                status = -1;
                break;
            }
            wins = left_wins == less ? wins + 1 : 1;
            left_wins = less;
            if (less)
                *--out_end = left[--n];
            else
                *--out_end = right[--m];
            continue;
        }
        int64_t stay = SORT(gallop_back)(s, left, n, right[m - 1], true);
        if (stay < 0) {
            status = -1;
            break;
        }
        size_t moved = n - (size_t)stay;
        out_end -= moved;
        memmove(out_end, left + stay, moved * sizeof *left);
        n = (size_t)stay;
        if (!n)
            break;
        stay = SORT(gallop_back)(s, right, m, left[n - 1], false);
        if (stay < 0) {
            status = -1;
            break;
        }
        size_t moved_right = m - (size_t)stay;
        out_end -= moved_right;
        memcpy(out_end, right + stay, moved_right * sizeof *right);
        m = (size_t)stay;
        if (moved < SORT_GALLOP && moved_right < SORT_GALLOP)
            wins = 0;
    }
    memcpy(out_end - m, right, m * sizeof *right);
    return status;
}

/* Merges the neighbours items[0..n) and items[n..n+m), copying the shorter one out. */
static int SORT(merge)(SORTER *s, ITEM *items, size_t n, size_t m)
{
    int64_t skip = SORT(gallop)(s, items, n, items[n], true);
    if (skip < 0)
        return -1;
    ITEM *left = items + skip, *right = items + n;
    n -= (size_t)skip;
    if (!n)
        return 0;
    int64_t keep = SORT(gallop_back)(s, right, m, left[n - 1], false);
    if (keep <= 0)
        return (int)keep;
    m = (size_t)keep;
    size_t size = (n < m ? n : m) * sizeof(ITEM);
    ITEM *scratch = mem_alloc(s->t, size);
    if (!scratch)
        return -1;
    int status;
    if (n <= m) {
        memcpy(scratch, left, size);
        status = SORT(merge_low)(s, left, scratch, n, right, m);
    } else {
        memcpy(scratch, right, size);
        status = SORT(merge_high)(s, left, n, scratch, m, right + m);
    }
    mem_free(s->t, scratch, size);
    return status;
}

static int SORT(merge_top)(SORTER *s, ITEM *items)
{
    Run *r = &s->runs[s->nruns - 2];
    s->nruns--;
    size_t n = r[0].len;
    r[0].len += r[1].len;
    return SORT(merge)(s, items + r[0].start, n, r[1].len);
}

static int SORT(all)(SORTER *s, ITEM *items, size_t n)
{
    size_t min = n, odd = 0;
    while (min >= SORT_MINRUN * 2) {
        odd |= min & 1;
        min >>= 1;
    }
    min += odd;
    for (size_t start = 0; start < n;) {
        size_t len = SORT(run)(s, items + start, n - start);
        if (len == 0)
            return -1;
        if (len < min) {
            size_t want = n - start < min ? n - start : min;
            if (SORT(insertion)(s, items + start, len, want))
                return -1;
            len = want;
        }
        if (s->nruns) {
            const Run *top = &s->runs[s->nruns - 1];
            int power = sort_run_power(top->start, top->len, len, n);
            while (s->nruns > 1 && s->runs[s->nruns - 2].power > power)
                if (SORT(merge_top)(s, items))
                    return -1;
            s->runs[s->nruns - 1].power = power;
        }
        s->runs[s->nruns++] = (Run){start, len, 0};
        start += len;
    }
    while (s->nruns > 1)
        if (SORT(merge_top)(s, items))
            return -1;
    return 0;
}
#undef SORTER
#undef ITEM
#undef LESS
#undef SORT
