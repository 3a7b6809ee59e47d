# More arguments than parameters, keywords included, are counted before anybody looks at their names.
import collections
import itertools


def t(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


t(memoryview,b'',object=1)
t(memoryview,object=b'',x=1)
t(memoryview,x=1,y=2)
t(int.from_bytes,b'','big',signed=True,x=1)
t(int.from_bytes,b'','big',byteorder='x',signed=1)
t(int.from_bytes,b'','big',byteorder='x')
t((1).to_bytes,1,length=2)
t((1).to_bytes,1,'big',length=2,signed=3)
t(sorted,[],x=1)
t([].sort,key=None,reverse=False,x=1)
t([].sort,1)
t('a'.encode,'a','b',errors='c')
t('a'.encode,'a',encoding='c')
t('a'.split,'a',sep='c')
t('a'.split,'a',2,sep='c')
t('a'.splitlines,True,keepends=3)
t(b'a'.decode,'a',encoding='b')
t(round,1,2,ndigits=3)
t(round,1,number=3)
t(sum,[],1,start=2)
t(sum,[],start=2,x=1)
t(enumerate,[],1,start=2)
t(pow,1,2,3,mod=4)
t(compile,1,2,3,filename=2)
t(complex,1,2,imag=3)
t(complex,1,real=3)
t(float,1,x=2)
t(str,b'','a',encoding='c')
t(bytes,'a','b','c',errors='d')
t(bytes,1,source=2)
t(print,1,x=2)
t(bytearray,1,source=2)
t(open,1,mode='r',file=2)
t(__import__,'a',name='b')
t('{}'.expandtabs,1,tabsize=2)
t(itertools.accumulate,[],None,func=1)
t(itertools.count,1,2,step=3)
t(itertools.repeat,1,2,times=3)
t(itertools.compress,[],[],data=1)
t(itertools.permutations,[],1,r=2)
t(collections.deque,[],1,maxlen=2)
