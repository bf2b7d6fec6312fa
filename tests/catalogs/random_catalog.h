// Random PO files for comparing with msgcat: every script, width and construct; the same seed gives the same file.
#pragma once

#include <random>
#include <string>

namespace hexapla::test {

class RandomCatalog {
 public:
  explicit RandomCatalog(unsigned seed) : random_(seed) {}

  /// A valid file with `messages` messages.
  std::string file(int messages);
  /// One character of any script, likely ones more often; no control, no quote, no backslash.
  char32_t character();
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::string text();
  std::string word();
  std::string quoted(const std::string& raw);
  std::string comments();
  void message(std::string& out, int number);

  std::mt19937 random_;
};

}  // namespace hexapla::test
