/* SPDX-License-Identifier: MIT */
/* _tracemalloc: what tracemalloc, which is written in the language, asks of the allocator. */
#include "vm/api.h"
#include "vm/api_sys.h"

API(tm_start, "start(nframe=1, /)", "Start tracing Python memory allocations.")
{
    int64_t n = 1;
    if (!v_is_empty(a[0]) && value_to_int64(t, a[0], &n) < 0)
        return V_ERROR;
    if (n < 1 || n > 65535)
        return raise_format(t, EXC_ValueError, "the number of frames must be in range [1; 65535]");
    return alloc_trace_start(t, (uint32_t)n) < 0 ? V_ERROR : V_NONE;
}

API(tm_stop, "stop()", "Stop tracing Python memory allocations.")
{
    alloc_trace_stop(t);
    return V_NONE;
}

API(tm_is_tracing, "is_tracing()", "Return True if the tracemalloc module is tracing.")
{
    return v_bool(t->vm->alloc.trace != NULL);
}

API(tm_clear_traces, "clear_traces()", "Clear traces of memory blocks allocated by Python.")
{
    if (t->vm->alloc.trace)
        alloc_trace_clear(t);
    return V_NONE;
}

API(tm_get_limit, "get_traceback_limit()", "Get the maximum number of frames of a traceback.")
{
    return v_from_small(t->vm->alloc.trace ? t->vm->alloc.trace->limit : 1);
}

API(tm_get_memory, "get_traced_memory()", "(current size, peak size) of the blocks traced.")
{
    AllocTrace *tr = t->vm->alloc.trace;
    int64_t now = 0, peak = 0;
    if (tr) {
        now = (int64_t)alloc_trace_settle(t);
        if ((size_t)now > tr->peak)
            tr->peak = (size_t)now;
        peak = (int64_t)tr->peak;
    }
    return K(t, tuple_pack(t, 2, v_from_small(now), v_from_small(peak)));
}

API(tm_reset_peak, "reset_peak()", "Set the peak size of the blocks traced to the current size.")
{
    AllocTrace *tr = t->vm->alloc.trace;
    if (tr)
        tr->peak = alloc_trace_settle(t);
    return V_NONE;
}

API(tm_own_memory, "get_tracemalloc_memory()", "The memory used by tracing itself, in bytes.")
{
    AllocTrace *tr = t->vm->alloc.trace;
    return v_from_small(
        tr ? (int64_t)(tr->capacity * sizeof *tr->rows + tr->filled * tr->limit * sizeof(TraceLine))
           : 0);
}

/* ((filename, line), ...), innermost first. */
static Value lines_tuple(Thread *t, const BlockTrace *row)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (uint32_t i = 0; i < row->count && !v_is_error(list); i++) {
        Value pair =
            K(t, tuple_pack(t, 2, row->lines[i].filename, v_from_small(row->lines[i].line)));
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

static Value traces_list(Thread *t, AllocTrace *tr)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (size_t i = 0; i < tr->capacity && !v_is_error(list); i++) {
        const BlockTrace *row = &tr->rows[i];
        if (!row->block || row->block == BLOCK_GONE || !row->count)
            continue;
        ApiScope scope = api_scope_begin(t);
        Value lines = lines_tuple(t, row);
        Value item = v_is_error(lines)
                         ? V_ERROR
                         : K(t, tuple_pack(t, 4, v_from_small(0), v_from_small((int64_t)row->size),
                                           lines, v_from_small(row->depth)));
        int status = v_is_error(item) ? -1 : list_append(t, V_AS(List, list), item);
        api_scope_end(t, scope);
        if (status < 0)
            return V_ERROR;
    }
    return list;
}

API(tm_get_traces, "_get_traces()", "All traces: [(domain, size, lines, depth), ...].")
{
    AllocTrace *tr = t->vm->alloc.trace;
    if (!tr)
        return K(t, list_new(t, NULL, 0));
    alloc_trace_settle(t);
    tr->paused = true;
    Value list = traces_list(t, tr);
    tr->paused = false;
    return list;
}

API(tm_object_traceback, "_get_object_traceback(obj, /)", "The lines where obj was allocated.")
{
    if (!t->vm->alloc.trace || !v_is_object(a[0]))
        return V_NONE;
    BlockTrace *row = alloc_trace_find(t, v_object(a[0]));
    return row && row->count ? lines_tuple(t, row) : V_NONE;
}

Value tracemalloc_module(Thread *t)
{
    static const NativeDef *const functions[] = {&tm_start_def,
                                                 &tm_stop_def,
                                                 &tm_is_tracing_def,
                                                 &tm_clear_traces_def,
                                                 &tm_get_limit_def,
                                                 &tm_get_memory_def,
                                                 &tm_reset_peak_def,
                                                 &tm_own_memory_def,
                                                 &tm_get_traces_def,
                                                 &tm_object_traceback_def,
                                                 NULL};
    static const ModuleSpec spec = {"_tracemalloc", "Traces of memory blocks.", functions, NULL};
    return api_module(t, &spec);
}
