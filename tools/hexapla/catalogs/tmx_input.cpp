#include "hexapla/catalogs/tmx_input.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace hexapla {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} << 10;

[[noreturn]] void fail_read(const std::string& path, int error) {
  throw Error(make_diagnostic(Severity::Error, "file-read", path,
                              {N_("cannot read: {1}"), {std::generic_category().message(error)}}));
}

class FileInput : public TmxInput {
 public:
  explicit FileInput(const std::string& path) : path_(path), number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (number_ < 0) fail_read(path_, errno);
  }
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;
  ~FileInput() override { ::close(number_); }

  std::size_t read(char* to, std::size_t room) override {
    ssize_t count;
    do {
      count = ::read(number_, to, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0) fail_read(path_, errno);
    return static_cast<std::size_t>(count);
  }

 private:
  std::string path_;
  int number_;
};

class TextInput : public TmxInput {
 public:
  explicit TextInput(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* to, std::size_t room) override {
    const std::size_t count = std::min(room, bytes_.size());
    if (count > 0) std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

/// An XML declaration that speaks of UTF-16, though it is read byte by byte: some tool converted the file.
bool claims_utf16(std::string_view start) {
  const std::string_view declaration = start.substr(0, start.find('>'));
  return declaration.find("\"UTF-16") != std::string_view::npos ||
         declaration.find("\"utf-16") != std::string_view::npos;
}

}  // namespace

std::unique_ptr<TmxInput> open_tmx_file(const std::string& path) {
  return std::make_unique<FileInput>(path);
}

std::unique_ptr<TmxInput> tmx_input_of(std::string_view bytes) {
  return std::make_unique<TextInput>(bytes);
}

bool TmxDecoder::read(std::string& out) {
  const std::size_t before = out.size();
  if (kind_ == Kind::AsDeclared || kind_ == Kind::Utf8) {
    out.resize(before + chunk_bytes);
    out.resize(before + fill(out.data() + before, chunk_bytes));
    return out.size() > before;
  }
  std::string bytes(chunk_bytes, '\0');
  bytes.resize(fill(bytes.data(), bytes.size()));
  if (kind_ == Kind::Unknown) {
    decide(bytes);
    if (kind_ == Kind::AsDeclared || kind_ == Kind::Utf8) {
      out += bytes;
      return !bytes.empty();
    }
  }
  decode(bytes, out);
  if (bytes.empty() && (half_ >= 0 || surrogate_ != 0)) {
    out += '\xFF';  // cut off within a character
    half_ = -1;
    surrogate_ = 0;
  }
  return !bytes.empty() || out.size() > before;
}

/// From the first read on enough to decide by, where the input gives little at a time.
std::size_t TmxDecoder::fill(char* to, std::size_t room) {
  const std::size_t wanted = kind_ == Kind::Unknown ? 256 : 1;
  std::size_t done = 0;
  while (done < wanted) {
    const std::size_t count = input_->read(to + done, room - done);
    if (count == 0) break;
    done += count;
  }
  bytes_read_ += done;
  return done;
}

void TmxDecoder::decide(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\xFF\xFE"sv) || start.starts_with("<\0"sv)) {
    kind_ = Kind::Utf16Little;
  } else if (start.starts_with("\xFE\xFF"sv) || start.starts_with("\0<"sv)) {
    kind_ = Kind::Utf16Big;
  } else {
    kind_ = claims_utf16(start) ? Kind::Utf8 : Kind::AsDeclared;
  }
}

void TmxDecoder::decode(std::string_view bytes, std::string& out) {
  out.reserve(out.size() + bytes.size() + bytes.size() / 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (half_ < 0) {
      half_ = byte;
      continue;
    }
    const auto first = static_cast<char32_t>(half_);
    half_ = -1;
    add_unit(kind_ == Kind::Utf16Little ? first | char32_t{byte} << 8 : first << 8 | byte, out);
  }
}

void TmxDecoder::add_unit(char32_t unit, std::string& out) {
  const bool second = unit >= 0xDC00 && unit < 0xE000;
  if (surrogate_ != 0 && second) {
    append_utf8(out, 0x10000 + ((surrogate_ - 0xD800) << 10) + (unit - 0xDC00));
    surrogate_ = 0;
    return;
  }
  if (surrogate_ != 0 || second) out += '\xFF';  // half a pair
  surrogate_ = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
  if (surrogate_ == 0 && !second) append_utf8(out, unit);
}

}  // namespace hexapla
