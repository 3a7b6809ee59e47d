"""shlex: every state, with and without posix, punctuation and comments."""
import shlex, random, sys, io
random.seed(7)
al='ab1_ \t\n\'"\\#;|&()<>~-./*?=é$,:@'
print(shlex.shlex(posix=True).wordchars, shlex.shlex().wordchars, shlex.shlex('',punctuation_chars=True).wordchars)
for i in range(40):
    s=''.join(random.choice(al) for _ in range(random.randrange(14)))
    for posix in (False,True):
        for pc in (False,True,'|;'):
            for ws in (False,True):
                for com in ('#',''):
                    l=shlex.shlex(s,posix=posix,punctuation_chars=pc); l.whitespace_split=ws; l.commenters=com
                    out=[]
                    try:
                        for t in l: out.append(t)
                    except ValueError as e: out.append(str(e))
                    print(repr(s),posix,pc,ws,com,out,l.lineno,l.state,repr(l.token))
    print(shlex.quote(s), shlex.join([s,'x y']))
    try: print(shlex.split(s), shlex.split(s,True))
    except ValueError as e: print(e)
l=shlex.shlex("a 'b c' d\\e # x\n(f)",posix=True); l.debug=2
try: print(list(l))
except ValueError as e: print(e)
l.push_token('q'); print(l.get_token())
l=shlex.shlex('a b'); l.debug=1; print(list(l), l.error_leader('f',3), l.error_leader())
