// Files that the user named: what is one, which pages they are, catalogs to read, results to write.
#pragma once

#include "cli/command.h"
#include "hexapla/catalogs/catalog.h"
#include "hexapla/pages/page.h"
#include "hexapla/project/paths.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

/// "-": standard input or output.
bool is_standard(std::string_view path);

/// Told from a language: an existing file, or it has a slash or ends like a page or a catalog. "-" is one, too. A
/// folder without a slash is none: sites have folders named fr.
bool names_a_file(const std::string& argument);
/// All of them are, or none. Throws Error when they are mixed.
bool name_files(const std::vector<std::string>& arguments);

/// Pages beside the names that they have in references and below `--into`.
struct NamedPages {
  std::vector<Page> pages;
  std::vector<ParseOptions> options;  ///< as each was parsed
  PathsResult paths;
};

/// Reads and parses what the arguments name, in their order; folders stand for the pages in them. A page that a rule of
/// the surrounding project covers is read by that rule. Warnings are shown; any page that cannot be read is an Error.
NamedPages read_pages(const std::vector<std::string>& arguments, const std::string& into, Invocation& invocation);

/// Reads a catalog or template ("-": standard input) and shows its warnings. Throws Error when it has errors.
Catalog read_catalog(const std::string& path, Console& console);

/// All of a file, or of standard input.
std::string read_input(const std::string& path);

/// Writes to the file where that changes it, or to standard output. True: written.
bool write_output(const std::string& path, std::string_view bytes, Console& console);

}  // namespace hexapla::cli
