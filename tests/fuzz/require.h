// How a harness states its property. Used by every harness that has more to say than "no crash".
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program where `what`, a sentence of the property, does not hold: the fuzzer keeps the input that did it.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}
