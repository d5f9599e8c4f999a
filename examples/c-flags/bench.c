/* Four small pieces of real work, timed by themselves: bodies under gravity, sorting, a matrix product, hashing. Prints
 * the best of several repetitions in milliseconds of this process's user time, and fails when a result is not bit for
 * bit what plain -O0 code computes: flags may make the program faster, never wrong. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define BODIES 64
#define STEPS 300
#define SIDE 256
#define KEYS 400000
#define BYTES (1 << 22)
#define REPETITIONS 7
#define EXPECTED UINT64_C(0xaa37cc0626ef0323)

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

struct body {
    double x, y, z, vx, vy, vz, mass;
};

static struct body bodies[BODIES];

static uint64_t gravity(void) {
    for (int i = 0; i < BODIES; i++)
        bodies[i] = (struct body){unit(), unit(), unit(), 0, 0, 0, unit() + 0.1};
    for (int step = 0; step < STEPS; step++) {
        for (int i = 0; i < BODIES; i++) {
            double ax = 0, ay = 0, az = 0;
            for (int j = 0; j < BODIES; j++) {
                double dx = bodies[j].x - bodies[i].x, dy = bodies[j].y - bodies[i].y, dz = bodies[j].z - bodies[i].z;
                double square = dx * dx + dy * dy + dz * dz + 0.01;
                double pull = bodies[j].mass / (square * sqrt(square));
                ax += dx * pull;
                ay += dy * pull;
                az += dz * pull;
            }
            bodies[i].vx += ax * 1e-4;
            bodies[i].vy += ay * 1e-4;
            bodies[i].vz += az * 1e-4;
        }
        for (int i = 0; i < BODIES; i++) {
            bodies[i].x += bodies[i].vx * 1e-2;
            bodies[i].y += bodies[i].vy * 1e-2;
            bodies[i].z += bodies[i].vz * 1e-2;
        }
    }
    return mix(0, bodies, sizeof bodies);
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

static double user_milliseconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec * 1e3 + (double)usage.ru_utime.tv_usec / 1e3;
}

int main(int argc, char **argv) {
    double best = INFINITY;
    for (int i = 0; i < REPETITIONS; i++) {
        state = UINT64_C(0x9e3779b97f4a7c15);
        double start = user_milliseconds();
        uint64_t sum = gravity();
        sum = sum * 31 + sorting();
        sum = sum * 31 + matrices();
        sum = sum * 31 + hashing();
        double took = user_milliseconds() - start;
        if (took < best) best = took;
        if (argc > 1 && !strcmp(argv[1], "--sum")) {
            printf("UINT64_C(0x%016llx)\n", (unsigned long long)sum);
            return 0;
        }
        if (sum != EXPECTED) {
            fprintf(stderr, "wrong result: %016llx\n", (unsigned long long)sum);
            return 1;
        }
    }
    printf("METRIC user_ms=%.3f\n", best);
    return 0;
}
