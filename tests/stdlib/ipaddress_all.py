# ipaddress: every public name of addresses, networks and interfaces, results and errors.
import ipaddress as ia
from ipaddress import *
import copy

def names(obj):
    return [n for n in dir(obj) if not n.startswith('_')]

for c in (IPv4Address, IPv6Address, IPv4Network, IPv6Network, IPv4Interface, IPv6Interface): print(names(c))
def show(x):
    print(repr(x), x, hash(x) == hash(copy.copy(x)))
    for n in names(x):
        v = getattr(x, n)
        if not callable(v): print('  ', n, '=', repr(v))
for a in ['0.0.0.0', '127.0.0.1', '10.1.2.3', '8.8.8.8', '224.0.0.1', '240.0.0.1', '169.254.1.1', '100.64.0.1', '192.0.0.9', '192.0.0.170', '255.255.255.255',
          '::', '::1', '2001:db8::1', '::ffff:1.2.3.4', '::ffff:127.0.0.1', '2002:102:304::', '2001:0:4136:e378:8000:63bf:3fff:fdd2', 'ff02::1', 'fec0::1', '1:0:0:2:0:0:0:3',
          '1:0:2:0:3:0:4:0', '2606:4700::1111', 'fc00::1', '::ffff:0.0.0.0', '::ffff:224.0.0.1', '::ffff:169.254.1.1', '64:ff9b:1::', '::1.2.3.4', 'A:B::C']:
    show(ip_address(a))
for n in ['10.0.0.0/8', '192.168.1.0/30', '1.2.3.4/32', '1.2.3.4/31', '0.0.0.0/0', '192.0.2.0/255.255.255.0', '192.0.2.0/0.0.0.255', '100.64.0.0/10', '2001:db8::/32', '::/0', '::1/128', 'fe80::/10', '::/127', 'fec0::/10']:
    show(ip_network(n))
for i in ['10.1.2.3/8', '1.2.3.4', '2001:db8::5/64', '::1/128', '::/0', '::ffff:1.2.3.4/96', '::ffff:1.2.3.4/128']:
    show(ip_interface(i))
print([str(h) for h in ip_network('10.0.0.0/29').hosts()], list(ip_network('10.0.0.0/31').hosts()), list(ip_network('10.0.0.1/32').hosts()), list(ip_network('::/126').hosts()), list(ip_network('::/127').hosts()), list(ip_network('::5/128').hosts()))
n = ip_network('10.0.0.0/29')
print(n[0], n[-1], n[3], n[-8], list(ip_network('10.0.0.0/30')), IPv4Address('10.0.0.3') in n, IPv4Address('10.0.0.8') in n, ip_address('::1') in n, n in n)
print(list(n.subnets()), list(n.subnets(2)), list(n.subnets(new_prefix=31)), n.supernet(), n.supernet(3), n.supernet(new_prefix=16), list(ip_network('1.1.1.1').subnets()), ip_network('0.0.0.0/0').supernet())
print(n.overlaps(ip_network('10.0.0.4/30')), n.overlaps(ip_network('10.0.0.8/30')), n.subnet_of(ip_network('10.0.0.0/8')), n.supernet_of(ip_network('10.0.0.0/30')), n.compare_networks(ip_network('10.0.0.0/30')), n.compare_networks(n), n.compare_networks(ip_network('9.0.0.0/8')))
print(list(n.address_exclude(ip_network('10.0.0.2/32'))), list(n.address_exclude(n)))
print(list(collapse_addresses([ip_network('10.0.0.0/25'), ip_network('10.0.0.128/25'), ip_address('10.0.1.0'), ip_address('10.0.1.1'), ip_network('10.0.0.5/32'), ip_interface('1.1.1.1')])), list(collapse_addresses([])))
print(list(summarize_address_range(ip_address('192.0.2.0'), ip_address('192.0.2.130'))), list(summarize_address_range(ip_address('::'), ip_address('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'))), list(summarize_address_range(ip_address('0.0.0.0'), ip_address('255.255.255.255'))))
print(sorted([ip_network('2.0.0.0/8'), ip_address('1.1.1.1'), ip_address('::1'), ip_network('1.1.1.1')], key=get_mixed_type_key), get_mixed_type_key(5), get_mixed_type_key(ip_network('1.0.0.0/8')))
a, b = ip_address('1.2.3.4'), ip_address('::5')
z = ip_address('fe80::1%eth0'); print(repr(z), z.scope_id, z.compressed, z.is_link_local, z.packed, hash(z) == hash(ip_address('fe80::1%eth0')), repr(ip_interface('fe80::1%2/64')))
print(a + 5, a - 1, int(a), a < a + 1, a <= a, a > a, a >= a, a == '1.2.3.4', a != b, a == ip_interface('1.2.3.4/8'), ip_interface('1.2.3.4/8') == ip_interface('1.2.3.4/9'), ip_interface('1.2.3.4/8') < ip_interface('1.2.3.4/9'), ip_address('fe80::1%a') == ip_address('fe80::1'))
print(ip_network('1.0.0.0/8') < ip_network('1.0.0.0/9'), ip_network('1.0.0.0/8') == ip_network('1.0.0.0/8'), ip_network('1.0.0.0/8') >= ip_network('2.0.0.0/8'), hash(ip_network('1.0.0.0/8')) == hash(ip_network('1.0.0.0/8')))
for f in ('', 's', '>12', '20s', 'b', 'x', 'X', 'n', '#b', '#x', '_b', '#_x', '_X', '#_n'): print(f, '|', format(a, f), '|', format(b, f))
print(IPv4Address(b'\x01\x02\x03\x04'), IPv6Address(b'\0' * 15 + b'\1'), IPv4Address(5), ip_address(2**32), IPv4Network(5), IPv4Network((5, 31), strict=False), IPv4Network(('1.2.3.0', '255.255.255.0')), IPv6Network(b'\0' * 16), IPv4Interface(('1.2.3.4', 24)), IPv6Interface((1, 64)), IPv4Interface(7), IPv4Network(b'\1\2\3\4'), IPv4Network(('1.1.1.1',)))
print(v4_int_to_packed(1), v6_int_to_packed(1), IPV4LENGTH, IPV6LENGTH, issubclass(AddressValueError, ValueError), issubclass(NetmaskValueError, ValueError), a.__reduce__(), b.__reduce__(), n.__reduce__(), ip_interface('1.2.3.4/8').__reduce__(), copy.deepcopy(n) == n)
bad = [lambda s=s: IPv4Address(s) for s in ('', '1.2.3', '1.2.3.4.5', '1.2.3.a', '01.2.3.4', '1.2.3.256', '1..3.4', '1.2.3.1234', '1.2.3.4/8', -1, 2**32, b'abc', '1.2.3.\u0664')]
bad += [lambda s=s: IPv6Address(s) for s in ('', '1:2', ':::', '1::2::3', ':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8:9:a', '12345::', 'g::', '::1/64', '::1.2.3', '::1%', '::1%a%b', '1::2:3:4:5:6:7:8', ':1::', '1::2:', '1:2:3:4:5:6:7', -1, 2**128, b'abc')]
bad += [lambda s=s: IPv4Network(s) for s in ('1.2.3.4/24', '1.2.3.0/33', '1.2.3.0/a', '1.2.3.0/255.0.255.0', '1.2.3.0/-1', '1.2.3.0/8/9', '1.2.3.0/', ('1.2.3.0', 40), '1.2.3.0/1.2.3')]
bad += [lambda s=s: IPv6Network(s) for s in ('::1/64', '::/129', '::/a', '::/ffff::', '::1/0')]
bad += [lambda: ip_address('fe80::1%a').exploded, lambda: ip_address('fe80::1%a').reverse_pointer, lambda: ip_address('x'), lambda: ip_network('x'), lambda: ip_interface('x'), lambda: ip_address(-1), lambda: ip_network('1.2.3.4/8'), lambda: ip_address(None), lambda: a + 2**32, lambda: a - 2**32, lambda: a + 'x', lambda: a < b, lambda: a < 5, lambda: n < 5, lambda: n < ip_network('::/0'),
        lambda: n[8], lambda: n[-9], lambda: list(n.subnets(-1)), lambda: list(n.subnets(10)), lambda: list(n.subnets(2, 30)), lambda: list(n.subnets(new_prefix=20)), lambda: n.supernet(40), lambda: n.supernet(2, 8), lambda: n.supernet(new_prefix=30),
        lambda: list(n.address_exclude(ip_network('::/0'))), lambda: list(n.address_exclude(a)), lambda: list(n.address_exclude(ip_network('9.0.0.0/8'))), lambda: n.subnet_of(ip_network('::/0')), lambda: n.subnet_of(a), lambda: n.compare_networks(ip_network('::/0')),
        lambda: list(summarize_address_range(n, n)), lambda: summarize_address_range(a, b), lambda: summarize_address_range(a + 1, a), lambda: list(collapse_addresses([a, b])), lambda: list(collapse_addresses([n, ip_network('::/0')])), lambda: list(collapse_addresses([a, ip_network('::5')])),
        lambda: v4_int_to_packed(-1), lambda: v4_int_to_packed(2**32), lambda: v6_int_to_packed(2**128), lambda: format(a, 'q'), lambda: format(a, '5x'), lambda: '%d' % 5 and a._nope]
for f in bad:
    try: print('no error', f())
    except Exception as e: print(type(e).__name__, e)
