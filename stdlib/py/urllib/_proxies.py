# SPDX-License-Identifier: MIT
"""Proxies: which the environment names, and the handler that sends requests to them."""
import base64
import os
from urllib._handlers import BaseHandler
from urllib.parse import _splitpasswd, _splitport, _splittype, _splituser, unquote


def _parse_proxy(proxy):
    """(scheme or None, user, password, host:port)."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith("/"):
        scheme, authority = None, proxy
    else:
        if not rest.startswith("//"):
            raise ValueError("proxy URL with no authority: %r" % proxy)
        if '@' in rest:
            # A password may contain a slash.
            host_separator = rest.find('@')
            end = rest.find("/", host_separator)
        else:
            end = rest.find("/", 2)
        authority = rest[2:] if end == -1 else rest[2:end]
    userinfo, hostport = _splituser(authority)
    user, password = _splitpasswd(userinfo) if userinfo is not None else (None, None)
    return scheme, user, password, hostport


class ProxyHandler(BaseHandler):
    """Sends requests to the proxies of a dict {scheme: address}, by default those of the
    environment."""
    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        for scheme, url in self.proxies.items():
            scheme = scheme.lower()
            setattr(self, '%s_open' % scheme,
                    lambda r, proxy=url, type=scheme: self.proxy_open(r, proxy, type))

    def proxy_open(self, req, proxy, type):
        original = req.type
        proxy_type, user, password, hostport = _parse_proxy(proxy)
        if proxy_type is None:
            proxy_type = original
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            both = '%s:%s' % (unquote(user), unquote(password))
            creds = base64.b64encode(both.encode()).decode("ascii")
            req.add_header('Proxy-authorization', 'Basic ' + creds)
        req.set_proxy(unquote(hostport), proxy_type)
        if original == proxy_type or original == 'https':
            return None         # the handler of the scheme goes on
        return self.parent.open(req, timeout=req.timeout)


def getproxies_environment():
    """{scheme: address} of SCHEME_proxy in the environment; small letters win."""
    proxies = {}
    entries = [(name, value) for name, value in os.environ.items()
               if len(name) > 5 and name[-6] == "_" and name[-5:].lower() == "proxy"]
    for name, value in entries:
        if value:
            proxies[name[:-6].lower()] = value
    # In a CGI program HTTP_PROXY may come from the client's header.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value in entries:
        if name[-6:] == '_proxy':
            scheme = name[:-6].lower()
            if value:
                proxies[scheme] = value
            else:
                proxies.pop(scheme, None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether no_proxy names the host."""
    if proxies is None:
        proxies = getproxies_environment()
    no_proxy = proxies.get('no')
    if no_proxy is None:
        return False
    if no_proxy == '*':
        return True
    host = host.lower()
    hostonly = _splitport(host)[0]
    for name in no_proxy.split(','):
        name = name.strip().lstrip('.').lower()
        if name and (hostonly == name or host == name or hostonly.endswith('.' + name)
                     or host.endswith('.' + name)):
            return True
    return False


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
