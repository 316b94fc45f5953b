// The few functions of the C library that the portable core needs in a browser, where there is none.
// Memory is handed out and never taken back: a check runs once and is gone.

#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;
static uintptr_t next = 0;

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (next == 0) next = (uintptr_t)&__heap_base;
  uintptr_t start = (next + alignment - 1) & ~(uintptr_t)(alignment - 1);
  next = start + size;
  size_t have = __builtin_wasm_memory_size(0) * 65536;
  if (next > have) {
    size_t pages = (next - have + 65535) / 65536;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 12;
  }
  *result = (void *)start;
  return 0;
}

void free(void *memory) {}

int memcmp(const void *a, const void *b, size_t count) {
  const unsigned char *x = a, *y = b;
  for (size_t i = 0; i < count; i++)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return 0;
}

void *memcpy(void *to, const void *from, size_t count) {
  unsigned char *x = to;
  const unsigned char *y = from;
  for (size_t i = 0; i < count; i++) x[i] = y[i];
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  unsigned char *x = to;
  const unsigned char *y = from;
  if (x < y) return memcpy(to, from, count);
  while (count-- > 0) x[count] = y[count];
  return to;
}

void *memset(void *to, int value, size_t count) {
  unsigned char *x = to;
  for (size_t i = 0; i < count; i++) x[i] = (unsigned char)value;
  return to;
}

// Dictionaries ask for a seed of their hashes; nothing here may depend on it.
void arc4random_buf(void *to, size_t count) { memset(to, 7, count); }

// Swift reads a text as a number with this one; the page lends its own.
__attribute__((import_module("host"), import_name("read_number")))
const char *read_number(const char *text, double *result);

const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  return read_number(text, result);
}

// The product of two 128-bit integers, which wasm32 has no instruction for; the low half of the factors is
// all that Swift asks for.
typedef unsigned __int128 wide;

wide __multi3(wide a, wide b) {
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  uint64_t x0 = x & 0xffffffff, x1 = x >> 32, y0 = y & 0xffffffff, y1 = y >> 32;
  uint64_t low = x0 * y0;
  uint64_t middle = x1 * y0 + (low >> 32);
  uint64_t other = x0 * y1 + (middle & 0xffffffff);
  uint64_t high = x1 * y1 + (middle >> 32) + (other >> 32);
  high += (uint64_t)(a >> 64) * y + x * (uint64_t)(b >> 64);
  return ((wide)high << 64) | (other << 32) | (low & 0xffffffff);
}
