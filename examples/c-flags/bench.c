/* Four small pieces of real work: bodies under gravity, sorting, a matrix product, hashing. Prints the sum of the best
 * times of each piece, in milliseconds of this thread's CPU time (the kernel's exact count, not its clock ticks), and
 * fails when a result is not bit for bit what plain -O0 code computes: flags may make the program faster, never wrong.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BODIES 64
#define STEPS 500
#define SIDE 256
#define KEYS 100000
#define BYTES (1 << 21)
#define REPETITIONS 25
#define EXPECTED UINT64_C(0xc0d9572d660b3bec)

static uint64_t state;

static uint64_t draw(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static double unit(void) { return (double)(draw() >> 11) / 9007199254740992.0; }

static uint64_t mix(uint64_t sum, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
    return sum;
}

/* Coordinates, velocities, accelerations, masses: one array each, as programs that care keep them. */
static double x[BODIES], y[BODIES], z[BODIES], vx[BODIES], vy[BODIES], vz[BODIES];
static double ax[BODIES], ay[BODIES], az[BODIES], mass[BODIES];

static uint64_t gravity(void) {
    for (int i = 0; i < BODIES; i++) {
        x[i] = unit(), y[i] = unit(), z[i] = unit(), mass[i] = unit() + 0.1;
        vx[i] = vy[i] = vz[i] = 0;
    }
    for (int step = 0; step < STEPS; step++) {
        for (int i = 0; i < BODIES; i++) ax[i] = ay[i] = az[i] = 0;
        for (int j = 0; j < BODIES; j++)
            for (int i = 0; i < BODIES; i++) {
                double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                double square = dx * dx + dy * dy + dz * dz + 0.01;
                double pull = mass[j] / (square * sqrt(square));
                ax[i] += dx * pull;
                ay[i] += dy * pull;
                az[i] += dz * pull;
            }
        for (int i = 0; i < BODIES; i++) {
            vx[i] += ax[i] * 1e-4, vy[i] += ay[i] * 1e-4, vz[i] += az[i] * 1e-4;
            x[i] += vx[i] * 1e-2, y[i] += vy[i] * 1e-2, z[i] += vz[i] * 1e-2;
        }
    }
    return mix(mix(mix(0, x, sizeof x), y, sizeof y), z, sizeof z);
}

static uint32_t keys[KEYS], spare[KEYS];

static void sort(uint32_t *from, uint32_t *into, int n) {
    if (n <= 16) {
        for (int i = 1; i < n; i++) {
            uint32_t key = from[i];
            int j = i;
            for (; j > 0 && from[j - 1] > key; j--) from[j] = from[j - 1];
            from[j] = key;
        }
        return;
    }
    int half = n / 2, left = 0, right = half;
    sort(from, into, half);
    sort(from + half, into + half, n - half);
    for (int i = 0; i < n; i++)
        into[i] = right >= n || (left < half && from[left] <= from[right]) ? from[left++] : from[right++];
    memcpy(from, into, (size_t)n * sizeof *from);
}

static uint64_t sorting(void) {
    for (int i = 0; i < KEYS; i++) keys[i] = (uint32_t)draw();
    sort(keys, spare, KEYS);
    return mix(0, keys, sizeof keys / 8);
}

static float a[SIDE][SIDE], b[SIDE][SIDE], c[SIDE][SIDE];
static int32_t ia[SIDE][SIDE], ib[SIDE][SIDE], ic[SIDE][SIDE];

static uint64_t matrices(void) {
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            a[i][j] = (float)unit();
            b[i][j] = (float)unit();
            ia[i][j] = (int32_t)(draw() & 1023);
            ib[i][j] = (int32_t)(draw() & 1023);
        }
    memset(c, 0, sizeof c);
    memset(ic, 0, sizeof ic);
    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < SIDE; k++)
            for (int j = 0; j < SIDE; j++) {
                c[i][j] += a[i][k] * b[k][j];
                ic[i][j] += ia[i][k] * ib[k][j];
            }
    return mix(mix(0, c, sizeof c), ic, sizeof ic);
}

static unsigned char text[BYTES];

static uint64_t hashing(void) {
    for (int i = 0; i < BYTES; i += 8) {
        uint64_t value = draw();
        memcpy(text + i, &value, 8);
    }
    uint32_t low = 1, high = 0, counts[256] = {0};
    for (int i = 0; i < BYTES; i++) {
        low += text[i];
        high += low;
        counts[text[i]]++;
    }
    uint64_t sum = mix(low, counts, sizeof counts);
    return sum ^ ((uint64_t)high << 32);
}

static double cpu_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static uint64_t (*const pieces[])(void) = {gravity, sorting, matrices, hashing};
#define PIECES (sizeof pieces / sizeof *pieces)

int main(int argc, char **argv) {
    double best[PIECES];
    for (size_t piece = 0; piece < PIECES; piece++) best[piece] = INFINITY;
    for (int i = 0; i < REPETITIONS; i++) {
        state = UINT64_C(0x9e3779b97f4a7c15);
        uint64_t sum = 0;
        for (size_t piece = 0; piece < PIECES; piece++) {
            double start = cpu_milliseconds();
            sum = sum * 31 + pieces[piece]();
            double took = cpu_milliseconds() - start;
            if (took < best[piece]) best[piece] = took;
        }
        if (argc > 1 && !strcmp(argv[1], "--sum")) {
            printf("UINT64_C(0x%016llx)\n", (unsigned long long)sum);
            return 0;
        }
        if (sum != EXPECTED) {
            fprintf(stderr, "wrong result: %016llx\n", (unsigned long long)sum);
            return 1;
        }
    }
    double total = 0;
    for (size_t piece = 0; piece < PIECES; piece++) total += best[piece];
    printf("METRIC cpu_ms=%.3f\n", total);
    return 0;
}
