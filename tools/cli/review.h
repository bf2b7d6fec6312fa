// What accept and touch have in common.
#pragma once

#include "cli/command.h"
#include "hexapla/project/review.h"

#include <string>
#include <vector>

namespace hexapla::cli {

struct ReviewArguments {
  std::vector<std::string> words;     ///< languages and pages
  std::vector<std::string> classes;   ///< as named in hexapla.yaml
  std::vector<std::string> messages;  ///< texts
  bool all = false, check = false, json = false;
};

/// Does it and says what was done. `all` must be given where nothing else chooses.
int run_review(const ReviewArguments& arguments, Answer answer, Invocation& invocation);

}  // namespace hexapla::cli
