/* SPDX-License-Identifier: MIT */
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"
#include "vm/objects/memoryview.h"

static const BufferProcs *procs_of(Thread *t, Value v)
{
    if (!v_is_object(v))
        return NULL;
    for (const Type *type = v_object(v)->type; type; type = type->base)
        if (type->buffer)
            return type->buffer;
    return NULL;
}

bool buffer_check(Thread *t, Value v)
{
    return procs_of(t, v) != NULL;
}

int buffer_get(Thread *t, Value v, BufferView *view)
{
    const BufferProcs *procs = procs_of(t, v);
    *view = (BufferView){.itemsize = 1, .format = "B"};
    if (!procs) {
        raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'", v);
        return -1;
    }
    if (procs->get(t, v, view) < 0)
        return -1;
    view->owner = dup(v);
    return 0;
}

int buffer_get_writable(Thread *t, Value v, BufferView *view, const char *what)
{
    bool fits = buffer_check(t, v);
    if (fits && buffer_get(t, v, view) < 0)
        return -1;
    if (fits && !view->readonly)
        return 0;
    if (fits)
        buffer_release(t, view);
    raise_format(t, EXC_TypeError, "%s() argument must be read-write bytes-like object, not %s",
                 what, v_is_none(v) ? "None" : v_type_name(t, v));
    return -1;
}

void buffer_release(Thread *t, BufferView *view)
{
    Value owner = view->owner;
    if (v_is_empty(owner))
        return;
    view->owner = V_EMPTY;
    const BufferProcs *procs = procs_of(t, owner);
    if (procs->release)
        procs->release(t, v_object(owner));
    drop(t, owner);
}

Value buffer_to_bytes(Thread *t, Value v)
{
    if (v_is_kind(v, KIND_memoryview))
        return memoryview_to_bytes(t, v);
    BufferView view;
    if (buffer_get(t, v, &view) < 0)
        return V_ERROR;
    Value copy = bytes_new(t, view.data, view.len);
    buffer_release(t, &view);
    return copy;
}
