#include "cli/memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <thread>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace hexapla::cli {

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

namespace {

constexpr std::size_t large_page = std::size_t{2} << 20U;
constexpr int reserved = 128 << 20;  // address space of the heap's first extension
constexpr int later_extension = 2 << 20;
constexpr int largest_in_heap = 32 << 20;  // the most that glibc allows

// The heap begins with so much of small pages: malloc writes the bounds of its blocks there before the kernel can be
// asked for large ones, and a large page is only given where nothing was touched yet. The first block is more than the
// 132 KiB that the C library may have begun with, so that the heap has to grow for it.
constexpr std::size_t small_pages = 256 << 10;
constexpr std::size_t first_block = 160 << 10;

// A heap for each thread spares waiting where there are many; where there are few, one heap of large pages is faster.
constexpr unsigned few_threads = 4;

std::uintptr_t heap_end() {
  return reinterpret_cast<std::uintptr_t>(::sbrk(0));
}

}  // namespace

void prefer_large_pages() {
  const std::size_t past = (heap_end() + small_pages) % large_page;
  if (past != 0) ::sbrk(static_cast<std::intptr_t>(large_page - past));
  const std::uintptr_t begin = heap_end() + small_pages;
  mallopt(M_MMAP_THRESHOLD, largest_in_heap);
  mallopt(M_TRIM_THRESHOLD, reserved);
  mallopt(M_TOP_PAD, reserved);
  void* volatile first = std::malloc(first_block);  // makes the heap grow by it and by what is reserved
  std::free(first);
  mallopt(M_TOP_PAD, later_extension);
  const std::uintptr_t end = heap_end();
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  if (std::thread::hardware_concurrency() <= few_threads) mallopt(M_ARENA_MAX, 1);
}

void give_threads_heaps() {
  mallopt(M_ARENA_MAX, static_cast<int>(std::max(2U, std::thread::hardware_concurrency())));
}

#else

void prefer_large_pages() {}
void give_threads_heaps() {}

#endif

}  // namespace hexapla::cli
