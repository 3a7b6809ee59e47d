/* SPDX-License-Identifier: MIT */
/*
 * OpenSSL's archive looks at the processor before main, a dozen CPUID instructions that each take
 * 20 to 70 microseconds where the processor is a virtual one, as long as a page of scripts. It does
 * so again when it is first used (OPENSSL_init_crypto), and that is early enough: the linker leads
 * both calls here (--wrap in the Makefile).
 */
#include <stdbool.h>

void __real_OPENSSL_cpuid_setup(void) __attribute__((weak));
void __wrap_OPENSSL_cpuid_setup(void);

void __wrap_OPENSSL_cpuid_setup(void)
{
    static bool main_runs; /* false in the call before it */
    if (main_runs && __real_OPENSSL_cpuid_setup)
        __real_OPENSSL_cpuid_setup();
    main_runs = true;
}
