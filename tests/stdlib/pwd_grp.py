# pwd and grp: entries by name and number, all entries, errors.
import grp, pwd
print(pwd.getpwnam('root')[:4], pwd.getpwuid(0).pw_dir, pwd.struct_passwd, grp.getgrgid(0), grp.getgrnam('root').gr_gid, grp.struct_group, grp.getgrgid(id=0).gr_name, grp.getgrnam(name='root').gr_mem)
print('root' in [p.pw_name for p in pwd.getpwall()], 0 in [g.gr_gid for g in grp.getgrall()], type(pwd.getpwall()), len(pwd.getpwuid(0)))
p = pwd.getpwnam('root')
print(p.pw_name, p.pw_uid, p.pw_gid, p.pw_gecos == p[4], p.pw_shell == p[6], p.pw_passwd == p[1])
for f, a in [(pwd.getpwnam, None), (pwd.getpwnam, 1), (pwd.getpwuid, 'a'), (grp.getgrgid, 1.5), (grp.getgrgid, -5), (pwd.getpwuid, 2**70), (pwd.getpwuid, -5), (pwd.getpwuid, -1), (grp.getgrgid, 'x'), (grp.getgrgid, 2**70),
             (grp.getgrnam, 'zz\0'), (pwd.getpwnam, 'zz\0'), (pwd.getpwuid, 987654), (grp.getgrnam, 'nobodyhere'), (pwd.getpwnam, 'nobodyhere'), (grp.getgrgid, 987654), (grp.getgrnam, b'root')]:
    try: print(f(a))
    except Exception as e: print(f.__name__, ascii(a), repr(e))
