# statistics: all functions on all kinds of data, errors, NormalDist, kernels.
from statistics import *
import statistics as s
from fractions import Fraction as F
from decimal import Decimal as D
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
print(s.__all__)
datas=[[1,2,3,4],[1.5,2.5,2.5,2.75,3.25,4.75],[F(1,2),F(3,4)],[D('0.5'),D('0.75'),D('0.625'),D('0.375')],[],[1],['a','b'],[1,None],[1,F(1,2),2.5],[float('inf'),1],[float('nan'),1],[True,False],[3,1,2],[10**20,1,-10**20],'abc',[1,1,2,2],[-1,2],[0,1], iter([1,2,3,4,5])]
import copy
for f in (mean,fmean,geometric_mean,harmonic_mean,median,median_low,median_high,mode,multimode,pstdev,pvariance,stdev,variance,median_grouped,quantiles):
    for d in datas[:-1]:
        print(f.__name__,d,end=' '); t(lambda:f(d))
    print(f.__name__,end=' '); t(lambda:f(iter([1,2,3,4,5])))
t(lambda:fmean([1,2,3],[1,2,3])); t(lambda:fmean([1,2],[1])); t(lambda:fmean([1,2],[0,0])); t(lambda:fmean([1,2],weights='ab')); t(lambda:fmean(iter([1,2]),iter([3,4]))); t(lambda:harmonic_mean([40,60],weights=[5,30])); t(lambda:harmonic_mean([40,60],weights=[5])); t(lambda:harmonic_mean([40,-60],[1,2])); t(lambda:harmonic_mean([40,60],[0,0])); t(lambda:harmonic_mean([40,0])); t(lambda:harmonic_mean([F(1,3),2])); t(lambda: harmonic_mean([10],[-1])); t(lambda: harmonic_mean(['x']))
for n in (1,2,4,10):
  for m in ('exclusive','inclusive'): t(lambda:quantiles([105,129,87,86,111,111,89,81,108,92,110,100,75,105,103,109,76,119,99,91],n=n,method=m))
t(lambda:quantiles([1,2],n=0)); t(lambda:quantiles([1,2],method='x')); t(lambda:quantiles([1])); t(lambda:quantiles([]))
t(lambda:covariance([1,2,3],[4,5,9])); t(lambda:covariance([1],[2])); t(lambda:covariance([1,2],[2])); t(lambda:correlation([1,2,3],[4,5,9])); t(lambda:correlation([1,2,3],[1,1,1])); t(lambda:correlation([1],[2])); t(lambda:correlation([1,2],[2])); t(lambda:correlation([1,2,3,4],[1,4,9,16],method='ranked')); t(lambda:correlation([1,2,2,4],[1,4,9,9],method='ranked')); t(lambda:correlation([1,2],[1,2],method='x')); t(lambda:linear_regression([1,2,3],[4,5,9])); t(lambda:linear_regression([1,2,3],[4,5,9],proportional=True)); t(lambda:linear_regression([1,1],[2,3])); t(lambda:linear_regression([1],[2])); t(lambda:linear_regression([1,2],[2])); t(lambda:linear_regression([1,2,3],[4,5,9]).slope)
t(lambda:pvariance([1,2,3],2)); t(lambda:variance([1,2,3],2)); t(lambda:pstdev([1,2,3],mu=1)); t(lambda:stdev([1,2,3],xbar=1)); t(lambda:variance([F(1,6),F(1,2),F(5,3)])); t(lambda:stdev([D('1.5'),D('2.5'),D('4')])); t(lambda: pstdev([F(1,6),F(1,2)])); t(lambda:median_grouped([52,52,53,54],interval=2)); t(lambda:median_grouped(['a'])); t(lambda:mode(['red','blue','red'])); t(lambda:multimode('aabbbbccddddeeffffgg')); t(lambda:mode([[1]]))
n=NormalDist(100,15); print(n,repr(n),n.mean,n.median,n.mode,n.stdev,n.variance,n.pdf(110),n.cdf(110),n.inv_cdf(.75),n.zscore(130),n.quantiles(),n.quantiles(3),n+5,n-5,n*2,n/2,-n,+n,5+n,5-n,2*n,hash(n)==hash(NormalDist(100,15)),n==NormalDist(100,15),n==3,n.overlap(NormalDist(110,10)),NormalDist(1,2).overlap(NormalDist(3,2)),n.samples(3,seed=5),n+NormalDist(1,2),n-NormalDist(1,2),NormalDist.from_samples([1,2,3.5]),NormalDist(), copy.copy(n), copy.deepcopy(n))
t(lambda:NormalDist(1,-1)); t(lambda:NormalDist(1,0).pdf(1)); t(lambda:NormalDist(1,0).cdf(1)); t(lambda:n.inv_cdf(0)); t(lambda:n.inv_cdf(1)); t(lambda:NormalDist(1,0).inv_cdf(.5)); t(lambda:NormalDist(1,0).zscore(1)); t(lambda:n.overlap(3)); t(lambda:NormalDist(1,0).overlap(n)); t(lambda:setattr(n,'mean',3)); t(lambda:NormalDist.from_samples([1])); t(lambda:[n.inv_cdf(p) for p in (1e-10,.001,.01,.1,.3,.5,.7,.9,.99,.999,1-1e-10)]); t(lambda:n.__reduce_ex__(2)[1:]); t(lambda: n-'x'); t(lambda: n.samples(-1)); t(lambda: NormalDist('a'))
data=[-2.1,-1.3,-0.4,1.9,5.1,6.2]
for k in ('normal','gauss','logistic','sigmoid','rectangular','uniform','triangular','parabolic','epanechnikov','quartic','biweight','triweight','cosine'):
    f=kde(data,1.5,k); g=kde(data,1.5,k,cumulative=True); print(k,[f(x) for x in (-2,0,1.7,9)],[g(x) for x in (-2,0,1.7,9)],f.__doc__,g.__doc__); r=kde_random(data,1.5,k,seed=8); print([r() for _ in range(3)],r.__doc__)
t(lambda:kde([],1)); t(lambda:kde([1],0)); t(lambda:kde([1],1,'x')); t(lambda:kde(['a'],1)); t(lambda:kde_random([],1)); t(lambda:kde_random([1],-1)); t(lambda:kde_random([1],1,'x')); t(lambda:kde_random(['a'],1)); t(lambda: s.StatisticsError.__mro__); t(lambda:kde(iter([1,2]),1)(1))
import random
r=random.Random(3)
for _ in range(20):
    d=[r.choice([r.random()*10**r.randint(-5,5),r.randint(-9,99)]) for _ in range(r.randint(2,30))]
    print(mean(d),fmean(d),median(d),stdev(d),pstdev(d),variance(d),pvariance(d),quantiles(d,n=5),geometric_mean([abs(x)+1 for x in d]),harmonic_mean([abs(x) for x in d]),fmean(d,weights=[abs(x)+1 for x in d]),correlation(d,d[::-1]) if len(d)>2 and len(set(d))>1 else 0,covariance(d,d[1:]+d[:1]),linear_regression(range(len(d)),d), median_grouped(d))
