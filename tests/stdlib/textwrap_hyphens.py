import textwrap
for t in ("this-is-a-useful-feature-for-reformatting posts from tim-peters'ly", "a-b c-d-e x-y-z", "well-known e-mail: a-useful; 2-3 p-4 4-p foo-bar--baz -x --option=a-b -a- --", "em-dash -- and---so on a--b", "Python 1.0.0 was released on 1994-01-26.", "the_id some_thing-else A-B-CD É-é-ü", "'a-b' (c-d) \"e-fg\" hi-'x-y' my-5a 5a-b"):
    for w in (1, 5, 10, 20, 40):
        print(w, textwrap.wrap(t, w), textwrap.wrap(t, w, break_on_hyphens=False), textwrap.wrap(t, w, break_long_words=False))
    print(textwrap.TextWrapper()._split(t))
