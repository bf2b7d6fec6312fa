// A site's folder for the browsers of this machine, by HTTP. Pages as they are served load a script that loads them
// again when reload() was called; the files have nothing of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace hexapla {

struct PreviewOptions {
  std::string folder;                 ///< of the site, as opened
  std::string address = "127.0.0.1";  ///< of this machine, or a name for one; others reach the site by another one
  std::uint16_t port = 8080;          ///< 0: any
  std::uint16_t tries = 1;            ///< so many ports from there on, until one is free
};

/// Serves on a thread of its own until it is destroyed.
class PreviewServer {
 public:
  /// Throws Error (id "serve") when nothing can listen there.
  explicit PreviewServer(const PreviewOptions& options);
  ~PreviewServer();
  PreviewServer(const PreviewServer&) = delete;
  PreviewServer& operator=(const PreviewServer&) = delete;

  /// "http://127.0.0.1:8080/".
  const std::string& url() const { return url_; }
  /// Open pages, and those that were served before this, are loaded again.
  void reload();
  /// Open pages show this text; empty: no longer.
  void show(const std::string& text);

 private:
  class Running;
  std::string url_;
  std::unique_ptr<Running> running_;
};

}  // namespace hexapla
