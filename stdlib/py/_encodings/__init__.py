# SPDX-License-Identifier: MIT
"""Encodings in the language, found by codecs.lookup() when a name is none of the native ones."""
import codecs

_MORE = {  # module name: (module, other names)
    'base64_codec': ('transforms', 'base64 base_64'), 'bz2_codec': ('transforms', 'bz2'),
    'hex_codec': ('transforms', 'hex'),
    'quopri_codec': ('transforms', 'quopri quoted_printable quotedprintable'),
    'rot_13': ('transforms', 'rot13'), 'uu_codec': ('transforms', 'uu'),
    'zlib_codec': ('transforms', 'zip zlib'),
    'utf_7': ('utf7', 'u7 utf7 unicode_1_1_utf_7'), 'punycode': ('hosts', ''),
    'idna': ('hosts', ''), 'charmap': ('charmaps', ''), 'undefined': ('charmaps', ''),
    'big5': ('multibyte', 'big5_tw csbig5 x_mac_trad_chinese'),
    'big5hkscs': ('multibyte', 'big5_hkscs hkscs'),
    'cp932': ('multibyte', '932 ms932 mskanji ms_kanji windows_31j'),
    'cp949': ('multibyte', '949 ms949 uhc'), 'cp950': ('multibyte', '950 ms950'),
    'euc_jis_2004': ('multibyte', 'jisx0213 eucjis2004 euc_jis2004'),
    'euc_jisx0213': ('multibyte', 'eucjisx0213'), 'euc_jp': ('multibyte', 'eucjp ujis u_jis'),
    'euc_kr': ('multibyte',
               'euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001 x_mac_korean'),
    'gb18030': ('multibyte', 'gb18030_2000'),
    'gb2312': ('multibyte',
               'chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 '
                            'iso_ir_58 x_mac_simp_chinese'),
    'gbk': ('multibyte', '936 cp936 ms936'), 'johab': ('multibyte', 'cp1361 ms1361'),
    'shift_jis': ('multibyte', 'csshiftjis shiftjis sjis s_jis x_mac_japanese'),
    'shift_jis_2004': ('multibyte', 'shiftjis2004 sjis_2004 s_jis_2004'),
    'shift_jisx0213': ('multibyte', 'shiftjisx0213 sjisx0213 s_jisx0213'),
    'hz': ('iso2022', 'hzgb hz_gb hz_gb_2312'),
    'iso2022_jp': ('iso2022', 'csiso2022jp iso2022jp iso_2022_jp'),
    'iso2022_jp_1': ('iso2022', 'iso2022jp_1 iso_2022_jp_1'),
    'iso2022_jp_2': ('iso2022', 'iso2022jp_2 iso_2022_jp_2'),
    'iso2022_jp_2004': ('iso2022', 'iso_2022_jp_2004 iso2022jp_2004'),
    'iso2022_jp_3': ('iso2022', 'iso2022jp_3 iso_2022_jp_3'),
    'iso2022_jp_ext': ('iso2022', 'iso2022jp_ext iso_2022_jp_ext'),
    'iso2022_kr': ('iso2022', 'csiso2022kr iso2022kr iso_2022_kr'),
}
_names = {}


def _learn():
    for name, (module, others) in _MORE.items():
        for other in (name, *others.split()):
            _names[other] = module, name
    from _encodings._tables import ROWS
    for row in ROWS:
        for other in (row[0], *row[2].split()):
            _names[other] = 'charmaps', row
        _names.setdefault(row[1].replace('-', '_'), ('charmaps', row))


def find(name):
    """CodecInfo of an encoding whose name is normalised, or None."""
    if not _names:
        _learn()
    found = _names.get(name) or _names.get(name.replace('.', '_'))
    if found is None:
        return None
    module = __import__('_encodings.' + found[0], fromlist=['make'])
    return module.make(found[1])


def info(name, encode, decode, encoder=None, decoder=None, text=True):
    """CodecInfo with the classes that go with two stateless functions."""
    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(input, errors)

        def decode(self, input, errors='strict'):
            return decode(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decode(input, self.errors)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = str if text else bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = str if text else bytes

    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter,
                            encoder or IncrementalEncoder, decoder or IncrementalDecoder, name,
                            _is_text_encoding=text)
