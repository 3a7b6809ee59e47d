# SPDX-License-Identifier: MIT
"""Options of a command line as getopt(3) of C reads them."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


def _(text):
    from gettext import gettext
    return gettext(text)


class GetoptError(Exception):
    """A wrong option: msg says why, opt is the option."""
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def _long_list(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def getopt(args, shortopts, longopts=[]):
    """(options, arguments) up to the first argument that is no option. In shortopts a colon
    behind a letter, in longopts a '=' behind a name says that a value follows."""
    opts, longopts = [], _long_list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        args = _one_option(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt(), with options also behind arguments; not if shortopts begins with '+' or
    POSIXLY_CORRECT is set."""
    opts, rest, longopts = [], [], _long_list(longopts)
    options_first = False
    if shortopts.startswith('+'):
        shortopts = shortopts[1:]
        options_first = True
    elif os.environ.get("POSIXLY_CORRECT"):
        options_first = True
    while args:
        if args[0] == '--':
            rest += args[1:]
            break
        if args[0][:2] == '--' or args[0][:1] == '-' and args[0] != '-':
            args = _one_option(opts, args, shortopts, longopts)
        elif options_first:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


def _one_option(opts, args, shortopts, longopts):
    """Reads the options in args[0]; returns the arguments left."""
    if args[0].startswith('--'):
        return do_longs(opts, args[0][2:], longopts, args[1:])[1]
    return do_shorts(opts, args[0][1:], shortopts, args[1:])[1]


def do_longs(opts, opt, longopts, args):
    name, has_value, value = opt.partition('=')
    value = value if has_value else None
    has_arg, name = long_has_args(name, longopts)
    if has_arg:
        if value is None:
            if not args:
                raise GetoptError(_('option --%s requires argument') % name, name)
            value, args = args[0], args[1:]
    elif value is not None:
        raise GetoptError(_('option --%s must not have an argument') % name, name)
    opts.append(('--' + name, value or ''))
    return opts, args


def long_has_args(opt, longopts):
    """(whether it takes a value, its whole name): a unique beginning is enough."""
    possible = [o for o in longopts if o.startswith(opt)]
    if not possible:
        raise GetoptError(_('option --%s not recognized') % opt, opt)
    if opt in possible:
        return False, opt
    if opt + '=' in possible:
        return True, opt
    if len(possible) > 1:
        raise GetoptError(_('option --%s not a unique prefix') % opt, opt)
    name = possible[0]
    return (True, name[:-1]) if name.endswith('=') else (False, name)


def do_shorts(opts, optstring, shortopts, args):
    while optstring != '':
        opt, optstring = optstring[0], optstring[1:]
        value = ''
        if short_has_arg(opt, shortopts):
            if optstring == '':
                if not args:
                    raise GetoptError(_('option -%s requires argument') % opt, opt)
                optstring, args = args[0], args[1:]
            value, optstring = optstring, ''
        opts.append(('-' + opt, value))
    return opts, args


def short_has_arg(opt, shortopts):
    for i, letter in enumerate(shortopts):
        if opt == letter != ':':
            return shortopts.startswith(':', i + 1)
    raise GetoptError(_('option -%s not recognized') % opt, opt)
