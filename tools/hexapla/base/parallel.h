// Work for several threads: numbered pieces, taken one by one by whoever is free.
#pragma once

#include <cstddef>
#include <functional>

namespace hexapla {

/// 0: as many as the machine has cores.
unsigned effective_jobs(unsigned jobs);

/// Calls work(i) for every i below `count`, in about rising order, on `jobs` threads (the caller's is one of them).
/// Returns when all are done; the exception of the lowest i that threw is thrown again then.
void parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace hexapla
