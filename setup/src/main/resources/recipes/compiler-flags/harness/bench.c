/* The work that is timed: a small matrix product and a sieve. Prints its result and its own time, start-up excluded. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#define N 120
#define LIMIT 400000

static double a[N][N], b[N][N], c[N][N];
static unsigned char composite[LIMIT];

static void product(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            double sum = 0;
            for (int k = 0; k < N; k++)
                sum += a[i][k] * b[k][j];
            c[i][j] = sum;
        }
}

static int primes(void) {
    int count = 0;
    memset(composite, 0, sizeof composite);
    for (int i = 2; i < LIMIT; i++) {
        if (composite[i])
            continue;
        count++;
        for (long j = (long) i * i; j < LIMIT; j += i)
            composite[j] = 1;
    }
    return count;
}

int main(void) {
    struct timespec start, end;
    int count = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = (i * 7 + j * 3) % 11;
            b[i][j] = (i * 5 + j) % 13;
        }
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int round = 0; round < 8; round++) {
        product();
        count += primes();
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double trace = 0;
    for (int i = 0; i < N; i++)
        trace += c[i][i];
    printf("result %d %.0f\n", count, trace);
    printf("ms %.3f\n", (end.tv_sec - start.tv_sec) * 1e3 + (end.tv_nsec - start.tv_nsec) / 1e6);
    return 0;
}
