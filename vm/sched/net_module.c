/* SPDX-License-Identifier: MIT */
/* The native module _asyncio_net: streams, transports, the coroutines of sockets. */
#include "vm/api.h"
#include "vm/sched/stream.h"

static int net_exec(Thread *t, Value module)
{
    Type *calls = sock_calls_type(t);
    return !calls || api_module_add(t, module, "SocketCalls", v_from(calls)) < 0 ||
                   api_module_add_type(t, module, stream_reader_type(t, stream_reading)) < 0 ||
                   api_module_add_type(t, module, socket_transport_type(t)) < 0 ||
                   api_module_add_type(t, module, datagram_transport_type(t)) < 0
               ? -1
               : 0;
}

Value asyncio_net_module(Thread *t)
{
    static const ModuleSpec spec = {"_asyncio_net",
                                    "Streams, transports, the coroutines of sockets.",
                                    sock_functions, net_exec};
    return api_module(t, &spec);
}
