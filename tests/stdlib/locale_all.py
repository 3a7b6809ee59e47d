# locale: the C locale, names, numbers and money by given conventions, errors.
import locale
from locale import *
from locale import nl_langinfo, CODESET, RADIXCHAR, DAY_1, MON_12, ABDAY_3, D_T_FMT, YESEXPR, T_FMT_AMPM, delocalize, localize
import locale as l
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(l.__all__); 
t(lambda:setlocale(LC_ALL)); t(lambda:setlocale(LC_ALL,'C')); t(lambda:setlocale(LC_ALL,'nope')); t(lambda:setlocale(99)); t(lambda:getlocale()); t(lambda:getlocale(LC_NUMERIC)); t(lambda:getlocale(LC_ALL)); t(lambda:localeconv()); t(lambda:getencoding()); t(lambda:getpreferredencoding()); t(lambda:getpreferredencoding(False))
t(lambda:format_string('%d',1234567,True)); t(lambda:format_string('%.2f',1234567.891,grouping=True)); t(lambda:format_string('%s %d %%',('a',5))); t(lambda:format_string('%(a)d',{'a':3})); t(lambda:format_string('%10.1f|%-8d|',(2.55,7))); t(lambda:format_string('%*d',(5,7))); t(lambda:currency(5)); t(lambda:atof('1.5')); t(lambda:atoi('15')); t(lambda:atof('x')); t(lambda:delocalize('1,5')); t(lambda:localize('1.5')); t(lambda:localize('15',grouping=True)); t(lambda:str(1.5)); t(lambda:str(1e20)); t(lambda:(lambda n:(n>0)-(n<0))(strcoll('a','b'))); t(lambda:(lambda n:(n>0)-(n<0))(strcoll('b','a'))); t(lambda:(lambda n:(n>0)-(n<0))(strcoll('a','a'))); t(lambda:strxfrm('abc')); t(lambda:(lambda n:(n>0)-(n<0))(strcoll('a',1))); t(lambda:strxfrm('a\0b'))
t(lambda:normalize('en_US')); t(lambda:normalize('ru')); t(lambda:normalize('de_DE.utf8')); t(lambda:normalize('C')); t(lambda:normalize('xx_YY.zz')); t(lambda:normalize('en_US.ISO8859-1')); t(lambda:normalize('ru_RU.koi8r@euro')); t(lambda:normalize('POSIX')); t(lambda:normalize('fr_FR@euro'))
t(lambda:nl_langinfo(CODESET)); t(lambda:nl_langinfo(RADIXCHAR)); t(lambda:nl_langinfo(DAY_1)); t(lambda:nl_langinfo(MON_12)); t(lambda:nl_langinfo(ABDAY_3)); t(lambda:nl_langinfo(D_T_FMT)); t(lambda:nl_langinfo(9999)); t(lambda: nl_langinfo(YESEXPR)); t(lambda: nl_langinfo(T_FMT_AMPM))
t(lambda:setlocale(LC_ALL,('en_US','UTF-8'))); t(lambda:setlocale(LC_CTYPE,'C.UTF-8')); t(lambda:getlocale(LC_CTYPE)); t(lambda:setlocale(LC_ALL)); t(lambda:setlocale(LC_NUMERIC,None)); t(lambda:setlocale(LC_ALL,'')) 
t(lambda:Error.__mro__); t(lambda:CHAR_MAX); t(lambda:[LC_CTYPE,LC_COLLATE,LC_TIME,LC_MONETARY,LC_MESSAGES,LC_NUMERIC,LC_ALL])
l._override_localeconv={'decimal_point':',','thousands_sep':'.','grouping':[3,3,0],'mon_thousands_sep':' ','mon_decimal_point':',','mon_grouping':[3,0],'int_curr_symbol':'EUR ','currency_symbol':'€','frac_digits':2,'int_frac_digits':2,'p_cs_precedes':0,'n_cs_precedes':1,'p_sep_by_space':1,'n_sep_by_space':0,'p_sign_posn':1,'n_sign_posn':1,'positive_sign':'','negative_sign':'-'}
t(lambda:format_string('%d',1234567,True)); t(lambda:format_string('%.2f',-1234567.891,grouping=True)); t(lambda:currency(1234.5)); t(lambda:currency(-1234.5,grouping=True)); t(lambda:currency(3.25,international=True)); t(lambda:currency(3,symbol=False)); t(lambda:atof('1.234,5')); t(lambda:delocalize('1.234,5')); t(lambda:localize('1234567.5',grouping=True)); t(lambda:str(1.5)); t(lambda:format_string('%15.2f|%-15.2f|',(12345.678,12345.678),True)); t(lambda:atoi('1.234')); t(lambda: format_string('%d',1234567,True,monetary=True)); t(lambda: localize('1234.5',grouping=True,monetary=True))
