/* SPDX-License-Identifier: MIT */
/* The module math: functions of real numbers. Whole numbers are in math_int.c, sums in math_sum.c.
 */
#include <errno.h>
#include <math.h>
#include "stdlib/math_internal.h"

Value math_raise(Thread *t, int err)
{
    return err == EDOM ? raise_format(t, EXC_ValueError, "math domain error")
                       : raise_format(t, EXC_OverflowError, "math range error");
}

/* ---- one argument ---- */

/* NaN from a number is a domain error; infinity from a finite number an overflow, or for functions
   that cannot overflow a pole, which is a domain error too. */
static Value math_1(Thread *t, Value arg, double (*f)(double), bool can_overflow)
{
    double x;
    Value v;
    if (LIKELY(v_is_flonum(arg)))
        x = v_flonum(arg);
    else if (value_to_double(t, arg, &x) < 0)
        return V_ERROR;
    double r = f(x);
    if (LIKELY(flonum_try(r, &v)))
        return v;
    if (isnan(r) && !isnan(x))
        return math_raise(t, EDOM);
    if (isinf(r) && isfinite(x))
        return math_raise(t, can_overflow ? ERANGE : EDOM);
    return float_new(t, r);
}

#define MATH_1(name, c_function, can_overflow, doc)       \
    NATIVE(math_##name, #name "(x, /)", doc)              \
    {                                                     \
        return math_1(t, a[0], c_function, can_overflow); \
    }
MATH_1(acos, acos, false,
       "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.")
MATH_1(acosh, acosh, false, "Return the inverse hyperbolic cosine of x.")
MATH_1(asin, asin, false,
       "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")
MATH_1(asinh, asinh, false, "Return the inverse hyperbolic sine of x.")
MATH_1(
    atan, atan, false,
    "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")
MATH_1(atanh, atanh, false, "Return the inverse hyperbolic tangent of x.")
MATH_1(cbrt, cbrt, false, "Return the cube root of x.")
MATH_1(cos, cos, false, "Return the cosine of x (measured in radians).")
MATH_1(cosh, cosh, true, "Return the hyperbolic cosine of x.")
MATH_1(erf, erf, true, "Error function at x.")
MATH_1(erfc, erfc, true, "Complementary error function at x.")
MATH_1(exp, exp, true, "Return e raised to the power of x.")
MATH_1(exp2, exp2, true, "Return 2 raised to the power of x.")
MATH_1(expm1, expm1, true,
       "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct "
       "evaluation of exp(x)-1 for small x.")
MATH_1(fabs, fabs, false, "Return the absolute value of the float x.")
MATH_1(log1p, log1p, false,
       "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is "
       "accurate for x near zero.")
MATH_1(sin, sin, false, "Return the sine of x (measured in radians).")
MATH_1(sinh, sinh, true, "Return the hyperbolic sine of x.")
MATH_1(sqrt, sqrt, false, "Return the square root of x.")
MATH_1(tan, tan, false, "Return the tangent of x (measured in radians).")
MATH_1(tanh, tanh, false, "Return the hyperbolic tangent of x.")

static double to_degrees(double x)
{
    return x * (180.0 / M_PI);
}

static double to_radians(double x)
{
    return x * (M_PI / 180.0);
}

/* Overflow gives infinity here, without an error. */
static Value math_plain(Thread *t, Value arg, double (*f)(double))
{
    double x;
    return value_to_double(t, arg, &x) < 0 ? V_ERROR : float_new(t, f(x));
}

NATIVE(math_degrees, "degrees(x, /)", "Convert angle x from radians to degrees.")
{
    return math_plain(t, a[0], to_degrees);
}

NATIVE(math_radians, "radians(x, /)", "Convert angle x from degrees to radians.")
{
    return math_plain(t, a[0], to_radians);
}

static Value math_gamma_like(Thread *t, Value arg, double (*f)(double, int *))
{
    double x;
    int err = 0;
    if (value_to_double(t, arg, &x) < 0)
        return V_ERROR;
    double r = f(x, &err);
    return err ? math_raise(t, err) : float_new(t, r);
}

NATIVE(math_gamma_function, "gamma(x, /)", "Gamma function at x.")
{
    return math_gamma_like(t, a[0], math_gamma);
}

NATIVE(math_lgamma_function, "lgamma(x, /)",
       "Natural logarithm of absolute value of Gamma function at x.")
{
    return math_gamma_like(t, a[0], math_lgamma);
}

/* ---- logarithms ---- */

/* Ints of any size have logarithms: log(m * 2**e) = log(m) + e * log(2). */
static int log_of(Thread *t, Value arg, double (*f)(double), double *out)
{
    double x;
    if (v_is_int(arg)) {
        IntView v;
        int64_t e;
        if (int_sign(arg) <= 0) {
            math_raise(t, EDOM);
            return -1;
        }
        int_view(arg, &v);
        x = int_frexp(&v, &e);
        *out = e <= 1024 && isfinite(ldexp(x, (int)e)) ? f(ldexp(x, (int)e))
                                                       : f(x) + f(2.0) * (double)e;
        return 0;
    }
    if (value_to_double(t, arg, &x) < 0)
        return -1;
    if (x <= 0) {
        math_raise(t, EDOM);
        return -1;
    }
    *out = f(x);
    return 0;
}

NATIVE_VAR(math_log, "log(x, [base=math.e])",
           "Return the logarithm of x to the given base.\n\nIf the base is not specified, returns "
           "the natural logarithm (base e) of x.")
{
    double x, base;
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len)
        return raise_format(t, EXC_TypeError, "math.log() takes no keyword arguments");
    if (nargs < 1 || nargs > 2)
        return raise_format(t, EXC_TypeError, "log expected at %s, got %u",
                            nargs < 1 ? "least 1 argument" : "most 2 arguments", nargs);
    if (log_of(t, a[0], log, &x) < 0)
        return V_ERROR;
    if (nargs == 1)
        return float_new(t, x);
    if (log_of(t, a[1], log, &base) < 0)
        return V_ERROR;
    return base == 0 ? raise_format(t, EXC_ZeroDivisionError, "float division by zero")
                     : float_new(t, x / base);
}

static Value log_function(Thread *t, Value arg, double (*f)(double))
{
    double x;
    return log_of(t, arg, f, &x) < 0 ? V_ERROR : float_new(t, x);
}

NATIVE(math_log2, "log2(x, /)", "Return the base 2 logarithm of x.")
{
    return log_function(t, a[0], log2);
}

NATIVE(math_log10, "log10(x, /)", "Return the base 10 logarithm of x.")
{
    return log_function(t, a[0], log10);
}

/* ---- two arguments ---- */

static int two_doubles(Thread *t, const Value *a, double *x, double *y)
{
    return value_to_double(t, a[0], x) < 0 ? -1 : value_to_double(t, a[1], y);
}

NATIVE(math_atan2, "atan2(y, x, /)",
       "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of "
       "both x and y are considered.")
{
    double y, x;
    return two_doubles(t, a, &y, &x) < 0 ? V_ERROR : float_new(t, atan2(y, x));
}

NATIVE(math_copysign, "copysign(x, y, /)",
       "Return a float with the magnitude (absolute value) of x but the sign of y.")
{
    double x, y;
    return two_doubles(t, a, &x, &y) < 0 ? V_ERROR : float_new(t, copysign(x, y));
}

NATIVE(math_fmod, "fmod(x, y, /)",
       "Return fmod(x, y), according to platform C.\n\nx % y may differ.")
{
    double x, y;
    if (two_doubles(t, a, &x, &y) < 0)
        return V_ERROR;
    double r = fmod(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? math_raise(t, EDOM) : float_new(t, r);
}

NATIVE(math_remainder, "remainder(x, y, /)",
       "Difference between x and the closest integer multiple of y.")
{
    double x, y;
    if (two_doubles(t, a, &x, &y) < 0)
        return V_ERROR;
    double r = remainder(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? math_raise(t, EDOM) : float_new(t, r);
}

NATIVE(math_pow, "pow(x, y, /)", "Return x**y (x to the power of y).")
{
    double x, y;
    if (two_doubles(t, a, &x, &y) < 0)
        return V_ERROR;
    double r = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(r) || (isinf(r) && x == 0))
            return math_raise(t, EDOM);
        if (isinf(r))
            return math_raise(t, ERANGE);
    }
    return float_new(t, r);
}

NATIVE(math_ldexp, "ldexp(x, i, /)",
       "Return x * (2**i).\n\nThis is essentially the inverse of frexp().")
{
    double x;
    int64_t e;
    if (value_to_double(t, a[0], &x) < 0)
        return V_ERROR;
    if (!v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "Expected an int as second argument to ldexp.");
    if (!int_fits64(a[1], &e))
        e = int_sign(a[1]) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0 || !isfinite(x))
        return float_new(t, x);
    double r = ldexp(x, e > 100000 ? 100000 : e < -100000 ? -100000 : (int)e);
    return isinf(r) ? math_raise(t, ERANGE) : float_new(t, r);
}

NATIVE(math_fma, "fma(x, y, z, /)",
       "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round.")
{
    double x, y, z;
    if (two_doubles(t, a, &x, &y) < 0 || value_to_double(t, a[2], &z) < 0)
        return V_ERROR;
    double r = fma(x, y, z);
    if (isnan(r) && !isnan(x) && !isnan(y) && !isnan(z))
        return raise_format(t, EXC_ValueError, "invalid operation in fma");
    if (isinf(r) && isfinite(x) && isfinite(y) && isfinite(z))
        return raise_format(t, EXC_OverflowError, "overflow in fma");
    return float_new(t, r);
}

/* ---- parts ---- */

static Value pair_of(Thread *t, Value first, Value second)
{
    if (!v_is_error(first) && !v_is_error(second))
        return tuple_take(t, (Value[]){first, second}, 2);
    if (!v_is_error(first))
        drop(t, first);
    if (!v_is_error(second))
        drop(t, second);
    return V_ERROR;
}

NATIVE(math_frexp, "frexp(x, /)",
       "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, "
       "such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.")
{
    double x;
    int e = 0;
    if (value_to_double(t, a[0], &x) < 0)
        return V_ERROR;
    if (isfinite(x) && x != 0)
        x = frexp(x, &e);
    return pair_of(t, float_new(t, x), v_from_small(e));
}

NATIVE(math_modf, "modf(x, /)",
       "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are "
       "floats.")
{
    double x, whole;
    if (value_to_double(t, a[0], &x) < 0)
        return V_ERROR;
    double fraction = modf(x, &whole);
    return pair_of(t, float_new(t, fraction), float_new(t, whole));
}

/* floor and ceil: of floats at once, of other objects by their own method, else through float. */
static Value round_by(Thread *t, Value v, double (*f)(double), Str *method)
{
    double x;
    if (v_kind(v) != KIND_float) {
        Value r = call_special(t, v, method, NULL, 0);
        if (!v_is_empty(r))
            return r;
    }
    return value_to_double(t, v, &x) < 0 ? V_ERROR : int_from_double(t, f(x));
}

NATIVE(math_floor, "floor(x, /)",
       "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.")
{
    return round_by(t, a[0], floor, N(t, __floor__));
}

NATIVE(math_ceil, "ceil(x, /)",
       "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.")
{
    return round_by(t, a[0], ceil, N(t, __ceil__));
}

NATIVE(math_trunc, "trunc(x, /)",
       "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.")
{
    Value r = call_special(t, a[0], N(t, __trunc__), NULL, 0);
    return v_is_empty(r)
               ? raise_format(t, EXC_TypeError, "type %T doesn't define __trunc__ method", a[0])
               : r;
}

/* ---- questions ---- */

NATIVE(math_isfinite, "isfinite(x, /)",
       "Return True if x is neither an infinity nor a NaN, and False otherwise.")
{
    double x;
    return value_to_double(t, a[0], &x) < 0 ? V_ERROR : v_bool(isfinite(x));
}

NATIVE(math_isinf, "isinf(x, /)",
       "Return True if x is a positive or negative infinity, and False otherwise.")
{
    double x;
    return value_to_double(t, a[0], &x) < 0 ? V_ERROR : v_bool(isinf(x));
}

NATIVE(math_isnan, "isnan(x, /)", "Return True if x is a NaN (not a number), and False otherwise.")
{
    double x;
    return value_to_double(t, a[0], &x) < 0 ? V_ERROR : v_bool(isnan(x));
}

NATIVE(math_isclose, "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
       "Determine whether two floating-point numbers are close in value.")
{
    double x, y, rel = 1e-9, absolute = 0;
    if (two_doubles(t, a, &x, &y) < 0 ||
        (!v_is_empty(a[2]) && value_to_double(t, a[2], &rel) < 0) ||
        (!v_is_empty(a[3]) && value_to_double(t, a[3], &absolute) < 0))
        return V_ERROR;
    if (rel < 0 || absolute < 0)
        return raise_format(t, EXC_ValueError, "tolerances must be non-negative");
    if (x == y)
        return V_TRUE;
    if (isinf(x) || isinf(y))
        return V_FALSE;
    double diff = fabs(y - x);
    return v_bool(diff <= fabs(rel * y) || diff <= fabs(rel * x) || diff <= absolute);
}

/* ---- the module ---- */

static const NativeDef *const math_functions[] = {
    &math_acos_def,
    &math_acosh_def,
    &math_asin_def,
    &math_asinh_def,
    &math_atan_def,
    &math_atanh_def,
    &math_cbrt_def,
    &math_cos_def,
    &math_cosh_def,
    &math_erf_def,
    &math_erfc_def,
    &math_exp_def,
    &math_exp2_def,
    &math_expm1_def,
    &math_fabs_def,
    &math_log1p_def,
    &math_sin_def,
    &math_sinh_def,
    &math_sqrt_def,
    &math_tan_def,
    &math_tanh_def,
    &math_degrees_def,
    &math_radians_def,
    &math_gamma_function_def,
    &math_lgamma_function_def,
    &math_log_def,
    &math_log2_def,
    &math_log10_def,
    &math_atan2_def,
    &math_copysign_def,
    &math_fmod_def,
    &math_remainder_def,
    &math_pow_def,
    &math_ldexp_def,
    &math_fma_def,
    &math_frexp_def,
    &math_modf_def,
    &math_floor_def,
    &math_ceil_def,
    &math_trunc_def,
    &math_isfinite_def,
    &math_isinf_def,
    &math_isnan_def,
    &math_isclose_def,
    NULL,
};

static int add_float(Thread *t, Value module, const char *name, double d)
{
    Value v = K(t, float_new(t, d));
    return v_is_error(v) ? -1 : api_module_add(t, module, name, v);
}

static int math_exec(Thread *t, Value module)
{
    Dict *dict = NULL;
    Value d = K(t, instance_dict(t, module)), name = K(t, str_from_cstr(t, "math"));
    if (v_is_error(d) || v_is_error(name))
        return -1;
    dict = V_AS(Dict, d);
    if (natives_add(t, dict, math_int_functions, name) < 0 ||
        natives_add(t, dict, math_sum_functions, name) < 0 ||
        natives_add(t, dict, math_step_functions, name) < 0)
        return -1;
    return add_float(t, module, "pi", M_PI) < 0 || add_float(t, module, "e", M_E) < 0 ||
                   add_float(t, module, "tau", 2 * M_PI) < 0 ||
                   add_float(t, module, "inf", INFINITY) < 0 || add_float(t, module, "nan", NAN) < 0
               ? -1
               : 0;
}

Value math_module(Thread *t);
Value math_module(Thread *t)
{
    static const ModuleSpec spec = {
        "math",
        "This module provides access to the mathematical functions\ndefined by the C standard.",
        math_functions, math_exec};
    return api_module(t, &spec);
}
