# SPDX-License-Identifier: MIT
"""A frame for programs that read commands line by line."""

import string
import sys

__all__ = ["Cmd"]

PROMPT = '(Cmd) '
IDENTCHARS = string.ascii_letters + string.digits + '_'


class Cmd:
    """A subclass has a method do_NAME(rest of the line) for each command; one that returns
    something true ends the loop."""
    # To be overridden: how commands are read,
    use_rawinput, prompt, intro = 1, PROMPT, None
    identchars, lastcmd = IDENTCHARS, ''
    # and what help says.
    ruler, doc_leader = '=', ""
    nohelp = "*** No help on %s"
    doc_header, undoc_header = "Documented commands (type help <topic>):", "Undocumented commands:"
    misc_header = "Miscellaneous help topics:"

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmdqueue = []
        self.completekey = completekey

    def cmdloop(self, intro=None):
        """Show the intro, then read and run commands until one says stop."""
        self.preloop()
        old_completer = self._install_completer()
        try:
            if intro is not None:
                self.intro = intro
            if self.intro:
                self.stdout.write(str(self.intro) + "\n")
            stop = None
            while not stop:
                line = self.cmdqueue.pop(0) if self.cmdqueue else self._read_line()
                line = self.precmd(line)
                stop = self.onecmd(line)
                stop = self.postcmd(stop, line)
            self.postloop()
        finally:
            if old_completer is not None:
                import readline
                readline.set_completer(*old_completer)

    def _install_completer(self):
        """Completion needs the module readline; (the old completer,) or None."""
        if not (self.use_rawinput and self.completekey):
            return None
        try:
            import readline
        except ImportError:
            return None
        old = readline.get_completer()
        readline.set_completer(self.complete)
        readline.parse_and_bind(self.completekey + ": complete")
        return (old,)

    def _read_line(self):
        """The next line; 'EOF' at the end."""
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return 'EOF'
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else 'EOF'

    # ---- to be overridden ----

    def precmd(self, line):
        """Before a command: the line to run."""
        return line

    def postcmd(self, stop, line):
        """After a command: whether to stop."""
        return stop

    def preloop(self):
        """Once, before the loop."""

    def postloop(self):
        """Once, after the loop."""

    def emptyline(self):
        """An empty line: the last command again."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """A command that is not known."""
        self.stdout.write('*** Unknown syntax: %s\n' % line)

    def completedefault(self, *ignored):
        """Completions for a command without a method complete_NAME."""
        return []

    # ---- one line ----

    def parseline(self, line):
        """(command, rest, line); '?' stands for help, '!' for shell."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == '?':
            line = 'help ' + line[1:]
        elif line[0] == '!':
            if not hasattr(self, 'do_shell'):
                return None, None, line
            line = 'shell ' + line[1:]
        i = 0
        while i < len(line) and line[i] in self.identchars:
            i += 1
        return line[:i], line[i:].strip(), line

    def onecmd(self, line):
        """Run one line; returns whether to stop."""
        cmd, arg, line = self.parseline(line)
        if not line or cmd is None:
            return self.default(line) if line else self.emptyline()
        self.lastcmd = line
        if line == 'EOF':
            self.lastcmd = ''
        if cmd == '':
            return self.default(line)
        func = getattr(self, 'do_' + cmd, None)
        if func is None:
            return self.default(line)
        return func(arg)

    # ---- completion ----

    def completenames(self, text, *ignored):
        start = 'do_' + text
        return [name[3:] for name in self.get_names() if name.startswith(start)]

    def complete(self, text, state):
        """The completion number state, for readline."""
        if state == 0:
            import readline
            typed = readline.get_line_buffer()
            line = typed.lstrip()
            begidx, endidx = (place - (len(typed) - len(line))
                              for place in (readline.get_begidx(), readline.get_endidx()))
            if begidx > 0:
                cmd, args, foo = self.parseline(line)
                compfunc = getattr(self, 'complete_' + cmd if cmd else '', self.completedefault)
            else:
                compfunc = self.completenames
            self.completion_matches = compfunc(text, line, begidx, endidx)
        found = self.completion_matches[state:state + 1]
        return found[0] if found else None

    def get_names(self):
        """The names among which commands are looked for."""
        return dir(type(self))

    def complete_help(self, *args):
        commands = set(self.completenames(*args))
        topics = {name[5:] for name in self.get_names() if name.startswith('help_' + args[0])}
        return list(commands | topics)

    # ---- help ----

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if not arg:
            self._help_overview()
            return
        func = getattr(self, 'help_' + arg, None)
        if func is None:
            from inspect import cleandoc
            command = getattr(self, 'do_' + arg, None)
            doc = command.__doc__ if command is not None else None
            doc = cleandoc(doc) if doc else doc
            self.stdout.write("%s\n" % (str(doc) if doc else str(self.nohelp % (arg,))))
            return
        func()

    def _help_overview(self):
        names = self.get_names()
        topics = {name[5:] for name in names if name.startswith('help_')}
        documented, undocumented = [], []
        for name in sorted(set(names)):
            if not name.startswith('do_'):
                continue
            cmd = name[3:]
            if cmd in topics:
                documented.append(cmd)
                topics.remove(cmd)
            elif getattr(self, name).__doc__:
                documented.append(cmd)
            else:
                undocumented.append(cmd)
        self.stdout.write("%s\n" % str(self.doc_leader))
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, sorted(topics), 15, 80)
        self.print_topics(self.undoc_header, undocumented, 15, 80)

    def print_topics(self, header, cmds, cmdlen, maxcol):
        if cmds:
            self.stdout.write("%s\n" % str(header))
            if self.ruler:
                self.stdout.write("%s\n" % str(self.ruler * len(header)))
            self.columnize(cmds, maxcol - 1)
            self.stdout.write("\n")

    def columnize(self, list, displaywidth=80):
        """Write the words in as few lines as fit, column by column, two spaces between."""
        if not list:
            self.stdout.write("<empty>\n")
            return
        wrong = [i for i in range(len(list)) if not isinstance(list[i], str)]
        if wrong:
            raise TypeError("list[i] not a string for i in %s" % ", ".join(map(str, wrong)))
        size = len(list)
        if size == 1:
            self.stdout.write('%s\n' % str(list[0]))
            return
        for nrows in range(1, size):
            ncols = (size + nrows - 1) // nrows
            widths = [max(map(len, list[c * nrows:(c + 1) * nrows]), default=0)
                      for c in range(ncols)]
            if sum(widths) + 2 * (ncols - 1) <= displaywidth:
                break
        else:
            nrows, widths = size, [0]
        for row in range(nrows):
            texts = list[row::nrows]
            self.stdout.write("%s\n" % "  ".join(
                [text.ljust(width) for text, width in zip(texts, widths)]))
