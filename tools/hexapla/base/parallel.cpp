#include "hexapla/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace hexapla {

namespace {

// More would only cost: "-j 100000" is a slip of the finger.
constexpr unsigned most_jobs = 256;

/// What the threads of one parallel_for share.
struct Shared {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t failed_at = 0;
  std::exception_ptr failure;
};

void take_pieces(Shared& shared, std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = shared.next++; i < count; i = shared.next++) {
    try {
      work(i);
    } catch (...) {
      const std::lock_guard<std::mutex> guard(shared.mutex);
      if (!shared.failure || i < shared.failed_at) {
        shared.failure = std::current_exception();
        shared.failed_at = i;
      }
      shared.next = count;  // nobody starts another piece
    }
  }
}

}  // namespace

unsigned effective_jobs(unsigned jobs) {
  if (jobs == 0) jobs = std::thread::hardware_concurrency();
  return std::clamp(jobs, 1U, most_jobs);
}

void parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  Shared shared;
  const std::size_t helpers = std::min<std::size_t>(effective_jobs(jobs), count) - (count > 0 ? 1 : 0);
  std::vector<std::thread> threads;
  threads.reserve(helpers);
  try {
    for (std::size_t i = 0; i < helpers; ++i) {
      threads.emplace_back([&shared, count, &work] { take_pieces(shared, count, work); });
    }
  } catch (const std::system_error&) {
    // No more threads to be had: those that run do all of it.
  }
  take_pieces(shared, count, work);
  for (std::thread& thread : threads) thread.join();
  if (shared.failure) std::rethrow_exception(shared.failure);
}

}  // namespace hexapla
