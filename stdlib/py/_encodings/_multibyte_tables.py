# SPDX-License-Identifier: MIT
"""Where CPython's encodings of several bytes differ from those of glibc's iconv(3)."""

# bytes below 128 that are not ASCII
LOW = {
    'shift_jis_2004': {
        0x5c: '\xa5', 0x7e: '\u203e',
    },
    'shift_jisx0213': {
        0x5c: '\xa5', 0x7e: '\u203e',
    },
}

# single bytes beyond
SINGLES = {
    'cp932': {
        0x80: '\x80', 0xa0: '\uf8f0', 0xfd: '\uf8f1', 0xfe: '\uf8f2', 0xff: '\uf8f3',
    },
}

# kana and Cyrillic letters of Big5 with the extensions of ETEN
_ETEN = (
    (
     0xc6a1,
     '\u30fe\u309d\u309e\u3005\u3041\u3042\u3043\u3044\u3045\u3046\u3047\u3048\u3049'
     '\u304a\u304b\u304c\u304d\u304e\u304f\u3050\u3051\u3052\u3053\u3054\u3055\u3056'
     '\u3057\u3058\u3059\u305a\u305b\u305c\u305d\u305e\u305f\u3060\u3061\u3062\u3063'
     '\u3064\u3065\u3066\u3067\u3068\u3069\u306a\u306b\u306c\u306d\u306e\u306f\u3070'
     '\u3071\u3072\u3073\u3074\u3075\u3076\u3077\u3078\u3079\u307a\u307b\u307c\u307d'
     '\u307e\u307f\u3080\u3081\u3082\u3083\u3084\u3085\u3086\u3087\u3088\u3089\u308a'
     '\u308b\u308c\u308d\u308e\u308f\u3090\u3091\u3092\u3093\u30a1\u30a2\u30a3\u30a4'
     '\u30a5\u30a6\u30a7',
    ),
    (
     0xc740,
     '\u30a8\u30a9\u30aa\u30ab\u30ac\u30ad\u30ae\u30af\u30b0\u30b1\u30b2\u30b3\u30b4'
     '\u30b5\u30b6\u30b7\u30b8\u30b9\u30ba\u30bb\u30bc\u30bd\u30be\u30bf\u30c0\u30c1'
     '\u30c2\u30c3\u30c4\u30c5\u30c6\u30c7\u30c8\u30c9\u30ca\u30cb\u30cc\u30cd\u30ce'
     '\u30cf\u30d0\u30d1\u30d2\u30d3\u30d4\u30d5\u30d6\u30d7\u30d8\u30d9\u30da\u30db'
     '\u30dc\u30dd\u30de\u30df\u30e0\u30e1\u30e2\u30e3\u30e4\u30e5\u30e6',
    ),
)

# runs of characters from a code of two bytes on; U+FFFF: none
DECODE = {
    'gb18030': (
        (0xa6d9, '\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793'),
        (0xa6ec, '\ue794\ue795'),
        (0xa6f3, '\ue796'),
        (0xa8bc, '\ue7c7'),
        (0xfe51, '\ue816\ue817\ue818'),
        (0xfe59, '\ue81e'),
        (0xfe61, '\ue826'),
        (0xfe66, '\ue82b\ue82c'),
        (0xfe6c, '\ue831\ue832'),
        (0xfe76, '\ue83b'),
        (0xfe7e, '\ue843'),
        (0xfe90, '\ue854\ue855'),
        (0xfea0, '\ue864'),
    ),
    'big5': (
        (0xa145, '\u2022'),
        (0xa14e, '\uff64'),
        (0xa1c2, '\u203e'),
        (0xa1e3, '\u223c'),
        (0xa1f2, '\u2641\u2609'),
        (0xa241, '\uff0f\uff3c'),
        (0xa244, '\xa5'),
        (0xa246, '\xa2\xa3'),
        (0xa3e1, '\uffff'),
        *_ETEN,
        (
         0xc7a1,
         '\u30e7\u30e8\u30e9\u30ea\u30eb\u30ec\u30ed\u30ee\u30ef\u30f0\u30f1\u30f2\u30f3'
         '\u30f4\u30f5\u30f6\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a\u041b\u041c'
         '\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f'
         '\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0436\u0437\u0438\u0439\u043a\u043b'
         '\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448'
         '\u0449\u044a\u044b\u044c\u044d\u044e\u044f\u2460\u2461\u2462\u2463\u2464\u2465'
         '\u2466\u2467\u2468\u2469\u2474\u2475\u2476\u2477\u2478\u2479\u247a\u247b\u247c'
         '\u247d\uffff\uffff',
        ),
        (
         0xc840,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff',
        ),
        (
         0xc8a1,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff',
        ),
        (
         0xf9d6,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff',
        ),
    ),
    'cp950': (
        *_ETEN,
        (
         0xc7a1,
         '\u30e7\u30e8\u30e9\u30ea\u30eb\u30ec\u30ed\u30ee\u30ef\u30f0\u30f1\u30f2\u30f3'
         '\u30f4\u30f5\u30f6\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a\u041b\u041c'
         '\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f'
         '\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0436\u0437\u0438\u0439\u043a\u043b'
         '\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448'
         '\u0449\u044a\u044b\u044c\u044d\u044e\u044f\u2460\u2461\u2462\u2463\u2464\u2465'
         '\u2466\u2467\u2468\u2469\u2474\u2475\u2476\u2477\u2478\u2479\u247a\u247b\u247c'
         '\u247d\uffff\uffff',
        ),
        (
         0xc840,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff',
        ),
        (
         0xc8a1,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff',
        ),
    ),
    'big5hkscs': (
        (0x877a, '\uffff\uffff\uffff\uffff\uffff'),
        (
         0x87a1,
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff'
         '\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff\uffff',
        ),
        (0xa15a, '\u2574'),
        (0xa1c3, '\uffe3'),
        (0xa1c5, '\u02cd'),
        (0xa1fe, '\uff0f'),
        (0xa240, '\uff3c'),
        (0xa2cc, '\u5341'),
        (0xa2ce, '\u5345'),
    ),
    'shift_jis_2004': (
        (0x815c, '\u2015'),
        (0x815f, '\\'),
        (0x81b0, '~'),
        (0x81d4, '\u2985\u2986'),
    ),
    'shift_jisx0213': (
        (0x815c, '\u2015'),
        (0x815f, '\\'),
        (0x81b0, '~'),
        (0x81d4, '\u2985\u2986'),
        (0x879f, '\uffff'),
        (0x889e, '\uffff'),
        (0x9873, '\uffff'),
        (0x989e, '\uffff'),
        (0xeaa5, '\uffff'),
        (0xeff8, '\uffff\uffff\uffff\uffff\uffff'),
        (0xfc5a, '\u9b1d'),
    ),
    'euc_jis_2004': (
        (0xa1bd, '\u2015'),
        (0xa2d6, '\u2985\u2986'),
    ),
    'euc_jisx0213': (
        (0xa1bd, '\u2015'),
        (0xa2d6, '\u2985\u2986'),
        (0xaea1, '\uffff'),
        (0xaffe, '\uffff'),
        (0xcfd4, '\uffff'),
        (0xcffe, '\uffff'),
        (0xf4a7, '\uffff'),
        (0xfefa, '\uffff\uffff\uffff\uffff\uffff'),
    ),
    'euc_kr': (
        (0xa2e8, '\uffff'),
        (0xa4d4, '\uffff'),
    ),
    'johab': (
        (0x8441, '\u3000\u3131\u3132'),
        (0x8445, '\u3134'),
        (0x8448, '\u3137\u3139'),
        (0x8451, '\u3141'),
        (0x8453, '\u3142'),
        (0x8455, '\u3145\u3146\u3147\u3148\u314a\u314b\u314c\u314d\u314e'),
        (0xd9e8, '\uffff'),
    ),
}

# the same behind 0x8f
TRIPLE = {
    'euc_jp': (
        (0xa2b7, '~'),
    ),
    'euc_jis_2004': (
        (0xa2b7, '~'),
    ),
    'euc_jisx0213': (
        (0xa2b7, '~'),
        (0xfdbb, '\u9b1d'),
    ),
}

# codes that are two characters
PAIRS = {
    'big5hkscs': {
        0x8862: '\xca\u0304', 0x8864: '\xca\u030c', 0x88a3: '\xea\u0304', 0x88a5: '\xea\u030c',
    },
    'shift_jis_2004': {
        0x82f5: '\u304b\u309a', 0x82f6: '\u304d\u309a', 0x82f7: '\u304f\u309a',
        0x82f8: '\u3051\u309a', 0x82f9: '\u3053\u309a', 0x8397: '\u30ab\u309a',
        0x8398: '\u30ad\u309a', 0x8399: '\u30af\u309a', 0x839a: '\u30b1\u309a',
        0x839b: '\u30b3\u309a', 0x839c: '\u30bb\u309a', 0x839d: '\u30c4\u309a',
        0x839e: '\u30c8\u309a', 0x83f6: '\u31f7\u309a', 0x8663: '\xe6\u0300',
        0x8667: '\u0254\u0300', 0x8668: '\u0254\u0301', 0x8669: '\u028c\u0300',
        0x866a: '\u028c\u0301', 0x866b: '\u0259\u0300', 0x866c: '\u0259\u0301',
        0x866d: '\u025a\u0300', 0x866e: '\u025a\u0301', 0x8685: '\u02e9\u02e5',
        0x8686: '\u02e5\u02e9',
    },
    'euc_jis_2004': {
        0xa4f7: '\u304b\u309a', 0xa4f8: '\u304d\u309a', 0xa4f9: '\u304f\u309a',
        0xa4fa: '\u3051\u309a', 0xa4fb: '\u3053\u309a', 0xa5f7: '\u30ab\u309a',
        0xa5f8: '\u30ad\u309a', 0xa5f9: '\u30af\u309a', 0xa5fa: '\u30b1\u309a',
        0xa5fb: '\u30b3\u309a', 0xa5fc: '\u30bb\u309a', 0xa5fd: '\u30c4\u309a',
        0xa5fe: '\u30c8\u309a', 0xa6f8: '\u31f7\u309a', 0xabc4: '\xe6\u0300',
        0xabc8: '\u0254\u0300', 0xabc9: '\u0254\u0301', 0xabca: '\u028c\u0300',
        0xabcb: '\u028c\u0301', 0xabcc: '\u0259\u0300', 0xabcd: '\u0259\u0301',
        0xabce: '\u025a\u0300', 0xabcf: '\u025a\u0301', 0xabe5: '\u02e9\u02e5',
        0xabe6: '\u02e5\u02e9',
    },
}
PAIRS['shift_jisx0213'] = PAIRS['shift_jis_2004']
PAIRS['euc_jisx0213'] = PAIRS['euc_jis_2004']

# codes that are wrong as a whole
HOLES = {
    'shift_jisx0213': (
        0x879f, 0x889e, 0x9873, 0x989e, 0xeaa5, 0xeff8, 0xeff9, 0xeffa, 0xeffb, 0xeffc,
    ),
    'euc_jisx0213': (
        0xaea1, 0xaffe, 0xcfd4, 0xcffe, 0xf4a7, 0xfefa, 0xfefb, 0xfefc, 0xfefd, 0xfefe,
    ),
}

# characters, the size of their bytes, and these; 0: they have none
ENCODE = {
    'big5': (
        ('\u5341\u5345\uff0f\uff3c', 2, b'\xa4Q\xa4\xca\xa2A\xa2B'),
    ),
    'cp950': (
        (
         '\xa2\xa3\xa5\u2022\u203e\u223c\u2609\u2641\u5341\u5345\uff64',
         2,
         b'\xa2F\xa2G\xa2D\xa1E\xa1\xc2\xa1\xe3\xa1\xf3\xa1\xf2\xa4Q\xa4\xca\xa1N',
        ),
    ),
    'big5hkscs': (
        (
         '\u2550\u255e\u2561\u256a\u256d\u256e\u256f\u2570\u5341\u5345\uff0f\uff3c',
         2,
         b'\xf9\xf9\xf9\xe9\xf9\xeb\xf9\xea\xf9\xfa\xf9\xfb\xf9\xfd\xf9\xfc\xa4Q\xa4\xca'
         b'\xa2A\xa2B',
        ),
    ),
    'cp932': (
        ('\xa2\xa3\xac\u2016\u2212\u301c', 2, b'\x81\x91\x81\x92\x81\xca\x81a\x81|\x81`'),
    ),
    'shift_jis': (
        ('\xa5\u203e', 1, b'\\~'),
    ),
    'shift_jis_2004': (
        ('\\~', 2, b'\x81_\x81\xb0'),
    ),
    'shift_jisx0213': (
        ('\\~', 2, b'\x81_\x81\xb0'),
    ),
    'euc_jp': (
        ('\uff5e', 0, b''),
        ('\xa5\u203e', 1, b'\\~'),
    ),
    'euc_jisx0213': (
        ('\u7626\u7e6b\u9b1c', 0, b''),
    ),
    'euc_kr': (
        ('\u3164', 2, b'\xa4\xd4'),
    ),
    'johab': (
        (
         '\u3000\u3131\u3132\u3134\u3137\u3139\u3141\u3142\u3145\u3146\u3147\u3148\u314a'
         '\u314b\u314c\u314d\u314e',
         2,
         b'\xd91\x88A\x8cA\x90A\x94A\x9cA\xa0A\xa4A\xacA\xb0A\xb4A\xb8A\xc0A\xc4A\xc8A\xcc'
         b'A\xd0A',
        ),
    ),
}
