# SPDX-License-Identifier: MIT
"""Logging set up from a file in the format of configparser."""

import configparser
import logging
import logging.handlers
import os

from .config import _find_object, _forget_handlers, _settle_others


def configure(source, defaults, disable, encoding):
    """What fileConfig() does."""
    sections = _read(source, defaults, encoding)
    formatters = {name: _formatter(sections, name) for name in _names(sections, 'formatters')}
    with logging._lock:
        _forget_handlers()
        handlers = _handlers(sections, formatters)
        _loggers(sections, handlers, disable)


def _read(source, defaults, encoding):
    if isinstance(source, configparser.RawConfigParser):
        return source
    if isinstance(source, str):
        if not os.path.exists(source):
            raise FileNotFoundError(f"{source} doesn't exist")
        if not os.path.getsize(source):
            raise RuntimeError(f'{source} is an empty file')
    parser = configparser.ConfigParser(defaults)
    try:
        if hasattr(source, 'readline'):
            parser.read_file(source)
        else:
            import io
            parser.read(source, encoding=io.text_encoding(encoding))
    except configparser.ParsingError as exc:
        raise RuntimeError(f'{source} is invalid: {exc}')
    return parser


def _split(text):
    """The names in a list with commas."""
    return [name.strip() for name in text.split(',')] if text else []


def _names(sections, kind):
    return _split(sections[kind]['keys'])


def _value(text):
    """A value written as an expression, in which the names of logging are known."""
    return eval(text, vars(logging))


def _formatter(sections, name):
    section = 'formatter_' + name
    fmt, datefmt, defaults = (sections.get(section, option, raw=True, fallback=None)
                              for option in ('format', 'datefmt', 'defaults'))
    style = sections.get(section, 'style', raw=True, fallback='%')
    wanted = sections[section].get('class')
    make = _find_object(wanted) if wanted else logging.Formatter
    return make(fmt, datefmt, style, **({'defaults': _value(defaults)} if defaults else {}))


def _handlers(sections, formatters):
    made, targets = {}, {}
    for name in _names(sections, 'handlers'):
        section = sections['handler_' + name]
        kind = section['class']
        try:
            make = _value(kind)
        except (AttributeError, NameError):
            make = _find_object(kind)
        handler = make(*_value(section.get('args', '()')), **_value(section.get('kwargs', '{}')))
        made[name] = handler
        handler.name = name
        if 'level' in section:
            handler.setLevel(section['level'])
        if section.get('formatter', ''):
            handler.setFormatter(formatters[section['formatter']])
        if issubclass(make, logging.handlers.MemoryHandler) and section.get('target', ''):
            targets[handler] = section['target']        # it may come later in the file
    for handler, target in targets.items():
        handler.setTarget(made[target])
    return made


def _set_up(logger, section, handlers):
    if 'level' in section:
        logger.setLevel(section['level'])
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
    for name in _split(section['handlers']):
        logger.addHandler(handlers[name])


def _loggers(sections, handlers, disable):
    names = _names(sections, 'loggers')
    names.remove('root')
    _set_up(logging.root, sections['logger_root'], handlers)
    existing = dict(logging.root.manager.loggerDict)
    named = []
    for name in names:
        section = sections['logger_' + name]
        logger = logging.getLogger(section['qualname'])
        named.append(section['qualname'])
        propagate = section.getint('propagate', fallback=1)
        _set_up(logger, section, handlers)
        logger.propagate, logger.disabled = propagate, 0
    _settle_others(existing, named, disable)
