#include "hexapla/localize/anchors.h"

#include "support.h"

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

TEST_CASE("anchors are those that site generators make", "[localize]") {
  CHECK(anchor_of("Agency of Social Control") == "agency-of-social-control");
  CHECK(anchor_of("What's new in 2.0?") == "whats-new-in-20");
  CHECK(anchor_of("The `MSS` & *you*, _too_") == "the-mss--you-too");
  CHECK(anchor_of("snake_case and [links](https://a.org)") == "snake_case-and-links");
  CHECK(anchor_of("Über 中文") == "über-中文");
  CHECK(anchor_of("<b>Bold</b>") == "bold");
}

TEST_CASE("translated headings keep the source's anchor where the page uses anchors", "[localize]") {
  const Page page = make_page("a.md", "# Intro {#start}\n\n## Resources\n\n## Resources\n\n## Resources ##\n");
  MergeOptions options;
  options.pin_anchors = true;
  const auto result = merge_with(page, Pairs{{"Intro", "Début"}, {"Resources", "Ressources"}}, options);
  CHECK(result.bytes ==
        "# Début {#start}\n\n## Ressources {#resources}\n\n## Ressources {#resources-1}\n\n## Ressources ##\n");
}

TEST_CASE("a page without anchors gets none", "[localize]") {
  const Page page = make_page("a.md", "## Resources\n");
  MergeOptions options;
  options.pin_anchors = true;
  CHECK(merge_with(page, Pairs{{"Resources", "Ressources"}}, options).bytes == "## Ressources\n");
}

TEST_CASE("untranslated headings are left alone", "[localize]") {
  const Page page = make_page("a.md", "# Intro {#start}\n\n## Resources\n\nText\n");
  MergeOptions options;
  options.pin_anchors = true;
  CHECK(merge_with(page, Pairs{{"Text", "Texte"}}, options).bytes == "# Intro {#start}\n\n## Resources\n\nTexte\n");
}
