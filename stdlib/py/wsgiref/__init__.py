# SPDX-License-Identifier: MIT
"""WSGI, the interface between servers of the web and applications: util, headers, handlers,
simple_server, types."""
