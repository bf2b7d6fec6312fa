// The examples of the CommonMark specification and its relatives, from wherever this machine has them.
#pragma once

#include <string>
#include <vector>

namespace hexapla::oracle {

struct Example {
  std::string name;  ///< "spec.json 12"
  std::string markdown;
};

/// The specification (0.30) and the tests for tables, footnotes and task lists in Debian's goldmark package: always
/// there, the scripts install it.
std::vector<Example> packaged_examples();

/// Every example in $HEXAPLA_CORPORA/spec/*.txt (CommonMark 0.31 and GFM); empty where there are no corpora.
std::vector<Example> corpora_examples();

/// Every page below $HEXAPLA_CORPORA/book/src, its name and its text; empty where there are no corpora.
std::vector<Example> book_pages();

/// Own examples, tests/oracle/cases/*.md: what no collection above has, and what once went wrong.
std::vector<Example> own_examples();

}  // namespace hexapla::oracle
