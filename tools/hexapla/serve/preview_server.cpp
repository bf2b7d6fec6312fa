// The only file that knows how HTTP is spoken: by Boost.Beast, on one thread.
#include "hexapla/serve/preview_server.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/serve/reload_script.h"
#include "hexapla/serve/request_path.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace hexapla {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Fault = boost::system::error_code;
using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;

constexpr std::size_t most_bytes_asked = 16384;  // a request, whole
constexpr std::size_t most_visitors = 128;
constexpr std::chrono::seconds patience{20};  // with a request, and with who reads an answer
constexpr std::chrono::seconds heartbeat{15};

}  // namespace

/// What the visitors share; used by the server's thread alone.
class PreviewServer::Running {
 public:
  class Visitor;

  Running(const PreviewOptions& options, tcp::endpoint place);
  ~Running();
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void reload();
  void show(const std::string& text);

  Response answer(const Request& request) const;

 private:
  void accept();
  void beat();
  void tell_all(const std::string& event);
  Response answer_with(const Request& request, http::status status, std::string_view type, std::string body) const;
  Response site_answer(const Request& request) const;

  std::string folder_;
  std::string session_;  // a version of another run is never one of this
  std::uint64_t count_ = 0;
  std::string shown_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_{context_};
  asio::steady_timer timer_{context_};
  std::unordered_set<Visitor*> listeners_;
  std::size_t visitors_ = 0;
  std::thread thread_;

  std::string version() const { return session_ + "-" + std::to_string(count_); }
};

/// One connection.
class PreviewServer::Running::Visitor : public std::enable_shared_from_this<Visitor> {
 public:
  Visitor(Running& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) { ++server_.visitors_; }
  ~Visitor() {
    server_.listeners_.erase(this);
    --server_.visitors_;
  }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  void read();
  void tell(const std::string& event);

 private:
  void answer();
  void write();
  void listen();
  void send_events();
  void close();

  Running& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{most_bytes_asked};
  std::optional<http::request_parser<http::empty_body>> parser_;
  Response response_;
  std::string waiting_, sending_;  // events
  char unread_ = 0;
};

// NOLINTBEGIN(misc-no-recursion): the event loop calls what is given to it when the function before has returned
void PreviewServer::Running::Visitor::read() {
  parser_.emplace();
  parser_->header_limit(most_bytes_asked);
  parser_->body_limit(0);
  stream_.expires_after(patience);
  http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](Fault fault, std::size_t) {
    if (fault == http::error::end_of_stream) return self->close();
    if (!fault) return self->answer();
    const bool is_speech = fault.category() == http::make_error_code(http::error::bad_method).category();
    if (!is_speech) return;
    self->response_ = Response(http::status::bad_request, 11);
    self->response_.keep_alive(false);
    self->response_.prepare_payload();
    self->write();
  });
}

void PreviewServer::Running::Visitor::answer() {
  const Request& request = parser_->get();
  response_ = server_.answer(request);
  const bool is_ok = response_.result() == http::status::ok && request.method() == http::verb::get;
  if (is_ok && request.target() == beast::string_view(events_address.data(), events_address.size())) return listen();
  write();
}

void PreviewServer::Running::Visitor::write() {
  stream_.expires_after(patience);
  // The length is said also where no body follows: to HEAD.
  const bool head_only = parser_->get().method() == http::verb::head;
  if (head_only) response_.body().clear();
  http::async_write(stream_, response_, [self = shared_from_this()](Fault fault, std::size_t) {
    if (fault) return;
    self->response_.keep_alive() ? self->read() : self->close();
  });
}

/// Nothing is written without end but this: what there is to tell, as it comes.
void PreviewServer::Running::Visitor::listen() {
  stream_.expires_never();
  server_.listeners_.insert(this);
  waiting_ =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
      "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 1000\n\n" +
      event_text("version", server_.version()) + (server_.shown_.empty() ? "" : event_text("faults", server_.shown_));
  send_events();
  // Nobody says anything here any more: what can be read is the end.
  stream_.async_read_some(asio::buffer(&unread_, 1), [self = shared_from_this()](Fault, std::size_t) {
    self->server_.listeners_.erase(self.get());
    self->close();
  });
}

void PreviewServer::Running::Visitor::tell(const std::string& event) {
  constexpr std::size_t most_waiting = 1 << 20;
  if (waiting_.size() > most_waiting) return close();
  waiting_ += event;
  if (sending_.empty()) send_events();
}

void PreviewServer::Running::Visitor::send_events() {
  sending_ = std::exchange(waiting_, {});
  asio::async_write(stream_, asio::buffer(sending_), [self = shared_from_this()](Fault fault, std::size_t) {
    self->sending_.clear();
    if (!fault && !self->waiting_.empty()) self->send_events();
  });
}

// NOLINTEND(misc-no-recursion)
void PreviewServer::Running::Visitor::close() {
  Fault ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

PreviewServer::Running::Running(const PreviewOptions& options, tcp::endpoint place)
    : folder_(options.folder), session_(std::to_string(std::chrono::system_clock::now().time_since_epoch().count())) {
  acceptor_.open(place.protocol());
  acceptor_.set_option(asio::socket_base::reuse_address(true));
  const unsigned last = place.port() + std::max<unsigned>(options.tries, 1) - 1;
  for (unsigned port = place.port();; ++port) {
    place.port(static_cast<std::uint16_t>(port));
    Fault fault;
    acceptor_.bind(place, fault);
    if (!fault) break;
    if (port >= std::min(last, 65535U)) throw boost::system::system_error(fault);
  }
  acceptor_.listen();
  accept();
  beat();
  thread_ = std::thread([this] { context_.run(); });
}

PreviewServer::Running::~Running() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void PreviewServer::Running::accept() {
  acceptor_.async_accept([this](Fault fault, tcp::socket socket) {
    if (!fault && visitors_ < most_visitors) std::make_shared<Visitor>(*this, std::move(socket))->read();
    if (fault != asio::error::operation_aborted) accept();
  });
}

/// Who is gone without a word is found out by talking.
void PreviewServer::Running::beat() {
  timer_.expires_after(heartbeat);
  timer_.async_wait([this](Fault fault) {
    if (fault) return;
    tell_all(": still here\n\n");
    beat();
  });
}

void PreviewServer::Running::tell_all(const std::string& event) {
  const auto listeners = listeners_;
  for (Visitor* one : listeners) one->tell(event);
}

void PreviewServer::Running::reload() {
  asio::post(context_, [this] {
    ++count_;
    tell_all(event_text("version", version()));
  });
}

void PreviewServer::Running::show(const std::string& text) {
  asio::post(context_, [this, text] {
    if (shown_ == text) return;
    shown_ = text;
    tell_all(event_text("faults", text));
  });
}

Response PreviewServer::Running::answer_with(const Request& request, http::status status, std::string_view type,
                                             std::string body) const {
  Response made(status, request.version());
  made.set(http::field::content_type, beast::string_view(type.data(), type.size()));
  made.set(http::field::cache_control, "no-store");
  made.set("X-Content-Type-Options", "nosniff");
  made.set("Cross-Origin-Resource-Policy", "same-origin");
  made.keep_alive(request.keep_alive());
  made.body() = std::move(body);
  made.prepare_payload();
  return made;
}

Response PreviewServer::Running::site_answer(const Request& request) const {
  const std::string_view target(request.target().data(), request.target().size());
  const SiteAnswer found = answer_to(folder_, target);
  if (found.kind == SiteAnswer::Kind::Redirect) {
    Response made = answer_with(request, http::status::temporary_redirect, "text/plain", "");
    made.set(http::field::location, found.target);
    return made;
  }
  const bool is_there = found.kind == SiteAnswer::Kind::File;
  const http::status status = is_there ? http::status::ok : http::status::not_found;
  try {
    if (found.target.empty()) return answer_with(request, status, "text/plain; charset=utf-8", "404\n");
    const std::string_view type = content_type(found.target);
    std::string body = read_file(found.target);
    if (type.starts_with("text/html")) body = with_script(std::move(body), version());
    return answer_with(request, status, type, std::move(body));
  } catch (const Error&) {  // it went meanwhile
    return answer_with(request, http::status::not_found, "text/plain; charset=utf-8", "404\n");
  }
}

Response PreviewServer::Running::answer(const Request& request) const {
  const auto host = request[http::field::host];
  if (!is_own_host({host.data(), host.size()})) {
    return answer_with(request, http::status::misdirected_request, "text/plain; charset=utf-8",
                       "This server is for localhost alone.\n");
  }
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    Response made = answer_with(request, http::status::method_not_allowed, "text/plain", "");
    made.set(http::field::allow, "GET, HEAD");
    return made;
  }
  const std::string_view target(request.target().data(), request.target().size());
  if (target == events_address) return answer_with(request, http::status::ok, "text/event-stream", "");
  if (target.substr(0, target.find('?')) == script_address) {
    return answer_with(request, http::status::ok, content_type(script_address), std::string(reload_script()));
  }
  return site_answer(request);
}

PreviewServer::PreviewServer(const PreviewOptions& options) {
  const std::string& name = options.address;
  try {
    Fault no_address;
    asio::ip::address address = asio::ip::make_address(name == "localhost" ? "127.0.0.1" : name, no_address);
    if (no_address) {
      throw Error(make_diagnostic(Severity::Error, "serve", {}, {N_("'{1}' is no address of this machine"), {name}},
                                  N_("127.0.0.1 is for browsers here, 0.0.0.0 for the whole network")));
    }
    running_ = std::make_unique<Running>(options, tcp::endpoint(address, options.port));
    const std::string shown = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    url_ = "http://" + shown + ":" + std::to_string(running_->port()) + "/";
  } catch (const boost::system::system_error& fault) {
    throw Error(make_diagnostic(
        Severity::Error, "serve", {},
        {N_("cannot listen on {1}, port {2}: {3}"), {name, std::to_string(options.port), fault.code().message()}},
        N_("--port 0 takes any that is free")));
  }
}

PreviewServer::~PreviewServer() = default;

void PreviewServer::reload() {
  running_->reload();
}

void PreviewServer::show(const std::string& text) {
  running_->show(text);
}

}  // namespace hexapla
