// What a guess looks like in a catalog; for those who make them.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/memory_match.h"
#include "hexapla/tracking/origin.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Makes `forms` the message's translation as a guess: fuzzy, made for `source`, with a comment that says how like that
/// is and whose it was. The texts must live as long as the catalog.
void make_guess(Catalog& catalog, Message& message, std::vector<std::string_view> forms, const SourceText& source,
                double similarity, std::string_view from);

/// The same of what a memory has; what its text and the message's differ in by numbers, targets and code is carried
/// over where that can be done exactly.
void make_guess(Catalog& catalog, Message& message, const MemoryMatch& match);

/// `translation` of the text `from`, with the numbers, targets and code of `to` where they can be put in exactly.
std::string adapted(std::string_view translation, std::string_view from, std::string_view to);

/// Makes `draft` the message's translation as a guess that is nobody's translation.
void make_draft(Catalog& catalog, Message& message, std::string_view draft, double confidence);

/// A draft as it was written: nobody has worked on it.
bool is_untouched_draft(const Message& message);

}  // namespace hexapla
