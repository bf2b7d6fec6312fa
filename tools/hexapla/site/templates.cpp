// The only file that sees kainjow's mustache. Two things of it are gone around: data is copied wherever it goes, so
// that what pages share would be copied for each page (hence layers, a context of our own); and names with dots go
// through a string stream.
#include "hexapla/site/templates.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/html.h"

#include <algorithm>
#include <utility>

#include <kainjow/mustache.hpp>

namespace hexapla {

namespace {

namespace engine = kainjow::mustache;
using Data = engine::data;

Data data_of(const Value& value) {  // NOLINT(misc-no-recursion): bounded, see value.h
  switch (value.kind) {
    case Value::Kind::Text:
      return value.text.empty() ? Data(false) : Data(value.text);
    case Value::Kind::Flag:
      return Data(value.flag);
    case Value::Kind::List: {
      Data list(Data::type::list);
      // It gives no way to move anything in.
      auto& items = const_cast<engine::list&>(list.list_value());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      items.reserve(value.items.size());
      for (const Value& item : value.items) items.push_back(data_of(item));
      return list;
    }
    case Value::Kind::Map:
      break;
  }
  Data map;
  for (std::size_t i = 0; i < value.keys.size(); ++i) map[value.keys[i]] = data_of(value.items[i]);
  return map;
}

class LayeredContext : public engine::basic_context<std::string> {
 public:
  void push(const Data* data) override { items_.push_back(data); }
  void pop() override { items_.pop_back(); }

  const Data* get(const std::string& name) const override {
    if (name == ".") return items_.back();
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) return get_partial(name);
    const std::string first = name.substr(0, dot);
    // As the specification has it: what the first name means decides.
    const Data* at = get_partial(first);
    for (std::size_t begin = dot + 1; at != nullptr && begin <= name.size();) {
      const std::size_t end = std::min(name.find('.', begin), name.size());
      at = at->get(name.substr(begin, end - begin));
      begin = end + 1;
    }
    return at;
  }
  const Data* get_partial(const std::string& name) const override {
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (const Data* found = (*item)->get(name)) return found;
    }
    return nullptr;
  }

 private:
  std::vector<const Data*> items_;
};

/// The shape of a stream, as far as the engine asks for it.
struct Appender {
  std::string text;
  Appender& operator<<(const std::string& more) {
    text += more;
    return *this;
  }
};

std::string escape(const std::string& text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  const bool is_address = !text.empty() && text.front() == root_mark;
  if (is_address) out += root_mark;
  append_escaped(out, std::string_view(text).substr(is_address ? 1 : 0));
  return out;
}

}  // namespace

struct TemplateData::Content {
  Data data;
};

TemplateData::TemplateData(const Value& value) : content_(new Content{data_of(value)}) {}
TemplateData::TemplateData(TemplateData&&) noexcept = default;
TemplateData& TemplateData::operator=(TemplateData&&) noexcept = default;
TemplateData::~TemplateData() = default;

struct Template::Content {
  explicit Content(const std::string& text) : mustache(text) {}
  mutable engine::mustache mustache;  // rendering changes nothing in one without partials and lambdas
};

Template::Template(const std::string& file, const std::string& text) : content_(std::make_unique<Content>(text)) {
  if (!content_->mustache.is_valid()) {
    throw Error(make_diagnostic(Severity::Error, "site-layout", file,
                                {N_("this layout is not well-formed: {1}"), {content_->mustache.error_message()}}));
  }
  content_->mustache.set_custom_escape(escape);
}

Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

std::string Template::render(const std::vector<const TemplateData*>& layers) const {
  LayeredContext context;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) context.push(&(*layer)->content_->data);
  Appender out;
  content_->mustache.render(context, out);
  return std::move(out.text);
}

}  // namespace hexapla
