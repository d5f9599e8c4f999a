/* Replays an allocation trace. Prints operations a second of CPU time (best of five) and resident memory over live memory.
   Without a trace one is drawn: many small blocks that die young, some that stay, a few large ones, in waves. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SLOTS 60000
#define DRAWN 200000

struct step {
    uint32_t slot, bytes; /* 0 bytes: free */
};

static void *blocks[SLOTS];
static uint32_t sizes[SLOTS];
static struct step *steps;
static size_t count;
static uint64_t state = 88172645463325252u;

static uint64_t draw(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static void add(uint32_t slot, uint32_t bytes) {
    static size_t room;
    if (count == room && !(steps = realloc(steps, (room = room ? 2 * room : 65536) * sizeof *steps))) abort();
    steps[count++] = (struct step){slot, bytes};
}

static void drawn(void) {
    static char live[SLOTS];
    while (count < DRAWN) {
        size_t wave = 2000 + (count / 16000 % 3) * 25000;
        uint32_t slot = (uint32_t)(draw() % 100 < 70 ? draw() % 500 : draw() % wave);
        if (live[slot]) {
            add(slot, 0);
        } else {
            uint64_t kind = draw() % 1000;
            add(slot, (uint32_t)(kind < 900 ? 16 + draw() % 240 : kind < 997 ? 256 + draw() % 8000 : 65536 + draw() % 400000));
        }
        live[slot] = !live[slot];
    }
    for (uint32_t slot = 0; slot < SLOTS; slot++)
        if (live[slot]) add(slot, 0);
}

static void read_trace(const char *path) {
    FILE *file = fopen(path, "r");
    char kind;
    unsigned slot, bytes;
    if (!file) {
        perror(path);
        exit(1);
    }
    while (fscanf(file, " %c %u", &kind, &slot) == 2) {
        bytes = 0;
        if (slot >= SLOTS || (kind == 'a' && (fscanf(file, "%u", &bytes) != 1 || !bytes))) {
            fprintf(stderr, "%s: a line that is no step\n", path);
            exit(1);
        }
        add(slot, bytes);
    }
    fclose(file);
}

static double resident(void) {
    unsigned long total, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%lu %lu", &total, &pages) != 2) pages = 0;
    if (file) fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

int main(int argc, char **argv) {
    double best = 1e30, held = 0, needed = 0, live = 0;
    if (argc > 1) read_trace(argv[1]);
    else drawn();
    memset(blocks, 0, sizeof blocks);
    memset(sizes, 0, sizeof sizes);
    double before = resident();
    for (int round = 0; round < 5; round++) {
        clock_t spent = 0, start = clock();
        for (size_t i = 0; i < count; i++) {
            struct step step = steps[i];
            free(blocks[step.slot]);
            live -= sizes[step.slot];
            blocks[step.slot] = NULL;
            if (step.bytes) {
                char *block = malloc(step.bytes);
                if (!block) return 1;
                for (uint32_t at = 0; at < step.bytes; at += 4096) block[at] = 1;
                block[step.bytes - 1] = 1;
                blocks[step.slot] = block;
            }
            sizes[step.slot] = step.bytes;
            live += step.bytes;
            if (i % 8000 == 4000) {
                spent += clock() - start;
                held += resident() - before;
                needed += live;
                start = clock();
            }
        }
        spent += clock() - start;
        if ((double)spent < best) best = (double)spent;
    }
    printf("METRIC alloc_throughput=%.0f\n", (double)count / (best / CLOCKS_PER_SEC));
    if (needed > 0) printf("METRIC fragmentation=%.5f\n", held / needed);
    return 0;
}
