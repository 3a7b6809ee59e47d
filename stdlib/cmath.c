/* SPDX-License-Identifier: MIT */
/* The module cmath; the functions themselves are in cmath_functions.c. */
#include <errno.h>
#include <math.h>
#include "stdlib/cmath_internal.h"
#include "stdlib/math_internal.h"
#include "vm/objects/complex.h"

static Value apply(Thread *t, Value arg, ComplexFn f)
{
    Pair z;
    int err = 0;
    if (value_to_complex(t, arg, &z.re, &z.im) < 0)
        return V_ERROR;
    Pair r = f(z, &err);
    return err ? math_raise(t, err) : complex_new(t, r.re, r.im);
}

#define CMATH(name, doc)                      \
    NATIVE(cmath_##name, #name "(z, /)", doc) \
    {                                         \
        return apply(t, a[0], cm_##name);     \
    }
CMATH(acos, "Return the arc cosine of z.")
CMATH(acosh, "Return the inverse hyperbolic cosine of z.")
CMATH(asin, "Return the arc sine of z.")
CMATH(asinh, "Return the inverse hyperbolic sine of z.")
CMATH(atan, "Return the arc tangent of z.")
CMATH(atanh, "Return the inverse hyperbolic tangent of z.")
CMATH(cos, "Return the cosine of z.")
CMATH(cosh, "Return the hyperbolic cosine of z.")
CMATH(exp, "Return the exponential value e**z.")
CMATH(log10, "Return the base-10 logarithm of z.")
CMATH(sin, "Return the sine of z.")
CMATH(sinh, "Return the hyperbolic sine of z.")
CMATH(sqrt, "Return the square root of z.")
CMATH(tan, "Return the tangent of z.")
CMATH(tanh, "Return the hyperbolic tangent of z.")

NATIVE(cmath_log, "log(z, base=None, /)",
       "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, "
       "returns the natural logarithm (base e) of z.")
{
    Value x = apply(t, a[0], cm_log);
    if (v_is_error(x) || v_is_empty(a[1]))
        return x;
    Value y = apply(t, a[1], cm_log);
    Value r = v_is_error(y) ? V_ERROR : binary_op(t, OP_TRUEDIV, x, y);
    drop(t, x);
    if (!v_is_error(y))
        drop(t, y);
    if (v_is_error(r) && exc_is(t, EXC_ZeroDivisionError)) {
        exc_clear(t);
        return math_raise(t, EDOM);
    }
    return r;
}

NATIVE(cmath_phase, "phase(z, /)", "Return argument, also known as the phase angle, of a complex.")
{
    double re, im;
    if (value_to_complex(t, a[0], &re, &im) < 0)
        return V_ERROR;
    errno = 0; /* an angle too small for a double is an error, as in CPython */
    double angle = atan2(im, re);
    return errno && isfinite(re) && isfinite(im) ? math_raise(t, errno) : float_new(t, angle);
}

NATIVE(cmath_polar, "polar(z, /)",
       "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance "
       "from 0 and phi the phase angle.")
{
    double re, im;
    if (value_to_complex(t, a[0], &re, &im) < 0)
        return V_ERROR;
    double size = hypot(re, im);
    if (isinf(size) && isfinite(re) && isfinite(im))
        return math_raise(t, ERANGE);
    Value pair[2] = {float_new(t, size), V_EMPTY};
    if (v_is_error(pair[0]))
        return V_ERROR;
    pair[1] = float_new(t, atan2(im, re));
    if (v_is_error(pair[1])) {
        drop(t, pair[0]);
        return V_ERROR;
    }
    return tuple_take(t, pair, 2);
}

NATIVE(cmath_rect, "rect(r, phi, /)", "Convert from polar coordinates to rectangular coordinates.")
{
    double size, angle;
    int err = 0;
    if (value_to_double(t, a[0], &size) < 0 || value_to_double(t, a[1], &angle) < 0)
        return V_ERROR;
    Pair r = cm_rect(size, angle, &err);
    return err ? math_raise(t, err) : complex_new(t, r.re, r.im);
}

NATIVE(cmath_isfinite, "isfinite(z, /)",
       "Return True if both the real and imaginary parts of z are finite, else False.")
{
    double re, im;
    return value_to_complex(t, a[0], &re, &im) < 0 ? V_ERROR : v_bool(isfinite(re) && isfinite(im));
}

NATIVE(cmath_isinf, "isinf(z, /)", "Checks if the real or imaginary part of z is infinite.")
{
    double re, im;
    return value_to_complex(t, a[0], &re, &im) < 0 ? V_ERROR : v_bool(isinf(re) || isinf(im));
}

NATIVE(cmath_isnan, "isnan(z, /)", "Checks if the real or imaginary part of z not a number (NaN).")
{
    double re, im;
    return value_to_complex(t, a[0], &re, &im) < 0 ? V_ERROR : v_bool(isnan(re) || isnan(im));
}

NATIVE(cmath_isclose, "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
       "Determine whether two complex numbers are close in value.")
{
    Pair x, y;
    double rel = 1e-9, absolute = 0;
    if (value_to_complex(t, a[0], &x.re, &x.im) < 0 ||
        value_to_complex(t, a[1], &y.re, &y.im) < 0 ||
        (!v_is_empty(a[2]) && value_to_double(t, a[2], &rel) < 0) ||
        (!v_is_empty(a[3]) && value_to_double(t, a[3], &absolute) < 0))
        return V_ERROR;
    if (rel < 0 || absolute < 0)
        return raise_format(t, EXC_ValueError, "tolerances must be non-negative");
    if (x.re == y.re && x.im == y.im)
        return V_TRUE;
    if (isinf(x.re) || isinf(x.im) || isinf(y.re) || isinf(y.im))
        return V_FALSE;
    double diff = hypot(x.re - y.re, x.im - y.im);
    return v_bool(diff <= rel * hypot(y.re, y.im) || diff <= rel * hypot(x.re, x.im) ||
                  diff <= absolute);
}

static const NativeDef *const cmath_functions[] = {
    &cmath_acos_def,  &cmath_acosh_def, &cmath_asin_def,    &cmath_asinh_def,
    &cmath_atan_def,  &cmath_atanh_def, &cmath_cos_def,     &cmath_cosh_def,
    &cmath_exp_def,   &cmath_log10_def, &cmath_sin_def,     &cmath_sinh_def,
    &cmath_sqrt_def,  &cmath_tan_def,   &cmath_tanh_def,    &cmath_log_def,
    &cmath_phase_def, &cmath_polar_def, &cmath_rect_def,    &cmath_isfinite_def,
    &cmath_isinf_def, &cmath_isnan_def, &cmath_isclose_def, NULL,
};

static int cmath_exec(Thread *t, Value module)
{
    static const struct {
        const char *name;
        double value;
        bool imaginary;
    } constants[] = {{"pi", M_PI, false},      {"e", M_E, false},        {"tau", 2 * M_PI, false},
                     {"inf", INFINITY, false}, {"infj", INFINITY, true}, {"nan", NAN, false},
                     {"nanj", NAN, true}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        double d = constants[i].value;
        Value v = K(t, constants[i].imaginary ? complex_new(t, 0, d) : float_new(t, d));
        if (v_is_error(v) || api_module_add(t, module, constants[i].name, v) < 0)
            return -1;
    }
    return 0;
}

Value cmath_module(Thread *t);
Value cmath_module(Thread *t)
{
    static const ModuleSpec spec = {
        "cmath", "This module provides access to mathematical functions for complex\nnumbers.",
        cmath_functions, cmath_exec};
    return api_module(t, &spec);
}
