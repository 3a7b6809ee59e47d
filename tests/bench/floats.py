# SPDX-License-Identifier: MIT
# Float arithmetic: the Mandelbrot set and a spring.
def mandelbrot(size):
    inside = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            cr = 3.0 * column / size - 2.0
            zr = zi = 0.0
            for _ in range(50):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return inside


def spring(steps):
    x, v, dt = 1.0, 0.0, 0.001
    for _ in range(steps):
        v -= x * dt
        x += v * dt
    return round(x, 9)


print(mandelbrot(120), spring(500_000))
