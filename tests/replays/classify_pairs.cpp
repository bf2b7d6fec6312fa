// classify_pairs TEMPLATE: for each pair of texts on standard input (JSON, [["before", "after"]…]) a line with what
// the program calls the change, whether update makes such a change in a translation by itself, and all classes that
// the change has. TEMPLATE has the words of the new source, as in an update.
#include "hexapla/base/file.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/heal.h"
#include "hexapla/tracking/vocabulary.h"

#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

using namespace hexapla;

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: classify_pairs TEMPLATE < PAIRS\n";
    return 2;
  }
  const PoReadResult wanted = read_po(argv[1], read_file(argv[1]));
  if (!wanted.ok()) return 2;
  const Vocabulary known(wanted.catalog);
  for (const auto& pair : nlohmann::json::parse(std::cin)) {
    const auto before = pair.at(0).get<std::string>();
    const auto after = pair.at(1).get<std::string>();
    const Difference change = difference(before, after, &known);
    const bool heals =
        change.exact && ClassSet::usual().includes(change.classes) && Edits(before, after, change.edits).complete();
    std::cout << rule_of(change.what).name << '\t' << (rule_of(change.what).heals ? "heals" : "stale") << '\t'
              << (heals ? "by itself" : "if the translation is the source") << '\t' << names_of(change.classes) << '\n';
  }
  return 0;
}
