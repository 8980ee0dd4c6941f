/*
 * The floor of the benchmark: five rules over doubles, as fast as one loop can read them. Reads a file of doubles
 * (rows, columns of a table, tables, tasks; then each task: its table, six columns, six numbers; then the columns, table
 * by table), runs all tasks so many times, and prints the nanoseconds of one task and the rows that each one keeps.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define LANES 8
static const char *kind = "AVX-512";
#elif defined(__AVX2__)
#define LANES 4
static const char *kind = "AVX2";
#else
#define LANES 1
static const char *kind = "no vector instructions";
#endif

struct task {
  const double *above, *below, *within, *least, *dividend, *divisor;
  double numbers[6];
};

static int pass(const struct task *task, size_t row) {
  const double *n = task->numbers;
  double value = task->within[row];
  return task->above[row] > n[0] && task->below[row] < n[1] && value >= n[2] && value <= n[3] &&
         task->least[row] >= n[4] && task->divisor[row] != 0 && task->dividend[row] / task->divisor[row] < n[5];
}

/* Comparisons with NaN, a missing number, are false. */
static unsigned lanes(const struct task *task, size_t row) {
#if LANES == 8
  const double *n = task->numbers;
  __m512d value = _mm512_loadu_pd(task->within + row), divisor = _mm512_loadu_pd(task->divisor + row);
  __m512d ratio = _mm512_div_pd(_mm512_loadu_pd(task->dividend + row), divisor);
  return _mm512_cmp_pd_mask(_mm512_loadu_pd(task->above + row), _mm512_set1_pd(n[0]), _CMP_GT_OQ) &
         _mm512_cmp_pd_mask(_mm512_loadu_pd(task->below + row), _mm512_set1_pd(n[1]), _CMP_LT_OQ) &
         _mm512_cmp_pd_mask(value, _mm512_set1_pd(n[2]), _CMP_GE_OQ) &
         _mm512_cmp_pd_mask(value, _mm512_set1_pd(n[3]), _CMP_LE_OQ) &
         _mm512_cmp_pd_mask(_mm512_loadu_pd(task->least + row), _mm512_set1_pd(n[4]), _CMP_GE_OQ) &
         _mm512_cmp_pd_mask(divisor, _mm512_setzero_pd(), _CMP_NEQ_OQ) &
         _mm512_cmp_pd_mask(ratio, _mm512_set1_pd(n[5]), _CMP_LT_OQ);
#elif LANES == 4
  const double *n = task->numbers;
  __m256d value = _mm256_loadu_pd(task->within + row), divisor = _mm256_loadu_pd(task->divisor + row);
  __m256d ratio = _mm256_div_pd(_mm256_loadu_pd(task->dividend + row), divisor);
  __m256d all = _mm256_cmp_pd(_mm256_loadu_pd(task->above + row), _mm256_set1_pd(n[0]), _CMP_GT_OQ);
  all = _mm256_and_pd(all, _mm256_cmp_pd(_mm256_loadu_pd(task->below + row), _mm256_set1_pd(n[1]), _CMP_LT_OQ));
  all = _mm256_and_pd(all, _mm256_cmp_pd(value, _mm256_set1_pd(n[2]), _CMP_GE_OQ));
  all = _mm256_and_pd(all, _mm256_cmp_pd(value, _mm256_set1_pd(n[3]), _CMP_LE_OQ));
  all = _mm256_and_pd(all, _mm256_cmp_pd(_mm256_loadu_pd(task->least + row), _mm256_set1_pd(n[4]), _CMP_GE_OQ));
  all = _mm256_and_pd(all, _mm256_cmp_pd(divisor, _mm256_setzero_pd(), _CMP_NEQ_OQ));
  all = _mm256_and_pd(all, _mm256_cmp_pd(ratio, _mm256_set1_pd(n[5]), _CMP_LT_OQ));
  return (unsigned)_mm256_movemask_pd(all);
#else
  return (unsigned)pass(task, row);
#endif
}

static size_t run(const struct task *task, size_t rows, uint64_t *mask) {
  size_t count = 0;
  for (size_t from = 0; from < rows; from += 64) {
    uint64_t word = 0;
    size_t to = rows - from < 64 ? rows - from : 64, at = 0;
    for (; at + LANES <= to; at += LANES) word |= (uint64_t)lanes(task, from + at) << at;
    for (; at < to; at++) word |= (uint64_t)pass(task, from + at) << at;
    mask[from / 64] = word;
    count += (size_t)__builtin_popcountll(word);
  }
  return count;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 3;
  fseek(file, 0, SEEK_END);
  size_t bytes = (size_t)ftell(file);
  rewind(file);
  double *data = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!data || fread(data, 1, bytes, file) != bytes) return 4;
  fclose(file);
  size_t rows = (size_t)data[0], columns = (size_t)data[1], count = (size_t)data[3], times = strtoul(argv[2], NULL, 10);
  const double *values = data + 4 + count * 13;
  struct task *tasks = calloc(count, sizeof *tasks);
  uint64_t *mask = calloc(rows / 64 + 1, sizeof *mask);
  size_t *kept = calloc(count, sizeof *kept);
  if (!tasks || !mask || !kept) return 5;
  for (size_t at = 0; at < count; at++) {
    const double *from = data + 4 + at * 13;
    const double **columnOf = (const double **)&tasks[at];
    for (int c = 0; c < 6; c++) columnOf[c] = values + ((size_t)from[0] * columns + (size_t)from[1 + c]) * rows;
    memcpy(tasks[at].numbers, from + 7, sizeof tasks[at].numbers);
    kept[at] = run(&tasks[at], rows, mask);
  }
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  size_t sum = 0;
  for (size_t time = 0; time < times; time++)
    for (size_t at = 0; at < count; at++) sum += run(&tasks[at], rows, mask) + (size_t)(mask[rows / 128] & 1);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double ns = (double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec);
  printf("%s\n%.1f\n", kind, ns / (double)(times * count));
  for (size_t at = 0; at < count; at++) printf("%zu ", kept[at]);
  printf("\n%zu\n", sum);
  return 0;
}
